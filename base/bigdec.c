#include "base/bigdec.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/number.h"

#include <assert.h>
#include <string.h>

enum { LIMB = 1000000000, LIMB_DIGITS = 9, DIVISION_PLACES = 16 };

bool bigdec_is_zero(struct bigdec x)
{
    return x.len == 0;
}

static struct bigdec make(struct arena *a, size_t limbs)
{
    return (struct bigdec){.len = (uint32_t)limbs, .limbs = ARENA_ARRAY(a, uint32_t, limbs)};
}

static struct bigdec trimmed(struct bigdec x)
{
    while (x.len > 0 && x.limbs[x.len - 1] == 0)
        x.len--;
    if (x.len == 0)
        x.neg = false;
    return x;
}

static struct bigdec from_digits(struct arena *a, const char *digits, size_t n)
{
    struct bigdec x = make(a, (n + LIMB_DIGITS - 1) / LIMB_DIGITS);
    for (size_t i = 0; i < n; i++) {
        size_t limb = (n - 1 - i) / LIMB_DIGITS;
        x.limbs[limb] = x.limbs[limb] * 10 + (uint32_t)(digits[i] - '0');
    }
    return trimmed(x);
}

/* The digits of the integer, without leading zeros; "" for zero. */
static str to_digits(struct arena *a, struct bigdec x)
{
    struct buf b;
    buf_init(&b, a);
    for (uint32_t i = x.len; i-- > 0;)
        buf_put_fmt(&b, i + 1 == x.len ? "%u" : "%09u", (unsigned)x.limbs[i]);
    return buf_str(&b);
}

struct bigdec bigdec_from_double(struct arena *a, double f)
{
    char text[NUMBER_MAX], digits[24];
    size_t len = number_format_float(text, f, 'e', -1, 64), n = 0, i = 0;
    for (; i < len && text[i] != 'e'; i++)
        if (text[i] >= '0' && text[i] <= '9' && n < sizeof digits)
            digits[n++] = text[i];
    int64_t exp = 0;
    bool ok = number_parse_int(str_make(text + i + 1, len - i - 1), 10, &exp);
    assert(ok && n > 0);
    (void)ok;
    struct bigdec x = from_digits(a, digits, n);
    x.exp = x.len ? exp - (int64_t)(n - 1) : 0;
    x.neg = x.len && f < 0;
    return x;
}

double bigdec_to_double(struct arena *a, struct bigdec x)
{
    struct buf b;
    double f = 0;
    if (x.len == 0)
        return 0;
    buf_init(&b, a);
    buf_put_str(&b, to_digits(a, x));
    buf_put_char(&b, 'e');
    buf_put_int(&b, x.exp);
    (void)number_read_float(buf_str(&b), &f);
    return x.neg ? -f : f;
}

/* The same number with the exponent exp <= x.exp. */
static struct bigdec rescaled(struct arena *a, struct bigdec x, int64_t exp)
{
    assert(x.len == 0 || exp <= x.exp);
    if (x.len == 0 || exp == x.exp) {
        x.exp = exp;
        return x;
    }
    size_t zeros = (size_t)(x.exp - exp), limbs = zeros / LIMB_DIGITS;
    struct bigdec r = make(a, x.len + limbs + 1);
    uint64_t factor = 1, carry = 0;
    for (size_t i = zeros % LIMB_DIGITS; i > 0; i--)
        factor *= 10;
    for (uint32_t i = 0; i < x.len; i++) {
        carry += x.limbs[i] * factor;
        r.limbs[limbs + i] = (uint32_t)(carry % LIMB);
        carry /= LIMB;
    }
    r.limbs[limbs + x.len] = (uint32_t)carry;
    r.neg = x.neg;
    r.exp = exp;
    return trimmed(r);
}

static int compare_magnitude(struct bigdec x, struct bigdec y)
{
    if (x.len != y.len)
        return x.len < y.len ? -1 : 1;
    for (uint32_t i = x.len; i-- > 0;)
        if (x.limbs[i] != y.limbs[i])
            return x.limbs[i] < y.limbs[i] ? -1 : 1;
    return 0;
}

static struct bigdec add_magnitude(struct arena *a, struct bigdec x, struct bigdec y)
{
    uint32_t n = (x.len > y.len ? x.len : y.len) + 1, carry = 0;
    struct bigdec r = make(a, n);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t s = (i < x.len ? x.limbs[i] : 0) + (i < y.len ? y.limbs[i] : 0) + carry;
        carry = s >= LIMB;
        r.limbs[i] = carry ? s - LIMB : s;
    }
    return r;
}

