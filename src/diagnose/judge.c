#include "diagnose/judge.h"

#include <stdio.h>
#include <stdlib.h>

#include "diagnose/alone.h"
#include "diagnose/call_line.h"
#include "diagnose/rules/causes.h"
#include "diagnose/calls/filter.h"
#include "diagnose/calls/hosts.h"
#include "diagnose/calls/legs.h"
#include "diagnose/message/method.h"
#include "diagnose/rules/network.h"
#include "diagnose/calls/outcome.h"
#include "diagnose/calls/recent.h"
#include "diagnose/rules/rules.h"
#include "diagnose/rules/streams.h"
#include "diagnose/message/single.h"
#include "diagnose/rules/spans.h"
#include "diagnose/steps.h"
#include "diagnose/story.h"
#include "diagnose/calls/witnesses.h"
#include "sip/reading.h"
#include "text/text.h"

enum { REMEMBERED = 1 << 14 };

/* What was found about one call. Of the verdicts only those of rules that ran mean anything. */
struct trial {
	const struct call *call;
	const struct msg *failure;
	enum rule ran[RULE_COUNT];	/* in their order */
	size_t ran_count;
	bool holds[RULE_COUNT];
	struct verdict verdicts[RULE_COUNT];
};

struct judge {
	struct knowledge *k;
	const struct trace_options *o;
	const struct finding_sink *out;
	struct metrics *metrics;
	struct spans *spans;
	struct recent *recent;
	struct hosts *hosts;
	struct legs *legs;
	struct witnesses *witnesses;
	struct streams streams;		/* of the call being judged */
	struct network *network;
	struct alone *alone;
	struct addr encrypted;		/* where signalling over TLS went that can't be read; family 0: nowhere */
	struct stories *stories;
	struct trial trial;
	const struct filter *filter;
	struct trace_counts counts;
	uint64_t responses, requests;	/* of the calls that a filter chose */
	bool has_messages;
	/*
	 * Calls that had their warning or error, by hash: a registration is judged each time it falls
	 * quiet, but has one such finding.
	 */
	uint64_t warned[REMEMBERED];
	uint64_t told[REMEMBERED];	/* live: calls and what else was said of them */
};

static spans_report_to report_span;

/* What is remembered of a trace, and of no other. */
static void
begin_trace(struct judge *j)
{
	j->witnesses = witnesses_new();
	j->recent = recent_new();
	j->hosts = hosts_new();
	j->spans = spans_new(report_span, j, (struct beyond){ j->recent, j->hosts, j->witnesses, j->o->live });
	j->legs = legs_new();
	j->network = network_new();
	j->alone = alone_new(j->network, report_span, j);
	memset(j->warned, 0, sizeof j->warned);
}

void
judge_live(struct judge *j)
{
	spans_go_live(j->spans);
}

static void
forget_trace(struct judge *j)
{
	spans_free(j->spans);
	recent_free(j->recent);
	hosts_free(j->hosts);
	legs_free(j->legs);
	witnesses_free(j->witnesses);
	alone_free(j->alone);
	network_free(j->network);
}

struct judge *
judge_new(struct knowledge *k, const struct trace_options *o, const struct finding_sink *out, struct metrics *metrics)
{
	static const struct filter everything;
	struct judge *j = xcalloc(1, sizeof *j);

	j->k = k;
	j->o = o;
	j->filter = o->filter != NULL ? o->filter : &everything;
	j->out = out;
	j->metrics = metrics;
	j->stories = stories_new(k);
	begin_trace(j);
	return j;
}

void
judge_free(struct judge *j)
{
	forget_trace(j);
	stories_free(j->stories);
	free(j);
}

void
judge_seen(struct judge *j, const struct message *m, const struct frame *frame, uint64_t number)
{
	j->has_messages = true;
	if (j->o->each)
		return;
	recent_add(j->recent, m, frame, number);
	network_message(j->network, &frame->where);
	alone_message(j->alone, m, &frame->where);
	hosts_note(j->hosts, m, frame, number);
	if (m->is_response && m->code >= 300)
		stories_failure(j->stories, m->code, &frame->where);
}

