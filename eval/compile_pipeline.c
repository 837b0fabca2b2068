#include "eval/compile_pipeline.h"

#include "base/arena.h"
#include "base/buf.h"
#include "eval/literal.h"
#include "funcs/check.h"

#include <assert.h>
#include <string.h>

/* A parameter of which nothing is known or asked. */
#define NO_TYPE T_INVALID

/* The limits of the instruction's operands; nobody writes such templates, but fuzzers do. */
enum { MAX_SLOTS = UINT16_MAX, MAX_ARGS = UINT16_MAX };

static str node_text(struct compiler *c, const struct node *n)
{
    struct buf b;
    buf_init(&b, c->arena);
    ast_print(&b, n);
    return buf_str(&b);
}

/* ---- variables ---- */

uint16_t compile_slot(struct compiler *c)
{
    if (c->s.code->slots == MAX_SLOTS) {
        asm_fail(&c->s, STR("template has too many variables"));
        compiler_emit(c, OP_POP, 0, 0, 0);
        return MAX_SLOTS - 1;
    }
    return (uint16_t)c->s.code->slots++;
}

uint16_t compile_declare(struct compiler *c, str name)
{
    c->slots = arena_room(c->scratch, c->slots, c->vars.len, &c->slots_cap, sizeof *c->slots);
    uint16_t slot = compile_slot(c);
    c->slots[c->vars.len] = slot;
    names_put(&c->vars, name);
    return slot;
}

/* Where the slot of the innermost variable of that name stands, or NULL. */
static const uint16_t *find_variable(const struct compiler *c, str name)
{
    uint32_t i = names_find(&c->vars, 0, name);
    return i == NAMES_NONE ? NULL : &c->slots[i];
}

static void fail_undefined(struct compiler *c, str name)
{
    asm_fail(&c->s, str_fmt(c->arena, "undefined variable: %.*s", STR_ARG(name)));
}

/* Go parses a use of a variable that was only declared in another branch; it fails when run. */
static void load(struct compiler *c, str name)
{
    const uint16_t *slot = find_variable(c, name);
    if (slot)
        compiler_emit(c, OP_LOAD, 0, *slot, asm_name(&c->s, name));
    else
        fail_undefined(c, name);
}

void compile_assign(struct compiler *c, str name)
{
    const uint16_t *slot = find_variable(c, name);
    if (slot) {
        compiler_emit(c, OP_STORE, 0, *slot, 0);
    } else {
        fail_undefined(c, name);
        compiler_emit(c, OP_POP, 0, 0, 0);
    }
}

/* ---- calls ---- */

/* A command that is no function got arguments, or a piped value. */
static bool is_not_a_function(struct compiler *c, const struct node *cmd, bool piped)
{
    if (cmd->list.len == 1 && !piped)
        return false;
    asm_fail(&c->s, str_concat(c->arena, STR("can't give argument to non-function "),
                               node_text(c, cmd->list.items[0])));
    if (piped)
        compiler_emit(c, OP_NIP, 0, 0, 0);
    return true;
}

/* `depth` values lie above the one to be checked. */
static void check(struct compiler *c, enum gotype want, uint32_t depth)
{
    if (want != NO_TYPE && want != T_REFLECT && want != T_ANY && want != c->given)
        compiler_emit(c, OP_CHECK, (uint8_t)want, 0, depth);
}

/* The function that gives the value on top. Of those whose result is no interface, its type is
 * known. Plain code does not make use of it. */
static void note_given(struct compiler *c, const struct fn *f)
{
    switch (f->result) {
    case T_STRING:
    case T_INT:
    case T_INT64:
    case T_FLOAT64:
    case T_BOOL:
        c->given = c->mode == COMPILE_FUSED ? (enum gotype)f->result : NO_TYPE;
        break;
    default:
        c->given = NO_TYPE;
        break;
    }
}

