/* revisit extract: the files that a PDF carries, onto the disk. */
#include <stdio.h>
#include <string.h>

#include <glib.h>

#include "base/worker.h"
#include "cmd.h"
#include "options.h"
#include "unpack.h"

struct job {
	const char *file, *folder;
};

static int
job_run(void *data)
{
	const struct job *job = data;
	struct diags *diags = diags_create();
	struct document *document = document_read(job->file, diags);
	int status;

	if (document && document_carried(document)->len == 0)
		diag(diags, DIAG_CARRIED, (struct place){ .file = job->file }, "it carries no files");
	else if (document && unpack_files(document, job->file, job->folder, diags))
		printf("%s: %u files\n", job->folder, document_carried(document)->len);
	document_destroy(document);
	diags_print(diags, stderr);
	status = diags_status(diags);
	diags_destroy(diags);
	return status;
}

int
cmd_extract(int argc, char **argv)
{
	const struct worker_limits limits = { .seconds = 30, .memory = (size_t)1 << 30 };
	const char *out = NULL;
	const struct option_row rows[] = { { "-o", OPTION_TEXT, &out }, { NULL, OPTION_FLAG, NULL } };
	int first = options_read("extract", argc, argv, rows), status;
	struct diags *diags;
	struct job job;
	char *base, *folder;

	if (first < 0)
		return 2;
	if (argc - first != 1)
		return usage_error("extract", "name one PDF");
	base = g_path_get_basename(argv[first]);
	folder = g_str_has_suffix(base, ".pdf") ? g_strndup(base, strlen(base) - 4)
		: g_strconcat(base, ".files", NULL);
	job = (struct job){ argv[first], out ? out : folder };
	diags = diags_create();
	status = worker_run(&limits, job_run, &job, argv[first], NULL, diags);
	diags_print(diags, stderr);
	diags_destroy(diags);
	g_free(folder);
	g_free(base);
	return status;
}
