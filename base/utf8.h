/* UTF-8 as Go reads it: whatever is not valid is one byte that stands for U+FFFD. */
#ifndef CHELM_BASE_UTF8_H
#define CHELM_BASE_UTF8_H

#include "base/str.h"

enum { UTF8_BAD = 0xFFFD, UTF8_MAX = 4 };

/* The rune at the start of s (not empty) and, in *ret_len, its length in bytes. Bytes that are not
 * UTF-8 (also surrogates and overlong forms) give UTF8_BAD with length 1. As Go's DecodeRune. */
uint32_t utf8_decode(str s, size_t *ret_len);
/* The same for the last rune of s (not empty). As Go's DecodeLastRune. */
uint32_t utf8_decode_last(str s, size_t *ret_len);
/* Writes the rune's bytes (at most UTF8_MAX) and returns how many; an invalid rune gives the bytes
 * of U+FFFD. As Go's AppendRune. */
size_t utf8_encode(char *out, uint32_t rune);
bool utf8_valid(str s);
bool utf8_is_ascii(str s);
size_t utf8_count(str s); /* runes, each bad byte counting as one */
/* Each bad byte replaced by U+FFFD; s itself when it is valid. As Go's []rune and back. */
str utf8_repair(struct arena *a, str s);

#endif
