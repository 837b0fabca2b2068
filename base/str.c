#define _GNU_SOURCE /* memmem, memrchr */

#include "base/str.h"

#include "base/arena.h"
#include "base/buf.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

str str_from_c(const char *s)
{
    return s ? (str){s, strlen(s)} : (str){NULL, 0};
}

int str_cmp_bytes(str a, str b)
{
    size_t n = a.len < b.len ? a.len : b.len;
    int c = n ? memcmp(a.s, b.s, n) : 0;
    if (c)
        return c;
    return (a.len > b.len) - (a.len < b.len);
}

bool str_has_suffix(str s, str suffix)
{
    return s.len >= suffix.len && str_eq(str_from(s, s.len - suffix.len), suffix);
}

/* From this length on, what is looked for is looked for in linear time. */
enum { LONG_NEEDLE = 32 };

static size_t find_long(str s, str needle)
{
    const char *p = s.len ? memmem(s.s, s.len, needle.s, needle.len) : NULL;
    return p ? (size_t)(p - s.s) : STR_NONE;
}

size_t str_find(str s, str needle)
{
    if (needle.len == 0)
        return 0;
    if (needle.len >= LONG_NEEDLE)
        return find_long(s, needle);
    size_t at = 0;
    while (s.len - at >= needle.len) {
        const char *p = memchr(s.s + at, needle.s[0], s.len - at - needle.len + 1);
        if (!p)
            return STR_NONE;
        if (memcmp(p, needle.s, needle.len) == 0)
            return (size_t)(p - s.s);
        at = (size_t)(p - s.s) + 1;
    }
    return STR_NONE;
}

size_t str_find_last(str s, str needle)
{
    if (needle.len > s.len)
        return STR_NONE;
    if (needle.len == 1) {
        const char *p = memrchr(s.s, needle.s[0], s.len);
        return p ? (size_t)(p - s.s) : STR_NONE;
    }
    for (size_t at = s.len - needle.len + 1; at-- > 0;)
        if (str_eq(str_slice(s, at, at + needle.len), needle))
            return at;
    return STR_NONE;
}

size_t str_find_char(str s, char c)
{
    const char *p = s.len ? memchr(s.s, c, s.len) : NULL;
    return p ? (size_t)(p - s.s) : STR_NONE;
}

str str_in_quotes(str s)
{
    size_t from = str_find_char(s, '"');
    if (from == STR_NONE)
        return STR("");
    str rest = str_from(s, from + 1);
    size_t to = str_find_char(rest, '"');
    return to == STR_NONE ? STR("") : str_slice(rest, 0, to);
}

bool str_has(str s, str needle)
{
    return str_find(s, needle) != STR_NONE;
}

size_t str_count(str s, str needle)
{
    assert(needle.len > 0);
    size_t n = 0;
    for (size_t at; (at = str_find(s, needle)) != STR_NONE; n++)
        s = str_from(s, at + needle.len);
    return n;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

str str_trim_blanks(str s)
{
    while (s.len && is_blank(s.s[0]))
        s = str_from(s, 1);
    while (s.len && is_blank(s.s[s.len - 1]))
        s.len--;
    return s;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

bool str_eq_fold(str a, str b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (lower(a.s[i]) != lower(b.s[i]))
            return false;
    return true;
}

str str_dup(struct arena *a, str s)
{
    if (s.len == 0)
        return (str){"", 0};
    char *p = arena_bytes(a, s.len);
    memcpy(p, s.s, s.len);
    return (str){p, s.len};
}

const char *str_c(struct arena *a, str s)
{
    char *p = arena_bytes(a, s.len + 1);
    if (s.len)
        memcpy(p, s.s, s.len);
    p[s.len] = '\0';
    return p;
}

str str_fmt(struct arena *a, const char *fmt, ...)
{
    struct buf b;
    buf_init(&b, a);
    va_list ap;
    va_start(ap, fmt);
    buf_put_vfmt(&b, fmt, ap);
    va_end(ap);
    return buf_str(&b);
}

str str_concat(struct arena *a, str x, str y)
{
    char *p = arena_bytes(a, x.len + y.len);
    if (x.len)
        memcpy(p, x.s, x.len);
    if (y.len)
        memcpy(p + x.len, y.s, y.len);
    return (str){p, x.len + y.len};
}

str str_replace_all(struct arena *a, str s, str old, str with)
{
    size_t n = str_count(s, old);
    if (n == 0)
        return s;
    size_t len = s.len - n * old.len + n * with.len;
    char *p = arena_bytes(a, len), *out = p;
    for (size_t at; (at = str_find(s, old)) != STR_NONE; s = str_from(s, at + old.len)) {
        memcpy(out, s.s, at);
        out += at;
        if (with.len)
            memcpy(out, with.s, with.len);
        out += with.len;
    }
    if (s.len)
        memcpy(out, s.s, s.len);
    return (str){p, len};
}

static uint64_t load(const char *p, size_t n)
{
    uint64_t w = 0;
    memcpy(&w, p, n);
    return w;
}

/* Eight bytes at a time: keys of maps are short, and hashed all the time. Some are megabytes, a
 * chart's context that was printed. */
uint32_t str_hash(str s)
{
    enum { HUGE = 64 << 10 };
    if (s.len > HUGE)
        return str_hash_text(s);
    const uint64_t k = 0x9E3779B97F4A7C15u;
    uint64_t h = s.len * k;
    const char *p = s.s;
    size_t n = s.len;
    for (; n >= 8; p += 8, n -= 8) {
        h = (h ^ load(p, 8)) * k;
        h ^= h >> 29;
    }
    if (n >= 4)
        h = (h ^ load(p, 4) ^ load(p + n - 4, 4) << 32) * k;
    else if (n)
        h = (h ^ (uint8_t)p[0] ^ (uint64_t)(uint8_t)p[n / 2] << 8 ^
             (uint64_t)(uint8_t)p[n - 1] << 16) *
            k;
    return (uint32_t)(h ^ h >> 32);
}

uint32_t str_hash_text(str s)
{
    enum { PARTS = 8, PART = 64 };
    if (s.len <= (size_t)PARTS * PART)
        return str_hash(s);
    uint32_t h = (uint32_t)s.len;
    for (size_t i = 0; i < PARTS; i++) {
        size_t at = (s.len - PART) / (PARTS - 1) * i;
        h = h * 31 + str_hash(str_slice(s, at, at + PART));
    }
    return h * 31 + str_hash(str_from(s, s.len - PART));
}