/* In its place: a verdict is large, and each call has dozens. */
static void
begin(struct judge *j, enum rule r)
{
	struct verdict *v = &j->trial.verdicts[r];

	memset(v, 0, sizeof *v);
	v->f.count = 1;
	v->f.id = rule_info[r].id;
	v->failure = j->trial.failure;
	v->recent = j->recent;
	v->spans = j->spans;
	v->hosts = j->hosts;
	v->witnesses = j->witnesses;
	v->streams = &j->streams;
	v->network = j->network;
}

static void
explain_response(struct judge *j, const struct msg *m, struct finding *f)
{
	struct frame frame = msg_frame(m);

	diagnose_message(j->k, msg_index(m), &frame, m->number, f);
}

/* The response has an entry of its own, known only when it was explained. */
static bool
ignores_code(struct judge *j, const struct msg *failure)
{
	struct finding f;
	bool ignored;
	char code[16];

	if (j->filter->ignore.n == 0)
		return false;
	snprintf(code, sizeof code, "code.%d", failure->code);
	explain_response(j, failure, &f);
	ignored = filter_ignores(j->filter, f.id) || filter_ignores(j->filter, code);
	finding_release(&f);
	return ignored;
}

static void
run_rules(struct judge *j, const struct call *c)
{
	struct trial *t = &j->trial;

	t->call = c;
	t->failure = call_failure(c);
	if (t->failure != NULL && answered_as_new_call(j->recent, t->failure) && !tx_has_credentials(t->failure->tx))
		t->failure = NULL;
	t->ran_count = 0;
	j->streams.call = NULL;
	memset(t->holds, 0, sizeof t->holds);
	for (enum rule r = 0; r < RULE_COUNT; r++) {
		const struct rule_info *info = &rule_info[r];

		if ((c->facts & info->needs) != info->needs)
			continue;
		begin(j, r);
		t->ran[t->ran_count++] = r;
		t->holds[r] = info->find(c, &t->verdicts[r]) && !filter_ignores(j->filter, t->verdicts[r].f.id);
	}
	t->holds[RULE_code] = t->failure != NULL && !ignores_code(j, t->failure);
}

/* The first that is more than a hint; a hint only when there is nothing better; RULE_COUNT: nothing at all. */
static enum rule
headline(const struct trial *t)
{
	enum rule hint = RULE_COUNT;

	for (size_t i = 0; i < t->ran_count; i++) {
		enum rule r = t->ran[i];

		if (!t->holds[r] || t->verdicts[r].is_mild)
			continue;
		if (t->verdicts[r].f.confidence != CONFIDENCE_POSSIBLE)
			return r;
		if (hint == RULE_COUNT)
			hint = r;
	}
	return hint;
}

/* The facts of its entry; a rule whose entry is not there is still a warning. */
static void
take_entry(struct judge *j, struct finding *f, const struct verdict *v)
{
	struct entry e;

	f->severity = SEVERITY_WARNING;
	f->party = PARTY_NOBODY;
	f->retry = RETRY_NO;
	if (knowledge_entry(j->k, f->id, &e)) {
		f->severity = e.severity;
		f->party = e.party;
		f->retry = e.retry;
		causes_take_party(&e, f);
	}
	if (v->has_severity)
		f->severity = v->severity;
	if (v->is_mild)
		f->severity = SEVERITY_INFO;
}

/* What the headers of a message name: ids for `also`, and the sentences. An error among them makes it one. */
static void
add_headers_of(struct judge *j, const struct msg *m, struct finding *out)
{
	struct finding f;
	struct entry e;

	explain_response(j, m, &f);
	for (size_t i = 0; i < f.evidence_count; i++) {
		const struct evidence *from = &f.evidence[i];

		if (from->kind != EVIDENCE_HEADER || from->entry == NULL)
			continue;
		struct evidence *to = finding_evidence(out, from->kind, from->name, from->value);
		to->key = from->key;
		to->number = from->number;
		to->entry = arena_strdup(&out->arena, from->entry);
		for (size_t n = 0; n < 4; n++)
			to->arg[n] = arena_strdup(&out->arena, from->arg[n]);
		evidence_at(to, msg_spot(m));
	}
	for (size_t i = 0; i < f.also_count; i++) {
		finding_also(out, f.also[i]);
		if (knowledge_entry(j->k, f.also[i], &e) && e.severity > out->severity && out->severity >= SEVERITY_WARNING)
			out->severity = e.severity;
	}
	finding_release(&f);
}

