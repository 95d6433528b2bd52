# SPDX-License-Identifier: MIT
# locales/literals.txt → lists in C, one for each of its lists, as src/base/literals.h declares them.
$B/bundles/literals.c: locales/literals.txt src/base/literals.mk
	@mkdir -p $(@D)
	@LC_ALL=C awk ' \
		BEGIN { print "#include \"base/literals.h\"" } \
		{ sub(/^[ \t]*\/\/.*/, "") } \
		/^    [a-z_]+ \{/ { name = $$1; print "static const struct slice in_" name "[] = {" } \
		{ while (name && match($$0, /"([^"\\]|\\.)+"/)) { \
			text = substr($$0, RSTART, RLENGTH); $$0 = substr($$0, RSTART + RLENGTH); print "\t{ " text ", sizeof " text " - 1 }," } } \
		name && /\}/ { print "};\nconst struct literals literals_" name " = { in_" name ", sizeof in_" name " / sizeof *in_" name " };"; name = "" }' \
		$< > $@

$B/bundles/literals.o: $B/bundles/literals.c src/base/literals.h src/base/slice.h
	$(CC) $(CPPFLAGS) $(CFLAGS) $(OWN_CFLAGS) -c -o $@ $<

BUNDLE_OBJ += $B/bundles/literals.o
