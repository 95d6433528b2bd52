/* SPDX-License-Identifier: MIT */
/* Session descriptions and what the packets show; gateways that rewrite. */
#define SDP_A "203.0.113.97;audio:4000:RTP/AVP:8,0"
#define SDP_B "203.0.113.98;audio:4002:RTP/AVP:8,0"
#define TALK_FROM_2 "0 a>b INVITE sdp=" SDP_A "\n" "2 b>a 200 sdp=" SDP_B "\n" "2 a>b ACK\n"
#define HANGS_UP "20 a>b BYE\n" "20 b>a 200 BYE\n" "60 --\n"
#define FROM_A "2.1 a:4000>b:4002 FLOW until=20\n"
#define FROM_B "2.1 b:4002>a:4000 FLOW until=20\n"
#define REPORTS "11 b:4003>a:4001 FLOW pt=- rtcp=9 until=16 sent=250\n"
#define INSIDE "0 C>b INVITE branch=x sentby=10.0.0.7:5060 contact=sip:x@10.0.0.7:5060 sdp=10.0.0.7;audio:4000:RTP/AVP:0\n"
#define OUTSIDE " INVITE branch=x sdp=203.0.113.97;audio:4000:RTP/AVP:0\n"
#define STOPPED "192.0.2.1;audio:4000:RTP/AVP:8:inactive"
#define ON_HOLD \
	"0 a>b INVITE sdp=" SDP_A "\n" "1 b>a 200 sdp=" SDP_B "\n" "1.1 a>b ACK\n" \
	"5 a>b INVITE cseq=2 to=t sdp=203.0.113.97;audio:4000:RTP/AVP:8:sendonly\n" \
	"5.1 b>a 200 cseq=2 sdp=203.0.113.98;audio:4002:RTP/AVP:8:recvonly\n" "5.2 a>b ACK cseq=2\n" \
	"10 a>b INVITE cseq=3 to=t sdp=" SDP_A "\n" "10.1 b>a 500 cseq=3\n" "10.2 a>b ACK cseq=3 branch=3\n"

