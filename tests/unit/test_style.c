/* Styles: what is inherited, what is refused and how that is said. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include <glib.h>
#include <glib/gstdio.h>

#include "base/xml.h"
#include "style/style.h"

#define FONTS "<fonts><family name='body' font='Square'>" \
	"<file name='Square-Regular.ttf' package='none'/></family></fonts>"
#define PAGES "<pages><page name='body' width='210mm' height='800' top='72' bottom='72' left='72' " \
	"right='72'/></pages>"
#define BASE "<look name='base' font='body' size='10' leading='12'/>"

static int
setup(void **state)
{
	(void)state;
	xml_init();
	g_setenv("REVISIT_FONTS", "tests/fonts", TRUE);
	return 0;
}

/* The style of these bytes; what was said in *said, both yours. */
static struct style *
loaded(const char *body, char **said)
{
	char *path = NULL, *xml = g_strconcat("<style name='t'>\n", body, "</style>", NULL);
	struct diags *diags = diags_create();
	struct style *style;
	size_t size = 0;
	FILE *out;
	int fd = g_file_open_tmp("styleXXXXXX", &path, NULL);

	assert_true(fd >= 0 && g_file_set_contents(path, xml, -1, NULL));
	close(fd);
	style = style_load(path, diags);
	*said = NULL;
	out = open_memstream(said, &size);
	diags_print(diags, out);
	fclose(out);
	unlink(path);
	g_free(path);
	g_free(xml);
	diags_destroy(diags);
	return style;
}

static void
refused(const char *body, const char *said_part)
{
	char *said;
	struct style *style = loaded(body, &said);

	assert_null(style);
	if (!strstr(said, said_part))
		fail_msg("`%s` does not say `%s`", said, said_part);
	free(said);
}

static void
test_looks_inherit_and_lie_over_each_other(void **state)
{
	char *said;
	struct style *style = loaded(FONTS "<colours><colour name='red' value='#ff0000'/></colours><looks>"
		BASE "<look name='heading' bold='yes' after='6'/><look name='h1' from='heading' size='20'/>"
		"<look name='strong' bold='yes' ink='red'/></looks>" PAGES, &said);
	const struct look *h1, *over;

	(void)state;
	assert_string_equal(said, "");
	assert_non_null(style);
	h1 = style_look(style, "h1");
	assert_true(h1->bold);
	assert_float_equal(h1->size, 20, 0);
	assert_float_equal(h1->after, 6, 0);
	assert_float_equal(h1->leading, 12, 0);
	over = style_over(style, h1, "strong");
	assert_float_equal(over->size, 20, 0);
	assert_float_equal(over->ink.red, 1, 0);
	assert_ptr_equal(over, style_over(style, h1, "strong"));
	assert_ptr_equal(style_over(style, h1, "nonesuch"), h1);
	assert_ptr_equal(style_look(style, "nonesuch"), style_look(style, "base"));
	assert_float_equal(style_page(style, "nonesuch")->width, 595.2756, 0.001);
	style_destroy(style);
	free(said);
}

static void
test_a_mistake_is_told_with_its_line_and_what_would_be_right(void **state)
{
	(void)state;
	refused(FONTS "<looks>" BASE "\n<look name='x' sise='3'/></looks>" PAGES,
		":3: failure: `look` has no attribute `sise` [style]");
	refused(FONTS "<looks>" BASE "<look name='x' size='big'/></looks>" PAGES,
		"size=\"big\" should be a length in points");
	refused(FONTS "<looks>" BASE "<look name='x' ink='#12'/></looks>" PAGES,
		"ink=\"#12\" should be #rrggbb, none, or a colour defined above");
	refused(FONTS "<looks>" BASE "<look name='x' from='y'/></looks>" PAGES,
		"from=\"y\" should be a look defined above");
	refused(FONTS "<looks>" BASE "</looks>", "a style needs a look and a page named body");
	refused(FONTS "<looks><look name='base' size='1'/></looks>" PAGES,
		"the first look must give font, size and leading");
	refused(FONTS "<looks>" BASE "</looks><pages><page name='body' width='100' height='100' "
		"left='50' right='50'/></pages>", "the page leaves no room for text");
	refused("<nonsense/>", "a style has no `nonsense`");
}

