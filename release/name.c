#include "release/name.h"

#include "base/arena.h"
#include "base/quote.h"
#include "base/slog.h"
#include "eval/exec_error.h"
#include "eval/template_set.h"
#include "eval/vm.h"
#include "parser/parser.h"
#include "value/map.h"

enum { MAX_LEN = 53 };

static bool is_alnum(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* ^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$ */
static bool is_valid(str s)
{
    if (s.len == 0 || s.len > MAX_LEN || !is_alnum(s.s[s.len - 1]))
        return false;
    for (size_t i = 0; i < s.len; i++) {
        bool after_label = i > 0 && is_alnum(s.s[i - 1]);
        bool in_label = i > 0 && s.s[i - 1] != '.';
        if (!is_alnum(s.s[i]) && !(s.s[i] == '-' && in_label) && !(s.s[i] == '.' && after_label))
            return false;
    }
    return true;
}

bool name_check(str name, struct diags *diags)
{
    if (is_valid(name))
        return true;
    struct buf why;
    buf_init(&why, diags->arena);
    buf_put_str(&why, STR("release name "));
    quote_go(&why, name);
    buf_put_str(&why, name.len == 0
                          ? STR(": no name provided")
                          : STR(": invalid release name, must match regex "
                                "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$"
                                " and the length must not be longer than 53"));
    struct buf line;
    buf_init(&line, diags->arena);
    slog_begin(&line, "ERROR", "release name check failed");
    slog_attr(&line, "error", buf_str(&why));
    diag_put(diags, DIAG_WARN, buf_str(&line));
    return diag_error(diags, "release name check failed: %.*s", STR_ARG(buf_str(&why)));
}

/* Sprig's functions only, without those that Helm adds for charts. */
static bool has_function(void *data, str name)
{
    static const str helms[] = {
        STR_INIT("include"),       STR_INIT("tpl"),      STR_INIT("required"),
        STR_INIT("lookup"),        STR_INIT("toYaml"),   STR_INIT("mustToYaml"),
        STR_INIT("toYamlPretty"),  STR_INIT("fromYaml"), STR_INIT("fromYamlArray"),
        STR_INIT("fromJsonArray"), STR_INIT("toToml"),   STR_INIT("mustToToml"),
        STR_INIT("fromToml"),
    };
    (void)data;
    for (size_t i = 0; i < sizeof helms / sizeof *helms; i++)
        if (str_eq(helms[i], name))
            return false;
    return fn_find(name) != NULL;
}

/* Only the chart's engine marks what the user's fail says. */
static str without_marks(struct arena *a, str text)
{
    text = str_replace_all(a, text, STR("HELM_ERR_START"), STR(""));
    return str_replace_all(a, text, STR("HELM_ERR_END"), STR(""));
}

bool name_expand(struct arena *program, struct arena *render, struct fn_env *env, str template_text,
                 str *ret, struct diags *diags)
{
    static const str name = STR_INIT("name-template");
    struct source *src = ARENA_NEW(program, struct source);
    *src = (struct source){.name = name, .text = template_text};
    struct parse_options o = {.errors = PARSE_RAW, .has_function = has_function};
    struct parse_result parsed;
    if (!parse_source(program, src, &o, diags, &parsed)) {
        for (struct diag *d = diags->first; d; d = d->next)
            d->rendering = false; /* it is an argument that is wrong */
        return false;
    }
    struct template_set *set = template_set_new(program, NULL);
    for (size_t i = 0; i < parsed.count; i++)
        template_set_add(set, &parsed.trees[i]);
    struct vm vm;
    vm_init(&vm, render, program, env, set, true);
    vm.keep_no_value = true;
    val dot = val_typed_map(T_VALUES, map_new(render, 1));
    if (vm_run(&vm, template_set_find(set, name, str_hash(name)), dot, ret))
        return true;
    return diag_error(diags, "%.*s",
                      STR_ARG(without_marks(render, exec_error_text(render, vm.error))));
}
