/* Figures of milestones, recommendations, facts, denominators and groups of peers. */
#include <string.h>

#include "report/ask.h"

static bool
unknown(struct ask *ask)
{
	return figures_fail(ask->figures, "%s has no figure %s", ask->id,
		ask->property ? ask->property : "of its own");
}

static bool
asks(const struct ask *ask, const char *property)
{
	return ask->property && strcmp(ask->property, property) == 0;
}

bool
resolve_fact(struct ask *ask, struct figure *out)
{
	static const struct { const char *word; enum figure_unit unit; } units[] = {
		{ "count", UNIT_COUNT }, { "percent", UNIT_PERCENT }, { "points", UNIT_POINTS },
		{ "rate", UNIT_RATE }, { "position", UNIT_POSITION },
	};
	const char *unit = attribute_of(ask->element, "unit");

	if (ask->property && !asks(ask, "value"))
		return unknown(ask);
	for (size_t i = 0; i < G_N_ELEMENTS(units); i++)
		if (strcmp(units[i].word, unit) == 0)
			return answer_stated(ask, out, units[i].unit, ask->element, "value");
	return figures_fail(ask->figures, "the fact %s has no unit", ask->id);
}

bool
resolve_denominator(struct ask *ask, struct figure *out)
{
	if (asks(ask, "name"))
		return answer_text(ask, out, ask->element);
	if (asks(ask, "scale"))
		return *attribute_of(ask->element, "scale") ?
			answer_stated(ask, out, UNIT_COUNT, ask->element, "scale") :
			answer_number(ask, out, UNIT_COUNT, num_whole(1000));
	if (!asks(ask, "value"))
		return unknown(ask);
	if (!*attribute_of(ask->element, "value"))
		return figures_fail(ask->figures, "the denominator %s has no value", ask->id);
	return answer_stated(ask, out, UNIT_COUNT, ask->element, "value");
}

bool
resolve_group(struct ask *ask, struct figure *out)
{
	if (asks(ask, "name"))
		return answer_text(ask, out, ask->element);
	if (asks(ask, "size"))
		return answer_stated(ask, out, UNIT_COUNT, ask->element, "size");
	if (!asks(ask, "short"))
		return unknown(ask);
	out->kind = FIGURE_TEXT;
	out->text = attribute_of(ask->element, "short");
	out->from = ask->element;
	return true;
}

/* What was achieved: stated, or of the measure over the period; a reduction is a fall without its
 * sign. */
static bool
actual_answer(struct ask *ask, struct figure *out)
{
	const char *measure = attribute_of(ask->element, "measure");
	const char *period = attribute_of(ask->element, "period");
	bool reduction = strcmp(attribute_of(ask->element, "kind"), "reduction") == 0;
	struct num achieved;

	if (*attribute_of(ask->element, "actual"))
		return answer_stated(ask, out, UNIT_PERCENT, ask->element, "actual");
	if (!ask_number_of(ask->figures, measure, reduction ? "change" : "detection-rate", period,
		&achieved))
		return false;
	return answer_number(ask, out, UNIT_PERCENT,
		reduction ? num_sub(num_whole(0), achieved) : achieved);
}

bool
resolve_milestone(struct ask *ask, struct figure *out)
{
	struct num actual, target;
	const char *word;

	if (asks(ask, "name"))
		return answer_text(ask, out, ask->element);
	if (asks(ask, "target") || (asks(ask, "baseline") && *attribute_of(ask->element, "baseline")))
		return answer_stated(ask, out, UNIT_PERCENT, ask->element, ask->property);
	if (asks(ask, "actual"))
		return actual_answer(ask, out);
	if (!asks(ask, "margin") && !asks(ask, "verdict"))
		return unknown(ask);
	if (!ask_number(ask, "actual", NULL, &actual) || !ask_number(ask, "target", NULL, &target))
		return false;
	if (asks(ask, "margin"))
		return answer_number(ask, out, UNIT_POINTS, num_sub(actual, target));
	word = bands_word(ask->figures->bands, "milestone", num_sub(actual, target));
	return word ? answer_word(out, "verdict", word) :
		figures_fail(ask->figures, "the bands have no scale milestone");
}

/* count, exceeded, met (which counts the exceeded too), missed (all others). */
bool
resolve_milestones(struct ask *ask, struct figure *out)
{
	int count = 0, exceeded = 0, met = 0;

	for (const xmlNode *at = child_of(ask->figures->data, "milestone"); at;
		at = next_named(at->next, "milestone")) {
		char *path = g_strconcat(attribute_of(at, "id"), ".verdict", NULL);
		const struct figure *verdict = asks(ask, "count") ? NULL : figure_find(ask->figures, path);

		g_free(path);
		if (!verdict && !asks(ask, "count"))
			return false;
		count++;
		exceeded += verdict && strcmp(verdict->text, "exceeded") == 0;
		met += verdict && (!strcmp(verdict->text, "exceeded") || !strcmp(verdict->text, "met"));
	}
	if (asks(ask, "count"))
		return answer_number(ask, out, UNIT_COUNT, num_whole(count));
	if (asks(ask, "exceeded"))
		return answer_number(ask, out, UNIT_COUNT, num_whole(exceeded));
	if (asks(ask, "met"))
		return answer_number(ask, out, UNIT_COUNT, num_whole(met));
	return asks(ask, "missed") ? answer_number(ask, out, UNIT_COUNT, num_whole(count - met)) :
		unknown(ask);
}

/* Recommendations below an element, all of them or those of one status. */
static int
recommendations_count(const xmlNode *element, const char *status)
{
	int count = 0;

	for (const xmlNode *at = element ? element->children : NULL; at; at = at->next) {
		if (is_element(at, "recommendation"))
			count += !status || strcmp(attribute_of(at, "status"), status) == 0;
		else if (at->type == XML_ELEMENT_NODE)
			count += recommendations_count(at, status);
	}
	return count;
}

bool
resolve_recommendations(struct ask *ask, struct figure *out)
{
	if (!ask->property)
		return unknown(ask);
	return answer_number(ask, out, UNIT_COUNT, num_whole(recommendations_count(ask->figures->body,
		asks(ask, "count") ? NULL : ask->property)));
}
