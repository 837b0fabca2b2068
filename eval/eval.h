/* Renders a set of template files: parse all, then run all, in Helm's order.
 *
 * Mirrors engine.Engine.Render of Helm v4.2.4: files are parsed and run deepest first and, within
 * a depth, in reverse order of their names; of several definitions of one name the last parsed
 * wins; files whose base name starts with '_' are parsed but not run.
 *
 * Helm stops at the first error. When the diagnostics say keep_going, each file that fails gives
 * its first error and the others are parsed and run all the same, in the same order. Where a file
 * could not be parsed, errors about templates that are not defined are left out: they may be its.
 */
#ifndef CHELM_EVAL_EVAL_H
#define CHELM_EVAL_EVAL_H

#include "base/diag.h"
#include "eval/compile.h"
#include "eval/missing.h"
#include "eval/source_map.h"
#include "funcs/func.h"
#include "lexer/delims.h"

struct template_set;

struct template_file {
    str name;      /* chart/charts/sub/templates/x.yaml */
    str base_path; /* chart/charts/sub/templates */
    str text;
    enum delims delims;
    /* What the text was parsed to before; NULL: it is parsed. Their source is not touched. */
    struct tree *trees;
    size_t tree_count;
    val top;    /* what the file sees as '.': a V_MAP of T_VALUES; Template is set in it */
    str output; /* filled by eval_run; empty for partials */
    const struct source_map *map; /* of `output`, when it was asked for */
};

struct eval_options {
    struct fn_env *env;          /* clock, randomness; include and tpl are filled in by eval */
    bool unfused;                /* no superinstructions: for tests, the results are the same */
    bool map;                    /* source maps are made; trees must then outlive the results */
    struct missing_log *missing; /* with map: gets reads of values that are not there, or NULL */
    struct lineages *lineages;   /* with map: of the values that the files see, or NULL */
};

/* Templates that are parsed, ready to be run any number of times, each time with values and outputs
 * of its own. What it is made of lives in the arena it was compiled in, and the files' texts. */
struct eval_program {
    struct template_set *set;
    const uint32_t *order; /* numbers of files, in the order in which they run */
    size_t count;
    enum compile_mode mode;
    struct missing_log *missing; /* see eval_options; of programs that run once */
    struct lineages *lineages;   /* the same */
    bool incomplete;             /* some files did not parse; only when it was to keep going */
    struct later *later;         /* files that are parsed when they run, or NULL */
};

/* Parses `n` files, whose names and texts must live as long as the program. On false, one error in
 * Helm's words is in `diags`, flagged as `rendering`. (When it keeps going, *ret can then be run.)
 */
bool eval_compile(struct arena *program, const struct template_file *files, size_t n, bool unfused,
                  struct eval_program *ret, struct diags *diags);
/* Makes now what else would be made when first needed (code, line numbers), in the arena that the
 * program lives in: from then on it never changes, and may be run by several threads at once. */
void eval_make_shareable(struct eval_program *p);
/* Runs the templates for files in the same order as they were compiled in. On false as above. What
 * is still to be made of the program comes into `program`, which is then its arena; results live in
 * `render`. */
bool eval_run(const struct eval_program *p, struct arena *program, struct arena *render,
              struct template_file *files, struct fn_env *env, struct diags *diags);

/* Both: parses and runs `n` files. Trees and code live in `program`, results in `render`. */
bool eval_render(struct arena *program, struct arena *render, struct template_file *files, size_t n,
                 const struct eval_options *o, struct diags *diags);

#endif
