#include "base/unicode.h"

#include "base/utf8.h"

#include <utf8proc.h>

static utf8proc_category_t category(uint32_t r)
{
    return r <= 0x10FFFF ? utf8proc_category((utf8proc_int32_t)r) : UTF8PROC_CATEGORY_CN;
}

static bool between(utf8proc_category_t c, utf8proc_category_t lo, utf8proc_category_t hi)
{
    return c >= lo && c <= hi;
}

bool unicode_is_letter(uint32_t r)
{
    if (r < 0x80)
        return (r | 32) >= 'a' && (r | 32) <= 'z';
    return between(category(r), UTF8PROC_CATEGORY_LU, UTF8PROC_CATEGORY_LO);
}

bool unicode_is_digit(uint32_t r)
{
    if (r < 0x80)
        return r >= '0' && r <= '9';
    return category(r) == UTF8PROC_CATEGORY_ND;
}

bool unicode_is_number(uint32_t r)
{
    return between(category(r), UTF8PROC_CATEGORY_ND, UTF8PROC_CATEGORY_NO);
}

bool unicode_is_punct(uint32_t r)
{
    return between(category(r), UTF8PROC_CATEGORY_PC, UTF8PROC_CATEGORY_PO);
}

bool unicode_is_upper(uint32_t r)
{
    return category(r) == UTF8PROC_CATEGORY_LU;
}

bool unicode_is_lower(uint32_t r)
{
    return category(r) == UTF8PROC_CATEGORY_LL;
}

bool unicode_is_title(uint32_t r)
{
    return category(r) == UTF8PROC_CATEGORY_LT;
}

bool unicode_is_space(uint32_t r)
{
    if (r < 0x80)
        return r == ' ' || (r >= '\t' && r <= '\r');
    return r == 0x85 || r == 0xA0 || r == 0x1680 || (r >= 0x2000 && r <= 0x200A) || r == 0x2028 ||
           r == 0x2029 || r == 0x202F || r == 0x205F || r == 0x3000;
}

bool unicode_is_print(uint32_t r)
{
    if (r < 0x7F)
        return r >= ' ';
    return between(category(r), UTF8PROC_CATEGORY_LU, UTF8PROC_CATEGORY_SO);
}

/* utf8proc raises sharp s to U+1E9E, which UnicodeData.txt does not. */
enum { SHARP_S = 0xDF };

uint32_t unicode_to_upper(uint32_t r)
{
    return r <= 0x10FFFF && r != SHARP_S ? (uint32_t)utf8proc_toupper((utf8proc_int32_t)r) : r;
}

uint32_t unicode_to_lower(uint32_t r)
{
    return r <= 0x10FFFF ? (uint32_t)utf8proc_tolower((utf8proc_int32_t)r) : r;
}

uint32_t unicode_to_title(uint32_t r)
{
    return r <= 0x10FFFF && r != SHARP_S ? (uint32_t)utf8proc_totitle((utf8proc_int32_t)r) : r;
}

str unicode_trim_left(str s)
{
    while (s.len) {
        size_t n;
        if (!unicode_is_space(utf8_decode(s, &n)))
            break;
        s = str_from(s, n);
    }
    return s;
}

str unicode_trim_right(str s)
{
    while (s.len) {
        size_t n;
        if (!unicode_is_space(utf8_decode_last(s, &n)))
            break;
        s.len -= n;
    }
    return s;
}

str unicode_trim_space(str s)
{
    return unicode_trim_right(unicode_trim_left(s));
}
