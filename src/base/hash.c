/* Hashes by nettle, which uses what the processor has for it: GLib's own take six times as long, and
 * every font of a document is hashed. */
#include "base/hash.h"

#include <string.h>

#include <nettle/sha2.h>
#include <nettle/version.h>

struct hash {
	struct sha256_ctx state;
};

struct hash *
hash_create(void)
{
	struct hash *hash = g_new(struct hash, 1);

	sha256_init(&hash->state);
	return hash;
}

void
hash_destroy(struct hash *hash)
{
	g_free(hash);
}

void
hash_add(struct hash *hash, const void *bytes, size_t size)
{
	sha256_update(&hash->state, size, bytes);
}

void
hash_end(struct hash *hash, unsigned char digest[HASH_BYTES])
{
#if NETTLE_VERSION_MAJOR >= 4
	sha256_digest(&hash->state, digest);
#else
	sha256_digest(&hash->state, HASH_BYTES, digest);
#endif
}

void
hash_of(const void *bytes, size_t size, char text[HASH_TEXT])
{
	static const char digits[] = "0123456789abcdef";
	unsigned char digest[HASH_BYTES];
	struct hash hash;

	sha256_init(&hash.state);
	hash_add(&hash, bytes, size);
	hash_end(&hash, digest);
	for (int i = 0; i < HASH_BYTES; i++) {
		text[2 * i] = digits[digest[i] >> 4];
		text[2 * i + 1] = digits[digest[i] & 15];
	}
	text[2 * HASH_BYTES] = '\0';
}

static uint64_t
mix(uint64_t state, uint64_t word)
{
	const uint64_t by = 0xc6a4a7935bd1e995U;

	word *= by;
	word ^= word >> 47;
	return (state ^ word * by) * by;
}

uint64_t
hash_quick(uint64_t seed, const void *bytes, size_t size)
{
	const unsigned char *at = bytes;
	uint64_t state = mix(seed, size), word = 0;

	for (; size >= sizeof(word); at += sizeof(word), size -= sizeof(word)) {
		memcpy(&word, at, sizeof(word));
		state = mix(state, word);
	}
	word = 0;
	memcpy(&word, at, size);
	state = mix(state, word);
	return state ^ state >> 47;
}
