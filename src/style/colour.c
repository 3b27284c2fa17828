/* Colours: luminance, difference, simulation. */
#include "style/colour.h"

#include <math.h>

#include "style/reader.h"

const char *const sight_names[] = {
	[SIGHT_NORMAL] = "normal", [SIGHT_GREY] = "grey", [SIGHT_PROTAN] = "protanopia",
	[SIGHT_DEUTAN] = "deuteranopia", [SIGHT_TRITAN] = "tritanopia", [SIGHT_COUNT] = NULL,
};

/* The transfer function of sRGB (IEC 61966-2-1) and its inverse. */
static double
linear(double channel)
{
	return channel <= 0.04045 ? channel / 12.92 : pow((channel + 0.055) / 1.055, 2.4);
}

static double
gamma_of(double light)
{
	light = fmin(fmax(light, 0), 1);
	return light <= 0.0031308 ? light * 12.92 : 1.055 * pow(light, 1 / 2.4) - 0.055;
}

static double
luminance(struct colour colour)
{
	return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) +
		0.0722 * linear(colour.blue);
}

double
colour_contrast(struct colour a, struct colour b)
{
	double one = luminance(a), other = luminance(b);

	return (fmax(one, other) + 0.05) / (fmin(one, other) + 0.05);
}

/* ---- L*a*b*, CIE 15:2004 ---- */

static double
cube_root(double t)
{
	return t > 216 / 24389.0 ? cbrt(t) : (24389 / 27.0 * t + 16) / 116;
}

double
colour_lightness(struct colour colour)
{
	return 116 * cube_root(luminance(colour)) - 16;
}

void
colour_print(char out[8], struct colour colour)
{
	g_snprintf(out, 8, "#%02x%02x%02x", (unsigned)lroundf(colour.red * 255) & 255,
		(unsigned)lroundf(colour.green * 255) & 255, (unsigned)lroundf(colour.blue * 255) & 255);
}

struct lab {
	double l, a, b;
};

static struct lab
lab_of(struct colour colour)
{
	double r = linear(colour.red), g = linear(colour.green), b = linear(colour.blue);
	double x = cube_root((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
	double y = cube_root(0.2126 * r + 0.7152 * g + 0.0722 * b);
	double z = cube_root((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);

	return (struct lab){ 116 * y - 16, 500 * (x - y), 200 * (y - z) };
}

double
colour_difference(struct colour a, struct colour b)
{
	struct lab one = lab_of(a), other = lab_of(b);

	return sqrt((one.l - other.l) * (one.l - other.l) + (one.a - other.a) * (one.a - other.a) +
		(one.b - other.b) * (one.b - other.b));
}

/* ---- other sights ---- */

struct colour
colour_seen(struct colour colour, enum sight sight)
{
	static const double machado[SIGHT_COUNT][3][3] = {
		[SIGHT_NORMAL] = { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } },
		[SIGHT_GREY] = { { 0.2126, 0.7152, 0.0722 }, { 0.2126, 0.7152, 0.0722 },
			{ 0.2126, 0.7152, 0.0722 } },
		[SIGHT_PROTAN] = { { 0.152286, 1.052583, -0.204868 }, { 0.114503, 0.786281, 0.099216 },
			{ -0.003882, -0.048116, 1.051998 } },
		[SIGHT_DEUTAN] = { { 0.367322, 0.860646, -0.227968 }, { 0.280085, 0.672501, 0.047413 },
			{ -0.011820, 0.042940, 0.968881 } },
		[SIGHT_TRITAN] = { { 1.255528, -0.076749, -0.178779 }, { -0.078411, 0.930809, 0.147602 },
			{ 0.004733, 0.691367, 0.303900 } },
	};
	const double light[] = { linear(colour.red), linear(colour.green), linear(colour.blue) };
	double seen[3];

	if (!colour.set || sight == SIGHT_NORMAL)
		return colour;
	for (int i = 0; i < 3; i++)
		seen[i] = gamma_of(machado[sight][i][0] * light[0] + machado[sight][i][1] * light[1] +
			machado[sight][i][2] * light[2]);
	return (struct colour){ seen[0], seen[1], seen[2], true };
}

void
style_see(struct style *style, enum sight sight)
{
	GHashTableIter iter;
	gpointer value;

	g_hash_table_iter_init(&iter, style->looks);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		struct look *look = value;

		look->ink = colour_seen(look->ink, sight);
		look->ground = colour_seen(look->ground, sight);
		look->rule = colour_seen(look->rule, sight);
	}
	g_hash_table_iter_init(&iter, style->pages);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		struct page_master *page = value;

		page->band = colour_seen(page->band, sight);
	}
	g_hash_table_iter_init(&iter, style->colours);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		struct colour *colour = value;

		*colour = colour_seen(*colour, sight);
	}
}
