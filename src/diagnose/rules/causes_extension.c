/* SPDX-License-Identifier: MIT */
/* Why an extension is refused: 420 (RFC 3261 §8.2.2.3), 421 (§21.4.16), and the Path nobody asked for (RFC 3327 §5). */
#include "diagnose/rules/causes.h"

static bool
is_required(const struct msg *request, struct slice tag)
{
	return message_lists(msg_index(request), H_REQUIRE, tag) || message_lists(msg_index(request), H_PROXY_REQUIRE, tag);
}

/* A proxy adds Path to a REGISTER; a registrar may refuse it where the phone does not say that it knows what that is. */
static bool
is_unwanted_path(const struct msg *request, struct slice tag)
{
	return slice_eq_nocase(tag, SLICE("path")) && msg_header(request, H_PATH).p != NULL &&
	    !message_lists(msg_index(request), H_SUPPORTED, tag);
}

static void
state_bad_extension(struct verdict *v, const struct msg *final, const struct msg *request)
{
	struct slice rest = msg_header(final, H_UNSUPPORTED), element;

	while (rest.p != NULL && header_element(&rest, &element)) {
		struct slice tag = slice_trim(element);

		if (is_required(request, tag)) {
			verdict_proves(v, request, "tag-required");
		} else if (is_unwanted_path(request, tag)) {
			verdict_header(v, request, H_PATH);
			verdict_excludes(v, request, "tag-required");
			verdict_proves(v, request, "path-not-supported");
		} else if (tag.n > 0) {
			verdict_excludes(v, request, "tag-required");
		}
	}
}

static const struct code_cause by_code[] = {
	{ 421, METHOD_OTHER, "client-lacks" }, { 420, METHOD_OTHER, "tag-required" },
	{ 405, METHOD_OTHER, "method-refused" }, { 405, METHOD_REGISTER, "no-registrar" },
	{ 489, METHOD_OTHER, "event-refused" }, { 415, METHOD_OTHER, "body-refused" },
	{ 406, METHOD_OTHER, "answer-not-taken" },
};

/* A code says all there is to it, but for 420: there the extension it names does. */
static void
state_by_code(struct verdict *v, const struct msg *final)
{
	const char *said = cause_of_code(v, final, by_code, sizeof by_code / sizeof *by_code);

	if (final->code != 420 || !message_lists(msg_index(final), H_UNSUPPORTED, SLICE("path")))
		verdict_excludes(v, final, "path-not-supported");
	if (said != NULL && final->code != 420)
		verdict_proves(v, final, said);
}

void
causes_of_refused_extension(struct verdict *v, const struct msg *final)
{
	const struct msg *request = final->tx->request;

	state_by_code(v, final);
	if (final->code == 420 && request != NULL && msg_is_whole(request))
		state_bad_extension(v, final, request);
}
