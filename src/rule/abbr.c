/* Abbreviations: used and not explained, explained late, twice or differently, never used again (R26).
 * They are explained in the glossary, or where the text has their words with the letters in brackets. */
#include <string.h>

#include "rule/audit.h"
#include "rule/words.h"

struct abbr {
	const char *letters;
	const xmlNode *term;              /* of the glossary, or NULL */
	const char *meaning;              /* the words that it stands for, or NULL */
	const struct prose *defined;      /* where the text explains it, or NULL */
	size_t defined_at;
	const struct prose *first;        /* where it is first used on its own, or NULL */
	struct word first_at;
	const xmlNode *label;             /* a name of the data part that has it, or NULL */
	guint uses;                       /* on its own: the brackets of its explanation do not count */
	bool late;
	bool told;                        /* a sentence says what it stands for */
};

struct abbrs {
	struct audit *audit;
	GHashTable *by_letters;
	GPtrArray *all;        /* in order of their first appearance */
	const xmlNode *glossary;
};

/* Known to every reader of a report. */
static bool
is_common(const char *letters)
{
	static const char *const common[] = { "AM", "BBC", "DNA", "DVD", "EU", "GB", "HM", "ID", "ISBN",
		"IT", "NHS", "OK", "PC", "PDF", "PM", "QC", "TV", "UK", "UN", "US", "USA", "DRAFT" };

	for (size_t i = 0; i < G_N_ELEMENTS(common); i++)
		if (strcmp(common[i], letters) == 0)
			return true;
	return strspn(letters, "IVX") == strlen(letters); /* Roman numbers */
}

static struct abbr *
abbr_of(struct abbrs *abbrs, const char *letters)
{
	struct abbr *abbr = g_hash_table_lookup(abbrs->by_letters, letters);

	if (!abbr) {
		abbr = arena_new(abbrs->audit->arena, struct abbr);
		abbr->letters = arena_strdup(abbrs->audit->arena, letters);
		g_hash_table_insert(abbrs->by_letters, (gpointer)abbr->letters, abbr);
		g_ptr_array_add(abbrs->all, abbr);
	}
	return abbr;
}

/* The letters of a word that is an abbreviation, without the s of its plural; NULL when it is none.
 * Yours, g_free. */
static char *
letters_of(const char *text, struct word word)
{
	size_t length = word.to - word.from, capitals = 0;
	const char *at = text + word.from;

	if (length > 3 && at[length - 1] == 's' && (at[length - 2] == '\'' || g_ascii_isupper(at[length - 2])))
		length -= at[length - 2] == '\'' ? 2 : 1;
	else if (length > 4 && strncmp(at + length - 4, "\xe2\x80\x99s", 4) == 0)
		length -= 4;
	for (size_t i = 0; i < length; i++) {
		if (!g_ascii_isupper(at[i]) && !g_ascii_isdigit(at[i]))
			return NULL;
		capitals += g_ascii_isupper(at[i]);
	}
	return capitals >= 2 && length <= 8 ? g_strndup(at, length) : NULL;
}

/* How many of the letters up to `left` a word gives: its first, or all of one that is an abbreviation
 * or a number itself (HM Inspector, HMI), or the two or three that it begins with where its first is
 * not among them (Be of Bedfordshire). */
static size_t
letters_given(const char *word, size_t length, const char *letters, size_t left)
{
	if (length > 1 && length <= left && memcmp(word, letters + left - length, length) == 0)
		return length;
	if (g_ascii_toupper(*word) == letters[left - 1])
		return 1;
	for (size_t count = 2; count <= 3 && count <= left && count < length; count++)
		if (g_ascii_strncasecmp(word, letters + left - count, count) == 0)
			return count;
	return 0;
}

/* Where the words begin whose first letters, small words aside, are these; they end at `end`. False
 * when the text before does not give them. */
