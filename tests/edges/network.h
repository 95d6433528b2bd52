/* SPDX-License-Identifier: MIT */
/* What the network says beside SIP. */
#define ASKED_B "0 a>b INVITE user=x\n" "0.1 b>a 100 user=x\n"
#define HEALTHY "0 a>b INVITE\n" "0.1 b>a 200\n" "0.2 a>b ACK\n" "9 a>b BYE\n" "9.1 b>a 200 BYE\n"

static const struct edge edges_of_network[] = {
	{ "ERROR_WITHIN", 5, 5.000001, "path.refused", "!path.refused", "0 a>b INVITE\n" "{v} a>b NET host by=r\n" },
	{ "ERROR_WITHIN", 5, 5.000001, "path.response-lost", "!path.response-lost",
	    "0 a>b REGISTER\n" "0.5 a>b REGISTER\n" "1 b>a 404 REGISTER\n" "{v+1} b>a NET closed quote=SIP/2.0_404_Not_Found by=a\n" "60 --\n" },
	{ "REASSEMBLY_WITHIN", 65, 65.000001, "path.fragmented", "!path.fragmented",
	    "0 a>b INVITE size=1600\n" "0.5 a>b INVITE size=1600\n" "{v+0.5} a>b NET reassembly by=b\n" },
	{ "SAID_AGAIN", 0.1, 0.099999, "path.refused", "ok !path.refused",
	    HEALTHY "11 x:40000>d NET tcp-refused\n" "{v+11} x:40000>d NET tcp-refused\n" "200 --\n" },
	{ "CONNECTION_ENDS_WITHIN", 240, 240.000001, "path.connection-lost", "!path.connection-lost",
	    "0 a>b INVITE tcp\n" "{v} b>a NET tcp-reset\n" },
	/* The name had no address either, when last asked. */
	{ "ADDRESS_ASKED_BEFORE", 60, 60.000001, "path.dns-failed", "!path.dns-failed",
	    "0 b>n:53 NET no-name name=example.net detail=A\n" "{v-0.2} a>b INVITE user=x\n" "{v-0.1} b>a 100 user=x\n"
	    "{v} b>n:53 NET no-name name=_sip._udp.example.net detail=SRV\n" "{v+5} b>a 180 user=x\n" "{v+9} b>a 480 user=x\n"
	    "{v+9.1} a>b ACK branch=1 user=x\n" },
	{ "NAME_FAILED_JUST_NOW", 0.999999, 1, "path.dns-failed", "!path.dns-failed",
	    ASKED_B "0.2 b>n:53 NET no-name name=_sip._udp.example.net detail=SRV\n" "{v+0.2} b>a 480 user=x\n" "{v+0.3} a>b ACK branch=1 user=x\n" },
	{ "ALONE_PATIENCE", 64, 64.000001, "!path.tls-failed", "path.tls-failed",
	    "0 a>b:5061 NET tls-alert detail=unknown_ca num=48\n" "{v} a>b:5061 NET tls-good\n" },
	{ "ALONE_PATIENCE", 64, 64.000001, "!path.dns-failed", "path.dns-failed",
	    "0 a>n:53 NET no-name name=_sip._udp.trunk.example detail=SRV\n" "{v} a>n:53 NET dns-good name=trunk.example detail=A\n" },
	{ "ALONE_PATIENCE", 64, 64.000001, "!path.refused", "path.refused",
	    "0 a>b OPTIONS id=x\n" "0 b>a 200 OPTIONS id=x\n" "{v} a>b NET host by=r quote=INVITE_sip:x_SIP/2.0\n" },
	{ "TLS_OTHERS", 1800, 1800.000001, "!path.tls-failed", "path.tls-failed",
	    "0 x>b:5061 NET tls-good\n" "{v} a>b:5061 NET tls-closed\n" },
	{ "FAIL_OVERS", 3, 2, "path.refused", "!path.refused",
	    "[\n" "{10*i} a>b INVITE branch=one id=x{i}\n" "{10*i+0.01} a>b NET closed\n" "{10*i+0.1} a>d INVITE branch=two id=x{i}\n"
	    "{10*i+0.2} d>a 486 branch=two id=x{i}\n" "{10*i+0.3} a>d ACK branch=two id=x{i}\n" "]\n" "200 --\n" },
};
