/* Editors: begun by their words. */
#include "serve/editor.h"

#include <glib.h>
#include <string.h>

static bool
has_screen(void)
{
#ifdef __APPLE__
	return true;
#else
	const char *screen = g_getenv("WAYLAND_DISPLAY");

	screen = screen && *screen ? screen : g_getenv("DISPLAY");
	return screen && *screen;
#endif
}

const char *
editor_template(const char *option)
{
	const char *template = option;

	if (!template && has_screen()) {
		template = g_getenv("VISUAL");
		template = template && *template ? template : g_getenv("EDITOR");
	}
	return template && *template ? template : NULL;
}

char **
editor_words(const char *template, const char *file, int line, bool plus)
{
	char **words, *number = g_strdup_printf("%d", line);
	GPtrArray *out;
	bool placed = false;

	if (!g_shell_parse_argv(template, NULL, &words, NULL)) {
		g_free(number);
		return NULL;
	}
	out = g_ptr_array_new();
	for (char **word = words; *word; word++) {
		GString *text = g_string_new(NULL);
		const char *at = *word;

		/* In one pass: what a name brings with it is not looked at again. */
		while (*at)
			if (g_str_has_prefix(at, "{file}")) {
				g_string_append(text, file);
				at += strlen("{file}");
				placed = true;
			} else if (g_str_has_prefix(at, "{line}")) {
				g_string_append(text, number);
				at += strlen("{line}");
			} else {
				g_string_append_c(text, *at++);
			}
		g_ptr_array_add(out, g_string_free(text, FALSE));
	}
	if (!placed && plus && line > 0)
		g_ptr_array_add(out, g_strconcat("+", number, NULL));
	if (!placed)
		g_ptr_array_add(out, g_strdup(file));
	g_ptr_array_add(out, NULL);
	g_strfreev(words);
	g_free(number);
	return (char **)g_ptr_array_free(out, FALSE);
}

/* GLib closes what is open, waits for nobody, and leaves no dead child behind. */
static bool
begin(char **words)
{
	return g_spawn_async(NULL, words, NULL,
		G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
		NULL, NULL);
}

bool
editor_open(const char *template, const char *file, int line)
{
	/* A name that begins with a hyphen is no option. */
	char *whole = g_canonicalize_filename(file, NULL);
	char **words = editor_words(template, whole, line < 1 ? 1 : line, true);
	bool ok = words && begin(words);

	g_strfreev(words);
	g_free(whole);
	return ok;
}

bool
editor_browse(const char *address)
{
#ifdef __APPLE__
	char *words[] = { (char *)"open", (char *)address, NULL };
#else
	char *words[] = { (char *)"xdg-open", (char *)address, NULL };
#endif
	return has_screen() && begin(words);
}
