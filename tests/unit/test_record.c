/* Reading records: encodings, well-formedness, limits, unpublishable text, lines and paths. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include <libxml/tree.h>

#include "record/record.h"
#include "loaded.h"
#include "printed.h"

#define MINIMAL "tests/records/minimal-follow-up.xml"

static struct schema *schema;

static int
setup(void **state)
{
	(void)state;
	schema = schema_loaded();
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	schema_destroy(schema);
	return 0;
}

/* A file of these bytes: its path, yours. */
static char *
file_made(const char *bytes, size_t size)
{
	char *path = NULL;
	int fd = g_file_open_tmp("record-XXXXXX.xml", &path, NULL);

	assert_int_equal(write(fd, bytes, size), (ssize_t)size);
	close(fd);
	return path;
}

/* The findings on these bytes as text without the path; "" when there are none. Yours, g_free. */
static char *
findings(const char *bytes, size_t size, const struct record_limits *limits)
{
	struct record_limits usual = RECORD_LIMITS_DEFAULT;
	struct diags *diags = diags_create();
	char *path = file_made(bytes, size), *text, **parts, *joined;
	struct record *record = record_load(path, schema, limits ? limits : &usual, diags);

	assert_true(!record == (diags_count(diags, DIAG_ERROR) > 0));
	record_destroy(record);
	text = diags_text(diags);
	parts = g_strsplit(text, path, -1);
	joined = g_strjoinv("", parts);
	g_strfreev(parts);
	free(text);
	unlink(path);
	g_free(path);
	diags_destroy(diags);
	return joined;
}

static char *
minimal(void)
{
	char *text = NULL;

	if (!g_file_get_contents(MINIMAL, &text, NULL, NULL))
		fail_msg("%s cannot be read", MINIMAL);
	return text;
}

/* The minimal record with one place changed. Yours, g_free. */
static char *
changed(const char *from, const char *to)
{
	char *text = minimal(), **parts = g_strsplit(text, from, 2), *result;

	assert_non_null(parts[1]);
	result = g_strconcat(parts[0], to, parts[1], NULL);
	g_strfreev(parts);
	g_free(text);
	return result;
}

static void
expect(const char *bytes, const char *start)
{
	char *found = findings(bytes, strlen(bytes), NULL);

	if (!g_str_has_prefix(found, start) || (!*start && *found))
		fail_msg("expected %s\nfound %s", start, found);
	/* one finding, and no more */
	assert_null(strstr(found, "\n:"));
	g_free(found);
}

static void
expect_change(const char *from, const char *to, const char *start)
{
	char *text = changed(from, to);

	expect(text, start);
	g_free(text);
}

static void
expect_converted(const char *encoding, const char *declared, const char *start)
{
	char *declaration = g_strdup_printf("encoding=\"%s\"", declared);
	char *text = changed("encoding=\"UTF-8\"", declaration), *bytes, *found;
	gsize size = 0;

	bytes = g_convert(text, -1, encoding, "UTF-8", NULL, &size, NULL);
	assert_non_null(bytes);
	found = findings(bytes, size, NULL);
	if (!g_str_has_prefix(found, start) || (!*start && *found))
		fail_msg("expected %s\nfound %s", start, found);
	g_free(found);
	g_free(bytes);
	g_free(text);
	g_free(declaration);
}

static void
test_a_valid_record_is_read_without_a_word(void **state)
{
	char *text = minimal();

	(void)state;
	expect(text, "");
	g_free(text);
}

static void
test_the_encodings_of_the_promise_are_read(void **state)
{
	(void)state;
	expect_converted("UTF-8", "UTF-8", "");
	expect_converted("UTF-16LE", "UTF-16", "");
	expect_converted("UTF-16BE", "utf-16", "");
	expect_converted("UTF-16", "UTF-16", "");
	expect_converted("ISO-8859-1", "ISO-8859-1", "");
	expect_converted("US-ASCII", "US-ASCII", "");
}