static void
take_rule(struct judge *j, struct verdict *v, struct finding *out)
{
	*out = v->f;
	v->f = (struct finding){ .arena = ARENA_INIT };
	take_entry(j, out, v);
	if (v->has_party)
		out->party = v->party;
	out->match = MATCH_NONE;
	if (v->explain != NULL)
		add_headers_of(j, v->explain, out);
	if (v->at == NULL)
		return;
	out->has_where = true;
	out->where = v->at->where;
	out->message = v->at->number;
	if (v->at->is_response) {
		struct reading_status status;

		read_status(&status, msg_index(v->at), &out->arena);
		out->code = status.code;
		out->phrase = shown(status.phrase, &out->arena);
		tell_rule_by_method(j->k, out, v->at->method);
	}
	if (v->variant != NULL)
		tell_as(j->k, out, v->variant);
}

/* Whoever cancelled may have said why: a phone of a ring group that another one answered for has missed nothing. */
static void
explain_cancel(struct judge *j, const struct call *c, const struct msg *m, struct finding *f)
{
	const struct tx *cancel = tx_cancel(c, m->tx);

	if (cancel == NULL || cancel->request == NULL || !(cancel->request->facts & MSG_REASON))
		return;
	add_headers_of(j, cancel->request, f);
	for (size_t i = 0; i < f->also_count; i++)
		if (strcmp(f->also[i], "reason.completed-elsewhere") == 0) {
			f->also[i] = "code.487";
			f->id = "reason.completed-elsewhere";
			take_entry(j, f, &(struct verdict){ .at = NULL });
		}
}

/* A phone that rang until time was over is no fault of anybody's. */
static void
explain_failure(struct judge *j, const struct call *c, const struct msg *m, struct finding *f)
{
	struct entry e;

	explain_response(j, m, f);
	if (m->method == METHOD_INVITE && (m->code == 408 || m->code == 480) && tx_rang(c, m->tx))
		tell_as(j->k, f, "rang");
	if (m->method == METHOD_INVITE && m->code == 487)
		explain_cancel(j, c, m, f);
	if (knowledge_entry(j->k, finding_text(f), &e)) {
		causes_of_failure(c, m, j->spans, &e, f);
		causes_take_party(&e, f);
	}
}

static void
hand_out(struct judge *j, const struct finding *f)
{
	if (!filter_finding(j->filter, f)) {
		j->counts.findings_left_out++;
		return;
	}
	if (j->metrics != NULL)
		metrics_finding(j->metrics, f);
	j->out->finding(j->out->ctx, f);
}

static void
report_span(void *ctx, struct verdict *v)
{
	struct judge *j = ctx;
	struct finding f;

	take_rule(j, v, &f);
	if (filter_span(j->filter, &f))
		hand_out(j, &f);
	finding_release(&f);
}

/* ---- log lines ---- */

/* A line of a call that had its finding says nothing new; the call's own, if it comes later, would be a second one. */
static bool
is_told(struct judge *j, const struct story *s, const struct finding *f)
{
	uint64_t hash = slice_hash(s->call_id), *slot = &j->warned[hash % REMEMBERED];

	if (s->call_id.n == 0 || f->severity < SEVERITY_WARNING)
		return false;
	if (*slot == hash)
		return true;
	*slot = hash;
	return false;
}

/* A story that no call takes is told by itself. */
static void
tell(struct judge *j, struct story *s)
{
	struct finding f;

	/* Response by response, no line of a log comes between them. */
	if (!s->shown_by_message && !(j->o->each && j->has_messages)) {
		story_finding(j->k, s, &f);
		if (!filter_line(j->filter, &f)) {
			j->counts.findings_left_out++;
		} else if (!is_told(j, s, &f)) {
			if (j->metrics != NULL)
				metrics_story(j->metrics, s);
			hand_out(j, &f);
		}
		finding_release(&f);
	}
	stories_drop(j->stories, s);
}

