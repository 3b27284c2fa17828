/* Phrases of several findings. */
#include "record/phrase.h"

#include <string.h>

enum { MOST_VALUES = 12 };

static char *
joined(char **parts, size_t count)
{
	GString *text = g_string_new(NULL);

	for (size_t i = 0; i < count; i++)
		g_string_append_printf(text, "%s%s", i == 0 ? "" : i + 1 < count ? ", " : " or ",
			parts[i]);
	return g_string_free(text, FALSE);
}

char *
phrase_list(const char *const *names, size_t count, size_t most)
{
	size_t shown = MIN(count, most);
	char **parts = g_new0(char *, shown + 1), *list, *cut;

	for (size_t i = 0; i < shown; i++)
		parts[i] = g_strdup_printf("`%s`", names[i]);
	if (shown == count) {
		list = joined(parts, shown);
	} else {
		cut = g_strjoinv(", ", parts);
		list = g_strconcat(cut, " or others", NULL);
		g_free(cut);
	}
	g_strfreev(parts);
	return list;
}

const char *
phrase_article(const char *name)
{
	return strchr("aeio", *name) ? "an" : "a"; /* a unit, a unit-record: no word with u wants an */
}

struct values *
values_create(void)
{
	struct values *values = g_new0(struct values, 1);

	values->names = g_ptr_array_new();
	values->phrases = g_ptr_array_new();
	return values;
}

void
values_destroy(struct values *values)
{
	g_ptr_array_unref(values->names);
	g_ptr_array_unref(values->phrases);
	g_free(values);
}

static void
add_once(GPtrArray *texts, const char *text)
{
	if (!g_ptr_array_find_with_equal_func(texts, text, g_str_equal, NULL))
		g_ptr_array_add(texts, (gpointer)text);
}

static const char *
datatype_phrase(const char *type)
{
	static const char *const known[][2] = {
		{ "anyURI", "an address" },
		{ "boolean", "true or false" },
		{ "date", "a day such as 2007-07-31" },
		{ "decimal", "a number such as 12 or 4.25" },
		{ "integer", "a whole number" },
		{ "language", "a language such as en-GB" },
		{ "nonNegativeInteger", "a whole number from 0 up" },
		{ "positiveInteger", "a whole number from 1 up" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(known); i++)
		if (strcmp(known[i][0], type) == 0)
			return known[i][1];
	return "a text of the right form";
}

void
values_add(struct values *values, const struct pattern *pattern)
{
	switch (pattern->kind) {
	case PATTERN_VALUE:
		add_once(values->names, pattern->name);
		break;
	case PATTERN_DATA:
		add_once(values->phrases, pattern->doc ? pattern->doc : datatype_phrase(pattern->name));
		break;
	case PATTERN_REF:
		if (pattern->doc)
			add_once(values->phrases, pattern->doc);
		else
			values_add(values, pattern->first);
		break;
	case PATTERN_CHOICE:
	case PATTERN_GROUP:
	case PATTERN_INTERLEAVE:
		values_add(values, pattern->first);
		values_add(values, pattern->second);
		break;
	case PATTERN_ONE_OR_MORE:
		values_add(values, pattern->first);
		break;
	case PATTERN_EMPTY:
	case PATTERN_NOT_ALLOWED:
	case PATTERN_TEXT:
	case PATTERN_ELEMENT:
	case PATTERN_ATTRIBUTE:
		break;
	}
}

char *
values_phrase(const struct values *values)
{
	size_t count = values->names->len + values->phrases->len, at = 0;
	char **parts, *text;

	if (values->names->len > MOST_VALUES)
		return phrase_list((const char *const *)values->names->pdata, values->names->len,
			MOST_VALUES);
	parts = g_new0(char *, count + 1);
	for (guint i = 0; i < values->names->len; i++)
		parts[at++] = g_strdup_printf("`%s`", (char *)g_ptr_array_index(values->names, i));
	for (guint i = 0; i < values->phrases->len; i++)
		parts[at++] = g_strdup(g_ptr_array_index(values->phrases, i));
	text = joined(parts, at);
	g_strfreev(parts);
	return text;
}
