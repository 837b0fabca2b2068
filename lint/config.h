/* The linter's settings: .chelm-lint.yaml (docs/lint.md).
 *
 * Files are looked for in the chart's folder and in those above it, up to the repository's root;
 * for each key the nearest file that has it counts. What a file extends comes after that file.
 * Unknown keys are errors. Everything lives in the arena given.
 */
#ifndef CHELM_LINT_CONFIG_H
#define CHELM_LINT_CONFIG_H

#include "lint/select.h"

struct map;

struct config_list {
    bool given;
    str *items;
    uint32_t n, cap;
    str folder; /* of the file that has it: relative paths begin there */
};

struct config_severity {
    str selector;
    enum lint_severity severity;
};

struct config_file_rule {
    str pattern;             /* of paths from the chart's folder or from the file's */
    struct config_list what; /* selectors */
};

/* A line of .helmlintignore. */
struct config_text_ignore {
    str path; /* empty: any */
    str text; /* in the message; empty: any */
};

struct lint_config {
    struct arena *arena;
    struct config_list select, extend_select, ignore, exclude, value_sets, kube_versions,
        api_versions, open;
    bool has_severity, has_file_rules, has_declare, has_require_reason, require_reason, has_fail_on;
    struct config_severity *severity;
    uint32_t severity_count, severity_cap;
    struct config_file_rule *file_rules;
    uint32_t file_rule_count, file_rule_cap;
    str file_rule_folder;
    struct map *declare;        /* path → type text; NULL: none */
    enum lint_severity fail_on; /* LINT_OFF: never */
    struct config_text_ignore *texts;
    uint32_t text_count, text_cap;
};

/* What counts for the chart at `path`. False with the error's text: FILE: what is wrong. */
bool config_find(struct arena *a, str path, struct lint_config *ret, str *ret_error);
/* One file, and what it extends, alone. */
bool config_read(struct arena *a, str file, struct lint_config *ret, str *ret_error);
/* The rules that the settings choose: command line behind it. */
bool config_choose(const struct lint_config *c, struct rule_choice *ret, str *ret_error);
/* Whether findings of the rule in that file (`path` from the chart's folder, `full` absolute) are
 * ignored or excluded. */
bool config_ignores(const struct lint_config *c, const struct rule *rule, str path, str full,
                    str message);
/* Whether the whole file is excluded. */
bool config_excludes(const struct lint_config *c, str path, str full);

#endif
