/* SPDX-License-Identifier: MIT */
/*
 * What siperr knows: entries (facts and, per language, text), the phrases that lead to them, and the
 * labels of its own output. Kept in ICU resource bundles built from locales/ and linked into the
 * program; a site's folders of bundles come before them. Everything is looked up when asked for.
 *
 * All text that comes out is UTF-8. Results live in the caller's arena; those of knowledge_entry() and
 * knowledge_text() as long as the knowledge.
 */
#ifndef SIPERR_KNOWLEDGE_KNOWLEDGE_H
#define SIPERR_KNOWLEDGE_KNOWLEDGE_H

#include "base/memory.h"
#include "base/strings.h"
#include "finding/tokens.h"

struct knowledge;

struct knowledge_options {
	const char *language;		/* ICU locale name, from locale_name() */
	const char *const *folders;	/* site folders, the first wins */
	size_t folder_count;
};

/* Never NULL. What can't be used of a folder is named by knowledge_troubles(). */
struct knowledge *knowledge_open(const struct knowledge_options *o);
void knowledge_close(struct knowledge *k);
/* The same once more, for one thread that asks while another asks `k`; made when first asked for, and closed with it. */
struct knowledge *knowledge_twin(struct knowledge *k);
/* A folder, or a file in one, that is not used, and why: strerror's words, or these. */
#define KNOWLEDGE_NO_BUNDLE "no compiled bundle (.res)"
#define KNOWLEDGE_DAMAGED "damaged"
#define KNOWLEDGE_NO_TEXT "no text (.txt)"
struct knowledge_trouble {
	const char *path, *why;
};
const struct knowledge_trouble *knowledge_troubles(const struct knowledge *k, size_t *n);

/* What the sites' folders say of entries in vain. */
enum site_fault_kind {
	SITE_NO_FIELD,		/* what: a field, or the name of a cause, that there is not */
	SITE_NO_WORD,		/* what: a value that there is not */
	SITE_INCOMPLETE,	/* what: a field, or a file, that an entry of their own needs */
	SITE_NOT_SAID		/* what: a text to replace that stands nowhere in the entry */
};
struct site_fault {
	enum site_fault_kind kind;
	const char *file;	/* "/etc/siperr/knowledge/root.res" */
	const char *where;	/* "code.486", "code.486: decided" */
	const char *what;
};
struct site_faults {
	struct site_fault *p;
	size_t n;
};
/* Reads all of them through; nothing where there is no folder. In the arena. */
struct site_faults knowledge_site_faults(struct knowledge *k, struct arena *a);

/* The language the text comes in: "es", "en". */
const char *knowledge_language(const struct knowledge *k);

/* Its lines run from right to left. */
bool knowledge_is_right_to_left(const struct knowledge *k);

/* What an entry is like, as bits 1u << TRAIT_…. */
enum trait {
#define TRAIT(name, word) TRAIT_##name,
#include "knowledge/traits.def"
#undef TRAIT
	TRAITS
};
/* TRAITS: no such word. */
enum trait trait_of(struct slice word);

/* The facts of an entry. */
struct entry {
	const char *id;
	enum severity severity;
	enum party party;
	enum retry retry;
	struct strings references, related;
	const char *example;		/* a line of a message or log that shows it; NULL: none */
	struct strings methods;		/* what its text speaks of ("INVITE"): another method's answer is told otherwise; none: of any */
	/* it says that something is missing or not allowed: words that say that all is well don't mean it */
	bool denies;
	unsigned traits;
	const char *general;		/* it says that something failed, not why: the method of that ("REGISTER"); NULL: it says more */
	const struct known_cause *causes;	/* those that evidence can decide, most likely first */
	size_t cause_count;
	size_t first_causes;		/* how many of them are likelier than those without a token */
};

static inline bool
entry_is(const struct entry *e, enum trait trait)
{
	return (e->traits & 1u << trait) != 0;
}

