/* revisit verify: is a PDF what its own sources make; and if not, what differs. */
#include <stdio.h>
#include <string.h>

#include <glib.h>

#include "base/data.h"
#include "base/file.h"
#include "base/worker.h"
#include "cmd.h"
#include "options.h"
#include "pdf/differ.h"
#include "pdf/versions.h"
#include "unpack.h"
#include "verdict.h"

enum { MOST_BYTES = 512 << 20 };

struct job {
	const char *file, *folder; /* folder: of our own, to work in */
	const char *pictures;      /* where differences go side by side, or NULL */
	const struct record_limits *limits;
	double seconds;            /* for a look at its pages, of which there may be two */
	bool trust, json;
	struct verdict verdict;
};

/* ---- altered, by the file itself ---- */

/* Its own identifier, and the hashes that its manifest gives of what it carries. */
static bool
seal_check(struct verdict *verdict, const struct document *document, const struct manifest *manifest)
{
	static const char *const seals[] = { [SEAL_WHOLE] = "whole", [SEAL_BROKEN] = "broken",
		[SEAL_NONE] = "none" };
	enum seal seal = document_seal(document);
	char *producer = document_info(document, "/Producer");
	bool same = true;
	/* who writes a file again mostly leaves the name of who made it */
	bool named = *producer && !g_str_has_prefix(producer, "revisit ");

	verdict->seal = seals[seal];
	if (seal == SEAL_BROKEN)
		verdict_add(verdict, REASON_ALTERED, "its bytes are not those that were written");
	else if (seal == SEAL_NONE)
		verdict_add(verdict, REASON_ALTERED, "the whole file was written again, by another program%s%s%s",
			named ? " (" : "", named ? producer : "", named ? ")" : "");
	for (int i = 0; i < manifest->file_count; i++) {
		enum carried_state state = unpack_state(document, &manifest->files[i]);

		if (state == CARRIED_SAME)
			continue;
		verdict_add(verdict, REASON_ALTERED, state == CARRIED_OTHER
			? "the file %s that it carries is not the one it was made from"
			: "the file %s that it was made from is gone", manifest->files[i].name);
		same = false;
	}
	g_free(producer);
	return same;
}

/* What it carries and its manifest does not name. */
static void
strangers_tell(struct verdict *verdict, const struct document *document, const struct manifest *manifest)
{
	GHashTable *known = g_hash_table_new(g_str_hash, g_str_equal);
	const GPtrArray *all = document_carried(document);

	for (int i = 0; i < manifest->file_count; i++)
		g_hash_table_add(known, (gpointer)manifest->files[i].name);
	for (guint i = 0; i < all->len; i++) {
		const struct carried *one = g_ptr_array_index(all, i);

		if (strcmp(one->name, MANIFEST_NAME) != 0 && !g_hash_table_contains(known, one->name))
			verdict_add(verdict, REASON_ALTERED, "it carries the file %s, which it was not made from",
				one->name);
	}
	g_hash_table_destroy(known);
}

/* ---- inputs ---- */

/* Is the installed file of that name this one? *there: is there any? */
static bool
is_installed(const struct data *data, const struct carried *one, bool *there)
{
	struct diags *quiet = diags_create();
	char *path = data_path(data, one->name);
	size_t size;
	char *bytes = file_read(path, "template", MOST_BYTES, &size, quiet);
	bool same = bytes && size == one->size && memcmp(bytes, one->bytes, size) == 0;

	*there = bytes != NULL;
	diags_destroy(quiet);
	g_free(bytes);
	g_free(path);
	return same;
}

/* Templates and styles that it carries, whether its manifest names them or not: all of them would be at hand
 * when the document is made again. */
static bool
inputs_check(struct verdict *verdict, const struct document *document, struct diags *diags)
{
	const GPtrArray *all = document_carried(document);
	struct data *data = data_open(NULL, diags);
	bool same = data != NULL, there;

	for (guint i = 0; data && i < all->len; i++) {
		const struct carried *one = g_ptr_array_index(all, i);

		if ((!g_str_has_prefix(one->name, "templates/") && !g_str_has_prefix(one->name, "styles/")) ||
			is_installed(data, one, &there))
			continue;
		verdict_add(verdict, REASON_INPUTS, there ? "%s is not the installed one"
			: "%s is not installed", one->name);
		same = false;
	}
	data_close(data);
	return same;
}

