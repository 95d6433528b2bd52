/* SPDX-License-Identifier: MIT */
#include "script.h"

#define ALL(scripts) expect_all(scripts, sizeof scripts / sizeof *scripts)

#define ASK(t, user, rest) t " a>b OPTIONS id=" user " user=" user rest "\n" t "1 b>a 404 OPTIONS id=" user " user=" user "\n"
#define TRY(t, user) t " a>b REGISTER id=" user " user=" user "\n" t "1 b>a 404 REGISTER id=" user " user=" user "\n"
#define TEN(what) \
	what("1.", "100") what("2.", "101") what("3.", "102") what("4.", "103") what("5.", "104") what("6.", "105") \
	what("7.", "106") what("8.", "107") what("9.", "108") what("10.", "109")
#define DIAL(t, user) t " a>b INVITE id=" user " user=" user "\n" t "1 b>a 404 id=" user " user=" user "\n" \
	t "2 a>b ACK id=" user " user=" user " branch=1\n"
#define ALIVE(t, user) t " b>a:1" user " OPTIONS id=" user " user=" user "\n" t "1 a:1" user ">b 404 OPTIONS id=" user " user=" user "\n"
#define BUSY(t, user) t " a>b INVITE id=" user " user=" user "\n" t "1 b>a 486 id=" user " user=" user "\n" \
	t "2 a>b ACK id=" user " user=" user " branch=1\n"
#define GHOST(t, user) t " a>b INVITE id=" user " user=" user "\n" t "1 b>a 404 id=" user " user=" user "\n"

#define REFUSED(t, user) t " b>a 404 id=" user " user=00441904" user "\n"
#define FAR(t, user) t " a>b INVITE id=" user " user=00441904" user "\n" t "1 b>a 404 id=" user " user=00441904" user "\n"
#define LOST(t, user) t " a>b INVITE id=" user " user=00441904" user "\n" FAR(t "5", user)

#define BURST(what) \
	what("1.0", "100") what("1.1", "101") what("1.2", "102") what("1.3", "103") what("1.4", "104") what("1.5", "105") \
	what("1.6", "106") what("1.7", "107") what("1.8", "108") what("1.9", "109")

#define OF(method, t, user, code) t " a>b " method " id=" user " user=" user "\n" t "1 b>a " code " " method " id=" user " user=" user "\n"
#define WATCH(t, user) OF("SUBSCRIBE", t, user, "404")
#define WRITE(t, user) OF("MESSAGE", t, user, "404")
#define PING(t, user) OF("OPTIONS", t, user, "404")
#define SAY(t, user) OF("PUBLISH", t, user, "404")
#define WITHIN(t, user) t " a>b MESSAGE to=t id=" user " user=" user "\n" t "1 b>a 404 MESSAGE id=" user " user=" user "\n"
#define SILENT(t, user) t " a>b REGISTER id=" user " user=" user "\n"

#define CREDENTIALS(user, nonce, response) \
	" | Authorization: Digest username=\"" user "\", realm=\"r\", nonce=\"" nonce "\", uri=\"sip:b\", response=\"" response "\""
#define ASKED " | WWW-Authenticate: Digest realm=\"r\", nonce=\"n\""
#define BY(agent) " | User-Agent: " agent
#define GUESSED(agent) \
	"1 a>b REGISTER id=g" CREDENTIALS("2001", "n", "1") BY("friendly-scanner") "\n" "1.1 b>a 401 REGISTER id=g" ASKED "\n" \
	"2 a>b REGISTER id=h" CREDENTIALS("2001", "n", "2") BY(agent) "\n" "2.1 b>a 200 REGISTER id=h\n"

/* Each of their failures once more. */
#define ONCE_MORE(second) \
	REFUSED(second ".0", "100") REFUSED(second ".1", "101") REFUSED(second ".2", "102") REFUSED(second ".3", "103") REFUSED(second ".4", "104") \
	REFUSED(second ".5", "105") REFUSED(second ".6", "106") REFUSED(second ".7", "107") REFUSED(second ".8", "108") REFUSED(second ".9", "109")

