/* The functions themselves, in one table. */
#include <libxml/xpathInternals.h>
#include <stdlib.h>
#include <string.h>

#include "base/xml.h"
#include "record/record.h"
#include "report/ask.h"
#include "report/calling.h"

static xmlXPathObjectPtr
answer(const char *text)
{
	return xmlXPathNewCString(text ? text : "");
}

static xmlXPathObjectPtr
answer_node(const xmlNode *node)
{
	return xmlXPathNewNodeSet((xmlNode *)node);
}

/* The answer, said to come from an element of a record; `figure` is its path or NULL. */
static xmlXPathObjectPtr
answer_from(struct calc *calc, const char *text, const xmlNode *from, const char *figure)
{
	if (calc->origins && from && text)
		text = origins_mark(calc->origins, calc->printing.arena, text,
			record_path(included_of(calc->included, from)->record), record_line(from), figure);
	return answer(text);
}

/* The figures of the file that the template stands in. */
static struct figures *
figures_of(const struct calc *calc, const struct call *call)
{
	return included_of(calc->included, call->node)->figures;
}

static const struct figure *
find(struct calc *calc, const struct call *call)
{
	const struct figure *figure = figure_find(figures_of(calc, call), call->text[0]);

	if (!figure) {
		char *message = g_strdup_printf("%s: %s", call->text[0], figures_why(figures_of(calc, call)));

		calc_tell(calc, call, message);
		g_free(message);
	}
	return figure;
}

/* The size of the peer group, for "13 of 15"; NULL without one. */
static const char *
group_size(struct calc *calc, const struct call *call)
{
	struct figures *figures = figures_of(calc, call);
	const xmlNode *group = child_of(figures->data, "peer-group");
	const struct figure *figure = group ? figure_find(figures,
		arena_printf(calc->printing.arena, "%s.size", attribute_of(group, "id"))) : NULL;

	return figure ? print_plain(&calc->printing, figure->num) : NULL;
}

/* The nearest of an element and those around it that has the attribute, or NULL. */
static const xmlNode *
nearest_with(const xmlNode *element, const char *attribute)
{
	while (element && !*attribute_of(element, attribute))
		element = element->parent && element->parent->type == XML_ELEMENT_NODE ? element->parent : NULL;
	return element;
}

/* line(nodes?): of the first node, or of where the template stands. Data of the record that shared text shows
 * have the line of the text: all of its output is of that file. */
static xmlXPathObjectPtr
fn_line(struct calc *calc, struct call *call)
{
	const xmlNode *node = call->count ? call->first : call->node;
	const xmlNode *shared = node && !included_of(calc->included, node)->by ?
		nearest_with(call->output, "file") : NULL;
	int line = node ? record_line(node) : 0;

	if (shared)
		return answer(arena_strdup(calc->printing.arena,
			attribute_of(nearest_with(call->output, "line"), "line")));
	return answer(line ? arena_printf(calc->printing.arena, "%d", line) : "");
}

/* A figure in running text stands at its val; elsewhere it is from where the record states it, and if
 * it is computed, from the element that the template stands at. Words of the record have marks of
 * their own. */
static xmlXPathObjectPtr
answer_figure(struct calc *calc, const struct call *call, const struct figure *figure, const char *text)
{
	bool here = !figure->from || (call->node && is_element(call->node, "val"));

	if (figure->kind == FIGURE_TEXT && !here)
		return answer(text);
	return answer_from(calc, text, here ? call->node : figure->from, call->text[0]);
}

static xmlXPathObjectPtr
print(struct calc *calc, struct call *call, bool fixed)
{
	const struct figure *figure = find(calc, call);
	const struct print_style style = {
		.as = call->text[1],
		.digits = *call->text[2] ? atoi(call->text[2]) : -1,
		.fixed = fixed,
		.sign = call->text[3],
		.size = strcmp(call->text[1], "position") == 0 ? group_size(calc, call) : NULL,
	};

	if (!figure)
		return answer("");
	if (strcmp(call->text[1], "position") == 0 && !style.size)
		calc_tell(calc, call, "a place needs a peer group with a size");
	return answer_figure(calc, call, figure, figure->print && fixed ? figure->print :
		print_figure(&calc->printing, figure, &style));
}

/* print(path, as?, digits?, sign?): as running text has it, zeros at the end dropped. */
static xmlXPathObjectPtr
fn_print(struct calc *calc, struct call *call)
{
	return print(calc, call, false);
}

