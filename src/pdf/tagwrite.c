/* The structure tree as objects: elements, the tree from marks to elements, the tree from
 * identifiers to elements (ISO 32000-1, 14.7.2 to 14.7.4). */
#include "pdf/finish.h"

#include <string.h>

enum { LEAVES = 64 }; /* entries of one node of a number or name tree */

/* Cells stand for their place even when they are empty; anything else that has no marks is no part
 * of what is read. */
static bool
is_kept(const struct elem *elem)
{
	static const bool always[TAG_COUNT] = {
		[TAG_THEAD] = true, [TAG_TBODY] = true, [TAG_TR] = true, [TAG_TH] = true,
		[TAG_TD] = true, [TAG_LBODY] = true,
	};

	return elem->used || always[elem->tag];
}

static void
elems_number(struct finish *finish, struct elem *elem)
{
	elem->number = writer_reserve(finish->writer, 1);
	for (const struct kid *kid = elem->first; kid; kid = kid->next)
		if (kid->elem && is_kept(kid->elem))
			elems_number(finish, kid->elem);
}

static const struct mark *
mark_at(const struct finish *finish, int number)
{
	return &g_array_index(finish->marks->marks, struct mark, number);
}

/* The page of an element's own first mark: its other marks there are plain numbers. */
static int
elem_page(const struct finish *finish, const struct elem *elem)
{
	for (const struct kid *kid = elem->first; kid; kid = kid->next)
		if (!kid->elem)
			return mark_at(finish, kid->mark)->page;
	return -1;
}

static void
kid_put(const struct finish *finish, GString *out, const struct kid *kid, int page)
{
	if (kid->elem) {
		reference_put(out, kid->elem->number);
	} else if (mark_at(finish, kid->mark)->page == page) {
		whole_put(out, (size_t)finish->tags->mcids[kid->mark]);
	} else {
		g_string_append_printf(out, "<</Type/MCR/Pg %d 0 R/MCID %d>>",
			finish->page_numbers[mark_at(finish, kid->mark)->page],
			finish->tags->mcids[kid->mark]);
	}
}

static void
kids_put(const struct finish *finish, GString *out, const struct elem *elem, int page)
{
	const GArray *annots = finish->tags->annots;
	int count = 0;

	g_string_append(out, "/K[");
	for (const struct kid *kid = elem->first; kid; kid = kid->next)
		if (!kid->elem || kid->elem->number) {
			if (count++)
				g_string_append_c(out, ' ');
			kid_put(finish, out, kid, page);
		}
	for (int i = 0; i < elem->annot_count; i++) {
		const struct annot *annot = &g_array_index(annots, struct annot, elem->first_annot + i);

		g_string_append_printf(out, "<</Type/OBJR/Pg %d 0 R/Obj %d 0 R>>",
			finish->page_numbers[annot->hot.page], annot->number);
	}
	g_string_append_c(out, ']');
}

/* All that the figure's marks cover, from the page's lower left corner. */
static void
figure_put(const struct finish *finish, GString *out, const struct elem *elem)
{
	const struct mark *mark = mark_at(finish, elem->first->mark);
	struct mark box = *mark;
	double height = pages_page(finish->pages, mark->page)->height;
	int data = GPOINTER_TO_INT(g_hash_table_lookup(finish->files, elem->node));
	double corners[4];

	for (const struct kid *kid = elem->first; kid; kid = kid->next) {
		const struct mark *own = mark_at(finish, kid->mark);

		box.x1 = MIN(box.x1, own->x1);
		box.y1 = MIN(box.y1, own->y1);
		box.x2 = MAX(box.x2, own->x2);
		box.y2 = MAX(box.y2, own->y2);
	}
	corners[0] = box.x1;
	corners[1] = height - box.y2;
	corners[2] = box.x2;
	corners[3] = height - box.y1;
	g_string_append(out, "/Alt");
	text_string_put(out, elem->node->kind == NODE_IMAGE ? elem->node->as.image.alt
		: elem->node->as.chart->alt);
	g_string_append(out, "/A<</O/Layout/Placement/Block/BBox[");
	for (int i = 0; i < 4; i++) {
		if (i)
			g_string_append_c(out, ' ');
		number_put(out, corners[i]);
	}
	g_string_append(out, "]>>");
	if (data)
		g_string_append_printf(out, "/AF[%d 0 R]", data);
}

