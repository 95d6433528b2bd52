/* SPDX-License-Identifier: MIT */
#include "sip/header_line.h"

#include "base/ascii.h"
#include "sip/message.h"

/* Headers that are known for what they are, but carry nothing that a diagnosis looks into. */
static const struct slice others[] = {
	SLICE("Accept-Resource-Priority"), SLICE("Allow-Header"), SLICE("P-Access-Network-Info"),
	SLICE("P-Charging-Function-Addresses"),
	SLICE("P-Preferred-Identity"), SLICE("Feature-Caps"), SLICE("Flow-Timer"), SLICE("Info-Package"), SLICE("Join"),
	SLICE("Max-Breadth"), SLICE("Resource-Priority"), SLICE("SIP-ETag"), SLICE("SIP-If-Match"), SLICE("Target-Dialog"),
	SLICE("X-Serialnumber"),
};

bool
header_known(struct slice name)
{
	if (header_id(name) != H_OTHER)
		return true;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (slice_eq_nocase(others[i], name))
			return true;
	return false;
}

bool
header_name_of(struct slice line, struct slice *name)
{
	size_t i = 0, end;

	if (line.n < 2 || !is_alpha(line.p[0]))
		return false;
	while (i < line.n && (is_alpha(line.p[i]) || line.p[i] == '-'))
		i++;
	while (i < line.n && is_token(line.p[i]))
		i++;
	end = i;
	while (i < line.n && is_blank(line.p[i]))
		i++;
	if (i == line.n || line.p[i] != ':')
		return false;
	*name = slice_head(line, end);
	/* "sip:…" on a line of its own is a wrapped value, "http://" is prose. */
	if (end < 6 && i + 1 < line.n && !is_blank(line.p[i + 1]) && (slice_eq_nocase(*name, SLICE("sip")) ||
	    slice_eq_nocase(*name, SLICE("sips")) || slice_eq_nocase(*name, SLICE("tel")) || line.p[i + 1] == '/'))
		return false;
	return true;
}

bool
header_starts(struct slice line)
{
	struct slice name;

	return header_name_of(line, &name) && header_known(name);
}

const char *
header_somewhere(struct slice line)
{
	const char *end = line.p + (line.n < 400 ? line.n : 400);

	for (const char *colon = line.p; (colon = memchr(colon, ':', (size_t)(end - colon))) != NULL; colon++) {
		const char *name_end = colon, *p;

		while (name_end > line.p && is_blank(name_end[-1]))
			name_end--;
		for (p = name_end; p > line.p && is_token(p[-1]); p--)
			;
		if (name_end - p > 1 && header_starts(slice_from(p, line.p + line.n)))
			return p;
	}
	return NULL;
}
