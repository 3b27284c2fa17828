/* Functions for templates: one table, one dispatcher. All arguments come as text. */
#include "report/calc.h"

#include <libxml/xpathInternals.h>
#include <libxslt/extensions.h>
#include <libxslt/xsltInternals.h>
#include <stdlib.h>
#include <string.h>

#include "record/record.h"

enum { MOST_ARGUMENTS = 21 };

struct calc {
	const struct record *record;
	struct diags *diags;
	struct figures *figures;
	struct printing printing;
	GHashTable *places; /* element → its place among those of its name; made when first asked for */
	GHashTable *told; /* findings that are in diags already: "line message" */
};

struct call {
	const xmlNode *node; /* that the template stands at */
	int count;
	const char *text[MOST_ARGUMENTS]; /* "" where there is none */
	const xmlNode *first;             /* the first node of the first argument, when it is nodes */
};

typedef xmlXPathObjectPtr calc_fn(struct calc *calc, struct call *call);

struct calc *
calc_create(const struct record *record, const struct bands *bands, const struct strings *strings,
	struct diags *diags)
{
	struct calc *calc = g_new0(struct calc, 1);

	calc->record = record;
	calc->diags = diags;
	calc->figures = figures_create(xmlDocGetRootElement(record_doc(record)), bands);
	calc->printing = (struct printing){ .strings = strings, .arena = arena_create() };
	calc->told = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	return calc;
}

void
calc_destroy(struct calc *calc)
{
	if (!calc)
		return;
	figures_destroy(calc->figures);
	arena_destroy(calc->printing.arena);
	g_hash_table_destroy(calc->told);
	if (calc->places)
		g_hash_table_destroy(calc->places);
	g_free(calc);
}

/* ---- answers ---- */

static xmlXPathObjectPtr
answer(const char *text)
{
	return xmlXPathNewCString(text ? text : "");
}

/* A finding at the element that the template stands at, once. */
static void
tell(struct calc *calc, const struct call *call, const char *message)
{
	int line = call->node ? record_line(call->node) : 0;
	char *key = g_strdup_printf("%d %s", line, message), *path = NULL;

	if (!g_hash_table_add(calc->told, key))
		return;
	if (call->node)
		path = record_element_path(call->node);
	diag(calc->diags, DIAG_CALC, (struct place){ record_path(calc->record), line, 0, path }, "%s",
		message);
	g_free(path);
}

static const struct figure *
find(struct calc *calc, const struct call *call)
{
	const struct figure *figure = figure_find(calc->figures, call->text[0]);

	if (!figure) {
		char *message = g_strdup_printf("%s: %s", call->text[0], figures_why(calc->figures));

		tell(calc, call, message);
		g_free(message);
	}
	return figure;
}

/* The size of the peer group, for "13 of 15"; NULL without one. */
static const char *
group_size(struct calc *calc)
{
	const xmlNode *data = xmlDocGetRootElement(record_doc(calc->record)), *at;
	char *id = NULL, *path;
	const struct figure *figure;

	for (at = data ? data->children : NULL; at && xmlStrcmp(at->name, BAD_CAST "data") != 0;)
		at = at->next;
	for (at = at ? at->children : NULL; at && xmlStrcmp(at->name, BAD_CAST "peer-group") != 0;)
		at = at->next;
	if (at)
		id = (char *)xmlGetNoNsProp((xmlNode *)at, BAD_CAST "id");
	path = g_strconcat(id ? id : "", ".size", NULL);
	figure = id ? figure_find(calc->figures, path) : NULL;
	xmlFree(id);
	g_free(path);
	return figure ? print_plain(&calc->printing, figure->num) : NULL;
}

/* ---- functions ---- */