static const struct script scanners[] = {
	{ "by its name", "security.scanner %proven #scanner-agent !#scanner-users !#scanner-usual !#scanner-unacked !security.password",
	    ASK("1.", "100", " | User-Agent: friendly-scanner") "99 --\n" },
	{ "what it asks for is refused, and no failure", "security.scanner code.404",
	    "1 a>b INVITE user=100 | User-Agent: friendly-scanner\n" "1.1 b>a 404 user=100\n" "99 --\n" },
	{ "by its name, and no address but that in Via", "security.scanner",
	    "1 ?>? INVITE user=100 sentby=[2001:db8::66]:5071 | User-Agent: friendly-scanner\n" "1.1 ?>? 404 user=100 sentby=[2001:db8::66]:5071\n" "99 --\n" },
	{ "a phone without address", "!security",
	    "1 ?>? INVITE user=100 sentby=192.0.2.66 | User-Agent: Phone/1\n" "1.1 ?>? 404 user=100 sentby=192.0.2.66\n" "99 --\n" },
	{ "ten users that every scanner tries", "security.scanner %likely #scanner-users #scanner-usual !#scanner-unacked !#scanner-agent", TEN(TRY) "99 --\n" },
	{ "calls that nobody acknowledges", "security.scanner #scanner-unacked:10", TEN(GHOST) "199 --\n" },
	{ "the same in a trace that ends soon after", "security.scanner #scanner-unacked:10 !#scanner-usual", TEN(FAR) "16 --\n" },
	{ "before anybody could have acknowledged", "!security", BURST(FAR) "6 --\n" },
	{ "a moment later", "security.scanner", BURST(FAR) "7 --\n" },
	{ "at once, where each failure comes three times", "security.scanner #scanner-unacked:10", BURST(FAR) ONCE_MORE("2") ONCE_MORE("3") "4.5 --\n" },
	{ "where it comes twice", "!security", BURST(FAR) ONCE_MORE("2") "4.5 --\n" },
	{ "whoever asks twice waits for an answer", "!security", TEN(LOST) "16 --\n" },
	{ "subscriptions to users that are not there", "security.scanner", TEN(WATCH) "99 --\n" },
	{ "messages to them", "security.scanner", TEN(WRITE) "99 --\n" },
	{ "asked whether they live", "security.scanner", TEN(PING) "99 --\n" },
	{ "what is published is nobody else's", "!security", TEN(SAY) "99 --\n" },
	{ "asked within a call", "!security", TEN(WITHIN) "99 --\n" },
	{ "and nothing is answered", "!security", TEN(SILENT) "99 --\n" },
	{ "by its name, and what it guessed was right", "security.scanner #guess-accepted", GUESSED("friendly-scanner") "99 --\n" },
	{ "whoever else is behind its address may register", "security.scanner !#guess-accepted", GUESSED("Phone/1") "99 --\n" },
	{ "it is registered", "!security",
	    "0 a>b REGISTER id=own user=own\n" "0.1 b>a 200 REGISTER id=own user=own\n" TEN(TRY) "99 --\n" },
	{ "it is called later and acknowledges", "!security",
	    TEN(TRY) "20 a>b INVITE id=ok\n" "21 b>a 200 id=ok\n" "21.1 a>b ACK id=ok\n" "99 --\n" },
	{ "a dialler that is refused for many long numbers", "!security",
	    DIAL("1.", "12025550101") DIAL("2.", "12025550102") DIAL("3.", "12025550103") DIAL("4.", "12025550104")
	    DIAL("5.", "12025550105") DIAL("6.", "12025550106") DIAL("7.", "12025550107") DIAL("8.", "12025550108")
	    DIAL("9.", "12025550109") DIAL("10.", "12025550110") "99 --\n" },
	{ "phones behind one address are asked whether they are alive", "!security",
	    TEN(ALIVE) "99 --\n" },
	{ "calls to extensions that are busy", "!security", TEN(BUSY) "99 --\n" },
	{ "two calls to extensions that are not there", "!security", DIAL("1.", "100") DIAL("2.", "101") "99 --\n" },
};

