/* Hashes: SHA-256 (FIPS 180-4) of what goes into a document and of the document itself. */
#ifndef REVISIT_BASE_HASH_H
#define REVISIT_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"

enum { HASH_BYTES = 32, HASH_TEXT = 2 * HASH_BYTES + 1 };

struct hash;

struct hash *hash_create(void);        /* yours */
void hash_destroy(struct hash *hash);  /* NULL is fine */
void hash_add(struct hash *hash, const void *bytes, size_t size);
/* Of all that was added; the hash begins anew. */
void hash_end(struct hash *hash, unsigned char digest[HASH_BYTES]);

/* In small hexadecimal digits. */
void hash_of(const void *bytes, size_t size, char text[HASH_TEXT]);

/* 64 bits that tell things of our own apart, quickly; `seed` 0, or that of what stands before. After
 * Appleby's MurmurHash64A. Nobody must gain by making two things alike: then it is hash_of. */
uint64_t hash_quick(uint64_t seed, const void *bytes, size_t size);

#endif
