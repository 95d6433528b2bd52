/* SPDX-License-Identifier: MIT */
/*
 * The walk over a text of the input that hides what names somebody. It goes from word to word and asks the recognisers
 * in turn; each takes what it knows at the start of `rest`, adds what stands for it, and is true.
 */
#ifndef SIPERR_REPORT_REDACT_SCAN_H
#define SIPERR_REPORT_REDACT_SCAN_H

#include "report/redact/known.h"
#include "report/redact/redact.h"

enum {
	SCAN_IDENTIFIER = 1 << 0,	/* a Call-ID: what somebody threw dice for stays, so that calls can be told apart */
	SCAN_COUNTERS = 1 << 1,		/* numbers count something, however long they are */
};

enum { VALUES_MET = 4096 };

struct redact {
	uint64_t key[2];
	struct knowledge *k;
	/* What stood in the place of a user, a host, an address, so that it is hidden where it stands by itself. */
	struct known known;
	/* Header values that were met lately: most come in each message of a call. */
	uint64_t met[VALUES_MET];
};

struct scan {
	struct redact *r;
	struct slice text, rest;
	struct buf *out;
	unsigned how;
};

void redact_scan(struct redact *r, struct slice text, unsigned how, struct buf *out);

/* The recognisers: what they know stands at the head of their file. */
bool take_display(struct scan *s);
bool take_uri(struct scan *s);
bool take_hardware(struct scan *s);
bool take_ipv6(struct scan *s);
bool take_time(struct scan *s);
bool take_phone(struct scan *s);
bool take_spelt(struct scan *s);
bool take_word(struct scan *s);

/* Parts of take_word(): what follows the word, which is cut off `rest` already, says that it is the name of a secret. */
bool take_secret(struct scan *s, struct slice word);
bool take_parameter(struct scan *s, struct slice word);

/* For what is known to be a user or a host by its place; they are remembered. */
void add_user(struct redact *r, struct slice user, struct buf *out);
void add_display(struct redact *r, struct slice name, struct buf *out);
void add_host(struct redact *r, struct slice host, struct buf *out);
void add_user_at_host(struct redact *r, struct slice text, struct buf *out);

/* The words of a display name that is a person's, and an address: known from now on. */
void meet_person(struct redact *r, struct slice name);
void meet_address(struct redact *r, const struct addr *a);

/* A telephone number, whatever it looks like. */
void add_number(struct redact *r, struct slice text, struct buf *out);

/* These add what stands for it and are true, or add nothing. */
bool add_address(struct redact *r, struct slice text, struct buf *out);	/* with or without a port */
bool add_phone(struct redact *r, struct slice text, struct buf *out);
bool add_hardware(struct redact *r, struct slice text, struct buf *out);	/* twelve hexadecimal digits */
bool add_known(struct redact *r, struct slice text, struct buf *out);	/* a user or host seen before */
bool add_spelled(struct redact *r, struct slice word, struct buf *out);	/* an address with other marks than dots */

/* The known name that begins the text, in one word or several: how long it is; 0: none does. */
size_t known_name(const struct redact *r, struct slice text);
/* The same for the word just cut off `rest`, and what follows it: what is known of it goes, and is added to `out`. */
bool take_person(struct scan *s, struct slice word);
/*
 * A name that begins the text and that nobody has to say is one, "Tom", "Will Early", as far as known words make it up;
 * 0: none.
 */
size_t usual_name(struct slice text);
/* A display name without quotes before an address: Max Page <sip:…> */
bool take_unquoted(struct scan *s);
/* A short number that is somebody's, by what stands around it. */
bool is_extension(const struct scan *s, struct slice number);
/* A word is what somebody is called, by what stands around it: "user max", "max is away". */
bool says_person(const struct scan *s, struct slice word);
/* "x123", "ext.123": the number in it; SLICE_NONE: there is none. */
struct slice glued_extension(const struct scan *s, struct slice word);

/* What somebody threw dice for, a tag or part of a Call-ID: true where a name, number or address lies hidden in it. */
bool holds_somebody(const struct redact *r, struct slice dice);
/* The parts of an identifier, each as what it is. */
void add_parts(struct scan *s, struct slice word);
/* A word by itself. */
void add_whole(struct scan *s, struct slice word);

bool all_digits(struct slice s);
bool is_dice(struct slice part);	/* hexadecimal digits with a figure among them: somebody threw dice for them */

/* A fully qualified domain name, by its form. */
bool is_host_name(struct slice text);
bool is_host_char(char c);
/* A host at the start of `rest`, whatever it looks like. */
void take_host(struct scan *s);

/* A scheme that names people, or that of a web page, begins here. */
bool begins_uri(struct slice text);

#endif
