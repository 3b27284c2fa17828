/* What is shown of the data and of the parts of the report: judgements in chapters, in the summary and
 * in words (R15), parts that are named in quotation marks (R24), contents (R25). */
#include <string.h>

#include "record/nearest.h"
#include "rule/audit.h"
#include "rule/words.h"

static const xmlNode *
element_at(const struct audit *audit, guint i)
{
	return audit->elements->pdata[i];
}

/* Is it one of the names, with spaces between? */
static bool
lists(const char *names, const char *name)
{
	char **each = g_strsplit(names, " ", -1);
	bool there = g_strv_contains((const char *const *)each, name);

	g_strfreev(each);
	return there;
}

/* ---- R15: every grade is shown, in its chapter and in the summary, and is the same there ---- */

/* Where the grades of the report stand. */
struct chapters {
	const xmlNode *summary; /* of the force's judgements, or NULL */
	bool any;               /* judgements in chapters */
};

static const xmlNode *
judgement_of(struct audit *audit, const char *grade, const xmlNode *after)
{
	bool passed = !after;

	for (guint i = 0; i < audit->elements->len; i++) {
		const xmlNode *at = element_at(audit, i);

		if (passed && is_named(at, "judgement") && strcmp(attr(at, "of"), grade) == 0)
			return at;
		passed = passed || at == after;
	}
	return NULL;
}

static bool
is_charted(const struct audit *audit, const char *grade)
{
	for (guint i = 0; i < audit->elements->len; i++) {
		const xmlNode *at = element_at(audit, i);

		if (is_named(at, "chart") && strcmp(attr(at, "kind"), "distribution") == 0 &&
			(!has_attr(at, "of") || lists(attr(at, "of"), grade)))
			return true;
	}
	return false;
}

static void
check_shown(struct audit *audit, const xmlNode *grade, const struct chapters *chapters)
{
	const char *id = attr(grade, "id");
	const xmlNode *judgement = judgement_of(audit, id, NULL), *again;

	if (!judgement && chapters->summary && chapters->any)
		found(audit, "R15", grade, "id", NULL,
			"the grade `%s` stands in the summary of judgements (%s), but no chapter gives it", id,
			line_of(audit, chapters->summary, grade));
	else if (!judgement && !chapters->summary && !is_charted(audit, id))
		found(audit, "R15", grade, "id", NULL, "the grade `%s` is shown nowhere in the report", id);
	if (judgement && (again = judgement_of(audit, id, judgement)))
		found(audit, "R15", again, "of", NULL,
			"the grade `%s` is the judgement of %s already", id,
			line_of(audit, judgement, again));
}

/* The grade that a chapter gives: that of the only judgement in its section, or NULL. */
static const xmlNode *
grade_around(const struct audit *audit, const xmlNode *block)
{
	const xmlNode *section = block, *judgement = NULL;

	for (; section && section->type == XML_ELEMENT_NODE; section = section->parent) {
		const xmlNode *first = is_named(section, "section") ? first_named(section, "judgement")
			: NULL;

		if (first && next_same(first))
			return NULL; /* which of them is meant cannot be known */
		if (first) {
			judgement = first;
			break;
		}
	}
	return judgement ? figures_element(audit->figures, attr(judgement, "of")) : NULL;
}

/* A sentence on another time tells another grade. */
static bool
is_of_the_past(const char *text, struct word sentence)
{
	static const char *const past[] = { "last", "previous", "previously", "earlier", "before", "then",
		"formerly", "were", "had", "forces", "if", "would" };
	struct word word;

	for (size_t at = sentence.from; word_next(text, at, &word) && word.to <= sentence.to; at = word.to) {
		if (g_ascii_isdigit(text[word.from]))
			return true;
		for (size_t i = 0; i < G_N_ELEMENTS(past); i++)
			if (word_is(text, word, past[i]))
				return true;
	}
	return strstr(text + sentence.from, PROSE_COMPUTED) &&
		strstr(text + sentence.from, PROSE_COMPUTED) < text + sentence.to;
}

static const char *
grade_named(const char *text, struct word word)
{
	static const char *const grades[] = { "excellent", "good", "fair", "poor" };

	for (size_t i = 0; i < G_N_ELEMENTS(grades); i++)
		if (word_is(text, word, grades[i]))
			return grades[i];
	return NULL;
}