/* A cause that evidence can decide. */
struct known_cause {
	const char *token;	/* "ack-lost" */
	enum party party;	/* who has to act when it is the one */
	enum retry retry;	/* and whether trying again helps then */
	struct strings from;	/* products whose answer is this cause by itself: tokens of vendors */
};

struct note {
	const char *vendor;	/* token: "asterisk" */
	const char *text;
};

/* The text of a cause that evidence can decide. */
struct cause_text {
	const char *token;
	const char *text;
	struct strings fixes;
	const struct note *notes;	/* fixes by product */
	size_t note_count;
};

struct entry_text {
	const char *language;	/* it really comes in: a site's folder or an unfinished language may lack one */
	const char *title, *meaning;
	struct strings causes, fixes;
	struct strings look;		/* how a trace tells the causes apart */
	const struct note *notes;	/* what the same answer means on one vendor's product */
	size_t note_count;
	const struct note *advice;	/* fixes by product, whatever the cause */
	size_t advice_count;
	const struct cause_text *decided;	/* causes by token */
	size_t decided_count;
};

/* NULL when the entry has no such cause. */
const struct known_cause *entry_cause(const struct entry *e, const char *token);
const struct cause_text *text_cause(const struct entry_text *t, const char *token);

/*
 * An id may name one of an entry's variants: "code.404/register" is a 404 that answers a REGISTER, "code.4xx/register"
 * any of its class. They are kept as entries of their own, and are no ids: no list has them.
 */
bool knowledge_entry(struct knowledge *k, const char *id, struct entry *out);
bool knowledge_text(struct knowledge *k, const char *id, struct entry_text *out);
/* Only the title, the cheap way; NULL when there is no such entry. */
const char *knowledge_title(struct knowledge *k, const char *id, struct arena *a);

/*
 * A phrase's context is where it was found: a status code ("486"), a lower-case header name
 * ("ms-diagnostics", "p-registrar-error"), "reason/q.850", "reason/sip", "reason/freeswitch",
 * "hangupcause" (a log's cause name), "symptom", or "" when only the phrase is known.
 */
struct match {
	const char *id;			/* the entry; NULL: nothing known at all */
	enum match_step step;
	bool of_context;		/* found in the very context asked about */
	const char *other_context;	/* the phrase is usual for another code: that code; else NULL */
	const char *vendor;		/* product the phrase is typical of; NULL: no particular one */
	const char *number;		/* what stood in the pattern's {n}; NULL */
	const char *phrase;		/* the phrase it was taken for, as the knowledge spells it; NULL for code, class */
	struct strings others;		/* further entries the same phrase may mean */
};

/* `phrase` is UTF-8, may be empty; `vendor` a token or NULL. False, out->id NULL, when nothing is known. */
bool knowledge_match(struct knowledge *k, const char *context, struct slice phrase, const char *vendor,
    struct arena *a, struct match *out);

/* The same without typing errors and without the code's own entry: only what is known word for word. */
bool knowledge_phrase(struct knowledge *k, const char *context, struct slice phrase, struct arena *a, struct match *out);

/*
 * A code, name or text that stacks and products show to their users (products.txt), whole: "PJSIP_EINVALIDURI", "170403",
 * "Ran out of ports". `vendor`: a product named beside it, or NULL. out->id is the entry; false when it is none.
 */
bool knowledge_name(struct knowledge *k, struct slice text, const char *vendor, struct arena *a, struct match *out);

/* What a word beside a number says about it (words.txt), in any language. */
enum word { WORD_UNKNOWN, WORD_CODE, WORD_SIP, WORD_CAUSE, WORD_ISDN, WORD_FILLER, WORD_UNIT, WORD_LINE, WORD_STRANGER };
enum word knowledge_word(struct knowledge *k, struct slice word);

/* The same of a word for a code that ends the text, in a language that sets no blanks ("提示错误"). */
enum word knowledge_word_at_end(struct knowledge *k, struct slice text);

/* The same of a word of plain letters that is in no list: of the one that names a code or a cause, but for a typing error. */
enum word knowledge_word_meant(struct knowledge *k, struct slice word);

