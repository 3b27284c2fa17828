/* Records → reports through the templates: the published wordings, findings, and the sandbox. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <glib.h>
#include <glib/gstdio.h>
#include <libxml/parser.h>
#include <libxml/relaxng.h>

#include "base/xml.h"
#include "loaded.h"
#include "printed.h"
#include "record/record.h"
#include "report/report.h"
#include "report/transform.h"
#include "text.h"

#define MILTON "input/milton-keynes-2007.xml"
#define BROMLEY "input/bromley-2008.xml"
#define THAMES_VALLEY "input/thames-valley-2007.xml"
#define BEDFORDSHIRE "input/bedfordshire-2008.xml"
#define MPA "input/mpa-2005.xml"

static struct schema *schema;
static struct templates *templates;

static int
group_setup(void **state)
{
	struct diags *diags = diags_create();

	(void)state;
	schema = schema_loaded();
	templates = templates_load("templates", diags);
	assert_non_null(templates);
	diags_destroy(diags);
	return 0;
}

static int
group_teardown(void **state)
{
	(void)state;
	templates_destroy(templates);
	schema_destroy(schema);
	return 0;
}

static struct record *
record_open(const char *path, struct diags *diags)
{
	const struct record_limits limits = RECORD_LIMITS_DEFAULT;
	struct record *record = record_load(path, schema, &limits, diags);

	if (!record)
		diags_print(diags, stderr);
	assert_non_null(record);
	return record;
}

/* The dump of a record's report, yours; NULL when there is none. */
static char *
made(const char *path, bool draft, struct diags *diags)
{
	struct record *record = record_open(path, diags);
	struct report *report = report_make(record, templates,
		&(struct report_options){ .draft = draft, .schema = schema }, diags);
	char *text = report ? report_dump(report) : NULL;

	report_destroy(report);
	record_destroy(record);
	return text;
}

static void
assert_silent(const struct diags *diags)
{
	if (diags_count(diags, DIAG_NOTE)) {
		char *text = diags_text(diags);

		fail_msg("%s", text);
	}
}

static void
assert_holds(const char *text, const char *part)
{
	if (!strstr(text, part))
		fail_msg("this is not in the text: %s", part);
}

static void
assert_valid(const char *dump)
{
	xmlRelaxNGParserCtxtPtr parser = xmlRelaxNGNewParserCtxt("templates/report.rng");
	struct diags *diags = diags_create();
	xmlDocPtr rng = xml_load("templates/report.rng", "schema", diags);
	xmlDocPtr doc = xmlReadMemory(dump, (int)strlen(dump), "dump", NULL, 0);
	xmlRelaxNGPtr grammar;
	xmlRelaxNGValidCtxtPtr ctxt;

	xmlRelaxNGFreeParserCtxt(parser);
	parser = xmlRelaxNGNewDocParserCtxt(rng);
	grammar = xmlRelaxNGParse(parser);
	ctxt = xmlRelaxNGNewValidCtxt(grammar);
	assert_int_equal(xmlRelaxNGValidateDoc(ctxt, doc), 0);
	xmlRelaxNGFreeValidCtxt(ctxt);
	xmlRelaxNGFree(grammar);
	xmlRelaxNGFreeParserCtxt(parser);
	xmlFreeDoc(rng);
	xmlFreeDoc(doc);
	diags_destroy(diags);
}

#define V(text) "<span style=\"value\">" text "</span>"

/* The wordings of the ten paragraphs are those that were published; the sentences around them are
 * the strings file's. Windows of equal result stand together. */
