/* The libraries that decide what a document looks like. */
#ifndef REVISIT_LIBRARIES_H
#define REVISIT_LIBRARIES_H

#include "base/version.h"

enum { LIBRARIES_ALL = 24 };

/* Fills rows in order of the rooms that use them, and gives their number. What is loaded on demand is
 * there when it has been. */
int libraries_all(struct library libraries[LIBRARIES_ALL]);

#endif
