/* Every kind of chart: tests/charts/NAME.xml against NAME.frames on the square font, and what must
 * hold for any chart and any data: nothing leaves the box, no text runs into another. With REGEN
 * set, the frames are written instead: read the difference. */
#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include <libxml/parser.h>

#include "chart/chart.h"
#include "report/report.h"
#include "frames_file.h"
#include "press.h"
#include "words_file.h"

#define FOLDER "tests/charts/"

static const double width = 451;

static int
setup(void **state)
{
	struct press *presses = g_new0(struct press, 2);

	press_open(&presses[1], HOUSE_STYLE);
	g_setenv("REVISIT_FONTS", "tests/fonts", TRUE);
	press_open(&presses[0], FOLDER "style.xml");
	*state = presses;
	return 0;
}

static int
teardown(void **state)
{
	struct press *presses = *state;

	press_close(&presses[0]);
	press_close(&presses[1]);
	g_free(presses);
	return 0;
}

/* The figures of a case as a report with the words of British English. */
static struct report *
report_of(const char *name, struct diags *diags)
{
	char *figures, *words, *path = g_strconcat(FOLDER, name, NULL), *all;
	struct report *report;
	xmlDocPtr doc;

	assert_true(g_file_get_contents(path, &figures, NULL, NULL));
	assert_true(g_file_get_contents("templates/strings/charts.en-GB.xml", &words, NULL, NULL));
	*strstr(figures, "</charts>") = '\0';
	*strstr(words, "</words>") = '\0';
	all = g_strconcat("<report xml:lang='en-GB'><head><title>Charts</title><words>",
		strchr(strstr(words, "<words"), '>') + 1, "</words></head>",
		strstr(figures, "<charts>") + strlen("<charts>"), "</report>", NULL);
	doc = xmlReadMemory(all, (int)strlen(all), path, NULL, 0);
	assert_non_null(doc);
	report = report_read(doc, path, diags);
	diags_print(diags, stderr);
	assert_non_null(report);
	xmlFreeDoc(doc);
	g_free(all);
	g_free(words);
	g_free(figures);
	g_free(path);
	return report;
}

/* ---- what holds for every chart ---- */

static bool
is_inside(const struct item *item, struct box box)
{
	const double slack = 2.5; /* half a wide stroke, half a marker */
	double left = box.x - slack, right = box.x + box.width + slack;
	double top = box.y - slack, foot = box.y + box.height + slack;

	if (item->kind == ITEM_TEXT)
		return item->as.text.x >= left && item->as.text.x + item->as.text.width <= right &&
			item->as.text.y >= top && item->as.text.y <= foot;
	for (int i = 0; i < item->as.path.point_count; i += 2)
		if (!(item->as.path.points[i] >= left && item->as.path.points[i] <= right &&
			    item->as.path.points[i + 1] >= top && item->as.path.points[i + 1] <= foot))
			return false;
	return true;
}

static char *
text_of(const struct text_item *text)
{
	GString *out = g_string_new(NULL);

	for (int i = 0; i < text->count; i++)
		for (int j = 0; j < text->pieces[i].shaped->run_count; j++)
			g_string_append_len(out, text->pieces[i].shaped->runs[j].text,
				text->pieces[i].shaped->runs[j].bytes);
	return g_string_free(out, FALSE);
}

/* From the capitals' top to the baseline. */
static bool
texts_meet(const struct text_item *a, const struct text_item *b)
{
	double rise = a->look->size * 0.7, other = b->look->size * 0.7;

	return a->x < b->x + b->width - 0.1 && b->x < a->x + a->width - 0.1 &&
		a->y - rise < b->y - 0.1 && b->y - other < a->y - 0.1;
}

static void
assert_sound(const struct page *page, struct box box, const struct node *node)
{
	for (guint i = 0; i < page->items->len; i++) {
		const struct item *item = &g_array_index(page->items, struct item, i);

		assert_ptr_equal(item->source, node);
		if (!is_inside(item, box))
			fail_msg("item %u of a %s chart leaves the box: %s", i, node->as.chart->kind,
				item->kind == ITEM_TEXT ? text_of(&item->as.text) : "a path");
		if (item->kind != ITEM_TEXT)
			continue;
		for (guint j = 0; j < i; j++) {
			const struct item *other = &g_array_index(page->items, struct item, j);

			if (other->kind == ITEM_TEXT && texts_meet(&item->as.text, &other->as.text))
				fail_msg("in a %s chart, “%s” meets “%s”", node->as.chart->kind,
					text_of(&item->as.text), text_of(&other->as.text));
		}
	}
}