static void
elem_write(struct finish *finish, const struct elem *elem, int parent)
{
	int page = elem_page(finish, elem);
	GString *out = writer_begin(finish->writer, elem->number);

	g_string_append(out, "<</Type/StructElem/S/");
	g_string_append(out, tag_name(elem->tag));
	g_string_append(out, "/P ");
	reference_put(out, parent);
	if (page >= 0) {
		g_string_append(out, "/Pg ");
		reference_put(out, finish->page_numbers[page]);
	}
	if (elem->id)
		g_string_append_printf(out, "/ID(%s)", elem->id);
	if (elem->lang) {
		g_string_append(out, "/Lang");
		text_string_put(out, elem->lang);
	}
	if (elem->attributes)
		g_string_append_printf(out, "/A<<%s>>", elem->attributes);
	if (elem->tag == TAG_FIGURE)
		figure_put(finish, out, elem);
	kids_put(finish, out, elem, page);
	g_string_append(out, ">>");
	writer_end(finish->writer);
	for (const struct kid *kid = elem->first; kid; kid = kid->next)
		if (kid->elem && kid->elem->number)
			elem_write(finish, kid->elem, elem->number);
}

/* ---- from marks to elements ---- */

/* Page by page the elements of its marks, in order; then the annotations, one by one. */
static guint
parents_put(const struct finish *finish, GString *out, guint key, guint mark)
{
	const struct tags *tags = finish->tags;
	const GArray *marks = finish->marks->marks;
	guint pages = finish->pages->pages->len;

	g_string_append_printf(out, "%u", key);
	if (key >= pages) {
		g_string_append_printf(out, " %d 0 R ",
			g_array_index(tags->annots, struct annot, key - pages).elem->number);
		return mark;
	}
	g_string_append_c(out, '[');
	for (; mark < marks->len && g_array_index(marks, struct mark, mark).page == (int)key; mark++)
		if (tags->by_mark[mark]) {
			reference_put(out, tags->by_mark[mark]->number);
			g_string_append_c(out, ' ');
		}
	g_string_append_c(out, ']');
	return mark;
}

static int
parents_write(struct finish *finish)
{
	guint count = finish->pages->pages->len + finish->tags->annots->len, mark = 0;
	int nodes = (int)((count + LEAVES - 1) / LEAVES), root = writer_reserve(finish->writer, nodes + 1);
	GString *out;

	for (guint first = 0; first < count; first += LEAVES) {
		guint end = MIN(first + LEAVES, count);

		out = writer_begin(finish->writer, root + 1 + (int)(first / LEAVES));
		g_string_append_printf(out, "<</Limits[%u %u]/Nums[", first, end - 1);
		for (guint key = first; key < end; key++)
			mark = parents_put(finish, out, key, mark);
		g_string_append(out, "]>>");
		writer_end(finish->writer);
	}
	out = writer_begin(finish->writer, root);
	g_string_append(out, "<</Kids[");
	for (int i = 0; i < nodes; i++)
		g_string_append_printf(out, "%d 0 R ", root + 1 + i);
	g_string_append(out, "]>>");
	writer_end(finish->writer);
	return root;
}

/* ---- from identifiers to elements ---- */

static void
ids_gather(GPtrArray *ids, struct elem *elem)
{
	if (elem->id && elem->number)
		g_ptr_array_add(ids, elem);
	for (const struct kid *kid = elem->first; kid; kid = kid->next)
		if (kid->elem)
			ids_gather(ids, kid->elem);
}

static int
by_id(gconstpointer a, gconstpointer b)
{
	return strcmp((*(const struct elem *const *)a)->id, (*(const struct elem *const *)b)->id);
}

static int
ids_write(struct finish *finish)
{
	GPtrArray *ids = g_ptr_array_new();
	GString *names = g_string_new(NULL);
	int root = 0;

	ids_gather(ids, finish->tags->root);
	g_ptr_array_sort(ids, by_id);
	if (ids->len) {
		struct name_tree *tree = name_tree_begin(finish);

		for (guint i = 0; i < ids->len; i++) {
			const struct elem *elem = g_ptr_array_index(ids, i);

			g_string_printf(names, "%d 0 R", elem->number);
			name_tree_add(tree, elem->id, names->str);
		}
		root = name_tree_end(tree);
	}
	g_string_free(names, TRUE);
	g_ptr_array_free(ids, TRUE);
	return root;
}

bool
structure_write(struct finish *finish)
{
	int root = writer_reserve(finish->writer, 1), parents, ids;
	GString *out;

	elems_number(finish, finish->tags->root);
	elem_write(finish, finish->tags->root, root);
	parents = parents_write(finish);
	ids = ids_write(finish);
	out = writer_begin(finish->writer, root);
	g_string_append_printf(out, "<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R"
		"/ParentTreeNextKey %u", finish->tags->root->number, parents,
		finish->pages->pages->len + finish->tags->annots->len);
	if (ids)
		g_string_append_printf(out, "/IDTree %d 0 R", ids);
	g_string_append(out, ">>");
	writer_end(finish->writer);
	g_string_append_printf(finish->catalog, "/StructTreeRoot %d 0 R/MarkInfo<</Marked true>>", root);
	return true;
}
