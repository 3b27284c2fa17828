/* The record schema: compiled by libxml2 for the verdict, read by ourselves for the explanation. */
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

struct schema *
schema_load(const char *rng_path, struct diags *diags)
{
	xmlDocPtr doc = xml_load(rng_path, "record schema", diags);
	struct schema *schema;

	if (!doc)
		return NULL;
	schema = g_new0(struct schema, 1);
	schema->path = g_strdup(rng_path);
	schema->grammar = grammar_read(rng_path, doc, diags);
	if (schema->grammar)
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
	grammar_destroy(schema->grammar);
	g_free(schema->path);
	g_free(schema);
}
