/* Styles: reads style.xml by tables of attributes. */
#include "style/style.h"

#include <libxml/tree.h>
#include <math.h>
#include <stddef.h>
#include <string.h>

#include "base/arena.h"
#include "base/xml.h"
#include "style/fontfile.h"

struct style {
	struct arena *arena;
	char *name;
	const char *path;
	GArray *families; /* of struct family */
	GHashTable *looks, *pages, *colours;
	GHashTable *patterns; /* language to file */
	GHashTable *over; /* of struct over */
	const struct look *base;
	const struct page_master *body;
};

struct reader {
	struct style *style;
	struct diags *diags;
	bool failed;
};

static void G_GNUC_PRINTF(3, 4)
fail(struct reader *reader, const xmlNode *at, const char *format, ...)
{
	va_list args;
	char *message;

	va_start(args, format);
	message = g_strdup_vprintf(format, args);
	va_end(args);
	diag(reader->diags, DIAG_STYLE,
		(struct place){ reader->style->path, (int)xmlGetLineNo((xmlNode *)at), 0, NULL }, "%s",
		message);
	g_free(message);
	reader->failed = true;
}

/* ---- values ---- */

typedef bool read_fn(struct reader *reader, const char *text, void *value);

/* Sizes of the types that attributes have, for laying one look over another. */
enum { TEXT = sizeof(char *), LENGTH = sizeof(double), COUNT = sizeof(int), BOOL = sizeof(bool),
	ALIGN = sizeof(enum align), COLOUR = sizeof(struct colour) };

static bool
read_text(struct reader *reader, const char *text, void *value)
{
	*(const char **)value = arena_strdup(reader->style->arena, text);
	return true;
}

/* Points, or millimetres when the number says so. */
static bool
read_length(struct reader *reader, const char *text, void *value)
{
	char *end;
	double number = g_ascii_strtod(text, &end);

	(void)reader;
	if (end == text || !isfinite(number) || fabs(number) > 10000)
		return false;
	if (strcmp(end, "mm") == 0)
		number *= 72 / 25.4;
	else if (*end && strcmp(end, "pt") != 0)
		return false;
	*(double *)value = number;
	return true;
}

static bool
read_count(struct reader *reader, const char *text, void *value)
{
	char *end;
	gint64 number = g_ascii_strtoll(text, &end, 10);

	(void)reader;
	*(int *)value = (int)number;
	return end != text && !*end && number >= 0 && number <= 1000;
}

static bool
read_bool(struct reader *reader, const char *text, void *value)
{
	(void)reader;
	*(bool *)value = strcmp(text, "yes") == 0;
	return strcmp(text, "yes") == 0 || strcmp(text, "no") == 0;
}

static bool
read_align(struct reader *reader, const char *text, void *value)
{
	static const char *const names[] = {
		[ALIGN_LEFT] = "left", [ALIGN_RIGHT] = "right", [ALIGN_CENTRE] = "centre",
		[ALIGN_JUSTIFY] = "justify", [ALIGN_DECIMAL] = "decimal",
	};

	(void)reader;
	for (int i = ALIGN_LEFT; i <= ALIGN_DECIMAL; i++)
		if (strcmp(text, names[i]) == 0) {
			*(enum align *)value = i;
			return true;
		}
	return false;
}

/* #rrggbb, none, or the name of a colour defined before. */
static bool
read_colour(struct reader *reader, const char *text, void *value)
{
	struct colour *colour = value;
	const struct colour *named = g_hash_table_lookup(reader->style->colours, text);
	unsigned rgb;
	char end;

	if (named)
		*colour = *named;
	else if (strcmp(text, "none") == 0)
		*colour = (struct colour){ 0 };
	else if (strlen(text) == 7 && sscanf(text, "#%6x%c", &rgb, &end) == 1)
		*colour = (struct colour){ (rgb >> 16) / 255.0, (rgb >> 8 & 255) / 255.0,
			(rgb & 255) / 255.0, true };
	else
		return false;
	return true;
}

/* The style's word for a family becomes the font's own name. */
static bool
read_family(struct reader *reader, const char *text, void *value)
{
	for (guint i = 0; i < reader->style->families->len; i++) {
		struct family *family = &g_array_index(reader->style->families, struct family, i);

		if (!family->fallback && strcmp(family->name, text) == 0) {
			*(const char **)value = family->family;
			return true;
		}
	}
	return false;
}

/* ---- tables of attributes ---- */

