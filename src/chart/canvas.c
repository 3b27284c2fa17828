/* The canvas: pens, bars, hatches, text, over the path helpers of pages. */
#include "chart/canvas.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"

static const struct head no_head;

struct colour
canvas_colour(const struct canvas *canvas, const char *name)
{
	struct colour colour = style_colour(canvas->style, name);

	return colour.set ? colour : canvas->ink;
}

struct colour
colour_mix(struct colour colour, struct colour paper, double share)
{
	colour.red = colour.red * share + paper.red * (1 - share);
	colour.green = colour.green * share + paper.green * (1 - share);
	colour.blue = colour.blue * share + paper.blue * (1 - share);
	return colour;
}

struct canvas
canvas_make(struct pages *pages, struct page *page, struct fonts *fonts, const struct style *style,
	const struct node *node, struct diags *diags)
{
	struct canvas canvas = { .pages = pages, .page = page, .fonts = fonts, .style = style,
		.node = node, .chart = node->as.chart, .role = ROLE_CONTENT, .diags = diags };

	canvas.head = pages->report ? &pages->report->head : &no_head;
	canvas.axis = style_look(style, "chart-axis");
	canvas.label = style_look(style, "chart-label");
	canvas.note = style_look(style, "chart-note");
	canvas.ink = canvas.label->ink;
	canvas.ink.set = true;
	canvas.paper = style_colour(style, "chart-paper");
	if (!canvas.paper.set)
		canvas.paper = (struct colour){ 1, 1, 1, true };
	canvas.grid = style_colour(style, "chart-grid");
	if (!canvas.grid.set)
		canvas.grid = colour_mix(canvas.ink, canvas.paper, 0.2);
	canvas.baseline = canvas_colour(&canvas, "chart-axis");
	canvas.peer = canvas_colour(&canvas, "chart-peer");
	canvas.target = canvas_colour(&canvas, "chart-target");
	canvas.projection = canvas_colour(&canvas, "chart-projection");
	canvas.from = arena_new(pages->arena, const struct origin *);
	canvas.ops = g_byte_array_new();
	canvas.numbers = g_array_new(FALSE, FALSE, sizeof(double));
	return canvas;
}

void
canvas_finish(struct canvas *canvas)
{
	g_byte_array_free(canvas->ops, TRUE);
	g_array_free(canvas->numbers, TRUE);
}

/* ---- where it comes from ---- */

void
canvas_from(const struct canvas *canvas, const struct origin *origin)
{
	*canvas->from = origin;
}

static const struct origin *
series_named(const struct chart_series *series, const char *name)
{
	if (series->name && strcmp(series->name, name) == 0)
		return series->origin;
	for (int i = 0; i < series->point_count; i++)
		if (series->points[i].label && strcmp(series->points[i].label, name) == 0)
			return series->points[i].origin;
	return NULL;
}

const struct origin *
canvas_named(const struct canvas *canvas, const char *name)
{
	const struct chart *chart = canvas->chart;
	const struct origin *origin = NULL;

	if (!name || !chart->series_count || !chart->series[0].origin)
		return NULL;
	for (int i = 0; i < chart->series_count && !origin; i++)
		origin = series_named(&chart->series[i], name);
	for (int i = 0; i < chart->event_count && !origin; i++)
		if (chart->events[i].label && strcmp(chart->events[i].label, name) == 0)
			origin = chart->events[i].origin;
	return origin;
}

/* The page's items from number `mark` on are what canvas_from said. */
static void
from_give(const struct canvas *canvas, unsigned mark)
{
	for (unsigned i = mark; *canvas->from && i < canvas->page->items->len; i++)
		g_array_index(canvas->page->items, struct item, i).origin = *canvas->from;
}

/* ---- text ---- */

double
canvas_text(const struct canvas *canvas, const struct look *look, struct colour ink, double x,
	double y, enum align align, const char *text)
{
	unsigned mark = canvas->page->items->len;
	double width = page_text(canvas->pages, canvas->page, canvas->fonts, canvas->role, canvas->node,
		look, x, y, align, text);

	if (ink.set)
		for (unsigned i = mark; i < canvas->page->items->len; i++)
			g_array_index(canvas->page->items, struct item, i).as.text.ink = ink;
	from_give(canvas, mark);
	return width;
}

double
canvas_width(const struct canvas *canvas, const struct look *look, const char *text)
{
	return text_width(canvas->fonts, look, text);
}

double
look_pitch(const struct look *look)
{
	return look->leading > look->size ? look->leading : look->size * 1.2;
}

double
look_drop(const struct look *look)
{
	return (look_pitch(look) + look->size * 0.72) / 2;
}

/* ---- paths ---- */

static void
put_move(const struct canvas *canvas, enum path_op op, double x, double y)
{
	const unsigned char byte = (unsigned char)op;
	const double point[] = { x, y };

	g_byte_array_append(canvas->ops, &byte, 1);
	g_array_append_vals(canvas->numbers, point, 2);
}

