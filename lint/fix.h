/* Fixes: the edits of findings, put together to new texts of files.
 *
 * A plan is made of one chart's findings while its files are at hand, and lives on in its own
 * arena. Findings whose edits overlap those of an earlier one are left for the next run. Nothing is
 * written here, and whether the result may be written is for the renderer to say.
 */
#ifndef CHELM_LINT_FIX_H
#define CHELM_LINT_FIX_H

#include "base/buf.h"
#include "lint/finding.h"

struct fix_edit {
    uint32_t file; /* in the plan */
    uint32_t begin, end;
    str text;
};

/* The edits of one finding: all or none are made. */
struct fix_group {
    const struct rule *rule;
    str message;
    struct fix_edit *edits;
    uint32_t n;
    bool off; /* not to be made */
};

struct fix_file {
    str path; /* from the chart's folder */
    str old;
};

struct fix_plan {
    struct arena *arena;
    str chart; /* path of its folder, as given */
    struct fix_group *groups;
    uint32_t group_count, group_cap;
    struct fix_file *files;
    uint32_t file_count, file_cap;
};

void fix_plan_init(struct fix_plan *p, struct arena *a, str chart);
/* Adds a finding's fix. False when it has none, is about other files than the chart's own, or
 * overlaps. */
bool fix_plan_add(struct fix_plan *p, const struct finding *g);
/* The file with the edits of all groups that are not off. */
str fix_plan_text(const struct fix_plan *p, uint32_t file, struct arena *a);
/* Whether the rule's fix is meant to change what is rendered. */
bool fix_changes_output(const struct rule *rule);
/* A unified diff of a file, three lines of context; empty when nothing changes. */
void fix_put_diff(struct buf *out, str path, str old, str new);

#endif
