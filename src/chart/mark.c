/* Marks: shapes for direction, status, variation and assurance. */
#include "chart/mark.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "chart/kinds.h"

enum shape {
	SHAPE_TICK, SHAPE_CROSS, SHAPE_LEVEL, SHAPE_UP, SHAPE_DOWN, SHAPE_RISE, SHAPE_FALL, SHAPE_HALF,
	SHAPE_DISC, SHAPE_DIAMOND, SHAPE_RING, SHAPE_WAVE
};

/* Filled and hollow triangles are judged directions, arrows are directions only. */
static const struct mark {
	const char *name;
	enum shape shape;
	const char *colour;
	bool hollow;        /* outline instead of a filled shape */
	const char *letter; /* the word that holds it, or NULL */
} marks[] = {
	{ "assurance-fail", SHAPE_DIAMOND, "worse", false, "letter-fail" },
	{ "assurance-pass", SHAPE_DISC, "better", false, "letter-pass" },
	{ "assurance-random", SHAPE_RING, "chart-axis", true, "letter-random" },
	{ "better", SHAPE_TICK, "better", false, NULL },
	{ "better-down", SHAPE_DOWN, "better", false, NULL },
	{ "better-up", SHAPE_UP, "better", false, NULL },
	{ "down", SHAPE_FALL, "chart-axis", false, NULL },
	{ "level", SHAPE_LEVEL, "chart-axis", false, NULL },
	{ "met", SHAPE_TICK, "better", false, NULL },
	{ "not-met", SHAPE_CROSS, "worse", false, NULL },
	{ "partly", SHAPE_HALF, "chart-axis", false, NULL },
	{ "range-above", SHAPE_RISE, "chart-axis", false, NULL },
	{ "range-below", SHAPE_FALL, "chart-axis", false, NULL },
	{ "range-inside", SHAPE_LEVEL, "chart-axis", false, NULL },
	{ "same", SHAPE_LEVEL, "chart-axis", false, NULL },
	{ "significantly-better", SHAPE_TICK, "better", false, NULL },
	{ "significantly-same", SHAPE_LEVEL, "chart-axis", false, NULL },
	{ "significantly-worse", SHAPE_CROSS, "worse", false, NULL },
	{ "up", SHAPE_RISE, "chart-axis", false, NULL },
	{ "variation-better-high", SHAPE_DISC, "better", false, "letter-high" },
	{ "variation-better-low", SHAPE_DISC, "better", false, "letter-low" },
	{ "variation-common", SHAPE_WAVE, "chart-axis", true, NULL },
	{ "variation-high", SHAPE_RING, "chart-4", true, "letter-high" },
	{ "variation-low", SHAPE_RING, "chart-4", true, "letter-low" },
	{ "variation-worse-high", SHAPE_DIAMOND, "worse", false, "letter-high" },
	{ "variation-worse-low", SHAPE_DIAMOND, "worse", false, "letter-low" },
	{ "worse", SHAPE_CROSS, "worse", false, NULL },
	{ "worse-down", SHAPE_DOWN, "worse", true, NULL },
	{ "worse-up", SHAPE_UP, "worse", true, NULL },
};

static void
shape_outline(const struct canvas *canvas, enum marker marker, double x, double y, double r,
	struct colour colour, bool hollow)
{
	struct point at = { x, y };
	const struct pen outer = { .colour = colour, .marker = marker, .radius = r };
	const struct pen inner = { .colour = canvas->paper, .marker = marker, .radius = r * 0.62 };

	canvas_markers(canvas, &at, 1, &outer);
	if (hollow && marker != MARKER_CROSS)
		canvas_markers(canvas, &at, 1, &inner);
}

static void
put_diamond(const struct canvas *canvas, double x, double y, double r, struct colour colour)
{
	const struct point corners[] = { { x, y - r }, { x + r, y }, { x, y + r }, { x - r, y } };

	canvas_polygon(canvas, corners, 4, colour);
}

static void
put_strokes(const struct canvas *canvas, const struct point *points, int count, double width,
	struct colour colour)
{
	const struct pen pen = { .colour = colour, .width = width };

	canvas_polyline(canvas, points, count, &pen);
}

/* Up; down when r is negative. */
static void
put_arrow(const struct canvas *canvas, double x, double y, double r, struct colour colour)
{
	const struct point stem[] = { { x, y + r * 0.8 }, { x, y - r * 0.8 } };
	const struct point head[] = { { x - r * 0.6, y - r * 0.15 }, { x, y - r * 0.8 },
		{ x + r * 0.6, y - r * 0.15 } };

	put_strokes(canvas, stem, 2, fabs(r) * 0.3, colour);
	put_strokes(canvas, head, 3, fabs(r) * 0.3, colour);
}

static void
put_half(const struct canvas *canvas, double x, double y, double r, struct colour colour)
{
	enum { STEPS = 12 };
	struct point edge[STEPS + 1];

	shape_outline(canvas, MARKER_DISC, x, y, r * 0.95, colour, true);
	for (int i = 0; i <= STEPS; i++) {
		double angle = G_PI / 2 + G_PI * i / STEPS;

		edge[i] = (struct point){ x + r * 0.95 * cos(angle), y - r * 0.95 * sin(angle) };
	}
	canvas_polygon(canvas, edge, STEPS + 1, colour);
}

