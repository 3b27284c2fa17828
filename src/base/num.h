/* Numbers: rounding and their text, whatever the locale. */
#ifndef REVISIT_BASE_NUM_H
#define REVISIT_BASE_NUM_H

#include <stdbool.h>
#include <stddef.h>

enum { NUM_BYTES = 40 }; /* room for any text of num_text */

enum num_form {
	NUM_PLAIN = 0,
	NUM_GROUP = 1, /* 28,792: thousands are set apart by commas */
	NUM_PLUS = 2,  /* +5: positive numbers have a sign, zero has none */
	NUM_TRIM = 4,  /* 3.80 is 3.8: zeros at the end of a fraction are dropped */
	NUM_MINUS = 8, /* U+2212 instead of a hyphen */
};

/* Rounded to so many decimals, halves away from zero. A number that is a half but for its binary
 * form (2.675) counts as a half. */
double num_round(double value, int decimals);

/* The rounded number as text, with a decimal point; `form` is of enum num_form. Numbers from 10^15
 * on, and those that round to nothing but are not zero when `decimals` is over 6, are written as
 * 1.5E15. Not a number is "". Gives `text`. */
char *num_text(char text[NUM_BYTES], double value, int decimals, int form);

#endif
