/* revisit extract: the files that a PDF carries, onto the disk. */
#include <stdio.h>
#include <string.h>

#include <glib.h>

#include "cmd.h"
#include "options.h"
#include "unpack.h"

enum { MOST_TEXT = 1000 };

struct job {
	const char *file, *folder;
};

static void
files_write(const struct document *document, void *data, struct diags *diags)
{
	const struct job *job = data;
	guint all = document_carried(document)->len, out;
	struct manifest *manifest;
	char *clean;

	if (all == 0) {
		diag(diags, DIAG_CARRIED, (struct place){ .file = job->file }, "it carries no files");
		return;
	}
	out = unpack_out(document, job->file, job->folder, diags);
	clean = diag_clean(job->folder, MOST_TEXT);
	if (out)
		printf(out < all ? "%s: %u of %u files\n" : "%s: %u files\n", clean, out, all);
	g_free(clean);
	/* what others carry has none */
	if (document_find(document, MANIFEST_NAME) && (manifest = unpack_manifest(document, job->file, diags))) {
		unpack_doubt(document, manifest, job->file, diags);
		manifest_destroy(manifest);
	}
}

int
cmd_extract(int argc, char **argv)
{
	const char *out = NULL;
	const struct option_row rows[] = { { "-o", OPTION_TEXT, &out }, { NULL, OPTION_FLAG, NULL } };
	int first = options_read("extract", argc, argv, rows), status;
	struct job job;
	char *base, *folder;

	if (first < 0)
		return 2;
	if (argc - first != 1)
		return usage_error("extract", "name one PDF");
	base = g_path_get_basename(argv[first]);
	folder = g_str_has_suffix(base, ".pdf") && strlen(base) > 4 ? g_strndup(base, strlen(base) - 4)
		: g_strconcat(base, ".files", NULL);
	job = (struct job){ argv[first], out ? out : folder };
	status = unpack_in_worker(argv[first], files_write, &job);
	g_free(folder);
	g_free(base);
	return status;
}
