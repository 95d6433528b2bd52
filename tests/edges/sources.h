/* SPDX-License-Identifier: MIT */
/* What is proven from several calls: scanners, guessers, registrars, peers, carriers. */
#define IS_404(method, user) "{i+1} a>b " method " id=x" user " user=" user "\n" "{i+1.1} b>a 404 " method " id=x" user " user=" user "\n"
#define LOGIN(user, nonce, response) \
	" | Authorization: Digest username=\"" user "\", realm=\"r\", nonce=\"" nonce "\", uri=\"sip:b\", response=\"" response "\"\n"
#define ASKS_R(nonce) " | WWW-Authenticate: Digest realm=\"r\", nonce=\"" nonce "\"\n"
/* One try for a user, in a call of its own; `at` is where in seconds, of the i-th. */
#define TRIES(who, id, at, user) \
	"{" at "} " who ">b REGISTER user=" user " id=" id LOGIN(user, "n" id, id) \
	"{" at "+0.1} b>" who " 401 REGISTER user=" user " id=" id ASKS_R("m" id)
/* The same in one call, with a response of its own. */
#define GUESSES_R(n, response) \
	"{i+" n "} a>b REGISTER id=g cseq={i+" n "}" LOGIN("2001", "n", response) "{i+" n ".1} b>a 401 REGISTER id=g cseq={i+" n "}" ASKS_R("n")
#define QUICK(first, answer, bye) \
	"{20*i+" first "} a>b INVITE id=q{i}\n" "{20*i+" answer "} b>a 200 id=q{i}\n" "{20*i+" answer "} a>b ACK id=q{i}\n" \
	"{20*i+" bye "} a>b BYE id=q{i}\n" "{20*i+" bye "} b>a 200 BYE id=q{i}\n"

