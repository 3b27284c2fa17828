/* Pictures: cairo drew each on a page of its own, behind that of the glyphs; each such page becomes a
 * form (ISO 32000-1, 8.10), which pages show as often as they like. */
#include "pdf/finish.h"

#include "base/arena.h"
#include "frame/picture.h"

static int
copy_map(void *data, int number)
{
	return copy_later(data, number);
}

/* The page's drawing as it is, with the page's own entries. False when it is not as cairo writes it. */
static bool
form_write(struct finish *finish, struct arena *arena, int number, const struct value *page,
	const struct picture *picture)
{
	static const char *const kept[] = { "Resources", "Group" };
	const struct value_style style = { copy_map, finish, NULL, false };
	struct object drawing, object;
	GString *text = g_string_new("/Type/XObject/Subtype/Form/BBox[0 0 ");
	bool ok = source_follow(finish->source, arena, value_find(page, "Contents"), &drawing) &&
		drawing.stream && value_is(value_find(drawing.value, "Filter"), "FlateDecode");

	number_put(text, picture->width);
	g_string_append_c(text, ' ');
	number_put(text, picture->height);
	g_string_append(text, "]/Filter/FlateDecode");
	for (size_t i = 0; ok && i < G_N_ELEMENTS(kept); i++) {
		if (!value_find(page, kept[i]) ||
			!source_follow(finish->source, arena, value_find(page, kept[i]), &object))
			continue;
		g_string_append_printf(text, "/%s", kept[i]);
		value_write(text, object.value, &style);
	}
	if (ok)
		writer_stream(finish->writer, number, text->str, drawing.stream, drawing.length);
	g_string_free(text, TRUE);
	return ok;
}

static bool
forms_write(struct finish *finish, struct arena *arena)
{
	const struct source *source = finish->source;
	struct object catalog, root, page;
	const struct value *kids, *at = NULL;
	bool ok;

	ok = source_follow(source, arena, value_find(source_trailer(source), "Root"), &catalog) &&
		source_follow(source, arena, value_find(catalog.value, "Pages"), &root) &&
		(kids = value_find(root.value, "Kids")) && kids->first;
	if (ok)
		at = kids->first;
	for (guint i = 0; ok && i < finish->pictures->len; i++) {
		at = at ? at->next : NULL; /* the first page is that of the glyphs */
		ok = at && source_follow(source, arena, at, &page) &&
			form_write(finish, arena, finish->forms + (int)i, page.value,
				g_array_index(finish->pictures, struct used_picture, i).picture);
	}
	return ok;
}

void
pictures_number(struct finish *finish)
{
	if (finish->pictures->len)
		finish->forms = writer_reserve(finish->writer, (int)finish->pictures->len);
}

bool
pictures_write(struct finish *finish)
{
	struct arena *arena = arena_create();
	bool ok = !finish->pictures->len || forms_write(finish, arena);

	arena_destroy(arena);
	return ok || finish_fail(finish, "its pictures are not as they were drawn");
}
