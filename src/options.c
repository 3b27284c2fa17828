/* Options of the command line. */
#include "options.h"

#include <glib.h>
#include <math.h>
#include <string.h>

#include "cmd.h"

static const struct option_row *
row_find(const struct option_row *rows, const char *arg, size_t length)
{
	for (; rows->name; rows++)
		if (strlen(rows->name) == length && strncmp(rows->name, arg, length) == 0)
			return rows;
	return NULL;
}

/* NAME=NUMBER. */
static bool
limit_set(struct limits *limits, const char *value)
{
	const char *equals = strchr(value, '=');
	char *name = g_strndup(value, equals ? (size_t)(equals - value) : 0), *end = NULL;
	double most = equals ? g_ascii_strtod(equals + 1, &end) : 0;
	bool ok = equals && end != equals + 1 && !*end && most > 0 && most <= 2e9;

	if (ok && strcmp(name, "seconds") == 0)
		limits->worker.seconds = most;
	else if (ok && strcmp(name, "megabytes") == 0)
		limits->worker.memory = (size_t)most << 20;
	else
		ok = ok && record_limit_set(&limits->record, name, most);
	g_free(name);
	return ok;
}

static bool
folder_add(struct limits *limits, const char *name)
{
	int at = 0;

	while (at < MOST_FOLDERS && limits->folders[at])
		at++;
	if (at == MOST_FOLDERS || !g_file_test(name, G_FILE_TEST_IS_DIR))
		return false;
	limits->folders[at] = name;
	limits->record.folders = limits->folders;
	return true;
}

static const char *
wanted(enum option_kind kind)
{
	static const char *const by_kind[] = {
		[OPTION_FLAG] = "nothing",
		[OPTION_TEXT] = "a value",
		[OPTION_NUMBER] = "a number above 0",
		[OPTION_FOLDER] = "a folder that is there, at most 16 times",
		[OPTION_LIMIT] = ("NAME=NUMBER: attributes, bytes, depth, marks, megabytes, names, nodes, run, "
			"seconds or tag; and a number that the program can bear"),
	};

	return by_kind[kind];
}

static bool
value_set(const struct option_row *row, char *value)
{
	char *end;
	double number;

	if (row->kind == OPTION_TEXT) {
		*(const char **)row->into = value;
		return true;
	}
	if (row->kind == OPTION_LIMIT)
		return limit_set(row->into, value);
	if (row->kind == OPTION_FOLDER)
		return folder_add(row->into, value);
	number = g_ascii_strtod(value, &end);
	*(double *)row->into = number;
	return end != value && !*end && isfinite(number) && number > 0;
}

/* One behind the first file would be read as a file, and the work begun without it. */
static const char *
late_option(int argc, char **argv, int first, const struct option_row *rows)
{
	for (int i = first + 1; i < argc; i++) {
		const char *equals = g_str_has_prefix(argv[i], "--") ? strchr(argv[i], '=') : NULL;
		size_t length = equals ? (size_t)(equals - argv[i]) : strlen(argv[i]);

		if (argv[i][0] == '-' && row_find(rows, argv[i], length))
			return argv[i];
	}
	return NULL;
}

int
options_read(const char *command, int argc, char **argv, const struct option_row *rows)
{
	const char *late;
	int at = 0;

	for (; at < argc && argv[at][0] == '-' && argv[at][1]; at++) {
		char *equals = g_str_has_prefix(argv[at], "--") ? strchr(argv[at], '=') : NULL;
		size_t length = equals ? (size_t)(equals - argv[at]) : strlen(argv[at]);
		const struct option_row *row = row_find(rows, argv[at], length);
		char *value = equals ? equals + 1 : NULL;

		if (strcmp(argv[at], "--") == 0)
			return at + 1;
		if (!row) {
			usage_error(command, "there is no option `%.*s`", (int)length, argv[at]);
			return -1;
		}
		if (row->kind == OPTION_FLAG) {
			*(bool *)row->into = true;
			continue;
		}
		if (!value && at + 1 < argc)
			value = argv[++at];
		if (!value || !value_set(row, value)) {
			usage_error(command, "`%s` needs %s", row->name, wanted(row->kind));
			return -1;
		}
	}
	if ((late = late_option(argc, argv, at, rows))) {
		usage_error(command, "`%s` belongs before the names of files", late);
		return -1;
	}
	return at;
}
