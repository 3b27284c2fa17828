/* Judges: a table of matters, each with its verdict and what to look at. What is said here goes to people
 * who publish, not to programmers. */
#include "access/gather.h"

#include <stdarg.h>
#include <string.h>

#include "base/arena.h"
#include "style/colour.h"

enum { MOST_POINTS = 50, LONG_ALT = 1200, SMALL = 8, LONG_HEADING = 200 };

/* A finding that is being written. */
struct judging {
	struct access *access;
	struct access_finding *finding;
	struct access_point points[MOST_POINTS];
};

typedef void judge_fn(struct judging *judging);

static void say(struct judging *judging, enum access_verdict verdict, const char *format, ...)
	G_GNUC_PRINTF(3, 4);
static void point(struct judging *judging, const struct node *node, int page, const char *format, ...)
	G_GNUC_PRINTF(4, 5);

static void
say(struct judging *judging, enum access_verdict verdict, const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	text = g_strdup_vprintf(format, args);
	va_end(args);
	judging->finding->verdict = verdict;
	judging->finding->says = arena_strdup(judging->access->arena, text);
	g_free(text);
}

static void
point(struct judging *judging, const struct node *node, int page, const char *format, ...)
{
	struct access_finding *finding = judging->finding;
	va_list args;
	char *text;

	if (finding->point_count >= MOST_POINTS)
		return;
	va_start(args, format);
	text = g_strdup_vprintf(format, args);
	va_end(args);
	judging->points[finding->point_count++] = (struct access_point){
		arena_strdup(judging->access->arena, text), node ? node->file : NULL,
		node ? node->line : 0, page };
	g_free(text);
}

static void
points_copy(struct judging *judging, const GArray *points)
{
	for (guint i = 0; i < points->len && judging->finding->point_count < MOST_POINTS; i++)
		judging->points[judging->finding->point_count++] =
			g_array_index(points, struct access_point, i);
}

static const char *
plural(guint count, const char *one, const char *many)
{
	return count == 1 ? one : many;
}

/* "27 tables"; "no table" for none. */
static const char *
counted(const struct judging *judging, guint count, const char *one, const char *many)
{
	return count ? arena_printf(judging->access->arena, "%u %s", count, plural(count, one, many))
		: arena_printf(judging->access->arena, "no %s", one);
}

/* ---- the document ---- */

static void
title_judge(struct judging *judging)
{
	const struct structure *structure = judging->access->structure;

	if (!structure->title)
		say(judging, ACCESS_FAIL, "The document has no title.");
	else if (!structure->titled)
		say(judging, ACCESS_FAIL, "The document is called “%s”, but a window that shows it is called "
			"by the name of its file.", structure->title);
	else
		say(judging, ACCESS_PASS, "The document is called “%s”, and so are windows that show it.",
			structure->title);
}

static void
language_judge(struct judging *judging)
{
	const struct access *access = judging->access;
	GString *others = g_string_new(NULL);
	bool untold = !access->structure->lang;

	for (guint i = 0; i < access->tongues->len; i++) {
		const struct tongue *tongue = &g_array_index(access->tongues, struct tongue, i);

		untold |= !*tongue->lang;
		if (!access->structure->lang || strcmp(tongue->lang, access->structure->lang) != 0)
			g_string_append_printf(others, "%s%d %s in %s (%s)", others->len ? ", " : "",
				tongue->words, plural((guint)tongue->words, "word", "words"),
				language_name(tongue->lang), tongue->lang);
	}
	if (untold)
		say(judging, ACCESS_FAIL, "It is not said in which language the document is written.");
	else
		say(judging, ACCESS_PASS, "The document is in %s (%s)%s%s.",
			language_name(access->structure->lang), access->structure->lang,
			others->len ? "; marked as such in it: " : "", others->str);
	g_string_free(others, TRUE);
}

