#include "program.h"

#include <errno.h>
#include <string.h>

#include "report/escape.h"

void
say(struct program *p, const char *about, const char *key, const char *a0, const char *a1)
{
	const char *const arg[4] = { a0, a1, NULL, NULL };
	struct arena a = ARENA_INIT;
	struct buf text = BUF_INIT;
	struct out err;

	if (p->o.quiet && p->o.error == NULL)
		return;
	buf_addstr(&text, "siperr: ");
	if (about != NULL) {
		escape_text(slice_of(about), &text);
		buf_addstr(&text, ": ");
	}
	escape_text(slice_of(knowledge_format(p->k, key, arg, 0, &a)), &text);
	buf_addc(&text, '\n');
	out_open(&err, stderr, p->charset);
	out_write(&err, &text);
	out_close(&err);
	buf_release(&text);
	arena_release(&a);
}

void
write_failed(struct program *p)
{
	say(p, NULL, "trouble.write", strerror(errno), NULL);
	p->trouble = true;
}

void
print(struct program *p, struct buf *text, const char *charset)
{
	struct out out;

	if (p->o.quiet)
		return;
	out_open(&out, stdout, charset);
	out_write(&out, text);
	if (!out_flush(&out))
		write_failed(p);
	out_close(&out);
}

void
program_finding(void *ctx, const struct finding *f)
{
	struct program *p = ctx;

	if (f->is_request)
		return;
	p->found = true;
	check_finding(&p->check, f);
	if (!p->o.quiet && !p->o.check && !p->o.summary && !(p->o.calls && p->trace != NULL))
		report_finding(p->report, f);
}
