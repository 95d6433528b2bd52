/*
 * ICU resource bundles, opened when first asked for: the built-in ones and those of each site folder, and the
 * order in which they are asked. Only for src/knowledge and the tools that build it.
 */
#ifndef SIPERR_KNOWLEDGE_BUNDLE_H
#define SIPERR_KNOWLEDGE_BUNDLE_H

#include <unicode/ures.h>

#include "base/remark_table.h"
#include "knowledge/index.h"
#include "knowledge/knowledge.h"
#include "knowledge/package.h"
#include "knowledge/ranking.h"

enum { CHAIN_MAX = 6, TAG_SIZE = 64 };

/* The bundles without a language. */
enum table {
	TABLE_ENTRIES, TABLE_PHRASES, TABLE_PRODUCTS, TABLE_SPOKEN, TABLE_WORDS, TABLE_VENDORS, TABLE_REMARKS, TABLE_INDEX, TABLE_COUNT
};

/* One place bundles come from. */
struct source {
	const char *path;		/* of the site's folder, as it was named */
	struct package package;		/* what ICU is asked for */
	bool built_in;
	UResourceBundle *text[CHAIN_MAX];	/* of a site: one for each tag of the chain, NULL when there is none */
	bool text_tried[CHAIN_MAX];
	UResourceBundle **pieces;	/* of the built-in texts, NULL until they are asked for */
	UResourceBundle *table[TABLE_COUNT];
	bool table_tried[TABLE_COUNT];
	struct phrase_index index;
	struct buf block;		/* of a site's index */
	bool index_tried;
	struct remark_table remarks;
	struct buf remark_block;	/* of a site's log lines */
	struct ranking ranking;
	struct buf ranking_block;	/* of a site's */
	bool ranking_tried;
};

struct vendor {
	const char *token;
	struct slice agent;
};

/* Answers given before: a trace asks the same few questions over and over. */
struct known_entry {
	struct known_entry *next;
	const char *id;
	struct entry facts;
	struct entry_text text;
	bool has_facts, has_text;	/* which of them was asked for */
};

struct known_match {
	char *question;		/* NULL: free */
	struct arena arena;
	struct match match;
	bool found;
};

enum { KNOWN_ENTRIES = 256, KNOWN_MATCHES = 128 };

struct knowledge {
	struct source *sources;		/* sites first, the built-in one last */
	size_t source_count;
	char chain[CHAIN_MAX][TAG_SIZE];	/* "es_MX", "es", "root" */
	size_t chain_count;
	struct arena arena;		/* what lives as long as this */
	const char *language;
	const char *numbers;		/* ICU name of the locale they are written for: the language with its region */
	struct knowledge_trouble *troubles;
	size_t trouble_count, trouble_cap;
	struct vendor *vendors;		/* longest agent first */
	size_t vendor_count;
	bool vendors_tried;
	const struct remark_table *remarks;
	bool remarks_tried;
	struct known_entry *entries[KNOWN_ENTRIES];	/* by hash; there are no more than there are entries */
	struct known_match matches[KNOWN_MATCHES];	/* by hash; a newer one takes the place of an older */
};

/* A bundle by name or NULL (the built-in languages are none); nothing but that file is looked at, no fallback, no default language. */
UResourceBundle *bundle_open(const struct source *s, const char *name);
/* The table in which the text of this id is, or a site's whole language; NULL: there is none. Close the first. */
UResourceBundle *text_open(const struct source *s, const char *language, const char *id);
UResourceBundle *source_text(struct knowledge *k, struct source *s, size_t step, const char *id);
UResourceBundle *source_table(struct source *s, enum table table);
const struct phrase_index *source_index(struct source *s);
const struct ranking *source_ranking(struct source *s);

/* Whether it is the name of a bundle without a language. */
bool is_table_name(struct slice name);

/* The same language in the same script, the likely one where none is named: pt and pt_BR, zh_CN and zh_Hans; not zh_TW. */
bool same_script(const char *one, const char *other);
/* Fills k->chain for the language: itself, its parents, root. */
void chain_fill(struct knowledge *k, const char *language);
/* "pt_BR" → "pt-BR", "root" → "en". */
const char *language_tag(const char *name, struct arena *a);
/* Names of the languages that are built in, root first. */
struct strings built_in_languages(struct arena *a);
/* The same of any source. */
struct strings source_languages(const struct source *s, struct arena *a);

/* Resources as UTF-8. An array gives its strings, a string itself. */
const char *bundle_string(UResourceBundle *r, struct arena *a);
struct strings bundle_strings(UResourceBundle *r, struct arena *a);
/* A member of a table; NULL when it isn't there. Close it. */
UResourceBundle *bundle_member(UResourceBundle *table, const char *key);
const char *utf8_of(const UChar *s, int32_t n, struct arena *a);
/* The same of what a bundle says. */
const char *utf8_of_text(const UChar *s, int32_t n, struct arena *a);

/* entry.c and match.c, without remembering. */
bool read_entry(struct knowledge *k, const char *id, struct arena *a, struct entry *out);
bool read_text(struct knowledge *k, const char *id, struct arena *a, struct entry_text *out);
bool find_match(struct knowledge *k, struct slice context, struct slice phrase, const char *vendor, struct arena *a,
    struct match *out);
void forget(struct knowledge *k);

void strings_add(struct strings *to, size_t *cap, const char *text, struct arena *a);
bool strings_have(const struct strings *s, const char *text);

/* The string `key` of the first bundle that has it, and in which language it is. */
const UChar *find_label(struct knowledge *k, const char *key, int32_t *n, const char **language, struct arena *a);

#endif
