/* From elements to passages: the innermost blocks, rows of tables, and figures. */
#include "pdf/passages.h"

#include <string.h>

#include "base/arena.h"

enum { LONGEST_MARK = 4 };

#define SOFT_HYPHEN "\xc2\xad"

struct gathering {
	struct arena *arena;
	GArray *list;        /* of struct passage */
	const char *heading; /* under which it stands, in quotes; "" before the first */
	int count;           /* of passages since then */
};

static bool
is_tag(const struct element *element, const char *names)
{
	size_t length = element->kind == ELEMENT_TAG && element->tag ? strlen(element->tag) : 0;

	for (const char *at = names; length && (at = strstr(at, element->tag)); at += length)
		if (at[length] == ' ' && (at == names || at[-1] == ' '))
			return true;
	return false;
}

static bool
is_inline(const struct element *element)
{
	return element->kind == ELEMENT_WORDS ||
		is_tag(element, "Span Quote Reference BibEntry Code Link Em Strong Lbl Ruby Warichu ");
}

/* A block that has words of its own, whatever it is called. */
static bool
is_text(const struct element *element)
{
	if (is_tag(element, "P H H1 H2 H3 H4 H5 H6 "))
		return true;
	for (const struct element *at = element->first; at && !is_tag(element, "LI "); at = at->next)
		if (is_inline(at))
			return true;
	return false;
}

/* The numbers of paragraphs and the marks of notes are names, not words: where one is added, all that
 * follow are counted anew. */
static bool
is_number(const struct element *element)
{
	char *words;
	bool number;

	if (is_tag(element, "Lbl "))
		return true;
	if (!is_tag(element, "Reference "))
		return false;
	words = element_words(element);
	number = g_utf8_strlen(words, -1) <= LONGEST_MARK;
	g_free(words);
	return number;
}

static void
words_put(const struct element *element, GString *out, int *page)
{
	for (const struct element *at = element->first; at; at = at->next) {
		if (is_number(at)) {
			;
		} else if (at->kind == ELEMENT_WORDS) {
			g_string_append(out, at->text);
			if (!*page)
				*page = at->page;
		} else if (at->kind == ELEMENT_TAG && at->actual) {
			g_string_append(out, at->actual);
		} else if (is_inline(at)) {
			words_put(at, out, page);
		}
	}
}

/* White space folded, soft hyphens left out; in the arena. */
static const char *
fold(struct gathering *gathering, const char *text)
{
	char *out = arena_strdup(gathering->arena, text), *to = out;

	for (const char *p = text; *p; p++) {
		if (strncmp(p, SOFT_HYPHEN, 2) == 0)
			p++;
		else if (!strchr(" \n\t\r", *p))
			*to++ = *p;
		else if (to > out && to[-1] != ' ')
			*to++ = ' ';
	}
	while (to > out && to[-1] == ' ')
		to--;
	*to = '\0';
	return out;
}

static void
passage_add(struct gathering *gathering, enum passage_kind kind, const char *key, const char *words,
	int page)
{
	static const char *const names[] = { [PASSAGE_PARAGRAPH] = "paragraph",
		[PASSAGE_ROW] = "table row, place", [PASSAGE_PICTURE] = "figure, place" };
	const char *comma = *gathering->heading ? ", " : "";
	struct passage one = { .kind = kind, .key = key, .words = words, .page = page };

	if (!*words)
		return;
	gathering->count++;
	if (kind == PASSAGE_HEADING) {
		gathering->heading = arena_printf(gathering->arena, "\"%s\"", words);
		gathering->count = 0;
		one.place = gathering->heading;
	} else if (key) {
		one.place = arena_printf(gathering->arena, "%s%s%s", gathering->heading, comma, key);
	} else {
		one.place = arena_printf(gathering->arena, "%s%s%s %d", gathering->heading, comma,
			names[kind], gathering->count);
	}
	g_array_append_val(gathering->list, one);
}