/* `and` and `or` stop at the argument that decides. A piped value lies below the arguments. */
static void short_circuit(struct compiler *c, enum opcode op, struct node *const *args, uint32_t n,
                          bool piped)
{
    struct patches decided = {0};
    for (uint32_t i = 0; i < n; i++) {
        compile_argument(c, args[i], T_REFLECT);
        if (i + 1 < n || piped)
            asm_jump(&c->s, &decided, op, 0, 0);
    }
    if (!piped) {
        asm_join(&c->s, &decided);
        return;
    }
    struct patches end = {0};
    if (decided.last) {
        asm_jump(&c->s, &end, OP_JUMP, 0, 0);
        asm_join(&c->s, &decided);
        c->s.depth++; /* the value that decided */
        compiler_emit(c, OP_NIP, 0, 0, 0);
        asm_land(&c->s, &end);
    }
}

/* What is made of the arguments of a function. Only code that can be asked wants to know. */
static enum missing_use argument_use(const struct compiler *c, str function)
{
    return c->mode == COMPILE_MAPPED ? missing_argument_use(c->use, function) : MISSING_USED;
}

/* A function with `n` written arguments and perhaps a piped value below them. `cmd` is the node
 * that Go names when the call itself fails. */
static void call_function(struct compiler *c, const struct node *ident, const struct node *cmd,
                          struct node *const *args, uint32_t n, bool piped)
{
    compiler_at(c, ident);
    const struct fn *f = fn_find_cached(&c->functions, ident->text);
    assert(f); /* the parser refuses unknown functions */
    str error;
    if (!check_count(c->arena, f, n, piped, &error)) {
        asm_fail(&c->s, error);
        if (piped)
            compiler_emit(c, OP_NIP, 0, 0, 0);
        c->given = NO_TYPE;
        return;
    }
    if (fn_body_of(f) == fn_and || fn_body_of(f) == fn_or) {
        enum missing_use use = c->use;
        c->use = MISSING_GUARDED;
        short_circuit(c, fn_body_of(f) == fn_and ? OP_AND : OP_OR, args, n, piped);
        c->use = use;
        c->given = NO_TYPE;
        return;
    }
    enum missing_use use = c->use;
    enum gotype given = c->given;
    c->use = argument_use(c, ident->text);
    for (uint32_t i = 0; i < n; i++)
        compile_argument(c, args[i], check_param(f, i));
    c->use = use;
    c->given = given;
    if (piped)
        check(c, check_param(f, n), n);
    const struct node *before = c->s.at;
    compiler_at(c, cmd);
    uint16_t number = (uint16_t)(f - fn_at(0));
    enum opcode op = f->flags & FN_RENDERS       ? OP_RENDER
                     : c->mode == COMPILE_MAPPED ? OP_MAP_CALL
                                                 : OP_CALL;
    asm_emit_call(&c->s, op, piped, number, n, n + piped);
    compiler_at(c, before);
    note_given(c, f);
}

/* A literal that is asked for when the code runs, when the tree may be gone. */
static const struct node *lasting_literal(struct compiler *c, const struct node *n)
{
    if (!c->s.light)
        return n;
    size_t size = ast_node_size(n->kind);
    struct node *own = memcpy(arena_alloc(c->arena, size), n, size);
    if (n->kind == NODE_NUMBER) {
        struct number *value = ARENA_NEW(c->arena, struct number);
        *value = *n->num.value;
        own->num.value = value;
    } else if (n->kind == NODE_STRING) {
        own->string.value = asm_lasting(&c->s, n->string.value);
    }
    return own;
}

/* The arguments of what may be a method: its type is known only when the receiver is. */
static void call_method(struct compiler *c, str name, const struct node *node,
                        struct node *const *args, uint32_t n, bool piped)
{
    if (n > MAX_ARGS)
        n = MAX_ARGS;
    compiler_emit(c, OP_METHOD, piped, (uint16_t)n, asm_name(&c->s, name));
    struct patches skip = {0};
    asm_jump(&c->s, &skip, OP_JUMP, 0, 0);
    for (uint32_t i = 0; i < n; i++) {
        compiler_at(c, args[i]);
        if (literal_is(args[i])) {
            compiler_emit(c, OP_ARG_LITERAL, 0, (uint16_t)i,
                          asm_node(&c->s, lasting_literal(c, args[i])));
        } else {
            compile_argument(c, args[i], NO_TYPE);
            compiler_emit(c, OP_CHECK_ARG, 0, (uint16_t)i, 0);
        }
    }
    if (piped)
        compiler_emit(c, OP_CHECK_ARG, 1, (uint16_t)n, 0);
    const struct node *before = c->s.at;
    compiler_at(c, node);
    asm_emit_call(&c->s, OP_CALL_METHOD, piped, (uint16_t)n, 0, n + piped);
    compiler_at(c, before);
    asm_land(&c->s, &skip);
}

