/* SPDX-License-Identifier: MIT */
/*
 * The log lines of locales/remarks.txt: every row's sample is understood by that row, and lines of other programs by
 * none. Each line it prints names the row.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bundles.h"
#include "input/remark/witness.h"
#include "knowledge/index/remark_index.h"

static struct knowledge *knowledge;
static struct arena arena;
static int faults;

#define FAULT(...) \
	do { \
		print_error("remarks.txt: " __VA_ARGS__); \
		print_error("\n"); \
		faults++; \
	} while (0)

/* ---- the rows ---- */

enum column { PATTERN, TAKES, ENTRY, SEVERITY, SAMPLE, COLUMNS };

static void
check_entry(const char *pattern, struct slice entry)
{
	struct slice id = slice_cut(&entry, '/');
	struct entry facts;

	if (slice_chr(id, '{') != NULL) {
		if (!slice_eq(id, SLICE("code.{n}")) && !slice_eq(id, SLICE("q850.{n}")) && !slice_eq(id, SLICE("q850.{word}")))
			FAULT("\"%s\": %.*s is no entry", pattern, SLICE_ARG(id));
		return;
	}
	if (!knowledge_entry(knowledge, arena_slice(&arena, id), &facts))
		FAULT("\"%s\": entry %.*s is not there", pattern, SLICE_ARG(id));
	else if (entry.n > 0 && entry_cause(&facts, arena_slice(&arena, entry)) == NULL)
		FAULT("\"%s\": entry %.*s has no cause %.*s", pattern, SLICE_ARG(id), SLICE_ARG(entry));
}

/* The sample's own row: the entry and what it takes are those of the pattern. */
static void
check_sample(const struct strings *column)
{
	struct remark remark;
	struct witness w;
	struct buf entry = BUF_INIT;
	struct slice id = slice_of(column->p[ENTRY]), captures[REMARK_TAKES], said;

	id = slice_cut(&id, '/');
	if (!remark_fits(slice_of(column->p[PATTERN]), slice_of(column->p[SAMPLE]), captures, &said))
		FAULT("\"%s\" does not fit its sample", column->p[PATTERN]);
	else if (!remark_match(knowledge_remarks(knowledge), slice_of(column->p[SAMPLE]), &remark))
		FAULT("\"%s\": its sample is understood by no row", column->p[PATTERN]);
	else if (!slice_eq(remark.entry, id))
		FAULT("\"%s\": its sample is taken for %.*s", column->p[PATTERN], SLICE_ARG(remark.entry));
	else if (!remark_witness(&remark, &w, &entry))
		FAULT("\"%s\": its sample states nothing", column->p[PATTERN]);
	else if (slice_chr(w.entry, '{') != NULL)
		FAULT("\"%s\": code or cause is not taken", column->p[PATTERN]);
	buf_release(&entry);
}

static size_t
placeholders(struct slice pattern)
{
	size_t n = 0;

	for (; pattern.n > 0; pattern = slice_skip(pattern, 1))
		n += slice_starts(pattern, SLICE("{n}")) || slice_starts(pattern, SLICE("{word}")) || slice_starts(pattern, SLICE("{*}"));
	return n;
}

static void
check_takes(const struct strings *column)
{
	struct slice rest = slice_of(column->p[TAKES]);
	size_t n = 0;

	while (rest.n > 0) {
		struct slice word = slice_cut(&rest, ' ');

		n += word.n > 0 && word.p[0] != '+';
	}
	if (n != placeholders(slice_of(column->p[PATTERN])))
		FAULT("\"%s\" takes %zu things from %zu placeholders", column->p[PATTERN], n,
		    placeholders(slice_of(column->p[PATTERN])));
}

static void
check_row(const char *product, const struct strings *column)
{
	enum severity severity;

	if (column->n != COLUMNS) {
		FAULT("%s: a row has %zu columns", product, column->n);
		return;
	}
	if (column->p[SEVERITY][0] != '\0' && !severity_parse(&severity, slice_of(column->p[SEVERITY])))
		FAULT("\"%s\": severity %s", column->p[PATTERN], column->p[SEVERITY]);
	check_entry(column->p[PATTERN], slice_of(column->p[ENTRY]));
	check_takes(column);
	check_sample(column);
}

