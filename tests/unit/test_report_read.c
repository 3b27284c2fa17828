/* Report XML → nodes → report XML. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <glib.h>
#include <libxml/parser.h>
#include <libxml/relaxng.h>

#include "base/xml.h"
#include "report/report.h"
#include "printed.h"

#define SMALL "tests/reports/small.xml"

static xmlRelaxNGPtr schema;

static int
group_setup(void **state)
{
	xmlRelaxNGParserCtxtPtr ctxt;
	struct diags *diags = diags_create();
	xmlDocPtr doc;

	(void)state;
	xml_init();
	doc = xml_load("templates/report.rng", "schema", diags);
	assert_non_null(doc);
	ctxt = xmlRelaxNGNewDocParserCtxt(doc);
	schema = xmlRelaxNGParse(ctxt);
	assert_non_null(schema);
	xmlRelaxNGFreeParserCtxt(ctxt);
	xmlFreeDoc(doc);
	diags_destroy(diags);
	return 0;
}

static int
group_teardown(void **state)
{
	(void)state;
	xmlRelaxNGFree(schema);
	return 0;
}

static bool
is_valid(xmlDocPtr doc)
{
	xmlRelaxNGValidCtxtPtr ctxt = xmlRelaxNGNewValidCtxt(schema);
	int result = xmlRelaxNGValidateDoc(ctxt, doc);

	xmlRelaxNGFreeValidCtxt(ctxt);
	return result == 0;
}

/* A report with this body; yours. */
static xmlDocPtr
doc_with(const char *body)
{
	char *text = g_strdup_printf("<report xml:lang='en-GB'><head><title>T</title></head>%s</report>",
		body);
	xmlDocPtr doc = xmlReadMemory(text, strlen(text), "t.xml", NULL, 0);

	assert_non_null(doc);
	g_free(text);
	return doc;
}

static struct report *
read_body(const char *body, struct diags *diags)
{
	xmlDocPtr doc = doc_with(body);
	struct report *report = report_read(doc, "t.xml", diags);

	xmlFreeDoc(doc);
	return report;
}

/* The n-th node of a kind in document order, from 0. */
static const struct node *
nth(const struct node *node, enum node_kind kind, int *n)
{
	const struct node *found = NULL;

	if (node->kind == kind && (*n)-- == 0)
		return node;
	for (const struct node *at = node->first; at && !found; at = at->next)
		found = nth(at, kind, n);
	return found;
}

static const struct node *
find(const struct report *report, enum node_kind kind, int n)
{
	const struct node *node = nth(report->root, kind, &n);

	assert_non_null(node);
	return node;
}

static void
test_the_small_report_is_valid_and_is_read(void **state)
{
	struct diags *diags = *state;
	struct report *report = report_load(SMALL, diags);
	xmlDocPtr doc = xml_load(SMALL, "report", diags);

	assert_non_null(report);
	assert_true(is_valid(doc));
	assert_int_equal(diags_count(diags, DIAG_NOTE), 0);
	assert_string_equal(report->head.title, "Follow-up visit to Northfield");
	assert_string_equal(report->head.date, "2007-07");
	assert_string_equal(report->head.printed_date, "July 2007");
	assert_string_equal(report->head.page_pattern, "Page {page} of {pages}");
	assert_string_equal(report->head.style, "inspectorate");
	assert_true(report->head.draft);
	assert_null(report->root->style);
	for (int kind = 0; kind < NODE_KIND_COUNT; kind++)
		find(report, kind, 0); /* every kind of node is in it */
	xmlFreeDoc(doc);
	report_destroy(report);
}