/* A name that may be a method's carries the chain's node: where the method fails, Go names that. */
static void read_field(struct compiler *c, const struct node *chain, str text)
{
    uint32_t name = asm_name(&c->s, text), node = 0;
    if (c->s.code->names[name].is_method)
        node = asm_node(&c->s, chain) + 1;
    compiler_emit(c, OP_FIELD, 0, (uint16_t)(node <= UINT16_MAX ? node : 0), name);
}

/* The receiver is on the stack; names[0..n) are read from it one after the other. The last may be a
 * method, and gets the arguments. */
static void field_chain(struct compiler *c, const struct node *node, const str *names, uint32_t n,
                        struct node *const *args, uint32_t argc, bool piped)
{
    for (uint32_t i = 0; i + 1 < n; i++)
        read_field(c, node, names[i]);
    if (argc || piped)
        call_method(c, names[n - 1], node, args, argc, piped);
    else
        read_field(c, node, names[n - 1]);
}

/* ---- operands, commands, pipelines ---- */

static void variable(struct compiler *c, const struct node *n)
{
    compiler_at(c, n);
    load(c, n->path.names[0]);
}

/* (.a.b).c asks whether there is an .a.b. */
static void chain_base(struct compiler *c, const struct node *base)
{
    enum missing_use use = c->use;
    c->use = MISSING_GUARDED;
    compile_argument(c, base, NO_TYPE);
    c->use = use;
}

/* The chain's value is on the stack. What variable it began with, a frame knows by its slot. */
static void note_read(struct compiler *c, const struct node *n)
{
    if (c->mode != COMPILE_MAPPED || c->use != MISSING_USED || n->kind == NODE_CHAIN)
        return;
    const uint16_t *slot = n->kind == NODE_VARIABLE ? find_variable(c, n->path.names[0]) : NULL;
    if (slot || n->kind == NODE_FIELD)
        compiler_emit(c, OP_MAP_READ, 0, slot ? *slot : 0, asm_node(&c->s, n));
}

/* What a field chain starts from. */
static void chain_start(struct compiler *c, const struct node *n)
{
    compiler_at(c, n);
    if (n->kind == NODE_FIELD)
        compiler_emit(c, OP_DOT, 0, 0, 0);
    else if (n->kind == NODE_VARIABLE)
        load(c, n->path.names[0]);
    else
        chain_base(c, n->path.base);
}

/* A field, chain or variable with fields, in either position. */
static void path(struct compiler *c, const struct node *n, struct node *const *args, uint32_t argc,
                 bool piped)
{
    uint32_t skip = n->kind == NODE_VARIABLE;
    chain_start(c, n);
    field_chain(c, n, n->path.names + skip, n->path.len - skip, args, argc, piped);
    if (!argc && !piped)
        note_read(c, n);
    c->given = NO_TYPE;
}

static void literal(struct compiler *c, const struct node *n, enum gotype want)
{
    val v;
    str error;
    bool ok = want == NO_TYPE ? literal_ideal(c->arena, n, &v, &error)
                              : literal_argument(c->arena, n, want, &v, &error);
    if (ok)
        compiler_emit(c, OP_CONST, 0, 0, asm_const(&c->s, v));
    else
        asm_fail(&c->s, error);
}

