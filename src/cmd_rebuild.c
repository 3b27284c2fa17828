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

enum { MOST_TEXT = 300, MOST_TOLD = 100 };

struct job {
	const char *file, *folder, *output, *style, *pictures;
	const struct record_limits *limits;
	double seconds; /* for a look at its pages */
};

/* What others wrote is shown without controls. */
static void
row_print(const char *name, const char *before, const char *is, const char *was)
{
	char *clean = diag_clean(is, MOST_TEXT), *clean_was = was ? diag_clean(was, MOST_TEXT) : NULL;

	printf("  %s: %s%s", name, before, clean);
	if (was)
		printf(", was %s", clean_was);
	putchar('\n');
	g_free(clean);
	g_free(clean_was);
}

static const struct ingredient *
file_find(const struct manifest *manifest, const char *name)
{
	for (int i = 0; i < manifest->file_count; i++)
		if (strcmp(manifest->files[i].name, name) == 0)
			return &manifest->files[i];
	return NULL;
}

/* What the new one was made of that the old one was not, and the other way round. */
static void
changes_print(const struct manifest *old, const struct manifest *new)
{
	if (strcmp(old->version, new->version) != 0 || strcmp(old->commit, new->commit) != 0) {
		char *is = unpack_program(new->version, new->commit);
		char *was = unpack_program(old->version, old->commit);

		row_print("program", "revisit ", is, was);
		g_free(was);
		g_free(is);
	}
	for (int i = 0; i < new->file_count; i++) {
		const struct ingredient *was = file_find(old, new->files[i].name);

		if (!was)
			row_print("new", "", new->files[i].name, NULL);
		else if (strcmp(was->sha256, new->files[i].sha256) != 0)
			row_print("changed", "", new->files[i].name, NULL);
	}
	for (int i = 0, told = 0; i < old->file_count && told < MOST_TOLD; i++)
		if (!file_find(new, old->files[i].name) && ++told)
			row_print("gone", "", old->files[i].name, NULL);
}

static void
new_tell(const struct job *job, const struct document *old, const struct manifest *was,
	struct diags *diags)
{
	struct document *new = document_read(job->output, diags);
	struct manifest *is = new ? unpack_manifest(new, job->output, diags) : NULL;
	char *base = g_path_get_basename(job->output);
	const struct look_job look = { job->file, job->file, job->output, job->folder, job->pictures, base, job->seconds };
	struct versus *versus;

	if (is) {
		char *clean = diag_clean(job->output, MOST_TEXT);

		printf("%s: %d pages, was %d\n", clean, document_pages(new), document_pages(old));
		g_free(clean);
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

	const struct again again = { .manifest = was, .pdf = job->file, .folder = inside, .style = job->style,
		.limits = job->limits, .output = job->output };

	if (was)
		unpack_doubt(old, was, job->file, diags);
	if (was && unpack_files(old, job->file, inside, diags) && unpack_build(&again, diags))
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
		.worker = { .seconds = 600, .memory = (size_t)2 << 30, .hint = UNPACK_HINT } };
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
	if (strcmp(job.output, "-") == 0)
		return usage_error("rebuild", "a pdf does not go to standard output");
	diags = diags_create();
	job.file = argv[first];
	job.seconds = limits.worker.seconds / 2;
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
