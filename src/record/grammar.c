/* RELAX NG in XML syntax to a tree of patterns. Read is the part of the language that the project's
 * schemas use: no name classes, no lists, no inclusion. */
#include "record/grammar.h"

#include <libxml/schemasInternals.h>
#include <libxml/tree.h>
#include <libxml/xmlschemas.h>
#include <libxml/xmlschemastypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/xml.h"

#define RNG_NS "http://relaxng.org/ns/structure/1.0"
#define XSD_NS "http://www.w3.org/2001/XMLSchema"

struct grammar {
	struct arena *arena;
	const char *path;
	struct diags *diags;     /* only while reading */
	GHashTable *definitions; /* name to struct pattern (REF) */
	GHashTable *by_name;     /* element name to its first struct pattern */
	GPtrArray *elements, *facets;
	const struct pattern *start;
	bool failed;
};

static const struct pattern *children(struct grammar *grammar, const xmlNode *parent,
	enum pattern_kind joined);

static const struct pattern empty = { .kind = PATTERN_EMPTY };
static const struct pattern not_allowed = { .kind = PATTERN_NOT_ALLOWED };
static const struct pattern text = { .kind = PATTERN_TEXT };

static void
fail(struct grammar *grammar, const xmlNode *node, const char *problem, const char *name)
{
	if (!grammar->failed)
		diag(grammar->diags, DIAG_RESOURCE_BROKEN,
			(struct place){ grammar->path, (int)xmlGetLineNo(node), 0, NULL },
			"the record schema cannot be used: %s %s", problem, name);
	grammar->failed = true;
}

static bool
is_rng(const xmlNode *node)
{
	return node->type == XML_ELEMENT_NODE && node->ns &&
		strcmp((const char *)node->ns->href, RNG_NS) == 0;
}

/* In place: runs of white space become one space, none at either end. */
static void
fold(char *words)
{
	char *out = words;

	for (const char *in = words; *in; in++)
		if (!g_ascii_isspace(*in))
			*out++ = *in;
		else if (out > words && out[-1] != ' ')
			*out++ = ' ';
	if (out > words && out[-1] == ' ')
		out--;
	*out = '\0';
}

/* White space folded; NULL when there is none. */
static const char *
documentation(struct grammar *grammar, const xmlNode *parent)
{
	for (const xmlNode *node = parent->children; node; node = node->next) {
		xmlChar *raw;
		const char *kept;

		if (node->type != XML_ELEMENT_NODE || is_rng(node) ||
			strcmp((const char *)node->name, "documentation") != 0)
			continue;
		raw = xmlNodeGetContent(node);
		fold((char *)raw);
		kept = arena_strdup(grammar->arena, (const char *)raw);
		xmlFree(raw);
		return kept;
	}
	return NULL;
}

static const char *
attribute(struct grammar *grammar, const xmlNode *node, const char *name)
{
	char *value = xml_attribute(node, name);
	const char *kept = arena_strdup(grammar->arena, value);

	g_free(value);
	if (!kept)
		fail(grammar, node, "a pattern has no attribute", name);
	return kept ? kept : "";
}

static struct pattern *
create(struct grammar *grammar, enum pattern_kind kind, const xmlNode *node)
{
	struct pattern *pattern = arena_new(grammar->arena, struct pattern);

	pattern->kind = kind;
	pattern->line = node ? (int)xmlGetLineNo(node) : 0;
	return pattern;
}

static const struct pattern *
join(struct grammar *grammar, enum pattern_kind kind, const struct pattern *first,
	const struct pattern *second)
{
	struct pattern *pattern = create(grammar, kind, NULL);

	pattern->first = first;
	pattern->second = second;
	return pattern;
}

static const struct pattern *
read_wrapped(struct grammar *grammar, const xmlNode *node, enum pattern_kind kind)
{
	struct pattern *pattern = create(grammar, kind, node);

	pattern->name = attribute(grammar, node, "name");
	pattern->doc = documentation(grammar, node);
	if (kind == PATTERN_ATTRIBUTE && !xmlFirstElementChild((xmlNode *)node))
		pattern->first = &text;
	else
		pattern->first = children(grammar, node, PATTERN_GROUP);
	if (kind == PATTERN_ATTRIBUTE && pattern->first->kind == PATTERN_EMPTY)
		pattern->first = &text;
	if (kind == PATTERN_ELEMENT)
		g_ptr_array_add(grammar->elements, pattern);
	return pattern;
}

