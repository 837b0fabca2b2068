#include "base/glob_tree.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"

enum { MAX_PARTS = 1000 };

struct glob_node *glob_node_new(struct arena *a, enum glob_kind kind)
{
    struct glob_node *n = ARENA_NEW(a, struct glob_node);
    n->kind = kind;
    return n;
}

void glob_node_add(struct arena *a, struct glob_node *parent, struct glob_node *child)
{
    if (parent->n == parent->cap) {
        size_t cap = parent->cap ? parent->cap * 2 : 4;
        parent->child = arena_grow(a, parent->child, parent->cap * sizeof *parent->child,
                                   cap * sizeof *parent->child);
        parent->cap = cap;
    }
    parent->child[parent->n++] = child;
    child->parent = parent;
}

bool glob_node_equal(const struct glob_node *x, const struct glob_node *y)
{
    if (x->kind != y->kind || x->n != y->n || x->negated != y->negated || x->low != y->low ||
        x->high != y->high || !str_eq(x->text, y->text))
        return false;
    for (size_t i = 0; i < x->n; i++)
        if (!glob_node_equal(x->child[i], y->child[i]))
            return false;
    return true;
}

struct parser {
    struct arena *arena;
    str rest;
    struct glob_node *at; /* the sequence being filled */
    uint32_t parts;
    uint32_t depth; /* of braces, as the lexer counts them */
    bool bad;
};

/* The next rune; 0 at the end. A NUL ends the pattern, too, and U+FFFD is an error, as in the
 * library. */
static uint32_t peek(struct parser *p, size_t *ret_len)
{
    *ret_len = 0;
    if (p->rest.len == 0 || p->bad)
        return 0;
    uint32_t r = utf8_decode(p->rest, ret_len);
    if (r != UTF8_BAD)
        return r;
    p->bad = true;
    *ret_len = 0;
    return 0;
}

static uint32_t take(struct parser *p)
{
    size_t n;
    uint32_t r = peek(p, &n);
    p->rest = str_from(p->rest, n);
    return r;
}

static struct glob_node *add(struct parser *p, enum glob_kind kind)
{
    struct glob_node *n = glob_node_new(p->arena, kind);
    glob_node_add(p->arena, p->at, n);
    if (++p->parts > MAX_PARTS)
        p->bad = true;
    return n;
}

/* Text up to one of the breakers that is not escaped. */
static str take_text(struct parser *p, str breakers)
{
    struct buf b;
    buf_init(&b, p->arena);
    bool escaped = false;
    for (;;) {
        size_t n;
        uint32_t r = peek(p, &n);
        if (r == 0 || (!escaped && r < 0x80 && str_find_char(breakers, (char)r) != STR_NONE))
            return buf_str(&b);
        bool starts_escape = !escaped && r == '\\';
        if (!starts_escape)
            buf_put(&b, p->rest.s, n);
        escaped = starts_escape;
        p->rest = str_from(p->rest, n);
    }
}

static bool fail(struct parser *p)
{
    p->bad = true;
    return false;
}

/* What follows '['. A range is `a-z` and nothing else, a list is everything else. */
static bool take_class(struct parser *p)
{
    size_t n;
    struct glob_node c = {.kind = GLOB_LIST, .text = STR("")};
    uint32_t r = peek(p, &n);
    if (r == '!') {
        c.negated = true;
        take(p);
    }
    struct parser before = *p;
    r = take(p);
    if (r == 0)
        return fail(p);
    if (peek(p, &n) == '-') {
        take(p);
        c.kind = GLOB_RANGE;
        c.low = r;
        c.high = take(p);
        if (c.high < c.low)
            return fail(p);
    } else {
        bool bad = p->bad;
        *p = before;
        p->bad = bad;
        c.text = take_text(p, STR("]"));
        if (c.text.len == 0)
            return fail(p);
    }
    if (take(p) != ']')
        return fail(p);
    struct glob_node *node = add(p, c.kind);
    c.parent = node->parent;
    *node = c;
    return !p->bad;
}

static void open_alternative(struct parser *p, struct glob_node *any_of)
{
    struct glob_node *pattern = glob_node_new(p->arena, GLOB_PATTERN);
    glob_node_add(p->arena, any_of, pattern);
    p->at = pattern;
    if (++p->parts > MAX_PARTS)
        p->bad = true;
}

static void take_literal(struct parser *p)
{
    str text = take_text(p, p->depth ? STR("?*[{},") : STR("?*[{"));
    if (text.len)
        add(p, GLOB_TEXT)->text = text;
}

static void take_star(struct parser *p)
{
    size_t n;
    take(p);
    bool super = peek(p, &n) == '*';
    if (super)
        take(p);
    add(p, super ? GLOB_SUPER : GLOB_ANY);
}

static void take_part(struct parser *p, uint32_t r)
{
    switch (r) {
    case '{':
        take(p);
        p->depth++;
        open_alternative(p, add(p, GLOB_ANY_OF));
        return;
    case '*':
        take_star(p);
        return;
    case '?':
        take(p);
        add(p, GLOB_SINGLE);
        return;
    case '[':
        take(p);
        take_class(p);
        return;
    default:
        break;
    }
    if (p->depth && r == ',') {
        take(p);
        open_alternative(p, p->at->parent);
    } else if (p->depth && r == '}') {
        take(p);
        p->depth--;
        p->at = p->at->parent->parent;
    } else {
        take_literal(p);
    }
}

struct glob_node *glob_parse(struct arena *a, str pattern)
{
    struct glob_node *root = glob_node_new(a, GLOB_PATTERN);
    struct parser p = {.arena = a, .rest = pattern, .at = root};
    size_t n;
    for (uint32_t r; (r = peek(&p, &n)) != 0;) {
        take_part(&p, r);
        if (p.bad)
            return NULL;
    }
    return p.bad ? NULL : root;
}
