/* Libraries that are loaded when they are first needed: they bring others along, which would make
 * every run of the program begin later. */
#ifndef REVISIT_BASE_LIBRARY_H
#define REVISIT_BASE_LIBRARY_H

#include <stdbool.h>

#include "base/diag.h"

/* A function of the library, and the pointer that is to point to it. */
struct library_call {
	const char *name;
	void *pointer;
};

struct library_wanted {
	const char *name, *use, *package; /* "libqpdf", "which reads PDFs", "libqpdf29" */
	const char *const *files;         /* the names that it may go by, the best first; NULL at the end */
	const struct library_call *calls; /* NULL at the end */
};

/* A pointer to a function of the library, by its own name: a member of a table of calls. */
#define LIBRARY_POINTER(name) __typeof__(name) *(name);

/* Fills the pointers and `handle`; nothing is done when the handle is there already. False when the
 * library or one of its functions is missing: the handle is then NULL, and diags (may be NULL) says
 * which package has it. */
bool library_load(const struct library_wanted *wanted, void **handle, struct diags *diags);

/* A variable of a library that is loaded; NULL when it has none of that name, or handle is NULL. */
const void *library_variable(void *handle, const char *name);

#endif
