/* SPDX-License-Identifier: MIT */
/* The operands: which belong together, and what is said about those that nobody knows. */
#include "program.h"
#include "nearest.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/ascii.h"
#include "input/text/text.h"
#include "sip/message.h"
#include "text/text.h"

static bool
has_blank(const char *text)
{
	return strchr(text, ' ') != NULL;
}

/* A word that can only have been meant as a file: it has a folder in it, or the ending of a trace. */
static bool
looks_like_file(const char *text)
{
	static const struct slice endings[] = {
		SLICE(".pcap"), SLICE(".pcapng"), SLICE(".cap"), SLICE(".log"), SLICE(".txt"), SLICE(".gz"), SLICE(".trace"),
	};

	if (has_blank(text))
		return false;
	if (text[0] == '/' || strncmp(text, "./", 2) == 0 || strncmp(text, "../", 3) == 0)
		return true;
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (slice_ends(slice_of(text), endings[i]))
			return true;
	return false;
}

static bool
is_word(const char *text)
{
	return operand_kind(text) == OPERAND_WORDS && !looks_like_file(text);
}

/* May the operand after `text` belong to it? A number that is a code begins anew, but for "error 503". */
static bool
goes_on(struct program *p, const char *last, const char *next, bool has_number)
{
	if (!is_word(next) || has_blank(next))
		return false;
	return !lookup_is_closed(p->k, next) || (!has_number && is_digit(next[0]) && lookup_is_dress(p->k, last));
}

static bool
is_status(const char *number)
{
	return strlen(number) == 3 && number[0] >= '1' && number[0] <= '6' && is_digit(number[1]) && is_digit(number[2]);
}

/* A cause of Q.850 */
static bool
is_cause(const char *text)
{
	enum { MOST = 127 };
	uint64_t value;

	return slice_to_u64(slice_of(text), MOST, &value) && value > 0;
}

/*
 * The operands after a code are the words of its phrase, and several words are one phrase; what was
 * quoted is whole. Returns how many operands belong to the one at `i`; they are joined in *text.
 */
static size_t
join_words(struct program *p, size_t i, struct buf *text)
{
	const struct strings *all = &p->o.operands;
	bool has_number = lookup_is_closed(p->k, all->p[i]), code = has_number && is_digit(all->p[i][0]);
	size_t n = 1;

	buf_addstr(text, all->p[i]);
	if (!is_word(all->p[i]) || has_blank(all->p[i]) || (has_number && !code))
		return n;
	/* 486 "Busy Here": a status line, whatever its phrase says; 17 "User busy" */
	if ((code || is_cause(all->p[i])) && i + 1 < all->n && has_blank(all->p[i + 1]) && is_word(all->p[i + 1])) {
		buf_reset(text);
		buf_addf(text, is_status(all->p[i]) ? "SIP/2.0 %s %s" : "%s %s", all->p[i], all->p[i + 1]);
		return 2;
	}
	for (; i + n < all->n && goes_on(p, all->p[i + n - 1], all->p[i + n], has_number); n++) {
		has_number |= lookup_is_closed(p->k, all->p[i + n]);
		buf_addf(text, " %s", all->p[i + n]);
	}
	return n;
}

static void
add_suggestion(struct program *p, struct buf *list, const char *id, struct arena *a)
{
	const char *title = knowledge_title(p->k, id, a);

	buf_addf(list, "%s%s (%s)", list->n > 0 ? ", " : "", id, title ? title : "");
}

/* The entry of a code that stands in the text: what a display shows may be meant so. */
static const char *
named_code(struct program *p, struct slice text, struct arena *a)
{
	const char *code = code_in_text(text, text.p);
	struct entry e;

	return code != NULL && knowledge_entry(p->k, arena_printf(a, "code.%.3s", code), &e) ? e.id : NULL;
}

/* The code in the text, if there is one, and what can be typed. */
static void
suggest(struct program *p, const char *text)
{
	struct arena a = ARENA_INIT;
	struct buf utf8 = BUF_INIT, list = BUF_INIT;
	const char *code;

	text_to_utf8(slice_of(text), knowledge_language(p->k), &utf8);
	code = named_code(p, buf_slice(&utf8), &a);
	if (code != NULL) {
		add_suggestion(p, &list, code, &a);
		say(p, NULL, "message.near", list.p, NULL);
	}
	say(p, NULL, "message.try", NULL, NULL);
	buf_release(&utf8);
	buf_release(&list);
	arena_release(&a);
}

