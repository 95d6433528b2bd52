/* SPDX-License-Identifier: MIT */
#include "input/complaint.h"

#include "base/ascii.h"
#include "input/stamp.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define IS(word, list) is_among(word, list, COUNT(list))

enum { WORDS_MAX = 128 };

/* The words of a line, also those that make up a name: "onRegistrationFailed" has three. */
struct words {
	struct slice word[WORDS_MAX];
	size_t count;
};

static const struct slice subjects[] = {
	SLICE("registration"), SLICE("register"), SLICE("registering"), SLICE("invite"), SLICE("call"), SLICE("dial"), SLICE("dialing"), SLICE("trunk"),
};

static const struct slice failures[] = {
	SLICE("failed"), SLICE("fails"), SLICE("failure"), SLICE("rejected"), SLICE("refused"), SLICE("denied"), SLICE("timeout"), SLICE("error"),
};

static const struct slice between[] = {
	SLICE("has"), SLICE("was"), SLICE("is"), SLICE("been"), SLICE("attempt"), SLICE("request"), SLICE("state"), SLICE("status"), SLICE("changed"), SLICE("setup"),
};

static const struct slice links[] = { SLICE("to"), SLICE("for"), SLICE("of"), SLICE("from"), SLICE("with"), SLICE("at"), SLICE("on") };

static bool
is_among(struct slice word, const struct slice *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (slice_eq_nocase(word, list[i]))
			return true;
	return false;
}

static void
split(struct words *out, struct slice line)
{
	out->count = 0;
	for (size_t i = 0, begin; i < line.n && out->count < WORDS_MAX; out->word[out->count++] = slice_from(line.p + begin, line.p + i)) {
		i += slice_span(slice_skip(line, i), is_blank);
		begin = i;
		if (i < line.n && is_alpha(line.p[i]))
			while (++i < line.n && (is_alpha(line.p[i]) || line.p[i] == '\'') && (!is_upper(line.p[i]) || !is_lower(line.p[i - 1])))
				;
		else
			while (i < line.n && !is_blank(line.p[i]) && !is_alpha(line.p[i]))
				i++;
	}
}

/* What failed is the word before, "call failed", or one that a few words belong to: "call to 7 was rejected". */
static bool
follows_subject(const struct words *w, size_t at)
{
	enum { REACH = 10 };	/* an address has several */
	static const struct slice part_of[] = { SLICE("for"), SLICE("of"), SLICE("in"), SLICE("about"), SLICE("during") };

	while (at > 0 && (!is_alpha(w->word[at - 1].p[0]) || IS(w->word[at - 1], between)))
		at--;
	for (size_t i = at; i-- > 0 && at - i <= REACH;)
		if (IS(w->word[i], subjects))
			return (i + 1 == at || IS(w->word[i + 1], links)) && (i == 0 || !IS(w->word[i - 1], part_of));
	return false;
}

/* "to register with", "not place call": what was tried is one. */
static bool
precedes_subject(const struct words *w, size_t at)
{
	static const struct slice tried[] = { SLICE("place"), SLICE("make"), SLICE("establish"), SLICE("send"), SLICE("start"), SLICE("answer") };
	enum { REACH = 3 };

	if (at >= w->count)
		return false;
	if (IS(w->word[at], subjects))
		return at + 1 == w->count || IS(w->word[at + 1], links) || !is_alpha(w->word[at + 1].p[0]);
	for (size_t i = at + 1; IS(w->word[at], tried) && i < w->count && i <= at + REACH; i++)
		if (IS(w->word[i], subjects))
			return true;
	return false;
}

/* "call 4 released, cause 34 (No circuit available)": how it ended is told. */
static bool
tells_cause(const struct words *w, size_t at)
{
	static const struct slice ends[] = {
		SLICE("released"), SLICE("ended"), SLICE("cleared"), SLICE("disconnected"), SLICE("terminated"), SLICE("dropped"),
	};

	if (!IS(w->word[at], ends) || !follows_subject(w, at))
		return false;
	for (size_t i = at + 1; i + 1 < w->count; i++)
		if (slice_eq_nocase(w->word[i], SLICE("cause")))
			return true;
	return false;
}

bool
complaint_is(struct slice line)
{
	static const struct slice unable[] = { SLICE("not"), SLICE("cannot"), SLICE("can't"), SLICE("couldn't") };
	static const struct slice vain[] = { SLICE("failed"), SLICE("unable") };
	struct words w;

	split(&w, line);
	for (size_t i = 0; i < w.count; i++) {
		if (i + 1 < w.count && IS(w.word[i], vain) && slice_eq_nocase(w.word[i + 1], SLICE("to"))) {
			if (precedes_subject(&w, i + 2))
				return true;
		} else if ((IS(w.word[i], failures) && follows_subject(&w, i)) || tells_cause(&w, i) || (IS(w.word[i], unable) && precedes_subject(&w, i + 1))) {
			return true;
		}
	}
	return false;
}

static const struct slice works[] = {
	SLICE("registered"), SLICE("succeeded"), SLICE("successful"), SLICE("successfully"), SLICE("established"), SLICE("answered"), SLICE("connected"),
};

