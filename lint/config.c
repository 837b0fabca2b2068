#include "lint/config.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/glob.h"
#include "base/nearest.h"
#include "base/path.h"
#include "lint/hint.h"
#include "value/list.h"
#include "value/map.h"
#include "value/yaml_parse.h"

enum { MAX_EXTENDS = 16, MAX_CONFIG = 1 << 20 };

/* A file that is being read. */
struct reader {
    struct lint_config *config;
    str file, folder;
    int depth; /* of extends */
    str error;
};

static bool fail(struct reader *r, const char *key, const char *why)
{
    r->error = str_fmt(r->config->arena, "%.*s: %s: %s", STR_ARG(r->file), key, why);
    return false;
}

/* ---- kinds of values ---- */

static void list_add(struct arena *a, struct config_list *l, str s)
{
    l->items = arena_room(a, l->items, l->n, &l->cap, sizeof *l->items);
    l->items[l->n++] = s;
}

/* A list of texts, or one text. */
static bool read_list(struct reader *r, const char *key, val v, struct config_list *ret)
{
    struct arena *a = r->config->arena;
    if (ret->given)
        return true;
    *ret = (struct config_list){.given = true, .folder = r->folder};
    if (v.tag == V_STRING) {
        list_add(a, ret, val_text(v));
        return true;
    }
    if (v.tag != V_LIST)
        return fail(r, key, "a list of texts is wanted");
    for (size_t i = 0; i < list_len(v.list); i++) {
        if (v.list->items[i].tag != V_STRING)
            return fail(r, key, "a list of texts is wanted (perhaps quotes are missing)");
        list_add(a, ret, val_text(v.list->items[i]));
    }
    return true;
}

static bool read_selectors(struct reader *r, const char *key, val v, struct config_list *ret)
{
    if (!read_list(r, key, v, ret))
        return false;
    for (uint32_t i = 0; i < ret->n; i++)
        if (!selector_is_known(ret->items[i]))
            return fail(r, key,
                        str_c(r->config->arena, str_fmt(r->config->arena, "no rule is called %.*s",
                                                        STR_ARG(ret->items[i]))));
    return true;
}

static bool read_severity(struct reader *r, val v)
{
    struct lint_config *c = r->config;
    if (c->has_severity)
        return true;
    if (v.tag != V_MAP)
        return fail(r, "severity", "a map from rules to severities is wanted");
    c->has_severity = true;
    for (size_t i = 0; i < map_len(v.map); i++) {
        const struct map_entry *e = &v.map->entries[i];
        struct config_severity s = {.selector = e->key};
        /* YAML 1.1 reads a plain `off` as false. */
        bool is_off = e->value.tag == V_BOOL && !e->value.i;
        if (!selector_is_known(e->key))
            return fail(r, "severity", "there is no such rule");
        if (!is_off &&
            (e->value.tag != V_STRING || !severity_parse(val_text(e->value), &s.severity)))
            return fail(r, "severity", "error, warning, note or off is wanted");
        c->severity =
            arena_room(c->arena, c->severity, c->severity_count, &c->severity_cap, sizeof s);
        c->severity[c->severity_count++] = s;
    }
    return true;
}

static bool read_file_rules(struct reader *r, val v)
{
    struct lint_config *c = r->config;
    if (c->has_file_rules)
        return true;
    if (v.tag != V_MAP)
        return fail(r, "per-file-ignores", "a map from patterns to rules is wanted");
    c->has_file_rules = true;
    c->file_rule_folder = r->folder;
    for (size_t i = 0; i < map_len(v.map); i++) {
        struct config_file_rule rule = {.pattern = v.map->entries[i].key};
        if (!glob_compile(c->arena, rule.pattern, '/'))
            return fail(r, "per-file-ignores", "a pattern is not valid");
        if (!read_selectors(r, "per-file-ignores", v.map->entries[i].value, &rule.what))
            return false;
        c->file_rules =
            arena_room(c->arena, c->file_rules, c->file_rule_count, &c->file_rule_cap, sizeof rule);
        c->file_rules[c->file_rule_count++] = rule;
    }
    return true;
}

