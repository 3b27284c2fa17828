/* What two language versions of one text print, whatever the words: figures, dates, references, notes,
 * and the numbers that are typed. Languages order their sentences differently, so the order is free. */
#include <string.h>

#include "record/prose.h"
#include "rule/audit.h"
#include "rule/twin.h"
#include "rule/words.h"

/* Small numbers may be words in one language and digits in the other. */
enum { MOST_IN_WORDS = 20 };

enum kind { KIND_FIGURE, KIND_DATE, KIND_REFERENCE, KIND_NUMBER, KIND_NOTE, KIND_COUNT };

static const struct {
	enum diag_code code; /* DIAG_CODE_COUNT: that of the part it stands in */
	const char *differs, *lacks, *adds;
} kinds[KIND_COUNT] = {
	[KIND_FIGURE] = { DIAG_PAIR_FIGURE, "the text prints the figure `%s` here, and `%s` there",
		"the text prints the figure `%s` there, and not here",
		"the text prints the figure `%s` here, and not there" },
	[KIND_DATE] = { DIAG_CODE_COUNT, "the text has the date `%s` here, and `%s` there",
		"the text has the date `%s` there, and not here",
		"the text has the date `%s` here, and not there" },
	[KIND_REFERENCE] = { DIAG_CODE_COUNT,
		"the text refers to `%s` here, and to `%s` there", "the text refers to `%s` there, and not here",
		"the text refers to `%s` here, and not there" },
	[KIND_NUMBER] = { DIAG_PAIR_FIGURE, "the text says %s here, and %s there",
		"the text says %s there, and not here", "the text says %s here, and not there" },
	[KIND_NOTE] = { DIAG_CODE_COUNT, "", "the text has a note there that is not here",
		"the text has a note here that is not there" },
};

struct quote {
	enum kind kind;
	const xmlNode *at;
	char *text;
};

static void
quote_clear(gpointer quote)
{
	g_free(((struct quote *)quote)->text);
}

static void
add(GArray *quotes, enum kind kind, const xmlNode *at, char *text)
{
	struct quote quote = { kind, at, text };

	g_array_append_val(quotes, quote);
}

static char *
date_text(const xmlNode *date)
{
	const char *day = has_attr(date, "of") ? attr(date, "of") : attr(date, "value");

	return has_attr(date, "to") ? g_strdup_printf("%s/%s", day, attr(date, "to")) : g_strdup(day);
}

/* 1,234.5 as 1234.5, from `at`; *end is behind it. Yours. */
static char *
number_take(const char *text, size_t at, size_t *end)
{
	GString *digits = g_string_new(NULL);
	bool point = false;

	for (; text[at]; at++)
		if (g_ascii_isdigit(text[at])) {
			g_string_append_c(digits, text[at]);
		} else if (text[at] == '.' && !point && g_ascii_isdigit(text[at + 1])) {
			g_string_append_c(digits, text[at]);
			point = true;
		} else if (!(text[at] == ',' && g_ascii_isdigit(text[at + 1]) &&
				   g_ascii_isdigit(text[at + 2]) && g_ascii_isdigit(text[at + 3]))) {
			break;
		}
	*end = at;
	return g_string_free(digits, FALSE);
}

/* Addresses are not text. */
static bool
is_in_link(const struct prose *prose, size_t at)
{
	const struct prose_span *span = prose_span_at(prose, at);

	return span && is_named(span->element, "link");
}

static void
numbers_read(const struct record *record, const xmlNode *block, GArray *quotes)
{
	struct prose *prose = prose_read(record, block);

	for (size_t at = 0; prose && at < prose->length;) {
		if (!g_ascii_isdigit(prose->text[at]) || is_in_link(prose, at)) {
			at++;
			continue;
		}
		add(quotes, KIND_NUMBER, block, number_take(prose->text, at, &at));
	}
	prose_destroy(prose);
}

