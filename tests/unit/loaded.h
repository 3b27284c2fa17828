/* For tests: what records are read and checked by, as it stands in the source tree. */
#ifndef REVISIT_TESTS_LOADED_H
#define REVISIT_TESTS_LOADED_H

#include "base/xml.h"
#include "record/record.h"
#include "report/bands.h"

/* Yours. */
static inline struct schema *
schema_loaded(void)
{
	struct diags *diags = diags_create();
	struct schema *schema;

	xml_init();
	schema = schema_load("templates/record.rng", diags);
	diags_print(diags, stderr);
	assert_non_null(schema);
	diags_destroy(diags);
	return schema;
}

/* Yours. */
static inline struct bands *
bands_loaded(void)
{
	struct diags *diags = diags_create();
	struct bands *bands;

	xml_init();
	bands = bands_load("templates/common/bands.xml", diags);
	diags_print(diags, stderr);
	assert_non_null(bands);
	diags_destroy(diags);
	return bands;
}

#endif
