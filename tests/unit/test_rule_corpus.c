/* No false alarms: thousands of correct records, made at random but for ever the same, of which no rule
 * may say a word. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <glib.h>
#include <glib/gstdio.h>

#include "base/num.h"
#include "base/xml.h"
#include "loaded.h"
#include "printed.h"
#include "record/record.h"
#include "rule/rule.h"

enum { RECORDS = 2000, MOST_MEASURES = 5 };

/* ---- chance, by xorshift64* (S. Vigna, 2016): the same numbers on every machine ---- */

struct counts {
	int before, after, found_before, found_after, place_before, place_after;
};

struct maker {
	uint64_t state;
	GString *out;
	int sentence;  /* of this record, so that no two are alike */
	int measures;
	bool follow_up;
	const char *unit, *force, *lead, *grade;
	struct counts first; /* of the first measure, which has a series */
};

static uint64_t
chance(struct maker *maker)
{
	maker->state ^= maker->state >> 12;
	maker->state ^= maker->state << 25;
	maker->state ^= maker->state >> 27;
	return maker->state * 2685821657736338717u >> 16;
}

static int
pick(struct maker *maker, int low, int high)
{
	return low + (int)(chance(maker) % (uint64_t)(high - low + 1));
}

static bool
coin(struct maker *maker)
{
	return chance(maker) & 1;
}

#define one_of(maker, list) ((list)[pick((maker), 0, (int)G_N_ELEMENTS(list) - 1)])
#define put(maker, ...) g_string_append_printf((maker)->out, __VA_ARGS__)

/* ---- data ---- */

static const char *const names[][3] = {
	{ "total", "recorded crime", "recorded crimes" },
	{ "burglary", "domestic burglary", "domestic burglaries" },
	{ "vehicle", "vehicle crime", "vehicle crimes" },
	{ "violence", "violent crime", "violent crimes" },
	{ "robbery", "robbery", "robberies" },
};

static char *
rounded(struct num num, int decimals)
{
	struct num_style style = { .decimals = decimals };

	return num_format(num, &style);
}

static void
put_published(struct maker *maker, const struct counts *c)
{
	struct num change = num_change(num_whole(c->before), num_whole(c->after));
	char *text = rounded(change, 2);
	int gained = c->place_before - c->place_after;

	if (coin(maker))
		put(maker, "<published what=\"change\" value=\"%s\"/>", text);
	if (coin(maker))
		put(maker, "<published what=\"position-change\" value=\"%d\" print=\"%s%d\"/>", gained,
			gained > 0 ? "+" : "", gained);
	if (coin(maker))
		put(maker, "<published what=\"direction\" value=\"%s\"/>",
			strcmp(text, "0.00") == 0 ? "same" : c->after > c->before ? "worse" : "better");
	g_free(text);
}

static struct counts
counts_make(struct maker *maker)
{
	struct counts c = { .before = pick(maker, 60, 30000) };

	/* less than half more or less, so that nobody asks whether it is so */
	c.after = c.before + (int)((int64_t)c.before * pick(maker, -45, 45) / 100);
	c.found_before = c.before * pick(maker, 20, 60) / 100;
	c.found_after = c.found_before + c.found_before * pick(maker, -40, 40) / 100;
	if (c.found_after > c.after)
		c.found_after = c.after;
	if (c.found_after * 2 < c.found_before + 2)
		c.found_after = c.found_before;
	c.place_before = pick(maker, 6, 10);
	c.place_after = pick(maker, 6, 10);
	return c;
}

/* Counts, and what follows from them as it would be printed. */
static void
put_counted(struct maker *maker, int index)
{
	struct counts c = counts_make(maker);
	char *rate = rounded(num_mul(num_ratio(c.after, 218480), num_whole(1000)), 2);
	char *detected = rounded(num_mul(num_ratio(c.found_after, c.after), num_whole(100)), 2);

	put(maker, "<count period=\"previous\" value=\"%d\"/><count period=\"current\" value=\"%d\"/>",
		c.before, c.after);
	put(maker, "<detections period=\"previous\" value=\"%d\"/>"
		"<detections period=\"current\" value=\"%d\"/>", c.found_before, c.found_after);
	if (coin(maker))
		put(maker, "<rate period=\"current\" value=\"%s\"/>", rate);
	if (coin(maker))
		put(maker, "<detection-rate period=\"current\" value=\"%s\"/>", detected);
	put(maker, "<position period=\"previous\" value=\"%d\"/>"
		"<position period=\"current\" value=\"%d\"/>", c.place_before, c.place_after);
	if (coin(maker))
		put(maker, "<average period=\"current\" value=\"%d\"/>", c.after + pick(maker, -9, 9));
	if (coin(maker))
		put(maker, "<contract require=\"below\" value=\"%d\"/>", pick(maker, 2, 15));
	else if (coin(maker))
		put(maker, "<contract require=\"hold-or-improve\"/>");
	put_published(maker, &c);
	if (!index)
		maker->first = c;
	g_free(rate);
	g_free(detected);
}

