#include "record/private.h"
void explain(const struct record *record, const struct schema *schema, struct diags *diags){(void)record;(void)schema;(void)diags;}
