/* Figures by their paths: those of two published follow-up reports, and what gives none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include <glib.h>
#include <libxml/parser.h>

#include "base/xml.h"
#include "report/figure.h"

struct fixture {
	struct diags *diags;
	struct bands *bands;
	xmlDocPtr doc;
	struct figures *figures;
};

static struct fixture milton, bromley, unit, force;

static void
fixture_open(struct fixture *fixture, const char *path)
{
	fixture->diags = diags_create();
	fixture->bands = bands_load("templates/common/bands.xml", fixture->diags);
	fixture->doc = xml_load(path, "record", fixture->diags);
	assert_non_null(fixture->bands);
	assert_non_null(fixture->doc);
	fixture->figures = figures_create(xmlDocGetRootElement(fixture->doc), fixture->bands);
}

static void
fixture_close(struct fixture *fixture)
{
	figures_destroy(fixture->figures);
	xmlFreeDoc(fixture->doc);
	bands_destroy(fixture->bands);
	diags_destroy(fixture->diags);
}

static int
group_setup(void **state)
{
	(void)state;
	xml_init();
	fixture_open(&milton, "input/milton-keynes-2007.xml");
	fixture_open(&bromley, "input/bromley-2008.xml");
	fixture_open(&unit, "tests/golden/charts-unit/record.xml");
	fixture_open(&force, "tests/golden/charts-force/record.xml");
	return 0;
}

static int
group_teardown(void **state)
{
	(void)state;
	fixture_close(&milton);
	fixture_close(&bromley);
	fixture_close(&unit);
	fixture_close(&force);
	return 0;
}

static const struct figure *
find(struct fixture *fixture, const char *path)
{
	const struct figure *figure = figure_find(fixture->figures, path);

	if (!figure)
		fail_msg("%s: %s", path, figures_why(fixture->figures));
	return figure;
}

static void
assert_number(struct fixture *fixture, const char *path, int decimals, const char *expect)
{
	const struct num_style style = { .decimals = decimals };
	const struct figure *figure = find(fixture, path);
	char *text;

	assert_int_equal(figure->kind, FIGURE_NUMBER);
	text = num_format(figure->num, &style);
	if (!text || strcmp(text, expect) != 0)
		fail_msg("%s is %s, not %s", path, text, expect);
	g_free(text);
}

static void
assert_word(struct fixture *fixture, const char *path, const char *expect)
{
	const struct figure *figure = find(fixture, path);

	if (figure->kind == FIGURE_NUMBER || strcmp(figure->text, expect) != 0)
		fail_msg("%s is %s, not %s", path, figure->text, expect);
}

/* The crime table as published: counts before and now, change; detection rates, points; rates. */
static void
test_published_crime_table(void **state)
{
	static const struct {
		const char *id, *change, *detections_change, *rate_before, *rate_now, *points;
		const char *per_before, *per_now;
	} rows[] = {
		{ "total", "3.17", "-7.18", "28.29", "25.45", "-2.84", "127.73", "131.78" },
		{ "burglary", "3.80", "63.87", "11.29", "17.82", "6.53", "11.94", "12.39" },
		{ "vehicle", "4.29", "43.51", "6.89", "9.48", "2.59", "15.88", "16.56" },
		{ "violent", "-0.84", "-23.28", "55.33", "42.81", "-12.52", "22.88", "22.69" },
		{ "robbery", "8.97", "-11.29", "20.60", "16.77", "-3.83", "1.38", "1.50" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		const struct { const char *property, *expect; } all[] = {
			{ "change", rows[i].change }, { "change.current", rows[i].change },
			{ "detections-change", rows[i].detections_change },
			{ "detection-rate.previous", rows[i].rate_before },
			{ "detection-rate", rows[i].rate_now }, { "points-change", rows[i].points },
			{ "rate.previous", rows[i].per_before }, { "rate", rows[i].per_now },
		};

		for (size_t j = 0; j < G_N_ELEMENTS(all); j++) {
			char *path = g_strjoin(".", rows[i].id, all[j].property, NULL);

			assert_number(&milton, path, 2, all[j].expect);
			g_free(path);
		}
	}
}

/* Where the unit stands and where it is going, as the ten paragraphs of the report say it. */
static void
test_published_comparisons_and_projections(void **state)
{
	static const struct { const char *id, *comparison, *projections[3]; } rows[] = {
		{ "total.", "above", { "decreasing", "decreasing", "increasing-slightly" } },
		{ "total.detection-", "in-line", { "level", "decreasing-slightly", "decreasing-slightly" } },
		{ "burglary.", "just-below", { "decreasing", "decreasing", "level" } },
		{ "burglary.detection-", "in-line", { "decreasing", "decreasing", "increasing" } },
		{ "vehicle.", "in-line", { "decreasing", "decreasing", "level" } },
		{ "vehicle.detection-", "just-below", { "increasing", "increasing", "increasing" } },
		{ "violent.", "above", { "decreasing-slightly", "level", "increasing-slightly" } },
		{ "violent.detection-", "just-below", { "decreasing", "decreasing", "decreasing" } },
		{ "robbery.", "just-above", { "decreasing", "decreasing", "increasing" } },
		{ "robbery.detection-", "just-below", { "decreasing", "decreasing", "decreasing" } },
	};
	static const char *const windows[] = { "3", "6", "12" };

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		char *path = g_strconcat(rows[i].id, "comparison", NULL);

		assert_word(&milton, path, rows[i].comparison);
		g_free(path);
		for (size_t j = 0; j < G_N_ELEMENTS(windows); j++) {
			path = g_strconcat(rows[i].id, "projection.", windows[j], NULL);
			assert_word(&milton, path, rows[i].projections[j]);
			g_free(path);
		}
	}
}

