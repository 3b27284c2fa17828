/* Pictures: what their heads say, what is refused, and where they may stand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include <glib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "base/xml.h"
#include "frame/picture.h"
#include "report/report.h"

#define PICTURES "tests/reports/pictures/"

/* The bytes alone in their block, so that a sanitizer sees what is read beyond them. */
static struct picture
picture_of(const void *bytes, size_t size)
{
	return (struct picture){ .bytes = g_memdup2(bytes, size), .size = size, .turn = 1 };
}

static struct picture
picture_load(const char *name)
{
	char *path = g_strconcat(PICTURES, name, NULL), *bytes = NULL;
	struct picture picture;
	gsize size = 0;

	assert_true(g_file_get_contents(path, &bytes, &size, NULL));
	picture = picture_of(bytes, size);
	g_free(bytes);
	g_free(path);
	return picture;
}

static void
drop(struct picture *picture)
{
	g_free((void *)picture->bytes);
}

static void
test_png_says_its_size_by_its_density(void **state)
{
	struct picture picture = picture_load("plain.png");

	(void)state;
	assert_null(png_head(&picture));
	assert_int_equal(picture.columns, 200);
	assert_int_equal(picture.rows, 100);
	assert_float_equal(picture.width, 72, 0.01);
	assert_float_equal(picture.height, 36, 0.01);
	assert_float_equal(picture_density(&picture, 144), 100, 0.01);
	drop(&picture);
}

static void
test_png_without_density_has_what_print_wants(void **state)
{
	struct picture picture = picture_load("coarse.png");

	(void)state;
	assert_null(png_head(&picture));
	assert_float_equal(picture.width, 19.2, 0.01);
	assert_float_equal(picture.height, 9.6, 0.01);
	drop(&picture);
}

static void
test_jpeg_is_stood_up(void **state)
{
	struct picture flat = picture_load("photo.jpg"), turned = picture_load("turned.jpg");

	(void)state;
	assert_null(jpeg_head(&flat));
	assert_null(jpeg_head(&turned));
	assert_int_equal(flat.turn, 1);
	assert_int_equal(turned.turn, 6);
	assert_float_equal(flat.width, 21.6, 0.01);
	assert_float_equal(turned.width, flat.height, 0.001);
	assert_float_equal(turned.height, flat.width, 0.001);
	assert_float_equal(picture_density(&turned, turned.width), 300, 0.01);
	drop(&flat);
	drop(&turned);
}

/* Whatever is cut off or changed, a PNG is told as broken: each byte has its checksum. */
static void
test_png_that_is_cut_or_changed_is_broken(void **state)
{
	struct picture whole = picture_load("clear.png");

	(void)state;
	for (size_t size = 8; size < whole.size; size++) {
		struct picture part = picture_of(whole.bytes, size);

		assert_non_null(png_head(&part));
		drop(&part);
	}
	for (size_t at = 8; at < whole.size; at++) {
		struct picture changed = picture_of(whole.bytes, whole.size);

		((unsigned char *)changed.bytes)[at] ^= 0x15;
		assert_non_null(png_head(&changed));
		drop(&changed);
	}
	drop(&whole);
}

static void
test_jpeg_that_is_cut_is_broken(void **state)
{
	struct picture whole = picture_load("turned.jpg");

	(void)state;
	for (size_t size = 3; size < whole.size; size++) {
		struct picture part = picture_of(whole.bytes, size);

		assert_non_null(jpeg_head(&part));
		drop(&part);
	}
	for (size_t at = 2; at < whole.size; at++) { /* bounds hold whatever it says */
		struct picture changed = picture_of(whole.bytes, whole.size);

		((unsigned char *)changed.bytes)[at] ^= 0xff;
		jpeg_head(&changed);
		assert_in_range(changed.turn, 1, 8);
		drop(&changed);
	}
	drop(&whole);
}

static void
test_jpeg_for_printing_presses_is_refused(void **state)
{
	struct picture picture = picture_load("photo.jpg");
	unsigned char *frame = memmem(picture.bytes, picture.size, "\xff\xc0", 2);

	(void)state;
	assert_non_null(frame);
	frame[9] = 4;
	assert_non_null(strstr(jpeg_head(&picture), "CMYK"));
	frame[9] = 3;
	frame[1] = 0xc9; /* arithmetic coding */
	picture.columns = 0;
	assert_non_null(strstr(jpeg_head(&picture), "PDF does not know"));
	drop(&picture);
}

