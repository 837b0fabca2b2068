/* The source map of what a render prints, as JSON: --source-map. Private to api/. */
#ifndef CHELM_API_SOURCE_MAP_H
#define CHELM_API_SOURCE_MAP_H

#include "base/buf.h"
#include "release/print.h"
#include "release/render.h"

/* The map as docs/source-map.md describes it: `text` is what was printed, `pieces` its documents.
 */
void source_map_put_json(struct buf *out, const struct render *r, const struct print_pieces *pieces,
                         str text);

#endif