static bool read_patterns(struct reader *r, const char *key, val v, struct config_list *ret)
{
    if (!read_list(r, key, v, ret))
        return false;
    for (uint32_t i = 0; i < ret->n; i++)
        if (!glob_compile(r->config->arena, ret->items[i], '/'))
            return fail(r, key, "a pattern is not valid");
    return true;
}

static bool read_declare(struct reader *r, val v)
{
    if (r->config->has_declare)
        return true;
    if (v.tag != V_MAP)
        return fail(r, "declare", "a map from paths to types is wanted");
    for (size_t i = 0; i < map_len(v.map); i++) {
        val type = v.map->entries[i].value;
        if (type.tag != V_STRING)
            return fail(r, "declare", "types are texts, such as \"list<any>\"");
        if (hint_type(r->config->arena, val_text(type)))
            continue;
        r->error = str_fmt(r->config->arena, "%.*s: declare: `%.*s` is no type", STR_ARG(r->file),
                           STR_ARG(val_text(type)));
        return false;
    }
    r->config->has_declare = true;
    r->config->declare = v.map;
    return true;
}

static bool read_reason(struct reader *r, val v)
{
    if (v.tag != V_BOOL)
        return fail(r, "require-reason", "true or false is wanted");
    if (!r->config->has_require_reason)
        r->config->require_reason = v.i != 0;
    r->config->has_require_reason = true;
    return true;
}

static bool read_fail_on(struct reader *r, val v)
{
    enum lint_severity s = LINT_OFF;
    bool never = v.tag == V_STRING && str_eq(val_text(v), STR("never"));
    if (!never && (v.tag != V_STRING || !severity_parse(val_text(v), &s)))
        return fail(r, "fail-on", "error, warning, note or never is wanted");
    if (!r->config->has_fail_on)
        r->config->fail_on = s;
    r->config->has_fail_on = true;
    return true;
}

static bool read_helm_version(struct reader *r, val v)
{
    bool is_four = v.tag == V_FLOAT && v.f >= 4 && v.f < 5;
    if (v.tag == V_STRING)
        is_four = str_has_prefix(val_text(v), STR("4")) || str_has_prefix(val_text(v), STR("v4"));
    return is_four || fail(r, "helm-version", "only Helm 4 is known");
}

static bool read_file(struct lint_config *c, str file, int depth, str *ret_error);

static bool read_extends(struct reader *r, val v)
{
    struct arena *a = r->config->arena;
    struct config_list files = {.n = 0};
    if (!read_list(r, "extends", v, &files))
        return false;
    if (r->depth >= MAX_EXTENDS)
        return fail(r, "extends", "files extend each other");
    for (uint32_t i = 0; i < files.n; i++) {
        str path = files.items[i];
        if (!path_is_abs(path))
            path = path_clean(a, str_fmt(a, "%.*s/%.*s", STR_ARG(r->folder), STR_ARG(path)));
        if (!read_file(r->config, path, r->depth + 1, &r->error))
            return false;
    }
    return true;
}

/* ---- keys ---- */

