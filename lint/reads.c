#include "lint/reads.h"

#include "base/arena.h"
#include "lint/user_values.h"
#include "value/list.h"
#include "value/map.h"

enum { NAMES_MAX = 32, DEPTH_MAX = 200, LATEST_WORDS = 256 };

struct read_node {
    struct map *children; /* name → number in word_reads.nodes */
    bool whole;
};

struct word_reads {
    struct arena *arena;
    struct map *words;
    str latest[LATEST_WORDS];
    struct read_node *nodes; /* 0: .Values */
    uint32_t count, cap;
};

static void collect(struct lint_project *p);

static struct word_reads *reads_of(struct lint_project *p)
{
    if (p->reads)
        return p->reads;
    struct word_reads *r = ARENA_NEW(p->arena, struct word_reads);
    r->arena = p->arena;
    r->words = map_new(p->arena, 0);
    r->nodes = arena_room(r->arena, r->nodes, r->count, &r->cap, sizeof *r->nodes);
    r->nodes[r->count++] = (struct read_node){0};
    p->reads = r;
    collect(p);
    return r;
}

void reads_add(struct lint_project *p, const str *names, size_t n, bool whole)
{
    struct word_reads *r = reads_of(p);
    uint32_t at = 0;
    for (size_t i = 0; i < n; i++) {
        struct read_node *node = &r->nodes[at];
        if (!node->children)
            node->children = map_new(r->arena, 0);
        const val *next = map_get(node->children, names[i]);
        if (next) {
            at = (uint32_t)next->i;
            continue;
        }
        map_set(node->children, names[i], val_int(r->count));
        at = r->count;
        r->nodes = arena_room(r->arena, r->nodes, r->count, &r->cap, sizeof *r->nodes);
        r->nodes[r->count++] = (struct read_node){0};
    }
    r->nodes[at].whole |= whole;
}

/* Where a word is among the latest ones, so that one said over and over is found by a glance. */
static str *latest_of(struct word_reads *r, str word)
{
    unsigned first = 0, middle = 0, last = 0;
    if (word.len) {
        first = (unsigned char)word.s[0];
        middle = (unsigned char)word.s[word.len / 2];
        last = (unsigned char)word.s[word.len - 1];
    }
    return &r->latest[(word.len * 7 + first + middle * 3 + last * 5) % LATEST_WORDS];
}

void reads_add_word(struct lint_project *p, str word)
{
    struct word_reads *r = reads_of(p);
    str *latest = latest_of(r, word);
    if (word.len && str_eq(*latest, word))
        return;
    *latest = word;
    map_set(r->words, word, val_bool(true));
}

bool reads_word(struct lint_project *p, str word)
{
    return map_has(reads_of(p)->words, word);
}

bool reads_whole(struct lint_project *p, const str *names, size_t n)
{
    const struct word_reads *r = reads_of(p);
    uint32_t at = 0;
    for (size_t i = 0; !r->nodes[at].whole; i++) {
        const val *next = i < n ? map_get(r->nodes[at].children, names[i]) : NULL;
        if (!next)
            return false;
        at = (uint32_t)next->i;
    }
    return true;
}

bool reads_path(struct lint_project *p, const str *names, size_t n)
{
    const struct word_reads *r = reads_of(p);
    uint32_t at = 0;
    for (size_t i = 0; i < n && !r->nodes[at].whole; i++) {
        const val *next = map_get(r->nodes[at].children, names[i]);
        if (!next)
            return false;
        at = (uint32_t)next->i;
    }
    return true;
}

/* ---- collecting ---- */

struct collector {
    struct lint_project *p;
    unsigned depth;
};

static void walk(struct collector *c, const struct node *n, bool tested);

