#include "lint/object_rules.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/number.h"
#include "lint/deprecation.h"
#include "lint/kubernetes.h"
#include "lint/object_name.h"
#include "release/hooks.h"
#include "value/map.h"

enum { DEPTH_MAX = 200 };

struct problem *object_problem(struct object_checker *c, enum rule_id rule, size_t at, str subject,
                               const char *fmt, ...)
{
    struct buf b;
    va_list args;
    buf_init(&b, c->arena);
    va_start(args, fmt);
    buf_put_vfmt(&b, fmt, args);
    va_end(args);
    c->problems = arena_room(c->arena, c->problems, c->count, &c->cap, sizeof *c->problems);
    c->problems[c->count++] =
        (struct problem){.rule = rule, .at = at, .message = buf_str(&b), .subject = subject};
    return &c->problems[c->count - 1];
}

static str text_at(const struct ynode *root, const char *path)
{
    return ynode_text(ynode_path(root, str_from_c(path)));
}

/* ---- doubled keys ---- */

static void check_doubled(struct object_checker *c, const struct ynode *n, unsigned depth)
{
    for (uint32_t i = 0; depth < DEPTH_MAX && i < n->count; i++) {
        const struct yentry *e = &n->entries[i];
        if (e->twice)
            object_problem(c, RULE_CH506, ynode_find(n, e->key)->key_span.begin, e->key,
                           "key `%.*s` is twice in one map of the output: only the last one counts",
                           STR_ARG(e->key));
        if (e->value)
            check_doubled(c, e->value, depth + 1);
    }
}

/* ---- names and labels ---- */

static void check_name(struct object_checker *c, const struct ynode *root, str kind)
{
    const struct ynode *n = ynode_path(root, STR("metadata.name"));
    str name = ynode_text(n), why;
    if (!name.len || !kind.len || object_name_check(c->arena, kind, name, &why))
        return;
    object_problem(c, RULE_CH605, n->span.begin, kind,
                   "Kubernetes does not accept the name `%.*s` of a %.*s", STR_ARG(name),
                   STR_ARG(kind));
}

static void check_labels(struct object_checker *c, const struct ynode *map)
{
    for (uint32_t i = 0; map && map->kind == YNODE_MAP && i < map->count; i++) {
        const struct yentry *e = &map->entries[i];
        if (!ynode_is_string(e->value) || object_label_is_valid(e->value->text))
            continue;
        object_problem(c, RULE_CH607, e->value->span.begin, e->key,
                       "Kubernetes does not accept the value `%.*s` of the label `%.*s`: up to 63 "
                       "letters, digits, '-', '_' and '.'",
                       STR_ARG(e->value->text), STR_ARG(e->key));
    }
}

/* ---- selectors ---- */

static bool is_workload(str api, str kind)
{
    return str_has_prefix(api, STR("apps/")) &&
           (str_eq(kind, STR("Deployment")) || str_eq(kind, STR("StatefulSet")) ||
            str_eq(kind, STR("DaemonSet")) || str_eq(kind, STR("ReplicaSet")));
}

static void check_match(struct object_checker *c, const struct ynode *match,
                        const struct ynode *labels)
{
    for (uint32_t i = 0; match->kind == YNODE_MAP && i < match->count; i++) {
        const struct yentry *e = &match->entries[i];
        const struct ynode *other = ynode_get(labels, e->key);
        if (str_eq(e->key, STR("helm.sh/chart")) ||
            str_eq(e->key, STR("app.kubernetes.io/version")))
            object_problem(c, RULE_CH611, e->key_span.begin, e->key,
                           "the selector holds `%.*s`, which changes with the chart: selectors "
                           "can't be changed, so upgrades will fail",
                           STR_ARG(e->key));
        if (e->value->kind != YNODE_SCALAR ||
            (other && (other->kind != YNODE_SCALAR || str_eq(other->text, e->value->text))))
            continue;
        object_problem(c, RULE_CH606, e->key_span.begin, e->key,
                       "the selector wants the label `%.*s: %.*s`, which the pod's template %s",
                       STR_ARG(e->key), STR_ARG(e->value->text),
                       other ? "sets otherwise" : "does not have");
    }
}

