/* SPDX-License-Identifier: MIT */
/* The text of a bundle, taken apart. */
#include "knowledge/bundle/compile.h"

#include "base/ascii.h"
#include "text/text.h"

enum { DEPTH = 10, KEY_MAX = 200 };

enum token { TOKEN_OPEN, TOKEN_CLOSE, TOKEN_COMMA, TOKEN_COLON, TOKEN_WORD, TOKEN_END };

struct parser {
	struct slice rest;
	size_t line;
	struct arena *a;
	struct compile_fault *fault;
	bool failed;
	enum token token;	/* the one that is next … */
	const char *word;	/* … its text … */
	size_t at;		/* … and the line it begins in */
};

static void
fail(struct parser *p, const char *label, size_t line, const char *word)
{
	if (p->failed)
		return;
	p->failed = true;
	*p->fault = (struct compile_fault){ label, line, word };
	p->token = TOKEN_END;
}

static char
eat(struct parser *p)
{
	char c = p->rest.p[0];

	p->line += c == '\n';
	p->rest = slice_skip(p->rest, 1);
	return c;
}

static bool
begins(const struct parser *p, const char *text)
{
	return slice_starts(p->rest, slice_of(text));
}

static bool
skip_past(struct parser *p, const char *end)
{
	size_t line = p->line;

	while (p->rest.n > 0 && !begins(p, end))
		eat(p);
	for (size_t i = 0; end[i] != '\0' && p->rest.n > 0; i++)
		eat(p);
	if (p->rest.n > 0 || end[0] == '\n')
		return true;
	fail(p, "compile.open", line, "/*");
	return false;
}

static bool
skip_blanks(struct parser *p)
{
	for (;;) {
		if (begins(p, "//")) {
			skip_past(p, "\n");
		} else if (begins(p, "/*")) {
			if (!skip_past(p, "*/"))
				return false;
		} else if (p->rest.n > 0 && (unsigned char)p->rest.p[0] <= ' ') {
			eat(p);
		} else {
			return true;
		}
	}
}

/* After the backslash: \n, \t, \u and four hexadecimal digits; any other character is itself. */
static void
escape(struct parser *p, struct buf *out)
{
	char c = eat(p);
	uint32_t value = 0;

	if (c == 'u' && p->rest.n >= 4) {
		for (int i = 0; i < 4; i++) {
			char digit = to_lower(eat(p));

			value = value << 4 | (uint32_t)(is_digit(digit) ? digit - '0' :
			    digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : 0);
		}
		buf_add_character(out, value != 0 ? value : 0xfffd);
	} else {
		buf_addc(out, (char)(c == 'n' ? '\n' : c == 't' ? '\t' : c));
	}
}

/* Between quotes, or bare up to what ends a word. */
static void
read_word(struct parser *p)
{
	struct buf word = BUF_INIT;
	bool quoted = p->rest.p[0] == '"';

	if (quoted)
		eat(p);
	while (p->rest.n > 0 && (quoted ? p->rest.p[0] != '"' : (unsigned char)p->rest.p[0] > ' ' &&
	    slice_chr(SLICE("{}:,\""), p->rest.p[0]) == NULL)) {
		if (quoted && p->rest.p[0] == '\\' && p->rest.n > 1) {
			eat(p);
			escape(p, &word);
		} else {
			buf_addc(&word, eat(p));
		}
	}
	if (quoted && p->rest.n == 0)
		fail(p, "compile.open", p->at, "\"");
	else if (quoted)
		eat(p);
	p->word = arena_slice(p->a, buf_slice(&word));
	buf_release(&word);
}

static void
next(struct parser *p)
{
	static const char marks[] = "{},:";
	const char *mark;

	p->word = "";
	if (p->failed || !skip_blanks(p) || p->rest.n == 0) {
		p->token = TOKEN_END;
		p->at = p->line;
		return;
	}
	p->at = p->line;
	mark = memchr(marks, p->rest.p[0], sizeof marks - 1);
	if (mark != NULL) {
		p->word = arena_slice(p->a, slice_head(p->rest, 1));
		p->token = (enum token)(mark - marks);
		eat(p);
		return;
	}
	p->token = TOKEN_WORD;
	read_word(p);
	if (p->failed)
		p->token = TOKEN_END;
}

static void
unexpected(struct parser *p, size_t opened)
{
	if (p->token == TOKEN_END)
		fail(p, "compile.open", opened, "{");
	else
		fail(p, "compile.unexpected", p->at, p->word);
}

/* ":table", ":array", ":string": what follows is said to be; false where it is not said. */
static bool
read_type(struct parser *p, enum node_kind *kind)
{
	static const struct { const char *name; enum node_kind kind; } rows[] = {
		{ "table", NODE_TABLE }, { "table(nofallback)", NODE_TABLE }, { "array", NODE_ARRAY }, { "string", NODE_STRING },
	};

	if (p->token != TOKEN_COLON)
		return false;
	next(p);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (p->token == TOKEN_WORD && strcmp(rows[i].name, p->word) == 0) {
			*kind = rows[i].kind;
			next(p);
			return true;
		}
	fail(p, "compile.type", p->at, p->word);
	return false;
}

static bool
key_is_good(const char *key)
{
	size_t n = 0;

	for (; key[n] != '\0'; n++)
		if (key[n] <= ' ' || key[n] > '~')
			return false;
	return n > 0 && n <= KEY_MAX && strncmp(key, "%%", 2) != 0;
}

