/* Go's regexp: RE2's syntax and error texts, leftmost-first matches, linear time.
 *
 * A pattern is checked and read once (regex_compile) and kept in a cache for as long as its arena.
 * Matching never fails: PCRE2 does the work where it gives Go's answer quickly, else an automaton
 * of our own. Text may hold any bytes; those that are not UTF-8 act as U+FFFD. Results are views
 * of the text or live in the arena given. A regex and its cache belong to one thread.
 */
#ifndef CHELM_BASE_REGEX_H
#define CHELM_BASE_REGEX_H

#include "base/buf.h"

struct regex;
struct regex_cache;

/* A cache in the arena. Its libraries' objects go with the arena. */
struct regex_cache *regex_cache_new(struct arena *a);

/* regexp.Compile. NULL with "error parsing regexp: …" in *ret_error. The result is valid until
 * the next call with the same cache. */
struct regex *regex_compile(struct regex_cache *cache, str pattern, str *ret_error);

/* Whether regexp.Compile takes the pattern. `scratch` is used and given back. */
bool regex_is_valid(struct arena *scratch, str pattern);

/* MatchString. `scratch` is used and given back. */
bool regex_match(struct regex *re, struct arena *scratch, str text);
/* FindString; "" when there is no match. */
str regex_find(struct regex *re, struct arena *scratch, str text);

struct regex_span {
    size_t begin, end;
};

/* FindAllStringIndex: at most n matches (all when n < 0), in *ret (of the arena). */
size_t regex_find_all(struct regex *re, struct arena *a, str text, int64_t n,
                      struct regex_span **ret);
/* ReplaceAllString: $1, ${name} and $$ in `with`; ReplaceAllLiteralString when literal. */
str regex_replace_all(struct regex *re, struct arena *a, str text, str with, bool literal);
/* Split: the pieces between matches, in *ret. *ret_cap is what Go makes room for at first. */
size_t regex_split(struct regex *re, struct arena *a, str text, int64_t n, str **ret,
                   size_t *ret_cap);

/* QuoteMeta: a pattern that matches the text. */
str regex_quote_meta(struct arena *a, str text);

#endif
