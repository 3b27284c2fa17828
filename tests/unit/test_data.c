/* Data folders: the source tree is found, names from users stay inside, what is missing is told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/data.h"
#include "printed.h"

/* A folder with templates/record.rng and two styles, the second one hollow. */
static int
setup(void **state)
{
	char *folder = g_dir_make_tmp("revisit-XXXXXX", NULL);
	static const char *const folders[] = { "templates", "styles", "styles/plain", "styles/grand",
		"styles/hollow" };
	static const char *const files[] = { "templates/record.rng", "styles/plain/style.xml",
		"styles/grand/style.xml" };

	for (size_t i = 0; i < G_N_ELEMENTS(folders); i++) {
		char *path = g_build_filename(folder, folders[i], NULL);

		g_mkdir_with_parents(path, 0700);
		g_free(path);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
		char *path = g_build_filename(folder, files[i], NULL);

		g_file_set_contents(path, "", 0, NULL);
		g_free(path);
	}
	*state = folder;
	g_setenv("REVISIT_DATA", folder, TRUE);
	return 0;
}

static int
teardown(void **state)
{
	char *command = g_strdup_printf("rm -r '%s'", (char *)*state);
	int status = system(command);

	g_unsetenv("REVISIT_DATA");
	g_free(command);
	g_free(*state);
	return status;
}

static void
test_source_tree_is_found(void **state)
{
	struct diags *diags = diags_create();
	struct data *data = data_open(NULL, diags);
	char *path;

	(void)state;
	assert_non_null(data);
	path = data_path(data, "templates/record.rng");
	assert_true(g_file_test(path, G_FILE_TEST_IS_REGULAR));
	g_free(path);
	data_close(data);
	diags_destroy(diags);
}

static void
test_environment_names_the_folder(void **state)
{
	struct diags *diags = diags_create();
	struct data *data = data_open(NULL, diags);
	char *path = data_path(data, "styles/plain/style.xml");

	assert_true(g_str_has_prefix(path, *state));
	g_free(path);
	data_close(data);
	diags_destroy(diags);
}

static void
test_environment_that_is_wrong_is_told(void **state)
{
	struct diags *diags = diags_create();
	char *text;

	(void)state;
	g_setenv("REVISIT_DATA", "/dev/null", TRUE);
	assert_null(data_open(NULL, diags));
	assert_int_equal(diags_status(diags), 3);
	text = diags_text(diags);
	assert_non_null(strstr(text, "/dev/null"));
	free(text);
	diags_destroy(diags);
}

static void
test_templates_are_replaced_alone(void **state)
{
	struct diags *diags = diags_create();
	char *templates = g_build_filename(*state, "templates", NULL);
	struct data *data;
	char *path;

	g_unsetenv("REVISIT_DATA");
	data = data_open(templates, diags);
	path = data_path(data, "templates");
	assert_string_equal(path, templates);
	g_free(path);
	path = data_path(data, "templates/record.rng");
	assert_true(g_str_has_prefix(path, templates));
	g_free(path);
	path = data_path(data, "templates"); /* the folder itself, which is what templates are loaded from */
	assert_string_equal(path, templates);
	g_free(path);
	path = data_path(data, "styles/style.rng");
	assert_false(g_str_has_prefix(path, *state));
	g_free(path);
	data_close(data);
	assert_null(data_open("/dev/null", diags));
	assert_int_equal(diags_status(diags), 3);
	g_free(templates);
	diags_destroy(diags);
}

static void
test_unknown_name_tells_the_known_ones(void **state)
{
	struct diags *diags = diags_create();
	struct data *data = data_open(NULL, diags);
	char *path = data_find(data, "styles", "plain", "style.xml", "style", diags), *text;

	(void)state;
	assert_non_null(path);
	g_free(path);
	assert_int_equal(diags_count(diags, DIAG_NOTE), 0);
	assert_null(data_find(data, "styles", "hollow", "style.xml", "style", diags));
	assert_true(diags_has(diags, DIAG_RESOURCE_MISSING));
	text = diags_text(diags);
	assert_non_null(strstr(text, "there is no style 'hollow'"));
	assert_non_null(strstr(text, "grand, plain"));
	assert_null(strstr(text, "hollow,"));
	free(text);
	data_close(data);
	diags_destroy(diags);
}

static void
test_names_stay_inside(void **state)
{
	static const char *const names[] = { "", ".", "..", "../styles/plain", "plain/", "/plain",
		".plain", "plain/../plain" };
	struct diags *diags = diags_create();
	struct data *data = data_open(NULL, diags);

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		assert_null(data_find(data, "styles", names[i], "style.xml", "style", diags));
	assert_int_equal(diags_count(diags, DIAG_FAILURE), G_N_ELEMENTS(names));
	data_close(data);
	diags_destroy(diags);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_source_tree_is_found),
		cmocka_unit_test_setup_teardown(test_environment_names_the_folder, setup, teardown),
		cmocka_unit_test_setup_teardown(test_environment_that_is_wrong_is_told, setup, teardown),
		cmocka_unit_test_setup_teardown(test_templates_are_replaced_alone, setup, teardown),
		cmocka_unit_test_setup_teardown(test_unknown_name_tells_the_known_ones, setup, teardown),
		cmocka_unit_test_setup_teardown(test_names_stay_inside, setup, teardown),
	};

	g_unsetenv("REVISIT_DATA");
	return cmocka_run_group_tests_name("data", tests, NULL, NULL);
}
