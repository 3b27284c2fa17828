/* Ways to a place: named destinations, bookmarks, page labels (ISO 32000-1, 12.3 and 12.4). */
#include "pdf/finish.h"

#include <string.h>

#include "base/arena.h"

/* ---- destinations ---- */

static void
names_gather(struct finish *finish, const struct node *node)
{
	if (node->id)
		g_hash_table_insert(finish->names, (gpointer)node, (gpointer)node->id);
	for (const struct node *at = node->first; at; at = at->next)
		names_gather(finish, at);
}

bool
destinations_name(struct finish *finish)
{
	finish->names = g_hash_table_new(NULL, NULL);
	names_gather(finish, finish->pages->report->root);
	return true;
}

static void
place_put(const struct finish *finish, GString *out, struct spot spot)
{
	double height = pages_page(finish->pages, spot.page)->height;

	g_string_append_printf(out, "[%d 0 R/XYZ ", finish->page_numbers[spot.page]);
	number_put(out, spot.x);
	g_string_append_c(out, ' ');
	number_put(out, height - spot.y);
	g_string_append(out, " null]");
}

static void
spot_put(const struct finish *finish, GString *out, const struct node *node)
{
	struct spot spot = { 0 };

	if (!tags_spot(finish->tags, node, &spot))
		spot = (struct spot){ 0 };
	place_put(finish, out, spot);
}

void
destination_put(const struct finish *finish, GString *out, const struct node *node)
{
	const char *name = g_hash_table_lookup(finish->names, node);

	g_string_append(out, "/Dest");
	if (name)
		byte_string_put(out, name, strlen(name));
	else
		spot_put(finish, out, node);
}

void
elem_destination_put(const struct finish *finish, GString *out, const struct elem *elem)
{
	struct spot spot = { 0 };

	if (!elem_spot(finish->tags, elem, &spot))
		spot = (struct spot){ 0 };
	g_string_append(out, "/Dest");
	place_put(finish, out, spot);
}

static int
by_name(gconstpointer a, gconstpointer b)
{
	const struct node *const *left = a, *const *right = b;

	return strcmp((*left)->id, (*right)->id);
}

bool
destinations_write(struct finish *finish)
{
	guint count;
	gpointer *keys = g_hash_table_get_keys_as_array(finish->names, &count);
	GString *spot = g_string_new(NULL);

	if (count) {
		struct name_tree *tree = name_tree_begin(finish);

		qsort(keys, count, sizeof *keys, by_name);
		for (guint i = 0; i < count; i++) {
			const struct node *node = keys[i];

			g_string_truncate(spot, 0);
			spot_put(finish, spot, node);
			name_tree_add(tree, node->id, spot->str);
		}
		g_string_append_printf(finish->catalog_names, "/Dests %d 0 R", name_tree_end(tree));
	}
	g_string_free(spot, TRUE);
	g_free(keys);
	return true;
}

/* ---- bookmarks ---- */

struct bookmark {
	const struct node *heading;
	int level, parent, first, last, previous, next; /* places in the list, -1: none; 0: the root */
	int count;                                      /* of all below it */
};

/* Each heading of the contents, below the last one of a higher level. */
static GArray *
bookmarks_gather(const struct finish *finish)
{
	const struct bookmark root = { NULL, 0, -1, -1, -1, -1, -1, 0 };
	GArray *list = g_array_new(FALSE, FALSE, sizeof(struct bookmark));
	int parent = 0;

	g_array_append_val(list, root);
	for (guint i = 0; i < finish->pages->anchors->len; i++) {
		const struct node *node = g_array_index(finish->pages->anchors, struct anchor, i).node;
		struct bookmark bookmark = root, *around;

		if (node->kind != NODE_HEADING || !node->as.heading.contents)
			continue;
		bookmark.heading = node;
		bookmark.level = node->as.heading.level;
		while (g_array_index(list, struct bookmark, parent).level >= bookmark.level)
			parent = g_array_index(list, struct bookmark, parent).parent;
		around = &g_array_index(list, struct bookmark, parent);
		bookmark.parent = parent;
		bookmark.previous = around->last;
		parent = (int)list->len;
		around->last = parent;
		if (around->first < 0)
			around->first = parent;
		if (bookmark.previous >= 0)
			g_array_index(list, struct bookmark, bookmark.previous).next = parent;
		g_array_append_val(list, bookmark);
		for (int at = bookmark.parent; at >= 0; at = g_array_index(list, struct bookmark, at).parent)
			g_array_index(list, struct bookmark, at).count++;
	}
	return list;
}