static void
test_colour_profiles_that_are_not_srgb_are_noticed(void **state)
{
	struct picture picture = picture_load("photo.jpg");
	const char profile[] = "\xff\xe2\0\x20ICC_PROFILE\0\x01\x01some RGB or other";
	GByteArray *bytes = g_byte_array_new();
	struct picture with;

	(void)state;
	assert_null(jpeg_head(&picture));
	assert_false(picture.foreign_colours);
	g_byte_array_append(bytes, picture.bytes, 2);
	g_byte_array_append(bytes, (const guint8 *)profile, 34);
	g_byte_array_append(bytes, picture.bytes + 2, (guint)picture.size - 2);
	with = picture_of(bytes->data, bytes->len);
	assert_null(jpeg_head(&with));
	assert_true(with.foreign_colours);
	g_byte_array_free(bytes, TRUE);
	drop(&with);
	drop(&picture);
}

static void
test_svg_says_its_size_in_many_ways(void **state)
{
	static const struct {
		const char *attributes;
		double width, height; /* 0: refused */
	} rows[] = {
		{ "width='40' height='20'", 30, 15 },
		{ "width='25.4mm' height='2.54cm'", 72, 72 },
		{ "width='1in' height='6pc'", 72, 72 },
		{ "width='36pt' viewBox='0 0 200 100'", 36, 18 },
		{ "viewBox='-5,-5,40,20'", 30, 15 },
		{ "width='100%' height='100%' viewBox='0 0 8 4'", 6, 3 },
		{ "width='1e999' height='4'", 0, 0 },
		{ "width='-4' height='4'", 0, 0 },
		{ "width='4'", 0, 0 },
		{ "viewBox='0 0 nan 5'", 0, 0 },
		{ "", 0, 0 },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		char *text = g_strdup_printf("<svg xmlns='http://www.w3.org/2000/svg' %s/>",
			rows[i].attributes);
		struct picture picture = picture_of(text, strlen(text));
		const char *wrong = svg_head(&picture);

		assert_int_equal(wrong == NULL, rows[i].width > 0);
		if (!wrong) {
			assert_float_equal(picture.width, rows[i].width, 0.001);
			assert_float_equal(picture.height, rows[i].height, 0.001);
		}
		drop(&picture);
		g_free(text);
	}
}

static void
test_svg_that_leans_on_others_is_refused(void **state)
{
	static const struct {
		const char *text, *says; /* NULL: it is fine */
	} rows[] = {
		{ "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>",
			"DOCTYPE" },
		{ "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'><g><image href='x.png'/></g></svg>",
			"other files" },
		{ "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' "
			"viewBox='0 0 1 1'><use xlink:href='http://x.example/a.svg#b'/></svg>", "other files" },
		{ "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'><use href='#b'/></svg>", NULL },
		{ "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'><a href='http://x.example/'/></svg>",
			NULL },
		{ "<svg viewBox='0 0 1 1'/>", "not SVG" },
		{ "<html/>", "not SVG" },
		{ "<svg", "neither" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct picture picture = picture_of(rows[i].text, strlen(rows[i].text));
		const char *wrong = svg_head(&picture);

		assert_int_equal(wrong == NULL, rows[i].says == NULL);
		if (wrong)
			assert_non_null(strstr(wrong, rows[i].says));
		drop(&picture);
	}
}

/* ---- where they may stand ---- */

struct shelf {
	char *root, *folder; /* the record's folder is below the root */
};

static int
shelf_make(void **state)
{
	struct shelf *shelf = g_new0(struct shelf, 1);
	struct picture picture = picture_load("plain.png");
	char *inside, *outside;

	xml_init();
	shelf->root = g_dir_make_tmp("revisit-XXXXXX", NULL);
	shelf->folder = g_build_filename(shelf->root, "records", NULL);
	inside = g_build_filename(shelf->folder, "in.png", NULL);
	outside = g_build_filename(shelf->root, "out.png", NULL);
	assert_int_equal(g_mkdir(shelf->folder, 0700), 0);
	assert_true(g_file_set_contents(inside, (const char *)picture.bytes, (gssize)picture.size, NULL));
	assert_true(g_file_set_contents(outside, (const char *)picture.bytes, (gssize)picture.size, NULL));
	g_free(inside);
	inside = g_build_filename(shelf->folder, "to-out.png", NULL);
	assert_int_equal(symlink("../out.png", inside), 0);
	g_free(inside);
	inside = g_build_filename(shelf->folder, "to-in.png", NULL);
	assert_int_equal(symlink("in.png", inside), 0);
	g_free(inside);
	inside = g_build_filename(shelf->folder, "text.png", NULL);
	assert_true(g_file_set_contents(inside, "GIF89a", -1, NULL));
	g_free(inside);
	g_free(outside);
	drop(&picture);
	*state = shelf;
	return 0;
}

static int
shelf_drop(void **state)
{
	static const char *const names[] = { "records/in.png", "records/to-out.png",
		"records/to-in.png", "records/text.png", "out.png", "records", "" };
	struct shelf *shelf = *state;

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		char *path = g_build_filename(shelf->root, names[i], NULL);

		g_remove(path);
		g_free(path);
	}
	g_free(shelf->root);
	g_free(shelf->folder);
	g_free(shelf);
	return 0;
}