#define WITH CREDENTIALS("2001", "n", "x")
#define GUESS(n, t) t " a>b REGISTER id=g cseq=" n CREDENTIALS("2001", "n", n) "\n" t "1 b>a 401 REGISTER id=g cseq=" n ASKED "\n"
#define NINE GUESS("1", "1.") GUESS("2", "2.") GUESS("3", "3.") GUESS("4", "4.") GUESS("5", "5.") GUESS("6", "6.") \
	GUESS("7", "7.") GUESS("8", "8.") GUESS("9", "9.")
#define AGAIN(n, t) t " a>b REGISTER id=g cseq=" n WITH "\n" t "1 b>a 401 REGISTER id=g cseq=" n ASKED "\n"
#define ELSEWHERE(n, t) t " a>b REGISTER id=g cseq=" n CREDENTIALS("2001", "n" n, n) "\n" \
	t "1 b>a 401 REGISTER id=g cseq=" n " | WWW-Authenticate: Digest realm=\"q\", nonce=\"m" n "\"\n"
#define STALE(n, t) t " a>b REGISTER id=g cseq=" n WITH "\n" t "1 b>a 401 REGISTER id=g cseq=" n ASKED ", stale=true\n"
#define ONE(id, t) t " a>b INVITE id=" id WITH "\n" t "1 b>a 407 id=" id "\n" t "2 a>b ACK id=" id " branch=1\n" \
	t "3 a>b INVITE id=" id " cseq=2" WITH "\n" t "4 b>a 200 id=" id " cseq=2\n" t "5 a>b ACK id=" id " cseq=2\n"
/* A try of its own call, for a user, from somewhere. */
#define FROM(who, id, t, user) t " " who ">b REGISTER user=" user " id=" id CREDENTIALS(user, "n" id, id) "\n" \
	t "1 b>" who " 401 REGISTER user=" user " id=" id " | WWW-Authenticate: Digest realm=\"r\", nonce=\"m" id "\"\n"
#define IN_LOG(who, id, t, user) t " " who ">? REGISTER user=" user " id=" id CREDENTIALS(user, "n" id, id) "\n" \
	t "1 ?>" who " 401 REGISTER user=" user " id=" id " | WWW-Authenticate: Digest realm=\"r\", nonce=\"m" id "\"\n"
#define TWO_IN_LOG(n, t) IN_LOG("a", n, t, "10" n) IN_LOG("d", n "d", t "5", "20" n)
#define FOUR_IN_LOG TWO_IN_LOG("1", "1.") TWO_IN_LOG("2", "2.")
#define SIX_IN_LOG TWO_IN_LOG("3", "3.") TWO_IN_LOG("4", "4.") TWO_IN_LOG("5", "5.")
#define CRACK(n, t) FROM("a", n, t, "2001")
#define EACH_OF(what, sep) what("1", "1" sep) what("2", "2" sep) what("3", "3" sep) what("4", "4" sep) what("5", "5" sep) \
	what("6", "6" sep) what("7", "7" sep) what("8", "8" sep) what("9", "9" sep)
#define BY_PROXY(n, t) t " a>b INVITE id=g" n " | Proxy-Authorization: Digest username=\"2001\", realm=\"r\", nonce=\"n" n \
	"\", uri=\"sip:b\", response=\"" n "\"\n" t "1 b>a 407 id=g" n " | Proxy-Authenticate: Digest realm=\"r\", nonce=\"m" n "\"\n" \
	t "2 a>b ACK id=g" n " branch=1\n"
