/* Renders a set of template files: parse all, then run all, in Helm's order.
 *
 * Mirrors engine.Engine.Render of Helm v4.2.4: files are parsed and run deepest first and, within
 * a depth, in reverse order of their names; of several definitions of one name the last parsed
 * wins; files whose base name starts with '_' are parsed but not run.
 */
#ifndef CHELM_EVAL_EVAL_H
#define CHELM_EVAL_EVAL_H

#include "base/diag.h"
#include "funcs/func.h"
#include "lexer/delims.h"

struct template_file {
    str name;      /* chart/charts/sub/templates/x.yaml */
    str base_path; /* chart/charts/sub/templates */
    str text;
    enum delims delims;
    val top;    /* what the file sees as '.': a V_MAP of T_VALUES; Template is set in it */
    str output; /* filled by eval_render; empty for partials */
};

struct eval_options {
    struct fn_env *env; /* clock, randomness; include and tpl are filled in by eval */
    bool unfused;       /* no superinstructions: for tests, the results are the same */
};

/* Parses and runs `n` files. On false, one error in Helm's words is in `diags`, flagged as
 * `rendering`. Trees and code live in `program`, results in `render`. */
bool eval_render(struct arena *program, struct arena *render, struct template_file *files, size_t n,
                 const struct eval_options *o, struct diags *diags);

#endif
