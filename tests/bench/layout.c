/* bench/layout REPORT OUT [COUNT]: a report laid out, and drawn to a PDF that is thrown away, again and
 * again in one process; its pages, and the milliseconds of the middle one of those after the first. */
#include <stdio.h>
#include <stdlib.h>

#include <glib.h>

#include "base/xml.h"
#include "layout/layout.h"
#include "paint/paint.h"
#include "report/report.h"
#include "middle.h"

struct bench {
	const struct report *report;
	struct style *style;
	struct fonts *fonts;
	struct diags *diags;
	const char *out;
};

static double
milliseconds(gint64 began)
{
	return (double)(g_get_monotonic_time() - began) / 1000;
}

/* Gives the pages; 0 on failure. */
static unsigned
run(const struct bench *bench, double *layout, double *paint)
{
	gint64 began = g_get_monotonic_time();
	struct pages *pages = layout_report(bench->report, bench->style, bench->fonts, bench->diags);
	struct outfile *out = outfile_open(bench->out, bench->diags);
	unsigned count = 0;

	*layout = milliseconds(began);
	began = g_get_monotonic_time();
	if (pages && out && paint_pdf(pages, "2007-07-31T00:00:00Z", NULL, out, bench->diags))
		count = pages->pages->len;
	*paint = milliseconds(began);
	outfile_discard(out);
	pages_destroy(pages);
	return count;
}

int
main(int argc, char **argv)
{
	int count = argc > 3 ? atoi(argv[3]) : 5;
	struct bench bench = { .diags = diags_create(), .out = argc > 2 ? argv[2] : "" };
	double *layout = g_new0(double, count + 1), *paint = g_new0(double, count + 1);
	struct report *report;
	unsigned pages = 0;

	xml_init();
	bench.report = report = argc > 2 ? report_load(argv[1], bench.diags) : NULL;
	bench.style = report ? style_load("styles/inspectorate/style.xml", bench.diags) : NULL;
	bench.fonts = bench.style ? fonts_create(bench.style, bench.diags) : NULL;
	for (int i = 0; bench.fonts && i <= count; i++)
		pages = run(&bench, &layout[i], &paint[i]);
	if (pages)
		printf("%u %.2f %.2f\n", pages, middle(layout + 1, count), middle(paint + 1, count));
	else
		diags_print(bench.diags, stderr);
	fonts_destroy(bench.fonts);
	style_destroy(bench.style);
	report_destroy(report);
	diags_destroy(bench.diags);
	g_free(layout);
	g_free(paint);
	return pages ? 0 : 1;
}
