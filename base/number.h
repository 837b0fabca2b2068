/* Numbers as text, in Go's forms: what strconv formats and parses.
 *
 * Formatting never fails; shortest digits are exactly Go's (the fewest digits that read back as the
 * same number, of these the closest). Parsing says why a text is not a number of the kind, as
 * strconv's ErrSyntax and ErrRange. The process is expected to keep the numeric locale "C".
 */
#ifndef CHELM_BASE_NUMBER_H
#define CHELM_BASE_NUMBER_H

#include "base/buf.h"

enum {
    NUMBER_MAX = 400,     /* room that number_format_float needs */
    NUMBER_PREC_MAX = 50, /* greatest precision that it takes */
    NUMBER_INT_MAX = 72   /* room for an integer in any base, with sign and prefix */
};

/* strconv.FormatFloat: verb e E f g G b x X; prec -1 is shortest; bits 64 or 32. Returns the
 * length; out holds NUMBER_MAX bytes and is not terminated. prec is at most NUMBER_PREC_MAX. */
size_t number_format_float(char *out, double f, char verb, int prec, int bits);
/* The same with any precision. */
void number_put_float(struct buf *b, double f, char verb, int prec, int bits);
/* fmt's %v of a float64: 'g', shortest ("1e+06", "0.5", "+Inf"). */
void number_put_go_float(struct buf *b, double f);
/* The same in decimal, which most numbers are written in: no base to divide by. */
size_t number_format_decimal(char *out, uint64_t u);
/* strconv.FormatUint with base 2 to 36. Returns the length; out holds NUMBER_INT_MAX bytes. */
size_t number_format_uint(char *out, uint64_t u, unsigned base);

enum number_status { NUMBER_OK, NUMBER_SYNTAX, NUMBER_RANGE };

/* strconv.ParseInt(s, base, 64); base 0 reads Go's prefixes and underscores. When out of range
 * *ret is the nearest value, as Go's; it is not touched by a syntax error. */
enum number_status number_read_int(str s, int base, int64_t *ret);
/* strconv.ParseUint(s, base, 64), in the same way. */
enum number_status number_read_uint(str s, int base, uint64_t *ret);
/* strconv.ParseFloat(s, 64): decimal, hexadecimal with p, inf, infinity, nan, underscores between
 * digits. When out of range *ret is infinite. */
enum number_status number_read_float(str s, double *ret);

/* The same for those who don't ask why: false on any error, *ret then untouched. */
bool number_parse_int(str s, int base, int64_t *ret);
bool number_parse_uint(str s, int base, uint64_t *ret);
bool number_parse_float(str s, double *ret);

#endif
