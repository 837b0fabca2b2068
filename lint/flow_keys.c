#include "lint/flow_keys.h"

#include "lint/flow_near.h"
#include "lint/node_walk.h"
#include "value/map.h"

/* The variable or the last key of what is changed. */
static str target_name(const struct node *n)
{
    n = flow_single(n);
    if (!n)
        return STR("");
    switch (n->kind) {
    case NODE_FIELD:
    case NODE_VARIABLE:
    case NODE_CHAIN:
        return n->path.names[n->path.len - 1];
    default:
        return STR("");
    }
}

static bool changes_all(str name)
{
    char first = name.len ? name.s[0] : 0;
    if (first != 'm' && first != 'u')
        return false;
    return str_has_prefix(name, STR("merge")) || str_has_prefix(name, STR("mustMerge")) ||
           str_eq(name, STR("unset"));
}

bool flow_keys_changed_by(str function)
{
    return str_eq(function, STR("set")) || changes_all(function);
}

static void see(void *data, const struct node *n)
{
    struct flow *w = data;
    if (n->kind != NODE_COMMAND || n->list.len < 2 || n->list.items[0]->kind != NODE_IDENT)
        return;
    str name = n->list.items[0]->text, key;
    bool sets = str_eq(name, STR("set"));
    if (!sets && !changes_all(name))
        return;
    if (sets && n->list.len > 2 && flow_constant(n->list.items[2], &key)) {
        map_set(w->weak, key, val_bool(true));
        return;
    }
    str target = target_name(n->list.items[1]);
    if (target.len)
        map_set(w->opened, target, val_bool(true));
}

void flow_keys_collect(struct flow *w)
{
    const struct lint_project *p = w->project;
    w->weak = map_new(w->arena, 0);
    w->opened = map_new(w->arena, 0);
    for (size_t i = 0; i < p->chart_count; i++)
        for (size_t k = 0; k < p->charts[i]->template_count; k++) {
            const struct lint_file *file = p->charts[i]->templates[k];
            for (size_t t = 0; t < file->tree_count && file->changes_keys; t++)
                node_walk(file->trees[t].root, see, w);
        }
}

static void see_root(void *data, const struct node *n)
{
    bool *found = data;
    if (n->kind != NODE_FIELD || n->path.len < 1)
        return;
    str name = n->path.names[0];
    *found = *found || str_eq(name, STR("Values")) || str_eq(name, STR("Release")) ||
             str_eq(name, STR("Chart")) || str_eq(name, STR("Capabilities"));
}

bool flow_reads_root(const struct node *n)
{
    bool found = false;
    node_walk(n, see_root, &found);
    return found;
}