/* What stands in the text of a block itself: inside its inline elements and notes, not in other blocks. */
static void
quotes_read(const struct record *record, const xmlNode *parent, GArray *quotes)
{
	for (const xmlNode *child = parent->children; child; child = child->next) {
		if (child->type != XML_ELEMENT_NODE)
			continue;
		if (is_named(child, "val"))
			add(quotes, KIND_FIGURE, child, g_strdup(attr(child, "ref")));
		else if (is_named(child, "date"))
			add(quotes, KIND_DATE, child, date_text(child));
		else if (is_named(child, "xref"))
			add(quotes, KIND_REFERENCE, child, g_strdup(attr(child, "to")));
		if (is_named(child, "fn")) {
			add(quotes, KIND_NOTE, child, g_strdup("note"));
			numbers_read(record, child, quotes);
		}
		if (is_named(child, "fn") || prose_is_inline(child))
			quotes_read(record, child, quotes);
	}
}

static GArray *
quotes_of(const struct record *record, const xmlNode *block)
{
	GArray *quotes = g_array_new(FALSE, FALSE, sizeof(struct quote));

	g_array_set_clear_func(quotes, quote_clear);
	numbers_read(record, block, quotes);
	quotes_read(record, block, quotes);
	return quotes;
}

#define quote_at(quotes, i) (&g_array_index((quotes), struct quote, (i)))

/* Take out of both what both have. */
static void
cancel(GArray *ones, GArray *others)
{
	for (guint i = 0; i < ones->len; i++)
		for (guint j = 0; j < others->len; j++)
			if (quote_at(ones, i)->kind == quote_at(others, j)->kind &&
				strcmp(quote_at(ones, i)->text, quote_at(others, j)->text) == 0) {
				g_array_remove_index(ones, i--);
				g_array_remove_index(others, j);
				break;
			}
}

/* The first of a kind; -1 when there is none. */
static int
first_of(const GArray *quotes, enum kind kind)
{
	for (guint i = 0; i < quotes->len; i++)
		if (quote_at(quotes, i)->kind == kind)
			return (int)i;
	return -1;
}

static bool
may_be_words(const struct quote *quote)
{
	return quote->kind == KIND_NUMBER && !strchr(quote->text, '.') &&
		g_ascii_strtoll(quote->text, NULL, 10) <= MOST_IN_WORDS;
}

/* Formats are of the table above. */
static void
tell(struct twins *twins, enum kind kind, const struct quote *one, const struct quote *other,
	const xmlNode *one_block, const xmlNode *other_block)
{
	char *text;

	if (one && other)
		text = g_strdup_printf(kinds[kind].differs, other->text, one->text);
	else
		text = g_strdup_printf(one ? kinds[kind].lacks : kinds[kind].adds,
			one ? one->text : other->text);
	if (kinds[kind].code != DIAG_CODE_COUNT)
		twin_found_as(twins, kinds[kind].code, one ? one->at : one_block,
			other ? other->at : other_block, "%s", text);
	else
		twin_found(twins, one ? one->at : one_block, other ? other->at : other_block, NULL, "%s",
			text);
	g_free(text);
}

void
twin_texts(struct twins *twins, const xmlNode *one, const xmlNode *other)
{
	GArray *ones = quotes_of(twins->one, one), *others = quotes_of(twins->other, other);

	cancel(ones, others);
	for (enum kind kind = 0; kind < KIND_COUNT; kind++)
		for (;;) {
			int i = first_of(ones, kind), j = first_of(others, kind);
			const struct quote *a = i >= 0 ? quote_at(ones, i) : NULL;
			const struct quote *b = j >= 0 ? quote_at(others, j) : NULL;

			if (!a && !b)
				break;
			if ((a && b) || !may_be_words(a ? a : b))
				tell(twins, kind, a, b, one, other);
			if (a)
				g_array_remove_index(ones, (guint)i);
			if (b)
				g_array_remove_index(others, (guint)j);
		}
	g_array_unref(others);
	g_array_unref(ones);
}
