/* Exact decimal numbers, as Sprig's addf, subf, mulf and divf compute with (shopspring/decimal).
 *
 * A number is an integer of any length times a power of ten; it is immutable and lives in the arena
 * given. Nothing here fails, but for a division by zero.
 */
#ifndef CHELM_BASE_BIGDEC_H
#define CHELM_BASE_BIGDEC_H

#include "base/str.h"

struct bigdec {
    bool neg;
    int64_t exp;     /* the power of ten */
    uint32_t len;    /* limbs in use, the last not 0; 0 for zero */
    uint32_t *limbs; /* base 10^9, least significant first */
};

/* The shortest decimal that reads back as f, which is finite. As decimal.NewFromFloat. */
struct bigdec bigdec_from_double(struct arena *a, double f);
/* The nearest double, infinite when there is none. As Decimal.Float64. */
double bigdec_to_double(struct arena *a, struct bigdec x);

struct bigdec bigdec_add(struct arena *a, struct bigdec x, struct bigdec y);
struct bigdec bigdec_sub(struct arena *a, struct bigdec x, struct bigdec y);
struct bigdec bigdec_mul(struct arena *a, struct bigdec x, struct bigdec y);
/* x / y, rounded half away from zero to 16 decimal places; y is not zero. As Decimal.Div. */
struct bigdec bigdec_div(struct arena *a, struct bigdec x, struct bigdec y);
bool bigdec_is_zero(struct bigdec x);

#endif
