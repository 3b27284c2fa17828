/* For tests: a folder of cases, NAME.xml, and beside each the frames that it must give, NAME.frames. With
 * REGEN set, the frames are written instead: read the difference. */
#ifndef REVISIT_TESTS_FRAMES_FILE_H
#define REVISIT_TESTS_FRAMES_FILE_H

#include <glib.h>
#include <string.h>

static inline void
frames_compare(const char *folder, const char *name, const char *got)
{
	char *stem = g_strndup(name, strlen(name) - strlen(".xml"));
	char *path = g_strconcat(folder, stem, ".frames", NULL), *wanted = NULL;

	if (g_getenv("REGEN"))
		assert_true(g_file_set_contents(path, got, -1, NULL));
	if (!g_file_get_contents(path, &wanted, NULL, NULL))
		fail_msg("%s is missing: run with REGEN=1 and read it", path);
	if (strcmp(got, wanted) != 0)
		fail_msg("%s differs; with REGEN=1, git diff shows how", path);
	g_free(wanted);
	g_free(path);
	g_free(stem);
}

/* Each case of the folder, of which there are some. */
static inline void
cases_run(const char *folder, void (*run)(void *tools, const char *name), void *tools)
{
	GDir *dir = g_dir_open(folder, 0, NULL);
	const char *name;
	int count = 0;

	assert_non_null(dir);
	while ((name = g_dir_read_name(dir))) {
		if (!g_str_has_suffix(name, ".xml") || strcmp(name, "style.xml") == 0)
			continue;
		run(tools, name);
		count++;
	}
	g_dir_close(dir);
	assert_true(count >= 10);
}

#endif