static void
marked_judge(struct judging *judging)
{
	const struct structure *structure = judging->access->structure;
	int wrong = structure->loose + structure->strays + structure->missing + structure->doubled;

	if (!structure->root->first)
		say(judging, ACCESS_FAIL, "The document has no structure: a screen reader must guess.");
	else if (!structure->whole || wrong)
		say(judging, ACCESS_FAIL, "%d things on its pages are outside the order of reading.",
			MAX(1, wrong));
	else
		say(judging, ACCESS_PASS, "Everything on its %s stands once in the order of reading, "
			"or is called decoration.", counted(judging, (guint)judging->access->page_count,
			"page", "pages"));
}

static void
order_judge(struct judging *judging)
{
	const GArray *leaps = judging->access->leaps;

	points_copy(judging, leaps);
	if (leaps->len)
		say(judging, ACCESS_LOOK, "In %s the words are read in another order than they were set.",
			counted(judging, leaps->len, "place", "places"));
	else
		say(judging, ACCESS_PASS, "On each page the words are read in the order in which they were "
			"set; notes are read where they are referred to.");
}

static void
characters_judge(struct judging *judging)
{
	const GArray *strange = judging->access->strange;

	points_copy(judging, strange);
	if (strange->len)
		say(judging, ACCESS_FAIL, "In %s there are characters that say nothing to a screen reader.",
			counted(judging, strange->len, "place", "places"));
	else
		say(judging, ACCESS_PASS, "All %d words can be read aloud, searched and copied.",
			judging->access->words);
}

/* ---- its parts ---- */

static void
headings_judge(struct judging *judging)
{
	const GArray *headings = judging->access->headings;
	int before = 0, deepest = 0;
	bool skipped = false, empty = false;

	for (guint i = 0; i < headings->len; i++) {
		const struct heading *at = &g_array_index(headings, struct heading, i);

		deepest = MAX(deepest, at->level);
		if (at->level > before + 1) {
			skipped = true;
			point(judging, at->node, at->page, "“%s” has level %d, after level %d", at->words,
				at->level, before);
		}
		if (!*at->words) {
			empty = true;
			point(judging, at->node, at->page, "a heading without words");
		} else if (g_utf8_strlen(at->words, -1) > LONG_HEADING) {
			point(judging, at->node, at->page, "“%s” is long for a heading", at->words);
		}
		before = at->level;
	}
	if (skipped || empty)
		say(judging, ACCESS_FAIL, "The outline of headings has gaps.");
	else if (!headings->len && judging->access->page_count > 2)
		say(judging, ACCESS_LOOK, "There is no heading to find one's way by.");
	else if (judging->finding->point_count)
		say(judging, ACCESS_LOOK, "Some headings are as long as sentences.");
	else
		say(judging, ACCESS_PASS, "%s, of %s, none of which is skipped.", counted(judging,
			headings->len, "heading", "headings"), counted(judging, (guint)deepest, "level",
			"levels"));
}

static void
ways_judge(struct judging *judging)
{
	const struct access *access = judging->access;

	if (access->structure->bookmarks)
		say(judging, ACCESS_PASS, "There are bookmarks%s%s.", access->contents
			? " and a table of contents with " : "", access->contents
			? counted(judging, (guint)access->contents, "link", "links") : "");
	else
		say(judging, access->page_count > 4 && access->headings->len > 1 ? ACCESS_FAIL : ACCESS_PASS,
			"There are no bookmarks.");
}

static void
tables_judge(struct judging *judging)
{
	const GArray *tables = judging->access->tables;
	enum access_verdict worst = ACCESS_PASS;

	for (guint i = 0; i < tables->len; i++) {
		const struct sheet_table *at = &g_array_index(tables, struct sheet_table, i);
		const char *name = at->caption ? arena_printf(judging->access->arena, "“%s”", at->caption)
			: arena_printf(judging->access->arena, "the table of %d rows and %d columns", at->rows,
				at->columns);

		if (at->ragged)
			point(judging, at->node, at->page, "%s: its rows are not equally long", name);
		if (at->head_count && at->lost)
			point(judging, at->node, at->page, "%s: %d of its cells name no header cell", name,
				at->lost);
		if (at->ragged || (at->head_count && at->lost))
			worst = ACCESS_FAIL;
		if (!at->head_count) {
			point(judging, at->node, at->page, "%s has no header cells: is it a table of figures, or "
				"words set side by side?", name);
			worst = MAX(worst, ACCESS_LOOK);
		}
	}
	if (!tables->len)
		say(judging, ACCESS_PASS, "There is no table.");
	else if (worst == ACCESS_PASS)
		say(judging, ACCESS_PASS, "In %s every cell names the header cells that it belongs to.",
			counted(judging, tables->len, "table", "tables"));
	else
		say(judging, worst, "Of %s, some cannot be read cell by cell.", counted(judging, tables->len,
			"table", "tables"));
}

