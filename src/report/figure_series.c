/* Figures of series: months, sums, and the least-squares lines through the last of them. */
#include <stdlib.h>
#include <string.h>

#include "report/ask.h"

enum { RATE_DECIMALS = 9, MOST_MONTHS = 1200, MOST_AHEAD = 12 };

/* A number that can be reckoned with, or none where the attribute is not there. */
static bool
number_read(const xmlNode *element, const char *name, struct num *out)
{
	const struct num most = num_whole(1000000000000);

	return !*attribute_of(element, name) || (num_parse(attribute_of(element, name), out, NULL) &&
		num_compare(num_abs(*out), most) <= 0);
}

static bool
month_read(struct figures *figures, const xmlNode *element, struct months *months, const char *id)
{
	int month, at = months->count;

	if (!month_parse(attribute_of(element, "at"), &month) ||
		!number_read(element, "value", &months->values[at]) ||
		!number_read(element, "peer", &months->peers[at]) ||
		!number_read(element, "target", &months->targets[at]) ||
		(!num_is(months->values[at]) && strcmp(attribute_of(element, "missing"), "yes") != 0))
		return figures_fail(figures, "the month %s of the series %s has no number of at most a "
			"million million", attribute_of(element, "at"), id);
	if (!at)
		months->first = month;
	if (month != months->first + at)
		return figures_fail(figures, "the months of the series %s do not follow each other: %s",
			id, attribute_of(element, "at"));
	months->count++;
	return true;
}

const struct months *
months_of(struct figures *figures, const xmlNode *series)
{
	const char *id = attribute_of(series, "id");
	struct months *months = g_hash_table_lookup(figures->series, id);
	int count = 0;

	if (figures->read && figures->depth == 1)
		g_ptr_array_add(figures->read, (gpointer)series);
	if (months)
		return months;
	for (const xmlNode *at = child_of(series, "month"); at; at = next_named(at->next, "month"))
		count++;
	if (count > MOST_MONTHS) {
		figures_fail(figures, "the series %s has more than %d months", id, MOST_MONTHS);
		return NULL;
	}
	months = arena_new(figures->arena, struct months);
	months->element = series;
	months->values = arena_new_array(figures->arena, struct num, count);
	months->peers = arena_new_array(figures->arena, struct num, count);
	months->targets = arena_new_array(figures->arena, struct num, count);
	for (const xmlNode *at = child_of(series, "month"); at; at = next_named(at->next, "month"))
		if (!month_read(figures, at, months, id))
			return NULL;
	g_hash_table_insert(figures->series, (gpointer)id, months);
	return months;
}

const struct months *
months_of_measure(struct figures *figures, const char *measure, const char *of)
{
	for (const xmlNode *at = child_of(figures->data, "series"); at; at = next_named(at->next, "series"))
		if (strcmp(attribute_of(at, "measure"), measure) == 0 &&
			strcmp(attribute_of(at, "of"), of) == 0)
			return months_of(figures, at);
	figures_fail(figures, "no series gives the %s of %s by month",
		strcmp(of, "count") == 0 ? "count" : "detections", measure);
	return NULL;
}

bool
months_sum(const struct months *months, bool peers, int from, int to, struct num *sum)
{
	const struct num *values = peers ? months->peers : months->values;

	if (from < months->first || to >= months->first + months->count)
		return false;
	*sum = num_whole(0);
	for (int month = from; month <= to; month++)
		*sum = num_add(*sum, values[month - months->first]);
	return num_is(*sum);
}

bool
months_are_rates(const struct months *months)
{
	return strcmp(attribute_of(months->element, "of"), "detection-rate") == 0;
}

bool
months_values(struct figures *figures, const struct months *months, int from, int to,
	struct num *values)
{
	const char *id = attribute_of(months->element, "id");
	const struct months *counts = NULL;

	if (months_are_rates(months) &&
		!(counts = months_of_measure(figures, attribute_of(months->element, "measure"), "count")))
		return false;
	for (int month = from; month <= to; month++) {
		struct num value, count;

		if (!months_sum(months, false, month, month, &value) ||
			(counts && !months_sum(counts, false, month, month, &count)))
			return figures_fail(figures, "the series %s%s no figure for %04d-%02d", id,
				counts ? ", or the counts that belong to it, have" : " has", month_year(month),
				month_number(month));
		if (counts)
			value = num_round(num_mul(num_div(value, count), num_whole(100)), RATE_DECIMALS);
		if (!num_is(value))
			return figures_fail(figures, "no crime was recorded in %04d-%02d, so that there is no "
				"detection rate in %s", month_year(month), month_number(month), id);
		*values++ = value;
	}
	return true;
}

