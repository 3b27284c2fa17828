/* Rules: what charts are drawn from: breakdowns, peers, phases, dated actions. */
#include <string.h>

#include "base/num.h"
#include "rule/audit.h"

static int
count_of(const xmlNode *parent, const char *name)
{
	int count = 0;

	for (const xmlNode *at = first_named(parent, name); at; at = next_same(at))
		count++;
	return count;
}

/* An amount for each part, or none of them can be told from another. */
static void
check_breakdown(struct audit *audit, const xmlNode *breakdown)
{
	int parts = count_of(breakdown, "part");

	for (const xmlNode *c = first_named(breakdown, "category"); c; c = next_same(c)) {
		int amounts = count_of(c, "amount");

		if (amounts == parts)
			continue;
		found(audit, "R42", c, "name", attr(breakdown, "id"),
			"the category “%s” of `%s` has %d of %d amounts", attr(c, "name"),
			attr(breakdown, "id"), amounts, parts);
		found_hint(audit, "give an amount for each part in their order; one that is not known says "
			"missing=\"yes\"");
	}
}

static void
check_peer(struct audit *audit, const xmlNode *peers, const xmlNode *peer)
{
	struct num count, of;

	if (num_parse(attr(peer, "count"), &count, NULL) && num_parse(attr(peer, "out-of"), &of, NULL) &&
		strcmp(attr(peers, "of"), "detection-rate") == 0 && num_compare(count, of) > 0)
		found(audit, "R42", peer, "count", attr(peers, "id"),
			"there are more detections than crimes: %s out of %s", attr(peer, "count"),
			attr(peer, "out-of"));
}

/* The own unit is one of them, and stands where the measure says that it does. */
static void
check_peers(struct audit *audit, const xmlNode *peers)
{
	const char *id = attr(peers, "id"), *measure = attr(peers, "measure");
	bool rates = strcmp(attr(peers, "of"), "rate") == 0;
	struct num place, stated;
	int own = 0;

	for (const xmlNode *p = first_named(peers, "peer"); p; p = next_same(p)) {
		check_peer(audit, peers, p);
		own += has_attr(p, "own");
	}
	if (own != 1)
		found(audit, "R42", peers, NULL, id, own ? "`%s` says of more than one unit that it is the own "
			"one" : "`%s` does not say which unit is the own one", id);
	else if (number_of(audit, &place, NULL, "%s.position", id) &&
		number_of(audit, &stated, NULL, "%s.%s.%s", measure,
			rates ? "position" : "detection-position", attr(peers, "period")) &&
		num_compare(place, stated) != 0)
		found(audit, "R42", peers, NULL, id, "by the rates of `%s` the unit is in place %s, but `%s` "
			"is in place %s", id, shown(audit, place, 0), measure, shown(audit, stated, 0));
}

/* Control limits begin anew in a month of the series. */
static void
check_phases(struct audit *audit, const xmlNode *series)
{
	const xmlNode *first = first_named(series, "month"), *last = first;

	for (const xmlNode *m = first; m; m = next_same(m))
		last = m;
	for (const xmlNode *r = first_named(series, "rebase"); r; r = next_same(r))
		if (first && (strcmp(attr(r, "at"), attr(first, "at")) <= 0 ||
			strcmp(attr(r, "at"), attr(last, "at")) > 0))
			found(audit, "R42", r, "at", attr(series, "id"),
				"new limits from %s on are limits of no month: `%s` goes from %s to %s", attr(r, "at"),
				attr(series, "id"), attr(first, "at"), attr(last, "at"));
}

/* ---- months and what they add up to ---- */

/* What the months of a period say in that attribute: their sum, and how far rounding may have moved
 * it. False when the series does not have them all. */
