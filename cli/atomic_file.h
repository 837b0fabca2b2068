/* Files that appear whole or not at all. */
#ifndef CHELM_CLI_ATOMIC_FILE_H
#define CHELM_CLI_ATOMIC_FILE_H

#include "base/str.h"

/* Writes a file beside `path` and renames it to `path` when it is complete; folders that are
 * missing on the way are made. A symbolic link at `path` is replaced, not followed; a device or pipe
 * is written to. What stood there stays when false is returned, and *ret_error then
 * says why in Go's words: "open X: permission denied". */
bool atomic_file_write(struct arena *a, str path, str text, str *ret_error);

#endif