static void
test_the_ten_paragraphs_have_the_published_wordings(void **state)
{
	static const struct { const char *change, *comparison, *projections; } rows[] = {
		{ "a " V("3.17% increase"), V("above"), "last 3 and 6 months’ figures, crime is "
		  V("decreasing") "; from the last 12 months’ figures, it is " V("increasing slightly") "." },
		{ V("25.45%") ", a " V("decrease of 2.84 percentage points"), V("in line with"),
		  "last 3 months’ figures, the rate is " V("remaining at the current level")
		  "; from the last 6 and 12 months’ figures, it is " V("decreasing slightly") "." },
		{ "a " V("3.8% increase"), V("just below"), "last 3 and 6 months’ figures, burglary is "
		  V("decreasing") "; from the last 12 months’ figures, it is "
		  V("remaining at the current level") "." },
		{ V("17.82%") ", an " V("increase of 6.53 percentage points"), V("in line with"),
		  "last 3 and 6 months’ figures, the rate is " V("decreasing")
		  "; from the last 12 months’ figures, it is " V("increasing") "." },
		{ "a " V("4.29% increase"), V("in line with"), "last 3 and 6 months’ figures, vehicle "
		  "crime is " V("decreasing") "; from the last 12 months’ figures, it is "
		  V("remaining at the current level") "." },
		{ V("9.48%") ", an " V("increase of 2.59 percentage points"), V("just below"),
		  "All projections, from the last 3, 6 and 12 months’ figures, show the rate "
		  V("increasing") "." },
		{ "a " V("0.84% decrease"), V("above"), "last 3 months’ figures, violent crime is "
		  V("decreasing slightly") "; from the last 6 months’ figures, it is "
		  V("remaining at the current level") "; from the last 12 months’ figures, it is "
		  V("increasing slightly") "." },
		{ V("42.81%") ", a " V("decrease of 12.52 percentage points"), V("just below"),
		  "All projections, from the last 3, 6 and 12 months’ figures, show the rate "
		  V("decreasing") "." },
		{ "an " V("8.97% increase"), V("just above"), "last 3 and 6 months’ figures, robbery is "
		  V("decreasing") "; from the last 12 months’ figures, it is " V("increasing") "." },
		{ V("16.77%") ", a " V("decrease of 3.83 percentage points"), V("just below"),
		  "All projections, from the last 3, 6 and 12 months’ figures, show the rate "
		  V("decreasing") "." },
	};
	char *text = made(MILTON, false, *state), *at = text;

	assert_silent(*state);
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		char *para, *end, *comparison = g_strconcat("is currently ", rows[i].comparison,
			" the MSBCU average.", NULL);

		at = strstr(at, i % 2 ? "<para keep-next=\"yes\">The sanction detection rate over the year" :
			"<para keep-next=\"yes\">Over the year");
		assert_non_null(at);
		end = strstr(at, "</para>");
		para = g_strndup(at, (gsize)(end - at));
		assert_holds(para, rows[i].change);
		assert_holds(para, comparison);
		if (!g_str_has_suffix(para, rows[i].projections))
			fail_msg("%s\ndoes not end in\n%s", para, rows[i].projections);
		g_free(comparison);
		g_free(para);
		at = end;
	}
	g_free(text);
}

static void
test_reports_are_valid_whole_and_the_same_every_time(void **state)
{
	static const char *const paths[] = { MILTON, BROMLEY, THAMES_VALLEY, BEDFORDSHIRE, MPA };

	for (size_t i = 0; i < G_N_ELEMENTS(paths); i++) {
		char *first = made(paths[i], false, *state), *second = made(paths[i], false, *state);

		assert_silent(*state);
		assert_string_equal(first, second);
		assert_valid(first);
		assert_null(strstr(first, "{"  "unit}"));
		g_free(first);
		g_free(second);
	}
}

