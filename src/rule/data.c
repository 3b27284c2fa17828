/* Grades, surveys, indicators and dates (R14, R16, R17, R19, R30). */
#include <string.h>

#include "rule/audit.h"

/* The grades of all forces add up, and the force's own is one of them. */
static void
check_distribution(struct audit *audit, const xmlNode *grade, const xmlNode *distribution)
{
	struct num sum = num_whole(0), one, forces;
	const char *own = attr(grade, "value");

	for (const xmlAttr *at = distribution->properties; at; at = at->next)
		if (strcmp((const char *)at->name, "forces") != 0 &&
			num_parse(attr(distribution, (const char *)at->name), &one, NULL))
			sum = num_add(sum, one);
	if (num_parse(attr(distribution, "forces"), &forces, NULL) && num_compare(sum, forces) != 0)
		found(audit, "R14", distribution, "forces", NULL,
			"the grades add up to %s forces, not to %s", shown(audit, sum, 0),
			attr(distribution, "forces"));
	if (num_parse(attr(distribution, own), &one, NULL) && num_sign(one) == 0)
		found(audit, "R16", distribution, own, NULL,
			"the force is graded `%s`, but no force has that grade", own);
}

/* 1.96 standard errors of a percentage, squared: 1.96^2 p (100 - p) / n x design effect. */
static struct num
margin_squared(struct num percent, struct num sample, struct num effect)
{
	struct num spread = num_mul(percent, num_sub(num_whole(100), percent));

	return num_mul(num_mul(num_ratio(38416, 10000), num_div(spread, sample)), effect);
}

static const xmlNode *
last_reading(const xmlNode *indicator)
{
	const xmlNode *last = first_named(indicator, "reading");

	for (const xmlNode *at = last; at; at = next_same(at))
		last = at;
	return last;
}

/* Whether the last reading is worse than the average of similar forces by more than chance allows. */
static bool
is_significantly_worse(const xmlNode *indicator)
{
	const xmlNode *reading = last_reading(indicator);
	struct num value, average, sample, effect = num_whole(1), gap;
	bool lower = strcmp(attr(indicator, "polarity"), "lower") == 0;

	if (!reading || !num_parse(attr(reading, "value"), &value, NULL) ||
		!num_parse(attr(reading, "average"), &average, NULL) ||
		!num_parse(attr(reading, "sample"), &sample, NULL))
		return false;
	if (has_attr(indicator, "design-effect"))
		num_parse(attr(indicator, "design-effect"), &effect, NULL);
	gap = num_sub(value, average);
	return (num_sign(gap) > 0) == lower && num_sign(gap) != 0 &&
		num_compare(num_mul(gap, gap), margin_squared(value, sample, effect)) > 0;
}

/* A standard is not met or exceeded while an indicator of it is significantly worse than elsewhere. */
static void
check_judgement(struct audit *audit, const xmlNode *grade)
{
	char **ids = g_strsplit(attr(grade, "indicators"), " ", -1);
	bool passed = strcmp(attr(grade, "value"), "meeting") == 0 ||
		strcmp(attr(grade, "value"), "exceeding") == 0;

	for (char **id = ids; *id && passed; id++) {
		const xmlNode *indicator = **id ? figures_element(audit->figures, *id) : NULL;

		if (indicator && is_named(indicator, "indicator") && is_significantly_worse(indicator))
			found(audit, "R19", grade, "value", attr(grade, "id"),
				"the standard is judged as `%s`, although %s is significantly worse than in "
				"similar forces", attr(grade, "value"), attr(indicator, "code"));
	}
	g_strfreev(ids);
}

void
rule_grades(struct audit *audit)
{
	for (const xmlNode *g = first_named(audit->data, "grade"); g; g = next_same(g)) {
		const xmlNode *distribution = first_named(g, "distribution");

		if (distribution)
			check_distribution(audit, g, distribution);
		check_judgement(audit, g);
	}
}

