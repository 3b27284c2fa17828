/* A style that is from another: what it names takes the place of what the other says, attribute by
 * attribute, before anything is read. So a look that others are from changes them as well. */
#include <string.h>

#include "base/arena.h"
#include "base/xml.h"
#include "style/reader.h"

enum { DEEPEST = 4 };

/* Each element knows the file that it came from. */
static void
mark(xmlNodePtr element, const char *path)
{
	element->_private = (void *)path;
	for (xmlNodePtr child = element->children; child; child = child->next)
		if (child->type == XML_ELEMENT_NODE)
			mark(child, path);
}

static void
append(xmlNodePtr parent, const xmlNode *element)
{
	xmlNodePtr copy = xmlDocCopyNode((xmlNodePtr)element, parent->doc, 1);

	g_assert(copy); /* no memory ends the program before */
	mark(copy, element->_private);
	xmlAddChild(parent, copy);
}

/* The child of the same element name, and of the same name where it has one; or NULL. */
static xmlNodePtr
counterpart(const xmlNode *parent, const xmlNode *element)
{
	xmlChar *name = xmlGetProp((xmlNodePtr)element, (const xmlChar *)"name"), *other;
	xmlNodePtr found = NULL;

	for (xmlNodePtr at = parent->children; at && !found; at = at->next) {
		if (at->type != XML_ELEMENT_NODE || !xmlStrEqual(at->name, element->name))
			continue;
		other = xmlGetProp(at, (const xmlChar *)"name");
		if (xmlStrEqual(name, other))
			found = at;
		xmlFree(other);
	}
	xmlFree(name);
	return found;
}

/* A family is its files, so it is replaced whole. */
static void
overlay(xmlNodePtr under, const xmlNode *over)
{
	xmlNodePtr same;

	if (xmlStrEqual(over->name, (const xmlChar *)"family"))
		while (under->children) {
			same = under->children;
			xmlUnlinkNode(same);
			xmlFreeNode(same);
		}
	for (xmlAttrPtr attribute = over->properties; attribute; attribute = attribute->next) {
		xmlChar *value = xmlNodeGetContent((xmlNodePtr)attribute);

		xmlSetProp(under, attribute->name, value);
		xmlFree(value);
	}
	under->line = over->line;
	under->_private = over->_private;
	for (const xmlNode *child = over->children; child; child = child->next) {
		if (child->type != XML_ELEMENT_NODE)
			continue;
		if ((same = counterpart(under, child)))
			overlay(same, child);
		else
			append(under, child);
	}
}

/* Beside the style's own folder. NULL when it cannot be such a name. */
static char *
path_of(const char *path, const char *name)
{
	char *folder = g_path_get_dirname(path), *all = g_path_get_dirname(folder), *other = NULL;

	if (*name && *name != '.' && !strpbrk(name, "/\\"))
		other = g_build_filename(all, name, "style.xml", NULL);
	g_free(all);
	g_free(folder);
	return other;
}

static xmlDocPtr
load(struct reader *reader, const char *path, int depth)
{
	struct style *style = reader->style;
	xmlDocPtr doc = xml_load(path, "style", reader->diags), base = NULL;
	xmlNodePtr root = doc ? xmlDocGetRootElement(doc) : NULL;
	char *from = root ? xml_attribute(root, "from") : NULL, *other;

	if (!root) {
		reader->failed++;
		xmlFreeDoc(doc);
		return NULL;
	}
	path = arena_strdup(style->arena, path);
	g_ptr_array_add(style->files, (char *)path);
	mark(root, path);
	if (!from)
		return doc;
	if ((other = depth < DEEPEST ? path_of(path, from) : NULL))
		base = load(reader, other, depth + 1);
	else
		reader_fail(reader, root, "from=\"%s\" should be the name of another style", from);
	if (base)
		overlay(xmlDocGetRootElement(base), root);
	xmlFreeDoc(doc);
	g_free(other);
	g_free(from);
	return base;
}

xmlDocPtr
inherit_load(struct reader *reader, const char *path)
{
	return load(reader, path, 0);
}
