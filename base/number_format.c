#include "base/number.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A double has at most 767 significant digits; further ones are zeros. */
enum { EXACT_DIGITS = 800, FRACTION_DIGITS = 1080 };

/* d[0] . d[1] d[2] … × 10^(point-1); without trailing zeros; n is 0 for zero. */
struct digits {
    char d[EXACT_DIGITS];
    int n, point;
};

/* Decimal digits of f >= 0, rounded to n of them (half to even on the exact value). */
static void round_digits(struct digits *r, double f, int n)
{
    char text[EXACT_DIGITS + 16];
    if (n > EXACT_DIGITS)
        n = EXACT_DIGITS;
    int len = snprintf(text, sizeof text, "%.*e", n - 1, f);
    assert(len > 0 && (size_t)len < sizeof text);
    const char *exponent = memchr(text, 'e', (size_t)len);
    r->d[0] = text[0];
    if (n > 1)
        memcpy(r->d + 1, text + 2, (size_t)n - 1);
    r->n = n;
    r->point = atoi(exponent + 1) + 1;
    while (r->n > 0 && r->d[r->n - 1] == '0')
        r->n--;
    if (r->n == 0)
        r->point = 0;
}

/* Whether the digits, as a decimal number, read back as f. */
static bool reads_back(const struct digits *r, double f, int bits)
{
    char text[40];
    assert(r->n < 20);
    snprintf(text, sizeof text, "%.*se%d", r->n, r->d, r->point - r->n);
    return bits == 32 ? strtof(text, NULL) == (float)f : strtod(text, NULL) == f;
}

/* The next greater decimal number of the same number of digits. */
static void round_up(struct digits *r, int n)
{
    while (r->n < n)
        r->d[r->n++] = '0';
    while (r->n > 0 && r->d[r->n - 1] == '9')
        r->n--;
    if (r->n == 0) {
        r->d[r->n++] = '1';
        r->point++;
    } else {
        r->d[r->n - 1]++;
    }
}

/* Below a power of two the next double is only half as far away as above: there the nearest
 * decimal may miss the number while the one above it does not. */
static bool is_power_of_two(double f)
{
    int e;
    return frexp(f, &e) == 0.5;
}

/* The fewest digits that read back as f > 0; of several such numbers the closest. */
static void shortest_digits(struct digits *r, double f, int bits)
{
    /* Up to 15 digits (6 for float32) any decimal of a normal number survives the way there and
     * back, so rounding to that many finds the shorter ones too; subnormals have less. */
    int sure = bits == 32 ? 6 : 15, most = bits == 32 ? 9 : 17;
    int n = f < (bits == 32 ? 0x1p-126 : 0x1p-1022) ? 1 : sure;
    for (; n < most; n++) {
        round_digits(r, f, n);
        if (reads_back(r, f, bits))
            return;
        if (is_power_of_two(f)) {
            round_up(r, n);
            if (reads_back(r, f, bits))
                return;
        }
    }
    round_digits(r, f, most);
}

/* Whole numbers that fill the mantissa are their own shortest digits. */
static bool integer_digits(struct digits *r, double f, int bits)
{
    if (!(f < (bits == 32 ? 0x1p24 : 0x1p53)) || f != floor(f))
        return false;
    r->n = r->point = (int)number_format_uint(r->d, (uint64_t)f, 10);
    while (r->n > 0 && r->d[r->n - 1] == '0')
        r->n--;
    return true;
}

static size_t put_exponent(char *out, char letter, int e)
{
    return (size_t)snprintf(out, 8, "%c%c%02d", letter, e < 0 ? '-' : '+', e < 0 ? -e : e);
}

static size_t put_e(char *out, const struct digits *r, int prec, char letter)
{
    size_t len = 0;
    out[len++] = r->n ? r->d[0] : '0';
    if (prec > 0)
        out[len++] = '.';
    for (int i = 1; i <= prec; i++)
        out[len++] = i < r->n ? r->d[i] : '0';
    return len + put_exponent(out + len, letter, r->n ? r->point - 1 : 0);
}

static size_t put_f(char *out, const struct digits *r, int prec)
{
    size_t len = 0;
    if (r->point <= 0)
        out[len++] = '0';
    for (int i = 0; i < r->point; i++)
        out[len++] = i < r->n ? r->d[i] : '0';
    if (prec > 0)
        out[len++] = '.';
    for (int i = r->point; i < r->point + prec; i++)
        out[len++] = i >= 0 && i < r->n ? r->d[i] : '0';
    return len;
}

/* %f with a precision: rounded at a place, not at a number of digits. */
static size_t put_f_rounded(char *out, double f, int prec)
{
    char text[310 + FRACTION_DIGITS + 8];
    int p = prec < FRACTION_DIGITS ? prec : FRACTION_DIGITS;
    int len = snprintf(text, sizeof text, "%.*f", p, f);
    assert(len > 0 && (size_t)len < sizeof text);
    memcpy(out, text, (size_t)len);
    memset(out + len, '0', (size_t)(prec - p));
    return (size_t)len + (size_t)(prec - p);
}

static size_t put_g(char *out, const struct digits *r, int threshold, char verb)
{
    int e = r->point - 1;
    if (e < -4 || e >= threshold)
        return put_e(out, r, r->n - 1, verb == 'g' ? 'e' : 'E');
    return put_f(out, r, r->n > r->point ? r->n - r->point : 0);
}

static size_t put_shortest(char *out, double f, char verb, int bits)
{
    struct digits r;
    if (!integer_digits(&r, f, bits))
        shortest_digits(&r, f, bits);
    if (verb == 'f')
        return put_f(out, &r, r.n > r.point ? r.n - r.point : 0);
    if (verb == 'e' || verb == 'E')
        return put_e(out, &r, r.n - 1, verb);
    return put_g(out, &r, 6, verb);
}

static size_t put_rounded(char *out, double f, char verb, int prec)
{
    if (verb == 'f')
        return put_f_rounded(out, f, prec);
    struct digits r;
    bool g = verb == 'g' || verb == 'G';
    if (g && prec == 0)
        prec = 1;
    round_digits(&r, f, g ? prec : prec < EXACT_DIGITS ? prec + 1 : EXACT_DIGITS);
    return g ? put_g(out, &r, prec, verb) : put_e(out, &r, prec, verb);
}

/* Mantissa (with the hidden bit) and exponent of f >= 0: f = mant × 2^exp. */
static uint64_t take_apart(double f, int bits, int *ret_exp)
{
    int e, width = bits == 32 ? 24 : 53, least = bits == 32 ? -149 : -1074;
    double m = frexp(f, &e);
    e -= width;
    if (f == 0 || e < least) {
        *ret_exp = least;
        return (uint64_t)ldexp(f, -least);
    }
    *ret_exp = e;
    return (uint64_t)ldexp(m, width);
}

static size_t put_b(char *out, double f, int bits)
{
    int e;
    uint64_t mant = take_apart(f, bits, &e);
    return (size_t)snprintf(out, 64, "%llup%+d", (unsigned long long)mant, e);
}

/* Rounds to `prec` hex digits, half to even; the leading 1 is bit 60. */
static uint64_t round_hex(uint64_t mant, int prec, int *e)
{
    unsigned shift = (unsigned)prec * 4;
    uint64_t extra = (mant << shift) & ((UINT64_C(1) << 60) - 1);
    mant >>= 60 - shift;
    if ((extra | (mant & 1)) > UINT64_C(1) << 59)
        mant++;
    mant <<= 60 - shift;
    if (mant & UINT64_C(1) << 61) {
        mant >>= 1;
        ++*e;
    }
    return mant;
}

static size_t put_x(char *out, double f, char verb, int prec)
{
    const char *hex = verb == 'x' ? "0123456789abcdef" : "0123456789ABCDEF";
    int e = 0;
    uint64_t mant = 0;
    if (f != 0) {
        double m = frexp(f, &e);
        mant = (uint64_t)ldexp(m, 61);
        e--;
    }
    if (prec >= 0 && prec < 15)
        mant = round_hex(mant, prec, &e);
    size_t len = 0;
    out[len++] = '0';
    out[len++] = verb;
    out[len++] = (char)('0' + (mant >> 60 & 1));
    mant <<= 4;
    if (prec > 0 || (prec < 0 && mant))
        out[len++] = '.';
    for (int i = 0; prec < 0 ? mant != 0 : i < prec; i++, mant <<= 4)
        out[len++] = hex[mant >> 60 & 15];
    return len + put_exponent(out + len, verb == 'x' ? 'p' : 'P', e);
}

/* out holds NUMBER_MAX + prec bytes. */
static size_t format(char *out, double f, char verb, int prec, int bits)
{
    size_t len = 0;
    if (bits == 32)
        f = (double)(float)f; /* which may be infinite */
    if (isnan(f)) {
        memcpy(out, "NaN", 3);
        return 3;
    }
    bool neg = signbit(f) != 0;
    if (isinf(f)) {
        memcpy(out, neg ? "-Inf" : "+Inf", 4);
        return 4;
    }
    if (neg)
        out[len++] = '-';
    f = fabs(f);
    if (verb == 'b')
        return len + put_b(out + len, f, bits);
    if (verb == 'x' || verb == 'X')
        return len + put_x(out + len, f, verb, prec);
    if (prec < 0)
        return len + put_shortest(out + len, f, verb, bits);
    return len + put_rounded(out + len, f, verb, prec);
}

size_t number_format_float(char *out, double f, char verb, int prec, int bits)
{
    assert(prec <= NUMBER_PREC_MAX);
    return format(out, f, verb, prec, bits);
}

void number_put_float(struct buf *b, double f, char verb, int prec, int bits)
{
    char *out = buf_reserve(b, NUMBER_MAX + (prec > 0 ? (size_t)prec : 0));
    b->len += format(out, f, verb, prec, bits);
}

/* Whole numbers of at most six digits are written as such. */
void number_put_go_float(struct buf *b, double f)
{
    enum { FIRST_WITH_EXPONENT = 1000000 };
    int64_t whole = f >= 1 && f < FIRST_WITH_EXPONENT ? (int64_t)f : 0;
    if (whole && !((double)whole < f)) {
        buf_put_int(b, whole);
        return;
    }
    number_put_float(b, f, 'g', -1, 64);
}
