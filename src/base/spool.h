/* Spools: bytes written once and then read anywhere, on the way from one stage to the next. Small ones
 * stay in memory; large ones go to a file that has no name. */
#ifndef REVISIT_BASE_SPOOL_H
#define REVISIT_BASE_SPOOL_H

#include <stddef.h>

struct spool;

struct spool *spool_create(void);        /* yours */
void spool_destroy(struct spool *spool); /* NULL is fine */

/* A failure stays until the bytes are asked for. */
void spool_write(struct spool *spool, const void *bytes, size_t size);
/* All that was written; good until the spool is written to or destroyed. NULL when any of it could not
 * be, and errno says why. */
const char *spool_bytes(struct spool *spool, size_t *size);

#endif
