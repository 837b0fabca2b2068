/* What there is to say about a rule (rule_pages.def, and examples from spec-tests/lint, see
 * lint.mk): --explain, docs/rules.md.
 */
#ifndef CHELM_LINT_RULE_PAGE_H
#define CHELM_LINT_RULE_PAGE_H

#include "base/buf.h"
#include "lint/rule.h"

struct rule_page {
    str why, repair;
    str bad, good; /* files of a chart that has the mistake, and of one without; or empty */
    str found;     /* what is found in the bad one */
};

/* Any member may be empty. */
struct rule_page rule_page(const struct rule *r);
/* The page as text of at most 80 columns, or as Markdown with a heading. */
void rule_page_put_text(struct buf *out, const struct rule *r);
void rule_page_put_markdown(struct buf *out, const struct rule *r);

#endif
