/* Layout on the square font: every tests/layout/NAME.xml against its NAME.frames, where expected
 * numbers are exact. With REGEN set, the frames are written instead: read the difference. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include <glib.h>

#include "base/xml.h"
#include "frame/picture.h"
#include "layout/layout.h"
#include "report/report.h"

#define FOLDER "tests/layout/"
#define PICTURES "tests/reports"

struct tools {
	struct style *style;
	struct fonts *fonts;
	struct diags *diags;
};

static int
setup(void **state)
{
	struct tools *tools = g_new0(struct tools, 1);

	g_setenv("REVISIT_FONTS", "tests/fonts", TRUE);
	xml_init();
	tools->diags = diags_create();
	tools->style = style_load(FOLDER "style.xml", tools->diags);
	diags_print(tools->diags, stderr);
	assert_non_null(tools->style);
	tools->fonts = fonts_create(tools->style, tools->diags);
	assert_non_null(tools->fonts);
	*state = tools;
	return 0;
}

static int
teardown(void **state)
{
	struct tools *tools = *state;

	fonts_destroy(tools->fonts);
	style_destroy(tools->style);
	diags_destroy(tools->diags);
	g_free(tools);
	return 0;
}

/* The findings and the frames. Yours. */
static char *
laid_out(struct tools *tools, const char *name)
{
	char *path = g_strconcat(FOLDER, name, NULL), *dump, *said = NULL, *all;
	struct diags *diags = diags_create();
	struct report *report = report_load(path, diags);
	struct pages *pages;
	size_t size = 0;
	FILE *out = open_memstream(&said, &size);

	if (!report)
		diags_print(diags, stderr);
	assert_non_null(report);
	pictures_read(report, PICTURES, diags);
	if (!report->head.draft)
		report_comments_drop(report);
	pages = layout_report(report, tools->style, tools->fonts, diags);
	diags_print(diags, out);
	fclose(out);
	dump = pages_dump(pages);
	all = g_strconcat(said, dump, NULL);
	pages_destroy(pages);
	report_destroy(report);
	diags_destroy(diags);
	free(said);
	g_free(dump);
	g_free(path);
	return all;
}

static void
test_case(struct tools *tools, const char *name)
{
	char *stem = g_strndup(name, strlen(name) - strlen(".xml"));
	char *path = g_strconcat(FOLDER, stem, ".frames", NULL), *wanted = NULL;
	char *got = laid_out(tools, name);

	if (g_getenv("REGEN"))
		assert_true(g_file_set_contents(path, got, -1, NULL));
	if (!g_file_get_contents(path, &wanted, NULL, NULL))
		fail_msg("%s is missing: run with REGEN=1 and read it", path);
	if (strcmp(got, wanted) != 0)
		fail_msg("%s differs; with REGEN=1, git diff shows how", path);
	g_free(wanted);
	g_free(got);
	g_free(path);
	g_free(stem);
}

static void
test_every_case_gives_its_frames(void **state)
{
	GDir *folder = g_dir_open(FOLDER, 0, NULL);
	const char *name;
	int count = 0;

	assert_non_null(folder);
	while ((name = g_dir_read_name(folder))) {
		if (!g_str_has_suffix(name, ".xml") || strcmp(name, "style.xml") == 0)
			continue;
		test_case(*state, name);
		count++;
	}
	g_dir_close(folder);
	assert_true(count >= 10);
}

static void
test_the_same_report_gives_the_same_frames_twice(void **state)
{
	char *first = laid_out(*state, "contents.xml"), *second = laid_out(*state, "contents.xml");

	assert_string_equal(first, second);
	g_free(first);
	g_free(second);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_case_gives_its_frames),
		cmocka_unit_test(test_the_same_report_gives_the_same_frames_twice),
	};

	return cmocka_run_group_tests_name("layout", tests, setup, teardown);
}
