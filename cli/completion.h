/* Completions of the command line for shells, from options.def. */
#ifndef CHELM_CLI_COMPLETION_H
#define CHELM_CLI_COMPLETION_H

#include "base/buf.h"
#include "cli/option_table.h"

/* The script for "bash", "zsh" or "fish"; false for any other shell. */
bool completion_put(struct buf *out, const struct option_table *t, str shell);

#endif
