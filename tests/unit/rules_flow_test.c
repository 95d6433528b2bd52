/* SPDX-License-Identifier: MIT */
/* media.*: what the packets of the capture say of the audio that was agreed on. */
#include "script.h"

#define ALL(scripts) expect_all(scripts, sizeof scripts / sizeof *scripts)

/* The addresses of a and b are 203.0.113.97 and .98, of r .114; A is inside: 10.0.113.65. */
#define AT_A "203.0.113.97;audio:4000:RTP/AVP:8,0"
#define AT_B "203.0.113.98;audio:4002:RTP/AVP:8,0"
#define AT_R "203.0.113.114;audio:5000:RTP/AVP:8"
#define HELD "203.0.113.98;audio:4002:RTP/AVP:8:sendonly"

#define UP "0 a>b INVITE sdp=" AT_A "\n" "2 b>a 200 sdp=" AT_B "\n" "2.1 a>b ACK\n"
#define BYE(at) at " a>b BYE\n" at " b>a 200 BYE\n"
#define ON_HOLD_AT(at) at " a>b INVITE cseq=2 to=t sdp=203.0.113.97;audio:4000:RTP/AVP:8:sendonly\n" \
    at " b>a 200 cseq=2 sdp=203.0.113.98;audio:4002:RTP/AVP:8:recvonly\n" at " a>b ACK cseq=2\n"
#define DOWN BYE("20") "60 --\n"
#define FROM_A "2.1 a:4000>b:4002 FLOW until=20\n"
#define FROM_B "2.1 b:4002>a:4000 FLOW until=20\n"
#define BOTH FROM_A FROM_B
#define BOTH_TO(end) "2.1 a:4000>b:4002 FLOW until=" end "\n" "2.1 b:4002>a:4000 FLOW until=" end "\n"
/* Another call, with audio both ways. */
#define OTHER "0 c:6000>d:6002 FLOW until=30\n" "0 d:6002>c:6000 FLOW until=30\n"

static const struct script one_way[] = {
	{ "both ways", "ok code.200 !media", UP BOTH DOWN },
	{ "the callee is silent", "media.one-way =callee !media.none !media.late", UP FROM_A DOWN },
	{ "the same in a capture", "media.one-way %proven", UP FROM_A DOWN },
	{ "lines of a text may be what a filter left", "media.one-way =callee %likely", UP "2.1 a:4000>b:4002 FLOW until=20 loose\n" DOWN },
	{ "both ways in a text", "ok !media", UP "2.1 a:4000>b:4002 FLOW until=20 loose\n" "2.1 b:4002>a:4000 FLOW until=20 loose\n" DOWN },
	{ "the caller is silent", "media.one-way =caller", UP FROM_B DOWN },
	{ "its RTCP is no audio", "media.one-way =callee", UP FROM_A "2.1 b:4002>a:4000 FLOW until=20 pt=- rtcp=5\n" DOWN },
	{ "nor is that of the port above, but then it is there", "media.one-way =callee %likely", UP FROM_A "2.5 b:4003>a:4001 FLOW pt=- rtcp=4 until=18\n" DOWN },
	{ "the other side's tells nothing", "media.one-way =callee %proven", UP FROM_A "2.5 a:4001>b:4003 FLOW pt=- rtcp=4 until=18\n" DOWN },
	{ "a call of less than 3 s", "ok !media", UP "2.1 a:4000>b:4002 FLOW until=4.9\n" BYE("4.9") "60 --\n" },
	{ "a call of a little more", "media.one-way", UP "2.1 a:4000>b:4002 FLOW until=5.2\n" BYE("5.2") "60 --\n" },
	{ "too few packets to be talk", "ok !media.one-way", UP "2.1 a:4000>b:4002 FLOW n=49 until=20\n" DOWN },
	{ "just enough", "media.one-way", UP "2.1 a:4000>b:4002 FLOW n=50 until=20\n" DOWN },
	{ "one packet came", "ok !media.one-way", UP FROM_A "2.5 b:4002>a:4000 FLOW n=1\n" DOWN },
	{ "silence suppression: a little, then comfort noise", "ok !media",
	    UP FROM_A "2.5 b:4002>a:4000 FLOW n=50 cn=5 until=12\n" DOWN },
	{ "muted all along but for comfort noise", "ok !media", UP FROM_A "2.5 b:4002>a:4000 FLOW pt=13 n=8 until=18\n" DOWN },
	{ "it only listens", "ok !media",
	    "0 a>b INVITE sdp=" AT_A "\n" "2 b>a 200 sdp=203.0.113.98;audio:4002:RTP/AVP:8:recvonly\n"
	    "2.1 a>b ACK\n" FROM_A DOWN },
	{ "hold of old", "ok !media.one-way",
	    "0 a>b INVITE sdp=" AT_A "\n" "2 b>a 200 sdp=0.0.0.0;audio:4002:RTP/AVP:8\n" "2.1 a>b ACK\n"
	    "2.1 b:4002>a:4000 FLOW until=20\n" DOWN },
	{ "on hold after a while", "ok !media", UP "2.1 a:4000>b:4002 FLOW until=10\n" "2.1 b:4002>a:4000 FLOW until=20\n"
	    "10 b>a INVITE cseq=9 from=t to=f sdp=" HELD "\n"
	    "10.1 a>b 200 cseq=9 from=t to=f sdp=203.0.113.97;audio:4000:RTP/AVP:8:recvonly\n"
	    "10.2 b>a ACK cseq=9 from=t to=f\n" DOWN },
	{ "one way until it was put on hold, and left so", "media.one-way =callee", UP FROM_A ON_HOLD_AT("10") DOWN },
	{ "by who is silent", "media.one-way =caller", UP FROM_B ON_HOLD_AT("10") DOWN },
	{ "and on hold nothing flows", "media.one-way =callee", UP "2.1 a:4000>b:4002 FLOW until=10\n"
	    "10 a>b INVITE cseq=2 to=t sdp=203.0.113.97;audio:4000:RTP/AVP:8:inactive\n"
	    "10.1 b>a 200 cseq=2 sdp=203.0.113.98;audio:4002:RTP/AVP:8:inactive\n" "10.2 a>b ACK cseq=2\n" DOWN },
	{ "held twice", "media.one-way =callee", UP FROM_A ON_HOLD_AT("10") "12 a>b INVITE cseq=3 to=t sdp=203.0.113.97;audio:4000:RTP/AVP:8:inactive\n"
	    "12.1 b>a 200 cseq=3 sdp=203.0.113.98;audio:4002:RTP/AVP:8:inactive\n" "12.2 a>b ACK cseq=3\n" DOWN },
	{ "less than 3 s before the hold", "ok !media", UP FROM_A ON_HOLD_AT("4.8") DOWN },
	{ "there was nothing to hear but for the last moment", "ok !media.one-way", UP "7.2 a:4000>b:4002 FLOW until=20\n" ON_HOLD_AT("10") DOWN },
	{ "off hold again, both talk", "ok !media.one-way", UP "2.1 a:4000>b:4002 FLOW until=20\n" ON_HOLD_AT("10")
	    "12 a>b INVITE cseq=3 to=t sdp=" AT_A "\n" "12.1 b>a 200 cseq=3 sdp=" AT_B "\n" "12.2 a>b ACK cseq=3\n"
	    "12.2 b:4002>a:4000 FLOW until=20\n" DOWN },
	{ "who was silent speaks on hold", "ok !media.one-way", UP FROM_A "10 a>b INVITE cseq=2 to=t sdp=203.0.113.97;audio:4000:RTP/AVP:8:recvonly\n"
	    "10.1 b>a 200 cseq=2 sdp=203.0.113.98;audio:4002:RTP/AVP:8:sendonly\n" "10.2 a>b ACK cseq=2\n" "10.2 b:4002>a:4000 FLOW until=20\n" DOWN },
	{ "on hold it became a fax", "ok !media.one-way", UP FROM_A ON_HOLD_AT("10")
	    "12 b>a INVITE cseq=9 from=t to=f sdp=203.0.113.98;image:4600:udptl:t38\n"
	    "12.1 a>b 200 cseq=9 from=t to=f sdp=203.0.113.97;image:4000:udptl:t38\n" "12.2 b>a ACK cseq=9 from=t to=f\n" DOWN },
	{ "one way already before a refresh", "media.one-way =callee", UP FROM_A
	    "10 a>b INVITE cseq=2 to=t sdp=" AT_A "\n" "10.1 b>a 200 cseq=2 sdp=" AT_B "\n" "10.2 a>b ACK cseq=2\n"
	    "2.1 a:4000>b:4002 FLOW until=11\n" BYE("12") "60 --\n" },
	{ "it answers where the packets come from", "ok !media",
	    UP "2.1 a:41000>b:4002 FLOW until=20\n" "2.2 b:4002>a:41000 FLOW until=20\n" DOWN },
	{ "a fax instead", "ok !media.one-way", UP "2.1 a:4000>b:4002 FLOW until=8\n" "2.1 b:4002>a:4000 FLOW until=8\n"
	    "8 b>a INVITE cseq=9 from=t to=f sdp=203.0.113.98;image:4600:udptl:t38\n"
	    "8.1 a>b 200 cseq=9 from=t to=f sdp=203.0.113.97;image:4000:udptl:t38\n" "8.2 b>a ACK cseq=9 from=t to=f\n"
	    "9 a:4000>b:4002 FLOW pt=- n=300 until=19\n" DOWN },
	{ "changed by UPDATE before the answer", "ok !media", "0 a>b INVITE sdp=" AT_A "\n" "1 b>a 183 sdp=" AT_B "\n"
	    "2 b>a UPDATE cseq=9 from=t to=f sdp=203.0.113.99;audio:8000:RTP/AVP:8\n" "2.1 a>b 200 UPDATE cseq=9 from=t to=f sdp=" AT_A "\n"
	    "9 b>a 200 sdp=" AT_B "\n" "9.1 a>b ACK\n" "1 b:4002>a:4000 FLOW until=2\n" "2.1 c:8000>a:4000 FLOW until=20\n"
	    "9.1 a:4000>c:8000 FLOW until=20\n" DOWN },
	{ "the same, and the callee falls silent with the answer", "media.one-way", "0 a>b INVITE sdp=" AT_A "\n" "1 b>a 183 sdp=" AT_B "\n"
	    "2 b>a UPDATE cseq=9 from=t to=f sdp=203.0.113.99;audio:8000:RTP/AVP:8\n" "2.1 a>b 200 UPDATE cseq=9 from=t to=f sdp=" AT_A "\n"
	    "9 b>a 200 sdp=" AT_B "\n" "9.1 a>b ACK\n" "2.1 c:8000>a:4000 FLOW until=9\n" "9.1 a:4000>c:8000 FLOW until=20\n" DOWN },
	{ "the second media is the audio", "media.one-way =callee", "0 a>b INVITE sdp=203.0.113.97;video:3000:RTP/AVP:31;audio:4000:RTP/AVP:8\n"
	    "2 b>a 200 sdp=203.0.113.98;video:3002:RTP/AVP:31;audio:4002:RTP/AVP:8\n" "2.1 a>b ACK\n" FROM_A DOWN },
	{ "the first audio is not wanted, the second is", "media.one-way =callee", "0 a>b INVITE sdp=203.0.113.97;audio:3000:RTP/AVP:9;audio:4000:RTP/AVP:8\n"
	    "2 b>a 200 sdp=203.0.113.98;audio:0:RTP/AVP:9;audio:4002:RTP/AVP:8\n" "2.1 a>b ACK\n" FROM_A DOWN },
	{ "the answer leaves the audio out", "!media.one-way", "0 a>b INVITE sdp=203.0.113.97;video:3000:RTP/AVP:31;audio:4000:RTP/AVP:8\n"
	    "2 b>a 200 sdp=203.0.113.98;video:3002:RTP/AVP:31\n" "2.1 a>b ACK\n" FROM_A DOWN },
	{ "audio that is no RTP", "!media.one-way", "0 a>b INVITE sdp=203.0.113.97;audio:4000:udp:8\n"
	    "2 b>a 200 sdp=203.0.113.98;audio:4002:udp:8\n" "2.1 a>b ACK\n" FROM_A DOWN },
	{ "the last port there is", "media.one-way =callee", "0 a>b INVITE sdp=203.0.113.97;audio:65535:RTP/AVP:8\n" "2 b>a 200 sdp=" AT_B "\n" "2.1 a>b ACK\n"
	    "2.1 a:65535>b:4002 FLOW until=20\n" DOWN },
	{ "a port that there is not", "!media.one-way", "0 a>b INVITE sdp=203.0.113.97;audio:65536:RTP/AVP:8\n" "2 b>a 200 sdp=" AT_B "\n" "2.1 a>b ACK\n"
	    FROM_A DOWN },
	{ "a direction that both only listen in is no one's to send", "!media.one-way", "0 a>b INVITE sdp=203.0.113.97;audio:4000:RTP/AVP:8:inactive\n"
	    "2 b>a 200 sdp=203.0.113.98;audio:4002:RTP/AVP:8:inactive\n" "2.1 a>b ACK\n" FROM_A DOWN },
	{ "not answered", "code.486 !media",
	    "0 a>b INVITE sdp=" AT_A "\n" "1 b>a 183 sdp=" AT_B "\n" "1 b:4002>a:4000 FLOW until=20\n" "20 b>a 486\n"
	    "20 a>b ACK branch=1\n" "60 --\n" },
};

