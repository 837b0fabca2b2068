/* sha1sum, sha256sum, sha512sum in lower-case hex, adler32sum in decimal. */
#include "funcs/func.h"

#include <nettle/sha1.h>
#include <nettle/sha2.h>

static val hex_text(struct arena *a, const uint8_t *digest, size_t n)
{
    static const char hex[] = "0123456789abcdef";
    char *out = arena_bytes(a, n * 2);
    for (size_t i = 0; i < n; i++) {
        out[2 * i] = hex[digest[i] >> 4];
        out[2 * i + 1] = hex[digest[i] & 15];
    }
    return val_str(str_make(out, n * 2));
}

bool fn_sha1sum(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    struct sha1_ctx sha;
    uint8_t digest[SHA1_DIGEST_SIZE];
    sha1_init(&sha);
    sha1_update(&sha, arg[0].len, (const uint8_t *)arg[0].s);
    sha1_digest(&sha, sizeof digest, digest);
    *ret = hex_text(c->arena, digest, sizeof digest);
    return true;
}

bool fn_sha256sum(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    struct sha256_ctx sha;
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_init(&sha);
    sha256_update(&sha, arg[0].len, (const uint8_t *)arg[0].s);
    sha256_digest(&sha, sizeof digest, digest);
    *ret = hex_text(c->arena, digest, sizeof digest);
    return true;
}

bool fn_sha512sum(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    struct sha512_ctx sha;
    uint8_t digest[SHA512_DIGEST_SIZE];
    sha512_init(&sha);
    sha512_update(&sha, arg[0].len, (const uint8_t *)arg[0].s);
    sha512_digest(&sha, sizeof digest, digest);
    *ret = hex_text(c->arena, digest, sizeof digest);
    return true;
}

bool fn_adler32sum(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    enum { MODULUS = 65521 }; /* the largest prime below 2^16 */
    uint32_t a = 1, b = 0;
    for (uint32_t i = 0; i < arg[0].len; i++) {
        a = (a + (uint8_t)arg[0].s[i]) % MODULUS;
        b = (b + a) % MODULUS;
    }
    *ret = val_str(str_fmt(c->arena, "%lu", (unsigned long)b << 16 | a));
    return true;
}
