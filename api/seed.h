/* chelm_context_options.seed: randomness that depends on a seed and on the place that asks for it.
 *
 * The bytes are ChaCha20's, under a key that is the SHA-256 of the seed, the site of the call
 * (eval/site.h) and how many calls the same site made before. A call added elsewhere therefore
 * changes no other call's bytes. Private to api/.
 */
#ifndef CHELM_API_SEED_H
#define CHELM_API_SEED_H

#include "api/handles.h"

/* 2000-01-01T00:00:00Z: where the clock stands under a seed, unless the context has its own. */
#define SEED_TIME INT64_C(946684800)

/* Makes `env`, which has the context's functions, a seeded one; its state lives in `a`. */
void seed_env(struct fn_env *env, struct arena *a, const chelm_context *c);

#endif
