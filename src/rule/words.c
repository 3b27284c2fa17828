/* Words and sentences of a text. */
#include "rule/words.h"

#include <glib.h>
#include <string.h>

static bool
is_letter(const char *p)
{
	return (unsigned char)*p < 0x80 ? g_ascii_isalnum(*p) : g_unichar_isalnum(g_utf8_get_char(p));
}

static bool
joins(const char *p)
{
	gunichar c = (unsigned char)*p < 0x80 ? (gunichar)*p : g_utf8_get_char(p);

	return c == '-' || c == '\'' || c == 0x2019 || c == 0x2010 || c == 0x2011;
}

bool
word_next(const char *text, size_t at, struct word *word)
{
	const char *p = text + at, *next;

	while (*p && !is_letter(p))
		p = g_utf8_next_char(p);
	if (!*p)
		return false;
	word->from = (size_t)(p - text);
	for (;; p = next) {
		next = g_utf8_next_char(p);
		if (is_letter(p))
			continue;
		if (!*p || !joins(p) || !*next || !is_letter(next))
			break;
	}
	word->to = (size_t)(p - text);
	return true;
}

bool
word_is(const char *text, struct word word, const char *other)
{
	return strlen(other) == word.to - word.from &&
		g_ascii_strncasecmp(text + word.from, other, word.to - word.from) == 0;
}

/* A stop that ends no sentence: after one letter (an initial) or a well-known abbreviation. */
static bool
is_abbreviated(const char *text, size_t stop)
{
	static const char *const known[] = { "e.g", "i.e", "etc", "Mr", "Mrs", "Ms", "Dr", "St", "No",
		"Nos", "vs", "cf", "p", "pp" };
	size_t from = stop;

	while (from && !strchr(" (\n", text[from - 1]))
		from--;
	if (stop - from == 1 && g_ascii_isupper(text[from]))
		return true;
	for (size_t i = 0; i < G_N_ELEMENTS(known); i++)
		if (strlen(known[i]) == stop - from && memcmp(known[i], text + from, stop - from) == 0)
			return true;
	return false;
}

static bool
closes(const char *p)
{
	gunichar c = g_utf8_get_char(p);

	return c == ')' || c == ']' || c == '"' || c == '\'' || c == 0x2019 || c == 0x201d;
}

bool
sentence_next(const char *text, size_t at, struct word *sentence)
{
	const char *p;

	at += strspn(text + at, " \n");
	if (!text[at])
		return false;
	sentence->from = at;
	for (p = text + at; p += strcspn(p, ".!?\n"), *p && *p != '\n'; p++) {
		const char *after = p + 1;

		if (is_abbreviated(text, (size_t)(p - text)))
			continue;
		while (*after && closes(after))
			after = g_utf8_next_char(after);
		if (!*after || *after == ' ' || *after == '\n') {
			p = after;
			break;
		}
	}
	sentence->to = (size_t)(p - text);
	return true;
}

int
word_number(const char *text, struct word word)
{
	static const char *const ones[] = { "none", "one", "two", "three", "four", "five", "six",
		"seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
		"sixteen", "seventeen", "eighteen", "nineteen", "twenty" };
	static const char *const tens[] = { "thirty", "forty", "fifty", "sixty", "seventy", "eighty",
		"ninety", "hundred" };

	for (size_t i = 0; i < G_N_ELEMENTS(ones); i++)
		if (word_is(text, word, ones[i]))
			return (int)i;
	for (size_t i = 0; i < G_N_ELEMENTS(tens); i++)
		if (word_is(text, word, tens[i]))
			return (int)(i + 3) * 10;
	return -1;
}
