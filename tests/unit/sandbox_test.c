/* SPDX-License-Identifier: MIT */
/*
 * What is given up before a trace is read. Each try is a child of its own, for what was given up does not come back. A kernel
 * that has one of the fences not, or neither, is played by a filter around the program; one that really has none is told apart
 * at the start, and then there is nothing to try.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <netinet/in.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "sandbox/sandbox.h"

static char folder[] = "/tmp/siperr-sandbox-XXXXXX";
static char own[64], other[64];
static const char *const own_path[] = { own };
static const struct sandbox_later nothing, own_later = { own_path, 1 };
static enum sandbox here;

/* What a child says of itself; its tries stand in `inside`. */
static int
child(int (*inside)(void))
{
	int status;
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid == 0)
		_exit(inside());
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

/* In a child: the number of the first line that does not hold is its exit status. */
#define HOLDS(what) do { if (!(what)) return __LINE__ % 250 + 1; } while (0)
#define REFUSED(call, error) do { errno = 0; HOLDS((call) < 0 && errno == (error)); } while (0)

/* ---- files ---- */

static int
no_file_at_all(void)
{
	HOLDS(sandbox_enter(&nothing) == here);
	REFUSED(open(other, O_RDONLY), EACCES);
	REFUSED(open(own, O_RDONLY), EACCES);
	REFUSED(open("/etc/passwd", O_RDONLY | O_CLOEXEC), EACCES);
	REFUSED(open("/", O_RDONLY | O_DIRECTORY), EACCES);
	REFUSED(openat(AT_FDCWD, other, O_PATH), EACCES);
	return 0;
}

static int
only_those_named(void)
{
	char byte;
	int fd;

	HOLDS(sandbox_enter(&own_later) == here);
	fd = open(own, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	HOLDS(fd >= 0 && read(fd, &byte, 1) == 1 && byte == 'o');
	if (here == SANDBOX_FILES_TOO) {
		REFUSED(open(other, O_RDONLY), EACCES);
		REFUSED(open("/etc/passwd", O_RDONLY), EACCES);
		REFUSED(open(folder, O_RDONLY | O_DIRECTORY), EACCES);
	} else {
		HOLDS(open(other, O_RDONLY) >= 0);
	}
	return 0;
}

static int
nothing_is_written(void)
{
	HOLDS(sandbox_enter(&own_later) == here);
	REFUSED(open(own, O_WRONLY), EACCES);
	REFUSED(open(own, O_RDWR), EACCES);
	REFUSED(open(own, O_RDONLY | O_TRUNC), EACCES);
	REFUSED(open(own, O_RDONLY | O_CREAT, 0600), EACCES);
	REFUSED(open(folder, O_TMPFILE | O_WRONLY, 0600), EACCES);
	REFUSED(open("/dev/null", O_WRONLY), EACCES);
	HOLDS(tmpfile() == NULL);
	REFUSED(unlink(own), EPERM);
	REFUSED(rename(own, other), EPERM);
	REFUSED(truncate(own, 0), EPERM);
	REFUSED(chmod(own, 0777), EPERM);
	REFUSED(mkdir(folder, 0700), EPERM);
	REFUSED(symlink(own, other), EPERM);
	return 0;
}

/* ---- what is no file ---- */

static int
no_network(void)
{
	int pair[2];

	HOLDS(sandbox_enter(&nothing) == here);
	REFUSED(socket(AF_INET, SOCK_STREAM, 0), EPERM);
	REFUSED(socket(AF_INET6, SOCK_DGRAM, 0), EPERM);
	REFUSED(socket(AF_UNIX, SOCK_STREAM, 0), EPERM);
	REFUSED(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), EPERM);
	REFUSED(connect(0, NULL, 0), EPERM);
	return 0;
}

static int
no_programs_and_no_code(void)
{
	char name[] = "true", *arguments[] = { name, NULL };
	void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	HOLDS(page != MAP_FAILED && sandbox_enter(&nothing) == here);
	REFUSED(execv("/bin/true", arguments), EPERM);
	REFUSED(fork(), EPERM);
	REFUSED(vfork(), EPERM);
	REFUSED(syscall(SYS_clone3, NULL, 0), ENOSYS);
	REFUSED(kill(getppid(), SIGKILL), EPERM);
	REFUSED(syscall(SYS_tgkill, getppid(), getppid(), SIGKILL), EPERM);
	REFUSED(syscall(SYS_ptrace, 16, getppid(), 0, 0), EPERM);
	REFUSED(syscall(SYS_unshare, 0x10000000), EPERM);
	REFUSED(mprotect(page, 4096, PROT_READ | PROT_EXEC), EACCES);
	HOLDS(mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED);
	REFUSED(ioctl(0, TIOCSTI, "x"), EPERM);
	REFUSED(prctl(PR_SET_DUMPABLE, 1), EPERM);
	return 0;
}

