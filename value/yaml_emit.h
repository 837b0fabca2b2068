/* Writing scalars as go-yaml's emitter does: quoting, escapes, folded lines, literal blocks.
 *
 * The emitter writes straight into a buffer and knows the column from where the line began.
 * Strings must be UTF-8. Internal to the YAML writers; nothing fails.
 */
#ifndef CHELM_VALUE_YAML_EMIT_H
#define CHELM_VALUE_YAML_EMIT_H

#include "base/buf.h"
#include "value/yaml_style.h"

struct yaml_emit {
    struct buf *out;
    size_t line;   /* where in the buffer the current line begins, behind the base */
    size_t base;   /* blanks before every line, which count for nothing */
    bool pretty;   /* go-yaml v3: lines are never folded */
    bool in_place; /* the cursor is where the next entry of a container begins */
};

/* Goes to column `indent` of a line of its own, if the cursor is not there yet. */
void yaml_emit_indent(struct yaml_emit *e, size_t indent);

/* A string in the style of its form. `indent` is that of its further lines, `foldable` whether it
 * may have such. As yaml_emitter_process_scalar. */
void yaml_emit_string(struct yaml_emit *e, str s, struct yaml_form form, size_t indent,
                      bool foldable);

#endif
