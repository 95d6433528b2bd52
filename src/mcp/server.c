/* SPDX-License-Identifier: MIT */
/* Model Context Protocol over stdin and stdout: requests of JSON-RPC, a line each. */
#include "mcp/mcp.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "mcp/run.h"
#include "mcp/tools.h"
#include "report/json.h"

enum {
	MESSAGE_LONGEST = 16 << 20,
	RESULTS_MOST = 500,	/* objects of one answer */

	/* JSON-RPC 2.0 §5.1 */
	NOT_JSON = -32700, NO_REQUEST = -32600, NO_METHOD = -32601, BAD_PARAMETERS = -32602, BROKEN = -32603,
};

/* The newest first: what is offered to those who ask for another. */
static const char *const revisions[] = { "2025-06-18", "2025-03-26", "2024-11-05" };

struct server {
	struct knowledge *k;
	const struct mcp_options *o;
	struct arena arena;	/* of one message */
};

static const char *
word(struct server *s, const char *key)
{
	return knowledge_label(s->k, key, &s->arena);
}

static const char *
sentence(struct server *s, const char *key, const char *a0)
{
	const char *const arg[4] = { a0, NULL, NULL, NULL };

	return knowledge_format(s->k, key, arg, 0, &s->arena);
}

static json_t *
error(int code, const char *what)
{
	json_t *e = json_object();

	json_object_set_new(e, "code", json_integer(code));
	json_add(e, "message", what);
	return e;
}

static json_t *
initialize(struct server *s, const json_t *params)
{
	const char *wanted = json_string_value(json_object_get(params, "protocolVersion")), *revision = revisions[0];
	json_t *result = json_object();

	for (size_t i = 0; wanted != NULL && i < sizeof revisions / sizeof *revisions; i++)
		if (strcmp(wanted, revisions[i]) == 0)
			revision = revisions[i];
	json_add(result, "protocolVersion", revision);
	json_object_set_new(result, "capabilities", json_pack("{s:{}}", "tools"));
	json_object_set_new(result, "serverInfo", json_pack("{s:s, s:s}", "name", "siperr", "version", SIPERR_VERSION));
	json_add(result, "instructions", word(s, "mcp.instructions"));
	return result;
}

/* "data-4f2c…": nobody who wrote a trace can have known it. */
static const char *
fence(struct server *s)
{
	unsigned char bytes[16] = { 0 };
	struct buf text = BUF_INIT;

	if (getrandom(bytes, sizeof bytes, 0) != (ssize_t)sizeof bytes)
		memory_end();
	buf_addstr(&text, "data-");
	for (size_t i = 0; i < sizeof bytes; i++)
		buf_addf(&text, "%02x", bytes[i]);
	const char *copy = arena_slice(&s->arena, buf_slice(&text));
	buf_release(&text);
	return copy;
}

/* What was read, between two lines that say it is data; what siperr itself has to say stands before. */
static json_t *
fenced(struct server *s, const struct run *r)
{
	const char *line = fence(s);
	struct buf text = BUF_INIT;
	json_t *content = json_object();

	if (r->out.n > 0) {
		buf_addf(&text, "%s\n%s\n", sentence(s, "mcp.data", line), line);
		buf_add(&text, buf_slice(&r->out));
		buf_addf(&text, "%s%s\n", text.p[text.n - 1] == '\n' ? "" : "\n", line);
	}
	if (r->err.n > 0) {
		buf_addf(&text, "%s\n%s\n", sentence(s, "mcp.messages", line), line);
		buf_add(&text, buf_slice(&r->err));
		buf_addf(&text, "%s\n", line);
	}
	if (r->status == RUN_LATE)
		buf_addf(&text, "%s\n", word(s, "mcp.late"));
	if (r->cut)
		buf_addf(&text, "%s\n", word(s, "mcp.cut"));
	json_add(content, "type", "text");
	json_add(content, "text", text.n > 0 ? text.p : word(s, "mcp.nothing"));
	buf_release(&text);
	return content;
}

/* The objects that came out, a line each; of one that was cut nothing. */
static json_t *
structured(const struct run *r)
{
	struct slice rest = buf_slice(&r->out);
	json_t *results = json_array();

	while (rest.n > 0 && json_array_size(results) < RESULTS_MOST) {
		struct slice line = slice_cut(&rest, '\n');
		json_t *o = json_loadb(line.p, line.n, 0, NULL);

		if (json_is_object(o))
			json_array_append(results, o);
		json_decref(o);
	}
	return json_pack("{s:o}", "results", results);
}

