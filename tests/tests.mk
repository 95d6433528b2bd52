# SPDX-License-Identifier: MIT
# Unit tests (one program a file, cmocka, TAP), command-line cases (tests/cli.pl), replay of the fuzz targets' saved
# inputs, and the same under sanitizers; fuzzing itself; static analysis.

UNIT_SRC := $(sort $(wildcard tests/unit/*.c))
UNIT     := $(patsubst tests/unit/%.c,$B/unit/%.t,$(UNIT_SRC))
FUZZ_SRC := $(sort $(filter-out tests/fuzz/replay.c,$(wildcard tests/fuzz/*.c)))
REPLAY   := $(patsubst tests/fuzz/%.c,$B/replay/%.t,$(FUZZ_SRC))
FUZZER   := $(patsubst tests/fuzz/%.c,$B/fuzz/%,$(FUZZ_SRC))

TEST_CC = $(CC) $(CPPFLAGS) $(CFLAGS) $(OWN_CFLAGS) -DBUNDLES='"$(abspath $B/bundles)"' -Itests -MMD -MP

$B/unit/%.t: tests/unit/%.c $B/siperr.a $(BUNDLE_OBJ)
	@mkdir -p $(@D)
	$(TEST_CC) -MF $(@:.t=.d) -o $@ $< $B/siperr.a $(BUNDLE_OBJ) $(LDFLAGS) $(LDLIBS) -lcmocka

$B/replay/%.t: tests/fuzz/%.c tests/fuzz/replay.c $B/siperr.a $(BUNDLE_OBJ)
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) $(OWN_CFLAGS) -Wno-missing-prototypes -Itests -o $@.bin \
		$< tests/fuzz/replay.c $B/siperr.a $(BUNDLE_OBJ) $(LDFLAGS) $(LDLIBS)
	@printf '#!/bin/sh\nexec "$$0.bin" tests/fuzz/corpus/%s\n' $* > $@; chmod +x $@

-include $(UNIT:.t=.d)

# Memory that fails on demand, in front of the C library's; sanitizers have their own there.
FAULTS := $(if $(SAN),,$B/faults.so)

$B/faults.so: tests/faults/preload.c
	@mkdir -p $(@D)
	$(CC) -std=c11 -D_GNU_SOURCE -O2 -Wall -Wextra $(if $(WERROR),-Werror) -shared -fPIC -o $@ $<

# Tests of the tree alone: they run no siperr, so that no flavour of it changes what they say.
OF_TREE := causes house includes licence planted po reach translations
TESTS   := $(wildcard tests/*.pl)

# Every test, on the flavour in $B. The manual pages' own check is one of tests/*.pl.
check: $B/siperr $(UNIT) $(REPLAY) $(FAULTS)
	SIPERR=$(abspath $B/siperr) FAULTS=$(abspath $(FAULTS)) CMOCKA_MESSAGE_OUTPUT=TAP $(PROVE) $(PROVEFLAGS) $(UNIT) $(REPLAY) $(TESTS)

# Each allocation fails, not some of them only, and the output breaks off at each byte. 4,000: as many as the longest of those
# runs has; fewer are the first ones and a spread over the rest.
ALLOCATIONS ?= 4000
check-faults: $B/siperr $(FAULTS)
	SIPERR=$(abspath $B/siperr) FAULTS=$(abspath $(FAULTS)) FAULTS_STEPS=500 $(PROVE) $(PROVEFLAGS) tests/streams.pl
	SIPERR=$(abspath $B/siperr) FAULTS=$(abspath $(FAULTS)) FAULTS_STEPS=$(ALLOCATIONS) $(PROVE) $(PROVEFLAGS) tests/memory.pl

# The tarball, install and uninstall, the static program and the Debian package.
check-package: $B/siperr $B/bench/generate static
	SIPERR=$(abspath $B/siperr) STATIC=$(abspath $B/static/siperr) $(PROVE) $(PROVEFLAGS) tests/package/package.pl

# The pages of --format html and of the site in a real browser, Chromium.
check-browser: $B/siperr site
	SIPERR=$(abspath $B/siperr) SITE=$(abspath $B/site) $(PROVE) $(PROVEFLAGS) $(wildcard tests/browser/*.pl)

# What a release needs beside: every language with every text, none of them older than the English one, and every page
# with every option.
release-check: export RELEASE := 1
release-check: check
	@perl src/tools/translations.pl --release

# How far each language is, a line for each family of its texts; keeps in locales/<language>/made-from.lst which English
# text each translation was made from. OF=TAG names the texts of this language that are not done; SAME="TAG ID …" says
# that these translations still say what the English ones say.
translations:
	@perl src/tools/translations.pl $(if $(OF),--list $(OF),$(if $(SAME),--accept $(SAME)))

# The same texts as PO files for translators' programs, build/po/<language>.po and a template; and one of them back into
# locales/<language>, a new language too.
po:
	@mkdir -p $B/po
	@for folder in locales/*/; do tag=$$(basename $$folder); out=$B/po/$$tag.po; [ $$tag != en ] || out=$B/po/siperr.pot; \
		perl src/tools/po.pl export $$tag > $$out || exit 1; done
	@ls $B/po/*
po-import:
	@perl src/tools/po.pl import "$(PO)"

ASAN := -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
check-asan:
	$(MAKE) B=build/asan SAN="$(ASAN)" CFLAGS="-O1 -g1" TESTS="$(filter-out $(OF_TREE:%=tests/%.pl),$(TESTS))" check

# The threads that read and diagnose long and several files, under ThreadSanitizer.
check-tsan:
	$(MAKE) B=build/tsan SAN=-fsanitize=thread CFLAGS="-O1 -g1" check-threads

check-threads: $B/siperr $B/unit/relay_test.t $B/unit/crew_test.t
	SIPERR=$(abspath $B/siperr) CMOCKA_MESSAGE_OUTPUT=TAP $(PROVE) $(PROVEFLAGS) $B/unit/relay_test.t $B/unit/crew_test.t tests/long.pl tests/several.pl tests/jobs.pl

# Look-ups and a list under valgrind's memcheck. ICU keeps plural rules by pointers into them, which valgrind calls possibly lost.
check-valgrind: $B/siperr
	for arguments in '486 Busy' '--lang ru q850.34' '--list codes'; do \
		valgrind -q --error-exitcode=9 --leak-check=full --errors-for-leak-kinds=definite --show-leak-kinds=definite $B/siperr $$arguments > /dev/null || exit 1; \
	done

# libFuzzer, FUZZ_SECONDS for each target; what it finds is added to a copy of the saved inputs in $B.
FUZZ_SECONDS ?= 60
fuzz:
	$(MAKE) B=build/fuzz CC=clang CFLAGS="-O1 -g" SAN="-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined" fuzz-run

$B/fuzz/%: tests/fuzz/%.c $B/siperr.a $(BUNDLE_OBJ)
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) $(OWN_CFLAGS) -Wno-missing-prototypes -Itests -fsanitize=fuzzer -o $@ \
		$< $B/siperr.a $(BUNDLE_OBJ) $(LDFLAGS) $(LDLIBS)

fuzz-run: $(FUZZER)
	for target in $(FUZZER); do name=$${target##*/}; mkdir -p $B/found/$$name; \
		case $$name in capture|stream|isup|media) words=packets;; bundle|compile) words=$$name;; *) words=sip;; esac; \
		$$target -dict=tests/fuzz/$$words.dict -max_total_time=$(FUZZ_SECONDS) -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
			-artifact_prefix=$B/found/$$name- $B/found/$$name tests/fuzz/corpus/$$name || exit 1; \
	done

