/* The text of drawn numbers: halves, groups, signs, and what cannot be written out. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/num.h"

static void
test_numbers_as_text(void **state)
{
	static const struct {
		double value;
		int decimals, form;
		const char *text;
	} rows[] = {
		{ 28792, 0, NUM_GROUP, "28,792" },
		{ 28792, 0, NUM_PLAIN, "28792" },
		{ 999, 0, NUM_GROUP, "999" },
		{ 1234567.891, 2, NUM_GROUP, "1,234,567.89" },
		{ -7.184, 2, NUM_PLAIN, "-7.18" },
		{ -7.184, 2, NUM_MINUS, "−7.18" },
		{ -0.001, 2, NUM_PLUS, "0.00" },
		{ 3.8, 2, NUM_PLUS, "+3.80" },
		{ 3.8, 2, NUM_TRIM, "3.8" },
		{ 3, 2, NUM_TRIM, "3" },
		{ 0.05, 1, NUM_PLAIN, "0.1" },
		{ 2.675, 2, NUM_PLAIN, "2.68" }, /* stored as 2.67499999999999982 */
		{ -2.5, 0, NUM_PLAIN, "-3" },
		{ 0.004, 2, NUM_PLAIN, "0.00" },
		{ 1e308, 2, NUM_GROUP, "1E308" },
		{ 1.5e15, 0, NUM_GROUP, "1.5E15" },
		{ 9.999e20, 0, NUM_PLAIN, "1E21" },
		{ -2e-9, 7, NUM_PLAIN, "-2E-9" },
		{ 123456789012345.0, 6, NUM_PLAIN, "123456789012345" },
		{ NAN, 2, NUM_PLAIN, "" },
		{ INFINITY, 2, NUM_PLAIN, "" },
	};
	char text[NUM_BYTES];

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_string_equal(num_text(text, rows[i].value, rows[i].decimals, rows[i].form),
			rows[i].text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_numbers_as_text),
	};

	return cmocka_run_group_tests_name("numbers as text", tests, NULL, NULL);
}
