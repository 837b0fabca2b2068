/* The parts of the flow analysis that know each other. Internal to flow*.c.
 *
 * A frame is one walk over one definition with one argument. What it finds is first put among the
 * frame's own findings, each with the path that it depends on: whoever includes the definition
 * knows more about that path and drops the finding, or takes it over (flow_include.c). What arrives
 * at the frame of a file is reported (flow_report.h).
 */
#ifndef CHELM_LINT_FLOW_WALK_H
#define CHELM_LINT_FLOW_WALK_H

#include "lint/call.h"
#include "lint/declare.h"
#include "lint/flow_facts.h"

enum {
    FLOW_MAX_VARIANTS = 8,  /* arguments with which a define is looked at */
    FLOW_MAX_DEPTH = 60,    /* includes within each other */
    FLOW_MAX_PENDING = 200, /* findings that one define passes on */
    FLOW_MAX_NESTING = 400  /* expressions and blocks within each other */
};

struct flow_args;

/* What an expression gives. */
struct flow_value {
    const struct type *type;
    struct flow_path *path;       /* where it was read; NULL: it was made */
    const struct flow_cond *cond; /* what its truth means; NULL: that of the path */
    struct flow_path *kind_of;    /* it is the name of the kind of that, or NULL */
    const struct flow_args *dict; /* it was made by dict with these arguments, or NULL */
};

struct flow_arg {
    struct flow_value value;
    const struct node *node; /* for the piped argument the command before */
};

struct flow_args {
    struct flow_arg *items;
    struct call_arg *call;
    uint32_t count;
};

/* What happens to the value of an expression: decides whether its being missing matters. */
enum flow_use {
    FLOW_USE_PRINT,    /* written out, perhaps through quote and its kin */
    FLOW_USE_ARG,      /* a function computes with it */
    FLOW_USE_TEST,     /* if, with, and, not … */
    FLOW_USE_COMPARE,  /* eq, hasKey, kindIs … */
    FLOW_USE_FALLBACK, /* default, coalesce, or, required: there is something else instead */
    FLOW_USE_PASS,     /* handed on: dict, list, include */
    FLOW_USE_WHOLE,    /* used with all its keys: toYaml, range, merge */
    FLOW_USE_BIND      /* put in a variable */
};

/* On what a finding depends. */
enum flow_blame {
    FLOW_BLAME_NONE,
    FLOW_BLAME_CRASH,  /* fails when `path` is not there */
    FLOW_BLAME_MISSING /* `path` is not declared */
};

struct flow_pending {
    struct finding *finding;
    enum flow_blame blame;
    struct flow_path *path;   /* that is missing; NULL: does not depend on any */
    struct flow_path *near;   /* MISSING: the path that was perhaps meant */
    bool only_paired;         /* a mistake only when nothing reads `near` */
    bool misspelt;            /* there is a name that was probably meant */
    bool arg_only;            /* concerns the argument of the define alone */
    const struct node *field; /* the node that reads */
    uint32_t define;          /* in which it was found, from 1; 0: in none */
    struct flow_pending *next;
};

struct flow_var {
    str name; /* with $ */
    struct flow_value value;
};

/* What a variable held before it was assigned to. */
struct flow_undo {
    uint32_t var;
    struct flow_value value;
};

/* What a list of statements writes. */
struct flow_output {
    bool always;                  /* writes something whatever the values are */
    bool fails;                   /* never comes to its end */
    const struct flow_cond *cond; /* under which it may write something; NULL: under any */
    bool nothing;                 /* never writes anything */
    /* Of what is always written: more than blanks; a line ends before that, behind it, inside. */
    bool ink, break_before, break_behind, lines;
    const str *texts; /* all it can write; NULL: anything */
    uint32_t text_count;
};

struct flow_summary {
    const struct type *arg;
    struct flow_path *arg_root; /* NULL: the context of a chart */
    const struct lint_chart *chart;
    bool done;    /* false: being looked at */
    bool widened; /* stands for many arguments */
    struct flow_output output;
    struct flow_pending *pending;
    struct flow_summary *next;
};

struct flow {
    struct lint_project *project;
    struct arena *arena;
    struct flow_paths paths;
    const struct type **contexts;    /* by chart: what `.` is in its files */
    struct flow_path **roots;        /* by chart */
    struct flow_summary **summaries; /* by define */
    struct map *weak;                /* keys that templates set themselves */
    struct map *opened;              /* variables and keys whose maps get keys put together */
    struct flow_pending *reported;
    uint64_t visits, budget;
    bool exhausted;
    uint32_t depth;
    struct map *texts; /* of tpl → their parsed forms (V_OPAQUE) */
    uint32_t text_depth;
    int8_t *uses;                       /* by function: flow_uses.def */
    struct flow_dict_call **dict_calls; /* by define: includes with a dict */
    bool *included;                     /* by define: something includes it */
    str *prefixes;                      /* of names that are put together while rendering */
    uint32_t prefix_count, prefix_cap;
};

