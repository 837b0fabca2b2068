/* The baseline: findings that were there before, and are shown no more.
 *
 * A JSON file of fingerprints, which stay the same when lines move. Everything lives in the arena.
 */
#ifndef CHELM_LINT_BASELINE_H
#define CHELM_LINT_BASELINE_H

#include "lint/report.h"

struct baseline_entry {
    str chart, file, code, fingerprint, message;
    bool found;
};

struct baseline {
    struct arena *arena;
    struct baseline_entry *entries;
    uint32_t n, cap;
    struct map *first; /* fingerprint → first entry + 1 that has it */
    uint32_t *next;    /* the next one of the same fingerprint, + 1 */
};

/* Reads the file's text. False with the error's text. */
bool baseline_read(struct arena *a, str text, struct baseline *ret, str *ret_error);
/* Whether an item is in it; each entry stands for one item. */
bool baseline_take(struct baseline *b, const struct lint_item *item);
/* The file's text for a report: all that is not suppressed. */
void baseline_put(struct buf *out, const struct lint_report *r);

#endif
