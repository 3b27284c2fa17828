/* Options of the command line, by table. */
#ifndef REVISIT_OPTIONS_H
#define REVISIT_OPTIONS_H

#include <stdbool.h>

#include "base/worker.h"
#include "record/record.h"

enum option_kind { OPTION_FLAG, OPTION_TEXT, OPTION_NUMBER, OPTION_LIMIT, OPTION_FOLDER };

enum { MOST_FOLDERS = 16 };

/* What --limit NAME=NUMBER sets: the limits of a record, and seconds and megabytes of the worker; and
 * the folders that --allow adds, which the record's limits then point to. */
struct limits {
	struct record_limits record;
	const char *folders[MOST_FOLDERS + 1];
	struct worker_limits worker;
};

struct option_row {
	const char *name; /* "--style", "-o" */
	enum option_kind kind;
	void *into;       /* bool, const char *, double, struct limits (also of folders) */
};

/* Reads options until the first argument that is none, or --; gives the index of that argument, or
 * -1 after a message. Rows end with a NULL name. `--name=value` and `--name value` are alike. */
int options_read(const char *command, int argc, char **argv, const struct option_row *rows);

#endif
