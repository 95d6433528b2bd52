/* SPDX-License-Identifier: MIT */
/* Lines of a log for the tests of stories: what a witness states and names, and where it stands. */
#ifndef SIPERR_TESTS_STORY_H
#define SIPERR_TESTS_STORY_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "diagnose/calls/limits.h"
#include "diagnose/story.h"

#define CAUSE .entry = { "reason.account-unknown", 22 }
#define OTHER .entry = { "reason.no-transport", 19 }
#define AFTER .entry = { "reason.send-failed", 18 }, .is_consequence = true
#define ID(text) .call_id = { text, sizeof(text) - 1 }
#define THREAD(text) .thread = { text, sizeof(text) - 1 }
#define NAME(text) .name = { text, sizeof(text) - 1 }
#define PRODUCT(text) .product = { text, sizeof(text) - 1 }
#define LOGIN .entry = { "auth.bad-credentials", 20 }, .is_registration = true
#define SILENT .entry = { "reason.peer-timeout", 19 }, .is_registration = true
#define DOWN .entry = { "options.peer-down", 17 }, .is_no_call = true, .severity = { "error", 5 }
#define SENT .entry = { "reason.send-failed", 18 }
#define WORKS .entry = { "code.200", 8 }, .severity = { "info", 4 }, .is_success = true
#define REGISTERED WORKS, .is_registration = true
#define REACHED WORKS, .is_no_call = true
#define HOST(text) NAME(text), .detail = { text, sizeof(text) - 1 }
#define FROM(last) .from = { .family = 4, .ip = { 192, 0, 2, last } }

/* The index of an INVITE, until the next one is made; message_release() it. */
static inline struct message
invite_of(const char *from, const char *to, const char *uri)
{
	static char text[512];
	struct message index = { .headers = NULL };
	int n = snprintf(text, sizeof text, "INVITE %s SIP/2.0\r\nFrom: %s\r\nTo: %s\r\n\r\n", *uri ? uri : "sip:x", from, to);

	assert_int_equal(message_index(&index, (struct slice){ text, (size_t)n }), MESSAGE_OK);
	return index;
}

static inline void
add_at(struct stories *ss, struct witness w, int64_t time, uint64_t line)
{
	struct frame frame = { .kind = FRAME_WITNESS, .witness = &w, .where = { .file = "x", .line = line, .time = time } };

	w.kind = WITNESS_LINE;
	if (w.line.n == 0)
		w.line = w.said = w.entry;
	stories_add(ss, &frame);
}

#endif
