/* Figures of a measure: one table of properties; what is stated comes first, then what follows. */
#include <string.h>

#include "report/ask.h"
#include "report/stat.h"

struct property;

typedef bool property_fn(struct ask *ask, const struct property *property, struct figure *out);

struct property {
	const char *name;
	property_fn *answer;
	enum figure_kind kind;
	enum figure_unit unit;
	const char *set;  /* of words */
	const char *from; /* the property or element that it is computed from; its meaning is the fn's */
};

static const char *
period_of(const struct ask *ask)
{
	return ask->rest ? ask->rest : "current";
}

/* The element of that name that states a figure for the period, or NULL. */
static const xmlNode *
stated(const struct ask *ask, const char *name, const char *period)
{
	const xmlNode *at;

	for (at = child_of(ask->element, name); at; at = next_named(at->next, name))
		if (strcmp(attribute_of(at, "period"), period) == 0)
			break;
	return at;
}

/* Is it about detections, and not about the volume of crime? */
static bool
is_of_detections(const struct property *property)
{
	return g_str_has_prefix(property->name, "detection");
}

static const char *
series_of(const struct property *property)
{
	return is_of_detections(property) ? "detection-rate" : "count";
}

/* The period that the question's period is compared with. */
static const char *
base_of(struct ask *ask)
{
	const xmlNode *period = figures_element(ask->figures, period_of(ask));

	if (!period || !is_element(period, "period"))
		figures_fail(ask->figures, "the data part has no period %s", period_of(ask));
	else if (!*attribute_of(period, "base"))
		figures_fail(ask->figures, "the period %s names no base to compare it with",
			period_of(ask));
	else
		return attribute_of(period, "base");
	return NULL;
}

/* What the months of the measure's series, or their peers, add up to over a period. */
static bool
months_total(struct ask *ask, const struct property *property, bool peers, int *months,
	struct num *sum)
{
	const struct months *series;
	int from, to;

	if (!figures_period(ask->figures, period_of(ask), &from, &to) ||
		!(series = months_of_measure(ask->figures, ask->id, series_of(property))))
		return false;
	*months = to - from + 1;
	return months_sum(series, peers, from, to, sum) || figures_fail(ask->figures, "%s has no %s for "
		"the period %s, and %s not reach over it", ask->id, property->name, period_of(ask),
		peers ? "the peers of its series do" : "its series does");
}

/* count, detections: stated, or the sum of the months. */
static bool
total_answer(struct ask *ask, const struct property *property, struct figure *out)
{
	const xmlNode *element = stated(ask, property->name, period_of(ask));
	struct num sum;
	int months;

	if (element)
		return answer_stated(ask, out, property->unit, element, "value");
	return months_total(ask, property, false, &months, &sum) &&
		answer_number(ask, out, property->unit, sum);
}

/* rate: stated, or count / denominator x scale. */
static bool
rate_answer(struct ask *ask, const struct property *property, struct figure *out)
{
	const xmlNode *element = stated(ask, property->name, period_of(ask));
	const char *per = attribute_of(ask->element, "per");
	struct num count, of, scale;

	if (element)
		return answer_stated(ask, out, property->unit, element, "value");
	if (!*per)
		return figures_fail(ask->figures, "%s does not say what its rate is counted against",
			ask->id);
	if (!ask_number(ask, "count", period_of(ask), &count) ||
		!ask_number_of(ask->figures, per, "value", NULL, &of) ||
		!ask_number_of(ask->figures, per, "scale", NULL, &scale))
		return false;
	return answer_number(ask, out, property->unit, num_mul(num_div(count, of), scale));
}

/* detection-rate: stated, or detections / count x 100. */
static bool
detection_rate_answer(struct ask *ask, const struct property *property, struct figure *out)
{
	const xmlNode *element = stated(ask, property->name, period_of(ask));
	struct num count, detections;

	if (element)
		return answer_stated(ask, out, property->unit, element, "value");
	if (!ask_number(ask, "detections", period_of(ask), &detections) ||
		!ask_number(ask, "count", period_of(ask), &count))
		return false;
	return answer_number(ask, out, property->unit,
		num_mul(num_div(detections, count), num_whole(100)));
}

