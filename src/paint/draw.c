/* Drawing with cairo: glyphs with their text, paths, pictures. */
#include "paint/draw.h"

#include "paint/paint.h"
#include "paint/picture.h"
#include "paint/rsvg.h"

#include <cairo-ft.h>
#include <fontconfig/fontconfig.h>

struct opened {
	const struct font *font;
	cairo_font_face_t *face;
};

struct brush {
	cairo_t *cr;
	GArray *fonts; /* of struct opened */
	const struct font *current;
	GArray *glyphs, *clusters;
	GString *text;
	struct gallery *gallery;
	struct diags *diags;
	bool broken;
};

/* Outlines as the designer drew them, at the places that layout measured. */
static void
options_set(cairo_t *cr)
{
	cairo_font_options_t *options = cairo_font_options_create();

	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
	cairo_set_font_options(cr, options);
	cairo_font_options_destroy(options);
}

struct brush *
brush_create(cairo_t *cr, struct diags *diags)
{
	struct brush *brush = g_new0(struct brush, 1);

	brush->cr = cr;
	brush->fonts = g_array_new(FALSE, TRUE, sizeof(struct opened));
	brush->glyphs = g_array_new(FALSE, FALSE, sizeof(cairo_glyph_t));
	brush->clusters = g_array_new(FALSE, FALSE, sizeof(cairo_text_cluster_t));
	brush->text = g_string_new(NULL);
	brush->gallery = gallery_create();
	brush->diags = diags;
	options_set(cr);
	return brush;
}

void
brush_destroy(struct brush *brush)
{
	if (!brush)
		return;
	for (guint i = 0; i < brush->fonts->len; i++)
		cairo_font_face_destroy(g_array_index(brush->fonts, struct opened, i).face);
	g_array_free(brush->fonts, TRUE);
	g_array_free(brush->glyphs, TRUE);
	g_array_free(brush->clusters, TRUE);
	g_string_free(brush->text, TRUE);
	gallery_destroy(brush->gallery);
	g_free(brush);
}

/* A pattern that names a file is opened as it is: fontconfig has no say. cairo keeps one font a
 * file, whatever the size, and so makes one subset of it. */
static cairo_font_face_t *
face_open(const struct font *font)
{
	FcPattern *pattern = FcPatternBuild(NULL, FC_FILE, FcTypeString, font->file, FC_INDEX,
		FcTypeInteger, font->index, NULL);
	cairo_font_face_t *face = cairo_ft_font_face_create_for_pattern(pattern);

	FcPatternDestroy(pattern);
	return face;
}

static cairo_font_face_t *
face_of(struct brush *brush, const struct font *font)
{
	struct opened opened = { .font = font };

	for (guint i = 0; i < brush->fonts->len; i++)
		if (g_array_index(brush->fonts, struct opened, i).font == font)
			return g_array_index(brush->fonts, struct opened, i).face;
	opened.face = face_open(font);
	g_array_append_val(brush->fonts, opened);
	return opened.face;
}

static void
font_set(struct brush *brush, const struct font *font)
{
	cairo_matrix_t scale;

	if (brush->current == font)
		return;
	cairo_set_font_face(brush->cr, face_of(brush, font));
	cairo_matrix_init_scale(&scale, font->size, font->size);
	cairo_set_font_matrix(brush->cr, &scale);
	brush->current = font;
}

static void
colour_set(struct brush *brush, struct colour colour)
{
	cairo_set_source_rgb(brush->cr, colour.red, colour.green, colour.blue);
}

/* Glyphs gathered so far, in one call: cairo writes one text object for it. */
static void
glyphs_show(struct brush *brush, const struct font *font, bool backwards)
{
	if (brush->glyphs->len && font) {
		font_set(brush, font);
		cairo_show_text_glyphs(brush->cr, brush->text->str, (int)brush->text->len,
			(cairo_glyph_t *)(void *)brush->glyphs->data, (int)brush->glyphs->len,
			(cairo_text_cluster_t *)(void *)brush->clusters->data, (int)brush->clusters->len,
			backwards ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : 0);
	}
	g_array_set_size(brush->glyphs, 0);
	g_array_set_size(brush->clusters, 0);
	g_string_truncate(brush->text, 0);
}

static void
run_gather(struct brush *brush, const struct run *run, double x, double y)
{
	for (int i = 0; i < run->glyph_count; i++) {
		cairo_glyph_t glyph = { run->glyphs[i].index, x + run->glyphs[i].x, y + run->glyphs[i].y };

		g_array_append_val(brush->glyphs, glyph);
	}
	for (int i = 0; i < run->cluster_count; i++) {
		cairo_text_cluster_t cluster = { run->clusters[i].bytes, run->clusters[i].glyphs };

		g_array_append_val(brush->clusters, cluster);
	}
	g_string_append_len(brush->text, run->text, run->bytes);
}

