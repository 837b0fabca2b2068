#include "lint/chart_rules.h"

#include "base/arena.h"
#include "base/nearest.h"
#include "base/semver.h"
#include "chart/decode.h"
#include "lint/helm_rules.h"
#include "lint/yaml_tree.h"
#include "value/map.h"

static const struct ynode *chart_yaml(struct lint_project *p)
{
    return p->root->metadata ? lint_file_yaml(p->arena, p->root->metadata) : NULL;
}

/* ---- Helm's rules, with places ---- */

/* Where in Chart.yaml a rule looks. */
static str key_of(const struct helm_message *m)
{
    switch ((int)m->rule) {
    case RULE_CH803:
        return STR("name");
    case RULE_CH804:
        return STR("apiVersion");
    case RULE_CH805:
        return str_has_prefix(m->text, STR("appVersion")) ? STR("appVersion") : STR("version");
    case RULE_CH806:
        return STR("version");
    case RULE_CH807:
        return STR("maintainers");
    case RULE_CH808:
        return STR("sources");
    case RULE_CH809:
        return STR("icon");
    case RULE_CH810:
        return STR("type");
    case RULE_CH811:
    case RULE_CH814:
    case RULE_CH815:
        return STR("dependencies");
    default:
        return STR("");
    }
}

/* The scalar below n whose text the message quotes; NULL when there is none. */
static const struct ynode *quoted_node(const struct ynode *n, str message)
{
    if (!n)
        return NULL;
    for (uint32_t i = 0; i < n->count; i++) {
        const struct ynode *found = quoted_node(n->entries[i].value, message);
        if (found)
            return found;
    }
    size_t at = n->kind == YNODE_SCALAR && n->text.len ? str_find(message, n->text) : STR_NONE;
    return at != STR_NONE && at > 0 && message.s[at - 1] == '\'' ? n : NULL;
}

static void quote_it(struct lint_project *p, struct finding *g, const struct ynode *n)
{
    if (n->kind != YNODE_SCALAR || !n->plain || ynode_is_null(n))
        return;
    str text = str_fmt(p->arena, "\"%.*s\"", STR_ARG(n->text));
    finding_edit(p->findings, g, LINT_FIX_SAFE, p->root->metadata, n->span, text);
}

static struct span place_of(struct lint_project *p, const struct helm_message *m,
                            const struct ynode **ret)
{
    const struct yentry *e = ynode_find(chart_yaml(p), key_of(m));
    *ret = e ? e->value : NULL;
    if (!e)
        return (struct span){0, 0};
    const struct ynode *quoted = quoted_node(e->value, m->text);
    if (quoted)
        return quoted->span;
    return e->value->kind == YNODE_SCALAR ? e->value->span : e->key_span;
}

static void put_chart_message(struct lint_project *p, const struct helm_message *m)
{
    const struct ynode *n;
    struct span span = place_of(p, m, &n);
    struct finding *g =
        finding_put(p->findings, m->rule, p->root->metadata, span, "%.*s", STR_ARG(m->text));
    g->subject = key_of(m);
    if (m->severity == HELM_WARNING)
        g->severity = LINT_WARNING;
    if (m->rule == RULE_CH805 && n)
        quote_it(p, g, n);
}

static struct lint_file *file_of(struct lint_project *p, str name, enum lint_file_kind kind)
{
    const struct lint_chart *c = p->root;
    for (size_t i = 0; i < c->template_count; i++)
        if (str_eq(c->templates[i]->path, name))
            return c->templates[i];
    struct lint_file *f = ARENA_NEW(p->arena, struct lint_file);
    f->path = f->source.name = name;
    f->kind = kind;
    f->chart = p->root;
    for (size_t i = 0; i < c->chart->raw.n; i++)
        if (str_eq(c->chart->raw.items[i].name, name))
            f->source.text = c->chart->raw.items[i].data;
    return f;
}

static void put_messages(struct lint_project *p, const struct helm_lint_result *r)
{
    for (size_t i = 0; i < r->count; i++) {
        const struct helm_message *m = &r->messages[i];
        if (str_has_prefix(m->path, STR("crds/")) && m->rule != RULE_CH003)
            finding_put(p->findings, m->rule, file_of(p, m->path, LINT_FILE_CRD),
                        (struct span){0, 0}, "%.*s", STR_ARG(m->text));
        else if (m->rule >= RULE_CH803 && m->rule <= RULE_CH815)
            put_chart_message(p, m);
    }
}

