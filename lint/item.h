/* A finding as reports show it: complete in itself, so that the chart it is about can be forgotten.
 *
 * Places are resolved: path as the user would type it, lines and columns from 1 (columns count code
 * points), the line's text. All texts live in the arena that the item was made in.
 */
#ifndef CHELM_LINT_ITEM_H
#define CHELM_LINT_ITEM_H

#include "lint/finding.h"

struct lint_point {
    uint32_t line, column, offset; /* line 0: no place in the file; offset in bytes, from 0 */
};

struct lint_place {
    str file;  /* from the working directory: CHART/templates/x.yaml; a packed chart: its archive */
    str inner; /* in a packed chart: the file's path; else empty */
    struct lint_point begin, end;
    str line; /* the line of `begin` */
    str what; /* a label's text */
};

struct lint_change {
    struct lint_place at;
    str text; /* what stands there instead */
};

enum lint_state {
    LINT_NEW,
    LINT_KNOWN,     /* in the baseline */
    LINT_SUPPRESSED /* by a comment */
};

struct lint_item {
    const struct rule *rule;
    enum lint_severity severity;
    enum lint_confidence confidence;
    enum lint_state state;
    str reason; /* SUPPRESSED: as the comment says */
    str chart;  /* as given by the user */
    str path;   /* of the file, from the chart's folder */
    struct lint_place at;
    str message, subject, repro;
    struct lint_place *labels, *trace;
    uint32_t label_count, trace_count;
    str *help;
    uint32_t help_count;
    struct lint_change *changes;
    uint32_t change_count;
    enum lint_fix fix;
    str fingerprint; /* 16 hexadecimal digits; the same when lines move */
};

/* Makes items of one chart. */
struct item_maker {
    struct arena *arena;
    str chart; /* as given */
    bool is_archive;
    struct item_place_cache {
        const struct lint_file *file;
        struct source source;
    } cache[2];
};

void item_maker_init(struct item_maker *m, struct arena *a, str chart, bool is_archive);
/* The fingerprint is not there yet. */
struct lint_item *item_make(struct item_maker *m, const struct finding *g);
/* Gives each of the items, which are in order, its fingerprint: of rule, file, subject and the text
 * found, and of how many were equal before it. `texts` holds what stands at each item's place. */
void items_fingerprint(struct arena *a, struct lint_item **items, const str *texts, size_t n);
/* How reports order them: by file, line, column, rule. */
int item_cmp(const struct lint_item *x, const struct lint_item *y);

#endif