#define SPREAD(n, t) FROM("a", n, t, "200" n)
#define THREE(n, t) FROM("a", n, t, "2001") FROM("a", n "b", t "5", "2002") FROM("a", n "c", t "7", "2003")
#define GOOD "0 a>b REGISTER id=own user=own\n" "0.1 b>a 200 REGISTER id=own user=own\n"
#define HALVES(n, t) FROM("a", n, t, "10" n) FROM("d", n "d", t "5", "20" n)
#define FIVE_HALVES HALVES("1", "1.") HALVES("2", "2.") HALVES("3", "3.") HALVES("4", "4.") HALVES("5", "5.")
#define FIVE_MORE HALVES("11", "221.") HALVES("12", "222.") HALVES("13", "223.") HALVES("14", "224.") HALVES("15", "225.")
#define Z_IN(t) t " z>b REGISTER id=z user=z\n" t "1 b>z 200 REGISTER id=z user=z\n"

#define PAIR(n, t) FROM("a", n, t, "20" n) FROM("a", n "b", t "5", "20" n)

#define QOP(n, t) t " a>b REGISTER id=g cseq=" n CREDENTIALS("2001", "n", n) ", cnonce=\"c" n "\", qop=auth, nc=0000000" n "\n" \
	t "1 b>a 401 REGISTER id=g cseq=" n ASKED "\n"
#define RENEWED(n, t) t " a>b REGISTER id=g cseq=" n CREDENTIALS("2001", "n" n, n) "\n" \
	t "1 b>a 401 REGISTER id=g cseq=" n " | WWW-Authenticate: Digest realm=\"r\", nonce=\"m" n "\"\n"

