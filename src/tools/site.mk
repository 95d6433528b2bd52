# SPDX-License-Identifier: MIT
# What siperr knows as a site, in $B/site: pages that need no server, a folder a language.
SITE_TOOL := $B/tools/site
SITE_OBJ  := $B/obj/tools/site.o $B/obj/tools/site_page.o

$(SITE_TOOL): $(SITE_OBJ) $(LIB) $(BUNDLE_OBJ)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(SAN) $(HARDEN_LINK) $(LDFLAGS) -o $@ $^ $(LDLIBS)

site: $(SITE_TOOL) src/tools/site.css src/tools/site.js
	rm -rf $B/site
	$(SITE_TOOL) $B/site
	cp src/tools/site.css src/tools/site.js $B/site

-include $(SITE_OBJ:.o=.d)

.PHONY: site
