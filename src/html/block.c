/* Blocks: sections, headings, paragraphs, lists, boxes. Looks are resolved as layout resolves them. */
#include <string.h>

#include "html/write.h"

const struct look *
html_look(const struct html *html, const struct look *under, const struct node *node,
	const char *otherwise)
{
	return style_over(html->style, under, node->style ? node->style : otherwise);
}

static void
number_put(struct html *html, const char *number)
{
	if (!number)
		return;
	html_put(html, "<span class=\"number\">");
	html_text(html, number);
	html_put(html, "</span> ");
}

/* Headings begin at h2, for the report's title is the h1. Below h6 the level is said in words that
 * screen readers know. */
static void
heading_put(struct html *html, const struct node *node)
{
	char *name = g_strdup_printf("heading-%d", CLAMP(node->as.heading.level, 1, 6));
	const struct look *look = html_look(html, style_look(html->style, "base"), node, name);
	int level = node->as.heading.level + 1, shown = CLAMP(level, 2, 6);

	g_string_append_printf(html->out, "<h%d", shown);
	html_attribute(html, "id", html_id(html, node));
	html_attribute(html, "class", sheet_class(html->sheet, look, USE_TEXT));
	if (level > shown)
		g_string_append_printf(html->out, " aria-level=\"%d\"", level);
	html_lang(html, node);
	html_put(html, ">");
	number_put(html, node->as.heading.number);
	html_inline(html, node);
	g_string_append_printf(html->out, "</h%d>\n", shown);
	g_free(name);
}

static void
para_put(struct html *html, const struct node *node, const struct around *around)
{
	const char *label = node->as.para.label;
	const char *element = node == html->title ? "h1" : "p";
	const struct look *look = around->text;

	if (label || node->style)
		look = html_look(html, look, node, "numbered");
	g_string_append_printf(html->out, "<%s", element);
	html_attribute(html, "id", node->id);
	if (look != around->plain)
		html_attribute(html, "class",
			sheet_class(html->sheet, look, around->lists ? USE_ITEM : USE_TEXT));
	html_lang(html, node);
	html_put(html, ">");
	number_put(html, label);
	html_inline(html, node);
	g_string_append_printf(html->out, "</%s>\n", element);
}

bool
html_is_single(const struct node *parent)
{
	const struct node *only = parent->first;

	return only && !only->next && only->kind == NODE_PARA && !only->style && !only->id &&
		!only->lang && !only->as.para.label;
}

void
html_contents(struct html *html, const struct node *parent, const struct around *around)
{
	if (html_is_single(parent))
		html_inline(html, parent->first);
	else
		html_blocks(html, parent, around);
}

static void
list_begin(struct html *html, const struct node *list, const char *class)
{
	static const char *const types[] = { [LIST_DECIMAL] = "1", [LIST_ALPHA] = "a",
		[LIST_ROMAN] = "i", [LIST_BULLET] = NULL, [LIST_PLAIN] = NULL,
		[LIST_TERMS] = NULL };
	const char *type = types[list->as.list.kind];

	html_put(html, type ? "<ol" : "<ul");
	html_attribute(html, "type", type);
	if (type && list->as.list.start != 1)
		g_string_append_printf(html->out, " start=\"%d\"", list->as.list.start);
	g_string_append_printf(html->out, " class=\"%s%s\"", class,
		list->as.list.kind == LIST_PLAIN ? " plain" : "");
	html_attribute(html, "id", list->id);
	html_lang(html, list);
	html_put(html, ">\n");
}

static void
list_put(struct html *html, const struct node *list, const struct around *around)
{
	char *name = g_strdup_printf("list-%d", MIN(around->lists + 1, 3));
	const struct look *look = html_look(html, around->text, list, name);
	double indent = look->left - around->left;
	const char *class = sheet_list(html->sheet, look, indent > 0 ? indent : look->left);
	const struct around own = { .text = look, .plain = look, .lists = around->lists + 1,
		.left = look->left };

	list_begin(html, list, class);
	for (const struct node *item = list->first; item; item = item->next) {
		html_put(html, "<li");
		html_attribute(html, "id", item->id);
		html_lang(html, item);
		html_put(html, ">");
		html_contents(html, item, &own);
		html_put(html, "</li>\n");
	}
	html_put(html, list->as.list.kind == LIST_BULLET || list->as.list.kind == LIST_PLAIN
		? "</ul>\n" : "</ol>\n");
	g_free(name);
}

static void
terms_put(struct html *html, const struct node *list, const struct around *around)
{
	const struct look *look = html_look(html, around->text, list, "terms");
	const struct around own = { .text = look, .plain = look };

	html_put(html, "<dl");
	html_attribute(html, "class", sheet_class(html->sheet, look, USE_TEXT));
	html_attribute(html, "id", list->id);
	html_lang(html, list);
	html_put(html, ">\n");
	for (const struct node *item = list->first; item; item = item->next) {
		html_put(html, "<dt");
		html_attribute(html, "id", item->id);
		html_lang(html, item);
		html_put(html, ">");
		html_text(html, item->as.item.term);
		html_put(html, "</dt>\n<dd>");
		html_contents(html, item, &own);
		html_put(html, "</dd>\n");
	}
	html_put(html, "</dl>\n");
}

static void
box_put(struct html *html, const struct node *node, const struct around *around)
{
	const struct look *look = html_look(html, style_look(html->style, "base"), node, "box");
	char *name = g_strconcat(look->name, "-text", NULL);
	const struct look *text = style_over(html->style, around->text, name);
	const struct around own = { .text = text, .plain = around->plain };
	const char *element = node->style && g_str_has_suffix(node->style, "quote") ? "blockquote" : "div";

	g_string_append_printf(html->out, "<%s", element);
	html_attribute(html, "class", sheet_class(html->sheet, look, USE_BOX));
	html_attribute(html, "id", node->id);
	html_lang(html, node);
	html_put(html, ">\n");
	html_blocks(html, node, &own);
	g_string_append_printf(html->out, "</%s>\n", element);
	g_free(name);
}

/* Without a heading a section is none to HTML. */
static void
section_put(struct html *html, const struct node *node, const struct around *around)
{
	bool headed = node->first && node->first->kind == NODE_HEADING;

	html_put(html, headed ? "<section" : "<div");
	html_attribute(html, "id", node->id);
	html_lang(html, node);
	html_put(html, ">\n");
	html_blocks(html, node, around);
	html_put(html, headed ? "</section>\n" : "</div>\n");
}

void
html_block(struct html *html, const struct node *node, const struct around *around)
{
	switch (node->kind) {
	case NODE_SECTION:
		section_put(html, node, around);
		break;
	case NODE_HEADING:
		heading_put(html, node);
		break;
	case NODE_PARA:
		para_put(html, node, around);
		break;
	case NODE_LIST:
		if (node->as.list.kind == LIST_TERMS)
			terms_put(html, node, around);
		else
			list_put(html, node, around);
		break;
	case NODE_TABLE:
		html_table(html, node, around);
		break;
	case NODE_BOX:
		box_put(html, node, around);
		break;
	case NODE_FIGURE:
		html_figure(html, node, around);
		break;
	case NODE_IMAGE:
		html_image(html, node);
		break;
	case NODE_CONTENTS:
		html_entries(html, node);
		break;
	default: /* the cover and the navigation have their places; a page has no new pages */
		break;
	}
}

void
html_blocks(struct html *html, const struct node *parent, const struct around *around)
{
	for (const struct node *node = parent->first; node; node = node->next)
		html_block(html, node, around);
}