static void
test_the_first_sample_holds_what_was_published(void **state)
{
	static const char *const parts[] = {
		"status=\"draft\"", "<heading number=\"1\"", "label=\"1.1\"", "label=\"1.2\"",
		"label=\"1.3\"", "label=\"2.1\"", "<para>27,906</para>", "<para>−7.18%</para>",
		"<para>−12.52 pp</para>", "<para>3.80%</para>", "<para>131.78</para>",
		"Total domestic burglary per 1,000 households", "<heading>Recommendation 10</heading>",
		"Action taken by BCU", "<link to=\"r7\"", ">recommendation 7</link>",
		"three of the four milestones", "by <span style=\"value\">5%</span> in January to June 2007",
		"was the thirteenth most popular", "at 8%", "placed 13 of 15", "more than 600",
	};
	char *text = made(MILTON, false, *state);

	for (size_t i = 0; i + 1 < G_N_ELEMENTS(parts); i++)
		assert_holds(text, parts[i]);
	assert_int_equal(occurrences(text, "<chart kind=\"monthly\""), 10);
	assert_int_equal(occurrences(text, "role=\"projection\""), 30);
	assert_int_equal(occurrences(text, "The monthly figures are synthetic"), 10);
	assert_int_equal(occurrences(text, "<box "), 10);
	assert_int_equal(occurrences(text, "style=\"action-impact\""), 10);
	assert_int_equal(occurrences(text, "<cell scope=\"group\""), 0);
	assert_int_equal(occurrences(text, "scope=\"group\""), 5);
	g_free(text);
}

static void
test_the_second_sample_holds_rates_places_and_contract(void **state)
{
	static const char *const parts[] = {
		"status=\"final\"", "<para>−10.20%</para>", "<para>1.24 pp</para>", "<para>+5</para>",
		"<para>1</para>", "&lt;12, not met", "H/I, met", "Declined", "<note line=",
		"27 November – 1 December 2006", "10–11 January 2008", "Action taken by BOCU",
		"<para style=\"signature\"", "Allington Towers, London Regional Office",
	};
	char *text = made(BROMLEY, false, *state);

	for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
		assert_holds(text, parts[i]);
	assert_int_equal(occurrences(text, "<chart"), 0);
	assert_null(strstr(text, "cover-status"));
	g_free(text);
	text = made(BROMLEY, true, *state);
	assert_holds(text, "status=\"draft\"");
	assert_holds(text, "cover-status");
	g_free(text);
}

static void
assert_parts(const char *path, const char *const *parts, struct diags *diags)
{
	char *text = made(path, false, diags);

	assert_silent(diags);
	for (; *parts; parts++)
		assert_holds(text, *parts);
	g_free(text);
}

static void
test_a_graded_inspection_has_its_panels_and_tables(void **state)
{
	static const char *const parts[] = {
		"2007 Neighbourhood policing: summary of judgement", "<series role=\"value\" name=\"Fair\">",
		"alt=\"Grade (Neighbourhood policing): Fair, on a scale of Excellent, Good, Fair, Poor.\"",
		"<point label=\"Fair\" value=\"3\" own=\"yes\"/>",
		"<para><span style=\"strong\">21</span></para>", "<heading contents=\"no\">Strengths</heading>",
		"<para>49.3–52.2</para>", "<para>above</para>", "<para>inside</para>",
		"<link style=\"back\" to=\"collected-rec-family\">Recommendation 11</link>",
		"<link style=\"back\" to=\"rec-family\">Recommendation 11</link>", "‘Areas for improvement’",
		"ISBN 978-1-84726-481-7",
		"Annex 1: Glossary of abbreviations", "specific grading criteria (SGC)",
		"file=\"boilerplate/hmic-introduction.xml\"", ">Problem</para>",
		"Protecting vulnerable people – Child abuse", NULL,
	};

	assert_parts(THAMES_VALLEY, parts, *state);
}

static void
test_a_standards_inspection_has_its_indicators_and_bullets(void **state)
{
	static const char *const parts[] = {
		"Meeting the standard", "<para>−0.1 pp</para>", "<para>1.5 pp</para>", "<para>2.3 pp</para>",
		"<para>5.1 pp</para>", "<para>1.8 pp</para>", "<para>−1.0 pp</para>", "<para>−3.0 pp</para>",
		"<para>−1.4 pp</para>", "<para>−3.9 pp</para>", "<para>9.0 pp</para>", "colspan=\"2\"",
		"<heading contents=\"no\">Summary statement</heading>", "None identified.", "Annex 2:", "<span style=\"term\">SPI 2a",
		NULL,
	};

	assert_parts(BEDFORDSHIRE, parts, *state);
}

