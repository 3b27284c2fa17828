/* Charts in report XML: series of points and dated events, all numbers finite and bounded. */
#include "report/reader.h"

#include <string.h>

#include "base/num.h"
#include "base/xml.h"
#include "report/alt.h"

enum { MOST_SERIES = 200, MOST_POINTS = 2000000 };

static bool
is_named(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

static int
children_count(const xmlNode *element)
{
	int count = 0;

	for (const xmlNode *at = element->children; at; at = at->next)
		count += at->type == XML_ELEMENT_NODE;
	return count;
}

/* Both ends, the lower one first. */
static bool
range_read(struct reader *reader, const xmlNode *element, struct chart_point *point)
{
	bool both = reader_number(reader, element, "low", &point->low) &&
		reader_number(reader, element, "high", &point->high) && point->low <= point->high;

	if (!both)
		reader_refuse(reader, element, "a point has a range that is not from low to high");
	return both;
}

static void
point_read(struct reader *reader, const xmlNode *element, const struct node *node,
	struct chart_point *point)
{
	const char *month = reader_text(reader, element, "month");

	reader_attributes(reader, element, node_attributes,
		"month label value low high base own mark missing");
	reader_empty(reader, element, false);
	point->line = reader_line(reader, element);
	point->origin = reader_origin(reader, node, point->line, NULL);
	point->month = -1;
	point->label = reader_text(reader, element, "label");
	point->missing = reader_flag(reader, element, "missing", false);
	point->own = reader_flag(reader, element, "own", false);
	point->mark = reader_text(reader, element, "mark");
	if (xmlHasProp((xmlNode *)element, (const xmlChar *)"base"))
		reader_number(reader, element, "base", &point->base);
	if (xmlHasProp((xmlNode *)element, (const xmlChar *)"low") ||
		xmlHasProp((xmlNode *)element, (const xmlChar *)"high"))
		point->ranged = range_read(reader, element, point);
	if (month && !month_parse(month, &point->month))
		reader_refuse(reader, element, "month=\"%s\" is not a month such as 2007-06", month);
	if (!month && !point->label)
		reader_refuse(reader, element, "a point has neither a month nor a label");
	if (xmlHasProp((xmlNode *)element, (const xmlChar *)"value"))
		reader_number(reader, element, "value", &point->value);
	else if (!point->missing)
		reader_refuse(reader, element, "a point has no value and is not said to be missing");
	if (reader->origin && reader->origin->figure) /* of the value, which is read last */
		point->origin = reader->origin;
}

static void
series_read(struct reader *reader, const xmlNode *element, const struct node *node,
	struct chart_series *series)
{
	reader_attributes(reader, element, node_attributes, "role name verdict panel months");
	series->line = reader_line(reader, element);
	series->origin = reader_origin(reader, node, series->line, NULL);
	series->role = reader_text(reader, element, "role");
	series->name = reader_text(reader, element, "name");
	series->verdict = reader_text(reader, element, "verdict");
	series->panel = reader_text(reader, element, "panel");
	series->months = reader_whole(reader, element, "months", 1, 1200, 0);
	if (!series->role)
		reader_refuse(reader, element, "a series has no role");
	series->points = arena_new_array(reader->arena, struct chart_point,
		MIN(children_count(element), MOST_POINTS));
	for (const xmlNode *at = element->children; at; at = at->next) {
		if (xml_is_blank(at))
			continue;
		if (!is_named(at, "point"))
			reader_refuse(reader, at, "a series holds something that is not a point");
		else if (series->point_count == MOST_POINTS)
			reader_refuse(reader, at, "a series has more than %d points", MOST_POINTS);
		else
			point_read(reader, at, node, &series->points[series->point_count++]);
		if (reader->failed)
			return;
	}
}

static void
event_read(struct reader *reader, const xmlNode *element, const struct node *node,
	struct chart_event *event)
{
	const char *month = reader_text(reader, element, "month");

	reader_attributes(reader, element, node_attributes, "month label rebase");
	reader_empty(reader, element, false);
	event->line = reader_line(reader, element);
	event->origin = reader_origin(reader, node, event->line, NULL);
	event->label = reader_text(reader, element, "label");
	event->rebase = reader_flag(reader, element, "rebase", false);
	if (!month || !month_parse(month, &event->month))
		reader_refuse(reader, element, "an event has no month such as 2007-06");
	if (!event->label)
		reader_refuse(reader, element, "an event has no label");
}

static void
chart_attributes(struct reader *reader, const xmlNode *element, struct chart *chart)
{
	static const char *const better[] = { "none", "higher", "lower", NULL };

	chart->kind = reader_text(reader, element, "kind");
	chart->unit = reader_text(reader, element, "unit");
	chart->title = reader_text(reader, element, "title");
	chart->alt = reader_text(reader, element, "alt");
	chart->period = reader_text(reader, element, "period");
	chart->group = reader_text(reader, element, "group");
	chart->method = reader_text(reader, element, "method");
	chart->variant = reader_text(reader, element, "variant");
	chart->waive = reader_text(reader, element, "waive");
	chart->better = reader_word(reader, element, "better", better, POLARITY_NONE);
	chart->horizontal = reader_flag(reader, element, "horizontal", false);
	chart->decimals = reader_whole(reader, element, "decimals", 0, 12, 0);
	chart->baseline = reader_whole(reader, element, "baseline", 1, 100000, 0);
	chart->year_start = reader_whole(reader, element, "year-start", 1, 12, 0);
	if (!chart->kind)
		reader_refuse(reader, element, "a chart has no kind");
}

void
reader_chart(struct reader *reader, const xmlNode *element, struct node *node)
{
	struct chart *chart = node->as.chart = arena_new(reader->arena, struct chart);
	int most = MIN(children_count(element), MOST_SERIES);

	chart_attributes(reader, element, chart);
	chart->series = arena_new_array(reader->arena, struct chart_series, most);
	chart->events = arena_new_array(reader->arena, struct chart_event, most);
	for (const xmlNode *at = element->children; at && !reader->failed; at = at->next) {
		if (xml_is_blank(at))
			continue;
		if (chart->series_count + chart->event_count == MOST_SERIES)
			reader_refuse(reader, at, "a chart has more than %d series and events", MOST_SERIES);
		else if (is_named(at, "series") && !chart->event_count)
			series_read(reader, at, node, &chart->series[chart->series_count++]);
		else if (is_named(at, "event"))
			event_read(reader, at, node, &chart->events[chart->event_count++]);
		else
			reader_refuse(reader, at, "a chart holds something that is no series and no event");
	}
	if (!reader->failed)
		chart_decimals_choose(chart);
	if (!reader->failed && !chart->alt)
		chart->alt = chart_alt(reader->arena, &reader->report->head, chart);
	if (!reader->failed && !chart->alt)
		reader_refuse(reader, element, "a chart of the kind %s has no alt, and no words to tell one",
			chart->kind);
}
