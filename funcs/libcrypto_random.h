/* OpenSSL with the render's randomness instead of its own.
 *
 * Where fn_env.own_random is set, keys are made and signatures drawn in a library context whose
 * random generator asks fn_env.random, so that they can be repeated. The context is the render's,
 * and nothing else in the process sees it.
 */
#ifndef CHELM_FUNCS_LIBCRYPTO_RANDOM_H
#define CHELM_FUNCS_LIBCRYPTO_RANDOM_H

#include "funcs/libcrypto.h"

/* Makes lib->context; false when OpenSSL refuses. What was made is freed by libcrypto_random_free
 * whatever happened. */
bool libcrypto_random_open(struct libcrypto *lib, struct fn_env *env);
void libcrypto_random_free(struct libcrypto *lib);

#endif
