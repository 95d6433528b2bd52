# SPDX-License-Identifier: MIT
# ICU's own data, cut to what is used: 2.5 MB in place of 31. The static library's archive is taken apart, and what is
# listed in icu-data.txt is packed again, as an object that the linker finds before the library's.
#
# The rules of line breaking name dictionaries (of Thai, Khmer, … and for words of Chinese and Japanese, which breaking
# lines does not need), and its table names the rules of breaking words and sentences; icupkg wants all of them to be
# there, so each is a dictionary that knows a single word. A number format asks for signs of currencies, even where it
# writes none: curr/root knows what stands beside one, and none.
OBJCOPY ?= objcopy
GENDICT ?= gendict

ICU_FULL := $(shell $(CC) -print-file-name=libicudata.a)
ICU_DATA := $B/icu/icudata.o
# The patterns of the list, a file each: comments and blanks are none.
ICU_KEEP := src/knowledge/icu-data.txt
BESIDE   := { currencyMatch { "[[:^S:]&[:^Z:]]" } insertBetween { "\u00a0" } surroundingMatch { "[:digit:]" } }

$(ICU_DATA): $(ICU_FULL) $(ICU_KEEP) src/knowledge/icu.mk
	@rm -rf $(@D) && mkdir -p $(@D)/all
	@cd $(@D) && $(AR) x $(ICU_FULL) && object=$$(ls | grep '_dat\.') && name=$${object%_dat.*} && \
		$(OBJCOPY) -O binary --only-section=.rodata $$object $$name.dat && $(ICUPKG) -x '*' -d all $$name.dat && \
		(cd all && find * -type f) | grep -xE "$$(grep -v '^#' $(CURDIR)/$(ICU_KEEP) | paste -sd '|')" > list.lst && \
		printf 'กก\n' > words && $(GENDICT) --uchars words word.dict > gendict.log && \
		for unused in $$(ls all/brkitr/*.dict all/brkitr/*.brk | grep -vE '/line(_normal)?(_cj)?\.brk'); do cp word.dict $$unused; done && \
		printf '%s\n' 'root { currencySpacing { afterCurrency $(BESIDE) beforeCurrency $(BESIDE) } }' > root.txt && \
		$(GENRB) -q -d all/curr root.txt && \
		rm $$name.dat $$object && $(ICUPKG) -tl -s all -a list.lst new $$name.dat && \
		$(GENCCODE) -q -a gcc -e $${name%[lbe]} -d . $$name.dat > genccode.log && $(CC) -c -o icudata.o $$name*.S && rm -rf all