/* Helm wants templates/ of every chart; one with CRDs alone, or a library, needs none. */
static void check_folders(struct lint_project *p)
{
    const struct chart *c = p->root->chart;
    struct chart_crd *crds;
    size_t n;
    if (c->templates.n || chart_is_library(c) || c->subchart_count)
        return;
    chart_crds(p->arena, c, &crds, &n);
    if (!n && p->root->metadata)
        finding_put(p->findings, RULE_CH821, p->root->metadata, (struct span){0, 0},
                    "the chart has no templates/ folder");
}

static bool has_valid_extension(str name)
{
    static const str valid[] = {STR_INIT(".yaml"), STR_INIT(".yml"), STR_INIT(".tpl"),
                                STR_INIT(".txt")};
    for (size_t i = 0; i < sizeof valid / sizeof *valid; i++)
        if (str_has_suffix(name, valid[i]))
            return true;
    return false;
}

static void check_extensions(struct lint_project *p)
{
    for (size_t i = 0; i < p->root->template_count; i++) {
        struct lint_file *f = p->root->templates[i];
        if (has_valid_extension(f->path))
            continue;
        struct finding *g =
            finding_put(p->findings, RULE_CH822, f, (struct span){0, 0},
                        "a file in templates/ that is not .yaml, .yml, .tpl or .txt");
        finding_help(p->findings, g,
                     "Helm renders it all the same; files that are no templates "
                     "belong outside of templates/");
    }
}

void check_helm_rules(struct lint_project *p)
{
    struct helm_lint_result result = {0};
    struct helm_lint_options options = {.values = NULL};
    struct diags log;
    diags_init(&log, p->arena);
    struct helm_lint l = {.arena = p->arena,
                          .options = &options,
                          .tree = {.arena = p->arena,
                                   .packed = true,
                                   .folder = STR("/"),
                                   .files = p->root->chart->raw},
                          .result = &result,
                          .log = &log,
                          .chart = p->root->chart};
    diags_init(&l.load_log, p->arena);
    if (p->root->metadata) {
        helm_check_chart_file(&l);
        if (!p->repaired)
            helm_check_dependencies(&l);
        check_folders(p);
    }
    helm_check_crds(&l);
    put_messages(p, &result);
    check_extensions(p);
}

/* ---- fields that Chart.yaml does not have ---- */

static const struct decode_field *find_field(const struct decode_type *t, str key)
{
    for (size_t i = 0; i < t->n; i++)
        if (str_eq_fold(t->fields[i].key, key))
            return &t->fields[i];
    return NULL;
}

static void put_unknown(struct lint_project *p, const struct decode_type *t, const struct yentry *e)
{
    struct nearest near;
    nearest_init(&near, e->key);
    for (size_t i = 0; i < t->n; i++)
        nearest_offer(&near, t->fields[i].key);
    struct finding *g =
        finding_put(p->findings, RULE_CH802, p->root->metadata, e->key_span,
                    "`%.*s` is no field of Chart.yaml: Helm ignores it", STR_ARG(e->key));
    g->subject = e->key;
    if (!near.best.len) {
        finding_help(p->findings, g, "`annotations` is the place for data of your own");
        return;
    }
    finding_help(p->findings, g, "did you mean `%.*s`?", STR_ARG(near.best));
    finding_edit(p->findings, g, LINT_FIX_UNSAFE, p->root->metadata, e->key_span, near.best);
}

static void check_struct(struct lint_project *p, const struct ynode *n, const struct decode_type *t)
{
    for (uint32_t i = 0; n && n->kind == YNODE_MAP && i < n->count; i++) {
        const struct yentry *e = &n->entries[i];
        const struct decode_field *f = find_field(t, e->key);
        if (!f)
            put_unknown(p, t, e);
        if (e->twice)
            finding_put(p->findings, RULE_CH802, p->root->metadata, e->key_span,
                        "`%.*s` is there twice: only the last one counts", STR_ARG(e->key))
                ->subject = e->key;
        if (!f || f->kind != DECODE_STRUCTS || e->value->kind != YNODE_LIST)
            continue;
        for (uint32_t k = 0; k < e->value->count; k++)
            check_struct(p, e->value->entries[k].value, f->elem);
    }
}

/* ---- versions ---- */

