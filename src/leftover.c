/* Pictures of pages that are no more: ours go, others are told. */
#include "leftover.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "output.h"
#include "paint/paint.h"

enum { MOST_MISSING = 100 };

bool
leftover_take(struct leftovers *leftovers, const char *path)
{
	struct stat st;
	bool gone;

	if (g_lstat(path, &st) != 0)
		return false;
	gone = paint_is_ours(path) && g_unlink(path) == 0;
	if (!(gone ? leftovers->gone_count++ : leftovers->left_count++))
		*(gone ? &leftovers->gone : &leftovers->left) = g_strdup(path);
	return true;
}

static char *
more_of(int count)
{
	return count > 1 ? g_strdup_printf(", and %d more,", count - 1) : g_strdup("");
}

void
leftovers_tell(struct leftovers *leftovers, struct diags *diags)
{
	char *more;

	if (leftovers->gone) {
		more = more_of(leftovers->gone_count);
		diag(diags, DIAG_PAGES_GONE, (struct place){ .file = leftovers->gone },
			"this%s was left from before, and is none of the new ones: taken away", more);
		g_free(more);
	}
	if (leftovers->left) {
		more = more_of(leftovers->left_count);
		diag(diags, DIAG_PAGES_LEFT, (struct place){ .file = leftovers->left },
			"this%s stands where a further page would, and is none: it stays, for nothing tells that it "
			"was made here", more);
		diag_hint(diags, "see that it is not published with the others");
		g_free(more);
	}
	g_free(leftovers->gone);
	g_free(leftovers->left);
}

void
leftover_pages(const char *pattern, unsigned count, struct diags *diags)
{
	struct leftovers leftovers = { 0 };

	for (int missing = 0; strstr(pattern, "%d") && missing < MOST_MISSING; count++) {
		char *path = page_name(pattern, count);

		missing = leftover_take(&leftovers, path) ? 0 : missing + 1;
		g_free(path);
	}
	leftovers_tell(&leftovers, diags);
}
