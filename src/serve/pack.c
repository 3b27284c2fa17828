/* Packing: what the page of the preview wants to know, as JSON and SVG. */
#include "serve/pack.h"

#include <math.h>
#include <string.h>

#include "paint/svg.h"
#include "report/node.h"
#include "serve/json.h"
#include "serve/where.h"

/* ---- problems ---- */

static void
problem_put(GString *json, const struct finding *finding, const struct where_map *map)
{
	struct where where = { 0 };

	if (map && finding->line)
		where = where_map_line(map, finding->file, finding->line);
	json_put_comma(json);
	g_string_append_c(json, '{');
	json_put_member(json, "level", diag_level_name(finding->level));
	json_put_member(json, "code", finding->name);
	json_put_member(json, "file", finding->file);
	json_put_number(json, "line", finding->line);
	json_put_number(json, "column", finding->column);
	json_put_member(json, "message", finding->message);
	json_put_member(json, "hint", finding->hint);
	json_put_member(json, "path", finding->path);
	json_put_member(json, "waived", finding->waived);
	json_put_number(json, "page", where.page);
	json_put_number(json, "y", where.y);
	g_string_append_c(json, '}');
}

char *
pack_problems(const struct diags *diags, const char *input, const struct pages *pages)
{
	struct where_map *map = pages && diags_kept(diags) ? where_map_create(pages, input) : NULL;
	GString *json = g_string_new("[");

	for (size_t i = 0; i < diags_kept(diags); i++)
		problem_put(json, diags_finding(diags, i), map);
	where_map_destroy(map);
	if (diags_unkept(diags)) {
		json_put_comma(json);
		g_string_append_c(json, '{');
		json_put_member(json, "level", "note");
		json_put_member(json, "code", "limit");
		json_put_member(json, "file", input);
		g_string_append_printf(json, ",\"line\":0,\"column\":0,\"message\":\"%zu more findings are "
			"not shown\",\"hint\":null,\"path\":null,\"waived\":null,\"page\":0,\"y\":0}",
			diags_unkept(diags));
	}
	g_string_append_c(json, ']');
	return g_string_free(json, FALSE);
}

/* ---- outline ---- */

static void
heading_put(GString *json, const struct product *product, const struct node *node)
{
	const struct anchor *anchor = pages_anchor(product->pages, node);
	const char *number = node->as.heading.number;
	char *text = node_text(node);
	char *title = number && *number ? g_strconcat(number, " ", text, NULL) : g_strdup(text);

	json_put_comma(json);
	g_string_append_c(json, '{');
	json_put_number(json, "level", node->as.heading.level);
	json_put_member(json, "title", title);
	json_put_number(json, "page", anchor ? anchor->page + 1 : 0);
	json_put_number(json, "y", anchor ? anchor->y : 0);
	json_put_number(json, "line", node->line);
	json_put_member(json, "file", node->file && strcmp(node->file, product->input) != 0 ? node->file
		: NULL);
	g_string_append_c(json, '}');
	g_free(title);
	g_free(text);
}

static void
headings_put(GString *json, const struct product *product, const struct node *node)
{
	for (const struct node *child = node->first; child; child = child->next)
		if (child->kind == NODE_HEADING)
			heading_put(json, product, child);
		else if (child->kind == NODE_SECTION || child->kind == NODE_BOX)
			headings_put(json, product, child);
}

char *
pack_outline(const struct product *product)
{
	GString *json = g_string_new("[");

	headings_put(json, product, product->report->root);
	g_string_append_c(json, ']');
	return g_string_free(json, FALSE);
}

/* ---- pages ---- */

struct fonts_told {
	pack_font_fn *tell;
	void *data;
	GHashTable *names; /* struct font → its name */
};

/* The very file that layout measured, under a name that is the same in every build. */
static const char *
font_name(struct fonts_told *told, const struct font *font)
{
	char *name = g_hash_table_lookup(told->names, font);

	if (name)
		return name;
	name = g_strdup_printf("f%08x-%d", g_str_hash(font->file), font->index);
	g_hash_table_insert(told->names, (gpointer)font, name);
	told->tell(told->data, name, font->file);
	return name;
}

static void
font_put(void *data, GString *out, const struct look *look, const struct font *font)
{
	struct fonts_told *told = data;

	g_string_append(out, " font-family=\"");
	g_string_append(out, font ? font_name(told, font) : "sans-serif");
	g_string_append(out, "\" font-size=\"");
	svg_number(out, font ? font->size : look->size);
	g_string_append_c(out, '"');
}

