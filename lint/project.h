/* A chart as the linter sees it: the tree of charts with all their files, parsed.
 *
 * A project is made for one chart on the command line. Loading reports what cannot be read (CH002,
 * CH003) and every mistake of syntax (CH001, CH004, CH005 …), and goes on with the rest. After
 * that only `values` of charts is filled in (declare.h). Everything lives in the arena given.
 */
#ifndef CHELM_LINT_PROJECT_H
#define CHELM_LINT_PROJECT_H

#include "chart/chart.h"
#include "chart/values.h"
#include "funcs/func.h"
#include "lint/finding.h"

struct type;
struct map;
struct user_list;
struct word_reads;

/* A named template. Helm has one name space for the whole tree: the last one read wins. */
struct lint_define {
    const struct tree *tree;
    struct lint_file *file;
    struct lint_chart *chart;
    struct lint_define *shadowed; /* one of that name that this one replaces, or NULL */
};

/* One chart in the tree: a chart that is a dependency twice is there twice. */
struct lint_chart {
    struct lint_project *project;
    struct lint_chart *parent; /* NULL: the root */
    struct lint_chart **subs;
    size_t sub_count;
    struct chart *chart;                 /* as loaded: dependencies are not processed */
    const struct dependency *dependency; /* in the parent's Chart.yaml; NULL: none names it */
    str key;                             /* under which the parent holds its values; root: "" */
    str folder;                          /* from the root's folder: "" or charts/sub */
    str full_path;                       /* as Helm names it: root/charts/sub */
    enum delims delims;
    struct lint_file *metadata, *values, *schema; /* Chart.yaml …; NULL: there is none */
    struct lint_file **templates;                 /* in Helm's order of reading */
    size_t template_count;
    /* Set by declare.h: what the chart itself declares; that and the charts below it; .Values in
     * its templates, with what parents and users set; and `.`. */
    const struct type *own_type, *inner_type, *values_type, *context_type;
};

/* A values file that comes with the chart for testing it. */
struct lint_value_set {
    struct lint_file *file;
    str name; /* ci/ha-values.yaml */
    val values;
};

struct lint_options {
    const struct value_option *values; /* -f, --set … */
    size_t value_count;
    str name_space, kube_version; /* empty: Helm's defaults */
    const str *api_versions;
    size_t api_version_count;
    bool skip_schema;
    bool with_subcharts;
    bool no_render;        /* static rules only */
    struct fn_env *env;    /* of renders */
    uint64_t budget;       /* nodes that the analysis visits; 0: the default */
    const bool *wanted;    /* by rule: work for others may be left out; NULL: all */
    const str *value_sets; /* files of values besides those in ci/ */
    size_t value_set_count;
    struct map *declare; /* of the configuration: path → type text; NULL: none */
};

struct lint_project {
    struct arena *arena;
    struct findings *findings;
    const struct lint_options *options;
    str path;                   /* of the chart, as the user wrote it */
    bool is_archive;            /* path is a .tgz: nothing else can be read from disk */
    bool repaired;              /* Helm refuses the chart: parts of it are missing here */
    struct lint_chart *root;    /* NULL: the chart could not be loaded */
    struct lint_chart **charts; /* all, parents first */
    uint32_t chart_count, chart_cap;
    struct map *files;   /* templates as Helm names them → struct lint_file (V_OPAQUE) */
    struct map *defines; /* name → number in `define` of the one that wins (V_INT) */
    struct lint_define *define;
    size_t define_count;
    struct lint_value_set *sets; /* ci/NAME-values.yaml and their like */
    uint32_t set_count, set_cap;
    struct user_list *users;   /* user_values.h */
    struct word_reads *reads;  /* reads.h */
    struct findings *outlined; /* outline.h: those that wait for the renders; NULL: none */
    struct fn_cache functions;
};

/* Reads the chart at `path`. False when nothing could be loaded: the reason is among the findings.
 */
bool lint_project_load(struct arena *a, str path, const struct lint_options *o,
                       struct findings *findings, struct lint_project *ret);
/* The same of files in memory, names relative to the chart; `path` is what the chart is called. */
bool lint_project_load_files(struct arena *a, str path, const struct chart_file *files, size_t n,
                             const struct lint_options *o, struct findings *findings,
                             struct lint_project *ret);
/* The template of that name that `include` would run, or NULL. */
const struct lint_define *lint_project_define(const struct lint_project *p, str name);
/* Whether a chart of the tree names a dependency that is not in its charts/: what that one would
 * bring, values and templates, is unknown. */
bool lint_lacks_dependency(const struct lint_project *p);
/* Whether findings of the rule are wanted at all. */
bool lint_wants(const struct lint_project *p, enum rule_id rule);

#endif