/* Vehicle detections are a third below the average, which was published as just below it. */
static void
test_what_was_published_stands_before_what_is_computed(void **state)
{
	const struct figure *figure = find(&milton, "vehicle.detection-comparison");

	(void)state;
	assert_string_equal(figure->set, "comparison");
	assert_non_null(figure->from);
	figure = figure_computed(milton.figures, "vehicle.detection-comparison");
	assert_string_equal(figure->text, "below");
	assert_null(figure->from);
	assert_number(&milton, "vehicle.detection-distance", 1, "-33.5");
	figure = find(&bromley, "robbery.detection-position-change");
	assert_string_equal(figure->print, "1");
	assert_number(&bromley, "total.change", 2, "-10.20");
	assert_number(&bromley, "violent.points-change", 2, "1.11");
	figure = figure_computed(bromley.figures, "violent.points-change");
	assert_int_equal(num_compare(figure->num, num_ratio(11, 10)), 0);
	assert_word(&bromley, "total.position-direction", "better");
	assert_string_equal(figure_computed(bromley.figures, "total.position-direction")->text, "worse");
}

static void
test_places_contracts_and_directions(void **state)
{
	static const struct { const char *id, *places, *contract, *met, *direction; } rows[] = {
		{ "total.", "-1", "below", "met", "better" },
		{ "total.detection-", "0", "below", "not-met", "better" },
		{ "burglary.", "-4", "below", "not-met", "better" },
		{ "burglary.detection-", "5", "hold-or-improve", "met", "better" },
		{ "robbery.", "1", "below", "not-met", "better" },
		{ "robbery.detection-", "1", "hold-or-improve", "met", "better" },
		{ "vehicle.", "-2", "below", "met", "better" },
		{ "vehicle.detection-", "-5", "below", "not-met", "worse" },
		{ "violent.", "0", "below", "not-met", "better" },
		{ "violent.detection-", "-1", "below", "not-met", "better" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		char *path = g_strconcat(rows[i].id, "position-change", NULL);

		assert_number(&bromley, path, 0, rows[i].places);
		g_free(path);
		path = g_strconcat(rows[i].id, "contract", NULL);
		assert_word(&bromley, path, rows[i].contract);
		g_free(path);
		path = g_strconcat(rows[i].id, "contract-met", NULL);
		assert_word(&bromley, path, rows[i].met);
		g_free(path);
		path = g_strconcat(rows[i].id, "direction", NULL);
		assert_word(&bromley, path, rows[i].direction);
		g_free(path);
	}
	assert_int_equal(num_compare(find(&bromley, "total.contract")->num, num_whole(12)), 0);
	assert_string_equal(figure_computed(bromley.figures, "violent.position-direction")->text, "same");
}

static void
test_milestones_facts_and_recommendations(void **state)
{
	(void)state;
	assert_number(&milton, "burglary-cut.actual", 1, "14.4");
	assert_number(&milton, "vehicle-cut.actual", 1, "20.9");
	assert_number(&milton, "violence-at-home-rate.margin", 1, "-2.4");
	assert_word(&milton, "burglary-cut.verdict", "exceeded");
	assert_word(&milton, "hate-rate.verdict", "exceeded");
	assert_word(&milton, "violence-at-home-rate.verdict", "just-missed");
	assert_number(&milton, "milestones.count", 0, "4");
	assert_number(&milton, "milestones.exceeded", 0, "3");
	assert_number(&milton, "milestones.met", 0, "3");
	assert_number(&milton, "milestones.missed", 0, "1");
	assert_number(&milton, "recommendations.count", 0, "10");
	assert_number(&milton, "recommendations.actioned", 0, "8");
	assert_number(&milton, "recommendations.in-progress", 0, "2");
	assert_number(&bromley, "recommendations.partly-discharged", 0, "2");
	assert_number(&milton, "burglary-rise-2006", 1, "27.6");
	assert_int_equal(find(&milton, "burglary-rise-2006")->decimals, 1);
	assert_number(&milton, "burglary.count.year-2006", 0, "1182");
	assert_number(&milton, "burglary.detection-rate.year-2006", 1, "16.1");
	assert_number(&milton, "vehicle.detection-rate.year-2006", 2, "6.96");
	assert_number(&milton, "violent.detection-rate.year-2006", 1, "44.9");
	assert_number(&milton, "msbcu.size", 0, "15");
	assert_word(&milton, "burglary.plural", "domestic burglaries");
	assert_word(&bromley, "robbery.short", "robbery");
}

static void
test_lines_through_the_last_months(void **state)
{
	(void)state;
	/* 88, 84, 82: mean 254/3, slope -3 */
	assert_number(&milton, "burglary-months.fit.3.2007-04", 6, "87.666667");
	assert_number(&milton, "burglary-months.fit.3.2007-06", 6, "81.666667");
	assert_number(&milton, "burglary-months.fit.3.2007-09", 6, "72.666667");
	assert_number(&milton, "burglary.trend.3", 4, "-7.0866");
	assert_number(&milton, "burglary-months.value.2007-06", 0, "82");
	assert_number(&milton, "burglary-months.peer.2007-06", 1, "88.6");
	assert_number(&milton, "burglary-detections.value.2007-04", 4, "9.0909");
	assert_number(&milton, "burglary-months.high", 0, "123");
	assert_word(&milton, "burglary-months.high-month", "2006-12");
	assert_word(&milton, "burglary-months.low-month", "2005-10");
	assert_word(&milton, "burglary-months.from", "2005-07");
	assert_word(&milton, "burglary-months.to", "2007-06");
	assert_word(&milton, "burglary-months.to.3", "2007-09");
}

static void
assert_none(struct fixture *fixture, const char *path, const char *why)
{
	assert_null(figure_find(fixture->figures, path));
	if (!strstr(figures_why(fixture->figures), why))
		fail_msg("%s: %s", path, figures_why(fixture->figures));
}

/* Sums, rates over a year and limits were reckoned by hand from the record. */
static void
test_months_that_charts_need(void **state)
{
	(void)state;
	assert_number(&unit, "robbery-months.total.12.2007-06", 0, "328");
	assert_number(&unit, "robbery-months.peer-total.2.2007-06", 1, "43.3");
	assert_none(&unit, "robbery-months.total.12.2007-01", "has not all of the 12 months up to 2007-01");
	assert_none(&unit, "robbery-months.value.2006-02", "has no figure for 2006-02");
	assert_number(&unit, "burglary-detections.total.12.2007-06", 4, "18.2051");
	assert_number(&unit, "robbery-months.target.2007-06", 1, "24.0");
	assert_number(&unit, "robbery-months.latest", 0, "17");
	assert_word(&unit, "robbery-months.latest-month", "2007-06");
	assert_word(&unit, "robbery-months.low-month", "2007-06");
	/* 32 28 18 20 19 17: mean 22.333, moving range 3.8 */
	assert_number(&unit, "robbery-months.mean", 3, "22.333");
	assert_number(&unit, "robbery-months.upper", 3, "32.441");
	assert_number(&unit, "robbery-months.lower", 3, "12.225");
	assert_word(&unit, "robbery-months.variation", "common");
	assert_word(&unit, "robbery-months.assurance", "random");
	assert_word(&unit, "burglary-months.variation", "better-low");
	assert_word(&unit, "burglary-detections.variation", "better-high");
	assert_none(&unit, "burglary-months.assurance", "no target");
	assert_number(&unit, "robbery-months.margin", 0, "-7");
	assert_none(&unit, "burglary-months.margin", "no target for its latest month");
}

/* Byar's limits of 390 and Wilson's of 55 in 328 as their formulae give them. */
static void
test_tables_of_the_data_part(void **state)
{
	(void)state;
	assert_number(&unit, "burglary-peers.value.13", 2, "9.75");
	assert_number(&unit, "burglary-peers.low.13", 3, "8.806");
	assert_number(&unit, "burglary-peers.high.13", 3, "10.767");
	assert_number(&unit, "burglary-peers.position", 0, "6");
	assert_number(&unit, "burglary-peers.distance", 2, "-9.42");
	assert_word(&unit, "burglary-peers.comparison", "just-below");
	assert_word(&unit, "burglary-peers.significance", "same"); /* 8.81 to 10.77 against 10.76 */
	assert_word(&unit, "robbery-peers.significance", "same");
	assert_number(&unit, "burglary-peers.count", 0, "15");
	assert_number(&unit, "robbery-peers.average", 1, "17.4");
	assert_number(&unit, "robbery-peers.low.9", 2, "13.12");
	assert_number(&unit, "robbery-peers.high.9", 2, "21.19");
	assert_none(&unit, "burglary-peers.value.16", "has no peer 16");
	assert_number(&unit, "strength.amount.2.1", 0, "64");
	assert_none(&unit, "strength.amount.4.1", "has no number there");
	assert_none(&unit, "strength.total.1", "has no number there");
	assert_number(&unit, "mix.total.3", 1, "34.5");
}

/* 81 % of 1,000: 2.43 points; 52.2 against 52.3 is no difference, 81 against 78 is one. */
static void
test_margins_and_significance(void **state)
{
	(void)state;
	assert_number(&force, "pleased.margin", 2, "2.43");
	assert_number(&force, "pleased.low", 2, "78.57");
	assert_number(&force, "pleased.high", 2, "83.43");
	assert_word(&force, "pleased.significance", "better");
	assert_word(&force, "good-job.significance", "same");
	assert_word(&force, "disorder.significance", "worse");
	assert_none(&force, "minority.margin", "has no sample");
	/* Byar's limits of 328 are 293.5 and 365.5, Wilson's of 9.48% in 3,619 8.6% and 10.5% */
	assert_word(&unit, "robbery.significance", "worse");
	assert_none(&unit, "robbery.detection-significance", "robbery");
	assert_word(&milton, "vehicle.detection-significance", "worse");
	assert_word(&milton, "robbery.significance", "same");
}

static void
test_what_is_not_there_is_explained(void **state)
{
	static const struct { const char *path, *why; } cases[] = {
		{ "burglry.change", "nothing with the id burglry" },
		{ "burglary.chnge", "no figure chnge" },
		{ "burglary", "no figure of its own" },
		{ "burglary.count.half-2004", "no period half-2004" },
		{ "burglary.change.year-2006", "names no base" },
		{ "burglary.projection.99", "needs a number of months" },
		{ "burglary.projection.36", "has only 24 months" },
		{ "robbery.position", "robbery has no position for the period current" },
		{ "burglary-months.value.2004-01", "no month 2004-01" },
		{ "burglary-months.median", "a series has no figure median" },
		{ "hate-rate.verdicts", "hate-rate has no figure verdicts" },
		{ "current.change", "a period has no figures" },
		{ "", "nothing with the id" },
		{ ".", "nothing with the id" },
		{ "total.contract", "total has no contract" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		assert_null(figure_find(milton.figures, cases[i].path));
		if (!strstr(figures_why(milton.figures), cases[i].why))
			fail_msg("%s: %s", cases[i].path, figures_why(milton.figures));
	}
	assert_null(figure_find(bromley.figures, "total.count"));
	assert_non_null(strstr(figures_why(bromley.figures), "no series gives the count of total"));
}

/* A record with a year, the year before it, and this in its data part. */
static void
fixture_make(struct fixture *fixture, const char *data)
{
	char *text = g_strdup_printf("<inspection-record><data>"
		"<period id='before' from='2005-01' to='2005-12'/>"
		"<period id='current' from='2006-01' to='2006-12' base='before'/>%s</data>"
		"</inspection-record>", data);

	*fixture = (struct fixture){ .diags = diags_create() };
	fixture->bands = bands_load("templates/common/bands.xml", fixture->diags);
	fixture->doc = xmlReadMemory(text, (int)strlen(text), "t.xml", NULL, 0);
	fixture->figures = figures_create(xmlDocGetRootElement(fixture->doc), fixture->bands);
	g_free(text);
}

static void
test_impossible_figures_are_none(void **state)
{
	static const struct { const char *data, *path, *why; } cases[] = {
		{ "<measure id='x'><count period='before' value='0'/><count period='current' value='5'/>"
		  "</measure>", "x.change", "division by nothing" },
		{ "<measure id='x'><count period='before' value='9999999999999'/></measure>",
		  "x.count.before", "beyond a million million" },
		{ "<measure id='x'><rate period='before' value='0.000000001'/>"
		  "<rate period='current' value='900000000000'/></measure>", "x.change",
		  "beyond a million million" },
		{ "<measure id='x'><rate period='before' value='1e5'/></measure>", "x.rate.before",
		  "not a decimal number" },
		{ "<measure id='x'/><series id='s' measure='x' of='count'><month at='2005-01' value='1'/>"
		  "<month at='2005-03' value='1'/></series>", "x.count.before",
		  "do not follow each other" },
		{ "<measure id='x'/><series id='s' measure='x' of='count'><month at='2005-01' value='1'/>"
		  "</series>", "x.count.before", "does not reach over it" },
		{ "<measure id='x'/><series id='s' measure='x' of='count'><month at='2006-11' value='0'/>"
		  "<month at='2006-12' value='0'/></series>", "x.trend.2", "division by nothing" },
		{ "<measure id='x'/><series id='s' measure='x' of='count'><month at='2006-11' value='0'/>"
		  "<month at='2006-12' value='0'/></series><series id='d' measure='x' of='detection-rate'>"
		  "<month at='2006-11' value='0'/><month at='2006-12' value='0'/></series>",
		  "x.detection-trend.2", "no crime was recorded in 2006-11" },
		{ "<milestone id='x' kind='reduction' target='5' measure='y' period='current'/>",
		  "x.actual", "nothing with the id y" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct fixture fixture;

		fixture_make(&fixture, cases[i].data);
		assert_null(figure_find(fixture.figures, cases[i].path));
		if (!strstr(figures_why(fixture.figures), cases[i].why))
			fail_msg("case %zu: %s", i, figures_why(fixture.figures));
		fixture_close(&fixture);
	}
}

static void
test_thresholds_belong_to_the_narrower_band(void **state)
{
	static const struct { const char *scale; int up, down; const char *word; } rows[] = {
		{ "comparison", 5, 1, "in-line" }, { "comparison", -5, 1, "in-line" },
		{ "comparison", 501, 100, "just-above" }, { "comparison", -15, 1, "just-below" },
		{ "comparison", -1501, 100, "below" }, { "comparison", 999, 1, "above" },
		{ "projection", 2, 1, "level" }, { "projection", 0, 1, "level" },
		{ "projection", -2000001, 1000000, "decreasing-slightly" },
		{ "projection", 5, 1, "increasing-slightly" }, { "projection", -6, 1, "decreasing" },
		{ "milestone", 0, 1, "met" }, { "milestone", 1, 1000000, "exceeded" },
		{ "milestone", -3, 1, "just-missed" }, { "milestone", -301, 100, "missed" },
		{ "milestone", 44, 1, "exceeded" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
		assert_string_equal(bands_word(milton.bands, rows[i].scale,
			num_ratio(rows[i].up, rows[i].down)), rows[i].word);
	assert_null(bands_word(milton.bands, "colour", num_whole(1)));
	assert_null(bands_word(milton.bands, "milestone", num_none));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_published_crime_table),
		cmocka_unit_test(test_published_comparisons_and_projections),
		cmocka_unit_test(test_what_was_published_stands_before_what_is_computed),
		cmocka_unit_test(test_places_contracts_and_directions),
		cmocka_unit_test(test_milestones_facts_and_recommendations),
		cmocka_unit_test(test_lines_through_the_last_months),
		cmocka_unit_test(test_months_that_charts_need),
		cmocka_unit_test(test_tables_of_the_data_part),
		cmocka_unit_test(test_margins_and_significance),
		cmocka_unit_test(test_what_is_not_there_is_explained),
		cmocka_unit_test(test_impossible_figures_are_none),
		cmocka_unit_test(test_thresholds_belong_to_the_narrower_band),
	};

	return cmocka_run_group_tests_name("figures", tests, group_setup, group_teardown);
}
