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

		if (word.n > 2 && far < nearest && knowledge_does_in_log(k, word, LOG_SUBJECT)) {
			nearest = far;
			about = knowledge_names_registration(k, word) ? ABOUT_REGISTRATION : ABOUT_CALL;
		}
		i += word.n + 1;
	}
	return about;
}

static enum about
about_method(enum method m)
{
	if (m == METHOD_REGISTER)
		return ABOUT_REGISTRATION;
	return m == METHOD_INVITE || m == METHOD_BYE || m == METHOD_CANCEL ? ABOUT_CALL : ABOUT_NEITHER;
}

enum about
about_requests(struct slice line)
{
	enum about all = ABOUT_NEITHER;

	while (line.n > 0) {
		size_t n = slice_span(line, is_name_byte);
		enum about one = about_method(method_id(slice_head(line, n)));

		if (one != ABOUT_NEITHER && all != ABOUT_NEITHER && one != all)
			return ABOUT_NEITHER;
		all = one != ABOUT_NEITHER ? one : all;
		line = slice_skip(line, n > 0 ? n : 1);
	}
	return all;
}

/* Who is only asked for credentials sends them, and calls that no failure. */
bool
about_refused_login(struct knowledge *k, struct slice line, int code)
{
	return code_is_challenge(code) &&
	    (complaint_read(k, line).is || (knowledge_speaks_of_registering(k, line) && knowledge_tells_failure(k, line)));
}
