# locales/*.txt → ICU bundles → one archive → one object that is linked into the program.
GENRB    ?= genrb
ICUPKG   ?= $(firstword $(wildcard /usr/sbin/icupkg /usr/bin/icupkg) icupkg)
GENCCODE ?= $(firstword $(wildcard /usr/sbin/genccode /usr/bin/genccode) genccode)

LOCALE_TXT := $(sort $(wildcard locales/*.txt))
LANGUAGES  := $(filter-out entries phrases vendors,$(LOCALE_TXT:locales/%.txt=%))
BUNDLE_RES := $(LOCALE_TXT:locales/%.txt=$B/bundles/%.res) $B/bundles/index.res
BUNDLE_OBJ := $B/bundles/siperr_builtin.o

$B/bundles/%.res: locales/%.txt
	@mkdir -p $(@D)
	@$(GENRB) -q -d $(@D) $<

# The phrases once more, as they are looked up, and which languages there are.
INDEX_TOOL := $B/tools/phrase_index
INDEX_OBJ  := $(patsubst src/%.c,$B/obj/%.o,$(wildcard src/base/*.c src/text/*.c) \
	$(addprefix src/knowledge/,index_build.c key.c resource.c) src/tools/phrase_index.c)

$(INDEX_TOOL): $(INDEX_OBJ)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(SAN) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$B/bundles/index.txt: $(INDEX_TOOL) $B/bundles/phrases.res $B/bundles/list.lst
	@$(INDEX_TOOL) $(@D) $(LANGUAGES) > $@

$B/bundles/index.res: $B/bundles/index.txt
	@$(GENRB) -q -d $(@D) $<

# Rewritten only when a file comes or goes.
$B/bundles/list.lst: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' $(notdir $(BUNDLE_RES)) | cmp -s - $@ || printf '%s\n' $(notdir $(BUNDLE_RES)) > $@

$B/bundles/siperr_builtin.dat: $(BUNDLE_RES) $B/bundles/list.lst
	@rm -f $@
	@$(ICUPKG) -tl -s $(@D) -a $(@D)/list.lst new $@

$B/bundles/siperr_builtin_dat.S: $B/bundles/siperr_builtin.dat
	@$(GENCCODE) -q -a gcc -e siperr_builtin -d $(@D) $< >/dev/null

$(BUNDLE_OBJ): $B/bundles/siperr_builtin_dat.S
	$(CC) -c -o $@ $<

-include $B/obj/tools/phrase_index.d

FORCE:
.PHONY: FORCE