/* cell(path, as?, digits?, sign?): as a table has it, all decimals; published characters as such. */
static xmlXPathObjectPtr
fn_cell(struct calc *calc, struct call *call)
{
	return print(calc, call, true);
}

/* has(path): is there such a figure? No finding when not. */
static xmlXPathObjectPtr
fn_has(struct calc *calc, struct call *call)
{
	return xmlXPathNewBoolean(figure_find(figures_of(calc, call), call->text[0]) != NULL);
}

/* word(path): the word itself, such as just-below, for a template to choose by; or a text. */
static xmlXPathObjectPtr
fn_word(struct calc *calc, struct call *call)
{
	const struct figure *figure = find(calc, call);

	return answer(figure && figure->kind != FIGURE_NUMBER ? figure->text : "");
}

/* plain(path): the number for machines, at most six decimals. */
static xmlXPathObjectPtr
fn_plain(struct calc *calc, struct call *call)
{
	const struct figure *figure = find(calc, call);

	const char *text = figure && figure->kind == FIGURE_NUMBER ?
		print_plain(&calc->printing, figure->num) : "";

	return figure && call->printed ? answer_figure(calc, call, figure, text) : answer(text);
}

/* sign(path, digits): -1, 0 or 1, of the number as it is printed with so many decimals. */
static xmlXPathObjectPtr
fn_sign(struct calc *calc, struct call *call)
{
	const struct figure *figure = find(calc, call);
	int digits = CLAMP(atoi(call->text[1]), 0, 6);

	return xmlXPathNewFloat(figure ? num_sign(num_round(figure->num, digits)) : 0);
}

/* say(name, field, text, ...): a string with its fields filled. */
static xmlXPathObjectPtr
fn_say(struct calc *calc, struct call *call)
{
	struct field fields[MOST_ARGUMENTS / 2 + 1] = { { NULL, NULL } };

	for (int i = 1; i + 1 < call->count; i += 2)
		fields[(i - 1) / 2] = (struct field){ call->text[i], call->text[i + 1] };
	return answer(print_fill(&calc->printing, call->text[0], fields));
}

/* knows(name): is there a word of that name? */
static xmlXPathObjectPtr
fn_knows(struct calc *calc, struct call *call)
{
	return xmlXPathNewBoolean(strings_find(calc->printing.strings, call->text[0]) != NULL);
}

/* length(text): how many characters are shown. */
static xmlXPathObjectPtr
fn_length(struct calc *calc, struct call *call)
{
	char *text = g_strdup(call->text[0]);
	long length;

	(void)calc;
	origin_strip(text);
	length = g_utf8_strlen(text, -1);
	g_free(text);
	return xmlXPathNewFloat((double)length);
}

/* article(text): a or an, before text that begins with a number. */
static xmlXPathObjectPtr
fn_article(struct calc *calc, struct call *call)
{
	return answer(print_article(&calc->printing, origin_skip(call->text[0])));
}

/* words(number): a whole number in words, while the list lasts. */
static xmlXPathObjectPtr
fn_words(struct calc *calc, struct call *call)
{
	struct figure figure = { .kind = FIGURE_NUMBER, .decimals = 0 };

	if (!num_parse(call->text[0], &figure.num, NULL))
		return answer(call->text[0]);
	return answer(print_figure(&calc->printing, &figure,
		&(struct print_style){ .as = "words", .digits = -1 }));
}

/* date(from, to?): in words. */
static xmlXPathObjectPtr
fn_date(struct calc *calc, struct call *call)
{
	const char *text = print_date(&calc->printing, call->text[0], call->text[1]);
	const xmlNode *from = call->first && call->first->type == XML_ATTRIBUTE_NODE ?
		call->first->parent : NULL;

	if (!text)
		calc_tell(calc, call, "this is not a date such as 2007, 2007-07 or 2007-07-31");
	return answer_from(calc, text, from, NULL);
}

/* What an element holds, white space folded and without marks of origin. */
static const char *
content_in(struct arena *arena, const xmlNode *element)
{
	xmlChar *content = xmlNodeGetContent(element);
	char *text = arena_strdup(arena, content ? (const char *)content : "");

	origin_strip(text);
	xml_fold(text);
	xmlFree(content);
	return text;
}

