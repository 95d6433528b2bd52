# locales → ICU bundles → one archive → one object that is linked into the program. locales/*.txt are tables; a folder
# locales/<language> is one table, its files the families of entries that stand in it. English is the root of all.
GENRB    ?= genrb
ICUPKG   ?= $(firstword $(wildcard /usr/sbin/icupkg /usr/bin/icupkg) icupkg)
GENCCODE ?= $(firstword $(wildcard /usr/sbin/genccode /usr/bin/genccode) genccode)

TABLES     := $(patsubst locales/%.txt,%,$(sort $(wildcard locales/*.txt)))
FOLDERS    := $(patsubst locales/%/,%,$(sort $(wildcard locales/*/)))
LANGUAGES  := $(patsubst en,root,$(FOLDERS))
BUNDLE_RES := $(patsubst %,$B/bundles/%.res,$(TABLES) index $(LANGUAGES))
BUNDLE_OBJ := $B/bundles/siperr_builtin.o $B/bundles/ranking.o $B/bundles/vocabulary.o

$(TABLES:%=$B/bundles/%.res): $B/bundles/%.res: locales/%.txt
	@mkdir -p $(@D)
	@$(GENRB) -q -d $(@D) $<

$B/bundles/root.txt: $(sort $(wildcard locales/en/*.txt))
define LANGUAGE_FILES
$B/bundles/$1.txt: $(sort $(wildcard locales/$1/*.txt))
endef
$(foreach l,$(filter-out en,$(FOLDERS)),$(eval $(call LANGUAGE_FILES,$l)))

# A bundle of a region or script stands without the one of its language: what it lacks is looked for by siperr itself.
$(LANGUAGES:%=$B/bundles/%.txt): $B/bundles/list.lst
	@{ printf '%s:table(nofallback) {\n' $(basename $(@F)); cat $(filter %.txt,$^); printf '}\n'; } > $@

$(LANGUAGES:%=$B/bundles/%.res): %.res: %.txt
	@$(GENRB) -q -d $(@D) $<

# The phrases and log lines once more, as they are looked for, and which languages there are.
INDEX_TOOL := $B/tools/phrase_index
INDEX_OBJ  := $(patsubst src/%.c,$B/obj/%.o,$(wildcard src/base/*.c src/text/*.c) \
	$(addprefix src/knowledge/,index_build.c key.c remark_index.c resource.c) src/tools/phrase_index.c)

$(INDEX_TOOL): $(INDEX_OBJ)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(SAN) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$B/bundles/index.txt: $(INDEX_TOOL) $(patsubst %,$B/bundles/%.res,phrases products spoken words remarks) $B/bundles/list.lst
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

$B/bundles/siperr_builtin.o: $B/bundles/siperr_builtin_dat.S
	$(CC) -c -o $@ $<

# What free text is ranked by, an object of its own.
RANKING_TOOL := $B/tools/ranking
RANKING_OBJ  := $(patsubst src/%.c,$B/obj/%.o,$(wildcard src/base/*.c src/text/*.c) \
	$(addprefix src/knowledge/,ranking.c ranking_build.c terms.c resource.c) src/tools/ranking.c)

$(RANKING_TOOL): $(RANKING_OBJ)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(SAN) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$B/bundles/ranking.bin: $(RANKING_TOOL) $(patsubst %,$B/bundles/%.res,phrases products spoken $(LANGUAGES)) $B/bundles/list.lst
	@$(RANKING_TOOL) $(@D) $(LANGUAGES) > $@

$B/bundles/ranking.S: $B/bundles/ranking.bin
	@printf '%s\n' '.section .note.GNU-stack,"",%progbits' '.section .rodata' '.balign 16' '.globl siperr_ranking' \
		'siperr_ranking:' '.incbin "$<"' '.globl siperr_ranking_end' 'siperr_ranking_end:' > $@

$B/bundles/ranking.o: $B/bundles/ranking.S
	$(CC) -c -o $@ $<

# The words that redaction leaves as they are.
VOCABULARY_TOOL := $B/tools/vocabulary
VOCABULARY_OBJ  := $(patsubst src/%.c,$B/obj/%.o,$(wildcard src/base/*.c src/text/*.c) src/report/redact/words.c src/tools/vocabulary.c)
VOCABULARY_SRC  := $(sort $(wildcard locales/*.txt locales/*/*.txt)) src/sip/header.def src/report/redact/protocol.txt

$(VOCABULARY_TOOL): $(VOCABULARY_OBJ)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(SAN) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$B/bundles/vocabulary.bin: $(VOCABULARY_TOOL) $(VOCABULARY_SRC)
	@mkdir -p $(@D)
	@$(VOCABULARY_TOOL) $(VOCABULARY_SRC) > $@

$B/bundles/vocabulary.S: $B/bundles/vocabulary.bin
	@printf '%s\n' '.section .note.GNU-stack,"",%progbits' '.section .rodata' '.balign 16' '.globl siperr_vocabulary' \
		'siperr_vocabulary:' '.incbin "$<"' '.globl siperr_vocabulary_end' 'siperr_vocabulary_end:' > $@

$B/bundles/vocabulary.o: $B/bundles/vocabulary.S
	$(CC) -c -o $@ $<

-include $B/obj/tools/phrase_index.d $B/obj/tools/ranking.d $B/obj/tools/vocabulary.d

FORCE:
.PHONY: FORCE
