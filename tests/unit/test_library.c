/* Libraries on demand: what is there is filled in, what is missing is told with the package it is
 * in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/library.h"
#include "printed.h"

/* The mathematics of the C library: it is there wherever this runs. */
static const char *const files[] = { "libnosuch.so.99", "libm.so.6", "libm.dylib", NULL };

static struct {
	void *handle;
	double (*cbrt)(double x), (*hypot)(double x, double y);
} lib;

static int
setup(void **state)
{
	(void)state;
	memset(&lib, 0, sizeof lib);
	return 0;
}

static void
test_any_name_will_do(void **state)
{
	static const struct library_call calls[] = { { "cbrt", &lib.cbrt }, { "hypot", &lib.hypot },
		{ 0 } };
	const struct library_wanted wanted = { "libm", "which computes", "libc6", files, calls };
	struct diags *diags = diags_create();

	(void)state;
	assert_true(library_load(&wanted, &lib.handle, diags));
	assert_non_null(lib.handle);
	assert_float_equal(lib.cbrt(27), 3, 1e-6);
	assert_float_equal(lib.hypot(3, 4), 5, 1e-6);
	assert_int_equal(diags_kept(diags), 0);
	diags_destroy(diags);
}

static void
test_what_is_loaded_is_left_alone(void **state)
{
	static const struct library_call calls[] = { { "cbrt", &lib.cbrt }, { 0 } };
	const struct library_wanted wanted = { "libm", "which computes", "libc6", files, calls };
	void *handle;

	(void)state;
	assert_true(library_load(&wanted, &lib.handle, NULL));
	handle = lib.handle;
	lib.cbrt = NULL;
	assert_true(library_load(&wanted, &lib.handle, NULL));
	assert_ptr_equal(lib.handle, handle);
	assert_null(lib.cbrt);
}

/* Both come to the same for whoever reads it: it wants installing. */
static void
missing_is_told(const struct library_wanted *wanted)
{
	struct diags *diags = diags_create();
	char *text;

	assert_false(library_load(wanted, &lib.handle, diags));
	assert_null(lib.handle);
	assert_int_equal(diags_status(diags), 3);
	text = diags_text(diags);
	assert_non_null(strstr(text, "the library libthing, which thinks, is not installed"));
	assert_non_null(strstr(text, "it comes with the package libthing9"));
	free(text);
	diags_destroy(diags);
	assert_false(library_load(wanted, &lib.handle, NULL)); /* and nobody needs to be told */
}

static void
test_library_that_is_missing_is_told(void **state)
{
	static const char *const none[] = { "libnosuch.so.99", "libnosuch.so", NULL };
	static const struct library_call calls[] = { { "cbrt", &lib.cbrt }, { 0 } };
	const struct library_wanted wanted = { "libthing", "which thinks", "libthing9", none,
		calls };

	(void)state;
	missing_is_told(&wanted);
}

static void
test_function_that_is_missing_is_told(void **state)
{
	static const struct library_call calls[] = { { "cbrt", &lib.cbrt },
		{ "no_such_function", &lib.hypot }, { 0 } };
	const struct library_wanted wanted = { "libthing", "which thinks", "libthing9", files,
		calls };

	(void)state;
	missing_is_told(&wanted);
	assert_null(lib.hypot);
}

static void
test_variables_are_found_in_what_is_loaded(void **state)
{
	static const struct library_call calls[] = { { "cbrt", &lib.cbrt }, { 0 } };
	const struct library_wanted wanted = { "libm", "which computes", "libc6", files, calls };

	(void)state;
	assert_null(library_variable(NULL, "signgam"));
	assert_true(library_load(&wanted, &lib.handle, NULL));
	assert_non_null(library_variable(lib.handle, "signgam"));
	assert_null(library_variable(lib.handle, "no_such_variable"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_any_name_will_do, setup),
		cmocka_unit_test_setup(test_what_is_loaded_is_left_alone, setup),
		cmocka_unit_test_setup(test_library_that_is_missing_is_told, setup),
		cmocka_unit_test_setup(test_function_that_is_missing_is_told, setup),
		cmocka_unit_test_setup(test_variables_are_found_in_what_is_loaded, setup),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
