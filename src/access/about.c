/* Which document a page is about: it says so, by the SHA-256 of the whole PDF. */
#include "access/gather.h"

#include <string.h>

#include "base/file.h"

enum { MOST_HEAD = 1024, MOST_PDF = 1 << 30 };

static const char before[] = "<meta name=\"revisit-document\" content=\"";

void
about_put(GString *out, const struct access *access)
{
	g_string_append_printf(out, "%s%s\"/>\n", before, access->sha256);
}

/* Of a page of ours: others say nothing of the kind. */
static bool
about_read(const char *page, char sha256[HASH_TEXT])
{
	char head[MOST_HEAD + 1];
	const char *found;

	head[file_head(page, head, MOST_HEAD)] = '\0';
	found = strstr(head, before);
	if (!found || strlen(found += strlen(before)) < HASH_TEXT)
		return false;
	g_strlcpy(sha256, found, HASH_TEXT);
	return found[HASH_TEXT - 1] == '"';
}

bool
access_is_old(const char *page, const char *pdf)
{
	struct diags *own;
	char said[HASH_TEXT], is[HASH_TEXT], *bytes;
	size_t size;

	if (!about_read(page, said)) /* mostly there is none */
		return false;
	own = diags_create();
	bytes = file_read(pdf, "PDF", MOST_PDF, &size, own);
	diags_destroy(own);
	if (!bytes)
		return false;
	hash_of(bytes, size, is);
	g_free(bytes);
	return strcmp(said, is) != 0;
}
