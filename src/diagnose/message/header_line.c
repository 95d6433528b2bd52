/* SPDX-License-Identifier: MIT */
#include "diagnose/message/header_line.h"

#include "base/ascii.h"
#include "diagnose/message/entry_facts.h"
#include "diagnose/message/evidence.h"
#include "sip/header_line.h"

/* Headers that say what failed; of the others it is enough that they are some. */
static bool
is_telling(enum header_id id)
{
	switch (id) {
	case H_OTHER:
	case H_REASON:
	case H_WARNING:
	case H_MS_DIAGNOSTICS:
	case H_MS_DIAGNOSTICS_PUBLIC:
	case H_P_REGISTRAR_ERROR:
	case H_X_ASTERISK_HANGUPCAUSE:
	case H_X_ASTERISK_HANGUPCAUSECODE:
	case H_GEOLOCATION_ERROR:
		return true;
	default:
		return false;
	}
}

/* "305 host "text"": a Warning without its name; the last quote may have been taken for one around it all. */
static bool
is_warning_value(struct slice s)
{
	struct slice rest = slice_skip(s, 4), host = slice_cut(&rest, ' ');

	return s.n > 6 && s.p[0] == '3' && is_digit(s.p[1]) && is_digit(s.p[2]) && s.p[3] == ' ' && host.n > 0 &&
	    slice_chr(host, '"') == NULL && rest.n > 1 && rest.p[0] == '"';
}

/* "Warning: 300 files were skipped" is no header: what warns is a host, and what it says is quoted (RFC 3261 §20.43). */
static bool
is_other_warning(struct slice line)
{
	struct slice rest = line, name = slice_trim(slice_cut(&rest, ':')), agent;

	if (!slice_eq_nocase(name, SLICE("Warning")) || slice_chr(rest, '"') != NULL)
		return false;
	rest = slice_trim(rest);
	slice_cut(&rest, ' ');
	rest = slice_trim(rest);
	agent = slice_cut(&rest, ' ');
	return agent.n > 0 && rest.n > 0 && slice_chr(agent, '.') == NULL && slice_chr(agent, ':') == NULL;
}

/* "3f6d0c1e-…;No callee endpoints were found.": behind the call's own id, Microsoft says more than the cause does. */
static struct slice
text_behind_id(struct slice text)
{
	enum { GUID = 36 };

	return text.n > GUID + 1 && text.p[GUID] == ';' && text.p[8] == '-' && text.p[13] == '-' ?
	    slice_trim(slice_skip(text, GUID + 1)) : SLICE_NONE;
}

static const char *
entry_behind_id(struct collect *c)
{
	const struct header *h = message_header(c->m, H_REASON);
	struct slice rest = h != NULL ? header_value(c->m, h) : SLICE_NONE, text;
	struct reason r;
	struct match match;

	if (h == NULL || !reason_next(&rest, &r) || (text = text_behind_id(r.text)).n == 0)
		return NULL;
	return knowledge_phrase(c->k, "ms-diagnostics", text, &c->f->arena, &match) ? match.id : NULL;
}

/* The name before the colon; SLICE_NONE when what stands there is none. */
static struct slice
name_of(struct slice line)
{
	const char *colon = slice_chr(line, ':');
	struct slice name;

	if (colon == NULL)
		return SLICE_NONE;
	name = slice_trim(slice_from(line.p, colon));
	for (size_t i = 0; i < name.n; i++)
		if (!is_alnum(name.p[i]) && name.p[i] != '-')
			return SLICE_NONE;
	return name;
}

/* A header of the request that opens a WebSocket, or of its answer: it says what was asked for, not that it failed. */
static bool
is_of_handshake(struct slice line, struct slice name)
{
	return slice_starts_nocase(name, SLICE("Sec-WebSocket-")) || slice_eq_nocase(line, SLICE("Upgrade: websocket")) ||
	    slice_eq_nocase(line, SLICE("Connection: Upgrade"));
}

/* A name that is no header of an RFC must at least look like one: "X-Twilio-Error", not "Error". */
static bool
may_be_header(struct slice name)
{
	return name.n > 1 && (header_known(name) || slice_starts_nocase(name, SLICE("X-")) ||
	    slice_starts_nocase(name, SLICE("P-")) || slice_starts_nocase(name, SLICE("ms-")) ||
	    slice_eq_nocase(name, SLICE("AlertMsg-Error")));
}

