/* The charts that changed files belong to. */
#ifndef CHELM_CLI_CHART_ROOTS_H
#define CHELM_CLI_CHART_ROOTS_H

#include "cli/options.h"

/* Appends to *ret the folders of the charts that each file is part of, once each: the outermost
 * chart above it, of which the others are subcharts. Files need not exist any more. What belongs to
 * no chart is left out. */
void chart_roots(struct arena *a, const struct texts *files, struct texts *ret);

#endif
