/* What chelm-template says about itself: --help and the manual page, both from options.def. */
#ifndef CHELM_CLI_MANUAL_H
#define CHELM_CLI_MANUAL_H

#include "base/buf.h"
#include "cli/option_table.h"

/* The text of --help. */
void manual_put_help(struct buf *out);
/* chelm-template(1) in man(7) form. */
void manual_put_page(struct buf *out);

/* The groups of options of a program in either form. */
void manual_put_options(struct buf *out, const struct option_table *t);
void manual_put_page_options(struct buf *out, const struct option_table *t);

#endif