# How far clang's analyser follows each function, in steps; empty: as far as it does by itself, which takes twice as long.
LINT_JOBS  ?= $(shell nproc)
LINT_STEPS ?=
lint:
	cppcheck --quiet --error-exitcode=1 --std=c11 --enable=warning,performance,portability --inline-suppr \
		-j $(LINT_JOBS) --suppress=missingIncludeSystem -D_GNU_SOURCE -DSIPERR_VERSION='""' -DSIPERR_OSIP_VERSION='""' -Isrc src
	@mkdir -p $B/lint
	@printf '%s\n' -std=c11 -D_GNU_SOURCE '-DSIPERR_VERSION=""' '-DSIPERR_OSIP_VERSION=""' -I$(CURDIR)/src > $B/lint/compile_flags.txt
	@printf '%s\n' $(SRC) | xargs -P $(LINT_JOBS) -n 8 clang-tidy --quiet --warnings-as-errors='*' -p $B/lint \
		$(if $(LINT_STEPS),$(addprefix --extra-arg=,-Xclang -analyzer-config -Xclang max-nodes=$(LINT_STEPS)))
	mandoc -Tlint -Wwarning $(wildcard man/*.[15])
	@# A translation names its sections in its own language, where mandoc wants English.
	mandoc -Tlint -Werror -K utf-8 $(wildcard man/*/*.[15])

