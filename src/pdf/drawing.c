/* The drawing of a page (ISO 32000-1, 8 and 9): items as operators, each mark numbered (14.6), and what
 * is decoration called so (14.8.2.2). */
#include "pdf/finish.h"

#include <math.h>
#include <string.h>

#include "frame/glyphs.h"
#include "frame/picture.h"

/* What an artifact is to a reader that passes it over. */
static const char *const artifacts[] = {
	[ROLE_CONTENT] = NULL,
	[ROLE_LABEL] = NULL,
	[ROLE_LAYOUT] = "/Artifact<</Type/Layout>>BDC\n",
	[ROLE_HEADER] = "/Artifact<</Type/Pagination/Subtype/Header>>BDC\n",
	[ROLE_FOOTER] = "/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n",
	[ROLE_WATERMARK] = "/Artifact<</Type/Pagination/Subtype/Watermark>>BDC\n",
	[ROLE_REPEAT] = "/Artifact<</Type/Pagination>>BDC\n",
};

/* The state of the graphics and of the text that is being shown. */
struct pen {
	struct finish *finish;
	GString *out;
	double height;              /* of the page: y grows upwards in PDF */
	struct colour fill, stroke;
	double width;
	int caps;                   /* 0 butt, 1 round */
	int dash_count;
	/* text: between BT and ET, and between [ and ]TJ */
	bool in_text, in_array;
	char closing;               /* of the string that is open: ) or >; 0: none */
	const struct font *font;
	int font_number;            /* in resources; -1: none set */
	double font_size;
	double x, y;                /* where the next glyph would stand */
	double cos, sin;            /* of the text's direction */
	double origin_x, origin_y;  /* of the text item, when it is turned */
};

static void
point_put(struct pen *pen, double x, double y)
{
	fixed_put(pen->out, x, 3);
	g_string_append_c(pen->out, ' ');
	fixed_put(pen->out, pen->height - y, 3);
	g_string_append_c(pen->out, ' ');
}

/* ---- graphics state ---- */

static bool
same_colour(struct colour a, struct colour b)
{
	return a.set == b.set && a.red == b.red && a.green == b.green && a.blue == b.blue;
}

static void
colour_set(struct pen *pen, struct colour *now, struct colour wanted, const char *operator)
{
	const double parts[] = { wanted.red, wanted.green, wanted.blue };

	if (same_colour(*now, wanted))
		return;
	*now = wanted;
	for (int i = 0; i < 3; i++) {
		fixed_put(pen->out, parts[i], 4);
		g_string_append_c(pen->out, ' ');
	}
	g_string_append(pen->out, operator);
}

static void
stroke_set(struct pen *pen, const struct path_item *path)
{
	int caps = path->round ? 1 : 0;

	colour_set(pen, &pen->stroke, path->stroke, "RG\n");
	if (pen->width != path->width) {
		pen->width = path->width;
		fixed_put(pen->out, path->width, 3);
		g_string_append(pen->out, " w\n");
	}
	if (pen->caps != caps) {
		pen->caps = caps;
		g_string_append_printf(pen->out, "%d J %d j\n", caps, caps);
	}
	if (pen->dash_count || path->dash_count) {
		g_string_append_c(pen->out, '[');
		for (int i = 0; i < path->dash_count; i++) {
			if (i)
				g_string_append_c(pen->out, ' ');
			fixed_put(pen->out, path->dash[i], 3);
		}
		g_string_append(pen->out, "]0 d\n");
		pen->dash_count = path->dash_count;
	}
}

/* ---- text ---- */

static void
string_end(struct pen *pen)
{
	if (pen->closing)
		g_string_append_c(pen->out, pen->closing);
	pen->closing = '\0';
}

static void
array_end(struct pen *pen)
{
	string_end(pen);
	if (pen->in_array)
		g_string_append(pen->out, "]TJ\n");
	pen->in_array = false;
}

static void
text_end(struct pen *pen)
{
	array_end(pen);
	if (pen->in_text)
		g_string_append(pen->out, "ET\n");
	pen->in_text = false;
}

/* The pen goes to x, y, which are the item's own when it is turned. */
static void
text_move(struct pen *pen, double x, double y)
{
	array_end(pen);
	if (!pen->in_text)
		g_string_append(pen->out, "BT\n");
	pen->in_text = true;
	pen->x = x;
	pen->y = y;
	fixed_put(pen->out, pen->cos, 5);
	g_string_append_c(pen->out, ' ');
	fixed_put(pen->out, -pen->sin, 5);
	g_string_append_c(pen->out, ' ');
	fixed_put(pen->out, pen->sin, 5);
	g_string_append_c(pen->out, ' ');
	fixed_put(pen->out, pen->cos, 5);
	g_string_append_c(pen->out, ' ');
	point_put(pen, pen->origin_x + x * pen->cos - y * pen->sin,
		pen->origin_y + x * pen->sin + y * pen->cos);
	g_string_append(pen->out, "Tm\n");
}

