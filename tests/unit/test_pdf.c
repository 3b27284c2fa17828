/* PDF syntax, written and read: values, packing, the writer, name trees, codes, the seal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/hash.h"
#include "pdf/codes.h"
#include "pdf/differ.h"
#include "pdf/document.h"
#include "pdf/finish.h"
#include "pdf/packed.h"
#include "pdf/value.h"
#include "pdf/versions.h"

/* ---- values ---- */

static const struct value *
value_of(struct arena *arena, const char *text)
{
	struct lexer lexer = { text, text + strlen(text) };

	return value_read(arena, &lexer);
}

static int
plus_hundred(void *data, int number)
{
	(void)data;
	return number + 100;
}

static void
assert_written(const char *text, const char *wanted)
{
	const struct value_style style = { .map = plus_hundred };
	struct arena *arena = arena_create();
	const struct value *value = value_of(arena, text);
	GString *out = g_string_new(NULL);

	assert_non_null(value);
	value_write(out, value, &style);
	assert_string_equal(out->str, wanted);
	g_string_free(out, TRUE);
	arena_destroy(arena);
}

static void
test_values_are_written_as_they_were_read(void **state)
{
	(void)state;
	assert_written("[ 1 -2.5 /Name (a\\)(b)) <0a0B> true null ]", "[1 -2.5/Name(a\\)(b))<0a0B>true null]");
	assert_written("<< /A 1 /B [2 0 R 3] >>", "<</A 1/B[102 0 R 3]>>");
	assert_written("<</A<</B<</C 7 0 R>>>>>>", "<</A<</B<</C 107 0 R>>>>>>");
	assert_written("<</A 1/B 2/A 3>>", "<</A 1/B 2>>"); /* a name that comes again is dropped */
	assert_written("% remark\n/Name", "/Name");
}

static void
test_what_is_no_value_is_refused(void **state)
{
	static const char *const bad[] = { "", "[1 2", "<</A", "<</A 1", "<<1 2>>", "(open", "<0a", "]", ">>",
		"<</A>>", "(a\\)" };
	struct arena *arena = arena_create();
	GString *deep = g_string_new(NULL);

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
		if (value_of(arena, bad[i]))
			fail_msg("taken for a value: %s", bad[i]);
	for (int i = 0; i < 100000; i++)
		g_string_append_c(deep, '[');
	assert_null(value_of(arena, deep->str));
	g_string_free(deep, TRUE);
	arena_destroy(arena);
}

static void
test_members_are_found_by_name(void **state)
{
	struct arena *arena = arena_create();
	const struct value *dict = value_of(arena, "<</Type/Page/Count 12/Big 99999999999/Kid 5 0 R>>");
	int number = 0;

	(void)state;
	assert_true(value_is(value_find(dict, "Type"), "Page"));
	assert_false(value_is(value_find(dict, "Type"), "Pages"));
	assert_null(value_find(dict, "Typ"));
	assert_true(value_whole(value_find(dict, "Count"), &number) && number == 12);
	assert_false(value_whole(value_find(dict, "Big"), &number));
	assert_int_equal(value_find(dict, "Kid")->kind, VALUE_REFERENCE);
	arena_destroy(arena);
}

/* ---- packing ---- */

static void
test_packed_bytes_come_back_and_no_more_than_allowed(void **state)
{
	struct packer *packer = packer_create();
	GByteArray *packed = g_byte_array_new(), *out = g_byte_array_new();
	char *bytes = g_malloc0(1 << 20);

	(void)state;
	memcpy(bytes + 1000, "words", 5);
	packer_pack(packer, packed, bytes, 1 << 20);
	assert_true(packed->len < 5000);
	assert_true(packer_unpack(packer, out, packed->data, packed->len, 1 << 20));
	assert_int_equal(out->len, 1 << 20);
	assert_memory_equal(out->data, bytes, 1 << 20);
	assert_false(packer_unpack(packer, out, packed->data, packed->len, (1 << 20) - 1));
	assert_false(packer_unpack(packer, out, packed->data, packed->len - 1, 1 << 20));
	packed->data[packed->len - 1] ^= 8; /* of the checksum */
	assert_false(packer_unpack(packer, out, packed->data, packed->len, 1 << 20));
	assert_false(packer_unpack(packer, out, "", 0, 100));
	packer_pack(packer, packed, "", 0);
	assert_true(packer_unpack(packer, out, packed->data, packed->len, 100));
	assert_int_equal(out->len, 0);
	g_free(bytes);
	g_byte_array_free(packed, TRUE);
	g_byte_array_free(out, TRUE);
	packer_destroy(packer);
}

