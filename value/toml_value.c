#include "value/toml_value.h"

#include "base/arena.h"
#include "base/gotime.h"
#include "base/number.h"
#include "base/quote.h"
#include "base/utf8.h"
#include "value/native.h"

#include <math.h>

/* The message with the text quoted in it. Always false. */
static bool fail_quoted(struct arena *a, const char *before, str text, const char *after,
                        str *ret_message)
{
    struct buf b;
    buf_init(&b, a);
    buf_put_str(&b, str_from_c(before));
    quote_go(&b, text);
    buf_put_str(&b, str_from_c(after));
    *ret_message = buf_str(&b);
    return false;
}

/* ------------------------------------------------------------------------------------------
 * Strings
 */

static str without_first_newline(str s)
{
    if (str_has_prefix(s, STR("\n")))
        return str_from(s, 1);
    return str_has_prefix(s, STR("\r\n")) ? str_from(s, 2) : s;
}

/* The end of the blanks and newlines behind the backslash at i; i when no newline is among them. */
static size_t line_continuation(str s, size_t i)
{
    bool newline = false;
    size_t at = i + 1;
    for (; at < s.len && (s.s[at] == ' ' || s.s[at] == '\t' || toml_is_newline((uint8_t)s.s[at]));
         at++)
        newline |= s.s[at] == '\n';
    return newline ? at : i;
}

/* Backslashes at the end of a line go, with the blanks and newlines behind them. */
static str join_lines(struct arena *a, str s)
{
    struct buf b;
    buf_init(&b, a);
    for (size_t i = 0; i < s.len;) {
        if (s.s[i] != '\\') {
            buf_put_char(&b, s.s[i++]);
            continue;
        }
        size_t end = line_continuation(s, i);
        if (end > i) {
            i = end;
            continue;
        }
        size_t n = i + 1 < s.len && s.s[i + 1] == '\\' ? 2 : 1;
        buf_put(&b, s.s + i, n);
        i += n;
    }
    return buf_str(&b);
}

static uint32_t hex_value(str digits)
{
    uint32_t v = 0;
    for (size_t i = 0; i < digits.len; i++) {
        char c = digits.s[i];
        v = v << 4 | (uint32_t)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
    }
    return v;
}

static bool put_hex(struct buf *b, str digits, str *ret_message)
{
    char rune[UTF8_MAX];
    uint32_t r = hex_value(digits);
    if (r > 0x10FFFF || (r >= 0xD800 && r < 0xE000)) {
        *ret_message =
            str_fmt(b->arena, "Escaped character '\\u%.*s' is not valid UTF-8.", STR_ARG(digits));
        return false;
    }
    buf_put(b, rune, utf8_encode(rune, r));
    return true;
}

/* The escape at the start of s, which the lexer has found to be complete. */
static bool put_escape(struct buf *b, str s, size_t *ret_len, str *ret_message)
{
    static const char letters[] = "btnfre\"\\", meaning[] = "\b\t\n\f\r\x1b\"\\";
    char c = s.s[1];
    size_t digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
    *ret_len = 2 + digits;
    if (digits)
        return put_hex(b, str_slice(s, 2, 2 + digits), ret_message);
    for (size_t i = 0; i < sizeof letters - 1; i++) {
        if (letters[i] == c) {
            buf_put_char(b, meaning[i]);
            return true;
        }
    }
    *ret_message = str_fmt(b->arena, "invalid escape: '\\%c'", c);
    return false;
}

static bool unescape(struct arena *a, str s, val *ret, str *ret_message)
{
    *ret = val_str(s);
    if (str_find_char(s, '\\') == STR_NONE)
        return true;
    struct buf b;
    buf_init(&b, a);
    for (size_t i = 0; i < s.len;) {
        size_t len = 1;
        if (s.s[i] != '\\')
            buf_put_char(&b, s.s[i]);
        else if (!put_escape(&b, str_from(s, i), &len, ret_message))
            return false;
        i += len;
    }
    *ret = val_str(buf_str(&b));
    return true;
}

/* ------------------------------------------------------------------------------------------
 * Numbers
 */

static bool is_hex(char c)
{
    char lower = (char)(c | 0x20);
    return (c >= '0' && c <= '9') || (lower >= 'a' && lower <= 'f');
}

/* Each underscore stands between digits (of any base). As numUnderscoresOK. */
static bool has_good_underscores(str s)
{
    str word = s.len == 4 && (s.s[0] == '+' || s.s[0] == '-') ? str_from(s, 1) : s;
    if (str_eq(word, STR("nan")) || str_eq(word, STR("inf")))
        return true;
    bool accept = false;
    for (size_t i = 0; i < s.len; i++) {
        if (s.s[i] == '_' && !accept)
            return false;
        accept = is_hex(s.s[i]);
    }
    return accept;
}

static bool has_leading_zero(str s)
{
    if (s.len > 1 && s.s[0] == '0' && s.s[1] != 'b' && s.s[1] != 'o' && s.s[1] != 'x')
        return true;
    return s.len > 2 && (s.s[0] == '-' || s.s[0] == '+') && s.s[1] == '0';
}

static bool has_good_periods(str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.s[i] == '.' && (i + 1 == s.len || s.s[i + 1] < '0' || s.s[i + 1] > '9'))
            return false;
    return true;
}

static bool fail_range(struct arena *a, str s, const char *type, str *ret_message)
{
    *ret_message = str_fmt(a, "%.*s is out of range for %s", STR_ARG(s), type);
    return false;
}