.PHONY: po po-import check check-browser check-package check-faults release-check translations check-asan check-tsan check-threads check-valgrind fuzz fuzz-run lint

# Small faults planted one by one: which does no test see? What is slow or needs threads or files of its own is left to check.
MUTANTS_DIR  := build/mutants
MUTANTS_SKIP := $(addsuffix _test,bundle crew html input knowledge page relay)
# Takes longer than all the others together: most faults die before it.
MUTANTS_LAST := calls_test
MUTANTS_TEST := $(filter-out $(MUTANTS_SKIP) $(MUTANTS_LAST),$(patsubst tests/unit/%.c,%,$(UNIT_SRC))) $(MUTANTS_LAST)
MUTANTS_FLAGS = -std=c11 -D_GNU_SOURCE -DSIPERR_VERSION='"$(VERSION)"' -DSIPERR_OSIP_VERSION='"$(OSIP_VERSION)"' -O0 -w

mutants:
	$(MAKE) B=$(MUTANTS_DIR) CFLAGS=-O1 mutants-run

mutants-run: $B/siperr $(patsubst %,$B/tests/%.o,$(MUTANTS_TEST)) $B/tests/main.o
	$(CC) -o $B/tests-clean $(filter %.o,$^) $(LIB) $(BUNDLE_OBJ) $(LDFLAGS) $(LDLIBS) -lcmocka
	MUTANTS_DIR=$B MUTANTS_CC="$(CC)" MUTANTS_CFLAGS="$(subst ",\",$(MUTANTS_FLAGS))" MUTANTS_LIBS="$(LDFLAGS) $(LDLIBS)" \
		MUTANTS_OBJECTS="$(OBJ)" MUTANTS_TESTS="$(MUTANTS_TEST)" MUTANTS_BUNDLE="$(BUNDLE_OBJ)" \
		perl tests/mutants/run.pl $(MUTANTS)

$B/tests/%.o: tests/unit/%.c
	@mkdir -p $(@D)
	$(CC) $(MUTANTS_FLAGS) -MMD -MP -DBUNDLES='"$(abspath $B/bundles)"' -Isrc -Itests -Dmain=$* -c -o $@ $<

-include $(wildcard $B/tests/*.d)

$B/tests/main.o: tests/mutants/all.pl $(UNIT_SRC)
	@mkdir -p $(@D)
	perl tests/mutants/all.pl $(MUTANTS_TEST) > $B/tests/main.c
	$(CC) -w -c -o $@ $B/tests/main.c

.PHONY: mutants mutants-run

# The protocol's own client, and a validator of JSON Schema, from npm: the only test that needs a network; skipped without.
check-mcp: $B/siperr $B/bench/generate
	@mkdir -p $B/mcp/files && cp tests/mcp/package.json tests/mcp/client.mjs $B/mcp/
	$B/bench/generate pcap 1 > $B/mcp/files/trace.pcap && $B/bench/generate text 1 > $B/mcp/files/trace.log
	ln -sf /etc/passwd $B/mcp/files/link
	cd $B/mcp && if npm install --no-audit --no-fund --silent; then \
		node client.mjs $(abspath $B/siperr) $(abspath $B/mcp/files) $(abspath schema/siperr.schema.json); \
	else echo '1..0 # SKIP no npm, or no registry'; fi

.PHONY: check-mcp

# The picture in README.md.
picture: $B/siperr
	cd tests/readme && PATH=$(abspath $B):$$PATH LC_ALL=C.UTF-8 TZ=UTC perl ../../src/tools/picture.pl \
		'siperr --color=always --width 90 --lang en --ladder trace.txt' > ../../doc/siperr.svg

.PHONY: picture
