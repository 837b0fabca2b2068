#include "lint/refusal.h"

#include "lint/yaml_tree.h"

struct refusal {
    str words, key;
    enum rule_id rule;
};

#define REFUSAL(words, code, key) {STR_INIT(words), STR_INIT(key), RULE_##code},
static const struct refusal refusals[] = {
#include "lint/refusals.def"
};
#undef REFUSAL

static const struct refusal *find(str why)
{
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++)
        if (str_has(why, refusals[i].words))
            return &refusals[i];
    return NULL;
}

/* The entry of the list that is called so; the last one of several. */
static const struct yentry *named(const struct ynode *list, str name)
{
    const struct yentry *found = NULL;
    for (uint32_t i = 0; name.len && list->kind == YNODE_LIST && i < list->count; i++) {
        const struct yentry *alias = ynode_find(list->entries[i].value, STR("alias"));
        const struct yentry *own = ynode_find(list->entries[i].value, STR("name"));
        if (alias && str_eq(ynode_text(alias->value), name))
            found = alias;
        else if (own && str_eq(ynode_text(own->value), name))
            found = own;
    }
    return found;
}

static struct span place_of(struct lint_project *p, struct lint_file *metadata,
                            const struct refusal *r, str why)
{
    const struct ynode *root = lint_file_yaml(p->arena, metadata);
    const struct yentry *e = root && r->key.len ? ynode_find(root, r->key) : NULL;
    if (!e)
        return (struct span){0, 0};
    const struct yentry *inner = named(e->value, str_in_quotes(why));
    if (inner)
        return inner->value->span;
    return e->value->kind == YNODE_SCALAR ? e->value->span : e->key_span;
}

void refusal_put(struct lint_project *p, struct lint_file *metadata, str why)
{
    const struct refusal *r = find(why);
    struct span span = r ? place_of(p, metadata, r, why) : (struct span){0, 0};
    if (r && r->rule == RULE_CH801)
        why = STR("Chart.yaml is a folder, not a file");
    struct finding *g =
        finding_put(p->findings, r ? r->rule : RULE_CH003, metadata, span, "%.*s", STR_ARG(why));
    g->severity = LINT_ERROR;
    g->subject = r && r->key.len ? r->key : STR("Chart.yaml");
}