/* period(id): a period of the data part in words: its own, or the usual ones. */
static xmlXPathObjectPtr
fn_period(struct calc *calc, struct call *call)
{
	struct arena *arena = calc->printing.arena;
	const xmlNode *element = figures_element(figures_of(calc, call), call->text[0]);
	const char *text;
	int from, to;

	if (!figures_period(figures_of(calc, call), call->text[0], &from, &to)) {
		calc_tell(calc, call, figures_why(figures_of(calc, call)));
		return answer("");
	}
	text = content_in(arena, element);
	if (!*text)
		text = print_date(&calc->printing,
			arena_printf(arena, "%04d-%02d", month_year(from), month_number(from)),
			arena_printf(arena, "%04d-%02d", month_year(to), month_number(to)));
	return answer_from(calc, text, element, NULL);
}

/* list(words): "3 6 12" as 3, 6 and 12. */
static xmlXPathObjectPtr
fn_list(struct calc *calc, struct call *call)
{
	return answer(print_list(&calc->printing, call->text[0]));
}

/* windows(path, windows, word): those of the windows whose figure path.WINDOW is that word, with
 * spaces between; so that windows of equal result share a sentence. */
static xmlXPathObjectPtr
fn_windows(struct calc *calc, struct call *call)
{
	char **windows = g_strsplit(call->text[1], " ", -1);
	GString *same = g_string_new(NULL);
	xmlXPathObjectPtr result;

	for (int i = 0; windows[i]; i++) {
		const char *path = arena_printf(calc->printing.arena, "%s.%s", call->text[0], windows[i]);
		struct call one = { .node = call->node, .count = 1, .text = { path } };
		const struct figure *figure = *windows[i] ? find(calc, &one) : NULL;

		if (figure && figure->kind == FIGURE_WORD && strcmp(figure->text, call->text[2]) == 0)
			g_string_append_printf(same, "%s%s", same->len ? " " : "", windows[i]);
	}
	result = answer(same->str);
	g_string_free(same, TRUE);
	g_strfreev(windows);
	return result;
}

/* fault(name, field, text, ...): a finding about the element, in the words of a string. */
static xmlXPathObjectPtr
fn_fault(struct calc *calc, struct call *call)
{
	xmlXPathObjectPtr said = fn_say(calc, call);

	calc_tell(calc, call, (const char *)said->stringval);
	xmlXPathFreeObject(said);
	return answer("");
}

/* chart-words(): the words that charts need, as nodes. */
static xmlXPathObjectPtr
fn_chart_words(struct calc *calc, struct call *call)
{
	xmlDocPtr doc = strings_charts(calc->printing.strings);
	xmlXPathObjectPtr result = xmlXPathNewNodeSet(NULL);

	(void)call;
	for (xmlNode *at = xmlFirstElementChild(xmlDocGetRootElement(doc)); at && result;
		at = xmlNextElementSibling(at))
		xmlXPathNodeSetAddUnique(result->nodesetval, at);
	return result;
}

/* record(): the root of the record that the template's figures are those of: of boilerplate, which has no
 * data, the record that takes it in. */
static xmlXPathObjectPtr
fn_record(struct calc *calc, struct call *call)
{
	const xmlNode *root = included_of(calc->included, call->node)->root;

	if (is_element(root, "boilerplate"))
		root = included_of(calc->included, NULL)->root;
	return xmlXPathNewNodeSet((xmlNode *)root);
}

static void
places_count(GHashTable *places, GHashTable *counts, const xmlNode *element)
{
	for (xmlNode *at = element->children; at; at = at->next) {
		int count;

		if (at->type != XML_ELEMENT_NODE)
			continue;
		count = GPOINTER_TO_INT(g_hash_table_lookup(counts, at->name)) + 1;
		g_hash_table_insert(counts, (gpointer)at->name, GINT_TO_POINTER(count));
		g_hash_table_insert(places, at, GINT_TO_POINTER(count));
		places_count(places, counts, at);
	}
}

/* nth(node): its place in its file among the elements of its name, from 1. The same as
 * xsl:number level="any", but one walk serves all. */
static xmlXPathObjectPtr
fn_nth(struct calc *calc, struct call *call)
{
	if (call->first && !g_hash_table_contains(calc->places, call->first)) {
		GHashTable *counts = g_hash_table_new(g_str_hash, g_str_equal);

		places_count(calc->places, counts, included_of(calc->included, call->first)->root);
		g_hash_table_destroy(counts);
	}
	return xmlXPathNewFloat(GPOINTER_TO_INT(g_hash_table_lookup(calc->places, call->first)));
}

