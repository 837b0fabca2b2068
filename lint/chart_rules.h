/* Rules about Chart.yaml, Chart.lock, the folders of a chart and the files it reads (CH8xx). */
#ifndef CHELM_LINT_CHART_RULES_H
#define CHELM_LINT_CHART_RULES_H

#include "lint/project.h"

/* What helm lint finds (helm_lint.h), with places: CH801, CH803 to CH815, CH821 to CH823. */
void check_helm_rules(struct lint_project *p);
/* CH802, CH817, CH818. */
void check_chart_file(struct lint_project *p);
/* CH824. */
void check_chart_reads(struct lint_project *p);

#endif
