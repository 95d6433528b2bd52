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

/* What the code itself excludes: only a 421 says that the client lacks something, only a 420 is about option tags. */
static void
exclude_by_code(struct verdict *v, const struct msg *final)
{
	if (final->code != 421)
		verdict_excludes(v, final, "client-lacks");
	if (final->code != 420)
		verdict_excludes(v, final, "tag-required");
	if (final->code != 405)
		verdict_excludes(v, final, "method-refused");
	if (final->code != 405 || final->method != METHOD_REGISTER)
		verdict_excludes(v, final, "no-registrar");
	if (final->code != 489)
		verdict_excludes(v, final, "event-refused");
	if (final->code != 415)
		verdict_excludes(v, final, "body-refused");
	if (final->code != 406)
		verdict_excludes(v, final, "answer-not-taken");
	if (final->code != 420 || !message_lists(msg_index(final), H_UNSUPPORTED, SLICE("path")))
		verdict_excludes(v, final, "path-not-supported");
}

/* These codes say all there is to it. */
static void
prove_by_code(struct verdict *v, const struct msg *final)
{
	if (final->code == 421)
		verdict_proves(v, final, "client-lacks");
	else if (final->code == 405)
		verdict_proves(v, final, final->method == METHOD_REGISTER ? "no-registrar" : "method-refused");
	else if (final->code == 489)
		verdict_proves(v, final, "event-refused");
	else if (final->code == 415)
		verdict_proves(v, final, "body-refused");
	else if (final->code == 406)
		verdict_proves(v, final, "answer-not-taken");
}

void
causes_of_refused_extension(struct verdict *v, const struct msg *final)
{
	const struct msg *request = final->tx->request;

	exclude_by_code(v, final);
	prove_by_code(v, final);
	if (final->code == 420 && request != NULL && msg_is_whole(request))
		state_bad_extension(v, final, request);
}