static void
check_product(UResourceBundle *rows, const char *product)
{
	UResourceBundle *vendor = bundle_member(store_table(&bundles, TABLE_VENDORS), product);

	if (vendor == NULL && strcmp(product, "any") != 0)
		FAULT("product %s is not in vendors.txt", product);
	ures_close(vendor);
	for (int32_t i = 0; i < ures_getSize(rows); i++) {
		UErrorCode status = U_ZERO_ERROR;
		UResourceBundle *row = ures_getByIndex(rows, i, NULL, &status);
		struct strings column = bundle_strings(row, &arena);

		check_row(product, &column);
		ures_close(row);
	}
}

static void
every_sample_is_understood_by_its_row(void **state)
{
	UResourceBundle *remarks = store_table(&bundles, TABLE_REMARKS);

	(void)state;
	assert_true(ures_getSize(remarks) > 10);
	for (int32_t i = 0; i < ures_getSize(remarks); i++) {
		UErrorCode status = U_ZERO_ERROR;
		UResourceBundle *rows = ures_getByIndex(remarks, i, NULL, &status);

		if (strcmp(ures_getKey(rows), "words") != 0)
			check_product(rows, ures_getKey(rows));
		ures_close(rows);
	}
	assert_int_equal(faults, 0);
}

/* ---- near misses ---- */

static void
lines_of_other_programs_state_nothing(void **state)
{
	static const char *const lines[] = {
		"Mar  1 10:00:00 web nginx[77]: connect() failed (111: Connection refused) while connecting to upstream",
		"Mar  1 10:00:00 web sshd[77]: error: kex_exchange_identification: Connection reset by peer",
		"Mar  1 10:00:00 web sshd[77]: Failed password for root from 198.51.100.7 port 50600 ssh2",
		"curl: (60) SSL certificate problem: unable to get local issuer certificate",
		"Mar  1 10:00:00 mail postfix/smtp[77]: connect to mx.example.net[198.51.100.7]:25: Connection timed out",
		"Mar  1 10:00:00 db mysqld[77]: [Warning] Aborted connection 7 to db (Got timeout reading communication packets)",
		"INFO [GossipStage:1] 2026-03-01 10:00:00 Cannot handshake with 198.51.100.7:50600: Connection refused",
		"java.net.UnknownHostException: db.example.net: Name or service not known",
		"[2026-03-01 10:00:00] ERROR[77] config_options.c: Unable to load config file 'statsd.conf'",
		"[2026-03-01 10:00:00] WARNING[77] loader.c: Some non-required modules failed to load.",
		"[2026-03-01 10:00:00] VERBOSE[77][C-00000001] pbx.c:   == Spawn extension (internal, 22, 1) exited non-zero on 'PJSIP/21-00000000'",
		"Mar  1 10:00:00 edge kamailio[77]: INFO: tls [tls_domain.c:697]: set_verification(): TLSc<default>: Server MUST present valid certificate",
		"Mar  1 10:00:00 edge kamailio[77]: NOTICE: acc [acc.c:286]: ACC: transaction answered: method=INVITE;call_id=a@b;code=200;reason=OK",
		"2026-03-01 10:00:00.000 [INFO] Module sip registered successfully, push registration successful",
		"  external::trunk-a  gateway  sip:4930123@sip.example.net  UNREGED",
		"10:00:00.000   pjsua_call.c  ....Call 0 state changed to CONFIRMED",
		"The phone is busy and the line is down, says the memo; call 486 5556 about error 503.",
		"GET /api/status=503 HTTP/1.1",
		"docker: Error response from daemon: Get \"https://registry.example.net/v2/\": dial tcp 198.51.100.7:443: connect: connection refused",
		"{\"level\":50,\"time\":1772359200123,\"pid\":1,\"hostname\":\"web\",\"msg\":\"web-1: Error registering to consul\"}",
		"{\"level\":30,\"time\":1772359200123,\"pid\":1,\"hostname\":\"web\",\"msg\":\"Failed to connect to Redis 127.0.0.1:6379, error: Connection refused\"}",
		"{\"level\":\"info\",\"ts\":1772359200.451,\"logger\":\"app\",\"msg\":\"Closing inbound queue\",\"status\":486,\"reason\":\"flood\"}",
		"2026-03-01 10:00:00 carrier <ups> was not found, no GW found in the table, No session factory for hibernate",
		"2026-03-01 10:00:00 thrift: Error from transport layer",
		"Mar  1 10:00:00 gw kernel: Flood detected, dropping SYN from 198.51.100.7",
		"Mar  1 10:00:00 media rtpengine[77]: ci=a@b, created_from=127.0.0.1:33489, ml0_termination=REGULAR, ml1_termination=REGULAR,",
		"Mar  1 10:00:00 edge kamailio[77]: DEBUG: dispatcher [dispatch.c:3720]: OPTIONS-Request was finished with code 404 (to sip:198.51.100.7, group 1)",
		"2026-03-01 10:00:00 mysql: command syntax error: check the manual",
		"2026-03-01 10:00:00 Transport(http) Failed to connect to '198.51.100.7:80': Connection refused",
	};

	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		struct remark remark;
		struct witness w;
		struct buf entry = BUF_INIT;

		if (remark_match(knowledge_remarks(knowledge), slice_of(lines[i]), &remark) &&
		    remark_witness(&remark, &w, &entry))
			fail_msg("\"%s\" is taken for %.*s", lines[i], SLICE_ARG(w.entry));
		buf_release(&entry);
	}
}

