/* Accessibility: a sound document passes, and each fault that is put into it is found by its own judge. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <glib.h>
#include <glib/gstdio.h>

#include "access/access.h"
#include "base/file.h"
#include "layout/layout.h"
#include "paint/paint.h"
#include "report/report.h"
#include "press.h"

struct tools {
	struct press press;
	struct report *report;
	struct pages *pages;
	struct strings *words;
	char *folder, *pdf, *plain; /* plain: the same, with all in sight (qpdf's QDF form) */
};

static void
pdf_write(struct tools *tools)
{
	struct outfile *out = outfile_open(tools->pdf, tools->press.diags);
	char *command = g_strdup_printf("qpdf --qdf --object-streams=disable %s %s", tools->pdf,
		tools->plain);

	assert_non_null(out);
	assert_true(paint_pdf(tools->pages, "2007-07-31T00:00:00Z", NULL, out, tools->press.diags));
	assert_true(outfile_commit(out, tools->press.diags));
	assert_true(g_spawn_command_line_sync(command, NULL, NULL, NULL, NULL));
	g_free(command);
}

static int
setup(void **state)
{
	struct tools *tools = g_new0(struct tools, 1);

	press_open(&tools->press, HOUSE_STYLE);
	tools->report = report_load("tests/reports/structure.xml", tools->press.diags);
	assert_non_null(tools->report);
	tools->pages = layout_report(tools->report, tools->press.style, tools->press.fonts, tools->press.diags);
	tools->folder = g_dir_make_tmp("accessXXXXXX", NULL);
	tools->pdf = g_build_filename(tools->folder, "x.pdf", NULL);
	tools->plain = g_build_filename(tools->folder, "y.pdf", NULL);
	tools->words = access_words("templates", "en-GB", tools->press.diags);
	assert_non_null(tools->words);
	pdf_write(tools);
	*state = tools;
	return 0;
}

static int
teardown(void **state)
{
	struct tools *tools = *state;

	g_unlink(tools->pdf);
	g_unlink(tools->plain);
	g_rmdir(tools->folder);
	g_free(tools->pdf);
	g_free(tools->plain);
	g_free(tools->folder);
	strings_destroy(tools->words);
	pages_destroy(tools->pages);
	report_destroy(tools->report);
	press_close(&tools->press);
	g_free(tools);
	return 0;
}

static const struct access_finding *
finding_named(const struct access *access, const char *name)
{
	for (int i = 0; i < access_count(access); i++)
		if (strcmp(access_finding(access, i)->name, name) == 0)
			return access_finding(access, i);
	fail_msg("there is no judge of %s", name);
	return NULL;
}

static struct access *
read_of(const struct tools *tools, const char *path)
{
	struct access *access = access_read(path, tools->pages, tools->press.style, tools->words,
		tools->press.diags);

	assert_non_null(access);
	return access;
}

/* A word that is missing stands in brackets. */
static void
assert_no_gap(const struct access *access)
{
	for (int i = 0; i < access_count(access); i++) {
		const struct access_finding *finding = access_finding(access, i);

		assert_null(strchr(finding->title, '['));
		if (strchr(finding->says, '['))
			fail_msg("%s: %s", finding->name, finding->says);
		for (int j = 0; j < finding->point_count; j++)
			if (finding->points[j].says[0] == '[')
				fail_msg("%s: %s", finding->name, finding->points[j].says);
	}
}

static void
test_a_sound_document_passes(void **state)
{
	const struct tools *tools = *state;
	struct access *access = read_of(tools, tools->pdf);

	for (int i = 0; i < access_count(access); i++) {
		const struct access_finding *finding = access_finding(access, i);

		if (finding->verdict == ACCESS_FAIL)
			fail_msg("%s: %s", finding->name, finding->says);
		assert_true(g_utf8_validate(finding->says, -1, NULL));
		assert_int_equal(finding->verdict == ACCESS_PERSON, g_str_has_prefix(finding->name, "ask-"));
	}
	assert_non_null(strstr(finding_named(access, "title")->says, "“Structure to the <limit>"));
	assert_non_null(strstr(finding_named(access, "language")->says, "English (en-GB)"));
	assert_non_null(strstr(finding_named(access, "language")->says, "in Welsh (cy)"));
	assert_non_null(strstr(finding_named(access, "headings")->says, "6 levels"));
	access_destroy(access);
}

static void
test_what_to_look_at_has_its_line(void **state)
{
	const struct tools *tools = *state;
	struct access *access = read_of(tools, tools->pdf);
	const struct access_finding *tables = finding_named(access, "tables");
	const struct access_finding *links = finding_named(access, "links");

	assert_int_equal(tables->verdict, ACCESS_LOOK); /* one has no header cells */
	assert_int_equal(tables->point_count, 1);
	assert_string_equal(tables->points[0].file, "tests/reports/structure.xml");
	assert_true(tables->points[0].line > 0 && tables->points[0].page > 1);
	assert_int_equal(links->verdict, ACCESS_LOOK); /* one is called "link" */
	assert_int_equal(links->point_count, 1);
	assert_true(links->points[0].line > tables->points[0].line);
	access_destroy(access);
}

