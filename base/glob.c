#include "base/glob.h"

#include "base/arena.h"
#include "base/glob_match.h"
#include "base/glob_tree.h"
#include "base/utf8.h"

/* Steps of one match; enough for any sensible pattern and name. */
#define MAX_STEPS UINT64_C(2000000)

struct glob {
    struct matcher *root;
    struct glob_run run;
};

struct compiler {
    struct arena *arena;
    str separators;
};

/* Matchers in a row. */
struct row {
    struct matcher **v;
    size_t n;
};

static struct matcher *matcher_new(struct compiler *c, enum matcher_kind kind, int64_t length)
{
    struct matcher *m = ARENA_NEW(c->arena, struct matcher);
    m->kind = kind;
    m->length = length;
    m->text = m->more = STR("");
    return m;
}

static struct matcher *text_matcher(struct compiler *c, enum matcher_kind kind, str text, str more)
{
    struct matcher *m = matcher_new(c, kind, NO_LENGTH);
    m->text = text;
    m->more = more;
    if (kind == M_TEXT)
        m->length = (int64_t)utf8_count(text);
    return m;
}

static struct matcher *limit_matcher(struct compiler *c, enum matcher_kind kind, int64_t limit)
{
    struct matcher *m = matcher_new(c, kind, NO_LENGTH);
    m->limit = limit;
    return m;
}

/* The length that the library gives alternatives: those of varying length at the front don't
 * count. */
static int64_t any_of_length(struct row r)
{
    int64_t length = NO_LENGTH;
    for (size_t i = 0; i < r.n; i++) {
        if (length == NO_LENGTH)
            length = r.v[i]->length;
        else if (r.v[i]->length != length)
            return NO_LENGTH;
    }
    return length;
}

static struct matcher *with_subs(struct compiler *c, enum matcher_kind kind, struct row r,
                                 int64_t length)
{
    struct matcher *m = matcher_new(c, kind, length);
    m->sub = r.v;
    m->n = r.n;
    return m;
}

static struct matcher *tree_new(struct compiler *c, struct matcher *value, struct matcher *left,
                                struct matcher *right)
{
    struct matcher **sub = ARENA_ARRAY(c->arena, struct matcher *, 3);
    sub[TREE_LEFT] = left;
    sub[TREE_VALUE] = value;
    sub[TREE_RIGHT] = right;
    int64_t length = 0;
    for (int i = 0; i < 3; i++) {
        if (sub[i] && (sub[i]->length == NO_LENGTH || length == NO_LENGTH))
            length = NO_LENGTH;
        else if (sub[i])
            length += sub[i]->length;
    }
    return with_subs(c, M_TREE, (struct row){sub, 3}, length);
}

/* ---- shortcuts ---- */

static bool is_kind(const struct matcher *m, enum matcher_kind kind)
{
    return m && m->kind == kind;
}

/* A text with something simple at its sides. */
static struct matcher *optimize_text_tree(struct compiler *c, struct matcher *m)
{
    struct matcher *left = m->sub[TREE_LEFT], *right = m->sub[TREE_RIGHT];
    str text = m->sub[TREE_VALUE]->text;
    if (!left && !right)
        return text_matcher(c, M_TEXT, text, STR(""));
    if (is_kind(left, M_SUPER) && is_kind(right, M_SUPER))
        return text_matcher(c, M_CONTAINS, text, STR(""));
    if (is_kind(left, M_SUPER) && !right)
        return text_matcher(c, M_SUFFIX, text, STR(""));
    if (is_kind(right, M_SUPER) && !left)
        return text_matcher(c, M_PREFIX, text, STR(""));
    if (!left && is_kind(right, M_SUFFIX))
        return text_matcher(c, M_PREFIX_SUFFIX, text, right->text);
    if (!right && is_kind(left, M_PREFIX))
        return text_matcher(c, M_PREFIX_SUFFIX, left->text, text);
    if (!right && is_kind(left, M_ANY))
        return text_matcher(c, M_SUFFIX_ANY, text, left->text);
    if (!left && is_kind(right, M_ANY))
        return text_matcher(c, M_PREFIX_ANY, text, right->text);
    return m;
}

static struct matcher *optimize(struct compiler *c, struct matcher *m)
{
    if (!m)
        return NULL;
    if (m->kind == M_ANY_OF && m->n == 1)
        return m->sub[0];
    if (m->kind == M_LIST && !m->negated && utf8_count(m->text) == 1)
        return text_matcher(c, M_TEXT, m->text, STR(""));
    if (m->kind != M_TREE)
        return m;
    m->sub[TREE_LEFT] = optimize(c, m->sub[TREE_LEFT]);
    m->sub[TREE_RIGHT] = optimize(c, m->sub[TREE_RIGHT]);
    return m->sub[TREE_VALUE]->kind == M_TEXT ? optimize_text_tree(c, m) : m;
}

/* What matchers that only exclude runes have in common. */
struct exclusion {
    bool any, super, single;
    int64_t min;
    str runes;
};

