/* Passages and words of two versions, matched and told apart. */
#include "report/compare.h"

#include <stdlib.h>
#include <string.h>

#include "report/align.h"

enum { MOST_PAIRS = 1 << 18, BESIDE = 3 };

/* Of a passage whose words are half those of the other, and half its own. */
static const double least_alike = 0.5;
/* What an equal key adds where it is not firm: "2.13" may have become another paragraph's number. */
static const double key_adds = 0.2;

/* ---- words ---- */

/* A word, and the blanks behind it. */
struct word {
	const char *text;
	size_t length, whole; /* without the blanks and with them */
};

static GArray *
words_split(const char *text)
{
	GArray *words = g_array_new(FALSE, FALSE, sizeof(struct word));

	text += strspn(text, " \n\t");
	while (*text) {
		struct word one = { text, strcspn(text, " \n\t"), 0 };

		one.whole = one.length + strspn(text + one.length, " \n\t");
		g_array_append_val(words, one);
		text += one.whole;
	}
	return words;
}

/* The same number for the same text, wherever it stands. */
static int
number_of(GHashTable *numbers, GStringChunk *chunk, const char *text, size_t length)
{
	char *key = g_string_chunk_insert_len(chunk, text, (gssize)length);
	gpointer number = g_hash_table_lookup(numbers, key);

	if (!number) {
		number = GINT_TO_POINTER((int)g_hash_table_size(numbers) + 1);
		g_hash_table_insert(numbers, key, number);
	}
	return GPOINTER_TO_INT(number);
}

static int *
words_number(GHashTable *numbers, GStringChunk *chunk, const GArray *words)
{
	int *list = g_new(int, words->len + 1);

	for (guint i = 0; i < words->len; i++) {
		const struct word *word = &g_array_index(words, struct word, i);

		list[i] = number_of(numbers, chunk, word->text, word->length);
	}
	return list;
}

static void
run_add(GArray *runs, enum change_kind kind, const struct word *word)
{
	struct word_run *last = runs->len ? &g_array_index(runs, struct word_run, runs->len - 1) : NULL;
	struct word_run run = { kind, word->text, word->whole };

	if (last && last->kind == kind && last->text + last->length == word->text)
		last->length += word->whole;
	else
		g_array_append_val(runs, run);
}

GArray *
compare_words(const char *old, const char *new)
{
	GArray *runs = g_array_new(FALSE, FALSE, sizeof(struct word_run));
	GArray *was = words_split(old), *is = words_split(new);
	GHashTable *numbers = g_hash_table_new(g_str_hash, g_str_equal);
	GStringChunk *chunk = g_string_chunk_new(4096);
	int *a = words_number(numbers, chunk, was), *b = words_number(numbers, chunk, is);
	int *match = g_new(int, was->len + 1);
	guint at = 0;

	align(a, (int)was->len, b, (int)is->len, match);
	for (guint i = 0; i < was->len; i++) {
		if (match[i] < 0) {
			run_add(runs, CHANGE_REMOVED, &g_array_index(was, struct word, i));
			continue;
		}
		for (; at < (guint)match[i]; at++)
			run_add(runs, CHANGE_ADDED, &g_array_index(is, struct word, at));
		run_add(runs, CHANGE_KEPT, &g_array_index(is, struct word, at++));
	}
	for (; at < is->len; at++)
		run_add(runs, CHANGE_ADDED, &g_array_index(is, struct word, at));
	g_free(match);
	g_free(a);
	g_free(b);
	g_string_chunk_free(chunk);
	g_hash_table_destroy(numbers);
	g_array_free(was, TRUE);
	g_array_free(is, TRUE);
	return runs;
}

/* The first and last few words of a run that is the same in both; all of a short one. */
static void
kept_put(GString *out, const struct word_run *run, bool first, bool last)
{
	char *text = g_strndup(run->text, run->length);
	GArray *words = words_split(text);
	guint head = first ? 0 : BESIDE, tail = last ? 0 : BESIDE;

	for (guint i = 0; i < words->len; i++) {
		const struct word *word = &g_array_index(words, struct word, i);

		if (i < head || i + tail >= words->len || words->len <= head + tail + 1)
			g_string_append_len(out, word->text, (gssize)word->whole);
		else if (i == head)
			g_string_append(out, "... ");
	}
	g_array_free(words, TRUE);
	g_free(text);
}

/* Words in brackets, the blanks behind them outside. */
static void
marked_put(GString *out, const struct word_run *run, const char *open, const char *shut)
{
	size_t length = run->length;

	while (length && strchr(" \n\t", run->text[length - 1]))
		length--;
	g_string_append(out, open);
	g_string_append_len(out, run->text, (gssize)length);
	g_string_append(out, shut);
	if (length < run->length)
		g_string_append_c(out, ' ');
}