static void
bookmark_write(struct finish *finish, const struct bookmark *bookmark, int number, int root)
{
	const struct { const char *key; int place; } ways[] = {
		{ "Parent", bookmark->parent }, { "Prev", bookmark->previous },
		{ "Next", bookmark->next }, { "First", bookmark->first }, { "Last", bookmark->last },
	};
	GString *out = writer_begin(finish->writer, number);

	g_string_append(out, "<<");
	if (bookmark->heading) {
		const char *label = bookmark->heading->as.heading.number;
		char *text = node_text(bookmark->heading);
		char *title = label ? g_strconcat(label, " ", text, NULL) : g_strdup(text);

		g_string_append(out, "/Title");
		text_string_put(out, title);
		destination_put(finish, out, bookmark->heading);
		g_free(title);
		g_free(text);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(ways); i++)
		if (ways[i].place >= 0)
			g_string_append_printf(out, "/%s %d 0 R", ways[i].key, root + ways[i].place);
	if (bookmark->count)
		g_string_append_printf(out, "/Count %d", bookmark->count);
	g_string_append(out, ">>");
	writer_end(finish->writer);
}

bool
bookmarks_write(struct finish *finish)
{
	GArray *list = bookmarks_gather(finish);
	int root;

	if (list->len > 1) {
		root = writer_reserve(finish->writer, (int)list->len);
		for (guint i = 0; i < list->len; i++)
			bookmark_write(finish, &g_array_index(list, struct bookmark, i), root + (int)i, root);
		g_string_append_printf(finish->catalog, "/Outlines %d 0 R/PageMode/UseOutlines", root);
	}
	g_array_free(list, TRUE);
	return true;
}

/* ---- page labels ---- */

/* A label is a prefix with or without a number behind it, in figures or in small Roman ones. */
struct label {
	const char *text;
	size_t prefix;
	int number; /* 0: none */
	char style; /* D, r; 0: none */
};

static int
roman_value(const char *text)
{
	static const struct { const char *letters; int value; } parts[] = {
		{ "c", 100 }, { "xc", 90 }, { "l", 50 }, { "xl", 40 }, { "x", 10 }, { "ix", 9 },
		{ "v", 5 }, { "iv", 4 }, { "i", 1 },
	};
	int value = 0;

	for (size_t i = 0; i < G_N_ELEMENTS(parts);) {
		if (*text && g_str_has_prefix(text, parts[i].letters)) {
			value += parts[i].value;
			text += strlen(parts[i].letters);
		} else {
			i++;
		}
	}
	return *text ? 0 : value;
}

static struct label
label_read(const char *text)
{
	struct label label = { text, strlen(text), 0, 0 };
	int roman = roman_value(text);

	if (roman > 0 && roman < 400) {
		label.prefix = 0;
		label.number = roman;
		label.style = 'r';
		return label;
	}
	while (label.prefix > 0 && g_ascii_isdigit(text[label.prefix - 1]))
		label.prefix--;
	while (text[label.prefix] == '0')
		label.prefix++;
	if (text[label.prefix] && strlen(text + label.prefix) <= 8) {
		label.number = atoi(text + label.prefix);
		label.style = 'D';
	} else {
		label.prefix = strlen(text);
	}
	return label;
}

static bool
label_follows(const struct label *before, const struct label *label)
{
	return before->text && before->style && before->style == label->style &&
		before->number + 1 == label->number && before->prefix == label->prefix &&
		memcmp(before->text, label->text, label->prefix) == 0;
}

bool
labels_write(struct finish *finish)
{
	struct label before = { 0 };

	g_string_append(finish->catalog, "/PageLabels<</Nums[");
	for (guint i = 0; i < finish->pages->pages->len; i++) {
		struct label label = label_read(pages_page(finish->pages, (int)i)->label);
		bool follows = label_follows(&before, &label);

		before = label;
		if (follows)
			continue;
		g_string_append_printf(finish->catalog, "%u<<", i);
		if (label.prefix) {
			char *prefix = g_strndup(label.text, label.prefix);

			g_string_append(finish->catalog, "/P");
			text_string_put(finish->catalog, prefix);
			g_free(prefix);
		}
		if (label.style)
			g_string_append_printf(finish->catalog, "/S/%c/St %d", label.style, label.number);
		g_string_append(finish->catalog, ">>");
	}
	g_string_append(finish->catalog, "]>>");
	return true;
}
