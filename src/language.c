/* SPDX-License-Identifier: MIT */
/* The language of the text, and the character set it is written in. */
#include "program.h"

#include <string.h>

#include "text/locale.h"
#include "text/text.h"

/* The language asked for, or the environment's. */
const char *
language_asked(const struct options *o, char *name, size_t size)
{
	if (o->lang != NULL)
		locale_name(slice_of(o->lang), name, size);
	else
		locale_from_environment(name, size);
	return name;
}

/* A language that was asked for is not written in question marks: where the locale's set lacks its letters, in UTF-8. */
const char *
language_charset(struct program *p)
{
	static const char *const samples[] = { "language.name", "usage.operands", "usage.status", "usage.what" };
	const char *charset = locale_charset();
	struct arena a = ARENA_INIT;
	bool holds = true;

	if (p->o.lang == NULL)
		return charset;
	struct text_output *o = text_output_open(charset);
	for (size_t i = 0; i < sizeof samples / sizeof *samples && !text_output_is_utf8(o); i++)
		holds = holds && text_output_holds(o, slice_of(knowledge_label(p->k, samples[i], &a)));
	text_output_close(o);
	arena_release(&a);
	return holds ? charset : "UTF-8";
}

/* What people call languages, or take for their codes. */
static const char *
usual_name(struct slice word)
{
	static const struct { struct slice name; const char *tag; } rows[] = {
		{ SLICE("english"), "en" }, { SLICE("spanish"), "es" }, { SLICE("sp"), "es" }, { SLICE("mx"), "es-MX" },
		{ SLICE("russian"), "ru" }, { SLICE("vietnamese"), "vi" }, { SLICE("vn"), "vi" }, { SLICE("german"), "de" },
		{ SLICE("french"), "fr" }, { SLICE("portuguese"), "pt-BR" }, { SLICE("br"), "pt-BR" },
		{ SLICE("italian"), "it" },
		{ SLICE("polish"), "pl" }, { SLICE("turkish"), "tr" }, { SLICE("ukrainian"), "uk" }, { SLICE("ua"), "uk" },
		{ SLICE("chinese"), "zh-Hans" }, { SLICE("cn"), "zh-Hans" }, { SLICE("japanese"), "ja" }, { SLICE("jp"), "ja" },
		{ SLICE("arabic"), "ar" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (slice_eq_nocase(word, rows[i].name))
			return rows[i].tag;
	return NULL;
}

static bool
is_there(const struct strings *tags, const char *tag)
{
	for (size_t i = 0; tag != NULL && i < tags->n; i++)
		if (strcmp(tags->p[i], tag) == 0)
			return true;
	return false;
}

/* A language that is not there falls back, silently; but not one that was only named wrongly. */
void
language_suggest(struct program *p)
{
	struct slice asked = slice_of(p->o.lang), tag = slice_head(asked, strcspn(asked.p ? asked.p : "", "-_.@"));
	struct arena a = ARENA_INIT;
	struct strings tags, names;
	const char *near;

	if (p->o.lang == NULL || slice_starts_nocase(slice_of(knowledge_language(p->k)), slice_head(tag, 2)))
		return;
	knowledge_languages(p->k, &a, &tags, &names);
	near = usual_name(asked);
	for (size_t i = 0; i < names.n && near == NULL; i++)
		if (slice_eq(asked, slice_of(names.p[i])))
			near = tags.p[i];
	if (is_there(&tags, near)) {
		say(p, "--lang", "usage.no_language", p->o.lang, knowledge_language(p->k));
		say(p, NULL, "usage.did_you_mean", near, NULL);
	}
	arena_release(&a);
}
