#include "options.h"

#include <getopt.h>
#include <stdlib.h>

#include "report/wrap.h"

enum {
	OPT_CALL = 256, OPT_COLOR, OPT_WIDTH, OPT_WARNING, OPT_CRITICAL, OPT_LADDER, OPT_COMPLETION, OPT_FOLD,
};

/* Fixed values, as the completion offers them and --help shows them in the manual's order. */
static const char formats[] = "text brief json tsv markdown";
static const char severities[] = "info notice warning error";
static const char kinds[] = "codes reasons causes warnings rules symptoms languages";
static const char whens[] = "auto always never";

static const struct opt {
	int code;		/* a letter, or from 256 on when there is only a long form */
	const char *name;
	const char *arg;	/* as --help shows it; NULL: takes none; in brackets: may be left out */
	const char *values;	/* for the completion: the words it takes, "FILE" or "DIR"; NULL: anything */
} opts[] = {
	{ 'l', "lang", "TAG", NULL },
	{ 'f', "format", "FMT", formats },
	{ 'i', "file", "FILE", "FILE" },
	{ 'e', "each", NULL, NULL },
	{ 's', "summary", NULL, NULL },
	{ 'x', "explain", NULL, NULL },
	{ 'a', "all", NULL, NULL },
	{ 'm', "min", "SEVERITY", severities },
	{ 'C', "check", NULL, NULL },
	{ OPT_WARNING, "warning", "RANGE", NULL },
	{ OPT_CRITICAL, "critical", "RANGE", NULL },
	{ 'k', "search", "TEXT", NULL },
	{ 'L', "list", "[KIND]", kinds },
	{ 'K', "knowledge", "DIR", "DIR" },
	{ 'r', "redact", NULL, NULL },
	{ OPT_CALL, "call", "TEXT", NULL },
	{ OPT_FOLD, "fold", NULL, NULL },
	{ OPT_LADDER, "ladder", NULL, NULL },
	{ OPT_COLOR, "color", "WHEN", whens },
	{ OPT_WIDTH, "width", "N", NULL },
	{ 'q', "quiet", NULL, NULL },
	{ OPT_COMPLETION, "completion", NULL, NULL },
	{ 'h', "help", NULL, NULL },
	{ 'V', "version", NULL, NULL },
};

enum { NOPTS = sizeof opts / sizeof *opts };

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
		int arg = arg_kind(&opts[i]);

		lo[i] = (struct option){ opts[i].name, arg, NULL, opts[i].code };
		if (opts[i].code >= 256)
			continue;
		*so++ = (char)opts[i].code;
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

static void
fail(struct options *o, const char *key, const char *option, const char *value)
{
	if (o->error != NULL)
		return;
	o->error = key;
	o->error_option = option;
	o->error_value = value;
}

/* One of the fixed words as its number; the enums keep the order of the lists above. */
static int
one_of(struct options *o, const char *option, const char *list, const char *word)
{
	int i = word_index(list, word);

	if (i < 0)
		fail(o, "usage.bad_value", option, word);
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
		fail(o, "usage.bad_value", option, text);
}

static void
parse_width(struct options *o, const char *text)
{
	uint64_t n;

	if (!slice_to_u64(slice_of(text), 10000, &n) || n == 0)
		fail(o, "usage.bad_value", "--width", text);
	else
		o->width = n;
}

/* --list may have its kind attached (--list=codes) or after it (--list codes). */
static void
parse_list(struct options *o, int argc, char **argv)
{
	o->action = ACTION_LIST;
	o->kind = optarg;
	if (o->kind == NULL && optind < argc && word_index(kinds, argv[optind]) >= 0)
		o->kind = argv[optind++];
	if (o->kind != NULL)
		one_of(o, "--list", kinds, o->kind);
}

