/* The name that was probably meant. */
#include "record/nearest.h"

#include <glib.h>
#include <string.h>

enum { LONGEST = 64 };

int
nearest_distance(const char *a, const char *b, int most)
{
	int rows[3][LONGEST + 1], *two = rows[0], *one = rows[1], *now = rows[2], *swap;
	int m = (int)strlen(a), n = (int)strlen(b);

	if (m > LONGEST || n > LONGEST || abs(m - n) > most)
		return most + 1;
	for (int j = 0; j <= n; j++)
		one[j] = j;
	for (int i = 1; i <= m; i++) {
		now[0] = i;
		for (int j = 1; j <= n; j++) {
			char x = g_ascii_tolower(a[i - 1]), y = g_ascii_tolower(b[j - 1]);

			now[j] = MIN(MIN(one[j], now[j - 1]) + 1, one[j - 1] + (x != y));
			if (i > 1 && j > 1 && x == g_ascii_tolower(b[j - 2]) &&
				y == g_ascii_tolower(a[i - 2]))
				now[j] = MIN(now[j], two[j - 2] + 1);
		}
		swap = two;
		two = one;
		one = now;
		now = swap;
	}
	return MIN(one[n], most + 1);
}

int
nearest_find(const char *name, const char *const *names, size_t count, int *distance)
{
	int best = -1, least = (int)MAX(strlen(name) / 3, 1) + 1;

	if (strlen(name) < 3)
		least = 1; /* so short names are near to everything */
	for (size_t i = 0; i < count; i++) {
		int away = names[i] ? nearest_distance(name, names[i], least) : least;

		/* and no word becomes another by changing half of its letters */
		if (away >= least || away * 2 > (int)strlen(names[i]))
			continue;
		least = away;
		best = (int)i;
	}
	if (distance)
		*distance = least;
	return best;
}

const char *
nearest_synonym(const char *name)
{
	static const char *const known[][2] = {
		{ "a", "link" }, { "b", "strong" }, { "bold", "strong" }, { "cite", "title" },
		{ "em", "emph" }, { "footnote", "fn" }, { "foreignphrase", "foreign" }, { "h1", "heading" },
		{ "h2", "heading" }, { "h3", "heading" }, { "i", "emph" }, { "img", "image" }, { "italic", "emph" },
		{ "li", "item" }, { "note", "fn" }, { "ol", "list" }, { "p", "para" },
		{ "paragraph", "para" }, { "quote", "q" }, { "ref", "xref" }, { "td", "cell" },
		{ "th", "header" }, { "thead", "head" }, { "tr", "row" }, { "ul", "list" },
		{ "value", "val" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(known); i++)
		if (g_ascii_strcasecmp(known[i][0], name) == 0)
			return known[i][1];
	return NULL;
}
