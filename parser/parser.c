/* Statements: text, actions and control structures, kept on a stack of what is open rather than
 * read by recursion, so that an error in one action leaves the structure around it standing. */
#include "parser/parser.h"

#include "base/arena.h"
#include "parser/expression.h"
#include "parser/survey.h"
#include "parser/unquote.h"

#include <assert.h>

enum opening { OPEN_FILE, OPEN_DEFINE, OPEN_BLOCK, OPEN_CONTROL };

/* A list of statements that waits for its end. */
struct frame {
    enum opening opening;
    struct node *node;   /* CONTROL: IF, RANGE or WITH; BLOCK: the TEMPLATE that it leaves behind */
    str name;            /* FILE, DEFINE, BLOCK: of the template */
    bool nameless;       /* the name could not be read */
    bool in_else;        /* CONTROL: the body is read */
    bool chained;        /* CONTROL: opened by {{else if}}, ends together with the frame below */
    struct span action;  /* the action that opened it */
    uint32_t list_begin; /* where the list begins */
    uint32_t mark;       /* the first of its items among the pending nodes */
    uint32_t vars;       /* the variables that it leaves behind */
};

struct statements {
    struct parser p;
    struct frame *frames;
    uint32_t len, cap;
    struct span action;   /* being read; its end is known when it was read */
    struct names defined; /* in step with the trees */
    struct tree *trees;
    uint32_t tree_cap;
};

static struct frame *top(struct statements *s)
{
    return &s->frames[s->len - 1];
}

static struct node *new_list(struct statements *s, uint32_t begin, uint32_t mark)
{
    struct node *list = parser_node(&s->p, NODE_LIST, begin, (struct span){begin, begin});
    list->list = parser_take(&s->p, mark);
    if (list->list.len)
        list->span.end = list->list.items[list->list.len - 1]->span.end;
    return list;
}

/* The right delimiter was the last token. */
static struct span end_action(struct statements *s)
{
    s->action.end = s->p.tokens[0].span.end;
    return s->action;
}

/* ---- definitions ---- */

static void enter_unit(struct statements *s)
{
    struct parser *p = &s->p;
    struct unit *u = ARENA_NEW(p->arena, struct unit);
    *u = (struct unit){.outer = p->unit, .vars = p->vars.len, .action_begin = NO_ACTION};
    u->last_begin = p->unit ? p->unit->last_begin : 0;
    names_put(&p->vars, STR("$"));
    p->unit = u;
}

static void leave_unit(struct statements *s)
{
    names_cut(&s->p.vars, s->p.unit->vars);
    s->p.unit = s->p.unit->outer;
}

/* An empty definition never replaces another, and any replaces an empty one. As Go's Tree.add. */
static void add_tree(struct statements *s, str name, struct span place, uint32_t begin,
                     struct node *root)
{
    struct parser *p = &s->p;
    struct tree tree = {name, p->src, root, p->o->delims, ast_is_empty(root), begin};
    uint32_t i = names_find(&s->defined, 0, name);
    if (i == NAMES_NONE) {
        i = s->defined.len;
        s->trees = arena_room(p->arena, s->trees, i, &s->tree_cap, sizeof *s->trees);
        names_put(&s->defined, name);
    } else if (!s->trees[i].is_empty) {
        if (!tree.is_empty)
            parser_fail_name(p, place, "template: multiple definition of template", name);
        return;
    }
    s->trees[i] = tree;
}

/* ---- the stack of open structures ---- */

static struct frame *push_frame(struct statements *s, enum opening opening, struct node *node)
{
    if (s->len == s->cap) {
        uint32_t cap = s->cap ? s->cap * 2 : 16;
        s->frames =
            arena_grow(s->p.arena, s->frames, s->cap * sizeof *s->frames, cap * sizeof *s->frames);
        s->cap = cap;
    }
    s->p.depth++;
    struct frame *f = &s->frames[s->len++];
    *f = (struct frame){.opening = opening,
                        .node = node,
                        .action = s->action,
                        .list_begin = s->p.lexer.pos,
                        .mark = s->p.pending_len,
                        .vars = s->p.vars.len};
    return f;
}

static void pop_frame(struct statements *s)
{
    s->len--;
    s->p.depth--;
}

/* Ends the first list of a control structure, or the second one. */
static void end_list(struct statements *s, struct frame *f)
{
    struct node *list = new_list(s, f->list_begin, f->mark);
    if (f->in_else) {
        f->node->branch.orelse = list;
        return;
    }
    f->node->branch.body = list;
    if (f->node->kind == NODE_RANGE)
        s->p.unit->range_depth--;
}