/* x -= y; x >= y */
static void subtract_in_place(uint32_t *x, uint32_t x_len, struct bigdec y)
{
    uint32_t borrow = 0;
    for (uint32_t i = 0; i < x_len && (i < y.len || borrow); i++) {
        uint32_t d = (i < y.len ? y.limbs[i] : 0) + borrow;
        borrow = x[i] < d;
        x[i] += (borrow ? LIMB : 0) - d;
    }
    assert(!borrow);
}

struct bigdec bigdec_add(struct arena *a, struct bigdec x, struct bigdec y)
{
    struct bigdec r;
    int64_t exp = x.exp < y.exp ? x.exp : y.exp;
    if (x.len == 0 || y.len == 0)
        return x.len ? x : y;
    x = rescaled(a, x, exp);
    y = rescaled(a, y, exp);
    if (x.neg == y.neg) {
        r = add_magnitude(a, x, y);
        r.neg = x.neg;
    } else {
        bool swap = compare_magnitude(x, y) < 0;
        struct bigdec big = swap ? y : x;
        r = make(a, big.len);
        memcpy(r.limbs, big.limbs, big.len * sizeof *big.limbs);
        subtract_in_place(r.limbs, r.len, swap ? x : y);
        r.neg = big.neg;
    }
    r.exp = exp;
    return trimmed(r);
}

struct bigdec bigdec_sub(struct arena *a, struct bigdec x, struct bigdec y)
{
    y.neg = y.len && !y.neg;
    return bigdec_add(a, x, y);
}

struct bigdec bigdec_mul(struct arena *a, struct bigdec x, struct bigdec y)
{
    struct bigdec r = make(a, (size_t)x.len + y.len);
    for (uint32_t i = 0; i < x.len; i++) {
        uint64_t carry = 0;
        for (uint32_t j = 0; j < y.len; j++) {
            carry += (uint64_t)x.limbs[i] * y.limbs[j] + r.limbs[i + j];
            r.limbs[i + j] = (uint32_t)(carry % LIMB);
            carry /= LIMB;
        }
        r.limbs[i + y.len] = (uint32_t)carry;
    }
    r.neg = x.neg != y.neg;
    r.exp = x.exp + y.exp;
    return trimmed(r);
}

/* x = x * 10 + digit, in place; the room must suffice. */
static struct bigdec shift_in(struct bigdec x, uint32_t digit)
{
    for (uint32_t i = 0; i < x.len; i++) {
        uint64_t v = (uint64_t)x.limbs[i] * 10 + digit;
        x.limbs[i] = (uint32_t)(v % LIMB);
        digit = (uint32_t)(v / LIMB);
    }
    if (digit)
        x.limbs[x.len++] = digit;
    return x;
}

/* Integer quotient of magnitudes by long division; *rest gets the remainder. */
static struct bigdec divide(struct arena *a, struct bigdec x, struct bigdec y, struct bigdec *rest)
{
    str digits = to_digits(a, x);
    char *quotient = arena_bytes(a, digits.len + 1);
    struct bigdec r = make(a, (size_t)y.len + 2);
    r.len = 0;
    for (size_t i = 0; i < digits.len; i++) {
        quotient[i] = '0';
        for (r = shift_in(r, (uint32_t)(digits.s[i] - '0')); compare_magnitude(r, y) >= 0;) {
            subtract_in_place(r.limbs, r.len, y);
            r = trimmed(r);
            quotient[i]++;
        }
    }
    *rest = r;
    return from_digits(a, quotient, digits.len);
}

struct bigdec bigdec_div(struct arena *a, struct bigdec x, struct bigdec y)
{
    assert(y.len > 0);
    if (x.len == 0)
        return x;
    /* The quotient counts units of 10^-16: scale the dividend, or the divisor, to that. */
    int64_t scale = x.exp - y.exp + DIVISION_PLACES;
    if (scale >= 0) {
        x.exp = scale;
        x = rescaled(a, x, 0);
    } else {
        y.exp = -scale;
        y = rescaled(a, y, 0);
    }
    struct bigdec rest, q = divide(a, x, y, &rest);
    if (compare_magnitude(trimmed(add_magnitude(a, rest, rest)), y) >= 0) {
        uint32_t one = 1;
        q = trimmed(add_magnitude(a, q, (struct bigdec){.len = 1, .limbs = &one}));
    }
    q.neg = q.len && x.neg != y.neg;
    q.exp = -DIVISION_PLACES;
    return q;
}
