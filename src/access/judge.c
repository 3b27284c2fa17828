/* Judges: a table of matters, each with its verdict and what to look at. What is said here goes to people
 * who publish, not to programmers, in words of templates/strings. */
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

/* The word of that name with its fields, as access_say. */
static void say(struct judging *judging, enum access_verdict verdict, const char *name, ...)
	G_GNUC_NULL_TERMINATED;
static void point(struct judging *judging, const struct node *node, int page, const char *name, ...)
	G_GNUC_NULL_TERMINATED;

static void
say(struct judging *judging, enum access_verdict verdict, const char *name, ...)
{
	va_list args;

	va_start(args, name);
	judging->finding->verdict = verdict;
	judging->finding->says = access_vsay(judging->access, name, args);
	va_end(args);
}

static void
say_counted(struct judging *judging, enum access_verdict verdict, const char *name, int count)
{
	judging->finding->verdict = verdict;
	judging->finding->says = access_counted(judging->access, name, count);
}

static void
point(struct judging *judging, const struct node *node, int page, const char *name, ...)
{
	struct access_finding *finding = judging->finding;
	va_list args;

	if (finding->point_count >= MOST_POINTS)
		return;
	va_start(args, name);
	judging->points[finding->point_count++] = (struct access_point){
		access_vsay(judging->access, name, args), node ? node->file : NULL,
		node ? node->line : 0, page };
	va_end(args);
}

static void
points_copy(struct judging *judging, const GArray *points)
{
	for (guint i = 0; i < points->len && judging->finding->point_count < MOST_POINTS; i++)
		judging->points[judging->finding->point_count++] =
			g_array_index(points, struct access_point, i);
}

/* "27 tables", by the name of a counted word. */
static const char *
counted(const struct judging *judging, const char *name, guint count)
{
	return access_counted(judging->access, name, (int)count);
}

static const char *
number(const struct judging *judging, int value)
{
	return access_number(judging->access, value);
}

/* ---- the document ---- */

static void
title_judge(struct judging *judging)
{
	const struct structure *structure = judging->access->structure;

	if (!structure->title)
		say(judging, ACCESS_FAIL, "title-none", NULL);
	else
		say(judging, structure->titled ? ACCESS_PASS : ACCESS_FAIL,
			structure->titled ? "title-passed" : "title-hidden", "title", structure->title, NULL);
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
			g_string_append_printf(others, "%s%s", others->len ? ", " : "",
				access_say(access, "language-part", "words", counted(judging, "count-word",
				(guint)tongue->words), "language", access_language(access, tongue->lang), "tag",
				tongue->lang, NULL));
	}
	if (untold)
		say(judging, ACCESS_FAIL, "language-none", NULL);
	else
		say(judging, ACCESS_PASS, others->len ? "language-others" : "language-passed", "language",
			access_language(access, access->structure->lang), "tag", access->structure->lang,
			"others", others->str, NULL);
	g_string_free(others, TRUE);
}

static void
marked_judge(struct judging *judging)
{
	const struct structure *structure = judging->access->structure;
	int wrong = structure->loose + structure->strays + structure->missing + structure->doubled;

	if (!structure->root->first)
		say(judging, ACCESS_FAIL, "marked-none", NULL);
	else if (!structure->whole || wrong)
		say_counted(judging, ACCESS_FAIL, "marked-outside", MAX(1, wrong));
	else
		say(judging, ACCESS_PASS, "marked-passed", "pages", counted(judging, "count-page",
			(guint)judging->access->page_count), NULL);
}

static void
order_judge(struct judging *judging)
{
	const GArray *leaps = judging->access->leaps;

	points_copy(judging, leaps);
	if (leaps->len)
		say(judging, ACCESS_LOOK, "order-leaps", "places", counted(judging, "count-place", leaps->len),
			NULL);
	else
		say(judging, ACCESS_PASS, "order-passed", NULL);
}

static void
characters_judge(struct judging *judging)
{
	const GArray *strange = judging->access->strange;

	points_copy(judging, strange);
	if (strange->len)
		say(judging, ACCESS_FAIL, "characters-strange", "places",
			counted(judging, "count-place", strange->len), NULL);
	else
		say(judging, ACCESS_PASS, "characters-passed", "words",
			counted(judging, "count-word", (guint)judging->access->words), NULL);
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
			point(judging, at->node, at->page, "headings-skipped", "words", at->words, "level",
				number(judging, at->level), "before", number(judging, before), NULL);
		}
		if (!*at->words) {
			empty = true;
			point(judging, at->node, at->page, "headings-empty", NULL);
		} else if (g_utf8_strlen(at->words, -1) > LONG_HEADING) {
			point(judging, at->node, at->page, "headings-long", "words", at->words, NULL);
		}
		before = at->level;
	}
	if (skipped || empty)
		say(judging, ACCESS_FAIL, "headings-gaps", NULL);
	else if (!headings->len && judging->access->page_count > 2)
		say(judging, ACCESS_LOOK, "headings-none", NULL);
	else if (judging->finding->point_count)
		say(judging, ACCESS_LOOK, "headings-sentences", NULL);
	else
		say(judging, ACCESS_PASS, "headings-passed", "headings", counted(judging, "count-heading",
			headings->len), "levels", counted(judging, "count-level", (guint)deepest), NULL);
}

