/* Printed words: figures, dates and lists, put together from a language's strings. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "report/strings.h"

enum { USUAL_DIGITS = 2, MOST_DIGITS = 6 };

/* "" is a word like any other; a name without a string is remembered. */
static const char *
word(struct printing *printing, const char *name)
{
	const char *text = strings_find(printing->strings, name);

	if (text)
		return text;
	if (!printing->missing)
		printing->missing = arena_strdup(printing->arena, name);
	return arena_printf(printing->arena, "[%s]", name);
}

const char *
print_fill(struct printing *printing, const char *name, const struct field *fields)
{
	return words_fill(printing->arena, word(printing, name), fields);
}

/* The n-th, from 0, of words with spaces between, or NULL. */
static const char *
nth_word(struct printing *printing, const char *words, int64_t n)
{
	for (const char *at = words; *at; at += *at == ' ') {
		size_t length = strcspn(at, " ");

		if (n-- == 0)
			return arena_strndup(printing->arena, at, length);
		at += length;
	}
	return NULL;
}

static const char *
number_text(struct printing *printing, struct num num, int decimals, bool trim, const char *sign)
{
	const struct num_style style = {
		.decimals = CLAMP(decimals, 0, MOST_DIGITS),
		.trim = trim,
		.sign = g_strcmp0(sign, "none") == 0 ? NUM_SIGN_NONE :
			g_strcmp0(sign, "always") == 0 ? NUM_SIGN_ALWAYS : NUM_SIGN_MINUS,
		.minus = word(printing, "number-minus"),
		.point = word(printing, "number-point"),
		.thousands = word(printing, "number-thousands"),
	};
	char *text = num_format(num, &style);
	const char *copy = arena_strdup(printing->arena, text ? text : "");

	g_free(text);
	return copy;
}

const char *
print_plain(struct printing *printing, struct num num)
{
	char *text = num_format(num, &(struct num_style){ .decimals = MOST_DIGITS, .trim = true });
	const char *copy = arena_strdup(printing->arena, text ? text : "");

	g_free(text);
	return copy;
}

/* "three" while the language's list lasts, then digits. */
static const char *
number_words(struct printing *printing, struct num num, const char *digits)
{
	const char *in_words = NULL;
	int64_t whole;

	if (num_to_whole(num, &whole) && whole >= 0)
		in_words = nth_word(printing, word(printing, "number-words"), whole);
	return in_words ? in_words : digits;
}

/* "third" while the list lasts, then "23rd": the endings are listed as 1:st 2:nd 11:th *:th, and the
 * longest that the number ends in is taken. */
