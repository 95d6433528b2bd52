/* SPDX-License-Identifier: MIT */
#include "input/line/undo.h"

#include "base/ascii.h"

const struct slice html_breaks[HTML_BREAKS] = { SLICE("<br>"), SLICE("<br/>"), SLICE("<br />"), SLICE("<BR>") };

static const struct {
	const char *name;
	char stands_for;
} references[] = {
	{ "&lt;", '<' }, { "&gt;", '>' }, { "&quot;", '"' }, { "&amp;", '&' }, { "&#39;", '\'' }, { "&#x27;", '\'' },
	{ "&#34;", '"' }, { "&#60;", '<' }, { "&#62;", '>' }, { "&apos;", '\'' },
};

/* The reference or line break at the text; how long it is, 0 for none. */
static size_t
take_reference(struct slice text, struct buf *out)
{
	for (size_t i = 0; i < sizeof references / sizeof *references; i++)
		if (slice_starts(text, slice_of(references[i].name))) {
			buf_addc(out, references[i].stands_for);
			return strlen(references[i].name);
		}
	for (int i = 0; i < HTML_BREAKS; i++)
		if (slice_starts(text, html_breaks[i]))
			return html_breaks[i].n;
	return 0;
}

bool
undo_html(struct slice text, struct buf *out)
{
	static const struct slice signs[] = { SLICE("&lt;"), SLICE("&quot;"), SLICE("&#39;"), SLICE("&#x27;"), SLICE("&#34;") };
	bool shown = false;
	size_t n;

	for (size_t i = 0; i < sizeof signs / sizeof *signs && !shown && memchr(text.p, '&', text.n) != NULL; i++)
		shown = slice_find(text, signs[i]) != NULL;
	if (!shown)
		return false;
	buf_reset(out);
	for (size_t i = 0; i < text.n; i += n ? n : 1) {
		n = text.p[i] == '&' || text.p[i] == '<' ? take_reference(slice_skip(text, i), out) : 0;
		if (n == 0)
			buf_addc(out, text.p[i]);
	}
	return true;
}

bool
csv_shows(struct slice text)
{
	const char *end = slice_limit(text), *quote;

	for (; text.n > 3 && (quote = memchr(text.p, '"', text.n)) != NULL; text = slice_from(quote + 1, end))
		if (quote > text.p && quote[-1] == '=' && end - quote > 2 && quote[1] == '"' && is_alnum(quote[2]))
			return true;
	return false;
}

bool
undo_csv(struct slice text, struct buf *out)
{
	bool doubled = slice_find(text, SLICE("\"\"")) != NULL, closed;
	struct slice bare = slice_trim(text);

	closed = bare.n > 0 && bare.p[bare.n - 1] == '"';
	if (!doubled)
		return false;
	buf_reset(out);
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '"' && i + 1 < text.n && text.p[i + 1] == '"')
			i++;
		else if (closed && text.p + i == bare.p + bare.n - 1)
			continue;
		buf_addc(out, text.p[i]);
	}
	return true;
}

bool
undo_string(struct slice text, struct buf *out)
{
	if (slice_find(text, SLICE("\\\"")) == NULL)
		return false;
	buf_reset(out);
	for (size_t i = 0; i < text.n; i++) {
		bool escape = text.p[i] == '\\' && i + 1 < text.n;

		if (escape && text.p[i + 1] == 't')
			buf_addc(out, '\t');
		else if (escape && is_one_of(text.p[i + 1], "\"\\/"))
			buf_addc(out, text.p[i + 1]);
		else
			buf_add(out, slice_head(slice_skip(text, i), escape ? 2 : 1));
		i += escape;
	}
	return true;
}