/* ---- what reading needs is left ---- */

static void *
add_one(void *number)
{
	++*(int *)number;
	return NULL;
}

static int
threads_and_descriptors_work(void)
{
	char byte;
	int number = 0, fd = open(own, O_RDONLY), memory;
	pthread_t thread;
	struct stat st;

	HOLDS(fd >= 0 && sandbox_enter(&nothing) == here);
	HOLDS(pthread_create(&thread, NULL, add_one, &number) == 0 && pthread_join(thread, NULL) == 0 && number == 1);
	fd = dup(fd);
	HOLDS(fd >= 0 && fstat(fd, &st) == 0 && lseek(fd, 1, SEEK_SET) == 1 && read(fd, &byte, 1) == 1 && byte == 'w');
	memory = memfd_create("x", MFD_CLOEXEC);
	HOLDS(memory >= 0 && write(memory, "x", 1) == 1 && close(memory) == 0);
	HOLDS(malloc(8 << 20) != NULL);
	HOLDS(sandbox_enter(&own_later) == here);	/* the second time nothing changes */
	REFUSED(open(own, O_RDONLY), EACCES);
	return 0;
}

static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;

/* Started before, asked after. */
static void *
open_other(void *result)
{
	pthread_mutex_lock(&gate);
	*(int *)result = open(other, O_RDONLY) < 0 ? errno : 0;
	pthread_mutex_unlock(&gate);
	return NULL;
}

static int
threads_that_run_are_held(void)
{
	pthread_t thread;
	int result = -1;

	pthread_mutex_lock(&gate);
	HOLDS(pthread_create(&thread, NULL, open_other, &result) == 0);
	HOLDS(sandbox_enter(&nothing) == here);
	pthread_mutex_unlock(&gate);
	HOLDS(pthread_join(thread, NULL) == 0 && result == EACCES);
	return 0;
}

/* abort() is to end the program, with the signal it sends itself. */
static int
it_can_still_abort(void)
{
	if (sandbox_enter(&nothing) != here)
		return 1;
	abort();
}

/* ---- kernels without ---- */

/* A filter around all that follows, in which up to two calls fail. */
static bool
without(long call, int error, long call_2, int error_2)
{
	struct sock_filter p[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)call, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (uint32_t)error),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)call_2, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (uint32_t)error_2),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog all = { sizeof p / sizeof *p, p };

	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &all) == 0;
}

enum { LANDLOCK_CREATE_RULESET = 444 };

static bool
no_landlock(void)
{
	return without(LANDLOCK_CREATE_RULESET, ENOSYS, LANDLOCK_CREATE_RULESET, ENOSYS);
}

/* prctl() is how a kernel is asked that has no seccomp(). */
static bool
no_filter(void)
{
	return without(SYS_seccomp, ENOSYS, SYS_prctl, EINVAL);
}

static int
only_calls_without_landlock(void)
{
	HOLDS(no_landlock());
	HOLDS(sandbox_enter(&own_later) == SANDBOX_CALLS);
	HOLDS(open(other, O_RDONLY) >= 0);
	REFUSED(open(own, O_WRONLY), EACCES);
	REFUSED(socket(AF_INET, SOCK_STREAM, 0), EPERM);
	return 0;
}

static int
none_without_seccomp(void)
{
	HOLDS(no_filter());
	HOLDS(sandbox_here() == SANDBOX_NONE);
	HOLDS(sandbox_enter(&own_later) == SANDBOX_NONE);
	HOLDS(open(own, O_RDONLY) >= 0 && socket(AF_INET, SOCK_STREAM, 0) >= 0);
	return 0;
}

static int
older_kernels_take_prctl(void)
{
	HOLDS(without(SYS_seccomp, ENOSYS, LANDLOCK_CREATE_RULESET, ENOSYS));
	HOLDS(sandbox_enter(&nothing) == SANDBOX_CALLS);
	REFUSED(open(own, O_RDONLY), EACCES);
	return 0;
}

