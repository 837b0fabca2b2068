/* One template being run. Internal to the VM. */
#ifndef CHELM_EVAL_FRAME_H
#define CHELM_EVAL_FRAME_H

#include "eval/template_set.h"

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
    str name;         /* FRAME_INCLUDE: the name; FRAME_TPL: the text */
    enum frame_kind kind;
    uint32_t pc;      /* next instruction, while another frame runs */
    uint32_t sp;      /* top of the operands, while another frame runs */
    uint32_t slots;   /* index of the first slot in the VM's stack */
    uint32_t loops;   /* index of the first loop */
    uint32_t depth;   /* of nested {{template}}s since the last include, as Go counts it */
    uint32_t join_to; /* where the last `and` or `or` that was decided early jumped to */
    uint32_t join_from;
    size_t out_from;  /* where this frame's output begins, for include and tpl */
};

#endif
