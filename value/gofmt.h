/* Go's fmt on values: print, println, printf, %v, and what {{ x }} writes.
 *
 * Types, flags, error texts (%!d(string=x), %!(EXTRA …), %!d(MISSING)) and quirks are those of Go's
 * package fmt. Nothing here fails. A value nested deeper than any sane one (a map that holds
 * itself) ends the printing where the limit is met; Go would run out of stack. Addresses, which Go
 * prints for %p and pointers inside containers, are always 0xc000010000.
 */
#ifndef CHELM_VALUE_GOFMT_H
#define CHELM_VALUE_GOFMT_H

#include "base/buf.h"
#include "value/val.h"

/* fmt.Sprint(v): %v. */
void gofmt_value(struct buf *out, val v);
/* The same into the arena; a string is returned as it is. */
str gofmt_str(struct arena *a, val v);
/* fmt.Sprint: a blank between two operands when neither is a string. */
void gofmt_sprint(struct buf *out, const val *args, size_t n);
/* fmt.Sprintln: blanks between all, a newline at the end. */
void gofmt_sprintln(struct buf *out, const val *args, size_t n);
/* fmt.Sprintf. */
void gofmt_sprintf(struct buf *out, str format, const val *args, size_t n);
/* What {{ v }} writes (text/template's printValue): nothing is "<no value>", pointers are followed
 * once, and a KubeVersion read from .Capabilities shows its String(). */
void gofmt_print_value(struct buf *out, val v);

#endif