struct attribute {
	const char *name;
	read_fn *read;
	size_t size, offset;
	const char *says; /* what would be right */
};

#define SAYS_LENGTH "a length in points, or with mm after it"
#define SAYS_COLOUR "#rrggbb, none, or a colour defined above"
#define SAYS_BOOL "yes or no"

static const struct attribute look_attributes[] = {
	{ "font", read_family, TEXT, offsetof(struct look, family), "a family of the style, not a fallback" },
	{ "size", read_length, LENGTH, offsetof(struct look, size), SAYS_LENGTH },
	{ "leading", read_length, LENGTH, offsetof(struct look, leading), SAYS_LENGTH },
	{ "bold", read_bool, BOOL, offsetof(struct look, bold), SAYS_BOOL },
	{ "italic", read_bool, BOOL, offsetof(struct look, italic), SAYS_BOOL },
	{ "upper", read_bool, BOOL, offsetof(struct look, upper), SAYS_BOOL },
	{ "underline", read_bool, BOOL, offsetof(struct look, underline), SAYS_BOOL },
	{ "rise", read_length, LENGTH, offsetof(struct look, rise), SAYS_LENGTH },
	{ "ink", read_colour, COLOUR, offsetof(struct look, ink), SAYS_COLOUR },
	{ "ground", read_colour, COLOUR, offsetof(struct look, ground), SAYS_COLOUR },
	{ "rule", read_colour, COLOUR, offsetof(struct look, rule), SAYS_COLOUR },
	{ "align", read_align, ALIGN, offsetof(struct look, align), "left, right, centre, justify or decimal" },
	{ "before", read_length, LENGTH, offsetof(struct look, before), SAYS_LENGTH },
	{ "after", read_length, LENGTH, offsetof(struct look, after), SAYS_LENGTH },
	{ "left", read_length, LENGTH, offsetof(struct look, left), SAYS_LENGTH },
	{ "right", read_length, LENGTH, offsetof(struct look, right), SAYS_LENGTH },
	{ "hang", read_length, LENGTH, offsetof(struct look, hang), SAYS_LENGTH },
	{ "pad-x", read_length, LENGTH, offsetof(struct look, pad_x), SAYS_LENGTH },
	{ "pad-y", read_length, LENGTH, offsetof(struct look, pad_y), SAYS_LENGTH },
	{ "rule-above", read_length, LENGTH, offsetof(struct look, rule_above), SAYS_LENGTH },
	{ "rule-below", read_length, LENGTH, offsetof(struct look, rule_below), SAYS_LENGTH },
	{ "rule-left", read_length, LENGTH, offsetof(struct look, rule_left), SAYS_LENGTH },
	{ "rule-right", read_length, LENGTH, offsetof(struct look, rule_right), SAYS_LENGTH },
	{ "keep-next", read_bool, BOOL, offsetof(struct look, keep_next), SAYS_BOOL },
	{ "keep-together", read_bool, BOOL, offsetof(struct look, keep_together), SAYS_BOOL },
	{ "page-before", read_bool, BOOL, offsetof(struct look, page_before), SAYS_BOOL },
	{ "page-odd", read_bool, BOOL, offsetof(struct look, page_odd), SAYS_BOOL },
	{ "hyphenate", read_bool, BOOL, offsetof(struct look, hyphenate), SAYS_BOOL },
	{ "widows", read_count, COUNT, offsetof(struct look, widows), "a whole number" },
	{ "orphans", read_count, COUNT, offsetof(struct look, orphans), "a whole number" },
	{ "marker", read_text, TEXT, offsetof(struct look, marker), "text" },
	{ NULL, NULL, 0, 0, NULL },
};

static const struct attribute page_attributes[] = {
	{ "width", read_length, LENGTH, offsetof(struct page_master, width), SAYS_LENGTH },
	{ "height", read_length, LENGTH, offsetof(struct page_master, height), SAYS_LENGTH },
	{ "top", read_length, LENGTH, offsetof(struct page_master, top), SAYS_LENGTH },
	{ "bottom", read_length, LENGTH, offsetof(struct page_master, bottom), SAYS_LENGTH },
	{ "left", read_length, LENGTH, offsetof(struct page_master, left), SAYS_LENGTH },
	{ "right", read_length, LENGTH, offsetof(struct page_master, right), SAYS_LENGTH },
	{ "band", read_colour, COLOUR, offsetof(struct page_master, band), SAYS_COLOUR },
	{ "band-height", read_length, LENGTH, offsetof(struct page_master, band_height), SAYS_LENGTH },
	{ NULL, NULL, 0, 0, NULL },
};

