/* Where things come from: every word, cell, mark, picture and link of every sample names the line of the
 * file that holds it, or that holds the element which caused it; and following it changes nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <glib.h>
#include <glib/gstdio.h>
#include <libxml/tree.h>

#include "layout/layout.h"
#include "paint/svg.h"
#include "record/record.h"
#include "report/origin.h"
#include "report/report.h"
#include "style/style.h"
#include "frame/picture.h"
#include "loaded.h"

static const char *const samples[] = { "input/milton-keynes-2007.xml", "input/bromley-2008.xml",
	"input/thames-valley-2007.xml", "input/bedfordshire-2008.xml", "input/mpa-2005.xml",
	"tests/golden/worded/record.xml", "tests/golden/worded-units/record.xml" };

static struct schema *schema;
static struct templates *templates;
static struct style *style;
static struct fonts *fonts;
static GHashTable *files; /* path → lines, g_strfreev */

static int
group_setup(void **state)
{
	struct diags *diags = diags_create();

	(void)state;
	schema = schema_loaded();
	templates = templates_load("templates", diags);
	style = style_load("styles/inspectorate/style.xml", diags);
	fonts = style ? fonts_create(style, diags) : NULL;
	files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_strfreev);
	assert_non_null(templates);
	assert_non_null(fonts);
	diags_destroy(diags);
	return 0;
}

static int
group_teardown(void **state)
{
	(void)state;
	g_hash_table_destroy(files);
	fonts_destroy(fonts);
	style_destroy(style);
	templates_destroy(templates);
	schema_destroy(schema);
	return 0;
}

/* ---- what is made ---- */

struct made {
	struct record *record;
	struct report *report;
	struct pages *pages;
};

static struct made
make(const char *path, bool exact)
{
	const struct record_limits limits = RECORD_LIMITS_DEFAULT;
	struct diags *diags = diags_create();
	char *folder = g_path_get_dirname(path);
	struct made made = { record_load(path, schema, &limits, diags), NULL, NULL };

	assert_non_null(made.record);
	made.report = report_make(made.record, templates,
		&(struct report_options){ .draft = true, .exact = exact, .schema = schema }, diags);
	assert_non_null(made.report);
	pictures_read(made.report, folder, diags);
	made.pages = layout_report(made.report, style, fonts, diags);
	assert_non_null(made.pages);
	g_free(folder);
	diags_destroy(diags);
	return made;
}

static void
made_finish(struct made *made)
{
	pages_destroy(made->pages);
	report_destroy(made->report);
	record_destroy(made->record);
}

/* ---- the lines of files ---- */

/* Entities as the characters that they stand for, enough for the samples. */
static const char *
line_of(const char *file, int line)
{
	char **lines = g_hash_table_lookup(files, file);
	char *text;

	if (!lines) {
		GString *decoded;

		if (!g_file_get_contents(file, &text, NULL, NULL))
			fail_msg("there is no file %s", file);
		decoded = g_string_new(text);
		g_string_replace(decoded, "&lt;", "<", 0);
		g_string_replace(decoded, "&gt;", ">", 0);
		g_string_replace(decoded, "&quot;", "\"", 0);
		g_string_replace(decoded, "&apos;", "'", 0);
		g_string_replace(decoded, "&amp;", "&", 0);
		lines = g_strsplit(decoded->str, "\n", -1);
		g_string_free(decoded, TRUE);
		g_free(text);
		g_hash_table_insert(files, g_strdup(file), lines);
	}
	return line >= 1 && line <= (int)g_strv_length(lines) ? lines[line - 1] : NULL;
}

/* Case aside: a style may raise a text to capitals. */
static bool
has_word(const char *line, const char *word)
{
	char *lower = g_utf8_strdown(line, -1), *wanted = g_utf8_strdown(word, -1);
	bool has = strstr(lower, wanted) != NULL;

	g_free(lower);
	g_free(wanted);
	return has;
}

/* ---- what is found ---- */

struct tally {
	int words, figures, dates, fixed, marks, others, wrong;
};

static void
wrong(struct tally *tally, const char *what, const char *text, const char *file, int line)
{
	const char *found = file ? line_of(file, line) : NULL;

	if (tally->wrong++ < 20)
		print_error("%s `%s` is not at %s:%d: %s\n", what, text, file ? file : "?", line,
			found ? found : "no such line");
}

/* The word, without the space after it. Yours, g_free. */
static char *
piece_text(const struct piece *piece)
{
	GString *out = g_string_new(NULL);

	for (int i = 0; i < piece->shaped->run_count; i++)
		g_string_append_len(out, piece->shaped->runs[i].text, piece->shaped->runs[i].bytes);
	return g_strchomp(g_string_free(out, FALSE));
}

/* Numbers as a record writes them: no thousands, no unit, a plain sign. */
static char *
number_of(const char *text)
{
	GString *out = g_string_new(NULL);

	for (const char *at = text; *at; at++)
		if (g_ascii_isdigit(*at) || (*at == '.' && g_ascii_isdigit(at[1])))
			g_string_append_c(out, *at);
	return g_string_free(out, FALSE);
}

