/* What Go checks of an RSA private key before it is used (crypto/rsa, Validate). */
#ifndef CHELM_FUNCS_RSA_H
#define CHELM_FUNCS_RSA_H

#include "funcs/libcrypto.h"

enum rsa_number { RSA_N, RSA_E, RSA_D, RSA_P, RSA_Q, RSA_DP, RSA_DQ, RSA_QINV, RSA_NUMBERS };

/* number[]: big-endian and positive. The last three may all be absent (NULL): they are computed.
 * On false, *ret_error is Go's text. */
bool rsa_check(struct arena *a, const struct libcrypto *lib, str number[RSA_NUMBERS],
               str *ret_error);
int rsa_bits(str number);

#endif
