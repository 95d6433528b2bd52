/* SPDX-License-Identifier: MIT */
/* What becomes of TCP connections: refused, silent, reset, TLS that fails, and somebody else who answers. */
#include "input/packet/tls.h"
#include "unit/packets.h"

#define SECOND 1000000
#define REGISTER "REGISTER sip:a SIP/2.0\r\nCall-ID: g@h\r\nCSeq: 4 REGISTER\r\nContent-Length: 0\r\n\r\n"

enum { FIN = 1, SYN = 2, RST = 4, ACK = 16 };

/* A connection from 192.0.2.1:40000 to a port of 192.0.2.2. */
struct talk {
	struct log log;
	struct sink sink;
	struct decoder *d;
	unsigned port;
	uint32_t next[2];
	int64_t now;
};

static void
begin(struct talk *t, unsigned port)
{
	*t = (struct talk){ .port = port, .next = { 1000, 5000 }, .now = 1700000000000000 };
	t->sink = log_sink(&t->log);
	t->d = decoder_new("f", &t->sink);
}

static void
end(struct talk *t)
{
	decoder_free(t->d);
	log_release(&t->log);
}

static void
segment(struct talk *t, unsigned side, unsigned flags, struct slice data)
{
	struct buf b = BUF_INIT;
	struct tcp_header h = { 40000, t->port, t->next[side], t->next[!side], flags };

	buf_add(&b, data);
	if (side == 1) {
		h.from = t->port;
		h.to = 40000;
	}
	add_tcp(&b, &h);
	add_ip4(&b, 6, side == 0 ? 1 : 2, side == 0 ? 2 : 1, 1, 0);
	send(t->d, &b, RAW_IP, t->now);
	t->next[side] += (uint32_t)data.n + (flags & (SYN | FIN) ? 1 : 0);
	t->now += 10000;
	buf_release(&b);
}

#define SAY(t, side, text) segment((t), (side), ACK, SLICE(text))

static void
open_connection(struct talk *t, unsigned port)
{
	begin(t, port);
	segment(t, 0, SYN, SLICE(""));
	segment(t, 1, SYN | ACK, SLICE(""));
	segment(t, 0, ACK, SLICE(""));
}

static void
expect_witness(const struct talk *t, size_t i, enum witness_kind kind, enum witness_what what, unsigned from)
{
	const struct witness *w = t->log.witness[i];

	assert_true(i < t->log.witnesses);
	assert_int_equal(w->kind, kind);
	assert_int_equal(w->what, what);
	assert_int_equal(w->from.ip[3], from);
	assert_int_equal(w->to.ip[3], 3 - from);
	assert_true(w->tcp);
}

static void
a_reset_to_a_syn_is_a_refusal(void **state)
{
	struct talk t;

	(void)state;
	begin(&t, 5060);
	segment(&t, 0, SYN, SLICE(""));
	segment(&t, 1, RST | ACK, SLICE(""));
	assert_int_equal(t.log.witnesses, 1);
	expect_witness(&t, 0, WITNESS_TCP, TCP_REFUSED, 1);
	assert_int_equal(t.log.witness[0]->to.port, 5060);
	end(&t);
}

/* It was open before the capture began, and nothing of SIP was seen on it. */
static void
a_reset_without_a_syn_says_nothing(void **state)
{
	struct talk t;

	(void)state;
	begin(&t, 5060);
	segment(&t, 0, ACK, SLICE(""));
	segment(&t, 1, RST | ACK, SLICE(""));
	assert_int_equal(t.log.witnesses, 0);
	end(&t);
}

static void
syns_without_an_answer_are_silence(void **state)
{
	struct talk t;

	(void)state;
	begin(&t, 5060);
	for (unsigned i = 0; i < 3; i++) {
		assert_int_equal(t.log.witnesses, 0);
		segment(&t, 0, SYN, SLICE(""));
		t.next[0]--;
		t.now += SECOND << i;
	}
	assert_int_equal(t.log.witnesses, 1);
	expect_witness(&t, 0, WITNESS_TCP, TCP_SILENT, 1);
	assert_int_equal(t.log.witness[0]->number, 3);
	segment(&t, 0, SYN, SLICE(""));
	decoder_end(t.d);
	assert_int_equal(t.log.witnesses, 1);
	end(&t);
}

/* A mirror port shows a packet twice: that is no second try. */
static void
a_syn_seen_twice_is_one(void **state)
{
	static const struct { int64_t apart; unsigned count; } rows[] = { { 0, 1 }, { 4999, 1 }, { 5000, 2 } };
	struct talk t;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		begin(&t, 5060);
		segment(&t, 0, SYN, SLICE(""));
		t.next[0]--;
		t.now += rows[i].apart - 10000;
		segment(&t, 0, SYN, SLICE(""));
		segment(&t, 1, RST | ACK, SLICE(""));
		assert_int_equal(t.log.witness[0]->number, rows[i].count);
		end(&t);
	}
}

/* However often it was tried. */
static void
a_refusal_after_many_syns_counts_them_to_its_bound(void **state)
{
	struct talk t;

	(void)state;
	begin(&t, 5060);
	for (unsigned i = 0; i < 300; i++) {
		segment(&t, 0, SYN, SLICE(""));
		t.next[0]--;
	}
	segment(&t, 1, RST | ACK, SLICE(""));
	assert_int_equal(t.log.witnesses, 2);
	expect_witness(&t, 0, WITNESS_TCP, TCP_SILENT, 1);
	expect_witness(&t, 1, WITNESS_TCP, TCP_REFUSED, 1);
	assert_int_equal(t.log.witness[1]->number, 255);
	end(&t);
}