static const struct edge edges_of_media[] = {
	{ "INACTIVE_FOR", 10, 9.999999, "media.bad-answer", "!media.bad-answer",
	    "0 a>b INVITE sdp=" STOPPED "\n" "1 b>a 200 sdp=" STOPPED "\n" "1.1 a>b ACK\n" "{v+1} a>b BYE\n" "{v+1.1} b>a 200 BYE\n" "60 --\n" },
	{ "STUCK_FOR", 10, 9.999999, "media.direction-stuck", "!(media !media.direction-stuck ?media.direction-stuck?", ON_HOLD "{v+10.1} --\n" },
	{ "MEDIA_TALK", 50, 49, "media.one-way", "!media.one-way", TALK_FROM_2 "2.1 a:4000>b:4002 FLOW n={v} until=20\n" HANGS_UP },
	{ "MEDIA_TALK", 50, 49, "media.misdirected", "!media.misdirected", TALK_FROM_2 "2.1 a:4000>x:4002 FLOW n={v} until=20\n" FROM_B HANGS_UP },
	{ "MEDIA_TALK", 50, 49, "media.wrong-payload", "!media.wrong-payload", TALK_FROM_2 "2.1 a:4000>b:4002 FLOW n={v} pt=3 until=20\n" FROM_B HANGS_UP },
	{ "MEDIA_TALK", 50, 49, "media.late", "!media.late", TALK_FROM_2 FROM_A "9 b:4002>a:4000 FLOW n={v} until=20\n" HANGS_UP },
	{ "MEDIA_SHORTEST", 3, 2.999999, "media.one-way", "!media.one-way",
	    TALK_FROM_2 "2.1 a:4000>b:4002 FLOW until=5.1\n" "{v+2} a>b BYE\n" "{v+2} b>a 200 BYE\n" "60 --\n" },
	{ "MEDIA_SHORTEST", 3, 2.999999, "media.one-way", "!media.one-way", TALK_FROM_2 "2 a:4000>b:4002 FLOW n=90 until={v+2}\n" HANGS_UP },
	{ "MEDIA_SHORTEST", 3, 2.999999, "media.one-way", "!media.one-way",	/* before it is put on hold */
	    TALK_FROM_2 "{-1*v+8} a:4000>b:4002 FLOW until=20\n" "8 a>b INVITE cseq=2 to=t sdp=203.0.113.97;audio:4000:RTP/AVP:8:sendonly\n"
	    "8 b>a 200 cseq=2 sdp=203.0.113.98;audio:4002:RTP/AVP:8:recvonly\n" "8 a>b ACK cseq=2\n" HANGS_UP },
	{ "MEDIA_STRAGGLES", 0.499999, 0.5, "media.one-way", "!media.one-way",
	    TALK_FROM_2 FROM_A "1 b:4002>a:4000 FLOW n=20 until={v+2}\n" HANGS_UP },
	{ "MEDIA_LATE", 2.000001, 2, "media.late", "!media.late", TALK_FROM_2 FROM_A "{v+2} b:4002>a:4000 FLOW until=20\n" HANGS_UP },
	/* after the ACK as well */
	{ "MEDIA_LATE", 2.000001, 2, "media.late", "!media.late", "0 a>b INVITE sdp=" SDP_A "\n" "2 b>a 200 sdp=" SDP_B "\n" "2.5 a>b ACK\n"
	    FROM_A "{v+2.5} b:4002>a:4000 FLOW until=20\n" HANGS_UP },
	/* and not of both sides */
	{ "MEDIA_LATE", 2, 2.000001, "media.late", "!media.late", TALK_FROM_2 "{v+2} a:4000>b:4002 FLOW until=20\n" "9 b:4002>a:4000 FLOW until=20\n" HANGS_UP },
	{ "MEDIA_ANY", 1, 0, "media.late", "!media.late", TALK_FROM_2 "{0<2.1 a:4000>b:4002 FLOW until=20 n=1\n}" "9 b:4002>a:4000 FLOW until=20\n" HANGS_UP },
	{ "MEDIA_REFUSALS", 3, 2, "media.refused", "!media.refused", TALK_FROM_2 FROM_A "3 a:4000>b:4002 ICMP n={v} until=18\n" HANGS_UP },
	{ "ICE_CHECKS", 5, 4, "media.none", "!media.none", "0 a>b INVITE sdp=" SDP_A ":ice-ufrag:x\n" "2 b>a 200 sdp=" SDP_B ":ice-ufrag:y\n"
	    "2 a>b ACK\n" "2.2 a:4000>b:4002 FLOW pt=- n={v} num=256 until=12\n" HANGS_UP },
	{ "DTLS_HELLOS", 4, 3, "media.dtls-failed", "!media.dtls-failed", TALK_FROM_2 "2.1 a:4000>b:4002 FLOW pt=- n=9 num=256 hello={v} until=12\n" HANGS_UP },
	/* until the other side's last packet, and until the end of the call */
	{ "MEDIA_ENDS", 10, 9.999999, "media.one-way", "!media.one-way",
	    TALK_FROM_2 "2.1 b:4002>a:4000 FLOW until=5\n" "2.1 a:4000>b:4002 FLOW until={v+5}\n" REPORTS HANGS_UP },
	{ "MEDIA_ENDS", 10, 9.999999, "media.one-way", "!media.one-way",
	    TALK_FROM_2 FROM_A "2.1 b:4002>a:4000 FLOW until={-1*v+20}\n" REPORTS HANGS_UP },
	{ "MEDIA_ENDS", 10, 9.999999, "media.one-way", "!media.one-way", "0 a>p INVITE sdp=" SDP_A "\n" "0.1 p>b INVITE branch=p via=1 sdp=203.0.113.114;audio:5000:RTP/AVP:8\n"
	    "2 b>p 200 branch=p via=1 sdp=" SDP_B "\n" "2.1 p>a 200 sdp=203.0.113.114;audio:5002:RTP/AVP:8\n" "2.2 a>p ACK branch=a1\n" "2.3 p>b ACK branch=a2 via=1\n"
	    "2.5 a:4000>r:5002 FLOW until=29\n" "2.5 b:4002>r:5000 FLOW until={v+9}\n" "2.5 r:5000>b:4002 FLOW until=29\n" "2.5 r:5002>a:4000 FLOW until=9\n"
	    "30 a>p BYE branch=y1\n" "30 p>b BYE branch=y2 via=1\n" "30 b>p 200 BYE branch=y2 via=1\n" "30 p>a 200 BYE branch=y1\n" "60 --\n" },
	{ "MEDIA_PACE", 1000, 1001, "media.one-way", "!media.one-way",
	    TALK_FROM_2 FROM_A "2.1 b:4002>a:4000 FLOW until=5\n" "10 b:4003>a:4001 FLOW pt=- rtcp=9 until=11 sent={v}\n" HANGS_UP },
	{ "MEDIA_TALK", 50, 49, "media.one-way", "!media.one-way",
	    TALK_FROM_2 FROM_A "2.1 b:4002>a:4000 FLOW until=5\n" "10 b:4003>a:4001 FLOW pt=- rtcp=9 until=15 sent={v}\n" HANGS_UP },
	{ "MEDIA_TALK", 50, 49, "media.one-way", "!media.one-way", TALK_FROM_2 FROM_A "2.1 b:4002>a:4000 FLOW n={v} until=5\n" REPORTS HANGS_UP },
	{ "MEDIA_STRAGGLES", 0.5, 0.499999, "media.one-way", "!media.one-way",
	    TALK_FROM_2 FROM_A "2.1 b:4002>a:4000 FLOW until=5\n" "{v+5} b:4003>a:4001 FLOW pt=- rtcp=9 until=15 sent=400\n" HANGS_UP },
	{ "WRONG_PAYLOAD_SHARE", 51, 50, "media.wrong-payload", "!media.wrong-payload",
	    TALK_FROM_2 FROM_B "2.1 a:4000>b:4002 FLOW n={v} cn={-1*v+100} pt=3 until=20\n" HANGS_UP },

	{ "ALG_WITHIN", 1, 1.000001, "nat.alg", "!nat.alg", INSIDE "{v} a>b" OUTSIDE "2 b>a 200 branch=x\n" },
	{ "ALG_SERVER_WITHIN", 0.1, 0.100001, "nat.alg", "!nat.alg",
	    "0 a>b INVITE branch=x\n" "{v} a>d INVITE branch=x contact=sip:y@203.0.113.1\n" "4 d>a 200 branch=x\n" "4.2 a>d ACK\n" },
	{ "ALG_LOOKED_AT", 200, 201, "nat.alg", "!nat.alg",
	    INSIDE "[-2\n" "{0.001*i+0.001} x>y OPTIONS id=o{i}\n" "]\n" "0.9 a>b" OUTSIDE "2 b>a 200 branch=x\n" },
};
