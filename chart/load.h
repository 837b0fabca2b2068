/* Loads a chart, with all the charts in its charts/, from a folder, an archive or from memory. */
#ifndef CHELM_CHART_LOAD_H
#define CHELM_CHART_LOAD_H

#include "chart/chart.h"

/* The chart at `path`, a folder or a .tgz; NULL with one error in diags, in Helm's words. Nothing
 * refers to the file system afterwards. As loader.Load. */
struct chart *chart_load(struct arena *a, str path, struct diags *diags);

/* The same, as the load_flags say. */
struct chart *chart_load_as(struct arena *a, str path, unsigned flags, struct diags *diags);

/* The chart that these files make, names relative to it; as loader.LoadFiles. The files' bytes must
 * live as long as the chart. */
struct chart *chart_load_files(struct arena *a, const struct chart_file *files, size_t n,
                               struct diags *diags);

#endif
