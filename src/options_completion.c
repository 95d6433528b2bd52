/* SPDX-License-Identifier: MIT */
/* Completion scripts for bash, zsh and fish, from the table of options. */
#include "options.h"
#include "options_table.h"

static bool
is_list(const struct opt *o, const char *which)
{
	return o->values != NULL && strcmp(o->values, which) == 0;
}

/* What prints the values of a list that only siperr knows; NULL: it is none of those. */
static const char *
question(const struct opt *o)
{
	if (is_list(o, VALUES_LANGUAGE))
		return "siperr --list languages -f tsv 2>/dev/null | tail -n +2 | cut -f 1";
	if (is_list(o, VALUES_PRODUCT))
		return "siperr --list products -f tsv 2>/dev/null | tail -n +2 | cut -f 1";
	if (is_list(o, VALUES_ID))
		return "siperr --list -f brief 2>/dev/null | cut -d ' ' -f 2 | tr -d :";
	if (is_list(o, VALUES_RULE))
		return "siperr --list rules -f tsv 2>/dev/null | tail -n +2 | cut -f 1";
	if (is_list(o, VALUES_OPERAND))	/* a code by itself, too */
		return "siperr --list -f brief 2>/dev/null | cut -d ' ' -f 2 | tr -d : | sed -n 'p;s/^code\\.//p'";
	return NULL;
}

static void
bash_values(const struct opt *o, struct buf *out)
{
	if (o->values == NULL)
		return;
	buf_addc(out, '\t');
	if (o->code < OPTION_LONG)
		buf_addf(out, "-%c|", o->code);
	buf_addf(out, "--%s) ", o->name);
	if (is_list(o, VALUES_FILE))
		buf_addstr(out, "COMPREPLY=($(compgen -f -- \"$word\"))");
	else if (is_list(o, VALUES_FOLDER))
		buf_addstr(out, "COMPREPLY=($(compgen -d -- \"$word\"))");
	else if (question(o) != NULL)
		buf_addf(out, "COMPREPLY=($(compgen -W \"$(%s)\" -- \"$word\"))", question(o));
	else
		buf_addf(out, "COMPREPLY=($(compgen -W '%s' -- \"$word\"))", o->values);
	buf_addstr(out, "; return ;;\n");
}

static void
bash(struct buf *out)
{
	static const struct opt operand = { .values = VALUES_OPERAND };

	buf_addstr(out, "# bash completion for siperr\n_siperr()\n{\n"
	    "\tlocal word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
	    "\t[ \"$before\" = '=' ] && before=${COMP_WORDS[COMP_CWORD-2]}\n"
	    "\t[ \"$word\" = '=' ] && { before=${COMP_WORDS[COMP_CWORD-1]}; word=; }\n"
	    "\tcase $before in\n");
	for (size_t i = 0; i < option_count; i++)
		bash_values(&option_table[i], out);
	buf_addstr(out, "\tesac\n\tcase $word in\n\t-*) COMPREPLY=($(compgen -W '");
	for (size_t i = 0; i < option_count; i++)
		buf_addf(out, "%s--%s", i ? " " : "", option_table[i].name);
	buf_addf(out, "' -- \"$word\")) ;;\n"
	    "\t?*) COMPREPLY=($(compgen -f -- \"$word\") $(compgen -W \"$(%s)\" -- \"$word\")) ;;\n"
	    "\t*) COMPREPLY=($(compgen -f -- \"$word\")) ;;\n\tesac\n}\n"
	    "complete -o filenames -F _siperr siperr\n", question(&operand));
}

static void
zsh_option(const struct opt *o, struct buf *out)
{
	bool optional = o->arg != NULL && o->arg[0] == '[';

	if (o->code < OPTION_LONG)
		buf_addf(out, "\t\t'*'{-%c%s,--%s%s}'", o->code, o->arg ? "+" : "", o->name, o->arg ? "=" : "");
	else
		buf_addf(out, "\t\t'*--%s%s", o->name, o->arg ? "=" : "");
	if (o->arg == NULL) {
		buf_addstr(out, "' \\\n");
		return;
	}
	buf_addf(out, "%s:%s:", optional ? ":" : "", o->name);
	if (is_list(o, VALUES_FILE))
		buf_addstr(out, "_files");
	else if (is_list(o, VALUES_FOLDER))
		buf_addstr(out, "_files -/");
	else if (question(o) != NULL)
		buf_addf(out, "_siperr_%s", o->values);
	else if (o->values != NULL)
		buf_addf(out, "(%s)", o->values);
	buf_addstr(out, "' \\\n");
}

static void
zsh(struct buf *out)
{
	static const struct opt lists[] = {
		{ .values = VALUES_LANGUAGE }, { .values = VALUES_PRODUCT }, { .values = VALUES_ID }, { .values = VALUES_RULE },
		{ .values = VALUES_OPERAND },
	};

	buf_addstr(out, "#compdef siperr\n");
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		buf_addf(out, "_siperr_%s()\n{\n\tcompadd -- $(%s)\n}\n", lists[i].values, question(&lists[i]));
	buf_addstr(out, "_siperr_anything()\n{\n\t_files\n\t_siperr_operands\n}\n_siperr()\n{\n\t_arguments -s -S \\\n");
	for (size_t i = 0; i < option_count; i++)
		zsh_option(&option_table[i], out);
	buf_addstr(out, "\t\t'*:operand:_siperr_anything'\n}\n_siperr \"$@\"\n");
}

static void
fish(struct buf *out)
{
	static const struct opt operand = { .values = VALUES_OPERAND };

	buf_addstr(out, "# fish completion for siperr\n");
	for (size_t i = 0; i < option_count; i++) {
		const struct opt *o = &option_table[i];

		buf_addstr(out, "complete -c siperr");
		if (o->code < OPTION_LONG)
			buf_addf(out, " -s %c", o->code);
		buf_addf(out, " -l %s", o->name);
		if (o->arg != NULL && o->arg[0] != '[')
			buf_addstr(out, is_list(o, VALUES_FILE) || is_list(o, VALUES_FOLDER) ? " -r" : " -x");
		if (question(o) != NULL)
			buf_addf(out, " -a \"(%s)\"", question(o));
		else if (is_list(o, VALUES_FOLDER))
			buf_addstr(out, " -a '(__fish_complete_directories)'");
		else if (o->values != NULL && !is_list(o, VALUES_FILE))
			buf_addf(out, " -a '%s'", o->values);
		buf_addc(out, '\n');
	}
	buf_addf(out, "complete -c siperr -a \"(%s)\"\n", question(&operand));
}

void
options_completion(enum shell shell, struct buf *out)
{
	static void (*const scripts[])(struct buf *out) = { [SHELL_BASH] = bash, [SHELL_ZSH] = zsh, [SHELL_FISH] = fish };

	scripts[shell](out);
}
