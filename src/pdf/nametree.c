/* Name trees (ISO 32000-1, 7.9.6): names in order, some to a leaf, the leaves below one root. */
#include "pdf/finish.h"

#include <string.h>

enum { LEAVES = 64 };

struct name_tree {
	struct finish *finish;
	GArray *leaves; /* of int: numbers of their objects */
	GString *entries; /* of the leaf that is being filled */
	char *first, *last;
	int count;
};

struct name_tree *
name_tree_begin(struct finish *finish)
{
	struct name_tree *tree = g_new0(struct name_tree, 1);

	tree->finish = finish;
	tree->leaves = g_array_new(FALSE, FALSE, sizeof(int));
	tree->entries = g_string_new(NULL);
	return tree;
}

static void
leaf_write(struct name_tree *tree)
{
	int number = writer_reserve(tree->finish->writer, 1);
	GString *out = writer_begin(tree->finish->writer, number);

	g_string_append(out, "<</Limits[");
	byte_string_put(out, tree->first, strlen(tree->first));
	byte_string_put(out, tree->last, strlen(tree->last));
	g_string_append_printf(out, "]/Names[%s]>>", tree->entries->str);
	writer_end(tree->finish->writer);
	g_array_append_val(tree->leaves, number);
	g_string_truncate(tree->entries, 0);
	g_clear_pointer(&tree->first, g_free);
	tree->count = 0;
}

void
name_tree_add(struct name_tree *tree, const char *name, const char *value)
{
	g_assert(!tree->last || strcmp(tree->last, name) < 0);
	if (!tree->first)
		tree->first = g_strdup(name);
	g_free(tree->last);
	tree->last = g_strdup(name);
	byte_string_put(tree->entries, name, strlen(name));
	g_string_append(tree->entries, value);
	if (++tree->count == LEAVES)
		leaf_write(tree);
}

int
name_tree_end(struct name_tree *tree)
{
	struct finish *finish = tree->finish;
	int root;
	GString *out;

	if (tree->count)
		leaf_write(tree);
	root = writer_reserve(finish->writer, 1);
	out = writer_begin(finish->writer, root);
	g_string_append(out, "<</Kids[");
	for (guint i = 0; i < tree->leaves->len; i++)
		g_string_append_printf(out, "%s%d 0 R", i ? " " : "",
			g_array_index(tree->leaves, int, i));
	g_string_append(out, "]>>");
	writer_end(finish->writer);
	g_array_free(tree->leaves, TRUE);
	g_string_free(tree->entries, TRUE);
	g_free(tree->last);
	g_free(tree);
	return root;
}
