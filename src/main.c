/* SPDX-License-Identifier: MIT */
/* siperr: what went wrong with a SIP call, who has to act, and what to do next. */
#include "options_check.h"
#include "program.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

#include "base/jobs.h"
#include "mcp/mcp.h"
#include "report/json.h"
#include "report/list.h"
#include "report/redact/redact.h"
#include "sip/osip.h"
#include "text/locale.h"
#include "text/text.h"

enum { STATUS_FOUND, STATUS_NOTHING, STATUS_TROUBLE };

static volatile int stop;

/* The first signal ends the reading, the second the program. */
static void
on_signal(int number)
{
	stop = STOP_SIGNAL;
	signal(number, SIG_DFL);
}

/* The time of --timeout is over: what was read so far is judged, and that must not take long either. */
static void
on_alarm(int number)
{
	enum { GRACE = 2 };
	static const char line[] = "SIPERR UNKNOWN - not done in time\n";

	(void)number;
	if (stop == STOP_TIME) {
		ssize_t written = write(STDOUT_FILENO, line, sizeof line - 1);

		_exit(written < 0 ? STATUS_TROUBLE : (int)CHECK_UNKNOWN);
	}
	stop = STOP_TIME;
	alarm(GRACE);
}

static void
set_timeout(uint64_t seconds)
{
	struct sigaction end = { .sa_handler = on_alarm };

	if (seconds == 0)
		return;
	sigemptyset(&end.sa_mask);
	sigaction(SIGALRM, &end, NULL);
	alarm((unsigned)seconds);
}

static void
catch_signals(void)
{
	struct sigaction end = { .sa_handler = on_signal };	/* no SA_RESTART: a read that waits must return */

	sigemptyset(&end.sa_mask);
	sigaction(SIGINT, &end, NULL);
	sigaction(SIGTERM, &end, NULL);
	sigaction(SIGHUP, &end, NULL);
	signal(SIGXFSZ, SIG_IGN);	/* a file that may not grow further is an output that can't be written */
	signal(SIGPIPE, SIG_DFL);	/* a closed pipe ends us quietly, even where the caller ignored it */
}

/* What is opened next must not become one of these: it would be written to, or read in place of stdin. */
static void
occupy_standard_descriptors(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0)	/* reading there goes on to fail, and so does writing */
			open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

/* All of it, though a signal comes meanwhile: stdio forgets what it could not write. */
static ssize_t
write_out(void *cookie, const char *bytes, size_t n)
{
	size_t done = 0;

	(void)cookie;
	while (done < n) {
		ssize_t written = write(STDOUT_FILENO, bytes + done, n - done);

		if (written < 0 && errno != EINTR)
			break;
		done += written > 0 ? (size_t)written : 0;
	}
	return (ssize_t)done;
}

static void
open_streams(void)
{
	FILE *out;

	occupy_standard_descriptors();
	out = fopencookie(NULL, "w", (cookie_io_functions_t){ .write = write_out });
	if (out == NULL)
		memory_end();
	stdout = out;
}

static size_t
columns(const struct options *o)
{
	const char *set = getenv("COLUMNS");
	struct winsize size;
	uint64_t n;

	if (o->width != 0)
		return o->width;
	if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		return size.ws_col;
	return set != NULL && slice_to_u64(slice_of(set), 10000, &n) && n > 0 ? n : 80;
}

static bool
wants_colour(const struct options *o)
{
	const char *no = getenv("NO_COLOR"), *term = getenv("TERM");

	if (o->colour != WHEN_AUTO)
		return o->colour == WHEN_ALWAYS;
	return isatty(STDOUT_FILENO) && (no == NULL || no[0] == '\0') && term != NULL && strcmp(term, "dumb") != 0;
}

static void
open_report(struct program *p)
{
	const struct report_options o = {
		.format = p->o.format, .colour = p->colour, .redact = p->redact,
		.explain = p->o.explain, .fold = p->o.fold, .each = p->o.each, .summary = p->o.summary,
		.calls = p->o.calls, .why = p->o.why.n > 0, .compare = p->o.against != NULL,
		.product = p->product, .ladder = p->o.ladder, .width = p->width, .charset = p->charset, .out = stdout,
	};

	p->report = report_new(p->k, &o);
}