static void
test_numbers_levels_and_columns_are_filled(void **state)
{
	struct report *report = report_load(SMALL, *state);
	const struct node *node;

	assert_int_equal(report->note_count, 2);
	assert_string_equal(find(report, NODE_NOTE, 0)->as.note.label, "1");
	assert_int_equal(report->comment_count, 1); /* counted by itself, in letters */
	assert_true(find(report, NODE_NOTE, 1)->as.note.comment);
	assert_string_equal(find(report, NODE_NOTE, 1)->as.note.label, "a");
	assert_string_equal(find(report, NODE_NOTE, 2)->as.note.label, "*");
	assert_int_equal(find(report, NODE_HEADING, 0)->as.heading.level, 1);
	assert_false(find(report, NODE_HEADING, 0)->as.heading.contents);
	assert_int_equal(find(report, NODE_HEADING, 2)->as.heading.level, 2);
	assert_int_equal(find(report, NODE_HEADING, 4)->as.heading.level, 2); /* in the box */
	assert_false(find(report, NODE_HEADING, 4)->as.heading.contents);
	node = find(report, NODE_TABLE, 0);
	assert_int_equal(node->as.table.column_count, 4);
	assert_true(node->as.table.repeat_head);
	assert_int_equal(node->as.table.columns[1].align, ALIGN_DECIMAL);
	assert_int_equal(find(report, NODE_CELL, 2)->as.cell.column, 3);
	assert_int_equal(find(report, NODE_CELL, 3)->as.cell.column, 1); /* below a cell of two rows */
	assert_int_equal(find(report, NODE_CELL, 4)->as.cell.column, 2);
	assert_int_equal(find(report, NODE_TABLE, 1)->as.table.column_count, 2);
	node = find(report, NODE_CHART, 0);
	assert_int_equal(node->as.chart->series_count, 3);
	assert_int_equal(node->as.chart->series[0].points[0].month, 2007 * 12 + 3);
	assert_true(node->as.chart->series[0].points[1].missing);
	assert_true(node->as.chart->series[2].points[0].value == 28.17);
	report_destroy(report);
}

static void
test_contents_list_the_headings_with_their_spans(void **state)
{
	struct report *report = report_load(SMALL, *state);
	const struct node *contents = find(report, NODE_CONTENTS, 0), *entry = contents->first;

	assert_ptr_equal(entry->as.entry.target, find(report, NODE_HEADING, 1));
	assert_int_equal(entry->as.entry.level, 1);
	entry = entry->next;
	assert_int_equal(entry->as.entry.level, 2);
	assert_string_equal(entry->first->as.text.text, "Robbery ");
	assert_string_equal(entry->first->next->first->as.text.text, "and theft from the person");
	assert_string_equal(entry->first->next->style, "emph");
	assert_string_equal(entry->next->first->as.text.text, "Recommendations");
	assert_null(entry->next->next); /* neither the box nor the contents' own heading */
	report_destroy(report);
}

static void
test_links_find_their_targets(void **state)
{
	struct diags *diags = *state;
	struct report *report = report_load(SMALL, diags);
	char *text;

	assert_ptr_equal(find(report, NODE_LINK, 0)->as.link.target, find(report, NODE_TABLE, 0));
	assert_ptr_equal(find(report, NODE_PAGE_REF, 0)->as.link.target, find(report, NODE_TABLE, 0));
	assert_null(find(report, NODE_LINK, 1)->as.link.target);
	assert_string_equal(find(report, NODE_LINK, 1)->as.link.uri,
		"https://www.example.org/plan?year=2007&part=2");
	report_destroy(report);
	report = read_body("<para line='7'>See <link to='nowhere'>this</link>.</para>", diags);
	assert_non_null(report);
	text = diags_text(diags);
	assert_string_equal(text, "t.xml:7: error: nothing in the report has the id nowhere, which is "
		"referred to here [report-reference]\n");
	free(text);
	report_destroy(report);
}

static void
test_lines_are_stated_or_inherited_or_the_files_own(void **state)
{
	struct report *report = report_load(SMALL, *state);

	assert_int_equal(find(report, NODE_SECTION, 1)->line, 40);
	assert_int_equal(find(report, NODE_HEADING, 1)->line, 41);
	assert_int_equal(find(report, NODE_COVER, 0)->line, 16);
	assert_string_equal(find(report, NODE_COVER, 0)->file, SMALL);
	report_destroy(report);
	report = read_body("<section line='5'><para>A <span>b</span></para>"
		"<para line='6' file='included.xml'>c</para></section>", *state);
	assert_int_equal(find(report, NODE_PARA, 0)->line, 5);
	assert_int_equal(find(report, NODE_SPAN, 0)->line, 5);
	assert_int_equal(find(report, NODE_PARA, 1)->line, 6);
	assert_string_equal(find(report, NODE_PARA, 1)->first->file, "included.xml");
	report_destroy(report);
}

