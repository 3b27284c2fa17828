/* Words: of the page and of what is found, in a language of templates/strings. */
#include "access/gather.h"

#include <string.h>

#include "base/arena.h"

enum { MOST_FIELDS = 8 };

struct strings *
access_words(const char *templates, const char *lang, struct diags *diags)
{
	static const char *const fallback = "en-GB";
	char *path = g_strdup_printf("%s/strings/access.%s.xml", templates, lang && !strchr(lang, '/')
		? lang : fallback);
	struct strings *strings;

	if (!g_file_test(path, G_FILE_TEST_IS_REGULAR)) {
		g_free(path);
		path = g_strdup_printf("%s/strings/access.%s.xml", templates, fallback);
	}
	strings = strings_load_file(path, diags);
	g_free(path);
	return strings;
}

const char *
access_vsay(const struct access *access, const char *name, va_list args)
{
	struct field fields[MOST_FIELDS + 1] = { { 0 } };
	const char *field;

	for (int i = 0; (field = va_arg(args, const char *)); i++) {
		g_assert(i < MOST_FIELDS);
		fields[i] = (struct field){ field, va_arg(args, const char *) };
	}
	return print_fill(access->printing, name, fields);
}

const char *
access_say(const struct access *access, const char *name, ...)
{
	va_list args;
	const char *text;

	va_start(args, name);
	text = access_vsay(access, name, args);
	va_end(args);
	return text;
}

const char *
access_number(const struct access *access, int number)
{
	return arena_printf(access->arena, "%d", number);
}

const char *
access_counted(const struct access *access, const char *name, int count)
{
	char **parts = g_strsplit(access_say(access, name, NULL), " | ", 3);
	guint wanted = MIN((guint)MIN(count, 2), MAX(g_strv_length(parts), 1) - 1);
	const struct field fields[] = { { "n", access_number(access, count) }, { NULL, NULL } };
	const char *text = words_fill(access->arena, parts[wanted], fields);

	g_strfreev(parts);
	return text;
}

const char *
access_language(const struct access *access, const char *lang)
{
	char name[] = "language-xx";
	bool coded = g_ascii_isalpha(lang[0]) && g_ascii_isalpha(lang[1]) && (!lang[2] || lang[2] == '-');

	if (!*lang)
		return access_say(access, "language-unknown", NULL);
	if (!coded)
		return lang;
	for (size_t i = 0; i < 2; i++)
		name[strlen(name) - 2 + i] = g_ascii_tolower(lang[i]);
	return strings_find(access->printing->strings, name) ? access_say(access, name, NULL) : lang;
}

char *
ratio_print(char out[16], double ratio)
{
	int hundredths = (int)(ratio * 100); /* never rounded up: 4.499 is not 4.5 */

	g_snprintf(out, 16, "%d.%02d", hundredths / 100, hundredths % 100);
	return out;
}

const char *
needed_print(const struct pair *pair)
{
	return pair->needed == 3 ? "3" : "4.5";
}

const char *
access_verdict_name(const struct access *access, enum access_verdict verdict)
{
	static const char *const names[ACCESS_VERDICT_COUNT] = {
		[ACCESS_PASS] = "verdict-pass", [ACCESS_LOOK] = "verdict-look", [ACCESS_FAIL] = "verdict-fail",
		[ACCESS_PERSON] = "verdict-person",
	};

	return access_say(access, names[verdict], NULL);
}