/* Two hops with one Call-ID: a relay writes its own address into both descriptions. */
#define RELAYED "0 a>p INVITE sdp=" AT_A "\n" "0.1 p>b INVITE branch=p via=1 sdp=" AT_R "\n" \
    "2 b>p 200 branch=p via=1 sdp=" AT_B "\n" \
    "2.1 p>a 200 sdp=203.0.113.114;audio:5002:RTP/AVP:8\n" "2.2 a>p ACK branch=a1\n" "2.3 p>b ACK branch=a2 via=1\n"
#define HUNG_UP "20 a>p BYE branch=y1\n" "20 p>b BYE branch=y2 via=1\n" "20 b>p 200 BYE branch=y2 via=1\n" \
    "20 p>a 200 BYE branch=y1\n" "60 --\n"
#define A_TO_RELAY "2.5 a:4000>r:5002 FLOW until=20\n"
#define RELAY_TO_B "2.5 r:5000>b:4002 FLOW until=20\n"
#define B_TO_RELAY "2.5 b:4002>r:5000 FLOW until=20\n"
#define RELAY_TO_A "2.5 r:5002>a:4000 FLOW until=20\n"

#define RELAY_HOLDS "10 a>p INVITE cseq=2 to=t branch=h1 sdp=203.0.113.97;audio:4000:RTP/AVP:8:sendonly\n" \
    "10 p>b INVITE cseq=2 to=t branch=h2 via=1 sdp=203.0.113.114;audio:5000:RTP/AVP:8:sendonly\n" \
    "10.1 b>p 200 cseq=2 branch=h2 via=1 sdp=203.0.113.98;audio:4002:RTP/AVP:8:recvonly\n" \
    "10.1 p>a 200 cseq=2 branch=h1 sdp=203.0.113.114;audio:5002:RTP/AVP:8:recvonly\n" \
    "10.2 a>p ACK cseq=2 branch=h3\n" "10.2 p>b ACK cseq=2 branch=h4 via=1\n"

