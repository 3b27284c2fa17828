/* Explanations: the figure is computed once more, and what it asks for on the way is written down. */
#include "report/explain.h"

#include <string.h>

#include "record/record.h"
#include "report/ask.h"
#include "report/included.h"

/* How figures are computed; {1}, {2} stand for what was asked for first and second. Kept beside the
 * functions of figure_measure.c and its neighbours, which do it. */
static const struct {
	const char *element, *property; /* NULL property: all others of the element */
	const char *words;              /* what the figure is called; NULL: its property */
	const char *formula;
} formulas[] = {
	{ "measure", "count", "number", "the months of its series added up" },
	{ "measure", "detections", NULL, "the months of its series added up" },
	{ "measure", "rate", NULL, "{1} ÷ {2} × {3}" },
	{ "measure", "detection-rate", NULL, "{1} ÷ {2} × 100" },
	{ "measure", "change", NULL, "({2} − {1}) ÷ {1} × 100" },
	{ "measure", "detections-change", "change of detections", "({2} − {1}) ÷ {1} × 100" },
	{ "measure", "points-change", "change in percentage points", "{2} − {1}" },
	{ "measure", "position-change", "change of position", "{1} − {2}" },
	{ "measure", "detection-position-change", "change of position by detections", "{1} − {2}" },
	{ "measure", "average", "average of the group", "the group's months of its series added up" },
	{ "measure", "detection-average", "average of the group’s detection rates",
		"the mean of the group's months of its series" },
	{ "measure", "distance", "distance from the average of the group", "({1} − {2}) ÷ {2} × 100" },
	{ "measure", "detection-distance", "distance from the average of the group",
		"({1} − {2}) ÷ {2} × 100" },
	{ "measure", "comparison", "comparison with the group", "the wording for {1}, by its bands" },
	{ "measure", "detection-comparison", "comparison with the group",
		"the wording for {1}, by its bands" },
	{ "measure", "significance", NULL, "whether {2} is outside the 95% interval of {1}" },
	{ "measure", "detection-significance", "significance of detections",
		"whether {3} is outside the 95% interval of {1} in {2}" },
	{ "measure", "trend", NULL, "the rise of the straight line (least squares) through the last "
		"months, in per cent of their mean" },
	{ "measure", "detection-trend", "trend of detections", "the rise of the straight line (least "
		"squares) through the last months, in per cent of their mean" },
	{ "measure", "projection", NULL, "the wording for {1}, by its bands" },
	{ "measure", "detection-projection", "projection of detections",
		"the wording for {1}, by its bands" },
	{ "measure", "direction", NULL, "whether {1} is for the better, the worse or neither" },
	{ "measure", "detection-direction", "direction of detections",
		"whether {1} is for the better, the worse or neither" },
	{ "measure", "contract-met", "contract", "whether {1} is as the contract requires" },
	{ "measure", "detection-contract-met", "contract", "whether {1} is as the contract requires" },
	{ "series", "value", NULL, "the month's value; a detection rate is the month's detections ÷ its "
		"number × 100" },
	{ "series", "margin", "margin to the target", "the latest month less its target" },
	{ "series", NULL, NULL, "from the months of the series" },
	{ "peers", "distance", "distance from the average of the group",
		"the own unit less {1}, in per cent of it" },
	{ "peers", "comparison", "comparison with the group",
		"the wording for the distance of the own unit from {1}, by its bands" },
	{ "peers", "significance", NULL, "whether {1} is outside the 95% interval of the own unit, {2} to {3}" },
	{ "indicator", "difference", "difference from the average", "{1} − {2}" },
	{ "indicator", "gap", "gap to the other group", "{1} − {2}" },
	{ "indicator", "change", NULL, "{2} − {1}" },
	{ "indicator", "average", NULL, NULL },
	{ "indicator", "against", "value of the other group", NULL },
	{ "indicator", "margin", "margin of error", "half of the 95% interval of {1} in a sample of {2}" },
	{ "indicator", "low", "lower end of the interval", "{1} less half of its 95% interval in a sample of {2}" },
	{ "indicator", "high", "upper end of the interval", "{1} and half of its 95% interval in a sample of {2}" },
	{ "indicator", "significance", NULL, "whether {1} is further from {3} than half of its 95% interval in a "
		"sample of {2}" },
	{ "survey", "position", "position in the range", "whether {1} is between {2} and {3}" },
	{ "milestone", "actual", "achieved", "what {1} says; a reduction is a fall without its sign" },
	{ "milestone", "margin", NULL, "{1} − {2}" },
	{ "milestone", "verdict", NULL, "the wording for {1} − {2}, by its bands" },
	{ "milestones", NULL, NULL, "the milestones, counted by their verdicts" },
	{ "recommendations", NULL, NULL, "the recommendations of the record, counted by their status" },
	{ "denominator", "scale", NULL, "1,000, where the record says nothing else" },
};

