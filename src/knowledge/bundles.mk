# SPDX-License-Identifier: MIT
# locales → ICU bundles → what is linked into the program: one archive of the tables that siperr looks into, the indexes
# that the others are looked for by, and the texts, packed. locales/*.txt are tables; a folder locales/<language> is one
# table, its files the families of entries that stand in it. English is the root of all.
GENRB    ?= genrb
ICUPKG   ?= $(firstword $(wildcard /usr/sbin/icupkg /usr/bin/icupkg) icupkg)
GENCCODE ?= $(firstword $(wildcard /usr/sbin/genccode /usr/bin/genccode) genccode)

TABLES     := $(patsubst locales/%.txt,%,$(sort $(wildcard locales/*.txt)))
FOLDERS    := $(patsubst locales/%/,%,$(sort $(wildcard locales/*/)))
LANGUAGES  := root $(filter-out en,$(FOLDERS))
BUNDLE_RES := $(patsubst %,$B/bundles/%.res,entries phrases vendors index)
BUNDLE_OBJ := $B/bundles/siperr_builtin.o $B/bundles/ranking.o $B/bundles/texts.o $B/bundles/vocabulary.o

$(TABLES:%=$B/bundles/%.res): $B/bundles/%.res: locales/%.txt
	@mkdir -p $(@D)
	@$(GENRB) -q -d $(@D) $<

$B/bundles/root.txt: $(sort $(wildcard locales/en/*.txt))
define LANGUAGE_FILES
$B/bundles/$1.txt: $(sort $(wildcard locales/$1/*.txt))
endef
$(foreach l,$(filter-out en,$(FOLDERS)),$(eval $(call LANGUAGE_FILES,$l)))

# A bundle of a region or script stands without the one of its language: what it lacks is looked for by siperr itself.
$(LANGUAGES:%=$B/bundles/%.txt): $B/bundles/languages.lst
	@{ printf '%s:table(nofallback) {\n' $(basename $(@F)); cat $(filter %.txt,$^); printf '}\n'; } > $@

$(LANGUAGES:%=$B/bundles/%.res): %.res: %.txt
	@$(GENRB) -q -d $(@D) $<

# The texts in pieces: a new one begins with the first entry or label after so many bytes. One has what nearly every run says.
PIECE := 5600
COMMON := ^((label|token)\\.|(language\\.name|trouble\\.memory)$$)
TEXT_PIECES := $(LANGUAGES:%=$B/bundles/texts/%.lst)

$(TEXT_PIECES): $B/bundles/texts/%.lst: $B/bundles/%.txt src/knowledge/bundles.mk
	@rm -rf $(@D)/$* && mkdir -p $(@D)/$*
	@LC_ALL=C awk -v to='$(@D)/$*/' -v most=$(PIECE) -v common='$(COMMON)' ' \
		function begin(name) { file = to name ".txt"; if (!size[file]++) print name ":table(nofallback) {" > file } \
		NR > 2 && file { print line > file; size[file] += length(line) } \
		NR > 1 && /^[^ \t\/}]/ { if ($$1 ~ common) begin("common"); \
			else { if (!n || size[to name ".txt"] > most) name = sprintf("t%03d", ++n); begin(name) } } \
		{ line = $$0 } \
		END { for (file in size) print line > file }' $<
	@$(GENRB) -q -d $(@D)/$* $(@D)/$*/*.txt > /dev/null
	@ls $(@D)/$* | sed -n 's/\.res$$//p' > $@

TEXTS_TOOL := $B/tools/texts
TEXTS_OBJ  := $(patsubst src/%.c,$B/obj/%.o,$(wildcard src/base/*.c) src/tools/texts.c)

$(TEXTS_TOOL): $(TEXTS_OBJ)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(SAN) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$B/bundles/texts.bin: $(TEXTS_TOOL) $(TEXT_PIECES) $B/bundles/languages.lst
	@$(TEXTS_TOOL) $(@D)/texts $(LANGUAGES) > $@

# The phrases, log lines and products once more, as they are looked for.
INDEX_TOOL := $B/tools/phrase_index
INDEX_OBJ  := $(patsubst src/%.c,$B/obj/%.o,$(wildcard src/base/*.c src/text/*.c) \
	$(wildcard src/knowledge/bundle/*.c src/knowledge/index/*.c) src/tools/phrase_index.c)

$(INDEX_TOOL): $(INDEX_OBJ)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(SAN) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$B/bundles/index.txt: $(INDEX_TOOL) $(patsubst %,$B/bundles/%.res,phrases products spoken words remarks vendors)
	@$(INDEX_TOOL) $(@D) > $@

$B/bundles/index.res: $B/bundles/index.txt
	@$(GENRB) -q -d $(@D) $<

# Rewritten only when a file comes or goes.
$B/bundles/list.lst: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' $(notdir $(BUNDLE_RES)) | cmp -s - $@ || printf '%s\n' $(notdir $(BUNDLE_RES)) > $@
$B/bundles/languages.lst: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' $(LANGUAGES) | cmp -s - $@ || printf '%s\n' $(LANGUAGES) > $@

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
	$(wildcard src/knowledge/bundle/*.c src/knowledge/rank/*.c) src/tools/ranking.c)

$(RANKING_TOOL): $(RANKING_OBJ)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(SAN) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$B/bundles/ranking.bin: $(RANKING_TOOL) $(patsubst %,$B/bundles/%.res,phrases products spoken concepts $(LANGUAGES)) $B/bundles/languages.lst
	@$(RANKING_TOOL) $(@D) $(LANGUAGES) > $@

# Blocks of bytes as objects: siperr_ranking … siperr_ranking_end.
$B/bundles/ranking.S $B/bundles/texts.S $B/bundles/vocabulary.S: %.S: %.bin
	@printf '%s\n' '.section .note.GNU-stack,"",%progbits' '.section .rodata' '.balign 16' '.globl siperr_$(*F)' \
		'siperr_$(*F):' '.incbin "$<"' '.globl siperr_$(*F)_end' 'siperr_$(*F)_end:' > $@

$B/bundles/ranking.o $B/bundles/texts.o $B/bundles/vocabulary.o: %.o: %.S
	$(CC) -c -o $@ $<

# The words that redaction leaves as they are.
VOCABULARY_TOOL := $B/tools/vocabulary
VOCABULARY_OBJ  := $(patsubst src/%.c,$B/obj/%.o,$(wildcard src/base/*.c src/text/*.c) src/report/redact/words.c src/tools/vocabulary.c)
VOCABULARY_SRC  := $(sort $(filter-out %/concepts.txt %/literals.txt,$(wildcard locales/*.txt locales/*/*.txt))) src/sip/header.def src/report/redact/protocol.txt

$(VOCABULARY_TOOL): $(VOCABULARY_OBJ)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(SAN) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$B/bundles/vocabulary.bin: $(VOCABULARY_TOOL) $(VOCABULARY_SRC)
	@mkdir -p $(@D)
	@$(VOCABULARY_TOOL) $(VOCABULARY_SRC) > $@

-include $(patsubst %,$B/obj/tools/%.d,phrase_index ranking texts vocabulary)

FORCE:
.PHONY: FORCE
