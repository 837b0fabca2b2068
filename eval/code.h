/* Compiled templates: what the VM runs.
 *
 * A struct code is made once by the compiler, in the program arena, and never changes: any number
 * of renders may run it. It refers to the nodes of its tree, from which errors take their places,
 * unless it is light.
 */
#ifndef CHELM_EVAL_CODE_H
#define CHELM_EVAL_CODE_H

#include "parser/ast.h"
#include "value/val.h"

struct arena;

enum opcode {
#define OP(id, pops, pushes, text) OP_##id,
#include "eval/opcodes.def"
#undef OP
    OP_COUNT
};

struct instr {
    uint8_t op, a;
    uint16_t b;
    uint32_t c;
};

_Static_assert(sizeof(struct instr) == 8, "an instruction is one word");

/* A field name, hashed once. */
struct name {
    str text;
    uint32_t hash;
    bool is_method; /* some Go type has a method of that name */
};

/* What is printed is the same in each. */
enum compile_mode {
    COMPILE_PLAIN,
    COMPILE_FUSED, /* with superinstructions */
    COMPILE_MAPPED /* with instructions that record a source map: the VM needs a recorder */
};

/* From instruction `pc` on, Go's current node is `node` (until the next entry). */
struct code_place {
    uint32_t pc;
    const struct node *node;
};

struct code_choices;

/* Code whose nodes are gone, and places with them: they are asked for only after an error, and then
 * the code is made once more, and whole (whole.h). Never shared by threads. */
struct code_light {
    struct arena *arena; /* for that */
    enum compile_mode mode;
    const struct code *whole;           /* once it was made */
    const struct code_choices *choices; /* of code made in steps (steps.h), or NULL */
};

struct code {
    const struct tree *tree; /* of light code its root may be NULL */
    struct instr *instrs;
    uint32_t len;
    val *consts;
    struct name *names;
    const struct node **nodes; /* of light code, only literals are there */
    struct code_place *places; /* ascending pc; of light code, those of AND, OR and their targets */
    uint32_t place_count;
    struct code_light *light; /* or NULL: the code is whole */
    uint32_t slots;           /* variables and saved dots; slot 0 is $ */
    uint32_t loops;           /* nesting depth of ranges */
    uint32_t stack;           /* values on the stack at most */
};

/* Go's current node at instruction pc. */
const struct node *code_node_at(const struct code *c, uint32_t pc);
/* Whether that is the same at both, each an AND, an OR, or the target of one. */
bool code_is_one_place(const struct code *c, uint32_t pc, uint32_t other);
str opcode_name(enum opcode op);

struct buf;
/* One line per instruction, for --dump=code. */
void code_disassemble(struct buf *out, const struct code *c);

#endif
