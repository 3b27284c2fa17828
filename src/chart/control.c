/* Process control chart (XmR): the values with their mean and limits, phase by phase, special cause
 * marked by shape and colour, what the limits rest on told in the notes, and the marks for variation
 * and assurance at the top right. Limits are computed anew only where the record says so. */
#include <math.h>

#include "base/arena.h"
#include "chart/kinds.h"
#include "chart/mark.h"
#include "chart/plot.h"
#include "report/alt.h"
#include "report/control.h"

struct control {
	struct canvas *canvas;
	struct track *tracks;
	const struct track *value, *target;
	struct control_data data;
	struct month_plot plot;
	double label_width;
};

enum { CAUSE_COMMON, CAUSE_BETTER, CAUSE_WORSE, CAUSE_SPECIAL, CAUSE_COUNT };

static const char *const cause_words[CAUSE_COUNT] = { "cause-common", "cause-better", "cause-worse",
	"cause-special" };
static const double label_gap = 7;

static struct pen
cause_pen(const struct canvas *canvas, int cause)
{
	const struct pen pens[CAUSE_COUNT] = {
		{ .colour = canvas_colour(canvas, "chart-6"), .marker = MARKER_DISC, .radius = 2 },
		{ .colour = canvas_colour(canvas, "better"), .marker = MARKER_SQUARE, .radius = 2.7 },
		{ .colour = canvas_colour(canvas, "worse"), .marker = MARKER_DIAMOND, .radius = 2.7 },
		{ .colour = canvas_colour(canvas, "chart-4"), .marker = MARKER_TRIANGLE, .radius = 2.7 },
	};

	return pens[cause];
}

static int
cause_of(const struct control *control, int month)
{
	int direction = stat_xmr_direction(&control->data.points[month - control->data.first]);

	if (!direction)
		return CAUSE_COMMON;
	switch (control->canvas->chart->better) {
	case POLARITY_HIGHER:
		return direction > 0 ? CAUSE_BETTER : CAUSE_WORSE;
	case POLARITY_LOWER:
		return direction < 0 ? CAUSE_BETTER : CAUSE_WORSE;
	case POLARITY_NONE:
		break;
	}
	return CAUSE_SPECIAL;
}

/* ---- lines and points ---- */

static void
level_put(const struct control *control, const struct xmr_phase *phase, double value,
	const struct pen *pen)
{
	double left = month_x(&control->plot.months, control->data.first + phase->first);
	double right = month_x(&control->plot.months,
		control->data.first + phase->first + phase->count - 1);
	double half = control->plot.months.slot / 2, y;

	if (!isfinite(value) || fabs(value) > SCALE_MOST)
		return;
	y = scale_at(&control->plot.values.scale, value);
	canvas_polyline(control->canvas,
		(const struct point[]){ { left - half, y }, { right + half, y } }, 2, pen);
}

static void
phases_put(const struct control *control)
{
	const struct canvas *canvas = control->canvas;
	const struct pen mean = { .colour = canvas->ink, .width = 0.9 };
	const struct pen limit = { .colour = canvas->baseline, .width = 1, .dash = { 4, 2.5 },
		.dash_count = 2 };

	for (int i = 0; i < control->data.phase_count; i++) {
		const struct xmr_phase *phase = &control->data.phases[i];

		level_put(control, phase, phase->mean, &mean);
		level_put(control, phase, phase->upper, &limit);
		if (!control_lower_hidden(&control->data, phase))
			level_put(control, phase, phase->lower, &limit);
	}
}

static void
points_put(const struct control *control, const struct point *places)
{
	struct point *chosen = g_new(struct point, (size_t)control->value->count + 1);

	for (int cause = 0; cause < CAUSE_COUNT; cause++) {
		struct pen pen = cause_pen(control->canvas, cause);
		int count = 0;

		for (int i = 0; i < control->value->count; i++)
			if (cause_of(control, control->value->points[i]->month) == cause) {
				chosen[count++] = places[i];
				if (!control->value->points[i]->origin)
					continue;
				canvas_from(control->canvas, control->value->points[i]->origin);
				canvas_markers(control->canvas, &chosen[--count], 1, &pen);
			}
		canvas_markers(control->canvas, chosen, count, &pen);
	}
	canvas_from(control->canvas, NULL);
	g_free(chosen);
}