/* graded good, judged to be fair, a grade of poor: against the grade of the chapter. */
static void
check_graded(struct audit *audit, const struct prose *prose, struct word sentence)
{
	static const char *const verbs[] = { "graded", "judged", "assessed", "rated", "grade" };
	static const char *const small[] = { "as", "to", "be", "of", "is" };
	const xmlNode *grade = NULL;
	struct word word, next;

	for (size_t at = sentence.from; word_next(prose->text, at, &word) && word.to <= sentence.to;
		at = word.to) {
		const char *named = NULL;
		bool verb = false;

		for (size_t i = 0; i < G_N_ELEMENTS(verbs); i++)
			verb |= word_is(prose->text, word, verbs[i]);
		if (!verb)
			continue;
		next = word;
		for (int skipped = 0; skipped < 3 && word_next(prose->text, next.to, &next) &&
			next.to <= sentence.to && !(named = grade_named(prose->text, next)); skipped++) {
			bool passed = false;

			for (size_t i = 0; i < G_N_ELEMENTS(small); i++)
				passed |= word_is(prose->text, next, small[i]);
			if (!passed)
				break;
		}
		if (!named || !(grade = grade_around(audit, prose->block)) ||
			!grade_named(attr(grade, "value"), (struct word){ 0, strlen(attr(grade, "value")) }) ||
			strcmp(attr(grade, "value"), named) == 0 || is_of_the_past(prose->text, sentence))
			continue;
		found_text_at(audit, "R15", attr(grade, "id"), prose, next.from, next.to,
			"the text says %s, but the chapter’s grade `%s` is %s", named, attr(grade, "id"),
			attr(grade, "value"));
	}
}

void
rule_judgements(struct audit *audit)
{
	struct chapters chapters = { NULL, false };
	struct word sentence;

	if (!first_named(audit->data, "grade"))
		return;
	for (guint i = 0; i < audit->elements->len; i++) {
		const xmlNode *at = element_at(audit, i);

		chapters.any |= is_named(at, "judgement");
		if (is_named(at, "judgement-summary") &&
			(!chapters.summary || strcmp(attr(at, "show"), "force") == 0))
			chapters.summary = at;
	}
	for (const xmlNode *g = first_named(audit->data, "grade"); g; g = next_same(g))
		check_shown(audit, g, &chapters);
	for (guint i = 0; i < audit->prose->len; i++) {
		const struct prose *prose = g_ptr_array_index(audit->prose, i);

		for (size_t at = 0; sentence_next(prose->text, at, &sentence); at = sentence.to)
			check_graded(audit, prose, sentence);
	}
}

/* ---- R24, R25: headings that the text or a list names ---- */

struct headings {
	GPtrArray *texts;    /* as they are printed */
	GPtrArray *elements; /* const xmlNode, beside them */
};

static struct headings
headings_read(struct audit *audit)
{
	struct headings headings = { g_ptr_array_new(), g_ptr_array_new() };

	for (guint i = 0; i < audit->elements->len; i++) {
		const xmlNode *at = element_at(audit, i);
		const char *text = is_named(at, "heading") ? text_of(audit, at) : "";

		if (!*text)
			continue;
		g_ptr_array_add(headings.texts, (gpointer)text);
		g_ptr_array_add(headings.elements, (gpointer)at);
	}
	return headings;
}

static void
headings_free(struct headings *headings)
{
	g_ptr_array_unref(headings->texts);
	g_ptr_array_unref(headings->elements);
}

/* The heading with these words, or the nearest, or NULL. */
static const xmlNode *
heading_find(const struct headings *headings, const char *words, bool *same)
{
	int best;

	*same = false;
	for (guint i = 0; i < headings->texts->len && !*same; i++)
		if ((*same = g_ascii_strcasecmp(headings->texts->pdata[i], words) == 0))
			return headings->elements->pdata[i];
	best = nearest_find(words, (const char *const *)headings->texts->pdata, headings->texts->len, NULL);
	return best >= 0 ? headings->elements->pdata[best] : NULL;
}

static bool
is_part_word(const char *text, struct word word)
{
	static const char *const parts[] = { "section", "chapter", "annex", "appendix", "headed", "heading" };

	for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
		if (word_is(text, word, parts[i]))
			return true;
	return false;
}

/* Is a part of the report meant by what stands at from..to: section ‘X’, or the ‘X’ section? */
static bool
is_called_part(const struct audit *audit, const struct prose *prose, size_t from, size_t to)
{
	const GArray *words = words_of(audit, prose);
	const struct word *before = NULL, *after = NULL;

	for (guint i = 0; i < words->len; i++) {
		const struct word *word = &word_at(words, i);

		if (word->to <= from)
			before = word;
		else if (word->from >= to && !after)
			after = word;
	}
	return (before && from - before->to <= 4 && is_part_word(prose->text, *before)) ||
		(after && after->from - to <= 4 && is_part_word(prose->text, *after));
}

