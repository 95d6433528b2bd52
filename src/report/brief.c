/* One line a finding, made for grep: PLACE: severity id CODE PHRASE: title [call-id] xCOUNT */
#include "report/escape.h"
#include "report/format.h"

static void
brief_finding(struct report *r, const struct finding *f)
{
	struct arena a = ARENA_INIT;
	struct buf *out = &r->text;
	const char *phrase = f->phrase ? f->phrase : "";
	const char *title = knowledge_title(r->k, f->id, &a);

	size_t start = out->n;
	add_place(f, out);
	buf_addf(out, "%s%s %s", out->n > start ? ": " : "", severity_token(f->severity), f->id);
	if (f->code != 0)
		buf_addf(out, " %d", f->code);
	if (phrase[0] != '\0') {
		buf_addc(out, ' ');
		escape_text(slice_of(phrase), out);
	}
	buf_addstr(out, ": ");
	escape_text(slice_of(title ? title : f->id), out);
	if (f->has_call && f->call.call_id != NULL) {
		buf_addstr(out, " [");
		escape_text(slice_of(f->call.call_id), out);
		buf_addc(out, ']');
	}
	if (f->count > 1)
		buf_addf(out, " x%llu", (unsigned long long)f->count);
	buf_addc(out, '\n');
	arena_release(&a);
}

const struct format_ops brief_format = { .finding = brief_finding };