/* A label before its words is its name. */
static void
text_add(struct gathering *gathering, const struct element *element)
{
	const struct element *label = element->first && is_tag(element->first, "Lbl ") ? element->first
		: NULL;
	GString *out = g_string_new(NULL);
	const char *key = NULL;
	int page = 0;

	if (label) {
		words_put(label, out, &page);
		key = fold(gathering, out->str);
		g_string_truncate(out, 0);
	}
	words_put(element, out, &page);
	passage_add(gathering, element->tag && element->tag[0] == 'H' ? PASSAGE_HEADING
		: PASSAGE_PARAGRAPH, key && *key ? key : NULL, fold(gathering, out->str), page);
	g_string_free(out, TRUE);
}

/* All words of a cell, in whatever blocks they are. */
static void
cell_put(const struct element *element, GString *out, int *page)
{
	for (const struct element *at = element->first; at; at = at->next) {
		if (at->kind == ELEMENT_WORDS) {
			g_string_append(out, at->text);
			if (!*page)
				*page = at->page;
		} else if (at->kind == ELEMENT_TAG && !is_tag(at, "Note FENote ") && !is_number(at)) {
			cell_put(at, out, page);
			if (!is_inline(at))
				g_string_append_c(out, ' ');
		}
	}
}

static void
row_add(struct gathering *gathering, const struct element *row)
{
	GString *all = g_string_new(NULL), *cell = g_string_new(NULL);
	int page = 0;

	for (const struct element *at = row->first; at; at = at->next) {
		g_string_truncate(cell, 0);
		cell_put(at, cell, &page);
		g_string_append_printf(all, "%s%s", all->len ? " | " : "", fold(gathering, cell->str));
	}
	passage_add(gathering, PASSAGE_ROW, NULL, fold(gathering, all->str), page);
	g_string_free(all, TRUE);
	g_string_free(cell, TRUE);
}

static int
page_of(const struct element *element)
{
	for (const struct element *at = element; at; at = element_next(element, at))
		if (at->page)
			return at->page;
	return 0;
}

static void gather(struct gathering *gathering, const struct element *element);

/* Notes stand behind the text or row that has their mark. */
static void
notes_gather(struct gathering *gathering, const struct element *element)
{
	for (const struct element *at = element->first; at; at = at->next)
		if (is_tag(at, "Note FENote "))
			gather(gathering, at);
		else
			notes_gather(gathering, at);
}

static void
one_gather(struct gathering *gathering, const struct element *at)
{
	if (at->kind != ELEMENT_TAG || is_tag(at, "TOC Lbl "))
		return;
	if (is_tag(at, "TR ")) {
		row_add(gathering, at);
		notes_gather(gathering, at);
	} else if (is_tag(at, "Figure Formula ")) {
		passage_add(gathering, PASSAGE_PICTURE, NULL,
			fold(gathering, at->alt ? at->alt : at->actual ? at->actual : ""), page_of(at));
	} else if (is_text(at)) {
		text_add(gathering, at);
		for (const struct element *kid = at->first; kid; kid = kid->next)
			if (!is_inline(kid))
				one_gather(gathering, kid);
			else
				notes_gather(gathering, kid);
	} else {
		gather(gathering, at);
	}
}

static void
gather(struct gathering *gathering, const struct element *element)
{
	for (const struct element *at = element->first; at; at = at->next)
		one_gather(gathering, at);
}

struct passages *
structure_passages(const struct structure *structure)
{
	struct passages *passages = g_new0(struct passages, 1);
	struct gathering gathering = { .arena = arena_create(), .heading = "",
		.list = g_array_new(FALSE, FALSE, sizeof(struct passage)) };

	gather(&gathering, structure->root);
	passages->arena = gathering.arena;
	passages->count = (int)gathering.list->len;
	passages->list = (struct passage *)(void *)g_array_free(gathering.list, FALSE);
	return passages;
}
