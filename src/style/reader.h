/* Inside the style room: what reading style.xml needs. */
#ifndef REVISIT_STYLE_READER_H
#define REVISIT_STYLE_READER_H

#include <glib.h>
#include <libxml/tree.h>
#include <stddef.h>

#include "style/style.h"

struct style {
	struct arena *arena;
	char *name;
	const char *path;
	GPtrArray *files; /* its own path, then those of the styles that it is from */
	GArray *families; /* of struct family */
	GHashTable *looks, *pages, *colours;
	GHashTable *patterns; /* language to file */
	GHashTable *over; /* of struct over */
	const struct look *base;
	const struct page_master *body;
	bool csv; /* the data of charts are carried as files */
	bool own_step; /* of the steps of a scale, only the one that is meant is shown */
};

struct reader {
	struct style *style;
	struct diags *diags;
	int failed;       /* how many times */
	GHashTable *told; /* names that are not defined, and of which that has been told */
};

/* The style as one document, with what it takes over from others; each element's _private is the path
 * of its file. Yours, xmlFreeDoc; NULL on failure, and diags says why. */
xmlDocPtr inherit_load(struct reader *reader, const char *path);

/* A failure of the style, at the element's line. */
void reader_fail(struct reader *reader, const xmlNode *at, const char *format, ...)
	G_GNUC_PRINTF(3, 4);

/* Of a name that is not defined it is told once; true the first time. False is a failure all the same. */
bool reader_misses(struct reader *reader, const char *name);

/* An attribute: how it is read, and where its value goes. Tables end with a NULL name. */
struct attribute {
	const char *name;
	bool (*read)(struct reader *reader, const char *text, void *value);
	size_t size, offset;
	const char *says; /* what would be right */
};

#define SAYS_COLOUR "#rrggbb, none, or a colour defined above"

extern const struct attribute look_attributes[], page_attributes[], furniture_attributes[];

/* #rrggbb, none, or the name of a colour defined before. */
bool read_colour(struct reader *reader, const char *text, void *value);

/* All attributes of an element but name and from, which are its own business. Gives a bit for each
 * that is there, by its place in the table. */
unsigned long attributes_read(struct reader *reader, const xmlNode *element,
	const struct attribute *table, void *into);

/* Keys of the table of looks that are laid over others. */
guint over_hash(gconstpointer key);
gboolean over_equal(gconstpointer a, gconstpointer b);

#endif
