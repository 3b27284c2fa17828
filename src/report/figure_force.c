/* Figures of the inspections of forces: grades, surveys, indicators. */
#include <string.h>

#include "report/ask.h"
#include "report/stat.h"

static bool
asks(const struct ask *ask, const char *property)
{
	return ask->property && strcmp(ask->property, property) == 0;
}

static bool
unknown(struct ask *ask)
{
	return figures_fail(ask->figures, "%s has no figure %s", ask->id,
		ask->property ? ask->property : "of its own");
}

/* value, framework, year; forces, and how many of them have each grade. */
bool
resolve_grade(struct ask *ask, struct figure *out)
{
	const xmlNode *distribution = child_of(ask->element, "distribution");

	out->from = ask->element;
	if (asks(ask, "value"))
		return answer_word(out, "grade", attribute_of(ask->element, "value"));
	if (asks(ask, "framework"))
		return answer_text(ask, out, child_of(ask->element, "framework"));
	if (asks(ask, "year")) {
		out->kind = FIGURE_TEXT;
		out->text = attribute_of(ask->element, "year");
		return true;
	}
	if (!ask->property || !distribution || !*attribute_of(distribution, ask->property))
		return unknown(ask);
	return answer_stated(ask, out, UNIT_COUNT, distribution, ask->property);
}

/* The ends belong to the range. */
static const char *
position_of(struct num value, struct num low, struct num high)
{
	return num_compare(value, low) < 0 ? "below" : num_compare(value, high) > 0 ? "above" : "inside";
}

bool
resolve_survey(struct ask *ask, struct figure *out)
{
	static const char *const stated[] = { "value", "low", "high", "previous", "average" };
	struct num value, low, high;

	if (asks(ask, "name"))
		return answer_text(ask, out, ask->element);
	for (size_t i = 0; i < G_N_ELEMENTS(stated); i++)
		if (asks(ask, stated[i]) && *attribute_of(ask->element, stated[i]))
			return answer_stated(ask, out, UNIT_PERCENT, ask->element, stated[i]);
	if (asks(ask, "sample") && *attribute_of(ask->element, "sample"))
		return answer_stated(ask, out, UNIT_COUNT, ask->element, "sample");
	if (!asks(ask, "position"))
		return unknown(ask);
	if (!ask_number(ask, "value", NULL, &value) || !ask_number(ask, "low", NULL, &low) ||
		!ask_number(ask, "high", NULL, &high))
		return false;
	return answer_word(out, "survey", position_of(value, low, high));
}

/* The reading of a period, else the last; NULL with figures_why when there is none. */
static const xmlNode *
reading_of(struct ask *ask)
{
	const xmlNode *last = NULL;

	for (const xmlNode *at = child_of(ask->element, "reading"); at;
		at = next_named(at->next, "reading")) {
		if (ask->rest && strcmp(attribute_of(at, "period"), ask->rest) == 0)
			return at;
		last = at;
	}
	if (last && !ask->rest)
		return last;
	figures_fail(ask->figures, "the indicator %s has no reading%s%s", ask->id,
		ask->rest ? " for the period " : "", ask->rest ? ask->rest : "");
	return NULL;
}

static bool
reading_number(struct ask *ask, const xmlNode *reading, const char *attribute, struct num *out)
{
	if (num_parse(attribute_of(reading, attribute), out, NULL)) {
		figures_note(ask->figures, ask->id, attribute, attribute_of(reading, "period"));
		return true;
	}
	return figures_fail(ask->figures, "a reading of the indicator %s has no %s", ask->id, attribute);
}

/* One attribute of a reading less another. */
static bool
reading_difference(struct ask *ask, struct figure *out, const char *of, const char *less)
{
	const xmlNode *reading = reading_of(ask);
	struct num a, b;

	return reading && reading_number(ask, reading, of, &a) && reading_number(ask, reading, less, &b) &&
		answer_number(ask, out, UNIT_POINTS, num_sub(a, b));
}

/* Half of the 95 % interval of a reading, in percentage points: by the sample and the design effect. */
static bool
reading_margin(struct ask *ask, const xmlNode *reading, struct num *value, double *margin)
{
	struct num sample, design = num_whole(1);

	if (!reading_number(ask, reading, "value", value) ||
		!reading_number(ask, reading, "sample", &sample))
		return false;
	if (*attribute_of(ask->element, "design-effect") &&
		!num_parse(attribute_of(ask->element, "design-effect"), &design, NULL))
		return figures_fail(ask->figures, "the design effect of %s is no number", ask->id);
	*margin = 100 * stat_half_width(num_double(*value) / 100, num_double(sample),
		num_double(design), STAT_Z95);
	return true;
}

/* margin, low, high. */
static bool
margin_answer(struct ask *ask, struct figure *out)
{
	const xmlNode *reading = reading_of(ask);
	double margin, percent;
	struct num value;

	if (!reading || !reading_margin(ask, reading, &value, &margin))
		return false;
	percent = num_double(value);
	if (asks(ask, "margin"))
		return answer_double(ask, out, UNIT_POINTS, margin);
	return answer_double(ask, out, UNIT_PERCENT,
		asks(ask, "low") ? MAX(percent - margin, 0) : MIN(percent + margin, 100));
}

/* The average rests on many times the sample, so that the reading's own margin decides. */
static bool
significance_answer(struct ask *ask, struct figure *out)
{
	bool lower = strcmp(attribute_of(ask->element, "polarity"), "lower") == 0;
	const xmlNode *reading = reading_of(ask);
	struct num value, average;
	double margin, gap;

	if (!reading || !reading_margin(ask, reading, &value, &margin) ||
		!reading_number(ask, reading, "average", &average))
		return false;
	gap = num_double(num_sub(value, average)) * (lower ? -1 : 1);
	return answer_word(out, "direction", gap > margin ? "better" : gap < -margin ? "worse" : "same");
}

/* value, average, against, sample of a reading; difference from the average; gap to the other group;
 * change from the first reading to the last; the reading's interval. */
bool
resolve_indicator(struct ask *ask, struct figure *out)
{
	static const struct { const char *name; enum figure_unit unit; } stated[] = {
		{ "value", UNIT_PERCENT }, { "average", UNIT_PERCENT }, { "against", UNIT_PERCENT },
		{ "sample", UNIT_COUNT },
	};
	const xmlNode *reading;
	struct num first, last;

	if (asks(ask, "name"))
		return answer_text(ask, out, child_of(ask->element, "name"));
	if (asks(ask, "difference"))
		return reading_difference(ask, out, "value", "average");
	if (asks(ask, "gap"))
		return reading_difference(ask, out, "against", "value");
	if (asks(ask, "margin") || asks(ask, "low") || asks(ask, "high"))
		return margin_answer(ask, out);
	if (asks(ask, "significance"))
		return significance_answer(ask, out);
	if (asks(ask, "change")) {
		reading = reading_of(ask);
		return reading && reading_number(ask, child_of(ask->element, "reading"), "value", &first) &&
			reading_number(ask, reading, "value", &last) &&
			answer_number(ask, out, UNIT_POINTS, num_sub(last, first));
	}
	for (size_t i = 0; i < G_N_ELEMENTS(stated); i++)
		if (asks(ask, stated[i].name)) {
			reading = reading_of(ask);
			return reading && (*attribute_of(reading, ask->property) ?
				answer_stated(ask, out, stated[i].unit, reading, ask->property) : unknown(ask));
		}
	return unknown(ask);
}
