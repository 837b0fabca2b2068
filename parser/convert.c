#include "parser/convert.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/quote.h"
#include "lexer/lexer.h"
#include "parser/unquote.h"

enum { DEPTH_MAX = 8 }; /* of templates in literals in templates */

/* A template being rewritten. */
struct writer {
    struct arena *arena;
    const struct conversion *c;
    struct lexer lexer;
    struct buf out;
    str left, right; /* the new pair */
    str error;
    int depth;
    struct convert_mark *marks; /* of the input */
    size_t mark_count, mark_cap;
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static void put_mark(struct writer *w, size_t at, bool right)
{
    if (w->mark_count == w->mark_cap) {
        size_t cap = w->mark_cap ? w->mark_cap * 2 : 16;
        w->marks =
            arena_grow(w->arena, w->marks, w->mark_cap * sizeof *w->marks, cap * sizeof *w->marks);
        w->mark_cap = cap;
    }
    w->marks[w->mark_count++] = (struct convert_mark){(uint32_t)at, right};
}

/* ---- text ---- */

static bool is_delimiter(enum delims d, str s)
{
    str left = delims_left(d);
    return str_has_prefix(s, left) &&
           !(d == DELIMS_CHELM && s.len > left.len && s.s[left.len] == ':');
}

/* The length of what looks like an action of the new pair at the front of `s`; 0: there is none. */
static size_t pair_len(const struct writer *w, str s)
{
    size_t end = is_delimiter(w->c->to, s) ? str_find(s, w->right) : STR_NONE;
    if (end == STR_NONE || str_has(str_slice(s, w->left.len, end), w->left))
        return 0;
    return end + w->right.len;
}

/* How much of `s`, which begins with a delimiter of the new pair, is best escaped at once: what
 * looks like actions, if it fits a literal on one line. */
static size_t escaped_len(const struct writer *w, str s, char *ret_quote)
{
    *ret_quote = '"';
    size_t short_len = w->left.len, len = pair_len(w, s);
    if (!len)
        return short_len;
    for (size_t next; (next = pair_len(w, str_from(s, len))) > 0;)
        len += next;
    str whole = str_slice(s, 0, len);
    for (size_t i = 0; i < whole.len; i++)
        if ((unsigned char)whole.s[i] < ' ' && whole.s[i] != '\t')
            return short_len;
    if (str_find_char(whole, '"') == STR_NONE && str_find_char(whole, '\\') == STR_NONE)
        return whole.len;
    if (str_find_char(whole, '`') != STR_NONE || !quote_can_backquote(whole))
        return short_len;
    *ret_quote = '`';
    return whole.len;
}

static void put_escaped(struct writer *w, str s, char quote_mark)
{
    buf_put_str(&w->out, w->left);
    buf_put_char(&w->out, ' ');
    buf_put_char(&w->out, quote_mark);
    buf_put_str(&w->out, s);
    buf_put_char(&w->out, quote_mark);
    buf_put_char(&w->out, ' ');
    buf_put_str(&w->out, w->right);
}

/* Text up to the next action, `before_action`, or to the end of the template. */
static void put_text(struct writer *w, str s, bool before_action)
{
    while (s.len) {
        if (is_delimiter(w->c->to, s)) {
            char mark;
            size_t n = escaped_len(w, s, &mark);
            put_escaped(w, str_slice(s, 0, n), mark);
            s = str_from(s, n);
        } else if (str_has_prefix(s, w->left)) {
            buf_put_str(&w->out, w->left); /* the merge key */
            s = str_from(s, w->left.len);
        } else if (before_action && s.len == 1 && s.s[0] == w->left.s[0]) {
            put_escaped(w, s, '"'); /* would become part of the delimiter */
            return;
        } else {
            buf_put_char(&w->out, s.s[0]);
            s = str_from(s, 1);
        }
    }
}

/* ---- comments ---- */

/* The length of the comment at the front of `s`, which the lexer has read; 0: there is none. */
static size_t comment_len(enum delims from, str s)
{
    str left = delims_left(from), right = delims_right(from);
    if (!str_has_prefix(s, left))
        return 0;
    size_t at = left.len;
    if (at + 1 < s.len && s.s[at] == '-' && is_blank(s.s[at + 1]))
        at += 2;
    if (!str_has_prefix(str_from(s, at), STR("/*")))
        return 0;
    size_t close = str_find(str_from(s, at + 2), STR("*/"));
    if (close == STR_NONE)
        return 0;
    at += 2 + close + 2;
    if (!str_has_prefix(str_from(s, at), right))
        at += 2;
    return at + right.len;
}

/* What stands between two actions: text and comments. */
static void put_outside(struct writer *w, size_t begin, size_t end, bool before_action)
{
    enum delims from = w->c->from;
    str left = delims_left(from), input = w->lexer.input;
    size_t text = begin;
    for (size_t at = begin; at < end;) {
        size_t n =
            is_delimiter(from, str_from(input, at)) ? comment_len(from, str_from(input, at)) : 0;
        if (!n) {
            at++;
            continue;
        }
        size_t close = at + n - left.len;
        put_text(w, str_slice(input, text, at), true);
        put_mark(w, at, false);
        put_mark(w, close, true);
        buf_put_str(&w->out, w->left);
        buf_put_str(&w->out, str_slice(input, at + left.len, close));
        buf_put_str(&w->out, w->right);
        at += n;
        text = at;
    }
    put_text(w, str_slice(input, text, end), before_action);
}

/* ---- actions ---- */

struct action {
    struct token *tokens; /* without delimiters */
    size_t n, cap;
    struct token left, right;
    bool calls_tpl;
};

static bool fail(struct writer *w, const struct token *t)
{
    w->error = str_fmt(w->arena, "line %u: %.*s", (unsigned)lexer_line(&w->lexer, t->span.begin),
                       STR_ARG(t->text));
    return false;
}

static bool read_action(struct writer *w, struct action *act)
{
    for (;;) {
        struct token t = lexer_next(&w->lexer);
        if (t.kind == TOK_ERROR)
            return fail(w, &t);
        if (t.kind == TOK_RIGHT_DELIM) {
            act->right = t;
            return true;
        }
        if (t.kind == TOK_IDENT && str_eq(t.text, STR("tpl")))
            act->calls_tpl = true;
        if (act->n == act->cap) {
            size_t cap = act->cap ? act->cap * 2 : 16;
            act->tokens = arena_grow(w->arena, act->tokens, act->cap * sizeof t, cap * sizeof t);
            act->cap = cap;
        }
        act->tokens[act->n++] = t;
    }
}

static bool is_string(const struct token *t)
{
    return t->kind == TOK_STRING || t->kind == TOK_RAW_STRING;
}

/* The text that an action, which is nothing but a literal, was an escape for. It must stay the same
 * text among its neighbours: no blanks that could be trimmed, nothing of the new pair. */
static bool is_escape(struct writer *w, const struct action *act, str *ret)
{
    str input = w->lexer.input;
    const struct token *only = NULL;
    for (size_t i = 0; i < act->n; i++) {
        if (act->tokens[i].kind == TOK_SPACE)
            continue;
        if (only || !is_string(&act->tokens[i]))
            return false;
        only = &act->tokens[i];
    }
    size_t first = act->left.span.end, last = act->right.span.begin;
    if (!only || input.s[first] == '-' || input.s[last - 1] == '-')
        return false;
    if (!unquote_string(w->arena, only->text, ret) || !ret->len || is_blank(ret->s[0]) ||
        is_blank(ret->s[ret->len - 1]))
        return false;
    char open = delims_left(w->c->from).s[0], close = delims_right(w->c->from).s[0];
    return (str_find_char(*ret, open) != STR_NONE || str_find_char(*ret, close) != STR_NONE) &&
           str_find_char(*ret, w->left.s[0]) == STR_NONE && str_find_char(*ret, '\r') == STR_NONE;
}

static bool convert(struct arena *a, const struct conversion *c, str text, int depth,
                    struct writer *ret);

/* A literal that is itself a template. */
static void put_literal(struct writer *w, const struct action *act, const struct token *t)
{
    struct writer inner;
    str value;
    const struct conversion *c = w->c;
    if (c->is_template && w->depth < DEPTH_MAX && unquote_string(w->arena, t->text, &value) &&
        str_has(value, delims_left(c->from)) && c->is_template(c->data, value, act->calls_tpl)) {
        struct conversion plain = *c;
        plain.keep_escapes = true;
        if (convert(w->arena, &plain, value, w->depth + 1, &inner)) {
            str now = buf_str(&inner.out);
            bool raw = t->kind == TOK_RAW_STRING && str_find_char(now, '`') == STR_NONE;
            if (raw)
                buf_put_char(&w->out, '`');
            if (raw)
                buf_put_str(&w->out, now);
            else
                quote_go(&w->out, now);
            if (raw)
                buf_put_char(&w->out, '`');
            return;
        }
    }
    buf_put_str(&w->out, t->text);
}

static void put_action(struct writer *w, const struct action *act)
{
    str input = w->lexer.input;
    buf_put_str(&w->out, w->left);
    size_t at = act->left.span.end;
    for (size_t i = 0; i < act->n; i++) {
        const struct token *t = &act->tokens[i];
        if (!is_string(t))
            continue;
        buf_put_str(&w->out, str_slice(input, at, t->span.begin));
        put_literal(w, act, t);
        at = t->span.end;
    }
    buf_put_str(&w->out, str_slice(input, at, act->right.span.begin));
    buf_put_str(&w->out, w->right);
}

/* ---- the whole ---- */

/* Reads on to the next action; *ret_done at the end of the template. */
static bool find_action(struct writer *w, struct action *act, bool *ret_done)
{
    for (;;) {
        struct token t = lexer_next(&w->lexer);
        if (t.kind == TOK_ERROR)
            return fail(w, &t);
        *ret_done = t.kind == TOK_EOF;
        act->left = t;
        if (t.kind == TOK_EOF)
            return true;
        if (t.kind == TOK_LEFT_DELIM)
            return read_action(w, act);
    }
}

static bool convert(struct arena *a, const struct conversion *c, str text, int depth,
                    struct writer *ret)
{
    struct writer *w = ret;
    *w = (struct writer){.arena = a,
                         .c = c,
                         .depth = depth,
                         .left = delims_left(c->to),
                         .right = delims_right(c->to)};
    buf_init(&w->out, a);
    lexer_init(&w->lexer, a, text, c->from);
    struct action act = {.n = 0};
    for (size_t at = 0;;) {
        act.n = 0;
        act.calls_tpl = false;
        bool done;
        if (!find_action(w, &act, &done))
            return false;
        put_outside(w, at, done ? text.len : act.left.span.begin, !done);
        if (done)
            return true;
        put_mark(w, act.left.span.begin, false);
        put_mark(w, act.right.span.begin, true);
        str plain;
        if (!c->keep_escapes && is_escape(w, &act, &plain))
            buf_put_str(&w->out, plain);
        else
            put_action(w, &act);
        at = act.right.span.end;
    }
}

bool convert_text(struct arena *a, const struct conversion *c, str text, str *ret, str *ret_error)
{
    struct writer w;
    if (!convert(a, c, text, 0, &w)) {
        *ret_error = w.error;
        return false;
    }
    *ret = buf_str(&w.out);
    return true;
}

bool convert_marks(struct arena *a, enum delims from, str text, struct convert_mark **ret,
                   size_t *ret_n, str *ret_error)
{
    struct conversion c = {.from = from, .to = from, .keep_escapes = true};
    struct writer w;
    if (!convert(a, &c, text, 0, &w)) {
        *ret_error = w.error;
        return false;
    }
    *ret = w.marks;
    *ret_n = w.mark_count;
    return true;
}

bool convert_has_actions(struct arena *a, enum delims from, str text)
{
    struct convert_mark *marks;
    size_t n;
    str error;
    return str_has(text, delims_left(from)) && convert_marks(a, from, text, &marks, &n, &error) &&
           n > 0;
}