static const struct attribute furniture_attributes[] = {
	{ "left", read_text, TEXT, offsetof(struct furniture, left), "text" },
	{ "centre", read_text, TEXT, offsetof(struct furniture, centre), "text" },
	{ "right", read_text, TEXT, offsetof(struct furniture, right), "text" },
	{ "look", read_text, TEXT, offsetof(struct furniture, look), "a look" },
	{ "y", read_length, LENGTH, offsetof(struct furniture, y), SAYS_LENGTH },
	{ "rule-y", read_length, LENGTH, offsetof(struct furniture, rule_y), SAYS_LENGTH },
	{ "rule-width", read_length, LENGTH, offsetof(struct furniture, rule_width), SAYS_LENGTH },
	{ NULL, NULL, 0, 0, NULL },
};

/* name and from are the element's own business. Gives a bit for each attribute that is there. */
static unsigned long
attributes_read(struct reader *reader, const xmlNode *element, const struct attribute *table,
	void *into)
{
	unsigned long said = 0;

	for (const xmlAttr *attr = element->properties; attr; attr = attr->next) {
		const char *name = (const char *)attr->name;
		const struct attribute *row = table;
		char *value;

		if (strcmp(name, "name") == 0 || strcmp(name, "from") == 0)
			continue;
		while (row->name && strcmp(row->name, name) != 0)
			row++;
		value = xml_attribute(element, name);
		if (!row->name)
			fail(reader, element, "`%s` has no attribute `%s`", element->name, name);
		else if (!row->read(reader, value, (char *)into + row->offset))
			fail(reader, element, "%s=\"%s\" should be %s", name, value, row->says);
		else
			said |= 1ul << (row - table);
		g_free(value);
	}
	return said;
}

/* ---- elements ---- */

/* The name attribute, in the arena; "" after a failure. */
static const char *
name_of(struct reader *reader, const xmlNode *element)
{
	char *name = xml_attribute(element, "name");
	const char *kept = arena_strdup(reader->style->arena, name ? name : "");

	if (!name || !*name)
		fail(reader, element, "`%s` needs a name", element->name);
	g_free(name);
	return kept;
}

static void
colour_element(struct reader *reader, const xmlNode *element)
{
	struct colour *colour = arena_new(reader->style->arena, struct colour);
	char *value = xml_attribute(element, "value");

	if (!value || !read_colour(reader, value, colour))
		fail(reader, element, "value=\"%s\" should be " SAYS_COLOUR, value ? value : "");
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
		fail(reader, element, "`family` needs font, the font's own name");
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
		fail(reader, element, "the hyphenation patterns %s are not installed", file ? file : "");
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

	if (from && !parent)
		fail(reader, element, "from=\"%s\" should be a %s defined above", from, element->name);
	g_free(from);
	return parent;
}

static void
look_element(struct reader *reader, const xmlNode *element)
{
	struct style *style = reader->style;
	struct look *look = arena_new(style->arena, struct look);
	const struct look *parent = inherited(reader, element, style->looks, style->base);

	if (parent)
		*look = *parent;
	if (parent == style->base)
		look->said = 0;
	look->name = name_of(reader, element);
	look->said |= attributes_read(reader, element, look_attributes, look);
	if (!look->family || look->size <= 0 || look->leading <= 0)
		fail(reader, element, "the first look must give font, size and leading");
	if (!style->base)
		style->base = look;
	g_hash_table_insert(style->looks, (char *)look->name, look);
}

static void
page_element(struct reader *reader, const xmlNode *element)
{
	struct style *style = reader->style;
	struct page_master *page = arena_new(style->arena, struct page_master);
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
			fail(reader, child, "`page` has no `%s`", child->name);
	}
	if (page->width - page->left - page->right < 36 || page->height - page->top - page->bottom < 36)
		fail(reader, element, "the page leaves no room for text");
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
				fail(reader, child, "`%s` has no `%s`", group->name, child->name);
		}
		return;
	}
	fail(reader, group, "a style has no `%s`", group->name);
}

