/* The grammar of expressions, as Go's text/template/parse reads it:
 *
 *   pipeline := [declaration] command ('|' command)* ['|']
 *   command  := operand (space operand)*
 *   operand  := term field*
 *   term     := literal | identifier | '.' | field | variable | nil | '(' pipeline ')'
 *
 * Parentheses recurse through pipeline, command, operand and term; these four keep no tokens of
 * their own, so that their frames stay small and PARSE_MAX_DEPTH of them fit the stack.
 */
#include "parser/expression.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/quote.h"
#include "parser/number.h"
#include "parser/unquote.h"

#include <assert.h>

/* ---- names ---- */

/* The next of a path's names, which have that much room. Paths are short, and nothing else is made
 * meanwhile: each name grows the array where it is. */
static void add_name(struct parser *p, struct node *n, uint32_t *cap, str name)
{
    enum { SHORT = 8 };
    if (n->path.len == *cap) {
        uint32_t more = *cap < SHORT ? *cap + 1 : *cap * 2;
        n->path.names = arena_grow(p->arena, n->path.names, *cap * sizeof *n->path.names,
                                   more * sizeof *n->path.names);
        *cap = more;
    }
    n->path.names[n->path.len++] = name;
}

static bool next_field(struct parser *p, str *ret)
{
    if (parser_take_field(p, ret))
        return true;
    if (parser_at_space(p) || parser_peek(p)->kind != TOK_FIELD)
        return false;
    *ret = str_from(parser_next(p)->text, 1);
    return true;
}

/* `name` and the fields that follow directly, added to a path's names. Returns where they end. */
static uint32_t read_fields(struct parser *p, struct node *n, str name)
{
    uint32_t cap = n->path.len;
    do
        add_name(p, n, &cap, name);
    while (next_field(p, &name));
    return (uint32_t)(name.s + name.len - p->lexer.input.s);
}

static struct node *path_node(struct parser *p, enum node_kind kind, const struct token *t,
                              str name)
{
    struct node *n = parser_node(p, kind, t->span.begin, t->span);
    n->path.names = arena_cut(p->arena, sizeof *n->path.names, _Alignof(str));
    n->path.names[0] = name;
    n->path.len = 1;
    return n;
}

static struct node *variable_node(struct parser *p, const struct token *t)
{
    return path_node(p, NODE_VARIABLE, t, t->text);
}

/* ---- terms ---- */

static bool push_identifier(struct parser *p, const struct token *t)
{
    if (!p->o->has_function(p->o->data, t->text)) {
        struct buf b;
        buf_init(&b, p->arena);
        buf_put_str(&b, STR("function "));
        quote_go(&b, t->text);
        buf_put_str(&b, STR(" not defined"));
        parser_fail(p, t->span, buf_str(&b));
    }
    struct node *n = parser_node(p, NODE_IDENT, t->span.begin, t->span);
    n->text = t->text;
    parser_push(p, n);
    return true;
}

static bool push_variable(struct parser *p, const struct token *t)
{
    if (names_find(&p->vars, p->unit->vars, t->text) == NAMES_NONE)
        parser_fail_name(p, t->span, "undefined variable", t->text);
    parser_push(p, variable_node(p, t));
    return true;
}

static bool push_number(struct parser *p, const struct token *t)
{
    struct node *n = parser_node(p, NODE_NUMBER, t->span.begin, t->span);
    struct number *number = ARENA_NEW(p->arena, struct number);
    n->num.source = t->text;
    n->num.value = number;
    str message;
    if (!number_parse(p->arena, t->kind, t->text, number, &message))
        parser_fail(p, t->span, message);
    parser_push(p, n);
    return true;
}

static bool push_string(struct parser *p, const struct token *t)
{
    struct node *n = parser_node(p, NODE_STRING, t->span.begin, t->span);
    n->string.quoted = t->text;
    if (t->plain)
        n->string.value = str_slice(t->text, 1, t->text.len - 1);
    else if (!unquote_string(p->arena, t->text, &n->string.value))
        parser_fail(p, t->span, STR("invalid syntax"));
    parser_push(p, n);
    return true;
}

static bool push_plain(struct parser *p, const struct token *t, enum node_kind kind)
{
    struct node *n = parser_node(p, kind, t->span.begin, t->span);
    if (kind == NODE_BOOL)
        n->truth = str_eq(t->text, STR("true"));
    parser_push(p, n);
    return true;
}

static bool push_field(struct parser *p, const struct token *t)
{
    parser_push(p, path_node(p, NODE_FIELD, t, str_from(t->text, 1)));
    return true;
}

static bool push_parenthesized(struct parser *p, uint32_t begin)
{
    if (p->depth >= PARSE_MAX_DEPTH)
        return parser_fail(p, p->tokens[0].span, STR("max expression depth exceeded"));
    p->depth++;
    struct node *pipe = expression_pipeline(p, CTX_PAREN);
    p->depth--;
    if (!pipe)
        return false;
    pipe->span = (struct span){begin, p->tokens[0].span.end};
    parser_push(p, pipe);
    return true;
}

