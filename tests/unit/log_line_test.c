/* SPDX-License-Identifier: MIT */
/* One line of a log: what it is told as. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "diagnose/message/log_line.h"

static struct knowledge *knowledge;

#define SLICE_INIT(text) { text, sizeof(text) - 1 }

static void
what_is_normal_is_at_most_a_notice(void **state)
{
	static const char *const lines[] = {
		"[2026-03-01 10:00:00] VERBOSE[7][C-00000001] app_dial.c:     -- Nobody picked up in 20000 ms",
		"  == Everyone is busy/congested at this time (1:1/0/0)",
		"[2026-03-01 10:00:00] VERBOSE[7] chan_sip.c:     -- Got SIP response 486 \"Busy Here\" back from 192.0.2.7:5060",
		"[2026-03-01 10:00:00] DEBUG[7] res_pjsip_outbound_registration.c: Processing REGISTER response 401 from server 'sip:a.example' for client 'sip:1@a.example'",
		"[2026-03-01 10:00:00] DEBUG[7] res_pjsip_outbound_registration.c: Processing REGISTER response 200 from server 'sip:a.example' for client 'sip:1@a.example'",
		"[2026-03-01 10:00:00] VERBOSE[7] res_pjsip_registrar.c: Removed contact 'sip:21@192.0.2.21' from AOR '21' due to request",
		"[2026-03-01 10:00:00] SECURITY[7] res_security_log.c: SecurityEvent=\"ChallengeSent\",AccountID=\"21\"",
		"2026-03-01 10:00:00.1 [WARNING] sofia_reg.c:1842 SIP auth challenge (REGISTER) on sofia profile 'internal' for [1@a.example] from ip 192.0.2.7",
		"2026-03-01 10:00:00.1 [WARNING] sofia_reg.c:1842 SIP auth challenge (INVITE) on sofia profile 'internal' for [1@a.example] from ip 192.0.2.7",
		"2026-03-01 10:00:00.1 [NOTICE] sofia.c:8736 Hangup sofia/internal/1@a.example [CS_EXECUTE] [NORMAL_CLEARING]",
		"2026-03-01 10:00:00.1 [NOTICE] sofia.c:8736 Hangup sofia/internal/1@a.example [CS_CONSUME_MEDIA] [ORIGINATOR_CANCEL]",
		"2026-03-01 10:00:00.1 [DEBUG] sofia.c:7301 Channel sofia/x/1 entering state [terminated][200]",
		"10:00:00.000 pjsua_app.c  .Call 0 is DISCONNECTED [reason=200 (Normal call clearing)]",
		"10:00:00.000 pjsua_app.c  .Call 0 is DISCONNECTED [reason=487 (Request Terminated)]",
		"10:00:00.000 tlsc0x55 TLS connection closed [code=70016]: End of file (PJ_EEOF) sip",
		"sip:bob@a.example: session closed: Connection reset by peer [104]",
		"nta.c:3448 agent_recv_response() nta: received 401 Unauthorized for REGISTER (7)",
		"[101][nua_r_register]: 401 Unauthorized",
		"[101][nua_r_register]: 200 OK",
		"2026-03-01T10:00:00Z INFO sip sip/inbound.go:782 Closing inbound call {\"callID\": \"SCL_a\", \"status\": 200, \"reason\": \"hangup\"}",
		"2026-03-01 10:00:00:000 MESSAGE Register refresher [401] reason [Unauthorized] for proxy [<sip:a.example>]",
		"Mar  1 10:00:00 edge kamailio[7]: INFO: <script>: request sent to sip:a@192.0.2.7 completed with code: 200, Type 1",
		"Mar  1 10:00:00 edge opensips[7]: NOTICE:tls_mgm:verify_callback: depth = 1, verify success",
		"Mar  1 10:00:00 edge opensips[7]: INFO:tls_openssl:tls_dump_cert_info: tls_connect: server TLS certificate subject: /CN=a.example, issuer: /CN=R3",
		/* The check's outcome, which a client that verifies nothing does not heed. */
		"Mar  1 10:00:00 edge opensips[7]: NOTICE:tls_openssl:verify_callback: verify error: self-signed certificate [error=18]",
		/* It opens the session anew, and decrypts the packet then. */
		"[2026-03-01 10:00:00] NOTICE[7] res_srtp.c: SRTP unprotect failed with replay check failed (index too old), retrying",
		/* One a=crypto of several: the next may do. */
		"[WARN] [SIP-101] Unsupported SRTP profile AES_256_CM_HMAC_SHA1_80",
		/* Said once the connection stands: nothing there demands a certificate that is good. */
		"Mar  1 10:00:00 edge opensips[7]: WARNING:tls_openssl:openssl_tls_connect: TLS server certificate verification failed",
		"Mar  1 10:00:00 edge opensips[7]: WARNING:tls_openssl:openssl_tls_accept: TLS client certificate verification failed",
		"Mar  1 10:00:00 edge opensips[7]: ERROR:tls_openssl:tls_dump_verification_failure: self signed certificate",
		"Mar  1 10:00:00 edge opensips[7]: ERROR:tls_openssl:tls_dump_verification_failure: unable to verify the first certificate",
		"Mar  1 10:00:00 edge kamailio[7]: NOTICE: tls [tls_server.c:557]: tls_connect(): WARNING: tls_connect: server certificate verification failed!!!",
		"Mar  1 10:00:00 edge kamailio[7]: NOTICE: tls [tls_server.c:485]: tls_accept(): WARNING: tls_accept: client certificate verification failed!!!",
		"Mar  1 10:00:00 edge kamailio[7]: NOTICE: tls [tls_dump_vf.c:104]: tls_dump_verification_failure(): verification failure: self signed certificate",
		"Mar  1 10:00:00 edge kamailio[7]: NOTICE: tls [tls_dump_vf.c:104]: tls_dump_verification_failure(): verification failure: certificate has expired",
		"[2026-03-01 10:00:00] WARNING[7]: pjproject: <?>: \tSSL 6 [SSL_ERROR_ZERO_RETURN] (Read) ret: 0 len: 32000",
		"[2026-03-01 10:00:00] VERBOSE[7][C-00000001] pbx.c: Channel 'PJSIP/1-00000001' sent to invalid extension: context,exten,priority=ivr-1,9,1",
		"[2026-03-01 10:00:00] NOTICE[7][C-00000001] res_rtp_asterisk.c: Unknown RTP codec 126 received from '192.0.2.7:4000'",
		/* It declines the picture alone: the call goes on with its sound. */
		"[2026-03-01 10:00:00] NOTICE[7] res_pjsip_sdp_rtp.c: No joint capabilities for 'video' media stream between our configuration((h264)) and incoming SDP((vp8))",
		"[2026-03-01 10:00:00] NOTICE[7] chan_sip.c: Outbound Registration: Expiry for a.example is 120 sec (Scheduling reregistration in 105 s)",
		"[2026-03-01 10:00:00] NOTICE[7] chan_sip.c: Peer '21' is now Reachable. (22ms / 2000ms)",
		"[2026-03-01 10:00:00] NOTICE[7] res_pjsip/pjsip_transport_management.c: Shutting down transport 'TLS to 192.0.2.7:4000' since no request was received in 32 seconds",
		"[2026-03-01 10:00:00] VERBOSE[7][C-00000001] pbx.c: Executing [s@macro-dialout-trunk:23] NoOp(\"PJSIP/1-1\", \"Dial failed for some reason with DIALSTATUS = ANSWER and HANGUPCAUSE = 16\") in new stack",
		"[2026-03-01 10:00:00] NOTICE[7] pbx_spool.c: Call completed to PJSIP/21",
		"Cause-txt: Normal Clearing",
		"Mar  1 10:00:00 edge kamailio[7]: NOTICE: tls [tls_verify.c:66]: verify_callback(): tls init - all ok",
		"Mar  1 10:00:00 edge kamailio[7]: NOTICE: tls [tls_server.c:473]: tls_accept(): tls_accept: new connection from 192.0.2.7:4000 using TLSv1.3 TLS_AES_256_GCM_SHA384 256",
		"Mar  1 10:00:00 edge kamailio[7]: NOTICE: tls [tls_server.c:491]: tls_accept(): tls_accept: client did not present a certificate",
		"Mar  1 10:00:00 edge kamailio[7]: NOTICE: tls [tls_server.c:545]: tls_connect(): tls_connect: new connection to 192.0.2.7:5061 using TLSv1.3 TLS_AES_256_GCM_SHA384 256",
		"2026-03-01 10:00:00.1 [INFO] switch_rtp.c:3405 Changing audio DTLS state from SETUP to READY",
		"2026-03-01 10:00:00.1 [ERR] sofia.c:3307 Error Creating SIP UA for profile: internal-ipv6 (sip:mod_sofia@[::1]:5060;transport=udp,tcp) ATTEMPT 1 (RETRY IN 5 SEC)",
		"2026-03-01 10:00:00.1 [DEBUG] switch_ivr_originate.c:3751 Originate Resulted in Error Cause: 16 [NORMAL_CLEARING]",
		"2026-03-01 10:00:00.1 [WARNING] switch_core_media.c:4100 NO candidate ACL defined, Defaulting to wan.auto",
		"Mar  1 10:00:00 edge kamailio[7]: ERROR: rtpengine [rtpengine.c:2740]: rtpp_function_call(): proxy replied with error: Unknown call-id",
		"Mar  1 10:00:00 edge rtpengine[7]: WARNING: [a@192.0.2.7]: [control] Protocol error in packet from 127.0.0.1:4000: Unknown call-id [d7:call-id11:a@192.0.2.77:command6:deletee]",
		"Mar  1 10:00:00 edge kamailio[7]: ERROR: <core> [core/tcp_read.c:1537]: tcp_read_req(): bad request, state=7, error=4 buf:",
		"Mar  1 10:00:00.000: %VOIPAAA-5-VOIP_CALL_HISTORY: CallLegType 1, DisconnectCause 10  , DisconnectText normal call clearing (16), ConnectTime 10:00:00",
		"%UC_CALLMANAGER-3-EndPointUnregistered: %[DeviceName=SEP001122334455][Protocol=SIP][Reason=13]: An endpoint has unregistered",
		"01/03/2026 10:00:00 - Leg L:6.2[Line:10000>>1] is terminated: Cause: 487 Request Terminated/INVITE from 192.0.2.7:5060",
		"01/03/2026 10:00:00 - Leg L:6.2[Line:10000>>1] is terminated: Cause: BYE from 192.0.2.7:5060",
		"2026-03-01 10:00:00.1 [WARNING] sofia.c:6500 Ping failed trunk-a with code 408 - count 1/2/3, state UP",
		"Mar  1 10:00:00 edge kamailio[7]: WARNING: tm [t_reply.c:1399]: t_should_relay_response(): status rewrite by UAS: stored: 408, received: 200",
		"Hangup-Cause: NORMAL_CLEARING",
		"variable_hangup_cause: ORIGINATOR_CANCEL",
		"{\"variables\":{\"direction\":\"outbound\",\"hangup_cause\":\"NORMAL_CLEARING\"}}",
		"DialStatus: ANSWER",
		"Mar  1 10:00:00 edge kamailio[7]: ERROR: tls [tls_util.h:51]: tls_err_ret(): TLS accept:error:1407609C:SSL routines:SSL23_GET_CLIENT_HELLO:http request (sni: unknown)",
		"Mar  1 10:00:00 edge app[7]: no suitable candidates found.",
		"Mar  1 10:00:00 edge app[7]: Unable to connect to redis at 192.0.2.7:6379: Connection refused",
		"Mar  1 10:00:00 edge app[7]: Error registering service",
		"Mar  1 10:00:00 edge nginx[7]: Unable to load certificate file '/etc/nginx/a.pem'",
		"10:00:00.498 tsx0x7edf8d90a8  .Incoming Response msg 180/INVITE/cseq=32120 (rdata0x7ed2f06340) in state Calling",
		"10:00:00.498 tsx0x7edf8d90a8  .Incoming Response msg 200/INVITE/cseq=32120 (rdata0x7ed2f06340) in state Proceeding",
		"10:00:00.498 tsx0x7edf8d90a8  .Incoming Response msg 407/INVITE/cseq=32119 (rdata0x7ed2f06340) in state Calling",
		"10:00:00.268 sip_endpoint.c  Processing incoming message: Response msg 407/INVITE/cseq=32119 (rdata0x7f87ef0fd140)",
		"10:00:00.268 sip_endpoint.c  Processing incoming message: Response msg 183/INVITE/cseq=32119 (rdata0x7f87ef0fd140)",
		"10:00:00.498 tsx0x7edf8d90a8  .Incoming Response msg 404/OPTIONS/cseq=32119 (rdata0x7ed2f06340) in state Calling",
		"2026-03-01 10:00:00:124 [liblinphone] MESSAGE CallSession [0x600004246cb8] moving from state State::End to State::Released",
		"2026-03-01 10:00:00:124 [liblinphone] MESSAGE CallSession [0x600004246cb8] moving from state State::StreamsRunning to State::End",
		"JsSIP:RTCSession session ended +1ms",
		"time=2026-03-01T10:00:00.000Z level=WARN msg=\"SIP request handler not found\" caller=Server method=ACK",
		"time=2026-03-01T10:00:00.000Z level=WARN msg=\"SIP request handler not found\" caller=Server method=OPTIONS",
		"I/flutter ( 8410): [2026-03-01 10:00:00.608] Level.debug rtc_session.dart:3143 ::: session confirmed",
		/* A packet that came twice: the first of the two was decrypted. */
		"10:00:00.000     srtp0x55  Failed to unprotect SRTP, pkt size=172, SSRC=7, err=replay check failed (bad index)",
		"10:00:00.000 inv0x55  .Peer responds with bad Session-Expires, 60s, which is less than Min-SE specified in request, 90s. Well, let's just accept and use it.",
	};

	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		struct finding f;

		if (!log_line_finding(knowledge, slice_of(lines[i]), LINE_WHOLE, &f) &&
		    !log_line_finding(knowledge, slice_of(lines[i]), LINE_TAIL, &f))
			continue;
		if (f.severity > SEVERITY_NOTICE)
			fail_msg("\"%s\" is told as %s", lines[i], f.id);
		finding_release(&f);
	}
}

