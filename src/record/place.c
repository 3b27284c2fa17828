/* Where the elements of a record stand: lines, paths, and what a finding points at. */
#include <string.h>

#include "record/private.h"

static const xmlNode *
element_of(const xmlNode *node)
{
	while (node && node->type != XML_ELEMENT_NODE)
		node = node->parent;
	return node;
}

const struct spot *
record_spot(const struct _xmlNode *element)
{
	return element && element->type == XML_ELEMENT_NODE ? element->_private : NULL;
}

int
record_line(const struct _xmlNode *node)
{
	const xmlNode *element = element_of(node);

	if (!element)
		return 0;
	return element->_private ? (int)record_spot(element)->line : (int)element->line;
}

/* Place among siblings of the same name, from 1; 0 when it is the only one. */
static int
ordinal(const xmlNode *element)
{
	int before = 0;
	bool others = false;

	for (const xmlNode *at = element->prev; at; at = at->prev)
		before += at->type == XML_ELEMENT_NODE && xmlStrEqual(at->name, element->name);
	for (const xmlNode *at = element->next; at && !others; at = at->next)
		others = at->type == XML_ELEMENT_NODE && xmlStrEqual(at->name, element->name);
	return before || others ? before + 1 : 0;
}

char *
record_element_path(const struct _xmlNode *node)
{
	GString *path = g_string_new(NULL);
	int at;

	for (const xmlNode *e = element_of(node); e && e->type == XML_ELEMENT_NODE; e = e->parent) {
		char *step = (at = ordinal(e)) ? g_strdup_printf("/%s[%d]", e->name, at)
			: g_strdup_printf("/%s", e->name);

		g_string_prepend(path, step);
		g_free(step);
	}
	return g_string_free(path, FALSE);
}

/* Offset of the value of the attribute in the start tag at `tag`, and its width in bytes; the scan has
 * made sure of the tag's form. False when the attribute is not there. */
bool
tag_find(const char *tag, const char *attribute, bool value, size_t *offset, size_t *width)
{
	const char *at = tag + strcspn(tag, " \t\r\n/>");
	size_t wanted = strlen(attribute);

	for (;;) {
		const char *name = at + strspn(at, " \t\r\n"), *quoted, *close;
		size_t length = strcspn(name, " \t\r\n=/>");

		if (!length)
			return false;
		quoted = name + length + strspn(name + length, " \t\r\n=");
		close = strchr(quoted + 1, *quoted);
		if (length == wanted && memcmp(name, attribute, wanted) == 0) {
			*offset = (size_t)((value ? quoted + 1 : name) - tag);
			*width = value ? (size_t)(close - quoted - 1) : length;
			return true;
		}
		at = close + 1;
	}
}

size_t
tag_end(const char *text, size_t at)
{
	while (text[at] != '>') {
		if (text[at] == '"' || text[at] == '\'')
			at = (size_t)(strchr(text + at + 1, text[at]) - text);
		at++;
	}
	return at + 1;
}

/* Offset in the text and width of what a finding on an element points at. */
static size_t
point_at(const struct record *record, const xmlNode *element, const char *attribute, size_t *width)
{
	const struct spot *spot = record_spot(element);
	size_t offset = 1;

	*width = strlen((const char *)element->name);
	if (attribute)
		tag_find(record->source->text + spot->offset, attribute, true, &offset, width);
	return spot->offset + offset;
}

struct place
record_place(const struct record *record, const struct _xmlNode *element, const char *attribute,
	char **path)
{
	size_t width, offset = point_at(record, element, attribute, &width);

	*path = record_element_path(element);
	return (struct place){ record->source->path, source_line(record->source, offset),
		source_column(record->source, offset), *path };
}

void
record_show(const struct record *record, const struct _xmlNode *element, const char *attribute,
	struct diags *diags)
{
	size_t width, offset = point_at(record, element, attribute, &width);

	source_show(record->source, diags, offset, width);
}
