#include "base/duration.h"

#include "base/gotime_layout.h"

#define SECOND INT64_C(1000000000)
#define LIMIT  (UINT64_C(1) << 63)

/* Digits are written from the end, as the fraction's trailing zeros go. */
struct backwards {
    char s[40];
    size_t at;
};

static void put_back(struct backwards *b, char c)
{
    b->s[--b->at] = c;
}

static void put_integer(struct backwards *b, uint64_t v)
{
    do {
        put_back(b, (char)('0' + v % 10));
        v /= 10;
    } while (v);
}

/* The last `digits` digits of v as a fraction without trailing zeros; returns the rest of v. */
static uint64_t put_fraction(struct backwards *b, uint64_t v, int digits)
{
    bool any = false;
    for (int i = 0; i < digits; i++) {
        any = any || v % 10 != 0;
        if (any)
            put_back(b, (char)('0' + v % 10));
        v /= 10;
    }
    if (any)
        put_back(b, '.');
    return v;
}

static void put_below_second(struct backwards *b, uint64_t u)
{
    int digits = 0;
    put_back(b, 's');
    if (u == 0) {
        put_back(b, '0');
        return;
    }
    if (u < 1000) {
        put_back(b, 'n');
    } else if (u < 1000000) {
        digits = 3;
        put_back(b, '\xB5'); /* µ */
        put_back(b, '\xC2');
    } else {
        digits = 6;
        put_back(b, 'm');
    }
    put_integer(b, put_fraction(b, u, digits));
}

static void put_from_second(struct backwards *b, uint64_t u)
{
    put_back(b, 's');
    u = put_fraction(b, u, 9);
    put_integer(b, u % 60);
    u /= 60;
    if (u == 0)
        return;
    put_back(b, 'm');
    put_integer(b, u % 60);
    u /= 60;
    if (u == 0)
        return;
    put_back(b, 'h');
    put_integer(b, u);
}

