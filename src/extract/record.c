/* SPDX-License-Identifier: MIT */
#include "extract/record.h"

#include "report/format.h"
#include "report/json.h"
#include "sip/message.h"

static const char *
transport_token(enum transport t)
{
	static const char *const tokens[] = {
		[TRANSPORT_UDP] = "udp", [TRANSPORT_TCP] = "tcp", [TRANSPORT_TLS] = "tls", [TRANSPORT_SCTP] = "sctp",
		[TRANSPORT_WS] = "ws", [TRANSPORT_WSS] = "wss",
	};

	return tokens[t];
}

void
record_add(const struct frame *frame, struct buf *out)
{
	const struct place *w = &frame->where;
	struct slice rest = frame->bytes;
	struct buf time = BUF_INIT;
	json_t *o = json_object();

	add_time(place_time(w), place_zone(w), &time);
	json_add(o, "time", time.p);
	buf_release(&time);
	json_add_address(o, "source", &w->src);
	json_add_address(o, "destination", &w->dst);
	json_add(o, "transport", transport_token(w->transport));
	if (frame->index != NULL && frame->index->call_id.at > 0)
		json_add_slice(o, "call_id", PART(frame->index, call_id));
	json_add_slice(o, "start_line", slice_trim(slice_cut(&rest, '\n')));
	json_add_slice(o, "message", frame->bytes);
	if (frame->flags & FRAME_CUT)
		json_object_set_new_nocheck(o, "truncated", json_true());
	json_line(o, out);
}
