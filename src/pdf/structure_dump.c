/* What is asked of a structure, and its dump. */
#include "pdf/structure.h"

#include <string.h>

const struct element *
element_next(const struct element *top, const struct element *at)
{
	if (at->first)
		return at->first;
	while (at != top && !at->next)
		at = at->parent;
	return at == top ? NULL : at->next;
}

const char *
element_lang(const struct structure *structure, const struct element *element)
{
	for (; element; element = element->parent)
		if (element->lang)
			return element->lang;
	return structure->lang ? structure->lang : "";
}

/* ---- words ---- */

/* Parts of a line of words; anything else begins a new one. */
static bool
is_inline(const struct element *element)
{
	static const char *const tags[] = { "Span", "Link", "Reference", "Quote", "Annot", "Code", "Lbl",
		"BibEntry", "Em", "Strong", "Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP" };

	for (size_t i = 0; element->tag && i < G_N_ELEMENTS(tags); i++)
		if (strcmp(element->tag, tags[i]) == 0)
			return true;
	return element->kind != ELEMENT_TAG;
}

/* White space becomes one blank; words that were divided at the end of a line are whole again. */
static void
folded_put(GString *out, const char *text)
{
	for (; *text; text = g_utf8_next_char(text)) {
		gunichar c = g_utf8_get_char(text);

		if (c == 0xad)
			continue;
		if (!g_unichar_isspace(c) || c == 0xa0)
			g_string_append_unichar(out, c);
		else if (out->len && out->str[out->len - 1] != ' ')
			g_string_append_c(out, ' ');
	}
}

static void
words_put(GString *out, const struct element *element)
{
	if (element->kind == ELEMENT_ANNOT)
		return;
	if (element->kind == ELEMENT_WORDS || element->actual) {
		folded_put(out, element->actual ? element->actual : element->text);
		return;
	}
	if (element->alt)
		return;
	for (const struct element *at = element->first; at; at = at->next) {
		if (!is_inline(at) || strcmp(at->tag ? at->tag : "", "Reference") == 0)
			folded_put(out, " ");
		words_put(out, at);
		if (!is_inline(at))
			folded_put(out, " ");
	}
}

char *
element_words(const struct element *element)
{
	GString *out = g_string_new(NULL);

	words_put(out, element);
	if (out->len && out->str[out->len - 1] == ' ')
		g_string_truncate(out, out->len - 1);
	return g_string_free(out, FALSE);
}

/* ---- the dump ---- */

/* In quotation marks; what is not seen is written as its number. */
static void
quoted_put(GString *out, const char *text)
{
	g_string_append_c(out, '"');
	for (; *text; text = g_utf8_next_char(text)) {
		gunichar c = g_utf8_get_char(text);

		if (c == '"' || c == '\\')
			g_string_append_printf(out, "\\%c", (char)c);
		else if (c != ' ' && !g_unichar_isgraph(c))
			g_string_append_printf(out, "\\u{%x}", c);
		else
			g_string_append_unichar(out, c);
	}
	g_string_append_c(out, '"');
}

static void
attribute_put(GString *out, const char *name, const char *value)
{
	if (!value)
		return;
	g_string_append_printf(out, " %s=", name);
	quoted_put(out, value);
}

static void
attributes_put(GString *out, const struct element *element)
{
	attribute_put(out, "id", element->id);
	attribute_put(out, "lang", element->lang);
	attribute_put(out, "title", element->title);
	attribute_put(out, "scope", element->scope);
	attribute_put(out, "headers", element->headers);
	attribute_put(out, "numbering", element->numbering);
	if (element->colspan != 1)
		g_string_append_printf(out, " colspan=%d", element->colspan);
	if (element->rowspan != 1)
		g_string_append_printf(out, " rowspan=%d", element->rowspan);
	if (element->box)
		g_string_append(out, " box");
	attribute_put(out, "alt", element->alt);
	attribute_put(out, "actual", element->actual);
}

static void
page_put(GString *out, const struct element *element, int *page)
{
	if (element->kind == ELEMENT_TAG || element->page == *page)
		return;
	*page = element->page;
	g_string_append_printf(out, "page %d: ", element->page);
}

/* A page is named where it changes; words that are all of an element stand beside it. */
static void
element_put(GString *out, const struct element *element, int depth, int *page)
{
	const struct element *only = element->first && !element->first->next &&
		element->first->kind == ELEMENT_WORDS ? element->first : NULL;

	for (int i = 0; i < depth; i++)
		g_string_append(out, "  ");
	page_put(out, element, page);
	if (element->kind == ELEMENT_WORDS) {
		quoted_put(out, element->text);
	} else if (element->kind == ELEMENT_ANNOT) {
		g_string_append_printf(out, "annotation %s", element->tag ? element->tag : "?");
		attribute_put(out, "to", element->uri);
		attribute_put(out, "contents", element->text);
	} else {
		g_string_append(out, element->tag);
		attributes_put(out, element);
	}
	if (only) {
		g_string_append_c(out, ' ');
		page_put(out, only, page);
		quoted_put(out, only->text);
	}
	g_string_append_c(out, '\n');
	for (const struct element *at = only ? NULL : element->first; at; at = at->next)
		element_put(out, at, depth + 1, page);
}

char *
structure_dump(const struct structure *structure)
{
	const struct { const char *what; int count; } wrong[] = {
		{ "painted without a mark", structure->loose },
		{ "marks that no element holds", structure->strays },
		{ "marks that are named and missing", structure->missing },
		{ "marks that are held twice", structure->doubled },
		{ "parts that cannot be read", !structure->whole },
	};
	GString *out = g_string_new(NULL);
	int page = 0;

	if (!structure->root->first)
		g_string_append(out, "no structure\n");
	for (const struct element *at = structure->root->first; at; at = at->next)
		element_put(out, at, 0, &page);
	for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++)
		if (wrong[i].count)
			g_string_append_printf(out, "! %s: %d\n", wrong[i].what, wrong[i].count);
	return g_string_free(out, FALSE);
}