/* The lines that a style with such looks is refused with are as many. */
static void
refused_once(const char *body)
{
	char *said, **lines;
	struct style *style = loaded(body, &said);
	int count = 0;

	assert_null(style);
	lines = g_strsplit(said, "\n", -1);
	for (int i = 0; lines[i]; i++)
		count += strstr(lines[i], ": failure: ") != NULL;
	if (count != 1)
		fail_msg("one mistake, %d failures: %s", count, said);
	g_strfreev(lines);
	free(said);
}

static void
test_one_mistake_is_told_once(void **state)
{
	static const char more[] = "<look name='a'/><look name='b' from='a' bold='yes'/></looks>" PAGES;
	char *bodies[] = {
		g_strconcat(FONTS "<looks><look name='base' font='body' size='1e400' leading='12'/>", more, NULL),
		g_strconcat(FONTS "<looks><look name='base' font='nobody' size='10' leading='12'/>", more, NULL),
		g_strconcat(FONTS "<looks><look name='base' font='body' size='10'/>", more, NULL),
		g_strconcat(FONTS "<looks>" BASE "<look name='x' from='y'/><look name='z' from='y'/>", more, NULL),
		g_strconcat(FONTS "<looks>" BASE "<look name='x' ink='red'/><look name='z' rule='red'/>", more, NULL),
		g_strconcat(FONTS "<looks>" BASE "<look name='x' size='0'/><look name='z' from='x'/>", more, NULL),
		g_strconcat(FONTS "<colours><color name='red' value='#ff0000'/></colours><looks>" BASE
			"<look name='x' ink='red'/>", more, NULL),
		g_strconcat("<fonts><famly name='body' font='Square'/></fonts><looks>" BASE, more, NULL),
		g_strconcat(FONTS "<looks>" BASE "</looks><pages><page name='body' width='wide' height='800'/>"
			"<page name='wide' from='body'/></pages>", NULL),
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(bodies); i++) {
		refused_once(bodies[i]);
		g_free(bodies[i]);
	}
}

/* As of the chart's data, a style that is from another says so anew. */
static void
test_a_style_says_what_is_shown_of_a_scale(void **state)
{
	struct diags *diags = diags_create();
	struct style *house = style_load("styles/inspectorate/style.xml", diags),
		*sober = style_load("styles/hmic-2007/style.xml", diags);

	(void)state;
	assert_false(style_wants_own_step(house));
	assert_true(style_wants_own_step(sober));
	style_destroy(house);
	style_destroy(sober);
	diags_destroy(diags);
}

static void
test_a_missing_font_names_its_package(void **state)
{
	(void)state;
	refused("<fonts><family name='body' font='X'><file name='NoSuch.ttf' package='fonts-x'/></family>"
		"</fonts><looks>" BASE "</looks>" PAGES, "the font file NoSuch.ttf is not installed");
	refused("<fonts><family name='body' font='X'><file name='NoSuch.ttf' package='fonts-x'/></family>"
		"</fonts><looks>" BASE "</looks>" PAGES, "install the package fonts-x");
	refused(FONTS "<hyphenation><patterns name='xx' file='none.dic' package='hyphen-xx'/></hyphenation>"
		"<looks>" BASE "</looks>" PAGES, "install the package hyphen-xx");
}

