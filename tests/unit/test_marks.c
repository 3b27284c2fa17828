/* Marks: what is drawn is what is marked, or there is no document. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include <glib.h>
#include <glib/gstdio.h>

#include "base/xml.h"
#include "layout/layout.h"
#include "paint/paint.h"
#include "pdf/finish.h"
#include "report/report.h"

struct tools {
	struct diags *diags;
	struct report *report;
	struct style *style;
	struct pages *pages;
	const struct node *chart;
	struct finish finish;
	GString *out;
};

static const struct node *
node_find(const struct node *node, enum node_kind kind)
{
	const struct node *found = node->kind == kind ? node : NULL;

	for (const struct node *at = node->first; at && !found; at = at->next)
		found = node_find(at, kind);
	return found;
}

static void
square(struct tools *tools, struct page *page, enum item_role role, const struct node *source)
{
	const struct colour black = { 0, 0, 0, true };

	assert_true(page_rect(tools->pages, page, role, source, 10, 10, 10, 10, black));
}

/* Two pages: on the first a ground, two squares of a chart and a footer; on the second a footer. */
static int
setup(void **state)
{
	struct tools *tools = g_new0(struct tools, 1);
	struct page *page;

	xml_init();
	tools->diags = diags_create();
	tools->style = style_load("styles/inspectorate/style.xml", tools->diags);
	tools->report = report_load("tests/reports/small.xml", tools->diags);
	assert_non_null(tools->report);
	tools->chart = node_find(tools->report->root, NODE_CHART);
	tools->pages = pages_create(tools->report);
	page = pages_add(tools->pages, style_page(tools->style, "body"));
	square(tools, page, ROLE_LAYOUT, NULL);
	square(tools, page, ROLE_CONTENT, tools->chart);
	square(tools, page, ROLE_CONTENT, tools->chart);
	square(tools, page, ROLE_FOOTER, NULL);
	page = pages_add(tools->pages, style_page(tools->style, "body"));
	square(tools, page, ROLE_FOOTER, NULL);
	tools->out = g_string_new(NULL);
	tools->finish = (struct finish){ .pages = tools->pages, .diags = tools->diags,
		.marks = marks_make(tools->pages) };
	tools->finish.tags = tags_make(tools->pages, tools->finish.marks);
	assert_non_null(tools->finish.tags);
	*state = tools;
	return 0;
}

static int
teardown(void **state)
{
	struct tools *tools = *state;

	g_string_free(tools->out, TRUE);
	tags_destroy(tools->finish.tags);
	marks_destroy(tools->finish.marks);
	pages_destroy(tools->pages);
	report_destroy(tools->report);
	style_destroy(tools->style);
	diags_destroy(tools->diags);
	g_free(tools);
	return 0;
}

static struct mark *
mark_at(const struct tools *tools, guint number)
{
	return &g_array_index(tools->finish.marks->marks, struct mark, number);
}

static void
refused(struct tools *tools, int page, const char *why)
{
	const struct finding *finding;

	assert_false(drawing_put(&tools->finish, page, tools->out));
	assert_int_equal(diags_worst(tools->diags), DIAG_FAILURE);
	finding = diags_finding(tools->diags, diags_kept(tools->diags) - 1);
	if (!strstr(finding->message, why))
		fail_msg("%s", finding->message);
}

static void
test_what_is_marked_is_drawn(void **state)
{
	struct tools *tools = *state;

	assert_int_equal(tools->finish.marks->marks->len, 4);
	assert_true(drawing_put(&tools->finish, 0, tools->out));
	assert_true(drawing_put(&tools->finish, 1, tools->out));
	assert_non_null(strstr(tools->out->str, "/Figure<</MCID 0>>BDC"));
	assert_int_equal(tools->finish.next_mark, 4);
}

static void
test_a_mark_that_begins_late_is_noticed(void **state)
{
	struct tools *tools = *state;

	mark_at(tools, 0)->item = 1;
	refused(tools, 0, "outside its mark");
}

static void
test_a_mark_that_goes_on_too_long_is_noticed(void **state)
{
	struct tools *tools = *state;

	mark_at(tools, 2)->item = 9;
	refused(tools, 0, "outside its mark");
}

static void
test_a_mark_of_something_else_is_noticed(void **state)
{
	struct tools *tools = *state;

	mark_at(tools, 1)->owner.node = tools->report->root;
	refused(tools, 0, "outside its mark");
}

static void
test_another_kind_of_decoration_is_noticed(void **state)
{
	struct tools *tools = *state;

	mark_at(tools, 2)->role = ROLE_HEADER;
	refused(tools, 0, "outside its mark");
}

static void
test_a_mark_without_drawing_is_noticed(void **state)
{
	struct tools *tools = *state;

	mark_at(tools, 3)->page = 0;
	mark_at(tools, 3)->item = 4;
	refused(tools, 0, "nothing drawn in it");
}

static void
test_content_of_nothing_is_noticed(void **state)
{
	struct tools *tools = *state;

	mark_at(tools, 0)->role = ROLE_CONTENT;
	refused(tools, 0, "without a place");
}

/* The same from outside: such a document is not finished, and no file appears. */
static void
test_there_is_no_document_then(void **state)
{
	struct tools *tools = *state;
	struct diags *diags = diags_create();
	struct report *other = report_load("tests/reports/small.xml", diags);
	char *folder = g_dir_make_tmp("marksXXXXXX", NULL);
	char *path = g_build_filename(folder, "x.pdf", NULL);
	struct outfile *out = outfile_open(path, diags);

	assert_int_equal(diags_count(diags, DIAG_ERROR), 0);
	square(tools, pages_page(tools->pages, 1), ROLE_CONTENT, node_find(other->root, NODE_CHART));
	assert_false(paint_pdf(tools->pages, "2007-07-31T00:00:00Z", NULL, out, diags));
	assert_int_equal(diags_status(diags), 3);
	outfile_discard(out);
	assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
	assert_int_equal(g_rmdir(folder), 0);
	g_free(path);
	g_free(folder);
	report_destroy(other);
	diags_destroy(diags);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_what_is_marked_is_drawn),
		TEST(test_a_mark_that_begins_late_is_noticed),
		TEST(test_a_mark_that_goes_on_too_long_is_noticed),
		TEST(test_a_mark_of_something_else_is_noticed),
		TEST(test_another_kind_of_decoration_is_noticed),
		TEST(test_a_mark_without_drawing_is_noticed),
		TEST(test_content_of_nothing_is_noticed),
		TEST(test_there_is_no_document_then),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
