/* SPDX-License-Identifier: MIT */
/*
 * A message to siperr --mcp: the answer is one line of JSON or none, and whatever was asked for becomes options of a run,
 * never an operand or an option that no tool has.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "mcp/mcp.h"
#include "mcp/run.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* In place of the run itself: is its command line one that a tool makes? */
bool
run_siperr(const char *const *argv, const char *folder, struct slice input, struct run *r)
{
	static const char *const options[] = {
		"--format=json", "--format=text", "--summary", "--ladder", "--width=100", "--color=never", "--redact", "--lang=", "--product=",
		"--search=", "--call=", "--number=", "--peer=", "--by=", "--file=./",
	};

	for (size_t i = 1; argv[i] != NULL; i++) {
		bool known = false;

		for (size_t n = 0; n < sizeof options / sizeof *options; n++)
			known |= strncmp(argv[i], options[n], strlen(options[n])) == 0;
		if (!known)
			abort();
	}
	if (folder == NULL && input.p == NULL && argv[1] == NULL)
		abort();
	*r = (struct run){ .status = RUN_FOUND };
	buf_addstr(&r->out, "{\"id\":\"code.486\"}\n{\n");
	return true;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct knowledge *k;
	static const struct mcp_options o = { .folder = "/nowhere" };
	struct buf out = BUF_INIT;

	if (k == NULL)
		k = knowledge_open(&(struct knowledge_options){ .language = "en" });
	mcp_answer(k, &o, (struct slice){ (const char *)data, size }, &out);
	if (out.n > 0) {
		json_t *answer = json_loadb(out.p, out.n, 0, NULL);

		if (answer == NULL || memchr(out.p, '\n', out.n) != out.p + out.n - 1)
			abort();
		json_decref(answer);
	}
	buf_release(&out);
	return 0;
}
