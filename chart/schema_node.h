/* A compiled JSON schema: what a validator, or a checker of types, reads.
 *
 * Each (sub)schema is one node; references are pointers, so the nodes form a graph that may have
 * cycles. All of it lives in the arena of its compiler and never changes once compiled. A keyword
 * that is absent, or that the node's draft does not know, leaves its member zero.
 */
#ifndef CHELM_CHART_SCHEMA_NODE_H
#define CHELM_CHART_SCHEMA_NODE_H

#include "value/val.h"

enum schema_type {
    SCHEMA_NULL = 1,
    SCHEMA_BOOLEAN = 2,
    SCHEMA_NUMBER = 4,
    SCHEMA_INTEGER = 8,
    SCHEMA_STRING = 16,
    SCHEMA_ARRAY = 32,
    SCHEMA_OBJECT = 64
};

enum schema_const { SCHEMA_ANY, SCHEMA_TRUE, SCHEMA_FALSE };

struct schema_format;
struct schema_node;

struct schema_nodes {
    struct schema_node **items;
    uint32_t n;
    bool set; /* the keyword is there, though it may be an empty list */
};

/* One entry of a keyword that is an object. Of `dependencies` either member may be set. */
struct schema_prop {
    str name;
    struct schema_node *schema;
    str *required;
    uint32_t required_count;
};

struct schema_props {
    struct schema_prop *items; /* sorted by name */
    uint32_t n;
};

/* additionalProperties, additionalItems: a bool, or a schema. */
struct schema_additional {
    bool set, allowed;
    struct schema_node *schema;
};

struct schema_count {
    bool set;
    int64_t n;
};

struct schema_node {
    str url, ptr;                 /* its document, and the place in it as a JSON pointer */
    val source;                   /* the JSON it was compiled from: title, default, examples … */
    struct schema_node *resource; /* the nearest one above with an $id, or the root */
    struct schema_props dynamic_anchors; /* of a resource */
    int draft;                           /* 4, 6, 7, 2019, 2020 */
    enum schema_const boolean;           /* `true` or `{}`, `false`; SCHEMA_ANY for all others */

    struct schema_node *ref, *recursive_ref, *dynamic_ref;
    str dynamic_ref_anchor, dynamic_anchor; /* "" when there is none */
    bool recursive_anchor;

    uint8_t types; /* enum schema_type; 0: any */
    uint8_t enum_types;
    bool has_const;
    val constant;
    const struct list *enumeration; /* NULL: none */
    struct schema_node *not_, *if_, *then_, *else_;
    struct schema_nodes all_of, any_of, one_of;
    const struct schema_format *format; /* NULL: none that is asserted */

    struct schema_count min_properties, max_properties;
    str *required;
    uint32_t required_count;
    struct schema_props properties, pattern_properties, dependencies, dependent_required,
        dependent_schemas;
    struct schema_node *property_names, *unevaluated_properties;
    struct schema_additional additional_properties;

    struct schema_count min_items, max_items, min_contains, max_contains;
    bool unique_items;
    struct schema_node *items;        /* for all items; from draft 2020 for those past the prefix */
    struct schema_nodes prefix_items; /* before draft 2020: `items` as a list */
    struct schema_additional additional_items;
    struct schema_node *contains, *unevaluated_items;

    struct schema_count min_length, max_length;
    bool has_pattern;
    str pattern;

    val minimum, maximum, exclusive_minimum, exclusive_maximum, multiple_of; /* V_INVALID: none */

    /* What this node alone evaluates, whatever the value. */
    bool all_props_evaluated, all_items_evaluated;
    uint32_t items_evaluated;
};

/* "file:///values.schema.json#/properties/a", in the validator's escaping. */
str schema_location(struct arena *a, const struct schema_node *node);
/* The entry of that name, or NULL. */
struct schema_prop *schema_find(const struct schema_props *props, str name);
/* The type of a value as the validator names types; 0 for what is no JSON. Numbers are
 * SCHEMA_NUMBER. */
unsigned schema_type_of(val v);

#endif
