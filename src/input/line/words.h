/* SPDX-License-Identifier: MIT */
/* Lines of a text as its scanner sees them: where a start line stands in one, which of them divide messages. */
#ifndef SIPERR_INPUT_LINE_WORDS_H
#define SIPERR_INPUT_LINE_WORDS_H

#include "sip/line.h"

/* Does a start line stand anywhere in the line? */
bool start_somewhere(struct slice line);

/* A line that stands between messages: rulers, brackets, fences, frame numbers, the time of a log line. */
bool border_line(struct slice line);

#endif
