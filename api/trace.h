/* What a render prints, each line with who printed it: --trace. Private to api/. */
#ifndef CHELM_API_TRACE_H
#define CHELM_API_TRACE_H

#include "base/buf.h"
#include "chart/origins.h"
#include "release/print.h"
#include "release/render.h"

/* The text, each line that an action had a part in with a comment that says which, which of the
 * chart's values it printed, and with `origins` (origins_trace_last; NULL: not known) who set them.
 * `pieces` are the text's documents. */
void trace_put(struct buf *out, const struct render *r, const struct print_pieces *pieces,
               const struct origins *origins, str text);

#endif