static bool
months_add(const xmlNode *series, const char *attribute, int from, int to, struct interval *sum)
{
	bool rounded = strcmp(attribute, "peer") == 0; /* averages */
	int count = 0, month, decimals;
	struct num value;

	*sum = (struct interval){ num_whole(0), num_whole(0) };
	for (const xmlNode *m = first_named(series, "month"); m; m = next_same(m)) {
		struct interval one;

		if (!month_parse(attr(m, "at"), &month) || month < from || month > to ||
			!num_parse(attr(m, attribute), &value, &decimals))
			continue;
		one = rounded ? interval_rounded(value, decimals) : (struct interval){ value, value };
		sum->low = num_add(sum->low, one.low);
		sum->high = num_add(sum->high, one.high);
		count++;
	}
	return count == to - from + 1;
}

/* What a measure states for a period is what its chart shows of it. */
static void
check_sums(struct audit *audit, const xmlNode *series, const char *name, const char *attribute)
{
	const char *measure = attr(series, "measure");
	bool mean = strcmp(name, "detection-average") == 0;
	struct num stated;
	struct interval sum;
	int from, to, decimals;

	for (const xmlNode *e = first_named(figures_element(audit->figures, measure), name); e;
		e = next_same(e)) {
		if (!figures_period(audit->figures, attr(e, "period"), &from, &to) ||
			!months_add(series, attribute, from, to, &sum) ||
			!num_parse(attr(e, "value"), &stated, &decimals))
			continue;
		if (mean) {
			sum.low = num_div(sum.low, num_whole(to - from + 1));
			sum.high = num_div(sum.high, num_whole(to - from + 1));
		}
		if (num_compare(num_round(sum.low, decimals), stated) <= 0 &&
			num_compare(num_round(sum.high, decimals), stated) >= 0)
			continue;
		found(audit, "R42", e, "value", arena_printf(audit->arena, "%s.%s.%s", measure, name,
			attr(e, "period")), mean ? "the mean of the months of `%s` is %s, not %s" :
			"the months of `%s` add up to %s, not %s", attr(series, "id"),
			shown(audit, num_div(num_add(sum.low, sum.high), num_whole(2)), decimals),
			attr(e, "value"));
	}
}

static void
check_series_sums(struct audit *audit, const xmlNode *series)
{
	bool counts = strcmp(attr(series, "of"), "count") == 0;

	check_sums(audit, series, counts ? "count" : "detections", "value");
	check_sums(audit, series, counts ? "average" : "detection-average", "peer");
}

static const xmlNode *
recommendation_of(const struct audit *audit, const char *id)
{
	for (const xmlNode *at = audit->body; at; at = next_element(at, audit->body))
		if (is_named(at, "recommendation") && strcmp(attr(at, "id"), id) == 0)
			return at;
	return NULL;
}

/* A chart can mark only what has a date. */
static void
check_actions(struct audit *audit, const xmlNode *chart)
{
	char **ids = g_strsplit(attr(chart, "actions"), " ", -1);

	for (char **id = ids; *id; id++) {
		const xmlNode *recommendation = **id ? recommendation_of(audit, *id) : NULL;

		if (!recommendation || has_attr(first_named(recommendation, "action"), "date"))
			continue;
		found(audit, "R42", chart, "actions", NULL,
			"the action on `%s` has no date, so that no chart can mark it", *id);
		found_hint(audit, "write when it was taken in the record: <action date=\"2007-03\">");
	}
	g_strfreev(ids);
}

void
rule_tables(struct audit *audit)
{
	for (const xmlNode *s = first_named(audit->data, "series"); s; s = next_same(s)) {
		check_phases(audit, s);
		check_series_sums(audit, s);
	}
	for (const xmlNode *p = first_named(audit->data, "peers"); p; p = next_same(p))
		check_peers(audit, p);
	for (const xmlNode *b = first_named(audit->data, "breakdown"); b; b = next_same(b))
		check_breakdown(audit, b);
	for (const xmlNode *at = audit->body; at; at = next_element(at, audit->body))
		if (is_named(at, "chart") && has_attr(at, "actions"))
			check_actions(audit, at);
}
