/* The words of schema findings on attributes and values. */
#include <string.h>

#include "record/nearest.h"
#include "record/phrase.h"
#include "record/say.h"

enum { LONGEST_SHOWN = 60, MOST_NAMES = 8 };

/* A finding at the attribute's name or value, or, when it is not there, at the element's name. */
static void G_GNUC_PRINTF(6, 7)
found(const struct say *say, enum diag_code code, const xmlNode *element, const char *attribute,
	bool value, const char *format, ...)
{
	const struct spot *spot = record_spot(element);
	const char *tag = say->record->source->text + spot->offset;
	char *path = record_element_path(element);
	size_t offset = 1, width = strcspn(tag + 1, " \t\r\n/>");
	va_list args;

	if (attribute)
		tag_find(tag, attribute, value, &offset, &width);
	va_start(args, format);
	source_diag_valist(say->record->source, say->diags, code, spot->offset + offset, width, path,
		format, args);
	va_end(args);
	g_free(path);
}

/* Shortened for a message; yours, g_free. */
static char *
shown(const char *text)
{
	char *cut, *all;

	if (g_utf8_strlen(text, -1) <= LONGEST_SHOWN)
		return g_strdup(text);
	cut = g_utf8_substring(text, 0, LONGEST_SHOWN);
	all = g_strconcat(cut, "…", NULL);
	g_free(cut);
	return all;
}

/* What it can be, and what it is for. */
static void
hint_values(const struct say *say, const struct values *values, const char *name, const char *doc)
{
	char *phrase = values_phrase(values);

	if (strcmp(phrase, "some text") == 0) /* which says nothing */
		*phrase = '\0';
	if (*phrase && doc)
		diag_hint(say->diags, "it can be %s; %s: %s", phrase, name, doc);
	else if (*phrase)
		diag_hint(say->diags, "it can be %s", phrase);
	else if (doc)
		diag_hint(say->diags, "%s: %s", name, doc);
	g_free(phrase);
}

void
say_attribute_unknown(const struct say *say, const xmlNode *element, const char *name,
	const struct pattern *meant, const GPtrArray *known)
{
	GPtrArray *names = g_ptr_array_new();
	char *list;

	if (meant) {
		found(say, DIAG_SCHEMA_ATTRIBUTE, element, name, false,
			"`%s` is not an attribute of `%s`; did you mean `%s`?", name, element->name,
			meant->name);
		if (meant->doc)
			diag_hint(say->diags, "%s: %s", meant->name, meant->doc);
	} else {
		found(say, DIAG_SCHEMA_ATTRIBUTE, element, name, false,
			"`%s` is not an attribute of `%s`", name, element->name);
		for (guint i = 0; i < known->len; i++) {
			const char *other = ((const struct pattern *)g_ptr_array_index(known, i))->name;

			if (!g_ptr_array_find_with_equal_func(names, other, g_str_equal, NULL))
				g_ptr_array_add(names, (gpointer)other);
		}
		list = phrase_list((const char *const *)names->pdata, names->len, MOST_NAMES);
		if (names->len)
			diag_hint(say->diags, "it can have %s", list);
		else
			diag_hint(say->diags, "it has no attributes");
		g_free(list);
	}
	g_ptr_array_unref(names);
}

void
say_attribute_missing(const struct say *say, const xmlNode *element,
	const struct pattern *attribute, const struct pattern *other)
{
	struct values *values = values_create();

	if (other) {
		found(say, DIAG_SCHEMA_MISSING, element, NULL, false,
			"`%s` has neither of the attributes `%s` and `%s`", element->name,
			attribute->name, other->name);
		diag_hint(say->diags, "%s: %s", attribute->name, attribute->doc ? attribute->doc : "");
	} else {
		found(say, DIAG_SCHEMA_MISSING, element, NULL, false,
			"the attribute `%s` is missing in `%s`", attribute->name, element->name);
		values_add(values, attribute->first);
		hint_values(say, values, attribute->name, attribute->doc);
	}
	values_destroy(values);
}

void
say_attribute_value(const struct say *say, const xmlNode *element,
	const struct pattern *attribute, const char *value, const GPtrArray *allowed)
{
	struct values *values = values_create();
	char *text = shown(value);
	int best;

	for (guint i = 0; i < allowed->len; i++)
		values_add(values, ((const struct pattern *)g_ptr_array_index(allowed, i))->first);
	best = nearest_find(value, (const char *const *)values->names->pdata, values->names->len, NULL);
	if (!*value)
		found(say, DIAG_SCHEMA_VALUE, element, attribute->name, true, "`%s` of `%s` is empty",
			attribute->name, element->name);
	else if (best >= 0)
		found(say, DIAG_SCHEMA_VALUE, element, attribute->name, true,
			"`%s` of `%s` cannot be `%s`; did you mean `%s`?", attribute->name, element->name,
			text, (char *)g_ptr_array_index(values->names, (guint)best));
	else
		found(say, DIAG_SCHEMA_VALUE, element, attribute->name, true,
			"`%s` of `%s` cannot be `%s`", attribute->name, element->name, text);
	hint_values(say, values, attribute->name, attribute->doc);
	g_free(text);
	values_destroy(values);
}

void
say_attribute_excluded(const struct say *say, const xmlNode *element, const char *name,
	const char *other)
{
	xmlChar *value = other ? xmlGetProp((xmlNode *)element, (const xmlChar *)other) : NULL;

	if (value)
		found(say, DIAG_SCHEMA_ATTRIBUTE, element, name, false,
			"`%s` cannot be given beside %s=\"%s\"", name, other, value);
	else
		found(say, DIAG_SCHEMA_ATTRIBUTE, element, name, false,
			"`%s` cannot be given beside the other attributes of `%s`", name, element->name);
	xmlFree(value);
}

void
say_text(const struct say *say, const xmlNode *element, const struct pattern *pattern,
	const char *text)
{
	struct values *values = values_create();
	char *seen = shown(text);

	values_add(values, pattern->first);
	if (!text[strspn(text, " \t\r\n")])
		found(say, DIAG_SCHEMA_VALUE, element, NULL, false, "`%s` is empty", element->name);
	else
		found(say, DIAG_SCHEMA_VALUE, element, NULL, false, "`%s` cannot be the text of `%s`",
			seen, element->name);
	hint_values(say, values, pattern->name, pattern->doc);
	g_free(seen);
	values_destroy(values);
}