static void
font_set(struct pen *pen, int number, double size)
{
	if (pen->font_number == number && pen->font_size == size)
		return;
	array_end(pen);
	pen->font_number = number;
	pen->font_size = size;
	g_string_append_printf(pen->out, "/%s ",
		(const char *)g_ptr_array_index(pen->finish->font_names, (guint)number));
	fixed_put(pen->out, size, 3);
	g_string_append(pen->out, " Tf\n");
}

/* By an offset in the array where the pen is on the line already, which is so but for the first glyph;
 * less than a thousandth of the em is nothing. */
static void
pen_bring(struct pen *pen, double x, double y)
{
	double off = (x - pen->x) * 1000 / pen->font_size;
	long thousandths;

	if (!pen->in_text || fabs(y - pen->y) > 0.001 || fabs(off) > 30000) {
		text_move(pen, x, y);
		return;
	}
	thousandths = lround(off);
	if (thousandths == 0)
		return;
	string_end(pen);
	if (!pen->in_array)
		g_string_append_c(pen->out, '[');
	pen->in_array = true;
	fixed_put(pen->out, (double)-thousandths, 0);
	pen->x += (double)thousandths * pen->font_size / 1000;
}

/* Codes of one byte as letters, which packs better; those of two in hexadecimal figures. */
static void
code_put(struct pen *pen, const struct glyph_code *code)
{
	static const char hex[] = "0123456789ABCDEF";
	char byte = (char)code->code;

	if (!pen->in_array)
		g_string_append_c(pen->out, '[');
	if (!pen->closing)
		g_string_append_c(pen->out, code->wide ? '<' : '(');
	pen->in_array = true;
	pen->closing = code->wide ? '>' : ')';
	if (code->wide)
		for (int shift = 12; shift >= 0; shift -= 4)
			g_string_append_c(pen->out, hex[code->code >> shift & 15]);
	else if (byte == '(' || byte == ')' || byte == '\\')
		g_string_append_printf(pen->out, "\\%c", byte);
	else if (byte == '\r')
		g_string_append(pen->out, "\\r"); /* would be read as a line feed */
	else
		g_string_append_c(pen->out, byte);
	pen->x += code->advance * pen->font_size / 1000;
}

static void
glyph_put(struct pen *pen, const struct run *run, int place, double x, double y)
{
	const struct glyph_code *code = &pen->finish->codes[place];

	font_set(pen, code->font, run->font->size);
	pen_bring(pen, x, y);
	code_put(pen, code);
}

/* Glyphs that do not tell their text by themselves have it told (14.9.4). */
static bool
tells_itself(const struct pen *pen, const struct cluster *cluster, int place, const char *text)
{
	const struct used_glyph *used = &g_array_index(pen->finish->used->glyphs, struct used_glyph, place);

	return cluster->glyphs == 1 && used->bytes == cluster->bytes &&
		!pen->finish->codes[place].other &&
		memcmp(used->text, text, cluster->bytes) == 0;
}

static void
actual_begin(struct pen *pen, const char *text, int bytes)
{
	char *copy = g_strndup(text, (gsize)bytes);

	array_end(pen);
	g_string_append(pen->out, "/Span<</ActualText");
	text_string_put(pen->out, copy);
	g_string_append(pen->out, ">>BDC\n");
	g_free(copy);
}

static void
actual_end(struct pen *pen)
{
	array_end(pen);
	g_string_append(pen->out, "EMC\n");
}

/* Clusters come in the order of the text; where it runs from right to left, from the last glyph. */
static void
run_put(struct pen *pen, const struct run *run, double x, double y)
{
	const struct used_glyphs *used = pen->finish->used;
	const char *text = run->text;
	int at = 0;

	for (int i = 0; i < run->cluster_count; i++) {
		const struct cluster *cluster = &run->clusters[i];
		bool told = false;

		for (int j = 0; j < cluster->glyphs; j++, at++) {
			const struct glyph *glyph = &run->glyphs[run->backwards ? run->glyph_count - 1 - at : at];
			int place = used_glyph_find(used, run->font, glyph->index);

			if (j == 0 && !tells_itself(pen, cluster, place, text)) {
				told = true;
				if (!pen->in_text)
					text_move(pen, x + glyph->x, y + glyph->y);
				actual_begin(pen, text, cluster->bytes);
			}
			glyph_put(pen, run, place, x + glyph->x, y + glyph->y);
		}
		if (told)
			actual_end(pen);
		text += cluster->bytes;
	}
}

static void
underline_put(struct pen *pen, const struct text_item *text)
{
	double y = text->y + text->look->size / 9;
	const struct path_item line = { .stroke = text->ink, .width = text->look->size / 18 };

	stroke_set(pen, &line);
	point_put(pen, text->x, y);
	g_string_append(pen->out, "m ");
	point_put(pen, text->x + text->width, y);
	g_string_append(pen->out, "l S\n");
}

