/* Where font files are: by file name, below the font folders. */
#ifndef REVISIT_STYLE_FONTFILE_H
#define REVISIT_STYLE_FONTFILE_H

#include <glib.h>

/* Sets the value of each key that is a file found below a font folder to its path (g_malloc'ed; the
 * table frees it). $REVISIT_FONTS comes first; then the user's folders, then the system's. Within
 * one of these the last path by byte order wins, so that liberation2/ comes before liberation/. */
void fontfile_find(GHashTable *paths_by_name);

#endif
