/* Numbers of schemas and values, compared exactly: decimals of any length.
 *
 * The validator reads every number as a rational from its text: of a float64 the shortest digits,
 * of a number in the schema's file what is written there. Texts are views of the value or of the
 * arena given. Nothing here takes time or memory beyond what the texts' lengths account for.
 */
#ifndef CHELM_CHART_SCHEMA_NUMBER_H
#define CHELM_CHART_SCHEMA_NUMBER_H

#include "value/val.h"

struct schema_number {
    bool neg;
    str digits;  /* neither first nor last is 0; "" for zero */
    int64_t exp; /* the number is 0.DIGITS × 10^exp */
};

bool schema_is_number(val v);
/* What fmt.Sprint gives for a number: 1e+06. */
str schema_number_text(struct arena *a, val v);
/* As big.Rat's SetString: false for exponents beyond a million. */
bool schema_number_read(struct arena *a, val v, struct schema_number *ret);
int schema_number_cmp(struct schema_number x, struct schema_number y);
bool schema_number_is_int(struct schema_number x);
/* Whether x / y is an integer; y is not zero. */
bool schema_number_is_multiple(struct arena *a, struct schema_number x, struct schema_number y);
/* The low 64 bits of an integer, as big.Int's Int64. */
int64_t schema_number_int(struct schema_number x);

#endif
