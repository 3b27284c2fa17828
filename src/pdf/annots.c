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

/* What the link says; an address or a note's words say more than that. */
static char *
contents_make(const struct hot *hot)
{
	char *text = node_text(hot->source), *all, *cut;

	if (hot->source->kind == NODE_NOTE) {
		g_free(text);
		text = g_strdup("");
		for (const struct node *at = hot->source->first; at; at = at->next) {
			char *part = node_text(at);

			all = g_strconcat(text, *text && *part ? " " : "", part, NULL);
			g_free(text);
			g_free(part);
			text = all;
		}
	}
	if (hot->uri && strcmp(text, hot->uri) != 0)
		all = g_strconcat(text, *text ? ": " : "", hot->uri, NULL);
	else if (hot->source->kind == NODE_NOTE)
		all = g_strconcat(hot->source->as.note.label, ": ", text, NULL);
	else
		all = !*text && hot->target ? target_text(hot->target) : g_strdup(text); /* a page's number */
	cut = g_utf8_strlen(all, -1) > CONTENTS_MOST ? g_utf8_substring(all, 0, CONTENTS_MOST)
		: g_strdup(all);
	g_free(all);
	g_free(text);
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

	annot.contents = to ? back_contents_make(finish, hot->source) : contents_make(hot);
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
