/* Where a value shows up in what its chart prints, as the source map tells (docs/source-map.md).
 * Private to api/. */
#ifndef CHELM_API_SHOWN_H
#define CHELM_API_SHOWN_H

#include "api/libchelm.h"
#include "release/explain.h"

/* Looks through `rendered`, a result with a source map, for the value at `path` and what is in it.
 * The lines, in the output's order and each once, come into arena `a`. */
void shown_find(struct arena *a, const chelm_result *rendered, str path, struct explain_line **ret,
                size_t *ret_n);

#endif
