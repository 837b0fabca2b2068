/* What each chart's .Values can hold, from all that declares values: values.yaml with its comments,
 * annotations of its documentation, values.schema.json, parent charts and subcharts, globals, the
 * user's files and options, ci files, the configuration.
 */
#ifndef CHELM_LINT_DECLARE_H
#define CHELM_LINT_DECLARE_H

#include "lint/project.h"
#include "lint/type.h"

/* Sets values_type of every chart of the project. */
void declare_values(struct lint_project *p);
/* The type of `.` in the template files of a chart: Values, Release, Chart, Capabilities, Files,
 * Template, Subcharts; tagged TYPE_ROOT. declare_values has been called. */
const struct type *declare_context(const struct lint_chart *c);

#endif
