/* Numbers in text: those that no val binds, and those that a figure nearly gives (R38, R39). */
#include <string.h>

#include "rule/audit.h"
#include "rule/words.h"

/* What a number in the text counts, as far as the words after it tell. */
enum kind { KIND_COUNT, KIND_PERCENT, KIND_POINTS };

struct known {
	const char *path;
	enum kind kind;
	struct num num;
};

struct number {
	size_t from, to;
	enum kind kind;
	struct num num;
	int decimals;
};

/* ---- the figures of the record ---- */

static void
know(struct audit *audit, GArray *all, const char *path)
{
	const struct figure *figure = figure_find(audit->figures, path);
	struct known known = { arena_strdup(audit->arena, path), KIND_COUNT, num_none };

	if (!figure || figure->kind != FIGURE_NUMBER || !num_is(figure->num))
		return;
	known.num = num_abs(figure->num); /* a fall of 3 % is printed without its sign */
	if (figure->unit == UNIT_PERCENT)
		known.kind = KIND_PERCENT;
	if (figure->unit == UNIT_POINTS)
		known.kind = KIND_POINTS;
	g_array_append_val(all, known);
}

static void
know_measure(struct audit *audit, GArray *all, const char *id)
{
	static const char *const by_period[] = { "count", "detections", "rate", "detection-rate",
		"average", "detection-average", "position", "detection-position" };
	static const char *const present[] = { "change", "detections-change", "points-change",
		"distance", "detection-distance" };

	for (const xmlNode *p = first_named(audit->data, "period"); p; p = next_same(p))
		for (size_t i = 0; i < G_N_ELEMENTS(by_period); i++)
			know(audit, all,
				arena_printf(audit->arena, "%s.%s.%s", id, by_period[i], attr(p, "id")));
	for (size_t i = 0; i < G_N_ELEMENTS(present); i++)
		know(audit, all, arena_printf(audit->arena, "%s.%s", id, present[i]));
}

static GArray *
figures_known(struct audit *audit)
{
	static const struct { const char *element, *property; } others[] = {
		{ "fact", "value" }, { "denominator", "value" }, { "milestone", "target" },
		{ "milestone", "actual" }, { "milestone", "baseline" }, { "survey", "value" },
		{ "survey", "low" }, { "survey", "high" },
	};
	GArray *all = g_array_new(FALSE, FALSE, sizeof(struct known));

	for (const xmlNode *m = first_named(audit->data, "measure"); m; m = next_same(m))
		know_measure(audit, all, attr(m, "id"));
	for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
		for (const xmlNode *e = first_named(audit->data, others[i].element); e; e = next_same(e))
			know(audit, all,
				arena_printf(audit->arena, "%s.%s", attr(e, "id"), others[i].property));
	for (const xmlNode *n = first_named(audit->data, "indicator"); n; n = next_same(n))
		for (const xmlNode *r = first_named(n, "reading"); r; r = next_same(r))
			know(audit, all, arena_printf(audit->arena, "%s.value.%s", attr(n, "id"),
				attr(r, "period")));
	return all;
}

/* ---- the numbers of the text ---- */

static enum kind
kind_after(const char *text)
{
	static const char *const points[] = { " percentage point", " %point", " % point", " point", " pp" };
	static const char *const percents[] = { "%", " %", " per cent", " percent" };

	for (size_t i = 0; i < G_N_ELEMENTS(points); i++)
		if (g_str_has_prefix(text, points[i]))
			return KIND_POINTS;
	for (size_t i = 0; i < G_N_ELEMENTS(percents); i++)
		if (g_str_has_prefix(text, percents[i]))
			return KIND_PERCENT;
	return KIND_COUNT;
}

/* 28,792 and 25.45: digits, groups of three, one point. False when it is something else, such as a
 * time, a code, an ordinal, a range of years. */
