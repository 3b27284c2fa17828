/* Figures: paths are taken apart here, looked up in one table by what their id names, and kept. */
#include "report/figure.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

#include "report/ask.h"

enum { MOST_DEPTH = 12, MOST_PATH = 200 };

/* What a figure may be at most: 10^12 on either side of zero. */
static const int64_t most_value = 1000000000000;

static const struct {
	const char *element;
	resolve_fn *resolve;
} resolvers[] = {
	{ "measure", resolve_measure }, { "series", resolve_series },
	{ "milestone", resolve_milestone }, { "fact", resolve_fact },
	{ "denominator", resolve_denominator }, { "peer-group", resolve_group },
	{ "grade", resolve_grade }, { "survey", resolve_survey }, { "indicator", resolve_indicator },
	{ "peers", resolve_peers }, { "breakdown", resolve_breakdown },
};

/* Ids that stand for all elements of a kind. */
static const struct {
	const char *id;
	resolve_fn *resolve;
} wholes[] = {
	{ "milestones", resolve_milestones }, { "recommendations", resolve_recommendations },
};

struct figures *
figures_create(const struct _xmlNode *root, const struct bands *bands)
{
	struct figures *figures = g_new0(struct figures, 1);

	figures->root = root;
	figures->bands = bands;
	figures->data = child_of(root, "data");
	figures->body = child_of(root, "body");
	figures->arena = arena_create();
	figures->ids = g_hash_table_new(g_str_hash, g_str_equal);
	figures->cache = g_hash_table_new(g_str_hash, g_str_equal);
	figures->series = g_hash_table_new(g_str_hash, g_str_equal);
	for (xmlNode *at = figures->data ? figures->data->children : NULL; at; at = at->next)
		if (at->type == XML_ELEMENT_NODE && *attribute_of(at, "id"))
			g_hash_table_insert(figures->ids, (gpointer)attribute_of(at, "id"), at);
	return figures;
}

void
figures_destroy(struct figures *figures)
{
	if (!figures)
		return;
	g_hash_table_destroy(figures->ids);
	g_hash_table_destroy(figures->cache);
	g_hash_table_destroy(figures->series);
	arena_destroy(figures->arena);
	g_free(figures->why);
	g_free(figures);
}

bool
figures_fail(struct figures *figures, const char *format, ...)
{
	va_list args;

	g_free(figures->why);
	va_start(args, format);
	figures->why = g_strdup_vprintf(format, args);
	va_end(args);
	return false;
}

const char *
figures_why(const struct figures *figures)
{
	return figures->why ? figures->why : "";
}

const struct _xmlNode *
figures_element(const struct figures *figures, const char *id)
{
	return g_hash_table_lookup(figures->ids, id);
}

/* Attributes of the tree are single text nodes, for records have no entities of their own. */
const char *
attribute_of(const xmlNode *element, const char *name)
{
	const xmlAttr *attribute = xmlHasProp((xmlNode *)element, (const xmlChar *)name);

	return attribute && attribute->children && attribute->children->content ?
		(const char *)attribute->children->content : "";
}

