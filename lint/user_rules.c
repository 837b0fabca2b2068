#include "lint/value_rules.h"

#include "base/buf.h"
#include "lint/flow_near.h"
#include "lint/user_values.h"
#include "value/list.h"

struct check {
    struct lint_project *p;
    const struct user_values *user;
};

static struct finding *put(const struct check *c, enum rule_id rule, const struct value_key *key,
                           const char *what)
{
    str path = value_key_path(c->p->arena, key);
    struct finding *g =
        finding_put(c->p->findings, rule, c->user->file, user_values_span(c->user, key->place),
                    "`%.*s` %s", STR_ARG(path), what);
    g->subject = path;
    return g;
}

static void show_declaration(const struct check *c, struct finding *g, const struct decl *d,
                             const char *text)
{
    if (d && d->file && d->span.end)
        finding_label(c->p->findings, g, d->file, d->span, "%s", text);
}

static void unknown_key(const struct check *c, const struct value_key *key)
{
    if (!value_is_unread(c->p->root, key))
        return;
    struct finding *g =
        put(c, RULE_CH110, key, "is set here, but the chart neither declares nor reads it");
    str near = flow_near_key(key->map, key->names[key->depth - 1]);
    if (!near.len)
        return;
    finding_help(c->p->findings, g, "did you mean `%.*s`?", STR_ARG(near));
    show_declaration(c, g, type_field(key->map, near)->decl, "declared here");
    if (key->place)
        finding_edit(c->p->findings, g, LINT_FIX_UNSAFE, c->user->file, key->place->key_span, near);
}

static void changed_kind(const struct check *c, const struct value_key *key)
{
    bool map = key->value.tag == V_MAP;
    struct finding *g = put(c, RULE_CH111, key,
                            map ? "is a map here, but the default is none"
                                : "replaces the map of the default, with all its keys");
    show_declaration(c, g, key->field->decl, "the default");
}

static void replaced_list(const struct check *c, const struct value_key *key)
{
    const struct type *t = key->field->type;
    size_t n = t->known.tag == V_LIST ? list_len(t->known.list) : 0;
    if (!n || c->user->ci || key->value.tag != V_LIST)
        return;
    struct buf b;
    buf_init(&b, c->p->arena);
    buf_put_fmt(&b, "replaces %zu default item%s: lists are not merged", n, n == 1 ? "" : "s");
    struct finding *g = put(c, RULE_CH711, key, str_c(c->p->arena, buf_str(&b)));
    show_declaration(c, g, key->field->decl, "the default");
}

static bool check_key(void *context, const struct value_key *key)
{
    const struct check *c = context;
    bool top = key->depth == 1;
    str name = key->names[key->depth - 1];
    if (top && (str_eq(name, STR("global")) || str_eq(name, STR("tags"))))
        return false;
    if (!value_key_is_declared(key)) {
        if (value_key_is_unknown(key))
            unknown_key(c, key);
        return false;
    }
    if (value_changes_kind(key))
        changed_kind(c, key);
    replaced_list(c, key);
    return !str_eq(name, STR("global"));
}

void check_user_values(struct lint_project *p)
{
    size_t n;
    const struct user_values *u = user_values(p, &n);
    for (size_t i = 0; i < n; i++) {
        struct check c = {p, &u[i]};
        value_walk(val_map(u[i].values), u[i].places, p->root->inner_type, check_key, &c);
    }
}