static bool
is_packed(const char *path)
{
	const struct packed_file *file = packed_files;
	char text[HASH_TEXT], *bytes;
	gsize size;

	assert_true(g_file_get_contents(path, &bytes, &size, NULL));
	hash_of(bytes, size, text);
	g_free(bytes);
	while (file->sha256 && strcmp(file->sha256, text) != 0)
		file++;
	return file->sha256 != NULL;
}

/* What the program has packed of its files is what it would pack now: a document does not tell which. */
static void
test_files_of_the_program_are_packed_as_they_would_be_now(void **state)
{
	static const char *const paths[] = { "templates/record.rng", "templates/common/blocks.xsl",
		"templates/follow-up/report.xsl", "templates/strings/cy.xml", "styles/inspectorate/style.xml" };
	struct packer *packer = packer_create();
	GByteArray *plain = g_byte_array_new(), *packed = g_byte_array_new();
	char text[HASH_TEXT];

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(paths); i++)
		assert_true(is_packed(paths[i]));
	for (const struct packed_file *file = packed_files; file->sha256; file++) {
		assert_true(packer_unpack(packer, plain, file->bytes, file->size, 1 << 20));
		hash_of(plain->data, plain->len, text);
		assert_string_equal(text, file->sha256);
		packer_pack(packer, packed, plain->data, plain->len);
		assert_int_equal(packed->len, file->size);
		assert_memory_equal(packed->data, file->bytes, file->size);
	}
	g_byte_array_free(plain, TRUE);
	g_byte_array_free(packed, TRUE);
	packer_destroy(packer);
}

/* ---- the writer ---- */

static void
sink(void *data, const void *bytes, size_t size)
{
	g_string_append_len(data, bytes, (gssize)size);
}

/* A document of one page and `more` further objects; with names when asked for. */
static GString *
document_write(int more, int names, const char *drawing)
{
	GString *out = g_string_new(NULL), *object;
	struct finish finish = { .writer = writer_create(sink, out) };
	struct writer *writer = finish.writer;
	int root = writer_reserve(writer, 5), tree = 0;

	for (int i = 0; i < more; i++) {
		g_string_append_printf(writer_begin(writer, writer_reserve(writer, 1)), "<</Number %d>>", i);
		writer_end(writer);
	}
	if (names) {
		struct name_tree *made = name_tree_begin(&finish);

		for (int i = 0; i < names; i++) {
			char name[16], value[16];

			g_snprintf(name, sizeof name, "n%05d", i);
			g_snprintf(value, sizeof value, "(%d)", i);
			name_tree_add(made, name, value);
		}
		tree = name_tree_end(made);
	}
	object = writer_begin(writer, root);
	g_string_append_printf(object, "<</Type/Catalog/Pages %d 0 R/Lang(cy)", root + 1);
	if (tree)
		g_string_append_printf(object, "/Names<</Dests %d 0 R>>", tree);
	g_string_append(object, ">>");
	writer_end(writer);
	g_string_append_printf(writer_begin(writer, root + 1), "<</Type/Pages/Count 1/Kids[%d 0 R]>>", root + 2);
	writer_end(writer);
	g_string_append_printf(writer_begin(writer, root + 2), "<</Type/Page/Parent %d 0 R/MediaBox[0 0 9 9]"
		"/Resources<<>>/Contents %d 0 R>>", root + 1, root + 3);
	writer_end(writer);
	writer_stream_packed(writer, root + 3, "", drawing, strlen(drawing));
	object = writer_begin(writer, root + 4);
	g_string_append(object, "<</Title");
	text_string_put(object, "T\xc5\xb7 (a) \xe2\x82\xac");
	g_string_append(object, ">>");
	writer_end(writer);
	writer_finish(writer, root, root + 4);
	writer_destroy(writer);
	return out;
}

/* Takes the bytes. */
static struct document *
document_of(GString *bytes)
{
	struct diags *diags = diags_create();
	size_t size = bytes->len;
	struct document *document = document_parse(g_string_free(bytes, FALSE), size, "x.pdf", diags);

	assert_non_null(document);
	assert_int_equal(diags_worst(diags), DIAG_NOTE);
	diags_destroy(diags);
	return document;
}

