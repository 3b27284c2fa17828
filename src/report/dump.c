/* Nodes → report XML: the golden format. One block a line, attributes in a fixed order, what is
 * usual left out. */
#include <glib.h>
#include <string.h>

#include "base/num.h"
#include "report/reader.h"
#include "report/report.h"

static const char *const names[NODE_KIND_COUNT] = {
	[NODE_REPORT] = "report", [NODE_COVER] = "cover", [NODE_SECTION] = "section",
	[NODE_BOX] = "box", [NODE_FIGURE] = "figure", [NODE_HEADING] = "heading",
	[NODE_PARA] = "para", [NODE_LIST] = "list", [NODE_ITEM] = "item", [NODE_TABLE] = "table",
	[NODE_ROW] = "row", [NODE_CELL] = "cell", [NODE_CHART] = "chart", [NODE_IMAGE] = "image",
	[NODE_CONTENTS] = "contents", [NODE_ENTRY] = "entry", [NODE_NEW_PAGE] = "new-page",
	[NODE_SPAN] = "span", [NODE_LINK] = "link", [NODE_PAGE_REF] = "page-ref",
	[NODE_LINE_BREAK] = "br", [NODE_NOTE] = "note",
};

static void
text_put(GString *out, const char *text)
{
	for (const char *p = text; *p; p++)
		switch (*p) {
		case '&': g_string_append(out, "&amp;"); break;
		case '<': g_string_append(out, "&lt;"); break;
		case '>': g_string_append(out, "&gt;"); break;
		case '"': g_string_append(out, "&quot;"); break;
		default: g_string_append_c(out, *p);
		}
}

static void
attribute_put(GString *out, const char *name, const char *value)
{
	if (!value)
		return;
	g_string_append_printf(out, " %s=\"", name);
	text_put(out, value);
	g_string_append_c(out, '"');
}

static void
whole_put(GString *out, const char *name, int value, int usual)
{
	if (value != usual)
		g_string_append_printf(out, " %s=\"%d\"", name, value);
}

static void
number_put(GString *out, const char *name, double value)
{
	char text[G_ASCII_DTOSTR_BUF_SIZE];

	attribute_put(out, name, g_ascii_formatd(text, sizeof text, "%.12g", value));
}

static const char *
name_of(const struct node *node)
{
	const struct node *at;

	if (node->kind == NODE_NOTE && node->as.note.comment)
		return "comment";
	if (node->kind != NODE_PARA || !node->parent || (node->parent->kind != NODE_TABLE &&
		node->parent->kind != NODE_FIGURE))
		return names[node->kind];
	for (at = node->next; at; at = at->next)
		if (at->kind == NODE_CHART || at->kind == NODE_IMAGE || at->kind == NODE_ROW)
			return "caption";
	return "source";
}

/* Of a table, a row or a cell. */
static void
table_attributes(GString *out, const struct node *node)
{
	switch (node->kind) {
	case NODE_TABLE:
		if (!node->as.table.repeat_head)
			attribute_put(out, "repeat-head", "no");
		break;
	case NODE_ROW:
		if (node->as.row.part == ROW_HEAD)
			attribute_put(out, "part", "head");
		attribute_put(out, "group", node->as.row.group ? "yes" : NULL);
		attribute_put(out, "together", node->as.row.together ? "yes" : NULL);
		break;
	case NODE_CELL:
		whole_put(out, "colspan", node->as.cell.colspan, 1);
		whole_put(out, "rowspan", node->as.cell.rowspan, 1);
		if (node->as.cell.scope != SCOPE_NONE)
			attribute_put(out, "scope", scope_words[node->as.cell.scope]);
		if (node->as.cell.align != ALIGN_STYLE)
			attribute_put(out, "align", align_words[node->as.cell.align]);
		break;
	default:
		break;
	}
}

static void
inline_attributes(GString *out, const struct node *node)
{
	char number[16];

	switch (node->kind) {
	case NODE_SPAN:
		attribute_put(out, "mark", node->as.span.mark);
		break;
	case NODE_LINK:
	case NODE_PAGE_REF:
		attribute_put(out, "uri", node->as.link.uri);
		attribute_put(out, "to", node->as.link.ref);
		break;
	case NODE_NOTE:
		g_snprintf(number, sizeof number, "%d", node->as.note.number);
		if (!node->as.note.comment && strcmp(number, node->as.note.label) != 0)
			attribute_put(out, "label", node->as.note.label);
		break;
	default:
		break;
	}
}

