/* The strings files: names and patterns, looked up by hash. */
#include "report/strings.h"

#include <glib.h>
#include <libxml/tree.h>
#include <string.h>

#include "base/xml.h"

struct strings {
	const struct strings *under; /* asked for what is not here; or NULL */
	GHashTable *all;             /* name → text, both owned */
	xmlDocPtr charts;
	char *path;
};

void
strings_destroy(struct strings *strings)
{
	if (!strings)
		return;
	g_hash_table_destroy(strings->all);
	xmlFreeDoc(strings->charts);
	g_free(strings->path);
	g_free(strings);
}

static void
content_put(GString *out, const xmlNode *element)
{
	for (const xmlNode *at = element->children; at; at = at->next) {
		bool value = at->type == XML_ELEMENT_NODE && strcmp((const char *)at->name, "value") == 0;

		if (value) {
			g_string_append(out, STRINGS_MARK_BEGIN);
			content_put(out, at);
			g_string_append(out, STRINGS_MARK_END);
		} else if (at->type == XML_TEXT_NODE) {
			g_string_append(out, (const char *)at->content);
		}
	}
}

/* White space folded to single spaces, none at the ends. Yours. */
static char *
folded_content(const xmlNode *element)
{
	GString *text = g_string_new(NULL);

	content_put(text, element);
	xml_fold(text->str);
	return g_string_free(text, FALSE);
}

static bool
words_add(struct strings *strings, xmlDocPtr doc, const char *path, struct diags *diags)
{
	bool good = true;

	for (xmlNode *at = xmlFirstElementChild(xmlDocGetRootElement(doc)); at && good;
		at = xmlNextElementSibling(at)) {
		char *name = xml_attribute(at, "name");

		good = name && strcmp((const char *)at->name, "word") == 0 &&
			!g_hash_table_contains(strings->all, name);
		if (good)
			g_hash_table_insert(strings->all, g_strdup(name), folded_content(at));
		else
			diag(diags, DIAG_RESOURCE_BROKEN,
				(struct place){ path, (int)xmlGetLineNo(at), 0, NULL },
				"every element is a word with a name of its own; %s is not",
				name ? name : (const char *)at->name);
		g_free(name);
	}
	return good;
}

static struct strings *
strings_new(void)
{
	struct strings *strings = g_new0(struct strings, 1);

	strings->all = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	return strings;
}

struct strings *
strings_load_file(const char *path, struct diags *diags)
{
	struct strings *strings = strings_new();
	xmlDocPtr doc = xml_load(path, "file of fixed words", diags);
	bool good = doc && words_add(strings, doc, path, diags);

	strings->path = g_strdup(path);
	xmlFreeDoc(doc);
	if (!good) {
		strings_destroy(strings);
		return NULL;
	}
	return strings;
}

struct strings *
strings_load(const char *folder, const char *lang, struct diags *diags)
{
	struct strings *strings = strings_new();
	char *charts = g_strdup_printf("%s/charts.%s.xml", folder, lang);
	xmlDocPtr doc;
	bool good;

	strings->path = g_strdup_printf("%s/%s.xml", folder, lang);
	doc = xml_load(strings->path, "file of fixed words", diags);
	if (doc && (strings->charts = xml_load(charts, "file of fixed words", diags)))
		good = words_add(strings, doc, strings->path, diags) &&
			words_add(strings, strings->charts, charts, diags);
	else
		good = false;
	xmlFreeDoc(doc);
	g_free(charts);
	if (!good) {
		strings_destroy(strings);
		return NULL;
	}
	return strings;
}

struct strings *
strings_over(const struct strings *under)
{
	struct strings *strings = strings_new();

	strings->under = under;
	return strings;
}

void
strings_put(struct strings *strings, const char *name, const struct _xmlNode *element)
{
	g_hash_table_replace(strings->all, g_strdup(name), folded_content(element));
}

const char *
strings_find(const struct strings *strings, const char *name)
{
	const char *text = NULL;

	for (; strings && !text; strings = strings->under)
		text = g_hash_table_lookup(strings->all, name);
	return text;
}

void
strings_names(const struct strings *strings, GPtrArray *names)
{
	GHashTableIter at;
	gpointer name;

	for (; strings; strings = strings->under) {
		g_hash_table_iter_init(&at, strings->all);
		while (g_hash_table_iter_next(&at, &name, NULL))
			g_ptr_array_add(names, name);
	}
}

static const struct strings *
lowest(const struct strings *strings)
{
	while (strings->under)
		strings = strings->under;
	return strings;
}

struct _xmlDoc *
strings_charts(const struct strings *strings)
{
	return lowest(strings)->charts;
}

const char *
strings_path(const struct strings *strings)
{
	return lowest(strings)->path;
}