/* A figure is at the line that states it, or refers to it, or at the element that asks for it. */
static bool
figure_is_at(const char *line, const char *text, const struct origin *origin)
{
	char *number = number_of(text);
	char *id = g_strndup(origin->figure, strcspn(origin->figure, "."));
	bool is = has_word(line, text) || (*number && has_word(line, number)) || strstr(line, id) ||
		strchr(line, '<');

	g_free(number);
	g_free(id);
	return is;
}

/* What is left of a word without the marks that a pattern puts around it, and without the hyphen of a
 * line's end. */
static bool
has_part(const char *line, const char *word)
{
	static const char *const around[] = { ":", ",", ".", ";", "(", ")", "-", "\xe2\x80\x99", "\xe2\x80\x98" };
	GString *part = g_string_new(word);
	bool has;

	for (bool again = true; again;) {
		again = false;
		for (size_t i = 0; i < G_N_ELEMENTS(around); i++) {
			size_t length = strlen(around[i]);

			if (g_str_has_suffix(part->str, around[i])) {
				g_string_truncate(part, part->len - length);
				again = true;
			} else if (g_str_has_prefix(part->str, around[i])) {
				g_string_erase(part, 0, (gssize)length);
				again = true;
			}
		}
	}
	has = part->len > 0 && has_word(line, part->str);
	g_string_free(part, TRUE);
	return has;
}

static void
words_check(struct tally *tally, const char *text, const struct origin *origin)
{
	const char *line = line_of(origin->file, origin->line);
	char *word = g_strstrip(g_strdup(text));

	g_strdelimit(word, "\n", ' ');
	if (g_str_has_suffix(word, "\xe2\x80\x90")) /* divided at the line's end */
		word[strlen(word) - 3] = '\0';
	if (!*word) {
		tally->others++;
	} else if (!line) {
		wrong(tally, "word", word, origin->file, origin->line);
	} else if (origin->figure) {
		tally->figures++;
		if (!figure_is_at(line, word, origin))
			wrong(tally, "figure", word, origin->file, origin->line);
	} else if (has_word(line, word) || has_part(line, word)) {
		tally->words++;
	} else {
		tally->dates++;
		if (!strstr(line, "<wording ") && !strstr(line, "from=\"") && !strstr(line, "date=\"") && !strstr(line, "at=\"") &&
			!strstr(line, "value=\""))
			wrong(tally, "word", word, origin->file, origin->line);
	}
	g_free(word);
}

/* What no record says word for word is at the element that caused it: a line with a start tag. */
static void
caused_check(struct tally *tally, int *count, const char *what, const char *file, int line)
{
	const char *text = file ? line_of(file, line) : NULL;

	++*count;
	if (g_getenv("ORIGIN_SHOW") && *what)
		print_message("  %s\t%s:%d\t%.90s\n", what, file, line, text ? g_strchug(g_strdup(text)) : "");
	if (!text || !strchr(text, '<'))
		wrong(tally, what, "", file, line);
}

static void
item_check(struct tally *tally, const struct item *item)
{
	const struct node *source = item->source;
	const struct text_item *text = &item->as.text;

	while (source && !source->line)
		source = source->parent;
	if (item->kind == ITEM_TEXT && !item->origin) {
		for (int i = 0; i < text->count; i++) {
			char *words = piece_text(&text->pieces[i]);

			if (piece_origin(text, i))
				words_check(tally, words, piece_origin(text, i));
			else
				caused_check(tally, &tally->fixed, words, source ? source->file : NULL,
					source ? source->line : 0);
			g_free(words);
		}
	} else if (item->origin) {
		caused_check(tally, &tally->marks, "item", item->origin->file, item->origin->line);
	} else {
		caused_check(tally, &tally->others, "item", source ? source->file : NULL,
			source ? source->line : 0);
	}
}

static void
test_everything_knows_its_line(void **state)
{
	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(samples); i++) {
		struct made made = make(samples[i], true);
		struct tally tally = { 0 };

		for (guint p = 0; p < made.pages->pages->len; p++) {
			const struct page *page = pages_page(made.pages, (int)p);

			for (guint j = 0; j < page->items->len; j++)
				item_check(&tally, &g_array_index(page->items, struct item, j));
		}
		print_message("%s: %d words of the record, %d of figures, %d of dates, %d fixed; %d of "
			"charts and margins, %d other\n", samples[i], tally.words, tally.figures, tally.dates,
			tally.fixed, tally.marks, tally.others);
		assert_int_equal(tally.wrong, 0);
		assert_true(tally.words > (g_str_has_prefix(samples[i], "input") ? 500 : 20));
		made_finish(&made);
	}
}

/* The words of all pages with their places, without the marks of charts, which may be drawn apart. */
static char *
words_dump(const struct pages *pages)
{
	char *dump = pages_dump(pages), **lines = g_strsplit(dump, "\n", -1);
	GString *out = g_string_new(NULL);

	for (int i = 0; lines[i]; i++)
		if (g_str_has_prefix(g_strchug(lines[i]), "text") || g_str_has_prefix(lines[i], "page"))
			g_string_append_printf(out, "%s\n", lines[i]);
	g_strfreev(lines);
	g_free(dump);
	return g_string_free(out, FALSE);
}

