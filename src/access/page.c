/* The page for publishers: verdicts first, then all that they rest on. It is to be as accessible as what it
 * speaks of: no script, nothing from elsewhere, verdicts in words and not by colour alone. */
#include "access/gather.h"

#include <string.h>

#include "html/escape.h"
#include "style/colour.h"

static const char sheet[] =
	":root{--ink:#1c2530;--paper:#fff;--quiet:#4d5966;--rule:#b4c0cc;--tint:#f3f6f9;--link:#123f66;"
	"color-scheme:light dark}"
	"@media(prefers-color-scheme:dark){:root{--ink:#e9eef3;--paper:#14191f;--quiet:#b3bfca;"
	"--rule:#4d5966;--tint:#1d242c;--link:#9cc7ee}}"
	"body{font:1rem/1.5 system-ui,'Liberation Sans',Arial,sans-serif;color:var(--ink);"
	"background:var(--paper);max-width:60rem;margin:0 auto;padding:1rem}"
	"h1{line-height:1.2}h2{margin-top:2.5rem;border-top:1px solid var(--rule);padding-top:1rem}"
	"a{color:var(--link)}p,li,td,th{overflow-wrap:anywhere}"
	"tbody th{min-width:6.5rem}thead th,.verdict{overflow-wrap:normal}"
	".quiet{color:var(--quiet)}.scroll{overflow-x:auto}"
	"table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;"
	"padding:.4rem .6rem;border-bottom:1px solid var(--rule)}thead th{background:var(--tint)}"
	".verdict{white-space:nowrap;font-weight:bold}"
	".fail{border-left:.4rem solid #c0392b}.look{border-left:.4rem solid #b8860b}"
	".swatch{display:inline-block;width:3rem;height:1.5rem;border:1px solid var(--rule);"
	"vertical-align:middle}.swatch i{display:block;width:1.5rem;height:.6rem;margin:.4rem auto}"
	"details{margin:1rem 0}summary{cursor:pointer;font-weight:bold}"
	"@media(max-width:36rem){th,td{padding:.4rem .3rem}.verdict{white-space:normal}}"
	"@media print{body{max-width:none}.scroll{overflow:visible}}";

/* ---- pieces ---- */

static void
text_put(GString *out, const char *text)
{
	html_escape(out, text);
}

/* A passage of the document, in its own language. */
static void
quote_put(GString *out, const char *element, const char *text, const char *lang)
{
	g_string_append_printf(out, "<%s", element);
	if (lang && *lang) {
		g_string_append(out, " lang=\"");
		html_escape(out, lang);
		g_string_append_printf(out, "\" dir=\"%s\"", html_is_leftward(lang) ? "rtl" : "ltr");
	}
	g_string_append_c(out, '>');
	text_put(out, text);
	g_string_append_printf(out, "</%s>", element);
}

/* Where to look: in the record, or on the page. */
static void
place_put(GString *out, const char *file, int line, int page)
{
	char *name = file ? g_path_get_basename(file) : NULL;

	if (!page && !line)
		return;
	g_string_append(out, " <span class=\"quiet\">(");
	if (page)
		g_string_append_printf(out, "page %d%s", page, name && line ? "; " : "");
	if (name && line) {
		text_put(out, name);
		g_string_append_printf(out, ":%d", line);
	}
	g_string_append(out, ")</span>");
	g_free(name);
}

static void
node_place_put(GString *out, const struct node *node, int page)
{
	place_put(out, node ? node->file : NULL, node ? node->line : 0, page);
}

/* A table's box scrolls sideways by itself, so it can be reached by keyboard. */
static void
table_begin(GString *out, const char *label, const char *const *columns)
{
	g_string_append_printf(out, "<div class=\"scroll\" role=\"region\" aria-label=\"%s\" "
		"tabindex=\"0\">\n<table>\n<thead><tr>", label);
	for (; *columns; columns++)
		g_string_append_printf(out, "<th scope=\"col\">%s</th>", *columns);
	g_string_append(out, "</tr></thead>\n<tbody>\n");
}

static void
table_end(GString *out)
{
	g_string_append(out, "</tbody>\n</table>\n</div>\n");
}

/* ---- verdicts ---- */

