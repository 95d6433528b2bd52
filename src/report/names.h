/* What a piece of text is the name of, and the pseudonym in its place. Only for redaction. */
#ifndef SIPERR_REPORT_NAMES_H
#define SIPERR_REPORT_NAMES_H

#include "report/pseudonym.h"

/* These add the pseudonym and are true, or add nothing and are false, when the text is no such thing. */
bool names_add_phone(struct pseudonyms *p, struct slice s, struct buf *out);
bool names_add_address(struct pseudonyms *p, struct slice s, struct buf *out);	/* with or without a port */
bool names_add_known(struct pseudonyms *p, struct slice word, struct buf *out);	/* a user or host seen before */

/* For what is known to be a user or a host by its place. */
void names_add_user(struct pseudonyms *p, struct slice s, struct buf *out);
void names_add_host(struct pseudonyms *p, struct slice s, struct buf *out);

/* A fully qualified domain name, by its form. */
bool names_is_host(struct slice s);

#endif