/* Draws into a box of the height that it wants, on a page of its own. */
static struct page *
drawn(const struct press *press, struct pages *pages, const struct node *node, double wide)
{
	const struct page_master *master = style_page(press->style, "body");
	struct page *page = pages_add(pages, master);
	struct box box = { 20, 20, wide, chart_height(node, press->style, wide) };

	assert_true(box.height > 0 && box.height <= 700);
	assert_true(chart_draw(pages, page, press->fonts, press->style, node, box, press->diags));
	assert_true(page->items->len > 0);
	assert_sound(page, box, node);
	return page;
}

static void
draw_all(const struct press *press, struct pages *pages, const struct node *node, GString *alts)
{
	if (node->kind == NODE_CHART) {
		double wide = strcmp(node->as.chart->kind, "mark") == 0 ? 20 :
			strcmp(node->as.chart->kind, "sparkline") == 0 ? 80 : width;

		drawn(press, pages, node, wide);
		g_string_append_printf(alts, "%s: %s\n", node->as.chart->kind, node->as.chart->alt);
	}
	for (const struct node *child = node->first; child; child = child->next)
		draw_all(press, pages, child, alts);
}

/* ---- the cases ---- */

static char *
made(const struct press *press, const char *name)
{
	struct report *report = report_of(name, press->diags);
	struct pages *pages = pages_create(report);
	GString *alts = g_string_new(NULL);
	char *dump, *all;

	draw_all(press, pages, report->root, alts);
	dump = pages_dump(pages);
	all = g_strconcat(alts->str, dump, NULL);
	g_string_free(alts, TRUE);
	g_free(dump);
	pages_destroy(pages);
	report_destroy(report);
	return all;
}

static void
test_case(void *state, const char *name)
{
	const struct press *presses = state;
	char *got = made(&presses[0], name);

	g_free(made(&presses[1], name)); /* the house style: sound, but its fonts are the system's */
	frames_compare(FOLDER, name, got);
	g_free(got);
}

static void
test_every_case_gives_its_frames(void **state)
{
	cases_run(FOLDER, test_case, *state);
}

/* ---- names ---- */

static GString *
texts_of(const struct page *page)
{
	GString *all = g_string_new(" ");

	for (guint i = 0; i < page->items->len; i++) {
		const struct item *item = &g_array_index(page->items, struct item, i);
		char *text = item->kind == ITEM_TEXT ? text_of(&item->as.text) : NULL;

		g_string_append_printf(all, "%s ", text ? text : "");
		g_free(text);
	}
	return all;
}

/* Every word of every name of a row stands on the chart, on paper and, unless it is a paragraph, on a
 * telephone. */
static void
test_names_of_rows_are_not_cut(void **state)
{
	const struct press *press = &((const struct press *)*state)[1];
	struct report *report = report_of("interval.xml", press->diags);
	struct pages *pages = pages_create(report);
	const double widths[] = { width, 198 };

	for (size_t w = 0; w < G_N_ELEMENTS(widths); w++)
		for (const struct node *figure = report->root->first; figure; figure = figure->next) {
			const struct chart_series *series = figure->first->as.chart->series;
			GString *drawn_words = texts_of(drawn(press, pages, figure->first, widths[w]));

			for (int i = 0; i < series->point_count; i++) {
				char **words = g_strsplit(series->points[i].label, " ", -1);

				for (char **word = words; *word && (w == 0 || g_strv_length(words) < 20); word++)
					if (!strstr(drawn_words->str, *word))
						fail_msg("“%s” of “%s” is not drawn at %.0f", *word,
							series->points[i].label, widths[w]);
				g_strfreev(words);
			}
			g_string_free(drawn_words, TRUE);
		}
	pages_destroy(pages);
	report_destroy(report);
}

/* ---- any data ---- */

static const char *const plots[] = { "bars", "bullet", "control", "distribution", "dumbbell",
	"interval", "monthly", "multiples", "peers", "share", "slope", "sparkline", "stacked",
	"steps" };

