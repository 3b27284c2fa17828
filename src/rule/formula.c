/* Formulas of facts: a recursive descent over `sum = product { + product }`, and so on. */
#include "rule/formula.h"

#include <string.h>

enum { MOST_DEPTH = 20, ROOT_DECIMALS = 6 };

struct formula {
	struct audit *audit;
	const char *at, *why;
	int depth;
};

static struct num sum(struct formula *formula);

static struct num
fail(struct formula *formula, const char *why)
{
	if (!formula->why)
		formula->why = why;
	return num_none;
}

static void
skip_blanks(struct formula *formula)
{
	while (*formula->at == ' ')
		formula->at++;
}

static bool
take(struct formula *formula, char sign)
{
	skip_blanks(formula);
	if (*formula->at != sign)
		return false;
	formula->at++;
	return true;
}

/* The square root to six decimals, by Newton's rule on whole numbers. */
static struct num
root(struct num square)
{
	int64_t scaled, guess, next;

	if (!num_is(square) || num_sign(square) < 0 ||
		!num_to_whole(num_round(num_mul(square, num_whole(1000000000000)), 0), &scaled))
		return num_none;
	if (scaled == 0)
		return num_whole(0);
	guess = scaled > 1000000 ? scaled / 1000 : 1000000;
	for (int i = 0; i < 200; i++) {
		next = (guess + scaled / guess) / 2;
		if (next == guess || next == guess + 1)
			break;
		guess = next;
	}
	return num_ratio(guess, 1000000);
}

/* margin(percent, sample [, design effect]) */
static struct num
margin(struct formula *formula)
{
	struct num percent, sample, effect = num_whole(1), spread;

	percent = sum(formula);
	if (!take(formula, ','))
		return fail(formula, "margin needs a percentage and a sample");
	sample = sum(formula);
	if (take(formula, ','))
		effect = sum(formula);
	if (!take(formula, ')'))
		return fail(formula, "a ) is missing");
	spread = num_mul(percent, num_sub(num_whole(100), percent));
	return num_mul(num_ratio(196, 100), root(num_mul(num_div(spread, sample), effect)));
}

static struct num
operand(struct formula *formula)
{
	size_t length;
	char *word;
	struct num num = num_none;

	skip_blanks(formula);
	if (++formula->depth > MOST_DEPTH)
		return fail(formula, "the formula is too deep");
	if (take(formula, '(')) {
		num = sum(formula);
		if (!take(formula, ')'))
			num = fail(formula, "a ) is missing");
		formula->depth--;
		return num;
	}
	length = strcspn(formula->at, " ()+*/,");
	word = g_strndup(formula->at, length);
	formula->at += length;
	if (strcmp(word, "margin") == 0 && take(formula, '('))
		num = margin(formula);
	else if (!length)
		fail(formula, "a number or the path of a figure is missing");
	else if (!num_parse(word, &num, NULL) && !number_of(formula->audit, &num, NULL, "%s", word))
		fail(formula, arena_printf(formula->audit->arena, "there is no figure %s", word));
	g_free(word);
	formula->depth--;
	return num;
}

static struct num
product(struct formula *formula)
{
	struct num num = operand(formula);

	for (;;) {
		if (take(formula, '*'))
			num = num_mul(num, operand(formula));
		else if (take(formula, '/'))
			num = num_div(num, operand(formula));
		else
			return num;
	}
}

static struct num
sum(struct formula *formula)
{
	struct num num = product(formula);

	for (;;) {
		if (take(formula, '+'))
			num = num_add(num, product(formula));
		else if (take(formula, '-'))
			num = num_sub(num, product(formula));
		else
			return num;
	}
}

bool
formula_compute(struct audit *audit, const char *text, struct num *result, const char **why)
{
	struct formula formula = { .audit = audit, .at = text };

	*result = sum(&formula);
	skip_blanks(&formula);
	if (*formula.at && !formula.why)
		formula.why = "there is something after its end";
	if (!num_is(*result) && !formula.why)
		formula.why = "it divides by nothing";
	*why = formula.why;
	return !formula.why;
}
