/* Scripts: what text needs that is not divided by spaces or does not run from left to right. */
#include <pango/pango.h>
#include <string.h>

#include "frame/text.h"

/* Blocks behind Hebrew that are no script of their own: Latin, Greek and punctuation, symbols,
 * presentation forms of ligatures. Sorted. */
static const struct {
	gunichar first, last;
} simple[] = {
	{ 0x0000, 0x058f },
	{ 0x1c80, 0x1c8f },
	{ 0x1d00, 0x200d },
	{ 0x2010, 0x2029 },
	{ 0x202f, 0x2065 },
	{ 0x206a, 0x2e7f },
	{ 0xa640, 0xa69f },
	{ 0xa700, 0xa7ff },
	{ 0xfb00, 0xfb06 },
	{ 0xfe00, 0xfe0f },
	{ 0xfeff, 0xfeff },
	{ 0xfff9, 0xffff },
	{ 0x1d400, 0x1d7ff },
};

static bool
is_simple(gunichar c)
{
	for (size_t i = 0; i < G_N_ELEMENTS(simple); i++)
		if (c <= simple[i].last)
			return c >= simple[i].first;
	return c >= 0x1f000 && c <= 0x1faff; /* pictographs */
}

bool
text_is_complex(const char *text, size_t bytes)
{
	for (const char *at = text; at < text + bytes; at = g_utf8_next_char(at))
		if ((unsigned char)*at >= 0xd6 && !is_simple(g_utf8_get_char(at)))
			return true;
	return false;
}

void
text_breaks(const char *text, size_t bytes, PangoLanguage *language, bool *breaks)
{
	int count = (int)g_utf8_strlen(text, (gssize)bytes), i = 0;
	PangoLogAttr *attributes = g_new0(PangoLogAttr, count + 1);

	pango_get_log_attrs(text, (int)bytes, -1, language, attributes, count + 1);
	memset(breaks, 0, bytes * sizeof *breaks);
	for (const char *at = text; at < text + bytes; at = g_utf8_next_char(at), i++)
		breaks[at - text] = i > 0 && attributes[i].is_line_break;
	g_free(attributes);
}

bool
text_is_leftward(PangoLanguage *language)
{
	int count = 0;
	const PangoScript *scripts = pango_language_get_scripts(language, &count);

	return count && (*scripts == PANGO_SCRIPT_ARABIC || *scripts == PANGO_SCRIPT_HEBREW ||
		*scripts == PANGO_SCRIPT_SYRIAC || *scripts == PANGO_SCRIPT_THAANA ||
		*scripts == PANGO_SCRIPT_NKO);
}

void
text_levels(const char *text, size_t bytes, PangoLanguage *language, bool *rtl, unsigned char *levels)
{
	PangoDirection direction = text_is_leftward(language) ? PANGO_DIRECTION_RTL
		: PANGO_DIRECTION_WEAK_LTR;
	int i = 0;
	guint8 *each;

	each = pango_log2vis_get_embedding_levels(text, (int)bytes, &direction);
	*rtl = direction == PANGO_DIRECTION_RTL || direction == PANGO_DIRECTION_WEAK_RTL;
	for (const char *at = text; at < text + bytes; i++) {
		const char *next = g_utf8_next_char(at);

		memset(levels + (at - text), each[i], (size_t)(next - at));
		at = next;
	}
	g_free(each);
}

/* From the highest level down to the lowest odd one, every run of parts at that level or above is
 * reversed. */
void
text_order(const unsigned char *levels, int count, int *order)
{
	int highest = 0;

	for (int i = 0; i < count; i++) {
		order[i] = i;
		highest = MAX(highest, levels[i]);
	}
	for (int level = highest; level > 0; level--)
		for (int i = 0; i < count; i++) {
			int end = i;

			while (end < count && levels[order[end]] >= level)
				end++;
			for (int first = i, last = end - 1; first < last; first++, last--) {
				int swap = order[first];

				order[first] = order[last];
				order[last] = swap;
			}
			i = MAX(i, end);
		}
}