static void
test_a_committee_report_is_made_from_the_units_records(void **state)
{
	static const char *const parts[] = {
		"<heading number=\"F\"", "label=\"5\"", "<heading>Hackney BOCU</heading>",
		"file=\"units/hackney-2004.xml\"", "10–18 June 2004", "id=\"hackney-partnership\"",
		"the last of them in February 2005", "It will visit the BOCU again on 14 April 2005.",
		"£200,000", "Project Crackdown:", "Report author:", NULL,
	};

	assert_parts(MPA, parts, *state);
}

/* The committee's record in a folder of its own, where its units are not, or are something else. */
static void
test_a_unit_that_cannot_be_had_is_a_finding_with_its_name(void **state)
{
	static const struct { const char *href, *message; } cases[] = {
		{ "units/none.xml", "units/none.xml is not a file below the record's own folder [taken-in]" },
		{ "../outside.xml", "../outside.xml is not a file below the record's own folder [taken-in]" },
		{ "/etc/passwd", "/etc/passwd is not a file below the record's own folder [taken-in]" },
		{ "broken.xml", "broken.xml is taken in here, and is not fit for it [taken-in]" },
		{ "self.xml", "self.xml is not the record of a unit [taken-in]" },
	};
	char *dir = g_dir_make_tmp("revisit-test-XXXXXX", NULL), *text;
	char *path = g_build_filename(dir, "self.xml", NULL);
	char *broken = g_build_filename(dir, "broken.xml", NULL);
	char *outside = g_strconcat(dir, "/../outside.xml", NULL);

	(void)state;
	assert_true(g_file_get_contents(MPA, &text, NULL, NULL));
	assert_true(g_file_set_contents(broken, "<inspection-record/>", -1, NULL));
	assert_true(g_file_set_contents(outside, text, -1, NULL));
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		GString *record = g_string_new(text);
		struct diags *diags = diags_create();
		char *report, *said;

		g_string_replace(record, "units/hackney-2004.xml", cases[i].href, 0);
		g_string_replace(record, "units/bromley-2004.xml", cases[i].href, 0);
		assert_true(g_file_set_contents(path, record->str, -1, NULL));
		report = made(path, false, diags);
		said = diags_text(diags);
		assert_int_equal(diags_worst(diags) >= DIAG_ERROR, true);
		assert_holds(said, cases[i].message);
		assert_holds(said, "/inspection-record/back/annex/unit-record");
		free(said);
		g_free(report);
		diags_destroy(diags);
		g_string_free(record, TRUE);
	}
	g_unlink(path);
	g_unlink(broken);
	g_unlink(outside);
	g_rmdir(dir);
	g_free(outside);
	g_free(broken);
	g_free(path);
	g_free(dir);
	g_free(text);
}

/* A copy of the small sample with some text replaced; its path, yours. */
static char *
changed(const char *from, const char *to)
{
	char *text, *path = g_strdup("/tmp/revisit-test-XXXXXX");
	GString *all;
	int file;

	assert_true(g_file_get_contents("tests/records/minimal-follow-up.xml", &text, NULL, NULL));
	all = g_string_new(text);
	assert_int_equal(g_string_replace(all, from, to, 0), 1);
	file = g_mkstemp(path);
	assert_true(file >= 0);
	g_close(file, NULL);
	assert_true(g_file_set_contents(path, all->str, (gssize)all->len, NULL));
	g_string_free(all, TRUE);
	g_free(text);
	return path;
}

static void
test_a_figure_that_is_not_there_is_a_finding_with_its_line(void **state)
{
	char *path = changed("<val ref=\"robbery.change\"", "<val ref=\"robbery.rate.half-2006\"");
	char *text = made(path, false, *state), *said = diags_text(*state);

	assert_non_null(text);
	assert_true(diags_has(*state, DIAG_CALC));
	assert_holds(said, ":53: error: robbery.rate.half-2006: robbery has no count for the period "
		"half-2006, and its series does not reach over it [calc]");
	assert_holds(said, "in /inspection-record/body/section[1]/para/val");
	g_unlink(path);
	g_free(path);
	g_free(text);
	free(said);
}