static bool
number_read(const struct prose *prose, size_t at, struct number *number)
{
	const char *text = prose->text;
	GString *digits = g_string_new(NULL);
	size_t end = at;
	bool ok;

	while (g_ascii_isdigit(text[end]) ||
		(text[end] == ',' && g_ascii_isdigit(text[end + 1]) && g_ascii_isdigit(text[end + 2]) &&
			g_ascii_isdigit(text[end + 3])) ||
		(text[end] == '.' && g_ascii_isdigit(text[end + 1]) && !strchr(digits->str, '.'))) {
		if (text[end] != ',')
			g_string_append_c(digits, text[end]);
		end++;
	}
	number->from = at;
	number->to = end;
	ok = num_parse(digits->str, &number->num, &number->decimals) &&
		!(at && (g_ascii_isalnum(text[at - 1]) || strchr("-/.:'#+", text[at - 1]) ||
			(unsigned char)text[at - 1] >= 0x80)) &&
		!g_ascii_isalpha(text[end]) && !(strchr("-/:", text[end]) && text[end]) &&
		!(text[end] == '.' && g_ascii_isdigit(text[end + 1])) && (unsigned char)text[end] < 0x80;
	if (strcmp(digits->str, "999") == 0 || strcmp(digits->str, "101") == 0)
		ok = ok && kind_after(text + end) != KIND_COUNT; /* numbers to dial */
	if (digits->len > 1 && digits->str[0] == '0' && digits->str[1] != '.')
		ok = false;
	if (ok && number->decimals == 0 && digits->len == 4 && !strchr(",", text[at + 1]) &&
		(g_str_has_prefix(digits->str, "19") || g_str_has_prefix(digits->str, "20")))
		ok = kind_after(text + end) != KIND_COUNT; /* a year */
	number->kind = kind_after(text + end);
	g_string_free(digits, TRUE);
	return ok;
}

/* Numbers that name things: SPI 2, section 17, Table 3, level 2. */
static bool
is_label(const struct prose *prose, size_t at)
{
	static const char *const nouns[] = { "act", "annex", "appendix", "categories", "category", "figure", "form",
		"grade", "level", "levels", "section", "sections", "table", "tier", "recommendation", "recommendations", "page",
		"paragraph", "phase", "stage", "chapter", "part", "step", "priority" };
	size_t from = at;
	struct word word;
	bool listed = true;

	if (prose_span_at(prose, at))
		return is_named(prose_span_at(prose, at)->element, "link") ||
			is_named(prose_span_at(prose, at)->element, "abbr") ||
			is_named(prose_span_at(prose, at)->element, "title");
	while (listed) { /* categories 1, 2 and 3 */
		size_t end = from;

		while (end && prose->text[end - 1] == ' ')
			end--;
		for (from = end; from && !strchr(" \n(", prose->text[from - 1]);)
			from--;
		if (from >= end || !word_next(prose->text, from, &word) || word.from >= end)
			return false;
		listed = g_ascii_isdigit(prose->text[word.from]) || word_is(prose->text, word, "and") ||
			word_is(prose->text, word, "or") || word_is(prose->text, word, "to");
	}
	for (size_t i = 0; i < G_N_ELEMENTS(nouns); i++)
		if (word_is(prose->text, word, nouns[i]))
			return true;
	return word.to - word.from > 1 && g_ascii_isupper(prose->text[word.from]) &&
		g_ascii_isupper(prose->text[word.from + 1]);
}

/* Months before or after a number make it a day. */
static bool
is_day(const struct prose *prose, const struct number *number)
{
	static const char *const months[] = { "january", "february", "march", "april", "may", "june",
		"july", "august", "september", "october", "november", "december" };
	struct word word;

	if (!word_next(prose->text, number->to, &word) || word.from > number->to + 1)
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(months); i++)
		if (word_is(prose->text, word, months[i]))
			return true;
	return false;
}

static bool
word_is_one(const char *text, struct word word, const char *const *names)
{
	for (; *names; names++)
		if (word_is(text, word, *names))
			return true;
	return false;
}

/* The unit of a time after the number, or after numbers that are listed with it: 3, 6 and 12
 * months. How long something takes is no figure of the record's. */
static bool
is_time(const struct audit *audit, const struct prose *prose, const struct number *number)
{
	static const char *const english[] = { "minute", "minutes", "hour", "hours", "day", "days",
		"week", "weeks", "month", "months", "year", "years", NULL };
	static const char *const welsh[] = { "munud", "awr", "diwrnod", "wythnos", "mis", "blynedd",
		"blwyddyn", NULL };
	static const char *const english_between[] = { "and", "or", "to", NULL };
	static const char *const welsh_between[] = { "a", "ac", "neu", "i", NULL };
	const char *text = prose->text;
	struct word word = { .to = (uint32_t)number->to };
	size_t at;

	do {
		at = word.to;
		if (!word_next(text, at, &word) || word.from - at > 2)
			return false;
	} while (g_ascii_isdigit(text[word.from]) ||
		word_is_one(text, word, audit->welsh ? welsh_between : english_between));
	return word_is_one(text, word, audit->welsh ? welsh : english);
}