static void
finding_put(GString *out, const struct access_finding *finding)
{
	static const char *const classes[ACCESS_VERDICT_COUNT] = {
		[ACCESS_PASS] = "pass", [ACCESS_LOOK] = "look", [ACCESS_FAIL] = "fail",
		[ACCESS_PERSON] = "person",
	};
	static const char *const marks[ACCESS_VERDICT_COUNT] = {
		[ACCESS_PASS] = "✓", [ACCESS_LOOK] = "?", [ACCESS_FAIL] = "✗", [ACCESS_PERSON] = "☐",
	};

	g_string_append_printf(out, "<tr class=\"%s\" id=\"%s\"><th scope=\"row\">%s<br/>"
		"<span class=\"quiet\">%s</span></th><td class=\"verdict\"><span aria-hidden=\"true\">%s "
		"</span>%s</td><td>", classes[finding->verdict], finding->name, finding->title, finding->rule,
		marks[finding->verdict], access_verdict_name(finding->verdict));
	text_put(out, finding->says);
	if (finding->point_count)
		g_string_append(out, "\n<ul>\n");
	for (int i = 0; i < finding->point_count; i++) {
		g_string_append(out, "<li>");
		text_put(out, finding->points[i].says);
		place_put(out, finding->points[i].file, finding->points[i].line, finding->points[i].page);
		g_string_append(out, "</li>\n");
	}
	g_string_append(out, finding->point_count ? "</ul>" : "");
	g_string_append(out, "</td></tr>\n");
}

static void
findings_put(GString *out, const struct access *access, bool asked)
{
	static const char *const columns[] = { "Matter", "Verdict", "What was found", NULL };

	table_begin(out, asked ? "What only a person can tell" : "What was found", columns);
	for (int i = 0; i < access_count(access); i++) {
		const struct access_finding *finding = access_finding(access, i);

		if ((finding->verdict == ACCESS_PERSON) == asked)
			finding_put(out, finding);
	}
	table_end(out);
}

static void
summary_put(GString *out, const struct access *access)
{
	int counts[ACCESS_VERDICT_COUNT] = { 0 };

	for (int i = 0; i < access_count(access); i++)
		counts[access_finding(access, i)->verdict]++;
	g_string_append(out, "<p><strong>");
	if (counts[ACCESS_FAIL])
		g_string_append_printf(out, "%d %s to be mended before this is published.",
			counts[ACCESS_FAIL], counts[ACCESS_FAIL] == 1 ? "matter is" : "matters are");
	else
		g_string_append(out, "Nothing was found that would shut people out.");
	g_string_append_printf(out, "</strong> %d passed, %d to look at, %d that only a person can tell.</p>\n",
		counts[ACCESS_PASS], counts[ACCESS_LOOK], counts[ACCESS_PERSON]);
	g_string_append(out, "<p>All of this was read back from the finished PDF, from its pages and from "
		"the colours on them. ");
	if (*access->claims) {
		g_string_append(out, "The file says that it is ");
		text_put(out, access->claims);
		g_string_append(out, "; a validator such as veraPDF tells whether it is. ");
	}
	g_string_append(out, "No program can tell that a document is accessible: it can find some of the "
		"reasons why it is not.</p>\n");
}

/* ---- what there is ---- */

static void
headings_put(GString *out, const struct access *access)
{
	int level = 0;

	g_string_append(out, "<h2 id=\"outline\">Outline of headings</h2>\n");
	if (!access->headings->len)
		g_string_append(out, "<p>There are none.</p>\n");
	for (guint i = 0; i < access->headings->len; i++) {
		const struct heading *at = &g_array_index(access->headings, struct heading, i);
		int wanted = MIN(at->level, level + 1);

		for (; level > wanted; level--)
			g_string_append(out, "</li>\n</ul>\n");
		if (level == wanted)
			g_string_append(out, "</li>\n");
		else
			g_string_append(out, "<ul>\n");
		level = wanted;
		g_string_append_printf(out, "<li><span class=\"quiet\">level %d:</span> ", at->level);
		quote_put(out, "span", at->words, at->lang);
		node_place_put(out, at->node, at->page);
	}
	for (; level > 0; level--)
		g_string_append(out, "</li>\n</ul>\n");
}

