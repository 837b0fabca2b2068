/* Who set a value: the chart's values.yaml, a parent chart, -f, --set, and what each of them did to
 * those before it.
 *
 * The answer comes from the merge itself. All sources are read again with marks (value/mark.h), and
 * merged once for each source with those before it, the way a render does it: charts from the
 * innermost outwards, then the user's files and options in Helm's order. What the value is after
 * each step, and whose mark it carries, is its history. A render pays nothing for this.
 *
 * Which subcharts are enabled is decided once, with all values.
 */
#ifndef CHELM_CHART_ORIGINS_H
#define CHELM_CHART_ORIGINS_H

#include "chart/chart.h"
#include "chart/value_path.h"
#include "chart/values.h"

enum origin_kind { ORIGIN_CHART, ORIGIN_OPTION };

struct origin_source {
    enum origin_kind kind;
    enum value_kind option;    /* of an ORIGIN_OPTION */
    str name;                  /* charts/sub/values.yaml, prod.yaml, image.tag=v9 */
    const struct chart *chart; /* of an ORIGIN_CHART, and where its values are in the root's: */
    struct value_path prefix;
    bool skipped; /* cannot matter for the path asked for: has no step of its own */
    bool failed;  /* with those before it alone there are no values: `after` is as before it */
    val after;    /* the root chart's values with this source and those before it */
    val own;      /* what it brings: the chart's values, or the user's up to this option */
};

struct origins {
    struct arena *arena;
    struct marks marks;
    struct chart *chart; /* as dependencies left it */
    struct origin_source *sources;
    size_t count;
    val values; /* of the root chart, with everything */
};

/* Traces a loaded chart, which is edited, and the user's options. `path` may be NULL: everything
 * can be asked. False with an error in diags, as a render would give it. */
bool origins_trace(struct arena *a, struct chart *c, const struct value_option *o, size_t n,
                   const struct value_path *path, struct origins *ret, struct diags *diags);

/* The same for who had the last word alone (origins_of), which takes one merge: the sources have no
 * `after`, and origins_explain cannot be asked. */
bool origins_trace_last(struct arena *a, struct chart *c, const struct value_option *o, size_t n,
                        struct origins *ret, struct diags *diags);

enum origin_effect {
    ORIGIN_SETS,     /* the value is the source's */
    ORIGIN_ADDS,     /* to a table: some of it is the source's */
    ORIGIN_DELETES,  /* the value was there and is not any more */
    ORIGIN_UNCOVERS, /* an earlier source's value comes through again */
    ORIGIN_IGNORED   /* the source says something that changes nothing */
};

struct origin_step {
    const struct origin_source *source;
    uint32_t line, column; /* 0: the source is an option's text */
    enum origin_effect effect;
    val value; /* what the source says: V_INVALID when it only has a place */
    bool wins; /* the final value is this one */
};

/* The steps that matter for a path, first to last, in the arena. */
void origins_explain(const struct origins *o, const struct value_path *path,
                     struct origin_step **ret, size_t *ret_n);
/* Who gave this part of o->values; NULL: nobody, Helm makes it. */
const struct origin_source *origins_of(const struct origins *o, val v, struct mark_place *ret);

/* The chart whose values begin at the root's `prefix`; its folder or archive as seen from the root
 * chart's folder, "" for the root chart. */
str origins_chart_folder(struct arena *a, const struct chart *c);

#endif