static void
ways_judge(struct judging *judging)
{
	const struct access *access = judging->access;

	if (access->structure->bookmarks)
		say(judging, ACCESS_PASS, access->contents ? "ways-contents" : "ways-bookmarks", "links",
			counted(judging, "count-link", (guint)access->contents), NULL);
	else
		say(judging, access->page_count > 4 && access->headings->len > 1 ? ACCESS_FAIL : ACCESS_PASS,
			"ways-none", NULL);
}

static const char *
table_name(const struct judging *judging, const struct sheet_table *table)
{
	if (table->caption)
		return arena_printf(judging->access->arena, "“%s”", table->caption);
	return access_say(judging->access, "tables-unnamed", "rows", counted(judging, "count-row",
		(guint)table->rows), "columns", counted(judging, "count-column", (guint)table->columns), NULL);
}

static void
tables_judge(struct judging *judging)
{
	const GArray *tables = judging->access->tables;
	enum access_verdict worst = ACCESS_PASS;

	for (guint i = 0; i < tables->len; i++) {
		const struct sheet_table *at = &g_array_index(tables, struct sheet_table, i);
		const char *name = table_name(judging, at);

		if (at->ragged)
			point(judging, at->node, at->page, "tables-ragged", "table", name, NULL);
		if (at->head_count && at->lost)
			point(judging, at->node, at->page, "tables-lost", "table", name, "cells",
				counted(judging, "count-cell", (guint)at->lost), NULL);
		if (at->ragged || (at->head_count && at->lost))
			worst = ACCESS_FAIL;
		if (!at->head_count) {
			point(judging, at->node, at->page, "tables-headless", "table", name, NULL);
			worst = MAX(worst, ACCESS_LOOK);
		}
	}
	if (!tables->len)
		say(judging, ACCESS_PASS, "tables-none", NULL);
	else
		say(judging, worst, worst == ACCESS_PASS ? "tables-passed" : "tables-some", "tables",
			counted(judging, "count-table", tables->len), NULL);
}

/* The same words for two figures tell neither. */
static bool
alt_repeated(const GArray *figures, guint number)
{
	const char *alt = g_array_index(figures, struct sheet_figure, number).alt;

	for (guint i = 0; i < number; i++) {
		const char *other = g_array_index(figures, struct sheet_figure, i).alt;

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
		const struct sheet_figure *at = &g_array_index(figures, struct sheet_figure, i);

		if (!at->alt || is_file_name(at->alt)) {
			point(judging, at->node, at->page, at->alt ? "figures-file" : "figures-no-text", "alt",
				at->alt, NULL);
			worst = ACCESS_FAIL;
		} else if (alt_repeated(figures, i) || g_utf8_strlen(at->alt, -1) > LONG_ALT) {
			point(judging, at->node, at->page, alt_repeated(figures, i) ? "figures-twice"
				: "figures-long", "alt", at->alt, NULL);
			worst = MAX(worst, ACCESS_LOOK);
		}
	}
	if (!figures->len)
		say(judging, ACCESS_PASS, "figures-none", NULL);
	else
		say(judging, worst, worst == ACCESS_FAIL ? "figures-some" : worst ? "figures-look"
			: "figures-passed", "figures", counted(judging, "count-figure", figures->len), NULL);
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
			point(judging, at->node, at->page, !at->to ? "links-nowhere" : "links-wordless", "words",
				at->name, "to", at->to, NULL);
			broken = true;
		} else if (says_nothing(at->name) || g_str_has_prefix(at->name, "http")) {
			point(judging, at->node, at->page, "links-vague", "words", at->name, "to", at->to, NULL);
		} else if (link_elsewhere(links, i)) {
			point(judging, at->node, at->page, "links-twice", "words", at->name, "to", at->to,
				"other", link_elsewhere(links, i)->to, NULL);
		}
	}
	if (broken)
		say(judging, ACCESS_FAIL, "links-broken", NULL);
	else if (judging->finding->point_count)
		say(judging, ACCESS_LOOK, "links-look", NULL);
	else
		say(judging, ACCESS_PASS, links->len ? "links-passed" : "links-none", "links",
			counted(judging, "count-link", links->len), NULL);
}

static void
lists_judge(struct judging *judging)
{
	const struct access *access = judging->access;

	say(judging, ACCESS_PASS, access->lists ? "lists-passed" : "lists-none", "lists",
		counted(judging, "count-list", (guint)access->lists), "items",
		counted(judging, "count-item", (guint)access->items), NULL);
}

