/* SPDX-License-Identifier: MIT */
/* The drawing of a call: fits, names its participants, marks what proves the finding. */
#include "report/ladder.h"
#include "text/text.h"
#include "unit/steps.h"

static void
draw(const struct finding *f, size_t width, bool unicode, struct buf *out)
{
	ladder_draw(f, &(struct ladder_style){ width, unicode, false, "." }, out);
}

static void
make_call(struct finding *f)
{
	finding_init(f, "code.486");
	add_step(f, "192.0.2.1:5060", "192.0.2.2:5060", "INVITE (SDP)");
	add_step(f, "192.0.2.2:5060", "192.0.2.3:5060", "INVITE (SDP)");
	add_step(f, "192.0.2.3:5060", "192.0.2.2:5060", "486 Busy Here")->marked = true;
	add_step(f, "192.0.2.2:5060", "192.0.2.1:5060", "486 Busy\033Here");
}

static void
participants_are_columns(void **state)
{
	struct buf out = BUF_INIT;
	struct finding f;

	(void)state;
	make_call(&f);
	draw(&f, 84, false, &out);
	assert_string_equal(out.p,
	    "                     192.0.2.1:5060        192.0.2.2:5060        192.0.2.3:5060\n"
	    " #1        0.000            |--- INVITE (SDP) --->|                     |\n"
	    " #2        0.250            |                     |--- INVITE (SDP) --->|\n"
	    "*#3        0.500            |                     |<-- 486 Busy Here ---|\n"
	    " #4        0.750            |<- 486 Busy\\x1bHere -|                     |\n");
	buf_release(&out);
	finding_release(&f);
}

/* Four participants, a long phrase: letters stand for the addresses, and nothing of the phrase is lost. */
static void
labels_have_a_column_where_arrows_are_too_short(void **state)
{
	struct buf out = BUF_INIT;
	struct finding f;

	(void)state;
	make_call(&f);
	add_step(&f, "192.0.2.2:5060", "198.51.100.4:5060", "INVITE (SDP)");
	add_step(&f, "198.51.100.4:5060", "192.0.2.2:5060", "500 Server Internal Error");
	f.steps[3].label = "486 Busy Here";
	draw(&f, 80, true, &out);
	assert_string_equal(out.p,
	    "A 192.0.2.1:5060  B 192.0.2.2:5060  C 192.0.2.3:5060  D 198.51.100.4:5060\n"
	    "                                           A        B        C        D\n"
	    " #1        0.000 INVITE (SDP)              │───────▶│        │        │\n"
	    " #2        0.250 INVITE (SDP)              │        │───────▶│        │\n"
	    "*#3        0.500 486 Busy Here             │        │◀───────│        │\n"
	    " #4        0.750 486 Busy Here             │◀───────│        │        │\n"
	    " #5        1.000 INVITE (SDP)              │        │────────────────▶│\n"
	    " #6        1.250 500 Server Internal Error │        │◀────────────────│\n");
	buf_release(&out);
	finding_release(&f);
}

/* Further sendings are one line where the first of them stands; a language writes decimals in its way. */
static void
further_sendings_are_one_line(void **state)
{
	const struct ladder_style style = { 80, false, false, "," };
	struct buf out = BUF_INIT;
	struct finding f;

	(void)state;
	finding_init(&f, "dialog.missing-ack");
	add_step(&f, "192.0.2.2:5060", "192.0.2.1:5060", "200 OK");
	add_step(&f, "192.0.2.2:5060", "192.0.2.1:5060", "200 OK");
	add_step(&f, "192.0.2.1:5060", "192.0.2.2:5060", "ACK");
	add_step(&f, "192.0.2.2:5060", "192.0.2.1:5060", "200 OK")->marked = true;
	add_step(&f, "192.0.2.1:5060", "192.0.2.2:5060", "ACK");
	f.steps[1].repeated = f.steps[3].repeated = true;
	ladder_draw(&f, &style, &out);
	assert_string_equal(out.p,
	    "                         192.0.2.2:5060                 192.0.2.1:5060\n"
	    " #1        0,000                |---------- 200 OK ----------->|\n"
	    "*#2        0,250                |.... 2x 200 OK .. 0,750 .....>|\n"
	    " #3        0,500                |<------------ ACK ------------|\n"
	    " #5        1,000                |<.......... 1x ACK ...........|\n");
	buf_release(&out);
	finding_release(&f);
}

/* What stands beside SIP may have no addresses; the drawing goes on. */
static void
a_witness_needs_no_addresses(void **state)
{
	struct buf out = BUF_INIT;
	struct finding f;

	(void)state;
	make_call(&f);
	struct step *s = finding_step(&f);
	s->witness = true;
	s->at.line = 99;
	s->label = "asterisk: reason.no-route";
	draw(&f, 84, false, &out);
	assert_non_null(strstr(out.p, "\n #99                        asterisk: reason.no-route\n"));
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

		draw(&f, width, true, &out);
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
	f.steps[0].at.message = 7;
	draw(&f, 80, true, &out);
	assert_string_equal(out.p, " #7              INVITE\n");
	buf_release(&out);
	finding_release(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(participants_are_columns),
		cmocka_unit_test(labels_have_a_column_where_arrows_are_too_short),
		cmocka_unit_test(further_sendings_are_one_line),
		cmocka_unit_test(a_witness_needs_no_addresses),
		cmocka_unit_test(no_line_is_wider_than_asked_for),
		cmocka_unit_test(without_addresses_it_is_a_list),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