static void
test_other_and_untrue_encodings_are_refused(void **state)
{
	(void)state;
	expect_converted("UTF-8", "UTF-7", ":1: error: the record declares the encoding UTF-7");
	expect_converted("UTF-8", "windows-1252", ":1: error: the record declares the encoding windows");
	expect_converted("UTF-8", "UTF-16", ":1: error: the record declares the encoding UTF-16, but");
	expect_converted("UTF-16", "UTF-8", ":1: error: the record declares the encoding UTF-8, but");
	expect_converted("UTF-32", "UTF-32", ":1: error: this is a UTF-32 file");
	expect_change("Midshire", "Midshire \xe9", ":7: error: the byte E9 is not UTF-8");
	expect("\x1f\x8b\x08", ":1: error: this is a compressed (gzip) file");
}

static void
test_a_nul_or_half_a_character_is_refused(void **state)
{
	static const char nul[] = "<inspection-record>\n\0</inspection-record>";
	static const char odd[] = "\xff\xfe<\0a\0/\0>\0x";
	char *found = findings(nul, sizeof nul - 1, NULL);

	(void)state;
	assert_true(g_str_has_prefix(found, ":2: error: the record has an NUL byte"));
	g_free(found);
	found = findings(odd, sizeof odd - 1, NULL);
	assert_true(g_str_has_prefix(found, ":1: error: the record is not whole UTF-16"));
	g_free(found);
}

static void
test_a_doctype_is_refused_with_its_line(void **state)
{
	(void)state;
	expect("<?xml version=\"1.0\"?>\n\n<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>",
		":3: error: a record has no DOCTYPE");
}

static void
test_each_mistake_of_form_has_its_own_words(void **state)
{
	(void)state;
	expect("", ": error: the record is empty");
	expect(" \n", ": error: the record is empty");
	expect("hello", ":1: error: this is not XML");
	expect_change("</action>", "</acton>", ":69: error: `</acton>` closes nothing: `<action>` of line 60");
	expect_change("</strong>", "", ":59: error: `<strong>` is opened here and not closed before `</para>`");
	expect_change("\"robbery.change\"", "\"robbery.change", ":53: error: there is a quotation mark");
	expect_change("id=\"r1\"", "id=r1", ":58: error: the value of `id` has no quotation marks");
	expect_change("id=\"r1\"", "id", ":58: error: the attribute `id` has no value");
	expect_change("id=\"r1\"", "id=\"r1\" id=\"r2\"", ":58: error: the attribute `id` is given twice");
	expect_change("Yes, all", "Yes & all", ":76: error: a bare `&` stands here");
	expect_change("Yes, all", "Yes &eacute; all", ":76: error: `&eacute;` is not known");
	expect_change("Yes, all", "Yes &#xZZ; all", ":76: error: a broken reference");
	expect_change("Yes, all", "Yes < all", ":76: error: a bare `<` stands here");
	expect_change("Yes, all", "Yes ]]> all", ":76: error: `]]>` cannot stand in text");
	expect_change("Yes, all", "<!-- a -- b -->", ":76: error: `--` stands inside the comment");
	expect_change("Yes, all", "<!-- a", ":76: error: this comment is not closed");
	expect_change("<milestones/>", "<milestones/ >", ":54: error: `>` is missing after `/`");
	expect_change("<milestones/>", "<milestones\n<list/>", ":54: error: the tag `<milestones` is not");
	expect_change("</inspection-record>", "", ":80: error: the record ends here while");
	expect_change("</inspection-record>", "</inspection-record><a/>", ":81: error: `<a>` stands after");
	expect("<?xml version=\"1.0\"?>\n<a>", ":2: error: the record ends here");
	expect("\n<?xml version=\"1.0\"?><a/>", ":2: error: `<?xml` stands here");
}

static void
test_another_root_has_one_message(void **state)
{
	(void)state;
	expect("<?xml version=\"1.0\"?>\n<html><body/></html>",
		":2: error: the first element is `html`");
}