/* ---- engine and fonts ---- */

static const char *
version_find(const struct manifest *manifest, const char *name)
{
	for (int i = 0; i < manifest->library_count; i++)
		if (strcmp(manifest->libraries[i].name, name) == 0)
			return manifest->libraries[i].version;
	return NULL;
}

static void
engine_check(struct verdict *verdict, const struct manifest *old, const struct manifest *new)
{
	char *old_program = unpack_program(old->version, old->commit);
	char *program = unpack_program(new->version, new->commit);

	if (strcmp(old_program, program) != 0)
		verdict_add(verdict, REASON_ENGINE, "made by revisit %s, this is %s", old_program, program);
	g_free(old_program);
	g_free(program);
	for (int i = 0; i < new->library_count; i++) {
		const char *was = version_find(old, new->libraries[i].name);

		if (g_strcmp0(was, new->libraries[i].version) != 0)
			verdict_add(verdict, REASON_ENGINE, "made with %s %s, this has %s",
				new->libraries[i].name, was ? was : "of no known version",
				new->libraries[i].version);
	}
	for (int i = 0; i < old->library_count; i++)
		if (!version_find(new, old->libraries[i].name))
			verdict_add(verdict, REASON_ENGINE, "made with %s %s, which this does not use",
				old->libraries[i].name, old->libraries[i].version);
}

static const char *
font_find(const struct manifest *manifest, const char *name)
{
	for (int i = 0; i < manifest->font_count; i++)
		if (strcmp(manifest->fonts[i].name, name) == 0)
			return manifest->fonts[i].sha256;
	return NULL;
}

static void
fonts_check(struct verdict *verdict, const struct manifest *old, const struct manifest *new)
{
	for (int i = 0; i < old->font_count; i++) {
		const char *now = font_find(new, old->fonts[i].name);

		if (g_strcmp0(now, old->fonts[i].sha256) != 0)
			verdict_add(verdict, REASON_FONTS, now ? "%s is not the file that it was made with"
				: "%s is not used any more", old->fonts[i].name);
	}
	for (int i = 0; i < new->font_count; i++)
		if (!font_find(old, new->fonts[i].name))
			verdict_add(verdict, REASON_FONTS, "%s was not used when it was made",
				new->fonts[i].name);
}

/* ---- against what its sources make ---- */

/* Of no certain commit two programs may differ. */
static bool
is_certain(const struct manifest *manifest)
{
	return *manifest->commit && !g_str_has_suffix(manifest->commit, "-dirty");
}

/* Made by the same versions with the same fonts, and yet with other objects. */
static void
objects_tell(struct verdict *verdict, enum seal seal, const struct manifest *manifest, const char *objects)
{
	const char *noun = strstr(objects, ", ") ? "objects" : "object";

	if (seal == SEAL_WHOLE && is_certain(manifest)) {
		verdict->seal = "doubtful";
		verdict_add(verdict, REASON_ALTERED, "forged, or a fault of the program: its identifier is that of "
			"its bytes, and the same versions make others: %s %s", noun, objects);
	} else if (seal == SEAL_WHOLE) {
		verdict_add(verdict, REASON_ENGINE, "this is the same version, but of no certain commit, and makes "
			"another file: %s %s", noun, objects);
	} else if (seal == SEAL_BROKEN && *objects) { /* else they have other numbers */
		verdict_add(verdict, REASON_ALTERED, "%s %s %s not what its sources make", noun, objects,
			strstr(objects, ", ") ? "are" : "is");
	}
}

/* The bytes are not the same: why, and where it shows. `path` is the document's own file. */
static void
difference_find(struct job *job, const struct document *old, const struct manifest *manifest,
	const char *path, const char *made, struct diags *diags)
{
	struct verdict *verdict = &job->verdict;
	struct document *new = document_read(made, diags);
	struct manifest *own = new ? unpack_manifest(new, made, diags) : NULL;
	char *base = g_path_get_basename(job->file), *objects;
	enum seal seal = document_seal(old);
	const struct look_job look = { job->file, path, made, job->folder, job->pictures, base, job->seconds };
	bool like; /* by another program, or with other fonts, all is different */

	if (own) {
		engine_check(verdict, manifest, own);
		fonts_check(verdict, manifest, own);
		like = !verdict->reasons[REASON_ENGINE]->len && !verdict->reasons[REASON_FONTS]->len;
		if (like) {
			objects = document_objects_differ(old, new);
			objects_tell(verdict, seal, manifest, objects);
			g_free(objects);
		}
		verdict->versus = versus_make(old, new);
		if (like)
			versus_ask_besides(verdict->versus, new, old);
		versus_look(verdict->versus, &look, diags);
	}
	manifest_destroy(own);
	document_destroy(new);
	g_free(base);
}

