/* What a machine sees well in text (R27, R28, R31, R32, R35, R36). */
#include <string.h>

#include "rule/audit.h"
#include "rule/words.h"

enum { REPEATED_BYTES = 60, TRUNCATED_WORDS = 4 };

static const struct prose *
prose_at(const struct audit *audit, guint i)
{
	return g_ptr_array_index(audit->prose, i);
}

/* The text up to its first newline: what follows stands after a nested list. */
static size_t
first_part(const struct prose *prose)
{
	return strcspn(prose->text, "\n");
}

/* ---- R27: alternatives of a template that nobody has chosen between ---- */

/* A first look, which most texts do not pass, so that the pattern need not be tried on them. */
static bool
may_have_alternatives(const char *text)
{
	return (strchr(text, '/') && strstr(text, "not")) || strstr(text, "??") || strchr(text, '[') ||
		strstr(text, "(s)") || strstr(text, "TB") || strstr(text, "XX");
}

static void
check_alternatives(struct audit *audit, const struct prose *prose, GRegex **regex)
{
	GMatchInfo *match;
	int from, to;

	if (!may_have_alternatives(prose->text))
		return;
	if (!*regex)
		*regex = g_regex_new("\\b(are/are not|is/is not|was/was not|were/were not|has/has not|"
			"have/have not|does/does not|do/do not|can/cannot|will/will not)\\b|\\b\\w+\\(s\\)|"
			"\\b(TBC|TBA|XX+)\\b|\\?\\?+|\\[(insert|name|date|number|figure)\\b[^\\]]*\\]?",
			G_REGEX_CASELESS, 0, NULL);

	for (g_regex_match(*regex, prose->text, 0, &match); g_match_info_matches(match);
		g_match_info_next(match, NULL)) {
		g_match_info_fetch_pos(match, 0, &from, &to);
		if (is_named(prose->block, "term")) /* what an abbreviation officially stands for */
			continue;
		found_text(audit, "R27", prose, (size_t)from, (size_t)to,
			"`%.*s` is left from a template: choose one, or fill it in", to - from,
			prose->text + from);
	}
	g_match_info_free(match);
}

/* ---- R28: draft marks in a final ---- */

static void
check_draft_mark(struct audit *audit, const struct prose *prose)
{
	const GArray *words = words_of(audit, prose);

	for (guint i = 0; i < words->len; i++) {
		struct word word = word_at(words, i);

		if (word.to - word.from == 5 && memcmp(prose->text + word.from, "DRAFT", 5) == 0)
			found_text(audit, "R28", prose, word.from, word.to,
				"the record is final, and says DRAFT here");
	}
}

/* ---- R32: doubled words, mixed lists, headings with a stop ---- */

static bool
may_double(const char *text, struct word word)
{
	static const char *const fine[] = { "had", "that" };

	for (size_t i = 0; i < G_N_ELEMENTS(fine); i++)
		if (word_is(text, word, fine[i]))
			return true;
	return !g_ascii_isalpha(text[word.from]) || word.to - word.from < 2;
}

static void
check_doubled(struct audit *audit, const struct prose *prose)
{
	const GArray *words = words_of(audit, prose);

	for (guint i = 1; i < words->len; i++) {
		struct word before = word_at(words, i - 1), word = word_at(words, i);
		size_t length = word.to - word.from;

		if (word.from == before.to + 1 && prose->text[before.to] == ' ' &&
			length == before.to - before.from &&
			g_ascii_strncasecmp(prose->text + word.from, prose->text + before.from, length) == 0 &&
			!may_double(prose->text, word))
			found_text(audit, "R32", prose, before.from, word.to, "`%.*s` stands twice",
				(int)length, prose->text + word.from);
	}
}

static void
check_heading_stop(struct audit *audit, const struct prose *prose)
{
	if (is_named(prose->block, "heading") && prose->length && prose->text[prose->length - 1] == '.')
		found_text(audit, "R32", prose, prose->length - 1, prose->length,
			"a heading has no full stop");
}

/* How an item ends: ; , or . and, for others, a letter. "; and" counts as ; */
static char
ending(const struct audit *audit, const struct prose *prose, size_t *at)
{
	static const char *const words[] = { " and", " or", NULL };
	static const char *const welsh[] = { "; a", "; ac", "; neu", ", a", ", ac", ", neu", NULL };
	size_t end = first_part(prose);

	for (const char *const *word = audit->welsh ? welsh : words; *word; word++)
		if (end > strlen(*word) &&
			strncmp(prose->text + end - strlen(*word), *word, strlen(*word)) == 0) {
			end -= strlen(*word) - (audit->welsh ? 1 : 0);
			break;
		}
	*at = end ? end - 1 : 0;
	return end && strchr(";,.:?!", prose->text[end - 1]) ? prose->text[end - 1] : 'a';
}

