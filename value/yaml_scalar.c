#include "value/yaml_scalar.h"

#include "base/number.h"

#include <math.h>
#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* ------------------------------------------------------------------------------------------
 * Words
 */

struct word {
    str text;
    enum yaml_scalar_kind kind;
    double value; /* of a float; of a bool 0 or 1 */
};

/* Those that begin alike stand together. */
static const struct word words[] = {
    {STR_INIT("y"), YAML_BOOL, 1},
    {STR_INIT("yes"), YAML_BOOL, 1},
    {STR_INIT("Y"), YAML_BOOL, 1},
    {STR_INIT("Yes"), YAML_BOOL, 1},
    {STR_INIT("YES"), YAML_BOOL, 1},
    {STR_INIT("true"), YAML_BOOL, 1},
    {STR_INIT("True"), YAML_BOOL, 1},
    {STR_INIT("TRUE"), YAML_BOOL, 1},
    {STR_INIT("on"), YAML_BOOL, 1},
    {STR_INIT("off"), YAML_BOOL, 0},
    {STR_INIT("On"), YAML_BOOL, 1},
    {STR_INIT("ON"), YAML_BOOL, 1},
    {STR_INIT("Off"), YAML_BOOL, 0},
    {STR_INIT("OFF"), YAML_BOOL, 0},
    {STR_INIT("n"), YAML_BOOL, 0},
    {STR_INIT("no"), YAML_BOOL, 0},
    {STR_INIT("null"), YAML_NULL, 0},
    {STR_INIT("N"), YAML_BOOL, 0},
    {STR_INIT("No"), YAML_BOOL, 0},
    {STR_INIT("NO"), YAML_BOOL, 0},
    {STR_INIT("Null"), YAML_NULL, 0},
    {STR_INIT("NULL"), YAML_NULL, 0},
    {STR_INIT("false"), YAML_BOOL, 0},
    {STR_INIT("False"), YAML_BOOL, 0},
    {STR_INIT("FALSE"), YAML_BOOL, 0},
    {STR_INIT("~"), YAML_NULL, 0},
    {STR_INIT(".nan"), YAML_FLOAT, (double)NAN},
    {STR_INIT(".NaN"), YAML_FLOAT, (double)NAN},
    {STR_INIT(".NAN"), YAML_FLOAT, (double)NAN},
    {STR_INIT(".inf"), YAML_FLOAT, (double)INFINITY},
    {STR_INIT(".Inf"), YAML_FLOAT, (double)INFINITY},
    {STR_INIT(".INF"), YAML_FLOAT, (double)INFINITY},
    {STR_INIT("+.inf"), YAML_FLOAT, (double)INFINITY},
    {STR_INIT("+.Inf"), YAML_FLOAT, (double)INFINITY},
    {STR_INIT("+.INF"), YAML_FLOAT, (double)INFINITY},
    {STR_INIT("-.inf"), YAML_FLOAT, -(double)INFINITY},
    {STR_INIT("-.Inf"), YAML_FLOAT, -(double)INFINITY},
    {STR_INIT("-.INF"), YAML_FLOAT, -(double)INFINITY},
};

enum { WORD_LEN_MAX = 5 };

/* 1 + the number of the first word that begins with a byte; 0: none does. */
static const uint8_t first_words[256] = {
    ['y'] = 1,  ['Y'] = 3,  ['t'] = 6,  ['T'] = 7,  ['o'] = 9,  ['O'] = 11, ['n'] = 15,
    ['N'] = 18, ['f'] = 23, ['F'] = 24, ['~'] = 26, ['.'] = 27, ['+'] = 33, ['-'] = 36,
};

static const struct word *find_word(str s)
{
    size_t i = s.len <= WORD_LEN_MAX ? first_words[(unsigned char)s.s[0]] : 0;
    if (!i)
        return NULL;
    for (i--; i < sizeof words / sizeof *words && words[i].text.s[0] == s.s[0]; i++)
        if (str_eq(words[i].text, s))
            return &words[i];
    return NULL;
}

static enum yaml_scalar_kind word_value(const struct word *w, val *ret)
{
    if (w->kind == YAML_FLOAT)
        *ret = val_float(w->value);
    else if (w->kind == YAML_BOOL)
        *ret = val_bool(w->value > 0);
    else
        *ret = val_nil();
    return w->kind;
}

/* ------------------------------------------------------------------------------------------
 * Timestamps: the four layouts of go-yaml, as Go's time.Parse reads them
 */

struct cursor {
    str s;
    size_t at;
};

static bool take(struct cursor *c, char want)
{
    if (c->at == c->s.len || c->s.s[c->at] != want)
        return false;
    c->at++;
    return true;
}

