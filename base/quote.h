/* Go's quoted text: what %q prints for a string or a rune.
 *
 * Never fails; bytes that are not UTF-8 come out as \xNN, what does not print as \u or \U.
 */
#ifndef CHELM_BASE_QUOTE_H
#define CHELM_BASE_QUOTE_H

#include "base/buf.h"

/* As strconv.Quote: "a\tb". */
void quote_put(struct buf *out, str s);
/* As strconv.QuoteRune: 'a', '\n', '\''. */
void quote_put_rune(struct buf *out, uint32_t rune);
/* strconv.Quote into the arena. */
str quote(struct arena *a, str s);
/* The runes of s as %q prints a []rune: ['a' 'b']. */
str quote_runes(struct arena *a, str s);

#endif
