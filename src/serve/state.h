/* The state: what the server holds of the last build, and of the last good one. Bytes and numbers; it
 * knows nothing of records. */
#ifndef REVISIT_SERVE_STATE_H
#define REVISIT_SERVE_STATE_H

#include <glib.h>
#include <stdbool.h>

#include "serve/wire.h"

struct state_page {
	char hash[17];
	char *label;
	double width, height;
	bool changed; /* against the state before */
};

/* What never changes under its hash. */
struct drawing {
	GBytes *svg, *guides;
	unsigned made, used; /* the versions that showed it first and last */
};

struct state {
	/* told by who starts the server */
	const char *record, *against; /* against: or NULL */
	int line;
	bool editor;
	/* of the last good build */
	GPtrArray *pages; /* of struct state_page */
	char *title, *lang, *status, *outline;
	GHashTable *fonts; /* name → path */
	/* of the last build */
	unsigned version;
	bool building, failed;
	double milliseconds;
	char *problems;
	GHashTable *drawings; /* hash → struct drawing */
	/* of the build that is on its way */
	GPtrArray *coming;
};

void state_init(struct state *state);
void state_finish(struct state *state);

/* A page, font or state that the builder sends; false when it is broken. After WIRE_STATE the build is
 * over: the state is a new version. */
bool state_receive(struct state *state, struct message *message, double milliseconds);
/* A build that ended otherwise: its problems, as JSON, take the place of the last ones. */
void state_fail(struct state *state, const char *problems);
/* What came of a build that will not be finished is forgotten. */
void state_forget(struct state *state);

/* The hashes of all pages that are held, each as text, to be asked for by WIRE_BUILD. */
void state_put_known(const struct state *state, GByteArray *message);

/* Borrowed; NULL when it is not held. */
const struct drawing *state_drawing(const struct state *state, const char *hash, gsize length);

/* As state.json; with the numbers of changed pages, for an event. Appends. */
void state_json(const struct state *state, bool changed, GString *json);

#endif
