/* Text, ids and words: what is written is valid as HTML and as XML. */
#include "html/write.h"

#include <stdarg.h>
#include <string.h>

#include "base/arena.h"
#include "report/words.h"

void
html_put(struct html *html, const char *markup)
{
	g_string_append(html->out, markup);
}

void
html_text(struct html *html, const char *text)
{
	html_escape(html->out, text);
}

void
html_attribute(struct html *html, const char *name, const char *value)
{
	if (!value)
		return;
	g_string_append_printf(html->out, " %s=\"", name);
	html_escape(html->out, value);
	g_string_append_c(html->out, '"');
}

static void
lang_put(struct html *html, const char *lang)
{
	html_attribute(html, "lang", lang);
	html_attribute(html, "xml:lang", lang);
	html_attribute(html, "dir", html_is_leftward(lang) ? "rtl" : "ltr");
}

void
html_lang(struct html *html, const struct node *node)
{
	if (node->lang)
		lang_put(html, node->lang);
}

bool
html_lang_apart(struct html *html, const struct node *node)
{
	const char *lang = node_lang(node), *around = html->report->head.lang;
	bool other = lang && around && strcmp(lang, around) != 0;

	if (other)
		lang_put(html, lang);
	return other;
}

const char *
html_id_new(struct html *html, const char *format, ...)
{
	va_list args;
	char *name;
	const char *id;

	va_start(args, format);
	name = g_strdup_vprintf(format, args);
	va_end(args);
	while (g_hash_table_contains(html->taken, name)) {
		char *longer = g_strconcat(name, "-", NULL);

		g_free(name);
		name = longer;
	}
	id = arena_strdup(html->arena, name);
	g_hash_table_add(html->taken, (gpointer)id);
	g_free(name);
	return id;
}

const char *
html_id(struct html *html, const struct node *node)
{
	static const char *const names[NODE_KIND_COUNT] = {
		[NODE_HEADING] = "heading", [NODE_NOTE] = "note", [NODE_TABLE] = "table",
		[NODE_FIGURE] = "figure",
	};
	const char *id = g_hash_table_lookup(html->ids, node);

	if (node->id)
		return node->id;
	if (!id) {
		const char *name = names[node->kind] ? names[node->kind] : "part";

		id = html_id_new(html, "%s-%u", name, g_hash_table_size(html->ids) + 1);
		g_hash_table_insert(html->ids, (gpointer)node, (gpointer)id);
	}
	return id;
}

const char *
html_id_given(const struct html *html, const struct node *node)
{
	return node->id ? node->id : g_hash_table_lookup(html->ids, node);
}

/* Ids are name tokens; what of them is not ASCII is escaped in addresses, as in any. */
void
html_href(struct html *html, const char *id)
{
	char *escaped = g_uri_escape_string(id, ":", FALSE);

	g_string_append(html->out, " href=\"#");
	html_escape(html->out, escaped);
	g_string_append_c(html->out, '"');
	g_free(escaped);
}

const char *
html_word(const struct html *html, const char *name)
{
	const char *word = words_find(&html->report->head, name);

	return word && *word ? word : arena_printf(html->arena, "[%s]", name);
}
