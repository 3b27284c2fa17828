/* Explanations of figures: what a number was computed from, and where that stands in the record. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <glib.h>

#include "record/record.h"
#include "report/bands.h"
#include "report/explain.h"
#include "loaded.h"

#define MILTON "input/milton-keynes-2007.xml"

static struct schema *schema;
static struct bands *bands;

static int
group_setup(void **state)
{
	(void)state;
	schema = schema_loaded();
	bands = bands_loaded();
	return 0;
}

static int
group_teardown(void **state)
{
	(void)state;
	bands_destroy(bands);
	schema_destroy(schema);
	return 0;
}

static struct record *
record_open(const char *path)
{
	const struct record_limits limits = RECORD_LIMITS_DEFAULT;
	struct diags *diags = diags_create();
	struct record *record = record_load(path, schema, &limits, diags);

	assert_non_null(record);
	diags_destroy(diags);
	return record;
}

static bool
line_has(const char *path, int line, const char *part)
{
	char *text, **lines;
	bool has;

	assert_true(g_file_get_contents(path, &text, NULL, NULL));
	lines = g_strsplit(text, "\n", -1);
	has = line > 0 && line <= (int)g_strv_length(lines) && strstr(lines[line - 1], part);
	g_strfreev(lines);
	g_free(text);
	return has;
}

static void
test_a_change_has_two_counts(void **state)
{
	struct record *record = record_open(MILTON);
	struct explained *said = figure_explain(record, schema, bands, NULL, "total.change");

	(void)state;
	assert_non_null(said);
	assert_string_equal(said->name, "Total crime: change, July 2006 to June 2007");
	assert_string_equal(said->value, "3.17%");
	assert_string_equal(said->worked, "(28,792 − 27,906) ÷ 27,906 × 100 = 3.17%");
	assert_true(said->computed);
	assert_int_equal(said->input_count, 2);
	assert_string_equal(said->inputs[0].value, "27,906");
	assert_true(line_has(MILTON, said->inputs[0].line, "value=\"27906\""));
	assert_true(line_has(MILTON, said->inputs[1].line, "value=\"28792\""));
	assert_false(said->inputs[0].computed);
	explained_destroy(said);
	record_destroy(record);
}

static void
test_a_stated_figure_has_its_line(void **state)
{
	struct record *record = record_open(MILTON);
	struct explained *said = figure_explain(record, schema, bands, MILTON, "total.count.previous");

	(void)state;
	assert_non_null(said);
	assert_false(said->computed);
	assert_string_equal(said->formula, "stated in the record");
	assert_null(said->worked);
	assert_int_equal(said->input_count, 0);
	assert_true(line_has(MILTON, said->line, "value=\"27906\""));
	explained_destroy(said);
	record_destroy(record);
}

static void
test_lines_through_months_name_their_series(void **state)
{
	struct record *record = record_open(MILTON);
	struct explained *said = figure_explain(record, schema, bands, NULL, "total.trend.12");

	(void)state;
	assert_non_null(said);
	assert_null(said->worked);
	assert_int_equal(said->input_count, 1);
	assert_null(said->inputs[0].path);
	assert_true(line_has(MILTON, said->inputs[0].line, "<series id=\"total-months\""));
	explained_destroy(said);
	record_destroy(record);
}

static void
test_what_was_published_is_told_beside_the_data(void **state)
{
	struct record *record = record_open(MILTON);
	struct explained *said = figure_explain(record, schema, bands, NULL, "vehicle.detection-comparison");

	(void)state;
	assert_non_null(said);
	assert_string_equal(said->published, "This is as published; the data give below.");
	assert_true(line_has(MILTON, said->line, "<published"));
	explained_destroy(said);
	record_destroy(record);
}

static void
test_readings_of_indicators_are_named(void **state)
{
	struct record *record = record_open("input/bedfordshire-2008.xml");
	struct explained *said = figure_explain(record, schema, bands, NULL, "kdi.difference");

	(void)state;
	assert_non_null(said);
	assert_int_equal(said->input_count, 2);
	assert_string_equal(said->worked, "52.7% − 50.4% = 2.3 percentage points");
	assert_true(line_has("input/bedfordshire-2008.xml", said->inputs[0].line, "value=\"52.7\""));
	explained_destroy(said);
	record_destroy(record);
}

/* A computed figure has a formula whose places are filled, and parts that stand on lines. */
static void
test_every_formula_is_told(void **state)
{
	static const char *const paths[] = { "total.rate", "total.detection-rate", "total.points-change",
		"total.distance", "total.comparison", "total.projection.12", "total.position-change",
		"burglary-cut.verdict", "burglary-cut.margin", "milestones.met", "recommendations.count",
		"total.direction" };
	struct record *record = record_open(MILTON);
	int count = 0;

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(paths); i++) {
		struct explained *said = figure_explain(record, schema, bands, NULL, paths[i]);

		if (!said) /* this sample does not give it */
			continue;
		count++;
		if (!*said->name || !*said->value || !*said->formula || strchr(said->formula, '{'))
			fail_msg("%s: %s: %s", paths[i], said->name, said->formula);
		if (said->computed && strcmp(paths[i], "recommendations.count") != 0)
			assert_true(said->input_count > 0);
		for (int j = 0; j < said->input_count; j++)
			assert_true(said->inputs[j].line > 0);
		explained_destroy(said);
	}
	assert_true(count >= 10);
	record_destroy(record);
}

static void
test_what_is_no_figure_has_no_explanation(void **state)
{
	struct record *record = record_open(MILTON);

	(void)state;
	assert_null(figure_explain(record, schema, bands, NULL, "nothing.change"));
	assert_null(figure_explain(record, schema, bands, NULL, ""));
	assert_null(figure_explain(record, schema, bands, NULL, "total.change.nowhere"));
	record_destroy(record);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_change_has_two_counts),
		cmocka_unit_test(test_a_stated_figure_has_its_line),
		cmocka_unit_test(test_lines_through_months_name_their_series),
		cmocka_unit_test(test_what_was_published_is_told_beside_the_data),
		cmocka_unit_test(test_readings_of_indicators_are_named),
		cmocka_unit_test(test_every_formula_is_told),
		cmocka_unit_test(test_what_is_no_figure_has_no_explanation),
	};

	return cmocka_run_group_tests(tests, group_setup, group_teardown);
}
