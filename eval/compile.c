#include "eval/compile.h"

#include "base/arena.h"
#include "eval/compiler.h"
#include "eval/compile_pipeline.h"
#include "eval/literal.h"
#include "eval/output.h"
#include "funcs/check.h"

static void statements(struct compiler *c, const struct node *list);

/* ---- actions ---- */

/* {{ .a.b.c }}: most actions of real charts; one instruction. */
static bool fused_path(struct compiler *c, const struct node *pipe)
{
    if (c->mode != COMPILE_FUSED || pipe->pipeline.decl.len || pipe->pipeline.cmds.len != 1)
        return false;
    const struct node *cmd = pipe->pipeline.cmds.items[0];
    const struct node *n = cmd->list.items[0];
    if (cmd->list.len != 1 || n->kind != NODE_FIELD || n->path.len > UINT16_MAX)
        return false;
    compiler_at(c, n);
    compiler_emit(c, OP_EMIT_PATH, 0, (uint16_t)n->path.len,
                  asm_names(&c->s, n->path.names, n->path.len));
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
        compile_argument(c, p.value, T_ANY);
    else
        compile_commands(c, n->pipe, p.n, PRINTED);
    compiler_at(c,
                p.op == OP_EMIT ? n : n->pipe->pipeline.cmds.items[n->pipe->pipeline.cmds.len - 1]);
    if (c->mode == COMPILE_MAPPED)
        compiler_emit(c, OP_MAP_EMIT, 0, 0, asm_node(&c->s, n));
    else
        compiler_emit(c, p.op, (uint8_t)p.form, 0, p.width);
}

static void text(struct compiler *c, const struct node *n)
{
    if (c->mode == COMPILE_MAPPED)
        compiler_emit(c, OP_MAP_TEXT, 0, 0, asm_node(&c->s, n));
    else
        compiler_emit(c, OP_TEXT, 0, 0, asm_const(&c->s, val_str(n->text)));
}

static void action(struct compiler *c, const struct node *n)
{
    if (fused_path(c, n->pipe))
        return;
    if (n->pipe->pipeline.decl.len) {
        c->use = MISSING_CARRIED;
        compile_pipeline(c, n->pipe, KEPT);
        compile_pop(c);
        return;
    }
    c->use = MISSING_USED;
    print(c, n);
}

/* ---- branches ---- */

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
    compile_pipeline(c, n->branch.pipe, n->branch.pipe->pipeline.decl.len ? KEPT : TESTED);
    uint32_t inner = c->vars.len;
    asm_jump(&c->s, &otherwise, OP_JUMP_FALSE, 0, 0);
    statements(c, n->branch.body);
    names_cut(&c->vars, inner);
    orelse(c, n, &otherwise);
}

static void branch_with(struct compiler *c, const struct node *n)
{
    struct patches otherwise = {0};
    compile_pipeline(c, n->branch.pipe, KEPT);
    uint32_t inner = c->vars.len;
    uint16_t saved = compile_slot(c);
    asm_jump(&c->s, &otherwise, OP_WITH, 0, saved);
    statements(c, n->branch.body);
    names_cut(&c->vars, inner);
    compiler_emit(c, OP_END_WITH, 0, saved, 0);
    orelse(c, n, &otherwise);
}

/* The variables of a range are set anew for each element: index and element, or element alone. */
static void loop_variables(struct compiler *c, const struct node *pipe, uint16_t loop)
{
    struct node_list decl = pipe->pipeline.decl;
    for (uint32_t i = 0; i < decl.len; i++) {
        if (decl.len == 2 && i == 0)
            compiler_emit(c, OP_KEY, 0, loop, 0);
        else
            compiler_emit(c, OP_DOT, 0, 0, 0);
        compile_assign(c, decl.items[i]->path.names[0]);
        compile_pop(c);
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
    compiler_emit(c, OP_END_RANGE, 0, number,
                  0); /* the dot of before, whatever `with` the break left */
}

static void branch_range(struct compiler *c, const struct node *n)
{
    struct loop loop = {.outer = c->loop, .number = (uint16_t)c->loop_depth};
    struct patches otherwise = {0};
    const struct node *pipe = n->branch.pipe;
    compile_pipeline(c, pipe, KEPT);
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
    compiler_emit(c, OP_JUMP, 0, 0, loop.next);
    asm_land(&c->s, &loop.breaks);
    compiler_emit(c, OP_END_RANGE, 0, loop.number, 0);
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

/* ---- statements ---- */

static void template_call(struct compiler *c, const struct node *n)
{
    compiler_emit(c, OP_FIND, 0, 0, asm_name(&c->s, n->call.name));
    c->use = MISSING_CARRIED;
    if (n->call.pipe)
        compile_pipeline(c, n->call.pipe, KEPT);
    else
        compiler_emit(c, OP_CONST, 0, 0, asm_const(&c->s, val_invalid()));
    compiler_emit(c, OP_TEMPLATE, 0, 0, asm_name(&c->s, n->call.name));
}

static void statement(struct compiler *c, const struct node *n)
{
    compiler_at(c, n);
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
        compiler_emit(c, OP_JUMP, 0, 0, c->loop->next);
        break;
    default:
        statements(c, n);
        break;
    }
}

static void statements(struct compiler *c, const struct node *list)
{
    compiler_at(c, list);
    for (uint32_t i = 0; i < list->list.len; i++)
        statement(c, list->list.items[i]);
}

/* ---- templates ---- */

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
    compile_declare(c, STR("$"));
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
    compiler_at(c, n);
    c->use = MISSING_GUARDED;
    compile_pipeline(c, pipe, is_with || pipe->pipeline.decl.len ? KEPT : TESTED);
    return is_with ? compile_slot(c) : 0;
}

static void compile(struct compiler *c, struct arena *a, const struct tree *tree,
                    enum compile_mode mode, bool light)
{
    compiler_begin(c, a, tree, mode, light);
    statements(c, tree->root);
    compiler_emit(c, OP_RETURN, 0, 0, 0);
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