/* One or two digits (exactly two if `fixed`), not more than max. */
static bool take_number(struct cursor *c, bool fixed, int max, int *ret)
{
    int v = 0;
    size_t n = 0;
    for (; n < 2 && c->at < c->s.len && is_digit(c->s.s[c->at]); n++)
        v = v * 10 + (c->s.s[c->at++] - '0');
    if (n == 0 || (fixed && n < 2) || v > max)
        return false;
    *ret = v;
    return true;
}

static void skip_fraction(struct cursor *c)
{
    const char *s = c->s.s;
    if (c->at + 1 < c->s.len && (s[c->at] == '.' || s[c->at] == ',') && is_digit(s[c->at + 1]))
        for (c->at++; c->at < c->s.len && is_digit(s[c->at]);)
            c->at++;
}

static bool take_zone(struct cursor *c)
{
    int unused;
    if (take(c, 'Z'))
        return true;
    if (!take(c, '+') && !take(c, '-'))
        return false;
    /* Go allows offsets of 24 hours and of 60 minutes. */
    return take_number(c, true, 24, &unused) && take(c, ':') && take_number(c, true, 60, &unused);
}

static bool take_date(struct cursor *c)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int year = 0, month, day;
    for (; c->at < 4; c->at++)
        year = year * 10 + (c->s.s[c->at] - '0');
    if (!take(c, '-') || !take_number(c, false, 12, &month) || month == 0)
        return false;
    if (!take(c, '-') || !take_number(c, false, 31, &day) || day == 0)
        return false;
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return day <= days[month - 1] + (month == 2 && leap);
}

static bool is_timestamp(str s)
{
    if (s.len < 8 || s.s[4] != '-')
        return false;
    for (size_t i = 0; i < 4; i++)
        if (!is_digit(s.s[i]))
            return false;
    struct cursor c = {s, 0};
    int unused;
    if (!take_date(&c))
        return false;
    if (c.at == s.len)
        return true;
    bool zoned = take(&c, 'T') || take(&c, 't');
    if (!zoned && !take(&c, ' '))
        return false;
    while (!zoned && take(&c, ' ')) /* a blank of a layout stands for any number of them */
        ;
    if (!take_number(&c, false, 23, &unused) || !take(&c, ':') ||
        !take_number(&c, false, 59, &unused) || !take(&c, ':') ||
        !take_number(&c, false, 59, &unused))
        return false;
    skip_fraction(&c);
    if (zoned && !take_zone(&c))
        return false;
    return c.at == s.len;
}

/* ------------------------------------------------------------------------------------------
 * Numbers
 */

enum { PLAIN_MAX = 1024 };

/* A number's text without its underscores. Those longer than any of use are not cut but refused. */
static bool without_underscores(str s, char *space, str *ret)
{
    if (str_find_char(s, '_') == STR_NONE) {
        *ret = s;
        return true;
    }
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (s.s[i] == '_')
            continue;
        if (n == PLAIN_MAX)
            return false;
        space[n++] = s.s[i];
    }
    *ret = str_make(space, n);
    return true;
}

static size_t skip_digits(str s, size_t at)
{
    while (at < s.len && is_digit(s.s[at]))
        at++;
    return at;
}

/* go-yaml's ^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$ */
static bool is_decimal(str s)
{
    size_t at = s.len && (s.s[0] == '-' || s.s[0] == '+'), start = at;
    at = skip_digits(s, at);
    size_t whole = at - start;
    if (at < s.len && s.s[at] == '.') {
        size_t fraction = at + 1;
        at = skip_digits(s, fraction);
        whole += at - fraction;
    }
    if (!whole || at == s.len)
        return whole > 0;
    if (s.s[at] != 'e' && s.s[at] != 'E')
        return false;
    at++;
    if (at < s.len && (s.s[at] == '-' || s.s[at] == '+'))
        at++;
    return at < s.len && skip_digits(s, at) == s.len;
}

static bool parse_int(str s, int base, val *ret)
{
    int64_t i;
    if (!number_parse_int(s, base, &i))
        return false;
    *ret = val_int(i);
    return true;
}

/* An int, else a uint64, else a float in decimal form. */
static enum yaml_scalar_kind resolve_number(str s, val *ret)
{
    char space[PLAIN_MAX];
    str plain;
    uint64_t u;
    double f;
    if (!without_underscores(s, space, &plain))
        return YAML_STR;
    if (parse_int(plain, 0, ret))
        return YAML_INT;
    if (number_parse_uint(plain, 0, &u)) {
        *ret = val_uint(T_UINT64, u);
        return YAML_UINT;
    }
    if (is_decimal(plain) && number_parse_float(plain, &f)) {
        *ret = val_float(f);
        return YAML_FLOAT;
    }
    /* go-yaml's own reading of "0b": a sign may follow the prefix. */
    if (str_has_prefix(plain, STR("0b")) && parse_int(str_from(plain, 2), 2, ret))
        return YAML_INT;
    return YAML_STR;
}