/* None of an earlier run is of any page now. */
static void
pictures_clear(const struct job *job, int count, struct diags *diags)
{
	char *base = g_path_get_basename(job->file);
	const struct look_job look = { .folder = job->pictures, .name = base };

	versus_clear(&look, NULL, count, diags);
	g_free(base);
}

static void
compare(struct job *job, const struct document *old, const struct manifest *manifest,
	const char *path, const char *made, struct diags *diags)
{
	size_t size, made_size;
	const char *bytes = document_bytes(old, &size);
	char *again = file_read(made, "PDF", MOST_BYTES, &made_size, diags);

	if (!again)
		return;
	job->verdict.made = true;
	job->verdict.identical = size == made_size && memcmp(bytes, again, size) == 0;
	g_free(again);
	if (!job->verdict.identical)
		difference_find(job, old, manifest, path, made, diags);
	else if (job->pictures)
		pictures_clear(job, document_pages(old), diags);
}

static void
again_make(struct job *job, const struct document *document, const char *path, struct diags *diags)
{
	struct manifest *manifest = unpack_manifest(document, job->file, diags);
	char *made = g_build_filename(job->folder, "made.pdf", NULL), *inside = unpack_inside(job->folder);
	const struct again again = { .manifest = manifest, .pdf = job->file, .folder = inside, .own_data = true,
		.limits = job->limits, .output = made };
	bool trusted, sound = manifest && seal_check(&job->verdict, document, manifest);

	if (manifest)
		strangers_tell(&job->verdict, document, manifest);
	if (sound) {
		trusted = inputs_check(&job->verdict, document, diags) || job->trust;
		if (!trusted)
			verdict_add(&job->verdict, REASON_INPUTS,
				"its own templates and style are used only with --trust-embedded");
		else if (unpack_files(document, job->file, inside, diags) && unpack_build(&again, diags))
			compare(job, document, manifest, path, made, diags);
	}
	g_free(inside);
	g_free(made);
	manifest_destroy(manifest);
}

/* ---- updates ---- */

static void
signatures_tell(struct verdict *verdict, const struct document *document)
{
	verdict->signatures = document_signatures(document);
	for (guint i = 0; i < verdict->signatures->len; i++) {
		const struct signature *signature = g_ptr_array_index(verdict->signatures, i);

		verdict_add(verdict, REASON_APPENDED, "a signature%s%s%s%s (%s), of %s; whose it is, and "
			"whether it holds, is not checked here", *signature->name ? " in the name of " : "",
			signature->name, *signature->date ? ", dated " : "", signature->date,
			*signature->format ? signature->format : "of an unknown kind", signature->whole
			? "the whole file" : signature->covers ? "the file's first bytes only" : "nothing");
	}
}

/* The first version, as a document of its own and as a file; NULL when it cannot be had. */
static struct document *
first_version(struct job *job, const struct document *document, char **path, struct diags *diags)
{
	size_t size = document_first(document), all;
	char *bytes = g_malloc(size + 1);
	struct outfile *out;
	bool is_signed;

	memcpy(bytes, document_bytes(document, &all), size);
	bytes[size] = '\0';
	job->verdict.appended = document_appended(document, &is_signed);
	verdict_add(&job->verdict, REASON_APPENDED, "%zu bytes (%s)", job->verdict.appended,
		is_signed ? "an update with a signature" : "an update");
	signatures_tell(&job->verdict, document);
	*path = g_build_filename(job->folder, "first.pdf", NULL);
	out = outfile_open(*path, diags);
	if (out)
		outfile_write(out, bytes, size);
	if (!out || !outfile_commit(out, diags)) {
		g_free(bytes);
		return NULL;
	}
	return document_parse(bytes, size, job->file, diags);
}

