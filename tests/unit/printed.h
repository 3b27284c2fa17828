/* For tests: a set of findings, and what a user would see of it. */
#ifndef REVISIT_TESTS_PRINTED_H
#define REVISIT_TESTS_PRINTED_H

#include <stdio.h>

#include "base/diag.h"

/* As diags_print writes them. Yours, free. */
static inline char *
diags_text(const struct diags *diags)
{
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);

	diags_print(diags, out);
	fclose(out);
	return text;
}

/* A set of findings as a test's state. */
static inline int
diags_setup(void **state)
{
	*state = diags_create();
	return 0;
}

static inline int
diags_teardown(void **state)
{
	diags_destroy(*state);
	return 0;
}

#endif
