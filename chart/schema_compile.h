/* From documents (schema_root.h) to nodes (schema_node.h).
 *
 * A compiler keeps all that its schemas share: documents, nodes, regular expressions, and a second
 * compiler for the metaschemas, made when first needed. Functions return NULL or false with
 * `set.error` set.
 */
#ifndef CHELM_CHART_SCHEMA_COMPILE_H
#define CHELM_CHART_SCHEMA_COMPILE_H

#include "base/regex.h"
#include "chart/schema_node.h"
#include "chart/schema_root.h"

struct schema_compiler {
    struct schema_set set;      /* first: its `check` gets back here */
    struct map *nodes;          /* location → node */
    struct schema_node **queue; /* nodes, in the order they are compiled */
    uint32_t queued, queue_cap, compiled;
    bool assert_format;
    struct arena *scratch; /* of the checks */
    struct regex_cache *regexes;
    struct schema_compiler *meta; /* of the metaschemas; NULL until needed */
};

void schema_compiler_init(struct schema_compiler *c, struct arena *a);
/* The schema at the root of a document, with all that it refers to. */
struct schema_node *schema_compiler_run(struct schema_compiler *c, str url);
/* What checks schemas of a dialect. */
struct schema_node *schema_metaschema_node(struct schema_compiler *c,
                                           const struct schema_dialect *dialect);

/* Whether a schema is valid against its metaschema: set.check for schemas that are not plain
 * (schema_plain.h). */
bool schema_check_by_metaschema(struct schema_set *set, struct schema_root *r, val schema, str ptr);

#endif
