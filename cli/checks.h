/* What `helm template` looks at before it opens the chart: arguments, and options that contradict
 * each other or ask for a cluster or the network, which chelm does without.
 *
 * Functions return false after telling on standard error what is wrong.
 */
#ifndef CHELM_CLI_CHECKS_H
#define CHELM_CLI_CHECKS_H

#include "cli/options.h"

/* What cobra checks: that there are arguments, and no options that exclude each other. */
bool checks_usage(const struct options *o);
/* The rest, in Helm's order, but for --kube-version, which comes between; then NAME and CHART. As
 * newTemplateCmd and Install.NameAndChart. */
bool checks_pass(struct arena *a, const struct options *o, str *ret_name, str *ret_chart);
/* Whether a label is one of Helm's own. As driver.ContainsSystemLabels. */
bool checks_has_system_label(const struct options *o);
/* Whether --color is none that Helm knows, and which. */
bool checks_bad_color(const struct options *o, str *ret);

#endif