static bool read_key(struct reader *r, str key, val v, bool *ret_known)
{
    struct lint_config *c = r->config;
    *ret_known = true;
    if (str_eq(key, STR("select")))
        return read_selectors(r, "select", v, &c->select);
    if (str_eq(key, STR("extend-select")))
        return read_selectors(r, "extend-select", v, &c->extend_select);
    if (str_eq(key, STR("ignore")))
        return read_selectors(r, "ignore", v, &c->ignore);
    if (str_eq(key, STR("severity")))
        return read_severity(r, v);
    if (str_eq(key, STR("per-file-ignores")))
        return read_file_rules(r, v);
    if (str_eq(key, STR("exclude")))
        return read_patterns(r, "exclude", v, &c->exclude);
    if (str_eq(key, STR("value-sets")))
        return read_list(r, "value-sets", v, &c->value_sets);
    if (str_eq(key, STR("kube-versions")))
        return read_list(r, "kube-versions", v, &c->kube_versions);
    if (str_eq(key, STR("api-versions")))
        return read_list(r, "api-versions", v, &c->api_versions);
    if (str_eq(key, STR("open")))
        return read_list(r, "open", v, &c->open);
    if (str_eq(key, STR("declare")))
        return read_declare(r, v);
    if (str_eq(key, STR("require-reason")))
        return read_reason(r, v);
    if (str_eq(key, STR("fail-on")))
        return read_fail_on(r, v);
    if (str_eq(key, STR("helm-version")))
        return read_helm_version(r, v);
    *ret_known = str_eq(key, STR("extends"));
    return true;
}

static bool unknown_key(struct reader *r, str key)
{
    static const str keys[] = {
        STR_INIT("select"),     STR_INIT("extend-select"),    STR_INIT("ignore"),
        STR_INIT("severity"),   STR_INIT("per-file-ignores"), STR_INIT("exclude"),
        STR_INIT("value-sets"), STR_INIT("kube-versions"),    STR_INIT("api-versions"),
        STR_INIT("open"),       STR_INIT("declare"),          STR_INIT("require-reason"),
        STR_INIT("fail-on"),    STR_INIT("helm-version"),     STR_INIT("extends")};
    struct arena *a = r->config->arena;
    struct nearest near;
    nearest_init(&near, key);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        nearest_offer(&near, keys[i]);
    str hint = near.best.len ? str_fmt(a, "; did you mean %.*s?", STR_ARG(near.best)) : STR("");
    r->error =
        str_fmt(a, "%.*s: there is no key %.*s%.*s", STR_ARG(r->file), STR_ARG(key), STR_ARG(hint));
    return false;
}

static bool read_map(struct reader *r, struct map *m)
{
    for (size_t i = 0; i < map_len(m); i++) {
        bool known;
        if (!read_key(r, m->entries[i].key, m->entries[i].value, &known))
            return false;
        if (!known)
            return unknown_key(r, m->entries[i].key);
    }
    val *extends = map_get(m, STR("extends"));
    return !extends || read_extends(r, *extends);
}

static bool read_file(struct lint_config *c, str file, int depth, str *ret_error)
{
    struct arena *a = c->arena;
    struct reader r = {.config = c, .file = file, .folder = path_dir(a, file), .depth = depth};
    str text, error;
    val v;
    if (!file_read(a, file, MAX_CONFIG, &text, &error)) {
        *ret_error = error;
        return false;
    }
    if (!yaml_parse(a, text, YAML_ROOT_MAP, &v, &error)) {
        *ret_error = str_fmt(a, "%.*s: %.*s", STR_ARG(file), STR_ARG(error));
        return false;
    }
    bool ok = v.tag != V_MAP || read_map(&r, v.map);
    *ret_error = r.error;
    return ok;
}

/* ---- .helmlintignore ---- */

static void read_ignore_line(struct lint_config *c, str line)
{
    static const str text_only = STR_INIT("error_lint_ignore=");
    struct config_text_ignore t = {.path = line};
    if (str_has_prefix(line, text_only)) {
        t = (struct config_text_ignore){.text = str_from(line, text_only.len)};
    } else {
        size_t blank = str_find_char(line, ' ');
        if (blank != STR_NONE) {
            t.path = str_slice(line, 0, blank);
            t.text = str_trim_blanks(str_from(line, blank));
        }
    }
    while (t.text.len && t.text.s[t.text.len - 1] == '*')
        t.text.len--;
    if (!t.path.len && !t.text.len)
        return;
    c->texts = arena_room(c->arena, c->texts, c->text_count, &c->text_cap, sizeof t);
    c->texts[c->text_count++] = t;
}