/* The same words for two figures tell neither. */
static bool
alt_repeated(const GArray *figures, guint number)
{
	const char *alt = g_array_index(figures, struct figure, number).alt;

	for (guint i = 0; i < number; i++) {
		const char *other = g_array_index(figures, struct figure, i).alt;

		if (other && strcmp(other, alt) == 0)
			return true;
	}
	return false;
}

/* Something like photo-3.jpg. */
static bool
is_file_name(const char *alt)
{
	const char *dot = strrchr(alt, '.');

	return dot && !strchr(alt, ' ') && strlen(dot) >= 4 && strlen(dot) <= 5;
}

static void
figures_judge(struct judging *judging)
{
	const GArray *figures = judging->access->figures;
	enum access_verdict worst = ACCESS_PASS;

	for (guint i = 0; i < figures->len; i++) {
		const struct figure *at = &g_array_index(figures, struct figure, i);

		if (!at->alt || is_file_name(at->alt)) {
			point(judging, at->node, at->page, at->alt ? "“%s” is the name of a file" : "no text%.0s",
				at->alt ? at->alt : "");
			worst = ACCESS_FAIL;
		} else if (alt_repeated(figures, i) || g_utf8_strlen(at->alt, -1) > LONG_ALT) {
			point(judging, at->node, at->page, alt_repeated(figures, i)
				? "“%s” also stands for another figure" : "“%s” is long to listen to", at->alt);
			worst = MAX(worst, ACCESS_LOOK);
		}
	}
	if (!figures->len)
		say(judging, ACCESS_PASS, "There is no chart and no picture.");
	else if (worst == ACCESS_FAIL)
		say(judging, worst, "Of %s, some have no words for who cannot see them.", counted(judging,
			figures->len, "figure", "figures"));
	else
		say(judging, worst, "%s: each has words for who cannot see it%s", counted(judging,
			figures->len, "figure", "figures"), worst ? ", some of which want a look." : ".");
}

static bool
says_nothing(const char *name)
{
	static const char *const names[] = { "here", "click here", "link", "this link", "more", "read more",
		"this page", "details", "page", "yma", "cliciwch yma", "mwy" };
	char *folded = g_utf8_casefold(name, -1);
	bool found = false;

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		found |= strcmp(g_strstrip(folded), names[i]) == 0;
	g_free(folded);
	return found;
}

static const struct hyperlink *
link_elsewhere(const GArray *links, guint number)
{
	const struct hyperlink *link = &g_array_index(links, struct hyperlink, number);

	for (guint i = 0; i < number; i++) {
		const struct hyperlink *other = &g_array_index(links, struct hyperlink, i);

		if (other->to && strcmp(other->name, link->name) == 0 && strcmp(other->to, link->to) != 0)
			return other;
	}
	return NULL;
}

static void
links_judge(struct judging *judging)
{
	const GArray *links = judging->access->links;
	bool broken = false;

	for (guint i = 0; i < links->len; i++) {
		const struct hyperlink *at = &g_array_index(links, struct hyperlink, i);

		if (!at->to || !*at->name) {
			point(judging, at->node, at->page, !at->to ? "“%s” leads nowhere"
				: "a link without words, to %s", !at->to ? at->name : at->to);
			broken = true;
		} else if (says_nothing(at->name) || g_str_has_prefix(at->name, "http")) {
			point(judging, at->node, at->page, "“%s” does not say where it leads: %s", at->name,
				at->to);
		} else if (link_elsewhere(links, i)) {
			point(judging, at->node, at->page, "“%s” leads to %s, and elsewhere to %s", at->name,
				at->to, link_elsewhere(links, i)->to);
		}
	}
	if (broken)
		say(judging, ACCESS_FAIL, "Some links lead nowhere or have no name.");
	else if (judging->finding->point_count)
		say(judging, ACCESS_LOOK, "Some links want a better name.");
	else if (!links->len)
		say(judging, ACCESS_PASS, "There is no link but in the contents.");
	else
		say(judging, ACCESS_PASS, "%s: each leads somewhere, and has a name of its own.",
			counted(judging, links->len, "link", "links"));
}

