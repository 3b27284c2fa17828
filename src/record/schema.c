/* The record schema: compiled by libxml2 for the verdict. Most records fit, and for them the program
 * should start fast; so our own reading of it, for explanations, waits until it is needed. */
#include <libxml/xmlerror.h>
#include <string.h>

#include "base/xml.h"
#include "record/private.h"

struct complaint {
	char *message;
	int line;
};

static void
on_error(void *data, xmlErrorPtr error)
{
	struct complaint *complaint = data;

	if (complaint->message)
		return;
	complaint->message = g_strchomp(g_strdup(error->message ? error->message : "unknown error"));
	complaint->line = error->line;
}

static xmlRelaxNGPtr
compile(const char *path, xmlDocPtr doc, struct diags *diags)
{
	struct complaint complaint = { NULL, 0 };
	xmlRelaxNGParserCtxtPtr ctxt = xmlRelaxNGNewDocParserCtxt(doc);
	xmlRelaxNGPtr compiled = NULL;

	if (ctxt) {
		xmlRelaxNGSetParserStructuredErrors(ctxt, on_error, &complaint);
		compiled = xmlRelaxNGParse(ctxt);
		xmlRelaxNGFreeParserCtxt(ctxt);
	}
	if (!compiled)
		diag(diags, DIAG_RESOURCE_BROKEN, (struct place){ path, complaint.line, 0, NULL },
			"the record schema cannot be used: %s",
			complaint.message ? complaint.message : "unknown error");
	g_free(complaint.message);
	return compiled;
}

/* Annotations, comments and white space say nothing to the compiler, which copies what it is given. */
static void
strip(xmlNodePtr parent)
{
	xmlNodePtr next;

	for (xmlNodePtr node = parent->children; node; node = next) {
		bool ours = node->type == XML_ELEMENT_NODE && node->ns && parent->ns &&
			xmlStrEqual(node->ns->href, parent->ns->href);

		next = node->next;
		if (ours) {
			strip(node);
		} else if (node->type != XML_TEXT_NODE || xmlIsBlankNode(node)) {
			xmlUnlinkNode(node);
			xmlFreeNode(node);
		}
	}
}

struct schema *
schema_load(const char *rng_path, struct diags *diags)
{
	xmlDocPtr doc = xml_load(rng_path, "record schema", diags);
	struct schema *schema;

	if (!doc)
		return NULL;
	schema = g_new0(struct schema, 1);
	schema->path = g_strdup(rng_path);
	strip(xmlDocGetRootElement(doc));
	schema->compiled = compile(rng_path, doc, diags);
	xmlFreeDoc(doc);
	if (schema->compiled)
		return schema;
	schema_destroy(schema);
	return NULL;
}

void
schema_destroy(struct schema *schema)
{
	if (!schema)
		return;
	xmlRelaxNGFree(schema->compiled);
	g_free(schema->path);
	g_free(schema);
}
