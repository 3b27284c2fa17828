/* Text alternatives: the table of kinds, and the pieces that they share. */
#include "report/alt.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/num.h"
#include "report/telling.h"

static const struct {
	const char *kind;
	telling_fn *tell;
} kinds[] = { /* keep alphabetical */
	{ "bars", tell_table },
	{ "bullet", tell_table },
	{ "control", tell_control },
	{ "distribution", tell_distribution },
	{ "dumbbell", tell_table },
	{ "interval", tell_table },
	{ "mark", tell_mark },
	{ "monthly", tell_monthly },
	{ "multiples", tell_multiples },
	{ "peers", tell_peers },
	{ "share", tell_table },
	{ "slope", tell_table },
	{ "sparkline", tell_monthly },
	{ "stacked", tell_table },
	{ "steps", tell_steps },
};

const char *
chart_value_text(struct arena *arena, const struct chart *chart, double value, int decimals)
{
	char text[NUM_BYTES];
	bool percent = chart->unit && !strcmp(chart->unit, "percent");

	num_text(text, value, decimals, NUM_GROUP | NUM_MINUS);
	return arena_printf(arena, percent ? "%s%%" : "%s", text);
}

const char *
chart_share_text(struct arena *arena, double percent)
{
	char text[NUM_BYTES];

	return arena_printf(arena, "%s%%", num_text(text, percent, 0, NUM_MINUS));
}

const char *
chart_month_text(struct arena *arena, const struct head *head, int month)
{
	const char *word = words_numbered(head, "month", month_number(month));

	if (!word)
		return arena_printf(arena, "%04d-%02d", month_year(month), month_number(month));
	return arena_printf(arena, "%s %d", word, month_year(month));
}

void
tell_text(struct telling *telling, const char *sentence)
{
	if (!sentence || !*sentence)
		return;
	if (telling->out->len)
		g_string_append_c(telling->out, ' ');
	g_string_append(telling->out, sentence);
}

void
tell(struct telling *telling, const char *name, const struct field *fields)
{
	tell_text(telling, words_fill(telling->arena, words_find(telling->head, name), fields));
}

void
tell_verdict(struct telling *telling, const struct chart_series *series)
{
	static const char *const better[] = { [POLARITY_HIGHER] = "alt-better-higher",
		[POLARITY_LOWER] = "alt-better-lower" };

	tell_text(telling, series->verdict);
	if (series->verdict && !telling->judged && telling->chart->better != POLARITY_NONE)
		tell(telling, better[telling->chart->better], NULL);
	telling->judged = telling->judged || series->verdict;
}

const char *
told_value(const struct telling *telling, double value)
{
	return chart_value_text(telling->arena, telling->chart, value, telling->chart->decimals);
}

const char *
told_fine(const struct telling *telling, double value)
{
	return chart_value_text(telling->arena, telling->chart, value, telling->chart->fine_decimals);
}

const char *
told_month(const struct telling *telling, int month)
{
	return chart_month_text(telling->arena, telling->head, month);
}

const char *
told_count(const struct telling *telling, int count)
{
	return arena_printf(telling->arena, "%d", count);
}

bool
point_is_there(const struct chart_point *point)
{
	return !point->missing && isfinite(point->value);
}

const struct chart_series *
series_of(const struct chart *chart, const char *role)
{
	for (int i = 0; i < chart->series_count; i++)
		if (chart->series[i].role && !strcmp(chart->series[i].role, role))
			return &chart->series[i];
	return NULL;
}

const char *
chart_alt(struct arena *arena, const struct head *head, const struct chart *chart)
{
	struct telling telling = { arena, head, chart, g_string_new(NULL), chart_span(chart), false };
	const char *alt = NULL;

	for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
		if (chart->kind && !strcmp(kinds[i].kind, chart->kind))
			kinds[i].tell(&telling);
	if (telling.out->len)
		alt = arena_strndup(arena, telling.out->str, telling.out->len);
	g_string_free(telling.out, TRUE);
	return alt;
}
