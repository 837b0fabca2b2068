/* The linter: one chart in, findings out. */
#ifndef CHELM_LINT_LINT_H
#define CHELM_LINT_LINT_H

#include "lint/project.h"

/* Lints the chart at `path` with every pass (passes.def). The project, for those who want to show
 * its files, and the findings live in the arena. False when the chart could not be loaded at all;
 * the findings say why. */
bool lint_run(struct arena *a, str path, const struct lint_options *o, struct findings *findings,
              struct lint_project *ret);
/* The same of files in memory, names relative to the chart; `path` is what the chart is called. */
bool lint_run_files(struct arena *a, str path, const struct chart_file *files, size_t n,
                    const struct lint_options *o, struct findings *findings,
                    struct lint_project *ret);

#endif
