/* The messages of a call drawn as arrows between its participants. */
#ifndef SIPERR_REPORT_LADDER_H
#define SIPERR_REPORT_LADDER_H

#include "finding/finding.h"

/*
 * Adds the drawing of f->steps, at most `width` columns wide; as a list of lines where there are no addresses or too
 * many participants for the width. `unicode`: with lines of Unicode, else of ASCII.
 */
void ladder_draw(const struct finding *f, size_t width, bool unicode, bool colour, struct buf *out);

#endif
