/* Which program this is. The build passes the values to version.c alone. */
#ifndef REVISIT_BASE_VERSION_H
#define REVISIT_BASE_VERSION_H

extern const char version_number[]; /* "0.1.0" */
/* As git describes the sources, "" when unknown. Stands in the manifest that a PDF carries, and in no
 * other output: what carries it changes with every commit. */
extern const char version_commit[];
extern const char version_prefix[]; /* where `make install` puts things: "/usr/local" */

/* A library that decides what an output looks like, at its version at run time. Rooms that use one
 * say so by functions of this type: rows are filled, and their number given. */
enum { LIBRARIES_MOST = 4 };
struct library {
	const char *name, *version;
};
typedef int libraries_fn(struct library *libraries);

#endif
