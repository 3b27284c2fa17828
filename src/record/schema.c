/* The record schema: its grammar, and the walk that gives the verdict. */
#include "base/xml.h"
#include "record/private.h"

struct schema *
schema_load(const char *rng_path, struct diags *diags)
{
	struct grammar *grammar = grammar_load(rng_path, diags);
	struct schema *schema;

	if (!grammar)
		return NULL;
	schema = g_new0(struct schema, 1);
	schema->grammar = grammar;
	schema->fit = fit_create(grammar);
	return schema;
}

void
schema_destroy(struct schema *schema)
{
	if (!schema)
		return;
	fit_destroy(schema->fit);
	grammar_destroy(schema->grammar);
	g_free(schema);
}
