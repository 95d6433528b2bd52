/* SPDX-License-Identifier: MIT */
#include "base/jobs.h"

#include <limits.h>
#include <sched.h>
#include <signal.h>

static struct {
	pthread_mutex_t lock;
	pthread_cond_t given_back;
	unsigned free;			/* so many more may work: under `lock` */
} slots = { PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, UINT_MAX / 2 };

unsigned
jobs_processors(void)
{
	cpu_set_t mine;
	/* it fails where there are more */
	int n = sched_getaffinity(0, sizeof mine, &mine) == 0 ? CPU_COUNT(&mine) : CPU_SETSIZE;

	return n > 1 ? (unsigned)n : 1;
}

void
jobs_limit(unsigned n)
{
	slots.free = n - 1;
}

void
job_resume(void)
{
	pthread_mutex_lock(&slots.lock);
	while (slots.free == 0)
		pthread_cond_wait(&slots.given_back, &slots.lock);
	slots.free--;
	pthread_mutex_unlock(&slots.lock);
}

void
job_pause(void)
{
	pthread_mutex_lock(&slots.lock);
	slots.free++;
	pthread_cond_signal(&slots.given_back);
	pthread_mutex_unlock(&slots.lock);
}

static void *
work(void *ctx)
{
	struct job *j = ctx;

	job_resume();
	j->run(j->ctx);
	job_pause();
	return NULL;
}

int
job_start(struct job *j, void (*run)(void *ctx), void *ctx)
{
	static const int ends[] = { SIGINT, SIGTERM, SIGHUP, SIGALRM };
	sigset_t blocked, before;
	int status;

	j->run = run;
	j->ctx = ctx;
	sigemptyset(&blocked);
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		sigaddset(&blocked, ends[i]);
	pthread_sigmask(SIG_BLOCK, &blocked, &before);
	status = pthread_create(&j->thread, NULL, work, j);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return status;
}

void
job_wait(struct job *j)
{
	job_pause();
	pthread_join(j->thread, NULL);
	job_resume();
}
