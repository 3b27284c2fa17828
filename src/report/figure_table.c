/* Figures of tables in the data part: the units of a peer group, and breakdowns by category. */
#include <stdlib.h>
#include <string.h>

#include "report/ask.h"
#include "report/stat.h"

/* Rates are compared as they are printed, so that what looks equal shares a place. */
enum { RATE_DECIMALS = 2, PERCENT_DECIMALS = 1, MOST_PEERS = 1000 };

static bool
asks(const struct ask *ask, const char *property)
{
	return ask->property && strcmp(ask->property, property) == 0;
}

/* The nth child of that name, from 1, by the first number of text; NULL with figures_why. */
static const xmlNode *
nth_child(struct ask *ask, const xmlNode *element, const char *name, const char *text)
{
	long nth = text ? strtol(text, NULL, 10) : 0;
	const xmlNode *at = child_of(element, name);

	for (long i = 1; at && i < nth; i++)
		at = next_named(at->next, name);
	if (nth < 1 || !at) {
		figures_fail(ask->figures, "%s has no %s %s", ask->id, name, text ? text : "");
		return NULL;
	}
	return at;
}

/* ---- peers ---- */

static bool
are_rates(const struct ask *ask)
{
	return strcmp(attribute_of(ask->element, "of"), "rate") == 0;
}

static enum figure_unit
unit_of(const struct ask *ask)
{
	return are_rates(ask) ? UNIT_RATE : UNIT_PERCENT;
}

/* What a count of one out of one is: 100 per cent, or as many as a rate is for. */
static bool
scale_of(struct ask *ask, struct num *scale)
{
	const xmlNode *measure =
		figures_element(ask->figures, attribute_of(ask->element, "measure"));
	const char *per = measure ? attribute_of(measure, "per") : "";

	*scale = num_whole(100);
	if (!are_rates(ask))
		return true;
	if (!*per)
		return figures_fail(ask->figures, "the measure of %s does not say what its rate is counted "
			"against", ask->id);
	return ask_number_of(ask->figures, per, "scale", NULL, scale);
}

static bool
counts_read(struct ask *ask, const xmlNode *peer, struct num *count, struct num *of)
{
	if (!num_parse(attribute_of(peer, "count"), count, NULL) ||
		!num_parse(attribute_of(peer, "out-of"), of, NULL))
		return figures_fail(ask->figures, "a unit of %s has no count for an interval", ask->id);
	return true;
}

static bool
peer_value(struct ask *ask, const xmlNode *peer, struct num *value)
{
	struct num count, of, scale;

	if (*attribute_of(peer, "value"))
		return num_parse(attribute_of(peer, "value"), value, NULL) ||
			figures_fail(ask->figures, "a unit of %s has no number", ask->id);
	if (!counts_read(ask, peer, &count, &of) || !scale_of(ask, &scale))
		return false;
	*value = num_round(num_mul(num_div(count, of), scale),
		are_rates(ask) ? RATE_DECIMALS : PERCENT_DECIMALS);
	return num_is(*value) || figures_fail(ask->figures, "a unit of %s is out of nothing", ask->id);
}

/* low, high: a proportion's interval is Wilson's, a count's Byar's. */
static bool
end_answer(struct ask *ask, const xmlNode *peer, struct figure *out)
{
	struct num count, of, scale;
	struct stat_interval interval;
	double times;

	if (!counts_read(ask, peer, &count, &of) || !scale_of(ask, &scale))
		return false;
	if (are_rates(ask) ? !stat_byar(num_double(count), STAT_Z95, &interval) :
		!stat_wilson(num_double(count), num_double(of), STAT_Z95, &interval))
		return figures_fail(ask->figures, "a unit of %s has a count that is greater than what it is "
			"out of", ask->id);
	times = num_double(scale) / (are_rates(ask) ? num_double(of) : 1);
	return answer_double(ask, out, unit_of(ask),
		(asks(ask, "low") ? interval.low : interval.high) * times);
}

/* All values; the own unit's place among them goes to *own, or -1. Gives how many, -1 on failure. */
static int
values_read(struct ask *ask, struct num *values, int *own)
{
	int count = 0;

	*own = -1;
	for (const xmlNode *at = child_of(ask->element, "peer"); at; at = next_named(at->next, "peer")) {
		if (count == MOST_PEERS) {
			figures_fail(ask->figures, "%s has more than %d units", ask->id, MOST_PEERS);
			return -1;
		}
		if (!peer_value(ask, at, &values[count]))
			return -1;
		if (strcmp(attribute_of(at, "own"), "yes") == 0)
			*own = count;
		count++;
	}
	return count;
}

static bool
average_answer(struct ask *ask, const struct num *values, int count, struct figure *out)
{
	struct num sum = num_whole(0);

	if (*attribute_of(ask->element, "average"))
		return answer_stated(ask, out, unit_of(ask), ask->element, "average");
	for (int i = 0; i < count; i++)
		sum = num_add(sum, values[i]);
	return answer_number(ask, out, unit_of(ask), num_div(sum, num_whole(count)));
}

static bool
is_lower_better(const struct ask *ask)
{
	const xmlNode *measure =
		figures_element(ask->figures, attribute_of(ask->element, "measure"));

	return are_rates(ask) && measure && strcmp(attribute_of(measure, "polarity"), "lower") == 0;
}

