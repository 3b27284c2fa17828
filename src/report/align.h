/* Inside the report room: which members of two lists are the same ones. */
#ifndef REVISIT_REPORT_ALIGN_H
#define REVISIT_REPORT_ALIGN_H

/* Equal numbers are equal members. match[i] becomes the place in `b` of the i-th of `a`, or -1; places
 * rise. A longest common subsequence where the lists are short or mostly alike; where they are long
 * and differ much, one between members that occur once in both (patience sorting). */
void align(const int *a, int a_count, const int *b, int b_count, int *match);

#endif
