/* SPDX-License-Identifier: MIT */
/* A site's folder for a test: writes the texts, compiles them with genrb, as an administrator would. */
#ifndef SIPERR_TESTS_SITE_H
#define SIPERR_TESTS_SITE_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char site_folder[] = "/tmp/siperr-site-XXXXXX";

static inline void
site_open(void)
{
	if (mkdtemp(site_folder) == NULL)
		abort();
}

/* `name` without ".txt"; the text is what stands in the file. */
static inline void
site_add(const char *name, const char *text)
{
	char path[128], command[512];

	snprintf(path, sizeof path, "%s/%s.txt", site_folder, name);
	FILE *f = fopen(path, "w");
	if (f == NULL || fputs(text, f) < 0 || fclose(f) != 0)
		abort();
	snprintf(command, sizeof command, "genrb -q -e UTF-8 -d %s %s", site_folder, path);
	if (system(command) != 0)
		abort();
}

static inline void
site_close(void)
{
	char command[128];

	snprintf(command, sizeof command, "rm -rf %s", site_folder);
	if (system(command) != 0)
		abort();
}

#endif