/* Months and labels both, so that any kind finds what it looks for. */
static void
draw_values(const struct press *press, const char *kind, const double *values, int count,
	const char *unit, double wide)
{
	static const char *const roles[] = { "value", "previous", "target", "peer" };
	struct report report = { .arena = arena_create() };
	struct chart_series series[4] = { 0 };
	struct node node = { .kind = NODE_CHART, .line = 7, .file = "record.xml" };
	struct pages *pages;

	words_from_file(report.arena, &report.head, "templates/strings/charts.en-GB.xml");
	for (int s = 0; s < 4; s++) {
		series[s] = (struct chart_series){ .role = roles[s], .name = roles[s],
			.points = arena_new_array(report.arena, struct chart_point, MAX(count, 1)),
			.point_count = count, .panel = s % 2 ? "Odd" : "Even" };
		for (int i = 0; i < count; i++)
			series[s].points[i] = (struct chart_point){ .month = 2000 * 12 + i,
				.label = arena_printf(report.arena, "Unit %d", i), .value = values[i],
				.low = values[i] - 1, .high = values[i] + 1, .ranged = s == 0,
				.missing = !isfinite(values[i]), .own = i == 0 };
	}
	node.as.chart = &(struct chart){ .kind = kind, .unit = unit, .series = series,
		.series_count = 4, .better = POLARITY_LOWER };
	pages = pages_create(&report);
	drawn(press, pages, &node, wide);
	pages_destroy(pages);
	arena_destroy(report.arena);
}

static void
draw_everywhere(const struct press *presses, const double *values, int count, const char *unit)
{
	for (size_t i = 0; i < G_N_ELEMENTS(plots); i++) {
		draw_values(&presses[0], plots[i], values, count, unit, width);
		draw_values(&presses[1], plots[i], values, count, unit, width);
	}
}

static void
test_nothing_and_little_is_drawn(void **state)
{
	const double none[] = { NAN, NAN, NAN }, one[] = { 12 }, zero[] = { 0, 0, 0, 0 };

	draw_everywhere(*state, none, 0, "number");
	draw_everywhere(*state, none, 3, "number");
	draw_everywhere(*state, one, 1, "number");
	draw_everywhere(*state, zero, 4, "number");
	draw_everywhere(*state, (const double[]){ 40, 40, 40, 40 }, 4, "percent");
}

static void
test_negative_huge_and_tiny_values_are_drawn(void **state)
{
	draw_everywhere(*state, (const double[]){ -3, -20, -7.5, -1 }, 4, "number");
	draw_everywhere(*state, (const double[]){ -3, 20, NAN, 11 }, 4, "percent");
	draw_everywhere(*state, (const double[]){ 9e14, 1e14, 5e14 }, 3, "number");
	draw_everywhere(*state, (const double[]){ 1e308, -1e308, DBL_MAX, 5 }, 4, "number");
	draw_everywhere(*state, (const double[]){ 1e-9, 2e-9, 3e-9 }, 3, "rate");
	draw_everywhere(*state, (const double[]){ DBL_MIN, 4e-320, -DBL_MIN }, 3, "rate");
	draw_everywhere(*state, (const double[]){ 12345678.9, 12345678.91, 12345678.92 }, 3, "rate");
}

static void
test_charts_fit_narrow_and_wide_boxes(void **state)
{
	const struct press *presses = *state;
	const double values[] = { 5, 8, 3, 9, 12, 7 };

	for (size_t i = 0; i < G_N_ELEMENTS(plots); i++) {
		draw_values(&presses[0], plots[i], values, 6, "number", 220);
		draw_values(&presses[0], plots[i], values, 6, "number", 480);
	}
}

