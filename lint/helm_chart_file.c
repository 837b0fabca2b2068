/* Helm's rules for Chart.yaml. */
#include "base/arena.h"
#include "base/path.h"
#include "base/quote.h"
#include "base/semver.h"
#include "lint/helm_rules.h"
#include "lint/web_names.h"
#include "lint/yaml_tree.h"
#include "value/gofmt.h"
#include "value/map.h"
#include "value/yaml_parse.h"

#define CHART_YAML STR("Chart.yaml")

static void put_error(struct helm_lint *l, enum rule_id rule, str text)
{
    helm_put(l, rule, HELM_ERROR, CHART_YAML, "%.*s", STR_ARG(text));
}

/* ---- the strict reading ---- */

struct doubled {
    struct source source;
    struct arena *arena;
    struct buf text;
};

static void put_doubled(struct doubled *d, const struct yentry *e)
{
    struct position at = source_position(&d->source, d->arena, e->value->span.begin);
    struct ynode key = {.kind = YNODE_SCALAR, .plain = e->plain_key, .text = e->key};
    buf_put_fmt(&d->text, "\n  line %u: key ", at.line);
    if (ynode_is_string(&key))
        quote_go(&d->text, e->key);
    else
        buf_put_str(&d->text, e->key);
    buf_put_str(&d->text, STR(" already set in map"));
}

/* Inner maps first: they are complete before their key is set. */
static void find_doubled(struct doubled *d, const struct ynode *n)
{
    struct map *seen = n->kind == YNODE_MAP ? map_new(d->arena, n->count) : NULL;
    for (uint32_t i = 0; i < n->count; i++) {
        const struct yentry *e = &n->entries[i];
        find_doubled(d, e->value);
        if (!seen || str_eq(e->key, STR("<<")))
            continue;
        if (map_has(seen, e->key))
            put_doubled(d, e);
        map_set(seen, e->key, val_nil());
    }
}

/* The text of go-yaml's strict decoder about keys that are there twice; empty: none is. */
static str doubled_keys(struct arena *a, str text)
{
    struct doubled d = {.source = {.text = text}, .arena = a};
    const struct ynode *root = yaml_tree(a, text);
    buf_init(&d.text, a);
    if (root)
        find_doubled(&d, root);
    return buf_str(&d.text);
}

static void check_strict(struct helm_lint *l, str text)
{
    val v;
    str why, key, doubled = doubled_keys(l->arena, text);
    static const char front[] = "failed to strictly parse chart metadata file\n\terror ";
    if (doubled.len)
        helm_put(l, RULE_CH802, HELM_WARNING, CHART_YAML,
                 "%sconverting YAML to JSON: yaml: unmarshal errors:%.*s", front, STR_ARG(doubled));
    else if (yaml_parse_exact(l->arena, text, &v, &why) &&
             decode_find_unknown(v, metadata_type(), &key))
        helm_put(l, RULE_CH802, HELM_WARNING, CHART_YAML,
                 "%sunmarshaling JSON: while decoding JSON: json: unknown field %.*s", front,
                 STR_ARG(quote(l->arena, key)));
}

/* ---- fields ---- */

static void check_name(struct helm_lint *l, const struct metadata *m)
{
    if (!m->name.len)
        put_error(l, RULE_CH803, STR("name is required"));
    else if (!str_eq(path_base(m->name), m->name))
        helm_put(l, RULE_CH803, HELM_ERROR, CHART_YAML, "chart name %.*s is invalid",
                 STR_ARG(quote(l->arena, m->name)));
}

static void check_api_version(struct helm_lint *l, const struct metadata *m)
{
    str v = m->api_version;
    if (!v.len)
        put_error(l, RULE_CH804,
                  STR("apiVersion is required. The value must be either \"v1\" or \"v2\""));
    else if (!str_eq(v, STR("v1")) && !str_eq(v, STR("v2")))
        helm_put(l, RULE_CH804, HELM_ERROR, CHART_YAML,
                 "apiVersion '%.*s' is not valid. The value must be either \"v1\" or \"v2\"",
                 STR_ARG(v));
}

static void check_is_string(struct helm_lint *l, const struct map *raw, str key)
{
    const val *v = map_get(raw, key);
    if (!v || v->tag == V_STRING)
        return;
    struct buf b;
    buf_init(&b, l->arena);
    gofmt_sprintf(&b, STR("%T"), v, 1);
    helm_put(l, RULE_CH805, HELM_ERROR, CHART_YAML,
             "%.*s should be of type string but it's of type %.*s", STR_ARG(key),
             STR_ARG(buf_str(&b)));
}

