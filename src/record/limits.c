/* The limits of records by name, as the command line sets them. */
#include <glib.h>
#include <math.h>
#include <stddef.h>
#include <string.h>

#include "record/record.h"

/* libxml2 takes 2^31 bytes at once and ten million in one run of text; what is deeper than 2,000 would
 * exhaust the stack of whoever walks it. */
static const struct row {
	const char *name;
	size_t offset;
	bool wide; /* a size_t, not an int */
	double most;
} rows[] = {
	{ "attributes", offsetof(struct record_limits, attributes), false, 1e6 },
	{ "bytes", offsetof(struct record_limits, bytes), true, 2e9 },
	{ "depth", offsetof(struct record_limits, depth), false, 2000 },
	{ "marks", offsetof(struct record_limits, marks), false, 1e6 },
	{ "names", offsetof(struct record_limits, names), false, 1e6 },
	{ "nodes", offsetof(struct record_limits, nodes), true, 1e9 },
	{ "run", offsetof(struct record_limits, run_bytes), true, 9999999 },
	{ "tag", offsetof(struct record_limits, tag_bytes), true, 9999999 },
};

bool
record_limit_set(struct record_limits *limits, const char *name, double most)
{
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		char *into = (char *)limits + rows[i].offset;

		if (strcmp(rows[i].name, name) != 0)
			continue;
		if (!(most >= 1 && most <= rows[i].most && floor(most) == most))
			return false;
		if (rows[i].wide)
			*(size_t *)(void *)into = (size_t)most;
		else
			*(int *)(void *)into = (int)most;
		return true;
	}
	return false;
}