/* ---- labels, legend, marks, notes ---- */

struct level {
	const char *name;
	double value;
	int decimals;
};

static void
label_add(struct control *control, struct label *labels, int *count, struct level level)
{
	const struct canvas *canvas = control->canvas;
	struct label *label = &labels[*count];
	const char *text;

	if (!isfinite(level.value) || fabs(level.value) > SCALE_MOST || !level.name)
		return;
	text = arena_printf(canvas->pages->arena, "%s %s", level.name,
		value_text(canvas, level.value, level.decimals));
	label_make(canvas, canvas->label, text, 96, label);
	label->line_count = MIN(label->line_count, LABEL_LINES);
	label->height = label->line_count * look_pitch(canvas->label);
	label->want = level.value; /* a value until the scale is known */
	label->ink = canvas->ink;
	control->label_width = fmax(control->label_width, label->width + label_gap);
	(*count)++;
}

/* What the levels of the last phase are, beside their ends. */
static int
labels_make(struct control *control, struct label *labels)
{
	const struct canvas *canvas = control->canvas;
	const struct xmr_phase *last = &control->data.phases[control->data.phase_count - 1];
	int count = 0, fine = canvas->chart->fine_decimals;

	label_add(control, labels, &count,
		(struct level){ canvas_word(canvas, "control-upper"), last->upper, fine });
	label_add(control, labels, &count,
		(struct level){ canvas_word(canvas, "control-mean"), last->mean, fine });
	if (!control_lower_hidden(&control->data, last))
		label_add(control, labels, &count,
			(struct level){ canvas_word(canvas, "control-lower"), last->lower, fine });
	if (control->target && control->target->count) {
		label_add(control, labels, &count, (struct level){ control->target->series->name,
			control->target->points[control->target->count - 1]->value,
			canvas->chart->decimals });
		if (count)
			labels[count - 1].ink = canvas->target;
	}
	return count;
}

static struct box
head_put(const struct control *control, struct box box)
{
	const struct canvas *canvas = control->canvas;
	struct legend_entry entries[CAUSE_COUNT];
	const double size = 17;
	struct box legend = box, below;
	bool there[CAUSE_COUNT] = { false };
	int count = 0;

	for (int i = 0; i < control->value->count; i++)
		there[cause_of(control, control->value->points[i]->month)] = true;
	for (int cause = 0; cause < CAUSE_COUNT; cause++)
		if (there[cause])
			entries[count++] = (struct legend_entry){ .name = canvas_word(canvas, cause_words[cause]),
				.pen = cause_pen(canvas, cause) };
	legend.width -= 2 * size + 12;
	below = legend_put(canvas, entries, count, legend);
	mark_put(canvas, control_variation(&control->data, canvas->chart->better),
		box.x + box.width - (control->target ? 1.5 * size + 4 : size / 2), box.y + size / 2, size);
	if (control->target)
		mark_put(canvas, control->data.assurance, box.x + box.width - size / 2, box.y + size / 2,
			size);
	below.width = box.width;
	below.height = fmin(below.height, box.height - size - 3);
	below.y = box.y + box.height - below.height;
	return below;
}

static const char *
mark_text(const struct control *control, const char *sentence, const char *mark)
{
	const struct head *head = control->canvas->head;
	char *name = g_strconcat("mark-", mark, NULL);
	const struct field fields[] = { { "mark", words_find(head, name) }, { NULL, NULL } };
	const char *text = words_fill(control->canvas->pages->arena, words_find(head, sentence), fields);

	g_free(name);
	return fields->text ? text : NULL;
}

/* What the marks at the top say. */
static void
marks_note(const struct control *control)
{
	struct canvas *canvas = control->canvas;
	const char *last = mark_text(control, "alt-mark",
		control_variation(&control->data, canvas->chart->better));
	const char *assured = control->target && control->data.assurance ?
		mark_text(control, "alt-assurance", control->data.assurance) : NULL;

	if (last && assured)
		last = arena_printf(canvas->pages->arena, "%s %s", last, assured);
	if (last)
		canvas_add_note(canvas, last);
}