/* Read by libqpdf, from one object stream, and from many of them. */
static void
test_what_is_written_can_be_read(void **state)
{
	static const int sizes[] = { 0, 1, 200, 1000 };

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) {
		struct document *document = document_of(document_write(sizes[i], 0, "0 0 m\n"));
		char *title = document_info(document, "/Title"), *lang = document_catalog(document, "/Lang");

		assert_int_equal(document_pages(document), 1);
		assert_string_equal(title, "T\xc5\xb7 (a) \xe2\x82\xac");
		assert_string_equal(lang, "cy");
		g_free(title);
		g_free(lang);
		document_destroy(document);
	}
}

/* As `qpdf --check` sees a name tree: in order, limits right. One leaf, two, and more than a hundred. */
static void
test_name_trees_are_sound(void **state)
{
	static const int sizes[] = { 1, 64, 65, 10000 };

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) {
		GString *bytes = document_write(0, sizes[i], "0 0 m\n");
		char *folder = g_dir_make_tmp("pdfXXXXXX", NULL);
		char *path = g_build_filename(folder, "x.pdf", NULL), *said = NULL;
		char *command = g_strdup_printf("qpdf --check %s", path);
		int status = 1;

		assert_true(g_file_set_contents(path, bytes->str, (gssize)bytes->len, NULL));
		assert_true(g_spawn_command_line_sync(command, &said, NULL, &status, NULL));
		if (status != 0)
			fail_msg("%d names: %s", sizes[i], said);
		remove(path);
		remove(folder);
		g_free(said);
		g_free(command);
		g_free(path);
		g_free(folder);
		g_string_free(bytes, TRUE);
	}
}

static void
test_strings_and_numbers_are_written_plainly(void **state)
{
	static const struct {
		double number;
		const char *text;
	} numbers[] = { { 0, "0" }, { -0.0, "0" }, { 1.5, "1.5" }, { -1.25, "-1.25" }, { 100, "100" },
		{ 0.004, "0" }, { 0.005, ".01" }, { -12.1, "-12.1" }, { 0.3, ".3" } };
	GString *out = g_string_new(NULL);

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
		g_string_truncate(out, 0);
		number_put(out, numbers[i].number);
		assert_string_equal(out->str, numbers[i].text);
	}
	g_string_truncate(out, 0);
	text_string_put(out, "a(b)\\");
	assert_string_equal(out->str, "(a\\(b\\)\\\\)");
	g_string_truncate(out, 0);
	text_string_put(out, "\xf0\x9f\x98\x80"); /* beyond the first plane: two units */
	assert_string_equal(out->str, "<feffd83dde00>");
	g_string_free(out, TRUE);
}

/* ---- codes ---- */

static void
assert_shown(const char *cmap, bool wide, const char *bytes, size_t size, const char *wanted)
{
	struct codes *codes = codes_read(cmap, cmap ? strlen(cmap) : 0, wide);
	GString *out = g_string_new(NULL);

	codes_put(codes, out, bytes, size);
	assert_string_equal(out->str, wanted);
	g_string_free(out, TRUE);
	codes_destroy(codes);
}

static void
test_codes_mean_what_their_table_says(void **state)
{
	(void)state;
	assert_shown("1 beginbfchar\n<41> <0062>\nendbfchar", false, "A", 1, "b");
	assert_shown("1 beginbfrange\n<0041> <0043> <0061>\nendbfrange", true, "\0A\0C", 4, "ac");
	assert_shown("1 beginbfrange\n<01> <02> [<00660066> <0041>]\nendbfrange", false, "\1\2", 2, "ffA");
	assert_shown("1 beginbfchar\n<0001> <d83dde00>\nendbfchar", true, "\0\1", 2, "\xf0\x9f\x98\x80");
	assert_shown(NULL, false, "A\x80", 2, "A\xe2\x82\xac");
	assert_shown("1 beginbfrange\n<0000> <ffff> <0041>", true, "\0\0\0", 3, "A"); /* half a code is none */
	assert_shown("1 beginbfchar\n<0041> <0062>\nendbfchar", true, "\0A\0B", 4, "b\xef\xbf\xbd");
}

static void
test_strings_are_read_as_they_were_meant(void **state)
{
	static const struct {
		const char *text, *wanted;
	} strings[] = { { "(a\\(b\\)\\\\)", "a(b)\\" }, { "(\\101\\7)", "A\7" }, { "(a\\\nb)", "ab" },
		{ "<4142 4>", "AB@" }, { "(a(b)c)", "a(b)c" }, { "(\\n\\q)", "\nq" } };
	GString *out = g_string_new(NULL);

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(strings); i++) {
		g_string_truncate(out, 0);
		string_unescape(out, strings[i].text, strlen(strings[i].text));
		assert_string_equal(out->str, strings[i].wanted);
	}
	g_string_free(out, TRUE);
}

