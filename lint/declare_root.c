#include "lint/declare_parts.h"

#include "base/arena.h"
#include "value/map.h"

static const struct decl builtin = {.kind = DECL_BUILTIN};

static struct type_field field(str name, const struct type *t)
{
    return (struct type_field){name, t, PRESENCE_ALWAYS, &builtin};
}

#define FIELD(name, type) field(STR(name), type)

static const struct type *closed(struct arena *a, const struct type_field *f, size_t n)
{
    return type_with_fields(a, type_declared(a, type_map(a, MAP_CLOSED), &builtin), f, n);
}

/* Helm's own values are never what users set. */
static const struct type *plain(struct arena *a, const struct type *t)
{
    struct type *r = ARENA_NEW(a, struct type);
    *r = *t;
    r->tags = (uint16_t)(r->tags & ~(unsigned)TYPE_PLACEHOLDER);
    r->decl = &builtin;
    return r;
}

static const struct type *dictionary(struct arena *a, const struct type *t)
{
    struct type *r = ARENA_NEW(a, struct type);
    *r = *plain(a, t);
    r->rest = MAP_OPEN;
    r->value = &type_string;
    return r;
}

/* .Chart: the fields of Chart.yaml by their Go names, with what this chart says. */
static const struct type *chart_type(struct arena *a, const struct lint_chart *c)
{
    struct map *about = metadata_map(a, c->chart->meta);
    size_t n = map_len(about);
    struct type_field *f = ARENA_ARRAY(a, struct type_field, n + 1);
    for (size_t i = 0; i < n; i++) {
        const struct map_entry *e = map_sorted_entry(about, i);
        const struct type *t = type_of_value(a, e->value);
        bool list = e->value.tag == V_LIST;
        if (str_eq(e->key, STR("Annotations")))
            t = dictionary(a, type_tagged(a, t, 0));
        f[i] = field(e->key, plain(a, list ? type_list(a, t->item) : t));
    }
    f[n] = FIELD("IsRoot", &type_bool);
    return closed(a, f, n + 1);
}

static const struct type *release_type(struct arena *a)
{
    const struct type_field f[] = {
        FIELD("Name", &type_string),    FIELD("Namespace", &type_string),
        FIELD("IsUpgrade", &type_bool), FIELD("IsInstall", &type_bool),
        FIELD("Revision", &type_int),   FIELD("Service", type_literal(a, STR("Helm"))),
    };
    return closed(a, f, sizeof f / sizeof *f);
}

static const struct type *template_type(struct arena *a)
{
    const struct type_field f[] = {FIELD("Name", &type_string), FIELD("BasePath", &type_string)};
    return closed(a, f, sizeof f / sizeof *f);
}

static const struct type *subcharts_type(struct arena *a, const struct lint_chart *c)
{
    struct type_field *f = ARENA_ARRAY(a, struct type_field, c->sub_count);
    for (size_t i = 0; i < c->sub_count; i++)
        f[i] = (struct type_field){c->subs[i]->key, c->subs[i]->context_type, PRESENCE_MAYBE,
                                   &builtin};
    return closed(a, f, c->sub_count);
}

const struct type *declare_root(const struct lint_chart *c)
{
    struct arena *a = c->project->arena;
    const struct type_field f[] = {
        FIELD("Values", c->values_type),
        FIELD("Chart", chart_type(a, c)),
        FIELD("Release", release_type(a)),
        FIELD("Template", template_type(a)),
        FIELD("Subcharts", subcharts_type(a, c)),
        FIELD("Files", type_opaque(a, T_FILES)),
        FIELD("Capabilities", type_opaque(a, T_CAPABILITIES_PTR)),
    };
    return type_tagged(a, closed(a, f, sizeof f / sizeof *f), TYPE_ROOT);
}
