/* Attributes of report XML: read strictly, with one message for each mistake. */
#include "report/reader.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const char node_attributes[] = "id style line file";
static const double most_value = 1e12;

void
reader_unmark(struct reader *reader, char *text)
{
	int number;

	reader->origin = NULL;
	for (const char *at = text; *at && !reader->origin; at++)
		if (origin_mark_at(at, &number) && number >= 0)
			reader->origin = &reader->all_origins[number];
	origin_strip(text);
}

/* Yours, xmlFree; NULL when there is none. */
static char *
value_of(struct reader *reader, const xmlNode *element, const char *name)
{
	char *value = (char *)xmlGetNoNsProp(element, (const xmlChar *)name);

	reader->origin = NULL;
	if (value && reader->origins)
		reader_unmark(reader, value);
	return value;
}

const struct origin *
reader_origin(struct reader *reader, const struct node *node, int line, const char *figure)
{
	struct origin *origin;

	if (!reader->origins || !line)
		return NULL;
	origin = arena_new(reader->arena, struct origin);
	*origin = (struct origin){ node->file, line, figure };
	return origin;
}

const char *
reader_text(struct reader *reader, const xmlNode *element, const char *name)
{
	char *value = value_of(reader, element, name);
	const char *copy = value && *value ? arena_strdup(reader->arena, value) : NULL;

	xmlFree(value);
	return copy;
}

int
reader_whole(struct reader *reader, const xmlNode *element, const char *name, int least, int most,
	int fallback)
{
	char *value = value_of(reader, element, name), *end;
	long number = fallback;

	if (value) {
		number = strtol(value, &end, 10);
		if (!*value || *end || g_ascii_isspace(*value) || number < least || number > most) {
			reader_refuse(reader, element, "%s=\"%s\" on %s is not a whole number from %d to %d",
				name, value, element->name, least, most);
			number = fallback;
		}
	}
	xmlFree(value);
	return (int)number;
}

int
reader_word(struct reader *reader, const xmlNode *element, const char *name,
	const char *const *words, int fallback)
{
	char *value = value_of(reader, element, name), *all;
	int found = fallback;

	if (value) {
		for (found = 0; words[found] && strcmp(words[found], value) != 0; found++)
			;
		if (!words[found]) {
			all = g_strjoinv(", ", (char **)words);
			reader_refuse(reader, element, "%s=\"%s\" on %s is none of: %s", name, value,
				element->name, all);
			g_free(all);
			found = fallback;
		}
	}
	xmlFree(value);
	return found;
}

bool
reader_flag(struct reader *reader, const xmlNode *element, const char *name, bool fallback)
{
	static const char *const words[] = { "no", "yes", NULL };

	return reader_word(reader, element, name, words, fallback) == 1;
}

bool
reader_number(struct reader *reader, const xmlNode *element, const char *name, double *value)
{
	char *text = value_of(reader, element, name), *end = NULL;
	bool good = false;

	if (text) {
		*value = g_ascii_strtod(text, &end);
		good = *text && !*end && strspn(text, "0123456789+-.eE") == strlen(text) &&
			isfinite(*value) && fabs(*value) <= most_value;
		if (!good)
			reader_refuse(reader, element, "%s=\"%s\" on %s is not a number within 10^12", name,
				text, element->name);
	}
	xmlFree(text);
	return good;
}

static bool
is_among(const char *names, const char *name)
{
	size_t length = strlen(name);

	for (const char *at = names; (at = strstr(at, name)); at += length)
		if ((at == names || at[-1] == ' ') && (at[length] == ' ' || !at[length]))
			return true;
	return false;
}

void
reader_attributes(struct reader *reader, const xmlNode *element, const char *common,
	const char *allowed)
{
	for (const xmlAttr *at = element->properties; at; at = at->next) {
		const char *name = (const char *)at->name;

		if (at->ns ? *common && strcmp(name, "lang") == 0 :
			is_among(common, name) || is_among(allowed, name))
			continue;
		reader_refuse(reader, element, "%s has the attribute %s, which it cannot have",
			element->name, name);
	}
}
