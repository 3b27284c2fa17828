/* Characters that cannot be published. Ranges of Unicode 15; the direction characters are those of
 * UAX 9 that override or embed, which can reorder what a reader sees (CVE-2021-42574). The plain
 * marks U+200E, U+200F and U+061C stay allowed: they only nudge their neighbours. */
#include "record/guard.h"

#include <string.h>

static const struct range {
	gunichar first, last;
	const char *name, *hint;
} ranges[] = { /* in order */
	{ 0x0000, 0x0008, "a control character", "delete it" },
	{ 0x000b, 0x000c, "a control character", "delete it" },
	{ 0x000e, 0x001f, "a control character", "delete it" },
	{ 0x007f, 0x009f, "a control character", "delete it, or save the file as UTF-8 once more" },
	{ 0x2028, 0x2029, "an invisible line separator", "use br, or a new paragraph" },
	{ 0x202a, 0x202e, "a character that changes the direction of text", "delete it" },
	{ 0x2066, 0x206f, "a character that changes the direction of text", "delete it" },
	{ 0xd800, 0xdfff, "half a pair of surrogates", "delete it" },
	{ 0xe000, 0xf8ff, "a private character, which no font of the style can draw",
		"write the public character that is meant" },
	{ 0xfdd0, 0xfdef, "not a character of Unicode", "delete it" },
	{ 0xfeff, 0xfeff, "an invisible byte order mark", "delete it" },
	{ 0xfff9, 0xfffc, "an invisible annotation character", "delete it" },
	{ 0xfffd, 0xfffd, "the sign for a character that was lost", "write the character that is meant" },
	{ 0xe0000, 0xe0fff, "an invisible tag character", "delete it" },
	{ 0xf0000, 0x10ffff, "a private character, which no font of the style can draw",
		"write the public character that is meant" },
};

static const struct range *
range_of(gunichar c)
{
	static const struct range plane_end = { 0, 0, "not a character of Unicode", "delete it" };

	for (size_t i = 0; i < G_N_ELEMENTS(ranges) && ranges[i].first <= c; i++)
		if (c <= ranges[i].last)
			return &ranges[i];
	return (c & 0xfffe) == 0xfffe || c > 0x10ffff ? &plane_end : NULL;
}

const char *
guard_character(gunichar c)
{
	const struct range *range = range_of(c);

	return range ? range->name : NULL;
}

const char *
guard_hint(gunichar c)
{
	return range_of(c)->hint;
}

const char *
guard_named(const char *name, size_t length)
{
	static const char *const known[][2] = {
		{ "nbsp", "&#160;" }, { "pound", "£" }, { "euro", "€" }, { "copy", "©" },
		{ "reg", "®" }, { "ndash", "–" }, { "mdash", "—" }, { "lsquo", "‘" }, { "rsquo", "’" },
		{ "ldquo", "“" }, { "rdquo", "”" }, { "hellip", "…" }, { "bull", "•" }, { "deg", "°" },
		{ "frac12", "½" }, { "frac14", "¼" }, { "frac34", "¾" }, { "times", "×" },
		{ "eacute", "é" }, { "egrave", "è" }, { "acirc", "â" }, { "ocirc", "ô" },
		{ "wcirc", "ŵ" }, { "ycirc", "ŷ" }, { "uuml", "ü" }, { "ouml", "ö" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(known); i++)
		if (strlen(known[i][0]) == length && memcmp(known[i][0], name, length) == 0)
			return known[i][1];
	return NULL;
}
