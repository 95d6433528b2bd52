/* SPDX-License-Identifier: MIT */
/* Site knowledge is input: a bundle that is not as genrb wrote it is told apart, or does no harm. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "diagnose/message/lookup.h"
#include "knowledge/bundle/check.h"
#include "knowledge/store/state.h"
#include "site.h"

enum { TRIES = 2000 };

static struct arena arena;
static struct buf good[3];
static const char *const names[] = { "entries", "phrases", "root" };

static const char *
path_of(const char *name)
{
	return arena_printf(&arena, "%s/%s.res", site_folder, name);
}

static struct buf
slurp(const char *name)
{
	struct buf b = BUF_INIT;
	FILE *f = fopen(path_of(name), "rb");

	assert_non_null(f);
	for (int c; (c = getc(f)) != EOF;)
		buf_addc(&b, (char)c);
	fclose(f);
	return b;
}

static void
spill(const char *name, struct slice bytes)
{
	FILE *f = fopen(path_of(name), "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(bytes.p, 1, bytes.n, f), bytes.n);
	fclose(f);
}

static struct slice
whole(size_t i)
{
	return buf_slice(&good[i]);
}

static void
take(void *ctx, const struct finding *f)
{
	size_t *seen = ctx;

	(void)f;
	++*seen;
}

/* Opens the folder and asks for all that is in it. How much of it was named as of no use. */
static size_t
use(void)
{
	const char *folders[] = { site_folder };
	struct knowledge *k = knowledge_open(&(struct knowledge_options){ .language = "en", .folders = folders, .folder_count = 1 });
	struct arena a = ARENA_INIT;
	struct strings list, tags, own;
	struct entry e;
	struct entry_text t;
	size_t bad, seen = 0;
	const struct finding_sink sink = { &seen, take };

	knowledge_troubles(k, &bad);
	knowledge_list(k, NULL, &a, &list);
	for (size_t i = 0; i < list.n; i++)
		if (slice_starts(slice_of(list.p[i]), SLICE("site."))) {
			knowledge_entry(k, list.p[i], &e);
			knowledge_text(k, list.p[i], &t);
			knowledge_phrases(k, list.p[i], &a, &own);
		}
	knowledge_languages(k, &a, &tags, &own);
	lookup_words(k, SLICE("403 Barred until 6 hours"), &sink);
	lookup_words(k, SLICE("barred at night"), &sink);
	knowledge_format(k, "site.args", NULL, 2, &a);
	arena_release(&a);
	knowledge_close(k);
	return bad;
}

static void
what_genrb_writes_is_sound(void **state)
{
	(void)state;
	for (size_t i = 0; i < 3; i++)
		assert_true(bundle_is_sound(whole(i)));
	assert_int_equal(use(), 0);
}

/* Every cut, the header's too; what is missing after the last resource can only be padding. */
static void
a_bundle_that_is_cut_off_is_none(void **state)
{
	(void)state;
	for (size_t i = 0; i < 3; i++) {
		assert_true(good[i].n > 100);
		for (size_t n = 0; n + 4 <= good[i].n; n++) {
			struct slice cut = { slice_dup(slice_head(whole(i), n)), n };	/* a block of its own */

			assert_false(bundle_is_sound(cut));
			free((char *)cut.p);
		}
	}
}

static uint32_t
draw(uint32_t *seed)
{
	*seed = *seed * 1664525 + 1013904223;
	return *seed >> 8;
}

/* One bit, or all bits of a byte, or a word of them. */
static void
damage(struct buf *b, uint32_t *seed)
{
	size_t at = draw(seed) % b->n;

	switch (draw(seed) % 4) {
	case 0:
	case 1:
		b->p[at] ^= (char)(1 << draw(seed) % 8);
		break;
	case 2:
		b->p[at] = (char)draw(seed);
		break;
	default:
		for (size_t i = 0; i < 4 && at + i < b->n; i++)
			b->p[at + i] = (char)draw(seed);
		break;
	}
}

