/* Figures of a series as a control chart of its months has them: the latest month, the mean and
 * limits of the latest phase, and what they say of the latest month and of the target. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/ask.h"
#include "report/control.h"

/* The last month that has a value, or -1. */
static int
latest_of(const struct months *months)
{
	int at = months->count - 1;

	while (at >= 0 && !num_is(months->values[at]))
		at--;
	return at < 0 ? -1 : months->first + at;
}

bool
latest_answer(struct ask *ask, const struct months *months, struct figure *out)
{
	int month = latest_of(months);
	struct num value;

	if (month < 0)
		return figures_fail(ask->figures, "no month of the series %s has a figure", ask->id);
	if (strcmp(ask->property, "latest-month") == 0) {
		out->kind = FIGURE_TEXT;
		out->text = arena_printf(ask->figures->arena, "%04d-%02d", month_year(month),
			month_number(month));
		return true;
	}
	return months_values(ask->figures, months, month, month, &value) &&
		answer_number(ask, out, months_are_rates(months) ? UNIT_PERCENT : UNIT_COUNT, value);
}

/* What the latest month has more than its target. */
bool
target_margin_answer(struct ask *ask, const struct months *months, struct figure *out)
{
	int month = latest_of(months);
	struct num value, target;

	if (month < 0)
		return figures_fail(ask->figures, "no month of the series %s has a figure", ask->id);
	target = months->targets[month - months->first];
	if (!num_is(target))
		return figures_fail(ask->figures, "the series %s has no target for its latest month", ask->id);
	return months_values(ask->figures, months, month, month, &value) &&
		answer_number(ask, out, months_are_rates(months) ? UNIT_POINTS : UNIT_COUNT,
			num_sub(value, target));
}

/* The months as points of a chart: those with a value, or those with a target. */
static struct chart_series
series_make(struct figures *figures, const struct months *months, const char *role, bool targets)
{
	struct chart_series series = { .role = role,
		.points = arena_new_array(figures->arena, struct chart_point, months->count) };

	for (int i = 0; i < months->count; i++) {
		struct num value = targets ? months->targets[i] : months->values[i];

		if (!num_is(value) || (!targets &&
			!months_values(figures, months, months->first + i, months->first + i, &value)))
			continue;
		series.points[series.point_count++] = (struct chart_point){
			.month = months->first + i, .value = num_double(value) };
	}
	return series;
}

static int
events_make(const struct months *months, struct chart_event *events)
{
	int count = 0;

	for (const xmlNode *at = child_of(months->element, "rebase"); at;
		at = next_named(at->next, "rebase"), count++)
		if (events) {
			events[count].rebase = true;
			month_parse(attribute_of(at, "at"), &events[count].month);
		}
	return count;
}

/* The chart's first series of the role value decides, as in the drawing. */
static void
chart_make(struct ask *ask, const struct months *months, struct chart *chart)
{
	const xmlNode *measure =
		figures_element(ask->figures, attribute_of(months->element, "measure"));
	bool lower = measure && strcmp(attribute_of(measure, "polarity"), "lower") == 0;

	*chart = (struct chart){ .kind = "control",
		.better = lower && !months_are_rates(months) ? POLARITY_LOWER : POLARITY_HIGHER,
		.variant = strcmp(attribute_of(months->element, "screening"), "no") == 0 ? "unscreened" :
			"screened",
		.baseline = atoi(attribute_of(months->element, "baseline")) };
	chart->series = arena_new_array(ask->figures->arena, struct chart_series, 2);
	chart->series[0] = series_make(ask->figures, months, "value", false);
	chart->series[1] = series_make(ask->figures, months, "target", true);
	chart->series_count = chart->series[1].point_count ? 2 : 1;
	chart->event_count = events_make(months, NULL);
	chart->events = arena_new_array(ask->figures->arena, struct chart_event,
		MAX(chart->event_count, 1));
	events_make(months, chart->events);
}

static bool
level_answer(struct ask *ask, const struct months *months, const struct xmr_phase *phase,
	struct figure *out)
{
	double level = strcmp(ask->property, "mean") == 0 ? phase->mean :
		strcmp(ask->property, "lower") == 0 ? phase->lower : phase->upper;

	if (!isfinite(level))
		return figures_fail(ask->figures, "the series %s has too few months for limits", ask->id);
	return answer_double(ask, out, months_are_rates(months) ? UNIT_PERCENT : UNIT_COUNT, level);
}

bool
control_answer(struct ask *ask, const struct months *months, struct figure *out)
{
	struct control_data data;
	struct chart chart;
	const char *mark;
	bool good;

	chart_make(ask, months, &chart);
	if (!control_data_make(&chart, &data))
		return figures_fail(ask->figures, "no month of the series %s has a figure", ask->id);
	if (strcmp(ask->property, "variation") == 0 || strcmp(ask->property, "assurance") == 0) {
		mark = strcmp(ask->property, "variation") == 0 ? control_variation(&data, chart.better) :
			data.assurance;
		/* the mark's name is its set and the word */
		good = mark ? answer_word(out, ask->property[0] == 'v' ? "variation" : "assurance",
			strchr(mark, '-') + 1) : figures_fail(ask->figures,
			"the series %s has no target, or too few months for limits", ask->id);
	} else {
		good = level_answer(ask, months, &data.phases[data.phase_count - 1], out);
	}
	control_data_finish(&data);
	return good;
}
