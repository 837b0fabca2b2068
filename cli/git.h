/* What git knows of changes. Only for those who ask for it: git is then run as a program. */
#ifndef CHELM_CLI_GIT_H
#define CHELM_CLI_GIT_H

#include "base/str.h"

/* What changed in the working tree since the commit `ref`, as `git diff -U0` prints it, new files
 * included; *ret_root is the tree's folder, which paths begin at. `near` is a folder of the tree.
 * False with the error's text. */
bool git_changes(struct arena *a, str near, str ref, str *ret_diff, str *ret_root, str *ret_error);

#endif
