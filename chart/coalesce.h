/* What a chart's templates see as .Values: the user's values over the chart's own, for the chart
 * and everything below it. As Helm's package chart/common/util (coalesce.go).
 *
 * Helm copies whole trees before each step. Here trees are shared until they change: maps that
 * belong to the step's own arena (map->arena) may be edited, all others are cloned, one level at
 * a time, when they have to be. What comes out equals what Helm's copies would give, down to which
 * maps two places share: nested tables of `global` are one object in a chart and its subcharts, so
 * that a subchart's defaults for global.a.b reach its parent.
 */
#ifndef CHELM_CHART_COALESCE_H
#define CHELM_CHART_COALESCE_H

#include "chart/chart.h"

enum coalesce_nulls {
    COALESCE_DROP_NULLS, /* CoalesceValues: null deletes a default, null defaults vanish */
    COALESCE_KEEP_NULLS  /* MergeValues */
};

/* Makes the values of c and its subcharts of `user` (NULL: none) and the charts' defaults. Changed
 * maps live in `own`, which must be an arena of which no input holds a map; the rest is shared
 * with the inputs, so nobody may write to the result. Warnings go to diags as Helm logs them. False
 * when the values of a subchart are no table. */
bool coalesce_values(struct arena *own, const struct chart *c, const struct map *user,
                     enum coalesce_nulls nulls, struct map **ret, struct diags *diags);

/* Puts what `src` has and `dst` lacks into dst, a map of `own`; nulls of dst go into src, if that
 * is of `own`, too. As MergeTables. */
void coalesce_merge_tables(struct arena *own, struct map *dst, struct map *src,
                           struct diags *diags);

/* The same where nulls of dst delete. As CoalesceTables. */
void coalesce_tables(struct arena *own, struct map *dst, struct map *src, struct diags *diags);

/* Clones, in place, all that the map (one of `own`) shares with others: it may then be written. */
void coalesce_own(struct arena *own, struct map *m);

/* CoalesceValues for a render: the result belongs to the caller, who may change it. Lives as long
 * as `a`. */
bool chart_coalesce_values(struct arena *a, const struct chart *c, const struct map *user,
                           struct map **ret, struct diags *diags);

#endif