/* Two are enough where the trace goes on for 20 s; an answer ends it. */
static void
fewer_syns_need_more_time(void **state)
{
	struct talk t;
	struct buf b = BUF_INIT;

	(void)state;
	for (int later = 19; later <= 20; later++) {
		begin(&t, 5060);
		segment(&t, 0, SYN, SLICE(""));
		t.now = 1700000000000000 + (int64_t)later * SECOND;
		build_udp4(&b, "the trace goes on");
		send(t.d, &b, RAW_IP, t.now);
		decoder_end(t.d);
		assert_int_equal(t.log.witnesses, later == 20);
		end(&t);
	}
	begin(&t, 5060);
	segment(&t, 0, SYN, SLICE(""));
	t.next[0]--;
	segment(&t, 0, SYN, SLICE(""));
	segment(&t, 1, SYN | ACK, SLICE(""));
	t.next[0]--;
	segment(&t, 0, SYN, SLICE(""));
	t.now += 30 * SECOND;
	segment(&t, 0, ACK, SLICE(""));
	decoder_end(t.d);
	assert_int_equal(t.log.witnesses, 0);
	end(&t);
	buf_release(&b);
}

/* The trace goes on for half a minute after. */
static size_t
witnesses_later(struct talk *t)
{
	struct buf b = BUF_INIT;
	size_t n;

	build_udp4(&b, "the trace goes on");
	send(t->d, &b, RAW_IP, t->now + 30 * SECOND);
	decoder_end(t->d);
	n = t->log.witnesses;
	end(t);
	buf_release(&b);
	return n;
}

static void
one_attempt_has_one_end(void **state)
{
	struct talk t;

	(void)state;
	begin(&t, 5060);	/* refused is not silent */
	segment(&t, 0, SYN, SLICE(""));
	segment(&t, 1, RST | ACK, SLICE(""));
	assert_int_equal(witnesses_later(&t), 1);

	begin(&t, 5060);	/* nor is silence told twice */
	for (unsigned i = 0; i < 3; i++) {
		segment(&t, 0, SYN, SLICE(""));
		t.next[0]--;
	}
	assert_int_equal(t.log.witnesses, 1);
	assert_int_equal(witnesses_later(&t), 1);

	begin(&t, 5060);	/* given up by who began: nobody refused it */
	segment(&t, 0, SYN, SLICE(""));
	segment(&t, 0, RST, SLICE(""));
	assert_int_equal(t.log.witnesses, 0);
	end(&t);

	begin(&t, 5060);	/* another attempt from the same port counts anew */
	segment(&t, 0, SYN, SLICE(""));
	t.next[0]--;
	segment(&t, 0, SYN, SLICE(""));
	t.next[0] += 1000;
	segment(&t, 0, SYN, SLICE(""));
	assert_int_equal(t.log.witnesses, 0);
	assert_int_equal(witnesses_later(&t), 1);

	begin(&t, 5060);	/* nothing was opened */
	segment(&t, 0, ACK, SLICE(""));
	assert_int_equal(witnesses_later(&t), 0);

	open_connection(&t, 5060);	/* it was, and nothing more was said */
	assert_int_equal(witnesses_later(&t), 0);
}

static void
the_end_of_a_connection_with_sip_is_told_once(void **state)
{
	struct talk t;

	(void)state;
	open_connection(&t, 5060);
	SAY(&t, 0, OPTIONS);
	segment(&t, 1, RST | ACK, SLICE(""));
	assert_int_equal(t.log.witnesses, 1);
	expect_witness(&t, 0, WITNESS_TCP, TCP_RESET, 2);
	end(&t);

	open_connection(&t, 5060);
	SAY(&t, 0, OPTIONS);
	SAY(&t, 1, OK_200);
	segment(&t, 0, FIN | ACK, SLICE(""));
	segment(&t, 1, FIN | ACK, SLICE(""));
	segment(&t, 0, RST, SLICE(""));
	assert_int_equal(t.log.witnesses, 1);
	expect_witness(&t, 0, WITNESS_TCP, TCP_CLOSED, 1);
	end(&t);

	begin(&t, 5060);	/* the capture has one side alone: what the other one said is not known */
	SAY(&t, 1, OK_200);
	segment(&t, 1, RST | ACK, SLICE(""));
	assert_int_equal(t.log.witnesses, 0);
	end(&t);

	begin(&t, 5060);
	SAY(&t, 1, OK_200);
	segment(&t, 0, ACK, SLICE(""));
	segment(&t, 1, RST | ACK, SLICE(""));
	assert_int_equal(t.log.witnesses, 1);
	end(&t);

	for (uint32_t lost = 0; lost <= 2; lost++) {	/* what the client acknowledges and the capture lacks may be the answer */
		open_connection(&t, 5060);
		SAY(&t, 1, OK_200);
		SAY(&t, 0, OPTIONS);
		t.next[1] += lost;
		segment(&t, 0, ACK, SLICE(""));
		segment(&t, 1, FIN | ACK, SLICE(""));
		assert_int_equal(t.log.witnesses, lost < 2);
		end(&t);
	}

	for (uint32_t lost = 0; lost <= 2; lost++) {	/* the same where the capture begins later, and where the server goes on behind it */
		begin(&t, 5060);
		SAY(&t, 0, OPTIONS);
		segment(&t, 1, ACK, SLICE(""));
		segment(&t, 0, ACK, SLICE(""));
		t.next[1] += lost;
		segment(&t, 0, ACK, SLICE(""));
		t.now += 40 * SECOND;
		segment(&t, 0, FIN | ACK, SLICE(""));
		assert_int_equal(t.log.witnesses, lost < 2);
		end(&t);

		open_connection(&t, 5060);
		SAY(&t, 0, OPTIONS);
		t.next[1] += lost;
		SAY(&t, 1, "\r\n\r\n");
		segment(&t, 0, ACK, SLICE(""));
		t.now += 40 * SECOND;
		segment(&t, 0, FIN | ACK, SLICE(""));
		assert_int_equal(t.log.witnesses, lost == 0 ? 2 : 0);	/* it waited, too: an empty line is no answer */
		end(&t);
	}

	open_connection(&t, 80);
	SAY(&t, 0, "GET / HTTP/1.1\r\n\r\n");
	SAY(&t, 1, "HTTP/1.1 404 Not Found\r\n\r\n");
	segment(&t, 1, RST | ACK, SLICE(""));
	assert_int_equal(t.log.witnesses, 0);
	end(&t);
}

