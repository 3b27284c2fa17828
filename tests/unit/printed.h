/* For tests: what a user would see of a set of findings. */
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

#endif
