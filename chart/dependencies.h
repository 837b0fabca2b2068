/* Which subcharts take part, under which names, and what they give to their parents.
 *
 * As Helm's chart/v2/util (dependencies.go) and action.CheckDependencies. A chart whose Chart.yaml
 * has no `dependencies` ends the descent: what is below it stays as it is.
 */
#ifndef CHELM_CHART_DEPENDENCIES_H
#define CHELM_CHART_DEPENDENCIES_H

#include "chart/chart.h"

/* Whether charts/ holds all that Chart.yaml of the root chart names, disabled ones too; and
 * whether the chart is of apiVersion v1 or v2: v3, which Helm reads, it does not render. */
bool chart_check_dependencies(const struct chart *c, struct diags *diags);

/* Edits the chart below `c`: aliases, tags, conditions, import-values. Must be done once, before
 * values are coalesced; for another set of user values begin with a chart_copy of the loaded
 * chart. False when values of a subchart are no table; Helm puts "chart dependencies processing
 * failed: " in front of that error. */
bool chart_process_dependencies(struct chart *c, const struct map *user, struct diags *diags);
/* Its two halves: aliases, tags and conditions; then import-values, which need no user's values. */
bool chart_process_enabled(struct chart *c, const struct map *user, struct diags *diags);
bool chart_process_imports(struct chart *c, struct diags *diags);

#endif