/* One explanation on its way. */
struct telling {
	struct arena *arena;
	struct figures *figures;
	const struct record *record;
	struct explained *out;
};

/* ---- names and values ---- */

static const char *
month_text(struct arena *arena, int month)
{
	static const char *const names[] = { "January", "February", "March", "April", "May", "June", "July",
		"August", "September", "October", "November", "December" };

	return arena_printf(arena, "%s %d", names[month_number(month) - 1], month_year(month));
}

/* A period by its months; anything else that a path ends in, as it is. */
static const char *
rest_text(struct telling *telling, const char *rest)
{
	int from, to;

	if (figures_period(telling->figures, rest, &from, &to))
		return arena_printf(telling->arena, "%s to %s", month_text(telling->arena, from),
			month_text(telling->arena, to));
	if (month_parse(rest, &from))
		return month_text(telling->arena, from);
	return arena_printf(telling->arena, "%s%s", rest, window_parse(rest) ? " months" : "");
}

/* The parts of a path; NULL for those that it has not. */
struct parts {
	const char *id, *property, *rest;
	const xmlNode *element;
};

static struct parts
parts_of(struct telling *telling, const char *path)
{
	char *copy = arena_strdup(telling->arena, path), *dot = strchr(copy, '.');
	struct parts parts = { .id = copy };

	if (dot) {
		*dot = '\0';
		parts.property = dot + 1;
		dot = strchr(dot + 1, '.');
	}
	if (dot) {
		*dot = '\0';
		parts.rest = dot + 1;
	}
	parts.element = figures_element(telling->figures, copy);
	return parts;
}

static int
formula_find(const struct parts *parts)
{
	const char *element = parts->element ? (const char *)parts->element->name : parts->id;

	for (size_t i = 0; i < G_N_ELEMENTS(formulas); i++)
		if (strcmp(formulas[i].element, element) == 0 && (!formulas[i].property ||
			g_strcmp0(formulas[i].property, parts->property) == 0))
			return (int)i;
	return -1;
}

/* "number, July 2006 to June 2007" */
static const char *
short_name(struct telling *telling, const struct parts *parts)
{
	int at = formula_find(parts);
	char *words = g_strdelimit(g_strdup(at >= 0 && formulas[at].words ? formulas[at].words :
		parts->property ? parts->property : "value"), "-", ' ');
	bool periods = parts->element && is_element(parts->element, "measure");
	const char *rest = parts->rest ? parts->rest : periods && parts->property ? "current" : NULL, *name;

	if (rest && !parts->rest && !figures_element(telling->figures, rest))
		rest = NULL;
	name = arena_printf(telling->arena, "%s%s%s", words, rest ? ", " : "",
		rest ? rest_text(telling, rest) : "");
	g_free(words);
	return name;
}

/* What an element of the data part is called. */
static const char *
element_name(struct telling *telling, const xmlNode *element)
{
	const xmlNode *measure = is_element(element, "series") ?
		figures_element(telling->figures, attribute_of(element, "measure")) : element;
	const xmlNode *name = child_of(measure, "name");
	xmlChar *text = name ? xmlNodeGetContent(name) : child_of(element, "month") ? NULL :
		xmlNodeGetContent(element);
	char *folded = g_strdup(text ? (const char *)text : attribute_of(element, "id"));
	char **words = g_strsplit_set(folded, " \t\r\n", -1);
	GString *out = g_string_new(NULL);
	const char *copy;

	for (int i = 0; words[i]; i++)
		if (*words[i])
			g_string_append_printf(out, "%s%s", out->len ? " " : "", words[i]);
	copy = arena_strdup(telling->arena, out->len ? out->str : attribute_of(element, "id"));
	g_string_free(out, TRUE);
	g_strfreev(words);
	g_free(folded);
	xmlFree(text);
	return copy;
}