static char *
tree_text(const struct record *record)
{
	xmlChar *text;
	int size;
	char *copy;

	xmlDocDumpMemory(record_doc(record), &text, &size);
	copy = g_strdup((const char *)text);
	xmlFree(text);
	return copy;
}

static void
test_following_changes_nothing(void **state)
{
	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(samples); i++) {
		struct made exact = make(samples[i], true), plain = make(samples[i], false);
		char *a = report_dump(exact.report), *b = report_dump(plain.report);

		assert_string_equal(a, b);
		g_free(a);
		g_free(b);
		a = words_dump(exact.pages);
		b = words_dump(plain.pages);
		assert_true(strlen(a) > 1000);
		assert_string_equal(a, b);
		g_free(a);
		g_free(b);
		a = tree_text(exact.record);
		b = tree_text(plain.record);
		assert_string_equal(a, b);
		g_free(a);
		g_free(b);
		made_finish(&exact);
		made_finish(&plain);
	}
}

/* An item of that figure, from the sample's first line with `source`, shows that text. */
static void
assert_drawn(const char *svg, const char *source, const char *figure, const char *text)
{
	int line = 1;
	char *attributes;

	while (line_of(samples[0], line) && !strstr(line_of(samples[0], line), source))
		line++;
	attributes = g_strdup_printf(" data-line=\"%d\" data-figure=\"%s\"", line, figure);
	for (const char *at = strstr(svg, attributes); at; at = strstr(at + 1, attributes)) {
		const char *end = strchr(at, '\n');
		char *item = g_strndup(at, (gsize)(end + 6 - at));
		bool drawn = strstr(item, text) != NULL;

		g_free(item);
		if (drawn) {
			g_free(attributes);
			return;
		}
	}
	fail_msg("nothing with%s shows %s", attributes, text);
}

static void
test_drawings_say_it(void **state)
{
	const struct svg_way way = { .sources = true, .file = samples[0] };
	struct made made = make(samples[0], true);
	char *svg = paint_svg(made.pages, 3, &way);

	(void)state;
	assert_drawn(svg, "<measure-narrative measure=\"total\"", "total.change", ">3.17% ");
	assert_drawn(svg, "<month at=\"2005-07\" value=\"2404\"", "total-months.value.2005-07", "/>");
	g_free(svg);
	svg = paint_svg(made.pages, 2, &way);
	assert_drawn(svg, "<count period=\"previous\" value=\"27906\"", "total.count.previous", ">27,906<");
	g_free(svg);
	made_finish(&made);
}

/* A paragraph over several lines, with what XML allows between them: each word at its own. */
static void
test_lines_of_text(void **state)
{
	static const char *const after = "<heading>Performance information</heading>\n";
	static const char *const para = "<para\n\tid=\"several\">Alphaword\n\tbetaword <emph>gammaword\n"
		"deltaword</emph> <!-- between\nthe lines --> epsilonword <q>zetaword</q>\netaword &amp; "
		"thetaword<![CDATA[ <iotaword\nkappaword]]> lambdaword&#10;muword</para>\n";
	char *text, *folder = g_dir_make_tmp("origin-XXXXXX", NULL), *path, *at;
	GString *record;
	struct tally tally = { 0 };
	struct made made;
	int count = 0; /* of all but the one in quotation marks */

	(void)state;
	assert_true(g_file_get_contents(samples[0], &text, NULL, NULL));
	assert_non_null(at = strstr(text, after));
	record = g_string_new(text);
	g_string_insert(record, at - text + (gssize)strlen(after), para);
	path = g_build_filename(folder, "record.xml", NULL);
	assert_true(g_file_set_contents(path, record->str, (gssize)record->len, NULL));
	made = make(path, true);
	for (guint p = 0; p < made.pages->pages->len; p++) {
		const struct page *page = pages_page(made.pages, (int)p);

		for (guint j = 0; j < page->items->len; j++) {
			const struct item *item = &g_array_index(page->items, struct item, j);

			for (int i = 0; item->kind == ITEM_TEXT && i < item->as.text.count; i++) {
				char *words = piece_text(&item->as.text.pieces[i]);

				if (strstr(words, "word") && strstr(para, words)) {
					words_check(&tally, words, piece_origin(&item->as.text, i));
					count++;
				}
				g_free(words);
			}
		}
	}
	assert_int_equal(tally.wrong, 0);
	assert_int_equal(count, 11);
	made_finish(&made);
	g_unlink(path);
	g_rmdir(folder);
	g_string_free(record, TRUE);
	g_free(path);
	g_free(folder);
	g_free(text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_everything_knows_its_line),
		cmocka_unit_test(test_following_changes_nothing),
		cmocka_unit_test(test_drawings_say_it),
		cmocka_unit_test(test_lines_of_text),
	};

	return cmocka_run_group_tests(tests, group_setup, group_teardown);
}