static void
tables_put(GString *out, const struct access *access)
{
	static const char *const columns[] = { "Table", "Size", "Header cells", NULL };

	g_string_append(out, "<h2 id=\"all-tables\">Tables</h2>\n");
	if (!access->tables->len) {
		g_string_append(out, "<p>There are none.</p>\n");
		return;
	}
	table_begin(out, "Tables", columns);
	for (guint i = 0; i < access->tables->len; i++) {
		const struct sheet_table *at = &g_array_index(access->tables, struct sheet_table, i);

		g_string_append(out, "<tr><th scope=\"row\">");
		quote_put(out, "span", at->caption ? at->caption : "without a caption",
			at->caption ? at->lang : NULL);
		node_place_put(out, at->node, at->page);
		g_string_append_printf(out, "</th><td>%d × %d</td><td>", at->rows, at->columns);
		quote_put(out, "span", at->head_count ? at->heads : "none", at->head_count ? at->lang : NULL);
		g_string_append(out, "</td></tr>\n");
	}
	table_end(out);
}

static void
figures_put(GString *out, const struct access *access)
{
	g_string_append(out, "<h2 id=\"all-figures\">Charts and pictures</h2>\n");
	g_string_append(out, access->figures->len
		? "<p>In place of each a screen reader says:</p>\n<ol>\n" : "<p>There are none.</p>\n");
	for (guint i = 0; i < access->figures->len; i++) {
		const struct figure *at = &g_array_index(access->figures, struct figure, i);

		g_string_append(out, "<li>");
		quote_put(out, "q", at->alt ? at->alt : "", at->lang);
		node_place_put(out, at->node, at->page);
		g_string_append(out, "</li>\n");
	}
	g_string_append(out, access->figures->len ? "</ol>\n" : "");
}

static void
links_put(GString *out, const struct access *access)
{
	static const char *const columns[] = { "Words", "What is said", "Where it leads", NULL };

	g_string_append(out, "<h2 id=\"all-links\">Links</h2>\n");
	if (!access->links->len) {
		g_string_append(out, "<p>There are none but those of the contents and of notes.</p>\n");
		return;
	}
	table_begin(out, "Links", columns);
	for (guint i = 0; i < access->links->len; i++) {
		const struct hyperlink *at = &g_array_index(access->links, struct hyperlink, i);

		g_string_append(out, "<tr><th scope=\"row\">");
		quote_put(out, "span", at->name, at->lang);
		node_place_put(out, at->node, at->page);
		g_string_append(out, "</th><td>");
		quote_put(out, "span", at->told ? at->told : "", at->lang);
		g_string_append(out, "</td><td>");
		text_put(out, at->to ? at->to : "nowhere");
		g_string_append(out, "</td></tr>\n");
	}
	table_end(out);
}

static void
pair_put(GString *out, const struct pair *pair)
{
	char ink[8], ground[8], ratio[16], text[32];

	colour_print(ink, pair->ink);
	colour_print(ground, pair->ground);
	g_string_append_printf(out, "<tr class=\"%s\"><th scope=\"row\"><span class=\"swatch\" "
		"aria-hidden=\"true\" style=\"background:%s\"><i style=\"background:%s\"></i></span> %s on %s</th>"
		"<td>%s to 1</td><td>%s to 1: %s</td><td>", pair->ratio < pair->needed ? "fail" : "pass", ground,
		ink, ink, ground, ratio_print(ratio, pair->ratio), pair->needed == 3 ? "3" : "4.5",
		pair->ratio < pair->needed ? "not enough" : "enough");
	if (pair->graphic) {
		g_string_append(out, "lines and areas of charts");
	} else {
		g_string_append_printf(out, "words of %s", g_ascii_formatd(text, sizeof text, "%.3g", pair->least));
		if (pair->most > pair->least)
			g_string_append_printf(out, " to %s", g_ascii_formatd(text, sizeof text, "%.3g", pair->most));
		g_string_append(out, " points, as “");
		text_put(out, pair->sample);
		g_string_append(out, "”");
	}
	place_put(out, NULL, 0, pair->page);
	g_string_append(out, "</td></tr>\n");
}

static void
pairs_put(GString *out, const struct access *access)
{
	static const char *const columns[] = { "Colours", "Contrast", "Needed", "Used for", NULL };

	g_string_append(out, "<h2 id=\"all-colours\">Colours</h2>\n"
		"<p>Words need a contrast of 4.5 to 1; words of 18 points, or 14 in bold, and what charts show "
		"data with, 3 to 1.</p>\n");
	table_begin(out, "Colours", columns);
	for (guint i = 0; i < access->pairs->len; i++)
		pair_put(out, &g_array_index(access->pairs, struct pair, i));
	table_end(out);
}