static void
text_show(struct brush *brush, const struct text_item *text, double x, double y)
{
	const struct font *font = NULL;
	bool backwards = false;

	colour_set(brush, text->ink);
	for (int i = 0; i < text->count; i++) {
		const struct run *run = NULL;

		while ((run = shaped_run_after(text->pieces[i].shaped, run))) {
			if (run->font != font || run->backwards != backwards || backwards) {
				glyphs_show(brush, font, backwards);
				font = run->font;
				backwards = run->backwards;
			}
			run_gather(brush, run, x + text->pieces[i].x + run->x, y);
		}
	}
	glyphs_show(brush, font, backwards);
}

static void
text_draw(struct brush *brush, const struct text_item *text)
{
	if (text->angle == 0) {
		text_show(brush, text, text->x, text->y);
	} else {
		cairo_save(brush->cr);
		cairo_translate(brush->cr, text->x, text->y);
		cairo_rotate(brush->cr, text->angle);
		text_show(brush, text, 0, 0);
		cairo_restore(brush->cr);
		brush->current = NULL;
	}
	if (text->look->underline) {
		cairo_set_line_width(brush->cr, text->look->size / 18);
		cairo_move_to(brush->cr, text->x, text->y + text->look->size / 9);
		cairo_rel_line_to(brush->cr, text->width, 0);
		cairo_stroke(brush->cr);
	}
}

static void
path_draw(struct brush *brush, const struct path_item *path)
{
	cairo_t *cr = brush->cr;
	const double *p = path->points;

	cairo_new_path(cr);
	for (int i = 0; i < path->op_count; i++) {
		switch ((enum path_op)path->ops[i]) {
		case PATH_MOVE:
			cairo_move_to(cr, p[0], p[1]);
			p += 2;
			break;
		case PATH_LINE:
			cairo_line_to(cr, p[0], p[1]);
			p += 2;
			break;
		case PATH_CURVE:
			cairo_curve_to(cr, p[0], p[1], p[2], p[3], p[4], p[5]);
			p += 6;
			break;
		case PATH_CLOSE:
			cairo_close_path(cr);
			break;
		}
	}
	if (path->fill.set) {
		colour_set(brush, path->fill);
		path->stroke.set ? cairo_fill_preserve(cr) : cairo_fill(cr);
	}
	if (path->stroke.set) {
		colour_set(brush, path->stroke);
		cairo_set_line_width(cr, path->width);
		cairo_set_dash(cr, path->dash, path->dash_count, 0);
		cairo_set_line_cap(cr, path->round ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
		cairo_set_line_join(cr, path->round ? CAIRO_LINE_JOIN_ROUND : CAIRO_LINE_JOIN_MITER);
		cairo_stroke(cr);
		cairo_set_dash(cr, NULL, 0, 0);
	}
}

/* The state that fonts are kept in is the brush's own: what a drawing sets goes with its save. */
static void
image_draw(struct brush *brush, const struct item *item)
{
	const struct image_item *image = &item->as.image;
	const struct node *node = item->source;

	if (gallery_draw(brush->gallery, brush->cr, image->picture, image->x, image->y, image->width,
		image->height))
		return;
	if (!brush->broken)
		diag(brush->diags, DIAG_IMAGE, (struct place){ .file = node->file, .line = node->line },
			"the picture %s is broken: it cannot be decoded", node->as.image.href);
	brush->broken = true;
}

void
brush_item(struct brush *brush, const struct item *item)
{
	switch (item->kind) {
	case ITEM_TEXT:
		text_draw(brush, &item->as.text);
		break;
	case ITEM_PATH:
		path_draw(brush, &item->as.path);
		break;
	case ITEM_IMAGE:
		image_draw(brush, item);
		break;
	case ITEM_LINK:
		break;
	}
}

void
brush_glyphs(struct brush *brush, const struct font *font, double size, const char *text, int bytes,
	const cairo_glyph_t *glyphs, const cairo_text_cluster_t *clusters, int count)
{
	cairo_set_font_face(brush->cr, face_of(brush, font));
	cairo_set_font_size(brush->cr, size);
	brush->current = NULL;
	cairo_show_text_glyphs(brush->cr, text, bytes, glyphs, count, clusters, count, 0);
}

void
brush_page_end(struct brush *brush)
{
	gallery_page_end(brush->gallery);
}

bool
brush_broken(const struct brush *brush)
{
	return brush->broken;
}

const char *
brush_error(const struct brush *brush)
{
	return cairo_status(brush->cr) == CAIRO_STATUS_SUCCESS ? NULL
		: cairo_status_to_string(cairo_status(brush->cr));
}

int
paint_libraries(struct library *libraries)
{
	libraries[0] = (struct library){ "cairo", cairo_version_string() };
	libraries[1] = (struct library){ "librsvg", rsvg_version() };
	return *libraries[1].version ? 2 : 1;
}
