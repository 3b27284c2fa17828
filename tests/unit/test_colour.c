/* Colours: known contrasts and differences, and the house palette in every sight. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/xml.h"
#include "style/colour.h"

static const struct colour black = { 0, 0, 0, true }, white = { 1, 1, 1, true };

static struct colour
hex(unsigned rgb)
{
	return (struct colour){ (rgb >> 16) / 255.0, (rgb >> 8 & 255) / 255.0, (rgb & 255) / 255.0, true };
}

static void
assert_near(double value, double expected, double slack)
{
	if (!(fabs(value - expected) <= slack))
		fail_msg("%.4f is not %.4f", value, expected);
}

/* #767676 on white is the lightest grey of 4.5 to 1 that WCAG's own explanations use. */
static void
test_contrast_as_wcag_has_it(void **state)
{
	(void)state;
	assert_near(colour_contrast(black, white), 21, 1e-9);
	assert_near(colour_contrast(white, white), 1, 1e-9);
	assert_near(colour_contrast(hex(0x767676), white), 4.54, 0.005);
	assert_near(colour_contrast(white, hex(0xff0000)), 4.00, 0.005);
}

/* L*a*b* of sRGB red is 53.24, 80.09, 67.20 for D65. */
static void
test_differences_as_lab_has_them(void **state)
{
	(void)state;
	assert_near(colour_lightness(white), 100, 1e-6);
	assert_near(colour_lightness(hex(0xff0000)), 53.24, 0.01);
	assert_near(colour_difference(hex(0xff0000), black),
		sqrt(53.24 * 53.24 + 80.09 * 80.09 + 67.20 * 67.20), 0.1);
	assert_near(colour_difference(white, white), 0, 1e-9);
}

static void
test_sights_keep_grey_and_lose_what_they_cannot_see(void **state)
{
	const struct colour red = hex(0xcc2222), green = hex(0x557722), unset = { 0 };

	(void)state;
	for (enum sight sight = SIGHT_NORMAL; sight < SIGHT_COUNT; sight++) {
		assert_true(colour_difference(colour_seen(hex(0x808080), sight), hex(0x808080)) < 0.5);
		assert_true(colour_difference(colour_seen(white, sight), white) < 0.5);
		assert_false(colour_seen(unset, sight).set);
	}
	assert_true(colour_difference(red, green) > 70);
	assert_true(colour_difference(colour_seen(red, SIGHT_DEUTAN), colour_seen(green, SIGHT_DEUTAN)) < 30);
	assert_near(colour_lightness(colour_seen(red, SIGHT_GREY)), colour_lightness(red), 0.1);
}

/* ---- the palette of each style ---- */

static char *style_path;

static const char *const lines[] = { "chart-1", "chart-2", "chart-3", "chart-4", "chart-5", "chart-6",
	"chart-target", "chart-projection", "better", "worse" };

static int
setup(void **state)
{
	struct diags *diags = diags_create();

	xml_init();
	*state = style_load(style_path, diags);
	diags_print(diags, stderr);
	assert_non_null(*state);
	diags_destroy(diags);
	return 0;
}

static int
teardown(void **state)
{
	style_destroy(*state);
	return 0;
}

static struct colour
named(const struct style *style, const char *name)
{
	struct colour colour = style_colour(style, name);

	if (!colour.set)
		fail_msg("the style has no colour %s", name);
	return colour;
}

/* Lines and bars 3 to 1 (WCAG 2.2, 1.4.11); labels in their colours 4.5 to 1 (1.4.3), as other
 * chart texts; in every sight. */
static void
test_chart_colours_stand_out_from_the_paper(void **state)
{
	static const char *const texts[] = { "chart-1", "chart-2", "chart-3", "chart-4", "chart-5",
		"chart-peer", "chart-target", "chart-projection", "better", "worse" };
	static const char *const looks[] = { "chart-axis", "chart-label", "chart-note" };
	const struct colour paper = named(*state, "chart-paper");

	for (enum sight sight = SIGHT_NORMAL; sight < SIGHT_COUNT; sight++) {
		for (size_t i = 0; i < G_N_ELEMENTS(lines); i++)
			if (colour_contrast(colour_seen(named(*state, lines[i]), sight), paper) < 3)
				fail_msg("%s is too pale in %s", lines[i], sight_names[sight]);
		for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
			if (colour_contrast(colour_seen(named(*state, texts[i]), sight), paper) < 4.5)
				fail_msg("labels in %s are too pale in %s", texts[i], sight_names[sight]);
		for (size_t i = 0; i < G_N_ELEMENTS(looks); i++)
			assert_true(colour_contrast(colour_seen(style_look(*state, looks[i])->ink, sight), paper) >=
				4.5);
	}
}

