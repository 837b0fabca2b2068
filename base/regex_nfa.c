#include "base/regex_nfa.h"

#include "base/arena.h"
#include "base/utf8.h"

#include <string.h>

enum inst_op { I_RUNE, I_CLASS, I_ANY, I_ANY_NOT_NL, I_SPLIT, I_CAPTURE, I_ASSERT, I_MATCH };

struct inst {
    enum inst_op op;
    uint32_t out;
    union {
        uint32_t arg; /* SPLIT: the second choice; CAPTURE: slot; ASSERT: rx_op; RUNE */
        const struct rune_class *class;
    };
};

struct nfa {
    struct arena *arena;
    struct inst *inst;
    uint32_t n, cap;
    uint32_t start;
    bool anchored; /* can match at the start of the text only */
};

/* ---- compiling: from the end, each piece being told what follows it ---- */

static uint32_t add(struct nfa *n, enum inst_op op, uint32_t out, uint32_t arg)
{
    if (n->n == n->cap) {
        uint32_t cap = n->cap ? n->cap * 2 : 16;
        n->inst = arena_grow(n->arena, n->inst, n->cap * sizeof *n->inst, cap * sizeof *n->inst);
        n->cap = cap;
    }
    struct inst i = {.op = op, .out = out};
    i.arg = arg;
    n->inst[n->n] = i;
    return n->n++;
}

static uint32_t compile(struct nfa *n, const struct rx_node *r, uint32_t next);

/* Fills a SPLIT whose preferred way is `body`, or the other one when lazy. */
static void set_split(struct nfa *n, uint32_t at, uint32_t body, uint32_t next, bool lazy)
{
    n->inst[at].out = lazy ? next : body;
    n->inst[at].arg = lazy ? body : next;
}

static uint32_t compile_optional(struct nfa *n, uint32_t body, uint32_t next, bool lazy)
{
    uint32_t split = add(n, I_SPLIT, 0, 0);
    set_split(n, split, body, next, lazy);
    return split;
}

static uint32_t compile_plus(struct nfa *n, const struct rx_node *sub, uint32_t next, bool lazy,
                             uint32_t *ret_split)
{
    uint32_t split = add(n, I_SPLIT, 0, 0);
    uint32_t body = compile(n, sub, split);
    set_split(n, split, body, next, lazy);
    *ret_split = split;
    return body;
}

static bool is_loop(const struct rx_node *r, int32_t min, int32_t max, bool lazy)
{
    return r->op == RX_REPEAT && r->min == min && r->max == max && r->lazy == lazy;
}

static uint32_t compile_endless(struct nfa *n, const struct rx_node *r, uint32_t next)
{
    uint32_t split;
    if (r->min <= 1 && is_loop(r->sub, r->min, -1, r->lazy))
        return compile(n, r->sub, next); /* (?:x*)* is x* */
    uint32_t body = compile_plus(n, r->sub, next, r->lazy, &split);
    if (r->min == 0) /* x* is (x+)? when x can be empty: golang.org/issue/46123 */
        return r->sub->nullable ? compile_optional(n, body, next, r->lazy) : split;
    for (int32_t i = 1; i < r->min; i++)
        body = compile(n, r->sub, body);
    return body;
}

static uint32_t compile_repeat(struct nfa *n, const struct rx_node *r, uint32_t next)
{
    if (r->max == 0 || r->sub->op == RX_EMPTY)
        return next;
    if (r->max == -1)
        return compile_endless(n, r, next);
    uint32_t entry = next;
    for (int32_t i = r->min; i < r->max; i++)
        entry = compile_optional(n, compile(n, r->sub, entry), next, r->lazy);
    for (int32_t i = 0; i < r->min; i++)
        entry = compile(n, r->sub, entry);
    return entry;
}

static uint32_t compile_concat(struct nfa *n, const struct rx_node *first, uint32_t next)
{
    /* Last child first: turn the children's order around. */
    size_t count = 0;
    for (const struct rx_node *s = first; s; s = s->next)
        count++;
    const struct rx_node **subs = arena_array(n->arena, count, sizeof(const struct rx_node *));
    for (const struct rx_node *s = first; s; s = s->next)
        *subs++ = s;
    while (count--)
        next = compile(n, *--subs, next);
    return next;
}

static uint32_t compile_alternate(struct nfa *n, const struct rx_node *first, uint32_t next)
{
    /* As a left fold, like Go's: ((a|b)|c). The order of preference is the same. */
    uint32_t entry = compile(n, first, next);
    for (const struct rx_node *s = first->next; s; s = s->next)
        entry = add(n, I_SPLIT, entry, compile(n, s, next));
    return entry;
}