static void
text_put(struct pen *pen, const struct text_item *text)
{
	bool turned = text->angle != 0;
	double x = turned ? 0 : text->x, y = turned ? 0 : text->y;

	pen->cos = turned ? cos((double)text->angle) : 1;
	pen->sin = turned ? sin((double)text->angle) : 0;
	pen->origin_x = turned ? text->x : 0;
	pen->origin_y = turned ? text->y : 0;
	colour_set(pen, &pen->fill, text->ink, "rg\n");
	for (int i = 0; i < text->count; i++) {
		const struct run *run = NULL;

		while ((run = shaped_run_after(text->pieces[i].shaped, run)))
			if (run->font)
				run_put(pen, run, x + text->pieces[i].x + run->x, y);
	}
	text_end(pen);
	if (text->look->underline)
		underline_put(pen, text);
}

/* ---- paths ---- */

static void
path_put(struct pen *pen, const struct path_item *path)
{
	static const struct {
		int points;
		const char *operator;
	} ops[] = {
		[PATH_MOVE] = { 1, "m " }, [PATH_LINE] = { 1, "l " }, [PATH_CURVE] = { 3, "c " },
		[PATH_CLOSE] = { 0, "h " },
	};
	const double *point = path->points;

	if (path->fill.set)
		colour_set(pen, &pen->fill, path->fill, "rg\n");
	if (path->stroke.set)
		stroke_set(pen, path);
	for (int i = 0; i < path->op_count; i++) {
		for (int j = 0; j < ops[path->ops[i]].points; j++, point += 2)
			point_put(pen, point[0], point[1]);
		g_string_append(pen->out, ops[path->ops[i]].operator);
	}
	g_string_append(pen->out, path->fill.set && path->stroke.set ? "B\n" : path->fill.set ? "f\n"
		: path->stroke.set ? "S\n" : "n\n");
}

/* ---- pictures ---- */

static int
picture_find(const struct finish *finish, const struct picture *picture)
{
	guint at = 0;

	while (at < finish->pictures->len &&
		g_array_index(finish->pictures, struct used_picture, at).picture != picture)
		at++;
	return (int)at;
}

/* A form as high and as wide as the picture asks for, brought to the size of its box. */
static void
image_put(struct pen *pen, const struct image_item *image)
{
	g_string_append(pen->out, "q ");
	fixed_put(pen->out, image->width / image->picture->width, 5);
	g_string_append(pen->out, " 0 0 ");
	fixed_put(pen->out, image->height / image->picture->height, 5);
	g_string_append_c(pen->out, ' ');
	point_put(pen, image->x, image->y + image->height);
	g_string_append_printf(pen->out, "cm /P%d Do Q\n", picture_find(pen->finish, image->picture));
}

/* ---- marks ---- */

static bool
mark_open(struct pen *pen, guint number)
{
	const struct finish *finish = pen->finish;
	const struct mark *mark = &g_array_index(finish->marks->marks, struct mark, number);
	const char *artifact = artifacts[mark->role];

	if (!mark->owner.node && !artifact)
		return finish_fail(pen->finish, "content without a place in the report on page %d",
			mark->page + 1);
	if (artifact)
		g_string_append(pen->out, artifact);
	else
		g_string_append_printf(pen->out, "/%s<</MCID %d>>BDC\n",
			tag_name(finish->tags->by_mark[number]->tag), finish->tags->mcids[number]);
	return true;
}

static void
item_put(struct pen *pen, const struct item *item)
{
	if (item->kind == ITEM_TEXT)
		text_put(pen, &item->as.text);
	else if (item->kind == ITEM_PATH)
		path_put(pen, &item->as.path);
	else if (item->kind == ITEM_IMAGE)
		image_put(pen, &item->as.image);
}

/* Whether the item belongs to the mark that is open (NULL: none is). */
static bool
is_marked(const struct item *item, const struct mark *open)
{
	struct owner owner = marks_owner(item);

	return open && owner.node == open->owner.node && owner.part == open->owner.part &&
		(owner.node || item->role == open->role);
}

/* A page whose marks are not what is drawn on it must not be published: a screen reader would say
 * something else, or nothing. */
bool
drawing_put(struct finish *finish, int number, GString *out)
{
	const struct page *page = pages_page(finish->pages, number);
	const GArray *marks = finish->marks->marks;
	struct pen pen = { .finish = finish, .out = out, .height = page->height, .width = 1,
		.font_number = -1 };
	const struct mark *open = NULL, *next = NULL;

	for (guint i = 0; i < page->items->len; i++) {
		const struct item *item = &g_array_index(page->items, struct item, i);

		next = finish->next_mark < marks->len
			? &g_array_index(marks, struct mark, finish->next_mark) : NULL;
		if (next && next->page == number && next->item == i) {
			if (open)
				g_string_append(out, "EMC\n");
			if (!mark_open(&pen, finish->next_mark++))
				return false;
			open = next;
		}
		if (item->kind != ITEM_LINK && !is_marked(item, open))
			return finish_fail(finish, "something is drawn outside its mark on page %d", number + 1);
		item_put(&pen, item);
	}
	if (open)
		g_string_append(out, "EMC\n");
	next = finish->next_mark < marks->len
		? &g_array_index(marks, struct mark, finish->next_mark) : NULL;
	return !next || next->page > number ||
		finish_fail(finish, "page %d has a mark with nothing drawn in it", number + 1);
}
