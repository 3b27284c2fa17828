/* Inline content: spans, links, notes and their marks. */
#include <string.h>

#include "base/arena.h"
#include "html/write.h"
#include "report/words.h"

/* Looks that say what words are, and so have an element of their own. */
static const struct {
	const char *style, *element;
} meanings[] = {
	{ "strong", "strong" }, { "emph", "em" }, { "title", "cite" },
};

/* The rest of an opening tag. */
static void
opening_end(struct html *html, const struct node *node, bool marked)
{
	const char *class = node->style && style_knows(html->style, node->style)
		? sheet_class(html->sheet, style_look(html->style, node->style), USE_INLINE) : NULL;

	if (marked)
		class = arena_printf(html->arena, "marked%s%s", class ? " " : "", class ? class : "");
	html_attribute(html, "class", class);
	html_attribute(html, "id", node->id);
	html_lang(html, node);
	html_put(html, ">");
}

static void
span_put(struct html *html, const struct node *node)
{
	const char *element = "span", *mark = node->as.span.mark;

	for (size_t i = 0; node->style && i < G_N_ELEMENTS(meanings); i++)
		if (strcmp(node->style, meanings[i].style) == 0)
			element = meanings[i].element;
	g_string_append_printf(html->out, "<%s", element);
	opening_end(html, node, mark != NULL);
	if (mark)
		html_shape(html, node);
	html_inline(html, node);
	g_string_append_printf(html->out, "</%s>", element);
}

/* Only addresses that cannot run anything. */
static bool
uri_is_safe(const char *uri)
{
	static const char *const schemes[] = { "http://", "https://", "mailto:" };

	for (size_t i = 0; i < G_N_ELEMENTS(schemes); i++)
		if (g_ascii_strncasecmp(uri, schemes[i], strlen(schemes[i])) == 0)
			return true;
	return false;
}

/* Characters that no address may hold become escapes; what is escaped already stays. Yours. */
static char *
uri_clean(const char *uri)
{
	GString *out = g_string_new(NULL);

	for (; *uri; uri++) {
		unsigned char c = (unsigned char)*uri;

		if (c <= 32 || c >= 127 || strchr("\"<>\\^`{|}", c) ||
			(c == '%' && !(g_ascii_isxdigit(uri[1]) && g_ascii_isxdigit(uri[2]))))
			g_string_append_printf(out, "%%%02X", c);
		else
			g_string_append_c(out, *uri);
	}
	return g_string_free(out, FALSE);
}

static void
link_put(struct html *html, const struct node *node)
{
	const struct node *target = node->as.link.target;
	char *uri = node->as.link.uri && uri_is_safe(node->as.link.uri)
		? uri_clean(node->as.link.uri) : NULL;
	bool leads = (uri || target) && !html->links;
	const char *element = leads ? "a" : "span";

	g_string_append_printf(html->out, "<%s", element);
	if (leads && uri)
		html_attribute(html, "href", uri);
	else if (leads)
		html_href(html, html_id(html, target));
	opening_end(html, node, false);
	html->links += leads;
	html_inline(html, node);
	html->links -= leads;
	g_string_append_printf(html->out, "</%s>", element);
	if (!html->links)
		html_waiting(html);
	g_free(uri);
}

/* The number of the printed page, as a link to what stands there. */
static void
page_ref_put(struct html *html, const struct node *node)
{
	const struct node *target = node->as.link.target;
	const struct anchor *anchor = target && html->pages ? pages_anchor(html->pages, target) : NULL;
	const char *label = anchor ? pages_page(html->pages, anchor->page)->label : "?";

	if (!target || html->links) {
		html_text(html, label);
		return;
	}
	html_put(html, "<a");
	html_href(html, html_id(html, target));
	html_put(html, ">");
	html_text(html, label);
	html_put(html, "</a>");
}

static void
mark_put(struct html *html, const struct node *note)
{
	const char *id = html_id(html, note), *mark = html_id_new(html, "to-%s", id);

	g_hash_table_insert(html->marks, (gpointer)note, (gpointer)mark);
	html_put(html, "<sup class=\"mark\"><a role=\"doc-noteref\"");
	html_attribute(html, "id", mark);
	html_href(html, id);
	html_put(html, ">");
	html_text(html, note->as.note.label);
	html_put(html, "</a></sup>");
	g_ptr_array_add(html->notes, (gpointer)note);
}

/* A link cannot stand in a link: the mark of a note waits for its end. */
static void
note_put(struct html *html, const struct node *note)
{
	if (html->links)
		g_ptr_array_add(html->waiting, (gpointer)note);
	else
		mark_put(html, note);
}

void
html_waiting(struct html *html)
{
	for (guint i = 0; i < html->waiting->len; i++)
		mark_put(html, g_ptr_array_index(html->waiting, i));
	g_ptr_array_set_size(html->waiting, 0);
}

void
html_inline(struct html *html, const struct node *parent)
{
	for (const struct node *node = parent->first; node; node = node->next)
		switch (node->kind) {
		case NODE_TEXT:
			html_text(html, node->as.text.text);
			break;
		case NODE_SPAN:
			span_put(html, node);
			break;
		case NODE_LINK:
			link_put(html, node);
			break;
		case NODE_PAGE_REF:
			page_ref_put(html, node);
			break;
		case NODE_LINE_BREAK:
			html_put(html, "<br/>");
			break;
		case NODE_NOTE:
			note_put(html, node);
			break;
		default: /* blocks do not stand in text: the reader sees to it */
			break;
		}
}

void
html_inline_plain(struct html *html, const struct node *parent)
{
	html->links++;
	html_inline(html, parent);
	html->links--;
	g_ptr_array_set_size(html->waiting, 0);
}

/* ---- notes ---- */

static void
note_item(struct html *html, const struct node *note)
{
	const struct look *look = style_look(html->style, "note");
	const struct around around = { .text = look, .plain = look };
	bool other;

	html_put(html, "<li");
	html_attribute(html, "id", html_id(html, note));
	other = html_lang_apart(html, note);
	html_put(html, "><span class=\"number\">");
	html_text(html, note->as.note.label);
	html_put(html, "</span> ");
	html_contents(html, note, &around);
	html_put(html, " <a class=\"extra back\" role=\"doc-backlink\"");
	html_href(html, g_hash_table_lookup(html->marks, note));
	if (other)
		html_lang(html, html->report->root);
	html_put(html, ">");
	html_text(html, html_word(html, "html-back"));
	html_put(html, "</a></li>\n");
}

void
html_notes(struct html *html)
{
	const char *id;

	if (!html->notes->len)
		return;
	id = html_id_new(html, "notes");
	html_put(html, "<section class=\"notes\" role=\"doc-endnotes\"");
	html_attribute(html, "aria-labelledby", id);
	html_put(html, ">\n<h2 class=\"extra\"");
	html_attribute(html, "id", id);
	html_put(html, ">");
	html_text(html, html_word(html, "html-notes"));
	html_put(html, "</h2>\n<ul");
	html_attribute(html, "class",
		sheet_class(html->sheet, style_look(html->style, "note"), USE_TEXT));
	html_put(html, ">\n");
	for (guint i = 0; i < html->notes->len; i++) /* a note may hold no note, so the list rests */
		note_item(html, g_ptr_array_index(html->notes, i));
	html_put(html, "</ul>\n</section>\n");
}
