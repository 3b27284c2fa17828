/* The table of rules. An error stops a final report, not a draft; a warning stops neither; a note tells
 * what a reader may want to look at. */

#include "rule/audit.h"

static const struct rule rules[] = { /* by id */
	{ "R01", DIAG_ERROR, "a published change agrees with its counts",
		"The change in per cent from one period to the next follows from the two counts: "
		"(later - earlier) / earlier x 100, halves rounded up.",
		"301 crimes became 328, and the change is published as 8.79",
		"the change is 8.97; leave `published` out, and it is computed", rule_published },
	{ "R02", DIAG_ERROR, "a published change in points agrees with its rates",
		"The change of a rate in percentage points is the difference of the unrounded rates.",
		"62 of 301 became 55 of 328, published as -3.84 points",
		"20.598 less 16.768 is 3.83: -3.83 points", NULL },
	{ "R03", DIAG_ERROR, "a detection rate agrees with its counts",
		"A detection rate is detections / crimes, in per cent.",
		"55 detections of 328 crimes, with a detection rate of 17.77", "16.77", rule_rates },
	{ "R04", DIAG_ERROR, "a rate agrees with its count and denominator",
		"A rate is count / denominator x scale, and the denominator is the record's.",
		"328 robberies for 218,480 people, with a rate of 1.53 per thousand", "1.50", NULL },
	{ "R05", DIAG_ERROR, "a published change is possible from rounded figures",
		"Where only rounded figures are known, each stands for all numbers that round to it; the "
		"change must be one that some of these give. So 47.16 to 42.35 may be published as -10.20.",
		"8.05 became 7.09, and the change is published as -12.50",
		"between -12.04 and -11.81, such as -11.95", NULL },
	{ "R06", DIAG_ERROR, "one population and one number of households per record",
		"All rates of a record are counted against the same denominator. Where it is not given, one "
		"number must reproduce all the printed rates.",
		"1.38 for 301 needs a population about 218,000; 16.56 for 3,000 one of 181,000",
		"correct the rate or the count that does not fit the others", rule_denominators },
	{ "R07", DIAG_ERROR, "a place is one of the group",
		"Places run from 1 to the size of the group of similar units.",
		"place 17 in a group of 15", "a place from 1 to 15", rule_positions },
	{ "R08", DIAG_ERROR, "a published gain of places agrees with the places",
		"Places are gained towards the first: earlier place less present place. A gain has a plus, a "
		"loss a minus, no change has no sign.",
		"from place 9 to place 8, printed as 1", "+1", NULL },
	{ "R09", DIAG_ERROR, "a mark of direction agrees with the change",
		"Better and worse follow from the sign of the change and from what is better: less crime, more "
		"detections, a place nearer to the first.",
		"from place 7 to place 8, marked better", "worse", NULL },
	{ "R10", DIAG_ERROR, "a contract can be met and missed",
		"A contract asks for a place below a number of the group, or to hold or improve the earlier "
		"place, which then has to be known.",
		"a contract below 20 in a group of 15", "a contract below 12", NULL },
	{ "R11", DIAG_ERROR, "the comparison with similar units agrees with the average and the place",
		"The five wordings follow from the distance to the average of similar units, by the bands in "
		"templates/common/bands.xml; and a unit clearly worse than the average is not among the best "
		"third.",
		"33.5% below the average, published as just-below", "below", NULL },
	{ "R12", DIAG_ERROR, "a projection agrees with the months",
		"The five wordings of a projection follow from the line fitted to the last 3, 6 or 12 months, "
		"by the bands in templates/common/bands.xml.",
		"a rise of 6% in three months, published as level", "increasing", NULL },
	{ "R13", DIAG_ERROR, "what is said of milestones agrees with their verdicts",
		"A sentence that counts milestones counts them as the data do.",
		"Three of the four milestones have been met; by the data two have", "Two of the four",
		rule_milestone_words },
	{ "R14", DIAG_ERROR, "the grades of all forces add up",
		"The forces with each grade add up to the number of forces that were graded.",
		"6, 14, 21 and 1 of 43 forces", "6, 14, 21 and 2", rule_grades },
	{ "R15", DIAG_WARNING, "the summary of judgements has the grades of the chapters",
		"A grade of the data part is shown by the judgement of one chapter; what stands in the summary "
		"of judgements has its chapter; and where the text of a chapter says how the force is graded, it "
		"says what the judgement does.",
		"graded as good, in a chapter whose judgement is fair", "graded as fair", rule_judgements },
	{ "R16", DIAG_ERROR, "the force's own grade is among those of all forces",
		"The number of forces with the grade that this force was given is at least one.",
		"graded poor, and 0 forces are poor", "count the force itself", NULL },
	{ "R17", DIAG_ERROR, "the figures of a survey are possible",
		"Percentages lie between 0 and 100, and a range begins below its end.",
		"a range from 52.2 to 49.3", "from 49.3 to 52.2", rule_surveys },
	{ "R18", DIAG_WARNING, "words of direction agree with the figure",
		"Rose, fell, above and below must have the sign of the figure that their clause prints.",
		"Robbery fell by 8.97%, where the change is a rise", "Robbery rose by 8.97%",
		rule_direction_words },
	{ "R19", DIAG_WARNING, "a judgement agrees with its indicators",
		"A standard is not met or exceeded while one of the indicators that the grade names is "
		"significantly worse than in similar forces: by more than 1.96 standard errors.",
		"3 points below similar forces with a sample of 1,000, judged as meeting", "failing, or a "
		"waiver that says why", NULL },
	{ "R20", DIAG_ERROR, "a margin of error agrees with its sample",
		"The margin of a percentage p of n people is 1.96 x square root of p x (100 - p) / n points, "
		"times the root of the design effect.",
		"81% of 1,000 people, give or take 3", "give or take 2.4", rule_facts },
	{ "R21", DIAG_ERROR, "what the text quotes is a figure of the data, rounded right",
		"A val names a figure that there is; a fact that repeats a figure is its rounding.",
		"25.5 for a detection rate of 25.448", "25.4", rule_values },
	{ "R22", DIAG_ERROR, "a total, share or average agrees with its parts",
		"The formula of a fact gives the fact, rounded to as many decimals as it has.",
		"58 for 234 / 4.5", "52", NULL },
	{ "R23", DIAG_ERROR, "recommendations are complete",
		"Each recommendation is made once; a follow-up visit says what was done and what came of it; "
		"either all or none have a status; a report on a force collects them once.",
		"a recommendation without its impact", "an impact, even if there is none yet",
		rule_recommendations },
	{ "R24", DIAG_WARNING, "references are made, not typed",
		"A number or a heading typed in a reference does not follow when parts are added, moved or "
		"called otherwise; and it may be wrong already.",
		"see recommendation 12, of ten; see section ‘Finding’, which is called ‘Findings’",
		"see <xref to=\"r10\"/>, see <xref to=\"findings\" show=\"title\"/>", rule_typed_references },
	{ "R25", DIAG_WARNING, "the contents are the headings, and headings tell parts apart",
		"A heading has words, and no other part beside it has the same. Contents are made from the "
		"headings, not typed; no part stands in them without the one around it.",
		"two sections Context beside each other", "Context of the force, Context of the visit",
		rule_headings },
	{ "R26", DIAG_WARNING, "abbreviations are explained once, before they are used, and used",
		"An abbreviation is explained in the glossary, or by its words with the letters in brackets "
		"where it comes first; not twice, not differently, and not for nothing. Tables and charts "
		"count too.",
		"The CPS was asked (and no glossary)", "The Crown Prosecution Service (CPS) was asked",
		rule_abbreviations },
	{ "R27", DIAG_ERROR, "alternatives of a template are chosen",
		"What a template offers for choice is not published.",
		"The action plans are/are not complete", "The action plans are complete", rule_text },
	{ "R28", DIAG_ERROR, "a final report has no draft mark",
		"A record whose status is final does not say DRAFT.",
		"status final, and DRAFT in a notice", "delete the word", NULL },
	{ "R29", DIAG_WARNING, "one thing has one name",
		"The names of the unit, the force, its group and its indicators are written as in the data.",
		"Milton-Keynes BCU for Milton Keynes BCU", "Milton Keynes BCU", rule_names },
	{ "R30", DIAG_ERROR, "times are in order",
		"Months of a series follow each other, a period begins before the report is issued, and the "
		"month on the cover is one of the visit's.",
		"a series that goes from March to May", "give April too", rule_dates },
	{ "R31", DIAG_NOTE, "sentences are not repeated",
		"A whole sentence that stands twice may have been copied and not changed.",
		"the same sentence under two recommendations", "say what differs", rule_repeated },
	{ "R32", DIAG_WARNING, "words and punctuation are in order",
		"No word stands twice; items of one list end alike, the last with a full stop; headings have "
		"none.",
		"in the the evening", "in the evening", NULL },
	{ "R33", DIAG_WARNING, "examples name whom to ask",
		"An example of good practice has a contact.", "a case without contact",
		"an office or a name", rule_cases },
	{ "R34", DIAG_WARNING, "notes are whole and stand once",
		"A note has words, stands in no other note, and says what no other note says.",
		"the same note twice", "one note, and a reference to it", rule_notes },
	{ "R35", DIAG_WARNING, "something follows a colon",
		"A paragraph that ends with a colon leads in a list, a table or another block.",
		"The steps are: (and the section ends)", "the list of the steps", NULL },
	{ "R36", DIAG_WARNING, "sentences are whole",
		"A paragraph ends with a stop, and not after and, or, the, a, an.",
		"Officers went to the meeting and", "Officers went to the meeting.", NULL },
	{ "R37", DIAG_NOTE, "great changes are meant",
		"A change of more than half is often a slip, and sometimes true.",
		"119 became 195: 63.87%", "look once more", rule_outliers },
	{ "R38", DIAG_NOTE, "numbers beside figures are figures",
		"A number typed in a paragraph that prints figures is checked against nothing.",
		"Robbery rose by <val .../>, to 328", "<val ref=\"robbery.count\"/>", rule_numbers },
	{ "R39", DIAG_WARNING, "a typed number is not nearly a figure",
		"A number that almost equals a figure of the same unit was mostly meant to be it: other by one "
		"in its last decimal, or with two digits exchanged.",
		"25.5% here, 25.448% in the data", "25.4%, by val", NULL },
	{ "R40", DIAG_WARNING, "waivers have an effect",
		"A waiver that waives nothing would hide a mistake that is made later.",
		"a waiver of R09 where no mark is wrong", "delete it", NULL },
	{ "R41", DIAG_WARNING, "what is told as still to come lies ahead",
		"A sentence that says what will be has no date from before the report was issued.",
		"The plan will be ready in May 2007, in a report of July 2007", "was ready in May 2007", NULL },
	{ "R42", DIAG_ERROR, "what charts are drawn from is whole",
		"A category has an amount for each part; the own unit is one of its peers, in the place that "
		"the measure says; the months of a series add up to what the measure says; control limits begin anew in a month of the series; an action that a chart "
		"marks has a date.",
		"a category with one amount, where there are two parts", "the other amount, or missing=\"yes\"",
		rule_tables },
};

size_t
rule_count(void)
{
	return G_N_ELEMENTS(rules);
}

const struct rule *
rule_at(size_t index)
{
	return &rules[index];
}

const struct rule *
rule_find(const char *id)
{
	for (size_t i = 0; i < G_N_ELEMENTS(rules); i++)
		if (g_ascii_strcasecmp(rules[i].id, id) == 0)
			return &rules[i];
	return NULL;
}

bool
rules_load(const struct data *data, struct schema **schema, struct bands **bands, struct diags *diags)
{
	char *rng = data_path(data, "templates/record.rng");
	char *file = data_path(data, "templates/common/bands.xml");

	*bands = NULL;
	*schema = schema_load(rng, diags);
	if (*schema)
		*bands = bands_load(file, diags);
	g_free(file);
	g_free(rng);
	return *bands != NULL;
}
