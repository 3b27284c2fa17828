/* Data folders: the order in which they are tried, and names that users give. */
#include "base/data.h"

#include <string.h>
#include <unistd.h>
#ifdef __APPLE__
#include <mach-o/dyld.h>
#endif

#include "base/version.h"

/* A folder that has this file is taken for a data folder. */
#define LANDMARK "templates/record.rng"

struct data {
	char *root;      /* holds templates/ and styles/ */
	char *templates; /* in place of root/templates */
};

/* The folder that the program stands in, links resolved. Yours; NULL when the system does not say. */
static char *
program_folder(void)
{
	char *folder = NULL, *path = NULL;

#ifdef __APPLE__
	char buffer[4096];
	uint32_t size = sizeof(buffer);

	if (_NSGetExecutablePath(buffer, &size) == 0)
		path = realpath(buffer, NULL);
#else
	path = g_file_read_link("/proc/self/exe", NULL);
#endif
	if (path)
		folder = g_path_get_dirname(path);
	free(path);
	return folder;
}

/* Folders to try, best first. The program is built into build/ or build-san/, tests a level deeper. */
static GPtrArray *
candidates(void)
{
	GPtrArray *folders = g_ptr_array_new_with_free_func(g_free);
	const char *named = g_getenv("REVISIT_DATA");
	char *beside = program_folder();

	if (named && *named) {
		g_ptr_array_add(folders, g_strdup(named));
	} else {
		if (beside) {
			g_ptr_array_add(folders, g_canonicalize_filename("..", beside));
			g_ptr_array_add(folders, g_canonicalize_filename("../..", beside));
			g_ptr_array_add(folders, g_canonicalize_filename("../share/revisit", beside));
		}
		g_ptr_array_add(folders, g_build_filename(version_prefix, "share/revisit", NULL));
	}
	g_free(beside);
	return folders;
}

static bool
is_file(const char *path)
{
	return g_file_test(path, G_FILE_TEST_IS_REGULAR);
}

/* Yours; NULL and a finding when none of the folders is one. */
static char *
root_find(struct diags *diags)
{
	GPtrArray *folders = candidates();
	char *root = NULL;

	for (guint i = 0; i < folders->len && !root; i++) {
		char *mark = g_build_filename(folders->pdata[i], LANDMARK, NULL);

		if (is_file(mark))
			root = g_strdup(folders->pdata[i]);
		g_free(mark);
	}
	if (!root) {
		g_ptr_array_add(folders, NULL);
		char *tried = g_strjoinv(", ", (char **)folders->pdata);

		diag(diags, DIAG_RESOURCE_MISSING, (struct place){ 0 },
			"the program's templates and styles are not found; looked for %s in %s", LANDMARK,
			tried);
		diag_hint(diags, "install the program again, or set REVISIT_DATA to the folder that "
			"holds templates and styles");
		g_free(tried);
	}
	g_ptr_array_free(folders, TRUE);
	return root;
}

/* A folder of templates that a user names must be one. */
static bool
templates_check(const char *templates, struct diags *diags)
{
	char *mark = g_build_filename(templates, "record.rng", NULL);
	bool ok = is_file(mark);

	if (!ok) {
		diag(diags, DIAG_RESOURCE_MISSING, (struct place){ .file = templates },
			"this is not a folder of templates: it has no record.rng");
		diag_hint(diags, "--templates takes a copy of the whole folder templates");
	}
	g_free(mark);
	return ok;
}

struct data *
data_open(const char *templates, struct diags *diags)
{
	struct data *data;
	char *root = root_find(diags);

	if (!root || (templates && !templates_check(templates, diags))) {
		g_free(root);
		return NULL;
	}
	data = g_new0(struct data, 1);
	data->root = root;
	data->templates = g_strdup(templates);
	return data;
}

struct data *
data_open_at(const char *folder, struct diags *diags)
{
	char *mark = g_build_filename(folder, LANDMARK, NULL);
	struct data *data = NULL;

	if (is_file(mark)) {
		data = g_new0(struct data, 1);
		data->root = g_strdup(folder);
	} else {
		diag(diags, DIAG_RESOURCE_MISSING, (struct place){ .file = folder },
			"this is not a folder of templates and styles: it has no " LANDMARK);
	}
	g_free(mark);
	return data;
}

void
data_close(struct data *data)
{
	if (!data)
		return;
	g_free(data->root);
	g_free(data->templates);
	g_free(data);
}

char *
data_path(const struct data *data, const char *relative)
{
	static const char templates[] = "templates";
	const char *below = relative + strlen(templates);

	if (data->templates && g_str_has_prefix(relative, templates) && (!*below || *below == '/'))
		return *below ? g_build_filename(data->templates, below + 1, NULL) : g_strdup(data->templates);
	return g_build_filename(data->root, relative, NULL);
}

/* Nothing that leads out of its folder, and nothing hidden. */
static bool
is_plain(const char *name)
{
	return *name && *name != '.' && !strpbrk(name, "/\\");
}

char *
data_find(const struct data *data, const char *kind, const char *name, const char *file,
	const char *what, struct diags *diags)
{
	char *relative = g_build_filename(kind, name, file, NULL);
	char *path = is_plain(name) ? data_path(data, relative) : NULL;

	g_free(relative);
	if (!path || !is_file(path)) {
		char **names = data_names(data, kind, file);
		char *list = g_strjoinv(", ", names);

		diag(diags, DIAG_RESOURCE_MISSING, (struct place){ .file = path },
			"there is no %s '%s'", what, name);
		diag_hint(diags, *names ? "there are: %s" : "there is none%s", list);
		g_free(list);
		g_strfreev(names);
		g_clear_pointer(&path, g_free);
	}
	return path;
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

char **
data_names(const struct data *data, const char *kind, const char *file)
{
	char *relative = g_strconcat(kind, "/", NULL), *folder = data_path(data, relative);
	GPtrArray *names = g_ptr_array_new();
	GDir *dir = g_dir_open(folder, 0, NULL);
	const char *name;

	while (dir && (name = g_dir_read_name(dir))) {
		char *path = g_build_filename(folder, name, file, NULL);

		if (is_file(path))
			g_ptr_array_add(names, g_strdup(name));
		g_free(path);
	}
	if (dir)
		g_dir_close(dir);
	g_ptr_array_sort(names, compare_names);
	g_ptr_array_add(names, NULL);
	g_free(folder);
	g_free(relative);
	return (char **)g_ptr_array_free(names, FALSE);
}
