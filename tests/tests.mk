# Unit tests (one program a file, cmocka, TAP), command-line cases (tests/cli.pl), and their flavours.

UNIT_SRC := $(sort $(wildcard tests/unit/*.c))
UNIT     := $(patsubst tests/unit/%.c,$B/unit/%.t,$(UNIT_SRC))

$B/unit/%.t: tests/unit/%.c $(LIB) $(BUNDLE_OBJ)
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) $(OWN_CFLAGS) -Itests -MMD -MP -MF $(@:.t=.d) -o $@ $< $(LIB) $(BUNDLE_OBJ) $(LDFLAGS) $(LDLIBS) -lcmocka

-include $(UNIT:.t=.d)

check: $B/siperr $(UNIT)
	SIPERR=$(abspath $B/siperr) CMOCKA_MESSAGE_OUTPUT=TAP $(PROVE) $(PROVEFLAGS) $(UNIT) tests/cli.pl

ASAN := -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
check-asan:
	$(MAKE) B=build/asan SAN="$(ASAN)" CFLAGS="-O1 -g" check

.PHONY: check check-asan
