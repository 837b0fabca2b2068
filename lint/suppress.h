/* Comments that suppress findings, of templates or of YAML: chelm:ignore CH101,CH504 -- reason.
 *
 *   chelm:ignore CH101        alone on its line: what begins on the next line; behind something
 *                             else: what begins on this line
 *   chelm:ignore-file CH101   the whole file
 *   chelm:ignore-start CH101 … chelm:ignore-end   the lines between
 *
 * Rules are named by code or name; no comment is a blank cheque. An action over several lines
 * belongs to the line that it begins on. Everything lives in the arena of the findings.
 */
#ifndef CHELM_LINT_SUPPRESS_H
#define CHELM_LINT_SUPPRESS_H

#include "lint/select.h"
#include "lint/finding.h"

/* One rule in one comment. */
struct suppression {
    struct lint_file *file;
    const struct rule *rule;
    uint32_t begin, end;   /* offsets of what it covers */
    struct span name;      /* the rule in the comment */
    struct span comment;   /* all of it, with its line when nothing else is there */
    uint32_t first, rules; /* index of the comment's first suppression, how many it has */
    str reason;
    bool used;
};

struct suppressions {
    struct suppression *items;
    uint32_t n, cap;
};

/* Reads the comments of a file, once. Those that are wrong are reported (CH991). */
void suppress_read(struct suppressions *s, struct findings *f, struct lint_file *file,
                   bool require_reason);
/* The one that covers the finding, marked as used; else NULL. */
const struct suppression *suppress_find(struct suppressions *s, const struct finding *g);
/* Reports those that suppressed nothing although their rule was looked for (CH990). */
void suppress_report_unused(const struct suppressions *s, struct findings *f,
                            const struct rule_choice *choice);

#endif
