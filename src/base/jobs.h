/* SPDX-License-Identifier: MIT */
/*
 * Threads, and how many of them may work at once (--jobs): one that waits for another lets a third work meanwhile. So
 * the limit holds whatever number of files, and of steps between reading and judging, have threads of their own.
 */
#ifndef SIPERR_BASE_JOBS_H
#define SIPERR_BASE_JOBS_H

#include <pthread.h>

/* As many as the processors that this process may use. */
unsigned jobs_processors(void);

/* `n` at once, the one that calls this among them; before the first other one. Without this as many as there are. */
void jobs_limit(unsigned n);

struct job {
	void (*run)(void *ctx);
	void *ctx;
	pthread_t thread;
};

/*
 * Runs it beside the caller. Signals that end the input are for the thread whose read they interrupt, the first one.
 * The job must live until job_wait(). Returns 0, or why no thread can be had (errno).
 */
int job_start(struct job *j, void (*run)(void *ctx), void *ctx);
void job_wait(struct job *j);

/* Around a wait for another thread: meanwhile another may work. No lock may be held at job_resume() that others want. */
void job_pause(void);
void job_resume(void);

#endif