/* Bars are compared by their length: their axis has zero on it, whatever their values. */
static void
test_bars_begin_at_zero(void **state)
{
	static const char *const kinds[] = { "bars", "bullet", "peers", "stacked" };
	const struct press *presses = *state;

	for (size_t k = 0; k < G_N_ELEMENTS(kinds); k++) {
		struct report report = { .arena = arena_create() };
		struct chart_point points[] = { { .month = -1, .label = "A", .value = 1000 },
			{ .month = -1, .label = "B", .value = 1001 } };
		struct chart_series series = { .role = "value", .name = "V", .points = points, .point_count = 2 };
		struct node node = { .kind = NODE_CHART, .as.chart = &(struct chart){ .kind = kinds[k],
			.unit = "number", .series = &series, .series_count = 1 } };
		struct pages *pages;
		struct page *page;
		bool zero = false;

		words_from_file(report.arena, &report.head, "templates/strings/charts.en-GB.xml");
		pages = pages_create(&report);
		page = drawn(&presses[0], pages, &node, width);
		for (guint i = 0; i < page->items->len; i++) {
			const struct item *item = &g_array_index(page->items, struct item, i);
			char *text = item->kind == ITEM_TEXT ? text_of(&item->as.text) : NULL;

			zero = zero || g_strcmp0(text, "0") == 0;
			g_free(text);
		}
		if (!zero)
			fail_msg("the axis of %s has no zero", kinds[k]);
		pages_destroy(pages);
		arena_destroy(report.arena);
	}
}

static void
test_a_million_points_are_thinned(void **state)
{
	enum { COUNT = 1000000 };
	const struct press *presses = *state;
	struct report report = { .arena = arena_create() };
	struct chart_point *points = arena_new_array(report.arena, struct chart_point, COUNT);
	struct chart_series series = { .role = "value", .name = "Calls", .points = points,
		.point_count = COUNT };
	struct node node = { .kind = NODE_CHART, .as.chart = &(struct chart){ .kind = "monthly",
		.series = &series, .series_count = 1 } };
	struct pages *pages = pages_create(&report);
	struct page *page;
	int numbers = 0;

	/* as many months as there are before the year 10,000; the rest repeat them */
	for (int i = 0; i < COUNT; i++)
		points[i] = (struct chart_point){ .month = i % 110000, .value = sin(i * 0.01) * 50 + i % 7 };
	page = drawn(presses, pages, &node, width);
	for (guint i = 0; i < page->items->len; i++)
		if (g_array_index(page->items, struct item, i).kind == ITEM_PATH)
			numbers += g_array_index(page->items, struct item, i).as.path.point_count;
	assert_true(numbers < 20000);
	pages_destroy(pages);
	arena_destroy(report.arena);
}

/* ---- what cannot be drawn ---- */

static void
test_what_cannot_be_drawn_says_why(void **state)
{
	const struct press *presses = *state;
	struct report report = { 0 };
	struct chart chart = { .kind = "pie" };
	struct node node = { .kind = NODE_CHART, .line = 7, .file = "record.xml", .as.chart = &chart };
	struct pages *pages = pages_create(&report);
	struct page *page = pages_add(pages, style_page(presses->style, "body"));
	struct diags *diags = diags_create();
	const struct box boxes[] = { { 0, 0, 10, 10 }, { 0, 0, NAN, 100 }, { INFINITY, 0, 100, 100 },
		{ 0, 0, 1e7, 100 }, { 0, 0, 100, -5 } };

	assert_false(chart_draw(pages, page, presses->fonts, presses->style, &node,
		(struct box){ 0, 0, 200, 200 }, diags));
	assert_true(diags_has(diags, DIAG_CHART));
	chart.kind = "monthly";
	for (size_t i = 0; i < G_N_ELEMENTS(boxes); i++)
		assert_false(chart_draw(pages, page, presses->fonts, presses->style, &node, boxes[i], diags));
	assert_int_equal(diags_count(diags, DIAG_ERROR), 1 + G_N_ELEMENTS(boxes));
	assert_int_equal(page->items->len, 0);
	diags_destroy(diags);
	pages_destroy(pages);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_case_gives_its_frames),
		cmocka_unit_test(test_names_of_rows_are_not_cut),
		cmocka_unit_test(test_nothing_and_little_is_drawn),
		cmocka_unit_test(test_negative_huge_and_tiny_values_are_drawn),
		cmocka_unit_test(test_charts_fit_narrow_and_wide_boxes),
		cmocka_unit_test(test_bars_begin_at_zero),
		cmocka_unit_test(test_a_million_points_are_thinned),
		cmocka_unit_test(test_what_cannot_be_drawn_says_why),
	};

	return cmocka_run_group_tests_name("chart kinds", tests, setup, teardown);
}
