/* SPDX-License-Identifier: MIT */
/*
 * Words of logs, phrases and texts that are looked for to the letter: which, says locales/literals.txt, and the build makes
 * these lists of it (src/base/literals.mk). A list that is declared here and not there, the linker misses. Words that people
 * type, folded and of any language, are asked of src/knowledge instead (locales/words.txt).
 */
#ifndef SIPERR_BASE_LITERALS_H
#define SIPERR_BASE_LITERALS_H

#include "base/slice.h"

/* In the order of the file; nothing is owned, nothing changes. */
struct literals {
	const struct slice *p;
	size_t n;
};

extern const struct literals literals_thread_level, literals_named_party, literals_host_key, literals_source_line,
    literals_numbering_sign, literals_port_name, literals_hex_cause, literals_digit, literals_report_level, literals_trouble_level,
    literals_trouble_pair, literals_weekday, literals_telephony_file, literals_source_ending,
    literals_source_ending_counted, literals_reason_lead,
    literals_works_elsewhere, literals_account_word,
    literals_reason_of, literals_phrase_joint, literals_phrase_label, literals_order_mark, literals_sent_word,
    literals_received_word, literals_message_kind, literals_syntax_refused, literals_login_named,
    literals_ack_missing, literals_encryption_named, literals_mismatch, literals_to_header, literals_network_block,
    literals_clears_declined, literals_clears_unavailable,
    literals_ordinary_cause, literals_scanner_agent, literals_scan_heading, literals_scan_finding,
    literals_scanner_user, literals_sip_host, literals_document_sure,
    literals_document_sign, literals_change, literals_manual_page, literals_web, literals_supposed, literals_told,
    literals_person_word, literals_person_place, literals_article, literals_count_word, literals_answer_word,
    literals_unit, literals_unit_glued, literals_person_verb, literals_number_joint, literals_party_header,
    literals_nobody, literals_thing, literals_channel_kind, literals_given_name, literals_given_name_before,
    literals_family_name, literals_before_party, literals_name_ending, literals_secret_ending,
    literals_column_code, literals_column_code_maybe, literals_column_code_hardly, literals_column_cause,
    literals_column_cause_maybe, literals_column_of_call, literals_column_call, literals_column_method,
    literals_column_method_maybe, literals_column_reply, literals_column_source, literals_column_source_port,
    literals_column_destination, literals_column_destination_port, literals_member_own, literals_member_side,
    literals_member_body, literals_member_header, literals_member_time, literals_member_no_time, literals_dump_derived,
    literals_end_received, literals_end_sent, literals_end_from, literals_end_to, literals_end_port,
    literals_end_source, literals_end_source_port, literals_end_destination, literals_end_destination_port,
    literals_end_local, literals_end_remote, literals_parameter_secret, literals_parameter_password,
    literals_parameter_user, literals_parameter_random, literals_parameter_host;

/* Is the text one of them? */
static inline bool
literals_have(const struct literals *l, struct slice s)
{
	for (size_t i = 0; i < l->n; i++)
		if (slice_eq(s, l->p[i]))
			return true;
	return false;
}

static inline bool
literals_have_nocase(const struct literals *l, struct slice s)
{
	for (size_t i = 0; i < l->n; i++)
		if (slice_eq_nocase(s, l->p[i]))
			return true;
	return false;
}

/* How long the first of them is that the text begins with; 0: none. */
static inline size_t
literals_start(const struct literals *l, struct slice s)
{
	for (size_t i = 0; i < l->n; i++)
		if (slice_starts(s, l->p[i]))
			return l->p[i].n;
	return 0;
}

static inline size_t
literals_start_nocase(const struct literals *l, struct slice s)
{
	for (size_t i = 0; i < l->n; i++)
		if (slice_starts_nocase(s, l->p[i]))
			return l->p[i].n;
	return 0;
}

/* The same of its end. */
static inline size_t
literals_end(const struct literals *l, struct slice s)
{
	for (size_t i = 0; i < l->n; i++)
		if (slice_ends(s, l->p[i]))
			return l->p[i].n;
	return 0;
}

/* Does it end in one, in whichever case? */
static inline bool
literals_end_nocase(const struct literals *l, struct slice s)
{
	for (size_t i = 0; i < l->n; i++)
		if (s.n >= l->p[i].n && slice_eq_nocase(slice_skip(s, s.n - l->p[i].n), l->p[i]))
			return true;
	return false;
}

/* Does one stand somewhere in the text, in whichever case? */
static inline bool
literals_stand_in(const struct literals *l, struct slice text)
{
	for (size_t i = 0; i < l->n; i++)
		if (slice_find_nocase(text, l->p[i]) != NULL)
			return true;
	return false;
}

#endif