void compile_argument(struct compiler *c, const struct node *n, enum gotype want)
{
    compiler_at(c, n);
    c->given = NO_TYPE;
    switch (n->kind) {
    case NODE_DOT:
        compiler_emit(c, OP_DOT, 0, 0, 0);
        break;
    case NODE_FIELD:
    case NODE_CHAIN:
        path(c, n, NULL, 0, false);
        break;
    case NODE_VARIABLE:
        if (n->path.len == 1)
            variable(c, n);
        else
            path(c, n, NULL, 0, false);
        break;
    case NODE_PIPE:
        compile_pipeline(c, n, KEPT);
        break;
    case NODE_IDENT:
        call_function(c, n, n, NULL, 0, false);
        break;
    default:
        literal(c, n, want);
        return;
    }
    check(c, want, 0);
}

static void simple_command(struct compiler *c, const struct node *cmd, bool piped)
{
    const struct node *n = cmd->list.items[0];
    compiler_at(c, n);
    if (is_not_a_function(c, cmd, piped))
        return;
    if (n->kind == NODE_DOT)
        compiler_emit(c, OP_DOT, 0, 0, 0);
    else if (n->kind == NODE_NIL)
        asm_fail(&c->s, STR("nil is not a command"));
    else
        literal(c, n, NO_TYPE);
}

/* As Go's evalCommand. A piped value, if any, is on the stack and is consumed. */
static void command(struct compiler *c, const struct node *cmd, bool piped)
{
    const struct node *n = cmd->list.items[0];
    struct node *const *args = cmd->list.items + 1;
    uint32_t argc = cmd->list.len - 1;
    switch (n->kind) {
    case NODE_FIELD:
    case NODE_CHAIN:
        path(c, n, args, argc, piped);
        break;
    case NODE_VARIABLE:
        if (n->path.len > 1) {
            path(c, n, args, argc, piped);
            break;
        }
        compiler_at(c, n);
        if (!is_not_a_function(c, cmd, piped))
            variable(c, n);
        break;
    case NODE_IDENT:
        call_function(c, n, cmd, args, argc, piped);
        break;
    case NODE_PIPE:
        if (!is_not_a_function(c, cmd, piped))
            compile_pipeline(c, n, KEPT);
        break;
    default:
        simple_command(c, cmd, piped);
        break;
    }
    if (n->kind != NODE_IDENT)
        c->given = NO_TYPE;
}

/* What is made of the value of command i: the commands behind it are functions, the last of which
 * gives the pipeline's value. */
static enum missing_use use_of(const struct node *pipe, uint32_t i, enum missing_use use)
{
    for (uint32_t k = pipe->pipeline.cmds.len; --k > i;) {
        const struct node *n = pipe->pipeline.cmds.items[k]->list.items[0];
        use = missing_argument_use(use, n->kind == NODE_IDENT ? n->text : STR(""));
    }
    return use;
}

void compile_commands(struct compiler *c, const struct node *pipe, uint32_t n, enum fate fate)
{
    compiler_at(c, pipe);
    enum missing_use use = c->use;
    c->given = NO_TYPE;
    for (uint32_t i = 0; i < n; i++) {
        if (c->mode == COMPILE_MAPPED)
            c->use = use_of(pipe, i, use);
        command(c, pipe->pipeline.cmds.items[i], i > 0);
        bool done = i + 1 == n && fate != KEPT && c->mode == COMPILE_FUSED;
        if (c->given == NO_TYPE && !done)
            compiler_emit(c, OP_UNBOX, 0, 0, 0);
    }
    c->use = use;
}

void compile_pipeline(struct compiler *c, const struct node *pipe, enum fate fate)
{
    compile_commands(c, pipe, pipe->pipeline.cmds.len, fate);
    for (uint32_t i = 0; i < pipe->pipeline.decl.len; i++) {
        str name = pipe->pipeline.decl.items[i]->path.names[0];
        if (ast_is_assign(pipe))
            compile_assign(c, name);
        else
            compiler_emit(c, OP_STORE, 0, compile_declare(c, name), 0);
    }
}

void compile_pop(struct compiler *c)
{
    if (c->mode != COMPILE_FUSED || !asm_store_pops(&c->s))
        compiler_emit(c, OP_POP, 0, 0, 0);
}
