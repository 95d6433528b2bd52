/* SPDX-License-Identifier: MIT */
#include "options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/ascii.h"
#include "nearest.h"
#include "option_values.h"
#include "options_table.h"

/* Options without a letter; a letter is its own code. */
enum {
	OPT_CALL = OPTION_LONG, OPT_COLOR, OPT_WIDTH, OPT_LADDER, OPT_COMPLETION, OPT_FOLD, OPT_PRODUCT, OPT_CALLS, OPT_NUMBER,
	OPT_PEER, OPT_SINCE, OPT_UNTIL, OPT_ONLY, OPT_IGNORE, OPT_LEAST, OPT_REDACT_KEY, OPT_WHY, OPT_BY, OPT_MCP,
	OPT_MERGE, OPT_AGAINST, OPT_EXTRACT, OPT_COMPILE,
};

enum { JOBS_MAX = 1024, COLUMNS_MAX = 10000, SECONDS_MAX = 86400 };	/* a day is what --timeout may last */

/* Fixed values, in the order of their enums and the manual. */
static const char severities[] = "info notice warning error";
static const char kinds[] = "codes reasons causes warnings rules symptoms languages products";
static const char whens[] = "auto always never";
static const char shells[] = "bash zsh fish";

const struct opt option_table[] = {
	{ 'l', "lang", "TAG", VALUES_LANGUAGE },
	{ 'f', "format", "FMT", format_names },
	{ 'i', "file", "FILE", VALUES_FILE },
	{ 'e', "each", NULL, NULL },
	{ 's', "summary", NULL, NULL },
	{ OPT_BY, "by", "KEY[,KEY]", board_key_names },
	{ OPT_MERGE, "merge", NULL, NULL },
	{ 'x', "explain", NULL, NULL },
	{ OPT_PRODUCT, "product", "NAME", VALUES_PRODUCT },
	{ OPT_WHY, "why", "ID", VALUES_RULE },
	{ OPT_AGAINST, "against", "GOOD", VALUES_FILE },
	{ 'a', "all", NULL, NULL },
	{ 'm', "min", "SEVERITY", severities },
	{ OPT_CALLS, "calls", NULL, NULL },
	{ OPT_CALL, "call", "TEXT", NULL },
	{ OPT_NUMBER, "number", "TEXT", NULL },
	{ OPT_PEER, "peer", "ADDR", NULL },
	{ OPT_SINCE, "since", "T", NULL },
	{ OPT_UNTIL, "until", "T", NULL },
	{ OPT_ONLY, "only", "ID", VALUES_ID },
	{ OPT_IGNORE, "ignore", "ID", VALUES_ID },
	{ OPT_FOLD, "fold", NULL, NULL },
	{ OPT_LADDER, "ladder", NULL, NULL },
	{ OPT_EXTRACT, "extract", "FILE", VALUES_FILE },
	{ 'C', "check", NULL, NULL },
	{ 'w', "warning", "RANGE", NULL },
	{ 'c', "critical", "RANGE", NULL },
	{ 't', "timeout", "S", NULL },
	{ 'v', "verbose", NULL, NULL },
	{ OPT_LEAST, "least", "N", NULL },
	{ 'k', "search", "TEXT", NULL },
	{ 'L', "list", "[KIND]", kinds },
	{ OPT_COMPILE, "compile-knowledge", "DIR", VALUES_FOLDER },
	{ 'K', "knowledge", "DIR", VALUES_FOLDER },
	{ OPT_MCP, "mcp", "[DIR]", VALUES_FOLDER },
	{ 'r', "redact", NULL, NULL },
	{ OPT_REDACT_KEY, "redact-key", "FILE", VALUES_FILE },
	{ OPT_COLOR, "color", "WHEN", whens },
	{ OPT_WIDTH, "width", "N", NULL },
	{ 'j', "jobs", "N", NULL },
	{ 'q', "quiet", NULL, NULL },
	{ OPT_COMPLETION, "completion", "[SHELL]", shells },
	{ 'h', "help", NULL, NULL },
	{ 'V', "version", NULL, NULL },
};

enum { NOPTS = sizeof option_table / sizeof *option_table };

const size_t option_count = NOPTS;

static int
arg_kind(const struct opt *o)
{
	return o->arg == NULL ? no_argument : o->arg[0] == '[' ? optional_argument : required_argument;
}

