/* Decimal text to float64, rounded to nearest as Go's strconv.ParseFloat(s, 64) rounds it.
 *
 * Only the plain decimal form is read: [+-] digits [. digits] [(e|E) [+-] digits], with at least one
 * digit before or after the point. No blanks, underscores, hexadecimals, "inf" or "nan": what
 * else a caller's grammar allows it translates first. Any length is read without allocating.
 */
#ifndef CHELM_VALUE_DECIMAL_H
#define CHELM_VALUE_DECIMAL_H

#include "base/str.h"

/* False when s is not of that form or, as Go's ErrRange, too large for a finite number; what is
 * too small gives a zero of its sign. */
bool decimal_parse(str s, double *ret);

#endif
