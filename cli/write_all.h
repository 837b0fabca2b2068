/* Writing a text to a file descriptor, whole. */
#ifndef CHELM_CLI_WRITE_ALL_H
#define CHELM_CLI_WRITE_ALL_H

#include "base/str.h"

#include <sys/uio.h>

/* Goes on after short writes and interruptions; false with errno set when the rest cannot be
 * written. */
bool write_all(int fd, str text);
/* The same of many texts; changes the list. */
bool write_all_of(int fd, struct iovec *parts, size_t n);

#endif
