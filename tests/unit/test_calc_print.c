/* Printed words: articles, numbers, dates and lists in British English. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include <glib.h>

#include "base/xml.h"
#include "report/strings.h"

static struct diags *diags;
static struct strings *strings;
static struct printing printing;

static int
group_setup(void **state)
{
	(void)state;
	xml_init();
	diags = diags_create();
	strings = strings_load("templates/strings", "en-GB", diags);
	assert_non_null(strings);
	printing = (struct printing){ .strings = strings, .arena = arena_create() };
	return 0;
}

static int
group_teardown(void **state)
{
	(void)state;
	arena_destroy(printing.arena);
	strings_destroy(strings);
	diags_destroy(diags);
	return 0;
}

static void
test_the_article_goes_by_how_a_number_is_said(void **state)
{
	static const struct { const char *text, *article; } rows[] = {
		{ "8.97%", "an" }, { "8%", "an" }, { "11%", "an" }, { "18.2%", "an" }, { "80", "an" },
		{ "85%", "an" }, { "800", "an" }, { "811", "an" }, { "8,000", "an" }, { "11,000", "an" },
		{ "18,500", "an" }, { "11000", "an" }, { "80,000", "an" }, { "8000000", "an" },
		{ "800,000", "an" }, { "11,000,000", "an" },
		{ "3.17%", "a" }, { "0.84%", "a" }, { "1.8%", "a" }, { "1,100", "a" }, { "1100", "a" },
		{ "110", "a" }, { "180", "a" }, { "118", "a" }, { "111,000", "a" }, { "7.8", "a" },
		{ "1", "a" }, { "12", "a" }, { "28", "a" }, { "108", "a" }, { "fall", "a" }, { "", "a" },
		{ "−8", "a" }, { "1800", "a" }, { "180000", "a" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
		if (strcmp(print_article(&printing, rows[i].text), rows[i].article) != 0)
			fail_msg("before \"%s\" there was %s", rows[i].text,
				print_article(&printing, rows[i].text));
}

static void
test_numbers_as_running_text_and_tables_have_them(void **state)
{
	static const struct {
		int64_t up, down;
		enum figure_unit unit;
		int stated;
		struct print_style style;
		const char *text;
	} rows[] = {
		{ 380, 100, UNIT_PERCENT, -1, { NULL, -1, false, NULL, NULL }, "3.8%" },
		{ 380, 100, UNIT_PERCENT, -1, { "percent", 2, true, NULL, NULL }, "3.80%" },
		{ -718, 100, UNIT_PERCENT, -1, { NULL, -1, false, NULL, NULL }, "−7.18%" },
		{ -718, 100, UNIT_PERCENT, -1, { NULL, -1, false, "none", NULL }, "7.18%" },
		{ 653, 100, UNIT_POINTS, -1, { NULL, -1, false, NULL, NULL }, "6.53 percentage points" },
		{ 1, 1, UNIT_POINTS, -1, { NULL, -1, false, NULL, NULL }, "1 percentage point" },
		{ -284, 100, UNIT_POINTS, -1, { "points-short", 2, true, NULL, NULL }, "−2.84 pp" },
		{ 27906, 1, UNIT_COUNT, -1, { NULL, -1, false, NULL, NULL }, "27,906" },
		{ 216, 10, UNIT_PERCENT, 1, { NULL, -1, false, NULL, NULL }, "21.6%" },
		{ 220, 10, UNIT_PERCENT, 1, { NULL, -1, false, NULL, NULL }, "22.0%" },
		{ 220, 10, UNIT_PERCENT, 1, { NULL, 1, false, NULL, NULL }, "22%" },
		{ 16105, 1000, UNIT_PERCENT, -1, { NULL, 1, false, NULL, NULL }, "16.1%" },
		{ 7, 1, UNIT_COUNT, 0, { "words", -1, false, NULL, NULL }, "seven" },
		{ 20, 1, UNIT_COUNT, 0, { "words", -1, false, NULL, NULL }, "twenty" },
		{ 21, 1, UNIT_COUNT, 0, { "words", -1, false, NULL, NULL }, "21" },
		{ 0, 1, UNIT_COUNT, 0, { "words", -1, false, NULL, NULL }, "zero" },
		{ -2, 1, UNIT_COUNT, 0, { "words", -1, false, NULL, NULL }, "−2" },
		{ 5, 2, UNIT_COUNT, -1, { "words", -1, false, NULL, NULL }, "2.5" },
		{ 13, 1, UNIT_POSITION, 0, { "ordinal", -1, false, NULL, NULL }, "thirteenth" },
		{ 21, 1, UNIT_POSITION, 0, { "ordinal", -1, false, NULL, NULL }, "21st" },
		{ 22, 1, UNIT_POSITION, 0, { "ordinal", -1, false, NULL, NULL }, "22nd" },
		{ 33, 1, UNIT_POSITION, 0, { "ordinal", -1, false, NULL, NULL }, "33rd" },
		{ 24, 1, UNIT_POSITION, 0, { "ordinal", -1, false, NULL, NULL }, "24th" },
		{ 111, 1, UNIT_POSITION, 0, { "ordinal", -1, false, NULL, NULL }, "111th" },
		{ 1112, 1, UNIT_POSITION, 0, { "ordinal", -1, false, NULL, NULL }, "1,112th" },
		{ 13, 1, UNIT_POSITION, 0, { "position", -1, false, NULL, "15" }, "13 of 15" },
		{ 13, 1, UNIT_POSITION, 0, { NULL, -1, false, NULL, NULL }, "13" },
		{ 5, 1, UNIT_PLACES, -1, { "places", 0, true, "always", NULL }, "+5" },
		{ 0, 1, UNIT_PLACES, -1, { "places", 0, true, "always", NULL }, "0" },
		{ -4, 1, UNIT_PLACES, -1, { "places", 0, true, "always", NULL }, "−4" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		const struct figure figure = { .kind = FIGURE_NUMBER, .unit = rows[i].unit,
			.num = num_ratio(rows[i].up, rows[i].down), .decimals = rows[i].stated };

		assert_string_equal(print_figure(&printing, &figure, &rows[i].style), rows[i].text);
	}
}

static void
test_words_of_figures(void **state)
{
	const struct print_style usual = { .digits = -1 };
	const struct figure comparison = { .kind = FIGURE_WORD, .set = "comparison",
		.text = "just-below" };
	const struct figure contract = { .kind = FIGURE_WORD, .set = "contract", .text = "below",
		.num = num_whole(12) };
	const struct figure name = { .kind = FIGURE_TEXT, .text = "burglary" };

	(void)state;
	assert_string_equal(print_figure(&printing, &comparison, &usual), "just below");
	assert_string_equal(print_figure(&printing, &contract, &usual), "<12");
	assert_string_equal(print_figure(&printing, &name, &usual), "burglary");
}

static void
test_dates_and_what_lies_between_them(void **state)
{
	static const struct { const char *from, *to, *text; } rows[] = {
		{ "2007", NULL, "2007" }, { "2007-07", "", "July 2007" },
		{ "2007-07-31", "2007-07-31", "31 July 2007" },
		{ "2008-01-10", "2008-01-11", "10–11 January 2008" },
		{ "2006-11-27", "2006-12-01", "27 November – 1 December 2006" },
		{ "2006-12-30", "2007-01-02", "30 December 2006 to 2 January 2007" },
		{ "2006-07", "2007-06", "July 2006 to June 2007" },
		{ "2007-01", "2007-06", "January to June 2007" },
		{ "2006", "2007", "2006 to 2007" }, { "2007-01", "2007-06-30", "January 2007 to 30 June 2007" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
		assert_string_equal(print_date(&printing, rows[i].from, rows[i].to), rows[i].text);
	assert_null(print_date(&printing, "July", NULL));
	assert_null(print_date(&printing, "2007-07", "2007-13"));
}

static void
test_lists(void **state)
{
	(void)state;
	assert_string_equal(print_list(&printing, "3"), "3");
	assert_string_equal(print_list(&printing, "3 6"), "3 and 6");
	assert_string_equal(print_list(&printing, "3 6 12"), "3, 6 and 12");
	assert_string_equal(print_list(&printing, "1 2 3 4"), "1, 2, 3 and 4");
	assert_string_equal(print_list(&printing, ""), "");
}

static void
test_numbers_for_machines_have_no_separators(void **state)
{
	(void)state;
	assert_string_equal(print_plain(&printing, num_ratio(27906, 1)), "27906");
	assert_string_equal(print_plain(&printing, num_ratio(-1, 3)), "-0.333333");
	assert_string_equal(print_plain(&printing, num_none), "");
}

static void
test_a_word_that_is_missing_shows_and_is_remembered(void **state)
{
	(void)state;
	printing.missing = NULL;
	assert_string_equal(print_fill(&printing, "no-such-word", (struct field[]){ { NULL, NULL } }),
		"[no-such-word]");
	assert_string_equal(printing.missing, "no-such-word");
	printing.missing = NULL;
}

static void
test_values_are_set_off_by_private_characters(void **state)
{
	const char *text = strings_find(strings, "narrative-count-comparison");

	(void)state;
	assert_non_null(strstr(text, STRINGS_MARK_BEGIN "{word}" STRINGS_MARK_END));
	assert_null(strchr(text, '\n'));
}

static void
test_a_language_without_words_is_a_finding(void **state)
{
	struct diags *found = diags_create();

	(void)state;
	assert_null(strings_load("templates/strings", "xx", found));
	assert_int_equal(diags_worst(found), DIAG_FAILURE);
	diags_destroy(found);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_article_goes_by_how_a_number_is_said),
		cmocka_unit_test(test_numbers_as_running_text_and_tables_have_them),
		cmocka_unit_test(test_words_of_figures),
		cmocka_unit_test(test_dates_and_what_lies_between_them),
		cmocka_unit_test(test_lists),
		cmocka_unit_test(test_numbers_for_machines_have_no_separators),
		cmocka_unit_test(test_a_word_that_is_missing_shows_and_is_remembered),
		cmocka_unit_test(test_values_are_set_off_by_private_characters),
		cmocka_unit_test(test_a_language_without_words_is_a_finding),
	};

	return cmocka_run_group_tests_name("printed words", tests, group_setup, group_teardown);
}
