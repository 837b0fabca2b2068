#include "parser/state.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/quote.h"

/* ---- tokens ---- */

void parser_read(struct parser *p)
{
    lexer_read(&p->lexer, &p->tokens[0]);
    p->unit->last_begin = p->tokens[0].span.begin;
}

void parser_back_to(struct parser *p, struct token t)
{
    p->tokens[1] = t;
    p->ahead = 2;
}

void parser_back_over(struct parser *p, struct token t, struct token space)
{
    p->tokens[1] = space;
    p->tokens[2] = t;
    p->ahead = 3;
}

void parser_recover(struct parser *p)
{
    lexer_skip_action(&p->lexer);
    p->ahead = 0;
}

/* ---- errors ---- */

static str context_name(enum context c)
{
    static const str names[] = {
#define CONTEXT(id, text) STR_INIT(text),
#include "parser/contexts.def"
#undef CONTEXT
    };
    return names[c];
}

/* Go's whole message: template: NAME:LINE: MESSAGE */
static str raw_text(struct parser *p, str message)
{
    struct buf b;
    buf_init(&b, p->diags->arena);
    buf_put_str(&b, STR("template: "));
    buf_put_str(&b, p->src->name);
    buf_put_char(&b, ':');
    buf_put_int(&b, lexer_line(&p->lexer, p->unit->last_begin));
    buf_put_str(&b, STR(": "));
    buf_put_str(&b, message);
    return buf_str(&b);
}

/* Helm cuts Go's message at each ": " and shows the second piece as the place and the last one as
 * the message, whatever they are. As cleanupParseError. */
static str helm_text(struct parser *p, str raw)
{
    str rest = str_from(raw, str_find(raw, STR(": ")) + 2);
    str place = str_slice(rest, 0, str_find(rest, STR(": ")));
    str message = str_from(raw, str_find_last(raw, STR(": ")) + 2);
    struct buf b;
    buf_init(&b, p->diags->arena);
    buf_put_str(&b, STR("parse error at ("));
    buf_put_str(&b, place);
    buf_put_str(&b, STR("): "));
    buf_put_str(&b, message);
    return buf_str(&b);
}

bool parser_fail(struct parser *p, struct span span, str message)
{
    if (p->done)
        return false;
    str text = raw_text(p, message);
    if (p->o->errors == PARSE_HELM)
        text = helm_text(p, text);
    struct diag *d = diag_put(p->diags, DIAG_ERROR, text);
    d->source = p->src;
    d->span = span;
    d->rendering = true;
    if (++p->errors == PARSE_MAX_ERRORS)
        p->done = true;
    return false;
}

bool parser_fail_name(struct parser *p, struct span span, const char *message, str name)
{
    struct buf b;
    buf_init(&b, p->arena);
    buf_put_fmt(&b, "%s ", message);
    quote_go(&b, name);
    return parser_fail(p, span, buf_str(&b));
}

bool parser_fail_context(struct parser *p, struct span span, const char *message, enum context c)
{
    return parser_fail(p, span, str_concat(p->arena, str_from_c(message), context_name(c)));
}

/* A lexer's error in an action that began on another line says so; "unclosed action" without
 * repeating the word. */
static void put_started(struct parser *p, struct buf *b, const struct token *error)
{
    if (p->unit->action_begin == NO_ACTION)
        return;
    uint32_t line = lexer_line(&p->lexer, p->unit->action_begin);
    if (line == lexer_line(&p->lexer, error->span.begin))
        return;
    if (!str_has_suffix(error->text, STR(" action")))
        buf_put_str(b, STR(" in action"));
    buf_put_str(b, STR(" started at "));
    buf_put_str(b, p->src->name);
    buf_put_char(b, ':');
    buf_put_int(b, line);
}

bool parser_fail_unexpected(struct parser *p, const struct token *t, enum context c)
{
    struct buf b;
    buf_init(&b, p->arena);
    if (t->kind == TOK_ERROR) {
        buf_put_str(&b, t->text);
        put_started(p, &b, t);
    } else {
        buf_put_str(&b, STR("unexpected "));
        token_put(&b, t);
        buf_put_str(&b, STR(" in "));
        buf_put_str(&b, context_name(c));
    }
    return parser_fail(p, t->span, buf_str(&b));
}

/* ---- nodes ---- */

void parser_widen(struct parser *p)
{
    enum { FIRST = 64 };
    uint32_t cap = p->pending_cap ? p->pending_cap * 2 : FIRST;
    p->pending = arena_grow(p->arena, p->pending, p->pending_cap * sizeof *p->pending,
                            cap * sizeof *p->pending);
    p->pending_cap = cap;
}

struct node_list parser_take(struct parser *p, uint32_t mark)
{
    struct node_list list = {.len = p->pending_len - mark};
    if (list.len) {
        list.items = arena_cut(p->arena, list.len * sizeof *list.items, _Alignof(struct node *));
        for (uint32_t i = 0; i < list.len; i++)
            list.items[i] = p->pending[mark + i];
    }
    p->pending_len = mark;
    return list;
}