static struct node *
new_node(struct parser *p, enum node_kind kind, size_t line)
{
	struct node *n = arena_alloc(p->a, sizeof *n);

	n->kind = kind;
	n->line = line;
	return n;
}

static void
add_member(struct parser *p, struct node *n, struct node *member)
{
	if (n->count == n->cap) {
		struct node **wider = arena_alloc(p->a, (2 * n->cap + 8) * sizeof *wider);

		if (n->count > 0)
			memcpy(wider, n->members, n->count * sizeof *wider);
		n->members = wider;
		n->cap = 2 * n->cap + 8;
	}
	n->members[n->count++] = member;
}

static struct node *body(struct parser *p, int depth);

/* Words one after the other are one text. */
static struct node *
string(struct parser *p)
{
	struct node *n = new_node(p, NODE_STRING, p->at);
	struct buf text = BUF_INIT;

	for (; p->token == TOKEN_WORD; next(p))
		buf_addstr(&text, p->word);
	n->text = slice_of(arena_slice(p->a, buf_slice(&text)));
	buf_release(&text);
	return n;
}

/* The members of a table: a key, perhaps what it is, and its value in braces. `key`: the first, where it was read already. */
static void
members(struct parser *p, struct node *table, const char *key, size_t opened, int depth)
{
	while (p->token != TOKEN_CLOSE) {
		struct node *member;

		if (key == NULL && p->token != TOKEN_WORD) {
			unexpected(p, opened);
			return;
		}
		if (key == NULL) {
			key = p->word;
			next(p);
		}
		if (!key_is_good(key)) {
			fail(p, "compile.key", p->at, key);
			return;
		}
		member = body(p, depth);
		if (member == NULL)
			return;
		member->key = key;
		add_member(p, table, member);
		key = NULL;
		if (p->token == TOKEN_COMMA)
			next(p);
	}
}

static void
elements(struct parser *p, struct node *array, size_t opened, int depth)
{
	while (p->token != TOKEN_CLOSE) {
		struct node *element = NULL;

		if (p->token == TOKEN_WORD)
			element = string(p);
		else if (p->token == TOKEN_OPEN || p->token == TOKEN_COLON)
			element = body(p, depth);
		else
			unexpected(p, opened);
		if (element == NULL)
			return;
		add_member(p, array, element);
		if (p->token == TOKEN_COMMA)
			next(p);
		else if (p->token != TOKEN_CLOSE && p->token != TOKEN_OPEN && p->token != TOKEN_COLON) {
			unexpected(p, opened);
			return;
		}
	}
}

/* What stands between braces that does not say what it is: a table begins with a key and its brace or colon. */
static struct node *
guess(struct parser *p, size_t opened, int depth)
{
	struct node *n, *first;

	if (p->token != TOKEN_WORD) {
		n = new_node(p, NODE_ARRAY, opened);
		elements(p, n, opened, depth);
		return n;
	}
	first = string(p);
	if (p->token == TOKEN_OPEN || p->token == TOKEN_COLON) {
		n = new_node(p, NODE_TABLE, opened);
		members(p, n, first->text.p, opened, depth);
		return n;
	}
	if (p->token != TOKEN_COMMA)
		return first;
	n = new_node(p, NODE_ARRAY, opened);
	add_member(p, n, first);
	next(p);
	elements(p, n, opened, depth);
	return n;
}

/* From the colon or the brace to behind the brace that closes it. */
static struct node *
body(struct parser *p, int depth)
{
	enum node_kind kind;
	bool said = read_type(p, &kind);
	size_t opened = p->at;
	struct node *n;

	if (p->token != TOKEN_OPEN)
		unexpected(p, opened);
	if (depth == 0)
		fail(p, "compile.deep", opened, "{");
	next(p);
	if (p->failed)
		return NULL;
	if (said) {
		n = kind == NODE_STRING ? string(p) : new_node(p, kind, opened);
		if (kind == NODE_TABLE)
			members(p, n, NULL, opened, depth - 1);
		else if (kind == NODE_ARRAY)
			elements(p, n, opened, depth - 1);
	} else {
		n = guess(p, opened, depth - 1);
	}
	if (p->token != TOKEN_CLOSE)
		unexpected(p, opened);
	next(p);
	return p->failed ? NULL : n;
}

static size_t
lines_before(struct slice text, const char *at)
{
	size_t n = 1;

	for (const char *c = text.p; c < at; c++)
		n += *c == '\n';
	return n;
}

/* Where the first line is that is not in UTF-8. */
static size_t
bad_line(struct slice text)
{
	struct slice rest = text;

	while (rest.n > 0) {
		struct slice line = slice_cut(&rest, '\n');

		if (!text_is_utf8(line) || memchr(line.p, '\0', line.n) != NULL)
			return lines_before(text, line.p);
	}
	return 0;
}

struct node *
compile_parse(struct slice text, struct arena *a, struct compile_fault *fault)
{
	struct parser p = { .rest = text, .line = 1, .a = a, .fault = fault };
	size_t bad = bad_line(text);
	struct node *root = NULL;
	const char *name;

	if (slice_starts(text, SLICE("\xef\xbb\xbf")))
		p.rest = slice_skip(text, 3);
	if (bad > 0) {
		fail(&p, "compile.encoding", bad, "");
		return NULL;
	}
	next(&p);
	name = p.word;
	if (p.token != TOKEN_WORD)
		unexpected(&p, 1);
	next(&p);
	if (!p.failed && (root = body(&p, DEPTH)) != NULL)
		root->key = name;
	if (root != NULL && p.token != TOKEN_END)
		unexpected(&p, 1);
	return p.failed ? NULL : root;
}