static void
put_close(const struct canvas *canvas)
{
	static const unsigned char byte = PATH_CLOSE;

	g_byte_array_append(canvas->ops, &byte, 1);
}

static void
put_curve(const struct canvas *canvas, const double points[6])
{
	static const unsigned char byte = PATH_CURVE;

	g_byte_array_append(canvas->ops, &byte, 1);
	g_array_append_vals(canvas->numbers, points, 6);
}

/* What has been put becomes one item; the next path begins empty. */
static void
put_item(const struct canvas *canvas, struct path_item looks)
{
	unsigned mark = canvas->page->items->len;

	if (canvas->ops->len) {
		looks.ops = canvas->ops->data;
		looks.op_count = (int)canvas->ops->len;
		looks.points = (const double *)canvas->numbers->data;
		looks.point_count = (int)canvas->numbers->len;
		page_path(canvas->pages, canvas->page, canvas->role, canvas->node, &looks);
	}
	from_give(canvas, mark);
	g_byte_array_set_size(canvas->ops, 0);
	g_array_set_size(canvas->numbers, 0);
}

static void
put_line(const struct canvas *canvas, double x1, double y1, double x2, double y2)
{
	put_move(canvas, PATH_MOVE, x1, y1);
	put_move(canvas, PATH_LINE, x2, y2);
}

static void
put_points(const struct canvas *canvas, const struct point *points, int count, bool close)
{
	for (int i = 0; i < count; i++)
		put_move(canvas, i ? PATH_LINE : PATH_MOVE, points[i].x, points[i].y);
	if (close)
		put_close(canvas);
}

void
canvas_rule(const struct canvas *canvas, double x1, double y1, double x2, double y2, double width,
	struct colour colour)
{
	unsigned mark = canvas->page->items->len;

	page_rule(canvas->pages, canvas->page, canvas->role, canvas->node, x1, y1, x2, y2, width, colour);
	from_give(canvas, mark);
}

void
canvas_rect(const struct canvas *canvas, struct box box, struct colour fill)
{
	unsigned mark = canvas->page->items->len;

	page_rect(canvas->pages, canvas->page, canvas->role, canvas->node, box.x, box.y, box.width,
		box.height, fill);
	from_give(canvas, mark);
}

void
canvas_frame(const struct canvas *canvas, struct box box, double width, struct colour colour)
{
	const double right = box.x + box.width, foot = box.y + box.height;
	const struct point corners[] = { { box.x, box.y }, { right, box.y }, { right, foot },
		{ box.x, foot } };

	put_points(canvas, corners, 4, true);
	put_item(canvas, (struct path_item){ .stroke = colour, .width = width });
}

static struct path_item
path_of(const struct pen *pen)
{
	return (struct path_item){ .stroke = pen->colour, .width = (float)pen->width,
		.dash = pen->dash, .dash_count = (unsigned char)pen->dash_count,
		.round = pen->dash_count == 0 }; /* round caps would close the gaps */
}

void
canvas_polyline(const struct canvas *canvas, const struct point *points, int count,
	const struct pen *pen)
{
	if (count < 2 || pen->width <= 0)
		return;
	put_points(canvas, points, count, false);
	put_item(canvas, path_of(pen));
}

void
canvas_polygon(const struct canvas *canvas, const struct point *points, int count,
	struct colour fill)
{
	if (count < 3)
		return;
	put_points(canvas, points, count, true);
	put_item(canvas, (struct path_item){ .fill = fill });
}

/* ---- hatches ---- */

/* Slanted lines, each cut at the box's edges: x + y (rising) or x - y (falling) is constant. */
static void
hatch_slanted(const struct canvas *canvas, struct box box, double sign)
{
	const double pitch = 4;
	double first = sign > 0 ? box.x + box.y : box.x - box.y - box.height;
	double last = first + box.width + box.height;

	for (double c = ceil(first / pitch) * pitch; c < last; c += pitch) {
		double top = c - sign * box.y, foot = c - sign * (box.y + box.height);
		double low = fmax(fmin(top, foot), box.x), high = fmin(fmax(top, foot), box.x + box.width);

		if (high > low)
			put_line(canvas, low, sign * (c - low), high, sign * (c - high));
	}
}

static void
hatch_level(const struct canvas *canvas, struct box box)
{
	for (double y = (floor(box.y / 3) + 1) * 3; y < box.y + box.height; y += 3)
		put_line(canvas, box.x, y, box.x + box.width, y);
}

static void
hatch_dots(const struct canvas *canvas, struct box box)
{
	const double pitch = 4;

	for (double y = ceil((box.y + 1) / pitch) * pitch; y < box.y + box.height - 0.8; y += pitch)
		for (double x = ceil((box.x + 1) / pitch) * pitch; x < box.x + box.width - 0.8; x += pitch)
			put_line(canvas, x - 0.6, y, x + 0.6, y);
}