struct flow_frame {
    struct flow *flow;
    const struct flow_frame *caller; /* whose include this is; NULL: a file */
    const struct tree *tree;
    const struct lint_file *file; /* in which findings are */
    struct span place;            /* of all findings when `in_text` */
    bool in_text;                 /* the tree is a text of tpl, its spans say nothing */
    uint32_t define;              /* from 1; 0: a file */
    const struct node *text_dot;  /* in_text: what tpl was given as the dot */
    struct flow_value root, dot;
    struct flow_path *arg_root; /* of the define's argument; NULL: a chart's context */
    struct flow_facts facts;
    struct flow_var *vars;
    uint32_t var_count, var_cap;
    struct flow_undo *undo;
    uint32_t undo_count, undo_cap;
    struct findings scratch; /* of call_type */
    struct flow_pending *pending;
    uint32_t pending_count;
    const struct node *fallback; /* the innermost call that has something else instead, or NULL */
    const struct node *orelse;   /* while a condition is looked at: what is done without it */
    uint32_t nesting;
    uint32_t unclear; /* conditions around this point that facts do not tell in full */
    bool dead;        /* nothing gets here */
    bool quiet;       /* findings are not wanted: the point is never reached */
    bool lookup;      /* lookup is called in the tree: what is random is kept */
};

/* ---- flow.c ---- */
/* The path of a chart's context. */
struct flow_path *flow_chart_root(const struct flow *w, const struct lint_chart *chart);

/* ---- flow_output.c ---- */
extern const struct flow_output flow_output_nothing;
struct flow_output flow_output_text(struct arena *a, str text);
/* What printing a value writes. */
struct flow_output flow_output_value(const struct flow_value *v);
/* One behind the other. */
struct flow_output flow_output_concat(struct arena *a, struct flow_output x, struct flow_output y);
/* x when c is true, else y. */
struct flow_output flow_output_either(struct arena *a, const struct flow_cond *c,
                                      struct flow_output x, struct flow_output y);

/* ---- flow_walk.c ---- */
struct flow_output flow_walk_tree(struct flow_frame *f);

/* ---- flow_expr.c ---- */
/* The value of a pipeline; variables it declares are set. */
struct flow_value flow_pipe(struct flow_frame *f, const struct node *pipe, enum flow_use use);
struct flow_value flow_operand(struct flow_frame *f, const struct node *n, enum flow_use use);
/* A value of that type that was read nowhere. */
struct flow_value flow_made(const struct type *t);
/* Counts a node; when there were too many, the rest is silent. */
static inline void flow_visit(struct flow *w)
{
    if (++w->visits > w->budget)
        w->exhausted = true;
}
const struct flow_cond *flow_cond_of(struct flow_frame *f, const struct flow_value *v,
                                     const struct node *node);
/* The constant text of an operand; false: it is something else. */
bool flow_constant(const struct node *n, str *ret);
/* In parentheses or not: the one operand of the pipeline, or NULL. */
const struct node *flow_single(const struct node *n);

/* ---- flow_field.c ---- */
/* The value with what is known of it at this point. */
struct flow_value flow_current(const struct flow_frame *f, struct flow_value v);
/* Notes how the value at a path is used. NULL: no path. */
void flow_mark_use(struct flow_path *p, enum flow_use use);
/* Reads the names of n from `first` on. */
struct flow_value flow_key(struct flow_frame *f, struct flow_value base, str name,
                           enum flow_use use);
/* One or the other. */
const struct type *flow_join(const struct flow_frame *f, const struct type *x,
                             const struct type *y);
struct flow_value flow_read(struct flow_frame *f, struct flow_value base, const struct node *n,
                            uint32_t first, enum flow_use use);

/* ---- flow_call.c ---- */
/* A call of function `name` in COMMAND n; piped: the value of the commands before, or NULL. */
struct flow_value flow_call(struct flow_frame *f, const struct node *n,
                            const struct flow_value *piped, const struct node *before,
                            enum flow_use use);
/* .Values.a.b of a value that was read there; else empty. */
str flow_path_text(struct flow_frame *f, const struct flow_value *v);
/* What the call means besides its result; completes *v. */
void flow_effect(struct flow_frame *f, const struct fn *fn, const struct node *n,
                 const struct flow_args *args, struct flow_value *v);
/* How a function uses its argument number i, when its result is used as `outer` says. */
enum flow_use flow_use_of(const struct flow *w, const struct fn *fn, uint32_t i,
                          enum flow_use outer);
void flow_uses_make(struct flow *w);

/* ---- flow_scope.c ---- */
struct flow_value *flow_var_find(struct flow_frame *f, str name);
void flow_var_declare(struct flow_frame *f, str name, struct flow_value v);
void flow_var_assign(struct flow_frame *f, str name, struct flow_value v);
struct flow_scope {
    uint32_t vars, undo;
};
struct flow_scope flow_scope_open(const struct flow_frame *f);
/* Forgets the variables of the scope; what it assigned to others stays. */
void flow_scope_leave(struct flow_frame *f, struct flow_scope s);
/* Takes the assignments of the scope back and returns them (count in *n). */
struct flow_undo *flow_scope_close(struct flow_frame *f, struct flow_scope s, uint32_t *n);
/* Variables may have the values of either. */
void flow_scope_join(struct flow_frame *f, const struct flow_undo *x, uint32_t nx,
                     const struct flow_undo *y, uint32_t ny, bool x_dead, bool y_dead);
