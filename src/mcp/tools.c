/* SPDX-License-Identifier: MIT */
#include "mcp/tools.h"

#include <fcntl.h>
#include <linux/openat2.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "report/json.h"

enum parameter_kind { TEXT, FILE_NAME, WORD, YES };

/* What a tool takes, by its name there; the option it becomes, NULL for the text and the file. */
struct parameter {
	const char *name;
	enum parameter_kind kind;
	const char *option;
	bool required;
};

struct tool {
	const char *name;
	const char *arguments[4];	/* that say what it is */
	bool is_json;
	struct parameter parameters[10];
};

#define LANGUAGE { "language", WORD, "--lang", false }
#define PRODUCT { "product", WORD, "--product", false }
#define INPUT { "text", TEXT, NULL, false }, { "file", FILE_NAME, NULL, false }
#define CHOICE { "call", WORD, "--call", false }, { "number", WORD, "--number", false }, { "peer", WORD, "--peer", false }
#define REDACT { "redact", YES, "--redact", false }

static const struct tool tools[] = {
	{ "explain", { "--format=json" }, true, { { "text", TEXT, NULL, true }, LANGUAGE, PRODUCT } },
	{ "search", { "--format=json" }, true, { { "words", WORD, "--search", true }, LANGUAGE } },
	{ "diagnose", { "--format=json" }, true, { INPUT, CHOICE, LANGUAGE, PRODUCT, REDACT } },
	{ "summary", { "--format=json", "--summary" }, true, { INPUT, CHOICE, { "by", WORD, "--by", false }, LANGUAGE, REDACT } },
	{ "ladder", { "--format=text", "--ladder", "--width=100", "--color=never" }, false, { INPUT, CHOICE, LANGUAGE, REDACT } },
};

enum { TOOLS = sizeof tools / sizeof *tools };

static const char *
type_of(enum parameter_kind kind)
{
	return kind == YES ? "boolean" : "string";
}

/* Without a folder no file can be named. */
static bool
is_offered(const struct parameter *p, const struct mcp_options *o)
{
	return p->name != NULL && (p->kind != FILE_NAME || o->folder != NULL);
}

static json_t *
input_schema(const struct tool *t, struct knowledge *k, const struct mcp_options *o, struct arena *a)
{
	json_t *schema = json_object(), *properties = json_object(), *required = json_array();

	for (const struct parameter *p = t->parameters; p->name != NULL; p++) {
		json_t *property;

		if (!is_offered(p, o))
			continue;
		property = json_object();
		json_add(property, "type", type_of(p->kind));
		json_add(property, "description", knowledge_label(k, arena_printf(a, "mcp.parameter_%s", p->name), a));
		json_object_set_new(properties, p->name, property);
		if (p->required)
			json_array_append_new(required, json_string(p->name));
	}
	json_add(schema, "type", "object");
	json_object_set_new(schema, "properties", properties);
	json_object_set_new(schema, "required", required);
	json_object_set_new(schema, "additionalProperties", json_false());
	return schema;
}

/* What stands in structuredContent: the objects of the manual's JSON, see siperr.schema.json. */
static json_t *
output_schema(void)
{
	return json_pack("{s:s, s:{s:{s:s, s:{s:s}}}, s:[s]}", "type", "object", "properties", "results", "type", "array",
	    "items", "type", "object", "required", "results");
}

json_t *
tools_list(struct knowledge *k, const struct mcp_options *o, struct arena *a)
{
	json_t *list = json_array();

	for (size_t i = 0; i < TOOLS; i++) {
		json_t *tool = json_object();

		json_add(tool, "name", tools[i].name);
		json_add(tool, "title", knowledge_label(k, arena_printf(a, "mcp.title_%s", tools[i].name), a));
		json_add(tool, "description", knowledge_label(k, arena_printf(a, "mcp.tool_%s", tools[i].name), a));
		json_object_set_new(tool, "inputSchema", input_schema(&tools[i], k, o, a));
		if (tools[i].is_json)
			json_object_set_new(tool, "outputSchema", output_schema());
		json_object_set_new(tool, "annotations", json_pack("{s:b, s:b}", "readOnlyHint", 1, "openWorldHint", 0));
		json_array_append_new(list, tool);
	}
	return list;
}

