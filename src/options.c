/* SPDX-License-Identifier: MIT */
#include "options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/ascii.h"
#include "diagnose/trace.h"
#include "nearest.h"
#include "options_table.h"

enum {
	OPT_COMPILE = 512,	/* what looks into no call */
	OPT_CALL = 256, OPT_COLOR, OPT_WIDTH, OPT_LADDER, OPT_COMPLETION, OPT_FOLD, OPT_PRODUCT, OPT_CALLS, OPT_NUMBER,
	OPT_PEER, OPT_SINCE, OPT_UNTIL, OPT_ONLY, OPT_IGNORE, OPT_LEAST, OPT_REDACT_KEY, OPT_WHY, OPT_BY, OPT_MCP, OPT_MERGE, OPT_AGAINST,
	OPT_EXTRACT,
};

enum { JOBS_MAX = 1024 };

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
		if (option_table[i].code >= 256)
			continue;
		*so++ = (char)option_table[i].code;
		for (int n = 0; n < arg; n++)
			*so++ = ':';
	}
	lo[NOPTS] = (struct option){ 0 };
	*so = '\0';
}

/* The position of `word` among the words of `list`; -1 when it is not one of them. */
static int
word_index(const char *list, const char *word)
{
	struct slice rest = slice_of(list);

	for (int i = 0; rest.n > 0; i++)
		if (slice_eq(slice_cut(&rest, ' '), slice_of(word)))
			return i;
	return -1;
}

void
options_fail(struct options *o, const char *key, const char *option, const char *value)
{
	if (o->error != NULL)
		return;
	o->error = key;
	o->error_option = option;
	o->error_value = value;
}

/* The words of a list; free() them with the strings. */
static struct strings
words_of(const char *list, char **memory)
{
	struct strings words = { NULL, 0 };
	char *at = *memory = xstrdup(list), *next;

	for (; *at != '\0'; at = next) {
		next = at + strcspn(at, " ");
		if (*next != '\0')
			*next++ = '\0';
		words.p = xrealloc(words.p, words.n + 1, sizeof *words.p);
		words.p[words.n++] = at;
	}
	return words;
}