/* Does a text say, in any language, that something works, and nowhere that it does not? */
bool knowledge_sounds_well(struct knowledge *k, struct slice text);

/* Does a word of it, in any language, belong to telephony (words.txt, call)? */
bool knowledge_speaks_of_calls(struct knowledge *k, struct slice text);
/* Or to an account that registers (words.txt, register, registered and registration)? */
bool knowledge_speaks_of_registering(struct knowledge *k, struct slice text);
/* Does it name the registering itself (words.txt, registration), so that a code beside it answers a REGISTER? */
bool knowledge_names_registration(struct knowledge *k, struct slice text);

/* Does a word of it say that something failed, or can't be done (words.txt, fails)? */
bool knowledge_tells_failure(struct knowledge *k, struct slice text);

/* Does the word say of an account that it is registered (words.txt, registered)? */
bool knowledge_tells_registered(struct knowledge *k, struct slice word);

/* Does the word say that somebody answers (words.txt, answers)? */
bool knowledge_tells_answer(struct knowledge *k, struct slice word);

/* Does the word take back what stands behind it (words.txt, not): "no", "sin", "без"? */
bool knowledge_negates(struct knowledge *k, struct slice word);

/* Does a word of it say which way calls go (words.txt, way): "outgoing", "reçois"? */
bool knowledge_names_way(struct knowledge *k, struct slice text);

/* Does the word set what follows against what stands before it (words.txt, against): "but", "pero"? */
bool knowledge_sets_against(struct knowledge *k, struct slice word);

/* Does what stands behind the word come after what stands before it (words.txt, then)? */
bool knowledge_leads_on(struct knowledge *k, struct slice word);

/* Is the number that ends a text behind the word what somebody was shown or met (words.txt, shows): "displays", "wirft"? */
bool knowledge_shows_code(struct knowledge *k, struct slice word);

/* Does the word begin when, where or whom it met (words.txt, aside), and what stands before it is told: "since", "в"? */
bool knowledge_begins_aside(struct knowledge *k, struct slice word);

/* Does the word say how often or how soon something is met (words.txt, still): "just", "immer", "сразу"? */
bool knowledge_tells_how_often(struct knowledge *k, struct slice word);

/* Is a number beside the word that of a thing (words.txt, numbering): "number", "номер"? */
bool knowledge_numbers_things(struct knowledge *k, struct slice word);

/* Does the word say that a thing is the number behind it (words.txt, equals): "is", "ist"? */
bool knowledge_equals(struct knowledge *k, struct slice word);

/* May the number behind the word be one to dial (words.txt, dial): "call", "llame"? */
bool knowledge_dials(struct knowledge *k, struct slice word);

/*
 * Is the number behind the word whom somebody called (words.txt, reaches): "dialled", "llamando"? Behind a call and
 * such a link as well (links): "to", "von".
 */
bool knowledge_reaches(struct knowledge *k, struct slice word);
bool knowledge_links_parties(struct knowledge *k, struct slice word);

/*
 * Is the number before the word somebody at a telephone, by what he does (words.txt, acts): "hears", "klingelt"? Can do
 * (able): "can", "kann"?
 */
bool knowledge_acts(struct knowledge *k, struct slice word);
bool knowledge_enables(struct knowledge *k, struct slice word);
/* Does a word of it name what any program may run on (words.txt, platform), so that a code may be that program’s: "docker", "pod"? */
bool knowledge_names_platform(struct knowledge *k, struct slice text);
/* Did what stands behind the word not come, but was expected (words.txt, expected): "instead", "should"? */
bool knowledge_expects(struct knowledge *k, struct slice word);
/* Does a mail's subject stand behind these words and a colon (words.txt, mail): "Subject", "Fwd"? */
bool knowledge_heads_mail(struct knowledge *k, struct slice words);
/* May the number behind the word be that of who or what has one (words.txt, holder): "user", "doorphone"? */
bool knowledge_holds_number(struct knowledge *k, struct slice word);
/* Does the word say that who stands before it has something (words.txt, owns): "has", "tiene"? */
bool knowledge_owns(struct knowledge *k, struct slice word);

