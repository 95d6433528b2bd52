/* SPDX-License-Identifier: MIT */
/* The state of one run, and what main.c, operands.c, traces.c, merging.c and trace_words.c do with it. */
#ifndef SIPERR_PROGRAM_H
#define SIPERR_PROGRAM_H

#include <sys/types.h>

#include "diagnose/message/lookup.h"
#include "input/input.h"
#include "options.h"
#include "report/out.h"

struct against;
struct extract;
struct ordered;
struct survey;
struct twice;

/* A file that was named, by itself or by its folder. */
struct named_file {
	const char *name;	/* NULL: stdin */
	/* opened before anything is read, or what was kept of a stream; -1: opened by name in its turn */
	int fd;
	int error;		/* why it could not be opened: errno; 0: it could */
	int kept;		/* where a stream's bytes are to be kept; -1: they are not */
	bool known;		/* a regular file; then it is these */
	dev_t device;
	ino_t inode;
};

struct files {
	struct named_file *p;
	size_t n, cap;
	bool any;		/* one was named, even if that is an empty folder */
	bool open;		/* enclose() was here */
	struct arena arena;
};

/* What ends the reading. */
enum { STOP_SIGNAL = 1, STOP_TIME, STOP_MEMORY };

struct program {
	struct options o;
	struct knowledge *k;
	struct report *report;
	struct redact *redact;	/* NULL: nothing is hidden */
	struct check check;
	const char *charset;
	const char *product;	/* token of --product; NULL: none asked for */
	size_t width;
	bool colour;
	volatile int *stop;	/* set by SIGINT and SIGTERM */

	bool found;		/* something was recognised and diagnosed */
	bool trouble;		/* bad input or output: exit status 2 */
	bool timed_out;		/* by --timeout: not all of the input was read */
	bool interrupted;	/* by a signal or for want of memory, so that not all of the input was judged: exit status 2 */

	struct buf out_of_memory;	/* what stderr is told then, when nothing can be asked for any more */
	struct files files;
	struct trace *trace;	/* NULL: no file so far */
	bool live;		/* some of the input is a stream */
	struct twice *twice;	/* several files, and not all give dates; NULL: nothing waits for another file */
	struct buf first;	/* the first message of the input … */
	struct frame first_frame;
	uint64_t frames;	/* … and how many there were, headers that stood alone too */
	uint64_t log_lines;	/* lines of logs that state something … */
	struct buf heard;	/* … and what stands in the first of them, in those that name a code, and in messages */
	bool deaf;		/* there was more than it takes */
	uint64_t shown;		/* findings that came from the trace */
	bool left_out;		/* the filters left some of it out */

	struct against *against;	/* the calls to be compared; NULL: none are */
	struct files good;		/* what they are compared with; empty: another call of the same files */
	bool reads_good;		/* … and it is being read */
	struct filter good_filter;	/* what is asked for in it */

	struct extract *extract;	/* NULL: none is written */
	FILE *extract_file, *extract_waiting;	/* what it writes to, and where messages wait for their turn */
	bool extracted;		/* it holds a message */
};

/* "siperr: what is wrong" to stderr; `about` (a file, an option) comes before it unless NULL. Nothing under --quiet. */
void say(struct program *p, const char *about, const char *key, const char *a0, const char *a1);

/* All of a text to stderr; empties it. */
void say_lines(struct program *p, struct buf *text);

/* All of a text to stdout, unless --quiet; what could not be written is trouble. Empties it. */
void print(struct program *p, struct buf *text, const char *charset);

/*
 * The built-in knowledge and that of the sites, in the language asked for. What is wrong with theirs is said, and is
 * trouble.
 */
void open_knowledge(struct program *p);
/* --product by its token or its name, in any case. False, and said, when there is none. */
bool find_product(struct program *p);

/* For --redact and --redact-key, before anything of the input is shown. False, and said, when there is no usable key. */
bool open_redaction(struct program *p);

/* Nothing but, perhaps, messages goes to stdout. */
bool is_silent(const struct program *p);

/* The last write failed, errno says why. */
void write_failed(struct program *p);

/* The language asked for, or the environment's, as ICU names it. */
const char *language_asked(const struct options *o, char *name, size_t size);
/* The locale's character set; UTF-8 for a language that was asked for and that the locale's has no letters of. */
const char *language_charset(struct program *p);
/* Says what --lang probably meant, where it names no language there is. */
void language_suggest(struct program *p);

/* --compile-knowledge: each text of the folder to its bundle beside it. What is wrong is said, and is trouble. */
void compile_knowledge(struct program *p, const char *folder);

/* Sink for every finding; ctx is the program. */
void program_finding(void *ctx, const struct finding *f);
/* From which severity on something is shown of a trace, or of a look-up. */
enum severity program_least(const struct program *p, bool trace);
/* What follows is a trace, or look-ups. */
void program_mode(struct program *p, bool trace, bool live);
/* Each message of the trace that is asked for; ctx is the program. */
void program_message(void *ctx, const struct frame *frame, uint64_t number);
/* --extract: before the first message and after the last. What can't be is said, and trouble. */
void open_extraction(struct program *p);
void close_extraction(struct program *p);
/* For input's struct word_sink (trace_words.c); ctx is the program. */
bool program_line(void *ctx, const char *file, struct slice line);
void program_lines(void *ctx, const char *file, struct slice text);

/* All operands in their order: look-ups, and files that follow each other as one trace. */
void read_operands(struct program *p);

/* A file or folder to be read: NULL or "-" is stdin. */
void add_file(struct program *p, const char *name);
/* All of them, in the order of their times; stdin, when none was named. */
void read_files(struct program *p);
void release_files(struct program *p);

/*
 * To be called before the first byte of the input is read, when all files are named: opens them, loads what they may need,
 * and gives up everything else (sandbox/sandbox.h). The second time nothing is done.
 */
void enclose(struct program *p);

/* How a file that is no stream is read. */
struct input_options file_options(const struct program *p);
/* With --redact: whom a file names that is to be read is known before anything of it is shown; of a stream, as it comes. */
void meet_file(struct program *p, const char *name, int fd);
/* The one input there is. */
void read_trace(struct program *p, const struct named_file *file);
/* The same of a text that was given as an operand. */
void read_pasted(struct program *p, struct slice text);
/* Several files, in their order: where not all give dates, what they say of one call is put together. */
void expect_twice(struct program *p, const struct ordered *files, size_t n);
/* The files of one trace, as order_files() put them; another may follow, unless this is the last. */
void read_stretch(struct program *p, const struct ordered *files, size_t count, bool is_last);
void close_trace(struct program *p);
/* The line of --check; its exit status. */
int print_check(struct program *p);
/* What is left is reported: the end of the input. */
void end_trace(struct program *p);

/* What the input held: the report, and stderr where its format has no place for what was left out. `s` NULL: no summary. */
void tell_seen(struct program *p, const struct report_seen *seen, const struct summary *s);
/* --merge: the summaries in the files named, added up. */
void merge_summaries(struct program *p);

/* --against: what it names; before the first of the other files is read. */
void name_good(struct program *p);
/* … and, when those are read, the comparison. */
void compare_with_good(struct program *p);

/* Name and version, licence, libraries, sandbox: a line each. */
void version_text(struct program *p, struct buf *out);

#endif
