/* Sprig's conversions: spf13/cast v1.7.0 with errors dropped, and strval. Nothing here fails. */
#ifndef CHELM_VALUE_CAST_H
#define CHELM_VALUE_CAST_H

#include "value/val.h"

struct arena;

/* cast.ToInt64 and cast.ToInt: what cannot be converted is 0, also a time.Duration. Strings are
 * read with Go's prefixes; floats are cut, out of range they give INT64_MIN. */
int64_t cast_to_int64(val v);
/* cast.ToFloat64: what cannot be converted is 0. */
double cast_to_float64(val v);
/* Sprig's strval: a string or bytes as they are, else as %v prints it. */
str cast_strval(struct arena *a, val v);

#endif