static const struct pattern *
read_element(struct grammar *grammar, const xmlNode *node)
{
	return read_wrapped(grammar, node, PATTERN_ELEMENT);
}

static const struct pattern *
read_attribute(struct grammar *grammar, const xmlNode *node)
{
	return read_wrapped(grammar, node, PATTERN_ATTRIBUTE);
}

static const struct pattern *
read_group(struct grammar *grammar, const xmlNode *node)
{
	return children(grammar, node, PATTERN_GROUP);
}

static const struct pattern *
read_choice(struct grammar *grammar, const xmlNode *node)
{
	return children(grammar, node, PATTERN_CHOICE);
}

static const struct pattern *
read_interleave(struct grammar *grammar, const xmlNode *node)
{
	return children(grammar, node, PATTERN_INTERLEAVE);
}

static const struct pattern *
read_optional(struct grammar *grammar, const xmlNode *node)
{
	return join(grammar, PATTERN_CHOICE, read_group(grammar, node), &empty);
}

static const struct pattern *
read_one_or_more(struct grammar *grammar, const xmlNode *node)
{
	return join(grammar, PATTERN_ONE_OR_MORE, read_group(grammar, node), NULL);
}

static const struct pattern *
read_zero_or_more(struct grammar *grammar, const xmlNode *node)
{
	return join(grammar, PATTERN_CHOICE, read_one_or_more(grammar, node), &empty);
}

static const struct pattern *
read_mixed(struct grammar *grammar, const xmlNode *node)
{
	return join(grammar, PATTERN_INTERLEAVE, read_group(grammar, node), &text);
}

static const struct pattern *
read_text(struct grammar *grammar, const xmlNode *node)
{
	(void)grammar;
	(void)node;
	return &text;
}

static const struct pattern *
read_empty(struct grammar *grammar, const xmlNode *node)
{
	(void)grammar;
	(void)node;
	return &empty;
}

static const struct pattern *
read_not_allowed(struct grammar *grammar, const xmlNode *node)
{
	(void)grammar;
	(void)node;
	return &not_allowed;
}

static const struct pattern *
read_value(struct grammar *grammar, const xmlNode *node)
{
	struct pattern *pattern = create(grammar, PATTERN_VALUE, node);
	xmlChar *content = xmlNodeGetContent(node);

	pattern->name = arena_strdup(grammar->arena, g_strstrip((char *)content));
	xmlFree(content);
	return pattern;
}

static xmlSchemaFacetPtr
facet_read(struct grammar *grammar, const xmlNode *param, const char *type, xmlSchemaTypePtr base)
{
	static const struct {
		const char *name;
		xmlSchemaTypeType type;
	} known[] = {
		{ "pattern", XML_SCHEMA_FACET_PATTERN }, { "length", XML_SCHEMA_FACET_LENGTH },
		{ "minLength", XML_SCHEMA_FACET_MINLENGTH }, { "maxLength", XML_SCHEMA_FACET_MAXLENGTH },
		{ "minInclusive", XML_SCHEMA_FACET_MININCLUSIVE },
		{ "maxInclusive", XML_SCHEMA_FACET_MAXINCLUSIVE },
		{ "minExclusive", XML_SCHEMA_FACET_MINEXCLUSIVE },
		{ "maxExclusive", XML_SCHEMA_FACET_MAXEXCLUSIVE },
		{ "totalDigits", XML_SCHEMA_FACET_TOTALDIGITS },
		{ "fractionDigits", XML_SCHEMA_FACET_FRACTIONDIGITS },
	};
	const char *name = attribute(grammar, param, "name");
	xmlSchemaFacetPtr facet = xmlSchemaNewFacet();
	xmlChar *content;

	facet->type = 0;
	for (size_t i = 0; i < G_N_ELEMENTS(known); i++)
		if (strcmp(known[i].name, name) == 0)
			facet->type = known[i].type;
	content = xmlNodeGetContent(param);
	facet->value = (xmlChar *)arena_strdup(grammar->arena, (char *)content); /* not freed with it */
	xmlFree(content);
	if (!facet->type || xmlSchemaCheckFacet(facet, base, NULL, (const xmlChar *)type) != 0)
		fail(grammar, param, "unknown or wrong param", name);
	g_ptr_array_add(grammar->facets, facet);
	return facet;
}

