/* Pages and their tree; what they use of cairo's file, copied and mended. */
#include "pdf/finish.h"

#include <string.h>

#include "base/arena.h"

/* Pages of one node of the page tree. */
enum { PAGES_A_NODE = 64 };

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
page_write(struct finish *finish, int number, int parent)
{
	const struct page *page = pages_page(finish->pages, number);
	int drawing = writer_reserve(finish->writer, 1);
	GString *out;

	g_string_truncate(finish->text, 0);
	if (!drawing_put(finish, number, finish->text))
		return false;
	writer_stream_packed(finish->writer, drawing, "", finish->text->str, finish->text->len);
	out = writer_begin(finish->writer, finish->page_numbers[number]);
	g_string_append_printf(out, "<</Type/Page/Parent %d 0 R/Contents %d 0 R/Resources %d 0 R"
		"/StructParents %d/Tabs/S/MediaBox[0 0 ", parent, drawing, finish->resources, number);
	number_put(out, page->width);
	g_string_append_c(out, ' ');
	number_put(out, page->height);
	g_string_append_c(out, ']');
	page_annots_put(finish, out, number);
	g_string_append(out, ">>");
	writer_end(finish->writer);
	return true;
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