static void check_selector(struct object_checker *c, const struct ynode *root)
{
    const struct ynode *spec = ynode_get(root, STR("spec"));
    const struct ynode *selector = ynode_get(spec, STR("selector"));
    const struct ynode *match = ynode_get(selector, STR("matchLabels"));
    const struct ynode *labels = ynode_path(spec, STR("template.metadata.labels"));
    if (!spec || spec->kind != YNODE_MAP)
        return;
    if (ynode_is_null(match) && ynode_is_null(ynode_get(selector, STR("matchExpressions"))))
        object_problem(c, RULE_CH606, spec->span.begin, STR("selector"),
                       "no selector: matchLabels or matchExpressions must be there");
    else if (match && (!labels || labels->kind == YNODE_MAP))
        check_match(c, match, labels);
}

static void check_pod_selector(struct object_checker *c, const struct ynode *root)
{
    const struct yentry *e = ynode_find(ynode_get(root, STR("spec")), STR("podSelector"));
    const struct yentry *m = e ? ynode_find(e->value, STR("matchLabels")) : NULL;
    if (m && ynode_is_null(m->value))
        e = m;
    if (e && ynode_is_null(e->value))
        object_problem(c, RULE_CH615, e->key_span.begin, e->key,
                       "`%.*s` came out empty: the policy selects every pod of the namespace",
                       STR_ARG(e->key));
}

/* ---- hooks ---- */

static bool known_hook(str name)
{
    uint32_t events;
    return hooks_parse(name, &events);
}

static bool known_policy(str name)
{
    return str_eq(name, STR("before-hook-creation")) || str_eq(name, STR("hook-succeeded")) ||
           str_eq(name, STR("hook-failed"));
}

static void check_parts(struct object_checker *c, const struct yentry *e, bool (*known)(str),
                        const char *what)
{
    str text = e && e->value->kind == YNODE_SCALAR ? e->value->text : STR("");
    while (text.len) {
        size_t comma = str_find_char(text, ',');
        str part = str_trim_blanks(comma == STR_NONE ? text : str_slice(text, 0, comma));
        text = comma == STR_NONE ? STR("") : str_from(text, comma + 1);
        if (!known(part))
            object_problem(c, RULE_CH612, e->value->span.begin, part, "`%.*s` is no %s of Helm's",
                           STR_ARG(part), what);
    }
}

static void check_hook(struct object_checker *c, const struct ynode *annotations)
{
    int64_t weight;
    check_parts(c, ynode_find(annotations, HOOK_ANNOTATION), known_hook, "hook");
    check_parts(c, ynode_find(annotations, STR("helm.sh/hook-delete-policy")), known_policy,
                "delete policy");
    const struct yentry *e = ynode_find(annotations, HOOK_WEIGHT_ANNOTATION);
    str text = e ? ynode_text(e->value) : STR("");
    if (text.len && !number_parse_int(text, 10, &weight))
        object_problem(c, RULE_CH612, e->value->span.begin, e->key,
                       "the weight `%.*s` of the hook is no integer: Helm takes it for 0",
                       STR_ARG(text));
}

/* ---- lists with keys, fields that exclude each other ---- */

static void check_names(struct object_checker *c, const struct ynode *list, const char *what)
{
    struct map *seen = list && list->count ? map_new(c->arena, list->count) : NULL;
    for (uint32_t i = 0; seen && list->kind == YNODE_LIST && i < list->count; i++) {
        const struct ynode *n = ynode_get(list->entries[i].value, STR("name"));
        str name = ynode_text(n);
        if (!name.len)
            continue;
        if (map_has(seen, name))
            object_problem(c, RULE_CH613, n->span.begin, name,
                           "%s `%.*s` is there twice in one list: the last one counts", what,
                           STR_ARG(name));
        map_set(seen, name, val_nil());
    }
}

static uint32_t count_set(const struct ynode *n, const char *const *keys)
{
    uint32_t count = 0;
    for (; *keys; keys++)
        count += !ynode_is_null(ynode_get(n, str_from_c(*keys)));
    return count;
}

static void check_probes(struct object_checker *c, const struct ynode *container)
{
    static const char *const handlers[] = {"exec", "httpGet", "tcpSocket", "grpc", NULL};
    static const char *const probes[] = {"livenessProbe", "readinessProbe", "startupProbe"};
    for (size_t i = 0; i < sizeof probes / sizeof *probes; i++) {
        const struct yentry *e = ynode_find(container, str_from_c(probes[i]));
        if (e && count_set(e->value, handlers) > 1)
            object_problem(c, RULE_CH614, e->key_span.begin, e->key,
                           "%s has several of exec, httpGet, tcpSocket and grpc", probes[i]);
    }
}

