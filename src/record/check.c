/* What the schema cannot say: ids, references and the order of dates, as a table of checks. */
#include <string.h>

#include "base/num.h"
#include "record/nearest.h"
#include "record/private.h"

struct check {
	const struct record *record;
	struct diags *diags;
	GHashTable *ids;     /* id to its element */
	GHashTable *twice;   /* ids that are used twice */
	GHashTable *doubled; /* names of elements whose id was used twice: references to the id that one
	                      * of them lacks now would be the same mistake once more */
	GHashTable *lost;    /* ids that nothing has, told already */
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
	char *path, *message;
	struct place place = record_place(check->record, element, attribute, &path);
	va_list args;

	va_start(args, format);
	message = g_strdup_vprintf(format, args);
	va_end(args);
	diag(check->diags, code, place, "%s", message);
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
	found(check, DIAG_SCHEMA_ID, element, "id", "the id `%s` is used twice; `%s` of line %d has it too",
		id, other->name, record_line(other));
	diag_hint(check->diags, "give one of them another id, and change what refers to it");
	g_hash_table_add(check->doubled, (gpointer)element->name);
	g_hash_table_add(check->twice, (gpointer)id);
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

/* What an attribute may refer to: elements of one name; NULL: parts of the text. */
static const struct reference {
	const char *element; /* NULL: any */
	const char *kinds;   /* of the element, a space around each; NULL: any */
	const char *attribute, *target, *what;
} references[] = {
	{ "chart", NULL, "actions", "recommendation", "a recommendation" },
	{ "chart", " bars stacked shares ", "of", "breakdown", "a breakdown" },
	{ "chart", " distribution ", "of", "grade", "a grade" },
	{ "chart", " indicators ", "of", "indicator", "an indicator" },
	{ "chart", " positions rates ", "of", "measure", "a measure" },
	{ "chart", " milestones ", "of", "milestone", "a milestone" },
	{ "chart", " peers ", "of", "peers", "a comparison of peers" },
	{ "chart", " monthly control multiples ", "of", "series", "a series" },
	{ "chart", " survey ", "of", "survey", "a question of a survey" },
	{ "date", NULL, "of", "period", "a period, or a date of the meta part" },
	{ "distribution-table", NULL, "of", "grade", "a grade" },
	{ "indicator-table", NULL, "of", "indicator", "an indicator" },
	{ "judgement", NULL, "of", "grade", "a grade" },
	{ "measure", NULL, "per", "denominator", "a denominator" },
	{ "measure-narrative", NULL, "measure", "measure", "a measure" },
	{ "milestone", NULL, "measure", "measure", "a measure" },
	{ "milestones", NULL, "of", "milestone", "a milestone" },
	{ "peers", NULL, "measure", "measure", "a measure" },
	{ "performance-table", NULL, "measures", "measure", "a measure" },
	{ "period", NULL, "base", "period", "a period" },
	{ "series", NULL, "measure", "measure", "a measure" },
	{ "summary-table", NULL, "of", "series", "a series" },
	{ "survey-table", NULL, "of", "survey", "a question of a survey" },
	{ NULL, NULL, "period", "period", "a period" },
	{ "xref", NULL, "to", NULL, "a part of the text" },
};

/* A dotted date is one of the meta part of another record, which is taken in under that id. */
static const struct reference dated_elsewhere = { "date", NULL, "of", "unit-record",
	"a unit's record" };

static bool
is_in_data(const xmlNode *element)
{
	while (element && !named(element, "data"))
		element = element->parent;
	return element;
}

static bool
is_target(const struct reference *reference, const xmlNode *target)
{
	return reference->target ? named(target, reference->target) : !is_in_data(target);
}

/* Would the reference have led to an element whose id was taken by another? */
static bool
is_doubled(const struct check *check, const struct reference *reference)
{
	return reference->target ? g_hash_table_contains(check->doubled, reference->target) :
		g_hash_table_size(check->doubled) > 0;
}

static gint
by_text(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The id nearest to one that nothing has, among those that the reference could mean. */
static void
hint_nearest(struct check *check, const xmlNode *element, const struct reference *reference,
	const char *id)
{
	GPtrArray *names = g_ptr_array_new();
	const char *name;
	GHashTableIter at;
	gpointer key, target;
	int best;

	g_hash_table_iter_init(&at, check->ids);
	while (g_hash_table_iter_next(&at, &key, &target))
		if (target != element && is_target(reference, target))
			g_ptr_array_add(names, key);
	g_ptr_array_sort(names, by_text); /* hash tables have an order of their own */
	best = nearest_find(id, (const char *const *)names->pdata, names->len, NULL);
	if (best >= 0) {
		name = g_ptr_array_index(names, (guint)best);
		diag_hint(check->diags, "did you mean `%s` of line %d?", name,
			record_line(g_hash_table_lookup(check->ids, name)));
	}
	g_ptr_array_unref(names);
}

static void
check_one_reference(struct check *check, const xmlNode *element, const struct reference *reference,
	const char *id)
{
	const xmlNode *target = g_hash_table_lookup(check->ids, id);

	if (target && (is_target(reference, target) || g_hash_table_contains(check->twice, id)))
		return;
	if (target) {
		found(check, DIAG_SCHEMA_REFERENCE, element, reference->attribute,
			"`%s` is a `%s` (line %d), not %s", id, target->name, record_line(target),
			reference->what);
		return;
	}
	if (is_doubled(check, reference) || !g_hash_table_add(check->lost, g_strdup(id)))
		return;
	found(check, DIAG_SCHEMA_REFERENCE, element, reference->attribute,
		"nothing in this record has the id `%s`; %s is meant here", id, reference->what);
	hint_nearest(check, element, reference, id);
}

/* A date of the meta part goes by the name of its element. */
static bool
is_date_name(const struct check *check, const xmlNode *element, const char *name)
{
	const xmlNode *meta = xmlFirstElementChild(xmlDocGetRootElement(record_doc(check->record)));

	if (!named(element, "date"))
		return false;
	for (const xmlNode *node = meta ? meta->children : NULL; node; node = node->next)
		if (named(node, name) && (attribute_text(node, "date") || attribute_text(node, "from")))
			return true;
	return false;
}

static bool
is_of_kind(const xmlNode *element, const char *kinds)
{
	const char *kind = kinds ? attribute_text(element, "kind") : NULL;
	char *word = g_strconcat(" ", kind ? kind : "", " ", NULL);
	bool is = !kinds || (kind && strstr(kinds, word));

	g_free(word);
	return is;
}

static void
check_references(struct check *check, const xmlNode *element)
{
	for (size_t i = 0; i < G_N_ELEMENTS(references); i++) {
		const struct reference *reference = &references[i];
		const char *text = reference->element && !named(element, reference->element) ? NULL
			: attribute_text(element, reference->attribute);
		char **ids;

		if (!text || !is_of_kind(element, reference->kinds))
			continue;
		if (named(element, "date") && strchr(text, '.')) {
			ids = g_strsplit(text, ".", 2);
			check_one_reference(check, element, &dated_elsewhere, ids[0]);
			g_strfreev(ids);
			continue;
		}
		ids = g_strsplit(text, " ", -1);
		for (char **id = ids; *id; id++)
			if (**id && !is_date_name(check, element, *id))
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

/* Which attributes hold a month or a day. */
static bool
is_dated(const xmlNode *element, const char *attribute)
{
	if (strcmp(attribute, "to") == 0)
		return attribute_text(element, "from") || named(element, "date");
	if (strcmp(attribute, "at") == 0)
		return named(element, "month") || named(element, "fact") || named(element, "rebase");
	return strcmp(attribute, "value") != 0 || named(element, "date");
}

/* The schema's datatypes allow more than months and days: time zones, years before and after ours. */
static void
check_dates(struct check *check, const xmlNode *element)
{
	static const char *const names[] = { "at", "date", "from", "to", "value" };
	struct date date;

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		const char *text = attribute_text(element, names[i]);

		if (!text || !is_dated(element, names[i]) || date_parse(text, &date))
			continue;
		found(check, DIAG_SCHEMA_VALUE, element, names[i], "`%s` of `%s` cannot be `%s`", names[i],
			element->name, text);
		diag_hint(check->diags, "it can be a month such as 2007-07, or a day such as 2007-07-31");
	}
}

static void
check_ranges(struct check *check, const xmlNode *element)
{
	const char *from = attribute_text(element, "from"), *to = attribute_text(element, "to");

	if (named(element, "date"))
		from = attribute_text(element, "value");
	if (from && to && is_before(to, from))
		found(check, DIAG_SCHEMA_DATES, element, "to", "`%s` ends in %s, before it begins in %s",
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
					"`%s` is dated %s, before `%s` of line %d with %s",
					order[i], from, previous->name, record_line(previous), last);
			last = to ? to : from;
			previous = node;
		}
}

/* A note has no notes of its own, and a link leads to one place: no more can be printed. */
static void
check_nested(struct check *check, const xmlNode *element)
{
	static const char *const notes[] = { "fn", "column-note", NULL }, *const links[] = { "link", NULL };
	const char *const *around = named(element, "fn") ? notes :
		named(element, "link") || named(element, "xref") ? links : NULL;

	for (const xmlNode *at = element->parent; at && around; at = at->parent)
		for (const char *const *name = around; *name; name++)
			if (named(at, *name)) {
				found(check, DIAG_SCHEMA_ELEMENT, element, NULL, "`%s` cannot stand inside `%s` of line %d",
					element->name, at->name, record_line(at));
				return;
			}
}

/* All but the ids, which have to be known by then. */
static void
check_others(struct check *check, const xmlNode *element)
{
	static check_fn *const checks[] = { check_references, check_dates, check_ranges, check_meta_dates };

	for (size_t i = 0; element->properties && i < G_N_ELEMENTS(checks); i++)
		checks[i](check, element);
	check_nested(check, element);
	if (!element->properties) /* meta has none */
		check_meta_dates(check, element);
}

bool
record_check(const struct record *record, struct diags *diags)
{
	struct check check = { record, diags, g_hash_table_new(g_str_hash, g_str_equal),
		g_hash_table_new(g_str_hash, g_str_equal), g_hash_table_new(g_str_hash, g_str_equal),
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL) };
	size_t before = diags_count(diags, DIAG_ERROR);

	each_element(&check, check_id);
	each_element(&check, check_others);
	g_hash_table_destroy(check.lost);
	g_hash_table_destroy(check.doubled);
	g_hash_table_destroy(check.twice);
	g_hash_table_destroy(check.ids);
	return diags_count(diags, DIAG_ERROR) == before;
}