/* Text that begins with a point goes to ParseFloat as it is. */
static enum yaml_scalar_kind resolve_fraction(str s, val *ret)
{
    double f;
    if (!number_parse_float(s, &f))
        return YAML_STR;
    *ret = val_float(f);
    return YAML_FLOAT;
}

/* ------------------------------------------------------------------------------------------
 * resolve()
 */

static enum yaml_scalar_kind resolve_hinted(str s, bool timestamps, val *ret)
{
    const struct word *w;
    switch (s.s[0]) {
    case 'y':
    case 'Y':
    case 'n':
    case 'N':
    case 't':
    case 'T':
    case 'f':
    case 'F':
    case 'o':
    case 'O':
    case '~':
        w = find_word(s);
        return w ? word_value(w, ret) : YAML_STR;
    case '.':
        w = find_word(s);
        return w ? word_value(w, ret) : resolve_fraction(s, ret);
    case '+':
    case '-':
        w = find_word(s);
        if (w)
            return word_value(w, ret);
        return resolve_number(s, ret);
    default:
        if (!is_digit(s.s[0]))
            return YAML_STR;
        if (timestamps && is_timestamp(s))
            return YAML_TIMESTAMP;
        return resolve_number(s, ret);
    }
}

static enum yaml_scalar_kind resolve(str text, bool timestamps, val *ret)
{
    if (text.len == 0) {
        *ret = val_nil();
        return YAML_NULL;
    }
    *ret = val_str(text);
    enum yaml_scalar_kind kind = resolve_hinted(text, timestamps, ret);
    if (kind == YAML_STR || kind == YAML_TIMESTAMP)
        *ret = val_str(text);
    return kind;
}

enum yaml_scalar_kind yaml_scalar_resolve(str text, val *ret)
{
    val unused;
    return resolve(text, true, ret ? ret : &unused);
}

/* ------------------------------------------------------------------------------------------
 * Tags
 */

#define TAG_PREFIX "tag:yaml.org,2002:"

str yaml_tag_short(struct arena *a, str tag)
{
    str prefix = STR(TAG_PREFIX);
    return str_has_prefix(tag, prefix) ? str_concat(a, STR("!!"), str_from(tag, prefix.len)) : tag;
}

str yaml_kind_tag(enum yaml_scalar_kind kind)
{
    static const str tags[] = {
        [YAML_STR] = STR_INIT("!!str"),     [YAML_NULL] = STR_INIT("!!null"),
        [YAML_BOOL] = STR_INIT("!!bool"),   [YAML_INT] = STR_INIT("!!int"),
        [YAML_UINT] = STR_INIT("!!int"),    [YAML_FLOAT] = STR_INIT("!!float"),
        [YAML_MERGE] = STR_INIT("!!merge"), [YAML_TIMESTAMP] = STR_INIT("!!timestamp"),
    };
    return tags[kind];
}

/* Whether resolve() looks at texts of this tag at all, and which kind the tag asks for. */
static bool find_tag(str tag, enum yaml_scalar_kind *ret)
{
    static const struct {
        str tag;
        enum yaml_scalar_kind kind;
    } known[] = {
        {STR_INIT(TAG_PREFIX "str"), YAML_STR},
        {STR_INIT(TAG_PREFIX "bool"), YAML_BOOL},
        {STR_INIT(TAG_PREFIX "int"), YAML_INT},
        {STR_INIT(TAG_PREFIX "float"), YAML_FLOAT},
        {STR_INIT(TAG_PREFIX "null"), YAML_NULL},
        {STR_INIT(TAG_PREFIX "timestamp"), YAML_TIMESTAMP},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (str_eq(known[i].tag, tag)) {
            *ret = known[i].kind;
            return true;
        }
    }
    return false;
}

bool yaml_scalar_resolve_tagged(str tag, str text, enum yaml_scalar_kind *ret_kind, val *ret)
{
    enum yaml_scalar_kind want = YAML_STR, got = YAML_STR;
    val v = val_str(text);
    bool resolvable = tag.len == 0 || find_tag(tag, &want);
    if (resolvable && (tag.len == 0 || want != YAML_STR))
        got = resolve(text, tag.len == 0 || want == YAML_TIMESTAMP, &v);
    bool ok = want == YAML_STR || want == got || (want == YAML_INT && got == YAML_UINT);
    if (want == YAML_FLOAT && got == YAML_INT) {
        v = val_float((double)v.i);
        ok = true;
    }
    *ret_kind = got;
    *ret = v;
    return ok;
}
