/* Honesty of charts: each rule speaks when it is broken, and only then. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "printed.h"
#include "report/honesty.h"

static struct chart_point months[] = {
	{ .month = 24000, .value = 4, .line = 11 },
	{ .month = 24001, .value = 5, .line = 12 },
	{ .month = 24002, .missing = true },
};
static struct chart_point units[] = {
	{ .month = -1, .label = "North", .value = 40, .base = 50, .line = 21 },
	{ .month = -1, .label = "South", .value = 55, .base = 20, .line = 22 },
};

/* The findings of one chart in a figure with a source line. Yours, free. */
static char *
said_of(struct chart chart, bool source)
{
	struct diags *diags = diags_create();
	struct node text = { .kind = NODE_TEXT }, para = { .kind = NODE_PARA, .first = &text };
	struct node node = { .kind = NODE_CHART, .file = "r.xml", .line = 5, .as.chart = &chart };
	struct node figure = { .kind = NODE_FIGURE, .first = &node };
	struct report report = { .root = &figure };
	char *said;

	if (source)
		node.next = &para;
	report_honesty(&report, diags);
	said = diags_text(diags);
	diags_destroy(diags);
	return said;
}

static void
assert_said(struct chart chart, bool source, const char *expected)
{
	char *said = said_of(chart, source);

	if (!*expected ? *said : !strstr(said, expected))
		fail_msg("said “%s”, not “%s”", said, expected);
	free(said);
}

static struct chart_series series[8];

static struct chart
monthly(int count)
{
	for (int i = 0; i < 8; i++)
		series[i] = (struct chart_series){ .role = "value", .name = "Northfield",
			.points = months, .point_count = 3, .line = 10 };
	return (struct chart){ .kind = "monthly", .series = series, .series_count = count };
}

static void
test_an_honest_chart_is_let_be(void **state)
{
	struct chart chart = monthly(4);

	(void)state;
	assert_said(chart, true, "");
	series[3].role = "projection";
	series[3].months = 6;
	assert_said(chart, true, "");
}

static void
test_projections_need_six_months(void **state)
{
	struct chart chart = monthly(2);

	(void)state;
	series[1].role = "projection";
	series[1].months = 5;
	series[1].line = 17;
	assert_said(chart, true, "r.xml:17: warning: a projection rests on fewer than six months");
	chart.waive = "lines projection";
	assert_said(chart, true, "");
	chart.waive = "projections";
	assert_said(chart, true, "fewer than six");
}

static void
test_four_lines_are_enough(void **state)
{
	struct chart chart = monthly(5);

	(void)state;
	assert_said(chart, true, "more than four lines");
	series[4].role = "projection";
	series[4].months = 12;
	assert_said(chart, true, "");
	chart = monthly(8);
	chart.kind = "multiples";
	for (int i = 0; i < 8; i++)
		series[i].panel = i % 2 ? "a" : "b";
	assert_said(chart, true, "");
}

static void
test_lines_have_the_same_months(void **state)
{
	struct chart chart = monthly(2);

	(void)state;
	series[1].point_count = 2; /* the third is said to be missing */
	series[1].line = 17;
	assert_said(chart, true, "r.xml:17: warning: a chart has lines that leave out months");
	chart.waive = "months";
	assert_said(chart, true, "");
	chart.waive = NULL;
	series[1].role = "target";
	assert_said(chart, true, "");
	chart = monthly(1);
	months[1].month = 24003; /* one line that leaves out its second month */
	months[2].month = 24004;
	assert_said(chart, true, "leave out months");
	months[1].month = 24001;
	months[2].month = 24002;
}

static void
test_source_period_group_and_method_are_asked_for(void **state)
{
	struct chart chart = monthly(1);

	(void)state;
	assert_said(chart, false, "r.xml:5: warning: a chart has no source [chart-honesty]");
	chart = monthly(2);
	series[1].role = "peer";
	assert_said(chart, true, "does not name their group");
	chart.group = "MSBCU";
	assert_said(chart, true, "");
	chart = monthly(1);
	chart.kind = "bars";
	series[0].points = units;
	series[0].point_count = 2;
	assert_said(chart, true, "which time its figures are of");
	chart.period = "2007";
	assert_said(chart, true, "");
	units[1].ranged = true;
	assert_said(chart, true, "r.xml:22: warning: a chart has intervals");
	chart.method = "wilson";
	assert_said(chart, true, "");
	units[1].base = 19;
	assert_said(chart, true, "r.xml:22: warning: a chart shows a percentage or rate of fewer than 20");
	units[1].base = 20;
}

static void
test_small_charts_need_no_source(void **state)
{
	struct chart chart = monthly(1);

	(void)state;
	chart.kind = "sparkline";
	assert_said(chart, false, "");
}

static void
test_months_given_twice_and_values_beyond_drawing_are_told(void **state)
{
	struct chart_point twice[] = { { .month = 24000, .value = 4, .line = 11 },
		{ .month = 24001, .value = 4, .line = 12 }, { .month = 24000, .value = 9, .line = 13 } };
	struct chart_point huge[] = { { .month = 24000, .value = 1e300, .line = 11 } };
	struct chart chart = monthly(1);

	(void)state;
	series[0].points = twice;
	assert_said(chart, true, "r.xml:13: warning: the series “Northfield” has two values for 2000-01");
	series[0].points = huge;
	series[0].point_count = 1;
	assert_said(chart, true, "r.xml:11: warning: a value of the series “Northfield” is too large");
}

static void
test_unordered_uneven_and_empty_data_are_told(void **state)
{
	struct chart_point back[] = { { .month = 24005, .value = 4, .line = 11 },
		{ .month = 24001, .value = 4, .line = 12 }, { .month = 24000, .value = 9, .line = 13 } };
	struct chart_point none[] = { { .month = 24000, .missing = true, .line = 11 } };
	struct chart chart = monthly(1);

	(void)state;
	series[0].points = back;
	assert_said(chart, true, "r.xml:12: warning: the months of the series “Northfield” are not in order");
	series[0].points = none;
	series[0].point_count = 1;
	chart.period = "2007";
	assert_said(chart, true, "r.xml:5: warning: the chart has no value to show");
	chart = monthly(2);
	chart.kind = "bars";
	chart.period = "2007";
	chart.method = "wilson";
	series[0].points = series[1].points = units;
	series[0].point_count = 2;
	series[1].point_count = 1;
	series[1].line = 30;
	assert_said(chart, true, "r.xml:30: warning: the series “Northfield” has 1 values");
	series[1].point_count = 2;
	assert_said(chart, true, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_an_honest_chart_is_let_be),
		cmocka_unit_test(test_projections_need_six_months),
		cmocka_unit_test(test_four_lines_are_enough),
		cmocka_unit_test(test_lines_have_the_same_months),
		cmocka_unit_test(test_source_period_group_and_method_are_asked_for),
		cmocka_unit_test(test_small_charts_need_no_source),
		cmocka_unit_test(test_months_given_twice_and_values_beyond_drawing_are_told),
		cmocka_unit_test(test_unordered_uneven_and_empty_data_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
