# SPDX-License-Identifier: MIT
# How fast siperr is, as ratios to other programs in one run (never a test: machines differ). BENCH_MB: size of the traces.
BENCH := $(addprefix $B/bench/,generate osip_loop measure)

bench: $B/siperr $(BENCH)
	perl tests/bench/bench.pl $B/bench $B/siperr

BENCH_CC = $(CC) $(CFLAGS) -std=c11 -D_GNU_SOURCE -Wall -Wextra -Wshadow $(if $(WERROR),-Werror) -o $@ $(filter %.c,$^)

$B/bench/generate: tests/bench/generate.c tests/bench/trace.c tests/bench/trace.h
	@mkdir -p $(@D)
	$(BENCH_CC)

$B/bench/osip_loop: tests/bench/osip_loop.c
	@mkdir -p $(@D)
	$(BENCH_CC) -losipparser2

$B/bench/measure: tests/bench/measure.c
	@mkdir -p $(@D)
	$(BENCH_CC)

.PHONY: bench