static void
style_read(struct reader *reader, const xmlNode *root)
{
	struct style *style = reader->style;

	if (strcmp((const char *)root->name, "style") != 0) {
		fail(reader, root, "the first element should be `style`, not `%s`", root->name);
		return;
	}
	style->name = (char *)name_of(reader, root);
	for (const xmlNode *child = root->children; child; child = child->next)
		if (child->type == XML_ELEMENT_NODE)
			group_read(reader, child);
	style->body = g_hash_table_lookup(style->pages, "body");
	if (!reader->failed && (!style->base || !style->body))
		fail(reader, root, "a style needs a look and a page named body");
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
			reader->failed = true;
		}
	}
	g_hash_table_destroy(paths);
}

struct over {
	const struct look *under;
	const char *name;
	struct look look;
};

static guint
over_hash(gconstpointer key)
{
	const struct over *over = key;

	return g_direct_hash(over->under) * 31 + g_str_hash(over->name);
}

static gboolean
over_equal(gconstpointer a, gconstpointer b)
{
	const struct over *left = a, *right = b;

	return left->under == right->under && strcmp(left->name, right->name) == 0;
}

struct style *
style_load(const char *path, struct diags *diags)
{
	struct reader reader = { .diags = diags };
	xmlDocPtr doc = xml_load(path, "style", diags);
	struct style *style;

	if (!doc)
		return NULL;
	style = g_new0(struct style, 1);
	style->arena = arena_create();
	style->path = arena_strdup(style->arena, path);
	style->families = g_array_new(FALSE, TRUE, sizeof(struct family));
	style->looks = g_hash_table_new(g_str_hash, g_str_equal);
	style->pages = g_hash_table_new(g_str_hash, g_str_equal);
	style->colours = g_hash_table_new(g_str_hash, g_str_equal);
	style->patterns = g_hash_table_new(g_str_hash, g_str_equal);
	style->over = g_hash_table_new(over_hash, over_equal);
	reader.style = style;
	style_read(&reader, xmlDocGetRootElement(doc));
	if (!reader.failed)
		fonts_find(&reader);
	xmlFreeDoc(doc);
	if (reader.failed)
		g_clear_pointer(&style, style_destroy);
	return style;
}

void
style_destroy(struct style *style)
{
	if (!style)
		return;
	g_array_free(style->families, TRUE);
	g_hash_table_destroy(style->looks);
	g_hash_table_destroy(style->pages);
	g_hash_table_destroy(style->colours);
	g_hash_table_destroy(style->patterns);
	g_hash_table_destroy(style->over);
	arena_destroy(style->arena);
	g_free(style);
}

const char *
style_name(const struct style *style)
{
	return style->name;
}

const struct family *
style_families(const struct style *style, int *count)
{
	*count = (int)style->families->len;
	return (const struct family *)(void *)style->families->data;
}

bool
style_knows(const struct style *style, const char *name)
{
	return g_hash_table_contains(style->looks, name);
}

const struct look *
style_look(const struct style *style, const char *name)
{
	const struct look *look = g_hash_table_lookup(style->looks, name);

	return look ? look : style->base;
}

const struct look *
style_over(struct style *style, const struct look *under, const char *name)
{
	struct over key = { .under = under, .name = name };
	struct over *over = g_hash_table_lookup(style->over, &key);
	const struct look *top = style_look(style, name);

	if (over)
		return &over->look;
	if (!style_knows(style, name))
		return under;
	over = arena_new(style->arena, struct over);
	over->under = under;
	over->name = arena_strdup(style->arena, name);
	over->look = *under;
	over->look.name = top->name;
	for (const struct attribute *row = look_attributes; row->name; row++)
		if (top->said & 1ul << (row - look_attributes))
			memcpy((char *)&over->look + row->offset, (const char *)top + row->offset, row->size);
	g_hash_table_add(style->over, over);
	return &over->look;
}

const struct page_master *
style_page(const struct style *style, const char *name)
{
	const struct page_master *page = g_hash_table_lookup(style->pages, name);

	return page ? page : style->body;
}

bool
style_knows_page(const struct style *style, const char *name)
{
	return g_hash_table_contains(style->pages, name);
}

const char *
style_patterns(const struct style *style, const char *lang)
{
	char *tag = g_ascii_strdown(lang ? lang : "", -1);
	const char *path = g_hash_table_lookup(style->patterns, tag);

	for (char *cut = strrchr(tag, '-'); !path && cut; cut = strrchr(tag, '-')) {
		*cut = '\0';
		path = g_hash_table_lookup(style->patterns, tag);
	}
	g_free(tag);
	return path;
}

struct colour
style_colour(const struct style *style, const char *name)
{
	const struct colour *colour = g_hash_table_lookup(style->colours, name);

	return colour ? *colour : (struct colour){ 0 };
}