static uint32_t compile(struct nfa *n, const struct rx_node *r, uint32_t next)
{
    switch (r->op) {
    case RX_EMPTY:
        return next;
    case RX_RUNE:
        return add(n, I_RUNE, next, r->rune);
    case RX_ANY:
        return add(n, I_ANY, next, 0);
    case RX_ANY_NOT_NL:
        return add(n, I_ANY_NOT_NL, next, 0);
    case RX_CLASS: {
        uint32_t at = add(n, I_CLASS, next, 0);
        n->inst[at].class = r->class;
        return at;
    }
    case RX_CAPTURE: {
        uint32_t end = add(n, I_CAPTURE, next, r->group * 2 + 1);
        uint32_t body = compile(n, r->sub, end);
        return add(n, I_CAPTURE, body, r->group * 2);
    }
    case RX_REPEAT:
        return compile_repeat(n, r, next);
    case RX_CONCAT:
        return compile_concat(n, r->sub, next);
    case RX_ALTERNATE:
        return compile_alternate(n, r->sub, next);
    default:
        return add(n, I_ASSERT, next, (uint32_t)r->op);
    }
}

static bool begins_at_start(const struct rx_node *r)
{
    while (r->op == RX_CONCAT || r->op == RX_CAPTURE)
        r = r->sub;
    return r->op == RX_BEGIN_TEXT;
}

struct nfa *nfa_new(struct arena *a, const struct rx_tree *tree)
{
    struct nfa *n = ARENA_NEW(a, struct nfa);
    n->arena = a;
    n->start = compile(n, tree->root, add(n, I_MATCH, 0, 0));
    n->anchored = begins_at_start(tree->root);
    return n;
}

/* ---- running ---- */

/* A state being followed, with the groups it has seen; rows are shared by no two threads. */
struct thread {
    uint32_t pc;
    size_t *caps;
};

struct threads {
    struct thread *dense;
    uint32_t *sparse; /* where a pc stands in visited */
    uint32_t *visited;
    uint32_t n, n_visited;
};

struct task {
    uint32_t pc;
    bool restore; /* put `old` back into slot pc */
    size_t old;
};

struct machine {
    const struct nfa *nfa;
    struct arena *arena;
    str text;
    size_t ncap;
    size_t *row;   /* the groups of the path being followed */
    size_t **free; /* rows to use again */
    size_t n_free, cap_free;
    struct task *stack;
    size_t cap_stack;
    size_t *matched;
    bool found;
};

static void threads_init(struct threads *t, struct arena *a, uint32_t n)
{
    t->dense = ARENA_ARRAY(a, struct thread, n);
    t->sparse = ARENA_ARRAY(a, uint32_t, n);
    t->visited = ARENA_ARRAY(a, uint32_t, n);
    t->n = t->n_visited = 0;
}

static bool visit(struct threads *t, uint32_t pc)
{
    uint32_t at = t->sparse[pc];
    if (at < t->n_visited && t->visited[at] == pc)
        return false;
    t->sparse[pc] = t->n_visited;
    t->visited[t->n_visited++] = pc;
    return true;
}

static size_t *new_row(struct machine *m)
{
    if (m->n_free)
        return m->free[--m->n_free];
    return ARENA_ARRAY(m->arena, size_t, m->ncap);
}

static void free_row(struct machine *m, size_t *row)
{
    if (m->n_free == m->cap_free) {
        size_t cap = m->cap_free ? m->cap_free * 2 : 16;
        m->free =
            arena_grow(m->arena, m->free, m->cap_free * sizeof *m->free, cap * sizeof *m->free);
        m->cap_free = cap;
    }
    m->free[m->n_free++] = row;
}

static void push_task(struct machine *m, size_t *n, struct task t)
{
    if (*n == m->cap_stack) {
        size_t cap = m->cap_stack ? m->cap_stack * 2 : 64;
        m->stack =
            arena_grow(m->arena, m->stack, m->cap_stack * sizeof *m->stack, cap * sizeof *m->stack);
        m->cap_stack = cap;
    }
    m->stack[(*n)++] = t;
}

static bool is_word(int64_t rune)
{
    return (rune >= '0' && rune <= '9') || (rune >= 'a' && rune <= 'z') ||
           (rune >= 'A' && rune <= 'Z') || rune == '_';
}

/* Whether an assertion holds between the runes `before` and `after` (-1: the text's end). */
static bool holds(enum rx_op op, int64_t before, int64_t after)
{
    switch (op) {
    case RX_BEGIN_TEXT:
        return before < 0;
    case RX_END_TEXT:
        return after < 0;
    case RX_BEGIN_LINE:
        return before < 0 || before == '\n';
    case RX_END_LINE:
        return after < 0 || after == '\n';
    case RX_WORD_BOUNDARY:
        return is_word(before) != is_word(after);
    case RX_NOT_WORD_BOUNDARY:
        return is_word(before) == is_word(after);
    default:
        return false;
    }
}

