/* Scales: ticks that a reader expects, and ranges of every size. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "chart/scale.h"

static struct ticks
choose(double low, double high, int wanted, struct tick_rules rules)
{
	struct range range = { 0 };

	range_add(&range, low);
	range_add(&range, high);
	return ticks_choose(range, wanted, rules);
}

static void
assert_near(double value, double expected)
{
	assert_true(fabs(value - expected) <= fabs(expected) * 1e-9 + 1e-300);
}

static void
assert_ticks(struct ticks ticks, double low, double high, double step)
{
	assert_near(ticks.low, low);
	assert_near(ticks.high, high);
	assert_near(ticks.step, step);
	assert_near(tick_value(&ticks, ticks.count - 1), high);
}

static void
test_ticks_stand_at_sensible_numbers(void **state)
{
	static const struct tick_rules counts = { true, true, 0, INFINITY };
	static const struct tick_rules share = { true, false, 0, 100 };

	(void)state;
	assert_ticks(choose(0, 97, 5, counts), 0, 100, 25);
	assert_ticks(choose(62, 113, 5, counts), 0, 120, 20);
	assert_ticks(choose(0, 3, 5, counts), 0, 3, 1);
	assert_ticks(choose(8, 98, 6, share), 0, 100, 20);
	assert_ticks(choose(2112, 2586, 5, tick_free), 2100, 2600, 100);
	assert_ticks(choose(-12.5, 6.5, 5, tick_free), -15, 10, 5);
}

static void
test_axes_begin_at_a_multiple_of_their_step(void **state)
{
	static const struct { double low, high; } ranges[] = { { 366, 424 }, { 9.5, 20.6 },
		{ 49.3, 70.1 }, { 0.13, 0.77 }, { -7, 31 }, { 1234, 1301 } };

	(void)state;
	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		for (int wanted = 3; wanted < 9; wanted++) {
			struct ticks ticks = choose(ranges[i].low, ranges[i].high, wanted, tick_free);
			double steps = ticks.low / ticks.step;

			assert_true(fabs(steps - round(steps)) < 1e-6);
			assert_true(ticks.step >= 10 || ticks.decimals <= 2);
		}
}

static void
test_labels_have_the_decimals_they_need(void **state)
{
	(void)state;
	assert_int_equal(choose(0, 100, 5, tick_free).decimals, 0);
	assert_int_equal(choose(0, 1, 5, tick_free).decimals, 1);
	assert_int_equal(choose(0, 0.06, 5, tick_free).decimals, 2);
	assert_int_equal(choose(1.1, 1.9, 5, tick_free).decimals, 1);
}

/* Whatever the range: the ticks enclose it, are finite, few, and grow. */
static void
test_any_range_has_ticks(void **state)
{
	static const double ends[] = { 0, 1e-12, -1e-12, 1e-9, 1, -1, 3.7, 100, 218480, -218480, 1e14,
		-1e15, 1e15, 12345678.9, 12345678.91 };

	(void)state;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		for (size_t j = 0; j < sizeof ends / sizeof *ends; j++)
			for (int wanted = 1; wanted < 12; wanted++) {
				double low = fmin(ends[i], ends[j]), high = fmax(ends[i], ends[j]);
				struct ticks ticks = choose(low, high, wanted, tick_free);

				assert_true(isfinite(ticks.low) && isfinite(ticks.high));
				assert_true(ticks.step > 0 && ticks.high > ticks.low);
				assert_true(ticks.count >= 2 && ticks.count <= 40);
				assert_true(ticks.low <= low + ticks.step * 1e-6);
				assert_true(ticks.high >= high - ticks.step * 1e-6);
			}
}

static void
test_nothing_and_nonsense_have_a_scale(void **state)
{
	struct range range = { 0 };

	(void)state;
	assert_ticks(ticks_choose(range, 3, tick_free), 0, 1, 0.5);
	range_add(&range, NAN);
	range_add(&range, INFINITY);
	range_add(&range, 1e308);
	assert_false(range.any);
	range_add(&range, 1e-320);
	assert_true(range.any && range.low == 0);
}

static void
test_values_go_to_their_place(void **state)
{
	struct scale scale = { 0, 10, 200, 100 }, flat = { 5, 5, 0, 10 };

	(void)state;
	assert_near(scale_at(&scale, 0), 200);
	assert_near(scale_at(&scale, 2.5), 175);
	assert_near(scale_at(&flat, 5), 5);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ticks_stand_at_sensible_numbers),
		cmocka_unit_test(test_axes_begin_at_a_multiple_of_their_step),
		cmocka_unit_test(test_labels_have_the_decimals_they_need),
		cmocka_unit_test(test_any_range_has_ticks),
		cmocka_unit_test(test_nothing_and_nonsense_have_a_scale),
		cmocka_unit_test(test_values_go_to_their_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
