/* Labels: wrapping, placing without collision, legends and notes. */
#include "chart/label.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"

/* ---- wrapping ---- */

enum { LONGEST = 600 }; /* bytes: no line of a chart has more, and shaping longer ones takes time */

/* How many bytes of a word go into the width: one character at least. */
static size_t
word_part(const struct canvas *canvas, const struct look *look, const char *word, size_t length,
	double width)
{
	size_t fits = (size_t)(g_utf8_next_char(word) - word);
	char *part = g_strndup(word, length);

	for (size_t next = fits; next < length;) {
		char kept;

		next += (size_t)(g_utf8_next_char(part + next) - (part + next));
		kept = part[next];
		part[next] = '\0';
		if (canvas_width(canvas, look, part) > width)
			break;
		part[next] = kept;
		fits = next;
	}
	g_free(part);
	return fits;
}

static double
span_width(const struct canvas *canvas, const struct look *look, const char *from, const char *to)
{
	char *span = g_strndup(from, (size_t)(to - from));
	double width = canvas_width(canvas, look, span);

	g_free(span);
	return width;
}

/* The end of the line that begins at `from`. */
static const char *
line_end(const struct canvas *canvas, const struct look *look, const char *from, double width)
{
	const char *end = NULL;

	for (const char *at = from; *at;) {
		const char *stop = at + strcspn(at, " ");

		if (stop - from > LONGEST || span_width(canvas, look, from, stop) > width)
			break;
		end = stop;
		at = stop + strspn(stop, " ");
	}
	return end ? end : from + word_part(canvas, look, from, strcspn(from, " "), width);
}

int
text_wrap(const struct canvas *canvas, const struct look *look, const char *text, double width,
	const char **lines, int most)
{
	int count = 0;

	text += strspn(text, " ");
	while (*text) {
		const char *end = line_end(canvas, look, text, width);

		if (count < most)
			lines[count] = arena_strndup(canvas->pages->arena, text, (size_t)(end - text));
		count++;
		text = end + strspn(end, " ");
		if (count > most) /* enough to say that it does not fit */
			break;
	}
	return count;
}

static void
label_measure(const struct canvas *canvas, const struct look *look, struct label *label)
{
	label->width = 0;
	for (int i = 0; i < label->line_count; i++)
		label->width = fmax(label->width, canvas_width(canvas, look, label->lines[i]));
	label->height = label->line_count * look_pitch(look);
}

bool
label_make(const struct canvas *canvas, const struct look *look, const char *text, double width,
	struct label *label)
{
	label->line_count = text_wrap(canvas, look, text ? text : "", width, label->lines, LABEL_LINES);
	if (label->line_count > LABEL_LINES)
		return false;
	label_measure(canvas, look, label);
	return label->width <= width + 0.01;
}

void
name_make(const struct canvas *canvas, const struct look *look, const char *text, double width,
	int most, struct label *label)
{
	const double room = fmax(width - canvas_width(canvas, look, "…"), 1);

	label->line_count = text_wrap(canvas, look, text ? text : "", width, label->lines, most);
	if (label->line_count > most) { /* once more, with room for the sign at the end */
		text_wrap(canvas, look, text, room, label->lines, most);
		label->line_count = most;
		label->lines[most - 1] = arena_printf(canvas->pages->arena, "%s…", label->lines[most - 1]);
	}
	label_measure(canvas, look, label);
}

void
label_put(const struct canvas *canvas, const struct look *look, const struct label *label, double x,
	enum align align)
{
	double y = label->middle - label->height / 2 + look_drop(look);

	canvas_from(canvas, label->origin);
	for (int i = 0; i < label->line_count; i++, y += look_pitch(look))
		canvas_text(canvas, look, label->ink, x, y, align, label->lines[i]);
	canvas_from(canvas, NULL);
}

/* ---- placing ---- */

static int
by_want(const void *a, const void *b)
{
	const struct label *left = a, *right = b;

	return (left->want > right->want) - (left->want < right->want);
}

/* Neighbours that touch move as one: `start` is where their stack begins. */
struct stack {
	int first, count;
	double sum; /* of where the stack would begin for each of its labels */
	double height, start;
};

static void
stack_settle(struct stack *stack, double top, double foot)
{
	stack->start = stack->sum / stack->count;
	stack->start = fmax(fmin(stack->start, foot - stack->height), top);
}

static void
stacks_merge(struct stack *into, const struct stack *from)
{
	into->sum += from->sum - from->count * into->height;
	into->height += from->height;
	into->count += from->count;
}