static void
test_white_space_is_folded_over_the_whole_paragraph(void **state)
{
	static const struct { const char *in, *out; } cases[] = {
		{ " a \n\t b ", "a b" },
		{ "a <span> b</span> c", "a <span>b</span> c" },
		{ "a<span> b </span> c", "a<span> b </span>c" },
		{ "a <span> </span> ", "a" },
		{ "a <br/> b", "a<br/>b" },
		{ "a&#160; b", "a\xc2\xa0 b" },
		{ "a <!-- x --> b<?y z?> c", "a b c" },
		{ "a <note><para> n </para></note> b", "a <note><para>n</para></note> b" },
		{ "a <page-ref to='p'/> b ", "a <page-ref to=\"p\"/> b" },
		{ "<span style='x'> a </span> <span>b </span>", "<span style=\"x\">a </span><span>b</span>" },
		{ "<![CDATA[a <]]> b", "a &lt; b" },
		{ " ", NULL },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		char *body = g_strdup_printf("<para id='p'>%s</para>", cases[i].in), *expect, *dump;
		struct report *report = read_body(body, *state);

		assert_non_null(report);
		dump = report_dump(report);
		expect = cases[i].out ? g_strdup_printf("\n  <para id=\"p\">%s</para>\n", cases[i].out) :
			g_strdup("\n  <para id=\"p\"/>\n");
		if (!strstr(dump, expect))
			fail_msg("%s\nis not in\n%s", expect, dump);
		g_free(expect);
		g_free(dump);
		g_free(body);
		report_destroy(report);
	}
}

static void
test_the_dump_reads_back_to_itself(void **state)
{
	struct report *report = report_load(SMALL, *state), *again;
	char *first = report_dump(report), *second;
	xmlDocPtr doc = xmlReadMemory(first, strlen(first), "first", NULL, 0);

	assert_non_null(doc);
	assert_true(is_valid(doc));
	again = report_read(doc, SMALL, *state);
	assert_non_null(again);
	second = report_dump(again);
	assert_string_equal(first, second);
	xmlFreeDoc(doc);
	g_free(first);
	g_free(second);
	report_destroy(report);
	report_destroy(again);
}

