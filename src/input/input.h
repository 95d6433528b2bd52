/* SPDX-License-Identifier: MIT */
/* Reads any input, text or capture, compressed or not, to its end, and hands each SIP message on. */
#ifndef SIPERR_INPUT_INPUT_H
#define SIPERR_INPUT_INPUT_H

#include "input/frame/frame.h"
#include "input/frame/options.h"

/* Loads the libraries that some input may need: after this no file is opened for one. Before the first thread. */
void input_load(void);

/*
 * May the threads that share a capture all see to what they found, in turns? Otherwise they hand it on to one: where it takes
 * long to read what another wrote.
 */
bool sink_may_be_shared(const struct sink *sink);

/*
 * Read one file; NULL or "-" is stdin. Trouble goes to sink->trouble, what could be read before it
 * is handed on first. False when there was trouble.
 */
bool input_read(const char *file, const struct input_options *o, const struct sink *sink);

#endif
