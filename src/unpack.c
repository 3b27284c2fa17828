/* Taking out what documents carry, and building from it. */
#include "unpack.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/worker.h"
#include "pdf/versions.h"
#include "pipeline.h"

#define LANDMARK "templates/record.rng"

static bool
file_write(const char *path, const void *bytes, size_t size, bool scratch, struct diags *diags)
{
	char *parent = g_path_get_dirname(path);
	struct outfile *out;

	g_mkdir_with_parents(parent, 0777);
	g_free(parent);
	out = outfile_open(path, diags);
	if (!out)
		return false;
	if (scratch)
		outfile_scratch(out);
	outfile_write(out, bytes, size);
	return outfile_commit(out, diags);
}

/* ---- taking out ---- */

enum there { THERE_NOT, THERE_SAME, THERE_OTHER };

/* A link on the way there may lead anywhere. */
static bool
leads_away(const char *folder, const char *name)
{
	bool away = false;

	for (const char *slash = strchr(name, '/'); slash && !away; slash = strchr(slash + 1, '/')) {
		char *path = g_strdup_printf("%s/%.*s", folder, (int)(slash - name), name);
		struct stat st;

		away = lstat(path, &st) == 0 && !S_ISDIR(st.st_mode);
		g_free(path);
	}
	return away;
}

/* What stands where a file is to be: it may be what somebody has written since. */
static enum there
there_is(const char *path, const struct carried *one)
{
	struct diags *quiet;
	enum there there = THERE_OTHER;
	struct stat st;
	size_t size;
	char *bytes;

	if (lstat(path, &st) != 0)
		return THERE_NOT;
	if (!S_ISREG(st.st_mode) || (size_t)st.st_size != one->size)
		return THERE_OTHER;
	quiet = diags_create();
	bytes = file_read(path, "file", one->size, &size, quiet);
	if (bytes && size == one->size && memcmp(bytes, one->bytes, size) == 0)
		there = THERE_SAME;
	g_free(bytes);
	diags_destroy(quiet);
	return there;
}

struct taking {
	const char *file, *folder;
	bool scratch; /* into a folder of our own, where only two of its files can be in each other's way */
	bool full;    /* nothing more can be written, which was told */
	guint count;
};

static bool
file_take(struct taking *taking, const struct carried *one, struct diags *diags)
{
	char *path = g_build_filename(taking->folder, one->name, NULL);
	enum there there = leads_away(taking->folder, one->name) ? THERE_OTHER : there_is(path, one);
	bool ok = there == THERE_SAME;

	if (there == THERE_OTHER) {
		diag(diags, DIAG_FILE_CLASH, (struct place){ .file = taking->file },
			"it carries %s, and another stands in its place: that is not replaced", one->name);
		if (!taking->scratch)
			diag_hint(diags, "take %s away first, or name another folder with -o", path);
	} else if (there == THERE_NOT) {
		ok = file_write(path, one->bytes, one->size, taking->scratch, diags);
		taking->full = !ok;
	}
	taking->count += ok;
	g_free(path);
	return ok;
}

static bool
files_take(struct taking *taking, const struct document *document, struct diags *diags)
{
	const GPtrArray *all = document_carried(document);
	bool ok = true;

	if (g_mkdir_with_parents(taking->folder, 0777) != 0) {
		diag(diags, DIAG_FILE_WRITE, (struct place){ .file = taking->folder },
			"the folder cannot be made: %s", g_strerror(errno));
		return false;
	}
	for (guint i = 0; !taking->full && i < all->len; i++) {
		const struct carried *one = g_ptr_array_index(all, i);

		if (file_name_is_plain(one->name)) {
			ok = file_take(taking, one, diags) && ok;
			continue;
		}
		diag(diags, DIAG_CARRIED, (struct place){ .file = taking->file },
			"it carries a file by the name `%s`, which is not safe to write: left out", one->name);
		ok = false;
	}
	return ok;
}

bool
unpack_files(const struct document *document, const char *file, const char *folder, struct diags *diags)
{
	struct taking taking = { .file = file, .folder = folder, .scratch = true };

	return files_take(&taking, document, diags);
}

guint
unpack_out(const struct document *document, const char *file, const char *folder, struct diags *diags)
{
	struct taking taking = { .file = file, .folder = folder };

	files_take(&taking, document, diags);
	return taking.count;
}

