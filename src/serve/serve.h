/* The preview: a draft's pages in a browser, made anew whenever a file changes. docs/preview.md has its
 * processes, routes and state. */
#ifndef REVISIT_SERVE_SERVE_H
#define REVISIT_SERVE_SERVE_H

#include <stdbool.h>

#include "base/diag.h"
#include "base/worker.h"
#include "serve/product.h"

/* By what drafts are made. All of it is called in processes that the server can do without. */
struct maker {
	void *data;
	/* Loads what all builds need. False: it cannot be, and diags says why. */
	bool (*open)(void *data, struct diags *diags);
	/* Makes the record's pages. The product is the maker's, and good until the next call that gives
	 * one; NULL when there are no pages, and diags says why. Findings go to diags in both cases. */
	const struct product *(*make)(void *data, struct diags *diags);
	/* Writes the document, as PDF or HTML, to a file. */
	bool (*write)(void *data, bool html, const char *path, struct diags *diags);
	/* Frees what the others have made. */
	void (*close)(void *data);
	/* True for files whose change means that all must be loaded anew. */
	bool (*is_base)(void *data, const char *path);
};

struct serve_options {
	const char *record;
	const char *against;  /* or NULL */
	const char *editor;   /* a command line with {file} and {line}, or NULL */
	int port;             /* 0: any */
	int line;             /* to begin at; 0: none */
	bool open;            /* a browser */
	bool poll;            /* for changes of files, in place of the system's news of them */
	int head_seconds;     /* that a request's head may take; 0: 30 */
	struct worker_limits limits; /* of a build */
};

/* Serves until SIGINT or SIGTERM. Prints the address on standard output. Gives the exit status. */
int serve_run(const struct serve_options *options, const struct maker *maker, struct diags *diags);

#endif