/* The runs stand in another folder. */
static const char *
absolute(const char *path, struct arena *a)
{
	char *whole = realpath(path, NULL);
	const char *copy = whole != NULL ? arena_strdup(a, whole) : path;

	free(whole);
	return copy;
}

/* Who starts the server learns of a folder that is not there, not who asks it later. */
static bool
has_folder(struct program *p)
{
	int fd = p->o.mcp != NULL ? open(p->o.mcp, O_PATH | O_DIRECTORY | O_CLOEXEC) : -1;

	if (p->o.mcp == NULL)
		return true;
	if (fd < 0) {
		say(p, p->o.mcp, "trouble.open", strerror(errno), NULL);
		p->trouble = true;
		return false;
	}
	close(fd);
	return true;
}

/* --mcp: what was asked for besides holds for each run that answers. */
static void
serve(struct program *p)
{
	struct arena a = ARENA_INIT;
	const char *arguments[40];
	struct mcp_options o = { .folder = p->o.mcp, .arguments = arguments };

	if (!has_folder(p))
		return;
	if (p->o.lang != NULL)
		arguments[o.argument_count++] = arena_printf(&a, "--lang=%s", p->o.lang);
	if (p->o.redact)
		arguments[o.argument_count++] = p->o.redact_key != NULL ?
		    arena_printf(&a, "--redact-key=%s", absolute(p->o.redact_key, &a)) : "--redact";
	for (size_t i = 0; i < p->o.folders.n && o.argument_count < sizeof arguments / sizeof *arguments; i++)
		arguments[o.argument_count++] = arena_printf(&a, "--knowledge=%s", absolute(p->o.folders.p[i], &a));
	if (!mcp_serve(p->k, &o))
		write_failed(p);
	arena_release(&a);
}

/* Text that is the whole output: --help, --version, --list, --search. */
static int
answer(struct program *p)
{
	struct buf text = BUF_INIT;
	const struct list_options list = { p->o.format, p->width, p->colour };
	int status = STATUS_FOUND;

	switch (p->o.action) {
	case ACTION_HELP: options_help(p->k, p->width, &text); break;
	case ACTION_VERSION: version_text(p, &text); break;
	case ACTION_COMPILE:
		for (size_t i = 0; i < p->o.compile.n; i++)
			compile_knowledge(p, p->o.compile.p[i]);
		break;
	case ACTION_MCP: serve(p); break;
	case ACTION_COMPLETION: options_completion(p->o.shell, &text); break;
	case ACTION_LIST:
		list_kind(p->k, p->o.kind, &list, &text);
		break;
	default:
		if (!list_search(p->k, slice_of(p->o.search), &list, &text)) {
			say(p, p->o.search, "message.nothing_matches", NULL, NULL);
			status = STATUS_NOTHING;
		}
		break;
	}
	print(p, &text, (format_traits(p->o.format) & TRAIT_UTF8) ? NULL : p->charset);
	buf_release(&text);
	return status;
}

static int
diagnose(struct program *p)
{
	osip_start();
	p->check.warning = p->o.warning;
	p->check.critical = p->o.critical;
	p->check.timeout = p->o.timeout;
	p->check.least = p->o.least;
	set_timeout(p->o.timeout);
	if (p->o.jobs == 0)
		p->o.jobs = jobs_processors();
	jobs_limit(p->o.jobs);
	open_report(p);
	if (p->o.merge)
		merge_summaries(p);
	else
		read_operands(p);
	close_extraction(p);
	compare_with_good(p);
	if (!is_silent(p) && !p->o.check && !report_end(p->report))
		write_failed(p);
	if (p->trace == NULL && !p->o.merge && options_for_traces(&p->o) != NULL) {
		say(p, NULL, "usage.needs", options_for_traces(&p->o), "FILE");
		p->trouble = true;
	}
	int status = p->found ? STATUS_FOUND : STATUS_NOTHING;
	if (p->o.check)
		status = print_check(p);
	check_release(&p->check);
	close_trace(p);
	release_files(p);
	report_free(p->report);
	return status;
}

