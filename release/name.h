/* The rule for names of releases. */
#ifndef CHELM_RELEASE_NAME_H
#define CHELM_RELEASE_NAME_H

#include "base/diag.h"

/* Whether a release may be called so: DNS labels with dots between them, at most 53 bytes.
 * Otherwise Helm's log line and its error are put. As chartutil.ValidateReleaseName. */
bool name_check(str name, struct diags *diags);

#endif
