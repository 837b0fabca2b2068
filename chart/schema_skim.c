#include "chart/schema_skim.h"

#include "base/utf8.h"

/* ---- blanks ---- */

static uint64_t load8(const char *p)
{
    uint64_t x;
    memcpy(&x, p, sizeof x);
    return x;
}

char skim_peek(struct skim *s)
{
    const char *p = s->at, *end = s->end;
    while (p < end && (*p == ' ' || *p == '\n' || *p == '\t' || *p == '\r')) {
        p++;
        while (end - p >= 8 && load8(p) == 0x2020202020202020u) /* indents */
            p += 8;
    }
    s->at = p;
    return p < end ? *p : '\0';
}

bool skim_take(struct skim *s, char c)
{
    bool is_it = skim_peek(s) == c && s->at < s->end;
    s->at += is_it;
    return is_it;
}

/* ---- strings ---- */

#define BYTES(c) (0x0101010101010101u * (c))

/* Whether one of eight bytes is a quote, a backslash, below ' ' or beyond ASCII. Right about "no".
 */
static bool has_special(uint64_t x)
{
    uint64_t quote = x ^ BYTES('"'), slash = x ^ BYTES('\\');
    return ((x | (x - BYTES(0x20)) | (quote - BYTES(1)) | (slash - BYTES(1))) & BYTES(0x80)) != 0;
}

static bool is_usual(char c)
{
    return c >= 0x20 && (unsigned char)c < 0x80 && c != '"' && c != '\\';
}

static bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* From behind a backslash to behind the escape; NULL when it is none. */
static const char *skip_escape(const char *p, const char *end)
{
    if (p == end || !*p || !strchr("bfnrt\\/\"u", *p))
        return NULL;
    if (*p++ != 'u')
        return p;
    for (int i = 0; i < 4; i++, p++)
        if (p == end || !is_hex(*p))
            return NULL;
    return p;
}

/* `beyond`: whether there are escapes or bytes beyond ASCII. */
static bool read_string(struct skim *s, str *ret, bool *escapes, bool *beyond)
{
    *escapes = *beyond = false;
    if (!skim_take(s, '"'))
        return false;
    const char *start = s->at, *p = start, *end = s->end;
    for (;;) {
        while (end - p >= 8 && !has_special(load8(p)))
            p += 8;
        while (p < end && is_usual(*p))
            p++;
        if (p == end || (unsigned char)*p < 0x20)
            return false;
        if (*p == '"')
            break;
        char c = *p++;
        *beyond |= (unsigned char)c >= 0x80;
        if (c != '\\')
            continue;
        *escapes = true;
        p = skip_escape(p, end);
        if (!p)
            return false;
    }
    *ret = str_make(start, (size_t)(p - start));
    s->at = p + 1;
    return true;
}

bool skim_string(struct skim *s, str *ret)
{
    bool escapes, beyond;
    return read_string(s, ret, &escapes, &beyond);
}

bool skim_plain_string(struct skim *s, str *ret)
{
    bool escapes, beyond;
    return read_string(s, ret, &escapes, &beyond) && !escapes && (!beyond || utf8_valid(*ret));
}

/* ---- other literals ---- */

static bool skip_digits(struct skim *s)
{
    const char *p = s->at;
    while (p < s->end && *p >= '0' && *p <= '9')
        p++;
    bool some = p > s->at;
    s->at = p;
    return some;
}

static bool is_next(const struct skim *s, char c)
{
    return s->at < s->end && *s->at == c;
}

bool skim_number(struct skim *s, str *ret)
{
    (void)skim_peek(s);
    const char *start = s->at;
    s->at += is_next(s, '-');
    if (is_next(s, '0'))
        s->at++;
    else if (!skip_digits(s))
        return false;
    if (is_next(s, '.')) {
        s->at++;
        if (!skip_digits(s))
            return false;
    }
    if (is_next(s, 'e') || is_next(s, 'E')) {
        s->at++;
        s->at += is_next(s, '+') || is_next(s, '-');
        if (!skip_digits(s))
            return false;
    }
    *ret = str_make(start, (size_t)(s->at - start));
    return true;
}

static bool take_word(struct skim *s, str word)
{
    if ((size_t)(s->end - s->at) < word.len || memcmp(s->at, word.s, word.len) != 0)
        return false;
    s->at += word.len;
    return true;
}

bool skim_bool(struct skim *s, bool *ret)
{
    *ret = skim_peek(s) == 't';
    return take_word(s, *ret ? STR("true") : STR("false"));
}

/* ---- all values ---- */

bool skim_open(struct skim *s, char c)
{
    return s->depth++ < SKIM_DEPTH_MAX && skim_take(s, c);
}

bool skim_more(struct skim *s, char close, bool *first, bool *ret_more)
{
    *ret_more = !skim_take(s, close);
    s->depth -= !*ret_more;
    bool ok = !*ret_more || *first || skim_take(s, ',');
    *first = false;
    return ok;
}

static bool skip_container(struct skim *s, char open)
{
    bool first = true, more;
    str key;
    if (!skim_open(s, open))
        return false;
    for (;;) {
        if (!skim_more(s, open == '{' ? '}' : ']', &first, &more) || !more)
            return !more;
        if (open == '{' && !(skim_string(s, &key) && skim_take(s, ':')))
            return false;
        if (!skim_value(s))
            return false;
    }
}

bool skim_value(struct skim *s)
{
    str text;
    bool b;
    switch (skim_peek(s)) {
    case '{':
    case '[':
        return skip_container(s, *s->at);
    case '"':
        return skim_string(s, &text);
    case 't':
    case 'f':
        return skim_bool(s, &b);
    case 'n':
        return take_word(s, STR("null"));
    default:
        return skim_number(s, &text);
    }
}
