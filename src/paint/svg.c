/* SVG: frame items as text. Bytes are a function of the items alone. */
#include "paint/svg.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "frame/picture.h"

/* ---- attributes ---- */

enum { NUMBER_MOST = 24, NAME_MOST = 32 };

/* Without printf, and with what stands around a number: a page has thousands of them, and most of
 * the time went there. What is written ends before `at`; where it begins is returned. */
static char *
number_write(char *at, double number)
{
	long long thousandths = llround(number * 1000);
	unsigned long long left = (unsigned long long)llabs(thousandths);
	bool fraction = false;

	for (int digits = 3; digits > 0; digits--, left /= 10) {
		if (!fraction && left % 10 == 0)
			continue;
		fraction = true;
		*--at = (char)('0' + left % 10);
	}
	if (fraction)
		*--at = '.';
	do
		*--at = (char)('0' + left % 10);
	while (left /= 10);
	if (thousandths < 0)
		*--at = '-';
	return at;
}

void
svg_number(GString *out, double number)
{
	char text[NUMBER_MOST], *end = text + sizeof(text), *at = number_write(end, number);

	g_string_append_len(out, at, end - at);
}

static void
attribute_put(GString *out, const char *name, double number)
{
	char text[NAME_MOST + NUMBER_MOST + 4], *end = text + sizeof(text), *at = end;
	size_t length = strlen(name);

	assert(length <= NAME_MOST);
	*--at = '"';
	at = number_write(at, number) - 2;
	memcpy(at, "=\"", 2);
	at -= length;
	memcpy(at, name, length);
	*--at = ' ';
	g_string_append_len(out, at, end - at);
}

static void
escape_put(GString *out, const char *text, size_t bytes)
{
	for (const char *end = text + bytes; text < end; text++)
		switch (*text) {
		case '&':
			g_string_append(out, "&amp;");
			break;
		case '<':
			g_string_append(out, "&lt;");
			break;
		case '>':
			g_string_append(out, "&gt;");
			break;
		case '"':
			g_string_append(out, "&quot;");
			break;
		default:
			g_string_append_c(out, *text);
		}
}

static void
hexadecimal_put(GString *out, double part)
{
	static const char digits[] = "0123456789abcdef";
	unsigned value = (unsigned)lround(part * 255) & 255;

	g_string_append_c(out, digits[value >> 4]);
	g_string_append_c(out, digits[value & 15]);
}

static void
colour_put(GString *out, const struct svg_way *way, const char *property, struct colour colour)
{
	if (colour.set && way->colour) {
		way->colour(way->data, out, property, colour);
		return;
	}
	g_string_append_c(out, ' ');
	g_string_append(out, property);
	g_string_append(out, colour.set ? "=\"#" : "=\"none\"");
	if (!colour.set)
		return;
	hexadecimal_put(out, colour.red);
	hexadecimal_put(out, colour.green);
	hexadecimal_put(out, colour.blue);
	g_string_append_c(out, '"');
}

static void
font_put(GString *out, const struct svg_way *way, const struct look *look, const struct font *font)
{
	if (way->font) {
		way->font(way->data, out, look, font);
		return;
	}
	g_string_append(out, " font-family=\"");
	escape_put(out, look->family, strlen(look->family));
	g_string_append_c(out, '"');
	attribute_put(out, "font-size", look->size);
	g_string_append(out, look->bold ? " font-weight=\"bold\"" : "");
	g_string_append(out, look->italic ? " font-style=\"italic\"" : "");
}

/* The node, or the nearest around it, that has a line; or NULL. */
static const struct node *
placed(const struct node *node)
{
	while (node && !node->line)
		node = node->parent;
	return node;
}

static void
place_put(GString *out, const struct svg_way *way, const char *file, int line, const char *figure)
{
	attribute_put(out, "data-line", line);
	if (file && (!way->file || strcmp(file, way->file) != 0)) {
		g_string_append(out, " data-file=\"");
		escape_put(out, file, strlen(file));
		g_string_append_c(out, '"');
	}
	if (figure) {
		g_string_append(out, " data-figure=\"");
		escape_put(out, figure, strlen(figure));
		g_string_append_c(out, '"');
	}
}

/* The exact place of an item as a whole, or NULL: the first words' of a text. */
static const struct origin *
item_origin(const struct item *item)
{
	if (item->origin || item->kind != ITEM_TEXT || !item->as.text.count)
		return item->origin;
	return piece_origin(&item->as.text, 0);
}