void
rule_surveys(struct audit *audit)
{
	struct num low, high, value;

	for (const xmlNode *s = first_named(audit->data, "survey"); s; s = next_same(s)) {
		static const char *const percent[] = { "value", "low", "high", "previous", "average" };

		for (size_t i = 0; i < G_N_ELEMENTS(percent); i++)
			if (num_parse(attr(s, percent[i]), &value, NULL) && (num_sign(value) < 0 ||
				num_compare(value, num_whole(100)) > 0))
				found(audit, "R17", s, percent[i], NULL, "`%s` of `%s` is %s per cent", percent[i],
					attr(s, "id"), attr(s, percent[i]));
		if (num_parse(attr(s, "low"), &low, NULL) && num_parse(attr(s, "high"), &high, NULL) &&
			num_compare(low, high) > 0)
			found(audit, "R17", s, "low", NULL,
				"the range of `%s` begins at %s and ends at %s", attr(s, "id"), attr(s, "low"),
				attr(s, "high"));
	}
}

/* ---- dates ---- */

static void
check_series(struct audit *audit, const xmlNode *series)
{
	int last = -1, month;

	for (const xmlNode *at = first_named(series, "month"); at; at = next_same(at)) {
		if (!month_parse(attr(at, "at"), &month))
			continue;
		if (last >= 0 && month != last + 1)
			found(audit, "R30", at, "at", attr(series, "id"),
				"the months of `%s` do not follow each other: %04d-%02d is next after %04d-%02d",
				attr(series, "id"), month_year(last + 1), month_number(last + 1),
				month_year(last), month_number(last));
		last = month;
	}
}

static int
months_of_date(const char *text)
{
	struct date date;

	return date_parse(text, &date) && date.month ? date.year * 12 + date.month - 1 : -1;
}

/* Does it say from when on something will be, which may lie in the past? */
static bool
begins_there(const struct prose *prose, const struct prose_span *span)
{
	static const char *const words[] = { " after ", " beyond ", " from ", " since " };

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
		size_t length = strlen(words[i]);

		if (span->from >= length && memcmp(prose->text + span->from - length, words[i], length) == 0)
			return true;
	}
	return false;
}

/* What the report tells as still to come must come after it. */
static void
check_future(struct audit *audit, const struct prose *prose, const struct prose_span *span, int issued)
{
	const char *value = has_attr(span->element, "to") ? attr(span->element, "to")
		: attr(span->element, "value");
	const char *sentence = prose->text + span->from, *will;
	int month = months_of_date(value);

	if (month < 0 || issued < 0 || month >= issued)
		return;
	while (sentence > prose->text && !strchr(".;:\n", sentence[-1]))
		sentence--;
	will = g_strstr_len(sentence, prose->text + span->from - sentence, " will ");
	if (will && !begins_there(prose, span) &&
		!g_strstr_len(will, prose->text + span->from - will, " when ") &&
		!g_strstr_len(will, prose->text + span->from - will, " since "))
		found_text(audit, "R41", prose, span->from, span->to,
			"the sentence tells what will be, but %s was before the report was issued", value);
}

/* The month on the cover is one of those of the visit. */
static void
check_cover(struct audit *audit, const xmlNode *visit)
{
	int cover = months_of_date(attr(visit, "cover")),
	    from = months_of_date(attr(visit, "from"));
	int to = has_attr(visit, "to") ? months_of_date(attr(visit, "to")) : from;

	if (cover >= 0 && from >= 0 && to >= 0 && (cover < from || cover > to))
		found(audit, "R30", visit, "cover", (const char *)visit->name,
			"the cover gives %s, which is not within the %s", attr(visit, "cover"),
			(const char *)visit->name);
}

void
rule_dates(struct audit *audit)
{
	const xmlNode *issued = first_named(audit->meta, "issued");
	int month = issued ? months_of_date(attr(issued, "date")) : -1, from;

	for (const xmlNode *at = audit->meta->children; at; at = at->next)
		if (has_attr(at, "cover"))
			check_cover(audit, at);
	for (const xmlNode *s = first_named(audit->data, "series"); s; s = next_same(s))
		check_series(audit, s);
	for (const xmlNode *p = first_named(audit->data, "period"); p; p = next_same(p))
		if (month >= 0 && month_parse(attr(p, "from"), &from) && from > month)
			found(audit, "R30", p, "from", attr(p, "id"),
				"the period `%s` begins after the report was issued", attr(p, "id"));
	for (guint i = 0; i < audit->prose->len; i++) {
		const struct prose *prose = g_ptr_array_index(audit->prose, i);

		for (size_t j = 0; j < prose->span_count; j++)
			if (is_named(prose->spans[j].element, "date"))
				check_future(audit, prose, &prose->spans[j], month);
	}
}
