/* Formulas of facts: how a published figure follows from others. */
#ifndef REVISIT_RULE_FORMULA_H
#define REVISIT_RULE_FORMULA_H

#include "rule/audit.h"

/* Numbers, paths of figures, + - * / ( ), and margin(percent, sample) with perhaps a design effect:
 * 1.96 standard errors, in points. Signs stand between blanks, for paths have hyphens. False when it
 * cannot be computed, and *why (constant or in the audit's arena) says why. */
bool formula_compute(struct audit *audit, const char *text, struct num *result, const char **why);

#endif
