/* The text of a record, and its lines. */
#include "record/source.h"

#include <string.h>

struct source *
source_create(const char *path, char *text, size_t size)
{
	struct source *source = g_new0(struct source, 1);

	source->path = g_strdup(path);
	source->text = text;
	source->size = size;
	return source;
}

void
source_destroy(struct source *source)
{
	if (!source)
		return;
	if (source->lines)
		g_array_free(source->lines, TRUE);
	g_free(source->path);
	g_free(source->text);
	g_free(source);
}

static void
lines_find(struct source *source)
{
	const char *at = source->text, *end = source->text + source->size;
	uint32_t offset = 0;

	source->lines = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	g_array_append_val(source->lines, offset);
	while ((at = memchr(at, '\n', (size_t)(end - at)))) {
		offset = (uint32_t)(++at - source->text);
		g_array_append_val(source->lines, offset);
	}
}

/* Index of the line that holds the offset. */
static guint
line_index(struct source *source, size_t offset)
{
	guint low = 0, high;

	if (!source->lines)
		lines_find(source);
	high = source->lines->len;
	while (high - low > 1) {
		guint middle = low + (high - low) / 2;

		if (g_array_index(source->lines, uint32_t, middle) <= offset)
			low = middle;
		else
			high = middle;
	}
	return low;
}

int
source_line(struct source *source, size_t offset)
{
	return (int)line_index(source, offset) + 1;
}

int
source_column(struct source *source, size_t offset)
{
	guint index = line_index(source, offset);
	size_t start = g_array_index(source->lines, uint32_t, index);
	int column = 1;

	if (source->last >= start && source->last <= offset && source->last_column) {
		start = source->last;
		column = source->last_column;
	}
	column += (int)g_utf8_strlen(source->text + start, (gssize)(offset - start));
	source->last = offset;
	source->last_column = column;
	return column;
}

void
source_show(struct source *source, struct diags *diags, size_t offset, size_t width)
{
	guint index = line_index(source, offset);
	size_t start = g_array_index(source->lines, uint32_t, index), end = source->size;

	if (index + 1 < source->lines->len)
		end = g_array_index(source->lines, uint32_t, index + 1) - 1;
	diag_snippet(diags, source->text + start, end - start, offset - start, width);
}

void
source_diag_valist(struct source *source, struct diags *diags, enum diag_code code, size_t offset,
	size_t width, const char *path, const char *format, va_list args)
{
	char *message = g_strdup_vprintf(format, args);

	diag(diags, code,
		(struct place){ source->path, source_line(source, offset),
			source_column(source, offset), path },
		"%s", message);
	source_show(source, diags, offset, width);
	g_free(message);
}

void
source_diag(struct source *source, struct diags *diags, enum diag_code code, size_t offset,
	size_t width, const char *path, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	source_diag_valist(source, diags, code, offset, width, path, format, args);
	va_end(args);
}