/* Only rounded rates: what was published came from the numbers before they were rounded. */
static void
put_rated(struct maker *maker)
{
	struct num before = num_ratio(pick(maker, 50000, 900000), 100000), after;
	char *a, *b, *change;

	after = num_mul(before, num_ratio(pick(maker, 600, 1400), 1000));
	a = rounded(before, 2);
	b = rounded(after, 2);
	change = rounded(num_change(before, after), 2);
	put(maker, "<rate period=\"previous\" value=\"%s\"/><rate period=\"current\" value=\"%s\"/>", a, b);
	put(maker, "<published what=\"change\" value=\"%s\"/>", change);
	g_free(a);
	g_free(b);
	g_free(change);
}

/* The twelfth of a year's number that falls to a month, such that all of them add up; neighbours differ
 * by twice the swing. */
static int
month_share(int year, int month, int swing)
{
	int at = (month + 6) % 12; /* years begin in July */

	return (int)((int64_t)year * (at + 1) / 12 - (int64_t)year * at / 12) + (at % 2 ? swing : -swing);
}

static void
put_series(struct maker *maker, const char *id)
{
	int count = pick(maker, 12, 30), first = 2005 * 12 + pick(maker, 0, 6);
	int swing = pick(maker, 0, MIN(maker->first.before, maker->first.after) / 30);

	put(maker, "<series id=\"%s-months\" measure=\"%s\" of=\"count\" source=\"Force crime system\">", id,
		id);
	for (int i = 0; i < count; i++)
		put(maker, "<month at=\"%04d-%02d\" value=\"%d\"/>", (first + i) / 12, (first + i) % 12 + 1,
			month_share(first + i < 2006 * 12 + 6 ? maker->first.before : maker->first.after,
				(first + i) % 12, swing));
	put(maker, "</series>");
}

static void
put_milestones(struct maker *maker)
{
	for (int i = 0; i < 3; i++) {
		int target = pick(maker, 3, 60);

		put(maker, "<milestone id=\"aim-%d\" kind=\"rate\" period=\"current\" target=\"%d\" "
			"actual=\"%d.%d\">%s</milestone>", i, target, target + pick(maker, 1, 20),
			pick(maker, 0, 9), names[i][1]);
	}
}

static void
put_force(struct maker *maker)
{
	int excellent = pick(maker, 1, 9), good = pick(maker, 1, 15), poor = pick(maker, 1, 4);
	int low = pick(maker, 300, 600), people = pick(maker, 20, 400), officers = pick(maker, 2, 9);
	char *load = rounded(num_ratio(people, officers), 1);

	put(maker, "<grade id=\"grade\" year=\"2007\" value=\"%s\"><framework>Neighbourhoods</framework>"
		"<distribution forces=\"43\" excellent=\"%d\" good=\"%d\" fair=\"%d\" poor=\"%d\"/></grade>",
		maker->grade, excellent, good, 43 - excellent - good - poor, poor);
	put(maker, "<survey id=\"asked\" value=\"%d.%d\" low=\"%d.%d\" high=\"%d.%d\">Who thinks so</survey>",
		low / 10 + 1, pick(maker, 0, 9), low / 10, low % 10, low / 10 + 4, low % 10);
	put(maker, "<fact id=\"people\" value=\"%d\" unit=\"count\">people</fact>"
		"<fact id=\"officers\" value=\"%d\" unit=\"count\">officers</fact>"
		"<fact id=\"load\" value=\"%s\" unit=\"count\" formula=\"people / officers\">each</fact>",
		people, officers, load);
	g_free(load);
}

