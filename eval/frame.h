/* One template being run, and the stack of them. Internal to eval. */
#ifndef CHELM_EVAL_FRAME_H
#define CHELM_EVAL_FRAME_H

#include "eval/vm.h"

enum frame_kind {
    FRAME_FILE,     /* run by vm_run */
    FRAME_TEMPLATE, /* {{template}}: writes into the caller's output */
    FRAME_INCLUDE,  /* its output becomes a value of the caller */
    FRAME_TPL       /* the same, from a text */
};

struct frame {
    const struct code *code;
    const struct template_set *set; /* what names mean here */
    val dot;
    str name;       /* FRAME_INCLUDE: the name; FRAME_TPL: the text */
    int64_t *count; /* FRAME_INCLUDE: how many of that name run, this one counted */
    enum frame_kind kind;
    uint32_t pc;      /* next instruction, while another frame runs */
    uint32_t sp;      /* top of the operands, while another frame runs */
    uint32_t slots;   /* index of the first slot in the VM's stack */
    uint32_t loops;   /* index of the first loop */
    uint32_t depth;   /* of nested {{template}}s since the last include, as Go counts it */
    uint32_t join_to; /* where the last `and` or `or` that was decided early jumped to */
    uint32_t join_from;
    const struct source_call *via; /* how it was called, once a map has asked (map_recorder.c) */
    size_t out_from;               /* where this frame's output begins, for include and tpl */
};

static inline struct frame *frame_top(const struct vm *vm)
{
    return &vm->frames[vm->frame_count - 1];
}
/* Pushes a frame that will run t. The caller's frame must have saved its pc and sp. */
struct frame *frame_push(struct vm *vm, enum frame_kind kind, struct template *t, val dot,
                         const struct template_set *set);
/* The top frame's code goes on behind ONCE, where nothing is on its stack. */
void frame_go_on(struct vm *vm, bool truth);
/* The top frame is done; its caller gets what it gives. Where the caller's next instruction prints
 * that, it is printed already, and the caller goes on behind it. */
void frame_pop(struct vm *vm);

#endif