/* Does the word begin a reason phrase, short as it is (words.txt, opens): "Not", "Bad"? */
bool knowledge_opens_phrase(struct knowledge *k, struct slice word);

/* Is the number behind the word somebody's extension (words.txt, extension): "Durchwahl", "доб."? */
bool knowledge_names_extension(struct knowledge *k, struct slice word);

/* Is the word a thing to which happens what happens to calls (words.txt, thing): "order", "flight"? */
bool knowledge_is_other_thing(struct knowledge *k, struct slice word);

/* What a word does in a line of a log, in any language, as bits 1u << LOG_…. */
enum log_word {
#define LOG(name, list) LOG_##name,
#include "knowledge/log_words.def"
#undef LOG
	LOG_WORDS
};
unsigned knowledge_log_word(struct knowledge *k, struct slice word);

static inline bool
knowledge_does_in_log(struct knowledge *k, struct slice word, enum log_word what)
{
	return (knowledge_log_word(k, word) & 1u << what) != 0;
}

/* Does it begin with a word of trouble, "disconnected", and is none of the harmless ones? */
bool knowledge_log_trouble(struct knowledge *k, struct slice word);

struct remark_table;
/* The log lines that are known, for src/input (base/remark_table.h); as long as the knowledge. NULL: none. */
const struct remark_table *knowledge_remarks(struct knowledge *k);

/* The vendor's token for a Server or User-Agent value, as long as the knowledge; NULL when not known. */
const char *knowledge_vendor(struct knowledge *k, struct slice agent);
/* The same for words that begin with a product, as people type it; `n` (may be NULL) gets how many bytes its name takes. */
const char *knowledge_product(struct knowledge *k, struct slice words, size_t *n);
/* Its name as people write it ("FreeSWITCH"). */
const char *knowledge_vendor_name(struct knowledge *k, const char *vendor, struct arena *a);

/* Tokens and names of all products, in the order of the tokens. */
void knowledge_products(struct knowledge *k, struct arena *a, struct strings *tokens, struct strings *names);

/* The entries whose words fit a free text best, those that stand best first, at most `most`; returns how many. */
struct guess {
	const char *id;
	double score;		/* 0 to 1: how sure it is that one phrase of it is meant */
	double standing;	/* by which it comes before others: see knowledge/rank/ranking.h */
};
size_t knowledge_rank(struct knowledge *k, struct slice text, struct guess *out, size_t most);

/* Entries whose phrases, title or text match in any language, best first. */
void knowledge_search(struct knowledge *k, struct slice text, struct arena *a, struct strings *ids);

/* Ids of a kind (`codes`, `reasons`, `causes`, `warnings`, `rules`, `symptoms`, NULL: all), in the order to show. */
bool knowledge_list(struct knowledge *k, const char *kind, struct arena *a, struct strings *ids);
/* The languages there are, as tags, and the name of each in itself. */
void knowledge_languages(struct knowledge *k, struct arena *a, struct strings *tags, struct strings *names);
/* The phrases that lead to an entry, as spelt. */
void knowledge_phrases(struct knowledge *k, const char *id, struct arena *a, struct strings *phrases);

/* A label or message of siperr's own, by key ("label.causes"). The key itself when it is missing. */
const char *knowledge_label(struct knowledge *k, const char *key, struct arena *a);
/* A pattern filled in: {0}…{3} strings (NULL is ""), {4} a number for plurals. */
const char *knowledge_format(struct knowledge *k, const char *key, const char *const arg[4], double number,
    struct arena *a);
/* "a, b and c" as the language writes it. */
const char *knowledge_join(struct knowledge *k, const struct strings *items, struct arena *a);
/* A number as the language writes it, in the region asked for: 1,234.5 with `decimals` places at most. */
const char *knowledge_number(struct knowledge *k, double value, int decimals, struct arena *a);
/* A share of 1 as a percentage with its sign: 73.6%, 73,6 %. */
const char *knowledge_percent(struct knowledge *k, double share, int decimals, struct arena *a);

#endif