static void
lists_judge(struct judging *judging)
{
	const struct access *access = judging->access;

	say(judging, ACCESS_PASS, access->lists ? "%s with %s are told as lists."
		: "There is %s%.0s.", counted(judging, (guint)access->lists, "list", "lists"),
		counted(judging, (guint)access->items, "item", "items"));
}

static void
notes_judge(struct judging *judging)
{
	const struct access *access = judging->access;

	if (access->notes_unnamed)
		say(judging, ACCESS_FAIL, "Of %s, %d cannot be found from its mark.", counted(judging,
			(guint)access->notes, "note", "notes"), access->notes_unnamed);
	else if (access->notes)
		say(judging, ACCESS_PASS, "%s: each is read behind the words that it belongs to, and its "
			"mark leads to it.", counted(judging, (guint)access->notes, "note", "notes"));
	else
		say(judging, ACCESS_PASS, "There is no note.");
}

/* ---- its look ---- */

static void
contrast_judge(struct judging *judging, bool graphic)
{
	const GArray *pairs = judging->access->pairs;
	const struct pair *worst = NULL;
	char ink[8], ground[8], ratio[16];
	bool failed = false;

	for (guint i = 0; i < pairs->len; i++) {
		const struct pair *at = &g_array_index(pairs, struct pair, i);

		if (at->graphic != graphic)
			continue;
		worst = worst ? worst : at;
		if (at->ratio >= at->needed)
			continue;
		failed = true;
		colour_print(ink, at->ink);
		colour_print(ground, at->ground);
		point(judging, at->node, at->page, "%s on %s: %s to 1, where %s to 1 is needed%s%s%s", ink,
			ground, ratio_print(ratio, at->ratio), at->needed == 3 ? "3" : "4.5",
			at->sample ? ", as in “" : "", at->sample ? at->sample : "", at->sample ? "”" : "");
	}
	if (!worst)
		say(judging, ACCESS_PASS, graphic ? "There is no chart." : "There are no words.");
	else if (failed)
		say(judging, ACCESS_FAIL, graphic ? "Some data of charts are too pale for many eyes."
			: "Some words are too pale for many eyes.");
	else
		say(judging, ACCESS_PASS, "The least contrast of %s is %s to 1; %s to 1 is needed there.",
			graphic ? "data in charts" : "words", ratio_print(ratio, worst->ratio),
			worst->needed == 3 ? "3" : "4.5");
}

static void
text_contrast_judge(struct judging *judging)
{
	contrast_judge(judging, false);
	if (judging->access->over_pictures && judging->finding->verdict == ACCESS_PASS)
		say(judging, ACCESS_LOOK, "%s on a picture; the contrast of all others is enough.",
			counted(judging, (guint)judging->access->over_pictures, "text stands", "texts stand"));
}

static void
graphic_contrast_judge(struct judging *judging)
{
	contrast_judge(judging, true);
}

static void
size_judge(struct judging *judging)
{
	const struct access *access = judging->access;
	int tenths = (int)(access->smallest * 10 + 0.5);

	if (access->smallest < SMALL && access->smallest > 0)
		point(judging, access->smallest_node, access->smallest_page, "words of %d.%d points",
			tenths / 10, tenths % 10);
	say(judging, access->smallest < SMALL ? ACCESS_LOOK : ACCESS_PASS,
		"The smallest words are %d.%d points high; for people with low vision there is the page in "
		"HTML, which grows.", tenths / 10, tenths % 10);
}

/* ---- what no machine can tell ---- */

static void
figures_ask(struct judging *judging)
{
	say(judging, ACCESS_PERSON, "Do the words of each figure say what the figure is there to say? "
		"They are listed below; those of charts are made from their data.");
}