static const char *
full_name(struct telling *telling, const struct parts *parts)
{
	const char *of = parts->element ? element_name(telling, parts->element) : parts->id;

	if (!parts->property || strcmp(parts->property, "value") == 0)
		return parts->rest ? arena_printf(telling->arena, "%s, %s", of, rest_text(telling, parts->rest)) : of;
	return arena_printf(telling->arena, "%s: %s", of, short_name(telling, parts));
}

static const char *
value_text(struct telling *telling, const struct figure *figure)
{
	static const char *const units[] = { [UNIT_COUNT] = "", [UNIT_PERCENT] = "%",
		[UNIT_POINTS] = " percentage points", [UNIT_RATE] = "", [UNIT_POSITION] = "",
		[UNIT_PLACES] = " places" };
	const struct num_style style = { .decimals = figure->decimals >= 0 ? MIN(figure->decimals, 6) : 2,
		.trim = figure->decimals < 0, .minus = "−", .point = ".", .thousands = "," };
	char *number;
	const char *text;

	if (figure->kind == FIGURE_WORD)
		return g_strdelimit(arena_strdup(telling->arena, figure->text), "-", ' ');
	if (figure->kind == FIGURE_TEXT)
		return figure->text;
	number = num_format(figure->num, &style);
	text = arena_printf(telling->arena, "%s%s", number ? number : "", units[figure->unit]);
	g_free(number);
	return text;
}

/* ---- what it was computed from ---- */

static void
place_take(const struct telling *telling, const xmlNode *from, const xmlNode *of, const char **file,
	int *line)
{
	const xmlNode *at = from ? from : of;

	*file = record_path(telling->record);
	*line = at ? record_line(at) : 0;
}

static struct explained_input *
input_add(struct telling *telling, const char *name)
{
	struct explained *out = telling->out;

	for (int i = 0; i < out->input_count; i++)
		if (strcmp(out->inputs[i].name, name) == 0)
			return NULL;
	out->inputs[out->input_count].name = name;
	return &out->inputs[out->input_count++];
}

static void
inputs_take(struct telling *telling, const GPtrArray *asked, const GPtrArray *read)
{
	struct explained_input *input;

	telling->out->inputs = arena_new_array(telling->arena, struct explained_input,
		asked->len + read->len + 1);
	for (guint i = 0; i < asked->len; i++) {
		const char *path = asked->pdata[i];
		const struct figure *figure = figure_find(telling->figures, path);
		struct parts parts = parts_of(telling, path);

		if (!figure || !(input = input_add(telling, full_name(telling, &parts))))
			continue;
		input->path = arena_strdup(telling->arena, path);
		input->value = value_text(telling, figure);
		input->computed = !figure->from;
		place_take(telling, figure->from, parts.element, &input->file, &input->line);
	}
	for (guint i = 0; i < read->len; i++) {
		const xmlNode *element = read->pdata[i];

		if (!(input = input_add(telling, arena_printf(telling->arena, "%s, by month",
			element_name(telling, element)))))
			continue;
		input->value = "";
		place_take(telling, element, NULL, &input->file, &input->line);
	}
}

/* A formula with its inputs in place, by name or by value; NULL when it has others than it asks for. */
static const char *
formula_fill(struct telling *telling, const char *formula, bool values)
{
	GString *out = g_string_new(NULL);
	const char *text = NULL;
	bool good = true;

	for (const char *at = formula; *at; at++) {
		int number = *at == '{' ? at[1] - '1' : -1;

		if (number < 0) {
			g_string_append_c(out, *at);
			continue;
		}
		at += 2;
		good = good && number < telling->out->input_count && telling->out->inputs[number].path;
		if (good && values) {
			g_string_append(out, telling->out->inputs[number].value);
		} else if (good) {
			struct parts own = parts_of(telling, telling->out->path);
			struct parts parts = parts_of(telling, telling->out->inputs[number].path);

			g_string_append(out, strcmp(own.id, parts.id) == 0 ? short_name(telling, &parts) :
				telling->out->inputs[number].name);
		}
	}
	if (good)
		text = arena_strdup(telling->arena, out->str);
	g_string_free(out, TRUE);
	return text;
}

