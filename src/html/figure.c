/* Figures: a chart is drawn twice, for wide and for narrow windows, told in words, and tabled. */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "chart/chart.h"
#include "chart/mark.h"
#include "html/write.h"
#include "paint/svg.h"
#include "report/alt.h"
#include "report/chartrows.h"
#include "report/words.h"

/* A narrow chart fits a window of 320 pixels with its margins. */
static const double narrow = 198;

/* ---- the drawing ---- */

static void
colour_write(void *data, GString *out, const char *property, struct colour colour)
{
	struct html *html = data;

	g_string_append_printf(out, " %s=\"%s\"", property,
		sheet_colour_on(html->sheet, colour, html->ground));
}

static void
font_write(void *data, GString *out, const struct look *look, const struct font *font)
{
	struct html *html = data;

	(void)font;
	if (strcmp(look->family, style_look(html->style, "base")->family) != 0) {
		g_string_append(out, " font-family=\"");
		sheet_family(out, look->family);
		g_string_append_c(out, '"');
	}
	g_string_append(out, " font-size=\"");
	svg_number(out, look->size);
	g_string_append_c(out, '"');
	g_string_append(out, look->bold ? " font-weight=\"bold\"" : "");
	g_string_append(out, look->italic ? " font-style=\"italic\"" : "");
}

/* A chart drawn at one width. */
struct drawing {
	double width, height;
	double least; /* of its width on paper, that it keeps in a narrow cell, which scrolls then; 0: none */
	char *items;  /* NULL: it cannot be drawn at that width */
};

/* In a narrow window a plot is higher than wide charts would have it, for its legend stands above. */
static double
drawing_height(const struct html *html, const struct node *chart, double width)
{
	double height = chart_height(chart, html->style, width);

	return chart_is_upright(chart) && height > width / 2 ? fmax(height, width * 0.95) : height;
}

static struct drawing
drawing_make(struct html *html, const struct node *chart, double width, struct diags *diags)
{
	const struct svg_way way = { font_write, colour_write, html, true, false, NULL };
	struct pages *pages = pages_create(html->report);
	struct page *page = pages_add(pages, style_page(html->style, "body"));
	struct box box = { 0, 0, width, drawing_height(html, chart, width) };
	struct drawing drawing = { .width = box.width, .height = box.height };
	GString *out = g_string_new(NULL);

	if (chart_draw(pages, page, html->fonts, html->style, chart, box, diags)) {
		paint_svg_items(out, page, 0, page->items->len, &way);
		drawing.items = g_strdup(out->str);
	}
	g_string_free(out, TRUE);
	pages_destroy(pages);
	return drawing;
}