/* With an {{else if}}, one {{end}} ends all the structures chained. */
static void close_control(struct statements *s)
{
    bool chained = true;
    while (chained) {
        struct frame *f = top(s);
        assert(f->opening == OPEN_CONTROL);
        end_list(s, f);
        f->node->span.end = s->action.end;
        names_cut(&s->p.vars, f->vars);
        chained = f->chained;
        struct node *n = f->node;
        pop_frame(s);
        parser_push(&s->p, n);
    }
    s->p.unit->action_begin = NO_ACTION;
}

static void close_definition(struct statements *s)
{
    struct frame f = *top(s);
    struct node *root = new_list(s, f.list_begin, f.mark);
    if (!f.nameless)
        add_tree(s, f.name, f.action, f.opening == OPEN_DEFINE ? f.action.begin : TREE_OF_FILE,
                 root);
    pop_frame(s);
    leave_unit(s);
    if (f.opening == OPEN_BLOCK) {
        s->p.unit->action_begin = NO_ACTION;
        parser_push(&s->p, f.node);
    }
}

/* ---- actions ---- */

/* Reads the right delimiter. */
static bool expect_end(struct statements *s, enum context c)
{
    const struct token *t = parser_next_item(&s->p);
    if (t->kind != TOK_RIGHT_DELIM)
        return parser_fail_unexpected(&s->p, t, c);
    end_action(s);
    return true;
}

static void recover(struct statements *s, uint32_t mark)
{
    s->p.pending_len = mark;
    parser_recover(&s->p);
    s->action.end = s->p.lexer.pos;
    s->p.unit->action_begin = NO_ACTION;
}

/* The pipeline of a control structure; an empty one stands for what could not be read. */
static struct node *header(struct statements *s, enum context c)
{
    uint32_t mark = s->p.pending_len, pos = s->p.lexer.pos;
    struct node *pipe = expression_pipeline(&s->p, c);
    if (pipe) {
        end_action(s);
        return pipe;
    }
    uint32_t begin = s->p.unit->action_begin;
    recover(s, mark);
    s->p.unit->action_begin = begin;
    return parser_node(&s->p, NODE_PIPE, pos, (struct span){pos, pos});
}

static bool fits(struct statements *s)
{
    if (s->p.depth < PARSE_MAX_DEPTH)
        return true;
    parser_fail(&s->p, s->action, STR("max nesting depth exceeded"));
    s->p.done = true;
    return false;
}

static void open_control(struct statements *s, enum node_kind kind, bool chained)
{
    static const enum context contexts[NODE_KIND_COUNT] = {
        [NODE_IF] = CTX_IF, [NODE_RANGE] = CTX_RANGE, [NODE_WITH] = CTX_WITH};
    if (!fits(s))
        return;
    uint32_t vars = s->p.vars.len;
    struct node *pipe = header(s, contexts[kind]);
    struct node *n = parser_node(&s->p, kind, pipe->pos, s->action);
    n->branch.pipe = pipe;
    struct frame *f = push_frame(s, OPEN_CONTROL, n);
    f->vars = vars;
    f->chained = chained;
    if (kind == NODE_RANGE)
        s->p.unit->range_depth++;
}

static bool fail_else(struct statements *s, const struct frame *f)
{
    struct parser *p = &s->p;
    switch (f->opening) {
    case OPEN_FILE:
        return parser_fail(p, s->action, STR("unexpected {{else}}"));
    case OPEN_DEFINE:
        return parser_fail_context(p, s->action, "unexpected {{else}} in ", CTX_DEFINE);
    case OPEN_BLOCK: {
        /* It is the template around the block that complains, of the last line that it read. */
        struct unit *inner = p->unit;
        p->unit = inner->outer;
        parser_fail_context(p, s->action, "unexpected {{else}} in ", CTX_BLOCK);
        p->unit = inner;
        return false;
    }
    case OPEN_CONTROL:
        break;
    }
    return parser_fail(p, s->action, STR("expected end; found {{else}}"));
}

