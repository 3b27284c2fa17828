/* Steps: the one that is meant in the row of all of them, larger, in bold and on a ground of its own; or
 * by itself, where the style wants no more. */
#include <math.h>

#include "base/arena.h"
#include "chart/kinds.h"
#include "chart/rows.h"

/* White beside and above the words of a cell; how far the meant one stands out;
 * its frame. Points. */
static const double pad_x = 5, pad_y = 3, lift = 2, frame = 1.5;

struct steps {
	const struct canvas *canvas;
	const struct chart_series *series;
	const struct look *looks[2]; /* of the others, and of the one that is meant */
	double room;                 /* that all words want, with the white beside them */
};

static const struct look *
look_or(const struct canvas *canvas, const char *name, const struct look *otherwise)
{
	return style_knows(canvas->style, name) ? style_look(canvas->style, name) : otherwise;
}

static double
step_room(const struct steps *steps, int step)
{
	const struct chart_point *point = &steps->series->points[step];

	return canvas_width(steps->canvas, steps->looks[point->own], point->label) + pad_x * 2;
}

static void
room_take(struct steps *steps)
{
	steps->room = 0;
	for (int i = 0; i < steps->series->point_count; i++)
		steps->room += step_room(steps, i);
}

/* Words as wide as `words` are set smaller, to stand in the width. */
static void
looks_fit(struct steps *steps, double words, double width)
{
	for (int i = 0; i < 2 && words > width; i++) {
		struct look *look = arena_new(steps->canvas->pages->arena, struct look);

		*look = *steps->looks[i];
		look->size *= fmax(0.1, width / words * 0.99);
		steps->looks[i] = look;
	}
}

/* As wide as each other where the words let them, else each as its words want. */
static double
step_width(const struct steps *steps, int step, double width)
{
	int count = steps->series->point_count;

	for (int i = 0; i < count; i++)
		if (step_room(steps, i) > width / count)
			return step_room(steps, step) + fmax(0, width - steps->room) / count;
	return width / count;
}

static struct box
step_box(const struct steps *steps, int step, struct box box)
{
	double x = box.x, out = steps->series->points[step].own ? lift : 0;

	for (int i = 0; i < step; i++)
		x += step_width(steps, i, box.width);
	return (struct box){ x, box.y - out, step_width(steps, step, box.width), box.height + out * 2 };
}

static void
ground_put(const struct steps *steps, int step, struct box row)
{
	const struct canvas *canvas = steps->canvas;
	const struct chart_point *point = &steps->series->points[step];
	const struct look *look = steps->looks[point->own];
	struct box box = step_box(steps, step, row);

	canvas_from(canvas, point->origin);
	if (look->ground.set)
		canvas_rect(canvas, box, look->ground);
	canvas_frame(canvas, box, point->own ? frame : 0.6, look->rule.set ? look->rule : canvas->baseline);
}

static void
words_put(const struct steps *steps, int step, struct box row)
{
	const struct canvas *canvas = steps->canvas;
	const struct chart_point *point = &steps->series->points[step];
	const struct look *look = steps->looks[point->own];
	struct box box = step_box(steps, step, row);

	canvas_from(canvas, point->own && steps->series->origin ? steps->series->origin : point->origin);
	canvas_text(canvas, look, look->ink, box.x + box.width / 2,
		box.y + (box.height - look_pitch(look)) / 2 + look_drop(look), ALIGN_CENTRE, point->label);
}

/* The meant one stands over the frames of its neighbours; words come in their order. */
static void
row_put(const struct steps *steps, struct box row)
{
	const struct chart_series *series = steps->series;

	for (int own = 0; own < 2; own++)
		for (int i = 0; i < series->point_count; i++)
			if (series->points[i].own == own)
				ground_put(steps, i, row);
	for (int i = 0; i < series->point_count; i++)
		words_put(steps, i, row);
	canvas_from(steps->canvas, NULL);
}

static void
own_put(struct steps *steps, struct box box)
{
	const struct look *look;

	looks_fit(steps, canvas_width(steps->canvas, steps->looks[1], steps->series->name), box.width);
	look = steps->looks[1];
	canvas_from(steps->canvas, steps->series->origin);
	canvas_text(steps->canvas, look, look->ink, box.x,
		box.y + (box.height - look_pitch(look)) / 2 + look_drop(look), ALIGN_LEFT, steps->series->name);
}

void
steps_draw(struct canvas *canvas, struct box box)
{
	struct steps steps = { .canvas = canvas,
		.series = canvas->chart->series_count ? canvas->chart->series : NULL };
	double beside;

	if (!steps.series || !steps.series->point_count) {
		empty_draw(canvas, box);
		return;
	}
	steps.looks[0] = look_or(canvas, "steps", canvas->label);
	steps.looks[1] = look_or(canvas, "steps-own", look_strong(canvas));
	if (style_wants_own_step(canvas->style) && steps.series->name) {
		own_put(&steps, box);
		return;
	}
	box = (struct box){ box.x + frame / 2, box.y + lift + frame / 2, box.width - frame,
		box.height - lift * 2 - frame };
	beside = pad_x * 2 * steps.series->point_count;
	room_take(&steps);
	looks_fit(&steps, steps.room - beside, box.width - beside);
	room_take(&steps);
	row_put(&steps, box);
}

double
steps_height(const struct chart *chart, const struct style *style, double width)
{
	const char *name = style_knows(style, "steps-own") ? "steps-own" : "chart-label";

	(void)chart;
	(void)width;
	return look_pitch(style_look(style, name)) +
		(style_wants_own_step(style) ? 0 : (pad_y + lift) * 2 + frame);
}