static void
siblings_rank(GHashTable *ranks, const xmlNode *parent, const char *attribute)
{
	GHashTable *counts = g_hash_table_new(g_str_hash, g_str_equal);

	for (xmlNode *at = parent->children; at; at = at->next) {
		const char *value = at->type == XML_ELEMENT_NODE ? attribute_of(at, attribute) : "";
		int count = GPOINTER_TO_INT(g_hash_table_lookup(counts, value)) + 1;

		if (!*value)
			continue;
		g_hash_table_insert(counts, (gpointer)value, GINT_TO_POINTER(count));
		g_hash_table_insert(ranks, at, GINT_TO_POINTER(count));
	}
	g_hash_table_destroy(counts);
}

/* rank(element, attribute): its place, from 1, among its siblings in which the attribute has the same
 * value. The same as counting those before it, but each is counted once. */
static xmlXPathObjectPtr
fn_rank(struct calc *calc, struct call *call)
{
	GHashTable *ranks = g_hash_table_lookup(calc->ranks, call->text[1]);

	if (!ranks) {
		ranks = g_hash_table_new(NULL, NULL);
		g_hash_table_insert(calc->ranks, g_strdup(call->text[1]), ranks);
	}
	if (call->first && call->first->parent && !g_hash_table_contains(ranks, call->first))
		siblings_rank(ranks, call->first->parent, call->text[1]);
	return xmlXPathNewFloat(GPOINTER_TO_INT(g_hash_table_lookup(ranks, call->first)));
}

/* What within counts, and where. */
struct within {
	GHashTable *ranks;
	const char *attribute, *value, *mark, *marked;
};

/* Numbers what stands in the element, but not what stands in a marked one inside it. */
static int
within_rank(const struct within *within, const xmlNode *element, int count)
{
	for (xmlNode *at = element->children; at; at = at->next) {
		if (at->type != XML_ELEMENT_NODE)
			continue;
		if (strcmp(attribute_of(at, within->attribute), within->value) == 0)
			g_hash_table_insert(within->ranks, at, GINT_TO_POINTER(++count));
		if (strcmp(attribute_of(at, within->mark), within->marked) != 0)
			count = within_rank(within, at, count);
	}
	return count;
}

/* within(element, attribute, mark, value): its place, from 1, among the elements in which the
 * attribute has the same value, of the nearest element around it whose mark has that value. */
static xmlXPathObjectPtr
fn_within(struct calc *calc, struct call *call)
{
	struct within within = { NULL, call->text[1], "", call->text[2], call->text[3] };
	char *name = g_strjoin(" ", call->text[1], call->text[2], call->text[3], NULL);
	const xmlNode *around = call->first ? call->first->parent : NULL;

	if (!g_hash_table_lookup(calc->ranks, name))
		g_hash_table_insert(calc->ranks, g_strdup(name), g_hash_table_new(NULL, NULL));
	within.ranks = g_hash_table_lookup(calc->ranks, name);
	g_free(name);
	if (call->first)
		within.value = attribute_of(call->first, within.attribute);
	while (around && (around->type != XML_ELEMENT_NODE ||
		strcmp(attribute_of(around, within.mark), within.marked) != 0))
		around = around->parent;
	if (around && !g_hash_table_contains(within.ranks, call->first))
		within_rank(&within, around, 0);
	return xmlXPathNewFloat(GPOINTER_TO_INT(g_hash_table_lookup(within.ranks, call->first)));
}

/* letter(text): the letter of the alphabet that it begins with, as a glossary's heading. */
static xmlXPathObjectPtr
fn_letter(struct calc *calc, struct call *call)
{
	return answer(print_letter(&calc->printing, call->text[0]));
}

/* sort-key(text): for xsl:sort, by the language's alphabet. */
static xmlXPathObjectPtr
fn_sort_key(struct calc *calc, struct call *call)
{
	return answer(print_sort_key(&calc->printing, call->text[0]));
}

/* ---- files that are taken in ---- */

/* included(element): the root of the file that an include or unit-record takes in; no node, and a
 * finding, when it cannot be had. */