int
window_parse(const char *text)
{
	long count = text && strlen(text) <= 2 && strspn(text, "0123456789") == strlen(text) ?
		strtol(text, NULL, 10) : 0;

	return count >= 2 && count <= MOST_WINDOW ? (int)count : 0;
}

/* With x counted from the middle, in halves of a month, the slope is
 * sum(x y) / sum(x x) = 6 sum(2x y) / (n (n^2 - 1)). */
bool
months_fit(struct figures *figures, const struct months *months, int count, struct fit *fit)
{
	struct num values[MOST_WINDOW], sum = num_whole(0), product = num_whole(0);
	int last = months->first + months->count - 1;

	if (count < 2 || count > MOST_WINDOW || count > months->count)
		return figures_fail(figures, "the series %s has only %d months",
			attribute_of(months->element, "id"), months->count);
	if (!months_values(figures, months, last - count + 1, last, values))
		return false;
	for (int i = 0; i < count; i++) {
		sum = num_add(sum, values[i]);
		product = num_add(product, num_mul(values[i], num_whole(2 * i - (count - 1))));
	}
	fit->mean = num_div(sum, num_whole(count));
	fit->slope = num_mul(product, num_ratio(6, (int64_t)count * (count * count - 1)));
	return num_is(fit->mean) && num_is(fit->slope) ? true :
		figures_fail(figures, "the months of %s are too large to reckon with",
			attribute_of(months->element, "id"));
}

/* ---- the figures of one series, for charts and their text alternatives ---- */

/* A month of the series, or one of so many after it. */
static bool
month_of(struct ask *ask, const struct months *months, const char *text, int after, int *month)
{
	if (!text || !month_parse(text, month) || *month < months->first ||
		*month >= months->first + months->count + after)
		return figures_fail(ask->figures, "the series %s has no month %s", ask->id,
			text ? text : "");
	return true;
}

static enum figure_unit
unit_of(const struct months *months)
{
	return months_are_rates(months) ? UNIT_PERCENT : UNIT_COUNT;
}

static bool
value_answer(struct ask *ask, const struct months *months, struct figure *out)
{
	struct num value;
	int month;

	return month_of(ask, months, ask->rest, 0, &month) &&
		months_values(ask->figures, months, month, month, &value) &&
		answer_number(ask, out, unit_of(months), value);
}

/* peer, target. */
static bool
beside_answer(struct ask *ask, const struct months *months, struct figure *out)
{
	bool peer = strcmp(ask->property, "peer") == 0;
	const struct num *numbers = peer ? months->peers : months->targets;
	int month;

	if (!month_of(ask, months, ask->rest, 0, &month))
		return false;
	if (!num_is(numbers[month - months->first]))
		return figures_fail(ask->figures, "the series %s has no %s for %s", ask->id,
			peer ? "peer average" : "target", ask->rest);
	return answer_number(ask, out, unit_of(months), numbers[month - months->first]);
}

/* The window of "N.MONTH", and the month; after the series by at most so many. */
static bool
window_of(struct ask *ask, const struct months *months, int after, int *count, int *month)
{
	const char *dot = ask->rest ? strchr(ask->rest, '.') : NULL;
	char *window = dot ? g_strndup(ask->rest, (gsize)(dot - ask->rest)) : NULL;

	*count = window_parse(window);
	g_free(window);
	if (!*count)
		return figures_fail(ask->figures, "%s.%s needs a number of months and a month", ask->id,
			ask->property);
	return month_of(ask, months, dot + 1, after, month);
}

/* total.N.MONTH, peer-total.N.MONTH: over the N months that end with it. Of detections the rate over
 * all of them, of the peers' rates the mean. */
