/* SPDX-License-Identifier: MIT */
#include "metrics/shared.h"

#include <math.h>

#include "diagnose/calls/limits.h"

/* An end of Wilson's interval for k of n; `side` -1: the lower one, 1: the upper one. */
static double
wilson(uint64_t k, uint64_t n, int side)
{
	const double z = 3.2905;	/* 99.9 %, two-sided */
	double share = (double)k / (double)n, more = z * z / (double)n;
	double spread = z * sqrt(share * (1 - share) / (double)n + more / 4 / (double)n);

	return (share + more / 2 + side * spread) / (1 + more);
}

/* How far the two shares are apart at least; below zero: they may be the same. */
static double
distance(const struct shared *s)
{
	return wilson(s->failed, s->failed_of, -1) - wilson(s->rest, s->rest_of, 1);
}

static bool
is_shared(const struct shared *s)
{
	return s->failed * 100 >= s->failed_of * SHARED_PERCENT &&
	    (double)s->failed / (double)s->failed_of * 100 >= (double)s->rest / (double)s->rest_of * SHARED_RATIO &&
	    distance(s) > 0;
}

static int
clearest(const void *a, const void *b)
{
	const struct shared *x = a, *y = b;
	double by = distance(y) - distance(x);

	if (by != 0)
		return by < 0 ? -1 : 1;
	return x->key != y->key ? (int)x->key - (int)y->key : strcmp(x->value, y->value);
}

/* In its place among those that are clearer; one more than fits falls off. */
static size_t
insert(struct shared out[SHARED_MOST], size_t n, const struct shared *s)
{
	size_t at = n;

	while (at > 0 && clearest(s, &out[at - 1]) < 0)
		at--;
	if (at == SHARED_MOST)
		return n;
	n += n < SHARED_MOST;
	memmove(out + at + 1, out + at, (n - at - 1) * sizeof *out);
	out[at] = *s;
	return n;
}

size_t
board_shared(const struct board *b, struct shared out[SHARED_MOST])
{
	struct attempts all;
	size_t n = 0;

	board_total(b, &all);
	uint64_t failed = all.failed, rest = all.attempts - all.failed;
	attempts_release(&all);
	if (failed < SHARED_CALLS || rest < SHARED_CALLS)
		return 0;
	for (size_t key = 0; key < BOARD_KEYS; key++)
		for (size_t i = 0; i < b->shares[key].n; i++) {
			const struct share *one = b->shares[key].items[i];
			struct shared s = { (enum board_key)key, one->name, one->failed, failed,
			    one->calls - one->failed, rest };

			/* What a call does not tell is nothing to share. */
			if (is_shared(&s) && strcmp(s.value, BOARD_NOTHING) != 0)
				n = insert(out, n, &s);
		}
	return n;
}
