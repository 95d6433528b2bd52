/* SPDX-License-Identifier: MIT */
/*
 * measure RUNS COMMAND [ARGUMENT…] [:: COMMAND [ARGUMENT…]]…: runs the commands in turn, RUNS times each, and prints for
 * each a line: median seconds by the clock, the same of processor time (user and system, all threads), the least of it,
 * most memory in KB. Their output goes to memory: grep does next to nothing when it sees /dev/null there.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { COMMANDS_MAX = 8 };

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
quiet_exec(char **argv, int out)
{
	dup2(open("/dev/null", O_RDONLY), 0);
	dup2(out, 1);
	dup2(out, 2);
	execvp(argv[0], argv);
	_exit(127);
}

struct cost {
	double wall, cpu;
};

static double
seconds_of(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static struct cost
run(char **argv, long *memory)
{
	struct rusage usage;
	int status, out = memfd_create("output", 0);
	double start = now(), seconds;
	pid_t pid = vfork();

	if (pid == 0)
		quiet_exec(argv, out);
	if (pid < 0 || wait4(pid, &status, 0, &usage) != pid || (WIFEXITED(status) && WEXITSTATUS(status) == 127)) {
		fprintf(stderr, "measure: can't run %s\n", argv[0]);
		exit(2);
	}
	seconds = now() - start;
	close(out);
	if (usage.ru_maxrss > *memory)
		*memory = usage.ru_maxrss;
	return (struct cost){ seconds, seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime) };
}

static int
compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

int
main(int argc, char **argv)
{
	char **command[COMMANDS_MAX];
	int count = 0, runs = argc > 2 ? atoi(argv[1]) : 0;
	long memory[COMMANDS_MAX] = { 0 };
	double *wall, *cpu;

	for (int i = 1; i < argc && count < COMMANDS_MAX; i++) {
		if (i == 1 || strcmp(argv[i], "::") == 0) {
			if (i > 1)
				argv[i] = NULL;
			command[count++] = argv + i + 1;
		}
	}
	if (runs < 1) {
		fputs("usage: measure RUNS COMMAND [ARGUMENT...] [:: COMMAND...]...\n", stderr);
		return 2;
	}
	wall = calloc((size_t)(runs * count), sizeof *wall);
	cpu = calloc((size_t)(runs * count), sizeof *cpu);
	for (int r = 0; r < runs; r++)
		for (int c = 0; c < count; c++) {
			struct cost cost = run(command[c], &memory[c]);

			wall[c * runs + r] = cost.wall;
			cpu[c * runs + r] = cost.cpu;
		}
	for (int c = 0; c < count; c++) {
		qsort(wall + c * runs, (size_t)runs, sizeof *wall, compare);
		qsort(cpu + c * runs, (size_t)runs, sizeof *cpu, compare);
		printf("%.6f %.6f %.6f %ld\n", wall[c * runs + runs / 2], cpu[c * runs + runs / 2], cpu[c * runs], memory[c]);
	}
	free(wall);
	free(cpu);
	return 0;
}
