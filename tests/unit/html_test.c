/* SPDX-License-Identifier: MIT */
/* The picture of a call: posts, arrows, what is marked or sent again; and the names of pages. */
#include "report/html.h"
#include "unit/steps.h"

static void
picture(const struct finding *f, struct buf *out)
{
	static struct knowledge_options language = { .language = "en" };
	struct knowledge *k = knowledge_open(&language);
	struct arena a = ARENA_INIT;
	const struct html h = { .k = k, .out = out, .arena = &a, .other = "" };
	struct ladder_rows l;
	bool drawable = ladder_rows_make(&l, f, &(struct ladder_signs){ true, "." });

	html_ladder(&h, &l, drawable, "f1");
	ladder_rows_release(&l);
	arena_release(&a);
	knowledge_close(k);
}

#define HAS(out, text) assert_non_null(strstr((out).p, text))
#define HAS_NOT(out, text) assert_null(strstr((out).p, text))

static void
arrows_stand_between_posts(void **state)
{
	struct buf out = BUF_INIT;
	struct finding f;

	(void)state;
	finding_init(&f, "code.486");
	add_step(&f, "192.0.2.1:5060", "192.0.2.2:5060", "INVITE");
	add_step(&f, "192.0.2.2:5060", "192.0.2.1:5060", "486 <Busy>")->marked = true;
	picture(&f, &out);
	HAS(out, "dir=\"ltr\"");
	HAS(out, ">192.0.2.1:5060</text>");
	HAS(out, "<g class=\"row\" id=\"f1-1\">");
	HAS(out, "<path class=\"line\" d=\"M214 61H376\"/><path class=\"head\" d=\"M383 61l-8 -4v8z\"/>");
	HAS(out, "<g class=\"row marked\" id=\"f1-2\"><circle");
	HAS(out, "<path class=\"line\" d=\"M384 91H222\"/><path class=\"head\" d=\"M215 91l8 -4v8z\"/>");
	HAS(out, ">486 &lt;Busy&gt;</text>");
	buf_release(&out);
	finding_release(&f);
}

static void
copies_and_witnesses_are_told_apart(void **state)
{
	struct buf out = BUF_INIT;
	struct finding f;

	(void)state;
	finding_init(&f, "path.no-response");
	add_step(&f, "192.0.2.1:5060", "192.0.2.2:5060", "INVITE");
	for (int i = 0; i < 3; i++)
		add_step(&f, "192.0.2.1:5060", "192.0.2.2:5060", "INVITE")->repeated = true;
	add_step(&f, "192.0.2.9", "192.0.2.8", "DNS")->witness = true;
	add_step(&f, "192.0.2.2:5060", "192.0.2.2:5060", "OPTIONS");
	picture(&f, &out);
	HAS(out, "<g class=\"row again\" id=\"f1-2\">");
	HAS(out, ">3× INVITE … 0.750</text>");
	HAS(out, "<g class=\"row witness\" id=\"f1-3\">");
	HAS(out, "<path class=\"line\" d=\"M214 121H384\"/><text");		/* no head: about nobody who takes part */
	HAS(out, "<text class=\"label beside\"");
	HAS_NOT(out, "f1-5");
	buf_release(&out);
	finding_release(&f);
}

static void
a_label_too_long_is_whole_behind_the_pointer(void **state)
{
	char label[301];
	struct buf out = BUF_INIT;
	struct finding f;

	(void)state;
	memset(label, 'x', sizeof label - 1);
	label[sizeof label - 1] = '\0';
	finding_init(&f, "code.486");
	add_step(&f, "192.0.2.1:5060", "192.0.2.2:5060", label);
	picture(&f, &out);
	HAS(out, "xxx…<title>xxx");
	HAS(out, label);
	buf_release(&out);
	finding_release(&f);
}

static void
without_addresses_it_is_a_list(void **state)
{
	struct buf out = BUF_INIT;
	struct finding f;

	(void)state;
	finding_init(&f, "code.486");
	add_step(&f, "", "", "INVITE");
	add_step(&f, "", "", "486")->marked = true;
	picture(&f, &out);
	HAS_NOT(out, "<svg");
	HAS(out, "<tr class=\"row marked\" id=\"f1-2\">");
	buf_release(&out);
	finding_release(&f);
	finding_init(&f, "code.486");
	picture(&f, &out);
	assert_int_equal(out.n, 0);
	finding_release(&f);
}

static void
evidence_finds_its_row(void **state)
{
	struct ladder_rows l;
	struct finding f;

	(void)state;
	finding_init(&f, "code.486");
	add_step(&f, "192.0.2.1:5060", "192.0.2.2:5060", "INVITE");
	add_step(&f, "192.0.2.1:5060", "192.0.2.2:5060", "INVITE")->repeated = true;
	add_step(&f, "192.0.2.1:5060", "192.0.2.2:5060", "INVITE")->repeated = true;
	add_step(&f, "192.0.2.2:5060", "192.0.2.1:5060", "486");
	ladder_rows_make(&l, &f, &(struct ladder_signs){ true, "." });
	assert_int_equal(html_ladder_row(&l, 1), 1);
	assert_int_equal(html_ladder_row(&l, 2), 2);
	assert_int_equal(html_ladder_row(&l, 3), 0);	/* folded */
	assert_int_equal(html_ladder_row(&l, 4), 3);
	assert_int_equal(html_ladder_row(&l, 0), 0);
	ladder_rows_release(&l);
	finding_release(&f);
}

static void
an_id_names_a_file(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	assert_string_equal(html_file("code.486", &a), "code.486.html");
	assert_string_equal(html_file("dialog.missing-ack", &a), "dialog.missing-ack.html");
	assert_string_equal(html_file("../a b", &a), ".._2fa_20b.html");
	assert_string_equal(html_language("zh_Hans", &a), "zh-Hans");
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(arrows_stand_between_posts),
		cmocka_unit_test(copies_and_witnesses_are_told_apart),
		cmocka_unit_test(a_label_too_long_is_whole_behind_the_pointer),
		cmocka_unit_test(without_addresses_it_is_a_list),
		cmocka_unit_test(evidence_finds_its_row),
		cmocka_unit_test(an_id_names_a_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
