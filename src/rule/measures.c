/* Measures against themselves: rates and counts, denominators, places, outliers (R03, R04, R06, R07,
 * R10, R11, R37). */
#include <string.h>

#include "rule/audit.h"

/* A stated rate must be the rounding of what the counts give. */
static void
check_rate(struct audit *audit, const xmlNode *rate, const char *rule, const char *property,
	struct num computed, const char *unit)
{
	const xmlNode *measure = rate->parent;
	struct num printed;
	int decimals;
	char *path;

	if (!num_is(computed) || !num_parse(attr(rate, "value"), &printed, &decimals) ||
		num_compare(num_round(computed, decimals), printed) == 0)
		return;
	path = g_strdup_printf("%s.%s.%s", attr(measure, "id"), property, attr(rate, "period"));
	found(audit, rule, rate, "value", path, "`%s` is given as %s%s, but the counts give %s%s", path,
		attr(rate, "value"), unit, shown(audit, computed, decimals), unit);
	found_hint(audit, "where the counts are known, leave the rate out: it is computed");
	g_free(path);
}

void
rule_rates(struct audit *audit)
{
	struct num count, detections, of, scale;

	for (const xmlNode *m = first_named(audit->data, "measure"); m; m = next_same(m)) {
		const char *id = attr(m, "id");

		for (const xmlNode *r = first_named(m, "detection-rate"); r; r = next_same(r))
			if (number_of(audit, &count, NULL, "%s.count.%s", id, attr(r, "period")) &&
				number_of(audit, &detections, NULL, "%s.detections.%s", id,
					attr(r, "period")))
				check_rate(audit, r, "R03", "detection-rate",
					num_mul(num_div(detections, count), num_whole(100)), "%");
		for (const xmlNode *r = first_named(m, "rate"); r; r = next_same(r))
			if (number_of(audit, &count, NULL, "%s.count.%s", id, attr(r, "period")) &&
				number_of(audit, &of, NULL, "%s.value", attr(m, "per")) &&
				number_of(audit, &scale, NULL, "%s.scale", attr(m, "per")))
				check_rate(audit, r, "R04", "rate",
					num_mul(num_div(count, of), scale), "");
	}
}

/* What the denominator must have been for a printed rate: count x scale / rate, with its rounding. */
static struct interval
implied(struct audit *audit, const xmlNode *measure, const xmlNode *rate, struct num scale)
{
	struct interval none = { num_none, num_none }, rates;
	struct num count, printed;
	int decimals;

	if (!number_of(audit, &count, NULL, "%s.count.%s", attr(measure, "id"), attr(rate, "period")) ||
		!num_parse(attr(rate, "value"), &printed, &decimals))
		return none;
	rates = interval_rounded(printed, decimals);
	if (num_sign(rates.low) <= 0)
		return none;
	count = num_mul(count, scale);
	return (struct interval){ num_div(count, rates.high), num_div(count, rates.low) };
}

/* One population per record: all printed rates must come from the same, even when it is not given. */
static void
check_implied(struct audit *audit, const xmlNode *denominator)
{
	const char *id = attr(denominator, "id");
	struct interval all = { num_none, num_none };
	struct num scale;

	if (!number_of(audit, &scale, NULL, "%s.scale", id))
		return;
	for (const xmlNode *m = first_named(audit->data, "measure"); m; m = next_same(m))
		for (const xmlNode *r = first_named(m, "rate"); r; r = next_same(r)) {
			struct interval one = implied(audit, m, r, scale);

			if (strcmp(attr(m, "per"), id) != 0 || !num_is(one.low) || !num_is(one.high))
				continue;
			if (num_is(all.low) && (num_compare(one.low, all.high) > 0 ||
				num_compare(one.high, all.low) < 0)) {
				found(audit, "R06", r, "value", id,
					"the rate of `%s` is one for %s to %s %s, those before it for %s to %s",
					attr(m, "id"), shown(audit, one.low, 0), shown(audit, one.high, 0),
					text_of(audit, denominator), shown(audit, all.low, 0),
					shown(audit, all.high, 0));
				return;
			}
			if (!num_is(all.low) || num_compare(one.low, all.low) > 0)
				all.low = one.low;
			if (!num_is(all.high) || num_compare(one.high, all.high) < 0)
				all.high = one.high;
		}
}

void
rule_denominators(struct audit *audit)
{
	for (const xmlNode *d = first_named(audit->data, "denominator"); d; d = next_same(d)) {
		for (const xmlNode *e = next_same(d); e; e = next_same(e))
			if (g_ascii_strcasecmp(text_of(audit, d), text_of(audit, e)) == 0)
				found(audit, "R06", e, NULL, attr(e, "id"),
					"the %s is given twice, on line %d and here", text_of(audit, e),
					record_line(d));
		if (!has_attr(d, "value"))
			check_implied(audit, d);
	}
}

