/* The output intent: all colours are sRGB (IEC 61966-2-1), said by a profile that is computed here
 * (ICC.1:2004-10): matrix, curve and white point, nothing that a file would have to bring. */
#include "pdf/finish.h"

#include <math.h>
#include <string.h>

#define NAME "sRGB IEC61966-2.1"

enum { TAG_LIMIT = 10, HEADER = 128 };

/* Big-endian numbers. */
static void
put32(GString *out, guint32 number)
{
	const char bytes[] = { (char)(number >> 24), (char)(number >> 16), (char)(number >> 8),
		(char)number };

	g_string_append_len(out, bytes, 4);
}

/* s15Fixed16Number */
static void
put_fixed(GString *out, const double *numbers, int count)
{
	for (int i = 0; i < count; i++)
		put32(out, (guint32)(gint32)lround(numbers[i] * 65536));
}

static void
put_type(GString *out, const char *type)
{
	g_string_append_len(out, type, 4);
	put32(out, 0);
}

static void
put_xyz(GString *out, const double *xyz)
{
	put_type(out, "XYZ ");
	put_fixed(out, xyz, 3);
}

/* multiLocalizedUnicodeType of one record, enUS. */
static void
put_text(GString *out, const char *text)
{
	put_type(out, "mluc");
	put32(out, 1);
	put32(out, 12);
	g_string_append(out, "enUS");
	put32(out, (guint32)strlen(text) * 2);
	put32(out, 28);
	for (; *text; text++) {
		g_string_append_c(out, '\0');
		g_string_append_c(out, *text);
	}
}

/* parametricCurveType 3: (ax + b)^g from d on, cx below it. */
static void
put_curve(GString *out)
{
	static const double curve[] = { 2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045 };

	put_type(out, "para");
	put32(out, 3u << 16);
	put_fixed(out, curve, 5);
}

/* Primaries and white as seen under D50, by the Bradford transform, which `chad` states. */
static const double white[] = { 0.9642, 1, 0.8249 };
static const double red[] = { 0.43607, 0.22249, 0.01392 };
static const double green[] = { 0.38515, 0.71687, 0.09708 };
static const double blue[] = { 0.14307, 0.06061, 0.71410 };
static const double bradford[] = { 1.04791, 0.02293, -0.05020, 0.02960, 0.99048, -0.01707, -0.00925,
	0.01506, 0.75179 };

struct profile {
	GString *tags, *data;
	int count;
};

static void
tag_end(struct profile *profile, const char *name, size_t from)
{
	g_string_append_len(profile->tags, name, 4);
	put32(profile->tags, (guint32)(HEADER + 4 + TAG_LIMIT * 12 + from));
	put32(profile->tags, (guint32)(profile->data->len - from));
	while (profile->data->len % 4)
		g_string_append_c(profile->data, '\0');
	profile->count++;
}

static void
tags_put(struct profile *profile)
{
	static const struct { const char *name; const double *xyz; } points[] = {
		{ "wtpt", white }, { "rXYZ", red }, { "gXYZ", green }, { "bXYZ", blue },
	};
	static const char *const curves[] = { "rTRC", "gTRC", "bTRC" };
	static const char *const texts[][2] = { { "desc", NAME },
		{ "cprt", "No copyright, use freely" } };
	size_t from;

	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
		from = profile->data->len;
		put_text(profile->data, texts[i][1]);
		tag_end(profile, texts[i][0], from);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(points); i++) {
		from = profile->data->len;
		put_xyz(profile->data, points[i].xyz);
		tag_end(profile, points[i].name, from);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(curves); i++) {
		from = profile->data->len;
		put_curve(profile->data);
		tag_end(profile, curves[i], from);
	}
	from = profile->data->len;
	put_type(profile->data, "sf32");
	put_fixed(profile->data, bradford, 9);
	tag_end(profile, "chad", from);
}

static GString *
profile_make(void)
{
	struct profile profile = { g_string_new(NULL), g_string_new(NULL), 0 };
	GString *out = g_string_new(NULL);

	tags_put(&profile);
	g_assert(profile.count == TAG_LIMIT);
	put32(out, (guint32)(HEADER + 4 + profile.tags->len + profile.data->len));
	put32(out, 0);
	put32(out, 0x04200000);
	g_string_append(out, "mntrRGB XYZ ");
	g_string_append_len(out, "\x07\xd7\0\1\0\1\0\0\0\0\0\0", 12); /* a date: 1 January 2007 */
	g_string_append(out, "acsp");
	while (out->len < 68)
		g_string_append_c(out, '\0');
	put_fixed(out, white, 3); /* the illuminant */
	while (out->len < HEADER)
		g_string_append_c(out, '\0');
	put32(out, TAG_LIMIT);
	g_string_append_len(out, profile.tags->str, (gssize)profile.tags->len);
	g_string_append_len(out, profile.data->str, (gssize)profile.data->len);
	g_string_free(profile.tags, TRUE);
	g_string_free(profile.data, TRUE);
	return out;
}

bool
intent_write(struct finish *finish)
{
	GString *profile = profile_make();
	int number = writer_reserve(finish->writer, 1);

	writer_stream_packed(finish->writer, number, "/N 3", profile->str, profile->len);
	g_string_append_printf(finish->catalog, "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1"
		"/OutputConditionIdentifier(" NAME ")/Info(" NAME ")/DestOutputProfile %d 0 R>>]", number);
	g_string_free(profile, TRUE);
	return true;
}
