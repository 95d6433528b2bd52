# siperr: build, tests and installation. GNU make.
#
#   make                  the program, ./siperr, and all it needs
#   make deps             the packages it is built from (apt)
#   make check            every test;  make check-asan: the same under ASan and UBSan
#   make B=build/x …      another flavour in its own folder

VERSION := 1.0.0
B       ?= build
PREFIX  ?= /usr/local
DESTDIR ?=
CFLAGS  ?= -O2 -g
SAN     ?=
WERROR  ?=
PROVE   ?= prove

OWN_CFLAGS := -std=c11 -D_GNU_SOURCE -DSIPERR_VERSION='"$(VERSION)"' -Isrc -Wall -Wextra -Wshadow \
	-Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wvla -Wwrite-strings $(if $(WERROR),-Werror) $(SAN)

# ICU is linked statically: a look-up takes half the time, and one file runs anywhere. ICU=shared to differ.
ICU ?= static
ICU_static := -Wl,-Bstatic -licui18n -licuuc -licudata -lstdc++ -Wl,-Bdynamic
ICU_shared := -licui18n -licuuc -licudata
LDLIBS += -losipparser2 -ljansson -lz $(ICU_$(ICU)) -lm -ldl -lpthread

SRC  := $(sort $(wildcard src/*.c src/*/*.c src/*/*/*.c))
TOOL := $(filter src/tools/%,$(SRC))
OBJ  := $(patsubst src/%.c,$B/obj/%.o,$(filter-out $(TOOL),$(SRC)))
LIB  := $(filter-out $B/obj/main.o,$(OBJ))

all: siperr

siperr: $B/siperr
	@cp -f $< $@

include src/knowledge/bundles.mk
include tests/tests.mk

$B/siperr: $(OBJ) $(BUNDLE_OBJ)
	$(CC) $(CFLAGS) $(SAN) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$B/obj/%.o: src/%.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) $(OWN_CFLAGS) -MMD -MP -c -o $@ $<

-include $(OBJ:.o=.d)

clean:
	rm -rf build siperr siperr-*.tar.gz

.PHONY: all clean
.DELETE_ON_ERROR:
