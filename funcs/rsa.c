#include "funcs/rsa.h"

struct work {
    const struct libcrypto *lib;
    struct bignum_ctx *ctx;
    struct bignum_st *v[RSA_NUMBERS];
    struct bignum_st *p1, *q1; /* p - 1, q - 1 */
    struct bignum_st *t, *u;
};

int rsa_bits(str number)
{
    while (number.len && number.s[0] == 0)
        number = str_from(number, 1);
    int bits = (int)number.len * 8;
    for (unsigned top = number.len ? (uint8_t)number.s[0] : 0x80; !(top & 0x80); top <<= 1)
        bits--;
    return bits;
}

static bool work_open(struct work *w, const struct libcrypto *lib, const str *number)
{
    *w = (struct work){.lib = lib, .ctx = lib->BN_CTX_new()};
    bool ok = w->ctx != NULL;
    for (size_t i = 0; i < RSA_NUMBERS; i++) {
        w->v[i] = lib->BN_bin2bn((const uint8_t *)number[i].s, (int)number[i].len, NULL);
        ok = ok && w->v[i];
    }
    w->p1 = lib->BN_bin2bn((const uint8_t *)number[RSA_P].s, (int)number[RSA_P].len, NULL);
    w->q1 = lib->BN_bin2bn((const uint8_t *)number[RSA_Q].s, (int)number[RSA_Q].len, NULL);
    w->t = lib->BN_new();
    w->u = lib->BN_new();
    return ok && w->p1 && w->q1 && w->t && w->u && lib->BN_sub_word(w->p1, 1) &&
           lib->BN_sub_word(w->q1, 1);
}

static void work_close(struct work *w)
{
    for (size_t i = 0; i < RSA_NUMBERS; i++)
        w->lib->BN_free(w->v[i]);
    w->lib->BN_free(w->p1);
    w->lib->BN_free(w->q1);
    w->lib->BN_free(w->t);
    w->lib->BN_free(w->u);
    w->lib->BN_CTX_free(w->ctx);
    w->lib->ERR_clear_error();
}

static bool mod_is(struct work *w, const struct bignum_st *v, const struct bignum_st *modulus,
                   const struct bignum_st *want)
{
    return w->lib->BN_div(NULL, w->t, v, modulus, w->ctx) && w->lib->BN_cmp(w->t, want) == 0;
}

static bool product_is_one(struct work *w, const struct bignum_st *x, const struct bignum_st *y,
                           const struct bignum_st *modulus)
{
    return w->lib->BN_mod_mul(w->t, x, y, modulus, w->ctx) && w->lib->BN_is_one(w->t);
}

/* The public half, as checkPublicKey. */
static const char *check_public(struct work *w)
{
    const struct libcrypto *lib = w->lib;
    if (!lib->BN_is_odd(w->v[RSA_N]))
        return "crypto/rsa: public modulus is even";
    if (lib->BN_num_bits(w->v[RSA_E]) < 2)
        return "crypto/rsa: public exponent too small or negative";
    if (!lib->BN_is_odd(w->v[RSA_E]))
        return "crypto/rsa: public exponent is even";
    if (lib->BN_num_bits(w->v[RSA_E]) > 31)
        return "crypto/rsa: public exponent too large";
    return NULL;
}

/* As bigmod's SetBytes, which tells apart numbers that need more 64-bit words than the modulus. */
static const char *overflow(struct work *w, const struct bignum_st *v,
                            const struct bignum_st *modulus)
{
    enum { WORD = 64 };
    int words = (w->lib->BN_num_bits(modulus) + WORD - 1) / WORD;
    if (w->lib->BN_num_bits(v) > words * WORD)
        return "input overflows the modulus size";
    return w->lib->BN_cmp(v, modulus) >= 0 ? "input overflows the modulus" : NULL;
}

static const char *check_sizes(struct work *w)
{
    for (size_t i = 0; i < RSA_NUMBERS; i++)
        if ((i == RSA_N || i == RSA_P || i == RSA_Q) && w->lib->BN_num_bits(w->v[i]) < 2)
            return "modulus must be > 1";
    return overflow(w, w->v[RSA_D], w->v[RSA_N]);
}

