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

void
fold_text(struct reader *reader, const char *text, struct node *parent, const xmlNode *element)
{
	struct fold *fold = &reader->fold;
	struct node *node = parent->last;
	char *out = arena_alloc(reader->arena, strlen(text) + 1), *to = out;

	for (const char *p = text; *p; p++) {
		if (!is_space(*p))
			*to++ = *p;
		else if (!fold->after_space)
			*to++ = ' ';
		fold->after_space = is_space(*p);
	}
	if (to == out)
		return;
	*to = '\0';
	if (node && node->kind == NODE_TEXT) {
		node->as.text.text = arena_printf(reader->arena, "%s%s", node->as.text.text, out);
	} else {
		node = reader_node(reader, NODE_TEXT, parent, element);
		node->as.text.text = out;
	}
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