static void on_else(struct statements *s)
{
    struct parser *p = &s->p;
    enum token_kind follows = parser_peek_item(p)->kind;
    bool goes_on = follows == TOK_IF || follows == TOK_WITH;
    uint32_t next = parser_peek_item(p)->span.begin;
    s->action.end = p->tokens[0].span.end;
    bool ok = goes_on || expect_end(s, CTX_ELSE);
    p->unit->action_begin = NO_ACTION;
    struct frame *f = top(s);
    if (ok && (f->opening != OPEN_CONTROL || f->in_else))
        ok = fail_else(s, f);
    if (!ok)
        recover(s, p->pending_len);
    if (f->opening != OPEN_CONTROL || f->in_else)
        return;
    end_list(s, f);
    f->in_else = true;
    f->list_begin = goes_on ? next : p->lexer.pos;
    if (!ok || !goes_on)
        return;
    /* Any other pair is left to fail as "unexpected <if> in input", as in Go. */
    enum node_kind kind = follows == TOK_IF ? NODE_IF : NODE_WITH;
    if (f->node->kind != kind)
        return;
    parser_next_item(p);
    s->action.begin = next;
    open_control(s, kind, true);
}

static void on_end(struct statements *s)
{
    if (!expect_end(s, CTX_END))
        recover(s, s->p.pending_len);
    s->p.unit->action_begin = NO_ACTION;
    switch (top(s)->opening) {
    case OPEN_FILE:
        parser_fail(&s->p, s->action, STR("unexpected {{end}}"));
        break;
    case OPEN_CONTROL:
        close_control(s);
        break;
    case OPEN_DEFINE:
    case OPEN_BLOCK:
        close_definition(s);
        break;
    }
}

/* The name of a define, block or template: a string literal. */
static bool template_name(struct statements *s, enum context c, struct span *ret_span, str *ret)
{
    struct parser *p = &s->p;
    const struct token *t = parser_next_item(p);
    *ret_span = t->span;
    if (t->kind != TOK_STRING && t->kind != TOK_RAW_STRING)
        return parser_fail_unexpected(p, t, c);
    if (!unquote_string(p->arena, t->text, ret))
        return parser_fail(p, t->span, STR("invalid syntax"));
    return true;
}

static void open_define(struct statements *s)
{
    if (!fits(s))
        return;
    enter_unit(s);
    uint32_t mark = s->p.pending_len;
    struct span at;
    str name = {0};
    bool named = template_name(s, CTX_DEFINE, &at, &name);
    if (!named || !expect_end(s, CTX_DEFINE))
        recover(s, mark);
    struct frame *f = push_frame(s, OPEN_DEFINE, NULL);
    f->name = name;
    f->nameless = !named;
}

/* A block is a definition, and a call of it. */
static void open_block(struct statements *s)
{
    if (!fits(s))
        return;
    uint32_t mark = s->p.pending_len;
    struct span at;
    str name = {0};
    bool named = template_name(s, CTX_BLOCK, &at, &name);
    struct node *pipe = named ? header(s, CTX_BLOCK) : NULL;
    if (!named)
        recover(s, mark);
    struct node *n = parser_node(&s->p, NODE_TEMPLATE, at.begin, s->action);
    n->call.name = name;
    n->call.pipe = pipe;
    enter_unit(s);
    struct frame *f = push_frame(s, OPEN_BLOCK, n);
    f->name = name;
    f->nameless = !named;
}

/* ---- actions that open nothing: the node, or NULL after an error ---- */

static struct node *template_action(struct statements *s)
{
    struct parser *p = &s->p;
    struct span at;
    str name;
    if (!template_name(s, CTX_TEMPLATE, &at, &name))
        return NULL;
    struct node *pipe = NULL;
    if (parser_next_item(p)->kind != TOK_RIGHT_DELIM) {
        parser_back(p);
        pipe = expression_pipeline(p, CTX_TEMPLATE);
        if (!pipe)
            return NULL;
    }
    struct node *n = parser_node(p, NODE_TEMPLATE, at.begin, end_action(s));
    n->call.name = name;
    n->call.pipe = pipe;
    return n;
}

static struct node *jump_action(struct statements *s, enum node_kind kind, uint32_t pos)
{
    bool is_break = kind == NODE_BREAK;
    if (!expect_end(s, is_break ? CTX_BREAK : CTX_CONTINUE))
        return NULL;
    if (s->p.unit->range_depth == 0) {
        parser_fail(&s->p, s->action,
                    is_break ? STR("{{break}} outside {{range}}")
                             : STR("{{continue}} outside {{range}}"));
        return NULL;
    }
    return parser_node(&s->p, kind, pos, s->action);
}

