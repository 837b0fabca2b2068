#include "value/decimal.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* No float64, nor the middle between two of them, has more significant digits than 768: what
 * follows them can only matter by not being zero. */
enum { DIGITS_MAX = 780, EXPONENT_MAX = 100000 };

struct scan {
    char text[DIGITS_MAX + 32]; /* sign, digits, exponent: what strtod is given */
    size_t len;
    size_t digits;    /* significant digits in text */
    bool dropped;     /* a digit that is not zero did not fit */
    bool any;         /* at least one digit was seen */
    int64_t exponent; /* of the last digit in text */
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static void put_digit(struct scan *p, char c, bool fraction)
{
    p->any = true;
    if (p->digits == 0 && c == '0') {
        p->exponent -= fraction;
    } else if (p->digits < DIGITS_MAX) {
        p->text[p->len++] = c;
        p->digits++;
        p->exponent -= fraction;
    } else {
        p->dropped |= c != '0';
        p->exponent += !fraction;
    }
}

/* The exponent's digits from `at`; whether they reach the end. Values beyond any use saturate. */
static bool scan_exponent(str s, size_t at, int64_t *ret)
{
    bool negative = at < s.len && s.s[at] == '-';
    if (at < s.len && (s.s[at] == '-' || s.s[at] == '+'))
        at++;
    if (at == s.len)
        return false;
    int64_t e = 0;
    for (; at < s.len; at++) {
        if (!is_digit(s.s[at]))
            return false;
        if (e < EXPONENT_MAX)
            e = e * 10 + (s.s[at] - '0');
    }
    *ret = negative ? -e : e;
    return true;
}

static bool scan_text(struct scan *p, str s)
{
    size_t at = 0;
    if (at < s.len && (s.s[at] == '-' || s.s[at] == '+'))
        p->text[p->len++] = s.s[at++];
    for (; at < s.len && is_digit(s.s[at]); at++)
        put_digit(p, s.s[at], false);
    if (at < s.len && s.s[at] == '.')
        for (at++; at < s.len && is_digit(s.s[at]); at++)
            put_digit(p, s.s[at], true);
    if (!p->any)
        return false;
    if (at == s.len)
        return true;
    int64_t e = 0;
    if ((s.s[at] != 'e' && s.s[at] != 'E') || !scan_exponent(s, at + 1, &e))
        return false;
    p->exponent += e;
    return true;
}

/* Up to 15 digits are exact at each step. */
static bool parse_small(str s, double *ret)
{
    double v = 0;
    if (s.len > 15)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        if (!is_digit(s.s[i]))
            return false;
        v = v * 10 + (s.s[i] - '0');
    }
    *ret = v;
    return s.len > 0;
}

bool decimal_parse(str s, double *ret)
{
    if (parse_small(s, ret))
        return true;
    struct scan p;
    p.len = p.digits = 0;
    p.exponent = 0;
    p.dropped = p.any = false;
    if (!scan_text(&p, s))
        return false;
    if (p.digits == 0)
        p.text[p.len++] = '0';
    if (p.dropped) {
        p.text[p.len++] = '1';
        p.exponent--;
    }
    if (p.exponent > EXPONENT_MAX * 10)
        p.exponent = EXPONENT_MAX * 10;
    if (p.exponent < -EXPONENT_MAX * 10)
        p.exponent = -EXPONENT_MAX * 10;
    snprintf(p.text + p.len, sizeof p.text - p.len, "e%d", (int)p.exponent);
    double v = strtod(p.text, NULL);
    if (isinf(v))
        return false;
    *ret = v;
    return true;
}
