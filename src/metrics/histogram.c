/* SPDX-License-Identifier: MIT */
#include "metrics/histogram.h"

#include <stdlib.h>

#include "base/memory.h"

enum { UNIT = 64, PARTS = 16 };		/* µs in a bin of the first stretch; bins in each */

/* Bins are open at their beginning and closed at their end, as the buckets of others are that are made of them. */
static unsigned
bin_of(int64_t time)
{
	uint64_t units = time > 0 ? (uint64_t)(time - 1) / UNIT : 0;
	unsigned doubled = 0;

	for (; units >= 2 * PARTS; units /= 2)
		doubled++;
	return doubled * PARTS + (unsigned)units;
}

int64_t
histogram_end(unsigned at)
{
	unsigned doubled = at < 2 * PARTS ? 0 : at / PARTS - 1;

	return (int64_t)(at - doubled * PARTS + 1) * UNIT << doubled;
}

static size_t
bin_index(const struct histogram *h, unsigned at)
{
	size_t i = h->count;

	while (i > 0 && h->bins[i - 1].at >= at)
		i--;
	return i;
}

void
histogram_fill(struct histogram *h, unsigned at, uint64_t n)
{
	size_t i = bin_index(h, at);

	if (n == 0)
		return;
	if (i == h->count || h->bins[i].at != at) {
		GROW(h->bins, h->count, h->cap);
		memmove(h->bins + i + 1, h->bins + i, (h->count - i) * sizeof *h->bins);
		h->bins[i] = (struct bin){ (uint16_t)at, 0 };
		h->count++;
	}
	h->bins[i].n += n;
	h->samples += n;
}

void
histogram_add(struct histogram *h, int64_t time)
{
	if (time < 0)
		return;
	if (time > HISTOGRAM_LONGEST)
		time = HISTOGRAM_LONGEST;
	histogram_fill(h, bin_of(time), 1);
	h->sum += (uint64_t)time;
}

void
histogram_merge(struct histogram *to, const struct histogram *from)
{
	for (size_t i = 0; i < from->count; i++)
		histogram_fill(to, from->bins[i].at, from->bins[i].n);
	to->sum += from->sum;
}

void
histogram_release(struct histogram *h)
{
	free(h->bins);
	*h = (struct histogram){ 0 };
}

double
histogram_quantile(const struct histogram *h, unsigned percent)
{
	uint64_t before = 0, rank = h->samples / 100 * percent + (h->samples % 100 * percent + 99) / 100;

	for (size_t i = 0; i < h->count; i++) {
		unsigned at = h->bins[i].at;

		before += h->bins[i].n;
		if (before >= rank)
			return (double)(histogram_end(at) + (at > 0 ? histogram_end(at - 1) : 0)) / 2;
	}
	return 0;
}
