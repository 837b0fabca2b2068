/* What Helm logs with --debug while it checks values against schemas. */
#ifndef CHELM_RELEASE_DEBUG_LOG_H
#define CHELM_RELEASE_DEBUG_LOG_H

#include "base/diag.h"
#include "chart/chart.h"
#include "value/map.h"

/* One or three lines for the chart and each of its subcharts that has values, merged as they are in
 * `values`. As ValidateAgainstSchema. */
void debug_log_schemas(const struct chart *c, const struct map *values, struct diags *diags);

#endif