static void
names_ask(struct judging *judging)
{
	say(judging, ACCESS_PERSON, "Do headings, captions and the names of links say what comes? "
		"Read them below without the text around them, as people do who jump from one to the next.");
}

static void
languages_ask(struct judging *judging)
{
	say(judging, ACCESS_PERSON, "Are all passages in another language marked, and rightly? "
		"A voice reads what is not marked as if it were %s; `foreign` marks it in the record.",
		language_name(judging->access->structure->lang ? judging->access->structure->lang : ""));
}

static void
order_ask(struct judging *judging)
{
	say(judging, ACCESS_PERSON, "Does the text make sense in the order in which it is read? "
		"All of it stands at the end of this page.");
}

static void
colour_ask(struct judging *judging)
{
	say(judging, ACCESS_PERSON, "Is anything said by colour, place or shape alone, as “the red line” or "
		"“the box on the right”? Charts name their lines and mark their points, but words may not.");
}

static void
plain_ask(struct judging *judging)
{
	say(judging, ACCESS_PERSON, "Will readers understand the words? `revisit check` lists abbreviations "
		"that are not explained, but cannot tell whether a sentence is clear.");
}

static const struct {
	const char *name, *title, *rule;
	judge_fn *judge;
} judges[] = {
	{ "title", "Title", "WCAG 2.4.2", title_judge },
	{ "language", "Languages", "WCAG 3.1.1, 3.1.2", language_judge },
	{ "marked", "Nothing left out", "ISO 14289-1, 7.1", marked_judge },
	{ "order", "Order of reading", "WCAG 1.3.2", order_judge },
	{ "characters", "Characters", "ISO 14289-1, 7.21.7", characters_judge },
	{ "headings", "Headings", "WCAG 1.3.1, 2.4.6", headings_judge },
	{ "ways", "Ways to find things", "WCAG 2.4.5", ways_judge },
	{ "tables", "Tables", "WCAG 1.3.1", tables_judge },
	{ "figures", "Charts and pictures", "WCAG 1.1.1", figures_judge },
	{ "links", "Links", "WCAG 2.4.4", links_judge },
	{ "lists", "Lists", "WCAG 1.3.1", lists_judge },
	{ "notes", "Notes", "ISO 14289-1, 7.9", notes_judge },
	{ "contrast", "Contrast of words", "WCAG 1.4.3", text_contrast_judge },
	{ "contrast-charts", "Contrast in charts", "WCAG 1.4.11", graphic_contrast_judge },
	{ "size", "Size of words", "WCAG 1.4.4", size_judge },
	{ "ask-figures", "Words for figures", "WCAG 1.1.1", figures_ask },
	{ "ask-names", "Names of things", "WCAG 2.4.4, 2.4.6", names_ask },
	{ "ask-order", "Sense of the order", "WCAG 1.3.2", order_ask },
	{ "ask-languages", "Other languages", "WCAG 3.1.2", languages_ask },
	{ "ask-colour", "Colour, place and shape", "WCAG 1.3.3, 1.4.1", colour_ask },
	{ "ask-plain", "Plain words", "WCAG 3.1.3 to 3.1.5", plain_ask },
};

void
judge(struct access *access)
{
	access->findings = arena_new_array(access->arena, struct access_finding, G_N_ELEMENTS(judges));
	for (int i = 0; i < (int)G_N_ELEMENTS(judges); i++) {
		struct access_finding *finding = &access->findings[i];
		struct judging judging = { .access = access, .finding = finding };
		struct access_point *points;

		finding->name = judges[i].name;
		finding->title = judges[i].title;
		finding->rule = judges[i].rule;
		judges[i].judge(&judging);
		points = arena_new_array(access->arena, struct access_point, finding->point_count + 1);
		memcpy(points, judging.points, sizeof *points * (size_t)finding->point_count);
		finding->points = points;
	}
}

int
access_count(const struct access *access)
{
	(void)access;
	return (int)G_N_ELEMENTS(judges);
}

const struct access_finding *
access_finding(const struct access *access, int number)
{
	return &access->findings[number];
}
