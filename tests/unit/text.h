/* For tests: what stands in a text. */
#ifndef REVISIT_TESTS_TEXT_H
#define REVISIT_TESTS_TEXT_H

#include <string.h>

static inline int
occurrences(const char *text, const char *part)
{
	int count = 0;

	for (const char *at = text; (at = strstr(at, part)); at++)
		count++;
	return count;
}

#endif