static const struct script relays[] = {
	{ "both ways on both legs", "ok !media", RELAYED A_TO_RELAY RELAY_TO_B B_TO_RELAY RELAY_TO_A HUNG_UP },
	{ "only one leg in the capture", "ok !media", RELAYED A_TO_RELAY RELAY_TO_A HUNG_UP },
	{ "the relay keeps it", "media.one-way =relay", RELAYED A_TO_RELAY RELAY_TO_B B_TO_RELAY HUNG_UP },
	{ "the callee sends nothing", "media.one-way =callee", RELAYED A_TO_RELAY RELAY_TO_B HUNG_UP },
	{ "the relay keeps it, then hold", "media.one-way =relay", RELAYED A_TO_RELAY RELAY_TO_B B_TO_RELAY RELAY_HOLDS HUNG_UP },
	{ "the callee sends nothing, then hold", "media.one-way =callee", RELAYED A_TO_RELAY RELAY_TO_B RELAY_HOLDS HUNG_UP },
	{ "both ways, then hold", "ok !media", RELAYED A_TO_RELAY RELAY_TO_B B_TO_RELAY RELAY_TO_A RELAY_HOLDS HUNG_UP },
	{ "the caller sends nothing", "media.one-way =caller", RELAYED B_TO_RELAY RELAY_TO_A HUNG_UP },
};

#define INACTIVE "6 a>b INVITE cseq=2 to=t sdp=203.0.113.97;audio:4000:RTP/AVP:8:inactive\n" \
    "6.1 b>a 200 cseq=2 sdp=203.0.113.98;audio:4002:RTP/AVP:8:inactive\n" "6.2 a>b ACK cseq=2\n"
#define RESUMED(host, port) INACTIVE "9 a>b INVITE cseq=3 to=t sdp=" AT_A "\n" \
    "9.1 b>a 200 cseq=3 sdp=" host ";audio:" port ":RTP/AVP:8,0\n" "9.2 a>b ACK cseq=3\n"

static const struct script nothing[] = {
	{ "no flows at all", "ok code.200 !media ?no-media-captured", UP DOWN },
	{ "those of hosts elsewhere only", "ok !media", UP OTHER DOWN },
	{ "the caller talks in another call", "media.none !media.one-way", UP "0 a:7000>d:6002 FLOW until=30\n" DOWN },
	{ "of two captures the one with the call holds none", "ok !media",
	    "0 a>b INVITE file=a sdp=" AT_A "\n" "2 b>a 200 file=a sdp=" AT_B "\n" "2.1 a>b ACK file=a\n" "20 a>b BYE file=a\n" "20 b>a 200 BYE file=a\n"
	    "22 a:7000>d:6002 FLOW until=30 file=b\n" "60 --\n" },
	{ "of two captures the one with the call holds another's", "media.none",
	    "0 a>b INVITE file=b sdp=" AT_A "\n" "2 b>a 200 file=b sdp=" AT_B "\n" "2.1 a>b ACK file=b\n" "20 a>b BYE file=b\n" "20 b>a 200 BYE file=b\n"
	    "22 a:7000>d:6002 FLOW until=30 file=b\n" "60 -- file=a\n" },
	{ "it stands in a log, and a capture ran meanwhile", "media.none",
	    "0 a>b INVITE loose file=a sdp=" AT_A "\n" "2 b>a 200 loose file=a sdp=" AT_B "\n" "2.1 a>b ACK loose file=a\n"
	    "10 a:7000>d:6002 FLOW until=13 file=b\n" "20 a>b BYE loose file=a\n" "20 b>a 200 BYE loose file=a\n" "60 --\n" },
	{ "… for a moment", "ok !media",
	    "0 a>b INVITE loose file=a sdp=" AT_A "\n" "2 b>a 200 loose file=a sdp=" AT_B "\n" "2.1 a>b ACK loose file=a\n"
	    "17.1 a:7000>d:6002 FLOW until=30 file=b\n" "20 a>b BYE loose file=a\n" "20 b>a 200 BYE loose file=a\n" "60 --\n" },
	{ "a log, then a capture of its last moment", "ok !media",
	    "0 a>b INVITE loose file=a sdp=" AT_A "\n" "2 b>a 200 loose file=a sdp=" AT_B "\n" "2.1 a>b ACK loose file=a\n"
	    "20 a>b BYE file=b\n" "20 b>a 200 BYE file=b\n" "22 a:7000>d:6002 FLOW until=30 file=b\n" "60 --\n" },
	{ "a rotation while it was ringing", "media.none",
	    "0 a>b INVITE file=a sdp=" AT_A "\n" "2 b>a 200 file=b sdp=" AT_B "\n" "2.1 a>b ACK file=b\n" "20 a>b BYE file=b\n" "20 b>a 200 BYE file=b\n"
	    "22 a:7000>d:6002 FLOW until=30 file=b\n" "60 --\n" },
	{ "… and in the middle of it: 2.9 s of it are in the file with media", "ok !media",
	    "0 a>b INVITE file=b sdp=" AT_A "\n" "2 b>a 200 file=b sdp=" AT_B "\n" "2.1 a>b ACK file=b\n" "4.9 a>b INFO file=b\n" "4.9 b>a 200 INFO file=b\n"
	    "20 a>b BYE file=a\n" "20 b>a 200 BYE file=a\n" "0 a:7000>d:6002 FLOW until=1 file=b\n" "60 --\n" },
	{ "… 3 s", "media.none",
	    "0 a>b INVITE file=b sdp=" AT_A "\n" "2 b>a 200 file=b sdp=" AT_B "\n" "2.1 a>b ACK file=b\n" "5 a>b INFO file=b\n" "5 b>a 200 INFO file=b\n"
	    "20 a>b BYE file=a\n" "20 b>a 200 BYE file=a\n" "0 a:7000>d:6002 FLOW until=1 file=b\n" "60 --\n" },
	{ "RTCP of this call only", "ok !media ?no-media-captured", UP "2.5 a:4001>b:4003 FLOW pt=- rtcp=4 until=18\n" DOWN },
	{ "RTCP of both sides, though the capture has other media", "ok !media", UP "0 a:7000>d:6002 FLOW until=30\n"
	    "2.5 a:4001>b:4003 FLOW pt=- rtcp=4 until=18\n" "2.5 b:4003>a:4001 FLOW pt=- rtcp=4 until=18\n" DOWN },
	{ "RTCP of one side", "media.none", UP "0 a:7000>d:6002 FLOW until=30\n"
	    "2.5 a:4001>b:4003 FLOW pt=- rtcp=4 until=18\n" DOWN },
	{ "the media went elsewhere after a re-INVITE", "ok !media",
	    UP "2.1 a:4000>b:4002 FLOW until=6\n" "2.1 b:4002>a:4000 FLOW until=6\n"
	    "6 b>a INVITE cseq=9 from=t to=f sdp=203.0.113.99;audio:8000:RTP/AVP:8\n"
	    "6.1 a>b 200 cseq=9 from=t to=f sdp=" AT_A "\n" "6.2 b>a ACK cseq=9 from=t to=f\n" DOWN },
	{ "after a hold neither sends any more", "media.none %likely !media.one-way", UP BOTH_TO("6") RESUMED("203.0.113.98", "4002") DOWN },
	{ "on other ports of the same two", "media.none", UP BOTH_TO("6") RESUMED("203.0.113.98", "4006") DOWN },
	{ "on another host", "ok !media", UP BOTH_TO("6") RESUMED("203.0.113.99", "4002") DOWN },
	{ "of which one had been heard before, no more", "ok !media.none", UP "2.1 a:4000>b:4002 FLOW until=6\n" RESUMED("203.0.113.98", "4002") DOWN },
	{ "less than 3 s after it", "ok !media.none", UP BOTH_TO("6") RESUMED("203.0.113.98", "4002") BYE("11.9") "60 --\n" },
	{ "it was never ended", "ok !media", UP BOTH_TO("6") INACTIVE DOWN },
	{ "between phones that are no ends of the signalling", "ok !media",
	    "0 a>p INVITE sdp=" AT_A "\n" "2 p>a 200 sdp=" AT_B "\n" "2.1 a>p ACK\n" "0 a:7000>d:6002 FLOW until=30\n"
	    "20 a>p BYE\n" "20 p>a 200 BYE\n" "60 --\n" },
	{ "between hosts that talk in another call", "media.none",
	    "0 a>p INVITE sdp=" AT_A "\n" "2 p>a 200 sdp=" AT_B "\n" "2.1 a>p ACK\n" "0 b:7002>a:7000 FLOW until=30\n"
	    "20 a>p BYE\n" "20 p>a 200 BYE\n" "60 --\n" },
	{ "ICE chose other addresses", "ok !media",
	    "0 a>b INVITE sdp=203.0.113.97;audio:4000:RTP/AVP:8:ice-ufrag:x\n"
	    "2 b>a 200 sdp=203.0.113.98;audio:4002:RTP/AVP:8:ice-ufrag:y\n" "2.1 a>b ACK\n"
	    "0 a:7000>d:6002 FLOW until=30\n" DOWN },
};