/* getopt names an option it knows by its code, a short one it doesn't know by its letter, a long one by its place. */
static void
bad_option(struct options *o, int answer, char **argv)
{
	const char *word = argv[optind - 1];
	int i;

	for (i = 0; i < NOPTS && opts[i].code != optopt; i++)
		;
	if (optopt != 0 && i == NOPTS) {
		o->letter[0] = '-';
		o->letter[1] = (char)optopt;
		fail(o, "usage.bad_option", o->letter, NULL);
	} else if (i == NOPTS) {
		fail(o, "usage.bad_option", word, NULL);
	} else {
		fail(o, answer == ':' ? "usage.no_value" : "usage.takes_none", opts[i].name, NULL);
	}
}

static void
apply(struct options *o, int code, int argc, char **argv)
{
	switch (code) {
	case 'l': o->lang = optarg; break;
	case 'f': o->format = (enum format)one_of(o, "--format", formats, optarg); break;
	case 'i': append(&o->files, optarg); break;
	case 'e': o->each = true; break;
	case 's': o->summary = true; break;
	case 'x': o->explain = true; break;
	case 'a': o->all = true; break;
	case 'm':
		o->has_min = true;
		o->min = (enum severity)one_of(o, "--min", severities, optarg);
		break;
	case 'C': o->check = true; break;
	case OPT_WARNING: parse_range(o, "--warning", optarg, &o->warning); break;
	case OPT_CRITICAL: parse_range(o, "--critical", optarg, &o->critical); break;
	case 'k': o->action = ACTION_SEARCH; o->search = optarg; break;
	case 'L': parse_list(o, argc, argv); break;
	case 'K': append(&o->folders, optarg); break;
	case 'r': o->redact = true; break;
	case OPT_CALL: o->call = optarg; break;
	case OPT_FOLD: o->fold = true; break;
	case OPT_LADDER: o->ladder = true; break;
	case OPT_COLOR: o->colour = (enum when)one_of(o, "--color", whens, optarg); break;
	case OPT_WIDTH: parse_width(o, optarg); break;
	case 'q': o->quiet = true; break;
	case OPT_COMPLETION: o->action = ACTION_COMPLETION; break;
	case 'h': o->action = ACTION_HELP; break;
	case 'V': o->action = ACTION_VERSION; break;
	default: bad_option(o, code, argv); break;
	}
}

/* Combinations that could not do what they say. */
static void
check_combination(struct options *o)
{
	if ((o->warning.given || o->critical.given) && !o->check)
		fail(o, "usage.needs", o->warning.given ? "--warning" : "--critical", "--check");
	if (o->summary && o->format != FORMAT_TEXT && o->format != FORMAT_JSON)
		fail(o, "usage.conflict", "--summary", "--format");
	if (o->summary && o->check)
		fail(o, "usage.conflict", "--summary", "--check");
	if (o->ladder && o->format != FORMAT_TEXT && o->format != FORMAT_MARKDOWN)
		fail(o, "usage.conflict", "--ladder", "--format");
	if (o->each && o->fold)
		fail(o, "usage.conflict", "--each", "--fold");
	if (o->each && o->ladder)
		fail(o, "usage.conflict", "--each", "--ladder");
	if ((o->action == ACTION_LIST || o->action == ACTION_SEARCH) && o->operands.n + o->files.n > 0)
		fail(o, "usage.bad_value", o->action == ACTION_LIST ? "--list" : "--search",
		    o->operands.n ? o->operands.p[0] : o->files.p[0]);
	if (o->action == ACTION_SEARCH && o->search[0] == '\0')
		fail(o, "usage.bad_value", "--search", "");
}

bool
options_parse(struct options *o, int argc, char **argv)
{
	struct option lo[NOPTS + 1];
	char so[3 * NOPTS + 2];
	int code;

	*o = (struct options){ .action = ACTION_DIAGNOSE };
	opt_tables(lo, so);
	opterr = 0;
	while ((code = getopt_long(argc, argv, so, lo, NULL)) != -1) {
		enum action before = o->action;

		apply(o, code, argc, argv);
		/* --help and --version answer whatever else stands there. */
		if (before == ACTION_HELP || before == ACTION_VERSION)
			o->action = before;
	}
	for (int i = optind; i < argc; i++)
		append(&o->operands, argv[i]);
	check_combination(o);
	return o->error == NULL;
}

void
options_release(struct options *o)
{
	free(o->folders.p);
	free(o->files.p);
	free(o->operands.p);
}