static void
test_an_override_takes_the_place_of_the_computed_paragraph(void **state)
{
	char *path = changed("<measure-narrative measure=\"robbery\"/>",
		"<measure-narrative measure=\"robbery\"><override of=\"count\" reason=\"as published\">Rose "
		"by <val ref=\"robbery.change\"/>.</override></measure-narrative>");
	char *text = made(path, false, *state);

	assert_holds(text, ">Rose by 8.97%.</para>");
	assert_null(strstr(text, "Over the year"));
	assert_holds(text, "<para keep-next=\"yes\">The sanction detection rate over the year");
	g_unlink(path);
	g_free(path);
	g_free(text);
}

static void
test_a_kind_or_language_without_templates_is_a_finding(void **state)
{
	char *path = changed("xml:lang=\"en-GB\"", "xml:lang=\"fr\""), *said;

	assert_null(made(path, false, *state));
	said = diags_text(*state);
	assert_holds(said, "there is no template strings/fr.xml [resource-missing]");
	free(said);
	g_unlink(path);
	g_free(path);
}

static void
test_a_welsh_record_makes_a_welsh_report(void **state)
{
	char *path = changed("xml:lang=\"en-GB\"", "xml:lang=\"cy\"");
	char *text = made(path, false, *state);

	assert_silent(*state);
	assert_holds(text, "xml:lang=\"cy\"");
	assert_holds(text, "<heading>Argymhelliad 1</heading>");
	assert_holds(text, "Gorffennaf 2007");
	assert_holds(text, "All saith teams meet."); /* of the record's words only the figure changes */
	assert_null(strstr(text, "Recommendation 1"));
	g_unlink(path);
	g_free(path);
	g_free(text);
}

/* ---- the sandbox ---- */

#define SHEET(body) "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform' " \
	"xmlns:calc='urn:revisit:calc' xmlns:func='http://exslt.org/functions' " \
	"xmlns:dyn='http://exslt.org/dynamic' xmlns:exsl='http://exslt.org/common' " \
	"extension-element-prefixes='exsl'>" body "</xsl:stylesheet>"
#define ROOT(body) SHEET("<xsl:template match='/'><report>" body "</report></xsl:template>")

struct box {
	char *dir, *outside;
	struct bands *bands;
	struct strings *strings;
	struct record *record;
};

static void
box_open(struct box *box, struct diags *diags)
{
	box->dir = g_dir_make_tmp("revisit-test-XXXXXX", NULL);
	box->outside = g_strconcat(box->dir, "-outside.xsl", NULL);
	assert_true(g_file_set_contents(box->outside, SHEET(""), -1, NULL));
	box->bands = bands_load("templates/common/bands.xml", diags);
	box->strings = strings_load("templates/strings", "en-GB", diags);
	box->record = record_open(MILTON, diags);
}

static void
box_close(struct box *box)
{
	record_destroy(box->record);
	strings_destroy(box->strings);
	bands_destroy(box->bands);
	g_unlink(box->outside);
	g_rmdir(box->dir);
	g_free(box->outside);
	g_free(box->dir);
}

/* Runs a stylesheet that holds this; the result or NULL. */
static xmlDocPtr
box_run(struct box *box, const char *sheet, struct diags *diags)
{
	char *path = g_build_filename(box->dir, "a b.xsl", NULL);
	const char *params[] = { NULL };
	xsltStylesheetPtr style;
	xmlDocPtr result = NULL;

	assert_true(g_file_set_contents(path, sheet, -1, NULL));
	style = transform_load(path, box->dir, diags);
	if (style) {
		struct calc *calc = calc_create(box->record, schema, box->bands, box->strings, diags);

		result = transform_run(style, record_doc(box->record), params, calc,
			(struct place){ .file = "t.xml" }, diags);
		calc_destroy(calc);
	}
	xsltFreeStylesheet(style);
	g_unlink(path);
	g_free(path);
	return result;
}