static bool integer(struct arena *a, str s, val *ret, str *ret_message)
{
    if (!has_good_underscores(s))
        return fail_quoted(a, "Invalid integer ", s, ": underscores must be surrounded by digits",
                           ret_message);
    if (has_leading_zero(s))
        return fail_quoted(a, "Invalid integer ", s, ": cannot have leading zeroes", ret_message);
    int64_t i = 0;
    if (number_read_int(s, 0, &i) != NUMBER_OK)
        return fail_range(a, s, "int64", ret_message);
    *ret = val_int64(i);
    return true;
}

/* The part of a float from i on: up to a period or an exponent's letter. */
static str part_at(str s, size_t i)
{
    size_t end = i;
    while (end < s.len && s.s[end] != '.' && s.s[end] != 'e' && s.s[end] != 'E')
        end++;
    return str_slice(s, i, end);
}

static bool check_float(struct arena *a, str s, str *ret_message)
{
    str first = {0};
    for (size_t i = 0; i < s.len;) {
        str part = part_at(s, i);
        if (part.len && !has_good_underscores(part))
            return fail_quoted(a, "Invalid float ", s, ": underscores must be surrounded by digits",
                               ret_message);
        if (!first.len)
            first = part;
        i += part.len + 1;
    }
    if (has_leading_zero(first))
        return fail_quoted(a, "Invalid float ", s, ": cannot have leading zeroes", ret_message);
    if (!has_good_periods(s))
        return fail_quoted(a, "Invalid float ", s, ": '.' must be followed by one or more digits",
                           ret_message);
    return true;
}

static bool floating(struct arena *a, str s, val *ret, str *ret_message)
{
    if (!check_float(a, s, ret_message))
        return false;
    double f = 0;
    if (str_has_suffix(s, STR("nan"))) {
        *ret = val_float(copysign((double)NAN, s.s[0] == '-' ? -1 : 1));
        return true;
    }
    enum number_status status = number_read_float(str_replace_all(a, s, STR("_"), STR("")), &f);
    if (status == NUMBER_RANGE)
        return fail_range(a, s, "float64", ret_message);
    if (status != NUMBER_OK)
        return fail_quoted(a, "Invalid float value: ", s, "", ret_message);
    *ret = val_float(f);
    return true;
}

/* ------------------------------------------------------------------------------------------
 * Dates
 */

static void load_zones(struct arena *a, struct toml_zones *z)
{
    if (z->loaded)
        return;
    z->loaded = true;
    z->local = zone_local(a);
    int32_t offset = zone_lookup(z->local, z->now).offset;
    z->datetime = zone_fixed(a, STR("datetime-local"), offset);
    z->date = zone_fixed(a, STR("date-local"), offset);
    z->time = zone_fixed(a, STR("time-local"), offset);
}

static str normal_date(struct arena *a, str s)
{
    char *t = arena_bytes(a, s.len);
    for (size_t i = 0; i < s.len; i++)
        t[i] = (char)(s.s[i] == 'z' ? 'Z' : s.s[i] == 't' || s.s[i] == ' ' ? 'T' : s.s[i]);
    return str_make(t, s.len);
}

/* Go reads "1:02" as 01:02, TOML does not: the separators must be where the layout has them. */
static bool lacks_zero(str s, str layout)
{
    for (size_t i = 0; i < layout.len && layout.s[i] != '.' && layout.s[i] != 'Z'; i++) {
        char c = layout.s[i];
        if ((c < '0' || c > '9') && (i >= s.len || s.s[i] != c))
            return true;
    }
    return false;
}

static bool datetime(struct arena *a, struct toml_zones *z, str text, val *ret, str *ret_message)
{
    load_zones(a, z);
    const struct {
        str layout;
        const struct zone *zone;
    } forms[] = {{STR("2006-01-02T15:04:05.999999999Z07:00"), z->local},
                 {STR("2006-01-02T15:04:05.999999999"), z->datetime},
                 {STR("2006-01-02"), z->date},
                 {STR("15:04:05.999999999"), z->time},
                 {STR("2006-01-02T15:04Z07:00"), z->local},
                 {STR("2006-01-02T15:04"), z->datetime},
                 {STR("15:04"), z->time}};
    str s = normal_date(a, text);
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        struct gotime t;
        str unused;
        if (!gotime_parse(a, forms[i].layout, s, forms[i].zone, &t, &unused))
            continue;
        if (lacks_zero(s, forms[i].layout))
            break;
        *ret = native_time(a, &t);
        return true;
    }
    return fail_quoted(a, "invalid datetime: ", s, "", ret_message);
}

bool toml_value(struct arena *a, struct toml_zones *zones, const struct toml_item *item, val *ret,
                str *ret_message)
{
    switch (item->kind) {
    case TOML_STRING:
        return unescape(a, item->text, ret, ret_message);
    case TOML_MULTILINE:
        return unescape(a, join_lines(a, without_first_newline(item->text)), ret, ret_message);
    case TOML_RAW_MULTILINE:
        *ret = val_str(without_first_newline(item->text));
        return true;
    case TOML_INTEGER:
        return integer(a, item->text, ret, ret_message);
    case TOML_FLOAT:
        return floating(a, item->text, ret, ret_message);
    case TOML_DATETIME:
        return datetime(a, zones, item->text, ret, ret_message);
    case TOML_BOOL:
        *ret = val_bool(str_eq(item->text, STR("true")));
        return true;
    case TOML_BARE:
    case TOML_RAW:
    case TOML_ARRAY_START:
    case TOML_TABLE_START:
        break;
    }
    *ret = val_str(item->text);
    return true;
}
