/* What the linter found, in a collection that everything in one run shares.
 *
 * Whoever finds something calls finding_put and completes what it returns: labels, help, a fix. All
 * memory is the collection's arena. The same rule at the same place with the same message is put
 * once. Nothing is printed, sorted or suppressed here.
 */
#ifndef CHELM_LINT_FINDING_H
#define CHELM_LINT_FINDING_H

#include "lint/file.h"
#include "lint/rule.h"

/* A place that explains the finding: a declaration, a guard, an include on the way. */
struct finding_label {
    const struct lint_file *file;
    struct span span;
    str text;
};

/* Replaces a span of a file. */
struct finding_edit {
    const struct lint_file *file;
    struct span span;
    str text;
};

struct finding {
    enum rule_id rule;
    enum lint_severity severity; /* the rule's, unless whoever found it knows better */
    enum lint_confidence confidence;
    const struct lint_file *file;
    struct span span; /* in the file's text; empty at 0: the file as a whole */
    str message;      /* one line, no code, no place */
    str subject; /* what it is about, free of places: .Values.a.b, include "x"; for baselines */
    struct finding_label *labels;
    uint32_t label_count, label_cap;
    struct finding_label *trace; /* includes on the way, outermost first */
    uint32_t trace_count, trace_cap;
    str *help; /* lines of advice */
    uint32_t help_count, help_cap;
    str repro; /* options that make it show, such as --set a=true; empty: none known */
    struct finding_edit *edits;
    uint32_t edit_count, edit_cap;
    enum lint_fix fix; /* of the edits; NONE when there are none */
    uint32_t order;    /* in which it was put */
};

struct findings {
    struct arena *arena;
    struct finding **items;
    uint32_t count, cap;
    uint32_t *index; /* open addressing over rule, place and message */
    uint32_t index_cap;
};

void findings_init(struct findings *f, struct arena *a);
/* Puts a finding, or returns the equal one that is there (NULL never). */
struct finding *finding_put(struct findings *f, enum rule_id rule, const struct lint_file *file,
                            struct span span, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));
/* Puts a finding that was made elsewhere, unless an equal one is there; returns the one that is. */
struct finding *finding_take(struct findings *f, struct finding *g);
void finding_label(struct findings *f, struct finding *g, const struct lint_file *file,
                   struct span span, const char *fmt, ...) __attribute__((format(printf, 5, 6)));
void finding_trace(struct findings *f, struct finding *g, const struct lint_file *file,
                   struct span span, const char *fmt, ...) __attribute__((format(printf, 5, 6)));
void finding_help(struct findings *f, struct finding *g, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* Adds an edit to the fix; the fix is as safe as its least safe edit. */
void finding_edit(struct findings *f, struct finding *g, enum lint_fix fix,
                  const struct lint_file *file, struct span span, str text);

#endif