static json_t *
failed_call(struct server *s, const struct tool_call *c)
{
	return json_pack("{s:[{s:s, s:s}], s:b}", "content", "type", "text", "text", sentence(s, c->wrong, c->about), "isError", 1);
}

static json_t *
call_tool(struct server *s, const json_t *params, json_t **wrong)
{
	const char *name = json_string_value(json_object_get(params, "name"));
	json_t *arguments = json_object_get(params, "arguments");
	struct tool_call c;
	struct run r;

	if (name == NULL || (arguments != NULL && !json_is_object(arguments)) ||
	    !tools_call(s->o, name, arguments, &s->arena, &c)) {
		*wrong = error(BAD_PARAMETERS, "Unknown tool, or arguments that are no object");
		return NULL;
	}
	if (c.wrong != NULL)
		return failed_call(s, &c);
	if (!run_siperr(c.argv, s->o->folder, c.input, &r)) {
		*wrong = error(BROKEN, strerror(errno));
		return NULL;
	}
	json_t *result = json_object(), *content = json_array();
	json_array_append_new(content, fenced(s, &r));
	json_object_set_new(result, "content", content);
	if (c.is_json && r.status != RUN_LATE && r.status != RUN_TROUBLE)
		json_object_set_new(result, "structuredContent", structured(&r));
	json_object_set_new(result, "isError", json_boolean(r.status == RUN_TROUBLE || r.status == RUN_LATE));
	buf_release(&r.out);
	buf_release(&r.err);
	return result;
}

/* The result, or NULL and *wrong. */
static json_t *
answer(struct server *s, const char *method, const json_t *params, json_t **wrong)
{
	if (strcmp(method, "initialize") == 0)
		return initialize(s, params);
	if (strcmp(method, "ping") == 0)
		return json_object();
	if (strcmp(method, "tools/list") == 0)
		return json_pack("{s:o}", "tools", tools_list(s->k, s->o, &s->arena));
	if (strcmp(method, "tools/call") == 0)
		return call_tool(s, params, wrong);
	*wrong = error(NO_METHOD, "Method not found");
	return NULL;
}

static void
add_response(json_t *id, json_t *result, json_t *wrong, struct buf *out)
{
	json_t *response = json_object();

	json_add(response, "jsonrpc", "2.0");
	json_object_set(response, "id", id != NULL ? id : json_null());
	json_object_set_new(response, result != NULL ? "result" : "error", result != NULL ? result : wrong);
	json_line(response, out);
}

void
mcp_answer(struct knowledge *k, const struct mcp_options *o, struct slice message, struct buf *out)
{
	struct server s = { k, o, ARENA_INIT };
	json_t *request = json_loadb(message.p != NULL ? message.p : "", message.n, 0, NULL), *result = NULL, *wrong = NULL;
	json_t *id = json_object_get(request, "id");
	const char *method = json_string_value(json_object_get(request, "method"));

	if (request == NULL)
		wrong = error(NOT_JSON, "Parse error");
	else if (method == NULL && json_is_object(request) && id != NULL &&
	    (json_object_get(request, "result") != NULL || json_object_get(request, "error") != NULL))
		method = NULL;	/* an answer, and nothing was asked */
	else if (method == NULL || (id != NULL && !json_is_string(id) && !json_is_integer(id)))
		wrong = error(NO_REQUEST, "Invalid Request");
	else if (id != NULL)
		result = answer(&s, method, json_object_get(request, "params"), &wrong);
	if (result != NULL || wrong != NULL)
		add_response(json_is_string(id) || json_is_integer(id) ? id : NULL, result, wrong, out);
	json_decref(request);
	arena_release(&s.arena);
}

/* Up to the end of the line, which is not kept; what is too long is read and not kept either. False: nothing more. */
static bool
read_message(struct buf *line)
{
	bool any = false;
	int c;

	buf_reset(line);
	while ((c = getchar()) != EOF && c != '\n') {
		any = true;
		if (line->n <= MESSAGE_LONGEST)
			buf_addc(line, (char)c);
	}
	return any || c == '\n';
}

bool
mcp_serve(struct knowledge *k, const struct mcp_options *o)
{
	struct buf line = BUF_INIT, out = BUF_INIT;
	bool good = true;

	while (good && read_message(&line)) {
		struct slice message = slice_trim(buf_slice(&line));

		buf_reset(&out);
		if (line.n > MESSAGE_LONGEST)
			add_response(NULL, NULL, error(NO_REQUEST, "Message too long"), &out);
		else if (message.n > 0)
			mcp_answer(k, o, message, &out);
		good = out.n == 0 || (fwrite(out.p, 1, out.n, stdout) == out.n && fflush(stdout) == 0);
	}
	buf_release(&line);
	buf_release(&out);
	return good;
}
