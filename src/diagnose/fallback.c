/* Stand-ins, weak, until diagnose/single.c is there. */
#include "diagnose/single.h"

#include "base/buf.h"

__attribute__((weak)) bool
diagnose_code(struct knowledge *k, const char *code, struct slice phrase, struct finding *out)
{
	struct match match;
	struct entry e;

	finding_init(out, "code");
	if (!knowledge_match(k, code, phrase, NULL, &out->arena, &match))
		return false;
	out->id = arena_strdup(&out->arena, match.id);
	out->match = match.step;
	out->phrase = arena_slice(&out->arena, phrase);
	if (knowledge_entry(k, out->id, &out->arena, &e)) {
		out->severity = e.severity;
		out->party = e.party;
		out->retry = e.retry;
	}
	return true;
}

__attribute__((weak)) void
diagnose_message(struct knowledge *k, const struct message *m, const struct frame *frame, uint64_t number,
    struct finding *out)
{
	char code[4] = { (char)('0' + m->code / 100), (char)('0' + m->code / 10 % 10), (char)('0' + m->code % 10), 0 };

	diagnose_code(k, code, m->phrase, out);
	out->code = m->code;
	out->has_where = true;
	out->where = frame->where;
	out->message = number;
}

__attribute__((weak)) void
diagnose_remark(struct knowledge *k, const struct frame *frame, struct finding *out)
{
	(void)k;
	finding_init(out, "code");
	out->has_where = true;
	out->where = frame->where;
}

void __attribute__((weak)) strict_init(void);
void __attribute__((weak))
strict_init(void)
{
}
