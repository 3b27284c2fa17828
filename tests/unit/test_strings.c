/* The fixed words of all languages: none has a gap, and each has its own numbers and alphabet. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include <glib.h>
#include <libxml/tree.h>

#include "base/xml.h"
#include "report/strings.h"
#include "text.h"

#define FOLDER "templates/strings"
#define FIRST "en-GB"

/* Name → text as it stands in the file, with <value> as it is. */
static GHashTable *
words_of(const char *prefix, const char *lang)
{
	char *path = g_strdup_printf(FOLDER "/%s%s.xml", prefix, lang);
	struct diags *diags = diags_create();
	xmlDocPtr doc = xml_load(path, "words", diags);
	GHashTable *words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	xmlBufferPtr buffer = xmlBufferCreate();

	if (!doc)
		fail_msg("%s cannot be read", path);
	for (xmlNode *at = xmlFirstElementChild(xmlDocGetRootElement(doc)); at;
		at = xmlNextElementSibling(at)) {
		xmlBufferEmpty(buffer);
		for (xmlNode *child = at->children; child; child = child->next)
			xmlNodeDump(buffer, doc, child, 0, 0);
		if (!g_hash_table_insert(words, xml_attribute(at, "name"),
			    g_strdup((const char *)xmlBufferContent(buffer))))
			fail_msg("%s has two words of one name on line %ld", path, xmlGetLineNo(at));
	}
	xmlBufferFree(buffer);
	xmlFreeDoc(doc);
	diags_destroy(diags);
	g_free(path);
	return words;
}

/* The languages that have a file; yours, g_ptr_array_free. */
static GPtrArray *
languages(void)
{
	GPtrArray *found = g_ptr_array_new_with_free_func(g_free);
	GDir *dir = g_dir_open(FOLDER, 0, NULL);
	const char *name;

	while ((name = g_dir_read_name(dir)))
		if (g_str_has_suffix(name, ".xml") && !g_str_has_prefix(name, "charts.") &&
			!g_str_has_prefix(name, "access."))
			g_ptr_array_add(found, g_strndup(name, strlen(name) - 4));
	g_dir_close(dir);
	return found;
}

/* Every {field} of `text` is in `other`; a language may do without articles. */
static void
assert_fields(const char *lang, const char *name, const char *text, const char *other)
{
	for (const char *at = text; (at = strchr(at, '{')); at++) {
		char *field = g_strndup(at, strcspn(at, "}") + 1);

		if (!strstr(other, field) && strcmp(field, "{article}") != 0)
			fail_msg("%s: the word %s has no %s, or one too many", lang, name, field);
		g_free(field);
	}
}

static void
compare(const char *prefix, const char *lang)
{
	GHashTable *first = words_of(prefix, FIRST), *other = words_of(prefix, lang);
	GHashTableIter iter;
	gpointer name, text;

	g_hash_table_iter_init(&iter, other);
	while (g_hash_table_iter_next(&iter, &name, &text))
		if (!g_hash_table_contains(first, name))
			fail_msg("%s: the word %s is in no other language", lang, (char *)name);
	g_hash_table_iter_init(&iter, first);
	while (g_hash_table_iter_next(&iter, &name, &text)) {
		const char *its = g_hash_table_lookup(other, name);

		if (!its)
			fail_msg("%s: the word %s is missing", lang, (char *)name);
		assert_fields(lang, name, text, its);
		assert_fields(lang, name, its, text);
		if (occurrences(text, "<value>") != occurrences(its, "<value>"))
			fail_msg("%s: the word %s sets off other values", lang, (char *)name);
	}
	g_hash_table_destroy(first);
	g_hash_table_destroy(other);
}

static void
test_no_language_has_a_gap(void **state)
{
	GPtrArray *all = languages();

	(void)state;
	assert_true(all->len >= 2);
	for (guint i = 0; i < all->len; i++) {
		compare("", all->pdata[i]);
		compare("charts.", all->pdata[i]);
		compare("access.", all->pdata[i]);
	}
	g_ptr_array_free(all, TRUE);
}

