/* Statistics against worked figures that others have published. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "report/stat.h"

static void
assert_near(double value, double expected, double slack)
{
	if (!(fabs(value - expected) <= slack))
		print_error("%.6f is not %.6f\n", value, expected);
	assert_true(fabs(value - expected) <= slack);
}

/* ---- lines ---- */

static void
test_a_line_is_found_again(void **state)
{
	const double values[] = { 3, 5, NAN, 9, 11 };
	struct stat_line line;

	(void)state;
	assert_true(stat_line_fit(values, 5, &line));
	assert_near(line.slope, 2, 1e-12);
	assert_near(line.intercept, 3, 1e-12);
	assert_near(stat_line_at(&line, 6), 15, 1e-12);
	assert_int_equal(line.used, 4);
}

/* Anscombe, "Graphs in statistical analysis", The American Statistician 27 (1973), data set I by x:
 * y = 3.00 + 0.500 x for x = 4 .. 14. */
static void
test_anscombes_first_line(void **state)
{
	const double y[] = { 4.26, 5.68, 7.24, 4.82, 6.95, 8.81, 8.04, 8.33, 10.84, 7.58, 9.96 };
	struct stat_line line;

	(void)state;
	assert_true(stat_line_fit(y, 11, &line));
	assert_near(line.slope, 0.5001, 0.00005);
	assert_near(line.intercept - 4 * line.slope, 3.0001, 0.0001);
}

static void
test_a_line_needs_two_values(void **state)
{
	const double one[] = { NAN, 4, INFINITY }, huge[] = { 1e308, 1e308, 1e308 };
	struct stat_line line;

	(void)state;
	assert_false(stat_line_fit(one, 3, &line));
	assert_false(stat_line_fit(one, 0, &line));
	assert_true(stat_line_fit(huge, 3, &line));
	assert_true(isfinite(line.intercept) && line.slope == 0);
	assert_true(isnan(stat_mean(one, 1)) && stat_mean(one, 3) == 4);
}

/* ---- intervals ---- */

/* Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17
 * (1998), 857-872, table I, method 3. */
static void
test_wilson_as_newcombe_has_it(void **state)
{
	static const struct {
		double successes, trials, low, high;
	} rows[] = {
		{ 81, 263, 0.2553, 0.3662 },
		{ 15, 148, 0.0624, 0.1605 },
		{ 0, 20, 0, 0.1611 },
		{ 1, 29, 0.0061, 0.1718 },
	};
	struct stat_interval interval;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_true(stat_wilson(rows[i].successes, rows[i].trials, 1.959964, &interval));
		assert_near(interval.low, rows[i].low, 0.00005);
		assert_near(interval.high, rows[i].high, 0.00005);
	}
	assert_true(stat_wilson(20, 20, STAT_Z95, &interval));
	assert_true(interval.high == 1);
	assert_false(stat_wilson(3, 2, STAT_Z95, &interval));
	assert_false(stat_wilson(0, 0, STAT_Z95, &interval));
	assert_false(stat_wilson(NAN, 5, STAT_Z95, &interval));
}

/* The exact Poisson limits (Garwood, Biometrika 28, 1936) that Byar's formula comes near to. */
static void
test_byar_comes_near_to_the_exact_limits(void **state)
{
	static const struct {
		double count, low, high;
	} rows[] = {
		{ 10, 4.795, 18.390 },
		{ 20, 12.217, 30.888 },
		{ 50, 37.111, 65.919 },
		{ 100, 81.364, 121.627 },
	};
	struct stat_interval interval;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_true(stat_byar(rows[i].count, STAT_Z95, &interval));
		assert_near(interval.low, rows[i].low, 0.012);
		assert_near(interval.high, rows[i].high, 0.012);
	}
	assert_true(stat_byar(0, STAT_Z95, &interval));
	assert_true(interval.low == 0);
	assert_near(interval.high, 3.689, 0.05);
	assert_false(stat_byar(-1, STAT_Z95, &interval));
}

/* Figures of a published inspection report's statistical appendix: 81 % of 1,000; with 600
 * interviews or a design effect of 1.5 it is 3 points as printed there. */
