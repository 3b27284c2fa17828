/* What stands on every page: header, footer, band, watermark; and the page numbers in the text, once
 * all pages are known. */
#include <glib.h>
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "layout/lay.h"

struct fields {
	const char *names[8], *values[8];
};

/* Yours: the pattern with {name} replaced; an unknown name stays as it is. */
static char *
pattern_fill(const char *pattern, const struct fields *fields)
{
	GString *out = g_string_new(pattern);

	for (int i = 0; fields->names[i]; i++)
		g_string_replace(out, fields->names[i], fields->values[i], 0);
	return g_strstrip(g_string_free(out, FALSE));
}

/* Yours: the text cut after as many words as fit, with an ellipsis when some do not. */
static char *
text_shorten(struct layout *lo, const struct look *look, const char *text, double room)
{
	GString *out = g_string_new(text);

	while (out->len && text_width(lo->fonts, look, out->str) > room) {
		const char *space;

		g_string_truncate(out, out->len - (g_str_has_suffix(out->str, "\xe2\x80\xa6") ? 3 : 0));
		space = strrchr(out->str, ' ');
		g_string_truncate(out, space ? (gsize)(space - out->str) : 0);
		g_string_append(out, "\xe2\x80\xa6");
		if (!space)
			break;
	}
	return g_string_free(out, FALSE);
}

/* What a line of furniture is about, else the report as a whole. */
static const struct origin *
pattern_origin(struct layout *lo, const char *pattern, const struct node *chapter)
{
	const struct head *head = &lo->report->head;

	if (!head->origin)
		return NULL;
	if (strstr(pattern, "{title}") && head->title_origin)
		return head->title_origin;
	if (strstr(pattern, "{date}") && head->date_origin)
		return head->date_origin;
	return strstr(pattern, "{section}") && chapter ? lay_origin(lo, chapter) : head->origin;
}

static void
furniture_line(struct layout *lo, struct page *page, enum item_role role,
	const struct furniture *furniture, const struct fields *fields, const struct node *chapter)
{
	const struct page_master *master = page->master;
	const struct look *look = style_look(lo->style, furniture->look ? furniture->look : "furniture");
	double left = master->left, right = master->width - master->right, room = right - left;
	guint rule;
	const struct { const char *pattern; double x; enum align align; } parts[] = {
		{ furniture->right, right, ALIGN_RIGHT }, /* the page number first: it is never cut */
		{ furniture->centre, (left + right) / 2, ALIGN_CENTRE },
		{ furniture->left, left, ALIGN_LEFT },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
		guint from = page->items->len;
		char *text, *fitting;

		if (!parts[i].pattern)
			continue;
		text = pattern_fill(parts[i].pattern, fields);
		fitting = text_shorten(lo, look, text, room);
		room -= page_text(lo->pages, page, lo->fonts, role, NULL, look, parts[i].x, furniture->y,
			parts[i].align, fitting) + look->size * 2;
		origin_give(page, from, pattern_origin(lo, parts[i].pattern, chapter));
		g_free(fitting);
		g_free(text);
	}
	rule = page->items->len;
	page_rule(lo->pages, page, role, NULL, left, furniture->rule_y, right, furniture->rule_y,
		furniture->rule_width, look->rule);
	origin_give(page, rule, lo->report->head.origin);
}

/* By page: the first chapter that begins on it, or the last before it. Yours. */
static const struct node **
chapters_find(const struct pages *pages)
{
	guint count = pages->pages->len;
	const struct node **chapters = g_new0(const struct node *, count + 1),
		**last = g_new0(const struct node *, count + 1), *current = NULL;

	for (guint i = 0; i < pages->anchors->len; i++) {
		const struct anchor *anchor = &g_array_index(pages->anchors, struct anchor, i);

		if (anchor->node->kind != NODE_HEADING || anchor->node->as.heading.level != 1)
			continue;
		last[anchor->page] = anchor->node;
		if (!chapters[anchor->page])
			chapters[anchor->page] = anchor->node;
	}
	for (guint i = 0; i < count; i++) {
		if (!chapters[i])
			chapters[i] = current;
		if (last[i])
			current = last[i];
	}
	g_free(last);
	return chapters;
}

