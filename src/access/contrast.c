/* Contrast: every piece of text, and what charts draw their data with, against what lies under it on the
 * page; by WCAG 2.2, 1.4.3 (minimum contrast of text) and 1.4.11 (of graphics). */
#include "access/gather.h"

#include <math.h>

#include "base/arena.h"
#include "style/colour.h"

/* Large text (WCAG 2.2): 18 points, or 14 and bold. */
enum { LARGE = 18, LARGE_BOLD = 14, SAMPLE = 60 };

/* What has been painted so far on the page. */
struct ground {
	const struct path_item *path; /* NULL: a picture */
	const struct image_item *image;
	double x1, y1, x2, y2;
};

struct painter {
	struct access *access;
	GArray *grounds;        /* of struct ground */
	struct colour watermark; /* unset: there is none on this page */
	guint watermark_at;     /* how many grounds lay under it */
	int page;               /* from 1 */
};

static const struct colour paper = { 1, 1, 1, true };

static void
ground_add(struct painter *painter, const struct item *item)
{
	struct ground ground = { .x1 = G_MAXDOUBLE, .y1 = G_MAXDOUBLE, .x2 = -G_MAXDOUBLE,
		.y2 = -G_MAXDOUBLE };

	if (item->kind == ITEM_IMAGE) {
		ground.image = &item->as.image;
		ground.x1 = ground.image->x;
		ground.y1 = ground.image->y;
		ground.x2 = ground.x1 + ground.image->width;
		ground.y2 = ground.y1 + ground.image->height;
	} else if (item->kind == ITEM_PATH && item->as.path.fill.set) {
		ground.path = &item->as.path;
		for (int i = 0; i + 1 < ground.path->point_count; i += 2) {
			ground.x1 = MIN(ground.x1, ground.path->points[i]);
			ground.x2 = MAX(ground.x2, ground.path->points[i]);
			ground.y1 = MIN(ground.y1, ground.path->points[i + 1]);
			ground.y2 = MAX(ground.y2, ground.path->points[i + 1]);
		}
	} else {
		return;
	}
	g_array_append_val(painter->grounds, ground);
}

/* How a line to the right of x, y crosses this edge: 1 upwards, -1 downwards, 0 not at all. */
static int
crossing(const double *a, const double *b, double x, double y)
{
	if ((a[1] > y) == (b[1] > y) || x >= (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0])
		return 0;
	return a[1] > b[1] ? 1 : -1;
}

/* By the polygons of its points, each closed, and the nonzero winding rule, as painters fill; a curve is
 * taken by its control points, which lie around it. */
static bool
covers(const struct ground *ground, double x, double y)
{
	const struct path_item *path = ground->path;
	const double *point = path ? path->points : NULL, *first = point, *before = point;
	int winding = 0;

	if (x < ground->x1 || x > ground->x2 || y < ground->y1 || y > ground->y2)
		return false;
	for (int i = 0; path && i < path->op_count; i++) {
		int count = path->ops[i] == PATH_CURVE ? 3 : path->ops[i] != PATH_CLOSE;

		if (path->ops[i] == PATH_MOVE) {
			winding += i ? crossing(before, first, x, y) : 0;
			first = before = point;
		}
		for (int j = 0; j < count; j++, point += 2) {
			winding += crossing(before, point, x, y);
			before = point;
		}
	}
	return !path || winding + crossing(before, first, x, y) != 0;
}

/* What lies at that place, and how many grounds are under it; -1: the paper. */
static int
ground_at(const struct painter *painter, guint below, double x, double y)
{
	for (guint i = below; i > 0; i--)
		if (covers(&g_array_index(painter->grounds, struct ground, i - 1), x, y))
			return (int)i - 1;
	return -1;
}

static bool
same(struct colour a, struct colour b)
{
	return fabsf(a.red - b.red) < 0.002 && fabsf(a.green - b.green) < 0.002 &&
		fabsf(a.blue - b.blue) < 0.002;
}

static void
pair_add(struct painter *painter, const struct pair *pair)
{
	GArray *pairs = painter->access->pairs;

	for (guint i = 0; i < pairs->len; i++) {
		struct pair *old = &g_array_index(pairs, struct pair, i);

		if (!same(old->ink, pair->ink) || !same(old->ground, pair->ground) ||
			old->needed != pair->needed || old->graphic != pair->graphic)
			continue;
		old->least = MIN(old->least, pair->least);
		old->most = MAX(old->most, pair->most);
		old->count++;
		return;
	}
	g_array_append_val(pairs, *pair);
}