static void
test_characters_that_cannot_be_published_are_told(void **state)
{
	char *text;

	(void)state;
	expect_change("Yes", "Y\xe2\x80\xae""es", ":76: error: U+202E is a character that changes");
	expect_change("Yes", "Y&#x2067;es", ":76: error: U+2067 is a character that changes");
	expect_change("Yes", "Y\xee\x80\x80""es", ":76: error: U+E000 is a private character");
	expect_change("Yes", "Y\xef\xbf\xbe""es", ":76: error: U+FFFE is not a character");
	expect_change("Yes", "Y&#27;es", ":76: error: U+001B is a control character");
	expect_change("Yes", "Y\x01""es", ":76: error: U+0001 is a control character");
	text = g_strnfill(31 * 6, ' ');
	for (int i = 0; i < 31; i++)
		memcpy(text + i * 6, i % 2 ? "&#769;" : "\xcc\x81\xcc\x81\xcc\x81", 6);
	expect_change("Yes", text, ":76: error: more than 30 combining marks");
	g_free(text);
}

static void
expect_limit(struct record_limits limits, const char *start)
{
	char *text = minimal(), *found = findings(text, strlen(text), &limits);

	if (!g_str_has_prefix(found, start))
		fail_msg("expected %s\nfound %s", start, found);
	g_free(found);
	g_free(text);
}

static void
test_each_limit_has_its_message(void **state)
{
	struct record_limits limits = RECORD_LIMITS_DEFAULT;

	(void)state;
	limits.bytes = 100;
	expect_limit(limits, ": error: the record has ");
	limits = RECORD_LIMITS_DEFAULT;
	limits.nodes = 20;
	expect_limit(limits, ":5: error: the record has more than 20 nodes");
	limits = RECORD_LIMITS_DEFAULT;
	limits.depth = 3;
	expect_limit(limits, ":23: error: elements are more than 3 deep");
	limits = RECORD_LIMITS_DEFAULT;
	limits.attributes = 4;
	expect_limit(limits, ":2: error: a tag has more than 4 attributes");
	limits = RECORD_LIMITS_DEFAULT;
	limits.tag_bytes = 40;
	expect_limit(limits, ":2: error: a tag is longer than 40 bytes");
	limits = RECORD_LIMITS_DEFAULT;
	limits.names = 10;
	expect_limit(limits, ":6: error: the record has more than 10 different names");
}

static struct record *
load(const char *text, struct diags *diags)
{
	struct record_limits limits = RECORD_LIMITS_DEFAULT;
	char *path = file_made(text, strlen(text));
	struct record *record = record_load(path, schema, &limits, diags);

	unlink(path);
	g_free(path);
	return record;
}

static void
test_lines_are_right_beyond_65535(void **state)
{
	struct diags *diags = diags_create();
	char *newlines = g_strnfill(100000, '\n'), *text = changed("<milestones/>", newlines);
	struct record *record;
	xmlNode *body;

	(void)state;
	record = load(text, diags);
	assert_non_null(record);
	body = xmlFirstElementChild(xmlDocGetRootElement(record_doc(record)))->next->next->next->next;
	assert_string_equal((const char *)body->name, "body");
	assert_int_equal(record_line(body), 44);
	assert_int_equal(record_line(xmlLastElementChild(xmlDocGetRootElement(record_doc(record)))),
		80 + 100000);
	record_destroy(record);
	diags_destroy(diags);
	g_free(text);
	g_free(newlines);
}

static void
test_paths_count_siblings_of_a_name(void **state)
{
	struct diags *diags = diags_create();
	char *text = minimal(), *path;
	struct record *record = load(text, diags);
	xmlNode *meta = xmlFirstElementChild(xmlDocGetRootElement(record_doc(record)));
	xmlNode *data = xmlNextElementSibling(meta);

	(void)state;
	path = record_element_path(xmlFirstElementChild(meta));
	assert_string_equal(path, "/inspection-record/meta/organisation");
	g_free(path);
	path = record_element_path(xmlFirstElementChild(data)->next->next);
	assert_string_equal(path, "/inspection-record/data/period[1]");
	g_free(path);
	record_destroy(record);
	diags_destroy(diags);
	g_free(text);
}

