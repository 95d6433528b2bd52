/* The command line: one table of options drives getopt_long, --help and the shell completion. */
#ifndef SIPERR_OPTIONS_H
#define SIPERR_OPTIONS_H

#include "finding/tokens.h"
#include "knowledge/knowledge.h"
#include "report/check.h"
#include "report/report.h"

enum when { WHEN_AUTO, WHEN_ALWAYS, WHEN_NEVER };

enum action { ACTION_DIAGNOSE, ACTION_LIST, ACTION_SEARCH, ACTION_HELP, ACTION_VERSION, ACTION_COMPLETION };

struct options {
	enum action action;
	const char *lang;		/* NULL: the environment's */
	enum format format;
	bool each, summary, explain, all, fold, check, redact, ladder, quiet;
	bool has_min;
	enum severity min;
	const char *search;		/* --search */
	const char *kind;		/* --list; NULL: all */
	const char *call;		/* NULL: all calls */
	enum when colour;
	size_t width;			/* 0: the terminal's */
	struct range warning, critical;
	struct strings folders;		/* --knowledge, in their order */
	struct strings files;		/* --file: never anything but files */
	struct strings operands;

	const char *error;		/* key of what is wrong with the call; NULL: nothing */
	const char *error_option;	/* {0}: the option or operand it is about */
	char letter[3];			/* an unknown short option, for error_option */
	const char *error_value;	/* {1}: its value; NULL: none */
};

/* Reads argv (getopt may reorder it; the result points into it). False: o->error says why. */
bool options_parse(struct options *o, int argc, char **argv);
void options_release(struct options *o);

/* The text of --help, UTF-8, wrapped at `width`. */
void options_help(struct knowledge *k, size_t width, struct buf *out);

/* A bash completion script that knows every option and its fixed values. */
void options_completion(struct buf *out);

#endif