static void
tell_all(struct judge *j, int64_t wait)
{
	struct story *s;

	while ((s = stories_due(j->stories, wait)) != NULL)
		tell(j, s);
}

static void
add_witness(struct judge *j, const struct frame *frame)
{
	struct witness bare = *frame->witness;
	struct frame kept = *frame;

	bare.line = bare.kind == WITNESS_ICMP ? SLICE_NONE : bare.line;	/* what is quoted is kept once, below */
	kept.witness = &bare;
	if (bare.kind != WITNESS_CLOCK)
		witnesses_add(j->witnesses, &kept);
	if (network_is(&bare))
		network_add(j->network, frame);
	if (frame->witness->what == TLS_ENCRYPTED && j->encrypted.family == 0)
		j->encrypted = frame->witness->to;
	alone_due(j->alone, frame->where.time);
}

void
judge_witness(struct judge *j, const struct frame *frame)
{
	if (frame->witness->kind != WITNESS_LINE) {
		add_witness(j, frame);
		return;
	}
	if (j->metrics != NULL)
		metrics_remark(j->metrics);
	stories_add(j->stories, frame);
	tell_all(j, STORY_WAITS);
}

void
judge_idle(struct judge *j, const struct calls *alive)
{
	struct story *s = stories_next(j->stories, NULL), *next;

	for (; s != NULL; s = next) {
		next = stories_next(j->stories, s);
		if (s->call_id.n == 0 || !calls_alive(alive, s->call_id))
			tell(j, s);
	}
}

/* What a log says about the media of a call is true though its signalling went well. */
static bool
outlasts_success(const struct story *s)
{
	static const char *const media[] = { "media.", "reason.media", "reason.srtp", "reason.ice", "dtmf.", "dialog." };

	for (size_t i = 0; i < sizeof media / sizeof *media; i++)
		if (slice_starts(slice_of(s->best.id), slice_of(media[i])))
			return true;
	return false;
}

/* The lines about the call; without a finding of its own they are what there is to say. False: nothing. */
static bool
join_stories(struct judge *j, const struct msg *success, bool has_finding, struct finding *f)
{
	const struct trial *t = &j->trial;
	struct story *s, *next;

	for (s = story_of_call(j->stories, t->call, t->failure, success, NULL); s != NULL; s = next) {
		if (has_finding) {
			story_join(j->k, s, f);
		} else if (!success || outlasts_success(s)) {
			story_finding(j->k, s, f);
			/* The messages say the same in other words: nothing came. */
			if (strcmp(f->id, "reason.peer-timeout") == 0 && t->call->facts & HAS_SILENCE) {
				f->id = rule_info[RULE_no_response].id;
				take_entry(j, f, false);
			}
			has_finding = true;
		}
		next = story_of_call(j->stories, t->call, t->failure, success, s);
		stories_drop(j->stories, s);
	}
	return has_finding;
}

static void
add_code_to_also(struct judge *j, const struct msg *failure, struct finding *f)
{
	struct finding code;

	explain_response(j, failure, &code);
	finding_also(f, arena_printf(&f->arena, "code.%d", failure->code));
	finding_also(f, code.id);
	finding_release(&code);
}

/* What it saw adds to the headline. The strings live until the finding was handed out. */
static void
add_evidence(const struct verdict *v, struct finding *f)
{
	for (size_t i = 0; v->goes_along && i < v->f.evidence_count; i++)
		*finding_evidence(f, v->f.evidence[i].kind, NULL, NULL) = v->f.evidence[i];
}

static void
add_also(struct judge *j, const struct trial *t, enum rule head, struct finding *f)
{
	for (size_t n = 0; n < t->ran_count; n++) {
		enum rule r = t->ran[n];
		const struct finding *lesser = &t->verdicts[r].f;

		if (!t->holds[r] || r == head)
			continue;
		if (r == RULE_code && t->failure != NULL)
			add_code_to_also(j, t->failure, f);
		else
			finding_also(f, lesser->id);
		add_evidence(&t->verdicts[r], f);
		for (size_t i = 0; i < lesser->also_count; i++)
			if (!filter_ignores(j->filter, lesser->also[i]))
				finding_also(f, lesser->also[i]);
	}
}