/* Two styles in folders beside each other, and what reading the second says. */
static struct style *
loaded_from(const char *base, const char *from, const char *body, char **said)
{
	char *root = g_dir_make_tmp("stylesXXXXXX", NULL), *path = NULL;
	struct diags *diags = diags_create();
	struct style *style;
	size_t size = 0;
	FILE *out;

	for (int i = 0; i < 2; i++) {
		char *folder = g_build_filename(root, i ? "own" : "base", NULL);
		char *xml = i ? g_strdup_printf("<style name='own' from='%s'>\n%s</style>", from, body)
			: g_strdup_printf("<style name='base'>\n%s</style>", base);

		g_mkdir(folder, 0700);
		g_free(path);
		path = g_build_filename(folder, "style.xml", NULL);
		assert_true(g_file_set_contents(path, xml, -1, NULL));
		g_free(folder);
		g_free(xml);
	}
	style = style_load(path, diags);
	*said = NULL;
	out = open_memstream(said, &size);
	diags_print(diags, out);
	fclose(out);
	diags_destroy(diags);
	for (int i = 0; i < 2; i++) {
		char *folder = g_build_filename(root, i ? "own" : "base", NULL);
		char *file = g_build_filename(folder, "style.xml", NULL);

		g_unlink(file);
		g_rmdir(folder);
		g_free(file);
		g_free(folder);
	}
	g_rmdir(root);
	g_free(root);
	g_free(path);
	return style;
}

static void
test_styles_are_from_others(void **state)
{
	static const char base[] = FONTS "<colours><colour name='ink' value='#112233'/></colours>"
		"<looks>" BASE "<look name='heading' bold='yes' ink='ink'/>"
		"<look name='heading-1' from='heading' size='20'/></looks>"
		"<pages><page name='body' width='210mm' height='800' top='72' bottom='72' left='72' right='72'>"
		"<header left='L' right='R' y='40'/></page></pages>";
	char *said;
	int count;
	struct style *style = loaded_from(base, "base", "<colours><colour name='ink' value='#445566'/></colours>"
		"<looks><look name='heading' bold='no' before='9'/><look name='more' from='heading-1'/></looks>"
		"<pages><page name='body' left='99'><header left='M'/></page></pages>", &said);
	const char *const *files;

	(void)state;
	assert_non_null(style);
	assert_string_equal(style_name(style), "own");
	files = style_files(style, &count);
	assert_int_equal(count, 2);
	assert_true(g_str_has_suffix(files[0], "/own/style.xml"));
	assert_true(g_str_has_suffix(files[1], "/base/style.xml"));
	assert_false(style_look(style, "heading-1")->bold);
	assert_float_equal(style_look(style, "heading-1")->size, 20, 0.001);
	assert_float_equal(style_look(style, "heading-1")->before, 9, 0.001);
	assert_float_equal(style_look(style, "more")->size, 20, 0.001);
	assert_float_equal(style_look(style, "heading")->ink.red, 0x44 / 255.0, 0.001);
	assert_float_equal(style_page(style, "body")->left, 99, 0.001);
	assert_float_equal(style_page(style, "body")->right, 72, 0.001);
	assert_string_equal(style_page(style, "body")->header.left, "M");
	assert_string_equal(style_page(style, "body")->header.right, "R");
	style_destroy(style);
	free(said);

	assert_null(loaded_from(base, "base", "<looks>\n<look name='heading' size='big'/></looks>", &said));
	assert_non_null(strstr(said, "/own/style.xml:3: "));
	free(said);
	assert_null(loaded_from(base, "../base", "", &said));
	assert_non_null(strstr(said, "should be the name of another style"));
	free(said);
	assert_null(loaded_from(base, "own", "", &said));
	assert_non_null(strstr(said, "should be the name of another style"));
	free(said);
	assert_null(loaded_from(base, "none", "", &said));
	free(said);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_styles_are_from_others),
		cmocka_unit_test(test_looks_inherit_and_lie_over_each_other),
		cmocka_unit_test(test_a_mistake_is_told_with_its_line_and_what_would_be_right),
		cmocka_unit_test(test_one_mistake_is_told_once),
		cmocka_unit_test(test_a_style_says_what_is_shown_of_a_scale),
		cmocka_unit_test(test_a_missing_font_names_its_package),
	};

	return cmocka_run_group_tests_name("style", tests, setup, NULL);
}
