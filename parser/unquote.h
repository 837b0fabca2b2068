/* Go's quoted literals to what they mean: strconv.Unquote and UnquoteChar.
 *
 * A result is a view of the literal when nothing had to be changed, else new bytes in the arena.
 * The only failure is Go's "invalid syntax".
 */
#ifndef CHELM_PARSER_UNQUOTE_H
#define CHELM_PARSER_UNQUOTE_H

#include "base/str.h"

/* "…" or `…` with its quotes. Bytes that are not UTF-8 become U+FFFD in the former; carriage
 * returns vanish from the latter. As strconv.Unquote. */
bool unquote_string(struct arena *a, str literal, str *ret);
/* The first rune or escape of `s`, which stands in quotes of the kind `quote`. *ret_len is how much
 * of s it takes; *ret_byte whether it stands for a byte (\xNN, \NNN) rather than for a rune. As
 * strconv.UnquoteChar. */
bool unquote_rune(str s, char quote, uint32_t *ret, size_t *ret_len, bool *ret_byte);

#endif
