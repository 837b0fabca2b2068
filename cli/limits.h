/* --limit and --memory-limit: what one render may take. */
#ifndef CHELM_CLI_LIMITS_H
#define CHELM_CLI_LIMITS_H

#include "api/libchelm.h"
#include "cli/options.h"

/* Sets the limits that the options give, such as "bytes=512Mi,time=10s"; 0 is no limit. The names
 * are those of limits.def; bytes and counts may end in k, M, G, Ki, Mi or Gi, times are Go's. False
 * after telling on standard error what is wrong. */
bool limits_take(struct arena *a, const struct texts *limits, str memory_limit,
                 chelm_context_options *ret);

#endif
