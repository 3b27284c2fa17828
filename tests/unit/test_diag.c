/* Diagnostics: levels, exit status, cleaning, the cap. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/diag.h"
#include "printed.h"

static void
test_worst_level_decides_the_status(void **state)
{
	struct diags *diags = *state;
	struct place place = { .file = "q3.xml", .line = 12 };

	assert_int_equal(diags_status(diags), 0);
	diag(diags, DIAG_STYLE_UNKNOWN, place, "a warning");
	assert_int_equal(diags_status(diags), 0);
	diag(diags, DIAG_SCHEMA_VALUE, place, "an error");
	assert_int_equal(diags_status(diags), 1);
	diag(diags, DIAG_FILE_READ, place, "a failure");
	diag(diags, DIAG_SCHEMA_VALUE, place, "another error");
	assert_int_equal(diags_status(diags), 3);
	assert_int_equal(diags_count(diags, DIAG_ERROR), 3);
}

static void
test_a_finding_prints_in_gcc_form_with_its_hint(void **state)
{
	struct diags *diags = *state;
	char *text;

	diag(diags, DIAG_SCHEMA_VALUE, (struct place){ "q3.xml", 12, 0, "/a/b" }, "%d, not %d", 90, 100);
	diag_hint(diags, "use 100");
	text = diags_text(diags);
	assert_string_equal(text,
		"q3.xml:12: error: 90, not 100 [schema-value]\n    in /a/b\n    hint: use 100\n");
	free(text);
}

static void
test_messages_are_cleaned_of_controls_and_directions(void **state)
{
	struct diags *diags = *state;
	char *text;

	diag(diags, DIAG_SCHEMA_VALUE, (struct place){ 0 }, "a\x1b[31m \xe2\x80\xae b\xff");
	text = diags_text(diags);
	assert_string_equal(text, "error: a<U+001B>[31m <U+202E> b\xef\xbf\xbd [schema-value]\n");
	free(text);
}

static void
test_findings_are_capped_and_the_rest_counted(void **state)
{
	struct diags *diags = *state;
	char *text;

	for (int i = 0; i < 100000; i++)
		diag(diags, DIAG_SCHEMA_VALUE, (struct place){ "x.xml", i, 0, NULL }, "finding %d", i);
	text = diags_text(diags);
	assert_true(strlen(text) < 128 * 1024);
	assert_non_null(strstr(text, "more findings are not shown"));
	assert_int_equal(diags_count(diags, DIAG_ERROR), 100000);
	free(text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_worst_level_decides_the_status, diags_setup, diags_teardown),
		cmocka_unit_test_setup_teardown(test_a_finding_prints_in_gcc_form_with_its_hint, diags_setup,
			diags_teardown),
		cmocka_unit_test_setup_teardown(test_messages_are_cleaned_of_controls_and_directions,
			diags_setup, diags_teardown),
		cmocka_unit_test_setup_teardown(test_findings_are_capped_and_the_rest_counted, diags_setup,
			diags_teardown),
	};

	return cmocka_run_group_tests_name("diag", tests, NULL, NULL);
}