/* Any two series of a chart look different to anyone who sees colours at all. In grey, and where two
 * still come near, marker, dash and hatch tell them apart. */
static void
test_series_differ_for_every_colour_vision(void **state)
{
	static const char *const series[] = { "chart-1", "chart-2", "chart-3", "chart-4", "chart-5",
		"chart-6" };

	for (enum sight sight = SIGHT_NORMAL; sight < SIGHT_COUNT; sight++) {
		if (sight == SIGHT_GREY)
			continue;
		for (size_t i = 0; i < G_N_ELEMENTS(series); i++)
			for (size_t j = 0; j < i; j++) {
				double apart = colour_difference(colour_seen(named(*state, series[i]), sight),
					colour_seen(named(*state, series[j]), sight));

				if (apart < 10)
					fail_msg("%s and %s are %.1f apart in %s", series[j], series[i], apart,
						sight_names[sight]);
			}
	}
}

/* The pairs that a reader must not confuse keep apart in grey, too. */
static void
test_what_matters_differs_in_grey(void **state)
{
	static const char *const pairs[][2] = { { "chart-1", "chart-peer" }, { "chart-1", "chart-6" },
		{ "chart-1", "chart-projection" }, { "chart-1", "chart-2" }, { "chart-1", "chart-3" } };

	for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
		double apart = fabs(colour_lightness(named(*state, pairs[i][0])) -
			colour_lightness(named(*state, pairs[i][1])));

		if (apart < 15)
			fail_msg("%s and %s are %.1f apart in grey", pairs[i][0], pairs[i][1], apart);
	}
}

/* Shapes before words and marks in charts stand on paper and on the grounds of tables. What they say is
 * told by their shape; better and worse differ in colour, too, for all who see colours. */
static void
test_marks_stand_out_from_every_ground(void **state)
{
	static const char *const marks[] = { "better", "worse", "chart-axis" };
	static const char *const grounds[] = { "paper", "chart-paper", "tint", "accent-tint" };

	for (enum sight sight = SIGHT_NORMAL; sight < SIGHT_COUNT; sight++) {
		struct colour better = colour_seen(named(*state, "better"), sight),
			worse = colour_seen(named(*state, "worse"), sight);

		for (size_t i = 0; i < G_N_ELEMENTS(marks); i++)
			for (size_t j = 0; j < G_N_ELEMENTS(grounds); j++)
				if (colour_contrast(colour_seen(named(*state, marks[i]), sight),
					    colour_seen(named(*state, grounds[j]), sight)) < 3)
					fail_msg("%s on %s is too pale in %s", marks[i], grounds[j], sight_names[sight]);
		if (sight != SIGHT_GREY && colour_difference(better, worse) < 10)
			fail_msg("better and worse are %.1f apart in %s", colour_difference(better, worse),
				sight_names[sight]);
	}
}

static void
test_a_style_can_be_seen_with_other_eyes(void **state)
{
	struct diags *diags = diags_create();
	struct style *style = style_load(style_path, diags);
	struct colour before = named(style, "chart-2"), after;

	(void)state;
	style_see(style, SIGHT_GREY);
	after = named(style, "chart-2");
	assert_true(after.red == after.green && after.green == after.blue);
	assert_near(colour_lightness(after), colour_lightness(before), 0.1);
	assert_true(style_look(style, "chart-note")->ink.red == style_look(style, "chart-note")->ink.blue);
	style_destroy(style);
	diags_destroy(diags);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_contrast_as_wcag_has_it),
		cmocka_unit_test(test_differences_as_lab_has_them),
		cmocka_unit_test(test_sights_keep_grey_and_lose_what_they_cannot_see),
	};
	const struct CMUnitTest palettes[] = {
		cmocka_unit_test(test_chart_colours_stand_out_from_the_paper),
		cmocka_unit_test(test_series_differ_for_every_colour_vision),
		cmocka_unit_test(test_what_matters_differs_in_grey),
		cmocka_unit_test(test_marks_stand_out_from_every_ground),
		cmocka_unit_test(test_a_style_can_be_seen_with_other_eyes),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	GDir *dir = g_dir_open("styles", 0, NULL);
	const char *name;

	while (dir && (name = g_dir_read_name(dir))) {
		style_path = g_build_filename("styles", name, "style.xml", NULL);
		if (g_file_test(style_path, G_FILE_TEST_EXISTS))
			failed += cmocka_run_group_tests_name(name, palettes, setup, teardown);
		g_free(style_path);
	}
	if (dir)
		g_dir_close(dir);
	return failed;
}