/* Derives getopt_long's two tables from opts, so they cannot disagree. */
static void
opt_tables(struct option lo[NOPTS + 1], char so[3 * NOPTS + 2])
{
	*so++ = ':';	/* ':' on a missing argument, '?' on an unknown option */
	for (int i = 0; i < NOPTS; i++) {
		int arg = arg_kind(&option_table[i]);

		lo[i] = (struct option){ option_table[i].name, arg, NULL, option_table[i].code };
		if (option_table[i].code >= OPTION_LONG)
			continue;
		*so++ = (char)option_table[i].code;
		for (int n = 0; n < arg; n++)
			*so++ = ':';
	}
	lo[NOPTS] = (struct option){ 0 };
	*so = '\0';
}

static void
suggest_option(struct options *o, const char *word)
{
	const char *names[NOPTS], *near;
	struct strings words = { names, NOPTS };
	char name[64];

	snprintf(name, sizeof name, "%.*s", (int)strcspn(word, "="), word);
	for (int i = 0; i < NOPTS; i++)
		names[i] = option_table[i].name;
	if (strncmp(name, "--", 2) == 0 && (near = nearest(name + 2, &words)) != NULL)
		snprintf(o->near, sizeof o->near, "--%s", near);
}

/* The value may be attached (--list=codes) or stand after it (--list codes). */
static const char *
attached_or_next(const char *list, int argc, char **argv)
{
	if (optarg == NULL && optind < argc && value_index(list, argv[optind]) >= 0)
		return argv[optind++];
	return optarg;
}

static void
parse_list(struct options *o, int argc, char **argv)
{
	o->action = ACTION_LIST;
	o->lists = true;
	o->kind = attached_or_next(kinds, argc, argv);
	if (o->kind != NULL)
		value_one_of(o, "--list", kinds, o->kind);
}

static void
parse_completion(struct options *o, int argc, char **argv)
{
	const char *shell = optarg != NULL || optind >= argc || argv[optind][0] == '-' ? optarg : argv[optind++];

	o->action = ACTION_COMPLETION;
	o->shell = shell != NULL ? (enum shell)value_one_of(o, "--completion", shells, shell) : SHELL_BASH;
}

/* "-486", of an option that is none: the code was meant. */
static bool
is_code_with_dash(struct options *o, const char *word)
{
	if (word == NULL || word[0] != '-' || strlen(word) != 4 || strspn(word + 1, "0123456789") != 3)
		return false;
	if (o->error == NULL)
		snprintf(o->near, sizeof o->near, "%s", word + 1);
	options_fail(o, "usage.bad_option", word, NULL);
	return true;
}

/* getopt names an option it knows by its code, a short one it doesn't know by its letter, a long one by its place. */
static void
bad_option(struct options *o, int answer, char **argv)
{
	const char *word = argv[optind - 1];
	int i;

	for (i = 0; i < NOPTS && option_table[i].code != optopt; i++)
		;
	/* Among letters getopt stands still until the last of them. */
	if (is_digit((char)optopt) && (is_code_with_dash(o, argv[optind]) || is_code_with_dash(o, word)))
		return;
	if (optopt != 0 && i == NOPTS) {
		o->letter[0] = '-';
		o->letter[1] = (char)optopt;
		options_fail(o, "usage.bad_option", o->letter, NULL);
	} else if (i == NOPTS) {
		if (o->error == NULL)
			suggest_option(o, word);
		options_fail(o, "usage.bad_option", word, NULL);
	} else {
		options_fail(o, answer == ':' ? "usage.no_value" : "usage.takes_none", option_table[i].name, NULL);
	}
}

/* Each of these returns whether the option is one of its own. */
static bool
apply_filter(struct options *o, int code)
{
	switch (code) {
	case OPT_CALL: value_append(&o->filter.calls, optarg); return true;
	case OPT_NUMBER: value_append(&o->filter.numbers, optarg); return true;
	case OPT_PEER: value_append(&o->filter.peers, optarg); return true;
	case OPT_SINCE: value_moment(o, "--since", optarg, &o->filter.since); return true;
	case OPT_UNTIL: value_moment(o, "--until", optarg, &o->filter.until); return true;
	case OPT_ONLY: value_pattern(o, "--only", optarg, &o->filter.only); return true;
	case OPT_IGNORE: value_pattern(o, "--ignore", optarg, &o->filter.ignore); return true;
	default: return false;
	}
}

static bool
apply_check(struct options *o, int code)
{
	switch (code) {
	case 'C': o->check = true; return true;
	case 'w': value_range(o, "--warning", optarg, &o->warning); return true;
	case 'c': value_range(o, "--critical", optarg, &o->critical); return true;
	case 't': o->timeout = value_number(o, "--timeout", optarg, SECONDS_MAX); return true;
	case 'v': o->verbose = true; return true;
	case OPT_LEAST: o->least = value_number(o, "--least", optarg, UINT64_MAX); return true;
	default: return false;
	}
}

