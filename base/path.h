/* Slash-separated paths, as Go's package path treats them (path/filepath does the same on Unix).
 *
 * Purely textual; never fails. Results are views of the argument or of a literal, unless an arena
 * is asked for.
 */
#ifndef CHELM_BASE_PATH_H
#define CHELM_BASE_PATH_H

#include "base/str.h"

/* The shortest equivalent path: no double slash, ".", or inner ".."; "" gives ".". */
str path_clean(struct arena *a, str path);
/* The last element without trailing slashes; "." for "", "/" for slashes alone. */
str path_base(str path);
/* All but the last element, cleaned. */
str path_dir(struct arena *a, str path);
/* From the last dot of the last element on; "" when it has none. */
str path_ext(str path);
static inline bool path_is_abs(str path)
{
    return path.len && path.s[0] == '/';
}

#endif