/* Pushes a term, or nothing when what follows is none. False after an error. */
static bool term(struct parser *p)
{
    const struct token *t = parser_next_item(p);
    switch (t->kind) {
    case TOK_IDENT:
        return push_identifier(p, t);
    case TOK_DOT:
        return push_plain(p, t, NODE_DOT);
    case TOK_NIL:
        return push_plain(p, t, NODE_NIL);
    case TOK_BOOL:
        return push_plain(p, t, NODE_BOOL);
    case TOK_VARIABLE:
        return push_variable(p, t);
    case TOK_FIELD:
        return push_field(p, t);
    case TOK_NUMBER:
    case TOK_COMPLEX:
    case TOK_RUNE:
        return push_number(p, t);
    case TOK_STRING:
    case TOK_RAW_STRING:
        return push_string(p, t);
    case TOK_LEFT_PAREN:
        return push_parenthesized(p, t->span.begin);
    default:
        parser_back(p);
        return true;
    }
}

/* ---- operands ---- */

static bool fail_dot_after(struct parser *p, const struct node *n, uint32_t end)
{
    struct buf text;
    buf_init(&text, p->arena);
    ast_print(&text, n);
    return parser_fail_name(p, (struct span){n->span.begin, end}, "unexpected . after term",
                            buf_str(&text));
}

/* The node with field `name`, which was read, and those that follow it. Go makes a chain first and
 * then a new node at the chain's position: hence .A.B is reported at .B. */
static bool chain(struct parser *p, str name)
{
    struct node **slot = &p->pending[p->pending_len - 1], *n = *slot;
    uint32_t pos = (uint32_t)(name.s - p->lexer.input.s) - 1;
    switch (n->kind) {
    case NODE_FIELD:
    case NODE_VARIABLE:
        n->span.end = read_fields(p, n, name);
        n->pos = pos;
        return true;
    default:
        break;
    }
    struct node *c = parser_node(p, NODE_CHAIN, pos, n->span);
    c->path.base = n;
    c->span.end = read_fields(p, c, name);
    if (n->kind != NODE_IDENT && n->kind != NODE_PIPE)
        return fail_dot_after(p, n, c->span.end);
    *slot = c;
    return true;
}

/* Pushes an operand, or nothing when what follows is none. False after an error. */
static bool operand(struct parser *p)
{
    uint32_t mark = p->pending_len;
    if (!term(p))
        return false;
    str name;
    if (p->pending_len == mark || !next_field(p, &name))
        return true;
    return chain(p, name);
}

/* ---- commands ---- */

static struct node *finish_command(struct parser *p, uint32_t pos, uint32_t mark)
{
    assert(p->pending_len > mark); /* pipeline saw that an operand begins here */
    struct node *n = parser_node(p, NODE_COMMAND, pos, (struct span){pos, pos});
    if (p->pending_len == mark + 1) {
        n->command.only = p->pending[mark];
        n->list = (struct node_list){&n->command.only, 1};
        p->pending_len = mark;
    } else {
        n->list = parser_take(p, mark);
    }
    n->span.begin = n->list.items[0]->span.begin;
    n->span.end = n->list.items[n->list.len - 1]->span.end;
    return n;
}

/* Reads operands, the first of which comes next, up to a pipe, which is passed, or to the end of
 * the pipeline, which is not. */
static bool command(struct parser *p)
{
    uint32_t mark = p->pending_len, pos = parser_peek(p)->span.begin;
    const struct token *t = NULL;
    do {
        if (!operand(p))
            return false;
    } while (parser_skip_space(p) || (t = parser_next(p))->kind == TOK_SPACE);
    if (t->kind == TOK_RIGHT_DELIM || t->kind == TOK_RIGHT_PAREN)
        parser_back(p);
    else if (t->kind != TOK_PIPE)
        return parser_fail_unexpected(p, t, CTX_OPERAND);
    parser_push(p, finish_command(p, pos, mark));
    return true;
}

/* ---- pipelines ---- */

static struct node *declare(struct parser *p, struct node *pipe, const struct token *t)
{
    struct node_list *decl = &pipe->pipeline.decl;
    assert(decl->len < 2);
    if (!decl->items)
        decl->items = ARENA_ARRAY(p->arena, struct node *, 2);
    names_put(&p->vars, t->text); /* also for '=': Go registers the name, and fails when run */
    return decl->items[decl->len++] = variable_node(p, t);
}

/* What may come after "$x," in a range. */
static bool may_declare_more(enum token_kind kind)
{
    return kind == TOK_VARIABLE || kind == TOK_RIGHT_DELIM || kind == TOK_RIGHT_PAREN;
}

