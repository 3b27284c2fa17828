/* Pages: their drawings rewritten, their fonts and other resources copied and mended. */
#include "pdf/finish.h"

#include <string.h>

#include "base/arena.h"

/* Pages of one node of the page tree; a drawing of more bytes than this is no page of ours. */
enum { PAGES_A_NODE = 64, DRAWING_MOST = 256 << 20 };

static const struct value *
pages_array(struct finish *finish)
{
	struct object catalog, root;
	const struct value *trailer = source_trailer(finish->source);

	if (!source_follow(finish->source, finish->arena, value_find(trailer, "Root"), &catalog) ||
		!source_follow(finish->source, finish->arena, value_find(catalog.value, "Pages"), &root))
		return NULL;
	return value_find(root.value, "Kids");
}

bool
pages_find(struct finish *finish)
{
	const struct value *kids = pages_array(finish);
	guint count = 0, wanted = finish->pages->pages->len;

	finish->page_sources = arena_new_array(finish->arena, int, wanted + 1);
	finish->page_numbers = arena_new_array(finish->arena, int, wanted + 1);
	for (const struct value *at = kids ? kids->first : NULL; at && count < wanted; at = at->next)
		finish->page_sources[count++] = at->number;
	if (count != wanted)
		return finish_fail(finish, "%u pages were written, and %u painted", count, wanted);
	for (guint i = 0; i < count; i++)
		finish->page_numbers[i] = writer_reserve(finish->writer, 1);
	return true;
}

/* ---- copies ---- */

int
copy_later(struct finish *finish, int number)
{
	if (number <= 0 || number >= source_count(finish->source))
		return 0;
	if (!finish->copied[number]) {
		finish->copied[number] = writer_reserve(finish->writer, 1);
		g_array_append_val(finish->waiting, number);
	}
	return finish->copied[number];
}

static int
copy_map(void *data, int number)
{
	return copy_later(data, number);
}

/* What a kind of object must say, whatever cairo says of it: glyphs are numbered as in the file
 * (14289-1, 7.21.3.2), and pictures are not to be smoothed (19005-3, 6.2.8). */
static const struct mend {
	const char *subtype, *but[3], *entry;
} mends[] = {
	{ "CIDFontType2", { "Length", "CIDToGIDMap" }, "/CIDToGIDMap/Identity" },
	{ "Image", { "Length", "Interpolate" }, "/Interpolate false" },
	{ NULL, { "Length" }, "" },
};

static void
copy_write(struct finish *finish, int number, const struct object *object)
{
	const struct value *subtype = value_find(object->value, "Subtype");
	const struct mend *mend = mends;
	struct value_style style = { copy_map, finish, NULL, true };
	GString *text = g_string_new(NULL);

	while (mend->subtype && !value_is(subtype, mend->subtype))
		mend++;
	style.but = mend->but;
	style.open = object->value->kind == VALUE_DICT;
	value_write(text, object->value, &style);
	if (style.open)
		g_string_append(text, mend->entry);
	if (object->stream) {
		writer_stream(finish->writer, number, text->str, object->stream, object->length);
	} else {
		g_string_append_printf(writer_begin(finish->writer, number), style.open ? "<<%s>>" : "%s",
			text->str);
		writer_end(finish->writer);
	}
	g_string_free(text, TRUE);
}

/* What is written may name more objects, which then wait in their turn. */
bool
copies_write(struct finish *finish)
{
	for (guint i = 0; i < finish->waiting->len; i++) {
		int number = g_array_index(finish->waiting, int, i);
		struct arena *arena = arena_create();
		struct object object;
		bool ok = source_object(finish->source, arena, number, &object);

		if (ok)
			copy_write(finish, finish->copied[number], &object);
		arena_destroy(arena);
		if (!ok)
			return finish_fail(finish, "object %d is not sound", number);
	}
	return true;
}

/* ---- pages ---- */

/* Most pages have the same resources: they share one object. */
static int
resources_number(struct finish *finish, struct arena *arena, const struct value *page)
{
	const struct value_style style = { copy_map, finish, NULL, false };
	GString *text = g_string_new(NULL);
	struct object object;
	gpointer number = NULL;

	if (source_follow(finish->source, arena, value_find(page, "Resources"), &object)) {
		value_write(text, object.value, &style);
		number = g_hash_table_lookup(finish->resources, text->str);
		if (!number) {
			number = GINT_TO_POINTER(writer_reserve(finish->writer, 1));
			g_string_append(writer_begin(finish->writer, GPOINTER_TO_INT(number)), text->str);
			writer_end(finish->writer);
			g_hash_table_insert(finish->resources, g_strdup(text->str), number);
		}
	}
	g_string_free(text, TRUE);
	return GPOINTER_TO_INT(number);
}

