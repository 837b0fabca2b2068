/* Values as the user gives them, and paths into them.
 *
 * Trees made here live in the arena given and share nothing with what comes later from it.
 */
#ifndef CHELM_CHART_VALUES_H
#define CHELM_CHART_VALUES_H

#include "base/diag.h"
#include "value/mark.h"

enum value_kind {
    VALUES_FILE,
    VALUES_SET,
    VALUES_SET_STRING,
    VALUES_SET_FILE,
    VALUES_SET_JSON,
    VALUES_SET_LITERAL
};

struct value_option {
    enum value_kind kind;
    str text;
};

/* The values of -f, --set and its kin, options in command-line order: all files come first, then
 * all of --set-json, --set, --set-string, --set-file, --set-literal. As Options.MergeValues. */
bool values_merge_options(struct arena *a, const struct value_option *o, size_t n, struct map **ret,
                          struct diags *diags);

/* Applies one of them to what those before it gave. With `marks` (else NULL), what it sets carries
 * where it stands. */
bool values_apply_option(struct arena *a, const struct value_option *o, struct marks *marks,
                         struct map *into, struct diags *diags);
/* Their order: lower kinds come first. As in Options.MergeValues. */
int values_option_rank(enum value_kind kind);

/* Puts `from` over `into`: maps are merged, everything else is replaced. As MergeMaps. Maps of
 * `from` become part of `into`. */
void values_merge(struct map *into, const struct map *from);

/* The table at a dotted path, or NULL; *ret_missing (may be NULL) is then the first name on the
 * path that is no table. As Values.Table. */
struct map *values_table(const struct map *values, str path, str *ret_missing);
/* What is at a dotted path, if it is there and no table; else NULL. As Values.PathValue. */
const val *values_path(const struct map *values, str path);

#endif
