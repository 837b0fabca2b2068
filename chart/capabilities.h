/* .Capabilities: the cluster and the Helm that a chart is rendered for.
 *
 * The value is Go's *common.Capabilities: a record of KubeVersion, APIVersions and HelmVersion.
 */
#ifndef CHELM_CHART_CAPABILITIES_H
#define CHELM_CHART_CAPABILITIES_H

#include "chart/chart.h"

/* kube_version: that of --kube-version, empty for the default (v1.36.0); api_versions come after
 * the known ones (apiversions.def). False for a version that is none, as ParseKubeVersion. */
bool capabilities_init(struct arena *a, str kube_version, const str *api_versions, size_t n,
                       val *ret, struct diags *diags);

/* Whether the root chart's kubeVersion allows this cluster; the error is one of rendering. */
bool capabilities_check(const struct chart *c, val capabilities, struct diags *diags);

#endif
