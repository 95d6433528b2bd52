/* SPDX-License-Identifier: MIT */
#include "knowledge/knowledge.h"

#include <stdlib.h>
#include <string.h>

#include <unicode/udata.h>

#include "knowledge/entry/label.h"
#include "knowledge/memo.h"
#include "knowledge/store/state.h"

/* The archive of bundles, made by bundles.mk; its name is the package's, which no site folder has by chance. */
#define PACKAGE "siperr_builtin"
extern const char siperr_builtin_dat[];

static void
add_trouble(void *ctx, const char *path, const char *why)
{
	struct knowledge *k = ctx;

	GROW(k->troubles, k->trouble_count, k->trouble_cap);
	k->troubles[k->trouble_count++] = (struct knowledge_trouble){
		arena_strdup(&k->arena, path), arena_strdup(&k->arena, why) };
}

static void
add_folders(struct knowledge *k, const struct knowledge_options *o)
{
	const struct package_sink sink = { k, add_trouble };

	for (size_t i = 0; i < o->folder_count; i++) {
		struct package package = package_read(o->folders[i], &k->arena, &sink);

		if (package.name != NULL)
			k->stores[k->store_count++] = (struct store){
				.path = arena_strdup(&k->arena, o->folders[i]), .package = package };
	}
}

struct knowledge *
knowledge_open(const struct knowledge_options *o)
{
	UErrorCode status = U_ZERO_ERROR;
	struct knowledge *k = xcalloc(1, sizeof *k);
	int32_t n;

	/* Before any bundle is opened; the second time it says that it knows already. */
	udata_setFileAccess(UDATA_PACKAGES_FIRST, &status);
	status = U_ZERO_ERROR;
	udata_setAppData(PACKAGE, siperr_builtin_dat, &status);
	k->asked_language = arena_strdup(&k->arena, o->language);
	k->memo = memo_new();
	k->stores = xcalloc(o->folder_count + 1, sizeof *k->stores);
	add_folders(k, o);
	k->stores[k->store_count++] = (struct store){ .package.name = PACKAGE, .built_in = true };
	chain_fill(&k->chain, o->language ? o->language : "en");
	find_label(k, "language.name", &n, &k->language, &k->arena);
	if (k->language == NULL)
		k->language = "en";
	/* A region counts where its language is spoken: who asked for one that is not there gets English numbers, too. */
	size_t own = strcspn(k->language, "-_");
	bool spoken = o->language != NULL && strncmp(o->language, k->language, own) == 0 && strchr("_@", o->language[own]) != NULL;
	/* Digits as the messages have them: people compare. */
	k->numbers = arena_printf(&k->arena, "%s@numbers=latn", spoken ? o->language : k->language);
	return k;
}

void
knowledge_close(struct knowledge *k)
{
	if (k == NULL)
		return;
	knowledge_close(k->twin);
	for (size_t i = 0; i < k->store_count; i++)
		store_release(&k->stores[i]);
	memo_free(k->memo);
	free(k->stores);
	free(k->troubles);
	free(k->vendors);
	arena_release(&k->arena);
	free(k);
}

struct knowledge *
knowledge_twin(struct knowledge *k)
{
	const char **folders;
	size_t n = 0;

	if (k->twin != NULL)
		return k->twin;
	folders = xcalloc(k->store_count, sizeof *folders);
	for (size_t i = 0; i < k->store_count; i++)
		if (!k->stores[i].built_in)
			folders[n++] = k->stores[i].path;
	k->twin = knowledge_open(&(struct knowledge_options){ k->asked_language, folders, n });
	free(folders);
	return k->twin;
}

const struct knowledge_trouble *
knowledge_troubles(const struct knowledge *k, size_t *n)
{
	*n = k->trouble_count;
	return k->troubles;
}

const char *
knowledge_language(const struct knowledge *k)
{
	return k->language;
}

bool
knowledge_is_right_to_left(const struct knowledge *k)
{
	static const char *const languages[] = { "ar", "fa", "he", "ur" };

	for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
		if (strncmp(k->language, languages[i], 2) == 0)
			return true;
	return false;
}