static bool
position_answer(struct ask *ask, const struct num *values, int count, int own, struct figure *out)
{
	double plain[MOST_PEERS];

	if (own < 0)
		return figures_fail(ask->figures, "no unit of %s is said to be the own one", ask->id);
	for (int i = 0; i < count; i++)
		plain[i] = num_double(values[i]);
	return answer_number(ask, out, UNIT_POSITION,
		num_whole(stat_rank(plain, count, own, is_lower_better(ask), NULL)));
}

/* Does the average stand outside the own unit's interval? */
static bool
significance_answer(struct ask *ask, bool lower, int own, struct figure *out)
{
	char rest[16];
	struct num average, low, high;

	g_snprintf(rest, sizeof rest, "%d", own + 1);
	if (!ask_number(ask, "average", NULL, &average) || !ask_number(ask, "low", rest, &low) ||
		!ask_number(ask, "high", rest, &high))
		return false;
	if (num_compare(average, low) >= 0 && num_compare(average, high) <= 0)
		return answer_word(out, "direction", "same");
	return answer_word(out, "direction",
		(num_compare(average, low) < 0) == lower ? "worse" : "better");
}

/* distance (per cent of the average that the own unit is away from it), comparison, significance. */
static bool
verdict_answer(struct ask *ask, const struct num *values, int own, struct figure *out)
{
	struct num average;
	const char *word;

	if (own < 0)
		return figures_fail(ask->figures, "no unit of %s is said to be the own one", ask->id);
	if (asks(ask, "significance"))
		return significance_answer(ask, is_lower_better(ask), own, out);
	if (!ask_number(ask, "average", NULL, &average))
		return false;
	out->num = num_change(average, values[own]);
	if (asks(ask, "distance"))
		return answer_number(ask, out, UNIT_PERCENT, out->num);
	word = bands_word(ask->figures->bands, "comparison", out->num);
	return word ? answer_word(out, "comparison", word) :
		figures_fail(ask->figures, "%s has no average to compare with", ask->id);
}

bool
resolve_peers(struct ask *ask, struct figure *out)
{
	bool one = asks(ask, "value") || asks(ask, "low") || asks(ask, "high");
	const xmlNode *peer = one ? nth_child(ask, ask->element, "peer", ask->rest) : NULL;
	struct num values[MOST_PEERS], value;
	int count, own;

	if (one && !peer)
		return false;
	if (asks(ask, "value"))
		return peer_value(ask, peer, &value) && answer_number(ask, out, unit_of(ask), value);
	if (one)
		return end_answer(ask, peer, out);
	if ((count = values_read(ask, values, &own)) < 0)
		return false;
	if (asks(ask, "count"))
		return answer_number(ask, out, UNIT_COUNT, num_whole(count));
	if (asks(ask, "average"))
		return average_answer(ask, values, count, out);
	if (asks(ask, "position"))
		return position_answer(ask, values, count, own, out);
	if (asks(ask, "distance") || asks(ask, "comparison") || asks(ask, "significance"))
		return verdict_answer(ask, values, own, out);
	return figures_fail(ask->figures, "%s has no figure %s", ask->id,
		ask->property ? ask->property : "of its own");
}

/* ---- breakdowns ---- */

static int
children_count(const xmlNode *element, const char *name)
{
	int count = 0;

	for (const xmlNode *at = child_of(element, name); at; at = next_named(at->next, name))
		count++;
	return count;
}

/* An amount for each part, or none of them can be told from another. */
static bool
is_whole(struct ask *ask, const xmlNode *category)
{
	int parts = children_count(ask->element, "part"), amounts = children_count(category, "amount");

	return parts == amounts || figures_fail(ask->figures, "the category “%s” of %s has %d amounts "
		"for %d parts", attribute_of(category, "name"), ask->id, amounts, parts);
}

static bool
amount_read(struct ask *ask, const xmlNode *category, const char *part, struct num *value,
	const xmlNode **amount)
{
	*amount = is_whole(ask, category) ? nth_child(ask, category, "amount", part) : NULL;
	if (!*amount)
		return false;
	return num_parse(attribute_of(*amount, "value"), value, NULL) || figures_fail(ask->figures,
		"the category “%s” of %s has no number there", attribute_of(category, "name"), ask->id);
}

/* amount.R.C, total.C; a total needs every amount. */
bool
resolve_breakdown(struct ask *ask, struct figure *out)
{
	enum figure_unit unit =
		strcmp(attribute_of(ask->element, "unit"), "percent") == 0 ? UNIT_PERCENT : UNIT_COUNT;
	const char *dot = ask->rest ? strchr(ask->rest, '.') : NULL;
	struct num sum = num_whole(0), value;
	const xmlNode *category, *amount;

	if (asks(ask, "name"))
		return answer_text(ask, out, child_of(ask->element, "name"));
	if (asks(ask, "amount") && dot) {
		category = nth_child(ask, ask->element, "category", ask->rest);
		return category && amount_read(ask, category, dot + 1, &value, &amount) &&
			answer_stated(ask, out, unit, amount, "value");
	}
	if (!asks(ask, "total"))
		return figures_fail(ask->figures, "%s has no figure %s", ask->id,
			ask->property ? ask->property : "of its own");
	for (category = child_of(ask->element, "category"); category;
		category = next_named(category->next, "category")) {
		if (!amount_read(ask, category, ask->rest, &value, &amount))
			return false;
		sum = num_add(sum, value);
	}
	return answer_number(ask, out, unit, sum);
}