/* `most`: how wide it may be shown, of its width on paper. */
static void
drawing_put(struct html *html, const struct node *chart, const struct drawing *drawing,
	const char *class, double most)
{
	html_put(html, "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"");
	html_attribute(html, "class", class);
	html_attribute(html, "aria-label", chart->as.chart->alt);
	html_put(html, " viewBox=\"0 0 ");
	svg_number(html->out, drawing->width);
	html_put(html, " ");
	svg_number(html->out, drawing->height);
	html_put(html, "\" style=\"max-width:");
	svg_number(html->out, sheet_rem(html->sheet, drawing->width) * most);
	html_put(html, "rem");
	if (drawing->least > 0) {
		html_put(html, ";min-width:");
		svg_number(html->out, sheet_rem(html->sheet, drawing->width) * drawing->least);
		html_put(html, "rem");
	}
	html_put(html, "\">\n");
	html_put(html, drawing->items);
	html_put(html, "</svg>\n");
}

/* ---- the data ---- */

static void
value_put(struct html *html, const struct chart *chart, const struct chart_series *series,
	const struct chart_point *point)
{
	struct field fields[] = { { "value", NULL }, { "low", NULL }, { "high", NULL },
		{ NULL, NULL } };

	if (!point)
		return;
	if (point->missing || !isfinite(point->value)) {
		html_text(html, html_word(html, "no-data"));
		return;
	}
	fields[0].text = chart_value_text(html->arena, chart, point->value, series->table_decimals);
	if (!point->ranged) {
		html_text(html, fields[0].text);
		return;
	}
	fields[1].text = chart_value_text(html->arena, chart, point->low, series->table_decimals);
	fields[2].text = chart_value_text(html->arena, chart, point->high, series->table_decimals);
	html_text(html, words_fill(html->arena, html_word(html, "html-ranged"), fields));
}

static void
data_row(struct html *html, const struct chart_rows *rows, int month, const char *label, int *at)
{
	const struct chart *chart = rows->chart;

	html_put(html, "<tr><th scope=\"row\">");
	html_text(html, label ? label : chart_month_text(html->arena, &html->report->head, month));
	html_put(html, "</th>");
	for (int i = 0; i < chart->series_count; i++) {
		html_put(html, "<td class=\"right\">");
		value_put(html, chart, &chart->series[i],
			chart_rows_point(&chart->series[i], month, label, &at[i]));
		html_put(html, "</td>");
	}
	html_put(html, "</tr>\n");
}

static void
data_head(struct html *html, const struct chart_rows *rows)
{
	const struct chart *chart = rows->chart;

	html_put(html, "<thead>\n<tr><th scope=\"col\">");
	html_text(html, html_word(html, rows->months->len ? "html-month" : "html-item"));
	html_put(html, "</th>");
	for (int i = 0; i < chart->series_count; i++) {
		char *name = chart_column_name(chart, &chart->series[i]);

		html_put(html, "<th scope=\"col\" class=\"right\">");
		html_text(html, name ? name : "");
		html_put(html, "</th>");
		g_free(name);
	}
	html_put(html, "</tr>\n</thead>\n<tbody>\n");
}

static void
events_put(struct html *html, const struct chart *chart)
{
	html_put(html, chart->event_count ? "<ul>\n" : "");
	for (int i = 0; i < chart->event_count; i++) {
		const struct chart_event *event = &chart->events[i];

		html_put(html, "<li>");
		html_text(html, chart_month_text(html->arena, &html->report->head, event->month));
		html_put(html, ": ");
		html_text(html, event->label);
		html_put(html, "</li>\n");
	}
	html_put(html, chart->event_count ? "</ul>\n" : "");
}

/* Everything that the chart shows, for those who read figures rather than see them. */
static void
data_put(struct html *html, const struct chart *chart, const char *label)
{
	struct chart_rows rows = chart_rows_make(chart);
	int *at = g_new0(int, chart->series_count + 1);

	html_put(html, "<details class=\"extra\">\n<summary>");
	html_text(html, html_word(html, "html-data"));
	html_put(html, "</summary>\n");
	html_scroll_begin(html, label);
	html_put(html, "<table");
	html_attribute(html, "class", sheet_table(html->sheet, NULL));
	html_attribute(html, "aria-labelledby", label);
	html_put(html, ">\n");
	data_head(html, &rows);
	for (guint i = 0; i < rows.months->len; i++)
		data_row(html, &rows, g_array_index(rows.months, int, i), NULL, at);
	for (guint i = 0; i < rows.labels->len; i++)
		data_row(html, &rows, -1, g_ptr_array_index(rows.labels, i), at);
	html_put(html, "</tbody>\n</table>\n");
	html_scroll_end(html);
	events_put(html, chart);
	html_put(html, "</details>\n");
	g_free(at);
	chart_rows_finish(&rows);
}

/* ---- the figure ---- */

static double
figure_width(const struct html *html, const struct look *look)
{
	const struct page_master *master = style_page(html->style, "body");
	const struct look *chart = style_look(html->style, "chart");

	return master->width - master->left - master->right - look->left - look->right -
		look->pad_x * 2 - look->rule_left - look->rule_right - chart->left - chart->right;
}

/* Marks, sparklines and steps stand in cells: one drawing for all windows, and the table has the data. */
static double
small_width(const struct chart *chart)
{
	if (chart_has_table(chart))
		return 0;
	return strcmp(chart->kind, "mark") == 0 ? 16 : strcmp(chart->kind, "steps") == 0 ? 200 : 80;
}

static void
small_put(struct html *html, const struct node *chart)
{
	struct drawing drawing = drawing_make(html, chart, small_width(chart->as.chart), html->diags);

	drawing.least = 0.85;
	if (drawing.items)
		drawing_put(html, chart, &drawing, NULL, 1.1);
	g_free(drawing.items);
}

/* A narrow drawing that fails says nothing new: the wide one takes its place. */
static void
chart_put(struct html *html, const struct node *chart, double width, const char *label)
{
	struct diags *unheard = diags_create();
	struct drawing wide = drawing_make(html, chart, width, html->diags);
	struct drawing small = drawing_make(html, chart, narrow, unheard);

	if (wide.items)
		drawing_put(html, chart, &wide, small.items ? "wide" : NULL, 1.1);
	if (wide.items && small.items)
		drawing_put(html, chart, &small, "narrow", 1.4);
	data_put(html, chart->as.chart, label);
	g_free(wide.items);
	g_free(small.items);
	diags_destroy(unheard);
}

static void
part_put(struct html *html, const struct node *para, const struct look *text, const char *element,
	const char *id)
{
	const struct look *look = html_look(html, text, para, "caption");

	g_string_append_printf(html->out, "<%s", element);
	html_attribute(html, "id", id);
	html_attribute(html, "class", sheet_class(html->sheet, look, USE_TEXT));
	html_lang(html, para);
	html_put(html, ">");
	html_inline(html, para);
	g_string_append_printf(html->out, "</%s>\n", element);
}

void
html_figure(struct html *html, const struct node *figure, const struct around *around)
{
	const struct look *look = html_look(html, style_look(html->style, "base"), figure, "figure");
	char *name = g_strconcat(look->name, "-text", NULL);
	const struct look *text = style_over(html->style, around->text, name);
	const char *label = NULL;

	html->ground = around->text->ground;
	html_put(html, "<figure");
	html_attribute(html, "class", sheet_class(html->sheet, look, USE_BOX));
	html_attribute(html, "id", html_id_given(html, figure));
	html_lang(html, figure);
	html_put(html, ">\n");
	for (const struct node *at = figure->first; at; at = at->next)
		if (at->kind == NODE_CHART && small_width(at->as.chart) > 0) {
			small_put(html, at);
		} else if (at->kind == NODE_CHART) {
			chart_put(html, at, figure_width(html, look), label);
		} else if (at->kind == NODE_IMAGE) {
			html_image(html, at);
		} else if (at == figure->first) {
			label = html_id(html, at);
			part_put(html, at, text, "figcaption", label);
		} else {
			part_put(html, at, text, "p", at->id);
		}
	html_put(html, "</figure>\n");
	html->ground = (struct colour){ 0 };
	g_free(name);
}

void
html_shape(struct html *html, const struct node *span)
{
	const struct svg_way way = { font_write, colour_write, html, true, false, NULL };
	struct pages *pages = pages_create(html->report);
	struct page *page = pages_add(pages, style_page(html->style, "body"));
	struct canvas canvas = canvas_make(pages, page, html->fonts, html->style, span, html->diags);

	mark_put(&canvas, span->as.span.mark, 5, 5, 10);
	canvas_finish(&canvas);
	html_put(html, "<svg class=\"shape\" aria-hidden=\"true\" viewBox=\"0 0 10 10\">");
	paint_svg_items(html->out, page, 0, page->items->len, &way);
	html_put(html, "</svg>");
	pages_destroy(pages);
}
