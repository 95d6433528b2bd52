/* SPDX-License-Identifier: MIT */
/* Lines of text: no line is wider than asked for, nothing gets lost. */
#include "report/wrap.h"
#include "text/text.h"
#include "unit/sip.h"

static void
expect_in(const char *language, const char *text, struct wrap_margins at, const char *want)
{
	struct buf out = BUF_INIT;

	wrap_text(slice_of(text), &at, language, &out);
	assert_string_equal(out.p, want);
	buf_release(&out);
}

static void
expect(const char *text, struct wrap_margins at, const char *want)
{
	expect_in("en", text, at, want);
}

static void
words_go_to_the_next_line_whole(void **state)
{
	(void)state;
	expect("one two three four five", (struct wrap_margins){ 20, 0, 0, false }, "one two three four\nfive\n");
	expect("one two three four five", (struct wrap_margins){ 24, 4, 4, false }, "one two three four\n    five\n");
	expect("short", (struct wrap_margins){ 20, 0, 0, false }, "short\n");
	expect("", (struct wrap_margins){ 20, 0, 0, false }, "\n");
	expect("one\ntwo", (struct wrap_margins){ 20, 2, 2, false }, "one\n  two\n");
}

static void
a_unit_stays_on_its_number_s_line(void **state)
{
	(void)state;
	expect("the call drops after 32 s", (struct wrap_margins){ 23, 0, 0, false }, "the call drops after\n32 s\n");
	expect("обрыв вызова через 2,4 с.", (struct wrap_margins){ 23, 0, 0, false }, "обрыв вызова через\n2,4 с.\n");
	expect("there were as many as 32 seconds", (struct wrap_margins){ 25, 0, 0, false }, "there were as many as 32\nseconds\n");
	expect("12345678901234567890 s", (struct wrap_margins){ 20, 0, 0, false }, "12345678901234567890\ns\n");
}

static void
words_with_hyphens_stay_whole(void **state)
{
	(void)state;
	expect("the value of Record-Route is", (struct wrap_margins){ 21, 0, 0, false }, "the value of\nRecord-Route is\n");
	expect("обрыв вызова ещё на 32-й секунде", (struct wrap_margins){ 23, 0, 0, false }, "обрыв вызова ещё на\n32-й секунде\n");
	expect("traces/gateway-17-lost.pcap", (struct wrap_margins){ 20, 0, 0, false }, "traces/gateway-17-lo\nst.pcap\n");
}

static void
no_line_begins_with_a_dash(void **state)
{
	(void)state;
	expect("код 305 — кодек; код 301 — IPv6", (struct wrap_margins){ 24, 0, 0, false }, "код 305 — кодек; код\n301 — IPv6\n");
	expect("le serveur ne répond pas – voir", (struct wrap_margins){ 24, 0, 0, false }, "le serveur ne répond\npas – voir\n");
	expect("код 305 — кодек; код 301 —", (struct wrap_margins){ 25, 0, 0, false }, "код 305 — кодек; код 301\n—\n");
	expect("12345678901234567890 — a", (struct wrap_margins){ 20, 0, 0, false }, "12345678901234567890\n— a\n");
}

static void
who_sends_and_who_gets_it_share_a_line(void **state)
{
	(void)state;
	expect("trace.txt:5  192.0.2.1 → 192.0.2.2", (struct wrap_margins){ 24, 0, 2, false }, "trace.txt:5\n  192.0.2.1 → 192.0.2.2\n");
	expect("trace.txt:5  192.0.2.1 → 192.0.2.2", (struct wrap_margins){ 25, 0, 2, false }, "trace.txt:5\n  192.0.2.1 → 192.0.2.2\n");
	expect("trace.txt:5  alice -> bob", (struct wrap_margins){ 22, 0, 0, false }, "trace.txt:5\nalice -> bob\n");
	expect("trace.txt:5  alice -> bob", (struct wrap_margins){ 20, 0, 0, false }, "trace.txt:5\nalice -> bob\n");
	expect("Call 1 → 2  /var/spool/captures/trace-1.txt", (struct wrap_margins){ 36, 0, 2, false },
	    "Call 1 → 2\n  /var/spool/captures/trace-1.txt\n");
	/* Where there is no room for both, or nothing before them. */
	expect("2001:db8::1234:5678 → 2001:db8::1", (struct wrap_margins){ 22, 0, 0, false }, "2001:db8::1234:5678 →\n2001:db8::1\n");
	expect("2001:db8::1234:5678 → 2001:db8::1", (struct wrap_margins){ 20, 0, 0, false }, "2001:db8::1234:5678\n→ 2001:db8::1\n");
}