static void
check_quoted(struct audit *audit, const struct headings *headings, const struct prose *prose,
	size_t from, size_t to)
{
	char *words = g_strndup(prose->text + from, to - from);
	const xmlNode *heading;
	bool same;

	if (strlen(words) >= 3 && is_called_part(audit, prose, from, to) &&
		(heading = heading_find(headings, words, &same))) {
		if (same)
			found_text(audit, "R24", prose, from, to,
				"the heading of %s is typed, and will be wrong when it changes",
				line_of(audit, heading, prose->block));
		else
			found_text(audit, "R24", prose, from, to,
				"no part has this heading; that of %s is ‘%s’",
				line_of(audit, heading, prose->block), text_of(audit, heading));
		found_hint(audit, "write <xref to=\"...\" show=\"title\"/> with the id of the part");
	}
	g_free(words);
}

/* ‘X’, “X” and "X" as they are typed, and q. */
static void
check_quotes(struct audit *audit, const struct headings *headings, const struct prose *prose)
{
	static const struct { const char *open, *close; } marks[] = {
		{ "\xe2\x80\x98", "\xe2\x80\x99" }, { "\xe2\x80\x9c", "\xe2\x80\x9d" }, { "\"", "\"" },
	};

	for (size_t i = 0; i < prose->span_count; i++)
		if (is_named(prose->spans[i].element, "q"))
			check_quoted(audit, headings, prose, prose->spans[i].from, prose->spans[i].to);
	for (size_t i = 0; i < G_N_ELEMENTS(marks); i++)
		for (const char *at = strstr(prose->text, marks[i].open), *end; at;
			at = strstr(end + 1, marks[i].open)) {
			at += strlen(marks[i].open);
			if (!(end = strstr(at, marks[i].close)))
				break;
			check_quoted(audit, headings, prose, (size_t)(at - prose->text),
				(size_t)(end - prose->text));
		}
}

void
rule_quoted_parts(struct audit *audit)
{
	struct headings headings = headings_read(audit);

	for (guint i = 0; i < audit->prose->len; i++) {
		const struct prose *prose = g_ptr_array_index(audit->prose, i);

		if (!is_named(prose->block, "heading"))
			check_quotes(audit, &headings, prose);
	}
	headings_free(&headings);
}

/* ---- R25: the contents are the headings ---- */

static bool
is_contents(const char *heading)
{
	return g_ascii_strcasecmp(heading, "contents") == 0 ||
		g_ascii_strcasecmp(heading, "table of contents") == 0 ||
		g_ascii_strcasecmp(heading, "cynnwys") == 0;
}

/* An entry without what follows it: dots and the number of a page. */
static const char *
entry_words(struct audit *audit, const xmlNode *item)
{
	char *words = g_strdup(text_of(audit, item));
	size_t length = strlen(words);
	const char *kept;

	while (length && (g_ascii_isdigit(words[length - 1]) || strchr(" .,;\t", words[length - 1])))
		words[--length] = '\0';
	kept = arena_strdup(audit->arena, words);
	g_free(words);
	return kept;
}

static void
check_typed_contents(struct audit *audit, const struct headings *headings, const xmlNode *section)
{
	guint wrong = 0;

	for (const xmlNode *at = section; at; at = next_element(at, section)) {
		const xmlNode *heading;
		bool same;

		if (!is_named(at, "item") && !is_named(at, "para"))
			continue;
		heading = heading_find(headings, entry_words(audit, at), &same);
		if (same || !*text_of(audit, at))
			continue;
		wrong++;
		found(audit, "R25", at, NULL, NULL, "the contents name what no part has as its heading");
		if (heading)
			found_hint(audit, "the heading of %s is ‘%s’; the report has contents of its own",
				line_of(audit, heading, at), text_of(audit, heading));
		else
			found_hint(audit, "delete the list: the report has contents, made from its headings");
	}
	if (wrong)
		return;
	found(audit, "R25", section, NULL, NULL,
		"the contents are typed, and will be wrong when a heading changes");
	found_hint(audit, "delete them: the report has contents, made from its headings");
}

/* A part stands in the contents although the one around it does not: it seems to belong to the part before. */
static void
check_orphan(struct audit *audit, const xmlNode *section)
{
	const xmlNode *around = section->parent;

	if (strcmp(attr(section, "toc"), "no") == 0 || !first_named(section, "heading") ||
		!is_named(around, "section") || strcmp(attr(around, "toc"), "no") != 0)
		return;
	found(audit, "R25", section, NULL, NULL,
		"the part stands in the contents, but not the one around it (%s)",
		line_of(audit, around, section));
	found_hint(audit, "toc=\"no\" leaves it out, too");
}

void
rule_contents(struct audit *audit)
{
	struct headings headings = headings_read(audit);

	for (guint i = 0; i < audit->elements->len; i++) {
		const xmlNode *section = element_at(audit, i);
		const xmlNode *heading = is_named(section, "section") ? first_named(section, "heading") : NULL;

		if (heading && is_contents(text_of(audit, heading)))
			check_typed_contents(audit, &headings, section);
		if (heading)
			check_orphan(audit, section);
	}
	headings_free(&headings);
}
