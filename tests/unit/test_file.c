/* Output files: whole and in order, whatever the pieces; what fails is told, and the old file stays. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>

#include "base/file.h"

enum { PIECES = 400, MOST_PIECE = 200000 };

static char *folder, *path;

static int
set_up(void **state)
{
	(void)state;
	folder = g_dir_make_tmp("revisit-XXXXXX", NULL);
	path = g_build_filename(folder, "out", NULL);
	return folder ? 0 : -1;
}

static int
tear_down(void **state)
{
	(void)state;
	g_unlink(path);
	g_rmdir(folder);
	g_free(path);
	g_free(folder);
	return 0;
}

static void
assert_file(const char *bytes, size_t size)
{
	gsize got;
	char *there;

	assert_true(g_file_get_contents(path, &there, &got, NULL));
	assert_int_equal(got, size);
	assert_memory_equal(there, bytes, size);
	g_free(there);
}

/* Nothing but the output itself: no temporary file is left behind. */
static void
assert_alone(void)
{
	GDir *dir = g_dir_open(folder, 0, NULL);

	assert_string_equal(g_dir_read_name(dir), "out");
	assert_null(g_dir_read_name(dir));
	g_dir_close(dir);
}

static void
test_pieces_of_any_size_come_in_their_order(void **state)
{
	struct diags *diags = diags_create();
	struct outfile *out = outfile_open(path, diags);
	GString *all = g_string_new(NULL);
	GRand *random = g_rand_new_with_seed(7);

	(void)state;
	for (int i = 0; i < PIECES; i++) {
		size_t size = (size_t)g_rand_int_range(random, 0, i % 10 ? 300 : MOST_PIECE);
		gsize from = all->len;

		while (all->len < from + size)
			g_string_append_c(all, (char)g_rand_int(random));
		assert_true(outfile_write(out, all->str + from, size));
	}
	assert_true(outfile_commit(out, diags));
	assert_file(all->str, all->len);
	assert_alone();
	g_rand_free(random);
	g_string_free(all, TRUE);
	diags_destroy(diags);
}

/* Also a file so small that nothing is written before its end. */
static void
assert_failure_told(size_t size)
{
	const struct rlimit none = { 0, RLIM_INFINITY };
	const struct rlimit all = { RLIM_INFINITY, RLIM_INFINITY };
	struct diags *diags = diags_create();
	struct outfile *out;
	char *bytes = g_malloc0(size);

	assert_true(g_file_set_contents(path, "old", 3, NULL));
	out = outfile_open(path, diags);
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &none), 0);
	outfile_write(out, bytes, size);
	assert_false(outfile_commit(out, diags));
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &all), 0);
	assert_int_equal(diags_worst(diags), DIAG_FAILURE);
	assert_file("old", 3);
	assert_alone();
	g_free(bytes);
	diags_destroy(diags);
}

static void
test_what_cannot_be_written_is_told_and_the_old_file_stays(void **state)
{
	(void)state;
	assert_failure_told(1);
	assert_failure_told(1 << 20);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_pieces_of_any_size_come_in_their_order, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_what_cannot_be_written_is_told_and_the_old_file_stays,
			set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
