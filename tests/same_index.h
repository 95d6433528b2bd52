/* SPDX-License-Identifier: MIT */
/* Is a message's index what a fresh one of the same bytes is? For indexes made on the way, and copies of them. */
#ifndef SIPERR_TESTS_SAME_INDEX_H
#define SIPERR_TESTS_SAME_INDEX_H

#include "sip/message.h"

static inline bool
same_place(struct part a, struct part b)
{
	return a.n == b.n && (a.n == 0 || a.at == b.at) && (a.at == 0) == (b.at == 0);
}

static inline bool
same_headers(const struct message *a, const struct message *b)
{
	if (a->header_count != b->header_count)
		return false;
	for (size_t i = 0; i < a->header_count; i++)
		if (a->headers[i].id != b->headers[i].id || !same_place(a->headers[i].name, b->headers[i].name) ||
		    !same_place(a->headers[i].value, b->headers[i].value))
			return false;
	return true;
}

static inline bool
same_index(const struct message *a, struct slice bytes)
{
	struct message b = { .headers = NULL };
	bool same = message_index(&b, bytes) == MESSAGE_OK && same_headers(a, &b) && a->raw.p == b.raw.p && a->raw.n == b.raw.n &&
	    same_place(a->start_line, b.start_line) && a->is_response == b.is_response && a->code == b.code &&
	    same_place(a->phrase, b.phrase) && same_place(a->method_name, b.method_name) && a->method == b.method &&
	    same_place(a->uri, b.uri) && same_place(a->call_id, b.call_id) && same_place(a->from, b.from) &&
	    same_place(a->to, b.to) && same_place(a->from_tag, b.from_tag) && same_place(a->to_tag, b.to_tag) &&
	    a->cseq == b.cseq && a->has_cseq == b.has_cseq && a->cseq_method == b.cseq_method &&
	    same_place(a->via.transport, b.via.transport) && same_place(a->via.sent_by, b.via.sent_by) &&
	    same_place(a->via.branch, b.via.branch) && same_place(a->via.received, b.via.received) &&
	    same_place(a->via.rport, b.via.rport) && same_place(a->body, b.body) && a->content_length == b.content_length &&
	    a->via_count == b.via_count && same_place(a->contact, b.contact) &&
	    same_place(a->expires, b.expires) && same_place(a->agent, b.agent) && same_place(a->auth, b.auth) &&
	    a->has_sdp == b.has_sdp &&
	    same_place(a->description, b.description) && same_place(a->connection, b.connection);

	message_release(&b);
	return same;
}

#endif
