/* Glob patterns as gobwas/glob v0.2.3 reads and matches them: Helm's .Files.Glob.
 *
 *   *  any run without the separator     **  any run     ?  one rune but the separator
 *   [abc] [a-z] [!abc]  one rune         {a,b}  either   \c  c itself
 *
 * The library compiles a pattern to matchers that take shortcuts, some of which show: lengths are
 * counted now in runes and now in bytes. The same matchers are built here. Everything lives in the
 * arena. Patterns of more than 1000 parts do not compile.
 */
#ifndef CHELM_BASE_GLOB_H
#define CHELM_BASE_GLOB_H

#include "base/str.h"

struct glob;

/* NULL when the pattern is none. */
struct glob *glob_compile(struct arena *a, str pattern, char separator);
/* Whether the whole name matches. */
bool glob_match(struct glob *g, str name);
/* The text of the panic that the library ends in for some patterns and names, "" when the matches
 * so far were sound. */
str glob_panic(const struct glob *g);

#endif
