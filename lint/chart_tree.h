/* A chart's files as `helm lint` meets them: in a folder, or in an archive taken for the folder
 * that Helm unpacks it into.
 *
 * Paths are relative to the chart. Errors are those of Go's os package, with the paths that Helm
 * asks for. Everything lives in the arena.
 */
#ifndef CHELM_LINT_CHART_TREE_H
#define CHELM_LINT_CHART_TREE_H

#include "chart/chart.h"

struct chart_tree {
    struct arena *arena;
    str folder; /* absolute; of an archive: /tmp/helm-lint/NAME */
    bool packed;
    struct chart_files files; /* of an archive, in the order of a walk through the folder */
};

enum chart_entry { CHART_NOTHING, CHART_FILE, CHART_FOLDER };

/* False, with Helm's text, when there is no chart to look at. */
bool chart_tree_open(struct arena *a, str path, struct chart_tree *ret, str *ret_error);
/* What is there by that name; what Go says when it cannot be told, in *ret_error (may be NULL). */
enum chart_entry chart_tree_stat(const struct chart_tree *t, str name, str *ret_error);
bool chart_tree_read(const struct chart_tree *t, str name, str *ret, str *ret_error);
/* The chart, as loader.Load of chart/v2 reads it; NULL with Helm's text. Log lines go to diags. */
struct chart *chart_tree_load(const struct chart_tree *t, struct diags *diags, str *ret_error);

#endif
