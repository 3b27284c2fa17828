/* For benchmarks: the middle one of several times. */
#ifndef REVISIT_BENCH_MIDDLE_H
#define REVISIT_BENCH_MIDDLE_H

#include <stdlib.h>

static inline int
times_compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Sorts them; 0 of none. */
static inline double
middle(double *times, int count)
{
	qsort(times, (size_t)count, sizeof *times, times_compare);
	return count ? times[count / 2] : 0;
}

#endif
