/* XML files of the program's own kind. */
#include "base/xml.h"

#include <libxml/catalog.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <string.h>

#include "base/file.h"

enum { MOST_BYTES = 32 << 20 };

static xmlParserInputPtr
deny(const char *url, const char *id, xmlParserCtxtPtr ctxt)
{
	(void)url;
	(void)id;
	(void)ctxt;
	return NULL;
}

static void
silent(void *data, const char *message, ...)
{
	(void)data;
	(void)message;
}

static void
silent_structured(void *data, xmlErrorPtr error)
{
	(void)data;
	(void)error;
}

/* libxml2 tells some failed allocations as malformed XML, so memory that runs out ends the process
 * here as it does in GLib. */
static void *
memory(size_t bytes)
{
	return g_malloc(bytes ? bytes : 1);
}

static void *
memory_again(void *block, size_t bytes)
{
	return g_realloc(block, bytes ? bytes : 1);
}

void
xml_init(void)
{
	xmlMemSetup(g_free, memory, memory_again, g_strdup);
	xmlInitParser();
	xmlCatalogSetDefaults(XML_CATA_ALLOW_NONE);
	xmlSetExternalEntityLoader(deny);
	xmlSetGenericErrorFunc(NULL, silent);
	xmlSetStructuredErrorFunc(NULL, silent_structured);
}

struct _xmlDoc *
xml_load(const char *path, const char *what, struct diags *diags)
{
	size_t size;
	char *bytes = file_read(path, what, MOST_BYTES, &size, diags);
	xmlParserCtxtPtr ctxt;
	xmlDocPtr doc;

	if (!bytes)
		return NULL;
	ctxt = xmlNewParserCtxt();
	if (!ctxt)
		g_error("out of memory");
	doc = xmlCtxtReadMemory(ctxt, bytes, (int)size, path, NULL,
		XML_PARSE_NONET | XML_PARSE_BIG_LINES | XML_PARSE_NOCDATA);
	if (!doc) {
		const xmlError *error = &ctxt->lastError;
		char *message = g_strchomp(g_strdup(error->message ? error->message : "empty"));

		if (strncmp(message, "Excessive depth", 15) == 0) {
			g_free(message);
			message = g_strdup("elements stand more than 256 deep in each other");
		}
		diag(diags, DIAG_RESOURCE_BROKEN, (struct place){ path, error->line, 0, NULL },
			"the %s is not well-formed XML: %s", what, message);
		g_free(message);
	}
	xmlFreeParserCtxt(ctxt);
	g_free(bytes);
	return doc;
}

char *
xml_attribute(const struct _xmlNode *element, const char *name)
{
	xmlChar *value = xmlGetNoNsProp((xmlNode *)element, (const xmlChar *)name);
	char *copy = value ? g_strdup((const char *)value) : NULL;

	xmlFree(value);
	return copy;
}

void
xml_fold(char *text)
{
	char *to = text;

	for (const char *at = text; *at; at++)
		if (!strchr(" \t\r\n", *at))
			*to++ = *at;
		else if (to > text && to[-1] != ' ')
			*to++ = ' ';
	if (to > text && to[-1] == ' ')
		to--;
	*to = '\0';
}

bool
xml_is_blank(const xmlNode *node)
{
	if (node->type == XML_COMMENT_NODE || node->type == XML_PI_NODE)
		return true;
	return (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) &&
		xmlIsBlankNode(node);
}
