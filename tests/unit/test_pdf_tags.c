/* Tags and passages of small reports: what becomes of each node, and what is read back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <glib.h>
#include <glib/gstdio.h>

#include "base/file.h"
#include "layout/layout.h"
#include "paint/paint.h"
#include "pdf/document.h"
#include "pdf/passages.h"
#include "pdf/tags.h"
#include "report/report.h"
#include "press.h"

struct tools {
	struct press press;
	char *folder;
	struct report *report;
	struct pages *pages;
};

static int
setup(void **state)
{
	struct tools *tools = g_new0(struct tools, 1);

	press_open(&tools->press, HOUSE_STYLE);
	tools->folder = g_dir_make_tmp("tagsXXXXXX", NULL);
	*state = tools;
	return 0;
}

static void
pages_drop(struct tools *tools)
{
	pages_destroy(tools->pages);
	report_destroy(tools->report);
	tools->pages = NULL;
	tools->report = NULL;
}

static int
teardown(void **state)
{
	struct tools *tools = *state;

	pages_drop(tools);
	press_close(&tools->press);
	g_rmdir(tools->folder);
	g_free(tools->folder);
	g_free(tools);
	return 0;
}

/* A report of one section whose content is given, on pages. */
static void
pages_make(struct tools *tools, const char *content)
{
	char *path = g_build_filename(tools->folder, "x.xml", NULL);
	char *text = g_strdup_printf("<report xml:lang='en-GB'><head><title>t</title><date>2007</date>"
		"<words draft='D' page='{page}' continued='(c)'/></head><section id='s'>"
		"<heading number='1'>One</heading>%s</section></report>", content);

	pages_drop(tools);
	assert_true(g_file_set_contents(path, text, -1, NULL));
	tools->report = report_load(path, tools->press.diags);
	assert_non_null(tools->report);
	tools->pages = layout_report(tools->report, tools->press.style, tools->press.fonts, tools->press.diags);
	assert_non_null(tools->pages);
	g_unlink(path);
	g_free(text);
	g_free(path);
}

/* As Sect(H1(..)P(.)), for a heading has its number apart: a point a mark; elements that are not used are left out. */
static void
elem_put(GString *out, const struct elem *elem)
{
	g_string_append(out, tag_name(elem->tag));
	g_string_append_c(out, '(');
	for (const struct kid *kid = elem->first; kid; kid = kid->next)
		if (!kid->elem)
			g_string_append_c(out, '.');
		else if (kid->elem->used)
			elem_put(out, kid->elem);
	g_string_append_c(out, ')');
}

static void
assert_tags(struct tools *tools, const char *content, const char *wanted)
{
	struct marks *marks;
	struct tags *tags;
	GString *out = g_string_new(NULL);

	pages_make(tools, content);
	marks = marks_make(tools->pages);
	tags = tags_make(tools->pages, marks);
	assert_non_null(tags);
	elem_put(out, tags->root);
	assert_string_equal(out->str, wanted);
	for (guint i = 0; i < marks->marks->len; i++) /* each mark is of one element, or decoration */
		assert_true((tags->by_mark[i] == NULL) == (tags->mcids[i] < 0));
	g_string_free(out, TRUE);
	tags_destroy(tags);
	marks_destroy(marks);
}

static void
test_each_node_has_its_element(void **state)
{
	(void)state;
	assert_tags(*state, "<para>Text.</para>", "Document(Sect(H1(..)P(.)))");
	assert_tags(*state, "<para label='1.1'>Text.</para>", "Document(Sect(H1(..)P(Lbl(.).)))");
	assert_tags(*state, "<list kind='bullet'><item><para>a</para></item><item><para>b</para></item></list>",
		"Document(Sect(H1(..)L(LI(Lbl(.)LBody(P(.)))LI(Lbl(.)LBody(P(.))))))");
	assert_tags(*state, "<para>a <link uri='https://www.example.org/'>there</link> b</para>",
		"Document(Sect(H1(..)P(.Link(.).)))");
	assert_tags(*state, "<para>a<note><para>n</para></note></para>",
		"Document(Sect(H1(..)P(.Reference(Link(.)))Note(Lbl(Link(.))P(.))))");
	assert_tags(*state, "<section><para>one <span mark='met'>two</span></para></section>",
		"Document(Sect(H1(..)Sect(P(..))))"); /* the shape is decoration between two marks */
	assert_tags(*state, "<para xml:lang='cy'>Testun.</para>", "Document(Sect(H1(..)P(.)))");
}

static void
test_tables_have_heads_and_bodies(void **state)
{
	(void)state;
	assert_tags(*state, "<table><caption>c</caption><column/><column/>"
		"<row part='head'><cell scope='column'><para>h</para></cell><cell scope='column'><para>i</para></cell></row>"
		"<row><cell scope='row'><para>a</para></cell><cell><para>1</para></cell></row></table>",
		"Document(Sect(H1(..)Table(Caption(P(.))THead(TR(TH(P(.))TH(P(.))))"
		"TBody(TR(TH(P(.))TD(P(.)))))))");
}

/* The passages that are read back from the file are those of the report. */
static void
test_passages_are_read_back(void **state)
{
	struct tools *tools = *state;
	char *path = g_build_filename(tools->folder, "x.pdf", NULL);
	struct passages *told, *read;
	struct document *document;
	struct structure *structure;
	struct outfile *out;
	GArray *changes;

	pages_make(tools, "<para label='1.1'>Crime rose by 3.17%, which the difficulties of "
		"counterinsurgency and institutionalisation notwithstanding is understandable enough, and "
		"characteristically misunderstood.<note><para>A note.</para></note></para>"
		"<table><column/><column/><row><cell scope='row'><para>Robbery</para></cell><cell><para>12"
		"</para></cell></row></table><list kind='decimal'><item><para>First.</para></item></list>");
	out = outfile_open(path, tools->press.diags);
	assert_true(paint_pdf(tools->pages, "2007-07-31T00:00:00Z", NULL, out, tools->press.diags));
	assert_true(outfile_commit(out, tools->press.diags));
	document = document_read(path, tools->press.diags);
	assert_non_null(document);
	structure = structure_read(document);
	read = structure_passages(structure);
	structure_destroy(structure);
	document_destroy(document);
	told = passages_of(tools->report);
	changes = compare_passages(told->list, told->count, read->list, read->count);
	for (guint i = 0; i < changes->len; i++) {
		const struct change *change = &g_array_index(changes, struct change, i);

		const struct passage *one = change->new >= 0 ? &read->list[change->new]
			: &told->list[change->old];

		/* the heading's number is among its printed words */
		if (change->kind != CHANGE_KEPT && one->kind != PASSAGE_HEADING)
			fail_msg("not read back: %s", one->words);
		assert_true(change->new < 0 || one->page == 1);
	}
	assert_string_equal(read->list[1].key, "1.1");
	assert_string_equal(read->list[1].place, "\"1 One\", 1.1");
	assert_int_equal(told->count, read->count);
	g_array_free(changes, TRUE);
	passages_destroy(told);
	passages_destroy(read);
	g_unlink(path);
	g_free(path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_node_has_its_element),
		cmocka_unit_test(test_tables_have_heads_and_bodies),
		cmocka_unit_test(test_passages_are_read_back),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