static bool
starts_with_version(const char *text)
{
	return slice_starts_nocase(slice_trim(slice_of(text)), SLICE("SIP/"));
}

static bool
is_one_word(const char *text)
{
	return text[0] != '\0' && !has_blank(text);
}

/* An id that was mistyped; false when it is none, or nothing is near. */
static bool
suggest_id(struct program *p, const char *text)
{
	struct arena a = ARENA_INIT;
	struct strings ids;
	const char *near = NULL;

	if (strchr(text, '.') != NULL && strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789.-") == strlen(text) &&
	    knowledge_list(p->k, NULL, &a, &ids))
		near = nearest(text, &ids);
	if (near != NULL) {
		say(p, text, "message.unknown_id", NULL, NULL);
		say(p, NULL, "usage.did_you_mean", near, NULL);
	}
	arena_release(&a);
	return near != NULL;
}

/* "Request: INVITE sip:…", as Wireshark lists it: no version stands behind. */
static bool
names_request(struct slice text)
{
	while (text.n > 0) {
		bool is_method = method_id(slice_cut(&text, ' ')) != METHOD_OTHER;

		if (is_method && (slice_starts_nocase(text, SLICE("sip:")) || slice_starts_nocase(text, SLICE("sips:")) ||
		    slice_starts_nocase(text, SLICE("tel:"))))
			return true;
	}
	return false;
}

static void
not_known(struct program *p, const char *text)
{
	if (message_starts(slice_of(text)) || names_request(slice_of(text))) {
		say(p, NULL, "message.is_request", NULL, NULL);
	} else if (looks_like_file(text)) {
		say(p, text, "trouble.open", strerror(ENOENT), NULL);
		p->trouble = true;
	} else if (slice_starts_nocase(slice_of(text), SLICE("HTTP/"))) {
		say(p, NULL, "message.is_http", NULL, NULL);
	} else if (starts_with_version(text)) {
		say(p, text, "message.bad_status_line", NULL, NULL);
	} else if (is_digit(text[0]) && is_one_word(text)) {
		say(p, text, "message.unknown_code", NULL, NULL);
	} else if (!suggest_id(p, text)) {
		say(p, text[0] ? text : NULL, "message.unknown_phrase", NULL, NULL);
		suggest(p, text);
	}
}

/* More than one message, or one in a dress: not a question but a trace, pasted between quotes. */
static bool
is_trace(struct slice text)
{
	size_t starts = 0;

	if (text_holds_message(text))
		return true;
	if (slice_chr(text, '\n') == NULL || slice_find_nocase(text, SLICE("SIP/2.0")) == NULL)
		return false;
	for (struct slice rest = slice_trim(text); rest.n > 0 && starts < 2; slice_cut(&rest, '\n'))
		starts += message_starts(rest);
	return starts != 1 || !message_starts(slice_trim(text));
}

void
read_operands(struct program *p)
{
	const struct finding_sink sink = { p, program_finding };
	const struct strings *all = &p->o.operands;

	for (size_t i = 0; i < p->o.files.n; i++)
		add_file(p, p->o.files.p[i]);
	for (size_t i = 0; i < all->n; i++)	/* all of them are open before the first is read */
		if (operand_kind(all->p[i]) != OPERAND_WORDS)
			add_file(p, all->p[i]);
	name_good(p);
	for (size_t i = 0, n = 0; i < all->n; i += n) {
		struct buf text = BUF_INIT;

		n = join_words(p, i, &text);
		if (operand_kind(all->p[i]) != OPERAND_WORDS)
			;
		else if (is_trace(buf_slice(&text)))
			read_pasted(p, buf_slice(&text));
		else if (looks_like_file(text.p) || !lookup_words(p->k, buf_slice(&text), &sink))
			not_known(p, text.p);
		report_answered(p->report);
		buf_release(&text);
	}
	if (all->n == 0 || p->files.any)
		read_files(p);
	end_trace(p);
}