static bool
expansion_find(const char *text, size_t end, const char *letters, size_t *from)
{
	size_t at = end, left = strlen(letters);

	while (left) {
		size_t start = at, given;

		while (start && (text[start - 1] == ' ' || text[start - 1] == '-'))
			start--;
		at = start;
		while (at && !strchr(" -\n(.;:,", text[at - 1]))
			at--;
		if (at == start)
			return false;
		given = letters_given(text + at, start - at, letters, left);
		left -= given;
		/* not a small word, such as of, and, the, and no part of one with a hyphen */
		if (!given && start - at > 3 && (!at || text[at - 1] != '-'))
			return false;
	}
	*from = at;
	return true;
}

/* A meaning for comparison: no case, plurals, hyphens, brackets or small words. */
static const char *
folded(struct audit *audit, const char *text, size_t length)
{
	static const char *const small[] = { "a", "and", "for", "in", "of", "or", "the", "to" };
	char *copy = g_utf8_casefold(text, (gssize)length);
	char **words = g_strsplit_set(copy, " -()\n", -1);
	GString *kept = g_string_new(NULL);
	const char *result;

	for (char **word = words; *word; word++) {
		size_t bytes = strlen(*word);
		bool skipped = !bytes;

		for (size_t i = 0; i < G_N_ELEMENTS(small); i++)
			skipped |= strcmp(*word, small[i]) == 0;
		if (bytes > 1 && (*word)[bytes - 1] == 's')
			(*word)[bytes - 1] = '\0';
		if (!skipped && strcmp(*word, "s") != 0)
			g_string_append_printf(kept, "%s ", *word);
	}
	result = arena_strdup(audit->arena, kept->str);
	g_string_free(kept, TRUE);
	g_strfreev(words);
	g_free(copy);
	return result;
}

/* Is one of these words an abbreviation itself? Then they are the meaning, but not word for word. */
static bool
has_short(struct abbrs *abbrs, const struct prose *prose, size_t from, size_t to)
{
	const GArray *words = words_of(abbrs->audit, prose);
	bool has = false;

	for (guint i = 0; i < words->len && !has; i++) {
		struct word word = word_at(words, i);
		char *letters = word.from >= from && word.to < to ? letters_of(prose->text, word) : NULL;

		has = letters != NULL;
		g_free(letters);
	}
	return has;
}

/* `Crown Prosecution Service (CPS)`: the abbreviation stands in brackets after its words. */
static bool
define(struct abbrs *abbrs, struct abbr *abbr, const struct prose *prose, struct word word)
{
	const char *text = prose->text, *meaning;
	size_t from;
	bool other;

	if (!word.from || text[word.from - 1] != '(' || (text[word.to] != ')' && text[word.to] != 's') ||
		!expansion_find(text, word.from - 1, abbr->letters, &from))
		return false;
	meaning = folded(abbrs->audit, text + from, strcspn(text + from, "(") - 1);
	if (abbr->meaning && has_short(abbrs, prose, from, word.from))
		meaning = abbr->meaning;
	other = abbr->meaning && strcmp(meaning, abbr->meaning) != 0;
	if (abbr->defined && other)
		found_text(abbrs->audit, "R26", prose, from, word.to,
			"%s has another meaning on %s", abbr->letters,
			line_of(abbrs->audit, abbr->defined->block, prose->block));
	else if (abbr->defined)
		found_text(abbrs->audit, "R26", prose, from, word.to, "%s is explained on %s already",
			abbr->letters, line_of(abbrs->audit, abbr->defined->block, prose->block));
	else if (abbr->term && other)
		found_text(abbrs->audit, "R26", prose, from, word.to,
			"%s stands for something else in the glossary (%s)", abbr->letters,
			line_of(abbrs->audit, abbr->term, prose->block));
	abbr->uses += abbr->defined != NULL; /* whoever explains it again uses it */
	if (!abbr->defined) {
		abbr->late = abbr->uses > 0;
		abbr->defined = prose;
		abbr->defined_at = word.from;
		abbr->meaning = meaning;
	}
	return true;
}

