/* What '.' is in the templates of a chart and of each chart below it. */
#ifndef CHELM_CHART_CONTEXT_H
#define CHELM_CHART_CONTEXT_H

#include "chart/chart.h"

struct release_info {
    str name, ns;
    int64_t revision;
    bool is_install, is_upgrade;
};

struct chart_context {
    struct chart *chart;
    val top; /* Chart, Files, Release, Capabilities, Values, Subcharts; Template comes later */
};

/* The contexts of c and its subcharts, subcharts before the chart that holds them (of templates
 * with one path the last wins). `values` are c's, from chart_coalesce_values; `capabilities` from
 * capabilities_init. The Release and Capabilities objects are shared by all, and the Values of a
 * subchart are the object at its name in its parent's. As engine.allTemplates. */
void chart_contexts(struct arena *a, struct chart *c, struct map *values,
                    const struct release_info *r, val capabilities, struct chart_context **ret,
                    size_t *ret_n);

#endif