static bool add_exclusion(struct exclusion *e, const struct matcher *m, bool first)
{
    str runes = STR("");
    switch (m->kind) {
    case M_SUPER:
        e->super = true;
        break;
    case M_ANY:
        runes = m->text;
        e->any = true;
        break;
    case M_LIST:
        if (!m->negated)
            return false;
        runes = m->text;
        e->single = true;
        e->min++;
        break;
    case M_SINGLE:
        runes = m->text;
        e->single = true;
        e->min++;
        break;
    default:
        return false;
    }
    if (first)
        e->runes = runes;
    return str_eq(runes, e->runes);
}

static struct matcher *every_of(struct compiler *c, const struct exclusion *e)
{
    struct row r = {ARENA_ARRAY(c->arena, struct matcher *, 3), 0};
    if (e->min > 0)
        r.v[r.n++] = limit_matcher(c, M_MIN, e->min);
    if (e->min > 0 && !e->any && !e->super)
        r.v[r.n++] = limit_matcher(c, M_MAX, e->min);
    if (e->runes.len) {
        /* The runes are looked for as one text: the library's mistake when there are several. */
        struct matcher *contains = text_matcher(c, M_CONTAINS, e->runes, STR(""));
        contains->negated = true;
        r.v[r.n++] = contains;
    }
    return with_subs(c, M_EVERY_OF, r, r.n ? NO_LENGTH : 0);
}

static struct matcher *glue_as_every(struct compiler *c, struct row r)
{
    struct exclusion e = {.runes = STR("")};
    for (size_t i = 0; i < r.n; i++)
        if (!add_exclusion(&e, r.v[i], i == 0))
            return NULL;
    if (e.super && !e.any && !e.single)
        return matcher_new(c, M_SUPER, NO_LENGTH);
    if (e.any && !e.super && !e.single)
        return text_matcher(c, M_ANY, e.runes, STR(""));
    if ((e.any || e.super) && e.min > 0 && e.runes.len == 0)
        return limit_matcher(c, M_MIN, e.min);
    return every_of(c, &e);
}

static struct matcher *glue_as_row(struct compiler *c, struct row r)
{
    int64_t length = 0;
    for (size_t i = 0; i < r.n; i++) {
        if (r.v[i]->length == NO_LENGTH)
            return NULL;
        length += r.v[i]->length;
    }
    return with_subs(c, M_ROW, r, length);
}

/* One matcher for several, or NULL. */
static struct matcher *glue(struct compiler *c, struct row r)
{
    if (r.n <= 1)
        return NULL;
    struct matcher *m = glue_as_every(c, r);
    return m ? m : glue_as_row(c, r);
}

/* Glues the longest stretch that can be glued, until none can. */
static struct row minimize(struct compiler *c, struct row r)
{
    struct matcher *done = NULL;
    size_t begin = 0, end = 0;
    for (size_t i = 0; i < r.n; i++) {
        for (size_t j = r.n; j > i; j--) {
            struct matcher *m = glue(c, (struct row){r.v + i, j - i});
            if (!m)
                continue;
            bool longer = done && done->length > NO_LENGTH && m->length > done->length;
            if (done && !longer && end - begin >= j - i)
                continue;
            done = m;
            begin = i;
            end = j;
        }
    }
    if (!done)
        return r;
    struct row next = {ARENA_ARRAY(c->arena, struct matcher *, r.n), 0};
    for (size_t i = 0; i < begin; i++)
        next.v[next.n++] = r.v[i];
    next.v[next.n++] = done;
    for (size_t i = end; i < r.n; i++)
        next.v[next.n++] = r.v[i];
    return next.n == r.n ? next : minimize(c, next);
}

/* ---- compiling ---- */

/* A tree around the longest matcher of fixed length. */
static struct matcher *compile_row(struct compiler *c, struct row r)
{
    if (r.n == 0)
        return NULL;
    if (r.n == 1)
        return r.v[0];
    struct matcher *glued = glue(c, r);
    if (glued)
        return glued;
    size_t best = r.n;
    for (size_t i = 0; i < r.n; i++)
        if (r.v[i]->length != NO_LENGTH && (best == r.n || r.v[i]->length >= r.v[best]->length))
            best = i;
    if (best == r.n)
        return tree_new(c, r.v[0], NULL, compile_row(c, (struct row){r.v + 1, r.n - 1}));
    struct matcher *left = compile_row(c, (struct row){r.v, best});
    struct matcher *right = compile_row(c, (struct row){r.v + best + 1, r.n - best - 1});
    return tree_new(c, r.v[best], left, right);
}

static struct matcher *compile(struct compiler *c, const struct glob_node *n);

static struct row compile_children(struct compiler *c, const struct glob_node *n)
{
    struct row r = {ARENA_ARRAY(c->arena, struct matcher *, n->n + 1), n->n};
    for (size_t i = 0; i < n->n; i++)
        r.v[i] = optimize(c, compile(c, n->child[i]));
    return r;
}