bool
labels_place(struct label *labels, int count, double top, double foot)
{
	struct stack *stacks = g_new0(struct stack, (size_t)count + 1);
	double total = 0;
	int used = 0;

	/* insertion keeps equals in order, which qsort does not promise */
	for (int i = 1; i < count; i++)
		for (int j = i; j > 0 && by_want(&labels[j], &labels[j - 1]) < 0; j--) {
			struct label swap = labels[j];

			labels[j] = labels[j - 1];
			labels[j - 1] = swap;
		}
	for (int i = 0; i < count; i++) {
		struct stack stack = { i, 1, labels[i].want - labels[i].height / 2, labels[i].height, 0 };

		total += labels[i].height;
		stack_settle(&stack, top, foot);
		stacks[used++] = stack;
		while (used > 1 && stacks[used - 1].start < stacks[used - 2].start + stacks[used - 2].height) {
			stacks_merge(&stacks[used - 2], &stacks[used - 1]);
			stack_settle(&stacks[--used - 1], top, foot);
		}
	}
	for (int i = 0; i < used; i++) {
		double y = stacks[i].start;

		for (int j = stacks[i].first; j < stacks[i].first + stacks[i].count; j++) {
			labels[j].middle = y + labels[j].height / 2;
			y += labels[j].height;
		}
	}
	g_free(stacks);
	return total <= foot - top;
}

/* ---- obstacles ---- */

struct segment {
	struct point a, b;
	const struct point *line; /* that it is of */
};

struct obstacles
obstacles_make(void)
{
	return (struct obstacles){ g_array_new(FALSE, FALSE, sizeof(struct segment)),
		g_array_new(FALSE, FALSE, sizeof(struct box)) };
}

void
obstacles_finish(struct obstacles *obstacles)
{
	g_array_free(obstacles->segments, TRUE);
	g_array_free(obstacles->boxes, TRUE);
}

void
obstacles_add_line(struct obstacles *obstacles, const struct point *points, int count)
{
	for (int i = 1; i < count; i++) {
		struct segment segment = { points[i - 1], points[i], points };

		g_array_append_val(obstacles->segments, segment);
	}
	if (count == 1)
		obstacles_add_box(obstacles, (struct box){ points->x - 2, points->y - 2, 4, 4 });
}

void
obstacles_add_box(struct obstacles *obstacles, struct box box)
{
	g_array_append_val(obstacles->boxes, box);
}

/* Does a segment enter a box? Clipping by parameter, Liang and Barsky 1984. */
static bool
segment_enters(struct point a, struct point b, struct box box)
{
	const double d[] = { a.x - b.x, b.x - a.x, a.y - b.y, b.y - a.y };
	const double room[] = { a.x - box.x, box.x + box.width - a.x, a.y - box.y,
		box.y + box.height - a.y };
	double from = 0, to = 1;

	for (int i = 0; i < 4; i++) {
		if (d[i] == 0 && room[i] < 0)
			return false;
		if (d[i] < 0)
			from = fmax(from, room[i] / d[i]);
		else if (d[i] > 0)
			to = fmin(to, room[i] / d[i]);
	}
	return from <= to;
}

/* Does any line but `own` enter the box? */
static bool
lines_hit(const struct obstacles *obstacles, struct box box, const struct point *own)
{
	for (guint i = 0; i < obstacles->segments->len; i++) {
		const struct segment *segment = &g_array_index(obstacles->segments, struct segment, i);

		if (segment->line != own && segment_enters(segment->a, segment->b, box))
			return true;
	}
	return false;
}

bool
obstacles_hit(const struct obstacles *obstacles, struct box box)
{
	for (guint i = 0; i < obstacles->boxes->len; i++) {
		struct box other = g_array_index(obstacles->boxes, struct box, i);

		if (other.x < box.x + box.width && box.x < other.x + other.width &&
			other.y < box.y + box.height && box.y < other.y + other.height)
			return true;
	}
	return lines_hit(obstacles, box, NULL);
}

static bool
box_inside(struct box box, struct box room)
{
	return box.x >= room.x && box.y >= room.y && box.x + box.width <= room.x + room.width &&
		box.y + box.height <= room.y + room.height;
}

enum company { NEAREST, APART, FREE }; /* how near other lines may come to a label */

/* A label that looks for a place beside the line of these points. */
struct search {
	const struct obstacles *obstacles;
	struct box room;
	const struct point *points;
	int count;
	double width, height;
	enum company company;
};

static bool
is_clear(const struct search *search, struct box box, double reach)
{
	const double collar = search->company == NEAREST ? reach + 2 : 4;

	if (!box_inside(box, search->room) || obstacles_hit(search->obstacles, box))
		return false;
	return search->company == FREE || !lines_hit(search->obstacles,
		(struct box){ box.x - collar, box.y - collar, box.width + 2 * collar,
			box.height + 2 * collar }, search->points);
}