static void
own_attributes(GString *out, const struct node *node)
{
	switch (node->kind) {
	case NODE_HEADING:
		attribute_put(out, "number", node->as.heading.number);
		if (node->as.heading.contents != (node->parent->kind == NODE_SECTION))
			attribute_put(out, "contents", node->as.heading.contents ? "yes" : "no");
		break;
	case NODE_PARA:
		attribute_put(out, "label", node->as.para.label);
		if (node->as.para.keep_next && strcmp(name_of(node), "caption") != 0)
			attribute_put(out, "keep-next", "yes");
		break;
	case NODE_LIST:
		if (node->as.list.kind != LIST_BULLET)
			attribute_put(out, "kind", list_words[node->as.list.kind]);
		whole_put(out, "start", node->as.list.start, 1);
		whole_put(out, "columns", node->as.list.columns, 0);
		break;
	case NODE_SECTION:
	case NODE_BOX:
		whole_put(out, "columns", node->as.part.columns, 0);
		break;
	case NODE_ITEM:
		attribute_put(out, "term", node->as.item.term);
		break;
	case NODE_TABLE:
	case NODE_ROW:
	case NODE_CELL:
		table_attributes(out, node);
		break;
	case NODE_NEW_PAGE:
		attribute_put(out, "master", node->as.new_page.master);
		if (node->as.new_page.numbering != NUMBERING_ON)
			attribute_put(out, "numbering", numbering_words[node->as.new_page.numbering]);
		whole_put(out, "start", node->as.new_page.start, 0);
		break;
	case NODE_CONTENTS:
		whole_put(out, "depth", node->as.contents.depth, 2);
		if (node->as.contents.of != CONTENTS_HEADINGS)
			attribute_put(out, "of", contents_words[node->as.contents.of]);
		break;
	case NODE_IMAGE:
		attribute_put(out, "href", node->as.image.href);
		attribute_put(out, "alt", node->as.image.alt);
		if (node->as.image.width > 0)
			number_put(out, "width", node->as.image.width);
		break;
	default:
		inline_attributes(out, node);
		break;
	}
}

/* As seen from the folder of the record, so that it is the same wherever that stands. */
static const char *
file_of(const struct node *node)
{
	const struct node *root = node;
	const char *slash;
	size_t length;

	while (root->parent)
		root = root->parent;
	slash = root->file ? strrchr(root->file, '/') : NULL;
	length = slash ? (size_t)(slash - root->file) + 1 : 0;
	return node->file && slash && strncmp(node->file, root->file, length) == 0 ? node->file + length :
		node->file;
}

static void
start_put(GString *out, const struct node *node)
{
	const char *name = name_of(node);

	g_string_append_printf(out, "<%s", name);
	attribute_put(out, "id", node->id);
	attribute_put(out, "style", node->style && strcmp(node->style, name) == 0 ? NULL : node->style);
	attribute_put(out, "xml:lang", node->lang);
	own_attributes(out, node);
	if (!node->parent || node->line != node->parent->line)
		whole_put(out, "line", node->line, 0);
	if (node->parent && g_strcmp0(node->file, node->parent->file) != 0)
		attribute_put(out, "file", file_of(node));
}

static bool
is_inline(const struct node *node)
{
	return node->kind >= NODE_TEXT;
}

/* A note's blocks stand in the line of the paragraph, without white space between them. */
static void
inline_put(GString *out, const struct node *node)
{
	if (node->kind == NODE_TEXT) {
		text_put(out, node->as.text.text);
		return;
	}
	start_put(out, node);
	if (!node->first) {
		g_string_append(out, "/>");
		return;
	}
	g_string_append_c(out, '>');
	for (const struct node *at = node->first; at; at = at->next)
		inline_put(out, at);
	g_string_append_printf(out, "</%s>", name_of(node));
}

static void
indent(GString *out, int depth)
{
	g_string_append_printf(out, "%*s", depth * 2, "");
}

static void
points_put(GString *out, const struct chart_series *series, int depth)
{
	for (int i = 0; i < series->point_count; i++) {
		const struct chart_point *point = &series->points[i];

		indent(out, depth);
		g_string_append(out, "<point");
		if (point->month >= 0)
			g_string_append_printf(out, " month=\"%04d-%02d\"", month_year(point->month),
				month_number(point->month));
		attribute_put(out, "label", point->label);
		if (point->missing)
			attribute_put(out, "missing", "yes");
		else
			number_put(out, "value", point->value);
		if (point->ranged) {
			number_put(out, "low", point->low);
			number_put(out, "high", point->high);
		}
		if (point->base != 0)
			number_put(out, "base", point->base);
		attribute_put(out, "own", point->own ? "yes" : NULL);
		attribute_put(out, "mark", point->mark);
		whole_put(out, "line", point->line, series->line);
		g_string_append(out, "/>\n");
	}
}

static void
events_put(GString *out, const struct chart *chart, int line, int depth)
{
	for (int i = 0; i < chart->event_count; i++) {
		const struct chart_event *event = &chart->events[i];

		indent(out, depth);
		g_string_append_printf(out, "<event month=\"%04d-%02d\"", month_year(event->month),
			month_number(event->month));
		attribute_put(out, "label", event->label);
		attribute_put(out, "rebase", event->rebase ? "yes" : NULL);
		whole_put(out, "line", event->line, line);
		g_string_append(out, "/>\n");
	}
}