/* The size of the group of peers; false when there is not exactly one group. */
static bool
group_size(struct audit *audit, struct num *size)
{
	const xmlNode *group = first_named(audit->data, "peer-group");

	return group && !next_same(group) && num_parse(attr(group, "size"), size, NULL);
}

static void
check_place(struct audit *audit, const xmlNode *element, struct num size)
{
	struct num place;
	char *path;

	if (!num_parse(attr(element, "value"), &place, NULL) || num_compare(place, size) <= 0)
		return;
	path = g_strdup_printf("%s.%s.%s", attr(element->parent, "id"), element->name,
		attr(element, "period"));
	found(audit, "R07", element, "value", path, "`%s` is place %s in a group of %s", path,
		attr(element, "value"), shown(audit, size, 0));
	g_free(path);
}

/* A contract must be one that can be met and missed. */
static void
check_contract(struct audit *audit, const xmlNode *measure, const char *name, const char *position,
	const struct num *size)
{
	const xmlNode *contract = first_named(measure, name);
	const char *id = attr(measure, "id");
	const xmlNode *current = figures_element(audit->figures, "current");
	char *path = g_strdup_printf("%s.%s", id, name);
	struct num value, now, before;

	if (contract && strcmp(attr(contract, "require"), "below") == 0 &&
		num_parse(attr(contract, "value"), &value, NULL)) {
		if (num_compare(value, num_whole(1)) <= 0)
			found(audit, "R10", contract, "value", path,
				"`%s` asks for a place better than the first", path);
		else if (size && num_compare(value, num_add(*size, num_whole(1))) > 0)
			found(audit, "R10", contract, "value", path,
				"`%s` asks for a place below %s in a group of %s, which cannot be missed", path,
				attr(contract, "value"), shown(audit, *size, 0));
	} else if (contract && current && number_of(audit, &now, NULL, "%s.%s", id, position) &&
		!number_of(audit, &before, NULL, "%s.%s.%s", id, position, attr(current, "base"))) {
		/* with a present place alone it cannot be said whether it was held */
		found(audit, "R10", contract, "require", path,
			"`%s` asks to hold or improve a place, but the earlier %s is not given", path, position);
	}
	g_free(path);
}

/* A unit with clearly more than the average cannot be among the first third, and the other way round:
 * only an average of very different units could do that. */
static void
check_rank(struct audit *audit, const xmlNode *measure, const char *position, const char *distance,
	bool lower, struct num size)
{
	const char *id = attr(measure, "id");
	struct num place, away, third = num_div(size, num_whole(3));
	bool worse, better;
	char *path;

	if (!number_of(audit, &place, NULL, "%s.%s", id, position) ||
		!number_of(audit, &away, NULL, "%s.%s", id, distance))
		return;
	worse = num_compare(num_abs(away), num_whole(5)) > 0 && (num_sign(away) > 0) == lower;
	better = num_compare(num_abs(away), num_whole(5)) > 0 && !worse;
	path = g_strdup_printf("%s.%s", id, position);
	if ((worse && num_compare(place, third) <= 0) ||
		(better && num_compare(place, num_sub(size, third)) > 0))
		found(audit, "R11", measure, "id", path,
			"`%s` is place %s of %s, but the figure is %s%% %s than the average of the group", path,
			shown(audit, place, 0), shown(audit, size, 0), shown(audit, num_abs(away), 1),
			worse ? "worse" : "better");
	g_free(path);
}

void
rule_positions(struct audit *audit)
{
	struct num size;
	bool known = group_size(audit, &size);

	for (const xmlNode *m = first_named(audit->data, "measure"); m; m = next_same(m)) {
		for (const xmlNode *e = m->children; e && known; e = e->next)
			if (is_named(e, "position") || is_named(e, "detection-position"))
				check_place(audit, e, size);
		check_contract(audit, m, "contract", "position", known ? &size : NULL);
		check_contract(audit, m, "detection-contract", "detection-position",
			known ? &size : NULL);
		if (!known)
			continue;
		check_rank(audit, m, "position", "distance",
			strcmp(attr(m, "polarity"), "lower") == 0, size);
		check_rank(audit, m, "detection-position", "detection-distance", false, size);
	}
}

void
rule_outliers(struct audit *audit)
{
	static const char *const properties[] = { "change", "detections-change" };
	struct num change;

	for (const xmlNode *m = first_named(audit->data, "measure"); m; m = next_same(m))
		for (size_t i = 0; i < G_N_ELEMENTS(properties); i++) {
			char *path = g_strdup_printf("%s.%s", attr(m, "id"), properties[i]);

			if (number_of(audit, &change, NULL, "%s", path) &&
				num_compare(num_abs(change), num_whole(50)) > 0)
				found(audit, "R37", m, "id", path, "`%s` is %s%%: is that so?", path,
					shown(audit, change, 2));
			g_free(path);
		}
}
