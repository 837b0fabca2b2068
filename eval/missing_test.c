#include "eval/missing.h"

#include "base/arena.h"
#include "base/buf.h"
#include "eval/eval.h"
#include "value/list.h"
#include "value/map.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* Values {s: "x", m: {k: 1}, nul: null, l: [{a: 1}]}; other: {}. */
static val top_value(struct arena *a)
{
    struct map *m = map_new(a, 1), *e = map_new(a, 1), *v = map_new(a, 4), *top = map_new(a, 2);
    struct list *l = list_new(a, 1);
    map_set(m, STR("k"), val_float(1));
    map_set(e, STR("a"), val_float(1));
    list_push(l, val_map(e));
    map_set(v, STR("s"), val_str(STR("x")));
    map_set(v, STR("m"), val_map(m));
    map_set(v, STR("nul"), val_nil());
    map_set(v, STR("l"), val_list(l));
    map_set(top, STR("Values"), val_typed_map(T_VALUES, v));
    map_set(top, STR("other"), val_map(map_new(a, 0)));
    return val_typed_map(T_VALUES, top);
}

static void test_reads(void **state)
{
    (void)state;
    static const struct {
        const char *text, *want; /* the names that are not there, with a blank behind each */
    } cases[] = {
        {"{{ .Values.s }}{{ .Values.m.k }}{{ .Values.nul }}", ""},
        {"{{ .Values.no }}", "no "},
        {"{{ $.Values.m.no }}", "no "},
        {"{{ .Values.no | quote }}", "no "},
        {"{{ quote .Values.no }}{{ printf \"%v\" .Values.no2 }}", "no no2 "},
        {"{{ toYaml .Values.no | nindent 2 }}", "no "},
        {"{{ .other.no }}", ""}, /* not of the values */
        {"{{ range .Values.l }}{{ .a }}{{ .b }}{{ .b }}{{ end }}", "b b "},
        {"{{ range until 3 }}{{ $.Values.no }}{{ end }}", "no "}, /* each place once */
        {"{{ with .Values.m }}{{ .no }}{{ end }}", "no "},
        {"{{ $v := .Values.m }}{{ $v.no }}", "no "},
        {"{{ if .Values.no }}{{ .Values.no2 }}{{ end }}", ""},
        {"{{ if .Values.s }}{{ .Values.no }}{{ end }}", "no "},
        {"{{ if eq (lower .Values.s) (default \"x\" .Values.no) }}{{ end }}", ""},
        {"{{ with .Values.no }}{{ else }}{{ end }}{{ range .Values.no }}{{ end }}", ""},
        {"{{ .Values.no | default 1 }}{{ default 1 .Values.no }}", ""},
        {"{{ .Values.no | int | default 1 }}", ""},
        {"{{ coalesce .Values.no .Values.no2 1 }}", ""},
        {"{{ and .Values.no 1 }}{{ or .Values.no 1 }}{{ not .Values.no }}", ""},
        {"{{ (.Values.no).x | default 1 }}", ""},
        {"{{ $x := .Values.no }}{{ $y := quote .Values.no2 }}", "no2 "},
        {"{{ $d := dict \"a\" .Values.no \"b\" (quote .Values.no2) }}", "no2 "},
        {"{{ template \"t\" .Values.no }}{{ define \"t\" }}{{ end }}", ""},
        {"{{ ternary .Values.no 1 false }}", ""},
        {"{{ (.Values.no) }}", "no "},
        {"{{ hasKey .Values \"no\" }}{{ get .Values \"no\" }}", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena a;
        arena_init(&a, NULL);
        struct missing_log log;
        missing_log_init(&log, &a);
        struct fn_env env = {.arena = &a};
        struct eval_options o = {.env = &env, .map = true, .missing = &log};
        struct template_file f = {.name = STR("c/templates/t.yaml"),
                                  .text = str_from_c(cases[i].text),
                                  .delims = DELIMS_HELM,
                                  .top = top_value(&a)};
        missing_log_add_values(&log, *map_get(f.top.map, STR("Values")));
        struct diags diags;
        diags_init(&diags, &a);
        if (!eval_render(&a, &a, &f, 1, &o, &diags))
            fail_msg("%s: %.*s", cases[i].text, STR_ARG(diags.first->text));
        struct buf b;
        buf_init(&b, &a);
        for (uint32_t k = 0; k < log.n; k++)
            buf_put_fmt(&b, "%.*s ", STR_ARG(log.reads[k].node->path.names[log.reads[k].at]));
        if (!str_eq(buf_str(&b), str_from_c(cases[i].want)))
            fail_msg("%s: got %.*s, want %s", cases[i].text, (int)b.len, b.s, cases[i].want);
        arena_done(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_reads)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
