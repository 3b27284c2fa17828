/* Printed words: figures, dates and lists, put together from a language's strings. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "report/strings.h"

enum { USUAL_DIGITS = 2, MOST_DIGITS = 6 };

/* "" is a word like any other; a name without a string is remembered. */
static const char *
word(struct phrases *phrases, const char *name)
{
	const char *text = strings_find(phrases->strings, name);

	if (text)
		return text;
	if (!phrases->missing)
		phrases->missing = arena_strdup(phrases->arena, name);
	return arena_printf(phrases->arena, "[%s]", name);
}

const char *
phrase_fill(struct phrases *phrases, const char *name, const struct field *fields)
{
	return words_fill(phrases->arena, word(phrases, name), fields);
}

/* The n-th, from 0, of words with spaces between, or NULL. */
static const char *
nth_word(struct phrases *phrases, const char *words, int64_t n)
{
	for (const char *at = words; *at; at += *at == ' ') {
		size_t length = strcspn(at, " ");

		if (n-- == 0)
			return arena_strndup(phrases->arena, at, length);
		at += length;
	}
	return NULL;
}

static const char *
number_text(struct phrases *phrases, struct num num, int decimals, bool trim, const char *sign)
{
	const struct num_style style = {
		.decimals = CLAMP(decimals, 0, MOST_DIGITS),
		.trim = trim,
		.sign = g_strcmp0(sign, "none") == 0 ? NUM_SIGN_NONE :
			g_strcmp0(sign, "always") == 0 ? NUM_SIGN_ALWAYS : NUM_SIGN_MINUS,
		.minus = word(phrases, "number-minus"),
		.point = word(phrases, "number-point"),
		.thousands = word(phrases, "number-thousands"),
	};
	char *text = num_format(num, &style);
	const char *copy = arena_strdup(phrases->arena, text ? text : "");

	g_free(text);
	return copy;
}

const char *
phrase_plain(struct phrases *phrases, struct num num)
{
	char *text = num_format(num, &(struct num_style){ .decimals = MOST_DIGITS, .trim = true });
	const char *copy = arena_strdup(phrases->arena, text ? text : "");

	g_free(text);
	return copy;
}

/* "three" while the language's list lasts, then digits. */
static const char *
number_words(struct phrases *phrases, struct num num, const char *digits)
{
	const char *in_words = NULL;
	int64_t whole;

	if (num_to_whole(num, &whole) && whole >= 0)
		in_words = nth_word(phrases, word(phrases, "number-words"), whole);
	return in_words ? in_words : digits;
}

/* "third" while the list lasts, then "23rd": the endings are listed as 1:st 2:nd 11:th *:th, and the
 * longest that the number ends in is taken. */
static const char *
ordinal_text(struct phrases *phrases, struct num num, const char *digits)
{
	const char *in_words = NULL, *endings, *best = NULL;
	size_t best_length = 0;
	int64_t whole;

	if (!num_to_whole(num, &whole) || whole < 1)
		return digits;
	in_words = nth_word(phrases, word(phrases, "ordinal-words"), whole - 1);
	endings = word(phrases, "ordinal-endings");
	for (int i = 0; !in_words; i++) {
		const char *entry = nth_word(phrases, endings, i), *colon = entry ? strchr(entry, ':') : NULL;
		char *tail = colon ? g_strndup(entry, (gsize)(colon - entry)) : NULL;

		if (colon && (g_str_has_suffix(digits, tail) ? strlen(tail) > best_length :
			!best && strcmp(tail, "*") == 0)) {
			best = colon + 1;
			best_length = strcmp(tail, "*") == 0 ? 0 : strlen(tail);
		}
		g_free(tail);
		if (!entry)
			break;
	}
	return in_words ? in_words : arena_printf(phrases->arena, "%s%s", digits, best ? best : "");
}

/* A pattern with {n}; name-one, where there is one, when n is exactly 1. */
static const char *
with_unit(struct phrases *phrases, const char *name, const char *n, const char *size)
{
	const struct field fields[] = { { "n", n }, { "size", size }, { NULL, NULL } };
	const char *one = arena_printf(phrases->arena, "%s-one", name);

	if (strcmp(n, "1") == 0 && strings_find(phrases->strings, one))
		name = one;
	return phrase_fill(phrases, name, fields);
}

static const char *
word_figure(struct phrases *phrases, const struct figure *figure)
{
	const char *name, *n = "";

	if (figure->kind == FIGURE_TEXT)
		return figure->text;
	name = arena_printf(phrases->arena, "%s-%s", figure->set, figure->text);
	if (num_is(figure->num))
		n = number_text(phrases, figure->num, USUAL_DIGITS, true, NULL);
	return phrase_fill(phrases, name, (const struct field[]){ { "n", n }, { NULL, NULL } });
}