char *
compare_quote(const char *old, const char *new, size_t most)
{
	GArray *runs = compare_words(old, new);
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < runs->len; i++) {
		const struct word_run *run = &g_array_index(runs, struct word_run, i);

		if (run->kind == CHANGE_KEPT)
			kept_put(out, run, i == 0, i + 1 == runs->len);
		else if (run->kind == CHANGE_REMOVED)
			marked_put(out, run, "[-", "-]");
		else
			marked_put(out, run, "{+", "+}");
	}
	g_array_free(runs, TRUE);
	while (out->len && out->str[out->len - 1] == ' ')
		g_string_truncate(out, out->len - 1);
	if (out->len > most) {
		const char *end = g_utf8_find_prev_char(out->str, out->str + (most > 3 ? most - 2 : 1));

		g_string_truncate(out, end ? (gsize)(end - out->str) : 0);
		g_string_append(out, "...");
	}
	return g_string_free(out, FALSE);
}

/* ---- passages ---- */

struct side {
	const struct passage *list;
	int count;
	int *match;  /* the place of the same passage on the other side, or -1 */
	int **bags;  /* numbers of a passage's words, in order; its length first. NULL until needed */
};

struct matching {
	struct side old, new;
	GHashTable *numbers;
	GStringChunk *chunk;
};

static gint
by_number(gconstpointer a, gconstpointer b)
{
	return *(const int *)a - *(const int *)b;
}

static const int *
bag_of(struct matching *matching, struct side *side, int at)
{
	if (!side->bags[at]) {
		GArray *words = words_split(side->list[at].words);
		int *numbers = words_number(matching->numbers, matching->chunk, words);

		side->bags[at] = g_new(int, words->len + 1);
		side->bags[at][0] = (int)words->len;
		memcpy(side->bags[at] + 1, numbers, words->len * sizeof(int));
		qsort(side->bags[at] + 1, words->len, sizeof(int), by_number);
		g_free(numbers);
		g_array_free(words, TRUE);
	}
	return side->bags[at];
}

/* From 0 to 1: twice the words that are in both, by all words (Dice's coefficient). */
static double
alike(struct matching *matching, int i, int j)
{
	const struct passage *old = &matching->old.list[i], *new = &matching->new.list[j];
	const int *a, *b;
	int both = 0, at = 1, to = 1;
	double score;

	if (old->kind != new->kind || old->firm || new->firm)
		return 0;
	a = bag_of(matching, &matching->old, i);
	b = bag_of(matching, &matching->new, j);
	while (at <= a[0] && to <= b[0])
		if (a[at] == b[to]) {
			both++;
			at++;
			to++;
		} else if (a[at] < b[to]) {
			at++;
		} else {
			to++;
		}
	score = a[0] + b[0] ? 2.0 * both / (a[0] + b[0]) : 0;
	if (score > 0 && old->key && new->key && strcmp(old->key, new->key) == 0)
		score += key_adds;
	return score < least_alike ? 0 : score;
}

static void
pair(struct matching *matching, int i, int j)
{
	matching->old.match[i] = j;
	matching->new.match[j] = i;
}

/* Firm keys first: wherever they stand. A key that stands twice is taken once, the first. */
static void
firm_match(struct matching *matching)
{
	GHashTable *by_key = g_hash_table_new(g_str_hash, g_str_equal);

	for (int i = matching->old.count - 1; i >= 0; i--)
		if (matching->old.list[i].firm && matching->old.list[i].key)
			g_hash_table_insert(by_key, (gpointer)matching->old.list[i].key,
				GINT_TO_POINTER(i + 1));
	for (int j = 0; j < matching->new.count; j++) {
		const struct passage *one = &matching->new.list[j];
		int i = one->firm && one->key ? GPOINTER_TO_INT(g_hash_table_lookup(by_key, one->key)) : 0;

		if (i && matching->old.match[i - 1] < 0)
			pair(matching, i - 1, j);
	}
	g_hash_table_destroy(by_key);
}

/* The places on one side that have no match, or the numbers of their texts. */
static int *
open_list(struct matching *matching, const struct side *side, int *count, int **numbers)
{
	int *places = g_new(int, side->count + 1);

	*count = 0;
	*numbers = g_new(int, side->count + 1);
	for (int i = 0; i < side->count; i++) {
		char *text;

		if (side->match[i] >= 0 || side->list[i].firm)
			continue;
		text = g_strdup_printf("%d %s", side->list[i].kind, side->list[i].words);
		(*numbers)[*count] = number_of(matching->numbers, matching->chunk, text, strlen(text));
		places[(*count)++] = i;
		g_free(text);
	}
	return places;
}

/* Passages of the same words, in order. */
static void
same_match(struct matching *matching)
{
	int old_count, new_count, *old_numbers, *new_numbers;
	int *old = open_list(matching, &matching->old, &old_count, &old_numbers);
	int *new = open_list(matching, &matching->new, &new_count, &new_numbers);
	int *match = g_new(int, old_count + 1);

	align(old_numbers, old_count, new_numbers, new_count, match);
	for (int i = 0; i < old_count; i++)
		if (match[i] >= 0)
			pair(matching, old[i], new[match[i]]);
	g_free(match);
	g_free(old);
	g_free(new);
	g_free(old_numbers);
	g_free(new_numbers);
}