/* Per cent from the base of the period to it. */
static bool
change_answer(struct ask *ask, const struct property *property, struct figure *out)
{
	const char *base = base_of(ask);
	struct num before, after;

	if (!base)
		return false;
	if ((ask_number(ask, property->from, base, &before) &&
		ask_number(ask, property->from, period_of(ask), &after)) ||
		(strcmp(property->from, "count") == 0 && ask_number(ask, "rate", base, &before) &&
		ask_number(ask, "rate", period_of(ask), &after)))
		return answer_number(ask, out, property->unit, num_change(before, after));
	return false;
}

/* After less before for rates, before less after for places: a place nearer to the first is a gain. */
static bool
difference_answer(struct ask *ask, const struct property *property, struct figure *out)
{
	const char *base = base_of(ask);
	struct num before, after;

	if (!base || !ask_number(ask, property->from, base, &before) ||
		!ask_number(ask, property->from, period_of(ask), &after))
		return false;
	return answer_number(ask, out, property->unit,
		property->unit == UNIT_PLACES ? num_sub(before, after) : num_sub(after, before));
}

static bool
stated_answer(struct ask *ask, const struct property *property, struct figure *out)
{
	const xmlNode *element = stated(ask, property->name, period_of(ask));

	if (!element)
		return figures_fail(ask->figures, "%s has no %s for the period %s", ask->id,
			property->name, period_of(ask));
	return answer_stated(ask, out, property->unit, element, "value");
}

/* The peer average: stated; else the sum (of counts) or the mean (of rates) of the months' peers. */
static bool
average_answer(struct ask *ask, const struct property *property, struct figure *out)
{
	const xmlNode *element = stated(ask, property->name, period_of(ask));
	struct num sum;
	int months;

	if (element)
		return answer_stated(ask, out, property->unit, element, "value");
	if (!months_total(ask, property, true, &months, &sum))
		return false;
	return answer_number(ask, out, property->unit,
		is_of_detections(property) ? num_div(sum, num_whole(months)) : sum);
}

/* Per cent of the average that the unit is away from it. */
static bool
distance_answer(struct ask *ask, const struct property *property, struct figure *out)
{
	struct num own, average;

	if (!ask_number(ask, property->from, period_of(ask), &own) ||
		!ask_number(ask, is_of_detections(property) ? "detection-average" : "average",
			period_of(ask), &average))
		return false;
	return answer_number(ask, out, property->unit, num_change(average, own));
}

/* The band that another property falls into. */
static bool
band_answer(struct ask *ask, const struct property *property, struct figure *out)
{
	struct num value;
	const char *word;

	if (!ask_number(ask, property->from, ask->rest, &value))
		return false;
	word = bands_word(ask->figures->bands, property->set, value);
	out->num = value;
	return word ? answer_word(out, property->set, word) :
		figures_fail(ask->figures, "the bands have no scale %s", property->set);
}

/* The 95 % interval of the count (Byar) or of the detection rate, in per cent (Wilson): does the peers'
 * average stand outside it? That average rests on many times as many cases. */
static bool
significance_answer(struct ask *ask, const struct property *property, struct figure *out)
{
	bool detections = is_of_detections(property);
	bool lower = !detections && strcmp(attribute_of(ask->element, "polarity"), "lower") == 0;
	struct num count, of, average;
	struct stat_interval interval;
	double scale = detections ? 100 : 1;

	if (!ask_number(ask, property->from, period_of(ask), &count) ||
		(detections && !ask_number(ask, "count", period_of(ask), &of)) ||
		!ask_number(ask, detections ? "detection-average" : "average", period_of(ask), &average))
		return false;
	if (detections ? !stat_wilson(num_double(count), num_double(of), STAT_Z95, &interval) :
		!stat_byar(num_double(count), STAT_Z95, &interval))
		return figures_fail(ask->figures, "%s has no interval", ask->id);
	if (num_double(average) >= interval.low * scale && num_double(average) <= interval.high * scale)
		return answer_word(out, property->set, "same");
	return answer_word(out, property->set,
		(num_double(average) < interval.low * scale) == lower ? "worse" : "better");
}

