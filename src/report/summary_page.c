/* SPDX-License-Identifier: MIT */
/* How each part of a summary begins, for the files that print one. */
#include "report/summary.h"

#include "report/colour.h"

void
summary_heading(struct summary_page *p, const char *key)
{
	buf_addc(p->out, '\n');
	colour_text(p->colour, COLOUR_HEADING, knowledge_label(p->k, key, &p->arena), p->out);
	buf_addc(p->out, '\n');
}