static void
test_half_widths_of_a_survey(void **state)
{
	(void)state;
	assert_near(stat_half_width(0.81, 1000, 1, STAT_Z95) * 100, 2.43, 0.005);
	assert_near(stat_half_width(0.81, 600, 1, STAT_Z95) * 100, 3.14, 0.005);
	assert_near(stat_half_width(0.81, 1000, 1.5, STAT_Z95) * 100, 2.98, 0.005);
	assert_true(isnan(stat_half_width(1.2, 1000, 1, STAT_Z95)));
	assert_true(isnan(stat_half_width(0.5, 0, 1, STAT_Z95)));
}

/* The same appendix: differences of about 2 points (user survey) and around 4 points (crime survey)
 * are significant; -3.0 for a force is, -1.4 is not. */
static void
test_least_significant_differences(void **state)
{
	(void)state;
	assert_near(stat_least_difference(0.78, 1200, 8400, 1, STAT_Z95) * 100, 2.51, 0.005);
	assert_near(stat_least_difference(0.5, 1000, 7000, 1.5, STAT_Z95) * 100, 4.06, 0.005);
	assert_near(stat_least_difference(0.5, 1000, 7000, 1, STAT_Z95) * 100, 3.31, 0.005);
	assert_true(fabs(stat_two_proportions(0.78, 1200, 0.81, 8400, 1)) > STAT_Z95);
	assert_true(fabs(stat_two_proportions(0.78, 1200, 0.794, 1200, 1)) < STAT_Z95);
	assert_true(stat_two_proportions(0, 10, 0, 10, 1) == 0);
	assert_true(isinf(stat_two_proportions(1, 10, 0, 10, 1)));
	assert_true(isnan(stat_two_proportions(0.5, 0, 0.5, 10, 1)));
}

/* ---- ranks ---- */

static void
test_ranks_share_their_place(void **state)
{
	const double values[] = { 5, 3, 5, NAN, 9, 1 };
	int ties;

	(void)state;
	assert_int_equal(stat_rank(values, 6, 4, false, &ties), 1);
	assert_int_equal(ties, 0);
	assert_int_equal(stat_rank(values, 6, 0, false, &ties), 2);
	assert_int_equal(ties, 1);
	assert_int_equal(stat_rank(values, 6, 2, false, NULL), 2);
	assert_int_equal(stat_rank(values, 6, 1, false, NULL), 4);
	assert_int_equal(stat_rank(values, 6, 1, true, NULL), 2);
	assert_int_equal(stat_rank(values, 6, 3, true, NULL), 0);
	assert_int_equal(stat_rank(values, 6, 6, true, NULL), 0);
}

/* ---- control charts ---- */

/* NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2: ten flow rates. */
static void
test_limits_as_nist_has_them(void **state)
{
	const double flow[] = { 49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1 };
	struct xmr_phase phase;
	struct xmr_point points[10];

	(void)state;
	assert_int_equal(stat_xmr(flow, 10, NULL, 0, 0, XMR_UNSCREENED, &phase, points), 1);
	assert_near(phase.mean, 50.81, 1e-9);
	assert_near(phase.range_mean, 1.8778, 0.00005);
	assert_near(phase.upper, 55.8041, 0.002);
	assert_near(phase.lower, 45.8159, 0.002);
	assert_true(phase.trial);
	for (int i = 0; i < 10; i++)
		assert_int_equal(points[i].outside, 0);
}

/* Montgomery, Introduction to Statistical Quality Control, 6th ed., example 6.5: viscosity of
 * aircraft primer paint. */
static void
test_limits_as_montgomery_has_them(void **state)
{
	const double paint[] = { 33.75, 33.05, 34.00, 33.81, 33.46, 34.02, 33.68, 33.27, 33.49, 33.20,
		33.62, 33.00, 33.54, 33.12, 33.84 };
	struct xmr_phase phase;
	struct xmr_point points[15];

	(void)state;
	stat_xmr(paint, 15, NULL, 0, 0, XMR_UNSCREENED, &phase, points);
	assert_near(phase.mean, 33.52, 0.005);
	assert_near(phase.range_mean, 0.48, 0.005);
	assert_near(phase.upper, 34.80, 0.005);
	assert_near(phase.lower, 32.24, 0.005);
	assert_false(phase.trial);
}

