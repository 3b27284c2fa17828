/* Where font files are. */
#include "style/fontfile.h"

#include <dirent.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>

enum { DEEPEST = 6 };

/* Most files of a font folder are neither wanted nor folders: their paths are never made. */
static bool
may_be_folder(const struct dirent *entry)
{
	return entry->d_type == DT_DIR || entry->d_type == DT_UNKNOWN || entry->d_type == DT_LNK;
}

static bool
is_folder(const char *path, const struct dirent *entry)
{
	struct stat st;

	return entry->d_type == DT_DIR || (stat(path, &st) == 0 && S_ISDIR(st.st_mode));
}

/* `found` holds this root's finds, so that an earlier root's are not replaced. */
static void
walk(const char *folder, int depth, GHashTable *wanted, GHashTable *found)
{
	DIR *dir = depth < DEEPEST ? opendir(folder) : NULL;
	struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		char *path;
		const char *before;

		if (entry->d_name[0] == '.' ||
			(!g_hash_table_contains(wanted, entry->d_name) && !may_be_folder(entry)))
			continue;
		path = g_strdup_printf("%s/%s", folder, entry->d_name);
		if (g_hash_table_contains(wanted, entry->d_name)) {
			before = g_hash_table_lookup(found, entry->d_name);
			if (!before || strcmp(before, path) < 0)
				g_hash_table_insert(found, g_strdup(entry->d_name), g_strdup(path));
		} else if (is_folder(path, entry)) {
			walk(path, depth + 1, wanted, found);
		}
		g_free(path);
	}
	if (dir)
		closedir(dir);
}

static void
root_search(const char *root, GHashTable *wanted)
{
	GHashTable *found = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	GHashTableIter iter;
	gpointer name, path;

	walk(root, 0, wanted, found);
	g_hash_table_iter_init(&iter, found);
	while (g_hash_table_iter_next(&iter, &name, &path))
		if (!g_hash_table_lookup(wanted, name))
			g_hash_table_insert(wanted, g_strdup(name), g_strdup(path));
	g_hash_table_destroy(found);
}

static bool
all_found(GHashTable *wanted)
{
	GHashTableIter iter;
	gpointer path;

	g_hash_table_iter_init(&iter, wanted);
	while (g_hash_table_iter_next(&iter, NULL, &path))
		if (!path)
			return false;
	return true;
}

void
fontfile_find(GHashTable *paths_by_name)
{
	const char *own = g_getenv("REVISIT_FONTS");
	const gchar *const *data = g_get_system_data_dirs();
	GPtrArray *roots = g_ptr_array_new_with_free_func(g_free);

	if (own)
		g_ptr_array_add(roots, g_strdup(own));
	g_ptr_array_add(roots, g_build_filename(g_get_user_data_dir(), "fonts", NULL));
	for (; *data; data++)
		g_ptr_array_add(roots, g_build_filename(*data, "fonts", NULL));
#ifdef __APPLE__
	g_ptr_array_add(roots, g_build_filename(g_get_home_dir(), "Library", "Fonts", NULL));
	g_ptr_array_add(roots, g_strdup("/Library/Fonts"));
	g_ptr_array_add(roots, g_strdup("/opt/homebrew/share/fonts"));
#endif
	for (guint i = 0; i < roots->len && !all_found(paths_by_name); i++)
		root_search(g_ptr_array_index(roots, i), paths_by_name);
	g_ptr_array_free(roots, TRUE);
}
