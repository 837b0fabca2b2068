/* The option --seed: renders that can be repeated. */
#ifndef CHELM_CLI_SEED_H
#define CHELM_CLI_SEED_H

#include "api/libchelm.h"
#include "base/str.h"

/* Puts the seed, when it is not empty, into `world`, and a clock that stands at SOURCE_DATE_EPOCH
 * (reproducible-builds.org) when the environment has that. The clock's time is kept in *epoch,
 * which must live as long as the context. After an error, which is printed, false. */
bool seed_take(str seed, chelm_context_options *world, int64_t *epoch);

#endif
