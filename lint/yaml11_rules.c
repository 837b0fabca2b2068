#include "lint/value_rules.h"

#include "base/buf.h"
#include "base/number.h"
#include "value/list.h"
#include "value/map.h"

enum { DEPTH_MAX = 200 };

struct check {
    struct lint_project *p;
    struct lint_file *file;
};

/* yes, no, on, off and their single letters, which YAML 1.2 takes for texts. */
static bool is_odd_bool(str s)
{
    static const char *const words[] = {"y", "yes", "on", "n", "no", "off"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_eq_fold(s, str_from_c(words[i])))
            return true;
    return false;
}

/* Keys whose values are texts that may look like numbers. */
static bool is_text_key(str key)
{
    static const char *const words[] = {"tag", "version", "sha", "digest", "commit"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        str w = str_from_c(words[i]);
        if (str_eq_fold(key, w))
            return true;
        if (key.len > w.len && str_eq_fold(str_from(key, key.len - w.len + 1), str_from(w, 1)) &&
            key.s[key.len - w.len] == (char)(w.s[0] - 'a' + 'A'))
            return true; /* imageTag */
    }
    return false;
}

static void put(const struct check *c, const struct ynode *n, str is)
{
    struct finding *g = finding_put(c->p->findings, RULE_CH707, c->file, n->span,
                                    "`%.*s` is read as %.*s", STR_ARG(n->text), STR_ARG(is));
    g->subject = n->text;
    finding_help(c->p->findings, g, "quote it if a text is meant");
    finding_edit(c->p->findings, g, LINT_FIX_SAFE, c->file, n->span,
                 str_fmt(c->p->arena, "\"%.*s\"", STR_ARG(n->text)));
}

/* A number whose text is another one when it is printed: 1.10, 0755, 1e3. */
static void check_number(const struct check *c, val v, const struct ynode *n)
{
    struct buf b;
    buf_init(&b, c->p->arena);
    number_put_go_float(&b, v.f);
    if (!str_eq(buf_str(&b), n->text))
        put(c, n, buf_str(&b));
}

static void check_text(const struct check *c, val v, const struct ynode *n)
{
    if (n->kind != YNODE_SCALAR || !n->plain)
        return;
    if (v.tag == V_BOOL && is_odd_bool(n->text))
        put(c, n, v.i ? STR("true") : STR("false"));
    else if (v.tag == V_FLOAT)
        check_number(c, v, n);
}

static void walk(const struct check *c, val v, const struct ynode *n, unsigned depth);

static void walk_map(const struct check *c, struct map *m, const struct ynode *n, unsigned depth)
{
    for (uint32_t i = 0; i < map_len(m); i++) {
        const struct map_entry *e = &m->entries[i];
        const struct yentry *place = ynode_find(n, e->key);
        if (!place)
            continue;
        if (is_text_key(e->key))
            check_text(c, e->value, place->value);
        walk(c, e->value, place->value, depth + 1);
    }
}

/* [x, y]: among texts a boolean is perhaps none. */
static void walk_list(const struct check *c, const struct list *l, const struct ynode *n,
                      unsigned depth)
{
    bool texts = false;
    if (n->kind != YNODE_LIST || n->count != list_len(l))
        return;
    for (uint32_t i = 0; i < n->count; i++)
        texts |= l->items[i].tag == V_STRING;
    for (uint32_t i = 0; i < n->count; i++) {
        const struct ynode *item = n->entries[i].value;
        if (texts && l->items[i].tag == V_BOOL)
            check_text(c, l->items[i], item);
        walk(c, l->items[i], item, depth + 1);
    }
}

static void walk(const struct check *c, val v, const struct ynode *n, unsigned depth)
{
    if (!n || depth > DEPTH_MAX)
        return;
    if (v.tag == V_MAP)
        walk_map(c, v.map, n, depth);
    else if (v.tag == V_LIST && v.list)
        walk_list(c, v.list, n, depth);
}

/* y: 1 is the key "true". */
static void check_keys(const struct check *c, const struct ynode *n, unsigned depth)
{
    for (uint32_t i = 0; n && depth < DEPTH_MAX && i < n->count; i++) {
        const struct yentry *e = &n->entries[i];
        size_t written = e->key_span.end - e->key_span.begin;
        if (n->kind == YNODE_MAP && is_odd_bool(e->key) && written == e->key.len) {
            bool yes = e->key.s[0] == 'y' || e->key.s[0] == 'Y' || str_eq_fold(e->key, STR("on"));
            struct ynode key = {.span = e->key_span, .text = e->key};
            put(c, &key, yes ? STR("the key \"true\"") : STR("the key \"false\""));
        }
        check_keys(c, e->value, depth + 1);
    }
}

void check_yaml11(struct lint_project *p)
{
    for (size_t i = 0; i < p->chart_count; i++) {
        struct check c = {p, p->charts[i]->values};
        const struct ynode *n = lint_file_yaml(p->arena, c.file);
        if (!n)
            continue;
        walk(&c, val_map(p->charts[i]->chart->values), n, 0);
        check_keys(&c, n, 0);
    }
}
