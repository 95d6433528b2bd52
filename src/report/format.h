/* SPDX-License-Identifier: MIT */
/* What the formats share: the state of a report, and a finding together with its text. */
#ifndef SIPERR_REPORT_FORMAT_H
#define SIPERR_REPORT_FORMAT_H

#include "report/call_lines.h"
#include "report/fold.h"
#include "report/out.h"
#include "report/report.h"
#include "report/sheet.h"

/* One format. All but `finding` may be NULL; everything is added to r->text. */
struct format_ops {
	void (*begin)(struct report *r);
	void (*finding)(struct report *r, const struct finding *f);
	void (*answered)(struct report *r);	/* a look-up has no further answers */
	void (*end)(struct report *r);
	void (*calls_begin)(struct report *r);	/* before the first line of a list of calls */
	void (*call)(struct report *r, const struct call_line *line);
	void (*why)(struct report *r, const struct why_call *why);	/* formats with TRAIT_WHY */
	void (*summary)(struct report *r, const struct summary *s);	/* formats with TRAIT_SUMMARY */
	void (*compare)(struct report *r, const struct comparison *c);	/* formats with TRAIT_COMPARE */
	void (*captures)(struct report *r, const struct captures *c);	/* likewise */
	void (*left_out)(struct report *r);	/* says what the filters left out: behind calls and a summary */
	void (*close)(struct report *r);	/* the very last, whatever was told */
};

#define FORMAT(token, name, traits) extern const struct format_ops name##_format;
#include "report/formats.def"
#undef FORMAT

struct report {
	struct report_options o;
	struct knowledge *k;
	const struct format_ops *format;
	struct out out;
	struct buf text;		/* what is to be written next */
	struct redact *redact;		/* NULL: nothing is hidden */
	struct report_mode mode;
	bool begun, calls_begun, had_trace;
	struct call_lines lines;
	bool opened, totalled;		/* html: the page has its head, and its total */
	uint64_t by_severity[4];	/* findings so far, without the others below */
	uint64_t findings;
	uint64_t others;		/* among them: what else the words of a look-up may mean */
	bool has_answer;		/* the look-up at hand has its first finding: what follows are others */
	uint64_t unfolded;		/* findings of too many kinds to tell them one by one */
	struct folds *folds;		/* NULL: nothing is folded */
	struct report_seen seen;	/* of the trace, when it has ended */
	struct answer {			/* text: the short form of a look-up while further answers may come */
		const char *id;		/* of the first one, in the sheet's memory; NULL: none so far */
		struct sheet sheet;
		size_t column;
		bool trace;
	} answer;
	size_t pages;			/* text: how many were written, for the blank line between them */
	struct strings explained;	/* ids whose text has been given in full */
	struct known {			/* entries used so far; never more than the knowledge has */
		const char *id;
		struct entry facts;
		struct entry_text text;
	} *known;
	size_t known_count, known_cap;
	struct arena known_arena;
};

/* A finding's entry in the reader's language. Lives as long as the arena and the report. */
struct view {
	const struct finding *f;
	struct arena *arena;
	struct entry facts;
	struct entry_text text;		/* empty strings and lists where the entry lacks them; never NULL title */
	const char *product;		/* token of the one at hand: asked for, or as the messages name it; NULL: not known */
	const char *name;		/* "486 Busy Here", as received; NULL: neither code nor phrase */
	bool says_title;		/* the name ends in the title's words already */
	const struct fact *cause;	/* the one that the evidence decides; NULL: it decides none … */
	const char *cause_text;		/* … in words */
	const char **causes;		/* still open, with the vendor's own notes, where the vendor is known */
	size_t cause_count;
	size_t note_at, note_count;	/* which of them are those notes */
	const char **fixes;		/* those of the cause before the entry's, the vendor's before the others */
	size_t fix_count;
};

void view_open(struct view *v, struct report *r, const struct finding *f, struct arena *a);

/* Who has to act, in words: the caller of a request that begins no call is its sender, who calls nobody. */
const char *view_party_label(struct knowledge *k, const struct view *v);

/*
 * How text of the input stands in a sentence: as it is, for JSON; or escaped, and where lines run from right to left
 * isolated, so that it can't turn them around. The sentence itself is the language's own and needs no escaping.
 */
enum argument_style { ARGUMENTS_RAW, ARGUMENTS_TEXT, ARGUMENTS_MARKDOWN, ARGUMENTS_HTML };

const char *argument(struct knowledge *k, const char *text, enum argument_style style, struct arena *a);

/* A cell of a table, in the reader's language: where that runs from right to left, it does so in the cell. */
void add_own_cell(struct knowledge *k, const char *text, struct buf *out);

/* That the phrase, or even the code, is not known; NULL when it is. The other steps are evidence of the finding. */
const char *match_sentence(struct knowledge *k, const struct finding *f, enum argument_style style, struct arena *a);

/* The sentence of a piece of evidence; NULL when it has none. */
const char *evidence_sentence(struct knowledge *k, const struct evidence *e, enum argument_style style, struct arena *a);
const char *evidence_token(enum evidence_kind kind);

/* "trace.txt:12", "trace.pcap:#12", "-:12"; nothing when the finding has no place. */
void add_place(const struct finding *f, struct buf *out);
/* "192.0.2.1:5060 → 192.0.2.2:5060"; of two ends the one that is known: "→ 192.0.2.2:5060"; nothing of none. */
void add_both_ends(const struct place *w, bool unicode, struct buf *out);

/*
 * "2024-05-06T07:08:09.123456Z", without the Z where no zone is known, "07:08:09.123456" without a date; nothing
 * without a time.
 */
void add_time(int64_t time, enum zone zone, struct buf *out);

/* "07:08:09Z" or, without a date, "07:08:09"; nothing without a time. */
void add_clock(int64_t time, enum zone zone, struct buf *out);

/* What a guard says when it holds. */
const char *guard_sentence(struct knowledge *k, enum guard g, struct arena *a);

/* A label with arguments: up to three strings and a number. */
const char *format_label(struct knowledge *k, const char *key, const char *a0, const char *a1, const char *a2,
    double number, struct arena *a);

/* "32.5 s" as the language writes it, the unit on the number's line. */
const char *seconds_label(struct knowledge *k, double seconds, int decimals, struct arena *a);
/* How long a call lasted, in microseconds; below a second to a hundredth, else to a tenth. NULL for NO_TIME. */
const char *duration_label(struct knowledge *k, int64_t duration, struct arena *a);

/* What stands between whole and part of a number. */
const char *decimal_point(struct knowledge *k, struct arena *a);

/* "Total: 2 errors and 1 notice in 14 calls."; NULL where there is nothing to add up. */
const char *total_sentence(struct report *r, struct arena *a);

/* How many findings were of too many kinds to tell them. */
const char *unfolded_sentence(struct report *r, struct arena *a);

/* What the filters left out of the trace: calls, or findings of those that stayed. */
const char *left_out_label(struct report *r, bool findings, struct arena *a);

/* "token.party.callee" and the like, in words. */
const char *token_label(struct knowledge *k, const char *kind, const char *token, struct arena *a);

#endif