static void
put_data(struct maker *maker)
{
	put(maker, "<data><denominator id=\"population\" value=\"218480\">population</denominator>"
		"<period id=\"previous\" from=\"2005-07\" to=\"2006-06\"/>"
		"<period id=\"current\" from=\"2006-07\" to=\"2007-06\" base=\"previous\"/>"
		"<peer-group id=\"peers\" short=\"MSBCU\" size=\"15\">most similar units</peer-group>");
	for (int i = 0; i < maker->measures; i++) {
		put(maker, "<measure id=\"%s\" polarity=\"lower\"%s><name>%c%s</name><singular>%s</singular>"
			"<plural>%s</plural>", names[i][0], i == 3 ? "" : " per=\"population\"",
			g_ascii_toupper(*names[i][1]), names[i][1] + 1, names[i][1], names[i][2]);
		if (i == 3)
			put_rated(maker);
		else
			put_counted(maker, i);
		put(maker, "</measure>");
	}
	put_series(maker, names[0][0]);
	put_milestones(maker);
	put_force(maker);
	put(maker, "</data>");
}

/* ---- text ---- */

static const char *const who[] = { "The unit", "The commander", "A team of officers", "The partnership",
	"Every sergeant", "The council", "Heddlu’r cwm", "Café owners", "Staff in the call-handling centre" };
static const char *const does[] = { "has looked into", "agrees about", "now writes down", "will keep up",
	"has had that that concerns", "talks every week with others about", "gave up", "is proud of" };
static const char *const what[] = { "the meetings on Mondays", "its 24-hour cover", "the A5 road",
	"section 17 of the Act", "what people say", "the new tasking of patrols", "the year 2006",
	"calls on 999", "the 27th of each month", "categories 1, 2 and 3", "work with schools",
	"the cars, the vans and the bicycles", "the shift that begins at 10.30am", "the estate" };
static const char *const ends[] = { "in the north", "with good results", "as planned", "since March 2007",
	"(which few knew)", "without more cost", "after the visit", "in both towns", "e.g. at night" };

/* A sentence that no other of the record is. */
static void
put_sentence(struct maker *maker)
{
	static const char *const spices[] = { "", " <strong>once</strong>", " <emph>still</emph>", " <q>mostly</q>",
		" as ever", " indeed" };

	put(maker, "%s%s %s %s %s, mark x%c%c.", one_of(maker, who), one_of(maker, spices),
		one_of(maker, does), one_of(maker, what), one_of(maker, ends),
		'a' + maker->sentence / 26 % 26, 'a' + maker->sentence % 26);
	maker->sentence++;
}

static void
put_words(struct maker *maker)
{
	int count = pick(maker, 1, 4);

	while (count--) {
		put_sentence(maker);
		put(maker, count ? coin(maker) ? " " : "\n\t\t" : "");
	}
}

static void
put_figures(struct maker *maker)
{
	const char *id = names[pick(maker, 0, MIN(maker->measures, 3) - 1)][0];

	put(maker, "<para number=\"auto\">The figure was <val ref=\"%s.count\" as=\"number\"/>, a change of "
		"<val ref=\"%s.change\" as=\"percent\"/> from <val ref=\"%s.count.previous\"/>; "
		"<val ref=\"%s.detections\" as=\"number\"/> were cleared up in the %s sense.</para>", id, id, id,
		id, coin(maker) ? "usual" : "strict");
}

/* The three ways in which lists end their items. */
static void
put_list(struct maker *maker)
{
	static const char *const stops[][3] = { { ";", "; and", "." }, { ".", ".", "." }, { "", "", "." } };
	const char *const *stop = stops[pick(maker, 0, 2)];
	int count = pick(maker, 2, 5);

	put(maker, "<para>This has led to the following, as seen on tour x%c%c:</para><list>",
		'a' + maker->sentence / 26 % 26, 'a' + maker->sentence % 26);
	maker->sentence++;
	for (int i = 0; i < count; i++)
		put(maker, "<item>%s in ward %c%s</item>", one_of(maker, what), 'A' + i,
			stop[i == count - 1 ? 2 : i == count - 2 ? 1 : 0]);
	put(maker, "</list>");
}

static void
put_blocks(struct maker *maker)
{
	int count = pick(maker, 1, 3);

	while (count--)
		switch (pick(maker, 0, 3)) {
		case 0:
			put_list(maker);
			break;
		case 1:
			put_figures(maker);
			break;
		default:
			put(maker, "<para>");
			put_words(maker);
			put(maker, "</para>");
		}
}

static void
put_recommendation(struct maker *maker, int number)
{
	put(maker, "<recommendation id=\"r%d\" status=\"%s\"><text><para>", number,
		coin(maker) ? "discharged" : "in-progress");
	put_sentence(maker);
	put(maker, "</para></text>");
	if (maker->follow_up) {
		put(maker, "<action>");
		put_blocks(maker);
		put(maker, "</action><impact><para>");
		put_words(maker);
		put(maker, "<fn>Note %c of the visit.</fn></para></impact>", 'a' + number);
	}
	put(maker, "</recommendation>");
}