static const struct pattern *
read_data(struct grammar *grammar, const xmlNode *node)
{
	struct pattern *pattern = create(grammar, PATTERN_DATA, node);
	int count = 0;

	pattern->name = attribute(grammar, node, "type");
	pattern->doc = documentation(grammar, node);
	pattern->type = xmlSchemaGetPredefinedType((const xmlChar *)pattern->name,
		(const xmlChar *)XSD_NS);
	if (!pattern->type) {
		fail(grammar, node, "unknown datatype", pattern->name);
		return pattern;
	}
	pattern->facets = arena_new_array(grammar->arena, struct _xmlSchemaFacet *,
		xmlChildElementCount((xmlNode *)node) + 1);
	for (const xmlNode *param = node->children; param; param = param->next)
		if (is_rng(param) && strcmp((const char *)param->name, "param") == 0)
			pattern->facets[count++] = facet_read(grammar, param, pattern->name,
				pattern->type);
	return pattern;
}

/* References may come before what they refer to. */
static struct pattern *
definition(struct grammar *grammar, const char *name, const xmlNode *node)
{
	struct pattern *ref = g_hash_table_lookup(grammar->definitions, name);

	if (!ref) {
		ref = create(grammar, PATTERN_REF, node);
		ref->name = name;
		g_hash_table_insert(grammar->definitions, (gpointer)name, ref);
	}
	return ref;
}

static const struct pattern *
read_ref(struct grammar *grammar, const xmlNode *node)
{
	return definition(grammar, attribute(grammar, node, "name"), node);
}

static const struct pattern *
pattern_read(struct grammar *grammar, const xmlNode *node)
{
	static const struct {
		const char *name;
		const struct pattern *(*read)(struct grammar *grammar, const xmlNode *node);
	} readers[] = {
		{ "attribute", read_attribute }, { "choice", read_choice }, { "data", read_data },
		{ "element", read_element }, { "empty", read_empty }, { "group", read_group },
		{ "interleave", read_interleave }, { "mixed", read_mixed },
		{ "notAllowed", read_not_allowed }, { "oneOrMore", read_one_or_more },
		{ "optional", read_optional }, { "ref", read_ref }, { "text", read_text },
		{ "value", read_value }, { "zeroOrMore", read_zero_or_more },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(readers); i++)
		if (strcmp(readers[i].name, (const char *)node->name) == 0)
			return readers[i].read(grammar, node);
	fail(grammar, node, "it uses", (const char *)node->name);
	return &not_allowed;
}

/* The patterns inside an element of the schema, as one; EMPTY when there are none. */
static const struct pattern *
children(struct grammar *grammar, const xmlNode *parent, enum pattern_kind joined)
{
	const struct pattern *all = NULL;

	for (const xmlNode *node = parent->last; node; node = node->prev) {
		const struct pattern *one;

		if (!is_rng(node))
			continue;
		one = pattern_read(grammar, node);
		all = all ? join(grammar, joined, one, all) : one;
	}
	return all ? all : &empty;
}

static void
read_top(struct grammar *grammar, const xmlNode *root)
{
	for (const xmlNode *node = root->children; node; node = node->next) {
		struct pattern *ref;

		if (!is_rng(node))
			continue;
		if (strcmp((const char *)node->name, "start") == 0) {
			grammar->start = children(grammar, node, PATTERN_GROUP);
			continue;
		}
		if (strcmp((const char *)node->name, "define") != 0) {
			fail(grammar, node, "it uses", (const char *)node->name);
			continue;
		}
		ref = definition(grammar, attribute(grammar, node, "name"), node);
		if (ref->first)
			fail(grammar, node, "there are two definitions of", ref->name);
		ref->doc = documentation(grammar, node);
		ref->first = children(grammar, node, PATTERN_GROUP);
	}
}

