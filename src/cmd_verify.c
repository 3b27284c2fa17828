/* revisit verify: is a PDF what its own sources make; and if not, what differs. */
#include <stdio.h>
#include <string.h>

#include <glib.h>

#include "base/data.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/worker.h"
#include "cmd.h"
#include "libraries.h"
#include "options.h"
#include "unpack.h"

enum { MOST_BYTES = 512 << 20 };

struct job {
	const char *file, *folder;
	bool trust;
	int status;
};

static void
say(struct job *job, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* A difference: one line, and the status of it. */
static void
say(struct job *job, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	printf("%s: ", job->file);
	vprintf(format, args);
	putchar('\n');
	va_end(args);
	job->status = MAX(job->status, 1);
}

/* What it carries must be what its manifest says. */
static bool
carried_check(struct job *job, const struct document *document, const struct manifest *manifest)
{
	bool same = true;

	for (int i = 0; i < manifest->file_count; i++) {
		const struct carried *one = document_find(document, manifest->files[i].name);
		char sha256[HASH_TEXT] = "";

		if (one)
			hash_of(one->bytes, one->size, sha256);
		if (strcmp(sha256, manifest->files[i].sha256) != 0) {
			say(job, one ? "altered: the file %s that it carries is not the one it was made from"
				: "altered: the file %s that it was made from is gone", manifest->files[i].name);
			same = false;
		}
	}
	return same;
}

/* Templates and style that are not the installed ones. */
static bool
inputs_check(struct job *job, const struct manifest *manifest, struct diags *diags)
{
	struct data *data = data_open(NULL, diags);
	bool same = data != NULL;

	for (int i = 0; data && i < manifest->file_count; i++) {
		const struct ingredient *file = &manifest->files[i];
		struct diags *quiet;
		char *path, *bytes, sha256[HASH_TEXT] = "";
		size_t size;

		if (g_str_has_prefix(file->name, "record/"))
			continue;
		quiet = diags_create();
		path = data_path(data, file->name);
		bytes = file_read(path, "template", MOST_BYTES, &size, quiet);
		if (bytes)
			hash_of(bytes, size, sha256);
		if (strcmp(sha256, file->sha256) != 0) {
			say(job, "inputs differ: %s is not the installed one", file->name);
			same = false;
		}
		diags_destroy(quiet);
		g_free(bytes);
		g_free(path);
	}
	data_close(data);
	return same;
}

static void
engine_check_say(struct job *job, const struct manifest *old, const struct manifest *new)
{
	if (strcmp(old->version, new->version) != 0 || strcmp(old->commit, new->commit) != 0)
		say(job, "engine differs: made by revisit %s (%s), this is %s (%s)", old->version,
			old->commit, new->version, new->commit);
	for (int i = 0; i < new->library_count; i++)
		for (int j = 0; j < old->library_count; j++)
			if (strcmp(new->libraries[i].name, old->libraries[j].name) == 0 &&
				strcmp(new->libraries[i].version, old->libraries[j].version) != 0)
				say(job, "library differs: made with %s %s, this has %s", old->libraries[j].name,
					old->libraries[j].version, new->libraries[i].version);
	for (int i = 0; i < new->font_count; i++)
		for (int j = 0; j < old->font_count; j++)
			if (strcmp(new->fonts[i].name, old->fonts[j].name) == 0 &&
				strcmp(new->fonts[i].sha256, old->fonts[j].sha256) != 0)
				say(job, "font differs: %s is not the file that it was made with",
					old->fonts[j].name);
}

/* The bytes are not the same: why, and where it shows. */
static void
difference_say(struct job *job, const struct document *old, const struct manifest *manifest,
	const char *path, struct diags *diags)
{
	struct document *new = document_read(path, diags);
	struct manifest *own = new ? unpack_manifest(new, path, diags) : NULL;
	int before = job->status;
	char *places;

	if (own)
		engine_check_say(job, manifest, own);
	if (own && job->status == before) {
		places = document_objects_differ(old, new);
		say(job, "altered: it is not what its sources make%s%s", *places ? "; objects " : "",
			places);
		g_free(places);
	}
	if (own) {
		places = document_pages_differ(old, new);
		if (*places)
			say(job, "pages that are drawn differently: %s", places);
		else
			say(job, "same words, same look: all pages are drawn alike");
		g_free(places);
	}
	manifest_destroy(own);
	document_destroy(new);
}

static void
compare(struct job *job, const struct document *old, const struct manifest *manifest,
	const char *path, struct diags *diags)
{
	size_t size, made_size;
	const char *bytes = document_bytes(old, &size);
	char *made = file_read(path, "PDF", MOST_BYTES, &made_size, diags);
	bool is_signed;

	if (!made)
		return;
	if (size == made_size && memcmp(bytes, made, size) == 0)
		printf("%s: identical\n", job->file);
	else if (size > made_size && memcmp(bytes, made, made_size) == 0)
		say(job, "identical, with %zu bytes appended by others%s", document_appended(old, &is_signed),
			document_appended(old, &is_signed) && is_signed ? " (a signature)" : " (an update)");
	else
		difference_say(job, old, manifest, path, diags);
	g_free(made);
}

static int
job_run(void *data)
{
	struct job *job = data;
	struct diags *diags = diags_create();
	struct document *document = document_read(job->file, diags);
	struct manifest *manifest = document ? unpack_manifest(document, job->file, diags) : NULL;
	char *path = g_build_filename(job->folder, "made.pdf", NULL);
	bool trusted;

	if (manifest && carried_check(job, document, manifest)) {
		trusted = inputs_check(job, manifest, diags) || job->trust;
		if (!trusted)
			say(job, "not made again: its own templates are run only with --trust-embedded");
		else if (unpack_files(document, job->file, job->folder, diags) &&
			unpack_build(manifest, job->folder, true, NULL, path, diags))
			compare(job, document, manifest, path, diags);
	}
	g_free(path);
	manifest_destroy(manifest);
	document_destroy(document);
	diags_print(diags, stderr);
	job->status = MAX(job->status, diags_status(diags));
	diags_destroy(diags);
	return job->status;
}

int
cmd_verify(int argc, char **argv)
{
	const struct worker_limits limits = { .seconds = 120, .memory = (size_t)4 << 30 };
	bool trust = false;
	const struct option_row rows[] = { { "--trust-embedded", OPTION_FLAG, &trust },
		{ NULL, OPTION_FLAG, NULL } };
	int first = options_read("verify", argc, argv, rows), status = 0;
	struct diags *diags;

	if (first < 0)
		return 2;
	if (first == argc)
		return usage_error("verify", "name a PDF");
	diags = diags_create();
	for (int i = first; i < argc; i++) {
		char *folder = unpack_folder(diags);
		struct job job = { argv[i], folder, trust, 0 };
		int own = folder ? worker_run(&limits, job_run, &job, argv[i], NULL, diags) : 3;

		unpack_remove(folder);
		g_free(folder);
		status = MAX(status, own);
	}
	diags_print(diags, stderr);
	status = MAX(status, diags_status(diags));
	diags_destroy(diags);
	return status;
}
