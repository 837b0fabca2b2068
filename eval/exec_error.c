#include "eval/exec_error.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/quote.h"
#include "base/unicode.h"

static const str user_start = STR_INIT("HELM_ERR_START");
static const str user_end = STR_INIT("HELM_ERR_END");

const struct exec_error *exec_error_new(struct arena *a, str prefix, const struct exec_error *inner)
{
    struct exec_error *e = ARENA_NEW(a, struct exec_error);
    *e = (struct exec_error){prefix, inner};
    return e;
}

const struct exec_error *exec_error_at(struct arena *a, const struct tree *tree,
                                       const struct node *node, str text,
                                       const struct exec_error *inner)
{
    struct position p = source_position(tree->source, a, node->pos);
    struct buf b;
    buf_init(&b, a);
    buf_put_fmt(&b, "template: %.*s:%u:%u: executing ", STR_ARG(tree->source->name), p.line,
                p.column);
    quote_go(&b, tree->name);
    buf_put_str(&b, STR(" at <"));
    ast_print(&b, node);
    buf_put_str(&b, STR(">: "));
    buf_put_str(&b, text);
    return exec_error_new(a, buf_str(&b), inner);
}

str exec_error_text(struct arena *a, const struct exec_error *e)
{
    struct buf b;
    buf_init(&b, a);
    for (; e; e = e->inner)
        buf_put_str(&b, e->prefix);
    return buf_str(&b);
}

str exec_error_mark_user(struct arena *a, str message)
{
    return str_concat(a, str_concat(a, user_start, message), user_end);
}

/* One link, taken apart as Helm takes it apart. */
struct trace {
    str location, function, message;
};

static bool trace_equal(const struct trace *x, const struct trace *y)
{
    return str_eq(x->location, y->location) && str_eq(x->function, y->function) &&
           str_eq(x->message, y->message);
}

/* What stands before and after the first `sep` in s. */
static bool cut(str s, str sep, str *before, str *after)
{
    size_t i = str_find(s, sep);
    if (i == STR_NONE)
        return false;
    *before = str_slice(s, 0, i);
    *after = str_from(s, i + sep.len);
    return true;
}

/* Drops the next error of the chain from a message. */
static str own_message(str message)
{
    size_t i = str_find(message, STR(" template:"));
    return i == STR_NONE ? message : str_slice(message, 0, i);
}

static bool parse_executing(struct arena *a, str text, struct trace *ret)
{
    str location, after, name, node, message;
    if (!cut(text, STR(": executing "), &location, &after) || !str_has_prefix(after, STR("\"")))
        return false;
    if (!cut(str_from(after, 1), STR("\""), &name, &after) || !str_has_prefix(after, STR(" at <")))
        return false;
    if (!cut(str_from(after, 5), STR(">: "), &node, &message))
        return false;
    ret->location = location;
    struct buf b; /* texts of templates may hold NUL, which printf's %s takes for their end */
    buf_init(&b, a);
    buf_put_str(&b, STR("executing \""));
    buf_put_str(&b, name);
    buf_put_str(&b, STR("\" at <"));
    buf_put_str(&b, node);
    buf_put_str(&b, STR(">:"));
    ret->function = buf_str(&b);
    ret->message = own_message(message);
    return true;
}

static bool parse_simple(str text, struct trace *ret)
{
    size_t i = str_find_last(text, STR(": "));
    if (i == STR_NONE)
        return false;
    *ret = (struct trace){.location = str_slice(text, 0, i),
                          .message = own_message(str_from(text, i + 2))};
    return true;
}

/* As parseTemplateExecErrorString. The text of what the link wraps is needed only as far as its
 * beginning: everything from " template:" on is cut off. */
static bool parse_link(struct arena *a, const struct exec_error *e, struct trace *ret)
{
    str text = e->inner ? str_concat(a, e->prefix, e->inner->prefix) : e->prefix;
    *ret = (struct trace){.message = text};
    if (!str_has_prefix(text, STR("template: ")))
        return false;
    str rest = str_from(text, 10);
    if (str_has_prefix(rest, STR("no template ")))
        return true;
    return parse_executing(a, rest, ret) || parse_simple(rest, ret);
}

static void put_part(struct buf *b, str text, str end)
{
    if (!text.len)
        return;
    buf_put_str(b, text);
    buf_put_str(b, end);
}

static void put_trace(struct buf *b, const struct trace *t)
{
    put_part(b, t->location, STR("\n  "));
    put_part(b, t->function, STR("\n    "));
    put_part(b, t->message, STR("\n"));
}

/* The message of fail or required, wherever in the chain: from the first start mark to the last
 * end mark. */
static bool user_message(str text, str *ret)
{
    size_t from = str_find(text, user_start);
    size_t to = str_find_last(text, user_end);
    if (from == STR_NONE || to == STR_NONE || to < from + user_start.len)
        return false;
    *ret = str_slice(text, from + user_start.len, to);
    return true;
}

str exec_error_helm(struct arena *a, str filename, const struct exec_error *e)
{
    str raw = exec_error_text(a, e), head, location, rest, message;
    if (!cut(raw, STR(": "), &head, &rest) || !cut(rest, STR(": "), &location, &rest))
        return str_concat(a, str_fmt(a, "execution error in (%.*s): ", STR_ARG(filename)), raw);
    if (user_message(rest, &message))
        return str_concat(a, str_fmt(a, "execution error at (%.*s): ", STR_ARG(location)), message);
    struct buf b;
    buf_init(&b, a);
    struct trace last = {.location = {NULL, 0}}, t;
    for (const struct exec_error *link = e; link; link = link->inner, last = t) {
        if (!parse_link(a, link, &t))
            return raw;
        if (link == e || !trace_equal(&t, &last))
            put_trace(&b, &t);
    }
    return unicode_trim_space(buf_str(&b));
}
