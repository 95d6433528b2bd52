/* SPDX-License-Identifier: MIT */
/* A decoder whose frames a log keeps, for packets that a test builds. */
#ifndef SIPERR_TESTS_DECODING_H
#define SIPERR_TESTS_DECODING_H

#include "unit/packets.h"

struct fixture {
	struct log log;
	struct sink sink;
	struct decoder *d;
	struct buf b;		/* the packet being built */
	int64_t time;		/* of the next one, µs */
};

static inline void
begin(struct fixture *f)
{
	*f = (struct fixture){ .b = BUF_INIT, .time = 1000000 };
	f->sink = log_sink(&f->log);
	f->d = decoder_new("f", &f->sink);
}

static inline void
end(struct fixture *f)
{
	decoder_free(f->d);
	buf_release(&f->b);
	log_release(&f->log);
}

#endif
