/* SPDX-License-Identifier: MIT */
#include "input/frame/dns.h"

static const struct { enum dns_type type; const char *name; } types[] = {
	{ DNS_TYPE_A, "A" }, { DNS_TYPE_AAAA, "AAAA" }, { DNS_TYPE_SRV, "SRV" }, { DNS_TYPE_NAPTR, "NAPTR" },
};

const char *
dns_type_name(unsigned type)
{
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (types[i].type == type)
			return types[i].name;
	return NULL;
}

enum dns_type
dns_type_named(struct slice name)
{
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (slice_eq(name, slice_of(types[i].name)))
			return types[i].type;
	return DNS_TYPE_NONE;
}
