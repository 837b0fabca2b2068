/* Who set the values that an error or a line of output is about. */
#ifndef CHELM_RELEASE_VALUE_NOTES_H
#define CHELM_RELEASE_VALUE_NOTES_H

#include "base/buf.h"
#include "base/diag.h"
#include "chart/origins.h"
#include "eval/lineage.h"

/* The steps from the root chart's values to those that a template file sees, by the file's name:
 * c/charts/sub/templates/x.yaml sees what is below `sub`. */
struct value_path value_notes_prefix(struct arena *a, str file);
/* The path of a value of an error, from the root chart's values; false when it has none. `file` is
 * the one whose templates see it. */
bool value_notes_path(struct arena *a, str file, str path, struct value_path *ret);

/* The path of a value that an output was made from; *ret_object: of what, "Values". */
struct value_path value_notes_ref(struct arena *a, const struct value_ref *ref, str *ret_object);
/* The same as the templates of the file see it: a subchart's values are below its name. */
struct value_path value_notes_own_ref(struct arena *a, str file, const struct value_ref *ref,
                                      str *ret_object);
/* ".Values.a.b[0]", ".Release.Name": as templates write it. */
void value_notes_put_object(struct buf *out, str object, const struct value_path *path);

/* Notes for an error about the value at `path`, for which `o` was traced: its value and who set it,
 * and what stood there before; of one that is `missing` and that nobody took away in which sources
 * it was looked for and where the table is that should hold it. */
void value_notes_add(const struct origins *o, const struct value_path *path, bool missing,
                     struct diags *diags, struct diag *d);
/* Who set the value at `path`, "prod.yaml:7" or "--set a=b"; false when it is a table or nobody
 * did. */
bool value_notes_put_source(struct buf *out, const struct origins *o,
                            const struct value_path *path);

#endif