/* ---- the reading ---- */

/* What a screen reader says of an element before its words. */
static const char *
announced(const struct element *element)
{
	static const struct { const char *tag, *says; } known[] = {
		{ "H1", "heading, level 1: " }, { "H2", "heading, level 2: " }, { "H3", "heading, level 3: " },
		{ "H4", "heading, level 4: " }, { "H5", "heading, level 5: " }, { "H6", "heading, level 6: " },
		{ "Figure", "figure: " }, { "Note", "note: " }, { "Caption", "caption: " },
		{ "TH", "header cell: " }, { "TD", "cell: " }, { "LI", "item: " }, { "TOCI", "contents: " },
		{ "P", "" }, { "Table", "table: " }, { "L", "list: " },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(known); i++)
		if (element->kind == ELEMENT_TAG && strcmp(element->tag, known[i].tag) == 0)
			return known[i].says;
	return NULL;
}

static bool
has_blocks(const struct element *element)
{
	for (const struct element *at = element->first; at; at = at->next)
		if (at->kind == ELEMENT_TAG && (announced(at) || has_blocks(at)))
			return true;
	return false;
}

static void
passage_put(GString *out, GString *before, const char *words, const char *lang)
{
	g_string_append(out, "<p>");
	if (before->len) {
		g_string_append(out, "<span class=\"quiet\">");
		html_escape(out, before->str);
		g_string_append(out, "</span>");
	}
	quote_put(out, "span", words, lang);
	g_string_append(out, "</p>\n");
	g_string_truncate(before, 0);
}

/* What is announced of a list, a cell or a note stands before its first words. */
static void
reading_put(GString *out, const struct structure *structure, const struct element *element,
	GString *before)
{
	const char *said = element->tag ? announced(element) : NULL;
	char *words;

	if (element->tag && strcmp(element->tag, "Lbl") == 0) { /* of an item or a note */
		words = element_words(element);
		g_string_append_printf(before, "%s ", words);
		g_free(words);
		return;
	}
	g_string_append(before, said ? said : "");
	if (!said || (has_blocks(element) && !element->alt)) {
		for (const struct element *at = element->first; at; at = at->next)
			if (at->kind == ELEMENT_TAG)
				reading_put(out, structure, at, before);
		return;
	}
	words = element_words(element);
	if (*words || element->alt || before->len)
		passage_put(out, before, element->alt ? element->alt : words,
			element_lang(structure, element));
	g_free(words);
}

char *
access_page(const struct access *access)
{
	const char *title = access->structure->title ? access->structure->title : "a document without a title";
	GString *before = g_string_new(NULL), *out = g_string_new("<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" "
		"lang=\"en-GB\" xml:lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\"/>\n"
		"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
		"style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\"/>\n"
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>Accessibility: ");

	text_put(out, title);
	g_string_append_printf(out, "</title>\n<style>%s</style>\n</head>\n<body>\n<main>\n"
		"<h1>Accessibility of “", sheet);
	quote_put(out, "span", title, access->structure->lang);
	g_string_append_printf(out, "”</h1>\n<p class=\"quiet\">%d %s, %d words.</p>\n", access->page_count,
		access->page_count == 1 ? "page" : "pages", access->words);
	summary_put(out, access);
	g_string_append(out, "<h2 id=\"verdicts\">What was found</h2>\n");
	findings_put(out, access, false);
	g_string_append(out, "<h2 id=\"people\">What only a person can tell</h2>\n");
	findings_put(out, access, true);
	headings_put(out, access);
	tables_put(out, access);
	figures_put(out, access);
	links_put(out, access);
	pairs_put(out, access);
	g_string_append(out, "<h2 id=\"reading\">In the order of reading</h2>\n"
		"<details>\n<summary>All that a screen reader is given</summary>\n");
	reading_put(out, access->structure, access->structure->root, before);
	g_string_append(out, "</details>\n</main>\n</body>\n</html>\n");
	g_string_free(before, TRUE);
	return g_string_free(out, FALSE);
}
