#include "eval/compile.h"

#include "base/arena.h"
#include "base/buf.h"
#include "eval/compiler.h"
#include "eval/literal.h"
#include "eval/missing.h"
#include "eval/output.h"
#include "funcs/check.h"

#include <assert.h>
#include <string.h>

/* A parameter of which nothing is known or asked. */
#define NO_TYPE T_INVALID

/* The limits of the instruction's operands; nobody writes such templates, but fuzzers do. */
enum { MAX_SLOTS = UINT16_MAX, MAX_ARGS = UINT16_MAX };

/* What an action or branch does with the value of its pipeline. */
enum fate { KEPT, PRINTED, TESTED };

static void pipeline(struct compiler *c, const struct node *pipe, enum fate fate);
static void argument(struct compiler *c, const struct node *n, enum gotype want);
static void statements(struct compiler *c, const struct node *list);

static void at(struct compiler *c, const struct node *n)
{
    c->s.at = n;
}

__attribute__((always_inline)) static inline uint32_t emit(struct compiler *c, enum opcode op,
                                                           uint8_t a, uint16_t b, uint32_t k)
{
    return asm_emit(&c->s, op, a, b, k);
}

static str node_text(struct compiler *c, const struct node *n)
{
    struct buf b;
    buf_init(&b, c->arena);
    ast_print(&b, n);
    return buf_str(&b);
}

/* ---- variables ---- */

static uint16_t new_slot(struct compiler *c)
{
    if (c->s.code->slots == MAX_SLOTS) {
        asm_fail(&c->s, STR("template has too many variables"));
        emit(c, OP_POP, 0, 0, 0);
        return MAX_SLOTS - 1;
    }
    return (uint16_t)c->s.code->slots++;
}

static uint16_t declare(struct compiler *c, str name)
{
    c->slots = arena_room(c->scratch, c->slots, c->vars.len, &c->slots_cap, sizeof *c->slots);
    uint16_t slot = new_slot(c);
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
        emit(c, OP_LOAD, 0, *slot, asm_name(&c->s, name));
    else
        fail_undefined(c, name);
}