static void
notes_judge(struct judging *judging)
{
	const struct access *access = judging->access;

	say(judging, access->notes_unnamed ? ACCESS_FAIL : ACCESS_PASS, access->notes_unnamed ? "notes-lost"
		: access->notes ? "notes-passed" : "notes-none", "notes", counted(judging, "count-note",
		(guint)access->notes), "lost", number(judging, access->notes_unnamed), NULL);
}

/* ---- its look ---- */

static void
pair_point(struct judging *judging, const struct pair *pair)
{
	char ink[8], ground[8], ratio[16];

	colour_print(ink, pair->ink);
	colour_print(ground, pair->ground);
	point(judging, pair->node, pair->page, pair->sample ? "contrast-pale-as" : "contrast-pale", "ink", ink,
		"ground", ground, "ratio", ratio_print(ratio, pair->ratio), "needed",
		needed_print(pair), "words", pair->sample, NULL);
}

static void
contrast_judge(struct judging *judging, bool graphic)
{
	const GArray *pairs = judging->access->pairs;
	const struct pair *worst = NULL;
	char ratio[16];
	bool failed = false;

	for (guint i = 0; i < pairs->len; i++) {
		const struct pair *at = &g_array_index(pairs, struct pair, i);

		if (at->graphic != graphic)
			continue;
		worst = worst ? worst : at;
		if (at->ratio >= at->needed)
			continue;
		failed = true;
		pair_point(judging, at);
	}
	if (!worst)
		say(judging, ACCESS_PASS, graphic ? "contrast-charts-none" : "contrast-none", NULL);
	else if (failed)
		say(judging, ACCESS_FAIL, graphic ? "contrast-charts-failed" : "contrast-failed", NULL);
	else
		say(judging, ACCESS_PASS, graphic ? "contrast-charts-passed" : "contrast-passed", "ratio",
			ratio_print(ratio, worst->ratio), "needed", needed_print(worst), NULL);
}

static void
text_contrast_judge(struct judging *judging)
{
	contrast_judge(judging, false);
	if (judging->access->over_pictures && judging->finding->verdict == ACCESS_PASS)
		say_counted(judging, ACCESS_LOOK, "contrast-pictures", judging->access->over_pictures);
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
	const char *points = arena_printf(access->arena, "%d.%d", tenths / 10, tenths % 10);

	if (access->smallest < SMALL && access->smallest > 0)
		point(judging, access->smallest_node, access->smallest_page, "size-small", "points", points,
			NULL);
	say(judging, access->smallest < SMALL ? ACCESS_LOOK : ACCESS_PASS, "size-says", "points", points,
		NULL);
}

/* ---- what no machine can tell ---- */

static void
person_ask(struct judging *judging)
{
	const char *lang = judging->access->structure->lang;

	say(judging, ACCESS_PERSON, arena_printf(judging->access->arena, "%s-says", judging->finding->name),
		"language", access_language(judging->access, lang ? lang : ""), NULL);
}

/* The title of each is the word of its name. */
static const struct {
	const char *name, *rule;
	judge_fn *judge;
} judges[] = {
	{ "title", "WCAG 2.4.2", title_judge },
	{ "language", "WCAG 3.1.1, 3.1.2", language_judge },
	{ "marked", "ISO 14289-1, 7.1", marked_judge },
	{ "order", "WCAG 1.3.2", order_judge },
	{ "characters", "ISO 14289-1, 7.21.7", characters_judge },
	{ "headings", "WCAG 1.3.1, 2.4.6", headings_judge },
	{ "ways", "WCAG 2.4.5", ways_judge },
	{ "tables", "WCAG 1.3.1", tables_judge },
	{ "figures", "WCAG 1.1.1", figures_judge },
	{ "links", "WCAG 2.4.4", links_judge },
	{ "lists", "WCAG 1.3.1", lists_judge },
	{ "notes", "ISO 14289-1, 7.9", notes_judge },
	{ "contrast", "WCAG 1.4.3", text_contrast_judge },
	{ "contrast-charts", "WCAG 1.4.11", graphic_contrast_judge },
	{ "size", "WCAG 1.4.4", size_judge },
	{ "ask-figures", "WCAG 1.1.1", person_ask },
	{ "ask-names", "WCAG 2.4.4, 2.4.6", person_ask },
	{ "ask-order", "WCAG 1.3.2", person_ask },
	{ "ask-languages", "WCAG 3.1.2", person_ask },
	{ "ask-colour", "WCAG 1.3.3, 1.4.1", person_ask },
	{ "ask-plain", "WCAG 3.1.3–3.1.5", person_ask },
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
		finding->title = access_say(access, judges[i].name, NULL);
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
