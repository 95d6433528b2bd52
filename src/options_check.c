/* SPDX-License-Identifier: MIT */
/* Options that can't be given together: each row says which. The first that holds is told. */
#include "options_check.h"

#include "option_values.h"

enum given {
	GIVEN_CALLS = 1 << 0, GIVEN_WHY = 1 << 1, GIVEN_SUMMARY = 1 << 2, GIVEN_CHECK = 1 << 3, GIVEN_EACH = 1 << 4,
	GIVEN_FOLD = 1 << 5, GIVEN_LADDER = 1 << 6, GIVEN_LIST = 1 << 7, GIVEN_SEARCH = 1 << 8, GIVEN_COMPILE = 1 << 9,
	GIVEN_WARNING = 1 << 10, GIVEN_CRITICAL = 1 << 11, GIVEN_TIMEOUT = 1 << 12, GIVEN_VERBOSE = 1 << 13,
	    GIVEN_LEAST = 1 << 14,
	GIVEN_MCP = 1 << 15, GIVEN_MERGE = 1 << 16, GIVEN_BY = 1 << 17, GIVEN_CALL = 1 << 18, GIVEN_NUMBER = 1 << 19,
	GIVEN_PEER = 1 << 20,
	GIVEN_SINCE = 1 << 21, GIVEN_UNTIL = 1 << 22, GIVEN_ONLY = 1 << 23, GIVEN_IGNORE = 1 << 24,
	GIVEN_AGAINST = 1 << 25, GIVEN_EXTRACT = 1 << 26, GIVEN_EXTRACT_OUT = 1 << 27,	/* to a file, to stdout */
};

static const char *const names[] = {
	"--calls", "--why", "--summary", "--check", "--each", "--fold", "--ladder", "--list", "--search", "--compile-knowledge",
	"--warning", "--critical", "--timeout", "--verbose", "--least", "--mcp", "--merge", "--by", "--call",
	"--number", "--peer", "--since", "--until", "--only", "--ignore", "--against",
	"--extract", "--extract",
};

enum {
	ANSWERS = GIVEN_LIST | GIVEN_SEARCH | GIVEN_COMPILE | GIVEN_MCP,
	/* What has to be asked when the calls are looked at. */
	OF_CALLS = GIVEN_CALLS | GIVEN_WHY | GIVEN_EACH | GIVEN_FOLD | GIVEN_LADDER | GIVEN_BY | GIVEN_CALL | GIVEN_NUMBER |
	    GIVEN_PEER | GIVEN_SINCE | GIVEN_UNTIL | GIVEN_ONLY | GIVEN_IGNORE | GIVEN_AGAINST |
	    GIVEN_EXTRACT | GIVEN_EXTRACT_OUT,
};

/* The first of a row does not go together with any of the others. */
static const struct {
	unsigned one, others;
} conflicts[] = {
	{ GIVEN_MERGE, GIVEN_CHECK | OF_CALLS | ANSWERS },
	{ GIVEN_CALLS, GIVEN_SUMMARY | GIVEN_CHECK | GIVEN_EACH | GIVEN_FOLD },
	{ GIVEN_WHY, GIVEN_CALLS | GIVEN_SUMMARY | GIVEN_CHECK | GIVEN_EACH | GIVEN_FOLD | GIVEN_LADDER },
	{ GIVEN_AGAINST, GIVEN_CALLS | GIVEN_WHY | GIVEN_SUMMARY | GIVEN_CHECK | GIVEN_EACH | GIVEN_FOLD | GIVEN_LADDER |
	    GIVEN_EXTRACT | GIVEN_EXTRACT_OUT },
	{ GIVEN_SUMMARY, GIVEN_CHECK },
	{ GIVEN_EACH, GIVEN_CHECK | GIVEN_FOLD | GIVEN_LADDER },
	{ GIVEN_EXTRACT_OUT, GIVEN_CALLS | GIVEN_WHY | GIVEN_SUMMARY | GIVEN_CHECK | GIVEN_FOLD | GIVEN_LADDER },
	{ GIVEN_EXTRACT, ANSWERS },
	{ GIVEN_EXTRACT_OUT, ANSWERS },
	{ GIVEN_CALLS, ANSWERS },
	{ GIVEN_WHY, ANSWERS },
	{ GIVEN_AGAINST, ANSWERS },
	{ GIVEN_SUMMARY, ANSWERS },
	{ GIVEN_CHECK, ANSWERS },
	{ GIVEN_EACH, ANSWERS },
	{ GIVEN_FOLD, ANSWERS },
	{ GIVEN_LADDER, ANSWERS },
	{ GIVEN_COMPILE, GIVEN_LIST | GIVEN_SEARCH },
	{ GIVEN_MCP, GIVEN_LIST | GIVEN_SEARCH | GIVEN_COMPILE },
	{ GIVEN_LIST, GIVEN_SEARCH },
};

/* What works only together with another. */
static const struct {
	unsigned those, other;
} needs[] = {
	{ GIVEN_WARNING | GIVEN_CRITICAL | GIVEN_TIMEOUT | GIVEN_VERBOSE | GIVEN_LEAST, GIVEN_CHECK },
};