/* One leap among small ranges: the screened variant leaves its two ranges out, once. */
static void
test_the_variants_differ_by_the_outlying_ranges(void **state)
{
	const double values[] = { 10, 11, 10, 11, 10, 11, 10, 30, 10, 11, 10, 11, 10, 11, 10, 11 };
	struct xmr_phase plain, screened;
	struct xmr_point points[16];

	(void)state;
	stat_xmr(values, 16, NULL, 0, 0, XMR_UNSCREENED, &plain, points);
	stat_xmr(values, 16, NULL, 0, 0, XMR_SCREENED, &screened, points);
	assert_near(plain.range_mean, (13 * 1 + 20 + 20) / 15.0, 1e-9);
	assert_near(screened.range_mean, 1, 1e-9);
	assert_true(plain.mean == screened.mean);
	assert_int_equal(points[7].outside, 1);
}

/* Around a mean of 0: what rule holds where, and in which direction. A string says the values of
 * flags: + high, - low, . none. */
static void
assert_flags(const struct xmr_point *points, size_t offset, const char *expected)
{
	for (int i = 0; expected[i]; i++) {
		signed char flag = *((const signed char *)&points[i] + offset);

		assert_int_equal(flag, expected[i] == '+' ? 1 : expected[i] == '-' ? -1 : 0);
	}
}

static void
test_a_shift_is_seven_on_one_side(void **state)
{
	const double values[] = { 5, -1, -2, -1, -2, -1, -2, -1, 5, 1, 2, 1, 2, 1, 2, -9 };
	double mirrored[16];
	struct xmr_phase phase;
	struct xmr_point points[16];

	(void)state;
	stat_xmr(values, 16, NULL, 0, 0, XMR_UNSCREENED, &phase, points);
	assert_near(phase.mean, 0, 1e-12);
	assert_flags(points, offsetof(struct xmr_point, shift), ".-------+++++++.");
	for (int i = 0; i < 16; i++)
		mirrored[i] = -values[i];
	stat_xmr(mirrored, 16, NULL, 0, 0, XMR_UNSCREENED, &phase, points);
	assert_flags(points, offsetof(struct xmr_point, shift), ".+++++++-------.");
}

static void
test_a_trend_runs_through_seven_values_up_or_down(void **state)
{
	const double rising[] = { 4, 1, 2, 3, 4, 5, 6, 7, 3, 2, 3 };
	const double falling[] = { 1, 7, 6, 5, 4, 3, 2, 1, 5, 6, 5 };
	const double broken[] = { 1, 2, 3, 4, 5, 6, 6, 7, 8, 9 };
	const double gap[] = { 1, 2, 3, NAN, 4, 5, 6, 7, 1, 1, 1 };
	struct xmr_phase phase;
	struct xmr_point points[11];

	(void)state;
	stat_xmr(rising, 11, NULL, 0, 0, XMR_UNSCREENED, &phase, points);
	assert_flags(points, offsetof(struct xmr_point, trend), ".+++++++...");
	stat_xmr(falling, 11, NULL, 0, 0, XMR_UNSCREENED, &phase, points);
	assert_flags(points, offsetof(struct xmr_point, trend), ".-------...");
	stat_xmr(broken, 10, NULL, 0, 0, XMR_UNSCREENED, &phase, points);
	assert_flags(points, offsetof(struct xmr_point, trend), "..........");
	stat_xmr(gap, 11, NULL, 0, 0, XMR_UNSCREENED, &phase, points);
	assert_flags(points, offsetof(struct xmr_point, trend), "+++.++++...");
}

/* Mean 0, mean range 56 / 14, limits 10.64, two thirds of that 7.09. */
static void
test_two_of_three_near_a_limit(void **state)
{
	const double values[] = { 0, 9, 1, 9, 0, 0, 0, 0, -10, -9, -1, 1, 0, 0, 0 };
	struct xmr_phase phase;
	struct xmr_point points[15];

	(void)state;
	stat_xmr(values, 15, NULL, 0, 0, XMR_UNSCREENED, &phase, points);
	assert_near(phase.mean, 0, 1e-12);
	assert_near(phase.upper, 10.64, 1e-9);
	assert_flags(points, offsetof(struct xmr_point, near), ".+.+....--.....");
	assert_flags(points, offsetof(struct xmr_point, outside), "...............");
}

