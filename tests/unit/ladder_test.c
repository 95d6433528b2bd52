/* The drawing of a call: fits, names its participants, marks what proves the finding. */
#include "report/ladder.h"
#include "text/text.h"
#include "unit/sip.h"

static void
add_step(struct finding *f, const char *from, const char *to, const char *label, bool marked)
{
	struct step *s = finding_step(f);

	s->message = f->step_count;
	s->time = (int64_t)f->step_count * 250000;
	assert_true(addr_parse(&s->src, slice_of(from)));
	assert_true(addr_parse(&s->dst, slice_of(to)));
	s->label = label;
	s->marked = marked;
}

static void
make_call(struct finding *f)
{
	finding_init(f, "code.486");
	add_step(f, "192.0.2.1:5060", "192.0.2.2:5060", "INVITE (SDP)", false);
	add_step(f, "192.0.2.2:5060", "192.0.2.3:5060", "INVITE (SDP)", false);
	add_step(f, "192.0.2.3:5060", "192.0.2.2:5060", "486 Busy Here", true);
	add_step(f, "192.0.2.2:5060", "192.0.2.1:5060", "486 Busy\033Here", false);
}

static void
participants_are_columns(void **state)
{
	struct buf out = BUF_INIT;
	struct finding f;

	(void)state;
	make_call(&f);
	ladder_draw(&f, 84, false, false, &out);
	assert_string_equal(out.p,
	    "                      192.0.2.1:5060        192.0.2.2:5060        192.0.2.3:5060\n"
	    " #1        0.000             |--- INVITE (SDP) --->|                     |\n"
	    " #2        0.250             |                     |--- INVITE (SDP) --->|\n"
	    "*#3        0.500             |                     |<-- 486 Busy Here ---|\n"
	    " #4        0.750             |<-- 486 Busy\\x1bH… --|                     |\n");
	buf_release(&out);
	finding_release(&f);
}

static void
no_line_is_wider_than_asked_for(void **state)
{
	struct finding f;

	(void)state;
	make_call(&f);
	for (size_t width = 40; width < 200; width += 9) {
		struct buf out = BUF_INIT;

		ladder_draw(&f, width, true, false, &out);
		for (struct slice rest = buf_slice(&out); rest.n > 0;)
			assert_true(text_width(slice_cut(&rest, '\n')) <= width);
		buf_release(&out);
	}
	finding_release(&f);
}

static void
without_addresses_it_is_a_list(void **state)
{
	struct buf out = BUF_INIT;
	struct finding f;

	(void)state;
	finding_init(&f, "code.486");
	finding_step(&f)->label = "INVITE";
	f.steps[0].message = 7;
	ladder_draw(&f, 80, true, false, &out);
	assert_string_equal(out.p, " #7               INVITE\n");
	buf_release(&out);
	finding_release(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(participants_are_columns),
		cmocka_unit_test(no_line_is_wider_than_asked_for),
		cmocka_unit_test(without_addresses_it_is_a_list),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
