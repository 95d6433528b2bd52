/* SPDX-License-Identifier: MIT */
/* The index of a message, every parser of its headers, the strict opinion, and the diagnosis. */
#include <stdint.h>
#include <stdlib.h>

#include "diagnose/message/single.h"
#include "sip/fields.h"
#include "sip/sdp.h"
#include "sip/strict.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(bool holds)
{
	if (!holds)
		abort();
}

static bool
inside(struct slice part, struct slice whole)
{
	return part.p == NULL || (part.p >= whole.p && part.p + part.n <= whole.p + whole.n);
}

static void
read_value(struct arena *a, struct slice value)
{
	struct slice rest, element, display, name;
	struct warning w;
	struct reason r;
	struct challenge c;
	struct contact t;
	struct info_uri i;
	struct credentials credentials;
	struct retry_after retry;
	struct rack rack;
	struct via via;

	for (rest = value; header_element(&rest, &element); ) {
		struct slice params = header_params(element);

		check(element.n > 0 && inside(element, value));
		check(inside(header_uri(element, &display), value) && inside(display, value));
		while (header_next_param(&params, ';', &name, &element))
			check(inside(name, value) && inside(element, value));
	}
	for (rest = value; warning_next(&rest, &w); )
		check(inside(w.text, value) && inside(w.agent, value));
	for (rest = value; reason_next(&rest, &r); )
		check(inside(r.text, value));
	for (rest = value; challenge_next(&rest, &c); )
		check(inside(c.realm, value));
	for (rest = value; contact_next(&rest, &t); )
		check(inside(t.parts.host, value));
	for (rest = value; info_uri_next(&rest, &i); )
		check(inside(i.uri, value));
	credentials_parse(&credentials, value);
	retry_after_parse(&retry, value);
	rack_parse(&rack, value);
	check(!via_parse(&via, value) || inside(via.sent_by, value));
	field_text(a, value);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct knowledge *k;
	static struct message m;
	const struct knowledge_options options = { .language = "en" };
	struct arena a = ARENA_INIT;
	char *copy = malloc(size ? size : 1);
	struct slice raw = { copy, size };
	struct finding f;

	if (k == NULL)
		k = knowledge_open(&options);
	if (size > 0)
		memcpy(copy, data, size);
	if (message_index(&m, raw) == MESSAGE_OK) {
		struct frame frame = { .bytes = raw, .flags = size % 2 ? FRAME_EXACT : 0 };

		for (size_t i = 0; i < m.header_count; i++) {
			check(inside(part_of(&m, m.headers[i].name), raw) && inside(part_of(&m, m.headers[i].value), raw));
			read_value(&a, part_of(&m, m.headers[i].value));
		}
		check(inside(PART(&m, body), raw));
		diagnose_message(k, &m, &frame, 1, &f);
		check(f.id != NULL);
		finding_release(&f);
	} else {
		read_value(&a, raw);
	}
	arena_release(&a);
	free(copy);
	return 0;
}
