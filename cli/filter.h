/* A program that text is sent through: --post-renderer. */
#ifndef CHELM_CLI_FILTER_H
#define CHELM_CLI_FILTER_H

#include "base/str.h"
#include "cli/options.h"

/* Runs `command` (on PATH unless it holds a slash) with `args`, `text` on its standard input, and
 * gives what it prints; its standard error is ours. False, after telling on standard error why,
 * when it cannot be run or does not end with status 0. Input that the program leaves unread is no
 * error.
 */
bool filter_run(struct arena *a, str command, const struct texts *args, str text, str *ret);

#endif
