/* Templates: loaded when a record first needs them, and kept. */
#include <libxslt/xsltInternals.h>
#include <string.h>

#include "base/file.h"
#include "base/xml.h"
#include "record/record.h"
#include "report/calc.h"
#include "report/reader.h"
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

const char *
templates_folder(const struct templates *templates)
{
	return templates->dir;
}

/* Kinds and languages become names of files: letters, digits and hyphens only. */
static bool
is_plain(const char *name)
{
	return *name && strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") ==
		strlen(name);
}

/* Yours, g_free; NULL when there is no such file, or `name`, which is a part of its path, might lead anywhere,
 * and diags says so. */
static char *
path_find(const struct templates *templates, const char *name, const char *folder, const char *file,
	struct place place, struct diags *diags)
{
	char *path = is_plain(name) ? g_build_filename(templates->dir, folder, file, NULL) : NULL;

	if (path && g_file_test(path, G_FILE_TEST_IS_REGULAR))
		return path;
	if (path)
		file_missed(path);
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
	path = path_find(templates, kind, kind, "report.xsl", place, diags);
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
	path = path_find(templates, lang, "strings", file, place, diags);
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
	struct origins *origins = options->exact && style ? origins_create() : NULL;
	struct report *report = NULL;
	struct calc *calc;
	xmlDocPtr result;

	if (origins && !origins_put(origins, record)) {
		origins_destroy(origins);
		origins = NULL;
	}
	if (style) {
		calc = calc_create(record, options->schema, templates->bands, strings, diags);
		calc_follow(calc, origins);
		result = transform_run(style, record_doc(record), params, calc, place, diags);
		if (result)
			report = report_read_marked(result, record_path(record), origins, diags);
		if (report)
			report->taken = calc_taken(calc, report->arena, &report->taken_count);
		if (report)
			report->figures = calc_computed(calc);
		xmlFreeDoc(result);
		origins_destroy(origins);
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

static gint
by_bytes(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* A stylesheet may be loaded by several others: each file counts once. */
static void
kind_files(const struct templates *templates, const char *kind, GPtrArray *names)
{
	xsltStylesheetPtr style = g_hash_table_lookup(templates->kinds, kind);
	GPtrArray *paths = g_ptr_array_new_with_free_func(xmlFree);
	char *dir = g_canonicalize_filename(templates->dir, NULL);

	if (style)
		transform_files(style, paths);
	for (guint i = 0; i < paths->len; i++) {
		char *path = g_canonicalize_filename(paths->pdata[i], NULL);
		char *name = g_str_has_prefix(path, dir) ? g_strdup(path + strlen(dir) + 1) : NULL;

		if (name && !g_ptr_array_find_with_equal_func(names, name, g_str_equal, NULL))
			g_ptr_array_add(names, g_steal_pointer(&name));
		g_free(name);
		g_free(path);
	}
	g_free(dir);
	g_ptr_array_free(paths, TRUE);
}

char **
templates_used(const struct templates *templates, const struct record *record)
{
	const xmlNode *root = xmlDocGetRootElement(record_doc(record));
	char *kind = xml_attribute(root, "kind");
	char *lang = (char *)xmlGetNsProp(root, BAD_CAST "lang", XML_XML_NAMESPACE);
	GPtrArray *names = g_ptr_array_new();

	g_ptr_array_add(names, g_strdup("record.rng"));
	g_ptr_array_add(names, g_strdup("common/bands.xml"));
	g_ptr_array_add(names, g_strdup_printf("strings/%s.xml", lang ? lang : ""));
	g_ptr_array_add(names, g_strdup_printf("strings/charts.%s.xml", lang ? lang : ""));
	kind_files(templates, kind ? kind : "", names);
	g_ptr_array_sort(names, by_bytes);
	g_ptr_array_add(names, NULL);
	g_free(kind);
	xmlFree(lang);
	return (char **)g_ptr_array_free(names, FALSE);
}