/* A heading in capitals: its words only look like abbreviations. */
static bool
is_in_capitals(const struct prose *prose, const GArray *words)
{
	for (const char *at = prose->text; *at; at++)
		if (g_ascii_islower(*at))
			return false;
	return words->len > 1;
}

static void
read_prose(struct abbrs *abbrs, const struct prose *prose)
{
	const GArray *words = words_of(abbrs->audit, prose);
	bool capitals = is_in_capitals(prose, words);

	for (guint i = 0; i < words->len; i++) {
		struct word word = word_at(words, i);
		char *letters = letters_of(prose->text, word);
		struct abbr *abbr;

		if (!letters || (capitals && !g_hash_table_contains(abbrs->by_letters, letters))) {
			g_free(letters);
			continue;
		}
		abbr = abbr_of(abbrs, letters);
		g_free(letters);
		if (define(abbrs, abbr, prose, word))
			continue;
		abbr->told |= g_str_has_prefix(prose->text + word.to, " stands for ");
		if (!abbr->uses++) {
			abbr->first = prose;
			abbr->first_at = word;
		}
	}
}

/* ---- the glossary, and the names that tables and charts are labelled with ---- */

static void
read_glossary(struct abbrs *abbrs)
{
	for (const xmlNode *t = first_named(abbrs->glossary, "term"); t; t = next_same(t)) {
		struct abbr *abbr = abbr_of(abbrs, attr(t, "abbr"));
		const char *words = text_of(abbrs->audit, t);
		const char *meaning = folded(abbrs->audit, words, strlen(words));

		if (abbr->term)
			found(abbrs->audit, "R26", t, "abbr", NULL, strcmp(meaning, abbr->meaning) == 0 ?
				"%s stands on line %d already" :
				"%s stands on line %d with another meaning", abbr->letters,
				record_line(abbr->term));
		abbr->term = t;
		abbr->meaning = meaning;
	}
}

static void
read_label(struct abbrs *abbrs, const xmlNode *element, const char *text)
{
	struct word word;

	for (size_t at = 0; word_next(text, at, &word); at = word.to) {
		char *letters = letters_of(text, word);

		if (letters && !abbr_of(abbrs, letters)->label)
			abbr_of(abbrs, letters)->label = element;
		g_free(letters);
	}
}

static void
read_labels(struct abbrs *abbrs)
{
	static const char *const names[] = { "name", "short", "survey", "framework" };
	struct audit *audit = abbrs->audit;

	for (const xmlNode *at = audit->data; at; at = next_element(at, audit->data)) {
		for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
			if (is_named(at, names[i]))
				read_label(abbrs, at, text_of(audit, at));
		if (is_named(at, "peer-group"))
			read_label(abbrs, at, attr(at, "short"));
		if (is_named(at, "indicator"))
			read_label(abbrs, at, attr(at, "code"));
	}
}

/* Terms that letters_of does not see, such as ViSOR and IS&T, are looked for as they are. */
static void
count_terms(struct abbrs *abbrs)
{
	for (guint i = 0; i < abbrs->all->len; i++) {
		struct abbr *abbr = g_ptr_array_index(abbrs->all, i);
		size_t length = strlen(abbr->letters);

		for (guint j = 0; abbr->term && !abbr->uses && j < abbrs->audit->prose->len; j++) {
			const struct prose *prose = g_ptr_array_index(abbrs->audit->prose, j);
			const char *at = prose->text;

			while (!is_named(prose->block, "term") && (at = strstr(at, abbr->letters))) {
				if ((at == prose->text || !g_ascii_isalnum(at[-1])) &&
					!g_ascii_isalnum(at[length]))
					abbr->uses++;
				at += length;
			}
		}
	}
}

/* ---- what is wrong with one of them ---- */

