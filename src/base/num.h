/* Exact numbers, and the months and dates of records. Figures are published: a binary fraction that
 * is nearly right would be rounded wrongly one day, so everything is a ratio of whole numbers until
 * it is printed or drawn. */
#ifndef REVISIT_BASE_NUM_H
#define REVISIT_BASE_NUM_H

#include <stdbool.h>
#include <stdint.h>

__extension__ typedef __int128 num_int;

/* A ratio in lowest terms, down > 0; or no number (down == 0): what a division by zero or an
 * overflow gives. No number in, no number out: a result is right or it is none. */
struct num {
	num_int up, down;
};

extern const struct num num_none;

struct num num_whole(int64_t value);
struct num num_ratio(int64_t up, int64_t down); /* none when down is 0 */
bool num_is(struct num num);                    /* a number at all? */

/* Decimal text, as -12.50: at most 18 digits before the point and 12 after it, nothing else around
 * it. How many digits stand after the point goes to *decimals (may be NULL). */
bool num_parse(const char *text, struct num *num, int *decimals);

struct num num_add(struct num a, struct num b);
struct num num_sub(struct num a, struct num b);
struct num num_mul(struct num a, struct num b);
struct num num_div(struct num a, struct num b);
struct num num_abs(struct num num);
int num_sign(struct num num);                   /* -1, 0, 1; 0 for none */
int num_compare(struct num a, struct num b);    /* -1, 0, 1; exact; both must be numbers */

/* The nearest number of so many decimals (0 to 12). Halves go away from zero (half up for what is
 * positive, and -0.845 becomes -0.85): a fall and a rise of the same size read the same. */
struct num num_round(struct num num, int decimals);

/* (b - a) / a x 100; none when a is 0. */
struct num num_change(struct num a, struct num b);

/* For drawing only; 0 for none. */
double num_double(struct num num);
/* The whole number in it, when it is one and fits. */
bool num_to_whole(struct num num, int64_t *value);

enum num_sign_style {
	NUM_SIGN_MINUS,  /* -3, 0, 3 */
	NUM_SIGN_NONE,   /* 3, 0, 3 */
	NUM_SIGN_ALWAYS, /* -3, 0, +3 */
};

struct num_style {
	int decimals;          /* 0 to 12 */
	bool trim;             /* zeros at the end are left out: 3.80 as 3.8 */
	enum num_sign_style sign;
	const char *minus;     /* NULL: the hyphen */
	const char *point;     /* NULL: . */
	const char *thousands; /* NULL: none; set between groups of three */
};

/* The number as text: rounded, and what rounds to nothing has no sign. Yours, g_free; NULL for no
 * number. No locale has a say. */
char *num_format(struct num num, const struct num_style *style);

/* The text of numbers that are drawn and no figure of the report, such as the labels of an axis. */

enum { NUM_BYTES = 40 }; /* room for any text of num_text */

enum num_form {
	NUM_PLAIN = 0,
	NUM_GROUP = 1, /* 28,792: thousands are set apart by commas */
	NUM_PLUS = 2,  /* +5: positive numbers have a sign, zero has none */
	NUM_TRIM = 4,  /* 3.80 is 3.8: zeros at the end of a fraction are dropped */
	NUM_MINUS = 8, /* U+2212 instead of a hyphen */
};

/* The number as text with so many decimals, halves away from zero (2.675 counts as a half, whatever
 * its binary form); `form` is of enum num_form. Numbers from 10^15 on, and those that round to
 * nothing but are not zero when `decimals` is over 6, are written as 1.5E15. Not a number is "".
 * Gives `text`. */
char *num_text(char text[NUM_BYTES], double value, int decimals, int form);

/* All numbers that a printed decimal can stand for: 8.05 is from 8.045 to 8.055. */
struct interval {
	struct num low, high;
};

struct interval interval_rounded(struct num num, int decimals);
struct interval interval_sub(struct interval a, struct interval b);
/* None in both ends unless b is above 0. */
struct interval interval_div(struct interval a, struct interval b);
/* Per cent from a to b, as num_change; a must be above 0. */
struct interval interval_change(struct interval a, struct interval b);
/* Can a number printed so be the rounding of one in the interval? */
bool interval_has(struct interval interval, struct num printed, int decimals);

/* A day, a month (day 0) or a year (month and day 0). */
struct date {
	int year, month, day;
};

/* 2007, 2007-07 or 2007-07-31, of years 1 to 9999, days that there are. */
bool date_parse(const char *text, struct date *date);
/* 0 is Sunday; by the Gregorian calendar. Only for a full date. */
int date_weekday(struct date date);

/* 2007-07 as months counted from January of year 0. */
bool month_parse(const char *text, int *month);
int month_year(int month);
int month_number(int month); /* 1 to 12 */

#endif