static void
put_ring(const struct canvas *canvas, double x, double y, double r, struct colour colour)
{
	const struct point at = { x, y };
	const struct pen outer = { .colour = colour, .marker = MARKER_DISC, .radius = r };
	const struct pen inner = { .colour = canvas->paper, .marker = MARKER_DISC, .radius = r * 0.8 };

	canvas_markers(canvas, &at, 1, &outer);
	canvas_markers(canvas, &at, 1, &inner);
}

static void
put_wave(const struct canvas *canvas, double x, double y, double r, struct colour colour)
{
	const struct point wave[] = { { x - r * 0.6, y + r * 0.2 }, { x - r * 0.3, y - r * 0.25 },
		{ x, y + r * 0.2 }, { x + r * 0.3, y - r * 0.25 }, { x + r * 0.6, y + r * 0.2 } };
	const struct pen dots = { .colour = colour, .marker = MARKER_DISC, .radius = r * 0.14 };

	put_ring(canvas, x, y, r, colour);
	put_strokes(canvas, wave, 5, r * 0.12, colour);
	canvas_markers(canvas, wave, 5, &dots);
}

static void
shape_put(const struct canvas *canvas, const struct mark *mark, double x, double y, double r)
{
	struct colour colour = canvas_colour(canvas, mark->colour);
	const struct point tick[] = { { x - r * 0.75, y }, { x - r * 0.2, y + r * 0.6 },
		{ x + r * 0.8, y - r * 0.65 } };
	const struct point cross[] = { { x - r * 0.65, y - r * 0.65 }, { x + r * 0.65, y + r * 0.65 },
		{ x - r * 0.65, y + r * 0.65 }, { x + r * 0.65, y - r * 0.65 } };
	const struct point bar[] = { { x - r * 0.8, y }, { x + r * 0.8, y } };

	switch (mark->shape) {
	case SHAPE_TICK:
		put_strokes(canvas, tick, 3, r * 0.38, colour);
		break;
	case SHAPE_CROSS:
		put_strokes(canvas, cross, 2, r * 0.38, colour);
		put_strokes(canvas, cross + 2, 2, r * 0.38, colour);
		break;
	case SHAPE_LEVEL:
		put_strokes(canvas, bar, 2, r * 0.38, colour);
		break;
	case SHAPE_UP:
		shape_outline(canvas, MARKER_TRIANGLE, x, y, r * 0.85, colour, mark->hollow);
		break;
	case SHAPE_DOWN:
		shape_outline(canvas, MARKER_DOWN, x, y, r * 0.85, colour, mark->hollow);
		break;
	case SHAPE_RISE:
		put_arrow(canvas, x, y, r, colour);
		break;
	case SHAPE_FALL:
		put_arrow(canvas, x, y, -r, colour);
		break;
	case SHAPE_HALF:
		put_half(canvas, x, y, r, colour);
		break;
	case SHAPE_DISC:
		shape_outline(canvas, MARKER_DISC, x, y, r, colour, false);
		break;
	case SHAPE_DIAMOND:
		put_diamond(canvas, x, y, r * 1.12, colour);
		break;
	case SHAPE_RING:
		put_ring(canvas, x, y, r, colour);
		break;
	case SHAPE_WAVE:
		put_wave(canvas, x, y, r, colour);
		break;
	}
}

static const struct mark *
mark_find(const char *name)
{
	for (size_t i = 0; name && i < G_N_ELEMENTS(marks); i++)
		if (!strcmp(marks[i].name, name))
			return &marks[i];
	return NULL;
}

bool
mark_put(const struct canvas *canvas, const char *name, double x, double y, double size)
{
	const struct mark *mark = mark_find(name);
	struct look look = *canvas->label;
	struct look *kept;

	if (!mark)
		return false;
	shape_put(canvas, mark, x, y, size / 2);
	if (mark->letter) {
		kept = arena_new(canvas->pages->arena, struct look);
		look.bold = true;
		look.size = size * 0.62;
		look.leading = look.size * 1.2;
		*kept = look;
		canvas_text(canvas, kept,
			mark->hollow ? canvas_colour(canvas, mark->colour) : canvas->paper, x,
			y + look.size * 0.36, ALIGN_CENTRE, canvas_word(canvas, mark->letter));
	}
	return true;
}

/* A chart of nothing but a mark, for table cells: `variant` names it. */
void
mark_draw(struct canvas *canvas, struct box box)
{
	double size = fmin(fmin(box.width, box.height), 14);

	if (!mark_put(canvas, canvas->chart->variant, box.x + box.width / 2, box.y + box.height / 2,
		    size))
		canvas_text(canvas, canvas->label, canvas->ink, box.x + box.width / 2,
			box.y + box.height / 2 - look_pitch(canvas->label) / 2 + look_drop(canvas->label),
			ALIGN_CENTRE, canvas->chart->variant ? canvas->chart->variant : "");
}