static void
check(const char *line, const char *id, int code, const char *phrase, enum party party)
{
	struct finding f;

	if (!log_line_finding(knowledge, slice_of(line), LINE_WHOLE, &f))
		fail_msg("\"%s\" is told as nothing", line);
	assert_string_equal(f.id, id);
	assert_int_equal(f.code, code);
	assert_int_equal(f.party, party);
	assert_int_equal(f.confidence, CONFIDENCE_LIKELY);
	assert_int_equal(f.match, MATCH_PATTERN);
	if (phrase == NULL)
		assert_null(f.phrase);
	else
		assert_string_equal(f.phrase, phrase);
	assert_int_equal(f.evidence_count, 1);
	assert_int_equal(f.evidence[0].kind, EVIDENCE_WITNESS);
	assert_string_equal(f.evidence[0].value, line);
	finding_release(&f);
}

static void
code_phrase_and_party_are_those_of_the_line(void **state)
{
	(void)state;
	/* The phrase is one that was received, never words of ours or of an error text. */
	check("x SIP registration failed, status=403 (Forbidden)", "code.403", 403, "Forbidden", PARTY_CALLER);
	check("x SIP registration failed, status=408 (Request Timeout)", "code.408", 408, "Request Timeout", PARTY_NETWORK);	/* its own, perhaps */
	check("x SIP registration failed, status=503 (Connection refused)", "path.refused", 0, NULL, PARTY_CALLEE);
	check("x SIP registration failed, status=502 (gethostbyname() has returned error (PJ_ERESOLVE))", "path.dns-failed", 0,
	    NULL, PARTY_NETWORK);
	/* Its own REFER was answered with 405: who refused it is not who wrote the line. */
	check("x SIP transfer to abc failed, REFER not allowed.", "reason.transfer-refused", 0, NULL, PARTY_PROVIDER);
	check("x Over Session Limit! 1000", "reason.capacity-exhausted", 0, NULL, PARTY_PROXY);
	check("x parse_authenticate_body(): unsupported algorithm \"SHA-256\"", "reason.digest-unsupported", 0, NULL, PARTY_PROXY);
	check("x Unable to create channel of type 'PJSIP' (cause 34 - Circuit/channel congestion)", "q850.34", 0, NULL,
	    PARTY_PROVIDER);
}

