/* Colours in dark surroundings: contrast is kept, hue nearly. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "html/palette.h"

static const struct colour white = { 1, 1, 1, true }, black = { 0, 0, 0, true };

static struct colour
rgb(int red, int green, int blue)
{
	return (struct colour){ red / 255.0, green / 255.0, blue / 255.0, true };
}

static void
test_contrast_is_that_of_the_guidelines(void **state)
{
	(void)state;
	assert_true(fabs(palette_contrast(white, black) - 21) < 1e-9);
	assert_true(fabs(palette_contrast(rgb(0x77, 0x77, 0x77), white) - 4.478) < 0.001);
	assert_true(palette_contrast(white, white) == 1);
}

static void
test_any_two_colours_keep_their_contrast(void **state)
{
	/* none of them so dark that its counterpart would have to be lighter than white */
	const struct colour colours[] = { white, rgb(0x12, 0x3f, 0x66), rgb(0xb3, 0x52, 0x0f),
		rgb(0x4d, 0x59, 0x66), rgb(0xe6, 0xee, 0xf5), rgb(0xa1, 0x1f, 0x17), rgb(0x2e, 0x7d, 0x32) };
	const int count = sizeof colours / sizeof *colours;

	(void)state;
	for (int i = 0; i < count; i++)
		for (int j = 0; j < i; j++) {
			double light = palette_contrast(colours[i], colours[j]);
			double dark = palette_contrast(palette_dark(colours[i]), palette_dark(colours[j]));

			assert_true(fabs(light - dark) < light * 0.01);
		}
}

static void
test_light_and_dark_change_places(void **state)
{
	struct colour paper = palette_dark(white), ink = palette_dark(rgb(0x1c, 0x25, 0x30));

	(void)state;
	assert_true(paper.red < 0.15 && paper.green < 0.15 && paper.blue < 0.15);
	assert_true(ink.red > 0.85 && ink.green > 0.85 && ink.blue > 0.85);
	assert_true(palette_contrast(paper, palette_dark(black)) > 17);
}

static void
test_red_stays_red(void **state)
{
	struct colour red = palette_dark(rgb(0xa1, 0x1f, 0x17));

	(void)state;
	assert_true(red.red > red.green + 0.2 && red.red > red.blue + 0.2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_contrast_is_that_of_the_guidelines),
		cmocka_unit_test(test_any_two_colours_keep_their_contrast),
		cmocka_unit_test(test_light_and_dark_change_places),
		cmocka_unit_test(test_red_stays_red),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