static int
usage_status(const struct program *p)
{
	return p->o.check ? (int)CHECK_UNKNOWN : STATUS_TROUBLE;
}

static int
bad_usage(struct program *p)
{
	say(p, NULL, p->o.error, p->o.error_option, p->o.error_value);
	if (p->o.near[0] != '\0')
		say(p, NULL, "usage.did_you_mean", p->o.near, NULL);
	say(p, NULL, "usage.try_help", NULL, NULL);
	return usage_status(p);
}

/* On a terminal, with nothing given. */
static int
usage(struct program *p)
{
	struct buf text = BUF_INIT;

	options_usage(p->k, p->width, &text);
	say_lines(p, &text);
	buf_release(&text);
	return usage_status(p);
}

/* The one place that decides the exit status. */
static int
run(struct program *p)
{
	bool nothing_given = p->o.operands.n + p->o.files.n == 0;
	int status;

	if (p->o.error != NULL)
		return bad_usage(p);
	if (!find_product(p) || !open_redaction(p))
		return usage_status(p);
	if (p->o.action != ACTION_DIAGNOSE)
		status = answer(p);
	else if (nothing_given && isatty(STDIN_FILENO))
		return usage(p);
	else
		status = diagnose(p);
	if (p->o.check)
		return p->trouble && status != CHECK_CRITICAL ? (int)CHECK_UNKNOWN : status;
	return p->trouble ? STATUS_TROUBLE : status;
}

/* Whoever sends what we read shall not know where it goes in our tables. */
static void
key_tables(void)
{
	uint64_t key[2] = { (uint64_t)getpid(), (uint64_t)time(NULL) };

	if (getrandom(key, sizeof key, GRND_NONBLOCK) != sizeof key)
		key[0] ^= (uint64_t)(uintptr_t)&key;
	slice_hash_key(key);
}

/* The reserve of memory is in use: no more is read, what is sure is told. */
static void
on_low_memory(void *ctx)
{
	(void)ctx;
	if (!stop)
		stop = STOP_MEMORY;
}

/* No memory is left: what was told so far goes out, and a monitoring system hears that it knows nothing. */
static int
last_words(void *ctx)
{
	const struct program *p = ctx;

	if (!p->o.quiet)
		fputs(p->out_of_memory.n > 0 ? p->out_of_memory.p : "siperr: out of memory\n", stderr);
	if (!p->o.check)
		return STATUS_TROUBLE;
	if (!p->o.quiet)
		fputs("SIPERR UNKNOWN - out of memory\n", stdout);
	return CHECK_UNKNOWN;
}

/* Their words in the user's language, as long as it can be asked for. */
static void
choose_last_words(struct program *p)
{
	struct arena a = ARENA_INIT;
	struct text_output *o = text_output_open(p->charset);
	const char *line = arena_printf(&a, "siperr: %s\n", knowledge_label(p->k, "trouble.memory", &a));

	text_output_convert(o, slice_of(line), &p->out_of_memory);
	text_output_close(o);
	arena_release(&a);
}

/* Every library allocates as we do. (libosip2 and zlib are told where they are used.) */
static void
share_memory(struct program *p)
{
	memory_reserve(on_low_memory, last_words, p);
	text_share_memory();
	json_share_memory();
}

int
main(int argc, char **argv)
{
	struct program p = { .stop = &stop };

	catch_signals();
	share_memory(&p);
	key_tables();
	options_parse(&p.o, argc, argv);
	options_check(&p.o);
	open_streams();
	p.width = columns(&p.o);
	p.colour = wants_colour(&p.o);
	p.charset = locale_charset();
	open_knowledge(&p);
	p.charset = language_charset(&p);
	choose_last_words(&p);
	language_suggest(&p);
	int status = run(&p);
	redact_free(p.redact);
	knowledge_close(p.k);
	options_release(&p.o);
	buf_release(&p.out_of_memory);
	return status;
}
