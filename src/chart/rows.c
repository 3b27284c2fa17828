/* Rows: labels at the left, bands in the plot, and the table of categories by series. */
#include "chart/rows.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "chart/axis.h"
#include "chart/track.h"

static const double label_gap = 8, most_share = 0.4;

const struct look *
look_strong(const struct canvas *canvas)
{
	struct look *look = arena_new(canvas->pages->arena, struct look);

	*look = *canvas->label;
	look->bold = true;
	return look;
}

static const double rows_gap = 3;

/* How many lines the longest names may keep so that all find room. */
static int
lines_that_fit(const struct rows *rows, const double *heights)
{
	int lines = NAME_LINES;

	for (; lines > 1; lines--) {
		double most = lines * look_pitch(rows->look), needed = 0;

		for (int i = 0; i < rows->count; i++)
			needed += fmin(heights[i], most) + rows_gap;
		if (needed <= rows->plot.height)
			break;
	}
	return lines;
}

/* Where a name is higher than a row, rows are as high as their names want. */
static void
rows_spread(const struct canvas *canvas, struct rows *rows, double *heights)
{
	double needed = 0, highest = 0, at = 0;

	for (int i = 0; i < rows->count; i++)
		highest = fmax(highest, heights[i]);
	if (highest <= rows->pitch)
		return;
	rows->label_lines = lines_that_fit(rows, heights);
	for (int i = 0; i < rows->count; i++) {
		heights[i] = fmin(heights[i], rows->label_lines * look_pitch(rows->look)) + rows_gap;
		needed += heights[i];
	}
	rows->middles = arena_new_array(canvas->pages->arena, double, rows->count);
	for (int i = 0; i < rows->count; i++) {
		double height = heights[i] + (rows->plot.height - needed) / rows->count;

		rows->middles[i] = at + height / 2;
		rows->pitch = fmin(rows->pitch, height);
		at += height;
	}
}

struct rows
rows_make(const struct canvas *canvas, struct box box, const struct row_name *names, int count)
{
	struct rows rows = { .plot = box, .count = count, .names = names, .look = canvas->label,
		.strong = look_strong(canvas), .pitch = box.height / MAX(count, 1) };
	double widest = 0;
	double *heights = g_new0(double, (size_t)count + 1);

	rows.label_room = box.width * most_share;
	rows.label_lines = NAME_LINES;
	for (int i = 0; i < count; i++) {
		struct label label;

		if (!names[i].text)
			continue;
		name_make(canvas, names[i].strong ? rows.strong : rows.look, names[i].text,
			rows.label_room, NAME_LINES, &label);
		widest = fmax(widest, label.width);
		heights[i] = label.height;
	}
	rows.crowded = rows.pitch < look_pitch(canvas->label);
	if (!rows.crowded)
		rows_spread(canvas, &rows, heights);
	g_free(heights);
	rows.plot.x += widest + label_gap;
	rows.plot.width -= widest + label_gap;
	return rows;
}

double
rows_y(const struct rows *rows, int i)
{
	return rows->plot.y + (rows->middles ? rows->middles[i] : (i + 0.5) * rows->pitch);
}

double
rows_bar(const struct rows *rows)
{
	return fmin(rows->pitch * 0.66, 16);
}

/* When rows are lower than lines, the strong ones are labelled, and others where they leave room. */
static bool
is_labelled(const struct rows *rows, int i)
{
	int step = rows->pitch > 0 ? (int)ceil(look_pitch(rows->look) / rows->pitch) : rows->count;

	if (!rows->crowded || rows->names[i].strong)
		return true;
	if (i % step != 0)
		return false;
	for (int j = MAX(i - step + 1, 0); j < MIN(i + step, rows->count); j++)
		if (rows->names[j].strong)
			return false;
	return true;
}

void
rows_put(const struct canvas *canvas, const struct rows *rows)
{
	for (int i = 0; i < rows->count; i++) {
		const struct look *look = rows->names[i].strong ? rows->strong : rows->look;
		struct label label = { 0 };

		if (!rows->names[i].text || !is_labelled(rows, i))
			continue;
		name_make(canvas, look, rows->names[i].text, rows->label_room,
			rows->label_lines, &label);
		label.middle = rows_y(rows, i);
		label.origin = canvas_named(canvas, rows->names[i].text);
		label_put(canvas, look, &label, rows->plot.x - label_gap, ALIGN_RIGHT);
	}
}

