/* Helm's lint rules for templates: rendered in its lint mode, then looked at one by one. */
#include "base/arena.h"
#include "base/path.h"
#include "base/quote.h"
#include "base/slog.h"
#include "base/unicode.h"
#include "chart/capabilities.h"
#include "chart/coalesce.h"
#include "chart/dependencies.h"
#include "lint/deprecation.h"
#include "lint/helm_rules.h"
#include "lint/object_name.h"
#include "lint/object_reader.h"
#include "release/render.h"
#include "value/list.h"
#include "value/map.h"
#include "value/yaml_parse.h"

#define TEMPLATES STR("templates/")

enum { SCANNER_LINE_MAX = 64 * 1024 }; /* of Go's bufio.Scanner */

struct checker {
    struct helm_lint *lint;
    str file; /* templates/x.yaml */
    str output;
    uint32_t kube_major, kube_minor;
    bool stopped; /* Helm looks at no other file */
};

/* ---- rendering ---- */

static void log_forgiven(void *data, enum fn_forgiven what, str message)
{
    static const struct {
        const char *level, *text;
    } lines[] = {[FN_REQUIRED_NIL] = {"WARN", "missing required value"},
                 [FN_REQUIRED_EMPTY] = {"WARN", "missing required values"},
                 [FN_FAIL_CALLED] = {"INFO", "funcMap fail"}};
    struct diags *log = data;
    struct buf b;
    buf_init(&b, log->arena);
    slog_begin(&b, lines[what].level, lines[what].text);
    slog_attr(&b, "message", message);
    diag_put(log, what == FN_FAIL_CALLED ? DIAG_INFO : DIAG_WARN, buf_str(&b));
}

/* Of what goes wrong before there are values to render with, Helm says nothing at all. */
static bool settle_values(struct helm_lint *l, struct chart *c, struct map **ret)
{
    struct diags log;
    diags_init(&log, l->arena);
    bool ok = chart_process_dependencies(c, l->options->values, &log) &&
              chart_coalesce_values(l->arena, c, l->options->values, ret, &log);
    helm_log(l, &log);
    return ok;
}

static bool render(struct helm_lint *l, struct chart *c, struct render *r)
{
    struct map *values;
    if (!settle_values(l, c, &values))
        return false;
    struct diags *running = ARENA_NEW(l->arena, struct diags);
    diags_init(running, l->arena);
    bool ok = render_prepare(r, c, values);
    const struct diag *error = helm_log(l, r->diags);
    r->diags = running; /* what templates forgive is logged in between */
    ok = ok && render_run(r);
    if (!error)
        error = helm_log(l, running);
    if (!ok)
        helm_put(l, RULE_CH512, HELM_ERROR, TEMPLATES, "%.*s",
                 STR_ARG(error ? error->text : STR("")));
    return ok;
}

/* ---- one file ---- */

static bool has_valid_extension(str ext)
{
    return str_eq(ext, STR(".yaml")) || str_eq(ext, STR(".yml")) || str_eq(ext, STR(".tpl")) ||
           str_eq(ext, STR(".txt"));
}

static str first_line(str text)
{
    for (;;) {
        size_t n = str_find_char(text, '\n');
        str line = n == STR_NONE ? text : str_slice(text, 0, n);
        if (unicode_trim_space(line).len || n == STR_NONE)
            return line;
        text = str_from(text, n + 1);
    }
}

static void check_top_indent(struct checker *k)
{
    struct helm_lint *l = k->lint;
    str line = first_line(k->output);
    if (line.len >= SCANNER_LINE_MAX) {
        helm_put(l, RULE_CH511, HELM_WARNING, k->file, "bufio.Scanner: token too long");
        return;
    }
    if (str_has_suffix(line, STR("\r")))
        line.len--;
    if (str_has_prefix(line, STR(" ")) || str_has_prefix(line, STR("\t")))
        helm_put(l, RULE_CH511, HELM_WARNING, k->file,
                 "document starts with an illegal indent: %.*s, which may cause parsing problems",
                 STR_ARG(quote(l->arena, line)));
}

