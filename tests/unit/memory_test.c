/* No memory is left: the reserve is given back, what is to be done last is done once, and the program ends. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/memory.h"

static void
needs_memory(void *ctx)
{
	free(xmalloc(100 * 1024));
	if (*(int *)ctx != 0)
		_exit(*(int *)ctx);
}

static void
needs_too_much(void *ctx)
{
	(void)ctx;
	xrealloc(NULL, SIZE_MAX / 2, 4);
}

/* The exit status of a process that asks for more than there is. */
static int
status_of(void (*last)(void *ctx), int wanted)
{
	int status;
	pid_t child = fork();

	assert_true(child >= 0);
	if (child == 0) {
		if (freopen("/dev/null", "w", stderr) == NULL)
			_exit(9);
		if (last != NULL)
			memory_reserve(last, &wanted);
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
	assert_int_equal(status_of(needs_memory, 0), 2);
}

static void
what_is_done_last_may_end_it_otherwise(void **state)
{
	(void)state;
	assert_int_equal(status_of(needs_memory, 3), 3);
}

static void
a_failure_in_what_is_done_last_is_the_end(void **state)
{
	(void)state;
	assert_int_equal(status_of(needs_too_much, 0), 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_program_ends_with_2),
		cmocka_unit_test(what_is_done_last_may_end_it_otherwise),
		cmocka_unit_test(a_failure_in_what_is_done_last_is_the_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
