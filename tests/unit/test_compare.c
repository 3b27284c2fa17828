/* Comparison: which passages are the same, which were changed, and which of their words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "report/align.h"
#include "report/compare.h"
#include "report/report.h"

/* What was done to a list, as "=0 ~1 +1 -2": the kind, and the place in the new list, or in the old one
 * where it was removed. */
static char *
changes_text(const struct passage *old, int old_count, const struct passage *new, int new_count)
{
	GArray *changes = compare_passages(old, old_count, new, new_count);
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < changes->len; i++) {
		const struct change *one = &g_array_index(changes, struct change, i);

		g_string_append_printf(out, "%s%c%d", i ? " " : "", "=~+-"[one->kind],
			one->kind == CHANGE_REMOVED ? one->old : one->new);
	}
	assert_int_equal(compare_count(changes, CHANGE_KEPT) + compare_count(changes, CHANGE_CHANGED) +
		compare_count(changes, CHANGE_ADDED), new_count);
	assert_int_equal(compare_count(changes, CHANGE_KEPT) + compare_count(changes, CHANGE_CHANGED) +
		compare_count(changes, CHANGE_REMOVED), old_count);
	g_array_free(changes, TRUE);
	return g_string_free(out, FALSE);
}

/* Passages of lines of text; one that begins with a key and a bar has that firm key. */
static int
list_make(struct passage *list, char *text)
{
	int count = 0;

	for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
		char *bar = strchr(line, '|');

		list[count] = (struct passage){ .kind = PASSAGE_PARAGRAPH, .words = line, .place = "" };
		if (bar) {
			*bar = '\0';
			list[count] = (struct passage){ .kind = PASSAGE_FIGURE, .key = line, .firm = true,
				.words = bar + 1, .place = "" };
		}
		count++;
	}
	return count;
}

static void
assert_changes(const char *old, const char *new, const char *wanted)
{
	struct passage was[20], is[20];
	char *first = g_strdup(old), *second = g_strdup(new), *text;
	int was_count = list_make(was, first), is_count = list_make(is, second);

	text = changes_text(was, was_count, is, is_count);
	assert_string_equal(text, wanted);
	g_free(text);
	g_free(first);
	g_free(second);
}

static void
test_passages_are_kept_changed_added_and_removed(void **state)
{
	(void)state;
	assert_changes("a b c\nd e f", "a b c\nd e f", "=0 =1");
	assert_changes("a b c d\ne f g h", "a b x d\ne f g h", "~0 =1");
	assert_changes("a b c\nd e f", "a b c\nx y z\nd e f", "=0 +1 =2");
	assert_changes("a b c\nx y z\nd e f", "a b c\nd e f", "=0 -1 =1");
	assert_changes("a b c", "x y z", "-0 +0");
	assert_changes("", "a", "+0");
	assert_changes("a", "", "-0");
	assert_changes("", "", "");
}

/* A paragraph that was written before one that was changed is not taken for it. */
static void
test_the_likeliest_passages_are_paired(void **state)
{
	(void)state;
	assert_changes("k\na b c d e f", "k\na b x y z q\na b c d e g", "=0 +1 ~2");
	assert_changes("k\na b c d e f\na b x y", "k\na b x z", "=0 -1 ~1");
}

/* Figures have names: they are the same figure with any value, and anywhere. */
static void
test_firm_keys_decide(void **state)
{
	(void)state;
	assert_changes("x|12\ny|13", "x|12\ny|14", "=0 ~1");
	assert_changes("x|12\ny|13", "y|13\nx|12", "=0 =1");
	assert_changes("x|12\ny|13", "y|13\nz|12", "-0 =0 +1");
	assert_changes("a b\nx|12\nc d", "a b\nq r\nx|7\nc d", "=0 +1 ~2 =3");
	assert_changes("x|1\nx|2", "x|1", "=0 -1");
}