static const struct script keys[] = {
	{ "the handshake ends with an alert", "media.dtls-failed !media.none",
	    UP "2.2 a:4000>b:4002 FLOW pt=- n=4 num=256 until=5\n" "2.3 b:4002>a:4000 FLOW pt=- n=2 num=40 until=5\n" DOWN },
	{ "tried again it works", "ok !media.dtls-failed !media.none",
	    UP "2.2 b:4002>a:4000 FLOW pt=- n=2 num=40 until=3\n" "3 a:4000>b:4002 FLOW until=20\n" "3 b:4002>a:4000 FLOW until=20\n" DOWN },
	{ "between other addresses", "ok !media", UP BOTH "2.2 c:4002>d:4000 FLOW pt=- n=2 num=40 until=3\n" DOWN },
	{ "it is never answered", "media.none !media.dtls-failed", UP "2.2 a:4000>b:4002 FLOW pt=- n=8 num=256 until=15\n" DOWN },
	{ "it begins again and again", "media.dtls-failed !media.none #dtls-again", UP "2.2 a:4000>b:4002 FLOW pt=- n=8 num=256 hello=8 until=15\n" DOWN },
	{ "four times in 3 s", "media.dtls-failed", UP "2.2 a:4000>b:4002 FLOW pt=- n=4 num=256 hello=4 until=5.2\n" DOWN },
	{ "in less", "!media.dtls-failed", UP "2.2 a:4000>b:4002 FLOW pt=- n=4 num=256 hello=4 until=5.1\n" DOWN },
	{ "three times", "!media.dtls-failed", UP "2.2 a:4000>b:4002 FLOW pt=- n=4 num=256 hello=3 until=15\n" DOWN },
	{ "and leads to keys in the end", "!media.dtls-failed", UP "2.2 a:4000>b:4002 FLOW pt=- n=8 num=256 hello=8 until=9\n"
	    "2.3 b:4002>a:4000 FLOW pt=- n=8 num=256 keyed until=9\n" DOWN },
	{ "and to audio", "ok !media", UP "2.2 a:4000>b:4002 FLOW pt=- n=8 num=256 hello=8 until=9\n" "9 a:4000>b:4002 FLOW until=20\n"
	    "9 b:4002>a:4000 FLOW until=20\n" DOWN },
	{ "the call is over at once", "ok !media", UP "2.2 a:4000>b:4002 FLOW pt=- n=8 num=256 until=4\n" BYE("4") "60 --\n" },
};

/* Both would choose among candidates; these are all that there are, unless `more` names others. */
#define ICE(a, b) "0 a>b INVITE sdp=" AT_A ":ice-ufrag:x+candidate:1~1~UDP~9~203.0.113.97~4000~typ~host" a "\n" \
	"2 b>a 200 sdp=" AT_B ":ice-ufrag:y+candidate:1~1~UDP~9~203.0.113.98~4002~typ~host" b "\n" "2.1 a>b ACK\n"
#define CHECKS(count, until) "2.2 a:4000>b:4002 FLOW pt=- n=" count " num=256 until=" until "\n"

#define MORE(n) "+candidate:" n "~1~UDP~9~203.0.113.9" n "~4002~typ~host"
#define EIGHT_MORE MORE("2") MORE("3") MORE("4") MORE("5") MORE("6") MORE("7") MORE("8") MORE("9")

static const struct script checks[] = {
	{ "they are never answered", "media.none %likely", ICE("", "") CHECKS("8", "12") DOWN },
	{ "the callee's", "media.none", ICE("", "") "2.2 b:4002>a:4000 FLOW pt=- n=8 num=256 until=12\n" DOWN },
	{ "they are answered, and nobody speaks", "ok !media", ICE("", "") CHECKS("8", "12") "2.3 b:4002>a:4000 FLOW pt=- n=8 num=256 until=12\n" DOWN },
	{ "they are refused", "media.none", ICE("", "") CHECKS("8", "12") "2.3 b:4002>a:4000 FLOW pt=- n=8 num=256 denied=8 until=12\n" DOWN },
	{ "but for one", "ok !media", ICE("", "") CHECKS("8", "12") "2.3 b:4002>a:4000 FLOW pt=- n=8 num=256 denied=7 until=12\n" DOWN },
	{ "both ask, and neither is answered", "media.none", ICE("", "") "2.2 a:4000>b:4002 FLOW pt=- n=8 num=256 asked=8 until=12\n"
	    "2.3 b:4002>a:4000 FLOW pt=- n=8 num=256 asked=8 until=12\n" DOWN },
	{ "the caller alone answers: nothing gets to the callee", "media.none", ICE("", "")
	    "2.2 a:4000>b:4002 FLOW pt=- n=16 num=256 asked=8 until=12\n" "2.3 b:4002>a:4000 FLOW pt=- n=8 num=256 asked=8 until=12\n" DOWN },
	{ "the callee asked a few times only, whose answers the capture may have lost", "ok !media", ICE("", "")
	    "2.2 a:4000>b:4002 FLOW pt=- n=8 num=256 asked=8 until=12\n" "2.3 b:4002>a:4000 FLOW pt=- n=12 num=256 asked=4 until=12\n" DOWN },
	{ "both report what they send: it goes where the capture does not look", "ok !media", ICE("", "") CHECKS("8", "12")
	    "3 a:4001>b:4003 FLOW pt=- rtcp=4 until=18\n" "3 b:4003>a:4001 FLOW pt=- rtcp=4 until=18\n" DOWN },
	{ "one alone does", "media.none", ICE("", "") CHECKS("8", "12") "3 a:4001>b:4003 FLOW pt=- rtcp=4 until=18\n" DOWN },
	{ "both answer once", "ok !media", ICE("", "")
	    "2.2 a:4000>b:4002 FLOW pt=- n=9 num=256 asked=8 until=12\n" "2.3 b:4002>a:4000 FLOW pt=- n=9 num=256 asked=8 until=12\n" DOWN },
	{ "one only answers (ICE lite)", "ok !media", ICE("", "")
	    "2.2 a:4000>b:4002 FLOW pt=- n=8 num=256 asked=8 until=12\n" "2.3 b:4002>a:4000 FLOW pt=- n=8 num=256 until=12\n" DOWN },
	{ "they are answered, the handshake isn't", "media.dtls-failed", ICE("", "") "2.2 a:4000>b:4002 FLOW pt=- n=8 num=256 hello=5 until=12\n"
	    "2.3 b:4002>a:4000 FLOW pt=- n=8 num=256 until=12\n" DOWN },
	{ "a relay may carry it", "ok !media", ICE("", "+candidate:2~1~UDP~1~198.51.100.7~5000~typ~relay") CHECKS("8", "12") DOWN },
	{ "one of the caller", "ok !media", ICE("+candidate:2~1~UDP~1~198.51.100.7~5000~typ~relay", "") CHECKS("8", "12") DOWN },
	{ "one of more candidates than are looked at may", "ok !media", ICE("", EIGHT_MORE) CHECKS("8", "12") DOWN },
	{ "candidates are still to come", "ok !media", ICE("+ice-options:trickle", "") CHECKS("8", "12") DOWN },
	{ "on another way it is answered", "ok !media",
	    ICE("", "+candidate:2~1~UDP~1~203.0.113.99~4002~typ~host") CHECKS("8", "12")
	    "2.2 a:4000>c:4002 FLOW pt=- n=4 num=256 until=4\n" "2.3 c:4002>a:4000 FLOW pt=- n=4 num=256 until=4\n" DOWN },
	{ "and there is audio", "ok !media",
	    ICE("", "+candidate:2~1~UDP~1~203.0.113.99~4002~typ~host") CHECKS("8", "12")
	    "2.4 a:4000>c:4002 FLOW until=20\n" "2.4 c:4002>a:4000 FLOW until=20\n" DOWN },
	{ "from where nobody named, as behind NAT, and not answered", "media.none", ICE("", "") "2.2 c:9000>b:4002 FLOW pt=- n=8 num=256 until=12\n" DOWN },
	{ "and answered there", "ok !media", ICE("", "") "2.2 c:9000>b:4002 FLOW pt=- n=8 num=256 until=12\n"
	    "2.3 b:4002>c:9000 FLOW pt=- n=8 num=256 until=12\n" DOWN },
	{ "it asked for less than 3 s", "ok !media", ICE("", "") CHECKS("8", "5.1") DOWN },
	{ "and for a little more", "media.none", ICE("", "") CHECKS("8", "5.2") DOWN },
};