void duration_put(struct buf *out, int64_t ns)
{
    struct backwards b = {.at = sizeof b.s};
    uint64_t u = ns < 0 ? 0 - (uint64_t)ns : (uint64_t)ns;
    if (u < (uint64_t)SECOND)
        put_below_second(&b, u);
    else
        put_from_second(&b, u);
    if (ns < 0)
        put_back(&b, '-');
    buf_put(out, b.s + b.at, sizeof b.s - b.at);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static uint64_t unit_size(str unit)
{
    static const struct {
        str name;
        uint64_t ns;
    } units[] = {{STR_INIT("ns"), 1},
                 {STR_INIT("us"), 1000},
                 {STR_INIT("\xC2\xB5s"), 1000}, /* µ, the micro sign */
                 {STR_INIT("\xCE\xBCs"), 1000}, /* μ, the Greek letter */
                 {STR_INIT("ms"), 1000000},
                 {STR_INIT("s"), 1000000000},
                 {STR_INIT("m"), UINT64_C(60000000000)},
                 {STR_INIT("h"), UINT64_C(3600000000000)}};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (str_eq(unit, units[i].name))
            return units[i].ns;
    return 0;
}

/* Leading digits of *s; false when they exceed 2^63. */
static bool take_integer(str *s, uint64_t *ret)
{
    uint64_t v = 0;
    size_t i = 0;
    for (; i < s->len && is_digit(s->s[i]); i++) {
        if (v > LIMIT / 10)
            return false;
        v = v * 10 + (uint64_t)(s->s[i] - '0');
        if (v > LIMIT)
            return false;
    }
    *s = str_from(*s, i);
    *ret = v;
    return true;
}

/* Leading digits of *s as a fraction v / *ret_scale; digits that don't fit are dropped. */
static uint64_t take_fraction(str *s, double *ret_scale)
{
    uint64_t v = 0;
    double scale = 1;
    bool full = false;
    size_t i = 0;
    for (; i < s->len && is_digit(s->s[i]); i++) {
        uint64_t next = v * 10 + (uint64_t)(s->s[i] - '0');
        full = full || v > (LIMIT - 1) / 10 || next > LIMIT;
        if (full)
            continue;
        v = next;
        scale *= 10;
    }
    *s = str_from(*s, i);
    *ret_scale = scale;
    return v;
}

static bool fail(struct arena *a, str before, str unit, str text, str *ret_error)
{
    struct buf b;
    buf_init(&b, a);
    buf_put_str(&b, STR("time: "));
    buf_put_str(&b, before);
    if (unit.s) {
        gotime_put_quoted(&b, unit);
        buf_put_str(&b, STR(" in duration"));
    }
    buf_put_char(&b, ' ');
    gotime_put_quoted(&b, text);
    *ret_error = buf_str(&b);
    return false;
}

/* What is wrong with one number and its unit. */
enum term_error { TERM_OK, TERM_INVALID, TERM_NO_UNIT, TERM_BAD_UNIT };

/* One number with its unit: adds it to *sum. */
static enum term_error take_term(str *s, uint64_t *sum, str *ret_unit)
{
    size_t before = s->len;
    uint64_t v = 0, f = 0;
    double scale = 1;
    if (!take_integer(s, &v))
        return TERM_INVALID;
    bool digits = s->len != before;
    if (s->len && s->s[0] == '.') {
        *s = str_from(*s, 1);
        before = s->len;
        f = take_fraction(s, &scale);
        digits = digits || s->len != before;
    }
    if (!digits)
        return TERM_INVALID;
    size_t n = 0;
    while (n < s->len && s->s[n] != '.' && !is_digit(s->s[n]))
        n++;
    if (n == 0)
        return TERM_NO_UNIT;
    *ret_unit = str_slice(*s, 0, n);
    *s = str_from(*s, n);
    uint64_t unit = unit_size(*ret_unit);
    if (unit == 0)
        return TERM_BAD_UNIT;
    if (v > LIMIT / unit)
        return TERM_INVALID;
    v *= unit;
    if (f > 0)
        v += (uint64_t)((double)f * ((double)unit / scale));
    if (v > LIMIT)
        return TERM_INVALID;
    *sum += v;
    return *sum > LIMIT ? TERM_INVALID : TERM_OK;
}

bool duration_parse(str text, int64_t *ret, struct arena *a, str *ret_error)
{
    str s = text, unit = {0}, none = {0};
    bool negative = s.len && s.s[0] == '-';
    if (negative || (s.len && s.s[0] == '+'))
        s = str_from(s, 1);
    if (str_eq(s, STR("0"))) {
        *ret = 0;
        return true;
    }
    uint64_t sum = 0;
    if (s.len == 0)
        return fail(a, STR("invalid duration"), none, text, ret_error);
    while (s.len) {
        switch (take_term(&s, &sum, &unit)) {
        case TERM_OK:
            break;
        case TERM_INVALID:
            return fail(a, STR("invalid duration"), none, text, ret_error);
        case TERM_NO_UNIT:
            return fail(a, STR("missing unit in duration"), none, text, ret_error);
        case TERM_BAD_UNIT:
            return fail(a, STR("unknown unit "), unit, text, ret_error);
        }
    }
    if (!negative && sum == LIMIT)
        return fail(a, STR("invalid duration"), none, text, ret_error);
    *ret = (int64_t)(negative ? 0 - sum : sum);
    return true;
}

int64_t duration_truncate(int64_t ns, int64_t to)
{
    return to <= 0 ? ns : ns - ns % to;
}

int64_t duration_round(int64_t ns, int64_t to)
{
    if (to <= 0)
        return ns;
    int64_t rest = ns % to;
    uint64_t size = rest < 0 ? 0 - (uint64_t)rest : (uint64_t)rest;
    if (size + size < (uint64_t)to)
        return ns - rest;
    int64_t up = to - (int64_t)size;
    if (ns < 0)
        return ns < INT64_MIN + up ? INT64_MIN : ns - up;
    return ns > INT64_MAX - up ? INT64_MAX : ns + up;
}