static struct node *pipeline_action(struct statements *s)
{
    parser_back(&s->p);
    uint32_t pos = parser_peek(&s->p)->span.begin;
    struct node *pipe = expression_pipeline(&s->p, CTX_COMMAND);
    if (!pipe)
        return NULL;
    struct node *n = parser_node(&s->p, NODE_ACTION, pos, end_action(s));
    n->pipe = pipe;
    return n;
}

static void simple_action(struct statements *s, const struct token *t)
{
    uint32_t mark = s->p.pending_len;
    struct node *n = t->kind == TOK_TEMPLATE   ? template_action(s)
                     : t->kind == TOK_BREAK    ? jump_action(s, NODE_BREAK, t->span.begin)
                     : t->kind == TOK_CONTINUE ? jump_action(s, NODE_CONTINUE, t->span.begin)
                                               : pipeline_action(s);
    if (!n) {
        recover(s, mark);
        return;
    }
    s->p.unit->action_begin = NO_ACTION;
    parser_push(&s->p, n);
}

/* Definitions stand at the top of a file only. Elsewhere Go takes the word for a command; it is
 * read as a definition all the same, so that its {{end}} is not taken for another's. */
static void on_define(struct statements *s, const struct token *t)
{
    if (s->len > 1) {
        s->p.unit->action_begin = s->action.begin;
        parser_fail_unexpected(&s->p, t, CTX_COMMAND);
    }
    open_define(s);
}

static void action(struct statements *s, struct span left)
{
    s->action = left;
    const struct token *t = parser_next_item(&s->p);
    if (t->kind == TOK_DEFINE) {
        on_define(s, t);
        return;
    }
    s->p.unit->action_begin = left.begin;
    switch (t->kind) {
    case TOK_IF:
        open_control(s, NODE_IF, false);
        break;
    case TOK_RANGE:
        open_control(s, NODE_RANGE, false);
        break;
    case TOK_WITH:
        open_control(s, NODE_WITH, false);
        break;
    case TOK_BLOCK:
        open_block(s);
        break;
    case TOK_ELSE:
        on_else(s);
        break;
    case TOK_END:
        on_end(s);
        break;
    default:
        simple_action(s, t);
        break;
    }
}

/* ---- the file ---- */

/* What is still open at the end is closed in silence after one error. */
static void on_eof(struct statements *s)
{
    if (s->len > 1)
        parser_fail(&s->p, top(s)->action, STR("unexpected EOF"));
    s->p.done = s->len > 1 || s->p.done;
    s->action.end = (uint32_t)s->p.src->text.len;
    while (s->len > 1) {
        if (top(s)->opening == OPEN_CONTROL)
            close_control(s);
        else
            close_definition(s);
    }
    struct frame *f = top(s);
    add_tree(s, f->name, s->p.tokens[0].span, TREE_OF_FILE, new_list(s, f->list_begin, f->mark));
    s->p.done = true;
}

static void statement(struct statements *s)
{
    struct parser *p = &s->p;
    const struct token *t = parser_next_item(p);
    switch (t->kind) {
    case TOK_TEXT: {
        struct node *n = parser_node(p, NODE_TEXT, t->span.begin, t->span);
        n->text = t->text;
        parser_push(p, n);
        break;
    }
    case TOK_LEFT_DELIM:
        action(s, t->span);
        break;
    case TOK_EOF:
        on_eof(s);
        break;
    default:
        parser_fail_unexpected(p, t, CTX_INPUT);
        recover(s, p->pending_len);
        break;
    }
}

static void open_file(struct statements *s)
{
    enter_unit(s);
    push_frame(s, OPEN_FILE, NULL)->name = s->p.src->name;
    s->p.depth = 0; /* the file itself is no nesting */
}

static struct statements begin_source(struct arena *a, struct source *src,
                                      const struct parse_options *o, struct diags *diags)
{
    struct statements s = {.p = {.arena = a, .src = src, .o = o, .diags = diags}};
    lexer_init(&s.p.lexer, a, src->text, o->delims);
    names_init(&s.p.vars, a);
    names_init(&s.defined, a);
    open_file(&s);
    return s;
}

bool parse_source(struct arena *a, struct source *src, const struct parse_options *o,
                  struct diags *diags, struct parse_result *ret)
{
    *ret = (struct parse_result){0};
    if (src->text.len >= UINT32_MAX)
        return diag_error(diags, "template is too large");
    struct statements s = begin_source(a, src, o, diags);
    while (!s.p.done)
        statement(&s);
    *ret = (struct parse_result){s.trees, s.defined.len};
    return s.p.errors == 0;
}

