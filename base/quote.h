/* Go's quoted strings and runes, as strconv writes them. Nothing here fails. */
#ifndef CHELM_BASE_QUOTE_H
#define CHELM_BASE_QUOTE_H

#include "base/buf.h"

/* strconv.Quote, fmt's %q. Bytes that are not UTF-8 become \xNN. */
void quote_go(struct buf *b, str s);
/* strconv.QuoteToASCII, fmt's %+q. */
void quote_go_ascii(struct buf *b, str s);
/* strconv.QuoteRune and QuoteRuneToASCII: 'x'. What is no rune is written as U+FFFD. */
void quote_go_rune(struct buf *b, uint32_t rune);
void quote_go_rune_ascii(struct buf *b, uint32_t rune);
/* strconv.Quote into the arena. */
str quote(struct arena *a, str s);
/* The runes of s as %q prints a []rune: ['a' 'b']. */
str quote_runes(struct arena *a, str s);
/* strconv.CanBackquote: whether `s` may stand in a raw string, without control bytes but tab. */
bool quote_can_backquote(str s);

#endif
