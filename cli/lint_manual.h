/* What chelm-lint says about itself: --help and the manual page, both from lint_options.def. */
#ifndef CHELM_CLI_LINT_MANUAL_H
#define CHELM_CLI_LINT_MANUAL_H

#include "base/buf.h"

void lint_manual_put_help(struct buf *out);
/* chelm-lint(1) in man(7) form. */
void lint_manual_put_page(struct buf *out);

#endif