/* line(nodes?): of the first node, or of where the template stands. */
static xmlXPathObjectPtr
fn_line(struct calc *calc, struct call *call)
{
	const xmlNode *node = call->count ? call->first : call->node;
	int line = node ? record_line(node) : 0;

	return answer(line ? arena_printf(calc->printing.arena, "%d", line) : "");
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
		.size = strcmp(call->text[1], "position") == 0 ? group_size(calc) : NULL,
	};

	if (!figure)
		return answer("");
	if (strcmp(call->text[1], "position") == 0 && !style.size)
		tell(calc, call, "a place needs a peer group with a size");
	return answer(figure->print && fixed ? figure->print :
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
	return xmlXPathNewBoolean(figure_find(calc->figures, call->text[0]) != NULL);
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

	return answer(figure && figure->kind == FIGURE_NUMBER ?
		print_plain(&calc->printing, figure->num) : "");
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

/* article(text): a or an, before text that begins with a number. */
static xmlXPathObjectPtr
fn_article(struct calc *calc, struct call *call)
{
	return answer(print_article(&calc->printing, call->text[0]));
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

	if (!text)
		tell(calc, call, "this is not a date such as 2007, 2007-07 or 2007-07-31");
	return answer(text);
}

/* period(id): a period of the data part in words. */
static xmlXPathObjectPtr
fn_period(struct calc *calc, struct call *call)
{
	struct arena *arena = calc->printing.arena;
	int from, to;

	if (!figures_period(calc->figures, call->text[0], &from, &to)) {
		tell(calc, call, figures_why(calc->figures));
		return answer("");
	}
	return answer(print_date(&calc->printing,
		arena_printf(arena, "%04d-%02d", month_year(from), month_number(from)),
		arena_printf(arena, "%04d-%02d", month_year(to), month_number(to))));
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

	tell(calc, call, (const char *)said->stringval);
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

/* nth(node): its place in the record among the elements of its name, from 1. The same as
 * xsl:number level="any", but one walk serves all. */
static xmlXPathObjectPtr
fn_nth(struct calc *calc, struct call *call)
{
	if (!calc->places) {
		GHashTable *counts = g_hash_table_new(g_str_hash, g_str_equal);

		calc->places = g_hash_table_new(NULL, NULL);
		places_count(calc->places, counts, xmlDocGetRootElement(record_doc(calc->record)));
		g_hash_table_destroy(counts);
	}
	return xmlXPathNewFloat(GPOINTER_TO_INT(g_hash_table_lookup(calc->places, call->first)));
}

static const struct {
	const char *name;
	calc_fn *run;
	int least, most;
} functions[] = {
	{ "article", fn_article, 1, 1 },
	{ "cell", fn_cell, 1, 4 },
	{ "chart-words", fn_chart_words, 0, 0 },
	{ "date", fn_date, 1, 2 },
	{ "fault", fn_fault, 1, MOST_ARGUMENTS },
	{ "has", fn_has, 1, 1 },
	{ "knows", fn_knows, 1, 1 },
	{ "line", fn_line, 0, 1 },
	{ "list", fn_list, 1, 1 },
	{ "nth", fn_nth, 1, 1 },
	{ "period", fn_period, 1, 1 },
	{ "plain", fn_plain, 1, 1 },
	{ "print", fn_print, 1, 4 },
	{ "say", fn_say, 1, MOST_ARGUMENTS },
	{ "sign", fn_sign, 2, 2 },
	{ "windows", fn_windows, 3, 3 },
	{ "word", fn_word, 1, 1 },
	{ "words", fn_words, 1, 1 },
};

/* ---- the dispatcher ---- */

/* Takes the arguments off the stack, last first, as text in the arena. */
static void
arguments_take(struct calc *calc, struct call *call, xmlXPathParserContextPtr xpath)
{
	for (int i = call->count - 1; i >= 0; i--) {
		xmlXPathObjectPtr object = valuePop(xpath);
		xmlChar *text;

		if (!object)
			continue;
		if (i == 0 && object->type == XPATH_NODESET && object->nodesetval &&
			object->nodesetval->nodeNr)
			call->first = object->nodesetval->nodeTab[0];
		text = xmlXPathCastToString(object);
		call->text[i] = arena_strdup(calc->printing.arena, text ? (const char *)text : "");
		xmlFree(text);
		xmlXPathFreeObject(object);
	}
}

static void
missing_tell(struct calc *calc)
{
	char *key;

	if (!calc->printing.missing)
		return;
	key = g_strdup(calc->printing.missing);
	if (g_hash_table_add(calc->told, key))
		diag(calc->diags, DIAG_TEMPLATE,
			(struct place){ .file = strings_path(calc->printing.strings) },
			"the file has no word %s, which a template asks for", calc->printing.missing);
	calc->printing.missing = NULL;
}

static void
dispatch(xmlXPathParserContextPtr xpath, int count)
{
	xsltTransformContextPtr run = xsltXPathGetTransformContext(xpath);
	struct calc *calc = run ? run->_private : NULL;
	const char *name = (const char *)xpath->context->function;
	struct call call = { .node = xpath->context->node, .count = count };

	for (int i = 0; i < MOST_ARGUMENTS; i++)
		call.text[i] = "";
	if (call.node && call.node->type == XML_ATTRIBUTE_NODE)
		call.node = call.node->parent;
	for (size_t i = 0; calc && name && i < G_N_ELEMENTS(functions); i++) {
		if (strcmp(functions[i].name, name) != 0)
			continue;
		if (count < functions[i].least || count > functions[i].most)
			break;
		arguments_take(calc, &call, xpath);
		if (xpath->error)
			return;
		valuePush(xpath, functions[i].run(calc, &call));
		missing_tell(calc);
		return;
	}
	xmlXPathErr(xpath, XPATH_INVALID_ARITY);
}

bool
calc_register(struct calc *calc, struct _xsltTransformContext *run)
{
	bool good = true;

	run->_private = calc;
	for (size_t i = 0; i < G_N_ELEMENTS(functions) && good; i++)
		good = xsltRegisterExtFunction(run, BAD_CAST functions[i].name, BAD_CAST CALC_NAMESPACE,
			dispatch) == 0;
	return good;
}
