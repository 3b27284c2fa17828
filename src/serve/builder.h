/* The builder: the process that makes the pages, as the server sees it. It lives from build to build. */
#ifndef REVISIT_SERVE_BUILDER_H
#define REVISIT_SERVE_BUILDER_H

#include "serve/serve.h"
#include "serve/state.h"
#include "serve/watch.h"

/* What the server is told. */
struct builder_news {
	void *data;
	void (*building)(void *data);
	void (*built)(void *data); /* the state is a new version */
	/* JSON, or NULL: there is no such question, or nothing to ask about (`lost`). */
	void (*answered)(void *data, unsigned number, const char *json, bool lost);
};

struct builder;

/* All must outlive it. Nothing runs yet. Yours. */
struct builder *builder_create(const struct serve_options *options, const struct maker *maker,
	struct state *state, struct watch *watch, const struct builder_news *news);
void builder_destroy(struct builder *builder); /* ends its process; NULL is fine */

/* Something has changed at that time (monotonic microseconds); `base`: all must be loaded anew. */
void builder_want(struct builder *builder, bool base, gint64 since);
/* The answer comes by the news, under that number. */
void builder_ask(struct builder *builder, unsigned number, const char *name, const char *query);

/* Descriptors to wait for (up to two; -1: none), and when builder_work is due even so. */
void builder_descriptors(const struct builder *builder, int descriptors[2]);
gint64 builder_due(const struct builder *builder);
/* Does what there is to do. */
void builder_work(struct builder *builder, gint64 now);

#endif