/* ---- doubts ---- */

enum carried_state
unpack_state(const struct document *document, const struct ingredient *ingredient)
{
	const struct carried *one = document_find(document, ingredient->name);
	char sha256[HASH_TEXT];

	if (!one)
		return CARRIED_GONE;
	if (one->size != ingredient->size)
		return CARRIED_OTHER;
	hash_of(one->bytes, one->size, sha256);
	return strcmp(sha256, ingredient->sha256) == 0 ? CARRIED_SAME : CARRIED_OTHER;
}

void
unpack_doubt(const struct document *document, const struct manifest *manifest, const char *file,
	struct diags *diags)
{
	bool is_signed;
	size_t appended = document_appended(document, &is_signed);

	for (int i = 0; i < manifest->file_count; i++) {
		enum carried_state state = unpack_state(document, &manifest->files[i]);

		if (state != CARRIED_SAME)
			diag(diags, DIAG_CARRIED_OTHER, (struct place){ .file = file }, state == CARRIED_GONE
				? "the file %s that it was made from is gone"
				: "the file %s that it carries is not the one it was made from", manifest->files[i].name);
	}
	if (!appended)
		return;
	diag(diags, DIAG_CARRIED_OTHER, (struct place){ .file = file },
		"others have appended %zu bytes to it: what it carries may be theirs", appended);
	diag_hint(diags, "revisit verify tells what they have changed");
}

struct unpacking {
	const char *file;
	unpack_fn *use;
	void *data;
};

static int
unpacking_run(void *data)
{
	const struct unpacking *unpacking = data;
	struct diags *diags = diags_create();
	struct document *document = document_read(unpacking->file, diags);

	if (document)
		unpacking->use(document, unpacking->data, diags);
	document_destroy(document);
	return diags_end(diags);
}

const struct worker_limits unpack_limits = { .seconds = 30, .memory = (size_t)1 << 30,
	.hint = "this is no usual PDF: it is damaged, or made to keep others busy" };

int
unpack_in_worker(const char *file, unpack_fn *use, void *data)
{
	struct unpacking unpacking = { file, use, data };
	struct diags *diags = diags_create();
	int status = worker_run(&unpack_limits, unpacking_run, &unpacking, file, NULL, diags);

	diags_print(diags, stderr);
	diags_destroy(diags);
	return status;
}

/* SIGHT_COUNT: of a name that there is not. */
static enum sight
sight_of(const struct manifest *manifest)
{
	enum sight sight = manifest->sight ? 0 : SIGHT_NORMAL;

	while (manifest->sight && sight < SIGHT_COUNT && strcmp(manifest->sight, sight_names[sight]) != 0)
		sight++;
	return sight;
}

struct manifest *
unpack_manifest(const struct document *document, const char *file, struct diags *diags)
{
	const struct carried *one = document_find(document, MANIFEST_NAME);
	struct manifest *manifest;

	if (one) {
		manifest = manifest_read(one->bytes, one->size, file, diags);
		if (manifest && sight_of(manifest) == SIGHT_COUNT) {
			diag(diags, DIAG_CARRIED, (struct place){ .file = file },
				"the manifest that it carries is wrong about `sight`");
			g_clear_pointer(&manifest, manifest_destroy);
		}
		return manifest;
	}
	diag(diags, DIAG_CARRIED, (struct place){ .file = file },
		"it carries no sources: it was not made by this program, or has lost them since");
	return NULL;
}

char *
unpack_folder(struct diags *diags)
{
	char *folder = g_build_filename(g_get_tmp_dir(), "revisit.XXXXXX", NULL);

	if (g_mkdtemp(folder))
		return folder;
	diag(diags, DIAG_FILE_WRITE, (struct place){ .file = g_get_tmp_dir() },
		"a temporary folder cannot be made: %s", g_strerror(errno));
	g_free(folder);
	return NULL;
}

char *
unpack_inside(const char *folder)
{
	return g_build_filename(folder, "carried", NULL);
}

/* Links are removed, never followed. */
void
unpack_remove(const char *folder)
{
	GDir *dir = folder ? g_dir_open(folder, 0, NULL) : NULL;
	const char *name;
	struct stat st;

	while (dir && (name = g_dir_read_name(dir))) {
		char *path = g_build_filename(folder, name, NULL);

		if (lstat(path, &st) == 0 && S_ISDIR(st.st_mode))
			unpack_remove(path);
		else
			g_unlink(path);
		g_free(path);
	}
	if (dir)
		g_dir_close(dir);
	if (folder)
		g_rmdir(folder);
}