static const struct edge edges_of_sources[] = {
	{ "SCANNED_USERS", 10, 9, "security.scanner", "!security", "[\n" IS_404("REGISTER", "10{i}") "]\n" "99 --\n" },
	{ "USUAL_USERS", 3, 2, "security.scanner", "!security",
	    "[\n" IS_404("REGISTER", "10{i}") "]\n" "[=8\n" IS_404("REGISTER", "1202555010{i}") "]\n" "99 --\n" },
	{ "SCANS_UNACKED", 3, 2, "security.scanner", "!security",
	    "[\n" "{i+1} a>b INVITE id=x{i} user=10{i}\n" "{i+1.1} b>a 404 id=x{i} user=10{i}\n" "]\n" "[=2\n" IS_404("REGISTER", "11{i}") "]\n" "199 --\n" },
	{ "EXTENSION_SHORTEST", 3, 2, "security.scanner", "!security",
	    "[=9\n" IS_404("REGISTER", "{2<1}1{i}") "]\n" IS_404("REGISTER", "12025550100") "99 --\n" },
	{ "EXTENSION_LONGEST", 4, 5, "security.scanner", "!security",
	    "[=9\n" IS_404("REGISTER", "{4<1}100{i}") "]\n" IS_404("REGISTER", "12025550100") "99 --\n" },
	{ "GUESSES", 10, 9, "security.password-guessing", "!security", "[\n" GUESSES_R("1", "x{i}") "]\n" "99 --\n" },
	{ "GUESSED_USERS", 3, 2, "security.password-guessing", "!security",
	    "[=6\n" TRIES("a", "u{i}", "60*i+1", "2001") TRIES("a", "w{i}", "60*i+21", "2002") "{2<" TRIES("a", "x{i}", "60*i+41", "2003") "}]\n" "999 --\n" },
	{ "OTHER_RESPONSES", 3, 2, "security.password-guessing", "!security",
	    "[=8\n" GUESSES_R("1", "x") "]\n" "[\n" GUESSES_R("9", "x{i}") "]\n" "99 --\n" },
	/* Other passwords: then it is no registrar that refuses everybody. */
	{ "OTHER_RESPONSES", 3, 2, "security.password-guessing %proven !%possible", "security.password-guessing %possible",
	    "[1*v+1\n" "{i+1} a>b REGISTER user=30{i} id=g{i}" LOGIN("30{i}", "n", "x{i}") "{i+1.1} b>a 401 REGISTER user=30{i} id=g{i}" ASKS_R("n") "]\n"
	    "[=10\n" TRIES("a", "u{i}", "i+9", "20{i}") "]\n" "99 --\n" },
	{ "GUESSED_WITHIN", 60, 60.000001, "security.password-guessing", "!security",
	    "[=9\n" TRIES("a", "u{i}", "i", "2001") "]\n" TRIES("a", "last", "v", "2001") "999 --\n" },
	{ "REFUSED_USERS", 10, 9, "register.all-refused", "!register",
	    "[=5\n" TRIES("a", "u{i}", "i", "20{i}") "]\n" "[-5\n" TRIES("d", "w{i}", "i+5", "30{i}") "]\n" "99 --\n" },
	{ "TRIES_EACH", 2, 3, "register.all-refused", "!register",
	    "[\n" TRIES("d", "w{i}", "i", "300") "]\n" "[=9\n" TRIES("a", "u{i}", "i+5", "20{i}") "]\n" "99 --\n" },
	{ "REFUSED_WITHIN", 120, 120.000001, "register.all-refused", "!register",
	    "[=9\n" TRIES("a", "u{i}", "i", "20{i}") "]\n" TRIES("d", "last", "v", "300") "999 --\n" },

	{ "PEER_SILENT", 3, 2, "options.peer-down", "!options.peer-down", "[\n" "{15*i} a>b OPTIONS id=o{i}\n" "]\n" "90 --\n" },
	{ "PEER_PATIENCE", 5, 4.999999, "options.peer-down", "!options.peer-down", "[=3\n" "{15*i} a>b OPTIONS id=o{i}\n" "]\n" "{v+30} --\n" },
	{ "GIVEN_UP_REQUESTS", 3, 2, "path.no-response #given-up", "!path.no-response",
	    "0 a>d OPTIONS id=o\n" "0.1 d>a 200 OPTIONS id=o\n" "[\n" "{20*i+1} a>b INVITE id=x{i}\n" "{20*i+1.5} a>b INVITE id=x{i}\n" "]\n" "200 --\n" },
	{ "GIVEN_UP_COPIES", 2, 1, "path.no-response #given-up", "!path.no-response",
	    "0 a>d OPTIONS id=o\n" "0.1 d>a 200 OPTIONS id=o\n" "[=3\n" "{20*i+1} a>b INVITE id=x{i}\n{1<{20*i+1.5} a>b INVITE id=x{i}\n}]\n" "200 --\n" },
	{ "STRAY_ANSWERS", 3, 2, "capture.one-sided", "!capture.one-sided", "[\n" "{20*i+1} a>b 200 OPTIONS id=x{i} branch=x{i}\n" "]\n" "200 --\n" },
	{ "CREDENTIALS_UNANSWERED", 2, 1, "capture.one-sided", "!capture.one-sided",
	    "[\n" "{20*i+1} a>b REGISTER id=x{i}" LOGIN("u", "n", "x") "]\n" "200 --\n" },
	{ "QUICK_ANSWERS", 5, 4, "answer.suspicious", "!answer.suspicious", "[\n" QUICK("1", "1.5", "4") "]\n" "999 --\n" },
	{ "QUICK_ONE_IN", 4, 5, "answer.suspicious", "!answer.suspicious",
	    "[=5\n" QUICK("1", "1.5", "4") "]\n"
	    "[5*v-5\n" "{20*i+201} a>b INVITE id=s{i}\n" "{20*i+204} b>a 200 id=s{i}\n" "{20*i+204} a>b ACK id=s{i}\n"
	    "{20*i+209} a>b BYE id=s{i}\n" "{20*i+209} b>a 200 BYE id=s{i}\n" "]\n" "2999 --\n" },
	{ "QUICK_WITHIN", 1, 1.000001, "answer.suspicious", "!answer.suspicious", "[=5\n" QUICK("1", "1+v", "4") "]\n" "999 --\n" },
	{ "QUICK_OVER", 10, 10.000001, "answer.suspicious", "!answer.suspicious", "[=5\n" QUICK("1", "1.5", "1.5+v") "]\n" "999 --\n" },
	{ "REGISTER_LATE", 5, 4.999999, "register.gap", "!register.gap",
	    "0 a>b REGISTER user=u | Expires: 300\n" "0.1 b>a 200 REGISTER user=u | Expires: 300\n"
	    "{v+300.1} a>b REGISTER user=u cseq=2 | Expires: 300\n" "{v+300.2} b>a 200 REGISTER user=u cseq=2 | Expires: 300\n" },
};

/* Told while somebody looks on, not before there are enough to say that it may be the registrar. */
static const struct edge edges_of_sources_live[] = {
	{ "REFUSED_USERS", 10, 9, "security.password-guessing %possible", "!security", "[\n" TRIES("a", "u{i}", "i", "20{i}") TRIES("a", "w{i}", "i+0.5", "20{i}") "]\n" "99 --\n" },
};