/* ---- the comparison ---- */

/* The digits of a and b, sorted: 28,729 for 28,792 is a slip of the fingers. */
static bool
same_digits(const char *a, const char *b)
{
	int counts[10] = { 0 };

	if (strlen(a) != strlen(b) || strcmp(a, b) == 0)
		return false;
	for (; *a; a++, b++) {
		if (g_ascii_isdigit(*a))
			counts[*a - '0']++;
		if (g_ascii_isdigit(*b))
			counts[*b - '0']--;
	}
	for (int i = 0; i < 10; i++)
		if (counts[i])
			return false;
	return true;
}

static bool
is_near(struct audit *audit, const struct number *number, const struct known *known)
{
	struct num away = num_abs(num_sub(number->num, known->num));
	struct num unit = num_whole(1);

	for (int i = 0; i < number->decimals; i++)
		unit = num_div(unit, num_whole(10));
	if (number->decimals)
		return num_compare(away, unit) <= 0;
	return num_compare(number->num, num_whole(1000)) >= 0 &&
		same_digits(shown(audit, number->num, 0), shown(audit, known->num, 0));
}

static void
check_number(struct audit *audit, const struct prose *prose, const struct number *number,
	const GArray *all, bool bears_data)
{
	const struct known *near = NULL;
	int64_t whole;

	for (guint i = 0; i < all->len; i++) {
		const struct known *known = &g_array_index(all, struct known, i);

		if (known->kind != number->kind ||
			(number->kind == KIND_COUNT && !number->decimals &&
				!num_to_whole(known->num, &whole)))
			continue;
		if (num_compare(num_round(known->num, number->decimals), number->num) == 0) {
			if (!bears_data)
				return;
			found_text(audit, "R38", prose, number->from, number->to,
				"the number is typed, although it is `%s`", known->path);
			found_hint(audit, "write <val ref=\"%s\"/>", known->path);
			return;
		}
		if (!near && is_near(audit, number, known))
			near = known;
	}
	if (near) {
		found_text(audit, "R39", prose, number->from, number->to, "%s here, but `%s` is %s",
			shown(audit, number->num, number->decimals), near->path,
			shown_trim(audit, near->num, number->decimals + 2));
		if (number->decimals)
			found_hint(audit, "it rounds to %s; write <val ref=\"%s\"/>",
				shown(audit, near->num, number->decimals), near->path);
		else
			found_hint(audit, "write <val ref=\"%s\"/>", near->path);
	} else if (bears_data) {
		found_text(audit, "R38", prose, number->from, number->to,
			"the number is typed: nothing checks it against the data");
		found_hint(audit, "give it as a fact in the data part, and print it with val");
	}
}

static bool
has_values(const struct prose *prose)
{
	for (size_t i = 0; i < prose->span_count; i++)
		if (is_named(prose->spans[i].element, "val"))
			return true;
	return false;
}

void
rule_numbers(struct audit *audit)
{
	GArray *all = NULL; /* made for the first number that is looked at */

	for (guint i = 0; i < audit->prose->len; i++) {
		const struct prose *prose = g_ptr_array_index(audit->prose, i);
		bool bears_data = has_values(prose);

		for (size_t at = 0; at < prose->length; at++) {
			struct number number;

			if (!g_ascii_isdigit(prose->text[at]))
				continue;
			if (number_read(prose, at, &number) && !is_label(prose, at) &&
				!is_day(prose, &number) && !is_time(audit, prose, &number)) {
				if (!all)
					all = figures_known(audit);
				check_number(audit, prose, &number, all, bears_data);
			}
			at = MAX(number.to, at + 1) - 1;
			while (g_ascii_isalnum(prose->text[at + 1])) /* the rest of a code */
				at++;
		}
	}
	if (all)
		g_array_unref(all);
}
