/* Published figures, marks and words against what the data give (R01, R02, R05, R08, R09, R11, R12). */
#include <string.h>

#include "rule/audit.h"

struct published {
	const xmlNode *measure, *element;
	const char *id, *what, *base; /* base: the period that the current one is compared with */
	char *path;
	struct num value;             /* of numbers */
	int decimals;
};

/* The figure's path in the current period or in its base. */
static bool
both(struct audit *audit, const struct published *p, const char *property, struct num *before,
	int *before_decimals, struct num *after, int *after_decimals)
{
	return *p->base &&
		number_of(audit, before, before_decimals, "%s.%s.%s", p->id, property, p->base) &&
		number_of(audit, after, after_decimals, "%s.%s.current", p->id, property);
}

static void
exact(struct audit *audit, const struct published *p, const char *rule, struct num computed,
	const char *from, const char *unit)
{
	if (num_compare(num_round(computed, p->decimals), p->value) == 0)
		return;
	found(audit, rule, p->element, "value", p->path, "`%s` is published as %s%s, but %s gives %s%s",
		p->path, attr(p->element, "value"), unit, from,
		shown(audit, computed, p->decimals), unit);
}

/* Only printed inputs are known: the published figure must be possible. */
static void
possible(struct audit *audit, const struct published *p, struct interval interval, const char *from,
	const char *unit)
{
	if (!num_is(interval.low) || !num_is(interval.high) ||
		interval_has(interval, p->value, p->decimals))
		return;
	found(audit, "R05", p->element, "value", p->path,
		"`%s` is published as %s%s, but %s gives between %s%s and %s%s", p->path,
		attr(p->element, "value"), unit, from, shown(audit, interval.low, p->decimals), unit,
		shown(audit, interval.high, p->decimals), unit);
}

static void
check_change(struct audit *audit, const struct published *p)
{
	bool crimes = strcmp(p->what, "change") == 0;
	const char *count = crimes ? "count" : "detections", *from;
	struct num before, after;
	int before_decimals, after_decimals;

	if (both(audit, p, count, &before, NULL, &after, NULL)) {
		from = arena_printf(audit->arena, "from %s to %s", shown(audit, before, 0),
			shown(audit, after, 0));
		exact(audit, p, "R01", num_change(before, after), from, "%");
		return;
	}
	if (!crimes || !both(audit, p, "rate", &before, &before_decimals, &after, &after_decimals) ||
		before_decimals < 0 || after_decimals < 0)
		return;
	from = arena_printf(audit->arena, "from %s to %s, each rounded,",
		shown(audit, before, before_decimals), shown(audit, after, after_decimals));
	possible(audit, p,
		interval_change(interval_rounded(before, before_decimals),
			interval_rounded(after, after_decimals)),
		from, "%");
}

/* The detection rates from their counts, even where the record gives the rounded rates too. */
static bool
rates_counted(struct audit *audit, const struct published *p, struct num *before, struct num *after)
{
	struct num crimes[2], detections[2];

	if (!both(audit, p, "count", &crimes[0], NULL, &crimes[1], NULL) ||
		!both(audit, p, "detections", &detections[0], NULL, &detections[1], NULL))
		return false;
	*before = num_mul(num_div(detections[0], crimes[0]), num_whole(100));
	*after = num_mul(num_div(detections[1], crimes[1]), num_whole(100));
	return num_is(*before) && num_is(*after);
}

static void
check_points(struct audit *audit, const struct published *p)
{
	struct num before, after;
	int before_decimals, after_decimals;
	const char *from;

	if (rates_counted(audit, p, &before, &after)) {
		from = arena_printf(audit->arena, "from %s%% to %s%%", shown(audit, before, 2),
			shown(audit, after, 2));
		exact(audit, p, "R02", num_sub(after, before), from, " points");
		return;
	}

	if (!both(audit, p, "detection-rate", &before, &before_decimals, &after, &after_decimals))
		return;
	from = arena_printf(audit->arena, "from %s%% to %s%%, each rounded,",
		shown(audit, before, before_decimals < 0 ? 2 : before_decimals),
		shown(audit, after, after_decimals < 0 ? 2 : after_decimals));
	possible(audit, p,
		interval_sub(interval_rounded(after, after_decimals < 0 ? 12 : after_decimals),
			interval_rounded(before, before_decimals < 0 ? 12 : before_decimals)),
		from, " points");
}

/* Places are gained towards the first; a gain is printed with its plus. */
static void
check_places(struct audit *audit, const struct published *p)
{
	const char *position = strcmp(p->what, "position-change") == 0 ? "position" : "detection-position";
	const char *print = attr(p->element, "print");
	struct num before, after;

	if (both(audit, p, position, &before, NULL, &after, NULL))
		exact(audit, p, "R08", num_sub(before, after),
			arena_printf(audit->arena, "from place %s to place %s", shown(audit, before, 0),
				shown(audit, after, 0)), "");
	if (*print && num_sign(p->value) > 0 && *print != '+') {
		found(audit, "R08", p->element, "print", p->path,
			"`%s` is printed as %s: a gain of places has a plus", p->path, print);
		found_hint(audit, "print +%s", print);
	}
	if (*print && num_sign(p->value) == 0 && (*print == '+' || *print == '-'))
		found(audit, "R08", p->element, "print", p->path,
			"`%s` is printed as %s: no change has no sign", p->path, print);
}

/* A mark or a wording: the data must give the same. */
static void
check_word(struct audit *audit, const struct published *p, const char *rule)
{
	const struct figure *figure = figure_computed(audit->figures, p->path);
	const char *value = attr(p->element, "value");

	if (!figure || figure->kind != FIGURE_WORD || strcmp(figure->text, value) == 0)
		return;
	if (num_is(figure->num))
		found(audit, rule, p->element, "value", p->path,
			"`%s` is published as `%s`, but the data give `%s` (%s%%)", p->path, value, figure->text,
			shown(audit, figure->num, 1));
	else
		found(audit, rule, p->element, "value", p->path,
			"`%s` is published as `%s`, but the data give `%s`", p->path, value, figure->text);
}

static void
check_one(struct audit *audit, const struct published *p)
{
	if (strcmp(p->what, "change") == 0 || strcmp(p->what, "detections-change") == 0)
		check_change(audit, p);
	else if (strcmp(p->what, "points-change") == 0)
		check_points(audit, p);
	else if (g_str_has_suffix(p->what, "position-change"))
		check_places(audit, p);
	else if (g_str_has_suffix(p->what, "direction"))
		check_word(audit, p, "R09");
	else if (g_str_has_suffix(p->what, "comparison"))
		check_word(audit, p, "R11");
	else if (strstr(p->what, "projection"))
		check_word(audit, p, "R12");
}

void
rule_published(struct audit *audit)
{
	const xmlNode *current = figures_element(audit->figures, "current");
	const char *base = current && is_named(current, "period") ? attr(current, "base") : "";

	for (const xmlNode *m = first_named(audit->data, "measure"); m; m = next_same(m))
		for (const xmlNode *e = first_named(m, "published"); e; e = next_same(e)) {
			struct published p = { m, e, attr(m, "id"), attr(e, "what"), base, NULL,
				num_none, 0 };

			p.path = g_strdup_printf("%s.%s", p.id, p.what);
			num_parse(attr(e, "value"), &p.value, &p.decimals);
			check_one(audit, &p);
			g_free(p.path);
		}
}
