/* SPDX-License-Identifier: MIT */
/* The filter of system calls, in the kernel's classic BPF. */
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "sandbox/sandbox.h"

#if defined(__x86_64__)
#define MACHINE AUDIT_ARCH_X86_64
#elif defined(__aarch64__) && !defined(__AARCH64EB__)
#define MACHINE AUDIT_ARCH_AARCH64
#endif

#ifdef MACHINE

#ifndef SECCOMP_FILTER_FLAG_SPEC_ALLOW
#define SECCOMP_FILTER_FLAG_SPEC_ALLOW (1ul << 2)
#endif

enum { PROGRAM_MAX = 256 };

struct program {
	struct sock_filter p[PROGRAM_MAX];
	unsigned short n;
};

static void
add(struct program *f, unsigned short code, uint32_t k, uint8_t if_true, uint8_t if_false)
{
	f->p[f->n++] = (struct sock_filter){ code, if_true, if_false, k };
}

static void
load(struct program *f, size_t offset)
{
	add(f, BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset, 0, 0);
}

static void
answer(struct program *f, uint32_t what)
{
	add(f, BPF_RET | BPF_K, what, 0, 0);
}

/* The lower half of an argument; both machines have it first. Flags fit in there, and the kernel looks at no more of them. */
static size_t
argument(size_t i)
{
	return offsetof(struct seccomp_data, args) + 8 * i;
}

/* The number of the call is loaded; it still is after this. */
static void
allow(struct program *f, long call)
{
	add(f, BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)call, 0, 1);
	answer(f, SECCOMP_RET_ALLOW);
}

/* Only with none of `bits` in argument `i`, and with all of `with`; else it fails with `error`. */
static void
allow_without(struct program *f, long call, size_t i, uint32_t bits, uint32_t with, int error)
{
	add(f, BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)call, 0, 6);
	load(f, argument(i));
	add(f, BPF_JMP | BPF_JSET | BPF_K, bits, 3, 0);
	add(f, BPF_ALU | BPF_AND | BPF_K, with, 0, 0);
	add(f, BPF_JMP | BPF_JEQ | BPF_K, with, 0, 1);
	answer(f, SECCOMP_RET_ALLOW);
	answer(f, SECCOMP_RET_ERRNO | (uint32_t)error);
}

/* Only with one of these two in argument `i`. */
static void
allow_with(struct program *f, long call, size_t i, uint32_t value, uint32_t other)
{
	add(f, BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)call, 0, 5);
	load(f, argument(i));
	add(f, BPF_JMP | BPF_JEQ | BPF_K, value, 1, 0);
	add(f, BPF_JMP | BPF_JEQ | BPF_K, other, 0, 1);
	answer(f, SECCOMP_RET_ALLOW);
	answer(f, SECCOMP_RET_ERRNO | EPERM);
}

static void
fail(struct program *f, long call, int error)
{
	add(f, BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)call, 0, 1);
	answer(f, SECCOMP_RET_ERRNO | (uint32_t)error);
}

/* What reads, writes, waits, keeps memory and runs threads; the ones used most come first. */
static void
allow_plain(struct program *f)
{
	static const long calls[] = {
		SYS_read, SYS_write, SYS_futex, SYS_munmap, SYS_brk, SYS_lseek, SYS_close, SYS_madvise, SYS_mremap,
		SYS_ppoll, SYS_fstat, SYS_newfstatat, SYS_pread64, SYS_writev, SYS_dup, SYS_clock_gettime, SYS_clock_nanosleep,
		SYS_gettimeofday, SYS_getrandom, SYS_memfd_create, SYS_getpid, SYS_gettid, SYS_sysinfo,
		SYS_sched_getaffinity, SYS_sched_yield, SYS_rt_sigaction, SYS_rt_sigprocmask, SYS_rt_sigreturn, SYS_sigaltstack,
		SYS_setitimer, SYS_restart_syscall, SYS_set_robust_list, SYS_exit, SYS_exit_group,
#ifdef SYS_rseq
		SYS_rseq,
#endif
#ifdef SYS_statx
		SYS_statx,
#endif
#ifdef SYS_poll
		SYS_poll,
#endif
#ifdef SYS_alarm
		SYS_alarm,
#endif
#ifdef SYS_time
		SYS_time,
#endif
	};

	for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
		allow(f, calls[i]);
}

/* What makes a thread, and what would make more of it than that. */
#define THREAD ((uint32_t)(CLONE_VM | CLONE_SIGHAND | CLONE_THREAD))
#define MORE_THAN_THREAD ((uint32_t)(CLONE_VFORK | CLONE_PTRACE | CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | \
	CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET | CLONE_IO))

/* Memory is never code; files are opened, if at all, for reading; ioctl() asks whether it is a terminal, and how wide. */
static void
allow_some(struct program *f, bool opens_later)
{
	const uint32_t writing = O_ACCMODE | O_CREAT | O_TRUNC | (O_TMPFILE & ~O_DIRECTORY);

	allow_without(f, SYS_mmap, 2, PROT_EXEC, 0, EACCES);
	allow_without(f, SYS_mprotect, 2, PROT_EXEC, 0, EACCES);
	if (opens_later)
		allow_without(f, SYS_openat, 2, writing, 0, EACCES);
	fail(f, SYS_openat, EACCES);
#ifdef SYS_open
	fail(f, SYS_open, EACCES);
#endif
#ifdef SYS_clone3
	fail(f, SYS_clone3, ENOSYS);	/* what it does stands where a filter can't look: the C library takes clone() then */
#endif
	allow_without(f, SYS_clone, 0, MORE_THAN_THREAD, THREAD, EPERM);
	allow_with(f, SYS_fcntl, 1, F_GETFL, F_GETFD);
	allow_with(f, SYS_ioctl, 1, TCGETS, TIOCGWINSZ);
	allow_with(f, SYS_tgkill, 0, (uint32_t)getpid(), (uint32_t)getpid());	/* abort() */
}

static void
build(struct program *f, bool opens_later)
{
	load(f, offsetof(struct seccomp_data, arch));
	add(f, BPF_JMP | BPF_JEQ | BPF_K, MACHINE, 1, 0);
	answer(f, SECCOMP_RET_ERRNO | EPERM);
	load(f, offsetof(struct seccomp_data, nr));
	allow_plain(f);
	allow_some(f, opens_later);
	answer(f, SECCOMP_RET_ERRNO | EPERM);
}

/*
 * For all threads, where the kernel can. Speculation is left as it is: nobody else's code runs here, and older kernels
 * would make everything slow.
 */
bool
sandbox_filter_calls(bool opens_later)
{
	struct program f = { .n = 0 };

	build(&f, opens_later);
	const struct sock_fprog all = { f.n, f.p };
	const unsigned long flags = SECCOMP_FILTER_FLAG_TSYNC;

	return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags | SECCOMP_FILTER_FLAG_SPEC_ALLOW, &all) == 0 ||
	    syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, &all) == 0 ||
	    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &all, 0, 0) == 0;
}

#else

bool
sandbox_filter_calls(bool opens_later)
{
	(void)opens_later;
	return false;
}

#endif
