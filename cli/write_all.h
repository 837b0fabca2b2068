/* Writing a text to a file descriptor, whole. */
#ifndef CHELM_CLI_WRITE_ALL_H
#define CHELM_CLI_WRITE_ALL_H

#include "base/str.h"

/* Goes on after short writes and interruptions; false with errno set when the rest cannot be
 * written. */
bool write_all(int fd, str text);

#endif
