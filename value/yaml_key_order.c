#include "value/yaml_key_order.h"

#include "base/unicode.h"
#include "base/utf8.h"

static bool is_ascii_letter(uint32_t r)
{
    return (r | 0x20) >= 'a' && (r | 0x20) <= 'z';
}

static bool is_letter(uint32_t r)
{
    return r < 0x80 ? is_ascii_letter(r) : unicode_is_letter(r);
}

static bool is_digit(uint32_t r)
{
    return r < 0x80 ? r >= '0' && r <= '9' : unicode_is_digit(r);
}

/* ------------------------------------------------------------------------------------------
 * Digits
 */

/* Whether the digits right before `at` hold one that is not '0'. */
static bool follows_number(str s, size_t at)
{
    while (at > 0) {
        size_t len;
        uint32_t r = utf8_decode_last(str_make(s.s, at), &len);
        if (!is_digit(r))
            return false;
        if (r != '0')
            return true;
        at -= len;
    }
    return false;
}

/* The digits at the start of s as a number that begins with `seed`; wraps as Go's int64 does. */
static int64_t read_number(str s, int64_t seed, size_t *ret_digits)
{
    uint64_t n = (uint64_t)seed;
    size_t digits = 0;
    for (size_t i = 0, len; i < s.len; i += len, digits++) {
        uint32_t r = (unsigned char)s.s[i];
        len = 1;
        if (r >= 0x80)
            r = utf8_decode(str_from(s, i), &len);
        if (!is_digit(r))
            break;
        n = n * 10 + (r - '0');
    }
    *ret_digits = digits;
    return (int64_t)n;
}

/* Neither a's rune ra nor b's rune rb, the first that differ, is a letter. */
static bool less_by_number(str a, size_t at_a, uint32_t ra, str b, size_t at_b, uint32_t rb)
{
    int64_t seed = (ra == '0' || rb == '0') && follows_number(a, at_a);
    size_t digits_a, digits_b;
    int64_t number_a = read_number(str_from(a, at_a), seed, &digits_a);
    int64_t number_b = read_number(str_from(b, at_b), seed, &digits_b);
    if (number_a != number_b)
        return number_a < number_b;
    if (digits_a != digits_b)
        return digits_a < digits_b;
    return ra < rb;
}

/* ------------------------------------------------------------------------------------------
 * Order
 */

/* Skips the runes that are equal. False when one string ends there. */
static bool find_difference(str a, str b, size_t *ret_a, size_t *ret_b, uint32_t *ra, uint32_t *rb)
{
    size_t i = *ret_a, j = *ret_b, len_a, len_b;
    for (; i < a.len && j < b.len; i += len_a, j += len_b) {
        *ra = utf8_decode(str_from(a, i), &len_a);
        *rb = utf8_decode(str_from(b, j), &len_b);
        if (*ra != *rb)
            break;
    }
    *ret_a = i;
    *ret_b = j;
    return i < a.len && j < b.len;
}

static bool less(str a, str b, bool pretty)
{
    size_t i = 0, n = a.len < b.len ? a.len : b.len;
    while (i < n && a.s[i] == b.s[i] && !(a.s[i] & 0x80))
        i++;
    size_t at_a = i, at_b = i;
    uint32_t ra = 0, rb = 0;
    if (i < n && !((a.s[i] | b.s[i]) & 0x80)) {
        ra = (unsigned char)a.s[i];
        rb = (unsigned char)b.s[i];
    } else if (!find_difference(a, b, &at_a, &at_b, &ra, &rb))
        return a.len - at_a < b.len - at_b; /* what is left of one is nothing */
    bool letter_a = is_letter(ra), letter_b = is_letter(rb);
    if (letter_a && letter_b)
        return ra < rb;
    if (letter_a || letter_b) {
        size_t len;
        bool after_digit =
            pretty && at_a > 0 && is_digit(utf8_decode_last(str_make(a.s, at_a), &len));
        return after_digit ? letter_a : letter_b;
    }
    return less_by_number(a, at_a, ra, b, at_b, rb);
}

bool yaml_key_less(str a, str b)
{
    return less(a, b, false);
}

bool yaml_key_less_pretty(str a, str b)
{
    return less(a, b, true);
}
