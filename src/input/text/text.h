/* SPDX-License-Identifier: MIT */
/*
 * Finds every SIP message in a text: messages one after another, console logs, pasted pages, exports
 * of tools. Bytes are pushed in as they come; frames go to the sink as soon as their end is certain.
 * The bytes of a frame are the message without what the producer of the text put around it.
 */
#ifndef SIPERR_INPUT_TEXT_TEXT_H
#define SIPERR_INPUT_TEXT_TEXT_H

#include "input/frame/frame.h"
#include "input/frame/options.h"

struct text_scanner;

/* `file` is the place the frames tell (NULL: stdin); `file`, `o` and `sink` must outlive the scanner. */
struct text_scanner *text_scanner_new(const char *file, const struct input_options *o, const struct sink *sink);

/* The next bytes, cut anywhere. */
void text_scanner_feed(struct text_scanner *s, struct slice bytes);

/* Room for so many, at most TEXT_ROOM: those that are put there and fed next are taken where they lie. */
enum { TEXT_ROOM = 128 * 1024 };
char *text_scanner_room(struct text_scanner *s, size_t size);

/* Nothing new for a moment: a line that was not broken by then was not broken. */
void text_scanner_lull(struct text_scanner *s);

/* A live input paused: hand on what is complete as it stands. */
void text_scanner_idle(struct text_scanner *s);

/* Does a whole message stand on the line, with escapes for its line ends? Asked of a line by itself. */
bool text_holds_message(struct slice line);

/*
 * The end of the input: hand on what is left, then free the scanner. `stopped`: there was more to come, so a message
 * that the bytes break off in is not told.
 */
void text_scanner_end(struct text_scanner *s, bool stopped);

#endif
