/* The reader of report XML: the place of an element, what is refused, and nodes as they come. */
#include "report/reader.h"

#include <stdarg.h>
#include <stdlib.h>

#include "base/xml.h"

enum { REFUSALS = 20 };

int
reader_line(const struct reader *reader, const xmlNode *element)
{
	for (; element && element->type == XML_ELEMENT_NODE; element = element->parent) {
		char *stated = (char *)xmlGetNoNsProp(element, (const xmlChar *)"line");
		long line = stated ? strtol(stated, NULL, 10) :
			reader->own_lines ? xmlGetLineNo(element) : 0;

		xmlFree(stated);
		if (line > 0 && line <= G_MAXINT)
			return (int)line;
	}
	return 0;
}

void
reader_refuse(struct reader *reader, const xmlNode *at, const char *format, ...)
{
	struct place place = { .file = reader->file, .line = reader_line(reader, at) };
	va_list args;
	char *message;

	reader->failed = true;
	if (diags_count(reader->diags, DIAG_FAILURE) >= REFUSALS)
		return;
	va_start(args, format);
	message = g_strdup_vprintf(format, args);
	va_end(args);
	diag(reader->diags, DIAG_REPORT_INVALID, place, "%s", message);
	g_free(message);
}

void
reader_empty(struct reader *reader, const xmlNode *element, bool text)
{
	for (const xmlNode *at = element->children; at; at = at->next)
		if (at->type == XML_ELEMENT_NODE || (!text && !xml_is_blank(at))) {
			reader_refuse(reader, element, "%s holds something, which it cannot", element->name);
			return;
		}
}

struct node *
reader_node(struct reader *reader, enum node_kind kind, struct node *parent, const xmlNode *element)
{
	struct node *node = arena_new(reader->arena, struct node);

	node->kind = kind;
	node->file = parent && parent->file ? parent->file : reader->file;
	node->line = kind == NODE_TEXT && parent ? parent->line : reader_line(reader, element);
	if (parent)
		node_append(parent, node);
	return node;
}