/* The report of two images with this name, read in the folder. Yours. */
static struct report *
report_of(const struct shelf *shelf, const char *href, struct diags *diags)
{
	char *path = g_build_filename(shelf->root, "report.xml", NULL);
	char *text = g_strdup_printf("<report xml:lang='en-GB'><head><title>T</title></head>"
		"<para>x</para>\n<image href='%s' alt='a'/><image href='%s' alt='b'/></report>", href, href);
	struct report *report;

	assert_true(g_file_set_contents(path, text, -1, NULL));
	report = report_load(path, diags);
	assert_non_null(report);
	pictures_read(report, shelf->folder, diags);
	g_remove(path);
	g_free(text);
	g_free(path);
	return report;
}

static void
test_a_picture_is_read_once_and_only_from_below_the_folder(void **state)
{
	const struct shelf *shelf = *state;
	char *absolute = g_build_filename(shelf->folder, "in.png", NULL);
	const struct {
		const char *href, *says; /* NULL: it is read */
	} rows[] = {
		{ "in.png", NULL },
		{ "./in.png", "is not plain" },
		{ "../records/in.png", "is not plain" },
		{ "to-in.png", NULL },
		{ "to-out.png", "not in the record's own folder" },
		{ "../out.png", "not in the record's own folder" },
		{ absolute, "not in the record's own folder" },
		{ "/etc/hostname", "not in the record's own folder" },
		{ "http://x.example/in.png", "is not there" },
		{ "none.png", "is not there" },
		{ ".", "not in the record's own folder" },
		{ "text.png", "is neither PNG, JPEG nor SVG" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct diags *diags = diags_create();
		struct report *report = report_of(shelf, rows[i].href, diags);
		const struct node *first = report->root->first->next;

		assert_int_equal(first->as.image.picture != NULL, rows[i].says == NULL);
		assert_ptr_equal(first->as.image.picture, first->next->as.image.picture);
		assert_int_equal(diags_kept(diags), rows[i].says ? 2 : 0);
		if (rows[i].says) {
			assert_non_null(strstr(diags_finding(diags, 0)->message, rows[i].says));
			assert_int_equal(diags_finding(diags, 0)->line, 2);
			assert_int_equal(diags_worst(diags), DIAG_ERROR);
		}
		report_destroy(report);
		diags_destroy(diags);
	}
	g_free(absolute);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_png_says_its_size_by_its_density),
		cmocka_unit_test(test_png_without_density_has_what_print_wants),
		cmocka_unit_test(test_jpeg_is_stood_up),
		cmocka_unit_test(test_png_that_is_cut_or_changed_is_broken),
		cmocka_unit_test(test_jpeg_that_is_cut_is_broken),
		cmocka_unit_test(test_jpeg_for_printing_presses_is_refused),
		cmocka_unit_test(test_colour_profiles_that_are_not_srgb_are_noticed),
		cmocka_unit_test(test_svg_says_its_size_in_many_ways),
		cmocka_unit_test(test_svg_that_leans_on_others_is_refused),
		cmocka_unit_test(test_a_picture_is_read_once_and_only_from_below_the_folder),
	};

	return cmocka_run_group_tests_name("picture", tests, shelf_make, shelf_drop);
}