#define FAX UP BOTH "5 b>a INVITE cseq=9 from=t to=f sdp=203.0.113.98;image:4600:udptl:t38\n" \
	"5.1 a>b 200 cseq=9 from=t to=f sdp=203.0.113.97;image:4500:udptl:t38\n" "5.2 b>a ACK cseq=9 from=t to=f\n"

static const struct script refused[] = {
	{ "the port for the fax", "media.refused =caller", FAX "6 b:4600>a:4500 ICMP n=5 until=18\n" DOWN },
	{ "that of who asked for it", "media.refused =callee", FAX "6 a:4500>b:4600 ICMP n=3 until=18\n" DOWN },
	{ "before it was agreed on", "!media.refused", FAX "5 b:4600>a:4500 ICMP n=5 until=5\n" DOWN },
	{ "twice only, for the fax", "!media.refused", FAX "6 b:4600>a:4500 ICMP n=2 until=18\n" DOWN },
	{ "at its start, then it sends", "!media.refused", FAX "6 b:4600>a:4500 ICMP n=5 until=7\n" "8 a:4500>b:4600 FLOW pt=- n=90 until=18\n" DOWN },
	{ "after the BYE of the fax", "!media.refused", FAX DOWN "20.5 b:4600>a:4500 ICMP n=5 until=25\n" },
	{ "the callee's port is closed", "media.refused =callee !media.none",
	    UP FROM_A "3 a:4000>b:4002 ICMP n=5 until=18\n" DOWN },
	{ "the caller's", "media.refused =caller", UP FROM_B "3 b:4002>a:4000 ICMP n=3 until=18\n" DOWN },
	{ "its host can't be reached", "media.refused =host-unreachable", UP FROM_A "3 a:4000>b:4002 ICMP n=5 host until=18\n" DOWN },
	{ "a firewall says no", "media.refused =filtered", UP FROM_A "3 a:4000>b:4002 ICMP n=5 filtered until=18\n" DOWN },
	{ "it goes in circles on its way", "media.refused =host-unreachable #media-refused:time_exceeded_in_transit",
	    UP FROM_A "3 a:4000>b:4002 NET ttl by=r\n" "4 a:4000>b:4002 NET ttl by=r\n" "18 a:4000>b:4002 NET ttl by=r\n" DOWN },
	{ "though the other way is open", "media.refused =host-unreachable",
	    UP BOTH "3 a:4000>b:4002 NET ttl by=r\n" "4 a:4000>b:4002 NET ttl by=r\n" "6 a:4000>b:4002 NET ttl by=r\n" DOWN },
	{ "a way that was shut for less than 3 s", "ok !media",
	    UP BOTH "3 a:4000>b:4002 NET ttl by=r\n" "4 a:4000>b:4002 NET ttl by=r\n" "5.9 a:4000>b:4002 NET ttl by=r\n" DOWN },
	{ "to the end, though it sends from there", "media.refused =callee",
	    UP BOTH "3 a:4000>b:4002 NET closed by=b\n" "4 a:4000>b:4002 NET closed by=b\n" "17.1 a:4000>b:4002 NET closed by=b\n" DOWN },
	{ "it sends on when that is over", "!media.refused",
	    UP BOTH "3 a:4000>b:4002 NET closed by=b\n" "4 a:4000>b:4002 NET closed by=b\n" "17 a:4000>b:4002 NET closed by=b\n" DOWN },
	{ "it opens before a short call ends, and sends", "ok !media",
	    UP BOTH_TO("7.4") "2.1 a:4000>b:4002 NET closed by=b\n" "3.1 a:4000>b:4002 NET closed by=b\n" "4.1 a:4000>b:4002 NET closed by=b\n"
	    "5.1 a:4000>b:4002 NET closed by=b\n" BYE("7.5") "60 --\n" },
	{ "it opens, and has little to say", "ok !media.refused",
	    UP FROM_A "2.1 b:4002>a:4000 FLOW until=6\n" "2.1 a:4000>b:4002 NET closed by=b\n" "3.1 a:4000>b:4002 NET closed by=b\n"
	    "5.1 a:4000>b:4002 NET closed by=b\n" DOWN },
	{ "to the end of what is sent there", "media.refused =callee",
	    UP "2.1 a:4000>b:4002 FLOW until=7\n" "2.1 b:4002>a:4000 FLOW until=7.5\n" "2.1 a:4000>b:4002 NET closed by=b\n" "4.6 a:4000>b:4002 NET closed by=b\n"
	    "7 a:4000>b:4002 NET closed by=b\n" BYE("7.5") "60 --\n" },
	{ "until its sender stops, and it sends on from elsewhere", "media.refused =callee",
	    UP "2.1 a:4000>b:4002 FLOW until=7\n" "2.1 b:4900>a:4000 FLOW until=20\n" "2.1 a:4000>b:4002 NET closed by=b\n" "4.6 a:4000>b:4002 NET closed by=b\n" "7 a:4000>b:4002 NET closed by=b\n" DOWN },
	{ "on from there", "ok !media.refused", UP "2.1 a:4000>b:4002 FLOW until=7\n" "2.1 b:4002>a:4000 FLOW until=20\n" "2.1 a:4000>b:4002 NET closed by=b\n" "4.6 a:4000>b:4002 NET closed by=b\n" "7 a:4000>b:4002 NET closed by=b\n" DOWN },
	{ "it sends from elsewhere, and its sender goes on", "ok !media.refused", UP "2.1 a:4000>b:4002 FLOW until=20\n" "2.1 b:4900>a:4000 FLOW until=20\n" "2.1 a:4000>b:4002 NET closed by=b\n" "4.6 a:4000>b:4002 NET closed by=b\n" "7 a:4000>b:4002 NET closed by=b\n" DOWN },
	{ "what nobody was to send there", "ok !media.refused",
	    "0 a>b INVITE sdp=203.0.113.97;audio:4000:RTP/AVP:8:recvonly\n" "2 b>a 200 sdp=203.0.113.98;audio:4002:RTP/AVP:8:sendonly\n" "2.1 a>b ACK\n"
	    BOTH "3 a:4000>b:4002 ICMP n=5 until=19.9\n" DOWN },
	{ "twice only", "!media.refused", UP FROM_A "3 a:4000>b:4002 ICMP n=2 until=18\n" DOWN },
	{ "after the caller gave up", "ok !media", "0 a>b INVITE sdp=" AT_A "\n" "1 b>a 180\n" "2 b>a 200 sdp=" AT_B "\n" "2.5 b>a 200 sdp=" AT_B "\n"
	    "2.1 b:4002>a:4000 FLOW until=20\n" "2.9 a>b CANCEL\n" "3 b:4002>a:4000 ICMP n=9 until=18\n" "20 --\n" },
	{ "after it gave up what was answered just now", "ok !media", "0 a>b INVITE sdp=" AT_A "\n" "1 b>a 180\n" "2 b>a 200 sdp=" AT_B "\n"
	    "2.1 b:4002>a:4000 FLOW until=20\n" "2.9 a>b CANCEL\n" "3 b:4002>a:4000 ICMP n=9 until=18\n" "20 --\n" },
	{ "of a caller that shows no sign of the answer", "!media", "0 a>b INVITE sdp=" AT_A "\n" "1 b>a 180\n" "2 b>a 200 sdp=" AT_B "\n" "2.5 b>a 200 sdp=" AT_B "\n"
	    "2.1 b:4002>a:4000 FLOW until=20\n" "3 b:4002>a:4000 ICMP n=9 until=18\n" "20 --\n" },
	{ "of one whose ACK came late", "media.refused =caller", "0 a>b INVITE sdp=" AT_A "\n" "1 b>a 180\n" "2 b>a 200 sdp=" AT_B "\n" "2.5 b>a 200 sdp=" AT_B "\n"
	    "2.6 a>b ACK\n" "2.7 b:4002>a:4000 FLOW until=20\n" "3 b:4002>a:4000 ICMP n=9 until=18\n" "20 --\n" },
	{ "after the BYE", "ok !media", UP BOTH "20.1 a:4000>b:4002 ICMP n=9 until=22\n" DOWN },
	{ "its RTCP port", "ok !media", UP BOTH "3 a:4001>b:4003 ICMP n=9 until=18\n" DOWN },
	{ "at the start, then it sends", "ok !media", UP BOTH "2.1 a:4000>b:4002 ICMP n=5 until=2.5\n" DOWN },
};