static bool
drawing_write(struct finish *finish, struct arena *arena, const struct value *value, int page,
	int number)
{
	const struct value *contents = value_find(value, "Contents");
	GString *text = finish->text;
	struct object object;

	if (!source_follow(finish->source, arena, contents, &object) || !object.stream ||
		!value_is(value_find(object.value, "Filter"), "FlateDecode") ||
		!packer_unpack(finish->packer, finish->unpacked, object.stream, object.length,
			DRAWING_MOST))
		return finish_fail(finish, "the drawing of page %d cannot be read", page + 1);
	g_string_truncate(text, 0);
	if (!content_rewrite(finish, page, (const char *)finish->unpacked->data,
		finish->unpacked->len, text))
		return false;
	writer_stream_packed(finish->writer, number, "", text->str, text->len);
	return true;
}

/* Annotations are kept link by link; a page names its own in their order. */
static void
page_annots_put(const struct finish *finish, GString *out, int page)
{
	const GArray *annots = finish->annots_of_page[page];

	if (!annots)
		return;
	g_string_append(out, "/Annots[");
	for (guint i = 0; i < annots->len; i++)
		g_string_append_printf(out, "%s%d 0 R", i ? " " : "", g_array_index(annots, int, i));
	g_string_append(out, "]");
}

static bool
page_put(struct finish *finish, struct arena *arena, int page, int parent)
{
	static const char *const kept[] = { "MediaBox", "Group" };
	const struct value_style style = { copy_map, finish, NULL, false };
	int drawing = writer_reserve(finish->writer, 1), resources;
	struct object object;
	GString *out;

	if (!source_object(finish->source, arena, finish->page_sources[page], &object) ||
		!value_is(value_find(object.value, "Type"), "Page") ||
		!(resources = resources_number(finish, arena, object.value)))
		return finish_fail(finish, "page %d is not sound", page + 1);
	if (!drawing_write(finish, arena, object.value, page, drawing))
		return false;
	out = writer_begin(finish->writer, finish->page_numbers[page]);
	g_string_append_printf(out, "<</Type/Page/Parent %d 0 R/Contents %d 0 R/Resources %d 0 R"
		"/StructParents %d/Tabs/S", parent, drawing, resources, page);
	for (size_t i = 0; i < G_N_ELEMENTS(kept); i++) {
		const struct value *entry = value_find(object.value, kept[i]);

		if (entry) {
			g_string_append_printf(out, "/%s", kept[i]);
			value_write(out, entry, &style);
		}
	}
	page_annots_put(finish, out, page);
	g_string_append(out, ">>");
	writer_end(finish->writer);
	return true;
}

static bool
page_write(struct finish *finish, int page, int parent)
{
	struct arena *arena = arena_create();
	bool ok = page_put(finish, arena, page, parent);

	arena_destroy(arena);
	return ok;
}

static void
node_write(struct finish *finish, int number, int parent, int first, int count, int pages,
	const int *kids)
{
	GString *out = writer_begin(finish->writer, number);

	g_string_append_printf(out, "<</Type/Pages/Count %d", pages);
	if (parent)
		g_string_append_printf(out, "/Parent %d 0 R", parent);
	g_string_append(out, "/Kids[");
	for (int i = first; i < first + count; i++)
		g_string_append_printf(out, "%s%d 0 R", i > first ? " " : "", kids[i]);
	g_string_append(out, "]>>");
	writer_end(finish->writer);
}

/* A page tree of two levels, however many pages. */
bool
pages_write(struct finish *finish)
{
	int count = (int)finish->pages->pages->len, nodes = (count + PAGES_A_NODE - 1) / PAGES_A_NODE;
	int root = writer_reserve(finish->writer, nodes + 1);
	int *numbers = arena_new_array(finish->arena, int, nodes);
	bool ok = true;

	for (int i = 0; i < count && ok; i++)
		ok = page_write(finish, i, root + 1 + i / PAGES_A_NODE);
	for (int i = 0; i < nodes && ok; i++) {
		int first = i * PAGES_A_NODE, some = MIN(PAGES_A_NODE, count - first);

		numbers[i] = root + 1 + i;
		node_write(finish, numbers[i], root, first, some, some, finish->page_numbers);
	}
	if (ok)
		node_write(finish, root, 0, 0, nodes, count, numbers);
	g_string_append_printf(finish->catalog, "/Pages %d 0 R", root);
	return ok;
}
