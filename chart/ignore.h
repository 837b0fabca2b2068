/* .helmignore: which files of a chart's folder are no part of the chart.
 *
 * Rules are shell patterns, one a line; the first that matches a path decides. A rule with '!'
 * is not what other tools make of it: every path that it does not match is ignored. Rules live in
 * the arena. As Helm's package ignore.
 */
#ifndef CHELM_CHART_IGNORE_H
#define CHELM_CHART_IGNORE_H

#include "base/str.h"

struct ignore_rule {
    str pattern;
    bool negate, dirs_only;
    bool base_name; /* matched against the last element of a path, else against all of it */
    bool literal;   /* no pattern at all: most rules are names */
    bool suffix;    /* a base name "*.x": all others that are common */
};

struct ignore {
    struct ignore_rule *rules;
    size_t n, cap;
};

/* The rules in `text` (may be empty), then Helm's own ("templates/.?*"). False with the text of the
 * error: a bad pattern, "**". */
bool ignore_parse(struct arena *a, str text, struct ignore *ret, str *ret_error);
/* Whether the path, relative to the chart, is ignored. As Rules.Ignore. */
bool ignore_matches(const struct ignore *i, str path, bool is_dir);

#endif