static void
source_put(GString *out, const struct svg_way *way, const struct item *item)
{
	static const char *const roles[] = {
		[ROLE_CONTENT] = NULL, [ROLE_LABEL] = "label", [ROLE_LAYOUT] = "layout",
		[ROLE_HEADER] = "header", [ROLE_FOOTER] = "footer", [ROLE_WATERMARK] = "watermark",
		[ROLE_REPEAT] = "repeat",
	};
	const struct node *source = placed(item->source);
	const struct origin *origin = item_origin(item);

	if (!way->sources)
		return;
	if (roles[item->role])
		g_string_append(g_string_append(g_string_append(out, " class=\""), roles[item->role]), "\"");
	if (origin)
		place_put(out, way, origin->file, origin->line, origin->figure);
	else if (source)
		place_put(out, way, source->file, source->line, NULL);
}

/* Of words that come from elsewhere than their line of text. */
static void
piece_source_put(GString *out, const struct svg_way *way, const struct item *item,
	int number)
{
	const struct node *source = placed(item->source);
	const struct origin *origin = piece_origin(&item->as.text, number);

	if (!way->sources || item->origin || origin == item_origin(item))
		return;
	if (origin)
		place_put(out, way, origin->file, origin->line, origin->figure);
	else if (source)
		place_put(out, way, source->file, source->line, NULL);
}

/* ---- items ---- */

/* All of the line in one piece. */
static void
line_fit(GString *out, const struct text_item *text)
{
	for (int i = 0; i < text->count; i++)
		for (int j = 0; j < text->pieces[i].shaped->run_count; j++) {
			const struct run *run = &text->pieces[i].shaped->runs[j];

			escape_put(out, run->text, (size_t)run->bytes);
		}
}

/* Each run of each word at its own place; a space goes with what stands before it. */
static void
line_exact(GString *out, const struct svg_way *way, const struct item *item)
{
	const struct text_item *text = &item->as.text;
	const struct font *font = text->pieces[0].shaped->runs[0].font;
	bool open = false;

	for (int i = 0; i < text->count; i++) {
		const struct shaped *shaped = text->pieces[i].shaped;

		for (int j = 0; j < shaped->run_count; j++) {
			const struct run *run = &shaped->runs[j];

			if (!open || run->bytes != 1 || *run->text != ' ') {
				g_string_append(out, open ? "</tspan><tspan" : "<tspan");
				attribute_put(out, "x", (text->angle == 0 ? text->x : 0) + text->pieces[i].x +
					run->x);
				if (run->font != font && run->font)
					font_put(out, way, text->look, run->font);
				piece_source_put(out, way, item, i);
				g_string_append_c(out, '>');
				open = true;
			}
			escape_put(out, run->text, (size_t)run->bytes);
		}
	}
	g_string_append(out, open ? "</tspan>" : "");
}

static void
underline_put(GString *out, const struct svg_way *way, const struct text_item *text)
{
	double size = text->look->size;

	g_string_append(out, "<rect");
	attribute_put(out, "x", text->x);
	attribute_put(out, "y", text->y + size / 9 - size / 36);
	attribute_put(out, "width", text->width);
	attribute_put(out, "height", size / 18);
	colour_put(out, way, "fill", text->ink);
	g_string_append(out, "/>\n");
}

static void
text_put(GString *out, const struct svg_way *way, const struct item *item)
{
	const struct text_item *text = &item->as.text;

	if (!text->count || !text->pieces[0].shaped->run_count)
		return;
	g_string_append(out, "<text");
	if (text->angle != 0) {
		g_string_append(out, " transform=\"translate(");
		svg_number(out, text->x);
		g_string_append_c(out, ' ');
		svg_number(out, text->y);
		g_string_append(out, ") rotate(");
		svg_number(out, text->angle * 180 / G_PI);
		g_string_append(out, ")\"");
	} else {
		if (way->fit)
			attribute_put(out, "x", text->x);
		attribute_put(out, "y", text->y);
	}
	font_put(out, way, text->look, way->fit ? NULL : text->pieces[0].shaped->runs[0].font);
	if (way->fit) {
		attribute_put(out, "textLength", text->width);
		g_string_append(out, " lengthAdjust=\"spacingAndGlyphs\"");
	}
	colour_put(out, way, "fill", text->ink);
	source_put(out, way, item);
	g_string_append_c(out, '>');
	if (way->fit)
		line_fit(out, text);
	else
		line_exact(out, way, item);
	g_string_append(out, "</text>\n");
	if (text->look->underline)
		underline_put(out, way, text);
}

