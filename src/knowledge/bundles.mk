# locales/*.txt → ICU bundles → one archive → one object that is linked into the program.
GENRB   ?= genrb
PKGDATA ?= pkgdata

LOCALE_TXT := $(sort $(wildcard locales/*.txt))
BUNDLE_RES := $(patsubst locales/%.txt,$B/bundles/%.res,$(LOCALE_TXT))
BUNDLE_OBJ :=
