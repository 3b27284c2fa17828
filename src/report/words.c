/* Fixed words and patterns: look-up and filling. Knows no language. */
#include "report/words.h"

#include <stdio.h>
#include <string.h>

#include <glib.h>

#include "base/arena.h"

const char *
words_find(const struct head *head, const char *name)
{
	for (int i = 0; i < head->word_count; i++)
		if (!strcmp(head->words[i].name, name))
			return head->words[i].text;
	return NULL;
}

const char *
words_numbered(const struct head *head, const char *name, int number)
{
	char full[64];

	snprintf(full, sizeof full, "%s-%d", name, number);
	return words_find(head, full);
}

static const struct field *
field_find(const struct field *fields, const char *name, size_t length)
{
	for (; fields->name; fields++)
		if (strlen(fields->name) == length && !strncmp(fields->name, name, length))
			return fields;
	return NULL;
}

const char *
words_fill(struct arena *arena, const char *pattern, const struct field *fields)
{
	const char *end, *filled;
	GString *out;

	if (!pattern)
		return NULL;
	out = g_string_new(NULL);
	for (const char *p = pattern; *p; p++) {
		const struct field *field = NULL;

		if (*p == '{' && (end = strchr(p, '}')))
			field = field_find(fields, p + 1, (size_t)(end - p - 1));
		if (!field) {
			g_string_append_c(out, *p);
			continue;
		}
		if (field->text && *field->text)
			g_string_append(out, field->text);
		else if (out->len && out->str[out->len - 1] == ' ')
			g_string_truncate(out, out->len - 1);
		p = end;
	}
	filled = arena_strndup(arena, out->str, out->len);
	g_string_free(out, TRUE);
	return filled;
}
