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

bool
about_find(const char *pdf, char sha256[HASH_TEXT], struct diags *diags)
{
	size_t size;
	char *bytes = file_read(pdf, "PDF", MOST_PDF, &size, diags);

	if (bytes)
		hash_of(bytes, size, sha256);
	g_free(bytes);
	return bytes != NULL;
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
	struct diags *own = diags_create();
	char said[HASH_TEXT], is[HASH_TEXT];
	bool old = about_read(page, said) && about_find(pdf, is, own) && strcmp(said, is) != 0;

	diags_destroy(own);
	return old;
}
