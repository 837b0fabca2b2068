/* Sprig's random strings and numbers. */
#include "funcs/random.h"

#include "base/arena.h"
#include "base/base64.h"

/* Numbers below this one belong to an incomplete round of remainders, and would favour small ones:
 * 2^64 mod n. */
static uint64_t first_fair(uint64_t n)
{
    return (0 - n) % n;
}

uint64_t random_below(struct fn_env *env, uint64_t n)
{
    uint64_t r, first = first_fair(n);
    do {
        env->random(env->data, &r, sizeof r);
    } while (r < first);
    return r % n;
}

enum { AT_ONCE = 32 }; /* numbers drawn by one call of the system */

/* `count` characters out of `alphabet`, each as random_below gives it; as goutils.CryptoRandom…
 * with Sprig's error dropped. */
static bool random_text(struct fn_call *c, int64_t count, str alphabet, val *ret)
{
    size_t n = count > 0 ? (size_t)count : 0;
    char *s = arena_bytes(c->arena, n);
    uint64_t *r = arena_alloc(c->arena, AT_ONCE * sizeof *r), first = first_fair(alphabet.len);
    for (size_t i = 0; i < n;) {
        /* a source of one's own gives the numbers one by one: what it gives may depend on it */
        size_t most = c->env->own_random ? 1 : AT_ONCE, want = n - i < most ? n - i : most;
        c->env->random(c->env->data, r, want * sizeof *r);
        for (size_t k = 0; k < want; k++)
            if (r[k] >= first)
                s[i++] = alphabet.s[r[k] % alphabet.len];
    }
    *ret = val_str(str_make(s, n));
    return true;
}

#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
#define DIGITS  "0123456789"

bool fn_rand_alpha(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    return random_text(c, arg[0].i, STR(LETTERS), ret);
}

bool fn_rand_alpha_num(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    return random_text(c, arg[0].i, STR(LETTERS DIGITS), ret);
}

bool fn_rand_numeric(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    return random_text(c, arg[0].i, STR(DIGITS), ret);
}

/* Everything that is printed in ASCII, the blank included. */
bool fn_rand_ascii(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    char printable['~' - ' ' + 1];
    for (size_t i = 0; i < sizeof printable; i++)
        printable[i] = (char)(' ' + i);
    return random_text(c, arg[0].i, str_make(printable, sizeof printable), ret);
}

bool fn_rand_bytes(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    if (arg[0].i < 0)
        return call_fail(c, "runtime error: makeslice: len out of range");
    size_t count = (size_t)arg[0].i;
    char *s = arena_bytes(c->arena, count);
    c->env->random(c->env->data, s, count);
    *ret = val_str(base64_encode(c->arena, str_make(s, count)));
    return true;
}

bool fn_rand_int(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    int64_t min = arg[0].i, max = arg[1].i;
    uint64_t range = (uint64_t)max - (uint64_t)min;
    if ((int64_t)range <= 0) /* also where Go's max-min overflows */
        return call_fail(c, "invalid argument to Intn");
    *ret = val_int((int64_t)((uint64_t)min + random_below(c->env, range)));
    return true;
}

/* RFC 9562, version 4. */
bool fn_uuidv4(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)arg;
    (void)n;
    uint8_t b[16];
    c->env->random(c->env->data, b, sizeof b);
    b[6] = (uint8_t)((b[6] & 0x0F) | 0x40);
    b[8] = (uint8_t)((b[8] & 0x3F) | 0x80);
    *ret = val_str(str_fmt(c->arena,
                           "%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x",
                           b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7], b[8], b[9], b[10], b[11],
                           b[12], b[13], b[14], b[15]));
    return true;
}
