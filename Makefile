# SPDX-License-Identifier: MIT
# siperr: build, tests and installation. GNU make.
#
#   make                  the program, ./siperr, and all it needs
#   make deps             the packages it is built from (apt)
#   make translations     how far each language is, and what has changed in English since
#   make release-check    every test, and that no language lacks a text
#   make site             what siperr knows as pages, in build/site
#   make check            every test;  make check-asan: the same under ASan and UBSan
#   make B=build/x …      another flavour in its own folder

VERSION := 1.1.0
B       ?= build
PREFIX  ?= /usr/local
DESTDIR ?=
CFLAGS  ?= -O2 -g
SAN     ?=
WERROR  ?=
STRIP   ?= -s
PROVE   ?= prove

# What makes a flaw harder to use: for every object of an optimised build; sanitizers want it off. HARDEN= builds without.
can     = $(shell $(CC) -Werror $1 -x c -fsyntax-only /dev/null 2>/dev/null && echo $1)
CONTROL := $(or $(call can,-fcf-protection),$(call can,-mbranch-protection=standard))
HARDEN  ?= $(if $(SAN),,-fstack-protector-strong -fPIE $(CONTROL) \
	$(if $(filter -O%,$(filter-out -O0,$(CFLAGS))),-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3))
# SANDBOX=no: nothing is given up before a trace is read (src/sandbox); valgrind wants that.
SANDBOX ?=

# Built for speed, unless CFLAGS want it otherwise: what each message of a trace goes through takes a tenth less time so, the
# rest is smaller without. The usual tuning clears and copies a struct with an instruction that takes longer to begin than to do
# it; what is tuned so runs on every processor all the same. (-flto takes 3 % more off, but no two builds have the same bytes then.)
TUNED := $(if $(filter -O2,$(CFLAGS)),$(foreach flag,-mtune=haswell -mmemset-strategy=libcall:-1:noalign \
	-mmemcpy-strategy=libcall:-1:noalign -fno-plt,$(call can,$(flag))))
HOT   := $(if $(filter -O2,$(CFLAGS)),-O3)
FAST   = $(TUNED) $(if $(filter-out src/diagnose/compare/%,$(filter src/base/% src/sip/% src/input/% src/diagnose/%,$<)),$(HOT))

# Nothing unwinds our stack but a debugger, which has tables of its own (-g): 0.1 MB less.
UNWIND := $(if $(SAN),,-fno-asynchronous-unwind-tables)

# STATIC=yes: one file that needs no library at all, see `make static`.
STATIC  ?=

# What is moved at the start takes 0.3 MB less where the linker packs it and the C library (glibc 2.36) unpacks it: tried, not
# taken for granted.
PACK := -Wl,-z,pack-relative-relocs
PACKED = $(shell t=$$(mktemp) && echo 'int x; int *p = &x; int main(void) { return p != &x; }' | \
	$(CC) -fPIE -pie $(PACK) -x c - -o $$t 2>/dev/null && $$t 2>/dev/null && echo $(PACK); rm -f $$t)

# What of ICU's static libraries nobody calls is left out: a tenth of their code.
LEAN := -Wl,--gc-sections

ifneq ($(strip $(HARDEN)),)
HARDEN_LINK = $(if $(filter yes,$(STATIC)),-static-pie,-pie $(PACKED)) -Wl,-z,relro,-z,now,-z,noexecstack
else
HARDEN_LINK := $(if $(filter yes,$(STATIC)),-static)
endif

# libosip2 doesn't say itself which one it is.
OSIP_VERSION := $(or $(shell pkg-config --modversion libosip2 2>/dev/null),5)

OWN_CFLAGS := -std=c11 -D_GNU_SOURCE -DSIPERR_VERSION='"$(VERSION)"' -DSIPERR_OSIP_VERSION='"$(OSIP_VERSION)"' -Isrc -Wall -Wextra -Wshadow \
	-Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wvla -Wwrite-strings $(if $(WERROR),-Werror) $(HARDEN) $(UNWIND) $(SAN) $(if $(filter no,$(SANDBOX)),-DSIPERR_NO_SANDBOX) $(if $(filter yes,$(STATIC)),-DSIPERR_STATIC) -ffile-prefix-map=$(CURDIR)=.

# ICU is linked statically: a look-up takes half the time, and one file runs anywhere. ICU=shared to differ.
# So are the compiler's library for C++, which only ICU needs, and jansson: each file less to load is up to a twentieth of a
# look-up. zlib stays shared: a distribution wants to mend it in one place.
ICU ?= static
ICU_static := -static-libgcc -Wl,-Bstatic -ljansson -licui18n -licuuc -licudata -lstdc++ -Wl,-Bdynamic
ICU_shared := -ljansson -licui18n -licuuc -licudata
ifeq ($(STATIC),yes)
LDLIBS += -losipparser2 -ljansson -lpcap -ldbus-1 -llzma -lzstd -lz -licui18n -licuuc -licudata -lstdc++ -lm
else
LDLIBS += -losipparser2 -lz $(ICU_$(ICU)) -lm -ldl -lpthread
endif