static const int ending[] = { SIGINT, SIGTERM, SIGHUP };
static struct sigaction before[G_N_ELEMENTS(ending)];
static volatile sig_atomic_t asked_by; /* the signal, or 0 */

static void
note_signal(int number)
{
	asked_by = number;
}

/* What is ignored (nohup) stays so. */
void
unpack_hold(void)
{
	const struct sigaction note = { .sa_handler = note_signal };

	asked_by = 0;
	for (size_t i = 0; i < G_N_ELEMENTS(ending); i++) {
		sigaction(ending[i], NULL, &before[i]);
		if (before[i].sa_handler != SIG_IGN)
			sigaction(ending[i], &note, NULL);
	}
}

void
unpack_release(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(ending); i++)
		sigaction(ending[i], &before[i], NULL);
	if (asked_by)
		raise(asked_by);
}

/* The file that all others are named from. */
static const char *
input_of(const struct manifest *manifest)
{
	for (int i = 0; i < manifest->file_count; i++)
		if (strcmp(manifest->files[i].role, manifest->from) == 0)
			return manifest->files[i].name;
	return "record/record.xml";
}

/* Findings about files that stood in a folder of ours for a moment, by the names that they are carried by,
 * with the PDF that carries them. */
static void
findings_tell(struct diags *diags, const struct diags *own, const struct again *again)
{
	size_t length = strlen(again->folder);
	char *below = g_strconcat(again->folder, "/", NULL);
	GString *message = g_string_new(NULL), *file = g_string_new(NULL); /* of libraries that name files, too */

	for (size_t i = 0; i < diags_kept(own); i++) {
		struct finding finding = *diags_finding(own, i);

		if (finding.file && g_str_has_prefix(finding.file, below)) {
			g_string_printf(file, "%s(%s)", again->pdf, finding.file + length + 1);
			finding.file = file->str;
		} else if (!finding.file) {
			finding.file = (char *)again->pdf;
		}
		g_string_assign(message, finding.message);
		g_string_replace(message, below, "", 0);
		finding.message = message->str;
		diags_add(diags, &finding);
	}
	g_string_free(message, TRUE);
	g_string_free(file, TRUE);
	g_free(below);
	diags_add_unkept(diags, diags_unkept(own));
}

char *
unpack_input(const struct manifest *manifest, const char *folder)
{
	return g_build_filename(folder, input_of(manifest), NULL);
}

bool
unpack_build(const struct again *again, struct diags *diags)
{
	const struct manifest *manifest = again->manifest;
	bool report = strcmp(manifest->from, "report") == 0;
	struct build build = { .target = TARGET_PDF, .style = again->style ? again->style : manifest->style,
		.draft = manifest->draft, .record_lines = manifest->record_lines, .from_report = report, .scale = 1,
		.epoch = manifest->epoch ? manifest->epoch : "", .data = again->own_data ? again->folder : NULL,
		.limits = again->limits, .sight = sight_of(manifest), .scratch = again->own_data };
	char *input = unpack_input(manifest, again->folder);
	char *landmark = g_build_filename(again->folder, LANDMARK, NULL);
	struct diags *own = diags_create(); /* warnings were told when the document was first made */
	struct engine *engine;
	bool ok = true;

	/* What was made from a report carries no templates; their folder is known by this file. */
	if (again->own_data && report && !g_file_test(landmark, G_FILE_TEST_EXISTS))
		ok = file_write(landmark, "", 0, true, diags);
	engine = ok ? engine_open(&build, own) : NULL;
	ok = engine && engine_build(engine, input, again->output, own) > 0;
	engine_close(engine);
	if (!ok)
		findings_tell(diags, own, again);
	if (!ok && diags_worst(own) < DIAG_FAILURE) /* else that says enough */
		diag(diags, DIAG_CARRIED, (struct place){ .file = again->pdf },
			"the document cannot be made again from what it carries");
	diags_destroy(own);
	g_free(landmark);
	g_free(input);
	return ok;
}

char *
unpack_program(const char *version, const char *commit)
{
	return *commit ? g_strdup_printf("%s (%s)", version, commit) : g_strdup(version);
}
