/* The passages of a report: its text in the order of reading, in pieces that can be told by name. */

#include "base/arena.h"
#include "base/num.h"
#include "report/compare.h"
#include "report/node.h"

struct gathering {
	struct arena *arena;
	GArray *list;        /* of struct passage */
	const char *heading; /* under which it stands, in quotes; "" before the first */
	int count;           /* of paragraphs since then */
};

static const char *
text_of(struct gathering *gathering, const struct node *node)
{
	char *text = g_strstrip(node_text(node));
	const char *kept = arena_strdup(gathering->arena, text);

	g_free(text);
	return kept;
}

/* A label is a paragraph's name; without one it is told by its place. */
static const char *
place_of(struct gathering *gathering, const char *what, const char *label)
{
	const char *comma = *gathering->heading ? ", " : "";

	if (label)
		return arena_printf(gathering->arena, "%s%s%s", gathering->heading, comma, label);
	return arena_printf(gathering->arena, "%s%s%s %d", gathering->heading, comma, what,
		gathering->count);
}

static void
passage_add(struct gathering *gathering, struct passage passage, const struct node *node)
{
	if (!*passage.words)
		return;
	passage.node = node;
	passage.file = node->file;
	if (!passage.line)
		passage.line = node->line;
	g_array_append_val(gathering->list, passage);
}

static void
heading_add(struct gathering *gathering, const struct node *node)
{
	const char *number = node->as.heading.number, *words = text_of(gathering, node);

	gathering->heading = number ? arena_printf(gathering->arena, "\"%s %s\"", number, words)
		: arena_printf(gathering->arena, "\"%s\"", words);
	gathering->count = 0;
	passage_add(gathering, (struct passage){ .kind = PASSAGE_HEADING, .words = words,
		.key = node->parent && node->parent->id ? node->parent->id : number,
		.firm = node->parent && node->parent->id, .place = gathering->heading }, node);
}

static void
para_add(struct gathering *gathering, const struct node *node)
{
	const char *label = node->as.para.label;

	gathering->count++;
	passage_add(gathering, (struct passage){ .kind = PASSAGE_PARAGRAPH,
		.key = node->id ? node->id : label, .firm = node->id != NULL,
		.place = place_of(gathering, "paragraph", label), .words = text_of(gathering, node) }, node);
}

/* All text of a cell, in whatever blocks it is. */
static void
blocks_put(const struct node *node, GString *out)
{
	for (const struct node *at = node->first; at; at = at->next) {
		char *text;

		if (at->kind != NODE_PARA && at->kind != NODE_HEADING) {
			blocks_put(at, out);
			continue;
		}
		text = g_strstrip(node_text(at));
		if (*text && out->len && out->str[out->len - 1] != ' ')
			g_string_append_c(out, ' ');
		g_string_append(out, text);
		g_free(text);
	}
}

static void
row_add(struct gathering *gathering, const struct node *node)
{
	GString *all = g_string_new(NULL), *cell = g_string_new(NULL);

	for (const struct node *at = node->first; at; at = at->next) {
		g_string_truncate(cell, 0);
		blocks_put(at, cell);
		g_string_append_printf(all, "%s%s", at == node->first ? "" : " | ", cell->str);
	}
	gathering->count++;
	passage_add(gathering, (struct passage){ .kind = PASSAGE_ROW,
		.place = place_of(gathering, "table row, place", NULL),
		.words = arena_strdup(gathering->arena, all->str) }, node);
	g_string_free(all, TRUE);
	g_string_free(cell, TRUE);
}

static void
point_add(struct gathering *gathering, const struct node *node, const char *name,
	const struct chart_series *series, const struct chart_point *point)
{
	char month[24] = "", value[NUM_BYTES];
	const char *at = point->label ? point->label : month, *words;

	if (point->month >= 0)
		g_snprintf(month, sizeof month, "%04d-%02d", month_year(point->month),
			month_number(point->month));
	words = point->missing ? "no figure" : num_text(value, point->value, 6, NUM_TRIM);
	passage_add(gathering, (struct passage){ .kind = PASSAGE_FIGURE, .firm = true,
		.key = arena_printf(gathering->arena, "%s/%s/%s/%s/%s", name, series->role,
			series->panel ? series->panel : "", series->name ? series->name : "", at),
		.place = arena_printf(gathering->arena, "%s: %s%s%s", node->as.chart->title
			? node->as.chart->title : name, series->name ? series->name : "",
			series->name && *at ? ", " : "", at),
		.words = arena_strdup(gathering->arena, words), .line = point->line }, node);
}

/* The text alternative, and every number that is drawn. */
static void
chart_add(struct gathering *gathering, const struct node *node)
{
	const struct chart *chart = node->as.chart;
	const char *name = node->parent && node->parent->id ? node->parent->id
		: chart->title ? chart->title : "";

	gathering->count++;
	passage_add(gathering, (struct passage){ .kind = PASSAGE_PICTURE, .key = name,
		.place = place_of(gathering, "chart, place", chart->title),
		.words = chart->alt ? arena_strdup(gathering->arena, chart->alt) : "" }, node);
	for (int i = 0; i < chart->series_count; i++)
		for (int j = 0; j < chart->series[i].point_count; j++)
			point_add(gathering, node, name, &chart->series[i], &chart->series[i].points[j]);
}

static void gather(struct gathering *gathering, const struct node *node);

/* Notes stand behind the paragraph that has their mark. */
static void
notes_gather(struct gathering *gathering, const struct node *node)
{
	for (const struct node *at = node->first; at; at = at->next)
		if (at->kind == NODE_NOTE)
			gather(gathering, at);
		else
			notes_gather(gathering, at);
}

static void
gather(struct gathering *gathering, const struct node *node)
{
	for (const struct node *at = node->first; at; at = at->next) {
		switch (at->kind) {
		case NODE_CONTENTS:
			break; /* says nothing of its own */
		case NODE_HEADING:
			heading_add(gathering, at);
			notes_gather(gathering, at);
			break;
		case NODE_PARA:
			para_add(gathering, at);
			notes_gather(gathering, at);
			break;
		case NODE_ROW:
			row_add(gathering, at);
			notes_gather(gathering, at);
			break;
		case NODE_CHART:
			chart_add(gathering, at);
			break;
		case NODE_IMAGE:
			passage_add(gathering, (struct passage){ .kind = PASSAGE_PICTURE,
				.key = at->as.image.href, .place = at->as.image.href,
				.words = at->as.image.alt ? at->as.image.alt : "" }, at);
			break;
		default:
			gather(gathering, at);
		}
	}
}

struct passages *
passages_of(const struct report *report)
{
	struct passages *passages = g_new0(struct passages, 1);
	struct gathering gathering = { .arena = arena_create(), .heading = "",
		.list = g_array_new(FALSE, FALSE, sizeof(struct passage)) };

	gather(&gathering, report->root);
	passages->arena = gathering.arena;
	passages->count = (int)gathering.list->len;
	passages->list = (struct passage *)(void *)g_array_free(gathering.list, FALSE);
	return passages;
}

void
passages_destroy(struct passages *passages)
{
	if (!passages)
		return;
	arena_destroy(passages->arena);
	g_free(passages->list);
	g_free(passages);
}