/* The caller's media move away from where the callee goes on sending. */
#define MOVED(before) \
	"0 a>b INVITE sdp=" before "\n" "1 b>a 200 sdp=" AT_B "\n" "1.1 a>b ACK\n" "2 a>b INVITE cseq=3 to=t sdp=" AT_A "\n" \
	"2.1 b>a 200 cseq=3 sdp=" AT_B "\n" "2.2 a>b ACK cseq=3\n" "2.3 a:4000>b:4002 FLOW until=20\n" "2.3 b:4002>x:4000 FLOW until=20\n" DOWN

static const struct script misdirected[] = {
	{ "to another host", "media.misdirected =callee !media.one-way", UP FROM_A "2.1 b:4002>x:4000 FLOW until=20\n" DOWN },
	{ "to where the packets come from", "ok !media",
	    UP "2.1 x:4000>b:4002 FLOW until=20\n" "2.2 b:4002>x:4000 FLOW until=20\n" DOWN },
	{ "to both", "ok !media", UP BOTH "2.1 b:4002>x:4000 FLOW until=20\n" DOWN },
	{ "lines of a text tell of that", "media.misdirected %likely", UP "2.1 a:4000>b:4002 FLOW until=20 loose\n" "2.1 b:4002>x:4000 FLOW until=20 loose\n" DOWN },
	{ "a few packets", "!media.misdirected", UP FROM_A "2.1 b:4002>x:4000 FLOW n=20 until=20\n" DOWN },
	{ "to an address of before", "media.one-way =callee !media.misdirected", MOVED("203.0.113.120;audio:4000:RTP/AVP:8") },
	{ "to the port beside that", "media.one-way =callee !media.misdirected", MOVED("203.0.113.120;audio:3999:RTP/AVP:8") },
	{ "to an address of before, for a moment only", "ok !media",
	    "0 a>b INVITE sdp=203.0.113.120;audio:4000:RTP/AVP:8\n" "1 b>a 200 sdp=" AT_B "\n" "1.1 a>b ACK\n" "2 a>b INVITE cseq=3 to=t sdp=" AT_A "\n"
	    "2.1 b>a 200 cseq=3 sdp=" AT_B "\n" "2.2 a>b ACK cseq=3\n" "2.3 a:4000>b:4002 FLOW until=20\n" "2.3 b:4002>x:4000 FLOW until=5\n" DOWN },
	{ "to both addresses", "ok !media.one-way !media.misdirected",
	    "0 a>b INVITE sdp=203.0.113.120;audio:4000:RTP/AVP:8\n" "1 b>a 200 sdp=" AT_B "\n" "1.1 a>b ACK\n" "2 a>b INVITE cseq=3 to=t sdp=" AT_A "\n"
	    "2.1 b>a 200 cseq=3 sdp=" AT_B "\n" "2.2 a>b ACK cseq=3\n" "2.3 b:4002>x:4000 FLOW until=20\n" BOTH DOWN },
	{ "to another port of that host", "media.misdirected", MOVED("203.0.113.120;audio:3998:RTP/AVP:8") },
	{ "to the port below", "media.misdirected", MOVED("203.0.113.120;audio:4001:RTP/AVP:8") },
	{ "stragglers to where it was before", "ok !media.misdirected",
	    UP "2.1 a:4000>b:4002 FLOW until=10.1\n" "2.1 b:4002>a:4000 FLOW until=20\n"
	    "10 b>a INVITE cseq=9 from=t to=f sdp=203.0.113.99;audio:8000:RTP/AVP:8\n"
	    "10.1 a>b 200 cseq=9 from=t to=f sdp=" AT_A "\n" "10.2 b>a ACK cseq=9 from=t to=f\n"
	    "10.2 a:4000>c:8000 FLOW until=20\n"
	    "10.2 c:8000>a:4000 FLOW until=20\n" DOWN },
};

/* The caller takes but one type from 10 s on. */
#define NARROWED(flow) UP FROM_A flow "10 a>b INVITE cseq=2 to=t sdp=203.0.113.97;audio:4000:RTP/AVP:8\n" \
	"10.1 b>a 200 cseq=2 sdp=203.0.113.98;audio:4002:RTP/AVP:8\n" "10.2 a>b ACK cseq=2\n" DOWN

static const struct script payloads[] = {
	{ "a type the caller did not list", "media.wrong-payload =callee !media.one-way",
	    UP FROM_A "2.1 b:4002>a:4000 FLOW pt=18 until=20\n" DOWN },
	{ "both, and the caller began", "media.wrong-payload =caller",
	    UP "2.2 a:4000>b:4002 FLOW pt=18 until=20\n" "2.3 b:4002>a:4000 FLOW pt=18 until=20\n" DOWN },
	{ "both, and the callee began", "media.wrong-payload =callee",
	    UP "2.2 b:4002>a:4000 FLOW pt=18 until=20\n" "2.3 a:4000>b:4002 FLOW pt=18 until=20\n" DOWN },
	{ "a number of one's own for the same codec", "media.wrong-payload =caller #media-types-listed:96_(opus/48000/2)",
	    "0 a>b INVITE sdp=203.0.113.97;audio:4000:RTP/AVP:111:rtpmap:111~opus/48000/2\n"
	    "2 b>a 200 sdp=203.0.113.98;audio:4002:RTP/AVP:96:rtpmap:96~opus/48000/2\n" "2.1 a>b ACK\n"
	    "2.2 a:4000>b:4002 FLOW pt=111 until=20\n" "2.2 b:4002>a:4000 FLOW pt=111 until=20\n" DOWN },
	{ "each the number the other asked for", "ok !media",
	    "0 a>b INVITE sdp=203.0.113.97;audio:4000:RTP/AVP:111:rtpmap:111~opus/48000/2\n"
	    "2 b>a 200 sdp=203.0.113.98;audio:4002:RTP/AVP:96:rtpmap:96~opus/48000/2\n" "2.1 a>b ACK\n"
	    "2.2 a:4000>b:4002 FLOW pt=96 until=20\n" "2.2 b:4002>a:4000 FLOW pt=111 until=20\n" DOWN },
	{ "one it listed second", "ok !media", UP FROM_A "2.1 b:4002>a:4000 FLOW pt=0 until=20\n" DOWN },
	{ "less than a second of it", "ok !media", UP FROM_A "2.1 b:4002>a:4000 FLOW pt=18 n=49 until=20\n" DOWN },
	{ "comfort noise that nobody listed", "ok !media", UP FROM_A "2.1 b:4002>a:4000 FLOW pt=13 until=20\n" DOWN },
	{ "a type that an earlier offer listed", "ok !media", NARROWED("2.1 b:4002>a:4000 FLOW pt=0 until=13\n") },
	{ "long after it was given up", "media.wrong-payload =callee", NARROWED("2.1 b:4002>a:4000 FLOW pt=0 until=20\n") },
	{ "with comfort noise", "media.wrong-payload", NARROWED("2.1 b:4002>a:4000 FLOW pt=0 cn=9 until=20\n") },
	{ "it changed as it should", "ok !media", NARROWED("2.1 b:4002>a:4000 FLOW pt=0 until=10\n" "10.1 b:4002>a:4000 FLOW pt=8 until=20\n") },
};