char *
pack_svg(const struct product *product, int number, pack_font_fn *font, void *data)
{
	struct fonts_told told = { font, data, g_hash_table_new_full(NULL, NULL, NULL, g_free) };
	const struct svg_way way = { .font = font_put, .data = &told, .sources = true,
		.file = product->input };
	char *svg = paint_svg(product->pages, number, &way);

	g_hash_table_destroy(told.names);
	return svg;
}

/* ---- guides ---- */

struct box {
	double left, top, right, bottom;
};

static bool
item_box(const struct item *item, struct box *box)
{
	const struct text_item *text = &item->as.text;

	switch (item->kind) {
	case ITEM_TEXT:
		*box = (struct box){ text->x, text->y - text->look->size * 0.75, text->x + text->width,
			text->y + text->look->size * 0.25 };
		return text->angle == 0;
	case ITEM_IMAGE:
		*box = (struct box){ item->as.image.x, item->as.image.y,
			item->as.image.x + item->as.image.width, item->as.image.y + item->as.image.height };
		return true;
	case ITEM_PATH:
	case ITEM_LINK:
		break;
	}
	return false;
}

/* The block that a node is part of: what designers call its frame. */
static const struct node *
block_of(const struct node *node)
{
	while (node && (node->kind >= NODE_TEXT || node->kind == NODE_ENTRY))
		node = node->parent;
	return node;
}

static const char *
block_name(enum node_kind kind)
{
	switch (kind) {
	case NODE_HEADING:
		return "heading";
	case NODE_PARA:
		return "para";
	case NODE_CHART:
		return "chart";
	case NODE_IMAGE:
		return "image";
	case NODE_CELL:
		return "cell";
	default:
		return "block";
	}
}

static void
frame_put(GString *json, const struct node *block, const struct box *box)
{
	json_put_comma(json);
	g_string_append_c(json, '{');
	json_put_number(json, "x", box->left);
	json_put_number(json, "y", box->top);
	json_put_number(json, "width", box->right - box->left);
	json_put_number(json, "height", box->bottom - box->top);
	json_put_member(json, "kind", block_name(block->kind));
	json_put_number(json, "line", block->line);
	g_string_append_c(json, '}');
}

/* Items of one block follow each other. */
static void
frames_put(GString *json, const struct page *page)
{
	const struct node *block = NULL;
	struct box box = { 0 };

	for (guint i = 0; i < page->items->len; i++) {
		const struct item *item = &g_array_index(page->items, struct item, i);
		const struct node *own = item->role <= ROLE_LABEL ? block_of(item->source) : NULL;
		struct box one;

		if (!own || !item_box(item, &one))
			continue;
		if (own == block) {
			box = (struct box){ fmin(box.left, one.left), fmin(box.top, one.top),
				fmax(box.right, one.right), fmax(box.bottom, one.bottom) };
			continue;
		}
		if (block)
			frame_put(json, block, &box);
		block = own;
		box = one;
	}
	if (block)
		frame_put(json, block, &box);
}

static int
number_compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Each line that text of the body stands on, once. */
static void
baselines_put(GString *json, const struct page *page)
{
	GArray *lines = g_array_new(FALSE, FALSE, sizeof(double));
	double last = -1;

	for (guint i = 0; i < page->items->len; i++) {
		const struct item *item = &g_array_index(page->items, struct item, i);

		if (item->kind == ITEM_TEXT && item->role <= ROLE_LABEL && item->as.text.angle == 0)
			g_array_append_val(lines, item->as.text.y);
	}
	g_array_sort(lines, number_compare);
	for (guint i = 0; i < lines->len; i++) {
		double line = g_array_index(lines, double, i);

		if (line - last < 0.05)
			continue;
		last = line;
		json_put_comma(json);
		svg_number(json, line);
	}
	g_array_free(lines, TRUE);
}

char *
pack_guides(const struct product *product, int number)
{
	const struct page *page = pages_page(product->pages, number);
	const struct page_master *master = page->master;
	GString *json = g_string_new("{\"page\":{");

	json_put_number(json, "width", page->width);
	json_put_number(json, "height", page->height);
	g_string_append(json, "},\"margins\":{");
	json_put_number(json, "top", master->top);
	json_put_number(json, "bottom", master->bottom);
	json_put_number(json, "left", master->left);
	json_put_number(json, "right", master->right);
	g_string_append(json, "},\"frames\":[");
	frames_put(json, page);
	g_string_append(json, "],\"baselines\":[");
	baselines_put(json, page);
	g_string_append(json, "]}");
	return g_string_free(json, FALSE);
}
