/* The virtual machine: runs compiled templates.
 *
 * One VM serves one render. Templates that call templates (template, include, tpl) push frames;
 * the C stack does not grow with the depth of a chart's calls. All output goes to one buffer: an
 * include's output is cut off its end again when the include returns, unless it is printed where it
 * stands (output.h).
 *
 * What the templates of a file make is given back when the file is done, unless they put it into
 * values that the next files see (funcs/keep.h), or a source map is recorded, which knows texts by
 * their addresses.
 */
#ifndef CHELM_EVAL_VM_H
#define CHELM_EVAL_VM_H

#include "base/buf.h"
#include "eval/exec_error.h"
#include "eval/failure.h"
#include "eval/template_set.h"
#include "eval/tpl.h"
#include "funcs/func.h"

struct frame;
struct loop_state;
struct map_recorder;
struct missing_log;

/* A name that was included lately: what it meant in a set, and how many of the name run. */
struct included {
    const struct template_set *set; /* NULL: an empty slot */
    struct template *t;
    int64_t *count;
};

enum { VM_INCLUDED = 32 };

struct vm {
    struct arena *arena;   /* of what the file's templates make */
    struct arena *render;  /* of what outlives them */
    struct arena *program; /* where code is compiled to */
    struct arena *scratch; /* of who needs memory for a moment */
    struct fn_env *env;
    const struct template_set *set;
    enum compile_mode mode;
    struct compiler *compiler; /* once it was needed; not with `later`, which has its own */
    struct later *later;       /* files of the set that are parsed when they run; or NULL */
    struct arena *outputs;     /* what `out` is made in: its limit is another */
    struct arena *stacks;      /* the same for stack, frames and loops */
    struct buf out;
    val *stack; /* slots and operands of all frames */
    struct frame *frames;
    struct loop_state *loops;
    struct map *including;                 /* how many times each name is being included */
    struct included included[VM_INCLUDED]; /* by the address of the name; of this file only */
    struct tpl_cache texts;
    uint32_t stack_cap, frame_count, frame_cap, loops_cap;
    uint32_t tpls;                 /* how many of the frames are tpl's */
    uint64_t finished;             /* bytes of output that files had before */
    struct map_recorder *recorder; /* of a source map; only with COMPILE_MAPPED */
    struct missing_log *missing;   /* of reads that find nothing, or NULL; the same */
    bool keep_no_value;            /* "<no value>" stays in outputs, as Go prints it */
    const struct exec_error *error;
    struct failure failure; /* the same, for explain.h */
};

void vm_init(struct vm *vm, struct arena *render, struct arena *program, struct fn_env *env,
             const struct template_set *set, enum compile_mode mode);
/* Runs a template with `dot`; *ret is its output as Helm keeps it, without "<no value>". On false
 * vm->error is the chain of what went wrong. */
bool vm_run(struct vm *vm, struct template *t, val dot, str *ret);

#endif
