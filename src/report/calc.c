/* The functions' state and their dispatcher. All arguments come as text. */
#include <libxml/xpathInternals.h>
#include <libxslt/extensions.h>
#include <libxslt/xsltInternals.h>
#include <libxslt/xsltutils.h>
#include <string.h>

#include "record/record.h"
#include "report/ask.h"
#include "report/calling.h"
#include "report/wording.h"

static void
wordings_free(gpointer strings)
{
	strings_destroy(strings);
}

/* The strings with what a record says in its own words, read when it is first asked for. */
static const struct strings *
wordings_of(struct calc *calc, const struct record *record, const struct strings *usual)
{
	gpointer worded = NULL;

	if (!g_hash_table_lookup_extended(calc->wordings, record, NULL, &worded)) {
		worded = wording_read(record, usual, calc->diags);
		g_hash_table_insert(calc->wordings, (gpointer)record, worded);
	}
	return worded ? worded : usual;
}

struct calc *
calc_create(const struct record *record, const struct schema *schema, const struct bands *bands,
	const struct strings *strings, struct diags *diags)
{
	struct calc *calc = g_new0(struct calc, 1);

	calc->diags = diags;
	calc->included = included_create(record, schema, bands);
	calc->wordings = g_hash_table_new_full(NULL, NULL, NULL, wordings_free);
	calc->strings = wordings_of(calc, record, strings);
	calc->printing = (struct printing){ .strings = calc->strings, .arena = arena_create() };
	calc->told = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	calc->places = g_hash_table_new(NULL, NULL);
	calc->ranks = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
		(GDestroyNotify)g_hash_table_destroy);
	return calc;
}

void
calc_follow(struct calc *calc, struct origins *origins)
{
	calc->origins = origins;
}

void
calc_destroy(struct calc *calc)
{
	if (!calc)
		return;
	included_destroy(calc->included);
	arena_destroy(calc->printing.arena);
	g_hash_table_destroy(calc->wordings);
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
	char *plain = g_strdup(message), *key, *path = NULL;

	if (calc->origins)
		origin_strip(plain);
	key = g_strdup_printf("%d %s", line, plain);

	if (g_hash_table_add(calc->told, key)) {
		if (call->node)
			path = record_element_path(call->node);
		diag(calc->diags, DIAG_CALC, (struct place){ record_path(source->record), line, 0, path },
			"%s", plain);
	}
	g_free(path);
	g_free(plain);
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

/* Is all of the expression one call of the function? */
static bool
is_call(const char *text, const char *name, const char *open, const char *close)
{
	const char *at = text + strlen(open), *last = text + strlen(text) - strlen(close);
	int depth = 0;

	if (!g_str_has_prefix(text, open) || !g_str_has_suffix(text, close) || at >= last)
		return false;
	if (!g_str_has_prefix(at, "calc:") || !g_str_has_prefix(at + 5, name))
		return false;
	for (at += 5 + strlen(name); at < last; at++) {
		depth += *at == '(' ? 1 : *at == ')' ? -1 : 0;
		if (depth == 0 && at + 1 < last)
			return false;
	}
	return depth == 0;
}

/* Does the answer go into the report as it is? So it does from a select, or from an attribute of the
 * report's, that is one call and nothing else; elsewhere the template may compute with it. */
static bool
is_printed(const xsltTransformContext *run, const char *name)
{
	const xmlNode *inst = run->inst;
	bool ours = inst && inst->type == XML_ELEMENT_NODE && !IS_XSLT_ELEM(inst), is = ours;
	char *call = g_strdup_printf("calc:%s(", name);

	if (inst && IS_XSLT_ELEM(inst) && IS_XSLT_NAME(inst, "value-of"))
		is = is_call(attribute_of(inst, "select"), name, "", "");
	for (const xmlAttr *at = ours ? inst->properties : NULL; at && is; at = at->next) {
		const char *text = at->children && at->children->content ?
			(const char *)at->children->content : "";

		is = !strstr(text, call) || is_call(text, name, "{", "}");
	}
	/* a variable may be computed with */
	for (const xmlNode *at = inst; at && is; at = at->parent)
		is = at->type != XML_ELEMENT_NODE || !IS_XSLT_ELEM(at) || !(IS_XSLT_NAME(at, "variable") ||
			IS_XSLT_NAME(at, "param") || IS_XSLT_NAME(at, "with-param"));
	g_free(call);
	return is;
}

static void
dispatch(xmlXPathParserContextPtr xpath, int count)
{
	xsltTransformContextPtr run = xsltXPathGetTransformContext(xpath);
	struct calc *calc = run ? run->_private : NULL;
	const char *name = (const char *)xpath->context->function;
	struct call call = { .node = xpath->context->node, .count = count,
		.output = run ? run->insert : NULL };

	for (int i = 0; i < MOST_ARGUMENTS; i++)
		call.text[i] = "";
	if (call.node && call.node->type == XML_ATTRIBUTE_NODE)
		call.node = call.node->parent;
	if (calc)
		calc->printing.strings = wordings_of(
			calc, included_of(calc->included, call.node)->record, calc->strings);
	for (int i = 0; calc && name && i < calc_function_count; i++) {
		if (strcmp(calc_functions[i].name, name) != 0)
			continue;
		if (count < calc_functions[i].least || count > calc_functions[i].most)
			break;
		arguments_take(calc, &call, xpath);
		if (xpath->error)
			return;
		call.printed = calc->origins && is_printed(run, name);
		valuePush(xpath, calc_functions[i].run(calc, &call));
		missing_tell(calc);
		arena_clear(calc->printing.arena); /* answers are copies */
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

int
calc_computed(const struct calc *calc)
{
	return included_computed(calc->included);
}