static const char *
ending_name(char c)
{
	return c == ';' ? "a semicolon" : c == ',' ? "a comma" : c == '.' ? "a full stop" : "nothing";
}

/* Items of one list end alike, the last one with a stop if the others have any. */
static void
check_list(struct audit *audit, const xmlNode *list, GHashTable *by_block)
{
	char usual = 0;

	for (const xmlNode *item = first_named(list, "item"); item; item = next_same(item)) {
		const struct prose *prose = g_hash_table_lookup(by_block, item);
		bool last = !next_same(item);
		size_t at;
		char own;

		if (!prose || strchr(prose->text, '\n') || first_named(item, "list"))
			continue;
		own = ending(audit, prose, &at);
		if (own == ':' || own == '?' || own == '!')
			continue;
		if (last && usual && usual != 'a' && own != '.')
			found_text(audit, "R32", prose, at, at + 1, "the last item has no full stop");
		else if (!last && usual && own != usual)
			found_text(audit, "R32", prose, at, at + 1,
				"the item ends with %s, those before it with %s", ending_name(own),
				ending_name(usual));
		if (!usual)
			usual = own;
	}
}

/* ---- R35 and R36: lead-ins with nothing after them, sentences that are cut off ---- */

static bool
is_running(const xmlNode *block)
{
	return is_named(block, "para") || is_named(block, "point");
}

static bool
is_dash(gunichar c)
{
	return c == '-' || c == 0x2013 || c == 0x2014;
}

/* Where the text before `end` ends for a reader: before closing quotation marks and brackets, and
 * before the dash of an old-fashioned lead-in (:-). */
static size_t
last_character(const struct prose *prose, const char *end)
{
	while (end > prose->text) {
		const char *before = g_utf8_find_prev_char(prose->text, end);
		gunichar c = g_utf8_get_char(before);
		bool lead = is_dash(c) && before > prose->text && before[-1] == ':';

		if (c != ')' && c != ']' && c != '"' && c != '\'' && c != ' ' && c != 0x2019 &&
			c != 0x201d && !lead)
			return (size_t)(before - prose->text);
		end = before;
	}
	return 0;
}

/* Do brackets at the end stand after a sentence that is whole? */
static bool
is_whole_before_brackets(const struct prose *prose)
{
	const char *open = prose->length && prose->text[prose->length - 1] == ')'
		? strrchr(prose->text, '(') : NULL;

	return open && open > prose->text && strchr(".!?", prose->text[last_character(prose, open)]);
}

/* A list or table that the sentence leads to. */
static bool
leads_on(const xmlNode *next)
{
	static const char *const names[] = { "list", "milestones", "table", "quote", "figure" };
	bool leads = false;

	for (size_t i = 0; i < G_N_ELEMENTS(names) && next; i++)
		leads |= is_named(next, names[i]);
	return leads;
}

static void
check_end(struct audit *audit, const struct prose *prose)
{
	static const char *const english[] = { "and", "or", "the", "a", "an", NULL };
	static const char *const welsh[] = { "a", "ac", "neu", "y", "yr", NULL };
	const xmlNode *next = xmlNextElementSibling((xmlNode *)prose->block);
	const GArray *words = words_of(audit, prose);
	size_t last = last_character(prose, prose->text + prose->length);
	char c = prose->text[last];
	struct word word;

	if (c == ':' && !next && !strchr(prose->text, '\n')) {
		found_text(audit, "R35", prose, last, last + 1, "nothing follows the colon");
		return;
	}
	if (!is_running(prose->block) || strchr(prose->text, '\n') ||
		(prose->block->parent && is_named(prose->block->parent, "cell")))
		return;
	if (words->len < TRUNCATED_WORDS)
		return;
	word = word_at(words, words->len - 1);
	for (const char *const *dangling = audit->welsh ? welsh : english; *dangling; dangling++)
		if (word_is(prose->text, word, *dangling) && word.to + 1 >= prose->length) {
			found_text(audit, "R36", prose, word.from, word.to,
				"the sentence is cut off after `%s`", *dangling);
			return;
		}
	if (strchr(".!?:;,", c) || strncmp(prose->text + last, "…", strlen("…")) == 0 ||
		leads_on(next) || is_whole_before_brackets(prose))
		return;
	found_text(audit, "R36", prose, last, prose->length,
		"the paragraph ends without a stop: is it cut off?");
}