static void
another_service_is_told_by_its_first_line(void **state)
{
	struct talk t;

	(void)state;
	open_connection(&t, 5060);
	SAY(&t, 0, REGISTER);
	SAY(&t, 1, "HTTP/1.1 400 Bad Request\r\nServer: x\r\n\r\n<html>");
	assert_int_equal(t.log.witnesses, 1);
	expect_witness(&t, 0, WITNESS_SERVICE, SERVICE_HTTP, 1);
	assert_true(slice_eq(t.log.witness[0]->name, SLICE("HTTP/1.1 400 Bad Request")));
	SAY(&t, 1, "<body>");			/* once is enough */
	assert_int_equal(t.log.witnesses, 1);
	end(&t);

	open_connection(&t, 5060);
	SAY(&t, 0, REGISTER);
	SAY(&t, 1, "SSH-2.0-OpenSSH_9.2\r\n");
	assert_int_equal(t.log.witnesses, 1);
	expect_witness(&t, 0, WITNESS_SERVICE, SERVICE_OTHER, 1);
	end(&t);

	open_connection(&t, 5061);		/* TLS was wanted */
	SAY(&t, 0, REGISTER);
	SAY(&t, 1, "\x15\3\1\0\2\2\x46");
	expect_witness(&t, 0, WITNESS_SERVICE, SERVICE_OTHER, 1);
	end(&t);

	open_connection(&t, 5060);		/* the capture lost how the answer begins */
	SAY(&t, 0, REGISTER);
	t.next[1] += 100;
	SAY(&t, 1, "CSeq: 4 REGISTER\r\nContent-Length: 0\r\n\r\n");
	t.now += 5 * SECOND;
	segment(&t, 0, ACK, SLICE(""));
	SAY(&t, 1, "\r\n\r\n");
	assert_int_equal(t.log.witnesses, 0);
	end(&t);

	begin(&t, 5060);			/* a capture that begins in the middle */
	SAY(&t, 0, REGISTER);
	SAY(&t, 1, "a=rtpmap:0 PCMU/8000\r\na=sendrecv\r\n");
	assert_int_equal(t.log.witnesses, 0);
	SAY(&t, 1, OK_200);
	assert_int_equal(t.log.witnesses, 0);
	end(&t);

	open_connection(&t, 5060);		/* something else, and SIP behind it */
	SAY(&t, 0, REGISTER);
	SAY(&t, 1, "a=rtpmap:0 PCMU/8000\r\na=sendrecv\r\n" OK_200);
	assert_int_equal(t.log.witnesses, 0);
	end(&t);
}

#define UPGRADE "GET /ws HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Protocol: "

