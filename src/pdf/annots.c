/* Links: annotations in the order of the marks, and where they lead. */
#include "pdf/finish.h"

#include <string.h>

#include "report/words.h"

enum { CONTENTS_MOST = 400 };

/* The first words of what a link leads to: a heading, a caption, a paragraph. Yours. */
static char *
target_text(const struct node *target)
{
	char *text = NULL;

	for (const struct node *at = target; at; at = at->first) {
		g_free(text);
		text = node_text(at);
		if (at->kind == NODE_HEADING || at->kind == NODE_PARA || at->kind >= NODE_TEXT)
			break;
	}
	return text;
}

/* The words of a link, with the numbers of pages among them as they are printed. */
static void
link_words_put(const struct finish *finish, const struct node *parent, GString *out)
{
	for (const struct node *at = parent->first; at; at = at->next) {
		struct spot spot;

		if (at->kind == NODE_TEXT)
			g_string_append(out, at->as.text.text);
		else if (at->kind == NODE_LINE_BREAK)
			g_string_append_c(out, ' ');
		else if (at->kind == NODE_PAGE_REF && at->as.link.target &&
			tags_spot(finish->tags, at->as.link.target, &spot))
			g_string_append(out, pages_page(finish->pages, spot.page)->label);
		else if (at->kind != NODE_NOTE)
			link_words_put(finish, at, out);
	}
}

static void
note_words_put(const struct node *note, GString *out)
{
	g_string_append_printf(out, "%s:", note->as.note.label);
	for (const struct node *at = note->first; at; at = at->next) {
		char *text = node_text(at);

		if (*text)
			g_string_append_printf(out, " %s", text);
		g_free(text);
	}
}

static bool
has_letter(const char *text)
{
	for (; *text; text = g_utf8_next_char(text))
		if (g_unichar_isalpha(g_utf8_get_char(text)))
			return true;
	return false;
}

/* Whether the words have the number in them, as a word. */
static bool
has_number(const char *words, const char *number)
{
	size_t length = strlen(number);

	for (const char *at = words; length && (at = strstr(at, number)); at++)
		if ((at == words || !g_ascii_isalnum(at[-1])) && !g_ascii_isalnum(at[length]))
			return true;
	return false;
}

/* What the link says; the words of a note, an address, and what a mere number is of say more. */
static char *
contents_make(const struct finish *finish, const struct hot *hot)
{
	GString *out = g_string_new(NULL);
	char *more = NULL, *cut;

	if (hot->source->kind == NODE_NOTE) {
		note_words_put(hot->source, out);
	} else {
		link_words_put(finish, hot->source, out);
		g_string_replace(out, "\xc2\xad", "", 0);
		g_strstrip(out->str);
		g_string_truncate(out, strlen(out->str));
		if (hot->uri && strcmp(out->str, hot->uri) != 0)
			more = g_strdup(hot->uri);
		else if (hot->target && !has_letter(out->str))
			more = target_text(hot->target);
	}
	if (more && !hot->uri && has_number(more, out->str))
		g_string_truncate(out, 0);
	if (more && *more)
		g_string_append_printf(out, "%s%s", out->len ? ": " : "", more);
	cut = g_utf8_strlen(out->str, -1) > CONTENTS_MOST ? g_utf8_substring(out->str, 0, CONTENTS_MOST)
		: g_strdup(out->str);
	g_free(more);
	g_string_free(out, TRUE);
	return cut;
}

/* The mark of a note and, in the report's language, that it leads back to the text. Yours. */
static char *
back_contents_make(const struct finish *finish, const struct node *note)
{
	const char *word = words_find(&finish->pages->report->head, "html-back");

	return g_strconcat(note->as.note.label, word ? ": " : "", word, NULL);
}

static void
annot_add(struct finish *finish, struct elem *elem, const struct hot *hot, const struct elem *to)
{
	struct tags *tags = finish->tags;
	struct annot annot = { .hot = *hot, .elem = elem, .to = to };

	annot.contents = to ? back_contents_make(finish, hot->source) : contents_make(finish, hot);
	annot.number = writer_reserve(finish->writer, 1);
	if (!elem->annot_count++)
		elem->first_annot = (int)tags->annots->len;
	if (!finish->annots_of_page[hot->page])
		finish->annots_of_page[hot->page] = g_array_new(FALSE, FALSE, sizeof(int));
	g_array_append_val(finish->annots_of_page[hot->page], annot.number);
	g_array_append_val(tags->annots, annot);
}

