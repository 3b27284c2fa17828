/* Facts against what they follow from, and values that the text quotes (R20, R21, R22). */
#include <string.h>

#include "rule/audit.h"
#include "rule/formula.h"

static void
compare(struct audit *audit, const xmlNode *fact, const char *rule, const char *attribute,
	struct num computed)
{
	struct num stated;
	int decimals;

	if (!num_parse(attr(fact, "value"), &stated, &decimals) ||
		num_compare(num_round(computed, decimals), stated) == 0)
		return;
	found(audit, rule, fact, "value", attr(fact, "id"), "`%s` is given as %s, but `%s` gives %s",
		attr(fact, "id"), attr(fact, "value"), attr(fact, attribute),
		shown(audit, computed, decimals));
	if (num_compare(num_round(computed, decimals + 2), num_round(computed, decimals)) != 0)
		found_hint(audit, "it is %s before it is rounded", shown(audit, computed, decimals + 2));
}

void
rule_facts(struct audit *audit)
{
	for (const xmlNode *f = first_named(audit->data, "fact"); f; f = next_same(f)) {
		const char *formula = attr(f, "formula"), *why;
		struct num computed;

		if (*attr(f, "equals")) {
			const struct figure *figure = figure_find(audit->figures, attr(f, "equals"));

			if (figure && figure->kind == FIGURE_NUMBER)
				compare(audit, f, "R21", "equals", figure->num);
			else
				found(audit, "R21", f, "equals", attr(f, "id"), "%s",
					figure ? "this is a word, not a number" : figures_why(audit->figures));
		}
		if (!*formula)
			continue;
		if (formula_compute(audit, formula, &computed, &why))
			compare(audit, f, strstr(formula, "margin(") ? "R20" : "R22", "formula", computed);
		else
			found(audit, "R22", f, "formula", attr(f, "id"), "the formula cannot be computed: %s",
				why);
	}
}

/* Words cannot be printed as numbers, nor numbers as text. */
static bool
fits(const struct figure *figure, const char *as)
{
	if (!*as || strcmp(as, "text") == 0)
		return true;
	return figure->kind == FIGURE_NUMBER;
}

static void
check_value(struct audit *audit, const xmlNode *val)
{
	const char *path = attr(val, "ref");
	const struct figure *figure = figure_find(audit->figures, path);
	int64_t whole;

	if (!figure)
		found(audit, "R21", val, "ref", path, "%s", figures_why(audit->figures));
	else if (!fits(figure, attr(val, "as")))
		found(audit, "R21", val, "as", path, "`%s` is a word and cannot be printed as `%s`", path,
			attr(val, "as"));
	else if ((strcmp(attr(val, "as"), "words") == 0 || strcmp(attr(val, "as"), "ordinal") == 0) &&
		!num_to_whole(figure->num, &whole))
		found(audit, "R21", val, "as", path, "`%s` is no whole number and cannot be printed as `%s`",
			path, attr(val, "as"));
}

void
rule_values(struct audit *audit)
{
	for (guint i = 0; i < audit->elements->len; i++)
		if (is_named(audit->elements->pdata[i], "val"))
			check_value(audit, audit->elements->pdata[i]);
}