/* The trace begins within the call, which moves its media. */
#define WITHIN "0 a>b INVITE cseq=7 to=t sdp=" AT_A "\n" "0.1 b>a 200 cseq=7 sdp=" AT_B "\n" "0.2 a>b ACK cseq=7\n"
static const struct script within[] = {
	{ "audio both ways", "ok !media", WITHIN BOTH DOWN },
	{ "audio of one side, whichever that is", "media.one-way !=callee !=caller", WITHIN FROM_A DOWN },
	{ "and answers to what nobody saw before it", "media.one-way !=callee !=caller",
	    "0 b>a 200 cseq=5\n" "0 b>a 200 INFO cseq=6\n" WITHIN FROM_A DOWN },
	{ "the same, and audio both ways", "ok !media", "0 b>a 200 cseq=5\n" "0 b>a 200 INFO cseq=6\n" WITHIN BOTH DOWN },
	{ "no audio: it may go elsewhere", "ok !media", WITHIN "0 a:7000>d:6002 FLOW until=30\n" DOWN },
	{ "audio that comes late is none that began with the call", "ok !media", WITHIN FROM_A "6.2 b:4002>a:4000 FLOW until=20\n" DOWN },
};

static const struct script late[] = {
	{ "four seconds", "media.late =callee !media.one-way", UP FROM_A "6.2 b:4002>a:4000 FLOW until=20\n" DOWN },
	{ "told by lines of a text", "media.late %likely", UP "2.1 a:4000>b:4002 FLOW until=20 loose\n" "6.2 b:4002>a:4000 FLOW until=20 loose\n" DOWN },
	{ "a little more than two", "media.late", UP FROM_A "4.2 b:4002>a:4000 FLOW until=20\n" DOWN },
	{ "a little less", "ok !media", UP FROM_A "4.0 b:4002>a:4000 FLOW until=20\n" DOWN },
	{ "both", "ok !media.late", UP "6 a:4000>b:4002 FLOW until=20\n" "6 b:4002>a:4000 FLOW until=20\n" DOWN },
	{ "it came early", "ok !media",
	    "0 a>b INVITE sdp=" AT_A "\n" "1 b>a 183 sdp=" AT_B "\n" "1 b:4002>a:4000 FLOW until=20\n"
	    "6 b>a 200 sdp=" AT_B "\n" "6.1 a>b ACK\n" "6.2 a:4000>b:4002 FLOW until=20\n" DOWN },
	{ "silence suppression", "ok !media", UP FROM_A "6.2 b:4002>a:4000 FLOW cn=4 until=20\n" DOWN },
	{ "the ACK was late as well", "ok !media.late",
	    "0 a>b INVITE sdp=" AT_A "\n" "2 b>a 200 sdp=" AT_B "\n" "5 a>b ACK\n" FROM_A
	    "6.2 b:4002>a:4000 FLOW until=20\n" DOWN },
};

/* A behind NAT, seen outside of it: its packets come from n. */
#define BEHIND "0 n:61000>b INVITE sentby=10.0.113.65:5060 contact=sip:x@10.0.113.65 " \
    "sdp=10.0.113.65;audio:4000:RTP/AVP:8\n" \
    "2 b>n:61000 200 sentby=10.0.113.65:5060 sdp=" AT_B "\n" "2.1 n:61000>b ACK\n"
#define BEHIND_BYE "20 n:61000>b BYE\n" "20 b>n:61000 200 BYE\n" "60 --\n"

#define ON_HOLD "10 b>n:61000 INVITE from=t to=f cseq=7 branch=h sdp=203.0.113.98;audio:4002:RTP/AVP:8,0:inactive\n" \
	"10.1 n:61000>b 200 from=t to=f cseq=7 branch=h sdp=10.0.113.65;audio:4000:RTP/AVP:8:inactive\n" "10.2 b>n:61000 ACK from=t to=f cseq=7\n"