static const char *
ordinal_text(struct printing *printing, struct num num, const char *digits)
{
	const char *in_words = NULL, *endings, *best = NULL;
	size_t best_length = 0;
	int64_t whole;

	if (!num_to_whole(num, &whole) || whole < 1)
		return digits;
	in_words = nth_word(printing, word(printing, "ordinal-words"), whole - 1);
	endings = word(printing, "ordinal-endings");
	for (int i = 0; !in_words; i++) {
		const char *entry = nth_word(printing, endings, i), *colon = entry ? strchr(entry, ':') : NULL;
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
	return in_words ? in_words : arena_printf(printing->arena, "%s%s", digits, best ? best : "");
}

/* A pattern with {n}; name-one, where there is one, when n is exactly 1. */
static const char *
with_unit(struct printing *printing, const char *name, const char *n, const char *size)
{
	const struct field fields[] = { { "n", n }, { "size", size }, { NULL, NULL } };
	const char *one = arena_printf(printing->arena, "%s-one", name);

	if (strcmp(n, "1") == 0 && strings_find(printing->strings, one))
		name = one;
	return print_fill(printing, name, fields);
}

static const char *
word_figure(struct printing *printing, const struct figure *figure)
{
	const char *name, *n = "";

	if (figure->kind == FIGURE_TEXT)
		return figure->text;
	name = arena_printf(printing->arena, "%s-%s", figure->set, figure->text);
	if (num_is(figure->num))
		n = number_text(printing, figure->num, USUAL_DIGITS, true, NULL);
	return print_fill(printing, name, (const struct field[]){ { "n", n }, { NULL, NULL } });
}

const char *
print_figure(struct printing *printing, const struct figure *figure, const struct print_style *style)
{
	static const char *const usual[] = {
		[UNIT_COUNT] = "number", [UNIT_PERCENT] = "percent", [UNIT_POINTS] = "points",
		[UNIT_RATE] = "number", [UNIT_POSITION] = "number", [UNIT_PLACES] = "number",
	};
	const char *as = style->as && *style->as ? style->as : usual[figure->unit], *digits;
	bool stated = style->digits < 0 && figure->decimals >= 0;

	if (figure->kind != FIGURE_NUMBER)
		return word_figure(printing, figure);
	digits = number_text(printing, figure->num,
		stated ? figure->decimals : style->digits < 0 ? USUAL_DIGITS : style->digits,
		!stated && !style->fixed, style->sign);
	if (strcmp(as, "number") == 0 || strcmp(as, "text") == 0)
		return digits;
	if (strcmp(as, "words") == 0)
		return number_words(printing, figure->num, digits);
	if (strcmp(as, "ordinal") == 0)
		return ordinal_text(printing, figure->num, digits);
	return with_unit(printing, as, digits, style->size);
}

/* English has "an" before a number whose first group of digits is 8, 8x, 8xx, 11 or 18 (an 8.97%
 * increase, an 11,000 increase, a 110% increase). The groups are listed in the strings file, 8* for
 * all that begin with 8. */
const char *
print_article(struct printing *printing, const char *text)
{
	const char *groups = word(printing, "article-other-before"), *entry;
	size_t digits = strspn(text, "0123456789"), count = digits;
	bool other = false;

	if (count > 3) /* 11000 without a separator: its first group is 11 */
		count = digits % 3 ? digits % 3 : 3;
	for (int i = 0; count && !other && (entry = nth_word(printing, groups, i)); i++) {
		size_t length = strlen(entry);

		if (entry[length - 1] == '*')
			other = length - 1 <= count && strncmp(entry, text, length - 1) == 0;
		else
			other = length == count && strncmp(entry, text, length) == 0;
	}
	return word(printing, other ? "article-other" : "article");
}

static const char *
month_word(struct printing *printing, int month)
{
	return month ? word(printing, arena_printf(printing->arena, "month-%d", month)) : "";
}

/* From one date to another by the shortest of the language's patterns. */
static const char *
range_text(struct printing *printing, struct date a, struct date b, const char *from, const char *to)
{
	bool same_year = a.year == b.year, same_month = same_year && a.month == b.month;
	const struct field fields[] = {
		{ "from", from }, { "to", to },
		{ "day", arena_printf(printing->arena, "%d", a.day) },
		{ "month", month_word(printing, a.month) },
		{ "last-day", arena_printf(printing->arena, "%d", b.day) },
		{ "last-month", month_word(printing, b.month) },
		{ "year", arena_printf(printing->arena, "%d", b.year) },
		{ NULL, NULL },
	};

	if (a.day && b.day && same_month)
		return print_fill(printing, "date-days", fields);
	if (a.day && b.day && same_year)
		return print_fill(printing, "date-days-and-months", fields);
	if (!a.day && !b.day && a.month && b.month && same_year)
		return print_fill(printing, "date-months", fields);
	return print_fill(printing, "date-range", fields);
}

static const char *
date_text(struct printing *printing, struct date date)
{
	const struct field fields[] = {
		{ "day", arena_printf(printing->arena, "%d", date.day) },
		{ "month", month_word(printing, date.month) },
		{ "year", arena_printf(printing->arena, "%d", date.year) },
		{ NULL, NULL },
	};

	return print_fill(printing, date.day ? "date-day" : date.month ? "date-month" : "date-year",
		fields);
}

const char *
print_date(struct printing *printing, const char *from, const char *to)
{
	struct date a, b;

	if (!date_parse(from, &a))
		return NULL;
	if (!to || !*to || strcmp(from, to) == 0)
		return date_text(printing, a);
	if (!date_parse(to, &b))
		return NULL;
	return range_text(printing, a, b, date_text(printing, a), date_text(printing, b));
}

const char *
print_list(struct printing *printing, const char *words)
{
	const char *list = "", *at, *next;

	for (int i = 0; (at = nth_word(printing, words, i)); i++) {
		const struct field fields[] = { { "list", list }, { "item", at }, { NULL, NULL } };

		next = nth_word(printing, words, i + 1);
		list = i == 0 ? at : print_fill(printing, next ? "list-more" : "list-last", fields);
	}
	return list;
}

/* ---- alphabets ---- */

/* The place of the letter that `text` begins with in the language's alphabet, from 0, and its bytes
 * in the text; of letters that begin alike the longest (ch before c). -1 for what is no letter. */
static int
letter_at(const char *alphabet, const char *text, size_t *bytes)
{
	size_t first = (size_t)(g_utf8_next_char(text) - text), longest = 0;
	char *folded = g_utf8_casefold(text, (gssize)MIN(strlen(text), first + 3)), *bare;
	int best = -1, place = 0;

	bare = g_utf8_normalize(folded, -1, G_NORMALIZE_ALL);
	for (const char *at = alphabet; bare && *at; at += *at == ' ', place++) {
		size_t length = strcspn(at, " ");

		if (length > longest && strncmp(bare, at, length) == 0) {
			best = place;
			longest = length;
		}
		at += length;
	}
	*bytes = MAX(longest, first);
	g_free(folded);
	g_free(bare);
	return best;
}

const char *
print_letter(struct printing *printing, const char *text)
{
	size_t bytes;
	int place = *text ? letter_at(word(printing, "alphabet"), text, &bytes) : -1;
	const char *letter = place < 0 ? "" :
		nth_word(printing, word(printing, "alphabet"), place);
	char *first;

	if (!*letter)
		return "";
	first = g_utf8_strup(letter, g_utf8_next_char(letter) - letter);
	letter = arena_printf(printing->arena, "%s%s", first, g_utf8_next_char(letter));
	g_free(first);
	return letter;
}

const char *
print_sort_key(struct printing *printing, const char *text)
{
	GString *key = g_string_new(NULL);
	const char *alphabet = word(printing, "alphabet"), *copy;

	for (const char *at = text; *at;) {
		size_t bytes;
		int place = letter_at(alphabet, at, &bytes);

		if (place >= 0)
			g_string_append_unichar(key, 0x100 + (gunichar)place);
		else if (g_ascii_isdigit(*at))
			g_string_append_c(key, *at);
		at += MIN(bytes, strlen(at));
	}
	g_string_append_printf(key, " %s", text); /* between equals the characters decide */
	copy = arena_strdup(printing->arena, key->str);
	g_string_free(key, TRUE);
	return copy;
}
