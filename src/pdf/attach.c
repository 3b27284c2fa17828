/* Attachments: embedded files and the two ways to them, by name and as associated files. */
#include "pdf/attach.h"

#include <string.h>

#include "pdf/finish.h"

static const char *const relations[] = {
	[RELATION_SOURCE] = "Source", [RELATION_SUPPLEMENT] = "Supplement", [RELATION_DATA] = "Data",
};

/* A slash in a name would be read as the end of it. */
static void
type_put(GString *out, const char *type)
{
	g_string_append_c(out, '/');
	for (; *type; type++)
		if (g_ascii_isalnum(*type) || strchr("-.+", *type))
			g_string_append_c(out, *type);
		else
			g_string_append_printf(out, "#%02X", (unsigned char)*type);
}

static int
file_write(struct finish *finish, const struct attachment *attachment)
{
	int number = writer_reserve(finish->writer, 1);
	GString *entries = g_string_new("/Type/EmbeddedFile/Filter/FlateDecode/Subtype");

	type_put(entries, attachment->type);
	g_string_append_printf(entries, "/Params<</Size %zu/ModDate", attachment->size);
	pdf_date_put(entries, finish->date);
	g_string_append(entries, ">>");
	writer_stream(finish->writer, number, entries->str, attachment->packed, attachment->packed_size);
	g_string_free(entries, TRUE);
	return number;
}

static int
spec_write(struct finish *finish, const struct attachment *attachment)
{
	int file = file_write(finish, attachment), number = writer_reserve(finish->writer, 1);
	GString *out = writer_begin(finish->writer, number);

	g_string_append(out, "<</Type/Filespec/F");
	text_string_put(out, attachment->name);
	g_string_append(out, "/UF");
	text_string_put(out, attachment->name);
	g_string_append_printf(out, "/AFRelationship/%s/EF<</F %d 0 R/UF %d 0 R>>/Desc",
		relations[attachment->relation], file, file);
	text_string_put(out, attachment->description);
	g_string_append(out, ">>");
	writer_end(finish->writer);
	return number;
}

static int
by_name(gconstpointer a, gconstpointer b)
{
	return strcmp((*(const struct attachment *const *)a)->name,
		(*(const struct attachment *const *)b)->name);
}

bool
attachments_write(struct finish *finish)
{
	const struct attachments *all = finish->attachments;
	GPtrArray *sorted = g_ptr_array_new();
	GString *list = g_string_new(NULL), *one = g_string_new(NULL);

	for (int i = 0; all && i < all->count; i++)
		g_ptr_array_add(sorted, (gpointer)&all->list[i]);
	g_ptr_array_sort(sorted, by_name);
	if (sorted->len) {
		struct name_tree *tree = name_tree_begin(finish);

		for (guint i = 0; i < sorted->len; i++) {
			const struct attachment *attachment = g_ptr_array_index(sorted, i);

			int number = spec_write(finish, attachment);

			g_string_printf(one, "%d 0 R", number);
			if (attachment->node)
				g_hash_table_insert(finish->files, (gpointer)attachment->node,
					GINT_TO_POINTER(number));
			g_string_append_printf(list, "%s%s", i ? " " : "", one->str);
			name_tree_add(tree, attachment->name, one->str);
		}
		g_string_append_printf(finish->catalog, "/AF[%s]", list->str);
		g_string_append_printf(finish->catalog_names, "/EmbeddedFiles %d 0 R",
			name_tree_end(tree));
	}
	g_string_free(list, TRUE);
	g_string_free(one, TRUE);
	g_ptr_array_free(sorted, TRUE);
	return true;
}
