/* SPDX-License-Identifier: MIT */
/*
 * Which hosts the trace shows and who sent what to whom, whatever call it belonged to: a rule that says that something
 * never came has to know that it would have been seen. Tables of fixed size: what is not in use gives way.
 *
 * Hosts are told apart by IP address. Messages without addresses leave no mark.
 */
#ifndef SIPERR_DIAGNOSE_CALLS_HOSTS_H
#define SIPERR_DIAGNOSE_CALLS_HOSTS_H

#include "diagnose/calls/call.h"

/* One direction between two hosts. */
struct way {
	uint64_t requests, responses;	/* seen on it, copies included */
	int64_t last;			/* time of the last message; NO_TIME */
	struct {			/* the last request of at most FRAGMENT_BYTES that was answered */
		struct spot spot;
		uint64_t bytes;
	} small;
	uint64_t torn;			/* responses on it of which the capture has too little to tell what they answer */
	/*
	 * the first ACK on it to a final response that was not seen to reach its sender, though its INVITE was seen …
	 */
	struct spot ack;
	struct place ack_where;		/* … and where it stood */
	uint64_t strays;		/* final responses on it to requests, INVITE aside, that nobody saw … */
	uint64_t stray_branch;		/* … of the last such request */
	struct spot stray;		/* … the first of them … */
	struct place stray_where;	/* … and where it stood */
	struct addr from, to;
};

struct hosts;

struct hosts *hosts_new(void);
void hosts_free(struct hosts *h);

/* A message that came. */
void hosts_note(struct hosts *h, const struct message *m, const struct frame *frame, uint64_t number);
/* The same is going to be called for that one: what it needs is fetched into the cache. */
void hosts_fetch(const struct hosts *h, const struct message *m, const struct place *where);

/* NULL: nothing was seen on that way. */
const struct way *hosts_way(const struct hosts *h, const struct addr *from, const struct addr *to);
/* When the last message went from one host to the other; NO_TIME: none that is remembered. */
int64_t hosts_last(const struct hosts *h, const struct addr *from, const struct addr *to);
/* The next way after `after` (NULL: the first). */
const struct way *hosts_next(const struct hosts *h, const struct way *after);
/* The host sent or got something. */
bool hosts_shows(const struct hosts *h, const struct addr *host);
/* Something passed between others: the trace is more than that host's own view. */
bool hosts_shows_beside(const struct hosts *h, const struct addr *host);
/* Messages, and more than an ACK, only went to the host, or only came from it: the capture has one direction of what it says. */
bool hosts_shows_half(const struct hosts *h, const struct addr *host);
/* The host sent something after message `number`, before `now` (of the trace; NO_TIME: whenever). */
bool hosts_sent_after(const struct hosts *h, const struct addr *host, uint64_t number, int64_t now);
/*
 * `from` got answers of `to` that the trace doesn't show: it acknowledged one, and none at all was seen on the way
 * back. Or requests, which it answered, and nothing at all was. What else is missing there proves nothing.
 */
bool hosts_one_sided(const struct hosts *h, const struct addr *from, const struct addr *to);
/* Of `to`'s answers to `from` some were captured in part only: each may be the one that is missing. */
bool hosts_tears(const struct hosts *h, const struct addr *from, const struct addr *to);

#endif
