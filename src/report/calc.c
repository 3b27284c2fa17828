/* The functions' state and their dispatcher. All arguments come as text. */
#include <libxml/xpathInternals.h>
#include <libxslt/extensions.h>
#include <libxslt/xsltInternals.h>
#include <string.h>

#include "record/record.h"
#include "report/calling.h"

struct calc *
calc_create(const struct record *record, const struct schema *schema, const struct bands *bands,
	const struct strings *strings, struct diags *diags)
{
	struct calc *calc = g_new0(struct calc, 1);

	calc->diags = diags;
	calc->included = included_create(record, schema, bands);
	calc->printing = (struct printing){ .strings = strings, .arena = arena_create() };
	calc->told = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	calc->places = g_hash_table_new(NULL, NULL);
	calc->ranks = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
		(GDestroyNotify)g_hash_table_destroy);
	return calc;
}

void
calc_destroy(struct calc *calc)
{
	if (!calc)
		return;
	included_destroy(calc->included);
	arena_destroy(calc->printing.arena);
	g_hash_table_destroy(calc->told);
	g_hash_table_destroy(calc->places);
	g_hash_table_destroy(calc->ranks);
	g_free(calc);
}

void
calc_tell(struct calc *calc, const struct call *call, const char *message)
{
	const struct source_file *source = included_of(calc->included, call->node);
	int line = call->node ? record_line(call->node) : 0;
	char *key = g_strdup_printf("%d %s", line, message), *path = NULL;

	if (!g_hash_table_add(calc->told, key))
		return;
	if (call->node)
		path = record_element_path(call->node);
	diag(calc->diags, DIAG_CALC, (struct place){ record_path(source->record), line, 0, path }, "%s",
		message);
	g_free(path);
}

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
	for (int i = 0; calc && name && i < calc_function_count; i++) {
		if (strcmp(calc_functions[i].name, name) != 0)
			continue;
		if (count < calc_functions[i].least || count > calc_functions[i].most)
			break;
		arguments_take(calc, &call, xpath);
		if (xpath->error)
			return;
		valuePush(xpath, calc_functions[i].run(calc, &call));
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
	for (int i = 0; i < calc_function_count && good; i++)
		good = xsltRegisterExtFunction(run, BAD_CAST calc_functions[i].name, BAD_CAST CALC_NAMESPACE,
			dispatch) == 0;
	return good;
}

struct taken_file *
calc_taken(const struct calc *calc, struct arena *arena, int *count)
{
	return included_files(calc->included, arena, count);
}
