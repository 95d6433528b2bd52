/* SPDX-License-Identifier: MIT */
/* The text of --help, and what a terminal gets that called siperr with nothing. */
#include "options.h"
#include "options_table.h"
#include "report/escape.h"
#include "report/wrap.h"

static const char *const examples[] = {
	"siperr 486 \"Busy Here\"", "siperr capture.pcap console.log", "siperr --lang es \"No DNS result\"",
	"tcpdump -U -w - udp port 5060 | siperr",
};

static void
help_option(struct knowledge *k, const struct opt *o, size_t width, struct arena *a, struct buf *out)
{
	enum { COLUMN = 26 };
	const struct wrap_margins at = { .width = width, .first = COLUMN, .indent = COLUMN,
	    .right = knowledge_is_right_to_left(k) };
	size_t start = out->n;

	if (o->code < OPTION_LONG)
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
	const struct wrap_margins at = { .width = width };

	wrap_text(slice_of(knowledge_label(k, key, a)), &at, knowledge_language(k), out);
}

void
options_help(struct knowledge *k, size_t width, struct buf *out)
{
	struct arena a = ARENA_INIT;

	help_part(k, "usage.line", width, &a, out);
	help_part(k, "usage.what", width, &a, out);
	buf_addc(out, '\n');
	help_part(k, "usage.operands", width, &a, out);
	buf_addstr(out, "\n" MARK_TABLE);
	for (size_t i = 0; i < option_count; i++)
		help_option(k, &option_table[i], width, &a, out);
	buf_addstr(out, MARK_TABLE_END "\n");
	help_part(k, "usage.status", width, &a, out);
	buf_addc(out, '\n');
	help_part(k, "usage.examples", width, &a, out);
	buf_addstr(out, MARK_TABLE);
	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
		buf_addf(out, "  %s\n", examples[i]);
	arena_release(&a);
}

void
options_usage(struct knowledge *k, size_t width, struct buf *out)
{
	enum { SHOWN = 3 };
	struct arena a = ARENA_INIT;

	help_part(k, "usage.line", width, &a, out);
	help_part(k, "usage.what", width, &a, out);
	buf_addc(out, '\n');
	buf_addstr(out, MARK_TABLE);
	for (size_t i = 0; i < SHOWN; i++)
		buf_addf(out, "  %s\n", examples[i]);
	buf_addstr(out, MARK_TABLE_END "\n");
	help_part(k, "usage.try_help", width, &a, out);
	arena_release(&a);
}
