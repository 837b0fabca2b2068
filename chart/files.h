/* .Files: what a chart brings besides its templates, by path. */
#ifndef CHELM_CHART_FILES_H
#define CHELM_CHART_FILES_H

#include "chart/chart.h"

/* The files of a chart as an engine.files value: a map from path to []byte. Of files with one name
 * the last counts. As newFiles. The bytes are the chart's. */
val files_val(struct arena *a, const struct chart *c);

#endif
