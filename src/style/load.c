/* Styles: reads style.xml, element by element, by tables. */
#include <string.h>

#include "base/arena.h"
#include "base/xml.h"
#include "style/fontfile.h"
#include "style/reader.h"

/* The name attribute, in the arena; "" after a failure. */
static const char *
name_of(struct reader *reader, const xmlNode *element)
{
	char *name = xml_attribute(element, "name");
	const char *kept = arena_strdup(reader->style->arena, name ? name : "");

	if (!name || !*name)
		reader_fail(reader, element, "`%s` needs a name", element->name);
	g_free(name);
	return kept;
}

static void
colour_element(struct reader *reader, const xmlNode *element)
{
	struct colour *colour = arena_new(reader->style->arena, struct colour);
	char *value = xml_attribute(element, "value");

	if (!value || !read_colour(reader, value, colour))
		reader_fail(reader, element, "value=\"%s\" should be " SAYS_COLOUR, value ? value : "");
	g_hash_table_insert(reader->style->colours, (char *)name_of(reader, element), colour);
	g_free(value);
}

static void
family_element(struct reader *reader, const xmlNode *element)
{
	struct style *style = reader->style;
	struct family family = { .name = name_of(reader, element) };
	GArray *files = g_array_new(FALSE, TRUE, sizeof(struct font_file));
	char *font = xml_attribute(element, "font"), *fallback = xml_attribute(element, "fallback");

	if (!font)
		reader_fail(reader, element, "`family` needs font, the font's own name");
	family.family = arena_strdup(style->arena, font ? font : family.name);
	family.fallback = fallback && strcmp(fallback, "yes") == 0;
	for (const xmlNode *child = element->children; child; child = child->next) {
		char *package;
		struct font_file file = { 0 };

		if (child->type != XML_ELEMENT_NODE)
			continue;
		package = xml_attribute(child, "package");
		file.name = name_of(reader, child);
		file.package = arena_strdup(style->arena, package ? package : "");
		g_array_append_val(files, file);
		g_free(package);
	}
	family.file_count = (int)files->len;
	family.files = arena_new_array(style->arena, struct font_file, files->len);
	if (files->len)
		memcpy(family.files, files->data, files->len * sizeof(struct font_file));
	g_array_append_val(style->families, family);
	g_array_free(files, TRUE);
	g_free(font);
	g_free(fallback);
}

/* Patterns stand in the hyphen folder of the data folders, as hyph_en_GB.dic. */
static void
patterns_element(struct reader *reader, const xmlNode *element)
{
	char *file = xml_attribute(element, "file"), *package = xml_attribute(element, "package"), *path = NULL;
	const gchar *const *folders = g_get_system_data_dirs();
	const char *language = name_of(reader, element);

	for (; file && *folders && !path; folders++) {
		path = g_build_filename(*folders, "hyphen", file, NULL);
		if (!g_file_test(path, G_FILE_TEST_IS_REGULAR))
			g_clear_pointer(&path, g_free);
	}
	if (path) {
		char *tag = g_ascii_strdown(language, -1);

		g_hash_table_insert(reader->style->patterns, arena_strdup(reader->style->arena, tag),
			arena_strdup(reader->style->arena, path));
		g_free(tag);
	} else {
		reader_fail(reader, element, "the hyphenation patterns %s are not installed", file ? file : "");
		diag_hint(reader->diags, "install the package %s", package ? package : "that has them");
	}
	g_free(file);
	g_free(package);
	g_free(path);
}

/* What a look or page takes over before its own attributes: the one named by from, or `otherwise`. */
static const void *
inherited(struct reader *reader, const xmlNode *element, GHashTable *table, const void *otherwise)
{
	char *from = xml_attribute(element, "from");
	const void *parent = from ? g_hash_table_lookup(table, from) : otherwise;

	if (from && !parent && reader_misses(reader, from))
		reader_fail(reader, element, "from=\"%s\" should be a %s defined above", from, element->name);
	g_free(from);
	return parent;
}