static void check_name(struct checker *k, const struct object_head *o)
{
    str why, name = o->metadata.name;
    struct helm_lint *l = k->lint;
    if (!object_name_check(l->arena, o->kind, name, &why))
        helm_put(l, RULE_CH605, HELM_WARNING, k->file,
                 "object name does not conform to Kubernetes naming requirements: %.*s: %.*s",
                 STR_ARG(quote(l->arena, name)), STR_ARG(why));
}

static void check_deprecated(struct checker *k, const struct object_head *o)
{
    const struct deprecation *d =
        deprecation_find(o->api_version, o->kind, k->kube_major, k->kube_minor);
    if (d)
        helm_put(k->lint, RULE_CH604, HELM_WARNING, k->file, "%.*s",
                 STR_ARG(deprecation_text(k->lint->arena, d)));
}

/* A test for words in the whole file. */
static void check_selector(struct checker *k, const struct object_head *o)
{
    if (!str_eq(o->kind, STR("Deployment")) && !str_eq(o->kind, STR("ReplicaSet")) &&
        !str_eq(o->kind, STR("DaemonSet")) && !str_eq(o->kind, STR("StatefulSet")))
        return;
    if (!str_has(k->output, STR("matchLabels")) && !str_has(k->output, STR("matchExpressions")))
        helm_put(k->lint, RULE_CH606, HELM_ERROR, k->file,
                 "a %.*s must contain matchLabels or matchExpressions, and %.*s does not",
                 STR_ARG(o->kind), STR_ARG(quote(k->lint->arena, o->metadata.name)));
}

struct listed_item {
    struct {
        struct map *annotations;
    } metadata;
};

struct listed {
    struct ptrs items;
};

static bool has_policy(const struct listed *list)
{
    for (size_t i = 0; i < list->items.n; i++) {
        const struct listed_item *item = list->items.items[i];
        if (item && item->metadata.annotations &&
            map_has(item->metadata.annotations, STR("helm.sh/resource-policy")))
            return true;
    }
    return false;
}

/* Helm reads the first document of the file, whichever of them is the List. */
static bool read_list(struct checker *k, struct listed *ret, str *ret_error)
{
#define METADATA "struct { Annotations map[string]string }"
    static const struct decode_field metadata_fields[] = {
        {STR_INIT("Annotations"), DECODE_STRING_MAP, 0, NULL}};
    static const struct decode_type metadata = {.literal = STR_INIT(METADATA),
                                                .size = sizeof(struct map *),
                                                .fields = metadata_fields,
                                                .n = 1};
    static const struct decode_field item_fields[] = {
        {STR_INIT("Metadata"), DECODE_STRUCT, 0, &metadata}};
    static const struct decode_type item = {.literal = STR_INIT("struct { Metadata " METADATA " }"),
                                            .size = sizeof(struct listed_item),
                                            .fields = item_fields,
                                            .n = 1};
    static const struct decode_field list_fields[] = {
        {STR_INIT("Items"), DECODE_STRUCTS, 0, &item}};
    static const struct decode_type list = {
        .literal = STR_INIT("struct { Items []struct { Metadata " METADATA " } }"),
        .size = sizeof(struct listed),
        .fields = list_fields,
        .n = 1};
#undef METADATA
    return decode_yaml(k->lint->arena, k->output, &list, ret, ret_error);
}

static void check_list(struct checker *k, const struct object_head *o)
{
    struct listed list = {0};
    str why;
    if (!str_eq(o->kind, STR("List")))
        return;
    if (!read_list(k, &list, &why))
        helm_put(k->lint, RULE_CH608, HELM_ERROR, k->file, "unable to parse YAML: %.*s",
                 STR_ARG(why));
    else if (has_policy(&list))
        helm_put(k->lint, RULE_CH608, HELM_ERROR, k->file,
                 "annotation 'helm.sh/resource-policy' within List objects are ignored");
}

