#include "chart/schema_number.h"

#include "base/arena.h"
#include "base/number.h"

#include <string.h>

enum {
    EXP_MAX = 1000000, /* big.Rat refuses larger ones */
    DIGITS_MAX = 4096  /* a divisor with more divides no number that a values file can hold */
};

bool schema_is_number(val v)
{
    return v.tag == V_FLOAT || v.tag == V_INT || v.tag == V_UINT ||
           (v.tag == V_STRING && v.gotype == T_JSON_NUMBER);
}

str schema_number_text(struct arena *a, val v)
{
    struct buf b;
    buf_init(&b, a);
    if (v.tag == V_STRING)
        return val_text(v);
    if (v.tag == V_FLOAT)
        number_put_go_float(&b, v.f);
    else if (v.tag == V_INT)
        buf_put_int(&b, v.i);
    else
        buf_put_fmt(&b, "%llu", (unsigned long long)v.u);
    return buf_str(&b);
}

/* Cuts "12.50e3" into digits without the point, *ret_point the digits before it, *ret_exp. */
static bool split(struct arena *a, str text, str *ret_digits, int64_t *ret_point, int64_t *ret_exp)
{
    char *digits = arena_bytes(a, text.len);
    size_t n = 0, i = 0, point = SIZE_MAX;
    for (; i < text.len && text.s[i] != 'e' && text.s[i] != 'E'; i++) {
        if (text.s[i] == '.')
            point = n;
        else if (text.s[i] < '0' || text.s[i] > '9')
            return false;
        else
            digits[n++] = text.s[i];
    }
    *ret_exp = 0;
    if (i < text.len) {
        i++;
        i += i < text.len && text.s[i] == '+';
        if (!number_parse_int(str_from(text, i), 10, ret_exp))
            return false;
    }
    *ret_digits = str_make(digits, n);
    *ret_point = (int64_t)(point == SIZE_MAX ? n : point);
    return true;
}

bool schema_number_read(struct arena *a, val v, struct schema_number *ret)
{
    struct schema_number x = {.neg = false};
    str text = schema_number_text(a, v), digits;
    int64_t point, exp;
    if (str_has_prefix(text, STR("-"))) {
        x.neg = true;
        text = str_from(text, 1);
    }
    if (!split(a, text, &digits, &point, &exp))
        return false;
    int64_t scale = exp - ((int64_t)digits.len - point);
    while (digits.len && digits.s[digits.len - 1] == '0')
        digits.len--;
    while (digits.len && digits.s[0] == '0') {
        digits = str_from(digits, 1);
        point--;
    }
    if (!digits.len) {
        *ret = (struct schema_number){.neg = false};
        return true;
    }
    if (exp > EXP_MAX * 2 || exp < -EXP_MAX * 2 || scale > EXP_MAX || scale < -EXP_MAX)
        return false;
    x.digits = digits;
    x.exp = point + exp;
    *ret = x;
    return true;
}

int schema_number_cmp(struct schema_number x, struct schema_number y)
{
    int sx = !x.digits.len ? 0 : x.neg ? -1 : 1;
    int sy = !y.digits.len ? 0 : y.neg ? -1 : 1;
    if (sx != sy || sx == 0)
        return sx - sy;
    if (x.exp != y.exp)
        return x.exp < y.exp ? -sx : sx;
    return sx * str_cmp(x.digits, y.digits);
}

bool schema_number_is_int(struct schema_number x)
{
    return !x.digits.len || (int64_t)x.digits.len <= x.exp;
}

/* rest = rest * 10 + digit, less `y` as often as it fits; both little-endian decimal digits. */
static void step(uint8_t *rest, const uint8_t *y, size_t n, uint8_t digit)
{
    memmove(rest + 1, rest, n);
    rest[0] = digit;
    for (;;) {
        size_t i = n;
        if (rest[n] == 0) {
            while (i > 0 && rest[i - 1] == y[i - 1])
                i--;
            if (i > 0 && rest[i - 1] < y[i - 1])
                return;
        }
        int borrow = 0;
        for (i = 0; i <= n; i++) {
            int d = rest[i] - (i < n ? y[i] : 0) - borrow;
            borrow = d < 0;
            rest[i] = (uint8_t)(borrow ? d + 10 : d);
        }
    }
}

bool schema_number_is_multiple(struct arena *a, struct schema_number x, struct schema_number y)
{
    int64_t zeros = (x.exp - (int64_t)x.digits.len) - (y.exp - (int64_t)y.digits.len);
    if (!x.digits.len)
        return true;
    /* x's last digit is not 0, so no power of ten divides it. */
    if (zeros < 0 || y.digits.len > DIGITS_MAX)
        return false;
    /* More zeros than y has factors of two or five change nothing. */
    if (zeros > (int64_t)y.digits.len * 4)
        zeros = (int64_t)y.digits.len * 4;
    size_t n = y.digits.len;
    uint8_t *divisor = ARENA_ARRAY(a, uint8_t, n + 1), *rest = ARENA_ARRAY(a, uint8_t, n + 1);
    for (size_t i = 0; i < n; i++)
        divisor[i] = (uint8_t)(y.digits.s[n - 1 - i] - '0');
    for (size_t i = 0; i < x.digits.len; i++)
        step(rest, divisor, n, (uint8_t)(x.digits.s[i] - '0'));
    for (int64_t i = 0; i < zeros; i++)
        step(rest, divisor, n, 0);
    for (size_t i = 0; i <= n; i++)
        if (rest[i])
            return false;
    return true;
}

int64_t schema_number_int(struct schema_number x)
{
    uint64_t u = 0;
    for (size_t i = 0; i < x.digits.len; i++)
        u = u * 10 + (uint64_t)(x.digits.s[i] - '0');
    for (int64_t i = (int64_t)x.digits.len; i < x.exp && u; i++)
        u *= 10;
    u = x.neg ? 0 - u : u;
    return u > INT64_MAX ? -1 - (int64_t)(UINT64_MAX - u) : (int64_t)u;
}
