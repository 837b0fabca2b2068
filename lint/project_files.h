/* Reading a chart for a project, also one that Helm refuses: what is wrong with a file becomes a
 * finding (CH002, CH003, or the rule that Chart.yaml breaks), the file is left out, and the rest is
 * read. */
#ifndef CHELM_LINT_PROJECT_FILES_H
#define CHELM_LINT_PROJECT_FILES_H

#include "lint/project.h"

/* The chart at p->path; NULL when there is nothing that could be read. */
struct chart *project_read_chart(struct lint_project *p);
/* The same of files in memory. */
struct chart *project_read_files(struct lint_project *p, const struct chart_file *files, size_t n);
/* Fills in p->sets: ci/NAME-values.yaml and the files that other tools read for linting. */
void project_read_sets(struct lint_project *p);

#endif
