#include "eval/steps.h"

#include "base/arena.h"
#include "eval/compiler.h"
#include "parser/parser.h"

static void open_list(struct compiler *c, const struct node *list, struct step step)
{
    struct steps *s = &c->steps;
    s->open = arena_room(c->scratch, s->open, s->len, &s->cap, sizeof *s->open);
    step.list = list;
    s->open[s->len++] = step;
    if (list)
        c->s.at = list;
}

static void close_list(struct compiler *c)
{
    struct step *step = &c->steps.open[--c->steps.len];
    if (step->is_with)
        asm_emit(&c->s, OP_END_WITH, 0, step->slot, 0);
    names_cut(&c->vars, step->vars);
}

/* Up to the value that an IF or WITH asks for. */
static void ask(struct compiler *c, const struct node *n)
{
    struct steps *s = &c->steps;
    s->waiting = n;
    s->vars = c->vars.len;
    s->slot = compiler_condition(c, n);
    asm_emit(&c->s, OP_ONCE, n->kind == NODE_WITH, s->slot, 0);
}

static void close_chain(struct compiler *c)
{
    while (c->steps.len && c->steps.open[c->steps.len - 1].is_chain)
        close_list(c);
}

/* Up to the next condition, or to the end, reading statements. */
static void read_on(struct compiler *c)
{
    struct node *n;
    while (c->steps.len) {
        switch (parse_step(c->steps.source, &n)) {
        case PARSE_STATEMENT:
            compiler_statement(c, n);
            break;
        case PARSE_OPEN:
            ask(c, n);
            return;
        case PARSE_CLOSE:
            close_list(c);
            close_chain(c);
            break;
        }
    }
    asm_emit(&c->s, OP_RETURN, 0, 0, 0);
}

/* The same with a tree. */
static void go(struct compiler *c)
{
    struct steps *s = &c->steps;
    while (s->len) {
        struct step *step = &s->open[s->len - 1];
        if (step->next == step->list->list.len) {
            close_list(c);
            continue;
        }
        const struct node *n = step->list->list.items[step->next++];
        if (n->kind != NODE_IF && n->kind != NODE_WITH) {
            compiler_statement(c, n);
            continue;
        }
        ask(c, n);
        return;
    }
    asm_emit(&c->s, OP_RETURN, 0, 0, 0);
}

static void begin(struct compiler *c, struct arena *a, const struct tree *tree,
                  enum compile_mode mode, bool light)
{
    compiler_begin(c, a, tree, mode, light);
    c->steps.len = c->steps.choices.len = 0;
    open_list(c, tree->root, (struct step){.vars = c->vars.len});
}

const struct code *steps_begin(struct compiler *c, struct arena *a, const struct tree *tree,
                               enum compile_mode mode, struct parse_steps *source)
{
    begin(c, a, tree, mode, true);
    c->steps.source = source;
    c->s.code->light->choices = &c->steps.choices;
    if (source)
        read_on(c);
    else
        go(c);
    return c->s.code;
}

/* What choose does, where statements are read. */
static void choose_next(struct compiler *c, bool truth)
{
    const struct steps *s = &c->steps;
    struct step step = {.vars = s->vars};
    struct node *n;
    if (truth) {
        step.slot = s->slot;
        step.is_with = s->waiting->kind == NODE_WITH;
        open_list(c, NULL, step);
        read_on(c);
        return;
    }
    switch (parse_skip(s->source, &n)) {
    case PARSE_STATEMENT:
        open_list(c, NULL, step);
        break;
    case PARSE_OPEN:
        step.is_chain = true;
        open_list(c, NULL, step);
        ask(c, n);
        return;
    case PARSE_CLOSE:
        names_cut(&c->vars, s->vars);
        close_chain(c);
        break;
    }
    read_on(c);
}

static void choose(struct compiler *c, bool truth)
{
    const struct steps *s = &c->steps;
    const struct node *n = s->waiting;
    const struct node *list = truth ? n->branch.body : n->branch.orelse;
    if (list)
        open_list(c, list,
                  (struct step){
                      .vars = s->vars, .slot = s->slot, .is_with = truth && n->kind == NODE_WITH});
    else
        names_cut(&c->vars, s->vars);
    go(c);
}

void steps_go_on(struct compiler *c, bool truth)
{
    struct code_choices *k = &c->steps.choices;
    k->items = arena_room(c->scratch, k->items, k->len, &k->cap, sizeof *k->items);
    k->items[k->len++] = truth;
    c->s.code->light->whole = NULL;
    if (c->steps.source)
        choose_next(c, truth);
    else
        choose(c, truth);
}

const struct code *steps_again(struct compiler *c, struct arena *a, const struct tree *tree,
                               enum compile_mode mode, const struct code_choices *choices)
{
    begin(c, a, tree, mode, false);
    go(c);
    for (uint32_t i = 0; i < choices->len; i++)
        choose(c, choices->items[i]);
    return asm_finish(&c->s);
}
