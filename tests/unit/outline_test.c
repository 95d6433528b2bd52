/* SPDX-License-Identifier: MIT */
/* A line a message: what silence shows in it, and what does not. */
#include <stdio.h>

#include "unit/sip.h"

#include "input/outline/outline.h"

#define TIMES4(line) "10:00:00.0 " line "\n" "10:00:00.5 " line "\n" "10:00:01.5 " line "\n" "10:00:03.5 " line "\n"
#define ANSWERS(line) line "\n" line "\n" line "\n" line "\n"

#define ASKED "IP 192.0.2.1.5060 > 192.0.2.2.5080: SIP: INVITE sip:1@h SIP/2.0\n"
#define ICMP(words) "IP 192.0.2.254 > 192.0.2.1: ICMP " words ", length 520\n"

#define LISTED(from, to, what) "  1 0.0 192.0.2." from " \xe2\x86\x92 192.0.2." to " " what "\n"
#define REFUSED(what) "ICMP 590 Destination unreachable (" what " unreachable)"

static const struct { const char *what, *text, *says; } rows[] = {
	{ "four copies, nothing back", TIMES4("a -> b INVITE sip:1@b"), "path.no-response b;" },
	{ "three", "a -> b INVITE\n" "a -> b INVITE\n" "a -> b INVITE\n", "" },
	{ "as tcpdump writes it", TIMES4("IP 192.0.2.1.5060 > 192.0.2.2.5060: SIP: REGISTER sip:h SIP/2.0"), "path.no-response 192.0.2.2.5060;" },
	{ "as tshark writes it", ANSWERS("  1 0.0 192.0.2.1 \xe2\x86\x92 192.0.2.2 SIP/SDP 569 Request: INVITE sip:1@b | "), "path.no-response 192.0.2.2;" },
	{ "a row of Wireshark's", ANSWERS("\"1\",\"0.0\",\"192.0.2.1\",\"192.0.2.2\",\"SIP/SDP\",\"569\",\"Request: INVITE sip:1@b | \""), "path.no-response 192.0.2.2;" },
	{ "answered in the next row", ANSWERS("1,0.0,192.0.2.1,192.0.2.2,SIP,569,Request: INVITE sip:1@b | ") "5,4.0,192.0.2.2,192.0.2.1,SIP,310,Status: 100 Trying |\n", "" },
	{ "columns of tshark", ANSWERS("0.000000\t192.0.2.1\t5060\t192.0.2.2\t5060\t102 INVITE\tINVITE\t"), "path.no-response 192.0.2.2;" },
	{ "a response has a method, too", "192.0.2.1;192.0.2.2;INVITE;x\n" ANSWERS("192.0.2.2;192.0.2.1;INVITE;200") ANSWERS("192.0.2.2;192.0.2.1;INVITE;200"), "dialog.missing-ack 192.0.2.1;" },
	{ "its CSeq is no code", ANSWERS("192.0.2.1,192.0.2.2,102 INVITE,x") "a -> c INVITE\n", "" },
	{ "a row with one address", ANSWERS("1,192.0.2.2,INVITE sip:1@b"), "" },
	{ "the method before them", ANSWERS("INVITE,192.0.2.1,192.0.2.2"), "" },
	{ "from itself", ANSWERS("192.0.2.2,192.0.2.2,INVITE"), "" },
	{ "between two arrows", ANSWERS("a ---> INVITE ---> b"), "path.no-response b;" },
	{ "an arrow to the left", ANSWERS("b <- a: INVITE"), "path.no-response b;" },
	{ "numbered", "1. a->>b: INVITE\n" "2. a->>b: INVITE\n" "3. a->>b: INVITE\n" "4. a->>b: INVITE\n", "path.no-response b;" },
	{ "something came back", TIMES4("a -> b INVITE") "b -> a 100 Trying\n", "" },
	{ "what only begins like a code", TIMES4("a -> b INVITE") "b -> a 100rel\n", "path.no-response b;" },
	{ "a number and another", TIMES4("a -> b INVITE") "b -> a 180 12\n", "path.no-response b;" },
	{ "from another", TIMES4("a -> b INVITE") "c -> a 100 Trying\n", "path.no-response b;" },
	{ "an ACK shows that it did", TIMES4("a -> b INVITE") "a -> b ACK\n", "" },
	{ "each to another number", "a -> b INVITE sip:1@b\n" "a -> b INVITE sip:2@b\n" "a -> b INVITE sip:3@b\n" "a -> b INVITE sip:4@b\n", "" },
	{ "calls and no copies", "10:00:00 a -> b INVITE\n" "10:01:00 a -> b INVITE\n" "10:02:00 a -> b INVITE\n" "10:03:00 a -> b INVITE\n", "" },
	{ "up to 70 s", "10:00:00 a -> b INVITE\n" "10:00:20 a -> b INVITE\n" "10:00:40 a -> b INVITE\n" "10:01:10 a -> b INVITE\n", "path.no-response b;" },
	{ "and one more", "10:00:00 a -> b INVITE\n" "10:00:20 a -> b INVITE\n" "10:00:40 a -> b INVITE\n" "10:01:11 a -> b INVITE\n", "" },
	{ "a ping", TIMES4("a -> b SIP: OPTIONS sip:b SIP/2.0"), "options.peer-down b;" },
	{ "an OPTIONS of HTTP", TIMES4("a -> b OPTIONS /x HTTP/1.1"), "" },
	{ "a level of a log", TIMES4("sip-worker -> queue INFO started"), "" },
	{ "a BYE", "a -> b INVITE\n" "b -> a 200 OK\n" "a -> b ACK\n" TIMES4("a -> b BYE"), "dialog.bye-failed b;" },
	{ "an ACK is not answered", TIMES4("a -> b ACK") "a -> c INVITE\n", "" },
	{ "nothing of SIP", TIMES4("a -> b BYE"), "" },
	{ "a 200 sent eight times", "a -> b INVITE\n" ANSWERS("b -> a 200 OK") ANSWERS("b -> a 200 OK"), "dialog.missing-ack a;" },
	{ "seven times", "a -> b INVITE\n" ANSWERS("b -> a 200 OK") "b -> a 200 OK\n" "b -> a 200 OK\n" "b -> a 200 OK\n", "" },
	{ "four times and a BYE", "a -> b INVITE\n" ANSWERS("b -> a 200 OK") "b -> a BYE\n" "a -> b 200 OK\n", "dialog.missing-ack a;" },
	{ "three times and a BYE", "a -> b INVITE\n" "b -> a 200 OK\n" "b -> a 200 OK\n" "b -> a 200 OK\n" "b -> a BYE\n", "" },
	{ "though ACKs were seen", "a -> b INVITE\n" "b -> a 200 OK\n" "a -> b ACK\n" ANSWERS("b -> a 200 OK") "b -> a BYE\n", "dialog.missing-ack a;" },
	{ "until the ACK came", "a -> b INVITE\n" ANSWERS("b -> a 200 OK") "a -> b ACK\n" "b -> a BYE\n", "" },
	{ "the caller hung up", "a -> b INVITE\n" ANSWERS("b -> a 200 OK") ANSWERS("b -> a 200 OK") "a -> b BYE\n", "" },
	{ "to other requests", "a -> b INVITE\n" "b -> a 486 Busy Here\n" "a -> b OPTIONS\n" ANSWERS("b -> a 200 OK") ANSWERS("b -> a 200 OK"), "" },
	{ "one of the two only", "a -> b INVITE\n" ANSWERS("b -> a 200 OK") "c -> a BYE\n", "" },
	{ "after a challenge", "a -> b INVITE\n" "b -> a 407 Proxy Authentication Required\n" "a -> b ACK\n" ANSWERS("a -> b INVITE"), "path.no-response b;" },
	{ "pings of minutes", "10:00:00 a -> b OPTIONS sip:b\n" "10:01:00 a -> b OPTIONS sip:b\n" "10:02:00 a -> b OPTIONS sip:b\n" "10:03:00 a -> b OPTIONS sip:b\n",
	    "options.peer-down b;" },
	{ "drawn", " a        b\n" ANSWERS(" |--REGISTER-->|"), "path.no-response ;" },
	{ "drawn, and answered", " a        b\n" ANSWERS(" |--REGISTER-->|") " |<-----401----|\n", "" },
	{ "drawn between others", ANSWERS(" |            |--INVITE-->|") " |<---100----|\n", "path.no-response ;" },
	{ "answers drawn", " |--INVITE-->|\n" ANSWERS(" |<--200 OK--|") " |<--BYE-----|\n", "dialog.missing-ack ;" },
	{ "words above the arrows, and answered", ANSWERS(" 10:00 \xe2\x94\x82   INVITE (SDP)   \xe2\x94\x82\n       \xe2\x94\x82 \xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80> \xe2\x94\x82")
	    " 10:00 \xe2\x94\x82   100 Trying   \xe2\x94\x82\n       \xe2\x94\x82 <\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80 \xe2\x94\x82\n", "" },
	{ "words above the arrow", ANSWERS(" 10:00 \xe2\x94\x82   INVITE (SDP)   \xe2\x94\x82\n       \xe2\x94\x82 \xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80> \xe2\x94\x82"), "path.no-response ;" },
	{ "ports beside it", ANSWERS("|0.000    |         INVITE SDP (g711A)            |SIP INVITE\n|         |(5060)   ------------------>  (5060)   |"), "path.no-response ;" },
	{ "a table", ANSWERS("| INVITE | 4 |\n|--------|---|"), "" },
	{ "a comment in a page", ANSWERS("<!-- INVITE -->"), "" },
	{ "no arrow", ANSWERS("a b INVITE"), "" },
	{ "no names", ANSWERS("-> INVITE sip:1@b"), "path.no-response ;" },
	{ "no names, and a time", TIMES4("INVITE -->"), "path.no-response ;" },
	{ "no names, and answered", ANSWERS("INVITE -->") "<-- 100\n", "" },
	{ "no names, and no ACK", "-> INVITE\n" ANSWERS("<- 200 OK") "<- BYE\n", "dialog.missing-ack ;" },
	{ "no names, and an ACK", "-> INVITE\n" ANSWERS("<- 200 OK") "-> ACK\n" "<- BYE\n", "" },
	{ "one name", ANSWERS("a -> INVITE"), "" },
	{ "half an arrow", ANSWERS("-> INVITE ---|"), "" },
	{ "a firewall", ASKED ICMP("host 192.0.2.2 unreachable - admin prohibited filter"), "path.refused/filtered 192.0.2.2;" },
	{ "no such host", ASKED ICMP("host 192.0.2.2 unreachable"), "path.refused/host-unreachable 192.0.2.2;" },
	{ "another host", ASKED ICMP("host 192.0.2.20 unreachable"), "" },
	{ "whose name is as long", ASKED ICMP("host 192.0.9.2 unreachable"), "" },
	{ "whose name begins like it", ASKED ICMP("host 192.0.2 unreachable"), "" },
	{ "no such network", ASKED ICMP("net 192.0.2.2 unreachable"), "path.refused/host-unreachable 192.0.2.2;" },
	{ "too big a packet", ASKED ICMP("192.0.2.2 unreachable - need to frag (mtu 1400)"), "path.refused/too-big 192.0.2.2;" },
	{ "a closed port", ASKED ICMP("192.0.2.2 udp port 5080 unreachable"), "path.refused/port-closed 192.0.2.2;" },
	{ "another port", ASKED ICMP("192.0.2.2 udp port 508 unreachable"), "" },
	{ "the usual port is a remark's", ASKED "IP 192.0.2.1.5060 > 192.0.2.3.5060: SIP: INVITE sip:1@h SIP/2.0\n" ICMP("192.0.2.3 udp port 5060 unreachable"), "" },
	{ "no silence, then", TIMES4("IP 192.0.2.1.5060 > 192.0.2.2.5060: SIP: REGISTER sip:h SIP/2.0") ICMP("192.0.2.2 udp port 5060 unreachable"), "" },
	{ "said twice", ASKED ICMP("host 192.0.2.2 unreachable") ICMP("host 192.0.2.2 unreachable"), "path.refused/host-unreachable 192.0.2.2;" },
	{ "before the request", ICMP("host 192.0.2.2 unreachable") ASKED, "" },
	{ "something else of ICMP", ASKED ICMP("192.0.2.2 echo reply"), "" },
	{ "another server answered", ASKED ICMP("host 192.0.2.2 unreachable") "IP 192.0.2.1.5060 > 192.0.2.3.5060: SIP: INVITE sip:1@h SIP/2.0\n"
	    "IP 192.0.2.3.5060 > 192.0.2.1.5060: SIP: SIP/2.0 200 OK\n", "" },
	{ "the same one answered", ASKED ICMP("host 192.0.2.2 unreachable") "IP 192.0.2.2.5080 > 192.0.2.1.5060: SIP: SIP/2.0 200 OK\n", "" },
	{ "ICMP of IPv6, its sum checked", "IP6 2001:db8::1.5060 > 2001:db8::2.5080: SIP: INVITE sip:1@h SIP/2.0\n"
	    "IP6 2001:db8::2 > 2001:db8::1: [icmp6 sum ok] ICMP6, destination unreachable, unreachable port, 2001:db8::2 udp port 5080\n",
	    "path.refused/port-closed 2001:db8::2;" },
	{ "ICMP of IPv6", "IP6 2001:db8::1.5060 > 2001:db8::2.5080: SIP: INVITE sip:1@h SIP/2.0\n"
	    "IP6 2001:db8::2 > 2001:db8::1: ICMP6, destination unreachable, unreachable port, 2001:db8::2 udp port 5080, length 520\n", "path.refused/port-closed 2001:db8::2;" },
	{ "IPv6, no such address", "IP6 2001:db8::1.5060 > 2001:db8::2.5080: SIP: INVITE sip:1@h SIP/2.0\n"
	    "IP6 2001:db8::9 > 2001:db8::1: ICMP6, destination unreachable, unreachable address 2001:db8::2, length 520\n", "path.refused/host-unreachable 2001:db8::2;" },
	{ "Wireshark's list, a closed port", LISTED("1", "2", "SIP 569 Request: INVITE sip:1@b | ") LISTED("2", "1", REFUSED("Port")),
	    "path.refused/port-closed 192.0.2.2;" },
	{ "its columns without an arrow", LISTED("1", "2", "SIP 569 Request: INVITE sip:1@b | ")
	    "  2 0.1 192.0.2.2 192.0.2.1 ICMP 590 Destination unreachable (Port unreachable)\n", "path.refused/port-closed 192.0.2.2;" },
	{ "a router that knows no way", LISTED("1", "2", "SIP 569 Request: BYE sip:1@b | ") LISTED("9", "1", REFUSED("Host")),
	    "path.refused/host-unreachable 192.0.2.2;" },
	{ "a firewall that says so", LISTED("1", "2", "SIP 569 Request: INVITE sip:1@b | ")
	    LISTED("9", "1", "ICMP 70 Destination unreachable (Communication administratively filtered)"), "path.refused/filtered 192.0.2.2;" },
	{ "of IPv6", "  1 0.0 2001:db8::1 \xe2\x86\x92 2001:db8::2 SIP 569 Request: INVITE sip:1@b | \n"
	    "  2 0.1 2001:db8::9 \xe2\x86\x92 2001:db8::1 ICMPv6 590 Destination Unreachable (no route to destination)\n",
	    "path.refused/host-unreachable 2001:db8::2;" },
	{ "of media, once a call is up", LISTED("1", "2", "SIP 569 Request: INVITE sip:1@b | ") LISTED("2", "1", "SIP 310 Status: 200 OK | ")
	    LISTED("2", "1", REFUSED("Port")), "" },
	{ "of media, while it ends", LISTED("1", "2", "SIP 569 Request: BYE sip:1@b | ") LISTED("2", "1", REFUSED("Port"))
	    LISTED("2", "1", "SIP 310 Status: 200 OK | "), "" },
	{ "of another host's port", LISTED("1", "2", "SIP 569 Request: INVITE sip:1@b | ") LISTED("7", "1", REFUSED("Port")), "" },
	{ "told to somebody else", LISTED("1", "2", "SIP 569 Request: INVITE sip:1@b | ") LISTED("2", "7", REFUSED("Port")), "" },
	{ "a ping", LISTED("1", "2", "SIP 569 Request: INVITE sip:1@b | ") LISTED("2", "1", "ICMP 98 Echo (ping) reply id=0x0001"), "" },
	{ "no message", ANSWERS("a -> b INVITED sip"), "" },
	{ "a log of both directions", "RX 200 OK\n" TIMES4("TX INVITE"), "path.no-response ;" },
	{ "a log of one", TIMES4("TX INVITE"), "" },
	{ "objects of JSON", ANSWERS("{\"src_ip\":\"192.0.2.1\",\"dst_ip\":\"192.0.2.2\",\"method\":\"INVITE\",\"status\":null}"), "path.no-response 192.0.2.2;" },
	{ "objects, and an answer", ANSWERS("{\"src_ip\": \"192.0.2.1\", \"dst_ip\": \"192.0.2.2\", \"method\": \"INVITE\"}")
	    "{\"src_ip\":\"192.0.2.2\",\"dst_ip\":\"192.0.2.1\",\"method\":\"INVITE\",\"status\":180}\n", "" },
	{ "objects of one address", ANSWERS("{\"src_ip\":\"192.0.2.1\",\"method\":\"INVITE\"}"), "" },
	{ "a length is no code", ANSWERS("{\"src\":\"192.0.2.1\",\"dst\":\"192.0.2.2\",\"length\":480,\"method\":\"INVITE\"}"), "path.no-response 192.0.2.2;" },
	{ "named columns, in any order", "Date;Method;Reply;Source IP;Dst IP\n" ANSWERS("2026-03-01;INVITE;;192.0.2.1;192.0.2.2"), "path.no-response 192.0.2.2;" },
	{ "named columns, and an answer", "Method;Reply;Source IP;Dst IP\n" ANSWERS("INVITE;;192.0.2.1;192.0.2.2") "INVITE;180;192.0.2.2;192.0.2.1\n", "" },
	{ "its code in the method's column", "Method;Source IP;Dst IP\n" ANSWERS("INVITE;192.0.2.1;192.0.2.2") "100;192.0.2.2;192.0.2.1\n", "" },
	{ "named columns, another call's answer", "method,src,dst,callid\n" ANSWERS("INVITE,192.0.2.1,192.0.2.2,a@x") "100,192.0.2.2,192.0.2.1,b@x\n",
	    "path.no-response 192.0.2.2;" },
	{ "named columns, four calls", "method,src,dst,callid\n" "INVITE,192.0.2.1,192.0.2.2,a\n" "INVITE,192.0.2.1,192.0.2.2,b\n"
	    "INVITE,192.0.2.1,192.0.2.2,c\n" "INVITE,192.0.2.1,192.0.2.2,d\n", "" },
	{ "columns of two addresses alone", "method,peer,host\n" ANSWERS("INVITE,192.0.2.1,192.0.2.2"), "" },
	{ "a row with a cell more", "method,src,dst\n" ANSWERS("INVITE,192.0.2.1,192.0.2.2,x"), "" },
	{ "start lines", ANSWERS("INVITE sip:1@b SIP/2.0") "OPTIONS sip:b SIP/2.0\nSIP/2.0 200 OK\n", "" },
	{ "start lines of requests", ANSWERS("INVITE sip:1@b SIP/2.0"), "" },
	{ "start lines, before anything came back", "OPTIONS sip:b SIP/2.0\nSIP/2.0 200 OK\n" ANSWERS("INVITE sip:1@b SIP/2.0"), "path.no-response ;" },
	{ "start lines, no ACK", "INVITE sip:1@b SIP/2.0\n" ANSWERS("SIP/2.0 200 OK") "SIP/2.0 200 OK\n" "BYE sip:2@a SIP/2.0\n", "" },
	{ "an arrow before a start line", "10:00:00 --> INVITE sip:1@b SIP/2.0\n" TIMES4("<-- SIP/2.0 200 OK") "10:00:07.5 <-- BYE sip:2@a SIP/2.0\n", "dialog.missing-ack ;" },
	{ "and an ACK", "10:00:00 --> INVITE sip:1@b SIP/2.0\n" TIMES4("<-- SIP/2.0 200 OK") "10:00:04 --> ACK sip:1@b SIP/2.0\n" "10:00:07.5 <-- BYE sip:2@a SIP/2.0\n", "" },
};

