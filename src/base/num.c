/* Exact numbers: ratios of 128-bit whole numbers, every overflow seen. */
#include "base/num.h"

#include <assert.h>
#include <glib.h>
#include <string.h>

enum { MOST_WHOLE = 18, MOST_DECIMALS = 12 };

const struct num num_none = { 0, 0 };

static num_int
magnitude(num_int value)
{
	return value < 0 ? -value : value;
}

static num_int
common_divisor(num_int a, num_int b)
{
	while (b) {
		num_int rest = a % b;

		a = b;
		b = rest;
	}
	return a;
}

/* The most negative value has no opposite, so it counts as an overflow. */
static bool
is_bounded(num_int value)
{
	return value >= -(num_int)(~(unsigned __int128)0 >> 1);
}

/* In lowest terms, the sign above. */
static struct num
make(num_int up, num_int down)
{
	num_int divisor;

	if (!down || !is_bounded(up) || !is_bounded(down))
		return num_none;
	if (down < 0) {
		up = -up;
		down = -down;
	}
	divisor = common_divisor(magnitude(up), down);
	return (struct num){ up / divisor, down / divisor };
}

struct num
num_whole(int64_t value)
{
	return (struct num){ value, 1 };
}

struct num
num_ratio(int64_t up, int64_t down)
{
	return make(up, down);
}

bool
num_is(struct num num)
{
	return num.down != 0;
}

static num_int
ten_to(int power)
{
	num_int value = 1;

	assert(power >= 0 && power <= MOST_WHOLE + MOST_DECIMALS);
	while (power--)
		value *= 10;
	return value;
}

bool
num_parse(const char *text, struct num *num, int *decimals)
{
	const char *at = text + (*text == '-' || *text == '+');
	size_t whole = strspn(at, "0123456789"), after = 0;
	num_int up = 0;

	if (at[whole] == '.')
		after = strspn(at + whole + 1, "0123456789");
	if (whole + after == 0 || whole > MOST_WHOLE || after > MOST_DECIMALS)
		return false;
	for (; g_ascii_isdigit(*at) || *at == '.'; at++) {
		if (*at == '.' && (size_t)(at - text) != whole + (text[0] == '-' || text[0] == '+'))
			return false;
		if (*at != '.')
			up = up * 10 + (*at - '0');
	}
	if (*at)
		return false;
	*num = make(*text == '-' ? -up : up, ten_to((int)after));
	if (decimals)
		*decimals = (int)after;
	return true;
}

struct num
num_add(struct num a, struct num b)
{
	num_int divisor, left, right, up, down;

	if (!a.down || !b.down)
		return num_none;
	divisor = common_divisor(a.down, b.down);
	if (__builtin_mul_overflow(a.up, b.down / divisor, &left) ||
		__builtin_mul_overflow(b.up, a.down / divisor, &right) ||
		__builtin_add_overflow(left, right, &up) ||
		__builtin_mul_overflow(a.down, b.down / divisor, &down))
		return num_none;
	return make(up, down);
}

struct num
num_sub(struct num a, struct num b)
{
	b.up = -b.up;
	return num_add(a, b);
}

struct num
num_mul(struct num a, struct num b)
{
	num_int across, back, up, down;

	if (!a.down || !b.down)
		return num_none;
	across = common_divisor(magnitude(a.up), b.down);
	back = common_divisor(magnitude(b.up), a.down);
	if (__builtin_mul_overflow(a.up / across, b.up / back, &up) ||
		__builtin_mul_overflow(a.down / back, b.down / across, &down))
		return num_none;
	return make(up, down);
}

struct num
num_div(struct num a, struct num b)
{
	if (!b.up)
		return num_none;
	return num_mul(a, make(b.down, b.up));
}

struct num
num_abs(struct num num)
{
	num.up = magnitude(num.up);
	return num;
}

int
num_sign(struct num num)
{
	return num.down ? (num.up > 0) - (num.up < 0) : 0;
}

/* Whole part, rounded down, and the rest, 0 <= rest < down. */
static num_int
floor_of(struct num num, num_int *rest)
{
	num_int whole = num.up / num.down;

	*rest = num.up % num.down;
	if (*rest < 0) {
		*rest += num.down;
		whole--;
	}
	return whole;
}

/* By whole parts, then by the fractions turned over: no product, so nothing can overflow. */
int
num_compare(struct num a, struct num b)
{
	int turn = 1;

	assert(num_is(a) && num_is(b));
	for (;;) {
		num_int rest_a, rest_b, whole_a = floor_of(a, &rest_a), whole_b = floor_of(b, &rest_b);

		if (whole_a != whole_b)
			return whole_a < whole_b ? -turn : turn;
		if (!rest_a || !rest_b)
			return rest_a ? turn : rest_b ? -turn : 0;
		a = (struct num){ a.down, rest_a };
		b = (struct num){ b.down, rest_b };
		turn = -turn;
	}
}

/* Units of 10^-decimals, rounded with halves away from zero. */
static bool
units_of(struct num num, int decimals, num_int *units)
{
	num_int scale = ten_to(decimals), whole, rest, part;

	if (!num.down)
		return false;
	whole = magnitude(num.up) / num.down;
	rest = magnitude(num.up) % num.down;
	if (__builtin_mul_overflow(whole, scale, &whole) || __builtin_mul_overflow(rest, scale, &part))
		return false;
	rest = part % num.down;
	if (__builtin_add_overflow(whole, part / num.down + (rest >= num.down - rest), &whole))
		return false;
	*units = num.up < 0 ? -whole : whole;
	return true;
}

