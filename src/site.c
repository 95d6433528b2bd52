/* SPDX-License-Identifier: MIT */
/* The knowledge that a run asks: the built-in one and the folders of sites, and what they say in vain. */
#include "program.h"

#include <stdlib.h>
#include <unistd.h>

#include "nearest.h"

static void
add_folder(struct strings *list, struct arena *a, struct slice folder, bool must_exist)
{
	const char *path = arena_slice(a, folder);

	if (folder.n == 0 || (!must_exist && access(path, F_OK) != 0))
		return;
	list->p = xrealloc(list->p, list->n + 1, sizeof *list->p);
	list->p[list->n++] = path;
}

/* --knowledge, SIPERR_KNOWLEDGE, the user's folder, the system's; the last two only where they exist. */
static void
site_folders(const struct options *o, struct arena *a, struct strings *list)
{
	const char *more = getenv("SIPERR_KNOWLEDGE"), *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
	struct slice rest = slice_of(more);

	for (size_t i = 0; i < o->folders.n; i++)
		add_folder(list, a, slice_of(o->folders.p[i]), true);
	while (rest.n > 0)
		add_folder(list, a, slice_cut(&rest, ':'), true);
	if (config != NULL && config[0] == '/')
		add_folder(list, a, slice_of(arena_printf(a, "%s/siperr/knowledge", config)), false);
	else if (home != NULL && home[0] == '/')
		add_folder(list, a, slice_of(arena_printf(a, "%s/.config/siperr/knowledge", home)), false);
	add_folder(list, a, SLICE("/etc/siperr/knowledge"), false);
}

/* Folders and files that are not used. */
static void
say_bad_knowledge(struct program *p)
{
	size_t n;
	const struct knowledge_trouble *bad = knowledge_troubles(p->k, &n);

	for (size_t i = 0; i < n; i++) {
		bool is_file = slice_ends(slice_of(bad[i].path), SLICE(".res"));

		say(p, bad[i].path, is_file ? "trouble.bundle" : "trouble.knowledge", bad[i].why, NULL);
	}
	p->trouble |= n > 0;
}

/* What the sites' folders say in vain; the rest of them holds all the same. */
static void
say_site_faults(struct program *p)
{
	static const char *const keys[] = {
		[SITE_NO_FIELD] = "message.site_no_field", [SITE_NO_WORD] = "message.site_no_word",
		[SITE_INCOMPLETE] = "message.site_incomplete", [SITE_NOT_SAID] = "message.site_not_said",
	};
	struct arena a = ARENA_INIT;
	struct site_faults faults = knowledge_site_faults(p->k, &a);

	for (size_t i = 0; i < faults.n; i++)
		say(p, faults.p[i].file, keys[faults.p[i].kind], faults.p[i].where, faults.p[i].what);
	arena_release(&a);
}

void
open_knowledge(struct program *p)
{
	char name[64];
	struct arena a = ARENA_INIT;
	struct strings folders = { NULL, 0 };

	site_folders(&p->o, &a, &folders);
	p->k = knowledge_open(&(struct knowledge_options){
	    language_asked(&p->o, name, sizeof name), folders.p, folders.n });
	say_bad_knowledge(p);
	say_site_faults(p);
	free(folders.p);
	arena_release(&a);
}

bool
find_product(struct program *p)
{
	struct arena a = ARENA_INIT;
	struct strings tokens, names;
	const char *near;

	if (p->o.product == NULL)
		return true;
	knowledge_products(p->k, &a, &tokens, &names);
	for (size_t i = 0; i < tokens.n && p->product == NULL; i++)
		if (slice_eq_nocase(slice_of(p->o.product), slice_of(tokens.p[i])) ||
		    slice_eq_nocase(slice_of(p->o.product), slice_of(names.p[i])))
			p->product = tokens.p[i];	/* the knowledge's own */
	if (p->product == NULL) {
		say(p, NULL, "usage.bad_value", "--product", p->o.product);
		if ((near = nearest(p->o.product, &tokens)) != NULL)
			say(p, NULL, "usage.did_you_mean", near, NULL);
	}
	arena_release(&a);
	return p->product != NULL;
}
