/* Painters: what the PDF shows, drawn by poppler, is what the PNG shows, drawn by cairo. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <cairo.h>
#include <glib.h>
#include <glib/gstdio.h>

#include "layout/layout.h"
#include "paint/paint.h"
#include "report/report.h"
#include "press.h"

struct tools {
	struct press press;
	char *folder;
};

static int
setup(void **state)
{
	struct tools *tools = g_new0(struct tools, 1);

	press_open(&tools->press, HOUSE_STYLE);
	tools->folder = g_dir_make_tmp("paintXXXXXX", NULL);
	*state = tools;
	return 0;
}

static int
teardown(void **state)
{
	struct tools *tools = *state;

	press_close(&tools->press);
	g_rmdir(tools->folder);
	g_free(tools->folder);
	g_free(tools);
	return 0;
}

/* Grey, 0 to 255. */
static int
grey(cairo_surface_t *surface, int x, int y)
{
	const uint32_t *row = (const uint32_t *)(void *)(cairo_image_surface_get_data(surface) +
		y * cairo_image_surface_get_stride(surface));

	return (int)((row[x] >> 16 & 255) + (row[x] >> 8 & 255) + (row[x] & 255)) / 3;
}

/* Both are cut into squares of 8 pixels: their mean greys differ by no more than smoothing does, which
 * a glyph that is missing or in another place would exceed. */
static void
assert_alike(const char *first, const char *second)
{
	cairo_surface_t *a = cairo_image_surface_create_from_png(first);
	cairo_surface_t *b = cairo_image_surface_create_from_png(second);
	int width = MIN(cairo_image_surface_get_width(a), cairo_image_surface_get_width(b));
	int height = MIN(cairo_image_surface_get_height(a), cairo_image_surface_get_height(b));
	int inked = 0;

	assert_true(width > 500 && height > 500);
	for (int y = 0; y + 8 <= height; y += 8)
		for (int x = 0; x + 8 <= width; x += 8) {
			int sum_a = 0, sum_b = 0;

			for (int i = 0; i < 64; i++) {
				sum_a += grey(a, x + i % 8, y + i / 8);
				sum_b += grey(b, x + i % 8, y + i / 8);
			}
			inked += sum_a < 64 * 250;
			if (abs(sum_a - sum_b) > 64 * 48)
				fail_msg("at %d, %d: grey %d and %d", x, y, sum_a / 64, sum_b / 64);
		}
	assert_true(inked > 50);
	cairo_surface_destroy(a);
	cairo_surface_destroy(b);
}

static void
compare_report(struct tools *tools, const char *path)
{
	struct report *report = report_load(path, tools->press.diags);
	struct pages *pages;
	char *pdf = g_build_filename(tools->folder, "a.pdf", NULL);
	char *png = g_build_filename(tools->folder, "a.png", NULL);
	struct outfile *out = outfile_open(pdf, tools->press.diags);

	assert_non_null(report);
	pages = layout_report(report, tools->press.style, tools->press.fonts, tools->press.diags);
	assert_true(paint_pdf(pages, "2007-07-31T00:00:00Z", NULL, out, tools->press.diags));
	assert_true(outfile_commit(out, tools->press.diags));
	for (guint i = 0; i < pages->pages->len; i++) {
		char *root = g_build_filename(tools->folder, "p", NULL), *drawn = g_strconcat(root, ".png", NULL);
		char *command = g_strdup_printf("pdftoppm -r 144 -png -singlefile -f %u -l %u %s %s", i + 1,
			i + 1, pdf, root);

		out = outfile_open(png, tools->press.diags);
		assert_true(paint_png(pages, (int)i, 2, out, tools->press.diags));
		assert_true(outfile_commit(out, tools->press.diags));
		assert_int_equal(system(command), 0);
		assert_alike(png, drawn);
		g_unlink(drawn);
		g_free(command);
		g_free(drawn);
		g_free(root);
	}
	pages_destroy(pages);
	report_destroy(report);
	g_unlink(pdf);
	g_unlink(png);
	g_free(pdf);
	g_free(png);
}

static void
test_pdf_and_png_show_the_same(void **state)
{
	compare_report(*state, "tests/reports/small.xml");
	compare_report(*state, "tests/reports/scripts.xml");
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_pdf_and_png_show_the_same) };

	return cmocka_run_group_tests_name("paint", tests, setup, teardown);
}
