#include "base/utf8.h"

#include "base/buf.h"

#include <assert.h>
#include <string.h>

static bool is_tail(str s, size_t i)
{
    return i < s.len && ((uint8_t)s.s[i] & 0xC0) == 0x80;
}

static uint32_t tail(str s, size_t i)
{
    return (uint8_t)s.s[i] & 0x3Fu;
}

uint32_t utf8_decode(str s, size_t *ret_len)
{
    assert(s.len > 0);
    uint32_t b = (uint8_t)s.s[0], r;
    *ret_len = 1;
    if (b < 0x80)
        return b;
    if (b >= 0xC2 && b <= 0xDF && is_tail(s, 1)) {
        *ret_len = 2;
        return (b & 0x1F) << 6 | tail(s, 1);
    }
    if (b >= 0xE0 && b <= 0xEF && is_tail(s, 1) && is_tail(s, 2)) {
        r = (b & 0x0F) << 12 | tail(s, 1) << 6 | tail(s, 2);
        if (r < 0x800 || (r >= 0xD800 && r <= 0xDFFF))
            return UTF8_BAD;
        *ret_len = 3;
        return r;
    }
    if (b >= 0xF0 && b <= 0xF4 && is_tail(s, 1) && is_tail(s, 2) && is_tail(s, 3)) {
        r = (b & 0x07) << 18 | tail(s, 1) << 12 | tail(s, 2) << 6 | tail(s, 3);
        if (r < 0x10000 || r > 0x10FFFF)
            return UTF8_BAD;
        *ret_len = 4;
        return r;
    }
    return UTF8_BAD;
}

uint32_t utf8_decode_last(str s, size_t *ret_len)
{
    assert(s.len > 0);
    for (size_t back = 1; back <= UTF8_MAX && back <= s.len; back++) {
        str end = str_from(s, s.len - back);
        if (((uint8_t)end.s[0] & 0xC0) == 0x80 && back < UTF8_MAX)
            continue;
        uint32_t r = utf8_decode(end, ret_len);
        if (*ret_len == back)
            return r;
        break;
    }
    *ret_len = 1;
    return UTF8_BAD;
}

size_t utf8_encode(char *out, uint32_t rune)
{
    if (rune > 0x10FFFF || (rune >= 0xD800 && rune <= 0xDFFF))
        rune = UTF8_BAD;
    if (rune < 0x80) {
        out[0] = (char)rune;
        return 1;
    }
    size_t n = rune < 0x800 ? 2 : rune < 0x10000 ? 3 : 4;
    static const uint8_t lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = n; i-- > 1; rune >>= 6)
        out[i] = (char)(0x80 | (rune & 0x3F));
    out[0] = (char)(lead[n] | rune);
    return n;
}

bool utf8_valid(str s)
{
    for (size_t at = 0, n; at < s.len; at += n) {
        uint32_t r = utf8_decode(str_from(s, at), &n);
        if (r == UTF8_BAD && n == 1)
            return false;
    }
    return true;
}

bool utf8_is_ascii(str s)
{
    const uint64_t high = 0x8080808080808080;
    uint64_t w, seen = 0;
    if (s.len < sizeof w) {
        for (size_t i = 0; i < s.len; i++)
            seen |= (uint8_t)s.s[i];
        return !(seen & high);
    }
    for (size_t i = 0; i < s.len; i += sizeof w) {
        size_t at = i < s.len - sizeof w ? i : s.len - sizeof w; /* the last ones end the text */
        memcpy(&w, s.s + at, sizeof w);
        seen |= w;
    }
    return !(seen & high);
}

size_t utf8_count(str s)
{
    size_t count = 0;
    for (size_t at = 0, n; at < s.len; at += n, count++)
        utf8_decode(str_from(s, at), &n);
    return count;
}

str utf8_repair(struct arena *a, str s)
{
    if (utf8_valid(s))
        return s;
    struct buf b;
    buf_init(&b, a);
    for (size_t at = 0, n; at < s.len; at += n) {
        uint32_t r = utf8_decode(str_from(s, at), &n);
        b.len += utf8_encode(buf_reserve(&b, UTF8_MAX), r);
    }
    return buf_str(&b);
}