/* The fitted line's rise over a window of months, in per cent of their mean. */
static bool
trend_answer(struct ask *ask, const struct property *property, struct figure *out)
{
	const struct months *months = months_of_measure(ask->figures, ask->id, series_of(property));
	int count = window_parse(ask->rest);
	struct fit fit;

	if (!months)
		return false;
	if (!count)
		return figures_fail(ask->figures, "%s.%s needs a number of months after it", ask->id,
			property->name);
	if (!months_fit(ask->figures, months, count, &fit))
		return false;
	return answer_number(ask, out, property->unit,
		num_div(num_mul(fit.slope, num_whole(100 * (count - 1))), fit.mean));
}

/* The sign of a change as it is printed, turned so that more is better. */
static bool
direction_answer(struct ask *ask, const struct property *property, struct figure *out)
{
	bool lower = strcmp(property->from, "change") == 0 &&
		strcmp(attribute_of(ask->element, "polarity"), "lower") == 0;
	struct num change;
	int sign;

	if (!ask_number(ask, property->from, ask->rest, &change))
		return false;
	sign = num_sign(num_round(change, 2)) * (lower ? -1 : 1);
	return answer_word(out, property->set, sign > 0 ? "better" : sign < 0 ? "worse" : "same");
}

static bool
contract_answer(struct ask *ask, const struct property *property, struct figure *out)
{
	const xmlNode *contract = child_of(ask->element, property->from);
	const char *require = contract ? attribute_of(contract, "require") : "";

	if (!contract)
		return figures_fail(ask->figures, "%s has no %s", ask->id, property->from);
	out->from = contract;
	if (strcmp(require, "below") == 0 && !num_parse(attribute_of(contract, "value"), &out->num, NULL))
		return figures_fail(ask->figures, "the contract of %s is below no place", ask->id);
	return answer_word(out, property->set, require);
}

/* <12: the place is better than the twelfth. Hold or improve: no worse than before. */
static bool
contract_met_answer(struct ask *ask, const struct property *property, struct figure *out)
{
	const char *position = is_of_detections(property) ? "detection-position" : "position", *base;
	const xmlNode *contract = child_of(ask->element, property->from);
	struct num now, bound;
	bool below;

	if (!contract)
		return figures_fail(ask->figures, "%s has no %s", ask->id, property->from);
	below = strcmp(attribute_of(contract, "require"), "below") == 0;
	if (!ask_number(ask, position, period_of(ask), &now))
		return false;
	if (below && !num_parse(attribute_of(contract, "value"), &bound, NULL))
		return figures_fail(ask->figures, "the contract of %s is below no place", ask->id);
	if (!below && (!(base = base_of(ask)) || !ask_number(ask, position, base, &bound)))
		return false;
	return answer_word(out, property->set, num_compare(now, bound) < !below ? "met" : "not-met");
}

/* The short name is the singular where the record gives none. */
static bool
name_answer(struct ask *ask, const struct property *property, struct figure *out)
{
	const xmlNode *element = child_of(ask->element, property->name);

	if (!element && property->from)
		element = child_of(ask->element, property->from);
	return answer_text(ask, out, element);
}

#define NUMBER(name, answer, unit, from) { name, answer, FIGURE_NUMBER, unit, NULL, from }
#define WORD(name, answer, set, from) { name, answer, FIGURE_WORD, UNIT_COUNT, set, from }
#define TEXT(name, from) { name, name_answer, FIGURE_TEXT, UNIT_COUNT, NULL, from }