/* What others have appended is told apart from what was written first. */
static void
document_judge(struct job *job, const struct document *document, struct diags *diags)
{
	size_t size, first_size = document_first(document);
	struct document *first;
	char *path = NULL;

	document_bytes(document, &size);
	if (first_size == size) {
		signatures_tell(&job->verdict, document);
		again_make(job, document, job->file, diags);
		return;
	}
	first = first_version(job, document, &path, diags);
	if (first) {
		char *base = g_path_get_basename(job->file);
		char *name = g_strconcat(base, "-update", NULL);
		const struct look_job look = { job->file, path, job->file, job->folder, job->pictures, name, job->seconds };

		job->verdict.update = versus_make(first, document);
		versus_ask_besides(job->verdict.update, first, document);
		versus_look(job->verdict.update, &look, diags);
		again_make(job, first, path, diags);
		g_free(name);
		g_free(base);
	}
	document_destroy(first);
	g_free(path);
}

static int
job_run(void *data)
{
	struct job *job = data;
	struct diags *diags = diags_create();
	struct document *document = document_read(job->file, diags);
	struct verdict *verdict = &job->verdict;
	int status;

	verdict_begin(verdict, job->file);
	if (document)
		document_judge(job, document, diags);
	verdict_close(verdict);
	if (job->json)
		verdict_json(verdict, diags);
	else if (document)
		verdict_print(verdict);
	if (!job->json)
		diags_print(diags, stderr);
	status = MAX(diags_status(diags), verdict_status(verdict));
	document_destroy(document);
	verdict_end(verdict);
	diags_destroy(diags);
	return status;
}

/* One file, in a worker. What kills the worker is told here. */
static int
file_verify(struct job *job, const struct worker_limits *limits, struct diags *diags)
{
	struct diags *own = diags_create();
	char *folder;
	int status = 3;

	unpack_hold();
	folder = unpack_folder(own);
	job->folder = folder;
	if (folder)
		status = worker_run(limits, job_run, job, job->file, NULL, own);
	unpack_remove(folder);
	g_free(folder);
	unpack_release();
	if (job->json && diags_kept(own)) {
		verdict_begin(&job->verdict, job->file);
		verdict_json(&job->verdict, own);
		verdict_end(&job->verdict);
	} else {
		diags_move(diags, own);
	}
	diags_destroy(own);
	return status;
}

/* Pictures are called by the names of their PDFs: two that differ have names that differ. */
static bool
pictures_clash(char **files, int count, struct diags *diags)
{
	GHashTable *seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	bool clash = false;

	for (int i = 0; i < count; i++) {
		char *base = g_path_get_basename(files[i]);
		const char *first = g_hash_table_lookup(seen, base);

		if (first && strcmp(first, files[i]) != 0 && !file_same(first, files[i])) {
			diag(diags, DIAG_FILE_CLASH, (struct place){ .file = files[i] },
				"its pictures would have the names of those of %s", first);
			diag_hint(diags, "verify each of them with a folder of its own after --diff");
			clash = true;
		}
		g_hash_table_insert(seen, base, files[i]);
	}
	g_hash_table_destroy(seen);
	return clash;
}

int
cmd_verify(int argc, char **argv)
{
	struct limits limits = { .record = RECORD_LIMITS_DEFAULT,
		.worker = { .seconds = 600, .memory = (size_t)2 << 30, .hint = UNPACK_HINT } };
	struct job job = { .limits = &limits.record };
	const struct option_row rows[] = { { "--trust-embedded", OPTION_FLAG, &job.trust },
		{ "--json", OPTION_FLAG, &job.json }, { "--diff", OPTION_TEXT, &job.pictures },
		{ "--limit", OPTION_LIMIT, &limits }, { NULL, OPTION_FLAG, NULL } };
	int first = options_read("verify", argc, argv, rows), status = 0;
	bool clash;
	struct diags *diags;

	if (first < 0)
		return 2;
	if (first == argc)
		return usage_error("verify", "name a PDF");
	job.seconds = limits.worker.seconds / 3;
	diags = diags_create();
	clash = job.pictures && pictures_clash(argv + first, argc - first, diags);
	if (clash)
		status = 3;
	for (int i = clash ? argc : first; i < argc; i++) {
		int own;

		job.file = argv[i];
		own = file_verify(&job, &limits.worker, diags);
		status = MAX(status, own);
	}
	diags_print(diags, stderr);
	diags_destroy(diags);
	return status;
}
