#include "report/escape.h"

#include "base/ascii.h"

size_t
utf8_decode(struct slice s, uint32_t *character)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };

	if (s.n == 0)
		return 0;
	unsigned char lead = (unsigned char)s.p[0];
	size_t n = lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
	if (n == 0 || n > s.n)
		return 0;
	uint32_t c = n == 1 ? lead : lead & (0x7fu >> n);
	for (size_t i = 1; i < n; i++) {
		if (((unsigned char)s.p[i] & 0xc0) != 0x80)
			return 0;
		c = c << 6 | ((unsigned char)s.p[i] & 0x3f);
	}
	if (c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff) || (n > 1 && c < least[n]))
		return 0;
	*character = c;
	return n;
}

/* Embeddings, overrides and isolates can make a line read as something else; separators break it. */
static bool
is_treacherous(uint32_t c)
{
	return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x2028 || c == 0x2029 ||
	    c == 0x200e || c == 0x200f || c == 0x061c || c == 0xfeff || (c >= 0xe0000 && c <= 0xe007f);
}

/* Adds what stands for one character or bad byte; returns how many bytes of `s` that was. */
static size_t
escape_one(struct slice s, bool own, struct buf *out)
{
	uint32_t c = 0;
	size_t n = utf8_decode(s, &c);

	if (n == 0) {
		buf_addf(out, "\\x%02x", (unsigned char)s.p[0]);
		return 1;
	}
	if (c == '\n' || c == '\r' || c == '\t')
		buf_addf(out, "\\%c", c == '\n' ? 'n' : c == '\r' ? 'r' : 't');
	else if (c < 0x20 || (c >= 0x7f && c < 0xa0))
		buf_addf(out, "\\x%02x", c);
	else if (is_treacherous(c) && !own)
		buf_addf(out, "\\u{%04X}", c);
	else
		buf_add(out, slice_head(s, n));
	return n;
}

/* Escapes the text; characters of `marks` get a backslash before them. */
static void
escape_with(struct slice text, const char *marks, bool own, struct buf *out)
{
	while (text.n > 0) {
		size_t plain = 0;

		while (plain < text.n && text.p[plain] >= 0x20 && text.p[plain] < 0x7f &&
		    (marks[0] == '\0' || strchr(marks, text.p[plain]) == NULL))
			plain++;
		if (plain > 0) {
			buf_add(out, slice_head(text, plain));
			text = slice_skip(text, plain);
			continue;
		}
		if (text.p[0] != '\0' && strchr(marks, text.p[0]) != NULL)
			buf_addc(out, '\\');
		text = slice_skip(text, escape_one(text, own, out));
	}
}

void
escape_text(struct slice text, struct buf *out)
{
	escape_with(text, "", false, out);
}

void
escape_own(struct slice text, struct buf *out)
{
	escape_with(text, "", true, out);
}

void
escape_column(struct slice text, struct buf *out)
{
	escape_with(text, "\\", false, out);
}

void
escape_markdown(struct slice text, struct buf *out)
{
	escape_with(text, "\\`*_[]<>|#", false, out);
}

void
escape_invalid(struct slice text, struct buf *out)
{
	uint32_t c;

	while (text.n > 0) {
		size_t n = utf8_decode(text, &c);

		if (n == 0)
			buf_addstr(out, "\xef\xbf\xbd");
		else
			buf_add(out, slice_head(text, n));
		text = slice_skip(text, n ? n : 1);
	}
}