static void
test_what_the_vocabulary_forbids_is_refused(void **state)
{
	static const struct { const char *body, *message; } cases[] = {
		{ "<recommendation/>", "recommendation stands in report, where it cannot" },
		{ "<list><item><heading>x</heading></item></list>", "heading stands in item" },
		{ "stray", "text stands directly in report" },
		{ "<section><para>a</para><heading>b</heading></section>", "not the first of its section" },
		{ "<para colour='red'>x</para>", "attribute colour" },
		{ "<para id='a'>x</para><para id='a'>y</para>", "the id a is used twice" },
		{ "<para keep-next='true'>x</para>", "keep-next=\"true\" on para is none of: no, yes" },
		{ "<list start='-1'><item><para>x</para></item></list>", "start=\"-1\"" },
		{ "<list/>", "list holds nothing" },
		{ "<para><link>x</link></para>", "leads nowhere" },
		{ "<para><link uri='a:b' to='c'>x</link></para>", "to two places" },
		{ "<para><link uri='a:b'><link uri='c:d'>x</link></link></para>", "inside a link" },
		{ "<para>a<note><para>b<note><para>c</para></note></para></note></para>", "inside a note" },
		{ "<table><row><cell/><cell/></row><row><cell/></row></table>", "fewer cells" },
		{ "<table><row><cell/></row><row><cell/><cell/></row></table>", "more cells" },
		{ "<table><row><cell rowspan='2'/></row></table>", "below the last row" },
		{ "<table><row><cell/><cell rowspan='2'/><cell/></row><row><cell colspan='2'/></row>"
		  "</table>", "want the same column" },
		{ "<table><row><cell/></row><row part='head'><cell/></row></table>", "head row below" },
		{ "<table/>", "no row" },
		{ "<table><column share='0'/><row><cell/></row></table>", "share of a column" },
		{ "<figure/>", "no chart" },
		{ "<image href='a.png'/>", "no words for those who cannot see it" },
		{ "<image href='a.png' alt=' '/>", "no words for those who cannot see it" },
		{ "<image alt='a'/>", "does not name its file" },
		{ "<image href='a.png' alt='a' width='101'/>", "not from 1 to 100" },
		{ "<figure><image href='a' alt='a'/><image href='b' alt='b'/></figure>", "several" },
		{ "<figure><chart kind='monthly'/></figure>", "has no alt" },
		{ "<figure><chart kind='m' alt='a'><series role='value'><point month='2007-13' value='1'/>"
		  "</series></chart></figure>", "not a month" },
		{ "<figure><chart kind='m' alt='a'><series role='value'><point month='2007-12' value='1e309'/>"
		  "</series></chart></figure>", "within 10^12" },
		{ "<figure><chart kind='m' alt='a'><series role='value'><point month='2007-12'/>"
		  "</series></chart></figure>", "no value" },
		{ "<figure><chart kind='m' alt='a'><series role='value'><point value='nan' label='x'/>"
		  "</series></chart></figure>", "not a number" },
		{ "<head><title>again</title></head>", "more than one head" },
		{ "<x:para xmlns:x='urn:x'>x</x:para>", "para stands in report" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct diags *diags = diags_create();
		char *text;

		assert_null(read_body(cases[i].body, diags));
		assert_true(diags_has(diags, DIAG_REPORT_INVALID));
		text = diags_text(diags);
		if (!strstr(text, cases[i].message))
			fail_msg("%s\ngave\n%s", cases[i].body, text);
		free(text);
		diags_destroy(diags);
	}
	(void)state;
}

static void
test_endless_nesting_is_refused(void **state)
{
	GString *body = g_string_new(NULL);

	for (int i = 0; i < 2000; i++)
		g_string_append(body, "<section>");
	for (int i = 0; i < 2000; i++)
		g_string_append(body, "</section>");
	g_string_prepend(body, "<report xml:lang='en'><head><title>T</title></head>");
	g_string_append(body, "</report>");
	{
		xmlDocPtr doc = xmlReadMemory(body->str, body->len, "t.xml", NULL, XML_PARSE_HUGE);

		assert_null(report_read(doc, "t.xml", *state));
		xmlFreeDoc(doc);
	}
	g_string_free(body, TRUE);
}

/* All elements of a tree in order. */
static void
elements_collect(xmlNode *node, GPtrArray *out)
{
	g_ptr_array_add(out, node);
	for (xmlNode *at = node->children; at; at = at->next)
		if (at->type == XML_ELEMENT_NODE)
			elements_collect(at, out);
}

static void
mutate(xmlNode *node, int way)
{
	switch (way) {
	case 0:
		xmlNewProp(node, BAD_CAST "unheard-of", BAD_CAST "1");
		break;
	case 1:
		xmlNodeSetName(node, BAD_CAST "unheard-of");
		break;
	case 2:
		xmlAddNextSibling(node, xmlNewText(BAD_CAST "words"));
		break;
	case 3:
		xmlAddChild(node, xmlNewNode(NULL, BAD_CAST "row"));
		break;
	case 4:
		if (node->properties)
			xmlRemoveProp(node->properties);
		break;
	default:
		xmlUnlinkNode(node);
		xmlFreeNode(node);
	}
}

/* Two descriptions of one vocabulary: whatever the schema refuses, the reader refuses. */
static void
test_reader_is_as_strict_as_the_schema(void **state)
{
	xmlDocPtr small = xml_load(SMALL, "report", *state);
	int invalid = 0;

	for (int way = 0; way < 6; way++)
		for (guint i = 1;; i++) {
			xmlDocPtr doc = xmlCopyDoc(small, 1);
			GPtrArray *all = g_ptr_array_new();
			struct diags *diags = diags_create();
			guint count;

			elements_collect(xmlDocGetRootElement(doc), all);
			count = all->len;
			if (i < count) {
				struct report *report;

				mutate(all->pdata[i], way);
				report = report_read(doc, "t.xml", diags);
				if (!is_valid(doc)) {
					invalid++;
					if (report)
						fail_msg("way %d, element %u: the schema refuses it, the reader does "
							"not", way, i);
				}
				report_destroy(report);
			}
			diags_destroy(diags);
			g_ptr_array_free(all, TRUE);
			xmlFreeDoc(doc);
			if (i >= count)
				break;
		}
	assert_true(invalid > 400);
	xmlFreeDoc(small);
}

/* ---- decimals ---- */

static void
test_numbers_have_the_decimals_that_the_drawing_has(void **state)
{
	static const struct {
		const char *kind, *role, *values[3];
		int said, decimals, fine, table;
	} cases[] = {
		{ "bars", "value", { "54", "119", "7" }, 0, 0, 0, 0 },
		{ "bars", "value", { "0.02", "0.04", "0" }, 0, 2, 3, 2 },
		{ "bars", "value", { "0.0213", "0.0409", "0" }, 1, 3, 3, 4 },
		{ "bars", "value", { "0.0333333", "0.0182222", "0.0004" }, 0, 4, 4, 4 }, /* and of it some */
		{ "bars", "value", { "0.004", "98.7", "12.1" }, 1, 1, 1, 1 }, /* no bar is seen of it */
		{ "bars", "value", { "99.1", "99.4", "99" }, 0, 0, 0, 1 },
		{ "monthly", "value", { "99.1", "99.4", "99" }, 0, 1, 2, 1 },
		{ "monthly", "value", { "2", "0", "1" }, 0, 0, 1, 0 }, /* counts, and their mean */
		{ "monthly", "peer", { "2.25", "0", "1.5" }, 0, 0, 1, 2 },
		{ "monthly", "value", { "1e-9", "2e-9", "0" }, 0, 9, 10, 9 },
		{ "monthly", "value", { "5", "5", "5" }, 0, 0, 1, 0 },
		{ "monthly", "value", { "0", "0", "0" }, 2, 2, 2, 2 },
		{ "monthly", "peer", { "40.5", "0", "10" }, 0, 0, 0, 1 },
		{ "monthly", "peer", { "40.333333", "0", "10" }, 0, 0, 0, 0 },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		char *body = g_strdup_printf("<figure><chart kind='%s' alt='a' decimals='%d'>"
			"<series role='%s'><point month='2007-01' value='%s'/><point month='2007-02' "
			"value='%s'/><point month='2007-03' value='%s'/></series></chart></figure>",
			cases[i].kind, cases[i].said, cases[i].role, cases[i].values[0],
			cases[i].values[1], cases[i].values[2]);
		struct report *report = read_body(body, *state);
		const struct chart *chart = find(report, NODE_CHART, 0)->as.chart;

		if (chart->decimals != cases[i].decimals || chart->fine_decimals != cases[i].fine)
			fail_msg("case %zu: %d and %d", i, chart->decimals, chart->fine_decimals);
		assert_int_equal(chart->series->table_decimals, cases[i].table);
		report_destroy(report);
		g_free(body);
	}
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, diags_setup, diags_teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_the_small_report_is_valid_and_is_read),
		TEST(test_numbers_levels_and_columns_are_filled),
		TEST(test_contents_list_the_headings_with_their_spans),
		TEST(test_links_find_their_targets),
		TEST(test_numbers_have_the_decimals_that_the_drawing_has),
		TEST(test_lines_are_stated_or_inherited_or_the_files_own),
		TEST(test_white_space_is_folded_over_the_whole_paragraph),
		TEST(test_the_dump_reads_back_to_itself),
		TEST(test_what_the_vocabulary_forbids_is_refused),
		TEST(test_endless_nesting_is_refused),
		TEST(test_reader_is_as_strict_as_the_schema),
	};

	return cmocka_run_group_tests_name("report reading", tests, group_setup, group_teardown);
}
