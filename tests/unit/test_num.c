/* Exact numbers, against the figures that two published follow-up reports print. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <glib.h>
#include <string.h>

#include "base/num.h"

static const struct num_style two = { .decimals = 2 };

static void
assert_prints(struct num num, const struct num_style *style, const char *expect)
{
	char *text = num_format(num, style);

	if (!text || !expect)
		assert_null(text ? text : expect);
	else
		assert_string_equal(text, expect);
	g_free(text);
}

static struct num
parsed(const char *text)
{
	struct num num;

	assert_true(num_parse(text, &num, NULL));
	return num;
}

static void
test_published_changes_of_counts(void **state)
{
	static const struct { int before, after; const char *change; } rows[] = {
		{ 27906, 28792, "3.17" }, { 7894, 7327, "-7.18" }, { 1054, 1094, "3.80" },
		{ 119, 195, "63.87" }, { 3470, 3619, "4.29" }, { 239, 343, "43.51" },
		{ 4999, 4957, "-0.84" }, { 2766, 2122, "-23.28" }, { 301, 328, "8.97" },
		{ 62, 55, "-11.29" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
		assert_prints(num_change(num_whole(rows[i].before), num_whole(rows[i].after)), &two,
			rows[i].change);
}

static void
test_published_detection_rates_and_their_changes_in_points(void **state)
{
	static const struct {
		int crimes_before, detected_before, crimes_after, detected_after;
		const char *before, *after, *points;
	} rows[] = {
		{ 27906, 7894, 28792, 7327, "28.29", "25.45", "-2.84" },
		{ 1054, 119, 1094, 195, "11.29", "17.82", "6.53" },
		{ 3470, 239, 3619, 343, "6.89", "9.48", "2.59" },
		{ 4999, 2766, 4957, 2122, "55.33", "42.81", "-12.52" },
		{ 301, 62, 328, 55, "20.60", "16.77", "-3.83" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct num before = num_ratio(rows[i].detected_before * 100, rows[i].crimes_before);
		struct num after = num_ratio(rows[i].detected_after * 100, rows[i].crimes_after);

		assert_prints(before, &two, rows[i].before);
		assert_prints(after, &two, rows[i].after);
		assert_prints(num_sub(after, before), &two, rows[i].points);
	}
}

/* Any population from 218,478 to 218,485, and households from 88,262 to 88,311, give the rates that
 * were published; one beside these does not. */
static void
test_published_rates_per_thousand(void **state)
{
	static const struct { int before, after; const char *printed_before, *printed_after; } rows[] = {
		{ 27906, 28792, "127.73", "131.78" }, { 3470, 3619, "15.88", "16.56" },
		{ 4999, 4957, "22.88", "22.69" }, { 301, 328, "1.38", "1.50" },
	};
	static const struct { int population; bool good; } populations[] = {
		{ 218477, false }, { 218478, true }, { 218480, true }, { 218485, true }, { 218486, false },
	};
	static const struct { int households; bool good; } houses[] = {
		{ 88261, false }, { 88262, true }, { 88290, true }, { 88311, true }, { 88312, false },
	};

	(void)state;
	for (size_t p = 0; p < G_N_ELEMENTS(populations); p++) {
		bool all = true;

		for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
			char *before = num_format(num_ratio(rows[i].before * 1000L, populations[p].population),
				&two);
			char *after = num_format(num_ratio(rows[i].after * 1000L, populations[p].population),
				&two);

			all = all && strcmp(before, rows[i].printed_before) == 0 &&
				strcmp(after, rows[i].printed_after) == 0;
			g_free(before);
			g_free(after);
		}
		assert_int_equal(all, populations[p].good);
	}
	for (size_t p = 0; p < G_N_ELEMENTS(houses); p++) {
		char *before = num_format(num_ratio(1054000, houses[p].households), &two);
		char *after = num_format(num_ratio(1094000, houses[p].households), &two);

		assert_int_equal(!strcmp(before, "11.94") && !strcmp(after, "12.39"), houses[p].good);
		g_free(before);
		g_free(after);
	}
}

