#include "base/base64.h"

#include "base/arena.h"

static const char ALPHABET64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
static const char ALPHABET32[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

enum { NO_DIGIT = 0xFF };

static uint8_t digit64(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (uint8_t)(c - 'A');
    if (c >= 'a' && c <= 'z')
        return (uint8_t)(c - 'a' + 26);
    if (c >= '0' && c <= '9')
        return (uint8_t)(c - '0' + 52);
    return c == '+' ? 62 : c == '/' ? 63 : NO_DIGIT;
}

static uint8_t digit32(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (uint8_t)(c - 'A');
    return c >= '2' && c <= '7' ? (uint8_t)(c - '2' + 26) : NO_DIGIT;
}

static bool is_newline(char c)
{
    return c == '\n' || c == '\r';
}

/* Groups of `group` bytes become `digits` digits of `bits` bits each; the last one is padded. */
static str encode(struct arena *a, str bytes, const char *alphabet, unsigned bits, size_t group,
                  size_t digits)
{
    size_t groups = bytes.len / group + (bytes.len % group != 0);
    char *out = arena_bytes(a, groups * digits), *to = out;
    for (size_t at = 0; at < bytes.len; at += group) {
        uint64_t word = 0;
        size_t have = bytes.len - at < group ? bytes.len - at : group;
        for (size_t i = 0; i < group; i++)
            word = word << 8 | (i < have ? (uint8_t)bytes.s[at + i] : 0u);
        size_t used = (have * 8 + bits - 1) / bits;
        for (size_t i = 0; i < digits; i++) {
            unsigned shift = (unsigned)(digits - 1 - i) * bits;
            uint64_t digit = word >> shift & ((1u << bits) - 1);
            *to++ = i < used ? alphabet[digit] : '=';
        }
    }
    return str_make(out, groups * digits);
}

str base64_encode(struct arena *a, str bytes)
{
    return encode(a, bytes, ALPHABET64, 6, 3, 4);
}

str base32_encode(struct arena *a, str bytes)
{
    return encode(a, bytes, ALPHABET32, 5, 5, 8);
}

/* Bytes that `digits` digits of `bits` bits hold in full, from the top of a word of `group`. */
static char *put_bytes(char *to, uint64_t word, size_t digits, unsigned bits, size_t group)
{
    size_t n = digits * bits / 8;
    for (size_t i = 0; i < n; i++)
        *to++ = (char)(word >> 8 * (group - 1 - i));
    return to;
}

static size_t skip_newlines(str s, size_t at)
{
    while (at < s.len && is_newline(s.s[at]))
        at++;
    return at;
}

/* After the first '=' of a group with n digits, which ends before `at`: whether the text ends as
 * it should. */
static bool check_padding(str s, size_t n, size_t at, size_t *ret_bad)
{
    *ret_bad = at - 1;
    if (n < 2)
        return false;
    if (n == 2) {
        size_t second = skip_newlines(s, at);
        if (second == s.len || s.s[second] != '=') {
            *ret_bad = second == s.len ? s.len : second - 1;
            return false;
        }
        at = second + 1;
    }
    *ret_bad = skip_newlines(s, at);
    return *ret_bad == s.len;
}

bool base64_decode(struct arena *a, str text, str *ret, size_t *ret_bad)
{
    char *out = arena_bytes(a, text.len / 4 * 3 + 3), *to = out;
    uint64_t word = 0;
    size_t n = 0, at = 0;
    while (at < text.len) {
        char c = text.s[at++];
        uint8_t digit = digit64(c);
        if (is_newline(c))
            continue;
        if (c == '=') {
            if (!check_padding(text, n, at, ret_bad))
                return false;
            to = put_bytes(to, word << 6 * (4 - n), n, 6, 3);
            n = 0;
            break;
        }
        if (digit == NO_DIGIT) {
            *ret_bad = at - 1;
            return false;
        }
        word = word << 6 | digit;
        if (++n == 4) {
            to = put_bytes(to, word, 4, 6, 3);
            n = 0;
        }
    }
    if (n) {
        *ret_bad = at - n;
        return false;
    }
    *ret = str_make(out, (size_t)(to - out));
    return true;
}

static str without_newlines(struct arena *a, str s)
{
    char *out = arena_bytes(a, s.len), *to = out;
    for (size_t i = 0; i < s.len; i++)
        if (!is_newline(s.s[i]))
            *to++ = s.s[i];
    return str_make(out, (size_t)(to - out));
}

/* The first '=' of a group with n digits ends before `at`, with fewer than a group's characters
 * left. Padding may not leave 1, 3 or 6 digits: they fill no byte. */
static bool check_padding32(str s, size_t n, size_t at, size_t *ret_bad)
{
    size_t left = s.len - at;
    *ret_bad = s.len;
    if (left + n < 7)
        return false;
    for (size_t k = 0; k < 7 - n; k++) {
        *ret_bad = at + k - 1;
        if (left > k && s.s[at + k] != '=')
            return false;
    }
    *ret_bad = at - 1;
    return n != 1 && n != 3 && n != 6;
}

bool base32_decode(struct arena *a, str text, str *ret, size_t *ret_bad)
{
    text = without_newlines(a, text);
    char *out = arena_bytes(a, text.len / 8 * 5 + 5), *to = out;
    uint64_t word = 0;
    size_t n = 0, at = 0;
    while (at < text.len) {
        char c = text.s[at++];
        if (c == '=' && n >= 2 && text.len - at < 8) {
            if (!check_padding32(text, n, at, ret_bad))
                return false;
            to = put_bytes(to, word << 5 * (8 - n), n, 5, 5);
            n = 0;
            break;
        }
        uint8_t digit = digit32(c);
        if (digit == NO_DIGIT) {
            *ret_bad = at - 1;
            return false;
        }
        word = word << 5 | digit;
        if (++n == 8) {
            to = put_bytes(to, word, 8, 5, 5);
            n = 0;
        }
    }
    if (n) {
        *ret_bad = at - n;
        return false;
    }
    *ret = str_make(out, (size_t)(to - out));
    return true;
}