static void
test_phases_begin_where_they_are_declared(void **state)
{
	const double values[] = { 1, 2, 1, 2, 1, 2, 11, 12, 11, 12, 11, 12 };
	const int starts[] = { 6 }, nonsense[] = { 0, 6, 6, 3, 40 };
	struct xmr_phase phases[6];
	struct xmr_point points[12];

	(void)state;
	assert_int_equal(stat_xmr(values, 12, starts, 1, 0, XMR_SCREENED, phases, points), 2);
	assert_near(phases[0].mean, 1.5, 1e-12);
	assert_near(phases[1].mean, 11.5, 1e-12);
	assert_near(phases[1].range_mean, 1, 1e-12); /* the step between phases is no range */
	assert_int_equal(phases[1].first, 6);
	assert_int_equal(stat_xmr(values, 12, nonsense, 5, 0, XMR_SCREENED, phases, points), 2);
	assert_int_equal(stat_xmr(values, 12, NULL, 0, 6, XMR_SCREENED, phases, points), 1);
	assert_near(phases[0].mean, 1.5, 1e-12);
	assert_int_equal(points[6].outside, 1);
	assert_int_equal(points[0].outside, 0);
}

static void
test_few_values_have_no_limits(void **state)
{
	const double values[] = { NAN, 5, NAN }, same[] = { 3, 3, 3, 3, 3, 3, 3, 3 };
	struct xmr_phase phase;
	struct xmr_point points[8];

	(void)state;
	assert_int_equal(stat_xmr(values, 0, NULL, 0, 0, XMR_SCREENED, &phase, points), 0);
	assert_int_equal(stat_xmr(values, 1, NULL, 0, 0, XMR_SCREENED, &phase, points), 1);
	assert_true(isnan(phase.mean));
	stat_xmr(values, 3, NULL, 0, 0, XMR_SCREENED, &phase, points);
	assert_true(phase.mean == 5 && isnan(phase.upper) && phase.used == 1);
	stat_xmr(same, 8, NULL, 0, 0, XMR_SCREENED, &phase, points);
	assert_true(phase.upper == 3 && phase.lower == 3);
	for (int i = 0; i < 8; i++)
		assert_int_equal(stat_xmr_direction(&points[i]), 0);
}

static void
test_limits_and_sides_go_before_trends(void **state)
{
	const struct xmr_point low_but_rising = { .shift = -1, .trend = 1 };
	const struct xmr_point rising = { .trend = 1 }, outside = { .outside = 1, .shift = -1 };

	(void)state;
	assert_int_equal(stat_xmr_direction(&low_but_rising), -1);
	assert_int_equal(stat_xmr_direction(&rising), 1);
	assert_int_equal(stat_xmr_direction(&outside), 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_line_is_found_again),
		cmocka_unit_test(test_anscombes_first_line),
		cmocka_unit_test(test_a_line_needs_two_values),
		cmocka_unit_test(test_wilson_as_newcombe_has_it),
		cmocka_unit_test(test_byar_comes_near_to_the_exact_limits),
		cmocka_unit_test(test_half_widths_of_a_survey),
		cmocka_unit_test(test_least_significant_differences),
		cmocka_unit_test(test_ranks_share_their_place),
		cmocka_unit_test(test_limits_as_nist_has_them),
		cmocka_unit_test(test_limits_as_montgomery_has_them),
		cmocka_unit_test(test_the_variants_differ_by_the_outlying_ranges),
		cmocka_unit_test(test_a_shift_is_seven_on_one_side),
		cmocka_unit_test(test_a_trend_runs_through_seven_values_up_or_down),
		cmocka_unit_test(test_two_of_three_near_a_limit),
		cmocka_unit_test(test_phases_begin_where_they_are_declared),
		cmocka_unit_test(test_few_values_have_no_limits),
		cmocka_unit_test(test_limits_and_sides_go_before_trends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
