/* Marks: which element an item belongs to, and what follows each other in one. */
#include "pdf/marks.h"

void
marks_destroy(struct marks *marks)
{
	if (!marks)
		return;
	g_array_free(marks->marks, TRUE);
	g_array_free(marks->hots, TRUE);
	g_free(marks);
}

/* Nodes that are no element by themselves belong to what is around them. */
static const struct node *
element_of(const struct node *node)
{
	for (; node; node = node->parent)
		switch (node->kind) {
		case NODE_TEXT:
		case NODE_PAGE_REF:
		case NODE_LINE_BREAK:
			break;
		case NODE_SPAN:
			if (node->lang)
				return node;
			break;
		default:
			return node;
		}
	return NULL;
}

/* All of a chart is one figure: its rules and grounds are no decoration. */
struct owner
marks_owner(const struct item *item)
{
	const struct node *node = item->source;

	if (!node || (item->role >= ROLE_LAYOUT && node->kind != NODE_CHART) ||
		item->role == ROLE_REPEAT)
		return (struct owner){ NULL, PART_BODY };
	if (item->role == ROLE_LABEL)
		return (struct owner){ node, PART_LABEL };
	if (node->kind == NODE_NOTE)
		return (struct owner){ node, PART_REFERENCE };
	return (struct owner){ element_of(node), PART_BODY };
}

/* Generous: of text, the room of its line. */
static void
extent_of(const struct item *item, struct mark *mark)
{
	if (item->kind == ITEM_TEXT) {
		const struct text_item *text = &item->as.text;

		mark->x1 = (float)text->x;
		mark->x2 = (float)(text->x + text->width);
		mark->y1 = (float)(text->y - text->look->size * 0.8);
		mark->y2 = (float)(text->y + text->look->size * 0.25);
		return;
	}
	if (item->kind == ITEM_IMAGE) {
		const struct image_item *image = &item->as.image;

		mark->x1 = (float)image->x;
		mark->x2 = (float)(image->x + image->width);
		mark->y1 = (float)image->y;
		mark->y2 = (float)(image->y + image->height);
		return;
	}
	for (int i = 0; i + 1 < item->as.path.point_count; i += 2) {
		float x = (float)item->as.path.points[i], y = (float)item->as.path.points[i + 1];

		mark->x1 = i ? MIN(mark->x1, x) : x;
		mark->x2 = i ? MAX(mark->x2, x) : x;
		mark->y1 = i ? MIN(mark->y1, y) : y;
		mark->y2 = i ? MAX(mark->y2, y) : y;
	}
}

/* On one line, with no more than a space between. */
static bool
beside(const struct hot *a, const struct hot *b)
{
	float both = MIN(a->y2, b->y2) - MAX(a->y1, b->y1);

	return both > (b->y2 - b->y1) / 2 && b->x1 < a->x2 + 6 && b->x2 > a->x1 - 6;
}

/* A link whose text changes its look in a line is several items beside each other. */
static void
hot_add(struct marks *marks, int page, const struct item *item)
{
	const struct link_item *link = &item->as.link;
	struct hot hot = { item->source, link->uri, link->target, page, (float)link->x,
		(float)link->y, (float)(link->x + link->width), (float)(link->y + link->height) };
	struct hot *last = marks->hots->len
		? &g_array_index(marks->hots, struct hot, marks->hots->len - 1) : NULL;

	while (hot.source && hot.source->kind != NODE_LINK && hot.source->kind != NODE_ENTRY)
		hot.source = hot.source->parent;
	if (last && last->source == hot.source && last->page == page && beside(last, &hot)) {
		last->x1 = MIN(last->x1, hot.x1);
		last->x2 = MAX(last->x2, hot.x2);
		last->y1 = MIN(last->y1, hot.y1);
		last->y2 = MAX(last->y2, hot.y2);
	} else if (hot.source) {
		g_array_append_val(marks->hots, hot);
	}
}

/* A link is never drawn, and begins no mark. */
static void
item_add(struct marks *marks, int page, unsigned number, const struct item *item)
{
	struct mark mark = { .owner = marks_owner(item), .page = page, .item = number };
	struct mark *last = marks->marks->len
		? &g_array_index(marks->marks, struct mark, marks->marks->len - 1) : NULL;

	if (item->kind == ITEM_LINK) {
		if (item->role < ROLE_LAYOUT)
			hot_add(marks, page, item);
		return;
	}
	mark.role = mark.owner.node ? ROLE_CONTENT : item->role;
	extent_of(item, &mark);
	if (!last || last->page != page || last->owner.node != mark.owner.node ||
		last->owner.part != mark.owner.part || last->role != mark.role) {
		g_array_append_val(marks->marks, mark);
		return;
	}
	last->x1 = MIN(last->x1, mark.x1);
	last->x2 = MAX(last->x2, mark.x2);
	last->y1 = MIN(last->y1, mark.y1);
	last->y2 = MAX(last->y2, mark.y2);
}

struct marks *
marks_make(const struct pages *pages)
{
	struct marks *marks = g_new0(struct marks, 1);

	marks->marks = g_array_new(FALSE, FALSE, sizeof(struct mark));
	marks->hots = g_array_new(FALSE, FALSE, sizeof(struct hot));
	for (guint i = 0; i < pages->pages->len; i++) {
		const struct page *page = pages_page(pages, (int)i);

		for (guint j = 0; j < page->items->len; j++)
			item_add(marks, (int)i, j, &g_array_index(page->items, struct item, j));
	}
	return marks;
}
