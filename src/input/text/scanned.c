/* SPDX-License-Identifier: MIT */
#include "input/text/scanned.h"

#include "base/literals.h"
#include "input/line/search.h"
#include "input/line/tone.h"
#include "sip/line.h"

struct slice
scanned_answer(struct slice line, bool *scan)
{
	const char *version = search_version(line), *end = slice_limit(line);
	struct start start;

	*scan = *scan || literals_stand_in(&literals_scan_heading, line);
	if (version == NULL || !start_find(&start, line.p, version, end) || !start.response || !(*scan || tone_is_scan(line)))
		return SLICE_NONE;
	/* What the scanner found out about the sender stands behind it. */
	for (size_t i = 0; i < literals_scan_finding.n; i++) {
		const char *found = slice_find(slice_from(version, end), literals_scan_finding.p[i]);

		end = found != NULL ? found : end;
	}
	return slice_trim(slice_from(version, end));
}

void
scanned_message(struct slice answer, struct buf *out)
{
	buf_add(out, answer);
	buf_add(out, SLICE("\r\nCSeq: 1 OPTIONS\r\n\r\n"));
}
