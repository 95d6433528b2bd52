/* SPDX-License-Identifier: MIT */
#include "sandbox/sandbox.h"

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SIPERR_NO_SANDBOX
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define SIPERR_NO_SANDBOX
#endif
#endif

#ifndef SIPERR_NO_SANDBOX

/* Both fences want it: no program that is started gains by being set-uid. */
static bool
no_new_privileges(void)
{
	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
}

static enum sandbox
enter(const struct sandbox_later *later)
{
	bool fenced;

	if (!no_new_privileges())
		return SANDBOX_NONE;
	fenced = sandbox_fence_files(later);	/* its calls are not among those that the filter lets through */
	if (!sandbox_filter_calls(later->n > 0))
		return SANDBOX_NONE;
	return fenced ? SANDBOX_FILES_TOO : SANDBOX_CALLS;
}

#else

static enum sandbox
enter(const struct sandbox_later *later)
{
	(void)later;
	return SANDBOX_NONE;
}

#endif

enum sandbox
sandbox_enter(const struct sandbox_later *later)
{
	static bool entered;
	static enum sandbox reached;

	if (!entered)
		reached = enter(later);
	entered = true;
	return reached;
}

enum sandbox
sandbox_here(void)
{
	static const struct sandbox_later none;
	int status;
	pid_t child = fork();

	if (child == 0)
		_exit(enter(&none));
	if (child < 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status))
		return SANDBOX_NONE;
	return (enum sandbox)WEXITSTATUS(status);
}