struct num
num_round(struct num num, int decimals)
{
	num_int units;

	assert(decimals >= 0 && decimals <= MOST_DECIMALS);
	return units_of(num, decimals, &units) ? make(units, ten_to(decimals)) : num_none;
}

struct num
num_change(struct num a, struct num b)
{
	return num_mul(num_div(num_sub(b, a), a), num_whole(100));
}

double
num_double(struct num num)
{
	return num.down ? (double)((long double)num.up / (long double)num.down) : 0;
}

bool
num_to_whole(struct num num, int64_t *value)
{
	if (num.down != 1 || num.up < INT64_MIN || num.up > INT64_MAX)
		return false;
	*value = (int64_t)num.up;
	return true;
}

static void
sign_put(GString *out, num_int units, const struct num_style *style)
{
	if (units < 0 && style->sign != NUM_SIGN_NONE)
		g_string_append(out, style->minus ? style->minus : "-");
	else if (units > 0 && style->sign == NUM_SIGN_ALWAYS)
		g_string_append_c(out, '+');
}

char *
num_format(struct num num, const struct num_style *style)
{
	char digits[48], *at = digits + sizeof digits - 1, *end;
	int decimals = style->decimals;
	num_int units, left;
	GString *out;

	assert(decimals >= 0 && decimals <= MOST_DECIMALS);
	if (!units_of(num, decimals, &units))
		return NULL;
	*at = '\0';
	for (left = magnitude(units); left || digits + sizeof digits - 1 - at <= decimals; left /= 10)
		*--at = (char)('0' + (int)(left % 10));
	end = digits + sizeof digits - 1;
	while (style->trim && decimals && end[-1] == '0') {
		end--;
		decimals--;
	}
	out = g_string_new(NULL);
	sign_put(out, units, style);
	for (; at < end; at++) {
		long rest = end - at; /* digits still to come */

		if (rest == decimals)
			g_string_append(out, style->point ? style->point : ".");
		g_string_append_c(out, *at);
		if (style->thousands && rest - 1 > decimals && (rest - 1 - decimals) % 3 == 0)
			g_string_append(out, style->thousands);
	}
	return g_string_free(out, FALSE);
}

struct interval
interval_rounded(struct num num, int decimals)
{
	struct num half = make(1, 2 * ten_to(decimals));

	return (struct interval){ num_sub(num, half), num_add(num, half) };
}

struct interval
interval_sub(struct interval a, struct interval b)
{
	return (struct interval){ num_sub(a.low, b.high), num_sub(a.high, b.low) };
}

struct interval
interval_div(struct interval a, struct interval b)
{
	if (num_sign(b.low) <= 0)
		return (struct interval){ num_none, num_none };
	return (struct interval){
		num_div(a.low, num_sign(a.low) < 0 ? b.low : b.high),
		num_div(a.high, num_sign(a.high) < 0 ? b.high : b.low),
	};
}

/* b/a - 1 and not (b - a)/a, in which a would be taken for two different numbers. */
struct interval
interval_change(struct interval a, struct interval b)
{
	struct interval ratio = interval_div(b, a);
	struct num one = num_whole(1), hundred = num_whole(100);

	return (struct interval){
		num_mul(num_sub(ratio.low, one), hundred),
		num_mul(num_sub(ratio.high, one), hundred),
	};
}

bool
interval_has(struct interval interval, struct num printed, int decimals)
{
	struct interval around = interval_rounded(printed, decimals);

	if (!num_is(interval.low) || !num_is(interval.high) || !num_is(around.low) ||
		!num_is(around.high))
		return false;
	return num_compare(around.high, interval.low) >= 0 && num_compare(around.low, interval.high) <= 0;
}

static int
digits_of(const char *text, int from, int count)
{
	int value = 0;

	while (count--)
		value = value * 10 + (text[from++] - '0');
	return value;
}

static int
days_in(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month - 1] + (month == 2 && leap);
}

bool
date_parse(const char *text, struct date *date)
{
	static const char *const forms[] = { "####", "####-##", "####-##-##" };
	size_t length = strlen(text);
	const char *form = NULL;

	for (size_t i = 0; i < G_N_ELEMENTS(forms); i++)
		if (length == strlen(forms[i]))
			form = forms[i];
	for (size_t i = 0; form && i < length; i++)
		if (form[i] == '#' ? !g_ascii_isdigit(text[i]) : text[i] != '-')
			return false;
	if (!form)
		return false;
	*date = (struct date){ .year = digits_of(text, 0, 4) };
	if (length >= 7)
		date->month = digits_of(text, 5, 2);
	if (length == 10)
		date->day = digits_of(text, 8, 2);
	return date->year >= 1 && (length < 7 || (date->month >= 1 && date->month <= 12)) &&
		(length < 10 || (date->day >= 1 && date->day <= days_in(date->year, date->month)));
}

/* Days since 1 January of year 1, which was a Monday. */
int
date_weekday(struct date date)
{
	int years = date.year - 1, days = years * 365 + years / 4 - years / 100 + years / 400;

	assert(date.month >= 1 && date.day >= 1);
	for (int month = 1; month < date.month; month++)
		days += days_in(date.year, month);
	return (days + date.day) % 7;
}

bool
month_parse(const char *text, int *month)
{
	struct date date;

	if (strlen(text) != 7 || !date_parse(text, &date))
		return false;
	*month = date.year * 12 + date.month - 1;
	return true;
}

int
month_year(int month)
{
	return month / 12;
}

int
month_number(int month)
{
	return month % 12 + 1;
}