/* A mark of a note in the text leads to the note, and the one at the foot back to it. */
static void
note_annot(struct finish *finish, const struct mark *mark)
{
	const struct node *note = mark->owner.node;
	const struct elem *reference = tags_elem(finish->tags, note, PART_REFERENCE);
	struct elem *elem = tags_elem(finish->tags, note, mark->owner.part);
	const struct hot hot = { note, NULL, note, mark->page, mark->x1, mark->y1, mark->x2, mark->y2 };

	if (elem && elem->tag == TAG_LINK && !elem->annot_count)
		annot_add(finish, elem, &hot, mark->owner.part == PART_LABEL ? reference : NULL);
}

/* Hots are in order of painting, and those of one link need not follow each other: others may stand
 * between them where a table's row goes on over a page. So they are gathered link by link. */
bool
annots_make(struct finish *finish)
{
	const struct marks *marks = finish->marks;
	GHashTable *lists = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_array_unref);

	for (guint i = 0; i < marks->hots->len; i++) {
		const struct hot *hot = &g_array_index(marks->hots, struct hot, i);
		GArray *list = g_hash_table_lookup(lists, hot->source);

		if (!list) {
			list = g_array_new(FALSE, FALSE, sizeof(guint));
			g_hash_table_insert(lists, (gpointer)hot->source, list);
		}
		g_array_append_val(list, i);
	}
	for (guint i = 0; i < marks->hots->len; i++) {
		const struct hot *hot = &g_array_index(marks->hots, struct hot, i);
		struct elem *elem = tags_elem(finish->tags, hot->source, PART_BODY);
		GArray *list = g_hash_table_lookup(lists, hot->source);

		if (!elem || elem->tag != TAG_LINK || !elem->used || elem->annot_count)
			continue;
		for (guint j = 0; j < list->len; j++)
			annot_add(finish, elem, &g_array_index(marks->hots, struct hot,
				g_array_index(list, guint, j)), NULL);
	}
	for (guint i = 0; i < marks->marks->len; i++) {
		const struct mark *mark = &g_array_index(marks->marks, struct mark, i);

		if (mark->owner.node && mark->owner.node->kind == NODE_NOTE && mark->owner.part != PART_BODY)
			note_annot(finish, mark);
	}
	g_hash_table_destroy(lists);
	return true;
}

/* Bytes that an address may not have are written by their numbers (RFC 3986, 2.1). */
static void
uri_put(GString *out, const char *uri)
{
	g_string_append(out, "/A<</S/URI/URI(");
	for (; *uri; uri++) {
		if (*uri <= ' ' || *uri > '~' || strchr("()\\<>\"^`{|}", *uri))
			g_string_append_printf(out, "%%%02X", (unsigned char)*uri);
		else
			g_string_append_c(out, *uri);
	}
	g_string_append(out, ")>>");
}

bool
annots_write(struct finish *finish)
{
	const GArray *annots = finish->tags->annots;

	for (guint i = 0; i < annots->len; i++) {
		const struct annot *annot = &g_array_index(annots, struct annot, i);
		const struct hot *hot = &annot->hot;
		double height = pages_page(finish->pages, hot->page)->height;
		const double rect[] = { hot->x1, height - hot->y2, hot->x2, height - hot->y1 };
		GString *out = writer_begin(finish->writer, annot->number);

		g_string_append(out, "<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[");
		for (int j = 0; j < 4; j++) {
			if (j)
				g_string_append_c(out, ' ');
			number_put(out, rect[j]);
		}
		g_string_append_printf(out, "]/P %d 0 R/StructParent %u/Contents",
			finish->page_numbers[hot->page], finish->pages->pages->len + i);
		text_string_put(out, annot->contents);
		if (hot->uri)
			uri_put(out, hot->uri);
		else if (annot->to)
			elem_destination_put(finish, out, annot->to);
		else
			destination_put(finish, out, hot->target);
		g_string_append(out, ">>");
		writer_end(finish->writer);
	}
	return true;
}