static void
references_check(struct grammar *grammar, const xmlNode *root)
{
	GHashTableIter at;
	gpointer value;

	g_hash_table_iter_init(&at, grammar->definitions);
	while (g_hash_table_iter_next(&at, NULL, &value))
		if (!((struct pattern *)value)->first)
			fail(grammar, root, "there is no definition of", ((struct pattern *)value)->name);
	if (!grammar->start)
		fail(grammar, root, "it has no", "start");
}

/* children() reads backwards; the elements are wanted in the order of the schema. */
static gint
by_line(gconstpointer a, gconstpointer b)
{
	return (*(const struct pattern *const *)a)->line - (*(const struct pattern *const *)b)->line;
}

struct grammar *
grammar_read(const char *path, struct _xmlDoc *doc, struct diags *diags)
{
	struct grammar *grammar = g_new0(struct grammar, 1);
	const xmlNode *root = xmlDocGetRootElement(doc);

	xmlSchemaInitTypes();
	grammar->arena = arena_create();
	grammar->path = arena_strdup(grammar->arena, path);
	grammar->diags = diags;
	grammar->definitions = g_hash_table_new(g_str_hash, g_str_equal);
	grammar->by_name = g_hash_table_new(g_str_hash, g_str_equal);
	grammar->elements = g_ptr_array_new();
	grammar->facets = g_ptr_array_new();
	if (is_rng(root) && strcmp((const char *)root->name, "grammar") == 0)
		read_top(grammar, root);
	else
		fail(grammar, root, "its first element is not", "grammar");
	references_check(grammar, root);
	g_ptr_array_sort(grammar->elements, by_line);
	for (guint i = grammar->elements->len; i-- > 0;) {
		struct pattern *element = g_ptr_array_index(grammar->elements, i);

		g_hash_table_insert(grammar->by_name, (gpointer)element->name, element);
	}
	grammar->diags = NULL;
	if (!grammar->failed)
		return grammar;
	grammar_destroy(grammar);
	return NULL;
}

struct grammar *
grammar_load(const char *path, struct diags *diags)
{
	xmlDocPtr doc = xml_load(path, "record schema", diags);
	struct grammar *grammar = doc ? grammar_read(path, doc, diags) : NULL;

	xmlFreeDoc(doc);
	return grammar;
}

void
grammar_destroy(struct grammar *grammar)
{
	if (!grammar)
		return;
	for (guint i = 0; i < grammar->facets->len; i++)
		xmlSchemaFreeFacet(g_ptr_array_index(grammar->facets, i));
	g_ptr_array_free(grammar->facets, TRUE);
	g_ptr_array_free(grammar->elements, TRUE);
	g_hash_table_destroy(grammar->by_name);
	g_hash_table_destroy(grammar->definitions);
	arena_destroy(grammar->arena);
	g_free(grammar);
}

const struct pattern *
grammar_start(const struct grammar *grammar)
{
	return grammar->start;
}

size_t
grammar_element_count(const struct grammar *grammar)
{
	return grammar->elements->len;
}

const struct pattern *
grammar_element_at(const struct grammar *grammar, size_t index)
{
	return g_ptr_array_index(grammar->elements, index);
}

const struct pattern *
grammar_element(const struct grammar *grammar, const char *name)
{
	return g_hash_table_lookup(grammar->by_name, name);
}

static const struct pattern *
attribute_find(const struct pattern *pattern, const char *name)
{
	const struct pattern *found = NULL;

	if (pattern->kind == PATTERN_ATTRIBUTE)
		return strcmp(pattern->name, name) == 0 ? pattern : NULL;
	if (pattern->kind == PATTERN_ELEMENT)
		return NULL;
	if (pattern->first)
		found = attribute_find(pattern->first, name);
	return found || !pattern->second ? found : attribute_find(pattern->second, name);
}

const struct pattern *
grammar_attribute(const struct pattern *element, const char *name)
{
	return attribute_find(element->first, name);
}

const struct pattern *
pattern_resolve(const struct pattern *pattern)
{
	while (pattern->kind == PATTERN_REF)
		pattern = pattern->first;
	return pattern;
}
