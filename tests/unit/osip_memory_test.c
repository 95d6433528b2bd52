/* SPDX-License-Identifier: MIT */
/* What libosip2 allocates from: blocks that don't touch each other, whether they lie side by side or were allocated. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "sip/osip_memory.h"

enum { BLOCKS = 400 };

static size_t
size_of(int i)
{
	return i % 50 == 49 ? 20000 : (size_t)(i * 7 % 300);
}

static unsigned char
mark_of(int i)
{
	return (unsigned char)(i * 31 + 1);
}

static void
assert_marked(const unsigned char *p, int i, size_t size)
{
	assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
	for (size_t k = 0; k < size; k++)
		assert_int_equal(p[k], mark_of(i));
}

/* Many blocks, each full of a mark of its own; every third is given back, every fifth grows, and none spoils another. */
static void
fill_and_look(unsigned char **blocks)
{
	for (int i = 0; i < BLOCKS; i++)
		blocks[i] = memset(osip_memory_take(size_of(i)), mark_of(i), size_of(i));
	for (int i = 0; i < BLOCKS; i += 3) {
		osip_memory_give(blocks[i]);
		blocks[i] = NULL;
	}
	for (int i = 0; i < BLOCKS; i += 5)
		if (blocks[i] != NULL) {
			blocks[i] = osip_memory_resize(blocks[i], size_of(i) + 1000);
			memset(blocks[i] + size_of(i), mark_of(i), 1000);
		}
	for (int i = 0; i < BLOCKS; i++)
		if (blocks[i] != NULL)
			assert_marked(blocks[i], i, size_of(i) + (i % 5 == 0 ? 1000 : 0));
}

static void
blocks_that_count_dont_touch(void **state)
{
	unsigned char *blocks[BLOCKS];

	(void)state;
	for (int round = 0; round < 3; round++) {	/* what was given back whole can be taken again */
		osip_memory_begin();
		fill_and_look(blocks);
		osip_memory_end();
	}
}

static void
what_was_taken_before_stays(void **state)
{
	unsigned char *blocks[BLOCKS], *kept = memset(osip_memory_take(100), mark_of(7), 100);

	(void)state;
	osip_memory_begin();
	fill_and_look(blocks);
	osip_memory_end();
	assert_marked(kept, 7, 100);
	fill_and_look(blocks);	/* nothing counts: each is its taker's */
	for (int i = 0; i < BLOCKS; i++)
		osip_memory_give(blocks[i]);
	assert_marked(kept, 7, 100);
	osip_memory_give(kept);
}

static void
a_block_can_shrink_and_be_nothing(void **state)
{
	unsigned char *p;

	(void)state;
	osip_memory_begin();
	p = memset(osip_memory_resize(NULL, 64), mark_of(1), 64);
	p = osip_memory_resize(p, 8);
	assert_marked(p, 1, 8);
	osip_memory_give(NULL);
	assert_non_null(osip_memory_take(0));
	osip_memory_end();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(blocks_that_count_dont_touch),
		cmocka_unit_test(what_was_taken_before_stays),
		cmocka_unit_test(a_block_can_shrink_and_be_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
