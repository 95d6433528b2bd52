/* SPDX-License-Identifier: MIT */
/*
 * Loaded before the C library (LD_PRELOAD): memory, files and threads that fail on demand, whoever asks for them.
 *
 *   FAULT_AT=N      the Nth allocation fails, the first being 1; 0 or not set: none does
 *   FAULT_EVER=1    so do all that follow
 *   FAULT_COUNT=F   how many there were is written to F at the end
 *   FAULT_SIZE=N    a file can't grow beyond N bytes: the write that would does so in part, the next one fails
 *   FAULT_THREADS=1 no thread can be started
 *   FAULT_RANDOM=F  how many random bytes were asked for is written to F at the end
 */
#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);
extern void *__libc_memalign(size_t align, size_t size);

static atomic_ulong count;
static unsigned long at;
static int ever;
static int report = -1, drawn = -1;	/* opened at once: the program may give up writing to files later */
static atomic_ulong random_bytes;

__attribute__((constructor)) static void
start(void)
{
	const char *text = getenv("FAULT_AT"), *size = getenv("FAULT_SIZE");

	at = text != NULL ? strtoul(text, NULL, 10) : 0;
	ever = getenv("FAULT_EVER") != NULL;
	if (size != NULL) {
		struct rlimit limit = { strtoul(size, NULL, 10), RLIM_INFINITY };

		setrlimit(RLIMIT_FSIZE, &limit);
	}
	if (getenv("FAULT_COUNT") != NULL)
		report = open(getenv("FAULT_COUNT"), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (getenv("FAULT_RANDOM") != NULL)
		drawn = open(getenv("FAULT_RANDOM"), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	atomic_store(&count, 0);
}

__attribute__((destructor)) static void
end(void)
{
	unsigned long n = atomic_load(&count);

	if (report >= 0)
		dprintf(report, "%lu\n", n);
	if (drawn >= 0)
		dprintf(drawn, "%lu\n", atomic_load(&random_bytes));
}

static int
fails(void)
{
	unsigned long n = atomic_fetch_add(&count, 1) + 1;

	if (at == 0 || n < at || (n > at && !ever))
		return 0;
	errno = ENOMEM;
	return 1;
}

void *
malloc(size_t size)
{
	return fails() ? NULL : __libc_malloc(size);
}

void *
calloc(size_t n, size_t size)
{
	return fails() ? NULL : __libc_calloc(n, size);
}

void *
realloc(void *old, size_t size)
{
	return fails() ? NULL : __libc_realloc(old, size);
}

void *
reallocarray(void *old, size_t n, size_t size)
{
	size_t bytes;

	return __builtin_mul_overflow(n, size, &bytes) || fails() ? NULL : __libc_realloc(old, bytes);
}

void *
memalign(size_t align, size_t size)
{
	return fails() ? NULL : __libc_memalign(align, size);
}

void *
aligned_alloc(size_t align, size_t size)
{
	return fails() ? NULL : __libc_memalign(align, size);
}

int
posix_memalign(void **out, size_t align, size_t size)
{
	void *p = fails() ? NULL : __libc_memalign(align, size);

	if (p != NULL)
		*out = p;
	return p != NULL ? 0 : ENOMEM;
}

ssize_t
getrandom(void *to, size_t size, unsigned flags)
{
	long n = syscall(SYS_getrandom, to, size, flags);

	if (n > 0)
		atomic_fetch_add(&random_bytes, (unsigned long)n);
	return n;
}

int
pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *ctx), void *ctx)
{
	int (*create)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
	void *found = dlsym(RTLD_NEXT, "pthread_create");

	memcpy(&create, &found, sizeof create);
	return getenv("FAULT_THREADS") != NULL ? EAGAIN : create(thread, attributes, run, ctx);
}
