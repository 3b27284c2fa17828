/* Editors: opening a file at a line, without a shell. */
#ifndef REVISIT_SERVE_EDITOR_H
#define REVISIT_SERVE_EDITOR_H

#include <stdbool.h>

/* The words of the command that opens the file at the line, NULL at the end; yours, g_strfreev. The
 * template's {file} and {line} are put in after it is divided into words, so that no name can add any;
 * a template without {file} gets the file as its last word, with +LINE before it when `plus`. NULL when
 * the template is no command. */
char **editor_words(const char *template, const char *file, int line, bool plus);

/* The command line that serves: that of --editor, else, where there is a screen, $VISUAL or $EDITOR.
 * NULL: none. */
const char *editor_template(const char *option);

/* Begins the command and lets it go. */
bool editor_open(const char *template, const char *file, int line);

/* The system's browser with that address. False: none can be begun. */
bool editor_browse(const char *address);

#endif