/* How many children all alternatives share at their start and at their end. */
static void count_common(const struct glob_node *n, size_t *ret_left, size_t *ret_right)
{
    size_t least = 0;
    for (size_t k = 1; k < n->n; k++)
        if (n->child[k]->n < n->child[least]->n)
            least = k;
    const struct glob_node *shortest = n->child[least];
    size_t length = shortest->n, left = 0, right = 0;
    bool more_left = true, more_right = true;
    for (size_t i = 0; i < length && left + right < length && (more_left || more_right); i++) {
        size_t j = length - 1 - i;
        for (size_t k = 0; k < n->n; k++) {
            const struct glob_node *other = n->child[k];
            if (k == least || !(more_left || more_right))
                continue;
            more_left = more_left && glob_node_equal(shortest->child[i], other->child[i]);
            more_right = more_right && !(more_left && j <= i) &&
                         glob_node_equal(shortest->child[j], other->child[j + other->n - length]);
        }
        left += more_left;
        right += more_right;
    }
    *ret_left = left;
    *ret_right = right;
}

static struct glob_node *part(struct compiler *c, const struct glob_node *n, size_t from, size_t to)
{
    struct glob_node *p = glob_node_new(c->arena, from == to ? GLOB_NOTHING : GLOB_PATTERN);
    for (size_t i = from; i < to; i++)
        glob_node_add(c->arena, p, n->child[i]);
    return p;
}

static void add_unique(struct compiler *c, struct glob_node *n, struct glob_node *child)
{
    for (size_t i = 0; i < n->n; i++)
        if (glob_node_equal(n->child[i], child))
            return;
    glob_node_add(c->arena, n, child);
}

/* {ab,ac} as a{b,c}: what the alternatives share is taken out of them. NULL when they share
 * nothing. */
static struct glob_node *factor(struct compiler *c, const struct glob_node *n)
{
    size_t left = 0, right = 0;
    if (n->n > 1)
        count_common(n, &left, &right);
    if (left == 0 && right == 0)
        return NULL;
    const struct glob_node *first = n->child[0];
    struct glob_node *result = glob_node_new(c->arena, GLOB_PATTERN);
    struct glob_node *rest = glob_node_new(c->arena, GLOB_ANY_OF);
    for (size_t k = 0; k < n->n; k++)
        add_unique(c, rest, part(c, n->child[k], left, n->child[k]->n - right));
    if (left)
        glob_node_add(c->arena, result, part(c, first, 0, left));
    if (rest->n > 1)
        glob_node_add(c->arena, result, rest);
    else if (rest->child[0]->kind != GLOB_NOTHING)
        glob_node_add(c->arena, result, rest->child[0]);
    if (right)
        glob_node_add(c->arena, result, part(c, first, first->n - right, first->n));
    return result;
}

static struct matcher *compile_any_of(struct compiler *c, const struct glob_node *n)
{
    struct glob_node *factored = factor(c, n);
    if (factored)
        return compile(c, factored);
    struct row r = compile_children(c, n);
    return with_subs(c, M_ANY_OF, r, any_of_length(r));
}

static struct matcher *compile_pattern(struct compiler *c, const struct glob_node *n)
{
    if (n->n == 0)
        return matcher_new(c, M_NOTHING, 0);
    struct row r = compile_children(c, n);
    return optimize(c, compile_row(c, minimize(c, r)));
}

static struct matcher *compile_rune(struct compiler *c, const struct glob_node *n)
{
    struct matcher *m = matcher_new(c, n->kind == GLOB_RANGE ? M_RANGE : M_LIST, 1);
    m->text = n->text;
    m->low = n->low;
    m->high = n->high;
    m->negated = n->negated;
    return optimize(c, m);
}

/* Depth is that of the pattern's braces, which glob_parse bounds. */
static struct matcher *compile(struct compiler *c, const struct glob_node *n)
{
    struct matcher *m;
    switch (n->kind) {
    case GLOB_ANY_OF:
        return compile_any_of(c, n);
    case GLOB_PATTERN:
        return compile_pattern(c, n);
    case GLOB_LIST:
    case GLOB_RANGE:
        return compile_rune(c, n);
    case GLOB_TEXT:
        return text_matcher(c, M_TEXT, n->text, STR(""));
    case GLOB_ANY:
        return text_matcher(c, M_ANY, c->separators, STR(""));
    case GLOB_SINGLE:
        m = text_matcher(c, M_SINGLE, c->separators, STR(""));
        m->length = 1;
        return m;
    case GLOB_SUPER:
        return matcher_new(c, M_SUPER, NO_LENGTH);
    case GLOB_NOTHING:
        break;
    }
    return matcher_new(c, M_NOTHING, 0);
}

struct glob *glob_compile(struct arena *a, str pattern, char separator)
{
    struct glob_node *tree = glob_parse(a, pattern);
    if (!tree)
        return NULL;
    struct compiler c = {.arena = a, .separators = str_dup(a, str_make(&separator, 1))};
    struct glob *g = ARENA_NEW(a, struct glob);
    g->run.arena = a;
    g->root = compile(&c, tree);
    return g;
}

bool glob_match(struct glob *g, str name)
{
    g->run.steps = MAX_STEPS;
    return matcher_match(&g->run, g->root, name);
}

str glob_panic(const struct glob *g)
{
    return g->run.panic;
}
