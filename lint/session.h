/* A run over several charts: each is linted, its findings chosen, suppressed, compared with the
 * baseline and kept as items of one report.
 *
 * What one chart needs lives in an arena that is thrown away behind it; what stays lives in the
 * session's.
 */
#ifndef CHELM_LINT_SESSION_H
#define CHELM_LINT_SESSION_H

#include "lint/baseline.h"
#include "lint/changes.h"
#include "lint/fix.h"
#include "lint/project.h"

struct session_options {
    struct lint_options lint; /* wanted and declare are filled in from the settings */
    str config;               /* a file instead of those that are looked for; empty: look */
    bool no_config;
    const str *select, *extend_select, *ignore; /* of the command line */
    size_t select_count, extend_select_count, ignore_count;
    bool strict, verbose;
    str fail_on;               /* empty: as the settings say */
    struct changes *changes;   /* NULL: report everything */
    struct baseline *baseline; /* NULL: none */
    bool fix, unsafe_fixes;
    const str *fix_only; /* selectors */
    size_t fix_only_count;
};

struct lint_session {
    struct arena *arena;
    const struct session_options *options;
    struct lint_report report;
    uint32_t chart_cap;
    struct fix_plan **plans; /* one for each chart that has fixes */
    uint32_t plan_count, plan_cap;
    bool failed;     /* something at or above the level that fails */
    bool unreadable; /* a chart could not be read */
    str stopped;     /* why a chart's render was given up: it is not tried again; else empty */
    str error;       /* the settings are wrong: the run ends */
};

void session_init(struct lint_session *s, struct arena *a, const struct session_options *o);
/* Lints one chart, with `work` for all that need not stay. False when the settings are wrong. */
bool session_chart(struct lint_session *s, struct arena *work, str path);
/* Notes a chart for which memory ran out. */
void session_chart_failed(struct lint_session *s, str path, str why);
/* Sorts, and counts. */
void session_finish(struct lint_session *s);

#endif
