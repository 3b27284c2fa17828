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

static bool
value_set(const struct option_row *row, char *value)
{
	char *end;
	double number;

	if (row->kind == OPTION_TEXT) {
		*(const char **)row->into = value;
		return true;
	}
	number = g_ascii_strtod(value, &end);
	*(double *)row->into = number;
	return end != value && !*end && isfinite(number) && number > 0;
}

int
options_read(const char *command, int argc, char **argv, const struct option_row *rows)
{
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
			usage_error(command, "`%s` needs %s", row->name,
				row->kind == OPTION_NUMBER ? "a number above 0" : "a value");
			return -1;
		}
	}
	return at;
}
