/* Where a chart is that somebody named. */
#ifndef CHELM_API_LOCATE_H
#define CHELM_API_LOCATE_H

#include "base/diag.h"

/* The absolute path of a chart's folder or archive. False with Helm's error when there is none;
 * names of charts in repositories and registries are not looked up. As
 * ChartPathOptions.LocateChart. */
bool locate_chart(struct arena *a, str name, str *ret, struct diags *diags);

#endif