/* All places that say `from` say `to`, which is as long: so all offsets stay. */
static int
replaced(const char *path, const char *from, const char *to)
{
	char *bytes, *at, *end;
	gsize size;
	int count = 0;

	assert_int_equal(strlen(from), strlen(to));
	assert_true(g_file_get_contents(path, &bytes, &size, NULL));
	end = bytes + size;
	for (at = bytes; (at = memmem(at, (size_t)(end - at), from, strlen(from))); count++)
		memcpy(at, to, strlen(to));
	assert_true(g_file_set_contents(path, bytes, (gssize)size, NULL));
	g_free(bytes);
	return count;
}

static void
test_each_fault_is_found(void **state)
{
	static const struct { const char *from, *to, *finding; } faults[] = {
		{ "/DisplayDocTitle true", "/DisplayDocTitlX true", "title" },
		{ "/Lang (en-GB)", "/Lanx (en-GB)", "language" },
		{ "/StructTreeRoot ", "/StructTreeXoot ", "marked" },
		{ "/P<</MCID 1>>BDC", "/P<</MCID 9>>BDC", "marked" },
		{ "/P<</MCID 1>>BDC", "/P<</XCID 1>>BDC", "marked" },
		{ "/S /H1", "/S /H3", "headings" },
		{ "/Outlines ", "/Xutlines ", "ways" },
		{ "/Headers [", "/Hxaders [", "tables" },
		{ "/ColSpan 2", "/ColSpan 3", "tables" },
		{ "/Alt (", "/Xlt (", "figures" },
		{ "/URI (", "/XRI (", "links" },
		{ "/ID (note", "/XD (note", "notes" },
		{ "/ToUnicode ", "/XoUnicode ", "characters" },
	};
	struct tools *tools = *state;
	char *sound;
	gsize size;

	assert_true(g_file_get_contents(tools->plain, &sound, &size, NULL));
	for (size_t i = 0; i < G_N_ELEMENTS(faults); i++) {
		struct access *access;

		assert_true(g_file_set_contents(tools->plain, sound, (gssize)size, NULL));
		assert_true(replaced(tools->plain, faults[i].from, faults[i].to) > 0);
		access = read_of(tools, tools->plain);
		if (finding_named(access, faults[i].finding)->verdict != ACCESS_FAIL)
			fail_msg("%s in place of %s is not noticed: %s", faults[i].to, faults[i].from,
				finding_named(access, faults[i].finding)->says);
		assert_no_gap(access);
		access_destroy(access);
	}
	assert_true(g_file_set_contents(tools->plain, sound, (gssize)size, NULL));
	g_free(sound);
}

/* Dark words on a dark ground, pale ones on paper, and between the parts of a ring. */
static void
test_contrast_is_that_of_what_lies_below(void **state)
{
	static const unsigned char ops[] = { PATH_MOVE, PATH_LINE, PATH_LINE, PATH_LINE, PATH_CLOSE,
		PATH_MOVE, PATH_LINE, PATH_LINE, PATH_LINE, PATH_CLOSE };
	static const double ring[] = { 40, 180, 400, 180, 400, 260, 40, 260, 60, 190, 60, 250, 380, 250,
		380, 190 };
	const struct colour dark = { 0.07, 0.25, 0.4, true }, pale = { 0.8, 0.8, 0.8, true };
	const struct path_item path = { .ops = ops, .points = ring, .op_count = 10, .point_count = 16,
		.fill = dark };
	struct tools *tools = *state;
	const struct node *node = tools->report->root->first->first;
	const struct look *look = style_look(tools->press.style, "para");
	struct look faint = *look;
	struct page *page = pages_page(tools->pages, 1);
	guint mark = page->items->len;
	struct access *access;
	const struct access_finding *contrast;

	page_open(page);
	access = read_of(tools, tools->pdf);
	assert_int_equal(finding_named(access, "contrast")->verdict, ACCESS_PASS);
	access_destroy(access);
	page_path(tools->pages, page, ROLE_LAYOUT, node, &path);
	page_text(tools->pages, page, tools->press.fonts, ROLE_CONTENT, node, look, 100, 220, ALIGN_LEFT, "inside");
	access = read_of(tools, tools->pdf);
	contrast = finding_named(access, "contrast");
	if (contrast->verdict != ACCESS_PASS)
		fail_msg("%s", contrast->points[0].says);
	access_destroy(access);
	page_rect(tools->pages, page, ROLE_LAYOUT, node, 100, 300, 200, 40, dark);
	page_text(tools->pages, page, tools->press.fonts, ROLE_CONTENT, node, look, 110, 320, ALIGN_LEFT, "sunk");
	faint.ink = pale;
	page_text(tools->pages, page, tools->press.fonts, ROLE_CONTENT, node, &faint, 110, 420, ALIGN_LEFT, "faint");
	access = read_of(tools, tools->pdf);
	contrast = finding_named(access, "contrast");
	assert_int_equal(contrast->verdict, ACCESS_FAIL);
	assert_int_equal(contrast->point_count, 2);
	assert_non_null(strstr(contrast->points[0].says, "“sunk”"));
	assert_non_null(strstr(contrast->points[1].says, "#cccccc on #ffffff: 1.60 to 1"));
	assert_int_equal(contrast->points[1].line, node->line);
	access_destroy(access);
	page_rewind(page, mark);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_sound_document_passes),
		cmocka_unit_test(test_what_to_look_at_has_its_line),
		cmocka_unit_test(test_each_fault_is_found),
		cmocka_unit_test(test_contrast_is_that_of_what_lies_below),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
