/* Words and sentences of a text. Ends are one past the last byte. */
#ifndef REVISIT_RULE_WORDS_H
#define REVISIT_RULE_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct word {
	uint32_t from, to; /* a record has less than 4 GB */
};

/* The first word at or after `at`: letters, digits, hyphens and apostrophes between them. False at the
 * end. */
bool word_next(const char *text, size_t at, struct word *word);
/* Is it this one, case not counted? */
bool word_is(const char *text, struct word word, const char *other);

/* The first sentence at or after `at`, without blanks around it: up to . ! or ? before a blank or the
 * end, or up to a newline. */
bool sentence_next(const char *text, size_t at, struct word *sentence);

/* one to twenty, and the tens: its value; -1 for other words. */
int word_number(const char *text, struct word word);

#endif