/* Where only rounded rates were printed, the printed change must be one that they allow. */
static void
test_published_changes_fit_the_intervals_of_rounded_rates(void **state)
{
	static const struct { const char *before, *after, *low, *high, *printed; bool points; } rows[] = {
		{ "47.16", "42.35", "-10.22", "-10.18", "-10.20", false },
		{ "8.05", "7.09", "-12.04", "-11.81", "-11.95", false },
		{ "1.74", "1.26", "-28.08", "-27.09", "-27.57", false },
		{ "6.83", "6.29", "-8.05", "-7.77", "-7.90", false },
		{ "11.85", "10.16", "-14.34", "-14.18", "-14.30", false },
		{ "21.6", "22.8", "1.10", "1.30", "1.24", true },
		{ "8.2", "2.4", "-5.90", "-5.70", "-5.82", true },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		int decimals_before, decimals_after;
		struct num before, after;
		struct interval a, b, change;

		assert_true(num_parse(rows[i].before, &before, &decimals_before));
		assert_true(num_parse(rows[i].after, &after, &decimals_after));
		a = interval_rounded(before, decimals_before);
		b = interval_rounded(after, decimals_after);
		change = rows[i].points ? interval_sub(b, a) : interval_change(a, b);
		assert_prints(change.low, &two, rows[i].low);
		assert_prints(change.high, &two, rows[i].high);
		assert_true(interval_has(change, parsed(rows[i].printed), 2));
		assert_false(interval_has(change, num_add(parsed(rows[i].high), num_ratio(2, 100)), 2));
		assert_false(interval_has(change, num_sub(parsed(rows[i].low), num_ratio(2, 100)), 2));
	}
	/* the change of the count, where that is known: 8.97 and not the 8.70 of the rounded rates */
	assert_prints(num_change(parsed("1.38"), parsed("1.50")), &two, "8.70");
	assert_prints(num_change(parsed("11.94"), parsed("12.39")), &two, "3.77");
}

