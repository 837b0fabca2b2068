/* A regular expression as an automaton whose states are all followed at once. Internal to regex.
 *
 * Time is linear in the text and matches are exactly those of Go's regexp, for every tree and every
 * text. regex.c prefers PCRE2 where it gives the same matches and cannot explode.
 */
#ifndef CHELM_BASE_REGEX_NFA_H
#define CHELM_BASE_REGEX_NFA_H

#include "base/regex_syntax.h"

struct nfa;

struct nfa *nfa_new(struct arena *a, const struct rx_tree *tree);
/* The leftmost match that begins at `from` or later: its groups as offsets (start, end pairs) in
 * caps[ncap]; SIZE_MAX where a group did not take part. ncap is even and at least 2. */
bool nfa_match(const struct nfa *n, struct arena *scratch, str text, size_t from, size_t *caps,
               size_t ncap);

#endif
