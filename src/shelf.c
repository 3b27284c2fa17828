/* Styles by name, with their fonts. */
#include "shelf.h"

#include <glib.h>
#include <string.h>

struct shelf {
	enum sight sight;
	GPtrArray *dresses;
};

static void
dress_free(gpointer data)
{
	struct dress *dress = data;

	fonts_destroy(dress->fonts);
	style_destroy(dress->style);
	g_free(dress->name);
	g_free(dress);
}

struct shelf *
shelf_create(enum sight sight)
{
	struct shelf *shelf = g_new0(struct shelf, 1);

	shelf->sight = sight;
	shelf->dresses = g_ptr_array_new_with_free_func(dress_free);
	return shelf;
}

void
shelf_destroy(struct shelf *shelf)
{
	if (!shelf)
		return;
	g_ptr_array_free(shelf->dresses, TRUE);
	g_free(shelf);
}

/* Yours; NULL on failure. */
static struct dress *
dress_load(const struct shelf *shelf, const struct data *data, const char *name, struct diags *diags)
{
	struct dress *dress = g_new0(struct dress, 1);
	char *path = data_find(data, "styles", name, "style.xml", "style", diags);

	dress->name = g_strdup(name);
	if (path && (dress->style = style_load(path, diags))) {
		style_see(dress->style, shelf->sight);
		dress->fonts = fonts_create(dress->style, diags);
	}
	g_free(path);
	if (!dress->fonts)
		g_clear_pointer(&dress, dress_free);
	return dress;
}

const struct dress *
shelf_take(struct shelf *shelf, const struct data *data, const char *name, struct diags *diags)
{
	struct dress *dress;

	for (guint i = 0; i < shelf->dresses->len; i++) {
		dress = g_ptr_array_index(shelf->dresses, i);
		if (strcmp(dress->name, name) == 0)
			return dress;
	}
	dress = dress_load(shelf, data, name, diags);
	if (dress)
		g_ptr_array_add(shelf->dresses, dress);
	return dress;
}