static void check_objects(struct checker *k)
{
    struct object_reader r;
    struct object_head head;
    enum object_step step;
    bool null;
    str why;
    object_reader_init(&r, k->lint->arena, k->output);
    while ((step = object_reader_next(&r, &head, &null, &why)) == OBJECT_OK) {
        if (null)
            continue;
        check_name(k, &head);
        check_deprecated(k, &head);
        check_selector(k, &head);
        check_list(k, &head);
    }
    k->stopped = step == OBJECT_FAILED;
    if (k->stopped)
        helm_put(k->lint, RULE_CH512, HELM_ERROR, k->file, "unable to parse YAML: %.*s",
                 STR_ARG(why));
}

static void check_file(struct checker *k, const struct render *r, str chart)
{
    struct helm_lint *l = k->lint;
    str ext = path_ext(k->file);
    if (!has_valid_extension(ext))
        helm_put(l, RULE_CH822, HELM_ERROR, k->file,
                 "file extension '%.*s' not valid. Valid extensions are .yaml, .yml, .tpl, or "
                 ".txt",
                 STR_ARG(ext));
    if (!str_eq_fold(ext, STR(".yaml")) && !str_eq_fold(ext, STR(".yml")))
        return;
    str path =
        path_clean(l->arena, str_fmt(l->arena, "%.*s/%.*s", STR_ARG(chart), STR_ARG(k->file)));
    if (!render_output(r, path, &k->output) || !unicode_trim_space(k->output).len)
        return;
    check_top_indent(k);
    check_objects(k);
}

/* ---- all of it ---- */

static void check_rendered(struct helm_lint *l, const struct chart *c, const struct render *r)
{
    struct checker k = {.lint = l};
    str version = l->options->kube_version.len ? l->options->kube_version : STR("v1.36.0");
    deprecation_version(version, &k.kube_major, &k.kube_minor);
    for (size_t i = 0; i < c->templates.n && !k.stopped; i++) {
        k.file = c->templates.items[i].name;
        check_file(&k, r, chart_name(c));
    }
}

static void render_and_check(struct helm_lint *l, const struct chart *loaded)
{
    struct diags diags;
    struct fn_env env = l->options->env ? *l->options->env : (struct fn_env){0};
    env.arena = l->arena;
    env.forgive = log_forgiven;
    env.forgive_data = l->log;
    struct render_options o = {
        .release = {.name = STR("test-release"),
                    .ns = l->options->name_space.len ? l->options->name_space : STR("default")},
        .env = &env,
        .skip_schema = l->options->skip_schema};
    diags_init(&diags, l->arena);
    if (!capabilities_init(l->arena, l->options->kube_version, NULL, 0, &o.capabilities, &diags))
        return;
    struct render r = {.program = l->arena, .render = l->arena, .diags = &diags, .options = &o};
    struct chart *c = chart_copy(l->arena, loaded);
    if (render(l, c, &r))
        check_rendered(l, c, &r);
}

void helm_check_templates(struct helm_lint *l)
{
    switch (chart_tree_stat(&l->tree, STR("templates"), NULL)) {
    case CHART_NOTHING:
        helm_put(l, RULE_CH821, HELM_WARNING, TEMPLATES, "directory does not exist");
        return;
    case CHART_FILE:
        helm_put(l, RULE_CH821, HELM_ERROR, TEMPLATES, "not a directory");
        return;
    case CHART_FOLDER:
        break;
    }
    const struct chart *c = helm_load(l);
    if (c)
        render_and_check(l, c);
    else
        helm_put(l, RULE_CH003, HELM_ERROR, TEMPLATES, "%.*s", STR_ARG(l->load_error));
}