static bool is_comma(const struct token *t)
{
    return t->kind == TOK_CHAR && str_eq(t->text, STR(","));
}

/* "$x," was read and the comma is next. */
static bool declare_before_comma(struct parser *p, struct node *pipe, const struct token *v,
                                 enum context c)
{
    struct span comma = parser_next_item(p)->span;
    declare(p, pipe, v);
    if (c != CTX_RANGE || pipe->pipeline.decl.len == 2)
        return parser_fail_context(p, comma, "too many declarations in ", c);
    if (!may_declare_more(parser_peek_item(p)->kind))
        return parser_fail(p, comma, STR("range can only initialize variables"));
    return true;
}

/* A variable at the start of a pipeline: is it declared, assigned, or used? Go needs three tokens
 * to know, since blanks are tokens. *ret_more: another one may follow. */
static bool declaration(struct parser *p, struct node *pipe, enum context c, bool *ret_more)
{
    *ret_more = false;
    struct token v = *parser_next(p), after = *parser_peek(p);
    const struct token *t = parser_peek_item(p);
    if (t->kind == TOK_ASSIGN || t->kind == TOK_DECLARE) {
        bool assigned = t->kind == TOK_ASSIGN;
        parser_next_item(p);
        declare(p, pipe, &v)->path.is_assigned = assigned;
    } else if (is_comma(t)) {
        *ret_more = true;
        return declare_before_comma(p, pipe, &v, c);
    } else if (after.kind == TOK_SPACE) {
        parser_back_over(p, v, after);
    } else {
        parser_back_to(p, v);
    }
    return true;
}

static bool declarations(struct parser *p, struct node *pipe, enum context c)
{
    bool more = true;
    while (more && parser_peek_item(p)->kind == TOK_VARIABLE)
        if (!declaration(p, pipe, c, &more))
            return false;
    return true;
}

static bool begins_operand(enum token_kind kind)
{
    switch (kind) {
    case TOK_BOOL:
    case TOK_RUNE:
    case TOK_COMPLEX:
    case TOK_DOT:
    case TOK_FIELD:
    case TOK_IDENT:
    case TOK_NUMBER:
    case TOK_NIL:
    case TOK_RAW_STRING:
    case TOK_STRING:
    case TOK_VARIABLE:
    case TOK_LEFT_PAREN:
        return true;
    default:
        return false;
    }
}

/* What cannot be given a piped value. */
static bool is_constant(const struct node *n)
{
    return n->kind == NODE_BOOL || n->kind == NODE_DOT || n->kind == NODE_NIL ||
           n->kind == NODE_NUMBER || n->kind == NODE_STRING;
}

/* The commands were read, with the end. As Go's checkPipeline. */
static struct node *finish_pipeline(struct parser *p, struct node *pipe, uint32_t mark,
                                    enum context c)
{
    bool declares = pipe->pipeline.decl.len > 0;
    if (p->pending_len == mark + 1 && !declares) {
        pipe->pipeline.only = p->pending[mark];
        pipe->pipeline.cmds = (struct node_list){&pipe->pipeline.only, 1};
        p->pending_len = mark;
    } else {
        pipe->pipeline.cmds = parser_take(p, mark);
    }
    struct node_list cmds = pipe->pipeline.cmds;
    if (cmds.len == 0) {
        struct span span = {pipe->pos, p->tokens[0].span.end};
        parser_fail_context(p, span, "missing value for ", c);
        return NULL;
    }
    for (uint32_t i = 1; i < cmds.len; i++) {
        if (!is_constant(cmds.items[i]->list.items[0]))
            continue;
        parser_fail(p, cmds.items[i]->span,
                    str_fmt(p->arena, "non executable command in pipeline stage %u", i + 1));
        return NULL;
    }
    const struct node *first = declares ? pipe->pipeline.decl.items[0] : cmds.items[0];
    pipe->span = (struct span){first->span.begin, cmds.items[cmds.len - 1]->span.end};
    return pipe;
}

struct node *expression_pipeline(struct parser *p, enum context c)
{
    enum token_kind end = c == CTX_PAREN ? TOK_RIGHT_PAREN : TOK_RIGHT_DELIM;
    const struct token *t = parser_peek_item(p);
    uint32_t mark = p->pending_len, pos = t->span.begin;
    struct node *pipe = parser_node(p, NODE_PIPE, pos, (struct span){pos, pos});
    if (t->kind == TOK_VARIABLE && !declarations(p, pipe, c))
        return NULL;
    for (;;) {
        t = parser_peek_item(p);
        if (t->kind == end) {
            parser_next(p);
            return finish_pipeline(p, pipe, mark, c);
        }
        if (!begins_operand(t->kind)) {
            parser_fail_unexpected(p, t, c);
            return NULL;
        }
        if (!command(p))
            return NULL;
    }
}
