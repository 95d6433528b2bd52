#include "text/fold.h"
#include "text/text.h"

bool
text_is_utf8(struct slice bytes)
{
	for (size_t at = 0; at < bytes.n;) {
		size_t before = at;

		if (next_char(bytes, &at) == 0xfffd &&
		    (at - before != 3 || memcmp(bytes.p + before, "\xef\xbf\xbd", 3) != 0))
			return false;
	}
	return true;
}

void
text_to_utf8(struct slice bytes, const char *language, struct buf *out)
{
	(void)language;
	buf_add(out, SLICE_NONE);
	for (size_t at = 0; at < bytes.n;)
		add_char(out, next_char(bytes, &at));
}
