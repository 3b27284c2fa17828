/* The page: its head, landmarks and parts. Read this first. */
#include "html/html.h"

#include <string.h>

#include "base/arena.h"
#include "html/write.h"

bool
html_names_pages(const struct report *report)
{
	const struct node *node = report->root;

	while (node) {
		if (node->kind == NODE_PAGE_REF)
			return true;
		if (node->first && node->kind != NODE_CONTENTS) {
			node = node->first;
			continue;
		}
		while (node && !node->next)
			node = node->parent;
		node = node ? node->next : NULL;
	}
	return false;
}

static void
ids_take(struct html *html, const struct node *node)
{
	if (node->id)
		g_hash_table_add(html->taken, (gpointer)node->id);
	for (const struct node *at = node->first; at; at = at->next)
		ids_take(html, at);
}

/* ---- landmarks ---- */

static bool
says(const struct node *para, const char *text)
{
	return para->kind == NODE_PARA && para->first && !para->first->next &&
		para->first->kind == NODE_TEXT && strcmp(para->first->as.text.text, text) == 0;
}

/* The paragraph of the cover that is the title, by its look or by its words; or NULL. */
static const struct node *
title_find(const struct report *report)
{
	const struct node *cover = report->root->first;

	if (!cover || cover->kind != NODE_COVER)
		return NULL;
	for (const struct node *at = cover->first; at; at = at->next)
		if (at->kind == NODE_PARA && at->style && strcmp(at->style, "cover-title") == 0)
			return at;
	for (const struct node *at = cover->first; at; at = at->next)
		if (says(at, report->head.title))
			return at;
	return NULL;
}

static void
header_put(struct html *html)
{
	const struct node *cover = html->report->root->first;
	const struct head *head = &html->report->head;
	const struct look *look = style_look(html->style, "cover");
	const struct around around = { .text = look };
	struct colour band = style_page(html->style, "cover")->band;

	html->title = title_find(html->report);
	html_put(html, band.set ? "<header class=\"band\">\n" : "<header>\n");
	html_put(html, "<div>\n");
	if (head->draft && *head->draft_word) {
		html_put(html, "<p class=\"extra draft\">");
		html_text(html, head->draft_word);
		html_put(html, "</p>\n");
	}
	if (!html->title) {
		html_put(html, "<h1 class=\"extra\">");
		html_text(html, head->title);
		html_put(html, "</h1>\n");
	}
	if (cover && cover->kind == NODE_COVER)
		html_blocks(html, cover, &around);
	html_put(html, "</div>\n</header>\n");
	if (band.set)
		sheet_cover(html->sheet, band);
}

static void
main_put(struct html *html, const struct node *nav)
{
	const struct look *look = style_look(html->style, "para");
	const struct around around = { .text = look, .plain = look };

	html_put(html, "<main tabindex=\"-1\"");
	html_attribute(html, "id", html->main);
	html_put(html, ">\n");
	for (const struct node *at = html->report->root->first; at; at = at->next)
		if (at != nav && at->kind != NODE_COVER)
			html_block(html, at, &around);
	html_notes(html);
	html_put(html, "</main>\n");
}

static void
footer_put(struct html *html)
{
	const struct head *head = &html->report->head;
	const char *parts[] = { head->title, head->author, head->printed_date };
	bool any = false;

	html_put(html, "<footer class=\"extra\">\n<p>");
	for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
		if (!*parts[i])
			continue;
		html_put(html, any ? " · " : "");
		html_text(html, parts[i]);
		any = true;
	}
	html_put(html, "</p>\n</footer>\n");
}

static void
body_put(struct html *html)
{
	const struct node *nav = nav_find(html);

	html_put(html, "<body>\n<a class=\"extra skip\"");
	html_href(html, html->main);
	html_put(html, ">");
	html_text(html, html_word(html, "html-skip"));
	html_put(html, "</a>\n");
	header_put(html);
	html_put(html, "<div class=\"page\">\n");
	html_nav(html, nav);
	main_put(html, nav);
	html_put(html, "</div>\n");
	footer_put(html);
	html_put(html, "</body>\n</html>\n");
}

/* ---- the head ---- */

static void
meta_put(struct html *html, const char *name, const char *content)
{
	if (!content || !*content)
		return;
	html_put(html, "<meta");
	html_attribute(html, "name", name);
	html_attribute(html, "content", content);
	html_put(html, "/>\n");
}

/* The policy holds even if a text came through unescaped: nothing runs, nothing is fetched. */
static void
head_put(struct html *html)
{
	const struct head *head = &html->report->head;

	html_put(html, "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\"");
	html_lang(html, html->report->root);
	html_put(html, ">\n<head>\n<meta charset=\"utf-8\"/>\n"
		"<meta http-equiv=\"Content-Security-Policy\" "
		"content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
		"form-action 'none'\"/>\n<title>");
	html_text(html, head->title);
	html_put(html, "</title>\n");
	meta_put(html, "viewport", "width=device-width, initial-scale=1");
	meta_put(html, "color-scheme", "light dark");
	meta_put(html, "author", head->author);
	meta_put(html, "description", head->subject);
	meta_put(html, "keywords", head->keywords);
	html_put(html, "<style>\n");
	sheet_put(html->sheet, html->out);
	html_put(html, "</style>\n</head>\n");
}

char *
html_make(const struct report *report, struct style *style, struct fonts *fonts,
	const struct pages *pages, struct diags *diags)
{
	struct html html = { .report = report, .style = style, .fonts = fonts, .pages = pages,
		.diags = diags };
	GString *body = g_string_sized_new(1 << 18);

	html.arena = arena_create();
	html.sheet = sheet_create(style);
	html.ids = g_hash_table_new(NULL, NULL);
	html.marks = g_hash_table_new(NULL, NULL);
	html.taken = g_hash_table_new(g_str_hash, g_str_equal);
	html.notes = g_ptr_array_new();
	html.waiting = g_ptr_array_new();
	ids_take(&html, report->root);
	html.main = html_id_new(&html, "report");
	html.out = body;
	body_put(&html); /* first, for it says which looks and colours the sheet needs */
	html.out = g_string_sized_new(body->len + (1 << 14));
	head_put(&html);
	g_string_append_len(html.out, body->str, (gssize)body->len);
	g_string_free(body, TRUE);
	g_hash_table_destroy(html.ids);
	g_hash_table_destroy(html.marks);
	g_hash_table_destroy(html.taken);
	g_ptr_array_free(html.notes, TRUE);
	g_ptr_array_free(html.waiting, TRUE);
	sheet_destroy(html.sheet);
	arena_destroy(html.arena);
	return g_string_free(html.out, FALSE);
}