bool
is_element(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

const xmlNode *
next_named(const xmlNode *node, const char *name)
{
	while (node && !is_element(node, name))
		node = node->next;
	return node;
}

const xmlNode *
child_of(const xmlNode *element, const char *name)
{
	return element ? next_named(element->children, name) : NULL;
}

bool
figures_period(struct figures *figures, const char *id, int *from, int *to)
{
	const xmlNode *period = figures_element(figures, id);

	if (!period || !is_element(period, "period"))
		return figures_fail(figures, "the data part has no period %s", id);
	if (!month_parse(attribute_of(period, "from"), from) ||
		!month_parse(attribute_of(period, "to"), to) || *from > *to)
		return figures_fail(figures, "the period %s does not run from one month to a later one",
			id);
	return true;
}

bool
answer_number(struct ask *ask, struct figure *out, enum figure_unit unit, struct num num)
{
	const char *property = ask->property ? ask->property : "value";

	if (!num_is(num))
		return figures_fail(ask->figures, "%s.%s would be a division by nothing", ask->id,
			property);
	if (num_compare(num_abs(num), num_whole(most_value)) > 0)
		return figures_fail(ask->figures, "%s.%s is beyond a million million", ask->id, property);
	out->kind = FIGURE_NUMBER;
	out->unit = unit;
	out->num = num;
	return true;
}

bool
answer_double(struct ask *ask, struct figure *out, enum figure_unit unit, double value)
{
	struct num num = isfinite(value) && fabs(value) <= (double)most_value ?
		num_ratio(llround(value * 1e6), 1000000) : num_none;

	return answer_number(ask, out, unit, num);
}

bool
answer_word(struct figure *out, const char *set, const char *word)
{
	out->kind = FIGURE_WORD;
	out->set = set;
	out->text = word;
	return true;
}

bool
answer_text(struct ask *ask, struct figure *out, const xmlNode *element)
{
	char *text;

	if (!element)
		return figures_fail(ask->figures, "%s has no %s", ask->id, ask->property);
	text = (char *)xmlNodeGetContent(element);
	out->kind = FIGURE_TEXT;
	out->text = arena_strdup(ask->figures->arena, text ? g_strstrip(text) : "");
	out->from = element;
	xmlFree(text);
	return true;
}

bool
answer_stated(struct ask *ask, struct figure *out, enum figure_unit unit, const xmlNode *element,
	const char *attribute)
{
	const char *text = attribute_of(element, attribute);
	struct num num;

	if (!num_parse(text, &num, &out->decimals))
		return figures_fail(ask->figures, "\"%s\" is not a decimal number of at most 18 digits",
			text);
	out->from = element;
	return answer_number(ask, out, unit, num);
}

static resolve_fn *
resolver_of(struct figures *figures, const char *id, const xmlNode **element)
{
	for (size_t i = 0; i < G_N_ELEMENTS(wholes); i++)
		if (strcmp(wholes[i].id, id) == 0)
			return wholes[i].resolve;
	*element = figures_element(figures, id);
	if (!*element) {
		figures_fail(figures, "the data part has nothing with the id %s", id);
		return NULL;
	}
	for (size_t i = 0; i < G_N_ELEMENTS(resolvers); i++)
		if (is_element(*element, resolvers[i].element))
			return resolvers[i].resolve;
	figures_fail(figures, "a %s has no figures of its own", (*element)->name);
	return NULL;
}

/* Takes `path` apart in place. */
static bool
resolve(struct figures *figures, char *path, bool computed, struct figure *out)
{
	struct ask ask = { .figures = figures, .id = path, .computed = computed };
	char *dot = strchr(path, '.');
	resolve_fn *fn;

	if (dot) {
		*dot = '\0';
		ask.property = dot + 1;
		dot = strchr(dot + 1, '.');
	}
	if (dot) {
		*dot = '\0';
		ask.rest = dot + 1;
	}
	out->decimals = -1;
	fn = resolver_of(figures, ask.id, &ask.element);
	return fn && fn(&ask, out);
}

void
figures_note(struct figures *figures, const char *id, const char *property, const char *rest)
{
	if (figures->asked && figures->depth == 1)
		g_ptr_array_add(figures->asked, arena_printf(figures->arena, "%s.%s%s%s", id, property,
			*rest ? "." : "", rest));
}

static const struct figure *
look_up(struct figures *figures, const char *path, bool computed)
{
	const char *key;
	struct figure *figure;

	if (figures->asked && figures->depth == 1)
		g_ptr_array_add(figures->asked, arena_strdup(figures->arena, path));
	key = computed ? arena_printf(figures->arena, "=%s", path) : path;
	figure = g_hash_table_lookup(figures->cache, key);

	if (figure)
		return figure;
	if (strlen(path) > MOST_PATH || figures->depth == MOST_DEPTH) {
		figures_fail(figures, "the path %.40s is too long, or its figure follows from itself", path);
		return NULL;
	}
	figure = arena_new(figures->arena, struct figure);
	figures->depth++;
	if (!resolve(figures, arena_strdup(figures->arena, path), computed, figure))
		figure = NULL;
	figures->depth--;
	if (figure)
		g_hash_table_insert(figures->cache, arena_strdup(figures->arena, key), figure);
	return figure;
}

int
figures_computed(const struct figures *figures)
{
	GHashTableIter iter;
	gpointer path, value;
	int count = 0;

	g_hash_table_iter_init(&iter, figures->cache);
	while (g_hash_table_iter_next(&iter, &path, &value)) {
		const struct figure *figure = value;

		/* = begins what was computed beside a stated figure */
		count += *(const char *)path != '=' && !figure->from && figure->kind != FIGURE_TEXT;
	}
	return count;
}

const struct figure *
figure_find(struct figures *figures, const char *path)
{
	return look_up(figures, path, false);
}

const struct figure *
figure_computed(struct figures *figures, const char *path)
{
	return look_up(figures, path, true);
}

bool
ask_number_of(struct figures *figures, const char *id, const char *property, const char *rest,
	struct num *out)
{
	char *path = g_strjoin(".", id, property, rest, NULL);
	const struct figure *figure = figure_find(figures, path);

	if (figure && figure->kind != FIGURE_NUMBER)
		figures_fail(figures, "%s is not a number", path);
	g_free(path);
	if (!figure || figure->kind != FIGURE_NUMBER)
		return false;
	*out = figure->num;
	return true;
}

bool
ask_number(struct ask *ask, const char *property, const char *rest, struct num *out)
{
	return ask_number_of(ask->figures, ask->id, property, rest, out);
}