static void read_helmlintignore(struct lint_config *c, str folder)
{
    struct arena *a = c->arena;
    str path = str_fmt(a, "%.*s/.helmlintignore", STR_ARG(folder)), text, error;
    if (!file_read(a, path, MAX_CONFIG, &text, &error))
        return;
    while (text.len) {
        size_t end = str_find_char(text, '\n');
        str line = str_trim_blanks(end == STR_NONE ? text : str_slice(text, 0, end));
        if (line.len && line.s[0] != '#')
            read_ignore_line(c, line);
        text = end == STR_NONE ? STR("") : str_from(text, end + 1);
    }
}

/* ---- looking for files ---- */

static bool exists(struct arena *a, str folder, const char *name, str *ret)
{
    struct file_info info;
    str error;
    *ret = str_fmt(a, "%.*s/%s", STR_ARG(folder), name);
    return file_stat(a, *ret, &info, &error);
}

bool config_find(struct arena *a, str path, struct lint_config *ret, str *ret_error)
{
    *ret = (struct lint_config){.arena = a};
    str folder = file_abs(a, path), file;
    read_helmlintignore(ret, folder);
    for (;;) {
        if (exists(a, folder, ".chelm-lint.yaml", &file) && !read_file(ret, file, 0, ret_error))
            return false;
        if (exists(a, folder, ".git", &file) || str_eq(folder, STR("/")))
            return true;
        folder = path_dir(a, folder);
    }
}

bool config_read(struct arena *a, str file, struct lint_config *ret, str *ret_error)
{
    *ret = (struct lint_config){.arena = a};
    return read_file(ret, file_abs(a, file), 0, ret_error);
}

/* ---- asking ---- */

bool config_choose(const struct lint_config *c, struct rule_choice *ret, str *ret_error)
{
    (void)ret_error;
    choice_init(ret);
    if (c->select.given)
        choice_clear(ret);
    for (uint32_t i = 0; i < c->select.n; i++)
        choice_set(ret, c->select.items[i], true);
    for (uint32_t i = 0; i < c->extend_select.n; i++)
        choice_set(ret, c->extend_select.items[i], true);
    for (uint32_t i = 0; i < c->severity_count; i++)
        choice_set_severity(ret, c->severity[i].selector, c->severity[i].severity);
    for (uint32_t i = 0; i < c->ignore.n; i++)
        choice_set(ret, c->ignore.items[i], false);
    return true;
}

/* Patterns are of paths from the chart's folder, or from the folder of the settings. */
static bool matches(struct arena *a, str pattern, str folder, str path, str full)
{
    struct glob *g = glob_compile(a, pattern, '/');
    if (!g)
        return false;
    if (glob_match(g, path))
        return true;
    bool below = str_has_prefix(full, folder) && full.len > folder.len && full.s[folder.len] == '/';
    return below && glob_match(g, str_from(full, folder.len + 1));
}

bool config_excludes(const struct lint_config *c, str path, str full)
{
    for (uint32_t i = 0; i < c->exclude.n; i++)
        if (matches(c->arena, c->exclude.items[i], c->exclude.folder, path, full))
            return true;
    return false;
}

static bool text_ignores(const struct config_text_ignore *t, str path, str message)
{
    return (!t->path.len || str_eq(t->path, path)) && (!t->text.len || str_has(message, t->text));
}

bool config_ignores(const struct lint_config *c, const struct rule *rule, str path, str full,
                    str message)
{
    for (uint32_t i = 0; i < c->file_rule_count; i++) {
        const struct config_file_rule *r = &c->file_rules[i];
        bool named = false;
        for (uint32_t j = 0; j < r->what.n && !named; j++)
            named = selector_matches(r->what.items[j], rule);
        if (named && matches(c->arena, r->pattern, c->file_rule_folder, path, full))
            return true;
    }
    for (uint32_t i = 0; i < c->text_count; i++)
        if (text_ignores(&c->texts[i], path, message))
            return true;
    return config_excludes(c, path, full);
}