static void
help_option(struct knowledge *k, const struct opt *o, size_t width, struct arena *a, struct buf *out)
{
	enum { COLUMN = 26 };
	const struct wrap_place at = { .width = width, .first = COLUMN, .indent = COLUMN };
	size_t start = out->n;

	if (o->code < 256)
		buf_addf(out, "  -%c, ", o->code);
	else
		buf_addstr(out, "      ");
	buf_addf(out, "--%s", o->name);
	if (o->arg != NULL && o->arg[0] == '[')
		buf_addf(out, "[=%.*s]", (int)strlen(o->arg) - 2, o->arg + 1);
	else if (o->arg != NULL)
		buf_addf(out, " %s", o->arg);
	if (out->n - start > COLUMN - 2) {
		buf_addc(out, '\n');
		start = out->n;
	}
	buf_addf(out, "%*s", (int)(COLUMN - (out->n - start)), "");
	const char *key = arena_printf(a, "option.%s", o->name);
	wrap_text(slice_of(knowledge_label(k, key, a)), &at, knowledge_language(k), out);
}

static void
help_part(struct knowledge *k, const char *key, size_t width, struct arena *a, struct buf *out)
{
	const struct wrap_place at = { .width = width };

	wrap_text(slice_of(knowledge_label(k, key, a)), &at, knowledge_language(k), out);
}

void
options_help(struct knowledge *k, size_t width, struct buf *out)
{
	static const char *const examples[] = {
		"siperr 486 \"Busy Here\"", "siperr \"No DNS result\" --lang es", "siperr capture.pcap console.log",
		"tcpdump -U -w - udp port 5060 | siperr",
	};
	struct arena a = ARENA_INIT;

	help_part(k, "usage.line", width, &a, out);
	help_part(k, "usage.what", width, &a, out);
	buf_addc(out, '\n');
	help_part(k, "usage.operands", width, &a, out);
	buf_addc(out, '\n');
	for (int i = 0; i < NOPTS; i++)
		help_option(k, &opts[i], width, &a, out);
	buf_addc(out, '\n');
	help_part(k, "usage.status", width, &a, out);
	buf_addc(out, '\n');
	help_part(k, "usage.examples", width, &a, out);
	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
		buf_addf(out, "  %s\n", examples[i]);
	arena_release(&a);
}

static void
completion_values(const struct opt *o, struct buf *out)
{
	if (o->values == NULL)
		return;
	if (o->code < 256)
		buf_addf(out, "\t-%c|", o->code);
	else
		buf_addc(out, '\t');
	buf_addf(out, "--%s) ", o->name);
	if (strcmp(o->values, "FILE") == 0)
		buf_addstr(out, "COMPREPLY=($(compgen -f -- \"$word\"))");
	else if (strcmp(o->values, "DIR") == 0)
		buf_addstr(out, "COMPREPLY=($(compgen -d -- \"$word\"))");
	else
		buf_addf(out, "COMPREPLY=($(compgen -W '%s' -- \"$word\"))", o->values);
	buf_addstr(out, "; return ;;\n");
}

void
options_completion(struct buf *out)
{
	buf_addstr(out, "# bash completion for siperr\n_siperr()\n{\n"
	    "\tlocal word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
	    "\t[ \"$before\" = '=' ] && before=${COMP_WORDS[COMP_CWORD-2]}\n"
	    "\t[ \"$word\" = '=' ] && { before=${COMP_WORDS[COMP_CWORD-1]}; word=; }\n"
	    "\tcase $before in\n");
	for (int i = 0; i < NOPTS; i++)
		completion_values(&opts[i], out);
	buf_addstr(out, "\tesac\n\tcase $word in\n\t-*) COMPREPLY=($(compgen -W '");
	for (int i = 0; i < NOPTS; i++)
		buf_addf(out, "%s--%s", i ? " " : "", opts[i].name);
	buf_addstr(out, "' -- \"$word\")) ;;\n\t*) COMPREPLY=($(compgen -f -- \"$word\")) ;;\n\tesac\n}\n"
	    "complete -o filenames -F _siperr siperr\n");
}