static void
put_body(struct maker *maker)
{
	int count = pick(maker, 1, 4);

	put(maker, "<body><particulars/><section id=\"first\"><heading>Performance of %s</heading>", maker->unit);
	put_blocks(maker);
	put(maker, "<judgement of=\"grade\"/>");
	if (coin(maker))
		put(maker, "<judgement-summary show=\"force\"/>");
	put(maker, "<para>%s is graded as %s here; it had been graded poor when it was seen last.</para>",
		maker->force, maker->grade);
	put(maker, "<para>All of the three milestones have been exceeded.</para>"
		"<para>The Crown Prosecution Service (CPS) was asked, and the CPS said yes to %s.</para>",
		maker->force);
	put(maker, "<para>The plan will be ready in <date value=\"200%d-05\"/>, says %s.</para></section>",
		pick(maker, 8, 9), maker->unit);
	put(maker, "<section id=\"second\"><heading>Recommendations</heading>");
	for (int i = 0; i < count; i++)
		put_recommendation(maker, i);
	put(maker, "<para>See <xref to=\"r0\"/>, the section <xref to=\"first\" show=\"title\"/> and the "
		"<q>Response</q> section of the force’s own plan.</para>");
	if (!maker->follow_up)
		put(maker, "<collected-recommendations/>");
	put(maker, "</section></body>");
}

static void
record_make(struct maker *maker)
{
	static const char *const units[] = { "Northfield BCU", "St Asaph", "Milton Ash BCU", "Llanrhos" };
	static const char *const forces[] = { "Midshire Police", "Heddlu Gwent Uchaf", "East Marches Police" };

	maker->unit = one_of(maker, units);
	maker->force = one_of(maker, forces);
	maker->grade = coin(maker) ? "good" : "fair";
	maker->measures = pick(maker, 1, MOST_MEASURES);
	maker->follow_up = coin(maker);
	maker->sentence = 0;
	g_string_assign(maker->out, "<?xml version=\"1.0\"?>\n");
	put(maker, "<inspection-record version=\"1\" kind=\"%s\" status=\"%s\" id=\"made\" xml:lang=\"en-GB\">",
		maker->follow_up ? "follow-up" : "force-standard", coin(maker) ? "final" : "draft");
	put(maker, "<meta><organisation>Inspectorate of Policing</organisation><unit kind=\"bcu\" "
		"short=\"%s\">%s</unit><force>%s</force><inspection from=\"2006-12\"/>"
		"<visit from=\"2007-07-10\"/><issued date=\"2007-0%d\"/></meta>", maker->unit, maker->unit,
		maker->force, pick(maker, 7, 9));
	put_data(maker);
	put_body(maker);
	put(maker, "</inspection-record>\n");
}

/* ---- the test ---- */

static void
test_correct_records_are_met_with_silence(void **state)
{
	const struct record_limits limits = RECORD_LIMITS_DEFAULT;
	const struct rule_options options = { .strict = true };
	struct diags *diags = diags_create();
	struct schema *schema = schema_loaded();
	struct bands *bands = bands_loaded();
	struct maker maker = { .state = 20070731, .out = g_string_new(NULL) };
	char *folder = g_dir_make_tmp("corpus-XXXXXX", NULL);
	char *path = g_build_filename(folder, "made.xml", NULL);
	size_t elements = 0;

	(void)state;
	for (int i = 0; i < RECORDS; i++) {
		struct record *record;

		record_make(&maker);
		assert_true(g_file_set_contents_full(path, maker.out->str, (gssize)maker.out->len,
			G_FILE_SET_CONTENTS_NONE, 0600, NULL));
		record = record_load(path, schema, &limits, diags);
		if (record && record_check(record, diags))
			rules_run(record, bands, &options, diags);
		record_destroy(record);
		g_unlink(path);
		if (diags_count(diags, DIAG_NOTE)) {
			fail_msg("record %d: %s%s", i, diags_text(diags), maker.out->str);
		}
		elements += maker.out->len;
	}
	print_message("%d correct records, %zu bytes, no finding\n", RECORDS, elements);
	g_rmdir(folder);
	g_free(path);
	g_free(folder);
	g_string_free(maker.out, TRUE);
	bands_destroy(bands);
	schema_destroy(schema);
	diags_destroy(diags);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_correct_records_are_met_with_silence),
	};

	xml_init();
	return cmocka_run_group_tests_name("rule_corpus", tests, NULL, NULL);
}
