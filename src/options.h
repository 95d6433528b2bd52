/* SPDX-License-Identifier: MIT */
/* The command line: one table of options drives getopt_long, --help and the shell completion. */
#ifndef SIPERR_OPTIONS_H
#define SIPERR_OPTIONS_H

#include "diagnose/calls/filter.h"
#include "finding/tokens.h"
#include "knowledge/knowledge.h"
#include "metrics/board.h"
#include "report/check.h"
#include "report/report.h"

enum when { WHEN_AUTO, WHEN_ALWAYS, WHEN_NEVER };

enum shell { SHELL_BASH, SHELL_ZSH, SHELL_FISH };

enum action { ACTION_DIAGNOSE, ACTION_LIST, ACTION_SEARCH, ACTION_HELP, ACTION_VERSION, ACTION_COMPLETION,
    ACTION_COMPILE, ACTION_MCP };

struct options {
	enum action action;
	const char *lang;		/* NULL: the environment's */
	enum format format;
	bool each, summary, explain, all, fold, check, redact, ladder, quiet;
	struct board_by by;		/* of the summary */
	bool merge;			/* the summary is that of summaries */
	bool has_min;
	enum severity min;
	const char *redact_key;		/* a file; NULL: a key of this run */
	const char *extract;		/* a file for the messages; "-": stdout; NULL: none */
	const char *search;		/* --search */
	bool lists;			/* --list … */
	const char *kind;		/* … of these; NULL: all */
	const char *product;		/* --product, as given; NULL: the one that the messages name */
	bool calls;			/* a list of them */
	const char *against;		/* a file, a folder or a Call-ID; NULL: nothing is compared */
	struct strings why;		/* rules that are asked what they saw, as patterns */
	struct filter filter;
	enum when colour;
	size_t width;			/* 0: the terminal's */
	unsigned jobs;			/* threads that may work at once; 0: as many as there are processors */
	struct range warning, critical;
	uint64_t timeout, least;	/* --check: seconds, calls; 0: none */
	bool verbose;			/* --check: the findings under the line */
	enum shell shell;		/* --completion */
	struct strings compile;		/* --compile-knowledge: the folders */
	const char *mcp;		/* --mcp: the folder whose files may be named; NULL: none */
	struct strings folders;		/* --knowledge, in their order */
	struct strings files;		/* --file: never anything but files */
	struct strings operands;

	const char *error;		/* key of what is wrong with the call; NULL: nothing */
	const char *error_option;	/* {0}: the option or operand it is about */
	char letter[3];			/* an unknown short option, for error_option */
	const char *error_value;	/* {1}: its value; NULL: none */
	char near[32];			/* what was probably meant; empty: nobody knows */
};

/*
 * Reads argv (getopt may reorder it; the result points into it). Where that can't be, o->error says why; what is wrong with
 * options together, options_check() says.
 */
void options_parse(struct options *o, int argc, char **argv);
void options_release(struct options *o);

/* The text of --help, UTF-8, wrapped at `width`. */
void options_help(struct knowledge *k, size_t width, struct buf *out);

/* What is said to somebody who gave nothing at all: what it is for, and three examples. */
void options_usage(struct knowledge *k, size_t width, struct buf *out);

/* A completion script that knows every option and its values; it asks siperr for ids, languages and products. */
void options_completion(enum shell shell, struct buf *out);

#endif
