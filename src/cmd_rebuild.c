/* revisit rebuild: a published PDF once more, by today's program, templates and style. */
#include <stdio.h>
#include <string.h>

#include <glib.h>

#include "base/file.h"
#include "base/worker.h"
#include "cmd.h"
#include "options.h"
#include "unpack.h"
#include "versus.h"

struct job {
	const char *file, *folder, *output, *style, *pictures;
	const struct record_limits *limits;
};

/* What the new one was made of that the old one was not. */
static void
changes_print(const struct manifest *old, const struct manifest *new)
{
	if (strcmp(old->version, new->version) != 0 || strcmp(old->commit, new->commit) != 0)
		printf("  program: revisit %s (%s), was %s (%s)\n", new->version, new->commit, old->version,
			old->commit);
	for (int i = 0; i < new->file_count; i++) {
		const char *was = NULL;

		for (int j = 0; j < old->file_count && !was; j++)
			if (strcmp(old->files[j].name, new->files[i].name) == 0)
				was = old->files[j].sha256;
		if (!was)
			printf("  new: %s\n", new->files[i].name);
		else if (strcmp(was, new->files[i].sha256) != 0)
			printf("  changed: %s\n", new->files[i].name);
	}
}

static void
new_tell(const struct job *job, const struct document *old, const struct manifest *was,
	struct diags *diags)
{
	struct document *new = document_read(job->output, diags);
	struct manifest *is = new ? unpack_manifest(new, job->output, diags) : NULL;
	char *base = g_path_get_basename(job->output);
	const struct look_job look = { job->file, job->output, job->folder, job->pictures, base };
	struct versus *versus;

	if (is) {
		printf("%s: %d pages, was %d\n", job->output, is->pages, was->pages);
		changes_print(was, is);
		versus = versus_make(old, new);
		versus_look(versus, &look, diags);
		versus_print(versus, "  ");
		versus_destroy(versus);
	}
	g_free(base);
	manifest_destroy(is);
	document_destroy(new);
}

static int
job_run(void *data)
{
	const struct job *job = data;
	struct diags *diags = diags_create();
	struct document *old = document_read(job->file, diags);
	struct manifest *was = old ? unpack_manifest(old, job->file, diags) : NULL;
	char *inside = unpack_inside(job->folder);

	if (was && unpack_files(old, job->file, inside, true, diags) &&
		unpack_build(was, inside, false, job->style, job->limits, job->output, diags))
		new_tell(job, old, was, diags);
	g_free(inside);
	manifest_destroy(was);
	document_destroy(old);
	return diags_end(diags);
}

/* What was published stays: it is compared with, and may be all that there is of its record. */
static bool
output_is_input(const struct job *job, struct diags *diags)
{
	bool same = file_same(job->output, job->file);

	if (same) {
		diag(diags, DIAG_FILE_CLASH, (struct place){ .file = job->output },
			"this is the published PDF itself, and is not replaced");
		diag_hint(diags, "name another file with -o");
	}
	return same;
}

int
cmd_rebuild(int argc, char **argv)
{
	struct limits limits = { .record = RECORD_LIMITS_DEFAULT,
		.worker = { .seconds = 600, .memory = (size_t)2 << 30 } };
	struct job job = { .limits = &limits.record };
	const struct option_row rows[] = { { "-o", OPTION_TEXT, &job.output },
		{ "--style", OPTION_TEXT, &job.style }, { "--diff", OPTION_TEXT, &job.pictures },
		{ "--limit", OPTION_LIMIT, &limits }, { NULL, OPTION_FLAG, NULL } };
	int first = options_read("rebuild", argc, argv, rows), status, own;
	struct diags *diags;
	char *folder;

	if (first < 0)
		return 2;
	if (argc - first != 1)
		return usage_error("rebuild", "name one PDF");
	if (!job.output)
		return usage_error("rebuild", "name the new PDF with -o");
	diags = diags_create();
	job.file = argv[first];
	unpack_hold();
	job.folder = folder = output_is_input(&job, diags) ? NULL : unpack_folder(diags);
	status = folder ? worker_run(&limits.worker, job_run, &job, job.file,
		(const char *const[]){ job.output, NULL }, diags) : 3;
	unpack_remove(folder);
	g_free(folder);
	unpack_release();
	own = diags_end(diags);
	return MAX(status, own);
}
