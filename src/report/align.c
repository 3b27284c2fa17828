/* Alignment of two lists of numbers: by dynamic programming where that is cheap, else between members
 * that are unique in both (B. Cohen's patience difference). */
#include "report/align.h"

#include <glib.h>
#include <stdint.h>
#include <string.h>

enum { MOST_CELLS = 1 << 22, LONGEST = 60000 };

/* Two ranges that lie between matched members. */
struct span {
	int a, a_end, b, b_end;
};

/* Lengths of the longest common subsequences of what follows each pair of places (Hunt and Szymanski's
 * table, from the end). Where two ways are as long, the member of `a` is passed first. */
static void
span_table(const int *a, const int *b, const struct span *span, int *match)
{
	int rows = span->a_end - span->a, columns = span->b_end - span->b;
	size_t width = (size_t)columns + 1;
	uint16_t *best = g_new0(uint16_t, ((size_t)rows + 1) * width);

	for (int i = rows - 1; i >= 0; i--)
		for (int j = columns - 1; j >= 0; j--) {
			uint16_t *at = &best[(size_t)i * width + (size_t)j];

			*at = a[span->a + i] == b[span->b + j] ? (uint16_t)(at[width + 1] + 1)
				: MAX(at[width], at[1]);
		}
	for (int i = 0, j = 0; i < rows && j < columns;) {
		const uint16_t *at = &best[(size_t)i * width + (size_t)j];

		if (a[span->a + i] == b[span->b + j]) {
			match[span->a + i++] = span->b + j++;
		} else if (at[width] >= at[1]) {
			i++;
		} else {
			j++;
		}
	}
	g_free(best);
}

/* A member that occurs once in each range. */
struct anchor {
	int a, b;
	int before; /* the anchor that it follows, -1: none */
};

/* How often a member occurs in a range, and where. */
struct seen {
	int in_a, in_b, a, b;
};

static GArray *
anchors_find(const int *a, const int *b, const struct span *span)
{
	GArray *anchors = g_array_new(FALSE, FALSE, sizeof(struct anchor));
	GHashTable *all = g_hash_table_new_full(NULL, NULL, NULL, g_free);
	struct seen *seen;

	for (int i = span->a; i < span->a_end; i++) {
		if (!(seen = g_hash_table_lookup(all, GINT_TO_POINTER(a[i]))))
			g_hash_table_insert(all, GINT_TO_POINTER(a[i]), seen = g_new0(struct seen, 1));
		seen->in_a++;
		seen->a = i;
	}
	for (int j = span->b; j < span->b_end; j++)
		if ((seen = g_hash_table_lookup(all, GINT_TO_POINTER(b[j])))) {
			seen->in_b++;
			seen->b = j;
		}
	for (int i = span->a; i < span->a_end; i++) {
		seen = g_hash_table_lookup(all, GINT_TO_POINTER(a[i]));
		if (seen->in_a == 1 && seen->in_b == 1) {
			struct anchor anchor = { i, seen->b, -1 };

			g_array_append_val(anchors, anchor);
		}
	}
	g_hash_table_destroy(all);
	return anchors;
}

/* The longest run of anchors whose places in `b` rise too: piles of patience; the last of them, -1 for
 * none. */
static int
anchors_chain(GArray *anchors)
{
	int *piles = g_new(int, anchors->len + 1), count = 0, last;

	for (guint i = 0; i < anchors->len; i++) {
		struct anchor *anchor = &g_array_index(anchors, struct anchor, i);
		int low = 0, high = count;

		while (low < high) {
			int middle = (low + high) / 2;

			if (g_array_index(anchors, struct anchor, piles[middle]).b < anchor->b)
				low = middle + 1;
			else
				high = middle;
		}
		anchor->before = low ? piles[low - 1] : -1;
		piles[low] = (int)i;
		count = MAX(count, low + 1);
	}
	last = count ? piles[count - 1] : -1;
	g_free(piles);
	return last;
}

/* Matches the anchors; what lies between them waits in `spans`. */
static void
span_split(const int *a, const int *b, const struct span *span, GArray *spans, int *match)
{
	GArray *anchors = anchors_find(a, b, span);
	struct span rest = *span;

	for (int at = anchors_chain(anchors); at >= 0;) {
		const struct anchor *anchor = &g_array_index(anchors, struct anchor, at);
		struct span behind = { anchor->a + 1, rest.a_end, anchor->b + 1, rest.b_end };

		match[anchor->a] = anchor->b;
		g_array_append_val(spans, behind);
		rest.a_end = anchor->a;
		rest.b_end = anchor->b;
		at = anchor->before;
	}
	if (rest.a_end < span->a_end)
		g_array_append_val(spans, rest);
	g_array_free(anchors, TRUE);
}

void
align(const int *a, int a_count, const int *b, int b_count, int *match)
{
	GArray *spans = g_array_new(FALSE, FALSE, sizeof(struct span));
	struct span span = { 0, a_count, 0, b_count };

	for (int i = 0; i < a_count; i++)
		match[i] = -1;
	g_array_append_val(spans, span);
	while (spans->len) {
		span = g_array_index(spans, struct span, spans->len - 1);
		g_array_set_size(spans, spans->len - 1);
		while (span.a < span.a_end && span.b < span.b_end && a[span.a] == b[span.b])
			match[span.a++] = span.b++;
		while (span.a < span.a_end && span.b < span.b_end &&
			a[span.a_end - 1] == b[span.b_end - 1])
			match[--span.a_end] = --span.b_end;
		if (span.a == span.a_end || span.b == span.b_end)
			continue;
		if (span.a_end - span.a < LONGEST && span.b_end - span.b < LONGEST &&
			(int64_t)(span.a_end - span.a) * (span.b_end - span.b) <= MOST_CELLS)
			span_table(a, b, &span, match);
		else
			span_split(a, b, &span, spans, match);
	}
	g_array_free(spans, TRUE);
}