static void
data_put(GString *out, const struct path_item *path)
{
	static const char letters[] = { [PATH_MOVE] = 'M', [PATH_LINE] = 'L', [PATH_CURVE] = 'C',
		[PATH_CLOSE] = 'Z' };
	static const int numbers[] = { [PATH_MOVE] = 2, [PATH_LINE] = 2, [PATH_CURVE] = 6,
		[PATH_CLOSE] = 0 };
	const double *point = path->points;

	g_string_append(out, " d=\"");
	for (int i = 0; i < path->op_count; i++) {
		char text[6 * (NUMBER_MOST + 1)], *end = text + sizeof(text), *at = end;
		int count = numbers[path->ops[i]];

		for (int j = count; j > 0; j--) {
			at = number_write(at, point[j - 1]);
			if (j > 1)
				*--at = ' ';
		}
		*--at = letters[path->ops[i]];
		g_string_append_len(out, at, end - at);
		point += count;
	}
	g_string_append_c(out, '"');
}

static void
path_put(GString *out, const struct svg_way *way, const struct item *item)
{
	const struct path_item *path = &item->as.path;

	g_string_append(out, "<path");
	data_put(out, path);
	colour_put(out, way, "fill", path->fill);
	if (path->stroke.set) {
		colour_put(out, way, "stroke", path->stroke);
		attribute_put(out, "stroke-width", path->width);
		for (int i = 0; i < path->dash_count; i++) {
			g_string_append(out, i ? " " : " stroke-dasharray=\"");
			svg_number(out, path->dash[i]);
		}
		g_string_append(out, path->dash_count ? "\"" : "");
		g_string_append(out, path->round ? " stroke-linecap=\"round\" stroke-linejoin=\"round\"" : "");
	}
	source_put(out, way, item);
	g_string_append(out, "/>\n");
}

/* A place to click: where it leads is for the page around it to say. */
static void
link_put(GString *out, const struct svg_way *way, const struct item *item)
{
	const struct link_item *link = &item->as.link;
	const struct node *target = placed(link->target);

	if (!way->sources || (!link->uri && !target))
		return;
	g_string_append(out, "<rect");
	attribute_put(out, "x", link->x);
	attribute_put(out, "y", link->y);
	attribute_put(out, "width", link->width);
	attribute_put(out, "height", link->height);
	g_string_append(out, " fill=\"none\" class=\"link\"");
	if (link->uri) {
		g_string_append(out, " data-uri=\"");
		escape_put(out, link->uri, strlen(link->uri));
		g_string_append_c(out, '"');
	} else {
		g_string_append_printf(out, " data-to=\"%d\"", target->line);
	}
	g_string_append(out, "/>\n");
}

/* The file goes along, so that the drawing stands by itself. */
static void
image_put(GString *out, const struct svg_way *way, const struct item *item)
{
	const struct image_item *image = &item->as.image;
	char *bytes = g_base64_encode(image->picture->bytes, image->picture->size);
	const char *alt = item->source->as.image.alt;

	g_string_append(out, "<image");
	attribute_put(out, "x", image->x);
	attribute_put(out, "y", image->y);
	attribute_put(out, "width", image->width);
	attribute_put(out, "height", image->height);
	source_put(out, way, item);
	g_string_append(out, " role=\"img\" aria-label=\"");
	escape_put(out, alt, strlen(alt));
	g_string_append_printf(out, "\" href=\"data:%s;base64,%s\"/>\n",
		picture_media_type(image->picture), bytes);
	g_free(bytes);
}

void
paint_svg_items(GString *out, const struct page *page, unsigned from, unsigned to,
	const struct svg_way *way)
{
	static void (*const put[])(GString *out, const struct svg_way *way, const struct item *item) = {
		[ITEM_TEXT] = text_put, [ITEM_PATH] = path_put, [ITEM_LINK] = link_put,
		[ITEM_IMAGE] = image_put,
	};

	for (unsigned i = from; i < to; i++) {
		const struct item *item = &g_array_index(page->items, struct item, i);

		put[item->kind](out, way, item);
	}
}

char *
paint_svg(const struct pages *pages, int number, const struct svg_way *way)
{
	const struct page *page = pages_page(pages, number);
	const char *lang = pages->report->head.lang;
	GString *out = g_string_new("<svg xmlns=\"http://www.w3.org/2000/svg\"");

	attribute_put(out, "width", page->width);
	attribute_put(out, "height", page->height);
	g_string_append(out, " viewBox=\"0 0 ");
	svg_number(out, page->width);
	g_string_append_c(out, ' ');
	svg_number(out, page->height);
	g_string_append(out, "\" xml:space=\"preserve\" xml:lang=\"");
	escape_put(out, lang, strlen(lang));
	g_string_append(out, "\" text-rendering=\"geometricPrecision\">\n<rect");
	attribute_put(out, "width", page->width);
	attribute_put(out, "height", page->height);
	g_string_append(out, " fill=\"#ffffff\"/>\n");
	paint_svg_items(out, page, 0, page->items->len, way);
	g_string_append(out, "</svg>\n");
	return g_string_free(out, FALSE);
}
