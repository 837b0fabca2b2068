#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char lower(char c)
{
    return (char)(c | ('x' - 'X'));
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_hex_letter(char c)
{
    return lower(c) >= 'a' && lower(c) <= 'f';
}

static str skip_sign(str s)
{
    return s.len > 0 && (s.s[0] == '-' || s.s[0] == '+') ? str_from(s, 1) : s;
}

/* Whether underscores only separate digits; a base prefix counts as a digit. */
static bool underscores_ok(str s)
{
    s = skip_sign(s);
    bool hex = false;
    char saw = '^';
    size_t i = 0;
    if (s.len >= 2 && s.s[0] == '0' && strchr("box", lower(s.s[1]))) {
        hex = lower(s.s[1]) == 'x';
        saw = '0';
        i = 2;
    }
    for (; i < s.len; i++) {
        char c = s.s[i];
        char now = is_digit(c) || (hex && is_hex_letter(c)) ? '0' : c == '_' ? '_' : '!';
        if ((now == '_' && saw != '0') || (now == '!' && saw == '_'))
            return false;
        saw = now;
    }
    return saw != '_';
}

/* Base 0: the base that the prefix says; *s goes past the prefix. */
static unsigned prefix_base(str *s)
{
    if (s->s[0] != '0')
        return 10;
    char c = s->len >= 3 ? lower(s->s[1]) : '0';
    unsigned base = c == 'b' ? 2 : c == 'o' ? 8 : c == 'x' ? 16 : 0;
    *s = str_from(*s, base ? 2 : 1);
    return base ? base : 8;
}

static unsigned digit_value(char c)
{
    if (is_digit(c))
        return (unsigned)(c - '0');
    char l = lower(c);
    return l >= 'a' && l <= 'z' ? (unsigned)(l - 'a') + 10 : 99;
}

enum number_status number_read_uint(str s, int base_arg, uint64_t *ret)
{
    if (s.len == 0)
        return NUMBER_SYNTAX;
    str whole = s;
    unsigned base = base_arg ? (unsigned)base_arg : prefix_base(&s);
    bool underscores = false;
    uint64_t n = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (s.s[i] == '_' && base_arg == 0) {
            underscores = true;
            continue;
        }
        unsigned d = digit_value(s.s[i]);
        if (d >= base)
            return NUMBER_SYNTAX;
        /* Go stops at the digit that overflows: what follows is not looked at. */
        if (n > (UINT64_MAX - d) / base) {
            *ret = UINT64_MAX;
            return NUMBER_RANGE;
        }
        n = n * base + d;
    }
    if (underscores && !underscores_ok(whole))
        return NUMBER_SYNTAX;
    *ret = n;
    return NUMBER_OK;
}

enum number_status number_read_int(str s, int base, int64_t *ret)
{
    bool neg = s.len > 0 && s.s[0] == '-';
    uint64_t u = 0, limit = (uint64_t)INT64_MAX + neg;
    enum number_status st = number_read_uint(skip_sign(s), base, &u);
    if (st == NUMBER_SYNTAX)
        return st;
    if (st == NUMBER_RANGE || u > limit) {
        *ret = neg ? INT64_MIN : INT64_MAX;
        return NUMBER_RANGE;
    }
    *ret = neg ? (int64_t)(0 - u) : (int64_t)u;
    return NUMBER_OK;
}

/* [+-]inf, [+-]infinity, nan. */
static bool read_special(str s, double *ret)
{
    if (str_eq_fold(s, STR("nan"))) {
        *ret = (double)NAN;
        return true;
    }
    str t = skip_sign(s);
    if (!str_eq_fold(t, STR("inf")) && !str_eq_fold(t, STR("infinity")))
        return false;
    *ret = s.s[0] == '-' ? -(double)INFINITY : (double)INFINITY;
    return true;
}

/* No double is told from its neighbours by more digits than this; what follows is "sticky". */
enum { MANTISSA_DIGITS = 800 };

/* A number's text taken apart. */
struct mantissa {
    char digits[MANTISSA_DIGITS + 1]; /* significant ones */
    size_t n;
    int64_t point; /* digits before the point, negative for zeros after it */
    bool any, sticky, underscores, hex;
};

static void push_digit(struct mantissa *m, char c)
{
    m->any = true;
    if (m->n < MANTISSA_DIGITS)
        m->digits[m->n++] = c;
    else if (c != '0')
        m->sticky = true;
}

/* Digits and point from `i`; the offset of the first byte that is neither. */
static size_t read_mantissa(struct mantissa *m, str s, size_t i)
{
    bool dot = false;
    for (; i < s.len; i++) {
        char c = s.s[i];
        if (c == '_') {
            m->underscores = true;
        } else if (c == '.') {
            if (dot)
                break;
            dot = true;
        } else if (is_digit(c) || (m->hex && is_hex_letter(c))) {
            bool leading = c == '0' && m->n == 0;
            m->any = true;
            if (!leading)
                push_digit(m, c);
            if (leading == dot)
                m->point += leading ? -1 : 1;
        } else {
            break;
        }
    }
    return i;
}

/* The exponent behind `e` or `p` at i; false when it has no digits. */
static bool read_exponent(str s, size_t *i, int64_t *ret, bool *underscores)
{
    size_t at = *i + 1;
    bool neg = at < s.len && s.s[at] == '-';
    if (at < s.len && (s.s[at] == '-' || s.s[at] == '+'))
        at++;
    if (at >= s.len || !is_digit(s.s[at]))
        return false;
    int64_t e = 0;
    for (; at < s.len && (is_digit(s.s[at]) || s.s[at] == '_'); at++) {
        if (s.s[at] == '_')
            *underscores = true;
        else if (e < 10000)
            e = e * 10 + (s.s[at] - '0');
    }
    *ret = neg ? -e : e;
    *i = at;
    return true;
}

/* The mantissa as an integer with an exponent, which needs no decimal point: strtod does the rest.
 */
static double convert(struct mantissa *m, int64_t exponent)
{
    char text[MANTISSA_DIGITS + 40];
    size_t at = 0;
    if (m->n == 0)
        return 0;
    if (m->sticky)
        m->digits[m->n++] = '1';
    int64_t e = exponent + (m->point - (int64_t)m->n) * (m->hex ? 4 : 1);
    if (e < -100000)
        e = -100000;
    if (e > 100000)
        e = 100000;
    if (m->hex) {
        memcpy(text, "0x", 2);
        at = 2;
    }
    memcpy(text + at, m->digits, m->n);
    at += m->n;
    snprintf(text + at, sizeof text - at, "%c%d", m->hex ? 'p' : 'e', (int)e);
    return strtod(text, NULL);
}

enum number_status number_read_float(str s, double *ret)
{
    if (read_special(s, ret))
        return NUMBER_OK;
    struct mantissa m;
    m.n = 0;
    m.point = 0;
    m.any = m.sticky = m.underscores = m.hex = false;
    size_t i = s.len - skip_sign(s).len;
    bool neg = i > 0 && s.s[0] == '-';
    if (i + 2 < s.len && s.s[i] == '0' && lower(s.s[i + 1]) == 'x') {
        m.hex = true;
        i += 2;
    }
    i = read_mantissa(&m, s, i);
    int64_t e = 0;
    if (!m.any)
        return NUMBER_SYNTAX;
    if (i < s.len && lower(s.s[i]) == (m.hex ? 'p' : 'e')) {
        if (!read_exponent(s, &i, &e, &m.underscores))
            return NUMBER_SYNTAX;
    } else if (m.hex) {
        return NUMBER_SYNTAX;
    }
    if (i < s.len || (m.underscores && !underscores_ok(s)))
        return NUMBER_SYNTAX;
    double f = convert(&m, e);
    *ret = neg ? -f : f;
    return isinf(f) ? NUMBER_RANGE : NUMBER_OK;
}

bool number_parse_int(str s, int base, int64_t *ret)
{
    int64_t i;
    if (number_read_int(s, base, &i) != NUMBER_OK)
        return false;
    *ret = i;
    return true;
}

bool number_parse_uint(str s, int base, uint64_t *ret)
{
    uint64_t u;
    if (number_read_uint(s, base, &u) != NUMBER_OK)
        return false;
    *ret = u;
    return true;
}

bool number_parse_float(str s, double *ret)
{
    double f;
    if (number_read_float(s, &f) != NUMBER_OK)
        return false;
    *ret = f;
    return true;
}

size_t number_format_decimal(char *out, uint64_t u)
{
    static const char pairs[] =
        "00010203040506070809101112131415161718192021222324252627282930313233"
        "34353637383940414243444546474849505152535455565758596061626364656667"
        "6869707172737475767778798081828384858687888990919293949596979899";
    char text[NUMBER_INT_MAX], *const end = text + sizeof text, *at = end;
    for (; u >= 100; u /= 100) {
        at -= 2;
        memcpy(at, pairs + 2 * (u % 100), 2);
    }
    if (u >= 10) {
        at -= 2;
        memcpy(at, pairs + 2 * u, 2);
    } else {
        *--at = (char)('0' + u);
    }
    size_t n = (size_t)(end - at);
    memcpy(out, at, n);
    return n;
}

size_t number_format_uint(char *out, uint64_t u, unsigned base)
{
    if (base == 10)
        return number_format_decimal(out, u);
    char tmp[64];
    size_t n = 0;
    do {
        tmp[n++] = "0123456789abcdefghijklmnopqrstuvwxyz"[u % base];
        u /= base;
    } while (u);
    for (size_t i = 0; i < n; i++)
        out[i] = tmp[n - 1 - i];
    return n;
}
