/* The page's navigation: the report's contents, or, where it has none, its headings. */
#include "html/write.h"

static bool
holds_contents(const struct node *node)
{
	for (const struct node *at = node->first; at; at = at->next)
		if (at->kind == NODE_CONTENTS && at->as.contents.of == CONTENTS_HEADINGS)
			return true;
	return false;
}

/* A section of contents becomes the navigation as a whole, when it has nothing else but a heading. */
static bool
is_contents_only(const struct node *section)
{
	for (const struct node *at = section->first; at; at = at->next)
		if (at->kind != NODE_CONTENTS && at->kind != NODE_HEADING && at->kind != NODE_NEW_PAGE)
			return false;
	return true;
}

const struct node *
nav_find(const struct html *html)
{
	for (const struct node *at = html->report->root->first; at; at = at->next) {
		if (at->kind == NODE_CONTENTS && at->as.contents.of == CONTENTS_HEADINGS)
			return at;
		if (at->kind == NODE_SECTION && holds_contents(at) && is_contents_only(at))
			return at;
	}
	return NULL;
}

/* Lists in lists, as deep as the entries' levels. */
struct tree {
	int depth;
	bool open; /* an item is */
};

static void
level_go(struct html *html, struct tree *tree, int level)
{
	while (tree->depth > level) {
		html_put(html, "</li>\n</ul>\n");
		tree->depth--;
	}
	if (level && tree->depth == level && tree->open)
		html_put(html, "</li>\n");
	while (tree->depth < level) {
		html_put(html, "<ul>\n");
		if (++tree->depth < level)
			html_put(html, "<li>");
	}
}

static void
entry_put(struct html *html, struct tree *tree, const struct node *heading, int level,
	const struct node *words)
{
	level_go(html, tree, MIN(level, tree->depth + 1));
	html_put(html, "<li><a");
	html_href(html, html_id(html, heading));
	html_lang_apart(html, words);
	html_put(html, ">");
	if (heading->kind == NODE_HEADING && heading->as.heading.number) {
		html_put(html, "<span class=\"number\">");
		html_text(html, heading->as.heading.number);
		html_put(html, "</span> ");
	}
	html_inline_plain(html, words);
	html_put(html, "</a>");
	tree->open = true;
}

static void
headings_put(struct html *html, struct tree *tree, const struct node *parent)
{
	for (const struct node *at = parent->first; at; at = at->next) {
		if (at->kind == NODE_HEADING && at->as.heading.contents && at->as.heading.level <= 2)
			entry_put(html, tree, at, at->as.heading.level, at);
		else if (at->kind == NODE_SECTION || at->kind == NODE_BOX)
			headings_put(html, tree, at);
	}
}

static void
contents_put(struct html *html, const struct node *contents)
{
	struct tree tree = { 0 };

	for (const struct node *at = contents ? contents->first : NULL; at; at = at->next)
		entry_put(html, &tree, at->as.entry.target, at->as.entry.level, at);
	if (!contents)
		headings_put(html, &tree, html->report->root);
	level_go(html, &tree, 0);
}

void
html_entries(struct html *html, const struct node *contents)
{
	struct tree tree = { 0 };

	if (!contents->first)
		return;
	html_put(html, "<div class=\"entries\">\n");
	for (const struct node *at = contents->first; at; at = at->next)
		entry_put(html, &tree, at->as.entry.target, at->as.entry.level, at);
	level_go(html, &tree, 0);
	html_put(html, "</div>\n");
}

void
html_nav(struct html *html, const struct node *nav)
{
	const struct node *heading = nav && nav->kind == NODE_SECTION ? nav->first : NULL;
	const char *id;

	if (heading && heading->kind != NODE_HEADING)
		heading = NULL;
	id = heading ? html_id(html, heading) : html_id_new(html, "contents");
	html_put(html, nav ? "<nav" : "<nav class=\"extra\"");
	html_attribute(html, "id", nav && heading ? nav->id : NULL);
	html_attribute(html, "aria-labelledby", id);
	html_put(html, ">\n<h2");
	html_attribute(html, "id", id);
	html_put(html, heading ? ">" : " class=\"extra\">");
	if (heading)
		html_inline_plain(html, heading);
	else
		html_text(html, html_word(html, "html-contents"));
	html_put(html, "</h2>\n");
	if (!nav || nav->kind == NODE_CONTENTS)
		contents_put(html, nav);
	for (const struct node *at = nav && nav->kind == NODE_SECTION ? nav->first : NULL; at; at = at->next)
		if (at->kind == NODE_CONTENTS && at->as.contents.of == CONTENTS_HEADINGS)
			contents_put(html, at);
		else if (at->kind == NODE_CONTENTS)
			html_entries(html, at);
	html_put(html, "</nav>\n");
}
