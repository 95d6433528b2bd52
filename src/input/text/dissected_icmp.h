/* SPDX-License-Identifier: MIT */
/* A message that stands within an ICMP error, of which a program took the packet apart: it was not sent then, it is quoted. */
#ifndef SIPERR_INPUT_TEXT_DISSECTED_ICMP_H
#define SIPERR_INPUT_TEXT_DISSECTED_ICMP_H

#include "input/frame/witness.h"
#include "input/stamp/stamp.h"

/*
 * `before` is what stands before the message, in this form. False: no error quotes it. Else *out is what that says, without the
 * quoted bytes (`what` is WHAT_NONE where it says nothing of a path), and *stamp when and from where to where the error itself went.
 */
bool dissected_icmp(struct slice before, enum stamp_form form, struct witness *out, struct stamp *stamp);

/* The same where the packet is printed as text below a line of tcpdump's, which names the error … */
bool printed_icmp(struct slice before, struct witness *out, struct stamp *stamp);
/* … and whether a line is one. */
bool prints_icmp(struct slice line);

#endif