/* Hatches cost with the area: a bar that fills pages goes without. */
void
canvas_bar(const struct canvas *canvas, struct box box, struct colour fill, enum hatch hatch)
{
	canvas_rect(canvas, box, fill);
	if (box.width * box.height > 300000 || box.width < 2 || box.height < 2)
		return;
	switch (hatch) {
	case HATCH_RISING:
		hatch_slanted(canvas, box, 1);
		break;
	case HATCH_FALLING:
		hatch_slanted(canvas, box, -1);
		break;
	case HATCH_LEVEL:
		hatch_level(canvas, box);
		break;
	case HATCH_DOTS:
		hatch_dots(canvas, box);
		break;
	case HATCH_NONE:
	case HATCH_COUNT:
		break;
	}
	put_item(canvas, (struct path_item){ .stroke = canvas->paper,
		.width = hatch == HATCH_DOTS ? 1.2 : 0.6 });
}

/* ---- markers ---- */

/* A circle from four Bézier curves; 0.5523 is the usual control distance. */
static void
put_circle(const struct canvas *canvas, double x, double y, double r)
{
	const double k = r * 0.5523;

	put_move(canvas, PATH_MOVE, x + r, y);
	put_curve(canvas, (const double[]){ x + r, y + k, x + k, y + r, x, y + r });
	put_curve(canvas, (const double[]){ x - k, y + r, x - r, y + k, x - r, y });
	put_curve(canvas, (const double[]){ x - r, y - k, x - k, y - r, x, y - r });
	put_curve(canvas, (const double[]){ x + k, y - r, x + r, y - k, x + r, y });
	put_close(canvas);
}

static void
put_marker(const struct canvas *canvas, enum marker marker, double x, double y, double r)
{
	const double s = r * 0.86, d = r * 1.2, t = r * 1.15;
	const struct point square[] = { { x - s, y - s }, { x + s, y - s }, { x + s, y + s },
		{ x - s, y + s } };
	const struct point diamond[] = { { x, y - d }, { x + d, y }, { x, y + d }, { x - d, y } };
	const struct point up[] = { { x, y - t }, { x + t, y + t * 0.8 }, { x - t, y + t * 0.8 } };
	const struct point down[] = { { x, y + t }, { x + t, y - t * 0.8 }, { x - t, y - t * 0.8 } };

	switch (marker) {
	case MARKER_DISC:
		put_circle(canvas, x, y, r);
		break;
	case MARKER_RING:
		put_circle(canvas, x, y, r * 0.85);
		break;
	case MARKER_SQUARE:
		put_points(canvas, square, 4, true);
		break;
	case MARKER_DIAMOND:
		put_points(canvas, diamond, 4, true);
		break;
	case MARKER_TRIANGLE:
		put_points(canvas, up, 3, true);
		break;
	case MARKER_DOWN:
		put_points(canvas, down, 3, true);
		break;
	case MARKER_CROSS:
		put_line(canvas, x - s, y - s, x + s, y + s);
		put_line(canvas, x - s, y + s, x + s, y - s);
		break;
	case MARKER_NONE:
	case MARKER_COUNT:
		break;
	}
}

void
canvas_markers(const struct canvas *canvas, const struct point *points, int count,
	const struct pen *pen)
{
	static const bool hollow[MARKER_COUNT] = { [MARKER_RING] = true, [MARKER_DIAMOND] = true };
	struct path_item looks = { .fill = pen->colour };

	if (hollow[pen->marker])
		looks = (struct path_item){ .fill = canvas->paper, .stroke = pen->colour,
			.width = pen->radius * 0.5 };
	if (pen->marker == MARKER_CROSS)
		looks = (struct path_item){ .stroke = pen->colour, .width = pen->radius * 0.5 };
	for (int i = 0; i < count; i++)
		put_marker(canvas, pen->marker, points[i].x, points[i].y, pen->radius);
	put_item(canvas, looks);
}

void
canvas_sample(const struct canvas *canvas, const struct pen *pen, double x, double y, double width)
{
	const struct point line[] = { { x, y }, { x + width, y } };
	const struct point middle = { x + width / 2, y };

	canvas_polyline(canvas, line, 2, pen);
	canvas_markers(canvas, &middle, 1, pen);
}

/* ---- words ---- */

void
canvas_add_note(struct canvas *canvas, const char *text)
{
	if (text && *text && canvas->note_count < NOTE_MOST)
		canvas->notes[canvas->note_count++] = text;
}

const char *
canvas_word(const struct canvas *canvas, const char *name)
{
	const char *word = words_find(canvas->head, name);

	return word ? word : arena_printf(canvas->pages->arena, "[%s]", name);
}
