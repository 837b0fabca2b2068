/* The rule for names of releases. */
#ifndef CHELM_RELEASE_NAME_H
#define CHELM_RELEASE_NAME_H

#include "base/diag.h"

struct fn_env;

/* Whether a release may be called so: DNS labels with dots between them, at most 53 bytes.
 * Otherwise Helm's log line and its error are put. As chartutil.ValidateReleaseName. */
bool name_check(str name, struct diags *diags);

/* The name that a template such as `app-{{ randAlpha 5 | lower }}` gives; '.' is nothing. Code
 * lives in `program`, the name in `render`. As action.TemplateName (--name-template). */
bool name_expand(struct arena *program, struct arena *render, struct fn_env *env, str template_text,
                 str *ret, struct diags *diags);

#endif