/* The first entry that an evidence points to, or what the header's value by itself means. */
static const char *
entry_of(struct collect *c)
{
	const struct header *h = &c->m->headers[0];
	char *context = arena_slice(&c->f->arena, header_spelt(c->m, h));
	struct match match;
	const char *id = entry_behind_id(c);

	if (id != NULL)
		return id;
	for (size_t i = 0; i < c->f->evidence_count; i++)
		if (c->f->evidence[i].entry != NULL)
			return c->f->evidence[i].entry;
	for (char *p = context; *p != '\0'; p++)
		*p = to_lower(*p);
	const char *value = collect_text(c, header_value(c->m, h));
	if (value == NULL || !knowledge_match(c->k, context, slice_of(value), NULL, &c->f->arena, &match))
		return NULL;
	return match.step == MATCH_EXACT || match.step == MATCH_PATTERN ? match.id : NULL;
}

static void
take_entry(struct collect *c, const char *id)
{
	struct finding *f = c->f;
	struct entry entry;
	size_t n = 0;

	f->id = arena_strdup(&f->arena, id);
	f->match = MATCH_EXACT;
	f->confidence = CONFIDENCE_PROVEN;
	if (knowledge_entry(c->k, id, &entry)) {
		take_entry_facts(f, &entry);
	}
	for (size_t i = 0; i < f->also_count; i++)
		if (strcmp(f->also[i], id) != 0)
			f->also[n++] = f->also[i];
	f->also_count = n;
}

/* "Reason: FOO;cause=16": a cause of a protocol that is not known is none of ours, whatever its number. */
static bool
counts_elsewhere(struct knowledge *k, const struct message *m, struct arena *a)
{
	struct slice rest = message_value(m, H_REASON);
	struct match match;
	struct reason r;

	return rest.p != NULL && reason_next(&rest, &r) && r.protocol.n > 0 && r.has_cause && to_lower(r.protocol.p[0]) != 'q' &&
	    knowledge_word(k, r.protocol) == WORD_UNKNOWN && !knowledge_match(k, "reason", r.protocol, NULL, a, &match);
}

static enum header_line
explain(struct knowledge *k, struct slice bytes, struct finding *out)
{
	struct message m = { .headers = NULL };
	struct collect c = { .k = k, .m = &m, .f = out };
	enum header_line answer = HEADER_LINE_SILENT;
	const char *id;

	if (message_index(&m, bytes) != MESSAGE_OK || m.header_count == 0) {
		message_release(&m);
		return HEADER_LINE_NONE;
	}
	finding_init(out, NULL);
	collect_warnings(&c);
	collect_reasons(&c);
	collect_demands(&c);
	collect_challenges(&c);
	collect_pointers(&c);
	id = entry_of(&c);
	if (id != NULL) {
		take_entry(&c, id);
		answer = HEADER_LINE_KNOWN;
	} else {
		/* "Reason: busy" is not written as the header is, and may still be words that are known. */
		if (is_telling(m.headers[0].id) &&
		    !(m.headers[0].id == H_OTHER && header_known(header_spelt(&m, &m.headers[0]))) &&
		    !counts_elsewhere(k, &m, &out->arena))
			answer = HEADER_LINE_NONE;
		finding_release(out);
	}
	message_release(&m);
	return answer;
}

enum header_line
header_line_read(struct knowledge *k, struct slice text, struct finding *out)
{
	struct buf bytes = BUF_INIT;
	bool bare = is_warning_value(text);
	enum header_line answer = HEADER_LINE_NONE;

	if (is_of_handshake(text, name_of(text)))
		return HEADER_LINE_SILENT;
	if ((!bare && !may_be_header(name_of(text))) || is_other_warning(text))
		return HEADER_LINE_NONE;
	buf_addstr(&bytes, "SIP/2.0 400 Bad Request\r\n");
	if (bare)
		buf_addstr(&bytes, "Warning: ");
	buf_add(&bytes, text);
	buf_addstr(&bytes, "\r\n\r\n");
	answer = explain(k, buf_slice(&bytes), out);
	buf_release(&bytes);
	return answer;
}
