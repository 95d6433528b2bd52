/* SPDX-License-Identifier: MIT */
/*
 * The doorway to ICU for everything that is text rather than knowledge: character sets, folding,
 * width and line breaking. Outside of src/text and src/knowledge text is UTF-8 in char, and no
 * <unicode/…> header is included.
 */
#ifndef SIPERR_TEXT_TEXT_H
#define SIPERR_TEXT_TEXT_H

#include "base/buf.h"
#include "base/memory.h"
#include "base/slice.h"

/* ICU allocates through base/memory.h from now on: text and knowledge alike. */
void text_share_memory(void);

/*
 * Bytes of unknown encoding to valid UTF-8. Valid UTF-8 is taken as it is; otherwise the character
 * set is recognised (windows-1251, KOI8-R, ISO-8859-1 …, see text/charset.c for how) and converted;
 * what still is no character becomes U+FFFD. `language` (BCP 47, may be NULL) settles close races.
 */
void text_to_utf8(struct slice bytes, const char *language, struct buf *out);
bool text_is_utf8(struct slice bytes);

/* The same into an arena. `text_identity` recognises no character set: what is no UTF-8 becomes U+FFFD (ids, tokens). */
char *text_shown(struct arena *a, struct slice bytes, const char *language);
char *text_identity(struct arena *a, struct slice bytes);

/*
 * The key under which phrases are compared: NFKC case folding, accents kept, every run of spaces and
 * punctuation one space, none at the ends, typographic quotes and dashes as punctuation.
 */
void text_fold(struct slice utf8, struct buf *out);
/* The same without accents, for searching. */
void text_fold_loosely(struct slice utf8, struct buf *out);
/*
 * The text as one types it in ASCII where ASCII has it: full-width letters, digits of any script, dashes, quotes and
 * blanks; marks of direction are left out, letters stay.
 */
void text_plain(struct slice utf8, struct buf *out);
/* Confusable skeleton (UTS #39) of the folded text: a Cyrillic а and a Latin a give the same. */
void text_skeleton(struct slice utf8, struct buf *out);

/* Terminal columns the text takes: wide East Asian 2, combining and format characters 0. */
size_t text_width(struct slice utf8);

/* Are there letters or digits in it that run from right to left? */
bool text_turns(struct slice utf8);

/*
 * The length in bytes of the longest start of `utf8` that fits `columns` and ends where the language
 * allows a line break; at least one character, and a word longer than a line is cut. The blanks at the
 * break are not counted in *length but are in *next, where the following line starts.
 */
void text_break(struct slice utf8, size_t columns, const char *language, size_t *length, size_t *next);

/* Conversion for output. `charset` as in the locale ("KOI8-R", "UTF-8", "ANSI_X3.4-1968"). */
struct text_output;
struct text_output *text_output_open(const char *charset);	/* never NULL: unknown ones give ASCII */
void text_output_close(struct text_output *o);
bool text_output_is_utf8(const struct text_output *o);
/* Has the set all letters of the text? Marks and signs may have a likeness. */
bool text_output_holds(struct text_output *o, struct slice utf8);
/* Characters the set lacks become a likeness (’ → ', — → -, é → e) or ?. */
void text_output_convert(struct text_output *o, struct slice utf8, struct buf *out);

#endif