/* What releases of one program write for the same thing, and the error text that decides. */
static void
each_release_is_understood(void **state)
{
	static const struct { const char *line, *id, *cause; } lines[] = {
		{ "x Retransmission timeout reached on transmission a@192.0.2.7 for seqno 102 (Critical Request) -- See https://", "reason.peer-timeout", NULL },
		{ "x Maximum retries exceeded on transmission a@192.0.2.7 for seqno 102 (Critical Request)", "reason.peer-timeout", NULL },
		{ "x Maximum retries exceeded on transmission a@192.0.2.7 for seqno 1 (Critical Response)", "dialog.missing-ack", NULL },
		{ "x ERROR:nathelper:nh_timer: sip msg_send failed", "reason.send-failed", NULL },
		{ "x The 'pjsip/distributor-0000003f' task processor queue reached 500 scheduled tasks again.", "reason.overload", NULL },
		{ "x Taskprocessor 'pjsip/distributor-0000003f' queue reached 500 scheduled tasks (high water mark: 500) again.", "reason.overload", NULL },
		{ "x Peer 'trunk' is now UNREACHABLE!  Last qualify: 24", "options.peer-down", NULL },
		{ "x Peer 'trunk' is now UNREACHABLE! Last qualify: 24", "options.peer-down", NULL },
		{ "x getaddrinfo(\"a.example\", \"(null)\", ...): Temporary failure in name resolution", "path.dns-failed", NULL },
		{ "x getaddrinfo(\"a.example\", \"(null)\", ...): Name or service not known", "path.dns-failed", "no-such-name" },
		{ "x getaddrinfo(\"a.example\", \"(null)\", ...): System error", "path.dns-failed", NULL },
		/* said of a peer that sip.conf lacks, too: no word from the DNS */
		{ "x No such host: voip-la", "path.dns-failed", NULL },
		{ "x Request 'INVITE' from '<sip:1@a.example>' failed for '192.0.2.7:5060' (callid: a@192.0.2.7) - Error to authenticate", "reason.switch-misconfigured", NULL },
		/* a line that is cut where it would say why */
		{ "x Request 'INVITE' from '\"403\" <sip:403@a.example>' failed for '192.0.2.7:5060' (callid: a@192.0.2.7) -", "reason.unspecified-failure", NULL },
		{ "x Registration from '\"403\" <sip:403@a.example>' failed for '192.0.2.7:5060' -", "reason.unspecified-failure", NULL },
		{ "x Certificate from peer '192.0.2.7:5061' did not verify: self-signed certificate in certificate chain", "path.tls-failed", "untrusted" },
		{ "x Certificate from peer '192.0.2.7:5061' did not verify: unsupported certificate purpose", "path.tls-failed", NULL },
		{ "x TLS/SSL error loading private key file. </etc/asterisk/a.key>", "reason.tls-failure", NULL },
		{ "x UDPTL (no tag): Transmission error to 192.0.2.7:4000: Connection refused", "reason.media-failed", NULL },
		{ "x Forwarding failed to create channel to dial 'SIP/1' (cause = 20)", "q850.20", NULL },
		{ "x Dest: 'pjsip:1'. Found endpoint '1' but didn't find contact for aor '1'", "reason.callee-not-registered", NULL },
		{ "x Endpoint 'trunk-a' (192.0.2.7:5060) attempted to register to an AOR with a non-SIP URI", "code.416", NULL },
		{ "x No available account to handle Request msg INVITE/cseq=7 (rdata0x7f65240008e8)", "code.480", NULL },
		{ "x check_cseq_method(): missing CSeq header", "reason.header-missing", NULL },
		/* so Kamailio up to 5.x told a lack of memory */
		{ "x sl_reply_error(): stateless error reply used: No error (2/SL)", "reason.internal-error", NULL },
		{ "x Request 'INVITE' from '<sip:1@a.example>' failed for '192.0.2.7:5060' (callid: a@192.0.2.7) - Failed to authenticate", "auth.bad-credentials", NULL },
		{ "x TRUNK Dial failed due to CONGESTION HANGUPCAUSE: 34 - failing through to other trunks", "q850.34", NULL },
		{ "x Cause-txt: Switching equipment congestion", "q850.42", NULL },
		{ "x Call failed to go through, reason (3) Remote end Ringing", "reason.ring-timeout", NULL },
		{ "x Error 120111 'Connection refused' sending OPTIONS request to endpoint trunk", "path.refused", "port-closed" },
		{ "x SSL SSL_ERROR_SSL (Handshake): Level: 0 err: <337092801> <SSL routines-ssl3_get_client_hello-no shared cipher> len: 0 peer: 192.0.2.7:4000", "path.tls-failed", "version" },
		{ "x SSL SSL_ERROR_SSL (Handshake): Level: 0 err: <167773206> <error:0A000416:SSL routines::sslv3 alert certificate unknown> len: 0 peer: 192.0.2.7:4000", "path.tls-failed", "untrusted" },
		{ "x tls_err_ret(): TLS accept:error:14094418:SSL routines:ssl3_read_bytes:tlsv1 alert unknown ca (sni: unknown)", "path.tls-failed", "untrusted" },
		{ "x can't fwd to af 10, proto 1  (no corresponding listening socket)", "reason.no-transport", NULL },
		{ "x can't fwd to af 2, proto 1 (no corresponding listening socket)", "reason.no-transport", NULL },
		{ "x Error Creating SIP UA for profile: external (sip:a@192.0.2.7:5080;transport=udp,tcp)", "reason.switch-misconfigured", NULL },
		{ "x Error Creating SIP UA for profile: external (sip:a@192.0.2.7:7443). Bad WSS.PEM certificate.", "reason.switch-misconfigured", NULL },
		{ "x load_cert(): TLSs<default>: Unable to load certificate file '/etc/kamailio/a.pem'", "reason.switch-misconfigured", NULL },
		{ "x load_private_key(): TLSs<default>: Unable to load private key file '/etc/kamailio/a.key'", "reason.switch-misconfigured", NULL },
		{ "x load_ca_list(): TLSs<default>: Unable to load CA list file '/etc/kamailio/ca.pem'", "reason.switch-misconfigured", NULL },
		{ "x Key '/etc/kamailio/a.key' does not match the public key of the certificate", "reason.switch-misconfigured", NULL },
		{ "x tls_init_context: error loading CA list: /etc/freeswitch/tls/cafile.pem", "reason.switch-misconfigured", NULL },
		{ "x tls_init_context: invalid private key: /etc/freeswitch/tls/agent.pem", "reason.switch-misconfigured", NULL },
		{ "x tls_init_context: private key does not match the certificate public key", "reason.switch-misconfigured", NULL },
		{ "x No audio stun for a long time!", "reason.ice-failed", NULL },
		{ "x No stun for a long time (PUNT!)", "reason.ice-failed", NULL },
		{ "x switch_ivr_originate.c:3751 Originate Resulted in Error Cause: 20 [SUBSCRIBER_ABSENT]", "q850.20", NULL },
		{ "x mod_dialplan_xml.c:676 Context from-trunk not found", "reason.switch-misconfigured", NULL },
		{ "x Error sofia/internal/1001@192.0.2.7 too many stacked extensions", "reason.switch-misconfigured", NULL },
		{ "x Error sofia/internal/1001@192.0.2.7 too many stacked extensions [depth=17]", "reason.switch-misconfigured", NULL },
		{ "x proxy replied with error: Parse error", "reason.media-relay-failed", NULL },
		{ "x Unable to connect SIP socket to 192.0.2.7:5061: Connection refused", "path.refused", "port-closed" },
		{ "x %VOICE_IEC-3-GW: SIP: Internal Error (Codec mismatch): IEC=1.1.278.7.110.0 on callID 7", "reason.codec-mismatch", NULL },
		{ "x %VOICE_IEC-3-GW: SIP: Internal Error (DNS query fail): IEC=10.1.128.7.47.0 on callID 6", "reason.dns-failure", NULL },
		{ "x %VOICE_IEC-3-GW: CCAPI: Internal Error (No dial-peer match): IEC=1.1.128.1.26.0 on callID 7", "reason.no-route", NULL },
		{ "x %VOICE_IEC-3-GW: SIP: Internal Error (Software): IEC=1.1.180.7.4.0 on callID 7", "reason.internal-error", NULL },
		{ "[CM503003]: Call(C:3): Call to sip:1@192.0.2.7:5060 has failed; Cause: 404 Not Found; from IP:192.0.2.7:5060", "code.404", NULL },
		{ "Call(C:3): Call to '1' has failed; Cause: 404 Not Found", "code.404", NULL },
		{ "x nta: bind(192.0.2.7:5060;transport=*): Address already in use", "reason.no-transport", NULL },
		{ "x OnReleased: reason: EndedByIllegalAddress", "reason.dns-failure", NULL },
		{ "Text: The domain of the message resolved by DNS SRV but none of the FQDNs is in the same domain Result-Code: 0xc3e93d6f",
		  "reason.dns-failure", NULL },
		{ "x OnReleased: reason: EndedByOutOfService", "code.5xx", NULL },
		{ "x OnReleased: reason: EndedByNoUser", "code.404", NULL },
		{ "x ERROR: <core> [core/dset.c:422]: append_branch(): max nr of branches exceeded", "reason.too-many-branches", NULL },
		{ "x ERROR:core:append_msg_branch: max nr of branches exceeded", "reason.too-many-branches", NULL },
		{ "x sofia_glue.c:1190 STUN Failed! stun.a.example:3478 [Timeout]", "nat.signalling", NULL },
		{ "x tls_post_connection_check(0x55): Peer Subject Mismatch (a.example)", "path.tls-failed", "name-mismatch" },
		{ "x tls_post_connection_check(0x55): Peer Subject Mismatch (incoming connection)", "path.tls-failed", "name-mismatch" },
		{ "x res_odbc: Error SQLConnect=-1 errno=2002 Can't connect", "reason.database-error", NULL },
		{ "x Ping failed trunk-a with code 408 - count 0/1/1, state DOWN", "options.peer-down", NULL },
		{ "x Unable to create channel of type 'PJSIP' (cause 0 - Unknown)", "reason.callee-unavailable", NULL },
		{ "x Unable to create channel of type 'PJSIP' (cause 3 - No route to destination)", "q850.3", NULL },
		{ "x stateless error reply used: Unresolvable destination (478/SL)", "code.478", NULL },
		{ "x stateless error reply used: I'm terribly sorry, server error occurred (1/SL)", "reason.script-error", NULL },
		{ "x stateless error reply used: Internal processing error (2/SL)", "reason.internal-error", NULL },
		{ "x [core] Failed to get 2 consecutive ports on interface 192.0.2.1 for media relay (last error: Address already in use)", "reason.media-resource-failed", NULL },
		{ "x [crypto] DTLS error: 1 (sslv3 alert handshake failure)", "media.dtls-failed", NULL },
		{ "x get_proto(): unsupported transport: 6", "reason.no-transport", NULL },
		{ "x (812 bytes): write queue full or timeout  (32250, total 32250, last write 12 s ago)", "reason.send-failed", NULL },
		{ "x [CM504005]: Registration failed for: sip:1@a.example; Cause: Cause: 401 Unauthorized/REGISTER from 192.0.2.1:5060", "auth.bad-credentials", NULL },
		{ "x [CM504005]: Registration failed for: sip:1@a.example; Cause: Cause: 403 Forbidden/REGISTER from 192.0.2.1:5060", "code.403", NULL },
		{ "Registration Failed (401 Unauthorized)", "auth.bad-credentials", NULL },
		{ "x Error Domain=com.twilio.voice.error Code=31486 \"Busy Here\"", "code.486", NULL },
		{ "x async_cdp_uar_callback(): Error timeout when  sending message via CDP", "reason.hss-failure", NULL },
		{ "x Registration of <sip:1@a.example> failed: 401 Unauthorized", "auth.bad-credentials", NULL },
		{ "x Registration of <sip:1@a.example> failed: 403 Forbidden", "code.403", NULL },
		{ "x SIP registration failed, status=407 (Proxy Authentication Required)", "auth.bad-credentials", NULL },
		{ "reg: sip:1@a.example (prio 0): 401 Unauthorized (Example PBX 20)", "auth.bad-credentials", NULL },
		{ "[101][nua_r_register]: 904 Operation has no matching challenge", "code.904", NULL },
		{ "x call failed with cause: Code: [480], Cause: User Denied Media Access, Reason: User Denied Media Access", "reason.microphone-denied", NULL },
		{ "x call failed with cause: Code: [480], Cause: Unavailable, Reason: Temporarily Unavailable", "code.480", NULL },
		{ "JsSIP:ERROR:RTCSession emit \"peerconnection:setremotedescriptionfailed\" [error:TypeError: a is null]", "reason.media-failed", NULL },
		{ "JsSIP:ERROR:RTCSession emit \"peerconnection:setremotedescriptionfailed\" [error:OperationError: Failed to set remote answer sdp]",
		  "reason.bad-answer", NULL },
		{ "x msg=\"SIP request handler not found\" caller=Server method=INVITE", "code.405", NULL },
		{ "x Failed to start the SIP stack", "reason.internal-error", NULL },
		{ "x JsSIP:RTCSession session failed +1ms", "reason.unspecified-failure", NULL },
		{ "x sip_endpoint.c  Processing incoming message: Response msg 403/INVITE/cseq=2 (rdata0x7f)", "code.403", NULL },
		{ "x .Incoming Response msg 486/INVITE/cseq=2 (rdata0x7e) in state Proceeding", "code.486", NULL },
		{ "x CallSession [0xd2] moving from state State::Error to State::Released", "reason.unspecified-failure", NULL },
		{ "x CallSession [0xd2] moving from state State::OutgoingInit to State::Error", "reason.unspecified-failure", NULL },
		{ "JsSIP:RTCSession call failed with cause: Bad Media Description", "reason.bad-answer", NULL },
		{ "JsSIP:RTCSession call failed with cause: Request Timeout", "reason.peer-timeout", NULL },
		{ "trunk-a/4930123           192.0.2.7                                Auto (No)  No             5060     UNREACHABLE", "options.peer-down", NULL },
		{ "x ICE negotiation failed after 7s:012: All ICE checklists failed (PJNATH_EICEFAILED)", "reason.ice-failed", NULL },
		{ "Hangup-Cause: CALL_REJECTED", "q850.21", NULL },
		{ "{\"variables\":{\"hangup_cause\":\"UNALLOCATED_NUMBER\",\"x\":\"y\"}}", "q850.1", NULL },
		{ "DialStatus: CHANUNAVAIL", "reason.callee-unavailable", NULL },
		{ "x == Everyone is busy/congested at this time (0:0/0/0)", "reason.callee-unavailable", NULL },
		{ "x == Everyone is busy/congested at this time (1:1/0/0)", "q850.17", NULL },
		{ "x Ext. h:1 @ out: A=1 B=2 hangupcause=20 dialstatus=CHANUNAVAIL duration=5", "q850.20", NULL },
		{ "x rtpp_function_call(): proxy replied with error: Failed to parse SDP", "reason.sdp-malformed", NULL },
		{ "x rtpp_function_call(): proxy replied with error: Too many calls", "reason.media-relay-failed", NULL },
		{ "x via_builder(): TCP/TLS connection (id: 0) for WebSocket could not be found", "reason.websocket-lost", NULL },
		{ "x OPTIONS-Request was finished with code 408 (to sip:192.0.2.7:5060, group 2)", "options.peer-down", NULL },
		{ "x AOR '' not found for endpoint '100'", "code.404", NULL },
		{ "x Endpoint '100' state subscription failed: Extension '200' does not exist in context 'a' or has no associated hint",
		  "reason.subscription-refused", NULL },
		{ "x tls_err_ret(): TLS accept:error:1408F10B:SSL routines:ssl3_get_record:wrong version number (sni: unknown)", "path.tls-failed", "plain-port" },
		{ "x tls_err_ret(): TLS connect:error:0A000086:SSL routines::certificate verify failed (sni: a.example)", "path.tls-failed", "untrusted" },
		{ "x ERROR:tls_openssl:tls_print_errstack: TLS errstack: error:0A000086:SSL routines::certificate verify failed", "path.tls-failed", "untrusted" },
		{ "x ERROR:tls_openssl:tls_print_errstack: TLS errstack: error:0A00010B:SSL routines::wrong version number", "path.tls-failed", "plain-port" },
		/* bind() says: the address is none of its own, or the port is taken; no range is used up. */
		{ "x VIDEO RTP REPORTS ERROR: [Bind Error! 192.0.2.1:16384]", "reason.switch-misconfigured", NULL },
		{ "x audio Handshake failure 1. This may happen when you use legacy DTLS v1.0", "media.dtls-failed", NULL },
		{ "x audio Handshake failure -1", "media.dtls-failed", NULL },
		{ "x No audio RTP ports available!", "reason.media-resource-failed", NULL },
		{ "x No RTP ports available!", "reason.media-resource-failed", NULL },
		{ "x Error: SRTP unprotect failed with code 7 (auth check failed)", "reason.srtp-read-error", NULL },
		{ "x JsSIP:WARN:RTCSession emit \"getusermediafailed\" [error:NotAllowedError: Permission denied]", "reason.microphone-denied", NULL },
		{ "x nta: INVITE has bad Contact header", "reason.message-malformed", NULL },
		{ "x Rejecting inbound call, doesn't match any Dispatch Rules", "reason.trunk-not-found", NULL },
		{ "x Expire registration '1@a.example' due to options failure", "options.peer-down", NULL },
		{ "x tls_connect(0x7f): TLS setup failed (error:0A000086:SSL routines::certificate verify failed)", "path.tls-failed", "untrusted" },
		{ "x Got bad CCA result code [5030] - reservation failed", "reason.charging-failed", NULL },
		{ "x switch_core_media.c:4312 audio no suitable candidates found.", "reason.ice-failed", NULL },
		{ "x Authentication is failing constantly, will retry later", "auth.bad-credentials", NULL },
		{ "x Authentication is failing constantly, giving up.", "auth.bad-credentials", NULL },
		{ "x can't send command \"offer\" to RTPEngine <udp:192.0.2.7:2223>", "reason.media-relay-failed", NULL },
		{ "x can't send command \"offer\" to RTPEngine <udp:192.0.2.7:2223> (90:Message too long)", "reason.media-relay-failed", NULL },
		/* The suite of an offer that is unknown here: no answer took one that was not offered. */
		{ "[ERR] [SIP-101] Unsupported SRTP profile", "media.security-mismatch", NULL },
		{ "x session 007000000000000002: realm <a.example> user <101>: incoming packet REFRESH processed, error 438: Stale nonce", "reason.stale-nonce", NULL },
		{ "x session 007000000000000002: realm <a.example> user <>: incoming packet ALLOCATE processed, error 401: Unauthorized", "reason.challenged", NULL },
		/* A count of connections, and nobody is banned. */
		{ "x handle_new_connect(): hit the limit of connections per source IP (192.0.2.7:33334) - rejecting", "reason.overload", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		struct finding f;

		if (!log_line_finding(knowledge, slice_of(lines[i].line), LINE_WHOLE, &f))
			fail_msg("\"%s\" is told as nothing", lines[i].line);
		if (strcmp(f.id, lines[i].id) != 0)
			fail_msg("\"%s\" is told as %s", lines[i].line, f.id);
		const struct fact *fact = finding_cause(&f);
		if ((fact == NULL) != (lines[i].cause == NULL) || (fact != NULL && strcmp(fact->token, lines[i].cause) != 0))
			fail_msg("\"%s\" is told with cause %s", lines[i].line, fact != NULL ? fact->token : "(none)");
		finding_release(&f);
	}
}

static void
a_tail_needs_words_of_the_trade(void **state)
{
	struct finding f;

	(void)state;
	assert_true(log_line_finding(knowledge, SLICE("sip: write: Broken pipe"), LINE_TAIL, &f));
	assert_string_equal(f.id, "path.connection-lost");
	finding_release(&f);
	assert_false(log_line_finding(knowledge, SLICE("sip: write: Broken pipe"), LINE_WHOLE, &f));
	assert_false(log_line_finding(knowledge, SLICE("gossip: write: Broken pipe"), LINE_TAIL, &f));
	/* Asterisk writes so of a manager's connection, too */
	assert_false(log_line_finding(knowledge, SLICE("asterisk[7]: utils.c: write() returned error: Broken pipe"), LINE_TAIL, &f));
	assert_false(log_line_finding(knowledge, SLICE("x Over Session Limit! 1000"), LINE_TAIL, &f));
	assert_false(log_line_finding(knowledge, SLICE(""), LINE_WHOLE, &f));
}

/* Whose call it is: by Call-ID, by the account, by both, or nobody's. */
static void
a_line_names_its_call_or_account(void **state)
{
	static const struct { struct slice call_id, account; bool has_call; const char *id, *from; } rows[] = {
		{ { "", 0 }, { "", 0 }, false, NULL, NULL }, { { "a@x", 3 }, { "", 0 }, true, "a@x", NULL }, { { "", 0 }, { "1001", 4 }, true, NULL, "1001" },
		{ { "a@x", 3 }, { "1001@sip.example", 16 }, true, "a@x", "sip:1001@sip.example" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct finding f;

		finding_init(&f, "code.486");
		told_line_call(rows[i].call_id, rows[i].account, &f);
		assert_int_equal(f.has_call, rows[i].has_call);
		if (rows[i].id != NULL)
			assert_string_equal(f.call.call_id, rows[i].id);
		else
			assert_null(f.call.call_id);
		if (rows[i].from != NULL)
			assert_string_equal(f.call.from, rows[i].from);
		else
			assert_null(f.call.from);
		finding_release(&f);
	}
}

/* A code that answered a REGISTER is told as such; a timeout and a failed transport nobody may have sent. */
static void
a_registration_is_told_as_one(void **state)
{
	static const struct { unsigned code; bool registration, as_one; } rows[] = {
		{ 404, true, true }, { 404, false, false }, { 403, true, true }, { 408, true, false }, { 503, true, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char entry[16];
		struct arena a = ARENA_INIT;
		struct told_line l;
		struct finding f;

		snprintf(entry, sizeof entry, "code.%u", rows[i].code);
		const struct witness w = { .kind = WITNESS_LINE, .entry = slice_of(entry), .number = rows[i].code, .is_registration = rows[i].registration };
		assert_true(told_line_read(knowledge, &w, &a, &l));
		assert_int_equal(l.code, rows[i].code);
		told_line_finding(knowledge, &l, &f);
		if ((strstr(finding_text(&f), "/register") != NULL) != rows[i].as_one)
			fail_msg("row %zu: %s", i, finding_text(&f));
		finding_release(&f);
		arena_release(&a);
	}
}

/* What a line states: its entry, the code's own, the cause of that name, or that credentials were of no use. */
static void
a_line_states_an_entry(void **state)
{
	static const struct { struct witness w; const char *id; } rows[] = {
		{ { .entry = SLICE_INIT("code.401"), .number = 401, .is_registration = true }, "auth.bad-credentials" },
		{ { .entry = SLICE_INIT("code.407"), .number = 407, .is_registration = true }, "auth.bad-credentials" },
		{ { .entry = SLICE_INIT("code.403"), .number = 403, .is_registration = true }, "code.403" },
		{ { .entry = SLICE_INIT("code.401"), .number = 401 }, "code.401" },
		{ { .entry = SLICE_INIT("code.401"), .number = 401, .is_registration = true, .is_success = true }, "code.401" },
		{ { .entry = SLICE_INIT("code.401"), .number = 401, .is_registration = true, .severity = SLICE_INIT("notice") }, "code.401" },
		{ { .entry = SLICE_INIT("q850.USER_BUSY") }, "q850.17" }, { { .entry = SLICE_INIT("q850.17") }, "q850.17" },
		{ { .entry = SLICE_INIT("reason.send-failed"), .number = 404 }, "reason.send-failed" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena a = ARENA_INIT;
		struct told_line l;

		assert_true(told_line_read(knowledge, &rows[i].w, &a, &l));
		assert_string_equal(l.id, rows[i].id);
		arena_release(&a);
	}
}

/* Of two lines of one story the cause is the one that is told by name, that has a cause, that is no consequence. */
static void
the_nearer_to_the_cause_ranks_higher(void **state)
{
	static const struct witness rising[] = {
		{ .entry = SLICE_INIT("code.503"), .number = 503, .is_consequence = true },
		{ .entry = SLICE_INIT("reason.send-failed"), .is_consequence = true },
		{ .entry = SLICE_INIT("reason.account-unknown"), .is_consequence = true },
		{ .entry = SLICE_INIT("path.tls-failed"), .cause = SLICE_INIT("expired"), .is_consequence = true },
		{ .entry = SLICE_INIT("q850.17") },
		{ .entry = SLICE_INIT("auth.bad-credentials") },
		{ .entry = SLICE_INIT("reason.account-unknown") },
		{ .entry = SLICE_INIT("path.tls-failed"), .cause = SLICE_INIT("expired") },
	};
	unsigned before = 0;

	(void)state;
	for (size_t i = 0; i < sizeof rising / sizeof *rising; i++) {
		struct arena a = ARENA_INIT;
		struct told_line l;

		assert_true(told_line_read(knowledge, &rising[i], &a, &l));
		if (l.rank <= before)
			fail_msg("row %zu: %u", i, l.rank);
		before = l.rank;
		arena_release(&a);
	}
}

/* Who wrote the line has to act, where it says so. */
static void
who_wrote_the_line_acts(void **state)
{
	static const struct { bool servers, phones; enum party party; } rows[] = {
		{ true, false, PARTY_PROXY }, { false, true, PARTY_DEVICE }, { false, false, PARTY_NOBODY },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena a = ARENA_INIT;
		const struct witness w = { .kind = WITNESS_LINE, .entry = SLICE("code.555"), .number = 555, .is_servers = rows[i].servers, .is_phones = rows[i].phones };
		struct told_line l;
		struct finding f;

		assert_true(told_line_read(knowledge, &w, &a, &l));
		told_line_finding(knowledge, &l, &f);
		if (i < 2)
			assert_int_equal(f.party, rows[i].party);
		assert_int_equal(f.confidence, CONFIDENCE_LIKELY);
		finding_release(&f);
		arena_release(&a);
	}
}

int
main(void)
{
	static const struct knowledge_options english = { .language = "en" };
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_normal_is_at_most_a_notice),
		cmocka_unit_test(code_phrase_and_party_are_those_of_the_line),
		cmocka_unit_test(each_release_is_understood),
		cmocka_unit_test(a_tail_needs_words_of_the_trade),
		cmocka_unit_test(a_line_names_its_call_or_account),
		cmocka_unit_test(a_registration_is_told_as_one),
		cmocka_unit_test(who_wrote_the_line_acts),
		cmocka_unit_test(a_line_states_an_entry),
		cmocka_unit_test(the_nearer_to_the_cause_ranks_higher),
	};

	knowledge = knowledge_open(&english);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	knowledge_close(knowledge);
	return failed;
}
