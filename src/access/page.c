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

static void
word_put(GString *out, const struct access *access, const char *name)
{
	text_put(out, access_say(access, name, NULL));
}

static void
paragraph_put(GString *out, const struct access *access, const char *name)
{
	g_string_append(out, "<p>");
	word_put(out, access, name);
	g_string_append(out, "</p>\n");
}

static void
part_begin(GString *out, const struct access *access, const char *id, const char *name)
{
	g_string_append_printf(out, "<h2 id=\"%s\">", id);
	word_put(out, access, name);
	g_string_append(out, "</h2>\n");
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
place_put(GString *out, const struct access *access, const struct access_point *place)
{
	char *name = place->file ? g_path_get_basename(place->file) : NULL;

	if (!place->page && !place->line)
		return;
	g_string_append(out, " <span class=\"quiet\">(");
	if (place->page) {
		text_put(out, access_say(access, "page-place", "n", access_number(access, place->page), NULL));
		g_string_append(out, name && place->line ? "; " : "");
	}
	if (name && place->line) {
		text_put(out, name);
		g_string_append_printf(out, ":%d", place->line);
	}
	g_string_append(out, ")</span>");
	g_free(name);
}

static void
node_place_put(GString *out, const struct access *access, const struct node *node, int page)
{
	const struct access_point place = { NULL, node ? node->file : NULL, node ? node->line : 0, page };

	place_put(out, access, &place);
}

/* A table's box scrolls sideways by itself, so it can be reached by keyboard. */
static void
table_begin(GString *out, const struct access *access, const char *label, const char *const *columns)
{
	g_string_append(out, "<div class=\"scroll\" role=\"region\" aria-label=\"");
	word_put(out, access, label);
	g_string_append(out, "\" tabindex=\"0\">\n<table>\n<thead><tr>");
	for (; *columns; columns++) {
		g_string_append(out, "<th scope=\"col\">");
		word_put(out, access, *columns);
		g_string_append(out, "</th>");
	}
	g_string_append(out, "</tr></thead>\n<tbody>\n");
}

static void
table_end(GString *out)
{
	g_string_append(out, "</tbody>\n</table>\n</div>\n");
}

/* ---- verdicts ---- */

static void
finding_put(GString *out, const struct access *access, const struct access_finding *finding)
{
	static const char *const classes[ACCESS_VERDICT_COUNT] = {
		[ACCESS_PASS] = "pass", [ACCESS_LOOK] = "look", [ACCESS_FAIL] = "fail",
		[ACCESS_PERSON] = "person",
	};
	static const char *const marks[ACCESS_VERDICT_COUNT] = {
		[ACCESS_PASS] = "✓", [ACCESS_LOOK] = "?", [ACCESS_FAIL] = "✗", [ACCESS_PERSON] = "☐",
	};

	g_string_append_printf(out, "<tr class=\"%s\" id=\"%s\"><th scope=\"row\">",
		classes[finding->verdict], finding->name);
	text_put(out, finding->title);
	g_string_append_printf(out, "<br/><span class=\"quiet\">%s</span></th><td class=\"verdict\">"
		"<span aria-hidden=\"true\">%s </span>", finding->rule, marks[finding->verdict]);
	text_put(out, access_verdict_name(access, finding->verdict));
	g_string_append(out, "</td><td>");
	text_put(out, finding->says);
	if (finding->point_count)
		g_string_append(out, "\n<ul>\n");
	for (int i = 0; i < finding->point_count; i++) {
		g_string_append(out, "<li>");
		text_put(out, finding->points[i].says);
		place_put(out, access, &finding->points[i]);
		g_string_append(out, "</li>\n");
	}
	g_string_append(out, finding->point_count ? "</ul>" : "");
	g_string_append(out, "</td></tr>\n");
}

static void
findings_put(GString *out, const struct access *access, bool asked)
{
	static const char *const columns[] = { "column-matter", "column-verdict", "column-found", NULL };

	table_begin(out, access, asked ? "page-asked" : "page-found", columns);
	for (int i = 0; i < access_count(access); i++) {
		const struct access_finding *finding = access_finding(access, i);

		if ((finding->verdict == ACCESS_PERSON) == asked)
			finding_put(out, access, finding);
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
	text_put(out, access_counted(access, "page-verdict", counts[ACCESS_FAIL]));
	g_string_append(out, "</strong> ");
	text_put(out, access_say(access, "page-counts", "passed", access_number(access, counts[ACCESS_PASS]),
		"look", access_number(access, counts[ACCESS_LOOK]), "person",
		access_number(access, counts[ACCESS_PERSON]), NULL));
	g_string_append(out, "</p>\n<p>");
	word_put(out, access, "page-source");
	g_string_append_c(out, ' ');
	if (*access->claims) {
		text_put(out, access_say(access, "page-claims", "claims", access->claims, NULL));
		g_string_append_c(out, ' ');
	}
	word_put(out, access, "page-limits");
	g_string_append(out, "</p>\n");
}

/* ---- what there is ---- */

static void
headings_put(GString *out, const struct access *access)
{
	int level = 0;

	part_begin(out, access, "outline", "page-outline");
	if (!access->headings->len)
		paragraph_put(out, access, "page-none");
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
		g_string_append(out, "<li><span class=\"quiet\">");
		text_put(out, access_say(access, "page-level", "n", access_number(access, at->level), NULL));
		g_string_append(out, "</span> ");
		quote_put(out, "span", at->words, at->lang);
		node_place_put(out, access, at->node, at->page);
	}
	for (; level > 0; level--)
		g_string_append(out, "</li>\n</ul>\n");
}

static void
tables_put(GString *out, const struct access *access)
{
	static const char *const columns[] = { "column-table", "column-size", "column-heads", NULL };

	part_begin(out, access, "all-tables", "tables");
	if (!access->tables->len) {
		paragraph_put(out, access, "page-none");
		return;
	}
	table_begin(out, access, "tables", columns);
	for (guint i = 0; i < access->tables->len; i++) {
		const struct sheet_table *at = &g_array_index(access->tables, struct sheet_table, i);

		g_string_append(out, "<tr><th scope=\"row\">");
		quote_put(out, "span", at->caption ? at->caption : access_say(access,
			"page-uncaptioned", NULL), at->caption ? at->lang : NULL);
		node_place_put(out, access, at->node, at->page);
		g_string_append_printf(out, "</th><td>%d × %d</td><td>", at->rows, at->columns);
		quote_put(out, "span", at->head_count ? at->heads : access_say(access, "page-headless", NULL),
			at->head_count ? at->lang : NULL);
		g_string_append(out, "</td></tr>\n");
	}
	table_end(out);
}

static void
figures_put(GString *out, const struct access *access)
{
	part_begin(out, access, "all-figures", "figures");
	paragraph_put(out, access, access->figures->len ? "page-alternatives" : "page-none");
	g_string_append(out, access->figures->len ? "<ol>\n" : "");
	for (guint i = 0; i < access->figures->len; i++) {
		const struct sheet_figure *at = &g_array_index(access->figures, struct sheet_figure, i);

		g_string_append(out, "<li>");
		quote_put(out, "q", at->alt ? at->alt : "", at->lang);
		node_place_put(out, access, at->node, at->page);
		g_string_append(out, "</li>\n");
	}
	g_string_append(out, access->figures->len ? "</ol>\n" : "");
}

static void
links_put(GString *out, const struct access *access)
{
	static const char *const columns[] = { "column-words", "column-said", "column-to", NULL };

	part_begin(out, access, "all-links", "links");
	if (!access->links->len) {
		paragraph_put(out, access, "page-no-links");
		return;
	}
	table_begin(out, access, "links", columns);
	for (guint i = 0; i < access->links->len; i++) {
		const struct hyperlink *at = &g_array_index(access->links, struct hyperlink, i);

		g_string_append(out, "<tr><th scope=\"row\">");
		quote_put(out, "span", at->name, at->lang);
		node_place_put(out, access, at->node, at->page);
		g_string_append(out, "</th><td>");
		quote_put(out, "span", at->told ? at->told : "", at->lang);
		g_string_append(out, "</td><td>");
		text_put(out, at->to ? at->to : access_say(access, "page-nowhere", NULL));
		g_string_append(out, "</td></tr>\n");
	}
	table_end(out);
}

/* What stands in the colours: words of these sizes, or charts. */
static const char *
pair_use(const struct access *access, const struct pair *pair)
{
	char least[32], most[32];

	if (pair->graphic)
		return access_say(access, "page-charts", NULL);
	g_ascii_formatd(least, sizeof least, "%.3g", pair->least);
	g_ascii_formatd(most, sizeof most, "%.3g", pair->most);
	return access_say(access, pair->most > pair->least ? "page-words-range" : "page-words", "least", least,
		"most", most, "words", pair->sample, NULL);
}

static void
pair_put(GString *out, const struct access *access, const struct pair *pair)
{
	const struct access_point place = { .page = pair->page };
	bool enough = pair->ratio >= pair->needed;
	char ink[8], ground[8], ratio[16];

	colour_print(ink, pair->ink);
	colour_print(ground, pair->ground);
	g_string_append_printf(out, "<tr class=\"%s\"><th scope=\"row\"><span class=\"swatch\" "
		"aria-hidden=\"true\" style=\"background:%s\"><i style=\"background:%s\"></i></span> ",
		enough ? "pass" : "fail", ground, ink);
	text_put(out, access_say(access, "page-pair", "ink", ink, "ground", ground, NULL));
	g_string_append(out, "</th><td>");
	text_put(out, access_say(access, "page-ratio", "ratio", ratio_print(ratio, pair->ratio), NULL));
	g_string_append(out, "</td><td>");
	text_put(out, access_say(access, enough ? "page-enough" : "page-too-little", "needed",
		needed_print(pair), NULL));
	g_string_append(out, "</td><td>");
	text_put(out, pair_use(access, pair));
	place_put(out, access, &place);
	g_string_append(out, "</td></tr>\n");
}

static void
pairs_put(GString *out, const struct access *access)
{
	static const char *const columns[] = { "column-colours", "column-contrast", "column-needed",
		"column-used", NULL };

	part_begin(out, access, "all-colours", "page-colours");
	paragraph_put(out, access, "page-needed");
	table_begin(out, access, "page-colours", columns);
	for (guint i = 0; i < access->pairs->len; i++)
		pair_put(out, access, &g_array_index(access->pairs, struct pair, i));
	table_end(out);
}

/* ---- the reading ---- */

/* The word for what a screen reader says of an element before its words: "" for nothing, NULL when it is no
 * block. */
static const char *
announced(const struct element *element)
{
	static const struct { const char *tag, *word; } known[] = {
		{ "H1", "read-heading" }, { "H2", "read-heading" }, { "H3", "read-heading" },
		{ "H4", "read-heading" }, { "H5", "read-heading" }, { "H6", "read-heading" },
		{ "Figure", "read-figure" }, { "Note", "read-note" }, { "Caption", "read-caption" },
		{ "TH", "read-head" }, { "TD", "read-cell" }, { "LI", "read-item" }, { "TOCI", "read-entry" },
		{ "P", "" }, { "Table", "read-table" }, { "L", "read-list" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(known); i++)
		if (element->kind == ELEMENT_TAG && strcmp(element->tag, known[i].tag) == 0)
			return known[i].word;
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
reading_put(GString *out, const struct access *access, const struct element *element, GString *before)
{
	const char *said = element->tag ? announced(element) : NULL;
	char level[2] = "";
	char *words;

	if (element->tag && strcmp(element->tag, "Lbl") == 0) { /* of an item or a note */
		words = element_words(element);
		g_string_append_printf(before, "%s ", words);
		g_free(words);
		return;
	}
	if (said && *said) {
		level[0] = element->tag[1]; /* of H1 */
		g_string_append_printf(before, "%s ", access_say(access, said, "n", level, NULL));
	}
	if (!said || (has_blocks(element) && !element->alt)) {
		for (const struct element *at = element->first; at; at = at->next)
			if (at->kind == ELEMENT_TAG)
				reading_put(out, access, at, before);
		return;
	}
	words = element_words(element);
	if (*words || element->alt || before->len)
		passage_put(out, before, element->alt ? element->alt : words,
			element_lang(access->structure, element));
	g_free(words);
}

/* The passages are of the document, all else is in the language of the words. */
static void
head_put(GString *out, const struct access *access, const char *title)
{
	const char *lang = access_say(access, "lang", NULL);

	g_string_append_printf(out, "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" "
		"lang=\"%s\" xml:lang=\"%s\">\n<head>\n<meta charset=\"utf-8\"/>\n", lang, lang);
	about_put(out, access);
	g_string_append(out, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
		"style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\"/>\n"
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>");
	text_put(out, access_say(access, "page-name", "title", title, NULL));
	g_string_append_printf(out, "</title>\n<style>%s</style>\n</head>\n", sheet);
}

char *
access_page(const struct access *access)
{
	const char *title = access->structure->title ? access->structure->title
		: access_say(access, "page-untitled", NULL);
	GString *before = g_string_new(NULL), *out = g_string_new(NULL);

	head_put(out, access, title);
	g_string_append(out, "<body>\n<main>\n<h1>");
	word_put(out, access, "page-heading");
	g_string_append(out, " “");
	quote_put(out, "span", title, access->structure->title ? access->structure->lang : NULL);
	g_string_append(out, "”</h1>\n<p class=\"quiet\">");
	text_put(out, access_say(access, "page-size", "pages", access_counted(access, "count-page",
		access->page_count), "words", access_counted(access, "count-word", access->words), NULL));
	g_string_append(out, "</p>\n");
	summary_put(out, access);
	part_begin(out, access, "verdicts", "page-found");
	findings_put(out, access, false);
	part_begin(out, access, "people", "page-asked");
	findings_put(out, access, true);
	headings_put(out, access);
	tables_put(out, access);
	figures_put(out, access);
	links_put(out, access);
	pairs_put(out, access);
	part_begin(out, access, "reading", "page-reading");
	g_string_append(out, "<details>\n<summary>");
	word_put(out, access, "page-all");
	g_string_append(out, "</summary>\n");
	reading_put(out, access, access->structure->root, before);
	g_string_append(out, "</details>\n</main>\n</body>\n</html>\n");
	g_string_free(before, TRUE);
	return g_string_free(out, FALSE);
}