/* ---- the program ---- */

static const char trace[] = "SIP/2.0 486 Busy Here\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKa\r\nFrom: <sip:a@example.com>;tag=a\r\n"
    "To: <sip:b@example.com>;tag=b\r\nCall-ID: x@192.0.2.1\r\nCSeq: 1 INVITE\r\nContent-Length: 0\r\n\r\n";

static void
spill(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	fclose(f);
}

/* What siperr writes when a kernel without something runs it. */
static void
run(bool (*around)(void), const char *argument, char *out, size_t size)
{
	const char *siperr = getenv("SIPERR");
	char path[64], file[64];
	int status;
	pid_t pid;

	snprintf(path, sizeof path, "%s/out", folder);
	snprintf(file, sizeof file, "%s/trace", folder);
	spill(file, trace);
	pid = fork();
	if (pid == 0) {
		int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

		if (fd < 0 || dup2(fd, 1) < 0 || dup2(fd, 2) < 0 || (around != NULL && !around()))
			_exit(99);
		setenv("LC_ALL", "C.UTF-8", 1);
		execl(siperr, siperr, argument, argument == NULL ? NULL : "--lang", "en", "--format", "brief", file, NULL);
		_exit(98);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	FILE *f = fopen(path, "r");
	assert_non_null(f);
	out[fread(out, 1, size - 1, f)] = '\0';
	fclose(f);
}

static void
the_program_works_without(void **state)
{
	static bool (*const around[])(void) = { NULL, no_landlock, no_filter };
	static const char *const said[] = { "(seccomp)", "(seccomp)", "none" };
	char out[1000];

	(void)state;
	if (getenv("SIPERR") == NULL)
		return;
	for (size_t i = 0; i < 3; i++) {
		run(around[i], "--all", out, sizeof out);
		assert_non_null(strstr(out, "code.486"));
		assert_null(strstr(out, "siperr:"));
		run(around[i], "--version", out, sizeof out);
		assert_non_null(strstr(out, said[i]));
		if (i == 1)
			assert_null(strstr(out, "Landlock"));
	}
}

/* ---- */

static void
holds(int (*inside)(void))
{
	int line = child(inside);

	if (line != 0)
		print_error("the line that does not hold, modulo 250: %d\n", line - 1);
	assert_int_equal(line, 0);
}

static void
what_is_not_named_is_not_opened(void **state)
{
	(void)state;
	holds(no_file_at_all);
	holds(only_those_named);
}

static void
no_file_is_opened_for_writing(void **state)
{
	(void)state;
	holds(nothing_is_written);
}

static void
nothing_else_is_begun(void **state)
{
	(void)state;
	holds(no_network);
	holds(no_programs_and_no_code);
}

static void
what_reading_needs_is_left(void **state)
{
	int status;
	pid_t pid;

	(void)state;
	holds(threads_and_descriptors_work);
	holds(threads_that_run_are_held);
	pid = fork();
	if (pid == 0)
		_exit(it_can_still_abort());
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
}

static void
a_kernel_without_is_no_trouble(void **state)
{
	(void)state;
	holds(only_calls_without_landlock);
	holds(none_without_seccomp);
	holds(older_kernels_take_prctl);
}

static int
set_up(void **state)
{
	(void)state;
	if (mkdtemp(folder) == NULL)
		return 1;
	snprintf(own, sizeof own, "%s/own", folder);
	snprintf(other, sizeof other, "%s/other", folder);
	spill(own, "own");
	spill(other, "other");
	return 0;
}

static int
tear_down(void **state)
{
	char command[80];

	(void)state;
	snprintf(command, sizeof command, "rm -rf %s", folder);
	return system(command);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_not_named_is_not_opened),
		cmocka_unit_test(no_file_is_opened_for_writing),
		cmocka_unit_test(nothing_else_is_begun),
		cmocka_unit_test(what_reading_needs_is_left),
		cmocka_unit_test(a_kernel_without_is_no_trouble),
		cmocka_unit_test(the_program_works_without),
	};

	here = sandbox_here();
	if (here == SANDBOX_NONE) {	/* of this kernel, this machine or this build */
		puts("1..0 # SKIP no sandbox here");
		return 0;
	}
	if (here == SANDBOX_CALLS)
		puts("# no Landlock here: that of several files only those named are opened was not tried");
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
