/* SPDX-License-Identifier: MIT */
#include "diagnose/line_explains.h"

#include <stddef.h>
#include <string.h>

static const struct {
	const char *finding, *line;
	unsigned how;
} rows[] = {
	{ "dialog.bye-failed", "reason.peer-timeout", LINE_NAMES_NO_CALL },
	{ "dialog.dropped", "reason.media-timeout", LINE_IS_CAUSE | LINE_NAMES_NO_CALL },
	{ "dialog.missing-ack", "reason.peer-timeout", LINE_NAMES_NO_CALL },
	{ "media.no-common-codec", "reason.srtp-mismatch", LINE_MAY_BE_CAUSE },
	{ "path.connection-lost", "path.tls-failed", LINE_IS_CAUSE },
	{ "path.connection-lost", "reason.websocket-lost", LINE_IS_CONSEQUENCE },
	{ "path.refused", "reason.websocket-lost", LINE_IS_CONSEQUENCE },
	{ "path.tls-failed", "reason.websocket-lost", LINE_IS_CONSEQUENCE },
	{ "path.wrong-service", "reason.websocket-lost", LINE_IS_CONSEQUENCE },
	{ "transfer.failed", "reason.transfer-refused", LINE_NAMES_NO_CALL },
};

bool
line_explains(const char *line, const char *finding, enum line_explains how)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].how & how && strcmp(rows[i].line, line) == 0 && strcmp(rows[i].finding, finding) == 0)
			return true;
	return false;
}

bool
line_explains_any(const char *finding)
{
	static const char *const outward[] = { "auth.bad-credentials", "auth.challenge-ignored", "path.no-response",
		"path.not-forwarded" };

	for (size_t i = 0; i < sizeof outward / sizeof *outward; i++)
		if (strcmp(outward[i], finding) == 0)
			return true;
	return false;
}