/* At the place, and not denied by the word before it. */
static bool
works_at(const struct words *w, size_t at)
{
	static const struct slice denied[] = { SLICE("not"), SLICE("never"), SLICE("isn't"), SLICE("wasn't") };

	return IS(w->word[at], works) && (at == 0 || !IS(w->word[at - 1], denied));
}

bool
complaint_is_over(struct slice line)
{
	struct words w;

	split(&w, line);
	for (size_t i = 0; i < w.count; i++)
		if (works_at(&w, i))
			return true;
	return slice_find(line, SLICE("200 OK")) != NULL;
}

static const struct slice on_the_way[] = { SLICE("registering"), SLICE("connecting"), SLICE("trying"), SLICE("progress"), SLICE("ringing") };

static bool
is_state(struct slice word)
{
	return IS(word, on_the_way) || IS(word, works) || IS(word, failures);
}

/* "oldState=Registering". */
static bool
is_old(const struct words *w, size_t at)
{
	static const struct slice before[] = { SLICE("old"), SLICE("from"), SLICE("previous"), SLICE("prev"), SLICE("was"), SLICE("last") };
	enum { NEAR = 3 };

	for (size_t n = 1; n <= NEAR && n <= at && !is_state(w->word[at - n]); n++)
		if (IS(w->word[at - n], before))
			return true;
	return false;
}

enum state { STATE_NONE, STATE_ON_THE_WAY, STATE_WORKS, STATE_FAILED };

/* The last of the states that is not an old one; *passed: something was on its way. */
static enum state
last_state(const struct words *w, bool *passed)
{
	enum state last = STATE_NONE;

	static const struct slice none[] = { SLICE("0"), SLICE("no"), SLICE("without") };

	*passed = false;
	for (size_t i = 0; i < w->count; i++) {
		if (i > 0 && IS(w->word[i], failures) && IS(w->word[i - 1], none))
			continue;
		*passed |= IS(w->word[i], on_the_way);
		if (is_state(w->word[i]) && !is_old(w, i))
			last = works_at(w, i) ? STATE_WORKS : IS(w->word[i], on_the_way) ? STATE_ON_THE_WAY : STATE_FAILED;
	}
	return last;
}

bool
complaint_is_passage(struct slice line)
{
	struct words w;
	bool passed;

	split(&w, line);
	return last_state(&w, &passed) == STATE_WORKS && passed;
}

/* Of a level on which programs tell what they do. */
static bool
is_report(const struct words *w)
{
	static const struct slice levels[] = { SLICE("INFO"), SLICE("DEBUG"), SLICE("TRACE"), SLICE("VERBOSE") };
	enum { FIRST = 16 };

	for (size_t i = 0; i < w->count && i < FIRST; i++)
		for (size_t k = 0; k < COUNT(levels); k++)
			if (slice_eq(w->word[i], levels[k]))
				return true;
	return false;
}

/* Any word that may be about trouble. */
static bool
has_trouble(const struct words *w)
{
	static const struct slice begins[] = {
		SLICE("fail"), SLICE("err"), SLICE("reject"), SLICE("refus"), SLICE("den"), SLICE("drop"), SLICE("lost"), SLICE("los"), SLICE("un"), SLICE("in"),
		SLICE("time"), SLICE("miss"), SLICE("bad"), SLICE("wrong"), SLICE("not"), SLICE("no"), SLICE("can"), SLICE("could"), SLICE("dead"), SLICE("down"),
		SLICE("busy"), SLICE("expire"), SLICE("stuck"), SLICE("too"), SLICE("never"), SLICE("without"), SLICE("forbid"), SLICE("block"), SLICE("ban"),
		SLICE("abort"), SLICE("cut"), SLICE("mismatch"), SLICE("limit"), SLICE("exceed"), SLICE("silen"), SLICE("dis"), SLICE("broke"), SLICE("decline"),
		SLICE("clos"), SLICE("stop"), SLICE("left"), SLICE("absent"), SLICE("retr"), SLICE("problem"), SLICE("warn"),
	};
	static const struct slice harmless[] = { SLICE("info"), SLICE("invite"), SLICE("in"), SLICE("into"), SLICE("incoming"), SLICE("inbound"), SLICE("notify"), SLICE("note"), SLICE("until") };

	for (size_t i = 0; i < w->count; i++) {
		if (IS(w->word[i], harmless) || (i > 0 && IS(w->word[i], failures) && slice_eq(w->word[i - 1], SLICE("0"))))
			continue;
		for (size_t k = 0; k < COUNT(begins); k++)
			if (slice_starts_nocase(w->word[i], begins[k]))
				return true;
	}
	return false;
}

bool
complaint_is_none(struct slice line)
{
	enum stamp_time kind;
	int64_t time;
	struct words w;
	enum state last;
	bool passed;

	if (stamp_time(line, &kind, &time) == 0)
		return false;
	split(&w, line);
	last = last_state(&w, &passed);
	return last != STATE_FAILED && (last != STATE_NONE || slice_find(line, SLICE("200 OK")) != NULL || (is_report(&w) && !has_trouble(&w)));
}