/* Sets a variable that exists to the top value, which stays. */
static void assign(struct compiler *c, str name)
{
    const uint16_t *slot = find_variable(c, name);
    if (slot) {
        emit(c, OP_STORE, 0, *slot, 0);
    } else {
        fail_undefined(c, name);
        emit(c, OP_POP, 0, 0, 0);
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
        emit(c, OP_NIP, 0, 0, 0);
    return true;
}

/* `depth` values lie above the one to be checked. */
static void check(struct compiler *c, enum gotype want, uint32_t depth)
{
    if (want != NO_TYPE && want != T_REFLECT && want != T_ANY && want != c->given)
        emit(c, OP_CHECK, (uint8_t)want, 0, depth);
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
        argument(c, args[i], T_REFLECT);
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
        emit(c, OP_NIP, 0, 0, 0);
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
    at(c, ident);
    const struct fn *f = fn_find_cached(&c->functions, ident->text);
    assert(f); /* the parser refuses unknown functions */
    str error;
    if (!check_count(c->arena, f, n, piped, &error)) {
        asm_fail(&c->s, error);
        if (piped)
            emit(c, OP_NIP, 0, 0, 0);
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
        argument(c, args[i], check_param(f, i));
    c->use = use;
    c->given = given;
    if (piped)
        check(c, check_param(f, n), n);
    const struct node *before = c->s.at;
    at(c, cmd);
    uint16_t number = (uint16_t)(f - fn_at(0));
    enum opcode op = f->flags & FN_RENDERS       ? OP_RENDER
                     : c->mode == COMPILE_MAPPED ? OP_MAP_CALL
                                                 : OP_CALL;
    asm_emit_call(&c->s, op, piped, number, n, n + piped);
    at(c, before);
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
    emit(c, OP_METHOD, piped, (uint16_t)n, asm_name(&c->s, name));
    struct patches skip = {0};
    asm_jump(&c->s, &skip, OP_JUMP, 0, 0);
    for (uint32_t i = 0; i < n; i++) {
        at(c, args[i]);
        if (literal_is(args[i])) {
            emit(c, OP_ARG_LITERAL, 0, (uint16_t)i, asm_node(&c->s, lasting_literal(c, args[i])));
        } else {
            argument(c, args[i], NO_TYPE);
            emit(c, OP_CHECK_ARG, 0, (uint16_t)i, 0);
        }
    }
    if (piped)
        emit(c, OP_CHECK_ARG, 1, (uint16_t)n, 0);
    const struct node *before = c->s.at;
    at(c, node);
    asm_emit_call(&c->s, OP_CALL_METHOD, piped, (uint16_t)n, 0, n + piped);
    at(c, before);
    asm_land(&c->s, &skip);
}

/* A name that may be a method's carries the chain's node: where the method fails, Go names that. */
static void read_field(struct compiler *c, const struct node *chain, str text)
{
    uint32_t name = asm_name(&c->s, text), node = 0;
    if (c->s.code->names[name].is_method)
        node = asm_node(&c->s, chain) + 1;
    emit(c, OP_FIELD, 0, (uint16_t)(node <= UINT16_MAX ? node : 0), name);
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
    at(c, n);
    load(c, n->path.names[0]);
}

/* (.a.b).c asks whether there is an .a.b. */
static void chain_base(struct compiler *c, const struct node *base)
{
    enum missing_use use = c->use;
    c->use = MISSING_GUARDED;
    argument(c, base, NO_TYPE);
    c->use = use;
}

/* The chain's value is on the stack. What variable it began with, a frame knows by its slot. */
static void note_read(struct compiler *c, const struct node *n)
{
    if (c->mode != COMPILE_MAPPED || c->use != MISSING_USED || n->kind == NODE_CHAIN)
        return;
    const uint16_t *slot = n->kind == NODE_VARIABLE ? find_variable(c, n->path.names[0]) : NULL;
    if (slot || n->kind == NODE_FIELD)
        emit(c, OP_MAP_READ, 0, slot ? *slot : 0, asm_node(&c->s, n));
}

/* What a field chain starts from. */
static void chain_start(struct compiler *c, const struct node *n)
{
    at(c, n);
    if (n->kind == NODE_FIELD)
        emit(c, OP_DOT, 0, 0, 0);
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
        emit(c, OP_CONST, 0, 0, asm_const(&c->s, v));
    else
        asm_fail(&c->s, error);
}

/* As Go's evalArg. */
static void argument(struct compiler *c, const struct node *n, enum gotype want)
{
    at(c, n);
    c->given = NO_TYPE;
    switch (n->kind) {
    case NODE_DOT:
        emit(c, OP_DOT, 0, 0, 0);
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
        pipeline(c, n, KEPT);
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
    at(c, n);
    if (is_not_a_function(c, cmd, piped))
        return;
    if (n->kind == NODE_DOT)
        emit(c, OP_DOT, 0, 0, 0);
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
        at(c, n);
        if (!is_not_a_function(c, cmd, piped))
            variable(c, n);
        break;
    case NODE_IDENT:
        call_function(c, n, cmd, args, argc, piped);
        break;
    case NODE_PIPE:
        if (!is_not_a_function(c, cmd, piped))
            pipeline(c, n, KEPT);
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

/* The first `n` commands of a pipeline. */
static void commands(struct compiler *c, const struct node *pipe, uint32_t n, enum fate fate)
{
    at(c, pipe);
    enum missing_use use = c->use;
    c->given = NO_TYPE;
    for (uint32_t i = 0; i < n; i++) {
        if (c->mode == COMPILE_MAPPED)
            c->use = use_of(pipe, i, use);
        command(c, pipe->pipeline.cmds.items[i], i > 0);
        bool done = i + 1 == n && fate != KEPT && c->mode == COMPILE_FUSED;
        if (c->given == NO_TYPE && !done)
            emit(c, OP_UNBOX, 0, 0, 0);
    }
    c->use = use;
}

static void pipeline(struct compiler *c, const struct node *pipe, enum fate fate)
{
    commands(c, pipe, pipe->pipeline.cmds.len, fate);
    for (uint32_t i = 0; i < pipe->pipeline.decl.len; i++) {
        str name = pipe->pipeline.decl.items[i]->path.names[0];
        if (ast_is_assign(pipe))
            assign(c, name);
        else
            emit(c, OP_STORE, 0, declare(c, name), 0);
    }
}

/* The value on top goes; what is stored, where it is stored. */
static void pop(struct compiler *c)
{
    if (c->mode != COMPILE_FUSED || !asm_store_pops(&c->s))
        emit(c, OP_POP, 0, 0, 0);
}

/* ---- statements ---- */

/* {{ .a.b.c }}: most actions of real charts; one instruction. */
static bool fused_path(struct compiler *c, const struct node *pipe)
{
    if (c->mode != COMPILE_FUSED || pipe->pipeline.decl.len || pipe->pipeline.cmds.len != 1)
        return false;
    const struct node *cmd = pipe->pipeline.cmds.items[0];
    const struct node *n = cmd->list.items[0];
    if (cmd->list.len != 1 || n->kind != NODE_FIELD || n->path.len > UINT16_MAX)
        return false;
    at(c, n);
    emit(c, OP_EMIT_PATH, 0, (uint16_t)n->path.len, asm_names(&c->s, n->path.names, n->path.len));
    return true;
}

/* How the value of a pipeline is printed: `op` does the commands behind the first `n`. */
struct printing {
    enum opcode op;
    enum output_form form;
    uint32_t width, n;
    const struct node *value; /* of EMIT_YAML: what toYaml is given, NULL when it is piped to it */
};

static bool is_call_of(const struct node *pipe, uint32_t i, str name)
{
    const struct node *ident = pipe->pipeline.cmds.items[i]->list.items[0];
    return ident->kind == NODE_IDENT && str_eq(ident->text, name);
}

/* The function that a command calls when all is well with its arguments, else NULL. */
static const struct fn *function_of(struct compiler *c, const struct node *pipe, uint32_t i)
{
    const struct node *cmd = pipe->pipeline.cmds.items[i], *ident = cmd->list.items[0];
    const struct fn *f =
        ident->kind == NODE_IDENT ? fn_find_cached(&c->functions, ident->text) : NULL;
    str unused;
    return f && check_count(c->arena, f, cmd->list.len - 1, i > 0, &unused) ? f : NULL;
}

/* Takes over `| nindent N` or `| indent N` at the end of what is a string without it. */
static void take_indent(struct compiler *c, const struct node *pipe, struct printing *p)
{
    if (p->n < 2)
        return;
    bool nindent = is_call_of(pipe, p->n - 1, STR("nindent"));
    if ((!nindent && !is_call_of(pipe, p->n - 1, STR("indent"))) || !function_of(c, pipe, p->n - 1))
        return;
    const struct fn *made = function_of(c, pipe, p->n - 2);
    if (!made || made->result != T_STRING)
        return;
    const struct node *width = pipe->pipeline.cmds.items[p->n - 1]->list.items[1];
    val v;
    str error;
    if (width->kind != NODE_NUMBER || !literal_argument(c->arena, width, T_INT, &v, &error) ||
        v.i < 0 || v.i > OUTPUT_WIDTH_MAX)
        return;
    p->op = OP_EMIT_INDENT;
    p->form = nindent ? OUTPUT_NINDENT : OUTPUT_INDENT;
    p->width = (uint32_t)v.i;
    p->n--;
}

/* What is printed is made where it is to stand, where that is known how. */
static struct printing printing(struct compiler *c, const struct node *pipe)
{
    struct printing p = {.op = OP_EMIT, .n = pipe->pipeline.cmds.len};
    if (c->mode != COMPILE_FUSED)
        return p;
    take_indent(c, pipe, &p);
    if (!is_call_of(pipe, p.n - 1, STR("toYaml")) || !function_of(c, pipe, p.n - 1))
        return p;
    const struct node *cmd = pipe->pipeline.cmds.items[--p.n];
    p.op = OP_EMIT_YAML;
    p.value = cmd->list.len > 1 ? cmd->list.items[1] : NULL;
    return p;
}

/* An action that prints the value of its pipeline. */
static void print(struct compiler *c, const struct node *n)
{
    struct printing p = printing(c, n->pipe);
    if (p.value)
        argument(c, p.value, T_ANY);
    else
        commands(c, n->pipe, p.n, PRINTED);
    at(c, p.op == OP_EMIT ? n : n->pipe->pipeline.cmds.items[n->pipe->pipeline.cmds.len - 1]);
    if (c->mode == COMPILE_MAPPED)
        emit(c, OP_MAP_EMIT, 0, 0, asm_node(&c->s, n));
    else
        emit(c, p.op, (uint8_t)p.form, 0, p.width);
}

static void text(struct compiler *c, const struct node *n)
{
    if (c->mode == COMPILE_MAPPED)
        emit(c, OP_MAP_TEXT, 0, 0, asm_node(&c->s, n));
    else
        emit(c, OP_TEXT, 0, 0, asm_const(&c->s, val_str(n->text)));
}

static void action(struct compiler *c, const struct node *n)
{
    if (fused_path(c, n->pipe))
        return;
    if (n->pipe->pipeline.decl.len) {
        c->use = MISSING_CARRIED;
        pipeline(c, n->pipe, KEPT);
        pop(c);
        return;
    }
    c->use = MISSING_USED;
    print(c, n);
}

static void orelse(struct compiler *c, const struct node *n, struct patches *otherwise)
{
    if (!n->branch.orelse) {
        asm_land(&c->s, otherwise);
        return;
    }
    struct patches end = {0};
    asm_jump(&c->s, &end, OP_JUMP, 0, 0);
    asm_land(&c->s, otherwise);
    statements(c, n->branch.orelse);
    asm_land(&c->s, &end);
}

static void branch_if(struct compiler *c, const struct node *n)
{
    struct patches otherwise = {0};
    pipeline(c, n->branch.pipe, n->branch.pipe->pipeline.decl.len ? KEPT : TESTED);
    uint32_t inner = c->vars.len;
    asm_jump(&c->s, &otherwise, OP_JUMP_FALSE, 0, 0);
    statements(c, n->branch.body);
    names_cut(&c->vars, inner);
    orelse(c, n, &otherwise);
}

static void branch_with(struct compiler *c, const struct node *n)
{
    struct patches otherwise = {0};
    pipeline(c, n->branch.pipe, KEPT);
    uint32_t inner = c->vars.len;
    uint16_t saved = new_slot(c);
    asm_jump(&c->s, &otherwise, OP_WITH, 0, saved);
    statements(c, n->branch.body);
    names_cut(&c->vars, inner);
    emit(c, OP_END_WITH, 0, saved, 0);
    orelse(c, n, &otherwise);
}

/* The variables of a range are set anew for each element: index and element, or element alone. */
static void loop_variables(struct compiler *c, const struct node *pipe, uint16_t loop)
{
    struct node_list decl = pipe->pipeline.decl;
    for (uint32_t i = 0; i < decl.len; i++) {
        if (decl.len == 2 && i == 0)
            emit(c, OP_KEY, 0, loop, 0);
        else
            emit(c, OP_DOT, 0, 0, 0);
        assign(c, decl.items[i]->path.names[0]);
        pop(c);
    }
}

/* The else branch of a range in a range: a break in it ends the range that it belongs to, a
 * continue goes on with the outer one. */
static void range_else(struct compiler *c, const struct node *n, struct patches *otherwise,
                       uint16_t number)
{
    struct loop loop = {.outer = c->loop, .number = number};
    if (c->loop) {
        loop.next = c->loop->next;
        c->loop = &loop;
    }
    orelse(c, n, otherwise);
    c->loop = loop.outer;
    if (!loop.breaks.last)
        return;
    asm_land(&c->s, &loop.breaks);
    emit(c, OP_END_RANGE, 0, number, 0); /* the dot of before, whatever `with` the break left */
}

static void branch_range(struct compiler *c, const struct node *n)
{
    struct loop loop = {.outer = c->loop, .number = (uint16_t)c->loop_depth};
    struct patches otherwise = {0};
    const struct node *pipe = n->branch.pipe;
    pipeline(c, pipe, KEPT);
    uint32_t inner = c->vars.len;
    if (++c->loop_depth > c->s.code->loops)
        c->s.code->loops = c->loop_depth;
    asm_jump(&c->s, &otherwise, OP_RANGE, (uint8_t)pipe->pipeline.decl.len, loop.number);
    loop.next = asm_here(&c->s);
    asm_jump(&c->s, &loop.breaks, OP_NEXT, 0, loop.number);
    loop_variables(c, pipe, loop.number);
    c->loop = &loop;
    statements(c, n->branch.body);
    c->loop = loop.outer;
    names_cut(&c->vars, inner);
    emit(c, OP_JUMP, 0, 0, loop.next);
    asm_land(&c->s, &loop.breaks);
    emit(c, OP_END_RANGE, 0, loop.number, 0);
    range_else(c, n, &otherwise, loop.number);
    c->loop_depth--;
}

static void branch(struct compiler *c, const struct node *n)
{
    c->use = MISSING_GUARDED;
    uint32_t outer = c->vars.len;
    if (n->kind == NODE_IF)
        branch_if(c, n);
    else if (n->kind == NODE_WITH)
        branch_with(c, n);
    else
        branch_range(c, n);
    names_cut(&c->vars, outer);
}

static void template_call(struct compiler *c, const struct node *n)
{
    emit(c, OP_FIND, 0, 0, asm_name(&c->s, n->call.name));
    c->use = MISSING_CARRIED;
    if (n->call.pipe)
        pipeline(c, n->call.pipe, KEPT);
    else
        emit(c, OP_CONST, 0, 0, asm_const(&c->s, val_invalid()));
    emit(c, OP_TEMPLATE, 0, 0, asm_name(&c->s, n->call.name));
}

static void statement(struct compiler *c, const struct node *n)
{
    at(c, n);
    switch (n->kind) {
    case NODE_TEXT:
        text(c, n);
        break;
    case NODE_ACTION:
        action(c, n);
        break;
    case NODE_IF:
    case NODE_WITH:
    case NODE_RANGE:
        branch(c, n);
        break;
    case NODE_TEMPLATE:
        template_call(c, n);
        break;
    case NODE_BREAK:
        asm_jump(&c->s, &c->loop->breaks, OP_JUMP, 0, 0);
        break;
    case NODE_CONTINUE:
        emit(c, OP_JUMP, 0, 0, c->loop->next);
        break;
    default:
        statements(c, n);
        break;
    }
}

static void statements(struct compiler *c, const struct node *list)
{
    at(c, list);
    for (uint32_t i = 0; i < list->list.len; i++)
        statement(c, list->list.items[i]);
}

struct compiler *compiler_new(struct arena *scratch)
{
    struct compiler *c = ARENA_NEW(scratch, struct compiler);
    c->scratch = scratch;
    asm_init(&c->s, scratch);
    names_init(&c->vars, scratch);
    return c;
}

void compiler_begin(struct compiler *c, struct arena *a, const struct tree *tree,
                    enum compile_mode mode, bool light)
{
    c->arena = a;
    c->mode = mode;
    c->use = MISSING_USED;
    asm_begin(&c->s, a, tree, light);
    names_cut(&c->vars, 0);
    declare(c, STR("$"));
    if (!light)
        return;
    struct code_light *l = ARENA_NEW(a, struct code_light);
    *l = (struct code_light){.arena = a, .mode = mode};
    c->s.code->light = l;
}

void compiler_statement(struct compiler *c, const struct node *n)
{
    statement(c, n);
}

uint16_t compiler_condition(struct compiler *c, const struct node *n)
{
    const struct node *pipe = n->branch.pipe;
    bool is_with = n->kind == NODE_WITH;
    at(c, n);
    c->use = MISSING_GUARDED;
    pipeline(c, pipe, is_with || pipe->pipeline.decl.len ? KEPT : TESTED);
    return is_with ? new_slot(c) : 0;
}

static void compile(struct compiler *c, struct arena *a, const struct tree *tree,
                    enum compile_mode mode, bool light)
{
    compiler_begin(c, a, tree, mode, light);
    statements(c, tree->root);
    emit(c, OP_RETURN, 0, 0, 0);
}

const struct code *compile_tree(struct compiler *c, struct arena *a, const struct tree *tree,
                                enum compile_mode mode)
{
    compile(c, a, tree, mode, false);
    return asm_finish(&c->s);
}

const struct code *compile_light(struct compiler *c, struct arena *a, const struct tree *tree,
                                 enum compile_mode mode)
{
    compile(c, a, tree, mode, true);
    return asm_finish(&c->s);
}