static void
no_line_of_japanese_begins_with_what_closes_or_lengthens(void **state)
{
	(void)state;
	expect_in("ja", "呼がここで切断されます。次の呼", (struct wrap_margins){ 22, 0, 0, false }, "呼がここで切断されま\nす。次の呼\n");
	expect_in("ja", "次に呼を送る先のサーバ", (struct wrap_margins){ 20, 0, 0, false }, "次に呼を送る先のサー\nバ\n");
	expect_in("ja", "呼は次に送る先へのサーバ", (struct wrap_margins){ 20, 0, 0, false }, "呼は次に送る先への\nサーバ\n");
	expect_in("ja", "呼は次にここから送ったもの", (struct wrap_margins){ 20, 0, 0, false }, "呼は次にここから送っ\nたもの\n");
	expect_in("ja", "呼は次にここからも送ったもの", (struct wrap_margins){ 20, 0, 0, false }, "呼は次にここからも\n送ったもの\n");
}

static void
words_with_hyphens_stay_whole_behind_chinese(void **state)
{
	(void)state;
	expect_in("zh", "回应 200：没有 Record-Route", (struct wrap_margins){ 24, 0, 0, false }, "回应 200：没有\nRecord-Route\n");
	expect_in("zh", "回应 200，没有：Record-Route", (struct wrap_margins){ 24, 0, 0, false }, "回应 200，没有：\nRecord-Route\n");
	expect_in("zh", "回应 200 没有（Record-Route）", (struct wrap_margins){ 24, 0, 0, false }, "回应 200 没有\n（Record-Route）\n");
	expect_in("ja", "応答に200の《Record-Route》", (struct wrap_margins){ 24, 0, 0, false }, "応答に200の\n《Record-Route》\n");
}

static void
a_word_wider_than_the_line_is_cut(void **state)
{
	(void)state;
	expect("aaaaaaaaaaaaaaaaaaaaaaaaa", (struct wrap_margins){ 20, 0, 0, false }, "aaaaaaaaaaaaaaaaaaaa\naaaaa\n");
	/* Of a path the pieces stay whole, where that leaves half of the line. */
	expect("(/var/spool/captures/kamailio-015.txt:6)", (struct wrap_margins){ 30, 0, 0, false },
	    "(/var/spool/captures/\nkamailio-015.txt:6)\n");
	expect("/a/bcdefghijklmnop.pcap:#142 x", (struct wrap_margins){ 25, 0, 0, false }, "/a/bcdefghijklmnop.pcap\n:#142 x\n");
	expect("/a/bcdefghijklmnop.text:142 x", (struct wrap_margins){ 25, 0, 0, false }, "/a/bcdefghijklmnop.text\n:142 x\n");
	expect("/a/bcdefghijklmnopqrstuvwxyz", (struct wrap_margins){ 20, 0, 0, false }, "/a/bcdefghijklmnopqr\nstuvwxyz\n");
}

/* Whatever the language and the width: each line fits, and the text without its breaks is the same. */
static void
every_line_fits_and_nothing_is_lost(void **state)
{
	static const char *const texts[] = {
		"Вызываемый абонент занят, попробуйте позвонить ещё раз через несколько минут",
		"被叫用户正忙，请稍后再试。如果问题仍然存在，请与您的服务提供商联系。",
		"https://example.org/a/very/long/path/that/does-not-end/for-a-long-time/and/then/some",
		"a  b   c    d     e      f       g        h         i          j",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		for (size_t width = 20; width < 60; width += 7) {
			const struct wrap_margins at = { width, 0, 0, false };
			struct buf out = BUF_INIT, joined = BUF_INIT, plain = BUF_INIT;

			wrap_text(slice_of(texts[i]), &at, "en", &out);
			struct slice rest = buf_slice(&out);
			while (rest.n > 0) {
				struct slice line = slice_cut(&rest, '\n');

				assert_true(text_width(line) <= width);
				for (size_t j = 0; j < line.n; j++)
					if (line.p[j] != ' ')
						buf_addc(&joined, line.p[j]);
			}
			for (const char *p = texts[i]; *p; p++)
				if (*p != ' ')
					buf_addc(&plain, *p);
			assert_string_equal(joined.p, plain.p);
			buf_release(&out);
			buf_release(&joined);
			buf_release(&plain);
		}
	}
}

static void
cells_have_their_width_exactly(void **state)
{
	static const char *const texts[] = { "", "ab", "abcdefgh", "被叫用户正忙", "занято" };

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		for (size_t width = 1; width < 12; width++) {
			struct buf out = BUF_INIT;

			wrap_fit(slice_of(texts[i]), width, &out);
			assert_int_equal(text_width(buf_slice(&out)), width);
			buf_release(&out);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_go_to_the_next_line_whole),
		cmocka_unit_test(a_unit_stays_on_its_number_s_line),
		cmocka_unit_test(words_with_hyphens_stay_whole),
		cmocka_unit_test(no_line_begins_with_a_dash),
		cmocka_unit_test(who_sends_and_who_gets_it_share_a_line),
		cmocka_unit_test(no_line_of_japanese_begins_with_what_closes_or_lengthens),
		cmocka_unit_test(words_with_hyphens_stay_whole_behind_chinese),
		cmocka_unit_test(a_word_wider_than_the_line_is_cut),
		cmocka_unit_test(every_line_fits_and_nothing_is_lost),
		cmocka_unit_test(cells_have_their_width_exactly),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