/* A place in the text: the runes around it. */
struct place {
    size_t at;
    int64_t before, after;
    size_t after_len;
};

static void add_thread(struct machine *m, struct threads *t, uint32_t pc)
{
    size_t *row = new_row(m);
    memcpy(row, m->row, m->ncap * sizeof *row);
    t->dense[t->n++] = (struct thread){pc, row};
}

/* Follows everything that can be reached from pc without reading, in order of preference. */
static void follow(struct machine *m, struct threads *t, uint32_t pc, const struct place *here)
{
    size_t n = 0;
    push_task(m, &n, (struct task){.pc = pc});
    while (n) {
        struct task task = m->stack[--n];
        if (task.restore) {
            m->row[task.pc] = task.old;
            continue;
        }
        if (!visit(t, task.pc))
            continue;
        const struct inst *i = &m->nfa->inst[task.pc];
        switch (i->op) {
        case I_SPLIT:
            push_task(m, &n, (struct task){.pc = i->arg});
            push_task(m, &n, (struct task){.pc = i->out});
            break;
        case I_CAPTURE:
            if (i->arg < m->ncap) {
                push_task(m, &n, (struct task){i->arg, true, m->row[i->arg]});
                m->row[i->arg] = here->at;
            }
            push_task(m, &n, (struct task){.pc = i->out});
            break;
        case I_ASSERT:
            if (holds((enum rx_op)i->arg, here->before, here->after))
                push_task(m, &n, (struct task){.pc = i->out});
            break;
        default:
            add_thread(m, t, task.pc);
            break;
        }
    }
}

static bool reads(const struct inst *i, int64_t rune)
{
    if (rune < 0)
        return false;
    switch (i->op) {
    case I_RUNE:
        return i->arg == (uint32_t)rune;
    case I_CLASS:
        return class_has(i->class, (uint32_t)rune);
    case I_ANY:
        return true;
    default:
        return i->op == I_ANY_NOT_NL && rune != '\n';
    }
}

static void look_at(str text, size_t at, struct place *p)
{
    p->at = at;
    p->after = -1;
    p->after_len = 0;
    if (at < text.len)
        p->after = utf8_decode(str_from(text, at), &p->after_len);
}

/* One rune: the threads of `now` that read it go on in `then`. A match ends those after it. */
static void step(struct machine *m, struct threads *now, struct threads *then,
                 const struct place *here, const struct place *next)
{
    then->n = then->n_visited = 0;
    arena_spend(m->arena, 1 + now->n / 2);
    for (uint32_t i = 0; i < now->n; i++) {
        struct thread t = now->dense[i];
        const struct inst *inst = &m->nfa->inst[t.pc];
        if (inst->op == I_MATCH) {
            memcpy(m->matched, t.caps, m->ncap * sizeof *t.caps);
            m->matched[1] = here->at;
            m->found = true;
            while (i < now->n)
                free_row(m, now->dense[i++].caps);
            break;
        }
        if (reads(inst, here->after)) {
            memcpy(m->row, t.caps, m->ncap * sizeof *t.caps);
            follow(m, then, inst->out, next);
        }
        free_row(m, t.caps);
    }
    now->n = now->n_visited = 0;
}

static void start_thread(struct machine *m, struct threads *t, const struct place *here)
{
    for (size_t i = 0; i < m->ncap; i++)
        m->row[i] = SIZE_MAX;
    m->row[0] = here->at;
    follow(m, t, m->nfa->start, here);
}

static void run(struct machine *m, size_t from)
{
    struct threads lists[2], *now = &lists[0], *then = &lists[1];
    threads_init(now, m->arena, m->nfa->n);
    threads_init(then, m->arena, m->nfa->n);
    struct place here, next;
    size_t length;
    look_at(m->text, from, &here);
    here.before = from ? (int64_t)utf8_decode_last(str_slice(m->text, 0, from), &length) : -1;
    for (;;) {
        if (now->n == 0 && (m->found || (m->nfa->anchored && here.at > 0)))
            return;
        if (!m->found && !(m->nfa->anchored && here.at > 0))
            start_thread(m, now, &here);
        look_at(m->text, here.at + here.after_len, &next);
        next.before = here.after;
        step(m, now, then, &here, &next);
        if (here.after < 0)
            return;
        struct threads *t = now;
        now = then;
        then = t;
        here = next;
    }
}

bool nfa_match(const struct nfa *n, struct arena *scratch, str text, size_t from, size_t *caps,
               size_t ncap)
{
    /* The scratch memory goes when the match is known: nothing of it is in the result. */
    struct arena_mark mark = arena_mark(scratch);
    struct machine m = {.nfa = n, .arena = scratch, .text = text, .ncap = ncap, .matched = caps};
    m.row = ARENA_ARRAY(scratch, size_t, ncap);
    run(&m, from);
    arena_release(scratch, mark);
    return m.found;
}