static const char *check_primes(struct work *w)
{
    const struct libcrypto *lib = w->lib;
    if (lib->BN_cmp(w->v[RSA_P], w->v[RSA_N]) >= 0 || lib->BN_cmp(w->v[RSA_Q], w->v[RSA_N]) >= 0)
        return "crypto/rsa: invalid prime";
    if (!lib->BN_mod_mul(w->t, w->v[RSA_P], w->v[RSA_Q], w->v[RSA_N], w->ctx) ||
        !lib->BN_is_zero(w->t))
        return "crypto/rsa: p * q != n";
    if (lib->BN_num_bits(w->p1) < 2 || lib->BN_num_bits(w->q1) < 2)
        return "crypto/rsa: invalid prime";
    return NULL;
}

static const char *check_crt(struct work *w)
{
    const struct libcrypto *lib = w->lib;
    if (lib->BN_cmp(w->v[RSA_DP], w->p1) >= 0 || lib->BN_cmp(w->v[RSA_DQ], w->q1) >= 0 ||
        !product_is_one(w, w->v[RSA_E], w->v[RSA_DP], w->p1) ||
        !product_is_one(w, w->v[RSA_E], w->v[RSA_DQ], w->q1))
        return "crypto/rsa: invalid CRT exponent";
    if (!product_is_one(w, w->v[RSA_Q], w->v[RSA_QINV], w->v[RSA_P]))
        return "crypto/rsa: invalid CRT coefficient";
    if (!mod_is(w, w->v[RSA_D], w->p1, w->v[RSA_DP]))
        return "crypto/rsa: d does not match dP";
    if (!mod_is(w, w->v[RSA_D], w->q1, w->v[RSA_DQ]))
        return "crypto/rsa: d does not match dQ";
    return NULL;
}

static const char *check_strength(struct work *w)
{
    const struct libcrypto *lib = w->lib;
    int half = lib->BN_num_bits(w->v[RSA_N]) / 2;
    if (lib->BN_cmp(w->v[RSA_P], w->v[RSA_Q]) == 0)
        return "crypto/rsa: p == q";
    if (!lib->BN_sub(w->t, w->v[RSA_P], w->v[RSA_Q]) || lib->BN_num_bits(w->t) <= half - 100)
        return "crypto/rsa: |p - q| too small";
    if (lib->BN_num_bits(w->v[RSA_D]) <= half)
        return "crypto/rsa: d too small";
    return NULL;
}

/* dP, dQ and qInv for a key that has none of them. */
static const char *compute_crt(struct work *w)
{
    const struct libcrypto *lib = w->lib;
    if (lib->BN_is_zero(w->p1) || lib->BN_is_zero(w->q1))
        return "modulus must be > 1";
    if (!lib->BN_is_odd(w->v[RSA_P]))
        return "crypto/rsa: p is even";
    if (!lib->BN_div(NULL, w->v[RSA_DP], w->v[RSA_D], w->p1, w->ctx) ||
        !lib->BN_div(NULL, w->v[RSA_DQ], w->v[RSA_D], w->q1, w->ctx) ||
        !lib->BN_mod_inverse(w->v[RSA_QINV], w->v[RSA_Q], w->v[RSA_P], w->ctx))
        return "crypto/rsa: invalid CRT coefficient";
    return NULL;
}

static const char *check_all(struct work *w, bool has_crt)
{
    const char *error = check_sizes(w);
    if (!error)
        error = has_crt ? overflow(w, w->v[RSA_QINV], w->v[RSA_P]) : compute_crt(w);
    if (!error)
        error = check_public(w);
    if (!error)
        error = check_primes(w);
    if (!error)
        error = check_crt(w);
    return error ? error : check_strength(w);
}

bool rsa_check(struct arena *a, const struct libcrypto *lib, str number[RSA_NUMBERS],
               str *ret_error)
{
    bool has_crt = number[RSA_DP].s && number[RSA_DQ].s && number[RSA_QINV].s;
    size_t room[3] = {number[RSA_P].len, number[RSA_Q].len, number[RSA_P].len};
    char *computed[3] = {NULL, NULL, NULL};
    for (size_t i = 0; i < 3; i++) /* before the library's objects exist: this may trap */
        computed[i] = has_crt ? NULL : arena_bytes(a, room[i]);
    struct work w;
    const char *error = work_open(&w, lib, number) ? check_all(&w, has_crt) : "out of memory";
    for (size_t i = 0; i < 3 && !error && !has_crt; i++) {
        lib->BN_bn2binpad(w.v[RSA_DP + i], (unsigned char *)computed[i], (int)room[i]);
        number[RSA_DP + i] = str_make(computed[i], room[i]);
    }
    work_close(&w);
    *ret_error = str_from_c(error);
    return !error;
}