static void
add_argument(struct tool_call *c, const char *text)
{
	if (c->count < TOOL_ARGUMENTS)
		c->argv[c->count++] = text;
}

static void
fail(struct tool_call *c, const char *key, const char *about)
{
	if (c->wrong == NULL) {
		c->wrong = key;
		c->about = about;
	}
}

/* Is it a file below the folder, whatever links there are on the way? */
static bool
is_below(const char *folder, const char *name)
{
	struct open_how how = { .flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK, .resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS };
	int dir = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC), fd = -1;

	if (dir >= 0) {
		fd = (int)syscall(SYS_openat2, dir, name, &how, sizeof how);
		close(dir);
	}
	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

static void
take_file(struct tool_call *c, const struct mcp_options *o, const char *name, struct arena *a)
{
	if (!is_below(o->folder, name))
		fail(c, "mcp.no_such_file", name);
	add_argument(c, arena_printf(a, "--file=./%s", name));
}

static void
take_parameter(struct tool_call *c, const struct parameter *p, const struct mcp_options *o, const json_t *value, struct arena *a)
{
	if (p->kind == YES ? !json_is_boolean(value) : !json_is_string(value))
		fail(c, "mcp.bad_argument", p->name);
	else if (p->kind != YES && strlen(json_string_value(value)) != json_string_length(value))
		fail(c, "mcp.bad_argument", p->name);	/* a NUL in it */
	else if (p->kind == TEXT)
		c->input = (struct slice){ json_string_value(value), json_string_length(value) };
	else if (p->kind == FILE_NAME)
		take_file(c, o, json_string_value(value), a);
	else if (p->kind == WORD)
		add_argument(c, arena_printf(a, "%s=%s", p->option, json_string_value(value)));
	else if (json_is_true(value))
		add_argument(c, p->option);
}

static const struct parameter *
find_parameter(const struct tool *t, const struct mcp_options *o, const char *name)
{
	for (const struct parameter *p = t->parameters; p->name != NULL; p++)
		if (is_offered(p, o) && strcmp(p->name, name) == 0)
			return p;
	return NULL;
}

/* One input, and all that must be there. */
static void
check_required(struct tool_call *c, const struct tool *t, const json_t *arguments)
{
	bool text = json_object_get(arguments, "text") != NULL, file = json_object_get(arguments, "file") != NULL;
	bool wants = false;

	for (const struct parameter *p = t->parameters; p->name != NULL; p++) {
		wants |= p->kind == TEXT;
		if (p->required && json_object_get(arguments, p->name) == NULL)
			fail(c, "mcp.missing_argument", p->name);
	}
	if (wants && text == file)
		fail(c, "mcp.one_input", "text");
}

bool
tools_call(const struct mcp_options *o, const char *name, json_t *arguments, struct arena *a, struct tool_call *c)
{
	const struct tool *t = tools;
	const char *key;
	json_t *value;

	while (t < tools + TOOLS && strcmp(t->name, name) != 0)
		t++;
	*c = (struct tool_call){ .is_json = t < tools + TOOLS && t->is_json };
	if (t < tools + TOOLS) {
		add_argument(c, "siperr");
		for (size_t i = 0; i < o->argument_count; i++)
			add_argument(c, o->arguments[i]);
		for (size_t i = 0; i < 4 && t->arguments[i] != NULL; i++)
			add_argument(c, t->arguments[i]);
		json_object_foreach(arguments, key, value) {
			const struct parameter *p = find_parameter(t, o, key);

			if (p == NULL)
				fail(c, "mcp.bad_argument", arena_strdup(a, key));
			else
				take_parameter(c, p, o, value, a);
		}
		check_required(c, t, arguments);
	}
	return t < tools + TOOLS;
}