static const struct script guessers[] = {
	{ "another response each time, as qop has it", "!security",
	    EACH_OF(QOP, ".") QOP("10", "10.") QOP("11", "11.") QOP("12", "12.") QOP("13", "13.") "99 --\n" },
	{ "another nonce each time", "!security",
	    EACH_OF(RENEWED, ".") RENEWED("10", "10.") RENEWED("11", "11.") RENEWED("12", "12.") RENEWED("13", "13.") "99 --\n" },
	{ "ten passwords for one nonce", "security.password-guessing %proven !#guess-accepted", NINE GUESS("10", "10.") "99 --\n" },
	{ "nine refused", "!security", NINE "99 --\n" },
	{ "one password ten times", "auth.bad-credentials !security",
	    AGAIN("1", "1.") AGAIN("2", "2.") AGAIN("3", "3.") AGAIN("4", "4.") AGAIN("5", "5.") AGAIN("6", "6.") AGAIN("7", "7.")
	    AGAIN("8", "8.") AGAIN("9", "9.") AGAIN("10", "10.") AGAIN("11", "11.") AGAIN("12", "12.") "99 --\n" },
	{ "a call each, one after the other", "security.password-guessing", EACH_OF(CRACK, ".") CRACK("10", "10.") "99 --\n" },
	{ "nine calls, one of them tried twice", "!security",
	    EACH_OF(CRACK, ".") "9.5 a>b REGISTER user=2001 id=9 cseq=2" CREDENTIALS("2001", "m9", "10") "\n"
	    "9.6 b>a 401 REGISTER user=2001 id=9 cseq=2 | WWW-Authenticate: Digest realm=\"r\", nonce=\"m10\"\n" "99 --\n" },
	{ "a call each, by a proxy's challenge", "security.password-guessing", EACH_OF(BY_PROXY, ".") BY_PROXY("10", "10.") "99 --\n" },
	{ "a call each, a minute apart", "!security", EACH_OF(CRACK, "0.") CRACK("10", "100.") "999 --\n" },
	{ "three users, four tries each", "security.password-guessing !register.all-refused",
	    THREE("1", "1.") THREE("2", "2.") THREE("3", "3.") THREE("4", "4.") "99 --\n" },
	{ "three users of a source that carries good calls, slowly", "!security",
	    GOOD THREE("1", "10.") THREE("2", "40.") THREE("3", "70.") THREE("4", "100.") "999 --\n" },
	{ "ten users once each, from one place", "security.password-guessing (register.all-refused) %possible",
	    EACH_OF(SPREAD, ".") FROM("a", "10", "10.", "2010") "99 --\n" },
	{ "ten users once each, from a place that registered before", "register.all-refused",
	    GOOD EACH_OF(SPREAD, ".") FROM("a", "10", "10.", "2010") "99 --\n" },
	{ "ten users once each, from two places", "register.all-refused %likely !security",
	    HALVES("1", "1.") HALVES("2", "2.") HALVES("3", "3.") HALVES("4", "4.") HALVES("5", "5.") "99 --\n" },
	{ "the registrar's own log, which has its address nowhere", "register.all-refused #registrar-refuses:example.net", FOUR_IN_LOG SIX_IN_LOG "99 --\n" },
	{ "and one got in", "!register.all-refused", FOUR_IN_LOG "2.9 z>? REGISTER id=z user=z\n" "2.95 ?>z 200 REGISTER id=z user=z\n" SIX_IN_LOG "99 --\n" },
	{ "nine users once each, from two places", "!register.all-refused",
	    HALVES("1", "1.") HALVES("2", "2.") HALVES("3", "3.") HALVES("4", "4.") FROM("a", "5", "5.", "105") "99 --\n" },
	{ "somebody got in meanwhile", "!register.all-refused",
	    HALVES("1", "1.") HALVES("2", "2.") HALVES("3", "3.") "3.8 z>b REGISTER id=z user=z\n" "3.9 b>z 200 REGISTER id=z user=z\n"
	    HALVES("4", "4.") HALVES("5", "5.") "99 --\n" },
	{ "somebody got in before", "register.all-refused",
	    "0 z>b REGISTER id=z user=z\n" "0.1 b>z 200 REGISTER id=z user=z\n"
	    HALVES("1", "21.") HALVES("2", "22.") HALVES("3", "23.") HALVES("4", "24.") HALVES("5", "25.") "99 --\n" },
	{ "five users twice each, from one place", "security.password-guessing %proven !register.all-refused",
	    PAIR("1", "1.") PAIR("2", "2.") PAIR("3", "3.") PAIR("4", "4.") PAIR("5", "5.") "99 --\n" },
	{ "ten users twice each, from one place", "security.password-guessing (register.all-refused)",
	    EACH_OF(PAIR, ".") PAIR("10", "10.") "99 --\n" },
	{ "all of them, and again after somebody got in", "register.all-refused @1 @221", FIVE_HALVES Z_IN("8.") FIVE_MORE "999 --\n" },
	{ "all of them, and again", "register.all-refused @1 !@221", FIVE_HALVES FIVE_MORE "999 --\n" },
	{ "somebody got in at the time of one of them", "!register.all-refused",
	    HALVES("1", "1.") HALVES("2", "2.") HALVES("3", "3.") Z_IN("3.5") HALVES("4", "4.") FROM("a", "5", "5.", "105") "99 --\n" },
	{ "over more than two minutes", "!register.all-refused",
	    HALVES("1", "1.") HALVES("2", "2.") HALVES("3", "130.") HALVES("4", "140.") HALVES("5", "150.") "999 --\n" },
	{ "the last of them got through", "security.password-guessing %proven #guess-accepted:2001",
	    NINE GUESS("10", "10.") GUESS("11", "11.") "12. a>b REGISTER id=g cseq=12" WITH "\n" "12.1 b>a 200 REGISTER id=g cseq=12\n" "99 --\n" },
	{ "the nonce was too old", "!security.password",
	    STALE("1", "1.") STALE("2", "2.") STALE("3", "3.") STALE("4", "4.") STALE("5", "5.") STALE("6", "6.")
	    STALE("7", "7.") STALE("8", "8.") STALE("9", "9.") STALE("10", "10.") STALE("11", "11.") "99 --\n" },
	{ "another realm asks each time", "!security.password",
	    ELSEWHERE("1", "1.") ELSEWHERE("2", "2.") ELSEWHERE("3", "3.") ELSEWHERE("4", "4.") ELSEWHERE("5", "5.") ELSEWHERE("6", "6.")
	    ELSEWHERE("7", "7.") ELSEWHERE("8", "8.") ELSEWHERE("9", "9.") ELSEWHERE("10", "10.") ELSEWHERE("11", "11.") "99 --\n" },
	{ "each got past the second time", "ok !security",
	    ONE("a", "1.") ONE("b", "2.") ONE("c", "3.") ONE("d", "4.") ONE("e", "5.") ONE("f", "6.") ONE("g", "7.")
	    ONE("h", "8.") ONE("i", "9.") ONE("j", "10.") ONE("k", "11.") "99 --\n" },
	{ "what else the guesser does is told as well", "security.password-guessing code.486",
	    NINE GUESS("10", "10.") "20 a>b INVITE id=call\n" "21 b>a 486 id=call\n" "21.1 a>b ACK id=call branch=1\n" "99 --\n" },
};

