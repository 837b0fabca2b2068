#include "lint/value_rules.h"

#include "base/nearest.h"
#include "chart/value_path.h"
#include "lint/reads.h"

enum { NAMES_MAX = 64 };

/* The value that a documented path leads to; with what is left of the way when it leads nowhere. */
static bool exists(const struct ynode *n, const struct value_path *path, const struct ynode **last,
                   size_t *ret_taken)
{
    for (size_t i = 0; i < path->len; i++) {
        const struct value_step *s = &path->steps[i];
        const struct yentry *e = NULL;
        *last = n;
        *ret_taken = i;
        if (s->key.s)
            e = ynode_find(n, s->key);
        else if (n && n->kind == YNODE_LIST && s->index < n->count)
            e = &n->entries[s->index];
        if (!e)
            return false;
        n = e->value;
    }
    return true;
}

/* Aliases and empty maps may hold anything. */
static bool may_hold_more(const struct ynode *n)
{
    return !n || n->kind == YNODE_ALIAS || !n->count;
}

static str near_of(const struct ynode *map, str name)
{
    struct nearest near;
    nearest_init(&near, name);
    for (uint32_t i = 0; i < map->count; i++)
        nearest_offer(&near, map->entries[i].key);
    return near.best;
}

static void put(struct lint_project *p, const struct lint_file *f, struct span span,
                const struct ynode *map, str name)
{
    str path = str_slice(f->source.text, span.begin, span.end);
    struct finding *g =
        finding_put(p->findings, RULE_CH705, f, span,
                    "@param documents `%.*s`, which is not in values.yaml", STR_ARG(path));
    g->subject = path;
    str near = near_of(map, name);
    if (near.len)
        finding_help(p->findings, g, "did you mean `%.*s`?", STR_ARG(near));
}

/* What is read as a whole may have keys that are documented and have no default. */
static void check_param(struct lint_project *p, const struct lint_file *f, const struct ynode *root,
                        struct span span)
{
    struct value_path path;
    const struct ynode *last = NULL;
    size_t taken = 0;
    str text = str_slice(f->source.text, span.begin, span.end);
    if (!value_path_parse(p->arena, text, &path) || exists(root, &path, &last, &taken))
        return;
    if (may_hold_more(last) || last->kind != YNODE_MAP || !path.steps[taken].key.s)
        return;
    str names[NAMES_MAX];
    for (size_t i = 0; i < taken && i < NAMES_MAX; i++)
        names[i] = path.steps[i].key;
    bool whole = taken < NAMES_MAX && reads_whole(p, names, taken);
    if (!whole || near_of(last, path.steps[taken].key).len)
        put(p, f, span, last, path.steps[taken].key);
}

static bool is_comment(str text, size_t at)
{
    while (at && (text.s[at - 1] == ' ' || text.s[at - 1] == '#')) {
        at--;
        if (text.s[at] == '#')
            return true;
    }
    return false;
}

static void check_file(struct lint_project *p, struct lint_file *f)
{
    static const str mark = STR_INIT("@param ");
    str text = f->source.text;
    const struct ynode *root = lint_file_yaml(p->arena, f);
    for (size_t at = 0; root;) {
        size_t next = str_find(str_from(text, at), mark);
        if (next == STR_NONE)
            return;
        at += next + mark.len;
        size_t begin = at;
        while (begin < text.len && text.s[begin] == ' ')
            begin++;
        size_t end = begin;
        while (end < text.len && text.s[end] != ' ' && text.s[end] != '\n' && text.s[end] != '\r')
            end++;
        if (is_comment(text, at - mark.len))
            check_param(p, f, root, (struct span){(uint32_t)begin, (uint32_t)end});
    }
}

void check_documentation(struct lint_project *p)
{
    for (size_t i = 0; i < p->chart_count; i++)
        if (p->charts[i]->values)
            check_file(p, p->charts[i]->values);
}
