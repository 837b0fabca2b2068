/* One schema applied to one value: the state of a run's step, and the steps' parts. Internal to
 * schema_visit.c, schema_object.c, schema_array.c, schema_scalar.c and schema_validate.c.
 */
#ifndef CHELM_CHART_SCHEMA_VISIT_H
#define CHELM_CHART_SCHEMA_VISIT_H

#include "chart/schema_run.h"
#include "value/list.h"
#include "value/map.h"

/* The way from the root of the value to where the walk is; a chain on the C stack. */
struct place {
    const struct place *parent;
    str key;
    size_t index;
    bool is_index;
};

/* Properties (in the map's order) or items that nothing has looked at yet. NULL: nobody asks. */
struct unevaluated {
    bool *left;
    size_t n, count; /* how many are left, and how many there are */
};

struct visit {
    struct schema_run *run;
    const struct visit *parent;       /* the scope: dynamic references and cycles look there */
    const struct schema_node *schema; /* what is applied */
    const struct schema_node *scope;  /* what was asked for: a metaschema may be replaced */
    const char *keyword;              /* the reference that led here; NULL: none */
    unsigned vid;                     /* equal for all that look at the same value */
    val v;
    const struct place *place;
    const struct schema_node *meta;
    bool verdict_only; /* errors are counted, not kept */
    struct unevaluated unevaluated;
    struct schema_error *first, *last;
    uint32_t errors;
};

/* Applies a schema to the visit's own value; NULL or the error. `keyword` is the reference's. */
struct schema_error *visit_self(struct visit *vd, const struct schema_node *schema,
                                const char *keyword, bool verdict_only);
/* Applies a schema to a property or an item of the visit's value. */
struct schema_error *visit_property(struct visit *vd, const struct schema_node *schema, str key,
                                    val v);
struct schema_error *visit_item(struct visit *vd, const struct schema_node *schema, size_t index,
                                val v);
/* Applies a schema to a property's name, with no place and no scope around it. */
struct schema_error *visit_name(struct visit *vd, const struct schema_node *schema, str name);

/* An error at the visit's place, to be filled and then put or returned. */
struct schema_error *visit_error(struct visit *vd, enum schema_error_kind kind);
/* Adds an error to the visit's; NULL is none. */
void visit_put(struct visit *vd, struct schema_error *e);
/* Adds an error with two numbers. */
void visit_put_counts(struct visit *vd, enum schema_error_kind kind, int64_t got, int64_t limit);
/* Adds `e` to the causes of another error. */
void visit_add_cause(struct visit *vd, struct schema_error *to, struct schema_error *e);

/* Notes that property or item i was looked at. */
void visit_evaluated(struct visit *vd, size_t i);

/* The whole of a visit. */
struct schema_error *visit_validate(struct visit *vd);
/* What concerns values of one type. */
void visit_object(struct visit *vd);
void visit_array(struct visit *vd);
void visit_string(struct visit *vd);
void visit_number(struct visit *vd);

#endif
