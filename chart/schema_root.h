/* Documents that schemas come from: their resources ($id), anchors and dialects; loading them.
 *
 * A document is the chart's values.schema.json, another JSON file of that chart, or one of the
 * embedded metaschemas. Nothing else is ever opened: a reference to anywhere else fails with
 * a text that says so, where Helm would fetch it. Functions return false (or NULL) with
 * `set->error` set. Everything lives in the arena of the set.
 */
#ifndef CHELM_CHART_SCHEMA_ROOT_H
#define CHELM_CHART_SCHEMA_ROOT_H

#include "base/diag.h"
#include "chart/chart.h"
#include "chart/schema_draft.h"

/* How deep schemas may be nested, and values be looked into: Go has no such limit. */
enum { SCHEMA_DEPTH_MAX = 2000 };

struct schema_resource {
    str ptr, id;
    struct schema_dialect dialect;
    struct map *anchors; /* name → pointer */
    struct map *dynamic_anchors;
};

struct schema_root {
    str url;
    val doc;
    struct map *resources; /* pointer → resource */
    struct map *ids;       /* URL → resource */
    struct map *processed; /* pointers of the subschemas that were seen */
};

struct schema_set {
    struct arena *arena;
    const struct chart_files *files; /* of the chart; may be NULL */
    struct diags *diags;             /* gets warnings; may be NULL */
    struct map *docs;                /* URL → JSON */
    struct map *roots;               /* URL → root */
    /* Checks a new (sub)schema against its metaschema; NULL: metaschemas need no check. */
    bool (*check)(struct schema_set *set, struct schema_root *r, val schema, str ptr);
    unsigned depth;
    bool outside; /* the reference being followed names a place of the file system: file:///… */
    str error;
};

void schema_set_init(struct schema_set *set, struct arena *a);
/* Sets the error text; always false. */
bool schema_set_fail(struct schema_set *set, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
#ifdef __clang_analyzer__ /* which looks into one file at a time */
#define schema_set_fail(...) (schema_set_fail(__VA_ARGS__), false)
#endif

/* The document of a URL, loaded when it is new. */
struct schema_root *schema_root_get(struct schema_set *set, str url);
/* Makes sure that what the pointer leads to was seen as a schema and is valid. */
bool schema_root_ensure(struct schema_set *set, struct schema_root *r, str ptr);
/* The resource that a pointer lies in. */
struct schema_resource *schema_root_resource(const struct schema_root *r, str ptr);
/* What the pointer leads to. */
bool schema_root_lookup(struct schema_set *set, const struct schema_root *r, str ptr, val *ret);
/* The place that a reference, read in a resource of r, means: a document and a pointer. */
bool schema_root_resolve(struct schema_set *set, struct schema_root *r,
                         const struct schema_resource *from, str ref, struct schema_root **ret_root,
                         str *ret_ptr);

#endif