/* What a format has to be able to. */
static const struct {
	unsigned one, trait;
} wants[] = {
	{ GIVEN_WHY, TRAIT_WHY }, { GIVEN_AGAINST, TRAIT_COMPARE }, { GIVEN_SUMMARY, TRAIT_SUMMARY },
	{ GIVEN_LADDER, TRAIT_LADDER },
};

bool
options_take_stdout(const struct options *o)
{
	return o->extract != NULL && slice_eq(slice_of(o->extract), SLICE("-"));
}

static unsigned
given_of(const struct options *o)
{
	const struct { bool is; unsigned given; } all[] = {
		{ o->calls, GIVEN_CALLS }, { o->why.n > 0, GIVEN_WHY }, { o->summary, GIVEN_SUMMARY },
		{ o->check, GIVEN_CHECK },
		{ o->each, GIVEN_EACH }, { o->fold, GIVEN_FOLD }, { o->ladder, GIVEN_LADDER }, { o->lists, GIVEN_LIST },
		{ o->search != NULL, GIVEN_SEARCH }, { o->compile.n > 0, GIVEN_COMPILE }, { o->warning.given, GIVEN_WARNING },
		{ o->critical.given, GIVEN_CRITICAL }, { o->timeout > 0, GIVEN_TIMEOUT }, { o->verbose, GIVEN_VERBOSE },
		{ o->least > 0, GIVEN_LEAST }, { o->action == ACTION_MCP, GIVEN_MCP },
		{ o->merge, GIVEN_MERGE }, { o->by.n > 0, GIVEN_BY }, { o->filter.calls.n > 0, GIVEN_CALL },
		{ o->filter.numbers.n > 0, GIVEN_NUMBER }, { o->filter.peers.n > 0, GIVEN_PEER },
		{ o->filter.since.kind != MOMENT_NONE, GIVEN_SINCE }, { o->filter.until.kind != MOMENT_NONE, GIVEN_UNTIL },
		{ o->filter.only.n > 0, GIVEN_ONLY }, { o->filter.ignore.n > 0, GIVEN_IGNORE },
		{ o->against != NULL, GIVEN_AGAINST },
		{ o->extract != NULL && !options_take_stdout(o), GIVEN_EXTRACT }, { options_take_stdout(o), GIVEN_EXTRACT_OUT },
	};
	unsigned given = 0;

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		given |= all[i].is ? all[i].given : 0;
	return given;
}

/* The name of the first of them. */
static const char *
name_of(unsigned given)
{
	size_t i = 0;

	while (!(given & 1u << i))
		i++;
	return names[i];
}

/* These answer by themselves: there is nothing that they could look into. */
static void
check_answers(struct options *o, unsigned given)
{
	const char *operand = o->operands.n > 0 ? o->operands.p[0] : o->files.n > 0 ? o->files.p[0] : NULL;

	if ((given & ANSWERS) && operand != NULL)
		options_fail(o, "usage.bad_value", name_of(given & ANSWERS), operand);
	if (o->search != NULL && o->search[0] == '\0')
		options_fail(o, "usage.bad_value", "--search", "");
	if (o->against != NULL && o->against[0] == '\0')
		options_fail(o, "usage.bad_value", "--against", "");
	for (size_t i = 0; i < o->folders.n; i++)
		if (o->folders.p[i][0] == '\0')
			options_fail(o, "usage.bad_value", "--knowledge", "");
}

/* A format that has nothing but a summary asks for it by itself. */
static void
imply_summary(struct options *o)
{
	unsigned answers = given_of(o) & ANSWERS;

	if (!(format_traits(o->format) & TRAIT_COUNTS) || o->check)
		return;
	if (answers)
		options_fail(o, "usage.conflict", name_of(answers), "--format");
	o->summary = true;
}

void
options_check(struct options *o)
{
	unsigned given;

	if (o->action == ACTION_HELP || o->action == ACTION_VERSION)
		return;
	imply_summary(o);
	given = given_of(o);
	for (size_t i = 0; i < sizeof needs / sizeof *needs; i++)
		if ((given & needs[i].those) && !(given & needs[i].other))
			options_fail(o, "usage.needs", name_of(given & needs[i].those), name_of(needs[i].other));
	for (size_t i = 0; i < sizeof conflicts / sizeof *conflicts; i++)
		if ((given & conflicts[i].one) && (given & conflicts[i].others))
			options_fail(o, "usage.conflict", name_of(conflicts[i].one), name_of(given & conflicts[i].others));
	for (size_t i = 0; i < sizeof wants / sizeof *wants; i++)
		if ((given & wants[i].one) && !(format_traits(o->format) & wants[i].trait))
			options_fail(o, "usage.conflict", name_of(wants[i].one), "--format");
	check_answers(o, given);
}

const char *
options_for_traces(const struct options *o)
{
	unsigned given = given_of(o) & (GIVEN_CALLS | GIVEN_WHY | GIVEN_SUMMARY | GIVEN_AGAINST | GIVEN_EXTRACT | GIVEN_EXTRACT_OUT);

	return given ? name_of(given) : NULL;
}
