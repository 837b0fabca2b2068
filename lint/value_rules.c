#include "lint/value_rules.h"

#include "lint/flow_near.h"
#include "lint/reads.h"
#include "value/map.h"

static bool is_set_map(const struct type *t)
{
    return !(t->kinds & ~(unsigned)(TYPE_MAP | TYPE_NULL)) && t->known.tag == V_MAP &&
           map_len(t->known.map) && !(t->tags & TYPE_PLACEHOLDER);
}

static bool is_set_scalar_or_list(const struct type *t)
{
    return !(t->kinds & (TYPE_MAP | TYPE_OPAQUE)) && t->known.tag > V_NIL &&
           !(t->tags & TYPE_PLACEHOLDER);
}

bool value_changes_kind(const struct value_key *key)
{
    const struct type_field *f = key->field;
    if (!f || f->type->any || val_is_nil(key->value))
        return false;
    if (key->value.tag == V_MAP)
        return map_len(key->value.map) && is_set_scalar_or_list(f->type);
    return is_set_map(f->type) && !val_empty(key->value);
}

/* The dependency whose values are at the key, or NULL. */
static const struct lint_chart *sub_at(const struct lint_chart *c, str key)
{
    for (size_t i = 0; i < c->sub_count; i++)
        if (str_eq(c->subs[i]->key, key))
            return c->subs[i];
    return NULL;
}

bool value_is_unread(const struct lint_chart *c, const struct value_key *key)
{
    struct lint_project *p = c->project;
    str name = key->names[key->depth - 1];
    if (reads_word(p, name))
        return false;
    str near = key->map ? flow_near_key(key->map, name) : STR("");
    if (near.len && flow_is_anagram(near, name)) /* no other key by chance */
        return true;
    /* for each chart on the path: paths in templates begin at its .Values */
    for (size_t i = 0; c && i < key->depth; i++) {
        if (reads_whole(p, key->names + i, key->depth - 1 - i))
            return false;
        c = sub_at(c, key->names[i]);
    }
    return true;
}
