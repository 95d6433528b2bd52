/* SPDX-License-Identifier: MIT */
#include "metrics/board.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/sort.h"
#include "base/utf8.h"
#include "diagnose/calls/limits.h"

const char board_key_names[] =
#define BOARD_KEY(token, name) #name " "
#include "metrics/board.def"
#undef BOARD_KEY
    ;

const char *
board_key_name(enum board_key key)
{
	static const char *const names[] = {
#define BOARD_KEY(token, name) #name,
#include "metrics/board.def"
#undef BOARD_KEY
	};

	return names[key];
}

void
attempts_merge(struct attempts *to, const struct attempts *from)
{
	to->attempts += from->attempts;
	to->with_final += from->with_final;
	to->answered += from->answered;
	to->failed += from->failed;
	to->redirected += from->redirected;
	to->effective += from->effective;
	to->messages += from->messages;
	to->retransmissions += from->retransmissions;
	histogram_merge(&to->pdd, &from->pdd);
	histogram_merge(&to->srd, &from->srd);
}

void
attempts_release(struct attempts *a)
{
	histogram_release(&a->pdd);
	histogram_release(&a->srd);
	*a = (struct attempts){ 0 };
}

/* There is no room for the group any more. `ctx` NULL: the board goes. */
static void
leave(void *ctx, void *item)
{
	struct board *b = ctx;
	struct group *g = item;

	if (b != NULL)
		attempts_merge(&b->others, &g->a);
	attempts_release(&g->a);
}

void
board_init(struct board *b, const struct board_by *by)
{
	*b = (struct board){
		.by = *by,
		.groups = { .size = sizeof(struct group), .most = BOARD_GROUPS, .leave = leave, .ctx = b },
	};
	for (size_t i = 0; i < BOARD_KEYS; i++)
		b->shares[i] = (struct kept){ .size = sizeof(struct share), .most = BOARD_GROUPS };
}

void
board_release(struct board *b)
{
	kept_release(&b->groups);
	attempts_release(&b->others);
	for (size_t i = 0; i < BOARD_KEYS; i++)
		kept_release(&b->shares[i]);
}

const char *
board_value(struct arena *a, const char *text)
{
	char *value = arena_slice(a, slice_of(text));

	for (char *p = value; *p != '\0'; p++)
		if ((unsigned char)*p < ' ' || *p == 0x7f)
			*p = ' ';
	struct slice s = slice_trim(utf8_head_of_words(slice_trim(slice_of(value)), BOARD_VALUE_MAX));
	return s.n > 0 ? arena_slice(a, s) : BOARD_NOTHING;
}

void
board_add_group(struct board *b, const char *const values[], const struct attempts *a)
{
	struct buf name = BUF_INIT;

	for (size_t i = 0; i < b->by.n; i++) {
		if (i > 0)
			buf_addc(&name, '\n');
		buf_addstr(&name, values[i]);
	}
	struct group *g = kept_use(&b->groups, name.n > 0 ? name.p : "");
	attempts_merge(g != NULL ? &g->a : &b->others, a);
	buf_release(&name);
}

void
board_add_share(struct board *b, enum board_key key, const char *value, uint64_t calls, uint64_t failed)
{
	struct share *s = kept_use(&b->shares[key], value);

	if (s == NULL)
		return;
	s->calls += calls;
	s->failed += failed;
}

void
board_add(struct board *b, const struct board_call *call, const struct attempts *a)
{
	const char *values[BOARD_KEYS] = { NULL };

	for (size_t i = 0; i < b->by.n; i++)
		values[i] = call->values[b->by.keys[i]];
	board_add_group(b, values, a);
	for (size_t i = 0; b->by.n > 0 && i < BOARD_KEYS; i++)
		board_add_share(b, (enum board_key)i, call->values[i], 1, call->failed);
}

bool
board_same_keys(const struct board *x, const struct board *y)
{
	for (size_t i = 0; i < x->by.n && i < y->by.n; i++)
		if (x->by.keys[i] != y->by.keys[i])
			return false;
	return x->by.n == y->by.n;
}

bool
board_merge(struct board *to, const struct board *from)
{
	if (!board_same_keys(to, from))
		return false;
	for (size_t i = 0; i < from->groups.n; i++) {
		const struct group *one = from->groups.items[i];
		struct group *g = kept_use(&to->groups, one->name);

		attempts_merge(g != NULL ? &g->a : &to->others, &one->a);
	}
	attempts_merge(&to->others, &from->others);
	for (size_t key = 0; key < BOARD_KEYS; key++)
		for (size_t i = 0; i < from->shares[key].n; i++) {
			const struct share *one = from->shares[key].items[i];

			board_add_share(to, (enum board_key)key, one->name, one->calls, one->failed);
		}
	return true;
}

void
board_renamed(const struct board *in, const char *(*rename)(void *ctx, enum board_key key, const char *value, struct arena *a),
    void *ctx, struct board *out)
{
	struct arena a = ARENA_INIT;

	board_init(out, &in->by);
	for (size_t i = 0; i < in->groups.n; i++) {
		const struct group *g = in->groups.items[i];
		const char *values[BOARD_KEYS] = { NULL };

		for (size_t key = 0; key < in->by.n; key++)
			values[key] = rename(ctx, in->by.keys[key], arena_slice(&a, group_value(g, key)), &a);
		board_add_group(out, values, &g->a);
	}
	attempts_merge(&out->others, &in->others);
	for (size_t key = 0; key < BOARD_KEYS; key++)
		for (size_t i = 0; i < in->shares[key].n; i++) {
			const struct share *s = in->shares[key].items[i];

			board_add_share(out, (enum board_key)key, rename(ctx, (enum board_key)key, s->name, &a),
			    s->calls, s->failed);
		}
	arena_release(&a);
}

struct slice
group_value(const struct group *g, size_t i)
{
	struct slice rest = slice_of(g->name), value = slice_cut(&rest, '\n');

	for (; i > 0; i--)
		value = slice_cut(&rest, '\n');
	return value;
}

static int
by_attempts(const void *a, const void *b)
{
	const struct group *x = *(const struct group *const *)a, *y = *(const struct group *const *)b;

	if (x->a.attempts != y->a.attempts)
		return x->a.attempts < y->a.attempts ? 1 : -1;
	return strcmp(x->name, y->name);
}

const struct group **
board_sorted(const struct board *b)
{
	const struct group **list = xcalloc(b->groups.n + 1, sizeof *list);

	for (size_t i = 0; i < b->groups.n; i++)
		list[i] = b->groups.items[i];
	if (b->groups.n > 0)
		sort(list, b->groups.n, sizeof *list, by_attempts);
	return list;
}

void
board_total(const struct board *b, struct attempts *out)
{
	*out = (struct attempts){ 0 };
	for (size_t i = 0; i < b->groups.n; i++)
		attempts_merge(out, &((const struct group *)b->groups.items[i])->a);
	attempts_merge(out, &b->others);
}