/* ---- patterns ---- */

static void
placeholders_take_what_stands_there(void **state)
{
	static const struct { const char *pattern, *line, *captures; } vectors[] = {
		{ "to '{word}' gave {n}", "x: to 'sip:a@b' gave 403 y", "sip:a@b|403|" },
		{ "to '{word}' gave {n}", "to 'two words' gave 403", NULL },
		{ "to '{word}' gave {n}", "to '' gave 403", NULL },
		{ "for <{*}> at {word}", "for <> at once", "|once|" },
		{ "for <{*}> at {word}", "for <a > b> at once more", "a > b|once|" },
		{ "for <{*}> at {word}", "for <a> at ", NULL },
		{ "ends: {*}", "ends: with all the rest", "with all the rest|" },
		{ "{word} is down", "the trunk-a is down", "trunk-a|" },
		{ "{word}: code {n}", "a: code x b: code 7", "b|7|" },
		{ "{{n}, {n}, {*}}", "Info :: {361, 403, Forbidden}", "361|403|Forbidden|" },
		{ "code {n}", "code -7", "-7|" },
		{ "code {n}", "code 7. Next", "7|" },
		{ "load {n} > {n}", "load 12.50 > 10.", "12.50|10|" },
		{ "aab{n}", "aaab7", "7|" },
		{ "at {word}{*}gave {n}", "at trunk-a\tand so gave 403", "trunk-a|\tand so |403|" }, { "at {word}{*}gave {n}", "at a gave 403", "a| |403|" },
		{ "at {word}{*}gave {n}", "at  gave 403", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
		struct slice captures[REMARK_TAKES] = { { NULL, 0 } }, said;
		struct buf found = BUF_INIT;
		bool fits = remark_fits(slice_of(vectors[i].pattern), slice_of(vectors[i].line), captures, &said);

		for (size_t n = 0; fits && n < REMARK_TAKES && captures[n].p != NULL; n++)
			buf_addf(&found, "%.*s|", SLICE_ARG(captures[n]));
		if (fits != (vectors[i].captures != NULL) || (fits && strcmp(found.p, vectors[i].captures) != 0))
			fail_msg("\"%s\" in \"%s\": %s", vectors[i].pattern, vectors[i].line, fits ? found.p : "no");
		buf_release(&found);
	}
}

/* What is shown of a line does not begin within a word, as its pattern may. */
static void
what_is_said_begins_with_a_word(void **state)
{
	struct remark remark;

	(void)state;
	assert_true(remark_match(knowledge_remarks(knowledge), SLICE("acct 1: Registration failed: 401"), &remark));
	assert_true(slice_eq(remark.said, SLICE("Registration failed: 401")));
}

static void
no_line_makes_a_pattern_slow(void **state)
{
	struct slice captures[REMARK_TAKES], said;
	struct buf line = BUF_INIT;

	(void)state;
	for (int i = 0; i < 20000; i++)
		buf_addstr(&line, "a ");
	assert_false(remark_fits(SLICE("a{*}a{*}a{*}a{*}a{*}b"), buf_slice(&line), captures, &said));
	buf_release(&line);
}

/* How much of the literal text a line has that ends inside the pattern. */
static void
a_line_that_ends_inside_its_pattern(void **state)
{
	static const struct { const char *pattern, *line; size_t said; } vectors[] = {
		{ "code {n} from {word} now", "x code 7 from", 10 }, { "code {n} from {word} now", "code 7", 5 },
		{ "code {n} from {word} now", "code 7 from a", 11 }, { "code {n} from {word} now", "code 7 from a no", 14 },
		{ "code {n} from {word} now", "code 7 from a now", 0 }, { "code {n} from {word} now", "code 7 to", 0 },
		{ "code {n} from {word} now", "code ", 5 }, { "code {n} from {word} now", "code", 0 },
		{ "code {n}, {*}: end", "code 7, no end", 7 }, { "{word} code {n}", "a code 7", 0 },
		{ "code {n}.", "code x code 7", 5 }, { "code {n}", "", 0 },
		{ "terminating the dialog {n}", "was terminating the di", 18 }, { "terminating the dialog {n}", "was terminating", 0 },
		{ "terminating the dialog {n}", "terminating the call 7", 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
		size_t said = remark_cut(slice_of(vectors[i].pattern), slice_of(vectors[i].line));

		if (said != vectors[i].said)
			fail_msg("\"%s\" in \"%s\": %zu, not %zu", vectors[i].pattern, vectors[i].line, said, vectors[i].said);
	}
}

/* ---- the best row, and its tail ---- */

static void
check_understood(const char *line, const char *entry, const char *cause)
{
	struct remark remark;

	if (!remark_match(knowledge_remarks(knowledge), slice_of(line), &remark))
		fail_msg("\"%s\" is understood by no row", line);
	assert_true(slice_eq(remark.entry, slice_of(entry)));
	assert_true(slice_eq(remark.cause, slice_of(cause)));
}

static void
an_error_text_gives_the_finer_cause(void **state)
{
	(void)state;
	check_understood("reg: sip:a@192.0.2.1 (prio 0): Register: Connection refused", "path.refused", "port-closed");
	check_understood("reg: sip:a@192.0.2.1 (prio 0): Register: Cosmic rays", "reason.unspecified-failure", "");
	/* Where another row's words are not explained by it, a tail counts for nothing … */
	check_understood("RTP Transmission error to 192.0.2.1:4000: Connection refused", "reason.media-failed", "");
	check_understood("RTP Transmission error of packet to 192.0.2.1:4000: Connection refused", "reason.media-failed", "");
	/* … and by itself only among words of the trade. */
	check_understood("sip: dial tcp 192.0.2.1:5060: Connection refused", "path.refused", "port-closed");
}

static void
an_event_of_asterisk_counts_only_of_its_sip_services(void **state)
{
	struct remark remark;

	(void)state;
	check_understood("SecurityEvent=\"InvalidPassword\",Severity=\"Error\",Service=\"PJSIP\",EventVersion=\"2\",AccountID=\"21\",SessionID=\"a\",RemoteAddress=\"IPV4/UDP/192.0.2.9/5060\"",
		"reason.wrong-password", "");
	assert_false(remark_match(knowledge_remarks(knowledge),
		slice_of("SecurityEvent=\"InvalidPassword\",Severity=\"Error\",Service=\"AMI\",EventVersion=\"2\",AccountID=\"admin\",SessionID=\"a\",RemoteAddress=\"IPV4/TCP/192.0.2.9/5060\""), &remark));
	check_understood("Event: InvalidPassword Severity: Error Service: SIP EventVersion: 2 AccountID: 21 SessionID: a LocalAddress: IPV4/UDP/192.0.2.1/5060 RemoteAddress: IPV4/UDP/192.0.2.9/5060",
		"reason.wrong-password", "");
	assert_true(remark_match(knowledge_remarks(knowledge),
		slice_of("Event: FailedACL Severity: Error Service: PJSIP EventVersion: 1 AccountID: 21 SessionID: a LocalAddress: IPV4/UDP/192.0.2.1/5060 RemoteAddress: IPV4/UDP/192.0.2.9/5060"), &remark));
	assert_true(slice_eq(remark.taken[TAKE_HOST], SLICE("192.0.2.9")));
}

static void
a_question_for_a_destination_set_is_no_error(void **state)
{
	struct remark remark;

	(void)state;
	/* Kamailio's ds_list_exists() asks on purpose, and tells of it at debug level only. */
	check_understood("ERROR: dispatcher [dispatch.c:1645]: ds_manage_routes(): destination set [3] not found", "reason.switch-misconfigured", "");
	assert_false(remark_match(knowledge_remarks(knowledge),
		slice_of("DEBUG: dispatcher [dispatch.c:1562]: ds_list_exist(): destination set [3] not found"), &remark));
}

static void
an_outbound_publish_is_no_registration(void **state)
{
	struct remark remark;

	(void)state;
	/* res_pjsip_outbound_registration names the object, res_pjsip_outbound_publish the URI. */
	assert_true(remark_match(knowledge_remarks(knowledge),
		slice_of("Server URI or hostname length exceeds pjproject limit or is not a sip(s) uri: 'trunk-a'"), &remark));
	assert_true(slice_eq(remark.taken[TAKE_TRUNK], slice_of("trunk-a")));
	assert_true(remark.flags & REMARK_REGISTER);
	assert_true(remark_match(knowledge_remarks(knowledge),
		slice_of("To URI or hostname length exceeds pjproject limit or is not a sip(s) uri: 'sip:21@192.0.2.9' on outbound publish 'presence-a'"), &remark));
	assert_false(remark.flags & REMARK_REGISTER);
}

/* Whom a line names: of a URI that is wanted as a host, nobody. */
static void
the_user_of_a_uri_is_no_account_of_the_line(void **state)
{
	static const struct { const char *line, *name, *host; } vectors[] = {
		{ "t_uac: attempt to send to 'sip:21@192.0.2.7:5060;transport=tcp' failed", "192.0.2.7:5060", "192.0.2.7:5060" },
		{ "t_uac: attempt to send to 'sip:a.example' failed", "a.example", "a.example" },
		{ "Outbound registration to 'sip:21@a.example' with client 'sip:21@b.example' successful", "21@b.example", "a.example" },
		{ "Failed to get 2 consecutive ports on interface 192.0.2.1 for media relay (last error: No ports available)", "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
		struct remark remark;
		struct witness w;
		struct buf entry = BUF_INIT;

		assert_true(remark_match(knowledge_remarks(knowledge), slice_of(vectors[i].line), &remark));
		assert_true(remark_witness(&remark, &w, &entry));
		if (!slice_eq(w.name, slice_of(vectors[i].name)) || !slice_eq(w.detail, slice_of(vectors[i].host)))
			fail_msg("%s: %.*s at %.*s", vectors[i].line, SLICE_ARG(w.name), SLICE_ARG(w.detail));
		buf_release(&entry);
	}
}

static void
ids_are_found_wherever_they_stand(void **state)
{
	static const struct { const char *line, *call_id, *thread; } vectors[] = {
		{ "failed (callid: a84b@192.0.2.4) - No", "a84b@192.0.2.4", "a84b@192.0.2.4" },
		{ "{\"callID\": \"SCL_a1\", \"sipCallID\": \"x7@y\"}", "x7@y", "SCL_a1" },
		{ "call_id=x7@y;code=478", "x7@y", "" },
		{ "Call-ID: <x7@y>", "x7@y", "" },
		{ "[2026-03-01 10:00:00] WARNING[2211][C-0000000b]: app.c:7: no", "", "C-0000000b" },
		{ "0b8f6f2e-8f30-4c4c-9f0e-52f1e4d0a1b2 [ERR] x", "", "0b8f6f2e-8f30-4c4c-9f0e-52f1e4d0a1b2" },
		{ "ERROR: [00733-QT@sip.example.net][M=INVITE-1] tm [ut.h:274]: x", "", "00733-QT@sip.example.net" },
		{ "Nov 25 edge kamailio[21766]: ERROR: <core> [core/resolve.c:1710]: x", "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
		struct slice id = remark_call_id(slice_of(vectors[i].line)), thread = remark_thread(slice_of(vectors[i].line));

		if (!slice_eq(id, slice_of(vectors[i].call_id)) || !slice_eq(thread, slice_of(vectors[i].thread)))
			fail_msg("%s: %.*s, %.*s", vectors[i].line, SLICE_ARG(id), SLICE_ARG(thread));
	}
}

static void
a_line_is_found_in_a_text_wherever_it_begins(void **state)
{
	static const char said[] = "x Got SIP response 486 \"Busy Here\" back from 192.0.2.7\n";
	struct buf text = BUF_INIT;

	(void)state;
	for (size_t before = 0; before < 9; before++) {
		struct remark remark;
		const char *next;

		buf_reset(&text);
		buf_add(&text, slice_head(SLICE("\n\n\n\n\n\n\n\n\n"), before));
		buf_addstr(&text, said);
		assert_true(remark_find(knowledge_remarks(knowledge), buf_slice(&text), text.p, &remark, &next));
		assert_int_equal(remark.line.p - text.p, before);
		assert_ptr_equal(next, text.p + text.n);
		assert_true(slice_eq(remark.taken[TAKE_PHRASE], SLICE("Busy Here")));
	}
	buf_release(&text);
}

/* A table of one row, "12-34-5", whose anchor it is; texts at 0 is empty. */
static bool
is_found_in(bool numbers, const char *line)
{
	static const char texts[] = "\0" "12-34-5";
	static uint32_t bits[REMARK_FILTERS * REMARK_BITS / 32];
	static const struct remark_row row = { .pattern = 1, .literal = 7 };
	struct remark_piece pieces[4];
	struct remark_table t = {
		.bits = bits, .pieces = pieces, .piece_count = 4, .rows = &row, .row_count = 1, .texts = texts, .numbers = numbers,
	};
	struct remark remark;
	const char *next;

	for (uint16_t i = 0; i < 4; i++) {
		struct remark_piece piece = { remark_load(texts + 1 + i), 0, i };
		uint16_t at = i;

		for (; at > 0 && pieces[at - 1].bytes > piece.bytes; at--)
			pieces[at] = pieces[at - 1];
		pieces[at] = piece;
		for (int filter = 0; filter < REMARK_FILTERS; filter++)
			bits[remark_bit(piece.bytes, filter) / 32] |= UINT32_C(1) << remark_bit(piece.bytes, filter) % 32;
	}
	bool found = remark_find(&t, slice_of(line), line, &remark, &next);
	assert_true(found || next == line + strlen(line));
	return found;
}

static void
lines_of_numbers_are_looked_at_where_a_row_has_no_letter(void **state)
{
	(void)state;
	assert_false(knowledge_remarks(knowledge)->numbers);
	assert_true(is_found_in(true, "2026/03/01 12-34-5 17"));
	assert_false(is_found_in(false, "2026/03/01 12-34-5 17"));
	assert_true(is_found_in(false, "2026/03/01 12-34-5 x "));
	assert_true(is_found_in(false, "x 2026/03/01 12-34-5 17"));
}

static void
a_row_that_cannot_be_found_is_told_to_its_author(void **state)
{
	(void)state;
	struct remark_table t;
	uint32_t block[64] = { 0 };

	assert_false(remark_index_open(&t, block, sizeof block));
	assert_false(remark_index_open(&t, NULL, 0));
	assert_false(remark_index_build(NULL, &(struct buf){ NULL, 0, 0 }, NULL, NULL));
}

int
main(void)
{
	static const struct knowledge_options english = { .language = "en" };
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_sample_is_understood_by_its_row),
		cmocka_unit_test(lines_of_other_programs_state_nothing),
		cmocka_unit_test(placeholders_take_what_stands_there),
		cmocka_unit_test(what_is_said_begins_with_a_word), cmocka_unit_test(no_line_makes_a_pattern_slow),
		cmocka_unit_test(a_line_that_ends_inside_its_pattern),
		cmocka_unit_test(an_error_text_gives_the_finer_cause),
		cmocka_unit_test(an_event_of_asterisk_counts_only_of_its_sip_services),
		cmocka_unit_test(a_question_for_a_destination_set_is_no_error),
		cmocka_unit_test(an_outbound_publish_is_no_registration),
		cmocka_unit_test(the_user_of_a_uri_is_no_account_of_the_line),
		cmocka_unit_test(ids_are_found_wherever_they_stand),
		cmocka_unit_test(a_line_is_found_in_a_text_wherever_it_begins),
		cmocka_unit_test(lines_of_numbers_are_looked_at_where_a_row_has_no_letter),
		cmocka_unit_test(a_row_that_cannot_be_found_is_told_to_its_author),
	};

	knowledge = knowledge_open(&english);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_release(&arena);
	bundles_release();
	knowledge_close(knowledge);
	return failed;
}