/* What to do in place of a diagnosis. */
static bool
apply_action(struct options *o, int code, int argc, char **argv)
{
	switch (code) {
	case 'k': o->action = ACTION_SEARCH; o->search = optarg; return true;
	case 'L': parse_list(o, argc, argv); return true;
	case OPT_COMPILE: o->action = ACTION_COMPILE; value_append(&o->compile, optarg); return true;
	case OPT_MCP: o->action = ACTION_MCP; o->mcp = optarg; return true;
	case OPT_COMPLETION: parse_completion(o, argc, argv); return true;
	case 'h': o->action = ACTION_HELP; return true;
	case 'V': o->action = ACTION_VERSION; return true;
	default: return false;
	}
}

/* How the answer looks, and what is left out of it. */
static bool
apply_look(struct options *o, int code)
{
	switch (code) {
	case 'l': o->lang = optarg; return true;
	case 'f': o->format = (enum format)value_one_of(o, "--format", format_names, optarg); return true;
	case 'x': o->explain = true; return true;
	case 'a': o->all = true; return true;
	case 'm': o->has_min = true; o->min = (enum severity)value_one_of(o, "--min", severities, optarg); return true;
	case OPT_FOLD: o->fold = true; return true;
	case OPT_LADDER: o->ladder = true; return true;
	case OPT_COLOR: o->colour = (enum when)value_one_of(o, "--color", whens, optarg); return true;
	case OPT_WIDTH: o->width = value_number(o, "--width", optarg, COLUMNS_MAX); return true;
	case 'q': o->quiet = true; return true;
	case 'r': o->redact = true; return true;
	case OPT_REDACT_KEY: o->redact = true; o->redact_key = optarg; return true;
	default: return false;
	}
}

/* What is read, and what is made of it. */
static void
apply(struct options *o, int code, int argc, char **argv)
{
	if (apply_look(o, code) || apply_filter(o, code) || apply_check(o, code) || apply_action(o, code, argc, argv))
		return;
	switch (code) {
	case 'i': value_append(&o->files, optarg); break;
	case 'K': value_append(&o->folders, optarg); break;
	case OPT_PRODUCT: o->product = optarg; break;
	case 'e': o->each = true; break;
	case 's': o->summary = true; break;
	case OPT_BY: value_by(o, optarg); break;
	case OPT_MERGE: o->merge = o->summary = true; break;
	case OPT_WHY: value_why(o, optarg); break;
	case OPT_AGAINST: o->against = optarg; break;
	case OPT_CALLS: o->calls = true; break;
	case OPT_EXTRACT: value_extract(o, optarg); break;
	case 'j': o->jobs = (unsigned)value_number(o, "--jobs", optarg, JOBS_MAX); break;
	default: bad_option(o, code, argv); break;
	}
}

/* Whether it is to be a monitoring system's answer, even one that nothing could be read: before the first allocation. */
static bool
wants_check(int argc, char **argv, const char *so, const struct option *lo)
{
	char in_order[3 * NOPTS + 3];
	bool check = false;
	int code;

	snprintf(in_order, sizeof in_order, "-%s", so);	/* the operands stay where they are */
	while ((code = getopt_long(argc, argv, in_order, lo, NULL)) != -1)
		check |= code == 'C';
	optind = 0;
	return check;
}

void
options_parse(struct options *o, int argc, char **argv)
{
	struct option lo[NOPTS + 1];
	char so[3 * NOPTS + 2];
	int code;

	*o = (struct options){ .action = ACTION_DIAGNOSE, .filter.end = NO_TIME };
	opt_tables(lo, so);
	opterr = 0;
	o->check = wants_check(argc, argv, so, lo);
	while ((code = getopt_long(argc, argv, so, lo, NULL)) != -1) {
		enum action before = o->action;

		apply(o, code, argc, argv);
		/* --help and --version answer whatever else stands there. */
		if (before == ACTION_HELP || before == ACTION_VERSION)
			o->action = before;
	}
	for (int i = optind; i < argc; i++)
		value_append(&o->operands, argv[i]);
}

void
options_release(struct options *o)
{
	free(o->folders.p);
	free(o->compile.p);
	free(o->files.p);
	free(o->operands.p);
	free(o->why.p);
	free(o->filter.calls.p);
	free(o->filter.numbers.p);
	free(o->filter.peers.p);
	free(o->filter.only.p);
	free(o->filter.ignore.p);
}
