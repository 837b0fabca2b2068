/* Checking one value against a compiled schema: the walk, and the tree of errors it gives.
 *
 * Errors live in the arena of the run. A value or schema beyond the bounds ends the run with
 * `broken` set; the verdict then means nothing.
 */
#ifndef CHELM_CHART_SCHEMA_RUN_H
#define CHELM_CHART_SCHEMA_RUN_H

#include "chart/schema_compile.h"

enum schema_error_kind {
    E_ROOT, /* of a whole run */
    E_GROUP,
    E_REFERENCE,
    E_FALSE,
    E_REF_CYCLE,
    E_INVALID_VALUE,
    E_TYPE,
    E_CONST,
    E_ENUM,
    E_FORMAT,
    E_MIN_PROPERTIES,
    E_MAX_PROPERTIES,
    E_REQUIRED,
    E_DEPENDENCY,
    E_ADDITIONAL_PROPERTIES,
    E_PROPERTY_NAMES,
    E_MIN_ITEMS,
    E_MAX_ITEMS,
    E_UNIQUE_ITEMS,
    E_ADDITIONAL_ITEMS,
    E_CONTAINS,
    E_MIN_CONTAINS,
    E_MAX_CONTAINS,
    E_MIN_LENGTH,
    E_MAX_LENGTH,
    E_PATTERN,
    E_MINIMUM,
    E_MAXIMUM,
    E_EXCLUSIVE_MINIMUM,
    E_EXCLUSIVE_MAXIMUM,
    E_MULTIPLE_OF,
    E_NOT,
    E_ALL_OF,
    E_ANY_OF,
    E_ONE_OF
};

struct schema_error {
    enum schema_error_kind kind;
    const struct schema_node *schema;
    str at; /* JSON pointer into the value */
    val got;
    int64_t n, limit; /* E_UNIQUE_ITEMS, E_ONE_OF: two indexes; n is -1 when none matched */
    str text;         /* the name or text the error is about */
    str other;        /* E_FORMAT: why; E_REF_CYCLE: the second place */
    str *names;       /* missing or superfluous properties; matching items */
    uint32_t name_count;
    struct schema_error *first, *last, *next; /* causes, and the list this one is in */
};

struct schema_run {
    struct arena *arena;
    struct arena *scratch; /* for what a step needs while it lasts */
    struct regex_cache *regexes;
    /* Only where a schema is checked: its document's resources may ask for metaschemas of
     * their own. */
    struct schema_compiler *compiler;
    const struct schema_node *meta;
    const struct map *resources;

    unsigned depth;
    uint64_t steps;
    struct schema_error unseen; /* stands for any error where only the verdict counts */
    str broken;                 /* why the run ended early */
};

/* NULL, or the errors. As Schema.Validate. */
struct schema_error *schema_run(struct schema_run *run, const struct schema_node *schema, val v);
/* The errors as text, indented, without a last line end. As ValidationError.Error. */
str schema_report(struct arena *a, const struct schema_error *e);

#endif