static void
check_unexplained(struct abbrs *abbrs, const struct abbr *abbr, bool marked)
{
	const char *at = abbrs->glossary ? attr(abbrs->glossary, "id") : NULL;

	if (abbr->term || abbr->defined || abbr->told || is_common(abbr->letters))
		return;
	if (abbr->first && (abbrs->glossary || marked)) {
		found_text_at(abbrs->audit, "R26", at, abbr->first, abbr->first_at.from, abbr->first_at.to,
			"%s is explained nowhere", abbr->letters);
		found_hint(abbrs->audit, abbrs->glossary ? "give it a term in the glossary" :
			"write its words where it comes first, and the letters in brackets after them");
	} else if (abbr->label && !abbr->first && abbrs->glossary) {
		found(abbrs->audit, "R26", abbr->label, NULL, at,
			"%s stands in a table or chart and is explained nowhere", abbr->letters);
	}
}

/* Does the text have the letters as a word, or in the plural? */
static bool
has_letters(const char *text, const char *letters)
{
	size_t length = strlen(letters);

	for (const char *at = text; (at = strstr(at, letters)); at += length)
		if ((at == text || !g_ascii_isalnum(at[-1])) &&
			!g_ascii_isalnum(at[length + (at[length] == 's')]))
			return true;
	return false;
}

/* In another record that the same report is made from. */
static bool
is_used_elsewhere(const struct audit *audit, const char *letters)
{
	bool used = false;

	for (guint i = 0; i < audit->family->len && !used; i++) {
		const xmlNode *root = audit->family->pdata[i];

		for (const xmlNode *part = first_named(root, "body");
			part && !used && root != audit->root;
			part = xmlNextElementSibling((xmlNode *)part)) {
			xmlChar *text = xmlNodeGetContent((xmlNode *)part);

			used = has_letters((const char *)text, letters);
			xmlFree(text);
		}
	}
	return used;
}

static void
check_abbr(struct abbrs *abbrs, const struct abbr *abbr, bool marked)
{
	struct audit *audit = abbrs->audit;

	check_unexplained(abbrs, abbr, marked);
	if (abbr->late && abbr->first && !abbr->term)
		found_text(audit, "R26", abbr->first, abbr->first_at.from, abbr->first_at.to,
			"%s is used here and explained only on %s", abbr->letters,
			line_of(audit, abbr->defined->block, abbr->first->block));
	if (abbr->term && !abbr->uses && !abbr->label && !abbr->defined)
		found(audit, "R26", abbr->term, "abbr", NULL, "%s is not used in the text", abbr->letters);
	/* what reports share explains for all of them */
	if (abbr->defined && !abbr->uses && !abbr->label && !abbr->term &&
		record_of(audit, abbr->defined->block) == audit->record &&
		!is_used_elsewhere(audit, abbr->letters))
		found_text(audit, "R26", abbr->defined, abbr->defined_at,
			abbr->defined_at + strlen(abbr->letters),
			"%s is explained here and never used", abbr->letters);
}

void
rule_abbreviations(struct audit *audit)
{
	struct abbrs abbrs = { audit, g_hash_table_new(g_str_hash, g_str_equal), g_ptr_array_new(),
		first_named(audit->back, "glossary") };
	GHashTable *marked = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	read_glossary(&abbrs);
	read_labels(&abbrs);
	for (guint i = 0; i < audit->prose->len; i++) {
		const struct prose *prose = g_ptr_array_index(audit->prose, i);

		if (is_named(prose->block, "term"))
			continue;
		for (size_t j = 0; j < prose->span_count; j++)
			if (is_named(prose->spans[j].element, "abbr"))
				g_hash_table_add(marked, g_strdup(text_of(audit, prose->spans[j].element)));
		read_prose(&abbrs, prose);
	}
	count_terms(&abbrs);
	for (guint i = 0; i < abbrs.all->len; i++) {
		const struct abbr *abbr = g_ptr_array_index(abbrs.all, i);

		check_abbr(&abbrs, abbr, g_hash_table_contains(marked, abbr->letters));
	}
	g_hash_table_destroy(marked);
	g_hash_table_destroy(abbrs.by_letters);
	g_ptr_array_unref(abbrs.all);
}