static void
chart_attributes_put(GString *out, const struct chart *chart)
{
	static const char *const better[] = { NULL, "higher", "lower" };

	attribute_put(out, "kind", chart->kind);
	attribute_put(out, "unit", chart->unit);
	attribute_put(out, "title", chart->title);
	attribute_put(out, "alt", chart->alt);
	attribute_put(out, "period", chart->period);
	attribute_put(out, "group", chart->group);
	attribute_put(out, "method", chart->method);
	attribute_put(out, "variant", chart->variant);
	attribute_put(out, "waive", chart->waive);
	attribute_put(out, "better", better[chart->better]);
	attribute_put(out, "horizontal", chart->horizontal ? "yes" : NULL);
	whole_put(out, "decimals", chart->decimals, 0);
	whole_put(out, "baseline", chart->baseline, 0);
	whole_put(out, "year-start", chart->year_start, 0);
}

static void
chart_put(GString *out, const struct node *node, int depth)
{
	const struct chart *chart = node->as.chart;

	indent(out, depth);
	start_put(out, node);
	chart_attributes_put(out, chart);
	g_string_append(out, ">\n");
	for (int i = 0; i < chart->series_count; i++) {
		const struct chart_series *series = &chart->series[i];

		indent(out, depth + 1);
		g_string_append(out, "<series");
		attribute_put(out, "role", series->role);
		attribute_put(out, "name", series->name);
		attribute_put(out, "verdict", series->verdict);
		attribute_put(out, "panel", series->panel);
		whole_put(out, "months", series->months, 0);
		whole_put(out, "line", series->line, node->line);
		g_string_append(out, ">\n");
		points_put(out, series, depth + 2);
		indent(out, depth + 1);
		g_string_append(out, "</series>\n");
	}
	events_put(out, chart, node->line, depth + 1);
	indent(out, depth);
	g_string_append(out, "</chart>\n");
}

static void
columns_put(GString *out, const struct node *table, int depth)
{
	for (int i = 0; i < table->as.table.column_count; i++) {
		const struct column *column = &table->as.table.columns[i];

		indent(out, depth);
		g_string_append(out, "<column");
		if (column->share > 0)
			number_put(out, "share", column->share);
		if (column->align != ALIGN_STYLE)
			attribute_put(out, "align", align_words[column->align]);
		g_string_append(out, "/>\n");
	}
}

static void
block_put(GString *out, const struct node *node, int depth)
{
	bool columns_due = node->kind == NODE_TABLE;

	if (node->kind == NODE_CHART) {
		chart_put(out, node, depth);
		return;
	}
	indent(out, depth);
	if (node->kind == NODE_CONTENTS || !node->first || is_inline(node->first)) {
		if (node->kind == NODE_CONTENTS) {
			start_put(out, node);
			g_string_append(out, "/>");
		} else {
			inline_put(out, node);
		}
		g_string_append_c(out, '\n');
		return;
	}
	start_put(out, node);
	g_string_append(out, ">\n");
	for (const struct node *at = node->first; at; at = at->next) {
		if (columns_due && at->kind == NODE_ROW) {
			columns_put(out, node, depth + 1);
			columns_due = false;
		}
		block_put(out, at, depth + 1);
	}
	indent(out, depth);
	g_string_append_printf(out, "</%s>\n", name_of(node));
}

static void
head_put(GString *out, const struct head *head)
{
	const struct { const char *name, *value; } texts[] = {
		{ "title", head->title }, { "subtitle", head->subtitle }, { "author", head->author },
		{ "subject", head->subject }, { "keywords", head->keywords },
	};

	g_string_append(out, "  <head>\n");
	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
		if (*texts[i].value) {
			g_string_append_printf(out, "    <%s>", texts[i].name);
			text_put(out, texts[i].value);
			g_string_append_printf(out, "</%s>\n", texts[i].name);
		}
	if (*head->date) {
		g_string_append(out, "    <date");
		attribute_put(out, "printed", *head->printed_date ? head->printed_date : NULL);
		g_string_append_printf(out, ">%s</date>\n", head->date);
	}
	g_string_append(out, "    <words");
	attribute_put(out, "draft", head->draft_word);
	attribute_put(out, "page", head->page_pattern);
	attribute_put(out, "continued", head->continued);
	g_string_append(out, head->word_count ? ">\n" : "/>\n");
	for (int i = 0; i < head->word_count; i++) {
		g_string_append(out, "      <word");
		attribute_put(out, "name", head->words[i].name);
		g_string_append_c(out, '>');
		text_put(out, head->words[i].text);
		g_string_append(out, "</word>\n");
	}
	g_string_append(out, head->word_count ? "    </words>\n  </head>\n" : "  </head>\n");
}

char *
report_dump(const struct report *report)
{
	GString *out = g_string_new("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<report");

	attribute_put(out, "xml:lang", report->head.lang);
	attribute_put(out, "status", report->head.draft ? "draft" : "final");
	attribute_put(out, "style", report->head.style);
	whole_put(out, "line", report->root->line, 0);
	g_string_append(out, ">\n");
	head_put(out, &report->head);
	for (const struct node *at = report->root->first; at; at = at->next)
		block_put(out, at, 1);
	g_string_append(out, "</report>\n");
	return g_string_free(out, FALSE);
}
