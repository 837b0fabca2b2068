/* Sprig's arithmetic: whole numbers wrap around, the f functions are exact decimals. */
#include "funcs/func.h"

#include "base/bigdec.h"
#include "base/number.h"
#include "value/cast.h"

#include <math.h>

static val wrapped(uint64_t u)
{
    return val_int64((int64_t)u);
}

static uint64_t as_uint(val v)
{
    return (uint64_t)cast_to_int64(v);
}

bool fn_add(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)c;
    uint64_t sum = 0;
    for (uint32_t i = 0; i < n; i++)
        sum += as_uint(arg[i]);
    *ret = wrapped(sum);
    return true;
}

bool fn_add1(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)c;
    (void)n;
    *ret = wrapped(as_uint(arg[0]) + 1);
    return true;
}

bool fn_sub(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)c;
    (void)n;
    *ret = wrapped(as_uint(arg[0]) - as_uint(arg[1]));
    return true;
}

bool fn_mul(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)c;
    uint64_t product = as_uint(arg[0]);
    for (uint32_t i = 1; i < n; i++)
        product *= as_uint(arg[i]);
    *ret = wrapped(product);
    return true;
}

/* Division by -1 is a negation in Go, also of the smallest number; C would trap. */
bool fn_div(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    int64_t x = cast_to_int64(arg[0]), y = cast_to_int64(arg[1]);
    if (y == 0)
        return call_fail(c, "runtime error: integer divide by zero");
    *ret = y == -1 ? wrapped(0 - (uint64_t)x) : val_int64(x / y);
    return true;
}

bool fn_mod(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    int64_t x = cast_to_int64(arg[0]), y = cast_to_int64(arg[1]);
    if (y == 0)
        return call_fail(c, "runtime error: integer divide by zero");
    *ret = val_int64(y == -1 ? 0 : x % y);
    return true;
}

bool fn_max(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)c;
    int64_t most = cast_to_int64(arg[0]);
    for (uint32_t i = 1; i < n; i++) {
        int64_t x = cast_to_int64(arg[i]);
        most = x > most ? x : most;
    }
    *ret = val_int64(most);
    return true;
}

bool fn_min(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)c;
    int64_t least = cast_to_int64(arg[0]);
    for (uint32_t i = 1; i < n; i++) {
        int64_t x = cast_to_int64(arg[i]);
        least = x < least ? x : least;
    }
    *ret = val_int64(least);
    return true;
}

/* math.Max: an infinity beats NaN, and -0 < +0. math.Min is its mirror image. */
static double go_max(double x, double y)
{
    if (isinf(x) && x > 0)
        return x;
    if (isinf(y) && y > 0)
        return y;
    if (isnan(x) || isnan(y))
        return (double)NAN;
    if (x == 0 && y == 0)
        return signbit(x) ? y : x;
    return x > y ? x : y;
}

bool fn_maxf(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)c;
    double most = cast_to_float64(arg[0]);
    for (uint32_t i = 1; i < n; i++)
        most = go_max(most, cast_to_float64(arg[i]));
    *ret = val_float(most);
    return true;
}

bool fn_minf(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)c;
    double least = cast_to_float64(arg[0]);
    for (uint32_t i = 1; i < n; i++)
        least = -go_max(-least, -cast_to_float64(arg[i]));
    *ret = val_float(least);
    return true;
}

bool fn_floor(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)c;
    (void)n;
    *ret = val_float(floor(cast_to_float64(arg[0])));
    return true;
}

bool fn_ceil(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)c;
    (void)n;
    *ret = val_float(ceil(cast_to_float64(arg[0])));
    return true;
}

/* 10^places by repeated squaring, rounded at each step as Go's math.Pow does it: round shows the
 * last bits. */
static double power_of_ten(int64_t places)
{
    double result = 1, square;
    int exp = 0, square_exp;
    uint64_t n = places < 0 ? 0 - (uint64_t)places : (uint64_t)places;
    if (n >= (UINT64_C(1) << 62))
        return places < 0 ? 0 : (double)INFINITY;
    if (places == 1)
        return 10;
    square = frexp(10, &square_exp);
    for (; n != 0; n >>= 1) {
        if (square_exp > 1 << 12) { /* far out of range */
            exp += square_exp;
            break;
        }
        if (n & 1) {
            result *= square;
            exp += square_exp;
        }
        square *= square;
        square_exp *= 2;
        if (square < 0.5) {
            square += square;
            square_exp--;
        }
    }
    return places < 0 ? ldexp(1 / result, -exp) : ldexp(result, exp);
}

/* Sprig's round: the fraction of v * 10^p decides between ceil and floor. It is negative for
 * negative numbers, which therefore always go down. */
bool fn_round(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)c;
    double on = n > 2 ? arg[2].f : 0.5, pow10 = power_of_ten(arg[1].i);
    double digit = pow10 * cast_to_float64(arg[0]);
    /* Go's Modf has no fraction for infinities: NaN, which is not >= on. */
    bool up = isfinite(digit) && digit - trunc(digit) >= on;
    *ret = val_float((up ? ceil(digit) : floor(digit)) / pow10);
    return true;
}

/* ---- exact decimals ---- */

static bool to_decimal(struct fn_call *c, val v, struct bigdec *ret)
{
    double f = cast_to_float64(v);
    if (!isfinite(f))
        return call_fail(c, "Cannot create a Decimal from %s",
                         isnan(f) ? "NaN"
                         : f < 0  ? "-Inf"
                                  : "+Inf");
    *ret = bigdec_from_double(c->arena, f);
    return true;
}

typedef struct bigdec operation(struct arena *a, struct bigdec x, struct bigdec y);

/* Folds the operands from the left. As Sprig's execDecimalOp. */
static bool fold(struct fn_call *c, operation *op, struct bigdec x, const val *arg, uint32_t n,
                 val *ret)
{
    for (uint32_t i = 0; i < n; i++) {
        struct bigdec y;
        if (!to_decimal(c, arg[i], &y))
            return false;
        if (op == bigdec_div && bigdec_is_zero(y))
            return call_fail(c, "decimal division by 0");
        x = op(c->arena, x, y);
    }
    *ret = val_float(bigdec_to_double(c->arena, x));
    return true;
}

bool fn_addf(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    return fold(c, bigdec_add, (struct bigdec){.len = 0}, arg, n, ret);
}

bool fn_add1f(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    struct bigdec x;
    val one = val_int(1);
    return to_decimal(c, arg[0], &x) && fold(c, bigdec_add, x, &one, 1, ret);
}

static bool fold_first(struct fn_call *c, operation *op, const val *arg, uint32_t n, val *ret)
{
    struct bigdec x;
    return to_decimal(c, arg[0], &x) && fold(c, op, x, arg + 1, n - 1, ret);
}

bool fn_subf(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    return fold_first(c, bigdec_sub, arg, n, ret);
}

bool fn_mulf(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    return fold_first(c, bigdec_mul, arg, n, ret);
}

bool fn_divf(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    return fold_first(c, bigdec_div, arg, n, ret);
}
