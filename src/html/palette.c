/* Colours for dark surroundings. OKLab after B. Ottosson, "A perceptual color space for image
 * processing", 2020; relative luminance and contrast after WCAG 2.2. */
#include "html/palette.h"

#include <math.h>

/* Luminance of the dark paper, about #15191d: not black, for white on black dazzles. */
static const double dark_paper = 0.0095;

static double
linear(double c)
{
	return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double
companded(double c)
{
	return c <= 0.0031308 ? c * 12.92 : 1.055 * pow(c, 1 / 2.4) - 0.055;
}

static double
luminance(struct colour c)
{
	return 0.2126 * linear(c.red) + 0.7152 * linear(c.green) + 0.0722 * linear(c.blue);
}

double
palette_contrast(struct colour a, struct colour b)
{
	double one = luminance(a) + 0.05, other = luminance(b) + 0.05;

	return one > other ? one / other : other / one;
}

struct lab {
	double l, a, b;
};

static struct lab
lab_of(struct colour colour)
{
	double red = linear(colour.red), green = linear(colour.green), blue = linear(colour.blue);
	double l = cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
	double m = cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
	double s = cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);

	return (struct lab){ 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
		1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
		0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s };
}

/* Out of gamut is cut, which changes the hue a little; see below for what keeps it near. */
static struct colour
colour_of(struct lab lab)
{
	double l = lab.l + 0.3963377774 * lab.a + 0.2158037573 * lab.b;
	double m = lab.l - 0.1055613458 * lab.a - 0.0638541728 * lab.b;
	double s = lab.l - 0.0894841775 * lab.a - 1.2914855480 * lab.b;
	double channels[3];

	l = l * l * l;
	m = m * m * m;
	s = s * s * s;
	channels[0] = 4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s;
	channels[1] = -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s;
	channels[2] = -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s;
	for (int i = 0; i < 3; i++)
		channels[i] = companded(fmin(1, fmax(0, channels[i])));
	return (struct colour){ channels[0], channels[1], channels[2], true };
}

/* The lightness with which a hue has that luminance. */
static struct colour
at_luminance(struct lab lab, double wanted)
{
	double low = 0, high = 1;

	for (int i = 0; i < 40; i++) {
		lab.l = (low + high) / 2;
		if (luminance(colour_of(lab)) < wanted)
			low = lab.l;
		else
			high = lab.l;
	}
	return colour_of(lab);
}

struct colour
palette_dark(struct colour light)
{
	struct lab lab = lab_of(light);
	double contrast = 1.05 / (luminance(light) + 0.05);
	double wanted = fmin(1, contrast * (dark_paper + 0.05) - 0.05);
	double chroma = hypot(lab.a, lab.b), most = 0.16;

	if (chroma > most) { /* glaring on dark paper, and soon out of gamut */
		lab.a *= most / chroma;
		lab.b *= most / chroma;
	}
	if (chroma < 0.003) { /* greys, and the paper: a touch of blue, as the dark of screens has */
		lab.a = -0.002;
		lab.b = -0.008;
	}
	return at_luminance(lab, wanted);
}
