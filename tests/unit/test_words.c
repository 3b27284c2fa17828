/* Words and patterns: what is found, what is filled, what a gap leaves. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/arena.h"
#include "report/words.h"

static const struct word list[] = { { "month-1", "Jan" }, { "no-data", "No data" } };
static const struct head head = { .words = list, .word_count = 2 };

static void
test_a_word_is_found_by_name_and_number(void **state)
{
	(void)state;
	assert_string_equal(words_find(&head, "no-data"), "No data");
	assert_string_equal(words_numbered(&head, "month", 1), "Jan");
	assert_null(words_find(&head, "no"));
	assert_null(words_numbered(&head, "month", 2));
}

static void
test_fields_are_filled_and_gaps_show(void **state)
{
	const struct field fields[] = { { "n", "12" }, { "what", "burglaries" }, { "none", NULL },
		{ NULL, NULL } };
	struct arena *arena = arena_create();

	(void)state;
	assert_string_equal(words_fill(arena, "{n} {what}.", fields), "12 burglaries.");
	assert_string_equal(words_fill(arena, "{n} {none}.", fields), "12.");
	assert_string_equal(words_fill(arena, "{n} {else} {", fields), "12 {else} {");
	assert_string_equal(words_fill(arena, "", fields), "");
	assert_null(words_fill(arena, NULL, fields));
	arena_destroy(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_word_is_found_by_name_and_number),
		cmocka_unit_test(test_fields_are_filled_and_gaps_show),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
