/* SPDX-License-Identifier: MIT */
/* The one table of options: getopt_long, --help, the completions and the manual's test all go by it. */
#ifndef SIPERR_OPTIONS_TABLE_H
#define SIPERR_OPTIONS_TABLE_H

#include <stddef.h>

enum { OPTION_LONG = 256 };	/* codes from here on have only a long form; below it is a letter */

struct opt {
	int code;
	const char *name;
	const char *arg;	/* as --help shows it; NULL: takes none; in brackets: may be left out */
	const char *values;	/* for the completion: the words it takes, or one of the lists below; NULL: anything */
};

/* What a completion has to look up when it is asked. */
#define VALUES_FILE "FILE"
#define VALUES_FOLDER "DIR"
#define VALUES_LANGUAGE "languages"
#define VALUES_PRODUCT "products"
#define VALUES_ID "ids"
#define VALUES_RULE "rules"
#define VALUES_OPERAND "operands"	/* ids and codes */

extern const struct opt option_table[];
extern const size_t option_count;

#endif