static void
test_references_ids_and_dates_are_checked(void **state)
{
	static const struct { const char *from, *to, *finding; } cases[] = {
		{ "base=\"previous\"", "base=\"prevous\"", ":18: error: nothing in this record has the id `prevous`" },
		{ "id=\"half-2006\"", "id=\"previous\"", ":19: error: the id `previous` is used twice" },
		{ "xref to=\"r1\"", "xref to=\"current\"", ":53: error: `current` is a `period` (line 18)" },
		{ "to=\"2007-07-11\"", "to=\"2007-07-09\"", ":10: error: `visit` ends in 2007-07-09" },
		{ "date=\"2007-07\"", "date=\"2007-06\"", ":11: error: `issued` is dated 2007-06, before `visit`" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct diags *diags = diags_create();
		char *text = changed(cases[i].from, cases[i].to), *printed;
		struct record *record = load(text, diags);

		assert_non_null(record);
		assert_false(record_check(record, diags));
		printed = diags_text(diags);
		if (!strstr(printed, cases[i].finding))
			fail_msg("expected %s\nfound %s", cases[i].finding, printed);
		free(printed);
		record_destroy(record);
		diags_destroy(diags);
		g_free(text);
	}
}

static void
test_the_sample_records_are_found_sound(void **state)
{
	static const char *const samples[] = { "input/milton-keynes-2007.xml", "input/bromley-2008.xml",
		"input/bedfordshire-2008.xml", "input/mpa-2005.xml",
		"input/thames-valley-2007.xml",
		"input/units/bromley-2004.xml", "input/units/hackney-2004.xml",
		"tests/records/minimal-force-standard.xml" };

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(samples); i++) {
		struct diags *diags = diags_create();
		struct record *record = record_load(samples[i], schema, &RECORD_LIMITS_DEFAULT, diags);
		bool sound = record && record_check(record, diags);
		char *printed = diags_text(diags);

		if (!sound || *printed)
			fail_msg("%s: %s", samples[i], printed);
		free(printed);
		record_destroy(record);
		diags_destroy(diags);
	}
}

static void
test_references_of_the_force_kinds_are_checked(void **state)
{
	static const struct { const char *file, *from, *to, *finding; } cases[] = {
		{ "tests/records/minimal-force-standard.xml", "judgement of=\"neighbourhoods\"",
			"judgement of=\"asked\"", "`asked` is a `survey`" },
		{ "tests/records/minimal-force-standard.xml", "indicator-table of=\"good-job\"",
			"indicator-table of=\"bad-job\"", "nothing in this record has the id `bad-job`" },
		{ "input/mpa-2005.xml", "of=\"hackney.revisit-due\"", "of=\"units.revisit-due\"",
			"`units` is a `annex`" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct diags *diags = diags_create();
		char *text = NULL, **parts, *spoilt, *printed;
		struct record *record;

		assert_true(g_file_get_contents(cases[i].file, &text, NULL, NULL));
		parts = g_strsplit(text, cases[i].from, 2);
		assert_non_null(parts[1]);
		spoilt = g_strjoinv(cases[i].to, parts);
		record = load(spoilt, diags);
		assert_non_null(record);
		assert_false(record_check(record, diags));
		printed = diags_text(diags);
		if (!strstr(printed, cases[i].finding))
			fail_msg("expected %s\nfound %s", cases[i].finding, printed);
		free(printed);
		record_destroy(record);
		diags_destroy(diags);
		g_free(spoilt);
		g_strfreev(parts);
		g_free(text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_valid_record_is_read_without_a_word),
		cmocka_unit_test(test_the_encodings_of_the_promise_are_read),
		cmocka_unit_test(test_other_and_untrue_encodings_are_refused),
		cmocka_unit_test(test_a_nul_or_half_a_character_is_refused),
		cmocka_unit_test(test_a_doctype_is_refused_with_its_line),
		cmocka_unit_test(test_each_mistake_of_form_has_its_own_words),
		cmocka_unit_test(test_another_root_has_one_message),
		cmocka_unit_test(test_characters_that_cannot_be_published_are_told),
		cmocka_unit_test(test_each_limit_has_its_message),
		cmocka_unit_test(test_lines_are_right_beyond_65535),
		cmocka_unit_test(test_paths_count_siblings_of_a_name),
		cmocka_unit_test(test_references_ids_and_dates_are_checked),
		cmocka_unit_test(test_references_of_the_force_kinds_are_checked),
		cmocka_unit_test(test_the_sample_records_are_found_sound),
	};

	return cmocka_run_group_tests_name("record", tests, setup, teardown);
}