/* Between two passages that are the same: those that are most alike, in order, so that the sum of
 * their likenesses is the greatest. */
static void
gap_match(struct matching *matching, const int *old, int rows, const int *new, int columns)
{
	size_t width = (size_t)columns + 1;
	double *best, *score;

	if (!rows || !columns || (int64_t)rows * columns > MOST_PAIRS)
		return;
	best = g_new0(double, ((size_t)rows + 1) * width);
	score = g_new0(double, (size_t)rows * width);
	for (int i = rows - 1; i >= 0; i--)
		for (int j = columns - 1; j >= 0; j--) {
			double *at = &best[(size_t)i * width + (size_t)j], own;

			own = score[(size_t)i * width + (size_t)j] = alike(matching, old[i], new[j]);
			*at = MAX(at[width], at[1]);
			if (own > 0)
				*at = MAX(*at, own + at[width + 1]);
		}
	for (int i = 0, j = 0; i < rows && j < columns;) {
		const double *at = &best[(size_t)i * width + (size_t)j];
		double own = score[(size_t)i * width + (size_t)j];

		if (own > 0 && own + at[width + 1] >= MAX(at[width], at[1]))
			pair(matching, old[i++], new[j++]);
		else if (at[width] >= at[1])
			i++;
		else
			j++;
	}
	g_free(best);
	g_free(score);
}

/* Each gap between same passages in turn. */
static void
alike_match(struct matching *matching)
{
	const struct side *old = &matching->old, *new = &matching->new;
	int *rows = g_new(int, old->count + 1), *columns = g_new(int, new->count + 1);
	int i = 0, j = 0;

	while (i < old->count || j < new->count) {
		int row_count = 0, column_count = 0;

		for (; i < old->count && (old->list[i].firm || old->match[i] < 0); i++)
			if (!old->list[i].firm)
				rows[row_count++] = i;
		for (; j < new->count && (new->list[j].firm || new->match[j] < 0); j++)
			if (!new->list[j].firm)
				columns[column_count++] = j;
		gap_match(matching, rows, row_count, columns, column_count);
		i++;
		j++;
	}
	g_free(rows);
	g_free(columns);
}

static void
side_init(struct side *side, const struct passage *list, int count)
{
	*side = (struct side){ list, count, g_new(int, count + 1), g_new0(int *, count + 1) };
	for (int i = 0; i < count; i++)
		side->match[i] = -1;
}

static void
side_finish(struct side *side)
{
	for (int i = 0; i < side->count; i++)
		g_free(side->bags[i]);
	g_free(side->bags);
	g_free(side->match);
}

static void
removed_add(GArray *changes, const struct side *old, int *at)
{
	for (; *at < old->count && old->match[*at] < 0; ++*at) {
		struct change one = { CHANGE_REMOVED, *at, -1 };

		g_array_append_val(changes, one);
	}
}

static GArray *
changes_list(const struct matching *matching)
{
	GArray *changes = g_array_new(FALSE, FALSE, sizeof(struct change));
	const struct side *old = &matching->old, *new = &matching->new;
	bool *told = g_new0(bool, old->count + 1);
	int at = 0;

	removed_add(changes, old, &at);
	for (int j = 0; j < new->count; j++) {
		struct change one = { CHANGE_ADDED, new->match[j], j };

		if (one.old >= 0)
			one.kind = strcmp(old->list[one.old].words, new->list[j].words) == 0 ? CHANGE_KEPT
				: CHANGE_CHANGED;
		g_array_append_val(changes, one);
		if (one.old < 0)
			continue;
		told[one.old] = true;
		while (at < old->count && told[at]) {
			at++;
			removed_add(changes, old, &at);
		}
	}
	g_free(told);
	return changes;
}

GArray *
compare_passages(const struct passage *old, int old_count, const struct passage *new, int new_count)
{
	struct matching matching = { .numbers = g_hash_table_new(g_str_hash, g_str_equal),
		.chunk = g_string_chunk_new(1 << 16) };
	GArray *changes;

	side_init(&matching.old, old, old_count);
	side_init(&matching.new, new, new_count);
	firm_match(&matching);
	same_match(&matching);
	alike_match(&matching);
	changes = changes_list(&matching);
	side_finish(&matching.old);
	side_finish(&matching.new);
	g_string_chunk_free(matching.chunk);
	g_hash_table_destroy(matching.numbers);
	return changes;
}

int
compare_count(const GArray *changes, enum change_kind kind)
{
	int count = 0;

	for (guint i = 0; i < changes->len; i++)
		count += g_array_index(changes, struct change, i).kind == kind;
	return count;
}