/* Whether somebody is welcome shows when a call is over: to an onlooker that may be later. */
static const struct script trusted[] = {
	{ "ten passwords, of who carries good calls", "security.password-guessing %possible", GOOD NINE GUESS("10", "10.") "99 --\n" },
};

#define CALL(id, t, rest) t " a>b INVITE id=" id "\n" rest t "4 b>a 200 id=" id "\n" t "5 a>b ACK id=" id "\n"
#define SHORT(id, t, end) CALL(id, t, "") end " a>b BYE id=" id "\n" end "1 b>a 200 BYE id=" id "\n"
#define RUNG(id, t, end) CALL(id, t, t "2 b>a 180 id=" id "\n") end " a>b BYE id=" id "\n" end "1 b>a 200 BYE id=" id "\n"

/* With media: where the caller hears something, where it only talks, and where it hears of the call before. */
#define PACKETS(id, t, end, flows) t " a>b INVITE id=" id " sdp=203.0.113.97;audio:4" id "00:RTP/AVP:8\n" \
	t "4 b>a 200 id=" id " sdp=203.0.113.98;audio:5" id "00:RTP/AVP:8\n" t "5 a>b ACK id=" id "\n" flows \
	end " a>b BYE id=" id "\n" end "1 b>a 200 BYE id=" id "\n"
#define HEARD(id, t, end) PACKETS(id, t, end, t "5 b:5" id "00>a:4" id "00 FLOW until=" end "\n")
#define AT_ONCE(id, t, end) PACKETS(id, t, end, t "1 b:5" id "00>a:4" id "00 FLOW n=99 until=" t "4\n")
#define BEFORE(id, t, end) PACKETS(id, t, end, t "1 b:5" id "00>a:4" id "00 FLOW n=99 until=" t "39\n")
#define MUTE(id, t, end) PACKETS(id, t, end, t "5 a:4" id "00>b:5" id "00 FLOW until=" end "\n")
#define ASKS(id, t, end, header) t " a>b INVITE id=" id " | " header "\n" t "4 b>a 200 id=" id "\n" t "5 a>b ACK id=" id "\n" \
	end " a>b BYE id=" id "\n" end "1 b>a 200 BYE id=" id "\n"
#define PAGED(id, t, end) ASKS(id, t, end, "Call-Info: <sip:h>;answer-after=0")
#define CALLED_OUT(id, t, end) ASKS(id, t, end, "Alert-Info: <http://h>;info=alert-autoanswer;delay=0")
#define RINGS(id, t, end) ASKS(id, t, end, "Alert-Info: <http://h>;info=alert-external")
#define FIVE(call) call("1", "1.", "4.") call("2", "11.", "14.") call("3", "21.", "24.") call("4", "31.", "34.") call("5", "41.", "44.") "99 --\n"

