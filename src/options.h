/* Options of the command line, by table. */
#ifndef REVISIT_OPTIONS_H
#define REVISIT_OPTIONS_H

#include <stdbool.h>

enum option_kind { OPTION_FLAG, OPTION_TEXT, OPTION_NUMBER };

struct option_row {
	const char *name; /* "--style", "-o" */
	enum option_kind kind;
	void *into;       /* bool, const char *, double */
};

/* Reads options until the first argument that is none, or --; gives the index of that argument, or
 * -1 after a message. Rows end with a NULL name. `--name=value` and `--name value` are alike. */
int options_read(const char *command, int argc, char **argv, const struct option_row *rows);

#endif
