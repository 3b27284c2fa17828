/* bench/draft RECORD [COUNT]: a record to pages, as the preview's builder does it again and again; the
 * milliseconds of the first time and of the middle one of the others. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "base/hash.h"
#include "base/xml.h"
#include "pipeline.h"
#include "serve/pack.h"
#include "middle.h"

static void
font_ignore(void *data, const char *name, const char *file)
{
	(void)data;
	(void)name;
	(void)file;
}

/* Bytes that were made; 0: no pages. */
static size_t
draft_pack(struct engine *engine, const char *input)
{
	struct diags *diags = diags_create();
	struct draft *draft = engine_draft(engine, input, diags);
	size_t bytes = 0;

	if (draft) {
		struct product product = { .input = input, .record = draft->record, .report = draft->report,
			.pages = draft->pages };
		char *outline = pack_outline(&product), *problems = pack_problems(diags, input, draft->pages);

		bytes = strlen(outline) + strlen(problems);
		for (guint i = 0; i < draft->pages->pages->len; i++) {
			char *svg = pack_svg(&product, (int)i, font_ignore, NULL);
			char *guides = pack_guides(&product, (int)i);

			bytes += strlen(svg) + strlen(guides) + (hash_quick(0, svg, strlen(svg)) & 1);
			g_free(svg);
			g_free(guides);
		}
		g_free(outline);
		g_free(problems);
	}
	draft_destroy(draft);
	diags_destroy(diags);
	return bytes;
}

int
main(int argc, char **argv)
{
	const struct build build = { .scale = 1 };
	int count = argc > 2 ? atoi(argv[2]) : 20;
	struct diags *diags = diags_create();
	struct engine *engine;
	GArray *times = g_array_new(FALSE, FALSE, sizeof(double));
	size_t bytes = 0;
	double first = 0;

	xml_init();
	if (argc < 2 || !(engine = engine_open(&build, diags))) {
		diags_print(diags, stderr);
		return 2;
	}
	for (int i = 0; i < count; i++) {
		gint64 began = g_get_monotonic_time();
		double took;

		bytes = draft_pack(engine, argv[1]);
		took = (double)(g_get_monotonic_time() - began) / 1000;
		if (i)
			g_array_append_val(times, took);
		else
			first = took;
	}
	printf("%s: %.1f ms, then %.1f ms; %zu KB\n", argv[1], first,
		middle((double *)(void *)times->data, (int)times->len), bytes >> 10);
	g_array_free(times, TRUE);
	engine_close(engine);
	diags_destroy(diags);
	return bytes ? 0 : 1;
}
