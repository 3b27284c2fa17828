/* The text of numbers that are drawn, such as the labels of axes. No function here asks the locale. */
#include "base/num.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { MOST_DECIMALS = 12 };

/* 2^52: above it doubles are whole numbers, and 10^15 is below it with room for digits. */
static const double largest = 1e15;

static double
nearest(double value, int decimals)
{
	double scale = pow(10, decimals), scaled = fabs(value) * scale, whole;

	if (!isfinite(scaled) || scaled >= largest)
		return value;
	/* half a unit in the last place of what was typed: 2.675 is stored as 2.67499999999999982 */
	whole = floor(scaled + 0.5 + scaled * 4e-16);
	return copysign(whole / scale, whole > 0 ? value : 1);
}

/* Mantissa and exponent, for what has too many digits to be read. */
static void
text_scientific(char *text, double value)
{
	int exponent = (int)floor(log10(fabs(value)));
	double mantissa = nearest(value / pow(10, exponent), 2);

	if (!isfinite(mantissa)) { /* 10^308 and beyond, or below the normal range */
		mantissa = copysign(1, value);
	} else if (fabs(mantissa) >= 10) {
		mantissa /= 10;
		exponent++;
	}
	num_text(text, mantissa, 2, NUM_TRIM);
	snprintf(text + strlen(text), NUM_BYTES - strlen(text), "E%d", exponent);
}

/* The digits of a whole number with a comma before every third from the right. */
static size_t
put_grouped(char *out, const char *digits, size_t count, bool group)
{
	size_t length = 0;

	for (size_t i = 0; i < count; i++) {
		if (group && i > 0 && (count - i) % 3 == 0)
			out[length++] = ',';
		out[length++] = digits[i];
	}
	return length;
}

static void
text_fixed(char *text, double magnitude, int decimals, int form)
{
	char digits[NUM_BYTES];
	size_t length, whole, at;

	/* without decimals no decimal point, so that the locale has no say */
	snprintf(digits, sizeof digits, "%0*.0f", decimals + 1, magnitude * pow(10, decimals));
	length = strlen(digits);
	whole = length - (size_t)decimals;
	if (form & NUM_TRIM)
		while (length > whole && digits[length - 1] == '0')
			length--;
	at = put_grouped(text, digits, whole, form & NUM_GROUP);
	if (length > whole) {
		text[at++] = '.';
		memcpy(text + at, digits + whole, length - whole);
		at += length - whole;
	}
	text[at] = '\0';
}

char *
num_text(char text[NUM_BYTES], double value, int decimals, int form)
{
	double rounded;
	char *at = text;

	*text = '\0';
	if (!isfinite(value))
		return text;
	if (decimals < 0)
		decimals = 0;
	if (decimals > MOST_DECIMALS)
		decimals = MOST_DECIMALS;
	while (decimals > 0 && fabs(value) * pow(10, decimals) >= largest)
		decimals--;
	rounded = nearest(value, decimals);
	if (fabs(value) >= largest || (decimals > 6 && value != 0 && rounded == 0)) {
		text_scientific(text, value);
		return text;
	}
	if (rounded < 0)
		at = stpcpy(at, form & NUM_MINUS ? "\xe2\x88\x92" : "-");
	else if (rounded > 0 && form & NUM_PLUS)
		*at++ = '+';
	text_fixed(at, fabs(rounded), decimals, form);
	return text;
}
