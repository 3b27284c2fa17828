/* Templates: loaded when a record first needs them, and kept. */
#include <libxslt/xsltInternals.h>
#include <string.h>

#include "base/file.h"
#include "base/xml.h"
#include "record/record.h"
#include "report/calc.h"
#include "report/report.h"
#include "report/transform.h"

struct templates {
	char *dir;
	struct bands *bands;
	GHashTable *kinds;   /* follow-up → xsltStylesheet */
	GHashTable *strings; /* en-GB → struct strings */
};

struct templates *
templates_load(const char *dir, struct diags *diags)
{
	struct templates *templates = g_new0(struct templates, 1);
	char *path = g_build_filename(dir, "common", "bands.xml", NULL);

	templates->dir = g_strdup(dir);
	templates->kinds = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
		(GDestroyNotify)xsltFreeStylesheet);
	templates->strings = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
		(GDestroyNotify)strings_destroy);
	templates->bands = bands_load(path, diags);
	g_free(path);
	if (!templates->bands) {
		templates_destroy(templates);
		return NULL;
	}
	return templates;
}

void
templates_destroy(struct templates *templates)
{
	if (!templates)
		return;
	g_hash_table_destroy(templates->kinds);
	g_hash_table_destroy(templates->strings);
	bands_destroy(templates->bands);
	g_free(templates->dir);
	g_free(templates);
}

/* Kinds and languages become names of files: letters, digits and hyphens only. */
static bool
is_plain(const char *name)
{
	return *name && strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") ==
		strlen(name);
}

/* Yours, g_free; NULL when there is no such file, and diags says so. */
static char *
path_find(const struct templates *templates, const char *folder, const char *file, struct place place,
	struct diags *diags)
{
	char *path = g_build_filename(templates->dir, folder, file, NULL);

	if (g_file_test(path, G_FILE_TEST_IS_REGULAR))
		return path;
	diag(diags, DIAG_RESOURCE_MISSING, place, "there is no template %s/%s", folder, file);
	g_free(path);
	return NULL;
}

static xsltStylesheetPtr
kind_take(struct templates *templates, const char *kind, struct place place, struct diags *diags)
{
	xsltStylesheetPtr style = g_hash_table_lookup(templates->kinds, kind);
	char *path;

	if (style)
		return style;
	path = is_plain(kind) ? path_find(templates, kind, "report.xsl", place, diags) : NULL;
	style = path ? transform_load(path, templates->dir, diags) : NULL;
	if (style)
		g_hash_table_insert(templates->kinds, g_strdup(kind), style);
	g_free(path);
	return style;
}

static const struct strings *
strings_take(struct templates *templates, const char *lang, struct place place, struct diags *diags)
{
	struct strings *strings = g_hash_table_lookup(templates->strings, lang);
	char *folder, *file, *path;

	if (strings)
		return strings;
	folder = g_build_filename(templates->dir, "strings", NULL);
	file = g_strconcat(lang, ".xml", NULL);
	path = is_plain(lang) ? path_find(templates, "strings", file, place, diags) : NULL;
	strings = path ? strings_load(folder, lang, diags) : NULL;
	if (strings)
		g_hash_table_insert(templates->strings, g_strdup(lang), strings);
	g_free(folder);
	g_free(file);
	g_free(path);
	return strings;
}

static struct report *
record_transform(const struct record *record, struct templates *templates, const char *kind,
	const char *lang, const struct report_options *options, struct diags *diags)
{
	struct place place = { .file = record_path(record), .line = 1 };
	const char *params[] = { "draft", options->draft ? "'yes'" : "'no'", NULL };
	const struct strings *strings = strings_take(templates, lang, place, diags);
	xsltStylesheetPtr style = strings ? kind_take(templates, kind, place, diags) : NULL;
	struct report *report = NULL;
	struct calc *calc;
	xmlDocPtr result;

	if (style) {
		calc = calc_create(record, options->schema, templates->bands, strings, diags);
		result = transform_run(style, record_doc(record), params, calc, place, diags);
		if (result)
			report = report_read(result, record_path(record), diags);
		xmlFreeDoc(result);
		calc_destroy(calc);
	}
	return report;
}

struct report *
report_make(const struct record *record, struct templates *templates,
	const struct report_options *options, struct diags *diags)
{
	const xmlNode *root = xmlDocGetRootElement(record_doc(record));
	char *kind = xml_attribute(root, "kind");
	char *lang = (char *)xmlGetNsProp(root, BAD_CAST "lang", XML_XML_NAMESPACE);
	const struct report_options none = { .draft = false };
	struct report *report = record_transform(record, templates, kind ? kind : "", lang ? lang : "",
		options ? options : &none, diags);

	g_free(kind);
	xmlFree(lang);
	return report;
}
