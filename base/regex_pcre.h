/* A regular expression as a PCRE2 pattern with the same meaning. Internal to regex. */
#ifndef CHELM_BASE_REGEX_PCRE_H
#define CHELM_BASE_REGEX_PCRE_H

#include "base/buf.h"
#include "base/regex_syntax.h"

struct rx_pcre;

enum pcre_answer { PCRE_NO, PCRE_YES, PCRE_GAVE_UP };

/* NULL when PCRE2 does not take the pattern. Freed by pcre_free. */
struct rx_pcre *pcre_new(struct arena *scratch, const struct rx_tree *tree);
void pcre_free(struct rx_pcre *p);
/* As nfa_match, for text that is valid UTF-8. Gives up when it would take too long. */
enum pcre_answer pcre_find(struct rx_pcre *p, str text, size_t from, size_t *caps, size_t ncap);

/* The pattern as text: for tests. */
void pcre_put_pattern(struct buf *out, const struct rx_node *root);

#endif
