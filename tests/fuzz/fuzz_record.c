/* Fuzzing: bytes as a record, as far as its findings. */
#include "fuzz.h"

#include <stdlib.h>

#include "base/xml.h"
#include "record/record.h"
#include "rule/rule.h"

static struct schema *schema;
static struct bands *bands;

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	struct diags *diags = diags_create();

	(void)argc;
	(void)argv;
	xml_init();
	schema = schema_load("templates/record.rng", diags);
	bands = bands_load("templates/common/bands.xml", diags);
	if (!schema || !bands)
		abort();
	diags_destroy(diags);
	return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct record_limits limits = RECORD_LIMITS_DEFAULT;
	const struct rule_options options = { .schema = schema };
	struct diags *diags = diags_create();
	struct record *record = record_load(fuzz_file(data, size), schema, &limits, diags);

	if (!record && !diags_count(diags, DIAG_ERROR))
		abort(); /* refused without a word */
	if (record && record_check(record, diags))
		rules_run(record, bands, &options, diags);
	record_destroy(record);
	fuzz_diags(diags);
	return 0;
}