static void
a_refused_upgrade_is_told_with_its_path(void **state)
{
	struct talk t;

	(void)state;
	open_connection(&t, 8088);
	SAY(&t, 0, UPGRADE "sip\r\n\r\n");
	SAY(&t, 1, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
	assert_int_equal(t.log.witnesses, 1);
	expect_witness(&t, 0, WITNESS_SERVICE, SERVICE_UPGRADE_REFUSED, 1);
	assert_true(slice_eq(t.log.witness[0]->name, SLICE("HTTP/1.1 404 Not Found")));
	assert_true(slice_eq(t.log.witness[0]->detail, SLICE("/ws")));
	end(&t);

	open_connection(&t, 8088);
	SAY(&t, 0, UPGRADE "sip\r\n\r\n");
	SAY(&t, 1, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
	assert_int_equal(t.log.witnesses, 0);
	end(&t);

	open_connection(&t, 8088);		/* credentials are asked for: it is tried again */
	SAY(&t, 0, UPGRADE "sip\r\n\r\n");
	SAY(&t, 1, "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n");
	assert_int_equal(t.log.witnesses, 0);
	end(&t);

	open_connection(&t, 8088);
	SAY(&t, 0, UPGRADE "chat\r\n\r\n");
	SAY(&t, 1, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
	assert_int_equal(t.log.witnesses, 0);
	end(&t);
}

/* ---- TLS ---- */

/* Server name sip.example, ALPN "sip". */
#define CLIENT_HELLO "\x16\3\1\0\x4d" "\1\0\0\x49" "\3\3" "0123456789abcdef0123456789abcdef" "\0" "\0\2\0\x2f" "\1\0" \
	"\0\x1e" "\0\0\0\x10" "\0\x0e\0\0\x0b" "sip.example" "\0\x10\0\6" "\0\4\3" "sip"
#define SERVER_HELLO "\x16\3\3\0\x2a" "\2\0\0\x26" "\3\3" "0123456789abcdef0123456789abcdef" "\0" "\0\x2f" "\0"
#define SERVER_HELLO_13 "\x16\3\3\0\x32" "\2\0\0\x2e" "\3\3" "0123456789abcdef0123456789abcdef" "\0" "\x13\1" "\0" \
	"\0\6" "\0\x2b\0\2\3\4"
#define CIPHER "\x14\3\3\0\1\1"
#define ALERT(level, number) "\x15\3\3\0\2" level number
#define DATA "\x17\3\3\0\x28" "0123456789012345678901234567890123456789"
#define HIDDEN_ALERT "\x17\3\3\0\x13" "0123456789012345678"

static void
a_fatal_alert_in_the_clear_is_told(void **state)
{
	struct talk t;

	(void)state;
	open_connection(&t, 5061);
	SAY(&t, 0, CLIENT_HELLO);
	SAY(&t, 1, SERVER_HELLO);
	SAY(&t, 0, ALERT("\2", "\x30"));
	segment(&t, 0, FIN | ACK, SLICE(""));
	assert_int_equal(t.log.witnesses, 1);
	expect_witness(&t, 0, WITNESS_TLS, TLS_ALERT, 1);
	assert_int_equal(t.log.witness[0]->number, 48);
	assert_true(slice_eq(t.log.witness[0]->detail, SLICE("unknown_ca")));
	assert_true(slice_eq(t.log.witness[0]->name, SLICE("sip.example")));
	assert_int_equal(t.log.seen[0].src.ip[3], 1);
	end(&t);

	open_connection(&t, 5061);	/* from the server; a warning is none */
	SAY(&t, 0, CLIENT_HELLO);
	SAY(&t, 1, ALERT("\1", "\x70"));
	assert_int_equal(t.log.witnesses, 0);
	SAY(&t, 1, ALERT("\2", "\x46"));
	assert_int_equal(t.log.witnesses, 1);
	assert_int_equal(t.log.seen[0].src.ip[3], 2);
	end(&t);

	open_connection(&t, 5061);	/* of a version that there is not: no record any more, though it looks like an alert */
	SAY(&t, 0, CLIENT_HELLO);
	SAY(&t, 1, SERVER_HELLO);
	SAY(&t, 1, "\x15\5\3\0\2\2\x28");
	assert_int_equal(t.log.witnesses, 0);
	end(&t);
}

/* RFC 5246 §7.4.6: who was asked for a certificate and has none sends an empty list. */
static void
a_client_without_a_certificate_is_told(void **state)
{
	static const struct { const char *answer; size_t n; bool empty; } rows[] = {
		{ "\x16\3\3\0\7" "\x0b\0\0\3" "\0\0\0", 12, true },
		{ "\x16\3\3\0\x0b" "\x0b\0\0\7" "\0\0\4" "\0\0\1c", 16, false },
		{ "\x16\3\3\0\7" "\x10\0\0\3" "\0\0\0", 12, false },	/* ClientKeyExchange */
	};
	struct talk t;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		open_connection(&t, 5061);
		SAY(&t, 0, CLIENT_HELLO);
		SAY(&t, 1, SERVER_HELLO);
		segment(&t, 0, ACK, (struct slice){ rows[i].answer, rows[i].n });
		SAY(&t, 1, ALERT("\2", "\x28"));
		expect_witness(&t, 0, WITNESS_TLS, TLS_ALERT, 1);
		assert_true(t.log.witness[0]->is_agreed);
		assert_int_equal(slice_eq(t.log.witness[0]->cause, SLICE("client-certificate")), rows[i].empty);
		end(&t);
	}
	open_connection(&t, 5061);
	SAY(&t, 0, CLIENT_HELLO);
	SAY(&t, 1, ALERT("\2", "\x28"));
	assert_false(t.log.witness[0]->is_agreed);
	end(&t);
}

static void
add_size(struct buf *b, size_t n)
{
	buf_addc(b, (char)(n >> 8));
	buf_addc(b, (char)n);
}

static void
a_server_name_has_its_longest(void **state)
{
	static const struct { size_t n, kept; } names[] = { { 1, 1 }, { TLS_NAME_MAX - 1, TLS_NAME_MAX - 1 }, { TLS_NAME_MAX, 0 } };

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		size_t n = names[i].n, need;
		uint64_t skip;
		struct tls tls = { .begun = false };
		struct buf b = BUF_INIT;

		buf_add(&b, SLICE("\x16\3\1"));
		add_size(&b, 4 + 43 + 9 + n);
		buf_add(&b, SLICE("\1\0"));
		add_size(&b, 43 + 9 + n);
		buf_add(&b, SLICE("\3\3" "0123456789abcdef0123456789abcdef" "\0" "\0\2\0\x2f" "\1\0"));
		add_size(&b, 9 + n);
		buf_add(&b, SLICE("\0\0"));
		add_size(&b, 5 + n);
		add_size(&b, 3 + n);
		buf_addc(&b, '\0');
		add_size(&b, n);
		for (size_t k = 0; k < n; k++)
			buf_addc(&b, 'n');
		assert_int_equal(tls_take(&tls, buf_slice(&b), &need, &skip), b.n);
		assert_true(tls.client);
		assert_int_equal(strlen(tls.name), names[i].kept);
		buf_release(&b);
	}
}

/* RFC 8446 §5.1: a record of 1.3 says that it is of 1.2; one that says what it is, is TLS all the same. */
static void
a_record_has_a_kind_and_a_version(void **state)
{
	static const struct { char bytes[4]; bool tls; } rows[] = {
		{ "\x16\3\1", true }, { "\x16\3\3", true }, { "\x16\3\4", true }, { "\x16\3\5", false }, { "\x16\2\3", false },
		{ "\x16\4\3", false }, { "\x14\3\3", true }, { "\x18\3\3", true }, { "\x13\3\3", false }, { "\x19\3\3", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (tls_starts((struct slice){ rows[i].bytes, 3 }) != rows[i].tls)
			fail_msg("row %zu", i);
	assert_false(tls_starts(SLICE("\x16\3")));
}

/* Not the web's: neither port nor ALPN. The hello here has no extensions. */
static void
tls_to_other_ports_is_not_ours(void **state)
{
	struct talk t;

	(void)state;
	open_connection(&t, 443);
	SAY(&t, 0, "\x16\3\1\0\x2d" "\1\0\0\x29" "\3\3" "0123456789abcdef0123456789abcdef" "\0" "\0\2\0\x2f" "\1\0");
	SAY(&t, 1, ALERT("\2", "\x28"));
	segment(&t, 1, FIN | ACK, SLICE(""));
	assert_int_equal(t.log.witnesses, 0);
	end(&t);

	open_connection(&t, 443);	/* ALPN says that it is SIP */
	SAY(&t, 0, CLIENT_HELLO);
	SAY(&t, 1, ALERT("\2", "\x28"));
	segment(&t, 1, FIN | ACK, SLICE(""));
	expect_witness(&t, 0, WITNESS_TLS, TLS_ALERT, 1);
	end(&t);

	open_connection(&t, 443);	/* … by the name that IANA has for it */
	SAY(&t, 0, "\x16\3\1\0\x4f" "\1\0\0\x4b" "\3\3" "0123456789abcdef0123456789abcdef" "\0" "\0\2\0\x2f" "\1\0"
	    "\0\x20" "\0\0\0\x10" "\0\x0e\0\0\x0b" "sip.example" "\0\x10\0\x8" "\0\6\5" "sip/2");
	SAY(&t, 1, ALERT("\2", "\x28"));
	segment(&t, 1, FIN | ACK, SLICE(""));
	expect_witness(&t, 0, WITNESS_TLS, TLS_ALERT, 1);
	end(&t);

	open_connection(&t, 443);
	SAY(&t, 0, "\x16\3\1\0\x4f" "\1\0\0\x4b" "\3\3" "0123456789abcdef0123456789abcdef" "\0" "\0\2\0\x2f" "\1\0"
	    "\0\x20" "\0\0\0\x10" "\0\x0e\0\0\x0b" "sip.example" "\0\x10\0\x8" "\0\6\5" "sip/1");
	SAY(&t, 1, ALERT("\2", "\x28"));
	segment(&t, 1, FIN | ACK, SLICE(""));
	assert_int_equal(t.log.witnesses, 0);
	end(&t);
}

static void
a_close_before_data_is_told(void **state)
{
	struct talk t;

	(void)state;
	open_connection(&t, 5061);
	SAY(&t, 0, CLIENT_HELLO);
	segment(&t, 1, FIN | ACK, SLICE(""));
	expect_witness(&t, 0, WITNESS_TLS, TLS_CLOSED_IN_HANDSHAKE, 1);
	end(&t);

	begin(&t, 5061);	/* the capture has the client's side alone */
	segment(&t, 0, SYN, SLICE(""));
	segment(&t, 0, ACK, SLICE(""));
	SAY(&t, 0, CLIENT_HELLO);
	segment(&t, 0, FIN | ACK, SLICE(""));
	assert_int_equal(t.log.witnesses, 0);
	end(&t);

	open_connection(&t, 5061);	/* TLS 1.3: only Finished and an alert that can't be read */
	SAY(&t, 0, CLIENT_HELLO);
	SAY(&t, 1, SERVER_HELLO_13 CIPHER DATA);
	SAY(&t, 0, CIPHER DATA);
	segment(&t, 1, FIN | ACK, SLICE(""));
	assert_int_equal(t.log.witnesses, 1);
	expect_witness(&t, 0, WITNESS_TLS, TLS_CLOSED_IN_HANDSHAKE, 1);
	end(&t);

	open_connection(&t, 5061);	/* the server wants a certificate, and says so when the client has begun to talk */
	SAY(&t, 0, CLIENT_HELLO);
	SAY(&t, 1, SERVER_HELLO_13 CIPHER DATA DATA DATA DATA);
	SAY(&t, 0, CIPHER DATA DATA);
	SAY(&t, 1, HIDDEN_ALERT);
	assert_int_equal(t.log.witnesses, 0);
	segment(&t, 1, FIN | ACK, SLICE(""));
	assert_int_equal(t.log.witnesses, 1);
	expect_witness(&t, 0, WITNESS_TLS, TLS_CLOSED_IN_HANDSHAKE, 1);
	end(&t);

	open_connection(&t, 5061);	/* plain SIP answers */
	SAY(&t, 0, CLIENT_HELLO);
	SAY(&t, 1, BUSY_486);
	assert_int_equal(t.log.witnesses, 1);
	expect_witness(&t, 0, WITNESS_TLS, TLS_CLOSED_IN_HANDSHAKE, 1);
	assert_true(t.log.witness[0]->detail.n > 0);
	end(&t);
}

/* The server takes the ClientHello and says nothing: for 20 s, or for 3 s until the client gives up. */
static void
a_hello_without_an_answer_is_told(void **state)
{
	static const struct { int64_t after; unsigned side, flags; enum witness_what what; } rows[] = {
		{ 3 * SECOND - 10000, 0, FIN | ACK, TLS_UNANSWERED }, { 3 * SECOND - 10000, 0, RST, TLS_UNANSWERED },
		{ 3 * SECOND - 10001, 0, FIN | ACK, TLS_CLOSED_IN_HANDSHAKE }, { 30 * SECOND, 1, FIN | ACK, TLS_CLOSED_IN_HANDSHAKE },
		{ 20 * SECOND - 10000, 0, ACK, TLS_UNANSWERED }, { 20 * SECOND - 10001, 0, ACK, WHAT_NONE },
	};
	struct talk t;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		open_connection(&t, 5061);
		SAY(&t, 0, CLIENT_HELLO);
		segment(&t, 1, ACK, SLICE(""));
		t.now += rows[i].after - 10000;
		segment(&t, rows[i].side, rows[i].flags, SLICE(""));
		decoder_end(t.d);
		assert_int_equal(t.log.witnesses, rows[i].what != WHAT_NONE);
		if (rows[i].what != WHAT_NONE)
			expect_witness(&t, 0, WITNESS_TLS, rows[i].what, 1);
		end(&t);
	}
}

/* It was answered, or may have been: an answer came late, the client went on, the server's side was not captured. */
static void
a_hello_that_may_have_been_answered_is_not(void **state)
{
	struct talk t;

	(void)state;
	for (int i = 0; i < 4; i++) {
		unsigned port = i == 3 ? 5555 : 5061;

		begin(&t, port);
		segment(&t, 0, SYN, SLICE(""));
		if (i != 2)
			segment(&t, 1, SYN | ACK, SLICE(""));
		if (i == 3)	/* the web's, for all that is known */
			SAY(&t, 0, "\x16\3\1\0\x2d" "\1\0\0\x29" "\3\3" "0123456789abcdef0123456789abcdef" "\0" "\0\2\0\x2f" "\1\0");
		else
			SAY(&t, 0, CLIENT_HELLO);
		t.now += 19 * SECOND;
		if (i == 0)
			SAY(&t, 1, SERVER_HELLO CIPHER);
		else if (i == 1)
			SAY(&t, 0, CIPHER DATA);
		t.now += 19 * SECOND;
		segment(&t, 0, ACK, SLICE(""));
		decoder_end(t.d);
		assert_int_equal(t.log.witnesses, 0);
		end(&t);
	}
}

/* Whatever the server said, it was not silent: bytes of no protocol, a few of them, an empty line. */
static void
a_hello_that_gets_any_bytes_is_answered(void **state)
{
	static const struct slice said[] = { SLICE("\0\1\2\3\4\5\6\7\0\1\2\3\4\5\6\7\0"), SLICE("abc"), SLICE("\r\n") };
	struct talk t;

	(void)state;
	for (size_t i = 0; i < 2 * COUNT(said); i++) {
		open_connection(&t, 5061);
		SAY(&t, 0, CLIENT_HELLO);
		segment(&t, 1, ACK, said[i / 2]);
		t.now += 30 * SECOND;
		segment(&t, 0, i % 2 == 0 ? ACK : FIN | ACK, SLICE(""));
		decoder_end(t.d);
		assert_int_equal(t.log.witnesses, i % 2);
		if (i % 2 == 1)
			expect_witness(&t, 0, WITNESS_TLS, TLS_CLOSED_IN_HANDSHAKE, 1);
		end(&t);
	}
}

/*
 * The capture dropped the beginning of what the server says, which the client acknowledges: the rest of a certificate is
 * no text of another service, silence or the end of the handshake. Once the capture has the opening, once not.
 */
static void
what_the_capture_lost_was_said(void **state)
{
	struct talk t;

	(void)state;
	for (int i = 0; i < 8; i++) {
		begin(&t, 5061);
		if (i < 4) {
			segment(&t, 0, SYN, SLICE(""));
			segment(&t, 1, SYN | ACK, SLICE(""));
		}
		SAY(&t, 0, CLIENT_HELLO);
		segment(&t, 1, ACK, SLICE(""));
		t.next[1] += 1400;
		if (i % 2 == 0)
			SAY(&t, 1, "(the rest of a certificate, or of what is sent in secret");
		segment(&t, 0, ACK, SLICE(""));
		if (i % 4 >= 2)
			SAY(&t, 0, CIPHER DATA);
		t.now += 5 * SECOND;
		SAY(&t, 1, DATA);
		t.now += 5 * SECOND;
		segment(&t, 0, FIN | ACK, SLICE(""));
		decoder_end(t.d);
		assert_int_equal(t.log.witnesses, 0);
		end(&t);
	}
}

#define UPGRADE_SIP UPGRADE "sip\r\n\r\n"

/* A server that takes what is said and keeps silent: a request for timer F, an upgrade for 20 s, or for 3 s until the client gives up. */
static void
what_stays_unanswered_on_an_open_connection_is_told(void **state)
{
	static const struct { const char *said; int64_t after; unsigned side, flags; enum witness_what what; } rows[] = {
		{ REGISTER, 32 * SECOND, 0, ACK, TCP_WAITED }, { REGISTER, 32 * SECOND - 1, 0, ACK, WHAT_NONE },
		{ UPGRADE_SIP, 20 * SECOND, 0, ACK, SERVICE_UPGRADE_UNANSWERED }, { UPGRADE_SIP, 20 * SECOND - 1, 0, ACK, WHAT_NONE },
		{ UPGRADE_SIP, 3 * SECOND, 0, FIN | ACK, SERVICE_UPGRADE_UNANSWERED }, { UPGRADE_SIP, 3 * SECOND - 1, 0, FIN | ACK, WHAT_NONE },
		{ UPGRADE_SIP, 30 * SECOND, 1, FIN | ACK, WHAT_NONE },
	};
	struct talk t;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		open_connection(&t, 5060);
		segment(&t, 0, ACK, slice_of(rows[i].said));
		segment(&t, 1, ACK, SLICE(""));
		t.now += rows[i].after - 20000;
		segment(&t, rows[i].side, rows[i].flags, SLICE(""));
		decoder_end(t.d);
		assert_int_equal(t.log.witnesses, rows[i].what != WHAT_NONE);
		if (rows[i].what != WHAT_NONE)
			expect_witness(&t, 0, rows[i].what == TCP_WAITED ? WITNESS_TCP : WITNESS_SERVICE, rows[i].what, 1);
		end(&t);
	}
}

/* The server spoke last, or its side is not there, or what it said was lost, or its upgrade is for something else. */
static void
what_may_have_been_answered_is_not_left_waiting(void **state)
{
	struct talk t;

	(void)state;
	for (int i = 0; i < 5; i++) {
		begin(&t, 5060);
		segment(&t, 0, SYN, SLICE(""));
		if (i != 1)
			segment(&t, 1, SYN | ACK, SLICE(""));
		if (i < 3)
			SAY(&t, 0, REGISTER);
		else if (i == 3)
			SAY(&t, 0, "GET /chat HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n\r\n");
		else
			SAY(&t, 0, UPGRADE_SIP);
		if (i == 0)
			SAY(&t, 1, BUSY_486);
		if (i == 2)
			t.next[1] += 400, segment(&t, 0, ACK, SLICE(""));	/* acknowledged, and not captured */
		if (i == 4)
			SAY(&t, 1, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n");
		t.now += 40 * SECOND;
		segment(&t, 0, ACK, SLICE(""));
		decoder_end(t.d);
		assert_int_equal(t.log.witnesses, 0);
		end(&t);
	}
}

/* What was lost of a connection with SIP is said when it goes on without, each time. */
static void
what_the_capture_lost_is_told(void **state)
{
	struct talk t;

	(void)state;
	for (size_t sip = 0; sip < 2; sip++) {
		open_connection(&t, 5060);
		SAY(&t, 0, OPTIONS);
		segment(&t, 1, ACK, sip ? SLICE(OK_200) : SLICE("what it says is of no use, and nobody knows it"));
		assert_int_equal(t.log.lacks, 0);
		for (size_t n = 1; n <= 2; n++) {
			t.next[1] += 400;
			SAY(&t, 1, OK_200);
			t.now += 30 * SECOND;
			segment(&t, 0, ACK, SLICE(""));
			segment(&t, 0, ACK, SLICE(""));
			assert_int_equal(t.log.lacks, n);
		}
		end(&t);
	}
	open_connection(&t, 5060);	/* nothing of SIP: nobody asks */
	SAY(&t, 0, "hello");
	t.next[0] += 400;
	SAY(&t, 0, "hello");
	t.now += 30 * SECOND;
	segment(&t, 1, ACK, SLICE(""));
	segment(&t, 1, ACK, SLICE(""));
	assert_int_equal(t.log.lacks, 0);
	end(&t);
}

#define INVITE "INVITE sip:a SIP/2.0\r\nCall-ID: g@h\r\nCSeq: 5 INVITE\r\nContent-Length: 0\r\n\r\n"
#define SAID_ACK "ACK sip:a SIP/2.0\r\nCall-ID: g@h\r\nCSeq: 5 ACK\r\nContent-Length: 0\r\n\r\n"

/* Either side waits for an answer to what it asked; to a response or an ACK there is none, and a keep-alive is no word. */
static void
who_asked_waits(void **state)
{
	/* In turn, each said 5 s after the one before: "0" or "1", who says it, then what. */
	static const struct { const char *said[4]; int who; int64_t since; } rows[] = {
		{ { "0" REGISTER, "1" BUSY_486, "1" INVITE }, 1, 15 }, { { "0" REGISTER, "1" INVITE }, 1, 10 },
		{ { "0" REGISTER, "1" BUSY_486 }, -1, 0 }, { { "1" INVITE, "0" BUSY_486 }, -1, 0 },
		{ { "0" INVITE, "1" BUSY_486, "0" SAID_ACK }, -1, 0 }, { { "0" INVITE, "1" BUSY_486, "0" SAID_ACK, "0" REGISTER }, 0, 20 },
		{ { "0" INVITE, "1" BUSY_486, "0" SAID_ACK REGISTER }, 0, 15 }, { { "0" REGISTER, "0" INVITE }, 0, 5 },
		{ { "0" REGISTER, "0\r\n\r\n", "1\r\n" }, 0, 5 }, { { "0" REGISTER, "1\r\n\r\n\r" }, -1, 0 },
		{ { "0REGISTER sip:a SIP/2.0\r\nCall-ID: g@h\r\nCSeq: 4 REGISTER\r\n", "0\r\n" }, 0, 10 },
	};
	struct talk t;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		open_connection(&t, 5060);
		int64_t begun = t.now;
		for (int64_t n = 0; n < 4 && rows[i].said[n] != NULL; n++) {
			t.now = begun + (n + 1) * 5 * SECOND;
			segment(&t, (unsigned)(rows[i].said[n][0] - '0'), ACK, slice_of(rows[i].said[n] + 1));
		}
		t.now += 32 * SECOND;
		segment(&t, 0, ACK, SLICE(""));
		decoder_end(t.d);
		assert_int_equal(t.log.witnesses, rows[i].who >= 0);
		if (rows[i].who >= 0) {
			expect_witness(&t, 0, WITNESS_TCP, TCP_WAITED, rows[i].who == 0 ? 1 : 2);
			assert_int_equal(t.log.seen[0].time, begun + rows[i].since * SECOND);
		}
		end(&t);
	}
}

static void
data_both_ways_is_encrypted_signalling(void **state)
{
	static const char *const hello[] = { SERVER_HELLO CIPHER, SERVER_HELLO_13 CIPHER DATA };
	static const size_t size[] = { sizeof SERVER_HELLO CIPHER - 1, sizeof SERVER_HELLO_13 CIPHER DATA - 1 };
	struct talk t;

	(void)state;
	for (int i = 0; i < 3; i++) {
		open_connection(&t, 5061);
		SAY(&t, 0, CLIENT_HELLO);
		if (i < 2) {
			segment(&t, 1, ACK, (struct slice){ hello[i], size[i] });
		} else {
			SAY(&t, 1, SERVER_HELLO_13 CIPHER);
			SAY(&t, 1, DATA);
		}
		SAY(&t, 0, CIPHER DATA DATA);
		assert_int_equal(t.log.witnesses, 0);
		segment(&t, 1, ACK, (struct slice){ DATA, i == 0 ? sizeof DATA - 1 : 5 });	/* the head of a record is enough */
		assert_int_equal(t.log.witnesses, 1);
		expect_witness(&t, 0, WITNESS_TLS, TLS_ENCRYPTED, 1);
		segment(&t, 0, FIN | ACK, SLICE(""));
		assert_int_equal(t.log.witnesses, 1);
		end(&t);
	}
}

/* Cut anywhere, in pieces of any size, lengths that lie: nothing is held that grows. */
static void
records_come_in_any_pieces(void **state)
{
	static const char hello[] = CLIENT_HELLO;
	struct talk t;

	(void)state;
	for (size_t cut = 1; cut < sizeof hello - 1; cut++) {
		open_connection(&t, 5061);
		segment(&t, 0, ACK, (struct slice){ hello, cut });
		segment(&t, 0, ACK, (struct slice){ hello + cut, sizeof hello - 1 - cut });
		SAY(&t, 1, ALERT("\2", "\x28"));
		assert_int_equal(t.log.witnesses, 1);
		assert_true(slice_eq(t.log.witness[0]->name, SLICE("sip.example")));
		end(&t);
	}
	open_connection(&t, 5061);
	SAY(&t, 0, "\x16\3\1\xff\xff" "a record without end");
	segment(&t, 1, FIN | ACK, SLICE(""));
	assert_int_equal(t.log.witnesses, 0);
	end(&t);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_reset_to_a_syn_is_a_refusal),
		cmocka_unit_test(a_reset_without_a_syn_says_nothing),
		cmocka_unit_test(syns_without_an_answer_are_silence),
		cmocka_unit_test(a_syn_seen_twice_is_one),
		cmocka_unit_test(a_refusal_after_many_syns_counts_them_to_its_bound),
		cmocka_unit_test(fewer_syns_need_more_time),
		cmocka_unit_test(one_attempt_has_one_end),
		cmocka_unit_test(the_end_of_a_connection_with_sip_is_told_once),
		cmocka_unit_test(another_service_is_told_by_its_first_line),
		cmocka_unit_test(a_refused_upgrade_is_told_with_its_path),
		cmocka_unit_test(a_fatal_alert_in_the_clear_is_told),
		cmocka_unit_test(a_client_without_a_certificate_is_told),
		cmocka_unit_test(a_server_name_has_its_longest),
		cmocka_unit_test(a_record_has_a_kind_and_a_version),
		cmocka_unit_test(tls_to_other_ports_is_not_ours),
		cmocka_unit_test(a_close_before_data_is_told), cmocka_unit_test(a_hello_without_an_answer_is_told),
		cmocka_unit_test(a_hello_that_may_have_been_answered_is_not),
		cmocka_unit_test(what_stays_unanswered_on_an_open_connection_is_told),
		cmocka_unit_test(what_may_have_been_answered_is_not_left_waiting),
		cmocka_unit_test(what_the_capture_lost_is_told),
		cmocka_unit_test(who_asked_waits),
		cmocka_unit_test(a_hello_that_gets_any_bytes_is_answered),
		cmocka_unit_test(what_the_capture_lost_was_said),
		cmocka_unit_test(data_both_ways_is_encrypted_signalling),
		cmocka_unit_test(records_come_in_any_pieces),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
