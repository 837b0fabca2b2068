/* Libraries that are loaded while the program runs: what only some charts call for.
 *
 * A static program starts in two thirds of the time, but cannot load anything. So there may be two
 * programs of the same code: the static one, and its twin, which is linked dynamically. What is
 * linked into the static one instead of shared_library.c, shared_library_static.c, becomes the twin
 * (execve) when a library is first needed, with the same arguments and environment: the twin does
 * all from the start. What cannot be done twice (reading a pipe, printing a warning) is therefore
 * announced by shared_library_prepare.
 */
#ifndef CHELM_BASE_SHARED_LIBRARY_H
#define CHELM_BASE_SHARED_LIBRARY_H

#include "base/str.h"

/* From here on this program must be the one that ends the work. True when it can load libraries.
 * A static program does not return where it becomes its twin; false: that is not there. The arena
 * is for scratch. */
bool shared_library_prepare(struct arena *a);
/* The same before a file is read that need not be a regular one, say a pipe. */
void shared_library_prepare_to_read(struct arena *a, str path);

/* What can be done where a library is missing: `packages`, a phrase that names the packages it
 * comes in, or, when this program cannot load any library, another phrase that says so. */
const char *shared_library_remedy(const char *packages);

/* The library of that file name, or NULL. Everything in it is resolved at once and stays private.
 * The caller closes it. */
void *shared_library_open(struct arena *a, const char *name);
/* The address of a function or an object, or NULL. */
void *shared_library_symbol(void *library, const char *name);
void shared_library_close(void *library);

/* One of the host's addresses in digits, after shared_library_prepare. False: there is none, or
 * `size` bytes are too few. (The C library loads libraries of its own to find it.) */
bool shared_library_address(const char *host, char *out, size_t size);

#endif