static bool
total_answer(struct ask *ask, const struct months *months, struct figure *out)
{
	bool peers = strcmp(ask->property, "peer-total") == 0;
	const struct months *counts = NULL;
	struct num sum, of;
	int count, last;

	if (!window_of(ask, months, 0, &count, &last))
		return false;
	if (!months_sum(months, peers, last - count + 1, last, &sum))
		return figures_fail(ask->figures, "the series %s has not all of the %d months up to %s",
			ask->id, count, strchr(ask->rest, '.') + 1);
	if (months_are_rates(months) && peers)
		sum = num_div(sum, num_whole(count));
	else if (months_are_rates(months)) {
		counts = months_of_measure(ask->figures, attribute_of(months->element, "measure"), "count");
		if (!counts || !months_sum(counts, false, last - count + 1, last, &of))
			return figures_fail(ask->figures, "the counts that belong to %s have not all of the "
				"%d months", ask->id, count);
		sum = num_mul(num_div(sum, of), num_whole(100));
	}
	return answer_number(ask, out, unit_of(months), sum);
}

/* fit.N.MONTH: where the line through the last N months stands in a month, of the series or of the
 * year after it. */
static bool
fit_answer(struct ask *ask, const struct months *months, struct figure *out)
{
	int count, month, last = months->first + months->count - 1;
	struct fit fit;
	struct num from_middle;

	if (!window_of(ask, months, MOST_AHEAD, &count, &month))
		return false;
	if (!months_fit(ask->figures, months, count, &fit))
		return false;
	from_middle = num_ratio(2 * (month - last) + count - 1, 2);
	return answer_number(ask, out, unit_of(months),
		num_add(fit.mean, num_mul(fit.slope, from_middle)));
}

/* high, low (the value) and high-month, low-month: the first month that has it. */
static bool
extreme_answer(struct ask *ask, const struct months *months, struct figure *out)
{
	int turn = g_str_has_prefix(ask->property, "high") ? 1 : -1, at = -1;
	struct num best = num_none, value;

	for (int i = 0; i < months->count; i++) {
		if (!num_is(months->values[i]))
			continue;
		if (!months_values(ask->figures, months, months->first + i, months->first + i, &value))
			return false;
		if (at >= 0 && num_compare(value, best) != turn)
			continue;
		best = value;
		at = i;
	}
	if (at < 0)
		return figures_fail(ask->figures, "no month of the series %s has a figure", ask->id);
	if (!g_str_has_suffix(ask->property, "-month"))
		return answer_number(ask, out, unit_of(months), best);
	out->kind = FIGURE_TEXT;
	out->text = arena_printf(ask->figures->arena, "%04d-%02d", month_year(months->first + at),
		month_number(months->first + at));
	return true;
}

static bool
ahead_parse(const char *text, int *month)
{
	char *end;
	long ahead = strtol(text, &end, 10);

	if (!g_ascii_isdigit(*text) || *end || ahead > MOST_AHEAD)
		return false;
	*month += (int)ahead;
	return true;
}

/* from, to, and to.N: N months after the end. */
static bool
end_answer(struct ask *ask, const struct months *months, struct figure *out)
{
	int month = months->first + (strcmp(ask->property, "to") == 0 ? months->count - 1 : 0);

	if (ask->rest && !ahead_parse(ask->rest, &month))
		return figures_fail(ask->figures, "%s.to is followed by 0 to %d months", ask->id,
			MOST_AHEAD);
	out->kind = FIGURE_TEXT;
	out->text = arena_printf(ask->figures->arena, "%04d-%02d", month_year(month),
		month_number(month));
	return true;
}

bool
resolve_series(struct ask *ask, struct figure *out)
{
	static const struct {
		const char *name;
		series_fn *answer;
	} properties[] = {
		{ "value", value_answer }, { "peer", beside_answer }, { "target", beside_answer },
		{ "fit", fit_answer }, { "total", total_answer }, { "peer-total", total_answer },
		{ "high", extreme_answer }, { "low", extreme_answer }, { "high-month", extreme_answer },
		{ "low-month", extreme_answer }, { "from", end_answer }, { "to", end_answer },
		{ "latest", latest_answer }, { "latest-month", latest_answer },
		{ "margin", target_margin_answer },
		{ "mean", control_answer }, { "lower", control_answer }, { "upper", control_answer },
		{ "variation", control_answer }, { "assurance", control_answer },
	};
	const struct months *months = months_of(ask->figures, ask->element);

	for (size_t i = 0; i < G_N_ELEMENTS(properties) && months && ask->property; i++)
		if (strcmp(properties[i].name, ask->property) == 0)
			return properties[i].answer(ask, months, out);
	return months ? figures_fail(ask->figures, "a series has no figure %s",
		ask->property ? ask->property : "of its own") : false;
}
