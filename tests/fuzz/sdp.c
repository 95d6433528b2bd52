/* SPDX-License-Identifier: MIT */
/* Session descriptions. */
#include <stdint.h>
#include <stdlib.h>

#include "base/buf.h"
#include "sip/sdp.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct sdp s, again;
	struct buf names = BUF_INIT;
	char *copy = malloc(size ? size : 1);

	if (size > 0)
		memcpy(copy, data, size);
	if (sdp_parse(&s, (struct slice){ copy, size })) {
		for (size_t i = 0; i < s.media_count; i++) {
			const struct sdp_media *m = &s.media[i];

			if (m->first_format + m->format_count > s.format_count || m->first_candidate + m->candidate_count > s.candidate_count)
				abort();
			for (size_t j = 0; j < m->format_count; j++)
				sdp_format_name(sdp_format(&s, m, j), &names);
			sdp_find(&s, m->kind);
			sdp_is_fax(m);
		}
		sdp_parse(&again, s.media_count > 0 ? s.media[0].line : s.origin);
	}
	buf_release(&names);
	free(copy);
	return 0;
}
