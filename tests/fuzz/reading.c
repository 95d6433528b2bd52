/* SPDX-License-Identifier: MIT */
/* What breaks no grammar, libosip2 and our own parsers read alike. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "reading.h"
#include "sip/reading.h"
#include "sip/strict.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Each value as a finding would state it: nothing may crash, nothing be lost. */
static void
read_all(const struct message *m, struct arena *a)
{
	struct reading_status status;
	struct reading_address address;
	struct reading_cseq cseq;
	struct contact contact;
	struct challenge challenge;
	struct credentials credentials;
	struct content_type type;
	struct via via;
	struct slice text;
	bool by_osip;

	if (m->is_response) {
		read_status(&status, m, a);
		if (status.code != m->code)
			abort();
	}
	read_cseq(&cseq, m, a);
	for (size_t i = 0; i < m->header_count; i++) {
		struct slice value = header_value(m, &m->headers[i]), rest;

		for (rest = value; read_contact_next(&rest, &contact, a, &by_osip); )
			;
		for (rest = value; read_challenge_next(&rest, &challenge, a, &by_osip); )
			;
		read_via(&via, value, a);
		read_credentials(&credentials, value, a);
		read_type(&type, value, a);
		read_address(&address, value, a);
		read_call_id(&text, value, a);
	}
	read_sdp(&text, PART(m, body), a);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct message m;
	struct arena a = ARENA_INIT;
	char *copy = malloc(size ? size : 1);
	struct buf differences = BUF_INIT;
	struct strict strict;

	if (size > 0)
		memcpy(copy, data, size);
	if (message_index(&m, (struct slice){ copy, size }) == MESSAGE_OK && m.header_count <= 64) {
		read_all(&m, &a);
		strict_check(&m, STRICT_WIRE, &a, &strict);
		if (strict.defect_count == 0 && strict.accepted)
			reading_differences(&differences, &m);
	}
	if (differences.n > 0) {
		fputs(differences.p, stderr);
		abort();
	}
	buf_release(&differences);
	arena_release(&a);
	free(copy);
	return 0;
}
