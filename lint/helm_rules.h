/* The groups of Helm's lint rules. Internal to helm_lint.c and the files of the groups. */
#ifndef CHELM_LINT_HELM_RULES_H
#define CHELM_LINT_HELM_RULES_H

#include "lint/chart_tree.h"
#include "lint/helm_lint.h"

struct helm_lint {
    struct arena *arena;
    const struct helm_lint_options *options;
    struct chart_tree tree;
    struct helm_lint_result *result;
    struct diags *log;
    /* The chart, read once; Helm reads it for each group, and says each time what there is to say
     * about it. NULL: it cannot be loaded, `load_error` tells why. */
    struct chart *chart;
    struct diags load_log;
    str load_error;
};

/* Adds a message. */
void helm_put(struct helm_lint *l, enum rule_id rule, enum helm_severity severity, str path,
              const char *fmt, ...) __attribute__((format(printf, 5, 6)));
/* The chart as loaded, never changed, or NULL; what loading logs is logged. */
const struct chart *helm_load(struct helm_lint *l);
/* Puts the diagnostics of a step in the log, but for errors. The first error, or NULL. */
const struct diag *helm_log(struct helm_lint *l, const struct diags *from);

/* rules.Chartfile, ValuesWithOverrides, Templates, Dependencies, Crds. */
void helm_check_chart_file(struct helm_lint *l);
void helm_check_values(struct helm_lint *l);
void helm_check_templates(struct helm_lint *l);
void helm_check_dependencies(struct helm_lint *l);
void helm_check_crds(struct helm_lint *l);

#endif
