/* The source map of what a render prints: --source-map and --trace. Private to api/. */
#ifndef CHELM_API_SOURCE_MAP_H
#define CHELM_API_SOURCE_MAP_H

#include "base/buf.h"
#include "chart/origins.h"
#include "release/print.h"
#include "release/render.h"

/* The map as docs/source-map.md describes it: `text` is what was printed, `pieces` its documents.
 */
void source_map_put_json(struct buf *out, const struct render *r, const struct print_pieces *pieces,
                         str text);
/* The text, each line that an action printed with a comment that says which, and with `origins`
 * (origins_trace_last; NULL: not known) who set the value that it printed. */
void source_map_put_trace(struct buf *out, const struct render *r,
                          const struct print_pieces *pieces, const struct origins *origins,
                          str text);

#endif