static bool
place_find(const struct search *search, struct point *place)
{
	static const double reach[] = { 3, 6, 10, 15 }; /* between line and label, nearest first */
	const int step = 1 + search->count / 200;

	for (size_t r = 0; r < G_N_ELEMENTS(reach); r++)
		for (int i = search->count - 1; i >= 0; i -= step)
			for (int side = -1; side <= 1; side += 2) {
				struct point at = search->points[i];
				struct box box = { at.x - search->width / 2, at.y + reach[r], search->width,
					search->height };

				if (side < 0)
					box.y = at.y - reach[r] - search->height;
				if (!is_clear(search, box, reach[r]))
					continue;
				*place = (struct point){ at.x, box.y + search->height / 2 };
				return true;
			}
	return false;
}

bool
label_beside(const struct obstacles *obstacles, struct box room, const struct point *points,
	int count, double width, double height, struct point *place)
{
	struct search search = { obstacles, room, points, count, width, height, NEAREST };
	bool found = false;

	for (; search.company <= FREE && !found; search.company++)
		found = place_find(&search, place);
	return found;
}

/* ---- legends and notes ---- */

enum { SAMPLE_GAP = 5, ENTRY_GAP = 16 };

/* A line needs length to show its dashes; a marker alone does not. */
static double
sample_width(const struct legend_entry *entry)
{
	return entry->bar ? 14 : entry->pen.width > 0 && !entry->upright ? 22 : 8;
}

static void
entry_put(const struct canvas *canvas, const struct legend_entry *entry, double x, double y)
{
	double middle = y + look_pitch(canvas->label) / 2;

	if (entry->bar)
		canvas_bar(canvas, (struct box){ x, middle - 4, sample_width(entry), 8 }, entry->pen.colour,
			entry->hatch);
	else if (entry->upright)
		canvas_rule(canvas, x + sample_width(entry) / 2, middle - 5, x + sample_width(entry) / 2,
			middle + 5, entry->pen.width, entry->pen.colour);
	else
		canvas_sample(canvas, &entry->pen, x, middle, sample_width(entry));
}

struct box
legend_put(const struct canvas *canvas, const struct legend_entry *entries, int count,
	struct box box)
{
	const struct look *look = canvas->label;
	double x = box.x, y = box.y, pitch = look_pitch(look) + 2;

	for (int i = 0; i < count; i++) {
		double indent = sample_width(&entries[i]) + SAMPLE_GAP;
		double room = box.width - indent, width;
		struct label name;

		width = fmin(canvas_width(canvas, look, entries[i].name), room);
		if (x > box.x && x + indent + width > box.x + box.width) {
			x = box.x;
			y += pitch;
		}
		canvas_from(canvas, canvas_named(canvas, entries[i].name));
		entry_put(canvas, &entries[i], x, y);
		name_make(canvas, look, entries[i].name, room, NAME_LINES, &name);
		for (int line = 0; line < name.line_count; line++) {
			y += line ? look_pitch(look) : 0;
			canvas_text(canvas, look, canvas->ink, x + indent, y + look_drop(look),
				ALIGN_LEFT, name.lines[line]);
		}
		x += indent + width + ENTRY_GAP;
	}
	canvas_from(canvas, NULL);
	y += count ? pitch + 4 : 0;
	box.height -= y - box.y;
	box.y = y;
	return box;
}

struct box
notes_put(const struct canvas *canvas, struct box box)
{
	enum { MOST = 24 };
	const char *lines[MOST];
	const struct look *look = canvas->note;
	double pitch = look_pitch(look), y;
	int count = 0;

	for (int i = 0; i < canvas->note_count; i++) {
		int more = text_wrap(canvas, look, canvas->notes[i], box.width, lines + count, MOST - count);

		count += MIN(more, MOST - count);
	}
	if (!count)
		return box;
	box.height -= count * pitch + 4;
	y = box.y + box.height + 4;
	for (int i = 0; i < count; i++, y += pitch)
		canvas_text(canvas, look, (struct colour){ 0 }, box.x, y + look_drop(look), ALIGN_LEFT,
			lines[i]);
	return box;
}

void
text_centred(const struct canvas *canvas, const struct look *look, struct box box, const char *text)
{
	const char *lines[LABEL_LINES];
	int count = text_wrap(canvas, look, text, box.width, lines, LABEL_LINES);
	double pitch = look_pitch(look), y;

	count = MIN(count, LABEL_LINES);
	y = box.y + (box.height - count * pitch) / 2;
	for (int i = 0; i < count; i++, y += pitch)
		canvas_text(canvas, look, canvas->ink, box.x + box.width / 2, y + look_drop(look),
			ALIGN_CENTRE, lines[i]);
}
