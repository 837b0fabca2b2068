#include "eval/steps.h"

#include "base/arena.h"
#include "eval/compiler.h"

static void open_list(struct compiler *c, const struct node *list, struct step step)
{
    struct steps *s = &c->steps;
    s->open = arena_room(c->scratch, s->open, s->len, &s->cap, sizeof *s->open);
    step.list = list;
    s->open[s->len++] = step;
    c->s.at = list;
}

static void close_list(struct compiler *c)
{
    struct step *step = &c->steps.open[--c->steps.len];
    if (step->is_with)
        asm_emit(&c->s, OP_END_WITH, 0, step->slot, 0);
    names_cut(&c->vars, step->vars);
}

/* Up to the next condition, or to the end. */
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
        s->waiting = n;
        s->vars = c->vars.len;
        s->slot = compiler_condition(c, n);
        asm_emit(&c->s, OP_ONCE, n->kind == NODE_WITH, s->slot, 0);
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
    go(c);
}

const struct code *steps_begin(struct compiler *c, struct arena *a, const struct tree *tree,
                               enum compile_mode mode)
{
    begin(c, a, tree, mode, true);
    c->s.code->light->choices = &c->steps.choices;
    return c->s.code;
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
    choose(c, truth);
}

const struct code *steps_again(struct compiler *c, struct arena *a, const struct tree *tree,
                               enum compile_mode mode, const struct code_choices *choices)
{
    begin(c, a, tree, mode, false);
    for (uint32_t i = 0; i < choices->len; i++)
        choose(c, choices->items[i]);
    return asm_finish(&c->s);
}
