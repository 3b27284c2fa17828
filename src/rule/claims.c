/* What sentences claim about figures and parts of the report (R13, R18, R24). */
#include <string.h>

#include "rule/audit.h"
#include "rule/words.h"

/* ---- R18: rose, fell, above, below against the sign of the figure that they speak of ---- */

static const struct direction {
	const char *word;
	int sign;
	bool of_difference; /* above and below speak of a distance, the others of a change */
} directions[] = {
	{ "rose", 1, false }, { "rise", 1, false }, { "risen", 1, false }, { "rises", 1, false },
	{ "increase", 1, false }, { "increased", 1, false }, { "increases", 1, false },
	{ "grew", 1, false }, { "grown", 1, false }, { "growth", 1, false },
	{ "fell", -1, false }, { "fall", -1, false }, { "fallen", -1, false }, { "falls", -1, false },
	{ "decrease", -1, false }, { "decreased", -1, false }, { "decreases", -1, false },
	{ "drop", -1, false }, { "dropped", -1, false }, { "reduction", -1, false },
	{ "reduced", -1, false }, { "declined", -1, false }, { "decline", -1, false },
	{ "above", 1, true }, { "below", -1, true },
};

static bool
has_suffix(const char *path, const char *const *names)
{
	const char *dot = strchr(path, '.');

	for (; dot && *names; names++)
		if (strncmp(dot + 1, *names, strlen(*names)) == 0 &&
			strchr(".", dot[1 + strlen(*names)]))
			return true;
	return false;
}

/* The only direction that the clause around the span names; 0 when it names none, or both. */
static int
clause_direction(const struct prose *prose, const struct prose_span *span, bool difference,
	struct word *where)
{
	size_t from = span->from, to = span->to;
	struct word word;
	int sign = 0;

	while (from && !strchr(".;:,\n(", prose->text[from - 1]))
		from--;
	to += strcspn(prose->text + to, ".;:,\n)");
	for (size_t at = from; word_next(prose->text, at, &word) && word.to <= to; at = word.to)
		for (size_t i = 0; i < G_N_ELEMENTS(directions); i++) {
			if (directions[i].of_difference != difference ||
				!word_is(prose->text, word, directions[i].word))
				continue;
			if (sign && sign != directions[i].sign)
				return 0;
			sign = directions[i].sign;
			*where = word;
		}
	return sign;
}

static void
check_direction(struct audit *audit, const struct prose *prose, const struct prose_span *span)
{
	static const char *const changes[] = { "change", "detections-change", "points-change", NULL };
	static const char *const differences[] = { "difference", "distance", "detection-distance", NULL };
	const char *path = attr(span->element, "ref");
	bool difference = has_suffix(path, differences);
	struct word where;
	struct num value;
	int sign;

	if ((!difference && !has_suffix(path, changes)) || !number_of(audit, &value, NULL, "%s", path))
		return;
	sign = clause_direction(prose, span, difference, &where);
	if (sign && num_sign(value) && sign != num_sign(value)) {
		found_text_at(audit, "R18", path, prose, where.from, where.to,
			"the sentence says `%.*s`, but `%s` is %s", (int)(where.to - where.from),
			prose->text + where.from, path, shown(audit, value, 2));
	}
}

void
rule_direction_words(struct audit *audit)
{
	for (guint i = 0; i < audit->prose->len; i++) {
		const struct prose *prose = g_ptr_array_index(audit->prose, i);

		for (size_t j = 0; j < prose->span_count; j++)
			if (is_named(prose->spans[j].element, "val"))
				check_direction(audit, prose, &prose->spans[j]);
	}
}

/* ---- R13: three of the four milestones have been exceeded ---- */

static int
number_at(const char *text, struct word word)
{
	int number = word_number(text, word);

	if (number < 0 && g_ascii_isdigit(text[word.from]) && word.to - word.from < 4)
		number = (int)g_ascii_strtoll(text + word.from, NULL, 10);
	return number;
}

