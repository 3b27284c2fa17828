/* What the schema cannot say: ids, references and the order of dates, as a table of checks. */
#include <string.h>

#include "record/private.h"

struct check {
	const struct record *record;
	struct diags *diags;
	GHashTable *ids; /* id to its element */
};

/* The text of an attribute, borrowed from the tree; NULL when it is not there. */
static const char *
attribute_text(const xmlNode *element, const char *name)
{
	for (const xmlAttr *attr = element->properties; attr; attr = attr->next)
		if (!attr->ns && strcmp((const char *)attr->name, name) == 0)
			return attr->children && attr->children->content
				? (const char *)attr->children->content : "";
	return NULL;
}

static void G_GNUC_PRINTF(5, 6)
found(struct check *check, enum diag_code code, const xmlNode *element, const char *attribute,
	const char *format, ...)
{
	char *path = record_element_path(element), *message;
	va_list args;

	va_start(args, format);
	message = g_strdup_vprintf(format, args);
	va_end(args);
	diag(check->diags, code,
		(struct place){ record_path(check->record), record_line(element), 0, path }, "%s", message);
	record_show(check->record, element, attribute, check->diags);
	g_free(message);
	g_free(path);
}

static bool
named(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

static void
check_id(struct check *check, const xmlNode *element)
{
	const char *id = attribute_text(element, "id");
	const xmlNode *other;

	if (!id || !element->parent || element->parent->type != XML_ELEMENT_NODE)
		return; /* the record's own id is a name among records */
	if (!(other = g_hash_table_lookup(check->ids, id))) {
		g_hash_table_insert(check->ids, (gpointer)id, (gpointer)element);
		return;
	}
	found(check, DIAG_SCHEMA_ID, element, "id", "the id %s is used twice; %s of line %d has it too", id,
		other->name, record_line(other));
	diag_hint(check->diags, "give one of them another id, and change what refers to it");
}

typedef void check_fn(struct check *check, const xmlNode *element);

static void
each_element(struct check *check, check_fn *visit)
{
	const xmlNode *node = xmlDocGetRootElement(record_doc(check->record));

	while (node) {
		if (node->type == XML_ELEMENT_NODE)
			visit(check, node);
		if (node->type == XML_ELEMENT_NODE && node->children) {
			node = node->children;
			continue;
		}
		while (node && !node->next)
			node = node->parent;
		node = node ? node->next : NULL;
	}
}

/* What an attribute may refer to: elements of one of these names. */
static const struct reference {
	const char *element, *attribute;
	const char *targets[12];
	const char *what;
} references[] = {
	{ "chart", "of", { "series", "measure", "milestone", "grade", "survey", "indicator" },
		"a series, measure, milestone, grade, survey or indicator" },
	{ "date", "of", { "period" }, "a period" },
	{ "distribution-table", "of", { "grade" }, "a grade" },
	{ "indicator-table", "of", { "indicator" }, "an indicator" },
	{ "judgement", "of", { "grade" }, "a grade" },
	{ "measure", "per", { "denominator" }, "a denominator" },
	{ "measure-narrative", "measure", { "measure" }, "a measure" },
	{ "milestone", "measure", { "measure" }, "a measure" },
	{ "milestones", "of", { "milestone" }, "a milestone" },
	{ "period", "base", { "period" }, "a period" },
	{ "performance-table", "measures", { "measure" }, "a measure" },
	{ "series", "measure", { "measure" }, "a measure" },
	{ "survey-table", "of", { "survey" }, "a survey question" },
	{ NULL, "period", { "period" }, "a period" },
	{ "xref", "to", { "section", "para", "list", "recommendation", "table", "figure", "annex",
		"performance-table", "standard", "case", "glossary" }, "a part of the report" },
};

/* A dotted date is one of the meta part of another record, which is taken in under that id. */
static const struct reference dated_elsewhere = { "date", "of", { "unit-record" },
	"a unit's record" };

static bool
is_target(const struct reference *reference, const xmlNode *target)
{
	for (size_t i = 0; i < G_N_ELEMENTS(reference->targets) && reference->targets[i]; i++)
		if (named(target, reference->targets[i]))
			return true;
	return false;
}

static void
check_one_reference(struct check *check, const xmlNode *element, const struct reference *reference,
	const char *id)
{
	const xmlNode *target = g_hash_table_lookup(check->ids, id);

	if (target && is_target(reference, target))
		return;
	if (target)
		found(check, DIAG_SCHEMA_REFERENCE, element, reference->attribute,
			"%s is a %s (line %d), not %s", id, target->name, record_line(target),
			reference->what);
	else
		found(check, DIAG_SCHEMA_REFERENCE, element, reference->attribute,
			"%s is the id of nothing in this record; %s is meant here", id, reference->what);
}

/* A date of the meta part goes by the name of its element. */
static bool
is_meta_date(const struct check *check, const xmlNode *element, const char *name)
{
	const xmlNode *meta = xmlFirstElementChild(xmlDocGetRootElement(record_doc(check->record)));

	if (!named(element, "date"))
		return false;
	for (const xmlNode *node = meta->children; node; node = node->next)
		if (named(node, name) && (attribute_text(node, "date") || attribute_text(node, "from")))
			return true;
	return false;
}

static void
check_references(struct check *check, const xmlNode *element)
{
	for (size_t i = 0; i < G_N_ELEMENTS(references); i++) {
		const struct reference *reference = &references[i];
		const char *text = attribute_text(element, reference->attribute);
		char **ids;

		if (!text || (reference->element && !named(element, reference->element)))
			continue;
		if (named(element, "date") && strchr(text, '.')) {
			ids = g_strsplit(text, ".", 2);
			check_one_reference(check, element, &dated_elsewhere, ids[0]);
			g_strfreev(ids);
			continue;
		}
		ids = g_strsplit(text, " ", -1);
		for (char **id = ids; *id; id++)
			if (**id && !is_meta_date(check, element, *id))
				check_one_reference(check, element, reference, *id);
		g_strfreev(ids);
	}
}

/* Months and days are compared as far as both go: 2007-07 is not before 2007-07-10. */
static bool
is_before(const char *later, const char *earlier)
{
	size_t both = MIN(strlen(later), strlen(earlier));

	return strncmp(later, earlier, both) < 0;
}

static void
check_ranges(struct check *check, const xmlNode *element)
{
	const char *from = attribute_text(element, "from"), *to = attribute_text(element, "to");

	if (named(element, "date"))
		from = attribute_text(element, "value");
	if (from && to && is_before(to, from))
		found(check, DIAG_SCHEMA_DATES, element, "to", "%s ends in %s, before it begins in %s",
			element->name, to, from);
}

/* The dates of the meta part come in this order. */
static void
check_meta_dates(struct check *check, const xmlNode *element)
{
	static const char *const order[] = { "inspection", "report-published", "visit", "issued",
		"revisit-due" };
	const xmlNode *previous = NULL;
	const char *last = NULL;

	if (!named(element, "meta"))
		return;
	for (size_t i = 0; i < G_N_ELEMENTS(order); i++)
		for (const xmlNode *node = element->children; node; node = node->next) {
			const char *from, *to;

			if (!named(node, order[i]))
				continue;
			from = attribute_text(node, "from");
			from = from ? from : attribute_text(node, "date");
			to = attribute_text(node, "to");
			if (last && from && is_before(from, last))
				found(check, DIAG_SCHEMA_DATES, node, NULL,
					"%s is dated %s, before %s (%s, line %d)", order[i], from,
					previous->name, last, record_line(previous));
			last = to ? to : from;
			previous = node;
		}
}

bool
record_check(const struct record *record, struct diags *diags)
{
	static check_fn *const checks[] = { check_id, check_references, check_ranges, check_meta_dates };
	struct check check = { record, diags, g_hash_table_new(g_str_hash, g_str_equal) };
	size_t before = diags_count(diags, DIAG_ERROR);

	for (size_t i = 0; i < G_N_ELEMENTS(checks); i++)
		each_element(&check, checks[i]);
	g_hash_table_destroy(check.ids);
	return diags_count(diags, DIAG_ERROR) == before;
}
