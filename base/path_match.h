/* Shell patterns on slash-separated paths, as Go's path.Match and filepath.Match read them.
 *
 *     *       any run of bytes without '/'          ?      one rune but '/'
 *     [a-z]   one rune of a class, [^a-z] of none   \c     c itself
 *
 * The whole name must match; '*' never crosses a '/', and there is no "**" and no {a,b}.
 */
#ifndef CHELM_BASE_PATH_MATCH_H
#define CHELM_BASE_PATH_MATCH_H

#include "base/str.h"

enum path_match {
    PATH_MATCH_NO,
    PATH_MATCH_YES,
    PATH_MATCH_BAD /* Go's ErrBadPattern: "syntax error in pattern" */
};

/* As path.Match, whose verdict on a bad pattern depends on how far the name gets, too. */
enum path_match path_match(str pattern, str name);

#endif
