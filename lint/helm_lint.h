/* `helm lint` of Helm v4.2.4: its rules, in its order, with its words.
 *
 * A chart is looked at as Helm does it, with nothing of the linter's own: Chart.yaml, values.yaml
 * and its schema, templates rendered in Helm's lint mode (`required` and `fail` don't fail, the
 * release is called test-release), dependencies, crds/. Findings with places in the files are the
 * business of the passes (passes.def).
 *
 * Two texts can't be Helm's: a packed chart is unpacked by Helm into a folder with a random name,
 * here it is /tmp/helm-lint/NAME; and where Helm joins names in the random order of a Go map,
 * theirs is the order of loading. Everything lives in the arena given; nothing is printed.
 */
#ifndef CHELM_LINT_HELM_LINT_H
#define CHELM_LINT_HELM_LINT_H

#include "base/buf.h"
#include "base/diag.h"
#include "chart/values.h"
#include "lint/rule.h"

struct fn_env;
struct map;

enum helm_severity { HELM_UNKNOWN, HELM_INFO, HELM_WARNING, HELM_ERROR };

struct helm_message {
    enum helm_severity severity;
    str path;          /* as Helm names it: Chart.yaml, templates/, an absolute path, or "" */
    str text;          /* may hold line ends */
    enum rule_id rule; /* the one that finds the same with a place */
};

struct helm_lint_options {
    const struct map *values; /* of -f, --set and their kin, merged; NULL: none */
    str name_space;           /* empty: default */
    str kube_version;         /* valid as capabilities_init reads it; empty: Helm's */
    bool skip_schema;
    const struct fn_env *env; /* clock and randomness of renders */
};

struct helm_lint_result {
    struct helm_message *messages;
    size_t count, cap;
    enum helm_severity highest;
    str error; /* the chart could not be looked at, and there are no messages; else empty */
};

/* Lints the chart (a folder or .tgz) at `path`. What Helm logs on the way goes to `log`. As
 * action.Lint's lintChart. */
void helm_lint_run(struct arena *a, str path, const struct helm_lint_options *o,
                   struct helm_lint_result *ret, struct diags *log);
/* Whether the chart fails: by an error, with `strict` by a warning, too. */
bool helm_lint_failed(const struct helm_lint_result *r, bool strict);

/* The flags of the command. */
struct helm_lint_command {
    const str *paths;
    size_t path_count;
    struct helm_lint_options options;
    bool strict, quiet, with_subcharts;
};

/* All that `helm lint` writes: standard output to `out`, log lines to `log`. False when it would
 * end with exit status 1: the text behind "Error: " is then the last error of `log`. As newLintCmd.
 */
bool helm_lint_write(struct arena *a, const struct helm_lint_command *c, struct buf *out,
                     struct diags *log);

#endif