const char *
phrase_figure(struct phrases *phrases, const struct figure *figure, const struct print_style *style)
{
	static const char *const usual[] = {
		[UNIT_COUNT] = "number", [UNIT_PERCENT] = "percent", [UNIT_POINTS] = "points",
		[UNIT_RATE] = "number", [UNIT_POSITION] = "number", [UNIT_PLACES] = "number",
	};
	const char *as = style->as && *style->as ? style->as : usual[figure->unit], *digits;
	bool stated = style->digits < 0 && figure->decimals >= 0;

	if (figure->kind != FIGURE_NUMBER)
		return word_figure(phrases, figure);
	digits = number_text(phrases, figure->num,
		stated ? figure->decimals : style->digits < 0 ? USUAL_DIGITS : style->digits,
		!stated && !style->fixed, style->sign);
	if (strcmp(as, "number") == 0 || strcmp(as, "text") == 0)
		return digits;
	if (strcmp(as, "words") == 0)
		return number_words(phrases, figure->num, digits);
	if (strcmp(as, "ordinal") == 0)
		return ordinal_text(phrases, figure->num, digits);
	return with_unit(phrases, as, digits, style->size);
}

/* English has "an" before a number whose first group of digits is 8, 8x, 8xx, 11 or 18 (an 8.97%
 * increase, an 11,000 increase, a 110% increase). The groups are listed in the strings file, 8* for
 * all that begin with 8. */
const char *
phrase_article(struct phrases *phrases, const char *text)
{
	const char *groups = word(phrases, "article-other-before"), *entry;
	size_t digits = strspn(text, "0123456789"), count = digits;
	bool other = false;

	if (count > 3) /* 11000 without a separator: its first group is 11 */
		count = digits % 3 ? digits % 3 : 3;
	for (int i = 0; count && !other && (entry = nth_word(phrases, groups, i)); i++) {
		size_t length = strlen(entry);

		if (entry[length - 1] == '*')
			other = length - 1 <= count && strncmp(entry, text, length - 1) == 0;
		else
			other = length == count && strncmp(entry, text, length) == 0;
	}
	return word(phrases, other ? "article-other" : "article");
}

static const char *
month_word(struct phrases *phrases, int month)
{
	return month ? word(phrases, arena_printf(phrases->arena, "month-%d", month)) : "";
}

/* From one date to another by the shortest of the language's patterns. */
static const char *
range_text(struct phrases *phrases, struct date a, struct date b, const char *from, const char *to)
{
	bool same_year = a.year == b.year, same_month = same_year && a.month == b.month;
	const struct field fields[] = {
		{ "from", from }, { "to", to },
		{ "day", arena_printf(phrases->arena, "%d", a.day) },
		{ "month", month_word(phrases, a.month) },
		{ "last-day", arena_printf(phrases->arena, "%d", b.day) },
		{ "last-month", month_word(phrases, b.month) },
		{ "year", arena_printf(phrases->arena, "%d", b.year) },
		{ NULL, NULL },
	};

	if (a.day && b.day && same_month)
		return phrase_fill(phrases, "date-days", fields);
	if (a.day && b.day && same_year)
		return phrase_fill(phrases, "date-days-and-months", fields);
	if (!a.day && !b.day && a.month && b.month && same_year)
		return phrase_fill(phrases, "date-months", fields);
	return phrase_fill(phrases, "date-range", fields);
}

static const char *
date_text(struct phrases *phrases, struct date date)
{
	const struct field fields[] = {
		{ "day", arena_printf(phrases->arena, "%d", date.day) },
		{ "month", month_word(phrases, date.month) },
		{ "year", arena_printf(phrases->arena, "%d", date.year) },
		{ NULL, NULL },
	};

	return phrase_fill(phrases, date.day ? "date-day" : date.month ? "date-month" : "date-year",
		fields);
}

const char *
phrase_date(struct phrases *phrases, const char *from, const char *to)
{
	struct date a, b;

	if (!date_parse(from, &a))
		return NULL;
	if (!to || !*to || strcmp(from, to) == 0)
		return date_text(phrases, a);
	if (!date_parse(to, &b))
		return NULL;
	return range_text(phrases, a, b, date_text(phrases, a), date_text(phrases, b));
}

const char *
phrase_list(struct phrases *phrases, const char *words)
{
	const char *list = "", *at, *next;

	for (int i = 0; (at = nth_word(phrases, words, i)); i++) {
		const struct field fields[] = { { "list", list }, { "item", at }, { NULL, NULL } };

		next = nth_word(phrases, words, i + 1);
		list = i == 0 ? at : phrase_fill(phrases, next ? "list-more" : "list-last", fields);
	}
	return list;
}