static void check_env(struct object_checker *c, const struct ynode *list)
{
    check_names(c, list, "the variable");
    for (uint32_t i = 0; list && list->kind == YNODE_LIST && i < list->count; i++) {
        const struct ynode *v = list->entries[i].value;
        const struct ynode *value = ynode_get(v, STR("value"));
        const struct yentry *from = ynode_find(v, STR("valueFrom"));
        if (from && !ynode_is_null(from->value) && ynode_text(value).len)
            object_problem(c, RULE_CH614, from->key_span.begin,
                           ynode_text(ynode_get(v, STR("name"))),
                           "the variable has both value and valueFrom");
    }
}

static void check_containers(struct object_checker *c, const struct ynode *list)
{
    check_names(c, list, "the container");
    for (uint32_t i = 0; list && list->kind == YNODE_LIST && i < list->count; i++) {
        const struct ynode *n = list->entries[i].value;
        check_env(c, ynode_get(n, STR("env")));
        check_names(c, ynode_get(n, STR("ports")), "the port");
        check_probes(c, n);
    }
}

static void check_pod(struct object_checker *c, const struct ynode *spec)
{
    if (!spec || spec->kind != YNODE_MAP)
        return;
    check_containers(c, ynode_get(spec, STR("containers")));
    check_containers(c, ynode_get(spec, STR("initContainers")));
    check_names(c, ynode_get(spec, STR("volumes")), "the volume");
}

static const struct ynode *pod_template(const struct ynode *root, str kind)
{
    static const char *const templated[] = {"Deployment", "StatefulSet", "DaemonSet",
                                            "ReplicaSet", "Job",         "ReplicationController"};
    if (str_eq(kind, STR("CronJob")))
        return ynode_path(root, STR("spec.jobTemplate.spec.template"));
    for (size_t i = 0; i < sizeof templated / sizeof *templated; i++)
        if (str_eq(kind, str_from_c(templated[i])))
            return ynode_path(root, STR("spec.template"));
    return str_eq(kind, STR("Pod")) ? root : NULL;
}

/* ---- all of it ---- */

static void check_list(struct object_checker *c, const struct ynode *items)
{
    for (uint32_t i = 0; items && items->kind == YNODE_LIST && i < items->count; i++) {
        const struct yentry *e =
            ynode_find(ynode_path(items->entries[i].value, STR("metadata.annotations")),
                       STR("helm.sh/resource-policy"));
        if (e)
            object_problem(c, RULE_CH608, e->key_span.begin, e->key,
                           "Helm does not see `helm.sh/resource-policy` inside a List");
    }
}

static void check_api(struct object_checker *c, const struct ynode *root, str api, str kind)
{
    const struct deprecation *d = deprecation_find(api, kind, c->kube_major, c->kube_minor);
    if (d)
        object_problem(c, RULE_CH604, ynode_get(root, STR("apiVersion"))->span.begin, kind, "%.*s",
                       STR_ARG(deprecation_text(c->arena, d)));
}

void object_check(struct object_checker *c, const struct ynode *root)
{
    check_doubled(c, root, 0);
    kubernetes_check(c, root);
    str api = text_at(root, "apiVersion"), kind = text_at(root, "kind");
    if (root->kind != YNODE_MAP || !api.len || !kind.len)
        return;
    check_api(c, root, api, kind);
    if (str_eq(kind, STR("List")))
        check_list(c, ynode_get(root, STR("items")));
    check_name(c, root, kind);
    check_labels(c, ynode_path(root, STR("metadata.labels")));
    check_hook(c, ynode_path(root, STR("metadata.annotations")));
    const struct ynode *pod = pod_template(root, kind);
    if (pod && pod != root)
        check_labels(c, ynode_path(pod, STR("metadata.labels")));
    check_pod(c, ynode_get(pod, STR("spec")));
    if (is_workload(api, kind))
        check_selector(c, root);
    if (str_eq(kind, STR("NetworkPolicy")))
        check_pod_selector(c, root);
}