static void
test_other_published_sums_and_shares(void **state)
{
	static const struct { int64_t up, down; int decimals; const char *printed; } rows[] = {
		{ (556 - 476) * 100, 556, 1, "14.4" }, { (1900 - 1503) * 100, 1900, 1, "20.9" },
		{ 184 * 100, 265, 0, "69" }, { 249 * 100, 265, 0, "94" },
		{ (4856 + 328), 228, 1, "22.7" }, { 40900 * 100, 165900, 1, "24.7" },
		{ 1425 - 948, 1425, 3, "0.335" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
		assert_prints(num_ratio(rows[i].up, rows[i].down),
			&(struct num_style){ .decimals = rows[i].decimals }, rows[i].printed);
}

static void
test_places_gained_have_a_plus_and_none_has_no_sign(void **state)
{
	static const struct { int before, after; const char *printed; } rows[] = {
		{ 7, 8, "-1" }, { 13, 13, "0" }, { 10, 14, "-4" }, { 11, 6, "+5" }, { 15, 14, "+1" },
		{ 9, 8, "+1" }, { 9, 11, "-2" }, { 8, 13, "-5" }, { 12, 12, "0" }, { 14, 15, "-1" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
		assert_prints(num_whole(rows[i].before - rows[i].after),
			&(struct num_style){ .sign = NUM_SIGN_ALWAYS }, rows[i].printed);
}

static void
test_halves_go_away_from_zero(void **state)
{
	static const struct { const char *in; int decimals; const char *out; } rows[] = {
		{ "0.845", 2, "0.85" }, { "-0.845", 2, "-0.85" }, { "0.8449999", 2, "0.84" },
		{ "2.5", 0, "3" }, { "-2.5", 0, "-3" }, { "-0.004", 2, "0.00" }, { "-0.005", 2, "-0.01" },
		{ "1.005", 2, "1.01" }, { "0.5", 0, "1" }, { "999.995", 2, "1000.00" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct num num = parsed(rows[i].in);

		assert_prints(num, &(struct num_style){ .decimals = rows[i].decimals }, rows[i].out);
		assert_int_equal(num_compare(num_round(num, rows[i].decimals), parsed(rows[i].out)), 0);
	}
}

static void
test_formats(void **state)
{
	const struct num_style trim = { .decimals = 2, .trim = true, .thousands = "," };
	const struct num_style other = { .decimals = 2, .thousands = " ", .point = ",",
		.minus = "\xe2\x88\x92" };

	(void)state;
	assert_prints(parsed("3.80"), &trim, "3.8");
	assert_prints(parsed("8.00"), &trim, "8");
	assert_prints(parsed("100"), &trim, "100");
	assert_prints(parsed("27906"), &trim, "27,906");
	assert_prints(parsed("-1234567.891"), &trim, "-1,234,567.89");
	assert_prints(parsed("-1234567.891"), &other, "\xe2\x88\x92" "1 234 567,89");
	assert_prints(parsed("999"), &trim, "999");
	assert_prints(parsed("1000"), &trim, "1,000");
	assert_prints(parsed("0"), &two, "0.00");
	assert_prints(parsed("0.07"), &trim, "0.07");
	assert_prints(parsed("-5"), &(struct num_style){ .sign = NUM_SIGN_NONE }, "5");
	assert_prints(parsed("123456789012345678.123456789012"), &(struct num_style){ .decimals = 12 },
		"123456789012345678.123456789012");
	assert_prints(num_none, &two, NULL);
}

static void
test_text_that_is_no_decimal_is_refused(void **state)
{
	static const char *const bad[] = {
		"", "-", ".", "1e5", "1,000", " 1", "1 ", "0x10", "1.2.3", "--1", "1234567890123456789",
		"0.1234567890123", "inf", "nan", "\xd9\xa1",
	};
	struct num num;
	int decimals;

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
		if (num_parse(bad[i], &num, NULL))
			fail_msg("\"%s\" was taken for a number", bad[i]);
	assert_true(num_parse("+1.50", &num, &decimals));
	assert_int_equal(decimals, 2);
	assert_true(num_parse("-.5", &num, &decimals));
	assert_int_equal(num_compare(num, num_ratio(-1, 2)), 0);
}

/* 1/(2^40 + odd) have denominators without common divisors: four of them pass 2^127. */
static void
test_overflow_and_division_by_zero_give_no_number(void **state)
{
	struct num sum = num_whole(0), power = num_whole(INT64_MAX);

	(void)state;
	for (int i = 0; i < 4; i++)
		sum = num_add(sum, num_ratio(1, (1L << 40) + 2 * i + 1));
	assert_false(num_is(sum));
	assert_false(num_is(num_add(sum, num_whole(1))));
	power = num_mul(power, power);
	assert_true(num_is(power));
	assert_false(num_is(num_mul(power, num_whole(3))));
	assert_false(num_is(num_div(num_whole(1), num_whole(0))));
	assert_false(num_is(num_ratio(1, 0)));
	assert_false(num_is(num_change(num_whole(0), num_whole(5))));
	assert_true(num_is(num_ratio(INT64_MIN, INT64_MIN)));
	assert_int_equal(num_sign(num_none), 0);
	assert_false(num_is(num_round(power, 12)));
}

static void
test_comparison_is_exact_where_products_would_overflow(void **state)
{
	struct num big = num_mul(num_whole(INT64_MAX), num_whole(INT64_MAX));
	struct num a = num_div(num_sub(big, num_whole(1)), big), b = num_div(big, num_add(big, num_whole(1)));

	(void)state;
	assert_int_equal(num_compare(a, b), -1);
	assert_int_equal(num_compare(b, a), 1);
	assert_int_equal(num_compare(a, a), 0);
	assert_int_equal(num_compare(num_ratio(-1, 3), num_ratio(-1, 4)), -1);
	assert_int_equal(num_compare(num_ratio(-1, 3), num_ratio(1, 4)), -1);
	assert_int_equal(num_compare(num_ratio(7, 2), num_ratio(10, 3)), 1);
}

static void
test_arithmetic_keeps_lowest_terms(void **state)
{
	struct num third = num_ratio(2, -6), sum = num_whole(0);
	int64_t whole;

	(void)state;
	assert_true(third.up == -1 && third.down == 3);
	for (int i = 0; i < 3; i++)
		sum = num_sub(sum, third);
	assert_true(num_to_whole(sum, &whole));
	assert_int_equal(whole, 1);
	assert_false(num_to_whole(third, &whole));
	assert_true(num_double(num_ratio(1, 4)) == 0.25);
	assert_int_equal(num_compare(num_abs(third), num_ratio(1, 3)), 0);
}

static void
test_dates_and_months(void **state)
{
	static const char *const bad[] = {
		"", "07", "2007-13", "2007-00", "2007-02-29", "2007-7", "2007/07", "0000", "2007-07-31T",
		"2007-06-31", "1900-02-29",
	};
	struct date date;
	int month;

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
		if (date_parse(bad[i], &date))
			fail_msg("\"%s\" was taken for a date", bad[i]);
	assert_true(date_parse("2008-02-29", &date));
	assert_int_equal(date.day, 29);
	assert_int_equal(date_weekday(date), 5);
	assert_int_equal(date_weekday((struct date){ 2007, 7, 31 }), 2);
	assert_int_equal(date_weekday((struct date){ 1, 1, 1 }), 1);
	assert_true(date_parse("2007", &date));
	assert_int_equal(date.month, 0);
	assert_true(month_parse("2005-07", &month));
	assert_int_equal(month, 2005 * 12 + 6);
	assert_int_equal(month_year(month), 2005);
	assert_int_equal(month_number(month), 7);
	assert_false(month_parse("2005", &month));
	assert_false(month_parse("2005-07-01", &month));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_published_changes_of_counts),
		cmocka_unit_test(test_published_detection_rates_and_their_changes_in_points),
		cmocka_unit_test(test_published_rates_per_thousand),
		cmocka_unit_test(test_published_changes_fit_the_intervals_of_rounded_rates),
		cmocka_unit_test(test_other_published_sums_and_shares),
		cmocka_unit_test(test_places_gained_have_a_plus_and_none_has_no_sign),
		cmocka_unit_test(test_halves_go_away_from_zero),
		cmocka_unit_test(test_formats),
		cmocka_unit_test(test_text_that_is_no_decimal_is_refused),
		cmocka_unit_test(test_overflow_and_division_by_zero_give_no_number),
		cmocka_unit_test(test_comparison_is_exact_where_products_would_overflow),
		cmocka_unit_test(test_arithmetic_keeps_lowest_terms),
		cmocka_unit_test(test_dates_and_months),
	};

	return cmocka_run_group_tests_name("num", tests, NULL, NULL);
}
