/* SPDX-License-Identifier: MIT */
/*
 * The scanner of a text (input/text/text.h) as its parts know it: text.c finds messages, text/remarks.c log lines,
 * text/out.c hands on. Places are offsets in the window, which slides over the text.
 */
#ifndef SIPERR_INPUT_TEXT_SCANNER_H
#define SIPERR_INPUT_TEXT_SCANNER_H

#include "input/line/clean.h"
#include "input/remark/remark.h"
#include "input/stamp/stamp.h"
#include "input/text/mention.h"
#include "input/text/recognise.h"
#include "input/text/text.h"

#define PIECE ((size_t)TEXT_ROOM)	/* bytes are taken in pieces of this size, so that they stay in the cache */
#define CONTEXT (64 * 1024)		/* bytes kept before the place looked at: prefixes, time and addresses */
#define AHEAD (512u * 1024)	/* no message, dressed, is longer */
#define SHORT (64u * 1024)	/* no paste is longer: in one without responses, fragments count */
#define SPANS_MAX 16
#define HELD_MAX 256

struct held {
	struct frame frame;
	size_t begin;		/* of its bytes in `lone` */
	size_t at;		/* in the window, as long as that didn't slide */
};

struct text_scanner {
	const char *file;
	const struct input_options *options;
	const struct sink *sink;
	struct cleaner cleaner;
	struct recogniser rec;
	struct stamp_clock clock;
	struct addr own;	/* whose log it is, as its own Via tell … */
	bool several_own;	/* … as long as they agree */
	struct buf entry;	/* of the witness handed on */
	struct buf window;
	struct buf packet;	/* bytes of a hex dump … */
	struct decoder *dumps;	/* … whose packets it takes apart; NULL: none was one … */
	struct sink dump_sink;	/* … and hands on what it finds to … */
	struct place dump_place;	/* … with the time of the packet at hand */
	bool dissected;		/* a message was found among the fields of its packet */
	enum { PRINTS_UNKNOWN, PRINTS_NONE, PRINTS_LINES, PRINTS_TREE, PRINTS_BYTES } prints;	/* how the text tells of packets */
	enum stamp_form tree;	/* PRINTS_TREE: as what it shows their fields */
	size_t treed;		/* the fields of a packet begin before this byte, of which more may come; 0: none do */
	struct told *told;	/* what its lines said of them (text/told.c); NULL: nothing */
	struct buf decoded;	/* the message that was handed on last, if it stood behind a tab, as tcpdump -v prints it … */
	size_t decoded_to;	/* … and where it ended (text/twice.c) */
	struct buf lone;	/* start lines alone, held back: a message itself may follow, or what makes up for a refusal */
	struct held *held;	/* their frames */
	size_t held_count;
	struct frame waiting;	/* the message found last, in the window: passed on when the next one is found, and what it needs … */
	bool waits;		/* … is fetched meanwhile */
	size_t at;		/* decided up to here */
	size_t done;		/* where the last message ended */
	size_t probed;		/* looked for hex dumps up to here … */
	size_t hex;		/* … and found a line of one here, if `is_hex` */
	bool is_hex;
	size_t near;		/* each line up to here may begin a dump … */
	size_t dumped;		/* … of which the last one ended here */
	size_t remarked;	/* looked for remarks up to here */
	/*
	 * since when lines from there on may go on in what comes: held for a moment, or while the last is not whole; 0:
	 * none
	 */
	int64_t awaits;
	size_t feedless;	/* no line feed from `remarked` to here: looked for once in a long line */
	size_t retry;		/* window size from which an unfinished message is looked at again */
	const char *feed_from, *feed;	/* the first line feed at or after a place: found once for a long line */
	struct { size_t begin, end; } spans[SPANS_MAX];	/* requests in a text that is short so far */
	size_t span_count;	/* more than SPANS_MAX: too many */
	bool answered;		/* a response was handed on */
	bool whole;		/* a message was handed on that is more than its start line */
	bool slid;		/* the beginning of the text is gone */
	struct mentions noted;	/* of a long text without a response so far, from what the window slid over … */
	struct mention_log log;	/* … and what it was */
	size_t noted_to;	/* in the window */
	bool settled;		/* so many were noted that no response is waited for */
	bool idle;		/* the input paused: what is complete counts as ended */
	bool lull;		/* it paused for a moment: no more of a page comes */
	uint64_t line;		/* the number of the line at … */
	size_t line_at;
};

/* Brings the number of the line to that place of the window. */
void text_count_lines(struct text_scanner *s, size_t to);

/* The message whose start line stands at `at` of the window; a lone one is held back, for the message may follow. */
void text_hand_on(struct text_scanner *s, const char *at, const struct draft *d);
/* A message that somebody else found at the line that the scanner has come to: it is handed on by them, after this. */
void text_take_over(struct text_scanner *s, const struct frame *frame);
/* The lone start lines that were held back, if any. */
void text_release(struct text_scanner *s);
/* The message that waits, if any: its bytes are going to move. */
void text_pass_on(struct text_scanner *s);

/* Where the frame stands in the input, and what the words around it say of when, from where and to where it went. */
void text_place(struct text_scanner *s, const struct stamp *stamp, struct frame *frame);

/* A line of the window that may be an error of ICMP which tcpdump printed. */
void text_hand_on_icmp(struct text_scanner *s, struct slice line);

/* A log line that states a failure; it begins at `at` of the window. */
void text_hand_on_remark(struct text_scanner *s, const struct remark *remark, const char *at);

/* Remarks in the lines between messages, up to `to` of the window. */
void text_look_for_remarks(struct text_scanner *s, const char *to, bool final, bool may_grow);

/* Before the window slides there: fragments of a text that may turn out to have no response. */
void text_note_mentions(struct text_scanner *s, size_t to, bool final);

/*
 * At the end of a text, where no response was found: its fragments, of a long one those that were noted. Of a short text
 * first what its lines show that are a message each.
 */
void text_look_for_mentions(struct text_scanner *s);

#endif
