/* Helm's lint rules for values.yaml, dependencies and crds/. */
#include "base/arena.h"
#include "chart/coalesce.h"
#include "chart/schema.h"
#include "lint/helm_rules.h"
#include "lint/object_reader.h"
#include "value/map.h"
#include "value/yaml_parse.h"

/* ---- values.yaml ---- */

#define VALUES_YAML STR("values.yaml")

static void check_schema(struct helm_lint *l, struct map *values)
{
    str text, why;
    if (!chart_tree_read(&l->tree, STR("values.schema.json"), &text, &why) || !text.len ||
        l->options->skip_schema)
        return;
    const struct chart *c = l->chart;
    struct schema *s = schema_compile(l->arena, text, c ? &c->raw : NULL, l->log, &why);
    if (!s || !schema_validate(s, l->arena, val_map(values), &why))
        helm_put(l, RULE_CH702, HELM_ERROR, VALUES_YAML, "%.*s", STR_ARG(why));
}

/* The user's values over those of the file. As CoalesceTables, twice. */
static struct map *merged_values(struct helm_lint *l, struct map *file)
{
    struct arena *own = arena_within(l->arena);
    struct map *values = map_clone_shallow(own, l->options->values);
    if (file)
        coalesce_tables(own, values, file, l->log);
    return values;
}

/* Helm reads into a type of its own. */
static str named_values(struct helm_lint *l, str why)
{
    return str_replace_all(l->arena, why, STR("Go value of type map[string]interface {}"),
                           STR("Go value of type common.Values"));
}

void helm_check_values(struct helm_lint *l)
{
    str text, why;
    val v;
    if (chart_tree_stat(&l->tree, VALUES_YAML, NULL) == CHART_NOTHING) {
        helm_put(l, RULE_CH820, HELM_INFO, VALUES_YAML, "file does not exist");
        return;
    }
    if (chart_tree_read(&l->tree, VALUES_YAML, &text, &why) &&
        yaml_parse(l->arena, text, YAML_ROOT_MAP, &v, &why))
        check_schema(l, merged_values(l, v.tag == V_MAP ? v.map : NULL));
    else
        helm_put(l, RULE_CH002, HELM_ERROR, VALUES_YAML, "unable to parse YAML: %.*s",
                 STR_ARG(named_values(l, why)));
}

/* ---- dependencies ---- */

static void add_name(struct buf *b, str name)
{
    if (b->len)
        buf_put_char(b, ',');
    buf_put_str(b, name);
}

static bool has_subchart(const struct chart *c, str name)
{
    for (size_t i = 0; i < c->subchart_count; i++)
        if (str_eq(chart_name(c->subcharts[i]), name))
            return true;
    return false;
}

static bool has_dependency(const struct metadata *m, str name)
{
    for (size_t i = 0; i < m->dependencies.n; i++)
        if (str_eq(metadata_dependency(m, i)->name, name))
            return true;
    return false;
}

static str key_of(const struct dependency *d)
{
    return d->alias.len ? d->alias : d->name;
}

static void check_in_metadata(struct helm_lint *l, const struct chart *c)
{
    struct buf missing;
    buf_init(&missing, l->arena);
    for (size_t i = 0; i < c->subchart_count; i++)
        if (!has_dependency(c->meta, chart_name(c->subcharts[i])))
            add_name(&missing, chart_name(c->subcharts[i]));
    if (missing.len)
        helm_put(l, RULE_CH813, HELM_ERROR, l->tree.folder,
                 "chart metadata is missing these dependencies: %.*s", STR_ARG(buf_str(&missing)));
}

static void check_unique(struct helm_lint *l, const struct metadata *m)
{
    struct buf twice;
    struct map *seen = map_new(l->arena, m->dependencies.n);
    buf_init(&twice, l->arena);
    for (size_t i = 0; i < m->dependencies.n; i++) {
        str key = key_of(metadata_dependency(m, i));
        if (map_has(seen, key))
            add_name(&twice, key);
        map_set(seen, key, val_nil());
    }
    if (twice.len)
        helm_put(l, RULE_CH814, HELM_ERROR, l->tree.folder,
                 "multiple dependencies with name or alias: %.*s", STR_ARG(buf_str(&twice)));
}

static void check_in_charts(struct helm_lint *l, const struct chart *c)
{
    struct buf missing;
    buf_init(&missing, l->arena);
    for (size_t i = 0; i < c->meta->dependencies.n; i++)
        if (!has_subchart(c, metadata_dependency(c->meta, i)->name))
            add_name(&missing, metadata_dependency(c->meta, i)->name);
    if (missing.len)
        helm_put(l, RULE_CH815, HELM_WARNING, l->tree.folder,
                 "chart directory is missing these dependencies: %.*s", STR_ARG(buf_str(&missing)));
}

void helm_check_dependencies(struct helm_lint *l)
{
    const struct chart *c = helm_load(l);
    if (!c) {
        helm_put(l, RULE_CH003, HELM_ERROR, STR(""), "unable to load chart\n\t%.*s",
                 STR_ARG(l->load_error));
        return;
    }
    check_in_metadata(l, c);
    check_unique(l, c->meta);
    check_in_charts(l, c);
}

/* ---- crds/ ---- */

/* False when the file cannot be read to its end: Helm then looks at no other. */
static bool check_crd(struct helm_lint *l, const struct chart_file *f)
{
    struct object_reader r;
    struct object_head head;
    bool null;
    str why;
    enum object_step step;
    object_reader_init(&r, l->arena, f->data);
    while ((step = object_reader_next(&r, &head, &null, &why)) == OBJECT_OK) {
        if (null)
            continue;
        if (!str_has_prefix(head.api_version, STR("apiextensions.k8s.io")))
            helm_put(l, RULE_CH823, HELM_ERROR, f->name,
                     "apiVersion is not in 'apiextensions.k8s.io'");
        if (!str_eq(head.kind, STR("CustomResourceDefinition")))
            helm_put(l, RULE_CH823, HELM_ERROR, f->name,
                     "object kind is not 'CustomResourceDefinition'");
    }
    if (step == OBJECT_FAILED)
        helm_put(l, RULE_CH002, HELM_ERROR, f->name, "unable to parse YAML: %.*s", STR_ARG(why));
    return step != OBJECT_FAILED;
}

void helm_check_crds(struct helm_lint *l)
{
    static const str folder = STR_INIT("crds/");
    enum chart_entry kind = chart_tree_stat(&l->tree, STR("crds"), NULL);
    if (kind == CHART_NOTHING)
        return;
    if (kind == CHART_FILE) {
        helm_put(l, RULE_CH823, HELM_ERROR, folder, "not a directory");
        return;
    }
    const struct chart *c = helm_load(l);
    if (!c) {
        helm_put(l, RULE_CH003, HELM_ERROR, folder, "%.*s", STR_ARG(l->load_error));
        return;
    }
    struct chart_crd *crds;
    size_t n;
    chart_crds(l->arena, c, &crds, &n);
    for (size_t i = 0; i < n; i++)
        if (!check_crd(l, crds[i].file))
            return;
}
