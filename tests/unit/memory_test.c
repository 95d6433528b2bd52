/* SPDX-License-Identifier: MIT */
/* No memory is left: the reserve is given back, what is to be done last is done once, and the program ends. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/memory.h"

static int
answers(void *ctx)
{
	return *(int *)ctx;
}

static int asked;

static void
is_low(void *ctx)
{
	(void)ctx;
	asked++;
}

/* The exit status of a process that asks for more than there is. */
static int
status_of(int (*last)(void *ctx), int wanted)
{
	int status;
	pid_t child = fork();

	assert_true(child >= 0);
	if (child == 0) {
		if (freopen("/dev/null", "w", stderr) == NULL)
			_exit(9);
		if (last != NULL)
			memory_reserve(NULL, last, &wanted);
		xrealloc(NULL, SIZE_MAX / 2, 4);
		_exit(8);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void
the_program_ends_with_2(void **state)
{
	(void)state;
	assert_int_equal(status_of(NULL, 0), 2);
}

static void
who_has_the_last_word_says_how_it_ends(void **state)
{
	(void)state;
	assert_int_equal(status_of(answers, 3), 3);
	assert_int_equal(status_of(answers, 2), 2);
}

#ifndef __SANITIZE_ADDRESS__	/* whose shadow has no room then */

/* In bytes; the program itself counts, and it is larger where many tests are linked into one. */
static size_t
address_space(void)
{
	FILE *f = fopen("/proc/self/statm", "r");
	size_t pages = 0;

	if (f == NULL || fscanf(f, "%zu", &pages) != 1)
		_exit(9);
	fclose(f);
	return pages * (size_t)sysconf(_SC_PAGESIZE);
}

/* The address space is bounded and filled, so that what is asked for is there only once the reserve is given back. */
static void
ask_within_bounds(void)
{
	const size_t most = address_space() + ((size_t)64 << 20), least = (size_t)16 << 10;
	struct rlimit limit = { most, most };
	void *volatile kept;	/* or the compiler leaves the asking out */
	int end = 5;

	memory_reserve(is_low, answers, &end);
	if (setrlimit(RLIMIT_AS, &limit) != 0)
		_exit(9);
	for (size_t n = most; n >= least; n /= 2)
		while ((kept = malloc(n)) != NULL)
			;
	char *more = xmalloc((size_t)600 << 10);	/* of a reserve of 1 MB */
	if (asked != 1)
		_exit(7);
	more[0] = 0;
	xmalloc(most);					/* the last word has 5 */
	_exit(6);
}

static void
a_reserve_is_given_back_first(void **state)
{
	int status;
	pid_t child = fork();

	(void)state;
	assert_true(child >= 0);
	if (child == 0)
		ask_within_bounds();
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 5);
}

#endif

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_program_ends_with_2),
		cmocka_unit_test(who_has_the_last_word_says_how_it_ends),
#ifndef __SANITIZE_ADDRESS__
		cmocka_unit_test(a_reserve_is_given_back_first),
#endif
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