void
rows_text(const struct canvas *canvas, const struct rows *rows, int i, double x, enum align align,
	const char *text)
{
	const struct look *look = rows->names[i].strong ? rows->strong : rows->look;

	if (is_labelled(rows, i))
		canvas_text(canvas, look, (struct colour){ 0 }, x,
			rows_y(rows, i) - look_pitch(look) / 2 + look_drop(look), align, text);
}

double
rows_foot(const struct canvas *canvas)
{
	return look_pitch(canvas->axis) + 5;
}

/* Half an em is what a letter of a text face takes on average; of many lines each ends some letters
 * before its room does, and values and marks beside the plot leave less of it. */
double
rows_height(const struct style *style, const struct row_name *names, int count, double width)
{
	const struct look *look = style_look(style, "chart-label");
	double height = 0, pitch = look_pitch(look);

	for (int i = 0; i < count; i++) {
		double letter = look->size * 0.5, room = width * most_share;
		double run = names && names[i].text ? strlen(names[i].text) * letter : 0;
		double lines = fmax(ceil(run / room), 1);

		if (lines > 2)
			lines = fmin(ceil(run / fmax(room * 0.8 - 3 * letter, letter)), NAME_LINES);
		height += lines * pitch + 4;
	}
	return height;
}

/* ---- categories ---- */

static int
category_add(GHashTable *places, GPtrArray *names, const char *label)
{
	gpointer place;

	if (g_hash_table_lookup_extended(places, label, NULL, &place))
		return GPOINTER_TO_INT(place);
	g_hash_table_insert(places, (char *)label, GINT_TO_POINTER((int)names->len));
	g_ptr_array_add(names, (char *)label);
	return (int)names->len - 1;
}

struct categories
categories_make(const struct chart *chart, struct arena *arena)
{
	GHashTable *places = g_hash_table_new(g_str_hash, g_str_equal);
	GPtrArray *names = g_ptr_array_new();
	struct categories made = { .series = chart->series_count };

	for (int s = 0; s < chart->series_count; s++)
		for (int i = 0; i < chart->series[s].point_count; i++)
			if (chart->series[s].points[i].label)
				category_add(places, names, chart->series[s].points[i].label);
	made.count = (int)names->len;
	made.names = arena_new_array(arena, const char *, MAX(made.count, 1));
	made.cells = arena_new_array(arena, const struct chart_point *, MAX(made.count, 1) *
		(size_t)MAX(made.series, 1));
	for (int c = 0; c < made.count; c++)
		made.names[c] = g_ptr_array_index(names, c);
	for (int s = 0; s < chart->series_count; s++)
		for (int i = chart->series[s].point_count - 1; i >= 0; i--) { /* the first one stays */
			const struct chart_point *point = &chart->series[s].points[i];

			if (point->label)
				made.cells[(size_t)category_add(places, names, point->label) *
						(size_t)made.series + (size_t)s] = point;
		}
	g_ptr_array_free(names, TRUE);
	g_hash_table_destroy(places);
	return made;
}

const struct chart_point *
category_cell(const struct categories *categories, int category, int series)
{
	const struct chart_point *point;

	if (series < 0 || category >= categories->count)
		return NULL;
	point = categories->cells[(size_t)category * (size_t)categories->series + (size_t)series];
	return point && point_is_drawable(point) ? point : NULL;
}

struct range
category_range(const struct categories *categories)
{
	struct range range = { 0 };

	for (int c = 0; c < categories->count; c++)
		for (int s = 0; s < categories->series; s++) {
			const struct chart_point *point = category_cell(categories, c, s);

			if (point)
				range_add(&range, point->value);
			if (point && point->ranged) {
				range_add(&range, point->low);
				range_add(&range, point->high);
			}
		}
	return range;
}

double
category_widest(const struct canvas *canvas, const struct categories *categories, int series)
{
	double widest = 0;

	for (int c = 0; c < categories->count; c++) {
		const struct chart_point *point = category_cell(categories, c, series);

		if (point)
			widest = fmax(widest, canvas_width(canvas, canvas->label,
				value_text(canvas, point->value, canvas->chart->decimals)));
	}
	return widest;
}

void
whisker_put(const struct canvas *canvas, double x1, double x2, double y, double cap)
{
	for (int turn = 0; turn < 2; turn++) {
		double width = turn ? 0.9 : 2.6;
		struct colour colour = turn ? canvas->ink : canvas->paper;

		canvas_rule(canvas, x1, y, x2, y, width, colour);
		canvas_rule(canvas, x1, y - cap, x1, y + cap, width, colour);
		canvas_rule(canvas, x2, y - cap, x2, y + cap, width, colour);
	}
}
