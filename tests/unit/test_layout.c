/* Layout on the square font: every tests/layout/NAME.xml against its NAME.frames, where expected
 * numbers are exact. With REGEN set, the frames are written instead: read the difference. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include <glib.h>

#include "frame/picture.h"
#include "layout/layout.h"
#include "report/report.h"
#include "frames_file.h"
#include "press.h"

#define FOLDER "tests/layout/"
#define PICTURES "tests/reports"

static int
setup(void **state)
{
	struct press *press = g_new0(struct press, 1);

	g_setenv("REVISIT_FONTS", "tests/fonts", TRUE);
	press_open(press, FOLDER "style.xml");
	*state = press;
	return 0;
}

static int
teardown(void **state)
{
	press_close(*state);
	g_free(*state);
	return 0;
}

/* The findings and the frames. Yours. */
static char *
laid_out(struct press *press, const char *name)
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
	pages = layout_report(report, press->style, press->fonts, diags);
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
test_case(void *press, const char *name)
{
	char *got = laid_out(press, name);

	frames_compare(FOLDER, name, got);
	g_free(got);
}

static void
test_every_case_gives_its_frames(void **state)
{
	cases_run(FOLDER, test_case, *state);
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
