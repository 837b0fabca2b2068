/* A text that findings point into: a template, a values file, Chart.yaml, or the text of --set.
 *
 * Files live in the project's arena. The source is the first member: a `struct source *` of a tree
 * of the project is its file (lint_file_of).
 */
#ifndef CHELM_LINT_FILE_H
#define CHELM_LINT_FILE_H

#include "base/source.h"
#include "parser/ast.h"

enum lint_file_kind {
    LINT_FILE_TEMPLATE,
    LINT_FILE_VALUES, /* values.yaml of a chart */
    LINT_FILE_USER,   /* -f file, ci/NAME-values.yaml */
    LINT_FILE_OPTION, /* the text of --set or its kin */
    LINT_FILE_CHART,  /* Chart.yaml, requirements.yaml */
    LINT_FILE_SCHEMA,
    LINT_FILE_LOCK,
    LINT_FILE_CRD,
    LINT_FILE_OTHER
};

struct lint_chart;

struct lint_file {
    struct source source; /* name: as Helm prints it, chart/templates/x.yaml */
    str path;             /* from the linted chart's folder: charts/sub/templates/x.yaml */
    enum lint_file_kind kind;
    bool outside;             /* not in the chart: path is the user's */
    bool vendored;            /* of a subchart: findings in it are shown on request only */
    struct lint_chart *chart; /* whose file it is; NULL: the user's */
    /* Templates: what parsing gave; complete only when `parsed`. */
    struct tree *trees;
    size_t tree_count;
    bool parsed;
    bool changes_keys; /* a function is named in it that may change a map (flow_keys.h) */
    /* YAML: where everything stands; lint_file_yaml makes it. */
    const struct ynode *yaml;
    bool yaml_made;
    /* SCHEMA: compiled; lint_file_schema makes it. */
    struct schema *schema;
    str schema_error;
    bool schema_made;
};

struct ynode;
struct arena;
struct schema;
struct chart_files;
/* The places in a file of YAML (yaml_tree.h), made when first asked for; NULL: an empty file, or
 * no file. */
const struct ynode *lint_file_yaml(struct arena *a, struct lint_file *f);

/* A schema, compiled when first asked for, with the chart's files that it may refer to. NULL when
 * it is none: the reason is in f->schema_error. */
struct schema *lint_file_schema(struct arena *a, struct lint_file *f,
                                const struct chart_files *files);

static inline struct lint_file *lint_file_of(const struct tree *t)
{
    return (struct lint_file *)(void *)t->source;
}

#endif