static void check_version(struct helm_lint *l, const struct metadata *m)
{
    struct semver v, least;
    str why;
    if (!m->version.len) {
        put_error(l, RULE_CH806, STR("version is required"));
    } else if (!semver_parse(l->arena, m->version, &v, &why)) {
        helm_put(l, RULE_CH806, HELM_ERROR, CHART_YAML, "version '%.*s' is not a valid SemVer",
                 STR_ARG(m->version));
    } else if (semver_parse(l->arena, STR("0.0.0-0"), &least, &why) &&
               semver_compare(&v, &least) <= 0) {
        struct buf b;
        buf_init(&b, l->arena);
        semver_put(&b, &v);
        helm_put(l, RULE_CH806, HELM_ERROR, CHART_YAML,
                 "version %.*s is less than or equal to \"0.0.0-0\"",
                 STR_ARG(quote(l->arena, buf_str(&b))));
    }
}

static bool check_maintainer(struct helm_lint *l, struct web_names *w, const struct maintainer *who)
{
    if (!who)
        put_error(l, RULE_CH807, STR("a maintainer entry is empty"));
    else if (!who->name.len)
        put_error(l, RULE_CH807, STR("each maintainer requires a name"));
    else if (who->email.len && !web_is_email(w, who->email))
        helm_put(l, RULE_CH807, HELM_ERROR, CHART_YAML,
                 "invalid email '%.*s' for maintainer '%.*s'", STR_ARG(who->email),
                 STR_ARG(who->name));
    else if (who->url.len && !web_is_url(w, who->url))
        helm_put(l, RULE_CH807, HELM_ERROR, CHART_YAML, "invalid url '%.*s' for maintainer '%.*s'",
                 STR_ARG(who->url), STR_ARG(who->name));
    else
        return true;
    return false;
}

static void check_sources(struct helm_lint *l, struct web_names *w, const struct metadata *m)
{
    for (size_t i = 0; i < m->sources.n; i++) {
        str url = m->sources.items[i];
        if (web_is_request_url(w, url))
            continue;
        helm_put(l, RULE_CH808, HELM_ERROR, CHART_YAML, "invalid source URL '%.*s'", STR_ARG(url));
        return;
    }
}

static void check_icon(struct helm_lint *l, struct web_names *w, const struct metadata *m)
{
    if (!m->icon.len)
        helm_put(l, RULE_CH809, HELM_INFO, CHART_YAML, "icon is recommended");
    else if (!web_is_request_url(w, m->icon))
        helm_put(l, RULE_CH809, HELM_ERROR, CHART_YAML, "invalid icon URL '%.*s'",
                 STR_ARG(m->icon));
}

/* What only apiVersion v2 has. */
static void check_v2(struct helm_lint *l, const struct metadata *m)
{
    if (str_eq(m->api_version, STR("v2")))
        return;
    if (m->type.len)
        helm_put(l, RULE_CH810, HELM_ERROR, CHART_YAML,
                 "chart type is not valid in apiVersion '%.*s'. It is valid in apiVersion 'v2'",
                 STR_ARG(m->api_version));
    if (m->dependencies.n)
        helm_put(l, RULE_CH811, HELM_ERROR, CHART_YAML,
                 "dependencies are not valid in the Chart file with apiVersion '%.*s'. They are "
                 "valid in apiVersion 'v2'",
                 STR_ARG(m->api_version));
}

static void check_strict_version(struct helm_lint *l, const struct metadata *m)
{
    struct semver v;
    str why;
    if (!semver_parse_strict(l->arena, m->version, &v, &why))
        helm_put(l, RULE_CH806, HELM_WARNING, CHART_YAML, "version '%.*s' is not a valid SemVerV2",
                 STR_ARG(m->version));
}

static void check_fields(struct helm_lint *l, const struct metadata *m, const struct map *raw)
{
    struct web_names w;
    web_names_init(&w, l->arena);
    check_name(l, m);
    check_api_version(l, m);
    check_is_string(l, raw, STR("version"));
    check_version(l, m);
    check_is_string(l, raw, STR("appVersion"));
    for (size_t i = 0; i < m->maintainers.n; i++)
        if (!check_maintainer(l, &w, m->maintainers.items[i]))
            break;
    check_sources(l, &w, m);
    check_icon(l, &w, m);
    check_v2(l, m);
    check_strict_version(l, m);
}

void helm_check_chart_file(struct helm_lint *l)
{
    str text, why;
    struct metadata m = {0};
    val raw = val_nil();
    if (chart_tree_stat(&l->tree, CHART_YAML, NULL) == CHART_FOLDER)
        put_error(l, RULE_CH801, STR("should be a file, not a directory"));
    if (!chart_tree_read(&l->tree, CHART_YAML, &text, &why) ||
        !metadata_read(l->arena, text, &m, &why)) {
        helm_put(l, RULE_CH002, HELM_ERROR, CHART_YAML, "unable to parse YAML\n\t%.*s",
                 STR_ARG(why));
        return;
    }
    check_strict(l, text);
    if (!yaml_parse(l->arena, text, YAML_ROOT_MAP, &raw, &why))
        raw = val_nil();
    check_fields(l, &m, raw.tag == V_MAP ? raw.map : NULL);
}
