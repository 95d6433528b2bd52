/* SPDX-License-Identifier: MIT */
#include "diagnose/message/about.h"

#include "base/ascii.h"
#include "diagnose/message/complaint.h"
#include "sip/message.h"

enum about
about_at(struct knowledge *k, struct slice line, size_t at)
{
	size_t nearest = SIZE_MAX;
	enum about about = ABOUT_NEITHER;

	for (size_t i = 0; i < line.n;) {
		struct slice rest = slice_skip(line, i), word = slice_head(rest, slice_span(rest, is_any_name_byte));
		size_t far = i < at ? at - i : i - at;

		if (word.n > 2 && far < nearest && (knowledge_log_word(k, word) & 1u << LOG_SUBJECT) != 0) {
			nearest = far;
			about = knowledge_names_registration(k, word) ? ABOUT_REGISTRATION : ABOUT_CALL;
		}
		i += word.n + 1;
	}
	return about;
}

/* Who is only asked for credentials sends them, and calls that no failure. */
bool
about_refused_login(struct knowledge *k, struct slice line, int code)
{
	return code_is_challenge(code) &&
	    (complaint_read(k, line).is || (knowledge_speaks_of_registering(k, line) && knowledge_tells_failure(k, line)));
}