/* ---- versions ---- */

static enum seal
seal_of(GString *bytes)
{
	struct document *document = document_of(bytes);
	enum seal seal = document_seal(document);

	document_destroy(document);
	return seal;
}

static void
test_the_seal_breaks_with_any_byte(void **state)
{
	GString *bytes = document_write(300, 0, "0 0 m\n");
	size_t table = (size_t)strtol(strstr(bytes->str + bytes->len - 40, "startxref") + 10, NULL, 10);

	(void)state;
	assert_int_equal(seal_of(g_string_new_len(bytes->str, (gssize)bytes->len)), SEAL_WHOLE);
	for (size_t at = 20; at < table; at += table / 7) {
		GString *other = g_string_new_len(bytes->str, (gssize)bytes->len);
		struct diags *diags = diags_create();
		struct document *document;

		other->str[at] ^= 1;
		document = document_parse(g_memdup2(other->str, other->len + 1), other->len, "x.pdf", diags);
		if (document)
			assert_int_equal(document_seal(document), SEAL_BROKEN);
		document_destroy(document);
		diags_destroy(diags);
		g_string_free(other, TRUE);
	}
	g_string_append(bytes, "% of others\n%%EOF\n");
	assert_int_equal(seal_of(bytes), SEAL_WHOLE);
}

static void
test_what_is_appended_is_measured(void **state)
{
	GString *bytes = document_write(0, 0, "0 0 m\n");
	size_t size = bytes->len;
	struct document *document;
	bool is_signed = true;

	(void)state;
	g_string_append(bytes, "% more\n");
	document = document_of(bytes);
	assert_int_equal(document_first(document), size);
	assert_int_equal(document_appended(document, &is_signed), 7);
	assert_false(is_signed);
	document_destroy(document);
}

static void
test_places_are_told_in_ranges(void **state)
{
	static const int numbers[] = { 1, 3, 4, 5, 9, 11, 13, 15, 17, 19, 21 };
	GArray *list = g_array_new(FALSE, FALSE, sizeof(int));
	char *text = places_text(list);

	(void)state;
	assert_string_equal(text, "");
	g_free(text);
	g_array_append_vals(list, numbers, G_N_ELEMENTS(numbers));
	text = places_text(list);
	assert_string_equal(text, "1, 3-5, 9, 11, 13, 15, 17, 19, ...");
	g_free(text);
	g_array_free(list, TRUE);
}

static void
test_pages_differ_where_they_are_drawn_otherwise(void **state)
{
	struct document *a = document_of(document_write(0, 0, "0 0 m\n"));
	struct document *b = document_of(document_write(7, 0, "0 0 m\n"));
	struct document *c = document_of(document_write(0, 0, "0 1 m\n"));
	GArray *none = document_pages_differ(a, b), *one = document_pages_differ(a, c);
	char *objects = document_objects_differ(a, c);

	(void)state;
	assert_int_equal(none->len, 0); /* the objects' numbers have no say */
	assert_int_equal(one->len, 1);
	assert_string_equal(objects, "4 (the drawing of page 1)");
	g_free(objects);
	g_array_free(none, TRUE);
	g_array_free(one, TRUE);
	document_destroy(a);
	document_destroy(b);
	document_destroy(c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_values_are_written_as_they_were_read),
		cmocka_unit_test(test_what_is_no_value_is_refused),
		cmocka_unit_test(test_members_are_found_by_name),
		cmocka_unit_test(test_packed_bytes_come_back_and_no_more_than_allowed),
		cmocka_unit_test(test_files_of_the_program_are_packed_as_they_would_be_now),
		cmocka_unit_test(test_what_is_written_can_be_read),
		cmocka_unit_test(test_name_trees_are_sound),
		cmocka_unit_test(test_strings_and_numbers_are_written_plainly),
		cmocka_unit_test(test_codes_mean_what_their_table_says),
		cmocka_unit_test(test_strings_are_read_as_they_were_meant),
		cmocka_unit_test(test_the_seal_breaks_with_any_byte),
		cmocka_unit_test(test_what_is_appended_is_measured),
		cmocka_unit_test(test_places_are_told_in_ranges),
		cmocka_unit_test(test_pages_differ_where_they_are_drawn_otherwise),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
