/* Characters that cannot be published: they show nothing, or make a text show what it does not say. */
#ifndef REVISIT_RECORD_GUARD_H
#define REVISIT_RECORD_GUARD_H

#include <glib.h>

/* What is wrong with the character, as "a control character", or NULL when nothing is. */
const char *guard_character(gunichar c);

/* What to do about it, a hint; only for characters that guard_character refuses. */
const char *guard_hint(gunichar c);

/* The character that HTML and its kin give this name, which a record has as itself, or how to write it;
 * NULL when there is none. */
const char *guard_named(const char *name, size_t length);

#endif