struct node *parse_again(struct arena *a, const struct tree *tree, const struct parse_options *o)
{
    struct diags unseen;
    diags_init(&unseen, a);
    struct statements s = begin_source(a, tree->source, o, &unseen);
    bool is_define = tree->begin != TREE_OF_FILE;
    if (is_define)
        lexer_go_to(&s.p.lexer, tree->begin);
    while (!s.p.done && !(is_define && s.defined.len && s.len == 1)) /* a block may be in it */
        statement(&s);
    uint32_t i = names_find(&s.defined, 0, tree->name);
    assert(i != NAMES_NONE); /* it was there before */
    return s.trees[i].root;
}

/* ---- steps ---- */

struct parse_steps {
    struct statements s;
    struct parse_options o;
    struct survey_jumps jumps;
    uint32_t open; /* where the action of the last PARSE_OPEN begins */
};

struct parse_steps *parse_steps_new(struct arena *a, struct source *src,
                                    const struct parse_options *o, const struct survey_jumps *jumps)
{
    struct diags *unseen = ARENA_NEW(a, struct diags);
    struct parse_steps *steps = ARENA_NEW(a, struct parse_steps);
    diags_init(unseen, a);
    steps->o = *o;
    steps->jumps = *jumps;
    steps->s = begin_source(a, src, &steps->o, unseen);
    return steps;
}

/* Goes to the action at `begin` and reads its first word. */
static const struct token *go_to(struct parse_steps *steps, uint32_t begin)
{
    struct statements *s = &steps->s;
    lexer_go_to(&s->p.lexer, begin);
    s->p.ahead = 0;
    s->action = parser_next_item(&s->p)->span;
    return parser_next_item(&s->p);
}

/* The IF or WITH whose word was read. */
static enum parse_step open_step(struct parse_steps *steps, enum node_kind kind, struct node **ret)
{
    struct statements *s = &steps->s;
    steps->open = s->action.begin;
    struct node *pipe = header(s, kind == NODE_IF ? CTX_IF : CTX_WITH);
    *ret = parser_node(&s->p, kind, pipe->pos, s->action);
    (*ret)->branch.pipe = pipe;
    return PARSE_OPEN;
}

static enum parse_step close_step(struct parse_steps *steps)
{
    expect_end(&steps->s, CTX_END);
    return PARSE_CLOSE;
}

/* The body that was read ends with an else: what follows up to the end is left out. */
static enum parse_step skip_else(struct parse_steps *steps)
{
    uint32_t at = steps->s.action.begin;
    for (uint32_t next; (next = survey_next(&steps->jumps, at)) != 0;)
        at = next;
    go_to(steps, at);
    return close_step(steps);
}

/* Any other action; a range is read up to its end. */
static enum parse_step whole_step(struct statements *s, struct node **ret)
{
    parser_back(&s->p);
    action(s, s->action);
    while (s->len > 1 && !s->p.done)
        statement(s);
    assert(s->p.pending_len);
    *ret = s->p.pending[--s->p.pending_len];
    return PARSE_STATEMENT;
}

enum parse_step parse_step(struct parse_steps *steps, struct node **ret)
{
    struct statements *s = &steps->s;
    const struct token *t = parser_next_item(&s->p);
    if (t->kind == TOK_EOF)
        return PARSE_CLOSE;
    if (t->kind == TOK_TEXT) {
        *ret = parser_node(&s->p, NODE_TEXT, t->span.begin, t->span);
        (*ret)->text = t->text;
        return PARSE_STATEMENT;
    }
    s->action = t->span;
    switch (parser_next_item(&s->p)->kind) {
    case TOK_IF:
        return open_step(steps, NODE_IF, ret);
    case TOK_WITH:
        return open_step(steps, NODE_WITH, ret);
    case TOK_ELSE:
        return skip_else(steps);
    case TOK_END:
        return close_step(steps);
    default:
        return whole_step(s, ret);
    }
}

enum parse_step parse_skip(struct parse_steps *steps, struct node **ret)
{
    struct statements *s = &steps->s;
    if (go_to(steps, survey_next(&steps->jumps, steps->open))->kind == TOK_END)
        return close_step(steps);
    enum token_kind follows = parser_next_item(&s->p)->kind;
    if (follows == TOK_IF || follows == TOK_WITH)
        return open_step(steps, follows == TOK_IF ? NODE_IF : NODE_WITH, ret);
    end_action(s); /* the right delimiter was read */
    return PARSE_STATEMENT;
}