static void
test_words_are_told_apart(void **state)
{
	char *text = compare_quote("The force recorded 1,204 offences in the year to March.",
		"The force recorded 1,210 offences in the year to March.", 200);

	(void)state;
	assert_string_equal(text, "The force recorded [-1,204-] {+1,210+} offences in the ...");
	g_free(text);
	text = compare_quote("same", "same", 200);
	assert_string_equal(text, "same");
	g_free(text);
	text = compare_quote("", "new words", 200);
	assert_string_equal(text, "{+new words+}");
	g_free(text);
	text = compare_quote("", "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9", 10);
	assert_true(strlen(text) <= 12 && g_utf8_validate(text, -1, NULL));
	g_free(text);
}

/* Put together again, the runs are the one text and the other. */
static void
test_no_word_is_lost(void **state)
{
	const char *old = "one two  three four five", *new = "zero one three  five six";
	GArray *runs = compare_words(old, new);
	GString *was = g_string_new(NULL), *is = g_string_new(NULL);

	(void)state;
	for (guint i = 0; i < runs->len; i++) {
		const struct word_run *run = &g_array_index(runs, struct word_run, i);

		if (run->kind != CHANGE_REMOVED)
			g_string_append_len(is, run->text, (gssize)run->length);
		if (run->kind != CHANGE_ADDED)
			g_string_append_len(was, run->text, (gssize)run->length);
	}
	assert_string_equal(is->str, new);
	assert_string_equal(was->str, "one two  three  four five "); /* the blanks are the new text's */
	g_string_free(was, TRUE);
	g_string_free(is, TRUE);
	g_array_free(runs, TRUE);
}

/* Long lists that differ much are matched between members that are unique, and in order. */
static void
test_long_lists_are_matched(void **state)
{
	enum { COUNT = 9000 };
	int *a = g_new(int, COUNT), *b = g_new(int, COUNT), *match = g_new(int, COUNT), last = -1, found = 0;

	(void)state;
	for (int i = 0; i < COUNT; i++) {
		a[i] = i % 3 ? i : 1000000 + i % 7;
		b[i] = i % 2 ? i : 2000000 + i;
	}
	align(a, COUNT, b, COUNT, match);
	for (int i = 0; i < COUNT; i++) {
		if (match[i] < 0)
			continue;
		assert_true(match[i] > last && a[i] == b[match[i]]);
		last = match[i];
		found++;
	}
	assert_int_equal(found, 3000); /* odd, and not a multiple of three */
	g_free(a);
	g_free(b);
	g_free(match);
}

static void
test_a_report_is_told_in_passages(void **state)
{
	struct diags *diags = diags_create();
	struct report *report = report_load("tests/reports/small.xml", diags);
	struct passages *passages;
	GArray *changes;
	int headings = 0, rows = 0;

	(void)state;
	assert_non_null(report);
	passages = passages_of(report);
	for (int i = 0; i < passages->count; i++) {
		assert_non_null(passages->list[i].words);
		assert_true(*passages->list[i].words && passages->list[i].line > 0);
		headings += passages->list[i].kind == PASSAGE_HEADING;
		rows += passages->list[i].kind == PASSAGE_ROW;
	}
	assert_true(headings > 1 && rows > 1);
	changes = compare_passages(passages->list, passages->count, passages->list, passages->count);
	assert_int_equal(compare_count(changes, CHANGE_KEPT), passages->count);
	g_array_free(changes, TRUE);
	passages_destroy(passages);
	report_destroy(report);
	diags_destroy(diags);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_passages_are_kept_changed_added_and_removed),
		cmocka_unit_test(test_the_likeliest_passages_are_paired),
		cmocka_unit_test(test_firm_keys_decide),
		cmocka_unit_test(test_words_are_told_apart),
		cmocka_unit_test(test_no_word_is_lost),
		cmocka_unit_test(test_long_lists_are_matched),
		cmocka_unit_test(test_a_report_is_told_in_passages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