static bool
look_is_whole(const struct look *look)
{
	return look->family && look->size > 0 && look->leading > 0;
}

static void
look_element(struct reader *reader, const xmlNode *element)
{
	struct style *style = reader->style;
	struct look *look = arena_new(style->arena, struct look);
	int failed = reader->failed;
	const struct look *parent = inherited(reader, element, style->looks, style->base);

	if (parent)
		*look = *parent;
	if (parent == style->base)
		look->said = 0;
	look->name = name_of(reader, element);
	look->said |= attributes_read(reader, element, look_attributes, look);
	/* what it lacks because of another mistake is told by that */
	if (!look_is_whole(look) && reader->failed == failed && (!parent || look_is_whole(parent)))
		reader_fail(reader, element, parent ? "size and leading must be more than nothing"
			: "the first look must give font, size and leading");
	if (!style->base)
		style->base = look;
	g_hash_table_insert(style->looks, (char *)look->name, look);
}

static bool
page_has_room(const struct page_master *page)
{
	return page->width - page->left - page->right >= 36 && page->height - page->top - page->bottom >= 36;
}

static void
page_element(struct reader *reader, const xmlNode *element)
{
	struct style *style = reader->style;
	struct page_master *page = arena_new(style->arena, struct page_master);
	int failed = reader->failed;
	const struct page_master *parent = inherited(reader, element, style->pages, NULL);

	if (parent)
		*page = *parent;
	page->name = name_of(reader, element);
	attributes_read(reader, element, page_attributes, page);
	for (const xmlNode *child = element->children; child; child = child->next) {
		if (child->type != XML_ELEMENT_NODE)
			continue;
		if (xmlStrEqual(child->name, (const xmlChar *)"header"))
			attributes_read(reader, child, furniture_attributes, &page->header);
		else if (xmlStrEqual(child->name, (const xmlChar *)"footer"))
			attributes_read(reader, child, furniture_attributes, &page->footer);
		else
			reader_fail(reader, child, "`page` has no `%s`", child->name);
	}
	if (!page_has_room(page) && reader->failed == failed && (!parent || page_has_room(parent)))
		reader_fail(reader, element, "the page leaves no room for text");
	g_hash_table_insert(style->pages, (char *)page->name, page);
}

static const struct {
	const char *group, *element;
	void (*read)(struct reader *reader, const xmlNode *element);
} elements[] = { /* in the order in which they lean on each other */
	{ "fonts", "family", family_element },
	{ "colours", "colour", colour_element },
	{ "hyphenation", "patterns", patterns_element },
	{ "looks", "look", look_element },
	{ "pages", "page", page_element },
};

/* Nor is what it would have defined missed anywhere. */
static void
element_refuse(struct reader *reader, const xmlNode *group, const xmlNode *child)
{
	char *name = xml_attribute(child, "name");

	reader_fail(reader, child, "`%s` has no `%s`", group->name, child->name);
	if (name)
		reader_misses(reader, name);
	g_free(name);
}

static void
group_read(struct reader *reader, const xmlNode *group)
{
	for (size_t i = 0; i < G_N_ELEMENTS(elements); i++) {
		if (strcmp((const char *)group->name, elements[i].group) != 0)
			continue;
		for (const xmlNode *child = group->children; child; child = child->next) {
			if (child->type != XML_ELEMENT_NODE)
				continue;
			if (strcmp((const char *)child->name, elements[i].element) == 0)
				elements[i].read(reader, child);
			else
				element_refuse(reader, group, child);
		}
		return;
	}
	reader_fail(reader, group, "a style has no `%s`", group->name);
}