static const struct script answers[] = {
	{ "somebody is heard", "ok !answer", FIVE(HEARD) },
	{ "until the moment of the answer", "ok !answer", FIVE(AT_ONCE) },
	{ "before it only", "answer.suspicious", FIVE(BEFORE) },
	{ "nobody is heard, and the caller talks", "answer.suspicious %possible #answers-mute:5", FIVE(MUTE) },
	{ "nobody is heard, and nobody talks", "answer.suspicious !#answers-mute", FIVE(SHORT) },
	{ "five of them", "answer.suspicious %possible",
	    SHORT("a", "1.", "4.") SHORT("b", "11.", "14.") SHORT("c", "21.", "24.") SHORT("d", "31.", "34.") SHORT("e", "41.", "44.") "99 --\n" },
	{ "told to answer at once", "ok !answer", FIVE(PAGED) },
	{ "told to, in another way", "ok !answer", FIVE(CALLED_OUT) },
	{ "told how to ring", "answer.suspicious", FIVE(RINGS) },
	{ "four of them", "ok !answer",
	    SHORT("a", "1.", "4.") SHORT("b", "11.", "14.") SHORT("c", "21.", "24.") SHORT("d", "31.", "34.") "99 --\n" },
	{ "they rang", "ok !answer",
	    RUNG("a", "1.", "4.") RUNG("b", "11.", "14.") RUNG("c", "21.", "24.") RUNG("d", "31.", "34.") RUNG("e", "41.", "44.") "99 --\n" },
	{ "they lasted", "ok !answer",
	    SHORT("a", "1.", "24.") SHORT("b", "101.", "124.") SHORT("c", "201.", "224.") SHORT("d", "301.", "324.")
	    SHORT("e", "401.", "424.") "999 --\n" },
};

#define NAMED(n, t) t " a>b REGISTER id=g" n CREDENTIALS("20" n, "n", n) BY("friendly-scanner") "\n" t "1 b>a 401 REGISTER id=g" n ASKED "\n"

/* Somebody who looks on is told of the scan at once; that it guesses passwords as well is no smaller news for that. */
static void
a_scan_may_turn_out_to_be_more(void **state)
{
	static const char script[] = NAMED("1", "1.") NAMED("2", "11.") NAMED("3", "21.") NAMED("4", "31.") NAMED("5", "41.") NAMED("6", "51.")
	    NAMED("7", "61.") NAMED("8", "71.") NAMED("9", "81.") NAMED("10", "91.") "199 --\n";
	static const struct trace_options onlooker = { .all = true, .live = true };
	struct found found = found_in(script, &onlooker);

	(void)state;
	assert_true(is_found(&found, "security.scanner security.password-guessing"));
	found_release(&found);
	expect("a file is told the gravest", script, "security.password-guessing (security.scanner)");
}

/* Calls are judged as they are sure: a refusal at once, a success when its call is over. That must not show. */
static void
an_onlooker_is_told_the_same(void **state)
{
	static const struct trace_options onlooker = { .all = true, .live = true };

	(void)state;
	for (size_t i = 0; i < sizeof guessers / sizeof *guessers; i++) {
		struct found found = found_in(guessers[i].lines, &onlooker);

		if (!is_found(&found, guessers[i].expected))
			fail_msg("%s, live: expected %s, found%s", guessers[i].name, guessers[i].expected, found.text.p);
		found_release(&found);
	}
}

/* In a file the refusals have been told by then; an onlooker hears of one that was let in before it is sure of them. */
static void
who_got_in_earlier_ends_nothing(void **state)
{
	(void)state;
	expect("at the time of the last of them", FIVE_HALVES Z_IN("5.5") FIVE_MORE "999 --\n", "register.all-refused @1 !@221");
}

static void scanners_ask_for_many(void **state) { (void)state; ALL(scanners); }
static void guessers_are_refused_again_and_again(void **state) { (void)state; ALL(guessers); }
static void who_carries_good_calls_may_be_trusted(void **state) { (void)state; ALL(trusted); }
static void answers_too_quick_to_be_true(void **state) { (void)state; ALL(answers); }

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(scanners_ask_for_many),
		cmocka_unit_test(guessers_are_refused_again_and_again),
		cmocka_unit_test(a_scan_may_turn_out_to_be_more),
		cmocka_unit_test(an_onlooker_is_told_the_same),
		cmocka_unit_test(who_got_in_earlier_ends_nothing),
		cmocka_unit_test(who_carries_good_calls_may_be_trusted),
		cmocka_unit_test(answers_too_quick_to_be_true),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