static void
test_templates_reach_nothing_outside_their_folder(void **state)
{
	static const char *const sheets[] = {
		ROOT("<xsl:copy-of select=\"document('/etc/passwd')\"/>"),
		ROOT("<xsl:copy-of select=\"document('templates/common/bands.xml')\"/>"),
		ROOT("<xsl:copy-of select=\"document('http://localhost:9/')\"/>"),
		ROOT("<exsl:document href='/tmp/revisit-test-written'>x</exsl:document>"),
		ROOT("<xsl:value-of select=\"dyn:evaluate('1 + 1')\"/>"),
		ROOT("<xsl:value-of select=\"calc:no-such-function()\"/>"),
		ROOT("<xsl:value-of select=\"calc:date()\"/>"),
		SHEET("<xsl:include href='%s'/>"), SHEET("<xsl:import href='%s'/>"),
		SHEET("<xsl:import href='http://localhost:9/a.xsl'/>"),
		SHEET("<xsl:include href='none.xsl'/>"),
		"<!DOCTYPE x [<!ENTITY e SYSTEM '/etc/passwd'>]>" ROOT("&e;") "<!-- -->",
	};
	struct box box;

	box_open(&box, *state);
	for (size_t i = 0; i < G_N_ELEMENTS(sheets); i++) {
		GString *sheet = g_string_new(sheets[i]);
		struct diags *diags = diags_create();
		xmlDocPtr result;

		g_string_replace(sheet, "%s", box.outside, 0);
		result = box_run(&box, sheet->str, diags);
		if (result) { /* then at least nothing came in */
			char *text = (char *)xmlNodeGetContent(xmlDocGetRootElement(result));

			if (i < 7 || *text)
				fail_msg("sheet %zu was run: %s", i, text);
			xmlFree(text);
		} else {
			assert_int_equal(diags_worst(diags), DIAG_FAILURE);
		}
		xmlFreeDoc(result);
		diags_destroy(diags);
		g_string_free(sheet, TRUE);
	}
	assert_false(g_file_test("/tmp/revisit-test-written", G_FILE_TEST_EXISTS));
	box_close(&box);
}

static void
test_templates_that_do_not_end_are_stopped(void **state)
{
	static const char *const sheets[] = {
		SHEET("<xsl:template match='/'><xsl:call-template name='a'/></xsl:template>"
			"<xsl:template name='a'><xsl:call-template name='a'/></xsl:template>"),
		ROOT("<xsl:value-of select='count(//*[count(//*[count(//*) = 1]) = 1])'/>"),
	};
	struct box box;

	box_open(&box, *state);
	for (size_t i = 0; i < G_N_ELEMENTS(sheets); i++) {
		struct diags *diags = diags_create();

		assert_null(box_run(&box, sheets[i], diags));
		assert_true(diags_has(diags, DIAG_TEMPLATE));
		diags_destroy(diags);
	}
	box_close(&box);
}

static void
test_what_templates_say_is_a_finding(void **state)
{
	struct box box;
	xmlDocPtr result;
	char *said;

	box_open(&box, *state);
	result = box_run(&box, ROOT("<xsl:message>mind this</xsl:message>"), *state);
	assert_non_null(result);
	said = diags_text(*state);
	assert_string_equal(said, "t.xml: warning: mind this [template-message]\n");
	free(said);
	xmlFreeDoc(result);
	assert_null(box_run(&box, ROOT("<xsl:message terminate='yes'>no more</xsl:message>"), *state));
	said = diags_text(*state);
	assert_holds(said, "no more");
	assert_holds(said, "[template]");
	free(said);
	box_close(&box);
}

