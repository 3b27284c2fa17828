/* Charts in report XML: series of points, all numbers finite and bounded. */
#include "report/reader.h"

#include <string.h>

#include "base/num.h"

enum { MOST_SERIES = 64, MOST_POINTS = 10000 };

static int
children_count(const xmlNode *element)
{
	int count = 0;

	for (const xmlNode *at = element->children; at; at = at->next)
		count += at->type == XML_ELEMENT_NODE;
	return count;
}

static void
point_read(struct reader *reader, const xmlNode *element, struct chart_point *point)
{
	const char *month = reader_text(reader, element, "month");

	reader_attributes(reader, element, node_attributes, "month label value missing");
	reader_empty(reader, element, false);
	point->line = reader_line(reader, element);
	point->month = -1;
	point->label = reader_text(reader, element, "label");
	point->missing = reader_flag(reader, element, "missing", false);
	if (month && !month_parse(month, &point->month))
		reader_refuse(reader, element, "month=\"%s\" is not a month such as 2007-06", month);
	if (!month && !point->label)
		reader_refuse(reader, element, "a point has neither a month nor a label");
	if (!reader_number(reader, element, "value", &point->value) && !point->missing)
		reader_refuse(reader, element, "a point has no value and is not said to be missing");
}

static void
series_read(struct reader *reader, const xmlNode *element, struct chart_series *series)
{
	reader_attributes(reader, element, node_attributes, "role name");
	series->line = reader_line(reader, element);
	series->role = reader_text(reader, element, "role");
	series->name = reader_text(reader, element, "name");
	if (!series->role)
		reader_refuse(reader, element, "a series has no role");
	series->points = arena_new_array(reader->arena, struct chart_point,
		MIN(children_count(element), MOST_POINTS));
	for (const xmlNode *at = element->children; at; at = at->next) {
		if (xml_is_blank(at))
			continue;
		if (at->type != XML_ELEMENT_NODE || strcmp((const char *)at->name, "point") != 0)
			reader_refuse(reader, at, "a series holds something that is not a point");
		else if (series->point_count == MOST_POINTS)
			reader_refuse(reader, at, "a series has more than %d points", MOST_POINTS);
		else
			point_read(reader, at, &series->points[series->point_count++]);
		if (reader->failed)
			return;
	}
}

void
reader_chart(struct reader *reader, const xmlNode *element, struct node *node)
{
	struct chart *chart = &node->as.chart;

	chart->kind = reader_text(reader, element, "kind");
	chart->unit = reader_text(reader, element, "unit");
	chart->alt = reader_text(reader, element, "alt");
	if (!chart->kind || !chart->alt)
		reader_refuse(reader, element, "a chart has no %s", chart->kind ? "alt" : "kind");
	chart->series = arena_new_array(reader->arena, struct chart_series,
		MIN(children_count(element), MOST_SERIES));
	for (const xmlNode *at = element->children; at; at = at->next) {
		if (xml_is_blank(at))
			continue;
		if (at->type != XML_ELEMENT_NODE || strcmp((const char *)at->name, "series") != 0)
			reader_refuse(reader, at, "a chart holds something that is not a series");
		else if (chart->series_count == MOST_SERIES)
			reader_refuse(reader, at, "a chart has more than %d series", MOST_SERIES);
		else
			series_read(reader, at, &chart->series[chart->series_count++]);
		if (reader->failed)
			return;
	}
}