/* Of 2,000 damaged bundles each is used or named, and nothing else happens. */
static void
a_damaged_bundle_is_used_or_named(void **state)
{
	uint32_t seed = 14;
	size_t named = 0;

	(void)state;
	for (size_t i = 0; i < TRIES; i++) {
		size_t which = i % 3;
		struct buf b = BUF_INIT;

		buf_add(&b, whole(which));
		if (i % 10 == 9)
			b.n = draw(&seed) % b.n;
		else
			damage(&b, &seed);
		spill(names[which], buf_slice(&b));
		size_t bad = use();
		assert_int_equal(bad, bundle_is_sound(buf_slice(&b)) ? 0 : 1);
		named += bad;
		spill(names[which], whole(which));
		buf_release(&b);
	}
	assert_in_range(named, TRIES / 10, TRIES - 1);
}

static void
put_word(struct buf *b, size_t at, uint32_t value)
{
	memcpy(b->p + at, &value, sizeof value);
}

/* What the walk is for, one by one: the file's parts, and a root that is no table. */
static void
each_part_is_held_to_its_bounds(void **state)
{
	static const struct { size_t word; uint32_t value; } rows[] = {
		{ 0, 0x60000001 }, { 0, 0x2fffffff }, { 0, 0x20000001 }, { 0, 0x30000000 }, { 0, 0xffffffff },
		{ 1, 4 }, { 1, 0xff }, { 1, 0x00000108 }, { 2, 3 }, { 2, 0xffffffff }, { 3, 0xffffffff }, { 4, 0xffffffff },
		{ 4, 12 }, { 6, 4 }, { 6, 2 }, { 6, 0x10000 }, { 6, 0x1000 }, { 7, 1 }, { 7, 0xffffffff },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf b = BUF_INIT;
		uint16_t header;

		buf_add(&b, whole(0));
		memcpy(&header, b.p, sizeof header);
		put_word(&b, header + 4 * rows[i].word, rows[i].value);
		assert_false(bundle_is_sound(buf_slice(&b)));
		buf_release(&b);
	}
}

/* Names of other bundles in it would make ICU open those, or copy a name where there is no room for it. */
static void
what_leads_to_other_files_is_refused(void **state)
{
	static const char *const texts[] = {
		"odd:table { x:alias { \"/ICUDATA/root/Version\" } }\n", "odd:table { \"%%ALIAS\" { \"root\" } }\n",
		"odd:table { \"%%Parent\" { \"root\" } }\n", "odd:table { a { b { \"%%x\" { \"y\" } } } }\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		site_add("odd", texts[i]);
		struct buf b = slurp("odd");
		assert_false(bundle_is_sound(buf_slice(&b)));
		buf_release(&b);
		assert_int_equal(use(), 1);
		unlink(path_of("odd"));
	}
	site_add("odd", "odd:table { a { b { \"%x\" { \"y\" } } } i:intvector { 1, 2, 3 } n:int { 5 } b:bin { \"00ff\" } e { }\n"
	    " l { \"\", \"x\", { \"y\", {} } } }\n");
	struct buf b = slurp("odd");
	assert_true(bundle_is_sound(buf_slice(&b)));
	buf_release(&b);
	unlink(path_of("odd"));
}

static struct buf
nested(int depth)
{
	struct buf text = BUF_INIT, b;

	buf_addstr(&text, "odd:table { a { ");
	for (int i = 0; i < depth; i++)
		buf_addstr(&text, "b { ");
	buf_addstr(&text, "c { \"x\" }");
	for (int i = 0; i < depth; i++)
		buf_addstr(&text, " }");
	buf_addstr(&text, " } }\n");
	site_add("odd", text.p);
	buf_release(&text);
	b = slurp("odd");
	unlink(path_of("odd"));
	return b;
}

static void
tables_nest_no_deeper_than_they_may(void **state)
{
	struct buf inside = nested(10), outside = nested(11);

	(void)state;
	assert_true(bundle_is_sound(buf_slice(&inside)));
	assert_false(bundle_is_sound(buf_slice(&outside)));
	buf_release(&inside);
	buf_release(&outside);
}

static void
add_word(struct buf *b, uint32_t value)
{
	buf_add(b, (struct slice){ (const char *)&value, sizeof value });
}