static void
test_templates_that_are_no_stylesheets_are_findings(void **state)
{
	static const char *const sheets[] = {
		"<a/>", "", "<xsl", SHEET("<xsl:template match='/['/>"), SHEET("<xsl:no-such/>"),
		SHEET("<xsl:template match='/'><xsl:value-of select='1 +'/></xsl:template>"),
	};
	struct box box;

	box_open(&box, *state);
	for (size_t i = 0; i < G_N_ELEMENTS(sheets); i++) {
		struct diags *diags = diags_create();
		xmlDocPtr result = box_run(&box, sheets[i], diags);

		if (result)
			fail_msg("sheet %zu was taken", i);
		assert_int_equal(diags_worst(diags), DIAG_FAILURE);
		diags_destroy(diags);
	}
	box_close(&box);
}

static void
test_functions_answer_templates(void **state)
{
	static const struct { const char *select, *text; } rows[] = {
		{ "calc:print('burglary.change')", "3.8%" },
		{ "calc:cell('burglary.change', 'percent', '2')", "3.80%" },
		{ "calc:cell('total.points-change', 'points-short', '2')", "−2.84 pp" },
		{ "calc:has('burglary.change')", "true" }, { "calc:has('burglary.nothing')", "false" },
		{ "calc:word('vehicle.comparison')", "in-line" },
		{ "calc:plain('total.count')", "28792" }, { "calc:sign('violent.change', 2)", "-1" },
		{ "calc:article('8.97%')", "an" }, { "calc:words('3')", "three" },
		{ "calc:period('current')", "July 2006 to June 2007" },
		{ "calc:date('2007-05-31')", "31 May 2007" }, { "calc:list('3 6 12')", "3, 6 and 12" },
		{ "calc:windows('burglary.projection', '3 6 12', 'decreasing')", "3 6" },
		{ "calc:say('xref-section', 'n', '2')", "section 2" },
		{ "calc:knows('xref-section')", "true" }, { "calc:knows('xref-chapter')", "false" },
		{ "calc:nth(//recommendation[7])", "7" }, { "calc:line(/*/meta)", "7" },
		{ "count(calc:chart-words()) &gt; 20", "true" }, { "calc:print('total.position', 'position')", "13 of 15" },
	};
	struct box box;

	box_open(&box, *state);
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		char *sheet = g_strdup_printf(ROOT("<xsl:value-of select=\"%s\"/>"), rows[i].select);
		xmlDocPtr result = box_run(&box, sheet, *state);
		char *text;

		assert_silent(*state);
		assert_non_null(result);
		text = (char *)xmlNodeGetContent(xmlDocGetRootElement(result));
		if (strcmp(text, rows[i].text) != 0)
			fail_msg("%s is %s, not %s", rows[i].select, text, rows[i].text);
		xmlFree(text);
		xmlFreeDoc(result);
		g_free(sheet);
	}
	box_close(&box);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, diags_setup, diags_teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_the_ten_paragraphs_have_the_published_wordings),
		TEST(test_reports_are_valid_whole_and_the_same_every_time),
		TEST(test_the_first_sample_holds_what_was_published),
		TEST(test_the_second_sample_holds_rates_places_and_contract),
		TEST(test_a_graded_inspection_has_its_panels_and_tables),
		TEST(test_a_standards_inspection_has_its_indicators_and_bullets),
		TEST(test_a_committee_report_is_made_from_the_units_records),
		TEST(test_a_unit_that_cannot_be_had_is_a_finding_with_its_name),
		TEST(test_a_figure_that_is_not_there_is_a_finding_with_its_line),
		TEST(test_an_override_takes_the_place_of_the_computed_paragraph),
		TEST(test_a_kind_or_language_without_templates_is_a_finding),
		TEST(test_a_welsh_record_makes_a_welsh_report),
		TEST(test_templates_reach_nothing_outside_their_folder),
		TEST(test_templates_that_do_not_end_are_stopped),
		TEST(test_what_templates_say_is_a_finding),
		TEST(test_templates_that_are_no_stylesheets_are_findings),
		TEST(test_functions_answer_templates),
	};

	return cmocka_run_group_tests_name("making reports", tests, group_setup, group_teardown);
}