/* Whether an attribute of the root is the one of two words rather than the other; false without it. */
static bool
root_choice(struct reader *reader, const xmlNode *root, const char *name, const char *const words[2])
{
	char *text = xml_attribute(root, name);
	bool first = text && strcmp(text, words[0]) == 0;

	if (text && !first && strcmp(text, words[1]) != 0)
		reader_fail(reader, root, "%s=\"%s\" should be %s or %s", name, text, words[0], words[1]);
	g_free(text);
	return first;
}

static void
style_read(struct reader *reader, const xmlNode *root)
{
	struct style *style = reader->style;

	if (strcmp((const char *)root->name, "style") != 0) {
		reader_fail(reader, root, "the first element should be `style`, not `%s`", root->name);
		return;
	}
	style->name = (char *)name_of(reader, root);
	style->csv = root_choice(reader, root, "data", (const char *const[]){ "csv", "none" });
	style->own_step = root_choice(reader, root, "steps", (const char *const[]){ "own", "all" });
	for (const xmlNode *child = root->children; child; child = child->next)
		if (child->type == XML_ELEMENT_NODE)
			group_read(reader, child);
	style->body = g_hash_table_lookup(style->pages, "body");
	if (!reader->failed && (!style->base || !style->body))
		reader_fail(reader, root, "a style needs a look and a page named body");
}

/* ---- fonts ---- */

static void
fonts_find(struct reader *reader)
{
	GHashTable *paths = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	GArray *families = reader->style->families;

	for (guint i = 0; i < families->len; i++)
		for (int j = 0; j < g_array_index(families, struct family, i).file_count; j++)
			g_hash_table_insert(paths,
				g_strdup(g_array_index(families, struct family, i).files[j].name), NULL);
	fontfile_find(paths);
	for (guint i = 0; i < families->len; i++) {
		struct family *family = &g_array_index(families, struct family, i);

		for (int j = 0; j < family->file_count; j++) {
			struct font_file *file = &family->files[j];
			const char *path = g_hash_table_lookup(paths, file->name);

			file->path = arena_strdup(reader->style->arena, path);
			if (path || family->fallback)
				continue;
			diag(reader->diags, DIAG_FONT_MISSING, (struct place){ .file = reader->style->path },
				"the font file %s is not installed", file->name);
			diag_hint(reader->diags, "install the package %s", file->package);
			reader->failed++;
		}
	}
	g_hash_table_destroy(paths);
}

struct style *
style_load(const char *path, struct diags *diags)
{
	struct reader reader = { .diags = diags };
	struct style *style = g_new0(struct style, 1);
	xmlDocPtr doc;

	style->arena = arena_create();
	style->path = arena_strdup(style->arena, path);
	style->files = g_ptr_array_new();
	style->families = g_array_new(FALSE, TRUE, sizeof(struct family));
	style->looks = g_hash_table_new(g_str_hash, g_str_equal);
	style->pages = g_hash_table_new(g_str_hash, g_str_equal);
	style->colours = g_hash_table_new(g_str_hash, g_str_equal);
	style->patterns = g_hash_table_new(g_str_hash, g_str_equal);
	style->over = g_hash_table_new(over_hash, over_equal);
	reader.style = style;
	reader.told = g_hash_table_new(g_str_hash, g_str_equal);
	if ((doc = inherit_load(&reader, path)))
		style_read(&reader, xmlDocGetRootElement(doc));
	if (!reader.failed)
		fonts_find(&reader);
	xmlFreeDoc(doc);
	g_hash_table_destroy(reader.told);
	if (reader.failed)
		g_clear_pointer(&style, style_destroy);
	return style;
}

void
style_destroy(struct style *style)
{
	if (!style)
		return;
	g_ptr_array_free(style->files, TRUE);
	g_array_free(style->families, TRUE);
	g_hash_table_destroy(style->looks);
	g_hash_table_destroy(style->pages);
	g_hash_table_destroy(style->colours);
	g_hash_table_destroy(style->patterns);
	g_hash_table_destroy(style->over);
	arena_destroy(style->arena);
	g_free(style);
}