static void
notes_add(const struct control *control)
{
	struct canvas *canvas = control->canvas;
	struct arena *arena = canvas->pages->arena;
	bool hidden = false;

	marks_note(control);
	canvas_add_note(canvas, words_find(canvas->head,
		control->data.variant == XMR_SCREENED ? "control-screened" : "control-unscreened"));
	for (int i = 0; i < control->data.phase_count; i++) {
		const struct xmr_phase *phase = &control->data.phases[i];
		const struct field fields[] = {
			{ "month", chart_month_text(arena, canvas->head, control->data.first + phase->first) },
			{ "count", arena_printf(arena, "%d", phase->used) }, { NULL, NULL } };

		if (phase->trial)
			canvas_add_note(canvas,
				words_fill(arena, words_find(canvas->head, "control-trial"), fields));
		hidden = hidden || control_lower_hidden(&control->data, phase);
	}
	if (hidden)
		canvas_add_note(canvas, words_find(canvas->head, "control-no-lower"));
	if (canvas->chart->baseline) {
		const struct field fields[] = {
			{ "count", arena_printf(arena, "%d", canvas->chart->baseline) }, { NULL, NULL } };

		canvas_add_note(canvas,
			words_fill(arena, words_find(canvas->head, "control-baseline"), fields));
	}
}

/* ---- the whole ---- */

static struct range
range_find(const struct control *control, struct range range)
{
	for (int i = 0; i < control->data.phase_count; i++) {
		const struct xmr_phase *phase = &control->data.phases[i];

		range_add(&range, phase->upper);
		if (!control_lower_hidden(&control->data, phase))
			range_add(&range, phase->lower);
	}
	return range;
}

static void
plot_make(struct control *control, struct box box, struct range range)
{
	month_plot_make(&control->plot, control->canvas, box, range, control->label_width);
	month_plot_note(&control->plot, control->canvas);
	notes_add(control);
}

static void
draw(struct control *control, struct box box, struct range range)
{
	struct canvas *canvas = control->canvas;
	struct pen pen = { .colour = canvas_colour(canvas, "chart-6"), .width = 1 };
	struct label labels[4];
	int count = labels_make(control, labels);
	double half = look_pitch(canvas->label) / 2;
	struct point *places;
	struct track line = *control->value;

	box = head_put(control, box);
	plot_make(control, box, range);
	box = notes_put(canvas, box);
	plot_make(control, box, range);
	month_plot_put(&control->plot, canvas);
	phases_put(control);
	for (int i = 0; i < canvas->chart->series_count; i++)
		if (&control->tracks[i] != control->value) {
			places = track_places(&control->tracks[i], &control->plot.months,
				&control->plot.values.scale);
			track_put(canvas, &control->tracks[i], places, 0);
			g_free(places);
		}
	places = track_places(control->value, &control->plot.months, &control->plot.values.scale);
	line.pen = pen;
	track_put(canvas, &line, places, 0);
	points_put(control, places);
	g_free(places);
	for (int i = 0; i < count; i++)
		labels[i].want = scale_at(&control->plot.values.scale, labels[i].want);
	labels_place(labels, count, control->plot.box.y - half,
		control->plot.box.y + control->plot.box.height + half);
	column_put(canvas, labels, count, control->plot.box.x + control->plot.box.width - 3,
		control->plot.box.x + control->plot.box.width + label_gap);
}

void
control_draw(struct canvas *canvas, struct box box)
{
	const struct chart *chart = canvas->chart;
	struct control control = { .canvas = canvas, .tracks = tracks_make(canvas) };
	int value = role_find(chart, "value"), target = role_find(chart, "target");
	struct range range = { 0 };

	if (!month_plot_extent(&control.plot, control.tracks, chart->series_count, &range) || value < 0 ||
		!control.tracks[value].count || !control_data_make(chart, &control.data)) {
		empty_draw(canvas, box);
		return;
	}
	control.value = &control.tracks[value];
	control.target = target >= 0 ? &control.tracks[target] : NULL;
	draw(&control, box, range_find(&control, range));
	control_data_finish(&control.data);
}
