/* The data behind a chart: rows, columns, and both as comma-separated values. */
#include "report/chartrows.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/num.h"
#include "report/telling.h"

static int
months_compare(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

static bool
has_labels(const struct chart *chart)
{
	for (int i = 0; i < chart->series_count; i++)
		for (int j = 0; j < chart->series[i].point_count; j++)
			if (chart->series[i].points[j].month < 0)
				return true;
	return false;
}

struct chart_rows
chart_rows_make(const struct chart *chart)
{
	bool labels = has_labels(chart);
	struct chart_rows rows = { chart, g_array_new(FALSE, FALSE, sizeof(int)), g_ptr_array_new() };
	GHashTable *seen = g_hash_table_new(g_str_hash, g_str_equal);
	guint kept = 0;

	for (int i = 0; i < chart->series_count; i++)
		for (int j = 0; j < chart->series[i].point_count; j++) {
			const struct chart_point *point = &chart->series[i].points[j];

			if (point->month >= 0 && !labels)
				g_array_append_val(rows.months, point->month);
			else if (point->month < 0 && point->label && g_hash_table_add(seen, (gpointer)point->label))
				g_ptr_array_add(rows.labels, (gpointer)point->label);
		}
	g_array_sort(rows.months, months_compare);
	for (guint i = 0; i < rows.months->len; i++) {
		int month = g_array_index(rows.months, int, i);

		if (!kept || g_array_index(rows.months, int, kept - 1) != month)
			g_array_index(rows.months, int, kept++) = month;
	}
	g_array_set_size(rows.months, kept);
	g_hash_table_destroy(seen);
	return rows;
}

void
chart_rows_finish(struct chart_rows *rows)
{
	g_array_free(rows->months, TRUE);
	g_ptr_array_free(rows->labels, TRUE);
}

const struct chart_point *
chart_rows_point(const struct chart_series *series, int month, const char *label, int *at)
{
	if (label && series->point_count == 1 && series->points->month >= 0)
		return series->points;
	for (int tried = 0; tried < series->point_count; tried++) {
		int i = (*at + tried) % series->point_count;
		const struct chart_point *point = &series->points[i];

		if (label ? point->month < 0 && point->label && strcmp(point->label, label) == 0
			: point->month == month) {
			*at = i;
			return point;
		}
	}
	return NULL;
}

/* A title stands within a sentence; a column begins with a capital. */
static char *
capitalised(const char *text)
{
	char *first = g_utf8_strup(text, g_utf8_next_char(text) - text);
	char *all = g_strconcat(first, g_utf8_next_char(text), NULL);

	g_free(first);
	return all;
}

char *
chart_column_name(const struct chart *chart, const struct chart_series *series)
{
	const char *name = series->name ? series->name : chart->title ? chart->title : series->role;
	bool panelled = series->panel && (!series->name || strcmp(series->panel, series->name) != 0);

	if (panelled && series->name)
		return g_strdup_printf("%s: %s", series->panel, series->name);
	if (!panelled && !series->name && chart->title && *chart->title)
		return capitalised(name);
	return g_strdup(panelled ? series->panel : name);
}

bool
chart_has_table(const struct chart *chart)
{
	static const char *const without[] = { "mark", "sparkline", "steps", NULL };

	return !chart->kind || !g_strv_contains(without, chart->kind);
}

/* ---- comma-separated values ---- */

struct csv {
	const struct head *head;
	const struct chart_rows *rows;
	struct arena *arena;
	GString *out;
	bool *ranged; /* of each series */
	int *at;
};

static void
field_put(GString *out, const char *text)
{
	if (!strpbrk(text, ",\"\r\n")) {
		g_string_append(out, text);
		return;
	}
	g_string_append_c(out, '"');
	for (; *text; text++) {
		if (*text == '"')
			g_string_append_c(out, '"');
		g_string_append_c(out, *text);
	}
	g_string_append_c(out, '"');
}

/* To so many decimals or six, zeros at the end dropped. A table has thousands of numbers: those of
 * ordinary size are written as whole millionths. */
static void
number_put(GString *out, double value, int decimals)
{
	char text[NUM_BYTES], *end = text + sizeof text - 1;
	long long millionths;

	if (!(fabs(value) < 1e9) || decimals > 6) {
		g_string_append(out, num_text(text, value, MAX(decimals, 6), NUM_TRIM));
		return;
	}
	millionths = llround(fabs(value) * 1e6);
	*end = '\0';
	for (int place = 0; place < 7 || millionths; place++) {
		if (place == 6 && *end)
			*--end = '.';
		if (place > 5 || *end || millionths % 10)
			*--end = (char)('0' + millionths % 10);
		millionths /= 10;
	}
	if (value < 0 && strpbrk(end, "123456789"))
		*--end = '-';
	g_string_append(out, end);
}

static void
head_put(struct csv *csv)
{
	const struct chart *chart = csv->rows->chart;
	const char *first =
		words_find(csv->head, csv->rows->months->len ? "html-month" : "html-item");

	field_put(csv->out, first ? first : "");
	for (int i = 0; i < chart->series_count; i++) {
		char *name = chart_column_name(chart, &chart->series[i]);
		const struct field fields[] = { { "name", name }, { NULL, NULL } };
		const char *low = words_fill(csv->arena, words_find(csv->head, "csv-low"), fields);
		const char *high = words_fill(csv->arena, words_find(csv->head, "csv-high"), fields);

		g_string_append_c(csv->out, ',');
		field_put(csv->out, name ? name : "");
		if (csv->ranged[i]) {
			g_string_append_c(csv->out, ',');
			field_put(csv->out, low ? low : "low");
			g_string_append_c(csv->out, ',');
			field_put(csv->out, high ? high : "high");
		}
		g_free(name);
	}
	g_string_append(csv->out, "\r\n");
}

static void
row_put(struct csv *csv, int month, const char *label)
{
	const struct chart *chart = csv->rows->chart;

	if (label)
		field_put(csv->out, label);
	else
		g_string_append_printf(csv->out, "%04d-%02d", month_year(month), month_number(month));
	for (int i = 0; i < chart->series_count; i++) {
		const struct chart_point *point =
			chart_rows_point(&chart->series[i], month, label, &csv->at[i]);

		g_string_append_c(csv->out, ',');
		if (point && point_is_there(point))
			number_put(csv->out, point->value, chart->fine_decimals);
		if (!csv->ranged[i])
			continue;
		g_string_append_c(csv->out, ',');
		if (point && point->ranged)
			number_put(csv->out, point->low, chart->fine_decimals);
		g_string_append_c(csv->out, ',');
		if (point && point->ranged)
			number_put(csv->out, point->high, chart->fine_decimals);
	}
	g_string_append(csv->out, "\r\n");
}

char *
chart_csv(const struct head *head, const struct chart *chart)
{
	struct chart_rows rows = chart_rows_make(chart);
	struct csv csv = { head, &rows, arena_create(), g_string_new(NULL),
		g_new0(bool, chart->series_count + 1), g_new0(int, chart->series_count + 1) };

	for (int i = 0; i < chart->series_count; i++)
		for (int j = 0; j < chart->series[i].point_count; j++)
			csv.ranged[i] = csv.ranged[i] || chart->series[i].points[j].ranged;
	head_put(&csv);
	for (guint i = 0; i < rows.months->len; i++)
		row_put(&csv, g_array_index(rows.months, int, i), NULL);
	for (guint i = 0; i < rows.labels->len; i++)
		row_put(&csv, -1, g_ptr_array_index(rows.labels, i));
	chart_rows_finish(&rows);
	arena_destroy(csv.arena);
	g_free(csv.ranged);
	g_free(csv.at);
	return g_string_free(csv.out, FALSE);
}
