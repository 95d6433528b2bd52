/* SPDX-License-Identifier: MIT */
/* Steps of a finding, for the drawings of a call. */
#ifndef SIPERR_TESTS_UNIT_STEPS_H
#define SIPERR_TESTS_UNIT_STEPS_H

#include "unit/sip.h"

/* A quarter of a second after the one before; an address that is empty is not known. */
static struct step *
add_step(struct finding *f, const char *from, const char *to, const char *label)
{
	struct step *s = finding_step(f);

	s->at.message = f->step_count;
	s->time = (int64_t)f->step_count * 250000;
	assert_int_equal(addr_parse(&s->src, slice_of(from)), from[0] != '\0');
	assert_int_equal(addr_parse(&s->dst, slice_of(to)), to[0] != '\0');
	s->label = label;
	return s;
}

#endif
