/* Compiled templates: what the VM runs.
 *
 * A struct code is made once by the compiler, in the program arena, and never changes: any number
 * of renders may run it. It refers to the nodes of its tree, from which errors take their places.
 */
#ifndef CHELM_EVAL_CODE_H
#define CHELM_EVAL_CODE_H

#include "parser/ast.h"
#include "value/val.h"

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

/* From instruction `pc` on, Go's current node is `node` (until the next entry). */
struct code_place {
    uint32_t pc;
    const struct node *node;
};

struct code {
    const struct tree *tree;
    struct instr *instrs;
    uint32_t len;
    val *consts;
    struct name *names;
    const struct node **nodes; /* literals that METHOD arguments refer to */
    struct code_place *places; /* ascending pc */
    uint32_t place_count;
    uint32_t slots; /* variables and saved dots; slot 0 is $ */
    uint32_t loops; /* nesting depth of ranges */
    uint32_t stack; /* values on the stack at most */
};

/* Go's current node at instruction pc. */
const struct node *code_node_at(const struct code *c, uint32_t pc);
str opcode_name(enum opcode op);

struct buf;
/* One line per instruction, for --dump=code. */
void code_disassemble(struct buf *out, const struct code *c);

#endif
