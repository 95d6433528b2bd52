/* SPDX-License-Identifier: MIT */
/*
 * Is a file an ICU resource bundle (.res, as genrb writes it) that can be read without harm? ICU trusts such a file: an
 * offset, a length or a count in it that is not true leads it out of the memory it has. So a bundle that did not come with
 * the program is walked through here first: each table, array, key, string and block must lie within the part of the
 * file that is for it; keys are sorted; containers form a tree, not deeper than DEPTH; and all of it together is read
 * at most a few times over, so that a small file is no large one.
 *
 * What siperr has no use for is refused: aliases and names that begin with "%%", which lead to other files, a bundle
 * that shares its strings with another, one made for a machine with the other byte order, and format 1.0.
 *
 * In: all bytes of the file. No allocation outlives the call. The format: ICU's uresdata.h, versions 1.1 to 3.
 */
#ifndef SIPERR_KNOWLEDGE_BUNDLE_CHECK_H
#define SIPERR_KNOWLEDGE_BUNDLE_CHECK_H

#include "base/slice.h"

bool bundle_is_sound(struct slice file);

#endif