/* What could not be told, and why. */
static void
add_notes(const struct trial *t, struct finding *f)
{
	for (size_t i = 0; i < t->ran_count; i++) {
		enum rule r = t->ran[i];

		if (t->holds[r] || t->verdicts[r].silent == NULL)
			continue;
		struct evidence *e = finding_evidence(f, EVIDENCE_NOTE, NULL, NULL);

		e->key = t->verdicts[r].silent;
		e->arg[0] = rule_info[r].id;
	}
}

/* Challenges that were answered are normal, and shown only where everything is. */
static void
add_challenges(const struct call *c, struct finding *f)
{
	for (const struct tx *t = c->txs; t != NULL; t = t->next)
		if (t->final != NULL && (t->final->code == 401 || t->final->code == 407) && tx_retry(t) != NULL)
			finding_also(f, arena_printf(&f->arena, "code.%d", t->final->code));
}

static const char *
address_shown(struct slice value, struct arena *a)
{
	struct reading_address address;

	if (value.p == NULL)
		return shown(value, a);
	read_address(&address, value, a);
	return shown(address.text, a);
}

static void
take_call(const struct call *c, const struct msg *answer, struct finding *f)
{
	const struct msg *m = first_request(c);
	struct reading_cseq cseq;
	struct slice id;

	read_call_id(&id, c->id, &f->arena);
	read_cseq(&cseq, msg_index(m), &f->arena);
	f->has_call = true;
	f->call = (struct call_info){
		.call_id = text_identity(&f->arena, id), .method = text_identity(&f->arena, m->method_name),
		.from = address_shown(m->from, &f->arena), .to = address_shown(m->to, &f->arena),
		.answered_by = answer != NULL ? call_answered_by(c, answer, &f->arena) : NULL,
		.ended_by = call_ended_by(c, &f->arena),
		.cseq = cseq.number, .has_cseq = cseq.has_number,
	};
}

/* Behind a B2BUA the far leg tells who really answered, and with what. */
static void
take_far_leg(struct judge *j, const struct trial *t, const struct msg *answer, struct finding *f)
{
	const struct leg *far = legs_behind(j->legs, t->call);

	if (far == NULL || answer == NULL || answer->method != METHOD_INVITE || far->answered_by[0] == '\0')
		return;
	f->call.answered_by = arena_strdup(&f->arena, far->answered_by);
	if (t->failure == answer && far->code >= 300)
		finding_also(f, arena_printf(&f->arena, "code.%d", far->code));
}

/* A call that is judged before its timers have passed may come back with no more than copies. */
static bool
first_told(struct judge *j, const struct call *c, const char *id)
{
	uint64_t key = c->hash ^ slice_hash(slice_of(id)), *slot = &j->told[key % REMEMBERED];
	bool first = *slot != key;

	*slot = key;
	return first;
}

static bool
may_report(struct judge *j, const struct call *c, const struct finding *f)
{
	uint64_t *slot = &j->warned[c->hash % REMEMBERED];

	if (f->severity < SEVERITY_WARNING)
		return !j->o->live || first_told(j, c, f->id);
	if (*slot == c->hash)
		return false;
	*slot = c->hash;
	return true;
}

/* The line of the call; `f` NULL: there is nothing to say about it. */
static void
tell_call(struct judge *j, const struct call *c, const struct finding *f)
{
	const struct finding healthy = { .id = "" };
	struct arena a = ARENA_INIT;
	struct call_line line;

	if (j->o->call == NULL || !(j->o->all || (c->facts & HAS_INVITE)) || !filter_finding(j->filter, f ? f : &healthy))
		return;
	call_line(c, f, &line, &a);
	j->o->call(j->out->ctx, &line);
	arena_release(&a);
}