void
rule_text(struct audit *audit)
{
	GRegex *alternatives = NULL; /* made when first needed */
	GHashTable *by_block = g_hash_table_new(NULL, NULL);

	for (guint i = 0; i < audit->prose->len; i++)
		g_hash_table_insert(by_block, (gpointer)prose_at(audit, i)->block,
			(gpointer)prose_at(audit, i));
	for (guint i = 0; i < audit->prose->len; i++) {
		const struct prose *prose = prose_at(audit, i);

		if (!prose->length)
			continue;
		check_alternatives(audit, prose, &alternatives);
		if (audit->final)
			check_draft_mark(audit, prose);
		check_doubled(audit, prose);
		check_heading_stop(audit, prose);
		if (is_running(prose->block) || is_named(prose->block, "item"))
			check_end(audit, prose);
	}
	for (guint i = 0; i < audit->elements->len; i++)
		if (is_named(audit->elements->pdata[i], "list"))
			check_list(audit, audit->elements->pdata[i], by_block);
	g_hash_table_destroy(by_block);
	if (alternatives)
		g_regex_unref(alternatives);
}

/* ---- R31: whole sentences that stand twice ---- */

struct sentence {
	const struct prose *prose;
	struct word at;
};

static guint
sentence_hash(gconstpointer key)
{
	const struct sentence *sentence = key;
	guint hash = 2166136261u; /* FNV-1a */

	for (size_t i = sentence->at.from; i < sentence->at.to; i++)
		hash = (hash ^ (unsigned char)sentence->prose->text[i]) * 16777619u;
	return hash;
}

static gboolean
sentence_equal(gconstpointer a, gconstpointer b)
{
	const struct sentence *one = a, *other = b;
	size_t length = one->at.to - one->at.from;

	return length == other->at.to - other->at.from &&
		memcmp(one->prose->text + one->at.from, other->prose->text + other->at.from, length) == 0;
}

/* Sentences of one text after each other that stand elsewhere already. */
struct repeated {
	int count;
	struct word at;              /* from the first to the last */
	const struct prose *other;   /* where the first stands already */
};

/* The sentence that stood before this one in the same words, or NULL: then this is kept. */
static const struct sentence *
sentence_before(struct audit *audit, GHashTable *seen, const struct prose *prose, struct word at)
{
	struct sentence wanted = { prose, at }, *kept;
	const struct sentence *other;

	if (at.to - at.from < REPEATED_BYTES ||
		g_strstr_len(prose->text + at.from, (gssize)(at.to - at.from), PROSE_COMPUTED))
		return NULL; /* with other figures it is another sentence */
	if ((other = g_hash_table_lookup(seen, &wanted)))
		return other;
	kept = arena_new(audit->arena, struct sentence);
	*kept = wanted;
	g_hash_table_add(seen, kept);
	return NULL;
}

static void
repeated_tell(struct audit *audit, const struct prose *prose, struct repeated *run)
{
	const char *line = run->count ? line_of(audit, run->other->block, prose->block) : NULL;

	if (run->count == 1)
		found_text(audit, "R31", prose, run->at.from, run->at.to,
			"this sentence stands on %s already", line);
	else if (run->count)
		found_text(audit, "R31", prose, run->at.from, run->at.to,
			"these %d sentences stand in the text already, the first on %s", run->count, line);
	run->count = 0;
}

void
rule_repeated(struct audit *audit)
{
	GHashTable *seen = g_hash_table_new(sentence_hash, sentence_equal);

	for (guint i = 0; i < audit->prose->len; i++) {
		const struct prose *prose = prose_at(audit, i);
		struct repeated run = { 0 };
		struct word at;

		for (size_t from = 0; sentence_next(prose->text, from, &at); from = at.to) {
			const struct sentence *other = sentence_before(audit, seen, prose, at);

			if (!other)
				repeated_tell(audit, prose, &run);
			else if (!run.count++)
				run.at = at, run.other = other->prose;
			run.at.to = at.to;
		}
		repeated_tell(audit, prose, &run);
	}
	g_hash_table_destroy(seen);
}