static const char *
sample_of(const struct access *access, const struct text_item *text)
{
	GString *out = g_string_new(NULL);
	const char *kept;

	for (int i = 0; i < text->count && out->len < SAMPLE; i++)
		for (int j = 0; j < text->pieces[i].shaped->run_count; j++)
			g_string_append_len(out, text->pieces[i].shaped->runs[j].text,
				text->pieces[i].shaped->runs[j].bytes);
	kept = arena_strdup(access->arena, g_strstrip(out->str));
	g_string_free(out, TRUE);
	return kept;
}

/* The page's own words may stand on the watermark's letters: the worse of the two counts. */
static struct colour
ground_of(const struct painter *painter, int at, struct colour ink)
{
	const struct ground *ground = at >= 0 ? &g_array_index(painter->grounds, struct ground, at) : NULL;
	struct colour colour = ground ? ground->path->fill : paper;
	bool above = painter->watermark.set && at < (int)painter->watermark_at;

	return above && colour_contrast(ink, painter->watermark) < colour_contrast(ink, colour)
		? painter->watermark : colour;
}

static void
text_judge(struct painter *painter, const struct item *item)
{
	const struct text_item *text = &item->as.text;
	struct access *access = painter->access;
	double size = text->look->size;
	int at = ground_at(painter, painter->grounds->len, text->x + text->width / 2,
		text->y - size * 0.3);
	struct pair pair = { .ink = text->ink, .least = size, .most = size, .count = 1,
		.page = painter->page, .node = item->source };

	if (at >= 0 && !g_array_index(painter->grounds, struct ground, at).path) {
		access->over_pictures++;
		return;
	}
	pair.ground = ground_of(painter, at, text->ink);
	pair.ratio = colour_contrast(pair.ink, pair.ground);
	pair.needed = size >= LARGE || (size >= LARGE_BOLD && text->look->bold) ? 3 : 4.5;
	pair.sample = sample_of(access, text);
	if (*pair.sample)
		pair_add(painter, &pair);
	if (*pair.sample && item->source && item->source->kind != NODE_NOTE && /* marks stand high and small */
		(access->smallest == 0 || size < access->smallest)) {
		access->smallest = size;
		access->smallest_page = painter->page;
		access->smallest_node = item->source;
	}
}

/* Colours that a style has for data; its grids and axes may be paler, for they say nothing. */
static bool
is_data(const struct style *style, struct colour colour)
{
	static const char *const names[] = { "chart-1", "chart-2", "chart-3", "chart-4", "chart-5",
		"chart-6", "chart-peer", "chart-target", "chart-projection" };

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		struct colour own = style_colour(style, names[i]);

		if (own.set && same(own, colour))
			return true;
	}
	return false;
}

static void
graphic_judge(struct painter *painter, const struct item *item)
{
	const struct path_item *path = &item->as.path;
	struct colour colour = path->stroke.set ? path->stroke : path->fill;
	struct pair pair = { .ink = colour, .needed = 3, .count = 1, .page = painter->page,
		.graphic = true, .node = item->source };
	int at;

	if (!colour.set || path->point_count < 2 || !is_data(painter->access->style, colour))
		return;
	at = ground_at(painter, painter->grounds->len, path->points[0], path->points[1]);
	if (at >= 0 && !g_array_index(painter->grounds, struct ground, at).path)
		return;
	pair.ground = ground_of(painter, at, colour);
	if (same(pair.ground, colour)) /* a line that goes on: it is told from what is around it */
		return;
	pair.ratio = colour_contrast(colour, pair.ground);
	pair_add(painter, &pair);
}

static void
page_judge(struct painter *painter, const struct page *page)
{
	g_array_set_size(painter->grounds, 0);
	painter->watermark.set = false;
	for (guint i = 0; i < page->items->len; i++) {
		const struct item *item = &g_array_index(page->items, struct item, i);

		if (item->kind == ITEM_TEXT && item->role == ROLE_WATERMARK) {
			painter->watermark = item->as.text.ink;
			painter->watermark_at = painter->grounds->len;
		} else if (item->kind == ITEM_TEXT && item->role != ROLE_LAYOUT) {
			text_judge(painter, item);
		} else if (item->kind == ITEM_PATH && item->source && item->source->kind == NODE_CHART) {
			graphic_judge(painter, item);
		}
		ground_add(painter, item);
	}
}

/* Those that lack most first. */
static gint
by_lack(gconstpointer a, gconstpointer b)
{
	const struct pair *one = a, *other = b;
	double lack = one->ratio / one->needed - other->ratio / other->needed;

	return lack < 0 ? -1 : lack > 0;
}

void
gather_contrast(struct access *access)
{
	struct painter painter = { .access = access,
		.grounds = g_array_new(FALSE, FALSE, sizeof(struct ground)) };

	for (guint i = 0; i < access->pages->pages->len; i++) {
		painter.page = (int)i + 1;
		page_judge(&painter, pages_page(access->pages, (int)i));
	}
	g_array_sort(access->pairs, by_lack);
	g_array_free(painter.grounds, TRUE);
}