static void
silence_shows_in_lines(void **state)
{
	static struct outline o;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf out = BUF_INIT;

		outline_read(&o, slice_of(rows[i].text));
		for (size_t n = 0; n < o.count; n++) {
			buf_add(&out, o.said[n].witness.entry);
			if (o.said[n].witness.cause.n > 0)
				buf_addc(&out, '/');
			buf_add(&out, o.said[n].witness.cause);
			buf_addc(&out, ' ');
			buf_add(&out, o.said[n].witness.name);
			buf_addc(&out, ';');
			assert_true(o.said[n].at >= rows[i].text && o.said[n].at < rows[i].text + strlen(rows[i].text));
		}
		buf_addc(&out, '\0');
		if (strcmp(out.p, rows[i].says) != 0)
			fail_msg("%s: expected “%s”, found “%s”", rows[i].what, rows[i].says, out.p);
		buf_release(&out);
	}
}

/* What is behind the bar is the line asked about. */
static const struct { const char *what, *text; bool settled; } tries[] = {
	{ "a challenge that is answered", "a -> b INVITE\n" "|b -> a 401 Unauthorized\n" "a -> b ACK\n" "a -> b INVITE\n", true },
	{ "one that is not", "a -> b INVITE\n" "|b -> a 401 Unauthorized\n" "a -> b ACK\n", false },
	{ "another try that went well", "a -> b INVITE\n" "|b -> a 488 Not Acceptable Here\n" "a -> b INVITE\n" "b -> a 200 OK\n", true },
	{ "that did not", "a -> b INVITE\n" "|b -> a 488 Not Acceptable Here\n" "a -> b INVITE\n" "b -> a 486 Busy Here\n", false },
	{ "the next server", "a -> b INVITE\n" "|b -> a 503 Service Unavailable\n" "a -> c INVITE\n" "c -> a 200 OK\n", true },
	{ "a branch beside it", "a -> b INVITE\n" "a -> c INVITE\n" "|b -> a 480 Temporarily Unavailable\n" "c -> a 200 OK\n", true },
	{ "of somebody else", "a -> b INVITE\n" "|b -> a 503 Service Unavailable\n" "d -> c INVITE\n" "c -> d 200 OK\n", false },
	{ "to another number", "a -> b INVITE sip:1@b\n" "|b -> a 404 Not Found\n" "a -> b INVITE sip:2@b\n" "b -> a 200 OK\n", false },
	{ "to the same", "a -> b INVITE sip:1@b\n" "|b -> a 503 Service Unavailable\n" "a -> c INVITE sip:1@c\n" "c -> a 200 OK\n", true },
	{ "within 32 s", "10:00:00 a -> b INVITE sip:1@b\n" "10:00:01 |b -> a 503 Service Unavailable\n" "10:00:32 a -> b INVITE sip:1@b\n" "10:00:33 b -> a 200 OK\n", true },
	{ "and later", "10:00:00 a -> b INVITE sip:1@b\n" "10:00:01 |b -> a 503 Service Unavailable\n" "10:00:33 a -> b INVITE sip:1@b\n" "10:00:34 b -> a 200 OK\n", false },
	{ "to the same server, for nobody knows whom", "a -> b INVITE\n" "|b -> a 503 Service Unavailable\n" "a -> b ACK\n" "a -> b INVITE\n" "b -> a 200 OK\n", false },
	{ "a BYE of another call", "a -> b INVITE\n" "b -> a 200 OK\n" "a -> b BYE\n" "|b -> a 481 Gone\n" "a -> b BYE\n" "b -> a 200 OK\n", false },
	{ "a longer registration", "a -> b REGISTER\n" "|b -> a 423 Interval Too Brief\n" "a -> b REGISTER\n" "b -> a 200 OK\n", true },
	{ "the one before", "a -> b INVITE\n" "b -> a 200 OK\n" "a -> b BYE\n" "b -> a 200 OK\n" "a -> b INVITE\n" "|b -> a 404 Not Found\n", false },
	{ "a glare", "a -> b INVITE\n" "b -> a INVITE\n" "|a -> b 491 Request Pending\n" "a -> b INVITE\n" "b -> a 200 OK\n", true },
	{ "that stays", "a -> b INVITE\n" "b -> a INVITE\n" "|a -> b 491 Request Pending\n" "b -> a 491 Request Pending\n", false },
	{ "no names", "INVITE -->\n" "|<-- 488 Not Acceptable Here\n" "ACK -->\n" "INVITE -->\n" "<-- 200 OK\n", true },
	{ "no names, a code behind a time", "<- INVITE\n" "|10:00:00 488 Not Acceptable Here ->\n" "10:00:00.5 <- INVITE\n" "[10:00:02] 200 OK ->\n", true },
	{ "no names, and it stays", "INVITE -->\n" "|<-- 488 Not Acceptable Here\n" "ACK -->\n", false },
	{ "a success is no failure", "a -> b INVITE\n" "|b -> a 200 OK\n" "a -> b INVITE\n" "b -> a 200 OK\n", false },
	{ "the newest first", "10:00:03 b -> a 200 OK\n" "10:00:02 a -> b INVITE\n" "10:00:01 |b -> a 488 Not Acceptable Here\n" "10:00:00 a -> b INVITE\n", true },
	{ "all at once", "10:00:00 b -> a 200 OK\n" "10:00:00 a -> b INVITE\n" "10:00:00 |b -> a 488 Not Acceptable Here\n" "10:00:00 a -> b INVITE\n", false },
	{ "start lines", "INVITE sip:1@b SIP/2.0\n" "|SIP/2.0 491 Request Pending\n" "ACK sip:1@b SIP/2.0\n" "INVITE sip:1@b SIP/2.0\n" "SIP/2.0 200 OK\n", true },
	{ "start lines, and no other try", "INVITE sip:1@b SIP/2.0\n" "|SIP/2.0 491 Request Pending\n" "ACK sip:1@b SIP/2.0\n" "BYE sip:1@b SIP/2.0\n" "SIP/2.0 200 OK\n", false },
	{ "a log's own words", "trunk TX REGISTER pbx\n" "|trunk RX 401 Unauthorized\n" "trunk TX REGISTER pbx\n" "trunk RX 200 OK\n", true },
	{ "in other words", "sent INVITE\n" "|received SIP response: 488 Not Acceptable Here\n" "Sending request INVITE\n" "Received 200 OK\n", true },
	{ "a terminal's signs", "> INVITE\n" "|< 407 Proxy Authentication Required\n" "> ACK\n" "> INVITE (with auth)\n" "< 200 OK\n", true },
	{ "a time before them", "10:00:01 > INVITE\n" "|10:00:01 < 407 Proxy Authentication Required\n" "10:00:02 > INVITE\n" "10:00:03 < 200 OK\n", true },
	{ "a mail's quotation", "> INVITE\n" "|> 407 Proxy Authentication Required\n" "> INVITE\n" "> 200 OK\n", false },
	{ "what else was sent", "sent INVITE\n" "|received 503 Service Unavailable\n" "sent 200 bytes\n" "received 200 bytes\n" "sending invite\n", false },
	{ "a log of what came alone", "|received 401 Unauthorized\n" "received INVITE\n" "received 200 OK\n", false },
	{ "no line of it", "a -> b INVITE\n" "b -> a 200 OK\n" "|486 Busy Here\n", false },
};

static void
another_try_may_settle_it(void **state)
{
	static struct outline o;

	(void)state;
	for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
		struct buf text = BUF_INIT;
		const char *bar = strchr(tries[i].text, '|');
		size_t at = (size_t)(bar - tries[i].text);

		buf_add(&text, slice_from(tries[i].text, bar));
		buf_addstr(&text, bar + 1);
		outline_read(&o, buf_slice(&text));
		if (outline_settles(&o, text.p + at) != tries[i].settled)
			fail_msg("%s", tries[i].what);
		buf_release(&text);
	}
}

/* More than fit are left out. */
static void
no_more_than_fit(void **state)
{
	static struct outline o;
	struct buf text = BUF_INIT;

	(void)state;
	for (int i = 0; i < OUTLINE_SAYS + 2; i++)
		for (int n = 0; n < 4; n++) {
			char line[64];

			snprintf(line, sizeof line, "a -> host%d INVITE\n", i);
			buf_addstr(&text, line);
		}
	outline_read(&o, buf_slice(&text));
	assert_int_equal(o.count, OUTLINE_SAYS);
	buf_release(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(silence_shows_in_lines), cmocka_unit_test(another_try_may_settle_it),
		cmocka_unit_test(no_more_than_fit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