static void
check_milestones(struct audit *audit, const struct prose *prose, const struct word *words)
{
	static const struct { const char *word, *path; } verdicts[] = {
		{ "exceeded", "milestones.exceeded" }, { "met", "milestones.met" },
		{ "reached", "milestones.met" }, { "missed", "milestones.missed" },
	};
	int some = number_at(prose->text, words[0]), all = number_at(prose->text, words[3]);
	size_t end = words[4].to + strcspn(prose->text + words[4].to, ".;\n");
	struct num count;
	struct word word;

	if (some < 0 || all < 0 || !number_of(audit, &count, NULL, "milestones.count"))
		return;
	if (num_compare(count, num_whole(all)) != 0) {
		found_text(audit, "R13", prose, words[3].from, words[3].to,
			"the record has %s milestones, not %d", shown(audit, count, 0), all);
		return;
	}
	for (size_t at = words[4].to; word_next(prose->text, at, &word) && word.to <= end; at = word.to)
		for (size_t i = 0; i < G_N_ELEMENTS(verdicts); i++)
			if (word_is(prose->text, word, verdicts[i].word) &&
				number_of(audit, &count, NULL, "%s", verdicts[i].path) &&
				num_compare(count, num_whole(some)) != 0)
				found_text(audit, "R13", prose, words[0].from, word.to,
					"by the data %s of %d milestones are %s", shown(audit, count, 0),
					all, verdicts[i].word);
}

void
rule_milestone_words(struct audit *audit)
{
	for (guint i = 0; i < audit->prose->len; i++) {
		const struct prose *prose = g_ptr_array_index(audit->prose, i);
		const GArray *words = words_of(audit, prose);

		for (guint j = 0; j + 4 < words->len; j++)
			if (word_is(prose->text, word_at(words, j + 1), "of") &&
				word_is(prose->text, word_at(words, j + 2), "the") &&
				word_is(prose->text, word_at(words, j + 4), "milestones"))
				check_milestones(audit, prose, &word_at(words, j));
	}
}

/* ---- R24: references that are typed ---- */

/* The glossary is an annex, too. */
static int
count_named(const struct audit *audit, const char *name)
{
	bool annexes = strcmp(name, "annex") == 0;
	int count = 0;

	for (guint i = 0; i < audit->elements->len; i++)
		count += is_named(audit->elements->pdata[i], name) ||
			(annexes && is_named(audit->elements->pdata[i], "glossary"));
	return count;
}

static void
check_typed(struct audit *audit, const struct prose *prose, struct word noun, struct word number)
{
	static const struct { const char *noun, *element; } known[] = {
		{ "recommendation", "recommendation" }, { "recommendations", "recommendation" },
		{ "table", "table" }, { "figure", "figure" }, { "appendix", "annex" },
		{ "annex", "annex" },
	};
	int value = number_at(prose->text, number);

	if (value < 1)
		return;
	for (size_t i = 0; i < G_N_ELEMENTS(known); i++) {
		int count;

		if (!word_is(prose->text, noun, known[i].noun))
			continue;
		count = count_named(audit, known[i].element);
		if (value > count && count)
			found_text(audit, "R24", prose, noun.from, number.to,
				"there is no %s %d: the report has %d", known[i].element, value, count);
		else if (count)
			found_text(audit, "R24", prose, noun.from, number.to,
				"the number is typed, and will be wrong when the order changes");
		else
			return;
		found_hint(audit, "write <xref to=\"...\"/> with the id of what is meant");
		return;
	}
}

void
rule_typed_references(struct audit *audit)
{
	for (guint i = 0; i < audit->prose->len; i++) {
		const struct prose *prose = g_ptr_array_index(audit->prose, i);
		const GArray *words = words_of(audit, prose);

		for (guint j = 1; j < words->len; j++) {
			struct word noun = word_at(words, j - 1), number = word_at(words, j);

			if (g_ascii_isdigit(prose->text[number.from]) && number.from == noun.to + 1 &&
				prose->text[noun.to] == ' ')
				check_typed(audit, prose, noun, number);
		}
	}
	rule_quoted_parts(audit);
}
