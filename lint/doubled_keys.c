#include "lint/value_rules.h"

#include "lint/user_values.h"

enum { DEPTH_MAX = 200 };

static void put(struct lint_project *p, const struct lint_file *f, const struct ynode *map,
                const struct yentry *e)
{
    const struct yentry *last = ynode_find(map, e->key);
    struct finding *g =
        finding_put(p->findings, RULE_CH701, f, e->key_span,
                    "key `%.*s` is there twice: only the last one counts", STR_ARG(e->key));
    g->subject = e->key;
    finding_label(p->findings, g, f, last->key_span, "this one counts");
}

static void walk(struct lint_project *p, const struct lint_file *f, const struct ynode *n,
                 unsigned depth)
{
    for (uint32_t i = 0; n && depth < DEPTH_MAX && i < n->count; i++) {
        if (n->entries[i].twice)
            put(p, f, n, &n->entries[i]);
        walk(p, f, n->entries[i].value, depth + 1);
    }
}

void check_doubled_keys(struct lint_project *p)
{
    for (size_t i = 0; i < p->chart_count; i++)
        walk(p, p->charts[i]->values, lint_file_yaml(p->arena, p->charts[i]->values), 0);
    size_t n;
    const struct user_values *u = user_values(p, &n);
    for (size_t i = 0; i < n; i++)
        walk(p, u[i].file, u[i].places, 0);
}
