/* Pages about the codes of errors and findings: --explain-code.
 *
 * The pages of errors are rows of code_pages.def; who has codes of his own (the linter's rules)
 * keeps pages of the same shape and has them written out here.
 */
#ifndef CHELM_BASE_CODE_PAGE_H
#define CHELM_BASE_CODE_PAGE_H

#include "base/buf.h"

struct code_page {
    str code, name; /* CH102, null-dereference */
    str what;       /* what it means and why it happens: a paragraph */
    str bad, good;  /* examples: lines, each with its end; may be empty */
    str fix;        /* a paragraph; may be empty */
    str helm;       /* what Helm prints, lines; empty: nothing */
};

/* The page of an error by its code or name, whatever the case; false when there is none. */
bool code_page_find(str word, struct code_page *ret);
/* All of them, in order of their codes: the one at i, false behind the last. */
bool code_page_at(size_t i, struct code_page *ret);
/* For people: at most 80 columns, except in examples. */
void code_page_put(struct buf *out, const struct code_page *p);

#endif