/* True when it is a warning or an error. */
static bool
report(struct judge *j, const struct trial *t, enum rule head, const struct msg *answer, struct finding *f)
{
	if (spans_refusal_expected(j->spans) && f->severity > SEVERITY_NOTICE)
		f->severity = SEVERITY_NOTICE;
	add_also(j, t, head, f);
	take_call(t->call, answer, f);
	take_far_leg(j, t, answer, f);
	if (j->o->all) {
		add_challenges(t->call, f);
		add_notes(t, f);
	}
	if (j->o->steps)
		steps_add(t->call, j->witnesses, f);
	bool grave = f->severity >= SEVERITY_WARNING;
	if (may_report(j, t->call, f))
		hand_out(j, f);
	tell_call(j, t->call, f);
	finding_release(f);
	return grave;
}

static void
count_call(struct trace_counts *counts, const struct call *c)
{
	if (c->facts & HAS_INVITE)
		counts->calls++;
	else if (c->kind == CALL_REGISTER)
		counts->registrations++;
	else
		counts->others++;
}

/* False: it is none of those asked for. What is kept of the messages of the others was counted without a filter. */
static bool
is_chosen(struct judge *j, const struct call *c)
{
	if (!filter_chooses_calls(j->filter))
		return true;
	if (!filter_call(j->filter, c)) {
		j->counts.left_out++;
		return false;
	}
	for (const struct msg *m = c->first; m != NULL; m = m->next) {
		if (m->is_response)
			j->responses++;
		else
			j->requests++;
		if (j->metrics != NULL)
			metrics_message(j->metrics, msg_index(m), &m->where);
	}
	return true;
}

uint64_t
judge_responses(const struct judge *j)
{
	return j->responses;
}

uint64_t
judge_requests(const struct judge *j)
{
	return j->requests;
}

struct trace_counts
judge_counts(const struct judge *j)
{
	return j->counts;
}

void
judge_call(struct judge *j, struct call *c)
{
	struct trial *t = &j->trial;
	struct finding f;

	legs_note(j->legs, c);
	spans_call(j->spans, c);
	alone_call(j->alone, c);
	if (!is_chosen(j, c))
		return;
	count_call(&j->counts, c);
	run_rules(j, c);
	enum rule head = headline(t);
	const struct msg *success = call_success(c);
	bool failed = false;
	const struct msg *answer = head == RULE_code || t->failure != NULL ? t->failure : success;
	bool has_finding = true;
	if (head == RULE_code)
		explain_failure(j, c, t->failure, &f);
	else if (head < RULE_COUNT)
		take_rule(j, &t->verdicts[head], &f);
	else
		has_finding = false;
	if (stories_next(j->stories, NULL) != NULL)
		has_finding = join_stories(j, success, has_finding, &f);
	if (has_finding) {
		failed = report(j, t, head, answer, &f);
	} else if (j->o->all && success != NULL) {
		explain_response(j, success, &f);
		report(j, t, head, success, &f);
	} else {
		tell_call(j, c, NULL);
	}
	if (j->metrics != NULL)
		metrics_call(j->metrics, c, failed);
	for (size_t i = 0; i < t->ran_count; i++) {
		struct finding *untold = &t->verdicts[t->ran[i]].f;

		if (untold->arena.blocks != NULL || untold->evidence != NULL || untold->also != NULL)
			finding_release(untold);
	}
}

static void
end_spans(struct judge *j)
{
	spans_end(j->spans);
	alone_end(j->alone);
}

/* A line without a time may be about a call that is still to come. */
void
judge_break(struct judge *j)
{
	struct story *s = stories_next(j->stories, NULL), *next;

	end_spans(j);
	for (; s != NULL; s = next) {
		next = stories_next(j->stories, s);
		if (s->last.time != NO_TIME)
			tell(j, s);
	}
	forget_trace(j);
	begin_trace(j);
}

void
judge_end(struct judge *j)
{
	end_spans(j);
	tell_all(j, 0);
}

void
judge_look_ahead(struct judge *j, const struct call *c)
{
	legs_note(j->legs, c);
}

const struct addr *
judge_encrypted(const struct judge *j)
{
	return j->encrypted.family != 0 ? &j->encrypted : NULL;
}