static void
suggest_value(struct options *o, const char *list, const char *word)
{
	char *memory;
	struct strings words = words_of(list, &memory);
	const char *near = nearest(word, &words);

	if (near != NULL)
		snprintf(o->near, sizeof o->near, "%s", near);
	free(words.p);
	free(memory);
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

/* One of the fixed words as its number; the enums keep the order of the lists. */
static int
one_of(struct options *o, const char *option, const char *list, const char *word)
{
	int i = word_index(list, word);

	if (i < 0 && o->error == NULL) {
		suggest_value(o, list, word);
		options_fail(o, "usage.bad_value", option, word);
	}
	return i < 0 ? 0 : i;
}

static void
append(struct strings *list, const char *text)
{
	list->p = xrealloc(list->p, list->n + 1, sizeof *list->p);
	list->p[list->n++] = text;
}

static void
parse_range(struct options *o, const char *option, const char *text, struct range *out)
{
	if (!range_parse(out, slice_of(text)))
		options_fail(o, "usage.bad_value", option, text);
}

static uint64_t
parse_number(struct options *o, const char *option, const char *text, uint64_t max)
{
	uint64_t n;

	if (!slice_to_u64(slice_of(text), max, &n) || n == 0) {
		options_fail(o, "usage.bad_value", option, text);
		return 0;
	}
	return n;
}

static void
parse_moment(struct options *o, const char *option, const char *text, struct moment *out)
{
	if (!moment_parse(out, slice_of(text)))
		options_fail(o, "usage.bad_value", option, text);
}

/* An id, or a pattern of ids: letters, digits, dots, hyphens, and * for any. */
static void
parse_pattern(struct options *o, const char *option, const char *text, struct strings *list)
{
	if (text[0] == '\0' || strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789.-*?") != strlen(text))
		options_fail(o, "usage.bad_value", option, text);
	append(list, text);
}

static void
parse_why(struct options *o, const char *text)
{
	parse_pattern(o, "--why", text, &o->why);
	if (o->error == NULL && !trace_has_rule(text) && !trace_has_span(text))
		options_fail(o, "usage.bad_value", "--why", text);
}

static void
parse_extract(struct options *o, const char *text)
{
	if (text[0] == '\0' || o->extract != NULL)
		options_fail(o, "usage.bad_value", "--extract", text);
	o->extract = text;
}

/* Keys of the scoreboard, divided by commas; each once. */
static void
parse_by(struct options *o, const char *text)
{
	char *memory;
	struct strings names = words_of(board_key_names, &memory);
	struct slice rest = slice_of(text);
	bool good = rest.n > 0;

	o->summary = true;
	while (good && rest.p != NULL) {
		struct slice word = slice_cut(&rest, ',');
		size_t key = 0;

		while (key < names.n && !slice_eq(word, slice_of(names.p[key])))
			key++;
		good = key < names.n;
		for (size_t i = 0; i < o->by.n; i++)
			good &= o->by.keys[i] != key;
		if (good)
			o->by.keys[o->by.n++] = (enum board_key)key;
	}
	free(names.p);
	free(memory);
	if (!good)
		options_fail(o, "usage.bad_value", "--by", text);
}

/* The value may be attached (--list=codes) or stand after it (--list codes). */
static const char *
attached_or_next(const char *list, int argc, char **argv)
{
	if (optarg == NULL && optind < argc && word_index(list, argv[optind]) >= 0)
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
		one_of(o, "--list", kinds, o->kind);
}

static void
parse_completion(struct options *o, int argc, char **argv)
{
	const char *shell = optarg != NULL || optind >= argc || argv[optind][0] == '-' ? optarg : argv[optind++];

	o->action = ACTION_COMPLETION;
	o->shell = shell != NULL ? (enum shell)one_of(o, "--completion", shells, shell) : SHELL_BASH;
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

static void
apply(struct options *o, int code, int argc, char **argv)
{
	switch (code) {
	case 'l': o->lang = optarg; break;
	case 'f': o->format = (enum format)one_of(o, "--format", format_names, optarg); break;
	case 'i': append(&o->files, optarg); break;
	case 'e': o->each = true; break;
	case 's': o->summary = true; break;
	case OPT_BY: parse_by(o, optarg); break;
	case OPT_MERGE: o->merge = o->summary = true; break;
	case 'x': o->explain = true; break;
	case 'a': o->all = true; break;
	case 'm':
		o->has_min = true;
		o->min = (enum severity)one_of(o, "--min", severities, optarg);
		break;
	case 'C': o->check = true; break;
	case 'w': parse_range(o, "--warning", optarg, &o->warning); break;
	case 'c': parse_range(o, "--critical", optarg, &o->critical); break;
	case 'k': o->action = ACTION_SEARCH; o->search = optarg; break;
	case 'L': parse_list(o, argc, argv); break;
	case OPT_COMPILE: o->action = ACTION_COMPILE; append(&o->compile, optarg); break;
	case OPT_MCP: o->action = ACTION_MCP; o->mcp = optarg; break;
	case 'K': append(&o->folders, optarg); break;
	case 'r': o->redact = true; break;
	case OPT_REDACT_KEY: o->redact = true; o->redact_key = optarg; break;
	case OPT_PRODUCT: o->product = optarg; break;
	case OPT_WHY: parse_why(o, optarg); break;
	case OPT_AGAINST: o->against = optarg; break;
	case OPT_CALLS: o->calls = true; break;
	case OPT_CALL: append(&o->filter.calls, optarg); break;
	case OPT_NUMBER: append(&o->filter.numbers, optarg); break;
	case OPT_PEER: append(&o->filter.peers, optarg); break;
	case OPT_SINCE: parse_moment(o, "--since", optarg, &o->filter.since); break;
	case OPT_UNTIL: parse_moment(o, "--until", optarg, &o->filter.until); break;
	case OPT_ONLY: parse_pattern(o, "--only", optarg, &o->filter.only); break;
	case OPT_IGNORE: parse_pattern(o, "--ignore", optarg, &o->filter.ignore); break;
	case 't': o->timeout = parse_number(o, "--timeout", optarg, 86400); break;
	case 'v': o->verbose = true; break;
	case OPT_LEAST: o->least = parse_number(o, "--least", optarg, UINT64_MAX); break;
	case OPT_FOLD: o->fold = true; break;
	case OPT_LADDER: o->ladder = true; break;
	case OPT_EXTRACT: parse_extract(o, optarg); break;
	case OPT_COLOR: o->colour = (enum when)one_of(o, "--color", whens, optarg); break;
	case OPT_WIDTH: o->width = parse_number(o, "--width", optarg, 10000); break;
	case 'j': o->jobs = (unsigned)parse_number(o, "--jobs", optarg, JOBS_MAX); break;
	case 'q': o->quiet = true; break;
	case OPT_COMPLETION: parse_completion(o, argc, argv); break;
	case 'h': o->action = ACTION_HELP; break;
	case 'V': o->action = ACTION_VERSION; break;
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
		append(&o->operands, argv[i]);
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