static struct diags *diags;
static struct strings *welsh;
static struct printing printing;

static int
welsh_setup(void **state)
{
	(void)state;
	diags = diags_create();
	welsh = strings_load(FOLDER, "cy", diags);
	assert_non_null(welsh);
	printing = (struct printing){ .strings = welsh, .arena = arena_create() };
	return 0;
}

static int
welsh_teardown(void **state)
{
	(void)state;
	arena_destroy(printing.arena);
	strings_destroy(welsh);
	diags_destroy(diags);
	return 0;
}

static void
test_welsh_numbers_and_dates(void **state)
{
	static const struct { int n; const char *as, *text; } rows[] = {
		{ 3, "words", "tri" }, { 10, "words", "deg" }, { 11, "words", "11" },
		{ 1, "ordinal", "cyntaf" }, { 13, "ordinal", "13eg" }, { 20, "ordinal", "20fed" },
		{ 21, "ordinal", "21ain" }, { 30, "ordinal", "30ain" }, { 112, "ordinal", "112fed" },
		{ 27906, "number", "27,906" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		const struct figure figure = { .kind = FIGURE_NUMBER, .num = num_whole(rows[i].n) };

		assert_string_equal(print_figure(&printing, &figure,
			&(struct print_style){ .as = rows[i].as, .digits = -1 }), rows[i].text);
	}
	assert_string_equal(print_date(&printing, "2007-07-31", NULL), "31 Gorffennaf 2007");
	assert_string_equal(print_date(&printing, "2007-01", "2007-06"), "Ionawr – Mehefin 2007");
	assert_string_equal(print_article(&printing, "8.97%"), "");
	assert_string_equal(print_list(&printing, "3 6 12"), "3, 6 a 12");
	assert_null(printing.missing);
}

static void
test_welsh_letters_of_two_characters_have_their_own_place(void **state)
{
	static const char *const order[] = {
		"Abad", "Câr", "Cwm", "Chwaer", "Dŵr", "Ddoe", "Ffordd", "Gwlad", "Ngardd", "Haf", "Lôn",
		"Llan", "Mam", "Rhaid", "Sir", "Tad", "Thema", "ŵyn", "Ysgol",
	};

	(void)state;
	for (size_t i = 1; i < G_N_ELEMENTS(order); i++)
		if (strcmp(print_sort_key(&printing, order[i - 1]),
			print_sort_key(&printing, order[i])) >= 0)
			fail_msg("%s does not come before %s", order[i - 1], order[i]);
	assert_string_equal(print_letter(&printing, "llan"), "Ll");
	assert_string_equal(print_letter(&printing, "LLAN"), "Ll");
	assert_string_equal(print_letter(&printing, "Lôn"), "L");
	assert_string_equal(print_letter(&printing, "ŵyn"), "W");
	assert_string_equal(print_letter(&printing, "1st"), "");
	assert_string_equal(print_letter(&printing, ""), "");
}

static void
test_white_space_is_folded(void **state)
{
	static const char *const cases[][2] = {
		{ "", "" }, { " \n\t", "" }, { "one", "one" }, { "  one\r\n\ttwo  three \n", "one two three" },
		{ "a\xc2\xa0 b", "a\xc2\xa0 b" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		char *text = g_strdup(cases[i][0]);

		xml_fold(text);
		assert_string_equal(text, cases[i][1]);
		g_free(text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_white_space_is_folded),
		cmocka_unit_test(test_no_language_has_a_gap),
		cmocka_unit_test_setup_teardown(test_welsh_numbers_and_dates, welsh_setup, welsh_teardown),
		cmocka_unit_test_setup_teardown(test_welsh_letters_of_two_characters_have_their_own_place,
			welsh_setup, welsh_teardown),
	};

	xml_init();
	return cmocka_run_group_tests_name("fixed words", tests, NULL, NULL);
}