static void
watermark_place(struct layout *lo, struct page *page)
{
	const struct look *look = style_look(lo->style, "watermark");
	const char *word = lo->report->head.draft_word;
	const struct face *face = fonts_face(lo->fonts, look);
	double width = text_width(lo->fonts, look, word), angle = -atan2(page->height, page->width);
	struct item *item;

	page_text(lo->pages, page, lo->fonts, ROLE_WATERMARK, NULL, look,
		page->width / 2 - cos(angle) * width / 2 - sin(angle) * face->cap_height / 2,
		page->height / 2 - sin(angle) * width / 2 + cos(angle) * face->cap_height / 2, ALIGN_LEFT,
		word);
	item = &g_array_index(page->items, struct item, page->items->len - 1);
	item->as.text.angle = (float)angle;
}

/* The watermark lies behind the text: it goes before the page's other items. */
static void
behind(struct page *page, unsigned from)
{
	guint count = page->items->len - from;
	struct item *moved = g_memdup2(&g_array_index(page->items, struct item, from),
		count * sizeof(struct item));

	g_array_set_size(page->items, from);
	g_array_insert_vals(page->items, 0, moved, count);
	g_free(moved);
}

/* The label of the last page that is counted with this one: "Page ii of iv". */
static const char *
last_label(const struct layout *lo, const struct page *page)
{
	const struct page *last = page;

	for (int i = (int)lo->pages->pages->len - 1; i >= 0; i--) {
		last = pages_page(lo->pages, i);
		if (last->run == page->run)
			break;
	}
	return last->label;
}

static void
page_dress(struct layout *lo, struct page *page, const struct node *chapter, const char *pages)
{
	const struct head *head = &lo->report->head;
	char *section = chapter ? node_text(chapter) : g_strdup("");
	const struct fields numbers = { { "{page}", "{pages}" }, { page->label, pages } };
	char *page_of = pattern_fill(head->page_pattern, &numbers);
	const struct fields fields = {
		{ "{title}", "{date}", "{status}", "{section}", "{page-of-pages}", "{page}", "{pages}" },
		{ head->title, head->printed_date, head->draft ? head->draft_word : "", section, page_of,
			page->label, pages },
	};
	guint own;

	page_open(page);
	furniture_line(lo, page, ROLE_HEADER, &page->master->header, &fields, chapter);
	furniture_line(lo, page, ROLE_FOOTER, &page->master->footer, &fields, chapter);
	if (head->draft)
		lines_number(lo, page);
	own = page->items->len;
	if (head->draft)
		watermark_place(lo, page);
	page_rect(lo->pages, page, ROLE_LAYOUT, NULL, 0, 0, page->width, page->master->band_height,
		page->master->band);
	origin_give(page, own, head->origin);
	behind(page, own);
	page_seal(page);
	g_free(section);
	g_free(page_of);
}

void
furniture_place(struct layout *lo)
{
	const struct node **chapters = chapters_find(lo->pages);
	const char *last = "";
	int run = -1;

	for (guint i = 0; i < lo->pages->pages->len; i++) {
		struct page *page = pages_page(lo->pages, (int)i);

		if (page->run != run)
			last = last_label(lo, page);
		run = page->run;
		page_dress(lo, page, chapters[i], last);
	}
	g_free(chapters);
}

void
pending_resolve(struct layout *lo)
{
	for (guint i = 0; i < lo->pending->len; i++) {
		const struct pending *pending = &g_array_index(lo->pending, struct pending, i);
		struct text_item *item = &g_array_index(pending->page->items, struct item,
			pending->item).as.text;
		const struct face *face = fonts_face(lo->fonts, pending->look);
		const char *label = label_of(lo->pages, pending->target);

		if (!label)
			continue;
		item->pieces = arena_new_array(lo->arena, struct piece, 2);
		item->pieces[0] = (struct piece){ face->space, -face->space->width }; /* off the words */
		item->pieces[1].shaped = fonts_shape(lo->fonts, face, text_language(NULL), label,
			strlen(label));
		item->count = 2;
		item->width = item->pieces[1].shaped->width;
		item->x = pending->right - item->width;
	}
}