static void
formula_tell(struct telling *telling, const struct parts *parts, const char *value)
{
	struct explained *out = telling->out;
	int at = formula_find(parts);
	const char *unknown = out->input_count ? "from what is listed here" : "from what stands on that line";
	const char *formula = at >= 0 && formulas[at].formula ? formulas[at].formula : unknown, *worked;

	out->formula = formula_fill(telling, formula, false);
	if (!out->formula)
		out->formula = unknown;
	if (!strstr(formula, "÷") && !strstr(formula, "−"))
		return;
	worked = *formula == '{' || *formula == '(' ? formula_fill(telling, formula, true) : NULL;
	if (worked)
		out->worked = arena_printf(telling->arena, "%s = %s", worked, value);
}

/* What the record publishes in place of what its data give. */
static void
published_tell(struct telling *telling, const struct figure *figure, const struct figure *computed)
{
	const char *given = computed ? value_text(telling, computed) : NULL;

	if (!given)
		telling->out->published = "This is as published; the data do not give it.";
	else if (strcmp(given, value_text(telling, figure)) == 0)
		telling->out->published = "This is as published, and what the data give.";
	else
		telling->out->published = arena_printf(telling->arena,
			"This is as published; the data give %s.", given);
}

static bool
explain(struct telling *telling, const char *path)
{
	struct explained *out = telling->out;
	struct parts parts = parts_of(telling, path);
	GPtrArray *asked = g_ptr_array_new(), *read = g_ptr_array_new();
	const struct figure *figure, *computed;

	out->path = arena_strdup(telling->arena, path);
	telling->figures->asked = asked;
	telling->figures->read = read;
	computed = figure_computed(telling->figures, path);
	telling->figures->asked = telling->figures->read = NULL;
	figure = figure_find(telling->figures, path);
	if (figure) {
		out->name = full_name(telling, &parts);
		out->value = value_text(telling, figure);
		out->computed = !figure->from || is_element(figure->from, "published");
		place_take(telling, figure->from, parts.element, &out->file, &out->line);
		inputs_take(telling, asked, read);
		if (out->computed && computed && !computed->from)
			formula_tell(telling, &parts, value_text(telling, computed));
		else
			out->formula = figure->from ? "stated in the record" : "";
		if (figure->from && is_element(figure->from, "published"))
			published_tell(telling, figure, computed);
	}
	g_ptr_array_free(asked, TRUE);
	g_ptr_array_free(read, TRUE);
	return figure != NULL;
}

/* ---- in which file ---- */

/* The file of that path among those that elements of the record take in. */
static const struct source_file *
file_find(struct included *included, const xmlNode *element, const char *path, struct diags *diags)
{
	const struct source_file *found = NULL;

	for (const xmlNode *at = element->children; at && !found; at = at->next) {
		if (at->type != XML_ELEMENT_NODE)
			continue;
		if (is_element(at, "unit-record") || is_element(at, "include"))
			found = included_take(included, at, diags);
		if (found && strcmp(record_path(found->record), path) != 0)
			found = NULL;
		if (!found)
			found = file_find(included, at, path, diags);
	}
	return found;
}

struct explained *
figure_explain(const struct record *record, const struct schema *schema, const struct bands *bands,
	const char *file, const char *path)
{
	struct explained *out = g_new0(struct explained, 1);
	struct diags *diags = diags_create();
	struct included *included = included_create(record, schema, bands);
	const xmlNode *root = xmlDocGetRootElement(record_doc(record));
	const struct source_file *found = file && strcmp(file, record_path(record)) != 0 ?
		file_find(included, root, file, diags) : NULL;
	struct telling telling = { .arena = arena_create(), .record = record, .out = out };

	out->arena = telling.arena;
	if (found && found->figures != included_of(included, root)->figures) {
		telling.record = found->record;
		root = found->root;
	}
	/* figures of its own, so that nothing is in their memory yet */
	telling.figures = figures_create(root, bands);
	if (!explain(&telling, path)) {
		explained_destroy(out);
		out = NULL;
	} else {
		out->file = arena_strdup(out->arena, out->file);
		for (int i = 0; i < out->input_count; i++)
			out->inputs[i].file = out->file;
		out->value = arena_strdup(out->arena, out->value);
		for (int i = 0; i < out->input_count; i++)
			out->inputs[i].value = arena_strdup(out->arena, out->inputs[i].value);
	}
	figures_destroy(telling.figures);
	included_destroy(included);
	diags_destroy(diags);
	return out;
}

void
explained_destroy(struct explained *explained)
{
	if (!explained)
		return;
	arena_destroy(explained->arena);
	g_free(explained);
}
