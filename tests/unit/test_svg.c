/* SVG: text is escaped, words stand at their places, numbers are short. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <string.h>

#include "paint/svg.h"

static const struct font font = { .file = "A.ttf", .size = 10 }, other = { .file = "B.ttf", .size = 10 };
static const struct look look = { .name = "para", .family = "A \"quoted\" face", .size = 10,
	.bold = true };
static struct node source = { .kind = NODE_PARA, .line = 41, .file = "a.xml" };

static struct run
run_of(const struct font *in, const char *text, double x)
{
	return (struct run){ .font = in, .text = text, .bytes = (int)strlen(text), .x = (float)x };
}

/* A page of one line: "a<b", a space, and a word in two fonts. */
static char *
line_paint(struct text_item *text, const struct svg_way *way)
{
	const struct run first = run_of(&font, "a<b", 0), blank = run_of(&font, " ", 0);
	const struct run mixed[] = { run_of(&font, "c", 0), run_of(&other, "&d", 5.5) };
	const struct shaped shaped[] = { { .runs = &first, .run_count = 1 },
		{ .runs = &blank, .run_count = 1 }, { .runs = mixed, .run_count = 2 } };
	struct piece pieces[] = { { &shaped[0], 0 }, { &shaped[1], 20 },
		{ &shaped[2], 22.25 } };
	struct page page = { .items = g_array_new(FALSE, TRUE, sizeof(struct item)) };
	GString *out = g_string_new(NULL);

	text->look = &look;
	text->ink = (struct colour){ 1, 0.5, 0, true };
	text->pieces = pieces;
	text->count = 3;
	page_add(&page, ITEM_TEXT, ROLE_LABEL, &source)->as.text = *text;
	paint_svg_items(out, &page, 0, 1, way);
	g_array_free(page.items, TRUE);
	return g_string_free(out, FALSE);
}

static void
test_words_stand_at_their_places(void **state)
{
	const struct svg_way way = { 0 };
	struct text_item text = { .x = 100, .y = 50.12345, .width = 40 };
	char *svg = line_paint(&text, &way);

	(void)state;
	assert_string_equal(svg, "<text y=\"50.123\" font-family=\"A &quot;quoted&quot; face\" "
		"font-size=\"10\" font-weight=\"bold\" fill=\"#ff8000\"><tspan x=\"100\">a&lt;b </tspan>"
		"<tspan x=\"122.25\">c</tspan><tspan x=\"127.75\" font-family=\"A &quot;quoted&quot; face\" "
		"font-size=\"10\" font-weight=\"bold\">&amp;d</tspan></text>\n");
	g_free(svg);
}

static void
test_fitted_lines_are_one_piece(void **state)
{
	const struct svg_way way = { .fit = true, .sources = true, .file = "b.xml" };
	struct text_item text = { .x = -0.0001, .y = 50, .width = 40.5 };
	char *svg = line_paint(&text, &way);

	(void)state;
	assert_string_equal(svg, "<text x=\"0\" y=\"50\" font-family=\"A &quot;quoted&quot; face\" "
		"font-size=\"10\" font-weight=\"bold\" textLength=\"40.5\" "
		"lengthAdjust=\"spacingAndGlyphs\" fill=\"#ff8000\" class=\"label\" data-line=\"41\" "
		"data-file=\"a.xml\">a&lt;b c&amp;d</text>\n");
	g_free(svg);
}

static void
test_turned_text_is_moved_as_a_whole(void **state)
{
	const struct svg_way way = { 0 };
	struct text_item text = { .x = 10, .y = 20, .width = 40, .angle = (float)G_PI_2 };
	char *svg = line_paint(&text, &way);

	(void)state;
	assert_non_null(strstr(svg, "<text transform=\"translate(10 20) rotate(90)\" font"));
	assert_non_null(strstr(svg, "<tspan x=\"0\">a"));
	g_free(svg);
}

static void
test_paths_keep_their_pen(void **state)
{
	static const unsigned char ops[] = { PATH_MOVE, PATH_CURVE, PATH_CLOSE };
	const double points[] = { 0, 1.5, -2, 3, 4, 5, 6, -0.7 };
	const struct path_item path = { .ops = ops, .points = points, .op_count = 3,
		.point_count = 8, .stroke = { 0, 0, 0, true }, .width = 0.75, .dash = (const double[]){ 2, 1.5 },
		.dash_count = 2, .round = true };
	const struct svg_way way = { 0 };
	struct page page = { .items = g_array_new(FALSE, TRUE, sizeof(struct item)) };
	GString *out = g_string_new(NULL);

	(void)state;
	page_add(&page, ITEM_PATH, ROLE_CONTENT, &source)->as.path = path;
	paint_svg_items(out, &page, 0, 1, &way);
	assert_string_equal(out->str, "<path d=\"M0 1.5C-2 3 4 5 6 -0.7Z\" fill=\"none\" "
		"stroke=\"#000000\" stroke-width=\"0.75\" stroke-dasharray=\"2 1.5\" "
		"stroke-linecap=\"round\" stroke-linejoin=\"round\"/>\n");
	g_string_free(out, TRUE);
	g_array_free(page.items, TRUE);
}

static void
test_links_lead_somewhere_or_are_left_out(void **state)
{
	const struct svg_way plain = { 0 }, way = { .sources = true, .file = "a.xml" };
	struct page page = { .items = g_array_new(FALSE, TRUE, sizeof(struct item)) };
	GString *out = g_string_new(NULL);

	(void)state;
	page_add(&page, ITEM_LINK, ROLE_CONTENT, &source)->as.link =
		(struct link_item){ 1, 2, 3, 4, "https://x.example/?a=\"&b", NULL };
	page_add(&page, ITEM_LINK, ROLE_CONTENT, &source)->as.link =
		(struct link_item){ 1, 2, 3, 4, NULL, &source };
	page_add(&page, ITEM_LINK, ROLE_CONTENT, &source)->as.link =
		(struct link_item){ 1, 2, 3, 4, NULL, NULL };
	paint_svg_items(out, &page, 0, 3, &plain);
	assert_string_equal(out->str, "");
	paint_svg_items(out, &page, 0, 3, &way);
	assert_string_equal(out->str, "<rect x=\"1\" y=\"2\" width=\"3\" height=\"4\" fill=\"none\" "
		"class=\"link\" data-uri=\"https://x.example/?a=&quot;&amp;b\"/>\n"
		"<rect x=\"1\" y=\"2\" width=\"3\" height=\"4\" fill=\"none\" class=\"link\" "
		"data-to=\"41\"/>\n");
	g_string_free(out, TRUE);
	g_array_free(page.items, TRUE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words_stand_at_their_places),
		cmocka_unit_test(test_fitted_lines_are_one_piece),
		cmocka_unit_test(test_turned_text_is_moved_as_a_whole),
		cmocka_unit_test(test_paths_keep_their_pen),
		cmocka_unit_test(test_links_lead_somewhere_or_are_left_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
