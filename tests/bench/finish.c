/* bench/finish RECORD OUT [COUNT]: what finishing costs beside layout and drawing. Two rows: a record built
 * COUNT times by an engine of its own each time, and by one that has built before. A row has the pages and,
 * of the middle builds, the milliseconds of layout and drawing, of finishing, and of the packing of what the
 * document carries, which is part of that. The functions are timed from outside: the linker sends their
 * callers here (--wrap). */
#include <stdio.h>
#include <stdlib.h>

#include <glib.h>

#include "base/xml.h"
#include "layout/layout.h"
#include "paint/paint.h"
#include "pdf/finish.h"
#include "pdf/pack.h"
#include "pdf/pdf.h"
#include "pipeline.h"
#include "middle.h"

/* Microseconds in each function, of the build that runs. */
static struct {
	gint64 layout, paint, finish, pages, pack;
} spent;

struct pages *__real_layout_report(const struct report *, struct style *, struct fonts *, struct diags *);
struct pages *__wrap_layout_report(const struct report *, struct style *, struct fonts *, struct diags *);
bool __real_paint_pdf(const struct pages *, const char *, const struct attachments *, struct outfile *,
	struct diags *);
bool __wrap_paint_pdf(const struct pages *, const char *, const struct attachments *, struct outfile *,
	struct diags *);
bool __real_pdf_finish(const struct drawn *, struct outfile *, struct diags *);
bool __wrap_pdf_finish(const struct drawn *, struct outfile *, struct diags *);
bool __real_pages_write(struct finish *);
bool __wrap_pages_write(struct finish *);
char *__real_packer_pack_dup(struct packer *, const void *, size_t, size_t *);
char *__wrap_packer_pack_dup(struct packer *, const void *, size_t, size_t *);

#define TIMED(what, type, call) \
	gint64 began = g_get_monotonic_time(); \
	type result = call; \
	spent.what += g_get_monotonic_time() - began; \
	return result

struct pages *
__wrap_layout_report(const struct report *report, struct style *style, struct fonts *fonts,
	struct diags *diags)
{
	TIMED(layout, struct pages *, __real_layout_report(report, style, fonts, diags));
}

bool
__wrap_paint_pdf(const struct pages *pages, const char *date, const struct attachments *attachments,
	struct outfile *out, struct diags *diags)
{
	TIMED(paint, bool, __real_paint_pdf(pages, date, attachments, out, diags));
}

bool
__wrap_pdf_finish(const struct drawn *drawn, struct outfile *out, struct diags *diags)
{
	TIMED(finish, bool, __real_pdf_finish(drawn, out, diags));
}

bool
__wrap_pages_write(struct finish *finish)
{
	TIMED(pages, bool, __real_pages_write(finish));
}

char *
__wrap_packer_pack_dup(struct packer *packer, const void *bytes, size_t size, size_t *packed)
{
	TIMED(pack, char *, __real_packer_pack_dup(packer, bytes, size, packed));
}

/* Gives the pages; at most 0 on failure. */
static int
build_once(struct engine *engine, const char *record, const char *out, struct diags *diags)
{
	spent.layout = spent.paint = spent.finish = spent.pages = spent.pack = 0;
	return engine ? engine_build(engine, record, out, diags) : -1;
}

/* One row: an engine for all builds, which is warm after the first, or one for each. */
static bool
measure(const char *record, const char *out, int count, bool warm)
{
	static const struct build build = { .scale = 1, .scratch = true };
	struct diags *diags = diags_create();
	struct engine *engine = engine_open(&build, diags);
	double *drawn = g_new0(double, count), *finished = g_new0(double, count),
		*packed = g_new0(double, count);
	int pages = build_once(engine, record, out, diags);

	for (int i = 0; i < count && pages > 0; i++) {
		if (!warm) {
			engine_close(engine);
			engine = engine_open(&build, diags);
		}
		pages = build_once(engine, record, out, diags);
		drawn[i] = (double)(spent.layout + spent.paint - spent.finish + spent.pages) / 1000;
		finished[i] = (double)(spent.finish - spent.pages + spent.pack) / 1000;
		packed[i] = (double)spent.pack / 1000;
	}
	if (pages > 0)
		printf("%d %.2f %.2f %.2f\n", pages, middle(drawn, count), middle(finished, count),
			middle(packed, count));
	else
		diags_print(diags, stderr);
	engine_close(engine);
	diags_destroy(diags);
	g_free(drawn);
	g_free(finished);
	g_free(packed);
	return pages > 0;
}

int
main(int argc, char **argv)
{
	int count = argc > 3 ? atoi(argv[3]) : 11;

	xml_init();
	return argc > 2 && count > 0 && measure(argv[1], argv[2], count, false) &&
		measure(argv[1], argv[2], count, true) ? 0 : 1;
}
