/* Uniform numbers from the render's source of randomness. */
#ifndef CHELM_FUNCS_RANDOM_H
#define CHELM_FUNCS_RANDOM_H

#include "funcs/func.h"

/* A number in [0, n), each equally likely; n > 0. */
uint64_t random_below(struct fn_env *env, uint64_t n);

#endif