SRC  := $(sort $(wildcard src/*.c src/*/*.c src/*/*/*.c))
TOOL := $(filter src/tools/%,$(SRC))
OBJ  := $(patsubst src/%.c,$B/obj/%.o,$(filter-out $(TOOL),$(SRC)))
LIB  := $(filter-out $B/obj/main.o,$(OBJ))

all: siperr

siperr: $B/siperr
	@cp -f $< $@

include src/knowledge/bundles.mk
include src/base/literals.mk
include src/knowledge/icu.mk
ifeq ($(ICU),static)
BUNDLE_OBJ += $(ICU_DATA)
endif
include src/tools/site.mk
include tests/tests.mk
include tests/bench/bench.mk

# What the tests link with: all but main.
$B/siperr.a: $(LIB)
	@rm -f $@
	$(AR) rcs $@ $^

$B/siperr: $(OBJ) $(BUNDLE_OBJ)
	$(CC) $(CFLAGS) $(SAN) $(HARDEN_LINK) $(LEAN) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$B/obj/%.o: src/%.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) $(FAST) $(OWN_CFLAGS) -MMD -MP -c -o $@ $<

-include $(OBJ:.o=.d)

# What it is built from, and what its tests need; README.md says what each is for.
DEPS      := gcc libc6-dev g++ libosip2-dev libicu-dev icu-devtools libpcap-dev libjansson-dev zlib1g-dev liblzma-dev libzstd-dev
DEPS_TEST := libcmocka-dev perl mandoc
DEPS_DEV  := clang libclang-rt-14-dev cppcheck clang-tidy valgrind python3 moreutils tshark sngrep \
	libdbus-1-dev xz-utils zstd debhelper lintian chromium poppler-utils
SUDO      := $(if $(filter-out 0,$(shell id -u)),sudo)

deps:
	@if command -v apt-get >/dev/null; then \
		$(SUDO) apt-get update -q && DEBIAN_FRONTEND=noninteractive \
		$(SUDO) apt-get install -q -y --no-install-recommends $(DEPS) $(DEPS_TEST) $(if $(DEV),$(DEPS_DEV)); \
	else \
		echo "No apt-get here. Install a C11 compiler, GNU make, libosip2, ICU 66 or newer with its static libraries"; \
		echo "(or build with make ICU=shared) and tools (genrb, pkgdata), libpcap, jansson, zlib, liblzma and libzstd;"; \
		echo "for the tests cmocka, perl with prove, and mandoc. Then run make."; \
	fi

# Manual pages: man/siperr.1 is English, man/<lang>/siperr.1 a translation.
MAN := $(wildcard man/*.[15] man/*/*.[15])

install: siperr
	install -D $(STRIP) -m 755 siperr "$(DESTDIR)$(PREFIX)/bin/siperr"
	install -D -m 644 schema/siperr.schema.json "$(DESTDIR)$(PREFIX)/share/siperr/siperr.schema.json"
	for page in $(MAN); do \
		section=man$${page##*.}; lang=$$(dirname $${page#man/}); \
		install -D -m 644 $$page "$(DESTDIR)$(PREFIX)/share/man/$${lang#.}/$$section/$${page##*/}" || exit 1; \
	done
	for shell in bash zsh fish; do ./siperr --completion $$shell > $B/siperr.$$shell || exit 1; done
	install -D -m 644 $B/siperr.bash "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/siperr"
	install -D -m 644 $B/siperr.zsh "$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_siperr"
	install -D -m 644 $B/siperr.fish "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/siperr.fish"

# The program alone, to be copied to a machine where nothing can be installed.
static:
	$(MAKE) B=$B/static STATIC=yes $B/static/siperr

uninstall:
	rm -f "$(DESTDIR)$(PREFIX)/bin/siperr" "$(DESTDIR)$(PREFIX)/share/siperr/siperr.schema.json"
	for page in $(MAN); do \
		section=man$${page##*.}; lang=$$(dirname $${page#man/}); \
		rm -f "$(DESTDIR)$(PREFIX)/share/man/$${lang#.}/$$section/$${page##*/}"; \
	done
	rm -f "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/siperr" \
		"$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_siperr" \
		"$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/siperr.fish"

# From a checkout what is committed, from an unpacked tarball what was in it; the same bytes each time.
DIST := siperr-$(VERSION).tar.gz
dist:
	if [ -e .git ]; then \
		git archive --format=tar --prefix=siperr-$(VERSION)/ HEAD | gzip -9n > $(DIST); \
	else \
		tar -cf - --sort=name --owner=0 --group=0 --numeric-owner --mtime=@$${SOURCE_DATE_EPOCH:-$$(stat -c %Y Makefile)} \
			--exclude=./build --exclude=./siperr --exclude='./*.tar.gz' --transform='s,^\./,siperr-$(VERSION)/,' . \
			| gzip -9n > $(DIST); \
	fi

clean:
	rm -rf build siperr siperr-*.tar.gz

.PHONY: all deps install uninstall static dist clean
.DELETE_ON_ERROR:
