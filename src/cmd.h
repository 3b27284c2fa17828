/* Commands: one command, one file. */
#ifndef REVISIT_CMD_H
#define REVISIT_CMD_H

/* Arguments follow the command's name. Gives the exit status: 0 done, 1 findings in the record,
 * 2 wrong usage, 3 input, output or resources failed. */
typedef int cmd_fn(int argc, char **argv);

cmd_fn cmd_build, cmd_check, cmd_extract, cmd_help, cmd_info, cmd_new, cmd_preview, cmd_rebuild, cmd_verify;

struct cmd {
	const char *name;
	cmd_fn *run;
	const char *usage;   /* after the name */
	const char *summary; /* one line */
	const char *help;    /* options and more, lines */
};

extern const struct cmd cmds[];
extern const int cmd_count;

/* Says what is wrong with the command line, and how it should be; always 2. */
int usage_error(const char *command, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
