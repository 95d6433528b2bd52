/* SPDX-License-Identifier: MIT */
#include "report/json.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "report/escape.h"
#include "report/format.h"
#include "report/reference.h"

void
json_share_memory(void)
{
	json_set_alloc_funcs(xmalloc, free);
}

static json_t *
text_of(struct slice text)
{
	json_t *string = json_stringn(text.p != NULL ? text.p : "", text.n);

	if (string == NULL) {
		struct buf valid = BUF_INIT;

		escape_invalid(text, &valid);
		string = json_stringn(valid.p ? valid.p : "", valid.n);
		buf_release(&valid);
	}
	return string;
}

void
json_add(json_t *object, const char *key, const char *text)
{
	if (text != NULL)
		json_add_slice(object, key, slice_of(text));
}

void
json_add_slice(json_t *object, const char *key, struct slice text)
{
	json_object_set_new_nocheck(object, key, text_of(text));
}

void
json_add_list(json_t *object, const char *key, const char *const *items, size_t n)
{
	if (n == 0)
		return;
	json_t *list = json_array();
	for (size_t i = 0; i < n; i++)
		json_array_append_new(list, text_of(slice_of(items[i])));
	json_object_set_new_nocheck(object, key, list);
}

void
json_add_number(json_t *object, const char *key, uint64_t n)
{
	json_object_set_new_nocheck(object, key, json_integer((json_int_t)n));
}

/* "\u202e", of two halves where the character is beyond sixteen bits (RFC 8259 §7). */
static void
add_unit(uint32_t c, struct buf *out)
{
	if (c > 0xffff)
		buf_addf(out, "\\u%04x\\u%04x", 0xd800 + ((c - 0x10000) >> 10), 0xdc00 + ((c - 0x10000) & 0x3ff));
	else
		buf_addf(out, "\\u%04x", c);
}

/*
 * JSON allows DEL, the C1 controls and what nobody sees as they are; a terminal would obey them, and a reader be misled.
 * All of them stand in strings.
 */
static void
add_visible(struct slice s, struct buf *out)
{
	uint32_t before = 0, c = 0;

	while (s.n > 0) {
		size_t plain = 0;

		while (plain < s.n && s.p[plain] > 0 && s.p[plain] < 0x7f)
			plain++;
		buf_add(out, slice_head(s, plain));
		before = plain > 0 ? (unsigned char)s.p[plain - 1] : before;
		s = slice_skip(s, plain);
		if (s.n == 0)
			break;
		size_t n = utf8_decode(s, &c);
		if (c < 0xa0 || (n > 0 && is_hidden(c, before)))
			add_unit(c, out);
		else
			buf_add(out, slice_head(s, n > 0 ? n : 1));
		before = c;
		s = slice_skip(s, n > 0 ? n : 1);
	}
}

void
json_line(json_t *object, struct buf *out)
{
	char *dump = json_dumps(object, JSON_COMPACT | JSON_REAL_PRECISION(9));

	add_visible(slice_of(dump), out);
	buf_addc(out, '\n');
	free(dump);
	json_decref(object);
}

void
json_add_spot(json_t *o, struct spot at)
{
	if (at.message != 0)
		json_add_number(o, "message", at.message);
	if (at.packet != 0)
		json_add_number(o, "packet", at.packet);
	else if (at.line != 0)
		json_add_number(o, "line", at.line);
}

void
json_add_call(json_t *o, const struct call_info *c)
{
	json_t *call = json_object();

	json_add(call, "call_id", c->call_id);
	json_add(call, "method", c->method);
	if (c->has_cseq)
		json_add_number(call, "cseq", c->cseq);
	json_add(call, "from", c->from);
	json_add(call, "to", c->to);
	json_add(call, "answered_by", c->answered_by);
	json_add(call, "ended_by", c->ended_by);
	json_object_set_new_nocheck(o, "call", call);
}

void
json_add_address(json_t *o, const char *key, const struct addr *addr)
{
	struct buf text = BUF_INIT;

	addr_format(addr, true, &text);
	json_add(o, key, text.p);
	buf_release(&text);
}

void
json_add_where(json_t *o, const struct place *w)
{
	json_t *where = json_object();
	struct buf time = BUF_INIT;

	json_add(where, "file", w->file);
	json_add_spot(where, spot_of(0, w));
	add_time(place_time(w), place_zone(w), &time);
	json_add(where, "time", time.p);
	buf_release(&time);
	json_add_address(where, "source", &w->src);
	json_add_address(where, "destination", &w->dst);
	json_object_set_new_nocheck(o, "where", where);
}

void
json_add_references(json_t *o, const struct strings *references)
{
	json_t *list = json_array();

	for (size_t i = 0; i < references->n; i++) {
		struct buf url = BUF_INIT;
		struct slice name = reference_read(references->p[i], &url);
		json_t *reference = json_object();

		json_object_set_new_nocheck(reference, "name", json_stringn(name.p, name.n));
		json_add(reference, "url", url.p);
		json_array_append_new(list, reference);
		buf_release(&url);
	}
	if (references->n > 0)
		json_object_set_nocheck(o, "references", list);
	json_decref(list);
}
