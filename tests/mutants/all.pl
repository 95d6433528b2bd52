#!/usr/bin/env perl
# SPDX-License-Identifier: MIT
# The main program of all unit tests in one: each runs in a process of its own, the first that fails ends it.
use strict;
use warnings;

print "#include <stdio.h>\n#include <stdlib.h>\n#include <sys/resource.h>\n#include <sys/wait.h>\n#include <unistd.h>\n";
print "int $_(void);\n" for @ARGV;
print "static const struct { int (*run)(void); const char *name; } tests[] = { ", join(', ', map { "{ $_, \"$_\" }" } @ARGV), " };\n";
print <<'C';
int
main(void)
{
	for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
		int status = 1;
		pid_t pid = fork();

		if (pid == 0) {
			setrlimit(RLIMIT_CPU, &(struct rlimit){ 30, 30 });	/* a fault may never end; a busy machine is no fault */
			exit(tests[i].run());
		}
		if (pid < 0 || waitpid(pid, &status, 0) < 0 || status != 0) {
			fprintf(stderr, "%s fails\n", tests[i].name);
			return 1;
		}
	}
	return 0;
}
C