/* Forgets what is known of variables that the statements assign. */
void flow_scope_widen(struct flow_frame *f, const struct node *body);

/* ---- flow_include.c ---- */
/* Runs the define of that name with the argument. NULL arg: `template` without one. */
struct flow_output flow_include(struct flow_frame *f, const struct node *at, struct span name_span,
                                str name, const struct flow_value *arg,
                                const struct node *arg_node);
struct flow_value flow_call_include(struct flow_frame *f, const struct node *n,
                                    const struct flow_value *piped, const struct node *before,
                                    enum flow_use use);
/* Where a TEMPLATE names what it runs. */
struct span flow_template_name_span(const struct flow_frame *f, const struct node *n);
/* A text in quotes without them. */
struct span flow_inner_span(const struct flow_frame *f, struct span s);
/* Lines printed behind a key. */
void flow_report_shape(struct flow_frame *f, const struct node *n, const struct flow_output *o,
                       str name);
/* Takes over what a walk found, at a call with that argument. */
void flow_take_over(struct flow_frame *f, const struct flow_pending *p, struct flow_path *arg_root,
                    const struct flow_value *arg, const struct node *at,
                    const struct node *arg_node, str name);

/* ---- flow_tpl.c ---- */
struct flow_value flow_call_tpl(struct flow_frame *f, const struct node *n,
                                const struct flow_value *piped, const struct node *before);

/* ---- flow_report.c ---- */
/* Puts a finding of the frame; NULL when none is wanted here. */
struct flow_pending *flow_put(struct flow_frame *f, enum rule_id rule, struct span span,
                              const char *fmt, ...) __attribute__((format(printf, 4, 5)));
void flow_report_null(struct flow_frame *f, const struct node *n, uint32_t key,
                      const struct flow_value *base, const struct flow_value *holder);
/* The same of a value that may be null: told on request only. */
void flow_report_maybe_null(struct flow_frame *f, const struct node *n, uint32_t key,
                            const struct flow_value *base);
void flow_report_field_of(struct flow_frame *f, const struct node *n, uint32_t key,
                          const struct flow_value *base);
/* .Values and its like of something that is no root. */
void flow_report_root(struct flow_frame *f, const struct node *n, const struct flow_value *base);
/* A member that a Go type does not have. */
void flow_report_member(struct flow_frame *f, const struct node *n, uint32_t key,
                        const struct flow_value *base);
void flow_report_missing(struct flow_frame *f, const struct node *n, uint32_t key,
                         const struct flow_value *holder, struct flow_path *path,
                         enum flow_use use);
/* Conditions that are constant, branches that nothing reaches, range over what has no elements,
 * text functions behind the argument of template. */
void flow_report_condition(struct flow_frame *f, const struct node *n, const struct flow_value *v);
void flow_report_unreachable(struct flow_frame *f, const struct node *n, const struct node *body);
void flow_report_printed(struct flow_frame *f, const struct node *pipe, const struct flow_value *v);
void flow_report_range(struct flow_frame *f, const struct node *n, const struct flow_value *v);
/* A value that is written out where a condition has found it empty. */
void flow_report_empty(struct flow_frame *f, const struct node *n, const struct flow_value *v);
bool flow_report_template_pipe(struct flow_frame *f, const struct node *n);
/* set and its kin on values; random results; arms of ternary. */
void flow_report_mutation(struct flow_frame *f, const struct node *n, const struct flow_path *p);
void flow_report_random(struct flow_frame *f, const struct node *n);
void flow_report_ternary(struct flow_frame *f, struct flow_pending *p);
/* Takes a finding of call_type over. */
void flow_adopt(struct flow_frame *f, struct finding *g, const struct flow_args *args);
/* A key of a map that may have any: only when two letters of a declared one were swapped. */
void flow_report_swapped(struct flow_frame *f, const struct node *n, uint32_t key,
                         const struct flow_value *holder, struct flow_path *path,
                         enum flow_use use);
/* Reports what arrived at the frame of a file. */
void flow_report_all(struct flow_frame *f);
/* Decides on what was reported, when all is known, and puts it among the project's findings. */
void flow_report_finish(struct flow *w);

/* ---- flow_context.c ---- */
/* Notes an include whose argument is a map that the template makes. */
void flow_note_dict_call(struct flow_frame *f, size_t define, const struct type *arg,
                         struct span span);
/* Reports calls that lack a key which the others pass. */
void flow_check_contexts(struct flow *w);

/* ---- flow_defines.c, flow_variables.c: rules about names alone ---- */
void flow_lint_defines(struct flow *w);
void flow_lint_variables(struct flow *w);

#endif