static void check_kube_version(struct lint_project *p)
{
    const struct yentry *e = ynode_find(chart_yaml(p), STR("kubeVersion"));
    str text = e ? ynode_text(e->value) : STR(""), why;
    struct semver any;
    bool ok;
    if (!text.len || !semver_parse(p->arena, STR("1.36.0"), &any, &why) ||
        semver_check(p->arena, text, &any, &ok, &why))
        return;
    finding_put(p->findings, RULE_CH818, p->root->metadata, e->value->span,
                "kubeVersion `%.*s` is no constraint: %.*s", STR_ARG(text), STR_ARG(why))
        ->subject = STR("kubeVersion");
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Tags say more than versions: v1.2.3, 1.2.3-alpine. */
static bool tag_has_version(str tag, str version)
{
    if (str_has_prefix(tag, STR("v")))
        tag = str_from(tag, 1);
    if (str_has_prefix(version, STR("v")))
        version = str_from(version, 1);
    return str_has_prefix(tag, version) &&
           (tag.len == version.len || (tag.s[version.len] != '.' && !is_digit(tag.s[version.len])));
}

/* The chart's own image is the one at the top of its values. */
static void check_app_version(struct lint_project *p)
{
    const struct ynode *version = ynode_get(chart_yaml(p), STR("appVersion"));
    const struct ynode *values = p->root->values ? lint_file_yaml(p->arena, p->root->values) : NULL;
    const struct ynode *tag = ynode_path(values, STR("image.tag"));
    str wanted = ynode_text(version), found = ynode_text(tag);
    if (!wanted.len || !found.len || tag_has_version(found, wanted))
        return;
    struct finding *g = finding_put(p->findings, RULE_CH819, p->root->values, tag->span,
                                    "image.tag is `%.*s`, appVersion in Chart.yaml `%.*s`",
                                    STR_ARG(found), STR_ARG(wanted));
    g->subject = STR("image.tag");
    finding_label(p->findings, g, p->root->metadata, version->span, "appVersion");
    finding_help(p->findings, g, "leave the tag empty and default to .Chart.AppVersion");
}

/* The version that Chart.lock pins for a dependency; empty when it names it not at all. */
static str locked_version(const struct ynode *lock, str name)
{
    const struct ynode *list = ynode_get(lock, STR("dependencies"));
    for (uint32_t i = 0; list && i < list->count; i++) {
        const struct ynode *d = list->entries[i].value;
        if (str_eq(ynode_text(ynode_get(d, STR("name"))), name))
            return ynode_text(ynode_get(d, STR("version")));
    }
    return STR("");
}

static bool satisfies(struct lint_project *p, str range, str version)
{
    struct semver v;
    str why;
    bool ok;
    if (!range.len || !semver_parse(p->arena, version, &v, &why) ||
        !semver_check(p->arena, range, &v, &ok, &why))
        return true; /* others tell of that */
    return ok;
}

static void check_locked(struct lint_project *p, const struct ynode *lock, const struct ynode *d)
{
    const struct yentry *name = ynode_find(d, STR("name"));
    const struct yentry *range = ynode_find(d, STR("version"));
    if (!name || !range)
        return;
    str what = ynode_text(name->value), locked = locked_version(lock, what);
    if (locked.len && satisfies(p, ynode_text(range->value), locked))
        return;
    struct finding *g =
        locked.len ? finding_put(p->findings, RULE_CH817, p->root->metadata, range->value->span,
                                 "Chart.lock holds `%.*s` %.*s, which this range leaves out",
                                 STR_ARG(what), STR_ARG(locked))
                   : finding_put(p->findings, RULE_CH817, p->root->metadata, name->value->span,
                                 "Chart.lock does not know the dependency `%.*s`", STR_ARG(what));
    g->subject = what;
    finding_help(p->findings, g, "helm dependency update writes Chart.lock anew");
}

static void check_lock(struct lint_project *p)
{
    const struct ynode *list = ynode_get(chart_yaml(p), STR("dependencies"));
    const struct chart_files *raw = &p->root->chart->raw;
    for (size_t i = 0; i < raw->n && list; i++) {
        if (!str_eq(raw->items[i].name, STR("Chart.lock")))
            continue;
        const struct ynode *lock = yaml_tree(p->arena, raw->items[i].data);
        for (uint32_t k = 0; k < list->count; k++)
            check_locked(p, lock, list->entries[k].value);
    }
}

void check_chart_file(struct lint_project *p)
{
    if (!p->root->metadata)
        return;
    check_struct(p, chart_yaml(p), metadata_type());
    check_kube_version(p);
    check_app_version(p);
    check_lock(p);
}