static void words_of(struct collector *c, str text)
{
    size_t from = 0;
    for (size_t i = 0; i <= text.len; i++) {
        char ch = i < text.len ? text.s[i] : ' ';
        bool in = (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') ||
                  (ch >= '0' && ch <= '9') || ch == '_' || ch == '-';
        if (in)
            continue;
        if (i > from)
            reads_add_word(c->p, str_slice(text, from, i));
        from = i + 1;
    }
}

/* A path of fields: what stands behind the last "Values" in it is a value's. `tested`: it is only
 * looked at in a condition. */
static void path(struct collector *c, const str *names, uint32_t n, bool tested)
{
    uint32_t values = n;
    for (uint32_t i = 0; i < n; i++) {
        reads_add_word(c->p, names[i]);
        if (str_eq(names[i], STR("Values")))
            values = i;
    }
    if (values < n && n - values - 1 <= NAMES_MAX)
        reads_add(c->p, names + values + 1, n - values - 1, !tested);
}

static bool is_one_of(const struct node *name, const str *names, size_t n)
{
    if (name->kind != NODE_IDENT)
        return false;
    for (size_t i = 0; i < n; i++)
        if (str_eq(name->text, names[i]))
            return true;
    return false;
}

/* Functions that look at a value and pass nothing of it on. */
static bool only_tests(const struct node *name)
{
    static const str tests[] = {STR_INIT("and"),    STR_INIT("or"),     STR_INIT("not"),
                                STR_INIT("empty"),  STR_INIT("eq"),     STR_INIT("ne"),
                                STR_INIT("hasKey"), STR_INIT("kindIs"), STR_INIT("kindOf"),
                                STR_INIT("typeIs"), STR_INIT("typeOf")};
    return is_one_of(name, tests, sizeof tests / sizeof *tests);
}

/* Functions that pass .Values itself on to where its keys are read by name, which are words then.
 */
static bool passes_on(const struct node *name)
{
    static const str names[] = {STR_INIT("dict"),   STR_INIT("list"), STR_INIT("index"),
                                STR_INIT("get"),    STR_INIT("dig"),  STR_INIT("set"),
                                STR_INIT("include")};
    return is_one_of(name, names, sizeof names / sizeof *names);
}

static bool is_values(const struct node *n)
{
    bool path = n->kind == NODE_FIELD || n->kind == NODE_VARIABLE || n->kind == NODE_CHAIN;
    return path && n->path.len && str_eq(n->path.names[n->path.len - 1], STR("Values"));
}

/* index, get and hasKey of a map with constant keys read a path. */
static bool reads_by_key(struct collector *c, const struct node *n)
{
    const struct node_list *l = &n->list;
    if (l->len < 3 || l->items[0]->kind != NODE_IDENT || l->items[1]->kind != NODE_FIELD)
        return false;
    str name = l->items[0]->text;
    if (!str_eq(name, STR("index")) && !str_eq(name, STR("get")) && !str_eq(name, STR("hasKey")))
        return false;
    const struct node *map = l->items[1];
    str names[NAMES_MAX];
    uint32_t count = 0;
    for (uint32_t i = 0; i < map->path.len && count < NAMES_MAX; i++)
        names[count++] = map->path.names[i];
    for (uint32_t i = 2; i < l->len && count < NAMES_MAX; i++) {
        if (l->items[i]->kind != NODE_STRING)
            return false;
        names[count++] = l->items[i]->string.value;
    }
    path(c, names, count, str_eq(name, STR("hasKey")));
    return true;
}

static void list(struct collector *c, const struct node_list *l, bool tested)
{
    for (uint32_t i = 0; i < l->len; i++)
        walk(c, l->items[i], tested);
}

static void command(struct collector *c, const struct node *n, bool tested)
{
    if (reads_by_key(c, n)) {
        list(c, &(struct node_list){n->list.items + 2, n->list.len - 2}, false);
        return;
    }
    bool alone = n->list.len == 1;
    bool test = n->list.len && only_tests(n->list.items[0]);
    bool joins = test && (str_eq(n->list.items[0]->text, STR("and")) ||
                          str_eq(n->list.items[0]->text, STR("or")));
    /* and, or give their arguments back */
    bool looked_at = (alone && tested) || (test && !joins) || (joins && tested);
    bool passed = n->list.len && passes_on(n->list.items[0]);
    for (uint32_t i = 0; i < n->list.len; i++)
        walk(c, n->list.items[i], looked_at || (passed && is_values(n->list.items[i])));
}

static void branch(struct collector *c, const struct node *n)
{
    walk(c, n->branch.pipe, n->kind == NODE_IF);
    walk(c, n->branch.body, false);
    if (n->branch.orelse)
        walk(c, n->branch.orelse, false);
}

/* `if $x := .Values.a` keeps the value; `$values := .Values` is .Values by another name. */
static void pipeline(struct collector *c, const struct node *n, bool tested)
{
    const struct node_list *l = &n->pipeline.cmds;
    bool test = tested && !n->pipeline.decl.len && l->len == 1;
    bool values = n->pipeline.decl.len && l->len == 1 && l->items[0]->list.len == 1 &&
                  is_values(l->items[0]->list.items[0]);
    list(c, l, test || values);
}

static void walk_kind(struct collector *c, const struct node *n, bool tested)
{
    switch (n->kind) {
    case NODE_LIST:
        list(c, &n->list, false);
        break;
    case NODE_ACTION:
        walk(c, n->pipe, false);
        break;
    case NODE_PIPE:
        pipeline(c, n, tested);
        break;
    case NODE_COMMAND:
        command(c, n, tested);
        break;
    case NODE_FIELD:
    case NODE_VARIABLE:
        path(c, n->path.names, n->path.len, tested);
        break;
    case NODE_CHAIN:
        walk(c, n->path.base, true);
        path(c, n->path.names, n->path.len, tested);
        break;
    case NODE_STRING:
        words_of(c, n->string.value);
        break;
    case NODE_IF:
    case NODE_RANGE:
    case NODE_WITH:
        branch(c, n);
        break;
    case NODE_TEMPLATE:
        if (n->call.pipe)
            walk(c, n->call.pipe, false);
        break;
    default:
        break;
    }
}

static void walk(struct collector *c, const struct node *n, bool tested)
{
    if (!n || c->depth >= DEPTH_MAX)
        return;
    c->depth++;
    walk_kind(c, n, tested);
    c->depth--;
}

/* Defaults that hold templates are run by tpl. */
static void values(struct collector *c, val v, unsigned depth)
{
    if (v.tag == V_STRING && str_has(val_text(v), STR("{{")))
        words_of(c, val_text(v));
    if (depth > DEPTH_MAX)
        return;
    if (v.tag == V_MAP)
        for (uint32_t i = 0; i < map_len(v.map); i++)
            values(c, v.map->entries[i].value, depth + 1);
    if (v.tag == V_LIST)
        for (uint32_t i = 0; i < list_len(v.list); i++)
            values(c, v.list->items[i], depth + 1);
}

static void dependencies(struct collector *c, const struct metadata *m)
{
    for (size_t i = 0; i < m->dependencies.n; i++)
        words_of(c, metadata_dependency(m, i)->condition);
}

static void collect(struct lint_project *p)
{
    struct collector c = {.p = p};
    size_t n;
    const struct user_values *u = user_values(p, &n);
    for (size_t i = 0; i < n; i++)
        values(&c, val_map(u[i].values), 0);
    for (size_t i = 0; i < p->chart_count; i++) {
        const struct lint_chart *chart = p->charts[i];
        for (size_t f = 0; f < chart->template_count; f++)
            for (size_t t = 0; t < chart->templates[f]->tree_count; t++)
                walk(&c, chart->templates[f]->trees[t].root, false);
        values(&c, val_map(chart->chart->values), 0);
        dependencies(&c, chart->chart->meta);
    }
}
