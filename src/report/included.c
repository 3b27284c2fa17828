/* Files that a record takes in: found below its folder, read like records, kept until the end. */
#include "report/included.h"

#include <glib.h>
#include <libxml/tree.h>
#include <libxml/uri.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "record/record.h"
#include "report/ask.h"
#include "report/node.h"

enum { MOST_FILES = 200 };

struct taken {
	struct source_file file;
	struct record *record; /* owned; NULL: it could not be had */
	GHashTable *targets;   /* id → element, made when first asked for */
};

struct included {
	const struct schema *schema;
	const struct bands *bands;
	struct arena *arena;
	struct taken main;
	GHashTable *by_element; /* include or unit-record → struct taken */
	GHashTable *by_doc;     /* xmlDoc → struct taken */
};

static void
taken_free(gpointer data)
{
	struct taken *taken = data;

	if (taken->record && taken->file.root &&
		xmlStrcmp(taken->file.root->name, BAD_CAST "boilerplate") != 0)
		figures_destroy(taken->file.figures);
	if (taken->targets)
		g_hash_table_destroy(taken->targets);
	record_destroy(taken->record);
	g_free(taken);
}

struct included *
included_create(const struct record *record, const struct schema *schema, const struct bands *bands)
{
	struct included *included = g_new0(struct included, 1);
	const xmlNode *root = xmlDocGetRootElement(record_doc(record));

	included->schema = schema;
	included->bands = bands;
	included->arena = arena_create();
	included->main.file = (struct source_file){ .record = record, .root = root, .prefix = "",
		.figures = figures_create(root, bands) };
	included->by_element = g_hash_table_new_full(NULL, NULL, NULL, taken_free);
	included->by_doc = g_hash_table_new(NULL, NULL);
	return included;
}

void
included_destroy(struct included *included)
{
	if (!included)
		return;
	g_hash_table_destroy(included->by_doc);
	g_hash_table_destroy(included->by_element);
	figures_destroy(included->main.file.figures);
	if (included->main.targets)
		g_hash_table_destroy(included->main.targets);
	arena_destroy(included->arena);
	g_free(included);
}

static struct taken *
taken_of(const struct included *included, const xmlNode *node)
{
	struct taken *taken = node ? g_hash_table_lookup(included->by_doc, node->doc) : NULL;

	return taken ? taken : (struct taken *)&included->main;
}

const struct source_file *
included_of(const struct included *included, const struct _xmlNode *node)
{
	return &taken_of(included, node)->file;
}

/* What an element names, with its escapes resolved. Yours. */
static char *
name_of(const xmlNode *element)
{
	char *name = xmlURIUnescapeString(attribute_of(element, "href"), 0, NULL);
	char *own = g_strdup(name ? name : "");

	xmlFree(name);
	return own;
}

/* The path of a file below the record's own folder, or one that is allowed, links resolved. Yours; NULL
 * when it is not there or stands elsewhere. */
static char *
path_below(const struct included *included, const char *name)
{
	const struct record *record = included->main.file.record;
	const char *const *further = record_limits(record)->folders;
	GPtrArray *folders = g_ptr_array_new();
	char *own = g_path_get_dirname(record_path(record)), *path;

	g_ptr_array_add(folders, own);
	for (; further && *further; further++)
		g_ptr_array_add(folders, (gpointer)*further);
	g_ptr_array_add(folders, NULL);
	path = file_below(name, (const char *const *)folders->pdata);
	g_ptr_array_free(folders, TRUE);
	g_free(own);
	return path;
}

static void
refuse(const struct included *included, const xmlNode *element, struct diags *diags,
	const char *why)
{
	char *path = record_element_path(element);

	diag(diags, DIAG_TAKEN_IN, (struct place){ record_path(included_of(included, element)->record),
		record_line(element), 0, path }, "%s %s", attribute_of(element, "href"), why);
	g_free(path);
}

/* Read like any record, and of the kind that the element takes in. */
static struct record *
file_load(const struct included *included, const xmlNode *element, struct diags *diags)
{
	const struct record_limits *limits = record_limits(included->main.file.record);
	bool unit = is_element(element, "unit-record");
	char *name = name_of(element), *path = path_below(included, name);
	struct record *record = NULL;
	const xmlNode *root;

	if (!included->schema) {
		refuse(included, element, diags, "cannot be taken in here");
	} else if (!path) {
		refuse(included, element, diags, "is not a file below the record's own folder");
	} else if (!file_name_is_plain(name)) {
		refuse(included, element, diags, "is not a plain name, which a document could carry");
		diag_hint(diags, "use letters without accents, digits, hyphens and dots; no blanks");
	} else if (!(record = record_load_as(unit ? "inspection-record" : "boilerplate", path,
			 included->schema, limits, diags)) ||
		(unit && !record_check(record, diags))) {
		refuse(included, element, diags, "is taken in here, and is not fit for it");
	}
	g_free(name);
	g_free(path);
	root = record ? xmlDocGetRootElement(record_doc(record)) : NULL;
	if (root && unit && strcmp(attribute_of(root, "kind"), "unit") != 0) {
		refuse(included, element, diags, "is not the record of a unit");
		g_clear_pointer(&record, record_destroy);
	}
	return record;
}

