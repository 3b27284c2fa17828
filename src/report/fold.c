/* White space in report text: runs of it become one space, none stands at a line's ends. */
#include "report/reader.h"

#include <string.h>

void
fold_begin(struct reader *reader)
{
	reader->fold = (struct fold){ .after_space = true };
}

/* Only XML's own white space folds: a no-break space is text. */
static bool
is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* From byte `at` of the text on, its words come from the origin that is open. */
static void
stretch_add(struct reader *reader, int at)
{
	guint open = reader->within->len, count = reader->stretches->len;
	const struct stretch stretch = { at,
		open ? g_array_index(reader->within, const struct origin *, open - 1) : NULL };
	struct stretch *last = count ? &g_array_index(reader->stretches, struct stretch, count - 1) : NULL;

	if (last && last->from == at)
		last->origin = stretch.origin;
	else if ((last ? last->origin : NULL) != stretch.origin)
		g_array_append_val(reader->stretches, stretch);
}

/* Bytes of the mark at `text`, which opens or closes an origin. */
static size_t
mark_read(struct reader *reader, const char *text)
{
	int number;
	size_t bytes = origin_mark_at(text, &number);

	if (bytes && number >= 0) {
		const struct origin *origin = &reader->all_origins[number];

		g_array_append_val(reader->within, origin);
	} else if (bytes && reader->within->len) {
		g_array_set_size(reader->within, reader->within->len - 1);
	}
	return bytes;
}

static void
stretches_begin(struct reader *reader, const struct node *node, int base)
{
	if (!reader->origins)
		return;
	g_array_set_size(reader->stretches, 0);
	if (node && node->as.text.stretch_count)
		g_array_append_vals(reader->stretches, node->as.text.stretches,
			(guint)node->as.text.stretch_count);
	stretch_add(reader, base);
}

static void
stretches_end(struct reader *reader, struct node *node)
{
	struct stretch *copy;
	guint count = reader->origins ? reader->stretches->len : 0;

	if (!count)
		return;
	copy = arena_new_array(reader->arena, struct stretch, count);
	memcpy(copy, reader->stretches->data, count * sizeof *copy);
	node->as.text.stretches = copy;
	node->as.text.stretch_count = (int)count;
}

void
fold_text(struct reader *reader, const char *text, struct node *parent, const xmlNode *element)
{
	struct fold *fold = &reader->fold;
	struct node *node = parent->last && parent->last->kind == NODE_TEXT ? parent->last : NULL;
	char *out = arena_alloc(reader->arena, strlen(text) + 1), *to = out;
	int base = node ? (int)strlen(node->as.text.text) : 0;

	stretches_begin(reader, node, base);
	for (const char *p = text; *p; p++) {
		size_t mark = reader->origins ? mark_read(reader, p) : 0;

		if (mark) {
			p += mark - 1;
			stretch_add(reader, base + (int)(to - out));
			continue;
		}
		if (!is_space(*p))
			*to++ = *p;
		else if (!fold->after_space)
			*to++ = ' ';
		fold->after_space = is_space(*p);
	}
	if (to == out)
		return;
	*to = '\0';
	if (node) {
		node->as.text.text = arena_printf(reader->arena, "%s%s", node->as.text.text, out);
	} else {
		node = reader_node(reader, NODE_TEXT, parent, element);
		node->as.text.text = out;
	}
	stretches_end(reader, node);
	fold->last = node;
}

void
fold_mark(struct reader *reader)
{
	reader->fold = (struct fold){ .after_space = false };
}

static void
trim(struct reader *reader)
{
	struct node *last = reader->fold.last;
	size_t length;

	if (!last || !reader->fold.after_space)
		return;
	length = strlen(last->as.text.text);
	if (length && last->as.text.text[length - 1] == ' ')
		last->as.text.text = arena_strndup(reader->arena, last->as.text.text, length - 1);
}

void
fold_break(struct reader *reader)
{
	trim(reader);
	fold_begin(reader);
}

/* Text that is nothing, and spans around nothing, go. Notes are blocks of their own. */
static void
prune(struct node *parent)
{
	struct node **at = &parent->first, *node;

	parent->last = NULL;
	while ((node = *at)) {
		if (node->kind == NODE_SPAN || node->kind == NODE_LINK)
			prune(node);
		if ((node->kind == NODE_TEXT && !*node->as.text.text) ||
			(node->kind == NODE_SPAN && !node->first && !node->id)) {
			*at = node->next;
			continue;
		}
		parent->last = node;
		at = &node->next;
	}
}

void
fold_end(struct reader *reader, struct node *block)
{
	trim(reader);
	prune(block);
}
