/* SPDX-License-Identifier: MIT */
/* As what a trouble of the network is told that no call explains. */
#include "diagnose/alone.h"
#include "diagnose/rules/below.h"

const char *
alone_id(const struct seen *s)
{
	switch (s->witness->kind) {
	case WITNESS_DNS: return "path.dns-failed";
	case WITNESS_TLS: return "path.tls-failed";
	case WITNESS_SERVICE: return s->witness->what == SERVICE_UPGRADE_UNANSWERED ? "path.no-response" : "path.wrong-service";
	default: return "path.refused";
	}
}

const char *
alone_say(struct verdict *v, const struct seen *s)
{
	const char *cause = refusal_cause(s->witness->what);

	switch (s->witness->kind) {
	case WITNESS_DNS:
		say_dns(v, s);
		break;
	case WITNESS_TLS:
		say_tls(v, s);
		break;
	case WITNESS_SERVICE:
		say_service(v, s);
		if (s->witness->what == SERVICE_UPGRADE_UNANSWERED)
			v->f.confidence = CONFIDENCE_LIKELY;
		break;
	default:
		say_refusal(v, s);
		if (cause != NULL)
			verdict_proves_spot(v, seen_spot(s), cause);
		break;
	}
	return alone_id(s);
}
