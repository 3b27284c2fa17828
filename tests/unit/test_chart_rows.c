/* The data behind charts: rows, columns, and comma-separated values. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "report/chartrows.h"

static const struct word words[] = { { "html-month", "Month" }, { "html-item", "Item" },
	{ "csv-low", "{name}, low" }, { "csv-high", "{name}, high" } };
static const struct head head = { .words = words, .word_count = 4 };

static void
assert_csv(const struct chart *chart, const char *expected)
{
	char *csv = chart_csv(&head, chart);

	assert_string_equal(csv, expected);
	g_free(csv);
}

static void
test_months_stand_in_order_and_gaps_are_empty(void **state)
{
	struct chart_point own[] = { { .month = 24001, .value = 5.25 }, { .month = 24000, .value = 1200 },
		{ .month = 24002, .missing = true, .value = 7 } };
	struct chart_point peers[] = { { .month = 24002, .value = -0.5 }, { .month = 24005, .value = 1e12 } };
	struct chart_series series[] = { { .role = "value", .name = "Northfield", .points = own, .point_count = 3 },
		{ .role = "peer", .points = peers, .point_count = 2 } };
	struct chart chart = { .kind = "monthly", .title = "crimes", .series = series, .series_count = 2 };

	(void)state;
	assert_csv(&chart, "Month,Northfield,Crimes\r\n2000-01,1200,\r\n2000-02,5.25,\r\n2000-03,,-0.5\r\n"
		"2000-06,,1000000000000\r\n");
}

static void
test_text_is_quoted_where_it_must_be(void **state)
{
	struct chart_point points[] = { { .month = -1, .label = "a, b", .value = 1, .low = 0.5, .high = 2,
		.ranged = true }, { .month = -1, .label = "the \"c\"", .value = 2 }, { .month = -1, .label = "d\ne",
		.missing = true } };
	struct chart_series series[] = { { .name = "x", .panel = "p", .points = points, .point_count = 3 } };
	struct chart chart = { .kind = "bars", .series = series, .series_count = 1 };

	(void)state;
	assert_csv(&chart, "Item,p: x,\"p: x, low\",\"p: x, high\"\r\n\"a, b\",1,0.5,2\r\n"
		"\"the \"\"c\"\"\",2,,\r\n\"d\ne\",,,\r\n");
}

static void
test_a_line_for_all_stands_in_every_row(void **state)
{
	struct chart_point points[] = { { .month = -1, .label = "a", .value = 1 },
		{ .month = -1, .label = "b", .value = 2 } };
	struct chart_point line = { .month = 24000, .value = 12 };
	struct chart_series series[] = { { .points = points, .point_count = 2 },
		{ .name = "Contract", .points = &line, .point_count = 1 } };
	struct chart chart = { .kind = "dumbbell", .title = "érase", .series = series, .series_count = 2 };

	(void)state;
	assert_csv(&chart, "Item,Érase,Contract\r\na,1,12\r\nb,2,12\r\n");
}

static void
test_numbers_are_plain(void **state)
{
	static const struct { double value; const char *text; } cases[] = { { 0, "0" }, { -0.0, "0" },
		{ 10, "10" }, { 100, "100" }, { -7.5, "-7.5" }, { 0.000001, "0.000001" }, { -1e-9, "0" },
		{ 1200.05, "1200.05" }, { 999999999.5, "999999999.5" }, { 0.1 + 0.2, "0.3" },
		{ 123456789012.0, "123456789012" }, { 33.3333333, "33.333333" } };
	struct chart_point point = { .month = 24000 };
	struct chart_series series = { .name = "n", .points = &point, .point_count = 1 };
	struct chart chart = { .kind = "monthly", .series = &series, .series_count = 1 };

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char *expected = g_strdup_printf("Month,n\r\n2000-01,%s\r\n", cases[i].text);

		point.value = cases[i].value;
		assert_csv(&chart, expected);
		g_free(expected);
	}
	point.value = 0.000000025;
	chart.fine_decimals = 9;
	assert_csv(&chart, "Month,n\r\n2000-01,0.000000025\r\n");
}

static void
test_nothing_is_a_head(void **state)
{
	struct chart chart = { .kind = "bars" };

	(void)state;
	assert_csv(&chart, "Item\r\n");
	assert_true(chart_has_table(&chart));
	chart.kind = "mark";
	assert_false(chart_has_table(&chart));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_months_stand_in_order_and_gaps_are_empty),
		cmocka_unit_test(test_text_is_quoted_where_it_must_be),
		cmocka_unit_test(test_a_line_for_all_stands_in_every_row),
		cmocka_unit_test(test_numbers_are_plain),
		cmocka_unit_test(test_nothing_is_a_head),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