static xmlXPathObjectPtr
fn_included(struct calc *calc, struct call *call)
{
	bool fresh = call->first && !included_has(calc->included, call->first);
	const struct source_file *file = call->first ?
		included_take(calc->included, call->first, calc->diags) : NULL;

	if (file && fresh && calc->origins)
		origins_put(calc->origins, file->record);
	if (file && !*file->prefix)
		calc->includer = call->first;
	return answer_node(file ? file->root : NULL);
}

/* includer(): the include that took in the boilerplate that the template stands in. */
static xmlXPathObjectPtr
fn_includer(struct calc *calc, struct call *call)
{
	const struct source_file *file = included_of(calc->included, call->node);

	return answer_node(file->by ? calc->includer : NULL);
}

/* file(): the file that the template stands in, where it is not the record. */
static xmlXPathObjectPtr
fn_file(struct calc *calc, struct call *call)
{
	const struct source_file *file = included_of(calc->included, call->node);

	return answer(file->by ? record_path(file->record) : "");
}

/* id(element): its id as the report has it: those of a unit's record have the unit's before them. */
static xmlXPathObjectPtr
fn_id(struct calc *calc, struct call *call)
{
	const char *id = call->first ? attribute_of(call->first, "id") : "";

	return answer(*id ? arena_printf(calc->printing.arena, "%s%s",
		included_of(calc->included, call->first)->prefix, id) : "");
}

/* target(id): the element of that id in the same file, outside its data part. */
static xmlXPathObjectPtr
fn_target(struct calc *calc, struct call *call)
{
	return answer_node(included_target(calc->included, call->node, call->text[0]));
}

/* What stands before the node among its siblings ends a sentence, or is nothing in a paragraph. */
static bool
begins_sentence(const xmlNode *node)
{
	const xmlNode *before = node->prev;
	xmlChar *content = before && xmlNodeIsText(before) ? xmlNodeGetContent(before) : NULL;
	char *text = g_strdup(content ? (const char *)content : "");
	size_t length;
	bool begins;

	origin_strip(text);
	g_strchomp(text);
	length = strlen(text);
	if (length)
		begins = strchr(".?!", text[length - 1]) && !g_str_has_suffix(text, "e.g.") &&
			!g_str_has_suffix(text, "i.e.");
	else
		begins = (!before || (content && !before->prev)) &&
			(is_element(node->parent, "para") || is_element(node->parent, "point"));
	g_free(text);
	xmlFree(content);
	return begins;
}

/* begins(): does a sentence begin where the template stands? */
static xmlXPathObjectPtr
fn_begins(struct calc *calc, struct call *call)
{
	(void)calc;
	return xmlXPathNewBoolean(call->node && begins_sentence(call->node));
}

const struct calc_function calc_functions[] = {
	{ "article", fn_article, 1, 1 },
	{ "begins", fn_begins, 0, 0 },
	{ "cell", fn_cell, 1, 4 },
	{ "chart-words", fn_chart_words, 0, 0 },
	{ "date", fn_date, 1, 2 },
	{ "fault", fn_fault, 1, MOST_ARGUMENTS },
	{ "file", fn_file, 0, 0 },
	{ "has", fn_has, 1, 1 },
	{ "id", fn_id, 1, 1 },
	{ "included", fn_included, 1, 1 },
	{ "includer", fn_includer, 0, 0 },
	{ "knows", fn_knows, 1, 1 },
	{ "length", fn_length, 1, 1 },
	{ "letter", fn_letter, 1, 1 },
	{ "line", fn_line, 0, 1 },
	{ "list", fn_list, 1, 1 },
	{ "nth", fn_nth, 1, 1 },
	{ "period", fn_period, 1, 1 },
	{ "plain", fn_plain, 1, 1 },
	{ "print", fn_print, 1, 4 },
	{ "rank", fn_rank, 2, 2 },
	{ "record", fn_record, 0, 0 },
	{ "say", fn_say, 1, MOST_ARGUMENTS },
	{ "sign", fn_sign, 2, 2 },
	{ "sort-key", fn_sort_key, 1, 1 },
	{ "target", fn_target, 1, 1 },
	{ "windows", fn_windows, 3, 3 },
	{ "within", fn_within, 4, 4 },
	{ "word", fn_word, 1, 1 },
	{ "words", fn_words, 1, 1 },
};
const int calc_function_count = G_N_ELEMENTS(calc_functions);