bool
included_has(const struct included *included, const struct _xmlNode *element)
{
	return g_hash_table_contains(included->by_element, element);
}

const struct source_file *
included_take(struct included *included, const struct _xmlNode *element, struct diags *diags)
{
	struct taken *taken = g_hash_table_lookup(included->by_element, element);
	const char *id = attribute_of(element, "id");

	if (taken)
		return taken->record ? &taken->file : NULL;
	taken = g_new0(struct taken, 1);
	g_hash_table_insert(included->by_element, (gpointer)element, taken);
	if (g_hash_table_size(included->by_element) > MOST_FILES)
		refuse(included, element, diags, "is one file too many: at most 200 can be taken in");
	else if (taken_of(included, element) != &included->main)
		refuse(included, element, diags, "is taken in by a file that is taken in itself");
	else
		taken->record = file_load(included, element, diags);
	if (!taken->record)
		return NULL;
	taken->file.record = taken->record;
	taken->file.root = xmlDocGetRootElement(record_doc(taken->record));
	taken->file.by = element;
	taken->file.prefix = is_element(element, "unit-record") ? arena_printf(included->arena, "%s-",
		*id ? id : attribute_of(taken->file.root, "id")) : "";
	taken->file.figures = is_element(taken->file.root, "boilerplate") ?
		included->main.file.figures : figures_create(taken->file.root, included->bands);
	g_hash_table_insert(included->by_doc, record_doc(taken->record), taken);
	return &taken->file;
}

static void
targets_collect(GHashTable *targets, const xmlNode *element)
{
	for (xmlNode *at = element->children; at; at = at->next) {
		if (at->type != XML_ELEMENT_NODE || is_element(at, "data"))
			continue;
		if (*attribute_of(at, "id"))
			g_hash_table_insert(targets, (gpointer)attribute_of(at, "id"), at);
		targets_collect(targets, at);
	}
}

const struct _xmlNode *
included_target(struct included *included, const struct _xmlNode *node, const char *id)
{
	struct taken *taken = taken_of(included, node);

	if (!taken->targets) {
		taken->targets = g_hash_table_new(g_str_hash, g_str_equal);
		targets_collect(taken->targets, taken->file.root);
	}
	return g_hash_table_lookup(taken->targets, id);
}

static gint
by_name_and_line(gconstpointer a, gconstpointer b)
{
	const struct taken_file *one = a, *other = b;
	int order = strcmp(one->name, other->name);

	return order ? order : one->line - other->line;
}

struct taken_file *
included_files(const struct included *included, struct arena *arena, int *count)
{
	struct taken_file *files = arena_new_array(arena, struct taken_file,
		g_hash_table_size(included->by_element) + 1);
	const struct taken *taken;
	GHashTableIter iter;
	int all = 0;

	g_hash_table_iter_init(&iter, included->by_element);
	while (g_hash_table_iter_next(&iter, NULL, (gpointer *)&taken)) {
		char *name;

		if (!taken->record)
			continue;
		name = name_of(taken->file.by);
		files[all++] = (struct taken_file){ arena_strdup(arena, name),
			arena_strdup(arena, record_path(taken->record)),
			arena_strdup(arena, record_path(included->main.file.record)),
			record_line(taken->file.by) };
		g_free(name);
	}
	qsort(files, (size_t)all, sizeof *files, by_name_and_line);
	*count = 0;
	for (int i = 0; i < all; i++)
		if (!*count || strcmp(files[*count - 1].name, files[i].name) != 0)
			files[(*count)++] = files[i];
	return files;
}

int
included_computed(const struct included *included)
{
	int count = figures_computed(included->main.file.figures);
	const struct taken *taken;
	GHashTableIter iter;

	g_hash_table_iter_init(&iter, included->by_element);
	while (g_hash_table_iter_next(&iter, NULL, (gpointer *)&taken))
		if (taken->record && taken->file.figures != included->main.file.figures)
			count += figures_computed(taken->file.figures);
	return count;
}