static const struct property properties[] = {
	NUMBER("count", total_answer, UNIT_COUNT, NULL),
	NUMBER("detections", total_answer, UNIT_COUNT, NULL),
	NUMBER("rate", rate_answer, UNIT_RATE, NULL),
	NUMBER("detection-rate", detection_rate_answer, UNIT_PERCENT, NULL),
	NUMBER("change", change_answer, UNIT_PERCENT, "count"),
	NUMBER("detections-change", change_answer, UNIT_PERCENT, "detections"),
	NUMBER("points-change", difference_answer, UNIT_POINTS, "detection-rate"),
	NUMBER("position", stated_answer, UNIT_POSITION, NULL),
	NUMBER("detection-position", stated_answer, UNIT_POSITION, NULL),
	NUMBER("position-change", difference_answer, UNIT_PLACES, "position"),
	NUMBER("detection-position-change", difference_answer, UNIT_PLACES, "detection-position"),
	NUMBER("average", average_answer, UNIT_COUNT, NULL),
	NUMBER("detection-average", average_answer, UNIT_PERCENT, NULL),
	NUMBER("distance", distance_answer, UNIT_PERCENT, "count"),
	NUMBER("detection-distance", distance_answer, UNIT_PERCENT, "detection-rate"),
	WORD("comparison", band_answer, "comparison", "distance"),
	WORD("detection-comparison", band_answer, "comparison", "detection-distance"),
	WORD("significance", significance_answer, "direction", "count"),
	WORD("detection-significance", significance_answer, "direction", "detections"),
	NUMBER("trend", trend_answer, UNIT_PERCENT, NULL),
	NUMBER("detection-trend", trend_answer, UNIT_PERCENT, NULL),
	WORD("projection", band_answer, "projection", "trend"),
	WORD("detection-projection", band_answer, "projection", "detection-trend"),
	WORD("direction", direction_answer, "direction", "change"),
	WORD("detection-direction", direction_answer, "direction", "points-change"),
	WORD("position-direction", direction_answer, "direction", "position-change"),
	WORD("detection-position-direction", direction_answer, "direction", "detection-position-change"),
	WORD("contract", contract_answer, "contract", "contract"),
	WORD("detection-contract", contract_answer, "contract", "detection-contract"),
	WORD("contract-met", contract_met_answer, "contract", "contract"),
	WORD("detection-contract-met", contract_met_answer, "contract", "detection-contract"),
	TEXT("name", NULL), TEXT("singular", NULL), TEXT("plural", NULL), TEXT("short", "singular"),
};

/* What was published in place of what could be computed, or NULL. It is of the current period. */
static const xmlNode *
published(const struct ask *ask, const struct property *property)
{
	bool window = property->set && strcmp(property->set, "projection") == 0;
	char *what = window && ask->rest ? g_strjoin(".", property->name, ask->rest, NULL) :
		g_strdup(property->name);
	const xmlNode *at = NULL;

	if (window || strcmp(period_of(ask), "current") == 0)
		for (at = child_of(ask->element, "published"); at; at = next_named(at->next, "published"))
			if (strcmp(attribute_of(at, "what"), what) == 0)
				break;
	g_free(what);
	return at;
}

bool
resolve_measure(struct ask *ask, struct figure *out)
{
	for (size_t i = 0; i < G_N_ELEMENTS(properties) && ask->property; i++) {
		const struct property *property = &properties[i];
		const xmlNode *element;

		if (strcmp(property->name, ask->property) != 0)
			continue;
		element = ask->computed ? NULL : published(ask, property);
		if (!element)
			return property->answer(ask, property, out);
		out->print = *attribute_of(element, "print") ? attribute_of(element, "print") : NULL;
		out->from = element;
		return property->kind == FIGURE_NUMBER ?
			answer_stated(ask, out, property->unit, element, "value") :
			answer_word(out, property->set, attribute_of(element, "value"));
	}
	return figures_fail(ask->figures, "a measure has no figure %s",
		ask->property ? ask->property : "of its own");
}