/* A table with one array, which names one string of so many letters so many times; or, with `own`, itself. */
static struct buf
shared(uint32_t times, uint32_t letters, bool own)
{
	enum { KEYS = 9, STRING = KEYS + 1 };
	const uint32_t array = STRING + 1 + letters / 2 + 1, table = array + 1 + times, top = table + 2;
	struct buf b = BUF_INIT;

	buf_add(&b, slice_head(whole(0), 32));
	b.p[0] = 32;
	b.p[1] = 0;
	add_word(&b, 2u << 28 | table);
	add_word(&b, 8);
	add_word(&b, STRING);
	add_word(&b, top);
	add_word(&b, top);
	add_word(&b, 1);
	add_word(&b, 0);
	add_word(&b, STRING);
	add_word(&b, 0);
	buf_add(&b, (struct slice){ "key", 4 });
	add_word(&b, letters);
	for (uint32_t i = 0; i < letters; i++)
		buf_add(&b, (struct slice){ "x", 2 });
	buf_add(&b, (struct slice){ "\0\0\0", letters % 2 ? 2 : 4 });
	add_word(&b, times);
	for (uint32_t i = 0; i < times; i++)
		add_word(&b, own ? 8u << 28 | array : STRING);
	add_word(&b, (4u * KEYS) << 16 | 1);
	add_word(&b, 8u << 28 | array);
	return b;
}

/* A little of it may be said a few times, but a small file is no large one, and nothing holds itself. */
static void
a_small_bundle_is_no_large_one(void **state)
{
	const struct { uint32_t times, letters; bool own, sound; } rows[] = {
		{ 1, 1, false, true }, { 10, 1001, false, true }, { 1000, 1000, false, false }, { 1, 10, true, false },
		{ 20000, 20000, false, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf b = shared(rows[i].times, rows[i].letters, rows[i].own);

		assert_int_equal(bundle_is_sound(buf_slice(&b)), rows[i].sound);
		buf_release(&b);
	}
}

/* A pipe is not waited for, a folder not read; the others of the folder are used. */
static void
what_is_no_file_is_named(void **state)
{
	(void)state;
	assert_int_equal(mkfifo(path_of("pipe"), 0600), 0);
	assert_int_equal(mkdir(path_of("folder"), 0700), 0);
	spill("empty", SLICE(""));
	assert_int_equal(use(), 3);
	unlink(path_of("pipe"));
	rmdir(path_of("folder"));
	unlink(path_of("empty"));
	assert_int_equal(use(), 0);
}

static int
set_up(void **state)
{
	(void)state;
	site_open();
	site_add("entries", "entries:table(nofallback) {\n"
	    "site.night { severity { \"notice\" } party { \"provider\" } retry { \"later\" } references { \"Tariff\", \"Q\" }\n"
	    " related { \"code.403\" } } site.two { severity { \"error\" } party { \"callee\" } retry { \"no\" } references { \"x\" } } }\n");
	site_add("root", "root:table {\n"
	    "site.args { \"{0}: {4, plural, one {one call} other {# calls}}\" }\n"
	    "site.night { title { \"Barred at night\" } meaning { \"No calls at night.\" } causes { \"c1\", \"c2\" } fixes { \"f1\" }\n"
	    " notes { asterisk { \"On Asterisk.\" } } }\n"
	    "site.two { title { \"Two\" } meaning { \"Second.\" } causes { \"c\" } fixes { \"f\" } } }\n");
	site_add("phrases", "phrases:table(nofallback) { site.night { { \"Barred until {n} hours\", \"403 603\", \"en\", \"\" },\n"
	    " { \"Gesperrt bis {n} Uhr\", \"403\", \"de\", \"\" } } }\n");
	for (size_t i = 0; i < 3; i++)
		good[i] = slurp(names[i]);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	for (size_t i = 0; i < 3; i++)
		buf_release(&good[i]);
	arena_release(&arena);
	site_close();
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_genrb_writes_is_sound),
		cmocka_unit_test(a_bundle_that_is_cut_off_is_none),
		cmocka_unit_test(each_part_is_held_to_its_bounds),
		cmocka_unit_test(what_leads_to_other_files_is_refused),
		cmocka_unit_test(tables_nest_no_deeper_than_they_may),
		cmocka_unit_test(a_small_bundle_is_no_large_one),
		cmocka_unit_test(what_is_no_file_is_named),
		cmocka_unit_test(a_damaged_bundle_is_used_or_named),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
