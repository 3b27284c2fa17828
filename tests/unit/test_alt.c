/* Text alternatives: what is told of a chart, in each language. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "report/alt.h"
#include "words_file.h"

struct fixture {
	struct arena *arena;
	struct head english, welsh;
};

static int
setup(void **state)
{
	struct arena *arena = arena_create();
	struct fixture *fixture = arena_new(arena, struct fixture);

	xml_init();
	fixture->arena = arena;
	words_from_file(arena, &fixture->english, "templates/strings/charts.en-GB.xml");
	words_from_file(arena, &fixture->welsh, "templates/strings/charts.cy.xml");
	*state = fixture;
	return 0;
}

static int
teardown(void **state)
{
	struct fixture *fixture = *state;

	arena_destroy(fixture->arena);
	return 0;
}

static gint
by_name(gconstpointer a, gconstpointer b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The fields of a pattern, each followed by a space, in the order of the alphabet. */
static char *
fields_of(const char *pattern)
{
	GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
	char *all;

	for (const char *p = strchr(pattern, '{'); p; p = strchr(p + 1, '{'))
		g_ptr_array_add(names, g_strndup(p, strcspn(p, "}")));
	g_ptr_array_sort(names, by_name);
	g_ptr_array_add(names, NULL);
	all = g_strjoinv(" ", (char **)names->pdata);
	g_ptr_array_free(names, TRUE);
	return all;
}

static void
test_every_language_has_the_same_words_and_fields(void **state)
{
	const struct fixture *fixture = *state;

	assert_true(fixture->english.word_count > 30);
	assert_int_equal(fixture->english.word_count, fixture->welsh.word_count);
	for (int i = 0; i < fixture->english.word_count; i++) {
		const struct word *word = &fixture->english.words[i];
		const char *other = words_find(&fixture->welsh, word->name);
		char *here, *there;

		if (!other)
			print_error("no Welsh for %s\n", word->name);
		assert_non_null(other);
		here = fields_of(word->text);
		there = fields_of(other);
		assert_string_equal(here, there);
		g_free(here);
		g_free(there);
	}
}

static struct chart_point months[] = {
	{ .month = 2006 * 12 + 0, .value = 1200 },
	{ .month = 2006 * 12 + 1, .value = 1300 },
	{ .month = 2006 * 12 + 2, .missing = true },
	{ .month = 2006 * 12 + 3, .value = 1100 },
	{ .month = 2006 * 12 + 4, .value = 1250 },
};
static struct chart_point peers[] = {
	{ .month = 2006 * 12 + 4, .value = 1234.56 },
	{ .month = 2006 * 12 + 5, .value = 999 },
};
static struct chart_point ahead[] = {
	{ .month = 2006 * 12 + 2, .value = 1 },
	{ .month = 2006 * 12 + 7, .value = 1175 },
};
static struct chart_series series[] = {
	{ .role = "value", .name = "Northfield", .points = months, .point_count = 5 },
	{ .role = "peer", .name = "Peer average", .points = peers, .point_count = 2 },
	{ .role = "projection", .name = "3-month projection", .points = ahead, .point_count = 2 },
};
static struct chart_event events[] = { { .month = 2006 * 12 + 3, .label = "Patrols doubled" } };

static void
test_a_monthly_chart_is_told(void **state)
{
	const struct fixture *fixture = *state;
	const struct chart chart = { .kind = "monthly", .title = "recorded crime", .unit = "number",
		.series = series, .series_count = 3, .events = events, .event_count = 1 };

	assert_string_equal(chart_alt(fixture->arena, &fixture->english, &chart),
		"Line chart of recorded crime by month, January 2006 to June 2006. "
		"Northfield: 1,200 in January 2006, 1,250 in May 2006; highest 1,300 in February 2006, "
		"lowest 1,100 in April 2006. "
		"The straight line through the months goes from 1,233 to 1,193. "
		"2 months have no value. "
		"Peer average: 1,235 in May 2006. 4 months have no value. "
		"3-month projection: 1,175 in August 2006. "
		"April 2006: Patrols doubled.");
	assert_non_null(strstr(chart_alt(fixture->arena, &fixture->welsh, &chart),
		"Siart llinell fesul mis: recorded crime, Ionawr 2006 – Mehefin 2006."));
}

static void
test_verdicts_are_told_with_what_is_better(void **state)
{
	const struct fixture *fixture = *state;
	struct chart_point own[] = { { .month = 24000, .value = 4 } };
	struct chart_series judged[] = {
		{ .role = "value", .name = "Northfield", .points = own, .point_count = 1 },
		{ .role = "peer", .name = "Average", .points = own, .point_count = 1,
			.verdict = "Northfield was above the average." },
		{ .role = "target", .name = "Target", .points = own, .point_count = 1,
			.verdict = "Northfield met the target." },
	};
	struct chart chart = { .kind = "monthly", .title = "thefts", .series = judged,
		.series_count = 3, .better = POLARITY_LOWER };

	assert_string_equal(chart_alt(fixture->arena, &fixture->english, &chart),
		"Line chart of thefts by month, January 2000 to January 2000. "
		"Northfield: 4 in January 2000. "
		"Average: 4 in January 2000. Northfield was above the average. Lower is better. "
		"Target: 4 in January 2000. Northfield met the target.");
	chart.better = POLARITY_NONE;
	assert_null(strstr(chart_alt(fixture->arena, &fixture->english, &chart), "better"));
	chart.better = POLARITY_HIGHER;
	assert_non_null(strstr(chart_alt(fixture->arena, &fixture->welsh, &chart), " Gorau po uchaf. "));
	judged[1].verdict = judged[2].verdict = NULL;
	assert_null(strstr(chart_alt(fixture->arena, &fixture->english, &chart), "better"));
}

static void
test_little_or_nothing_is_told_as_such(void **state)
{
	const struct fixture *fixture = *state;
	struct chart_series one = { .role = "value", .name = "Northfield", .points = months,
		.point_count = 1 };
	struct chart chart = { .kind = "monthly", .title = "the rate", .unit = "percent",
		.series = &one, .series_count = 1, .decimals = 1 };

	assert_string_equal(chart_alt(fixture->arena, &fixture->english, &chart),
		"Line chart of the rate by month, January 2006 to January 2006. "
		"Northfield: 1,200.0% in January 2006.");
	one.point_count = 0;
	assert_string_equal(chart_alt(fixture->arena, &fixture->english, &chart),
		"Line chart of the rate by month; there are no data.");
	chart.series_count = 0;
	assert_non_null(chart_alt(fixture->arena, &fixture->english, &chart));
}

static void
test_without_words_nothing_is_told(void **state)
{
	const struct fixture *fixture = *state;
	const struct head mute = { 0 };
	const struct chart chart = { .kind = "monthly", .series = series, .series_count = 3 };
	const struct chart strange = { .kind = "pie", .series = series, .series_count = 3 };

	assert_null(chart_alt(fixture->arena, &mute, &chart));
	assert_null(chart_alt(fixture->arena, &fixture->english, &strange));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_language_has_the_same_words_and_fields),
		cmocka_unit_test(test_a_monthly_chart_is_told),
		cmocka_unit_test(test_verdicts_are_told_with_what_is_better),
		cmocka_unit_test(test_little_or_nothing_is_told_as_such),
		cmocka_unit_test(test_without_words_nothing_is_told),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