static const struct script inner[] = {
	{ "no media captured", "media.private-address", BEHIND BEHIND_BYE },
	{ "the line of the stream counts, not that of the session", "media.private-address",
	    "0 n:61000>b INVITE contact=sip:x@n sdp=203.0.113.24;audio:4000:RTP/AVP:8:c=IN~IP4~10.0.113.65\n"
	    "2 b>n:61000 200 sdp=" AT_B "\n" "2.1 n:61000>b ACK\n" BEHIND_BYE },
	{ "of the second stream as well", "media.private-address",
	    "0 n:61000>b INVITE contact=sip:x@n sdp=203.0.113.24;audio:4000:RTP/AVP:8:c=IN~IP4~203.0.113.24;video:4002:RTP/AVP:31:c=IN~IP4~10.0.113.65\n"
	    "2 b>n:61000 200 sdp=" AT_B ";video:4006:RTP/AVP:31\n" "2.1 n:61000>b ACK\n" BEHIND_BYE },
	{ "where the session's is an inner one that no stream uses", "!media.private-address",
	    "0 n:61000>b INVITE contact=sip:x@n sdp=10.0.113.65;audio:4000:RTP/AVP:8:c=IN~IP4~203.0.113.24\n"
	    "2 b>n:61000 200 sdp=" AT_B "\n" "2.1 n:61000>b ACK\n" BEHIND_BYE },
	{ "packets go to the private address", "media.private-address !media.one-way !media.misdirected",
	    BEHIND "2.1 n:42000>b:4002 FLOW until=20\n" "2.1 b:4002>A:4000 FLOW until=20\n" BEHIND_BYE },
	{ "packets go to the private address, and none come", "media.private-address !media.one-way",
	    BEHIND "2.1 b:4002>A:4000 FLOW until=20\n" BEHIND_BYE },
	{ "packets go back to where they come from", "ok !media",
	    BEHIND "2.1 n:42000>b:4002 FLOW until=20\n" "2.2 b:4002>n:42000 FLOW until=20\n" BEHIND_BYE },
	{ "the router shows both its sides: nothing comes in", "media.one-way =relay",
	    BEHIND "2.1 A:4000>b:4002 FLOW until=20\n" "2.1 n:42000>b:4002 FLOW until=20\n" "2.1 b:4002>n:42000 FLOW until=20\n" BEHIND_BYE },
	{ "and it does", "ok !media",
	    BEHIND "2.1 A:4000>b:4002 FLOW until=20\n" "2.1 n:42000>b:4002 FLOW until=20\n" "2.1 b:4002>n:42000 FLOW until=20\n"
	    "2.1 b:4002>A:4000 FLOW until=20\n" BEHIND_BYE },
	{ "the inner side was seen for a moment only", "ok !media",
	    BEHIND "2.1 A:4000>b:4002 FLOW n=9 until=3\n" "2.1 n:42000>b:4002 FLOW until=20\n" "2.1 b:4002>n:42000 FLOW until=20\n" BEHIND_BYE },
	{ "it worked, and was hung up on hold", "ok !media",
	    BEHIND "2.1 n:42000>b:4002 FLOW until=10\n" "2.1 b:4002>n:42000 FLOW until=10\n" ON_HOLD "20 b>n:61000 BYE from=t to=f cseq=8\n"
	    "20 n:61000>b 200 BYE from=t to=f cseq=8\n" "60 --\n" },
	{ "it did not, and was", "media.one-way =private-address (media.private-address)",
	    BEHIND "2.1 n:42000>b:4002 FLOW until=10\n" ON_HOLD "20 b>n:61000 BYE from=t to=f cseq=8\n" "20 n:61000>b 200 BYE from=t to=f cseq=8\n" "60 --\n" },
	{ "at first to the private address, then to where they come from", "ok !media",
	    BEHIND "2.1 b:4002>A:4000 FLOW until=2.5\n" "2.5 n:42000>b:4002 FLOW until=20\n"
	    "2.6 b:4002>n:42000 FLOW until=20\n" BEHIND_BYE },
	{ "nothing comes to the private address", "media.one-way =private-address (media.private-address)",
	    "0 A>b INVITE sdp=10.0.113.65;audio:4000:RTP/AVP:8\n" "2 b>A 200 sdp=" AT_B "\n" "2.1 A>b ACK\n"
	    "2.1 A:4000>b:4002 FLOW until=20\n" "20 A>b BYE\n" "20 b>A 200 BYE\n" "60 --\n" },
	{ "they go to another port of that very address, which no NAT changed", "media.misdirected",
	    "0 A>B INVITE sdp=10.0.113.65;audio:4000:RTP/AVP:8\n" "2 B>A 200 sdp=10.0.113.66;audio:4002:RTP/AVP:8\n" "2.1 A>B ACK\n"
	    "2.1 A:4000>B:4002 FLOW until=20\n" "2.1 B:4002>A:4040 FLOW until=20\n" "20 A>B BYE\n" "20 B>A 200 BYE\n" "60 --\n" },
	{ "from there it sends itself", "ok !media",
	    "0 A>B INVITE sdp=10.0.113.65;audio:4000:RTP/AVP:8\n" "2 B>A 200 sdp=10.0.113.66;audio:4002:RTP/AVP:8\n" "2.1 A>B ACK\n"
	    "2.1 A:4040>B:4002 FLOW until=20\n" "2.1 B:4002>A:4040 FLOW until=20\n" "20 A>B BYE\n" "20 B>A 200 BYE\n" "60 --\n" },
	{ "they go to where its signalling comes from", "!media.misdirected",
	    BEHIND "2.1 b:4002>n:4000 FLOW until=20\n" BEHIND_BYE },
	{ "media both ways clear the NAT of the signalling as well", "ok !nat.signalling",
	    "0 n:61000>b INVITE norport sentby=10.0.113.65:5060 contact=sip:x@10.0.113.65 "
	    "sdp=10.0.113.65;audio:4000:RTP/AVP:8\n"
	    "2 b>n:61000 200 sentby=10.0.113.65:5060 sdp=" AT_B "\n" "2.1 n:61000>b ACK\n"
	    "2.1 n:42000>b:4002 FLOW until=20\n" "2.2 b:4002>n:42000 FLOW until=20\n" BEHIND_BYE },
	{ "and so do those of the one hop that was captured", "ok !nat.signalling",
	    "0 n:61000>b INVITE norport sentby=10.0.113.65:5060 contact=sip:x@10.0.113.65 "
	    "sdp=10.0.113.65;audio:4000:RTP/AVP:8\n"
	    "0.1 b>c INVITE branch=x via=1 sdp=203.0.113.98;audio:4008:RTP/AVP:8\n" "1.9 c>b 200 branch=x via=1 sdp=203.0.113.99;audio:4010:RTP/AVP:8\n"
	    "2 b>n:61000 200 sentby=10.0.113.65:5060 sdp=" AT_B "\n" "2.1 n:61000>b ACK\n" "2.15 b>c ACK branch=xa via=1\n"
	    "2.1 n:42000>b:4002 FLOW until=20\n" "2.2 b:4002>n:42000 FLOW until=20\n" BEHIND_BYE },
};

/* Answered at once and over in three seconds; the caller's port is another one each time. */
#define QUICK(id, t, port, flows) t "1 a>b INVITE id=" id " sdp=203.0.113.97;audio:" port ":RTP/AVP:8\n" \
    t "4 b>a 200 id=" id " sdp=" AT_B "\n" t "5 a>b ACK id=" id "\n" flows t "99 a>b BYE id=" id "\n" t "99 b>a 200 BYE id=" id "\n"
#define TALKS(t, port) t "6 a:" port ">b:4002 FLOW n=90\n"
#define HEARS(t, port, n) t "6 b:4002>a:" port " FLOW n=" n "\n"
#define FIVE(flows) QUICK("v", "1.", "4000", flows("1.", "4000")) QUICK("w", "101.", "4010", flows("101.", "4010")) \
    QUICK("x", "201.", "4020", flows("201.", "4020")) QUICK("y", "301.", "4030", flows("301.", "4030")) \
    QUICK("z", "401.", "4040", flows("401.", "4040")) "999 --\n"
#define BOTH_TALK(t, port) TALKS(t, port) HEARS(t, port, "50")
#define HARDLY_HEARS(t, port) TALKS(t, port) HEARS(t, port, "49")

static const struct script answers[] = {
	{ "nothing comes back", "answer.suspicious", FIVE(TALKS) },
	{ "hardly anything comes back", "answer.suspicious", FIVE(HARDLY_HEARS) },
	{ "somebody talks there", "ok !answer", FIVE(BOTH_TALK) },
};

static void
an_answer_with_audio_is_one(void **state)
{
	(void)state;
	ALL(answers);
}

static void
audio_in_one_direction_only(void **state)
{
	(void)state;
	ALL(one_way);
}

static void
the_hop_tells_who_is_silent(void **state)
{
	(void)state;
	ALL(relays);
}

static void
no_audio_where_the_capture_would_show_it(void **state)
{
	(void)state;
	ALL(nothing);
	ALL(keys);
	ALL(checks);
}

static void
ports_that_are_closed(void **state)
{
	(void)state;
	ALL(refused);
}

static void
audio_that_goes_astray(void **state)
{
	(void)state;
	ALL(misdirected);
}

static void
payload_types_nobody_listed(void **state)
{
	(void)state;
	ALL(payloads);
	ALL(within);
}

static void
audio_that_comes_late(void **state)
{
	(void)state;
	ALL(late);
}

static void
packets_bear_out_a_private_address_or_clear_it(void **state)
{
	(void)state;
	ALL(inner);
}

static void
a_private_address_is_an_error_only_when_borne_out(void **state)
{
	(void)state;
	assert_int_equal(severity_of(BEHIND BEHIND_BYE), SEVERITY_WARNING);
	assert_int_equal(severity_of(BEHIND "2.1 n:42000>b:4002 FLOW until=20\n"
	    "2.1 b:4002>A:4000 FLOW until=20\n" BEHIND_BYE),
	    SEVERITY_ERROR);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(audio_in_one_direction_only),
		cmocka_unit_test(the_hop_tells_who_is_silent),
		cmocka_unit_test(no_audio_where_the_capture_would_show_it),
		cmocka_unit_test(ports_that_are_closed),
		cmocka_unit_test(audio_that_goes_astray),
		cmocka_unit_test(payload_types_nobody_listed),
		cmocka_unit_test(audio_that_comes_late),
		cmocka_unit_test(packets_bear_out_a_private_address_or_clear_it),
		cmocka_unit_test(an_answer_with_audio_is_one),
		cmocka_unit_test(a_private_address_is_an_error_only_when_borne_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
