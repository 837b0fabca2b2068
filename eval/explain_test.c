#include "eval/eval.h"
#include "eval/fixture_test.h"
#include "value/list.h"

static val top_value(void)
{
    struct map *v = map_new(&arena, 0), *top = map_new(&arena, 0);
    struct map *svc = map_new(&arena, 0), *item = map_new(&arena, 0);
    struct list *list = list_new(&arena, 1);
    map_set(v, STR("image"), val_str(STR("nginx")));
    map_set(v, STR("port"), val_float(80));
    map_set(v, STR("none"), val_nil());
    map_set(v, STR("svc"), val_map(svc));
    map_set(svc, STR("a.b"), val_map(map_new(&arena, 0)));
    map_set(svc, STR("list"), val_list(list));
    list_push(list, val_map(item));
    map_set(item, STR("name"), val_str(STR("web")));
    map_set(top, STR("Values"), val_typed_map(T_VALUES, v));
    return val_typed_map(T_VALUES, top);
}

static const struct diag *failing(const char *text)
{
    struct fn_env env = {.now = no_clock, .arena = &arena};
    struct eval_options o = {.env = &env};
    struct template_file f = {.name = STR("c/templates/t.yaml"),
                              .text = str_from_c(text),
                              .delims = DELIMS_HELM,
                              .top = top_value()};
    struct diags *diags = ARENA_NEW(&arena, struct diags);
    diags_init(diags, &arena);
    assert_false(eval_render(&arena, &arena, &f, 1, &o, diags));
    return diags->first;
}

static void test_notes(void **state)
{
    (void)state;
    static const struct {
        const char *text, *code, *note; /* NULL: there is none */
    } cases[] = {
        {"{{ .Values.imag.tag }}", "CH102",
         ".Values.imag is not set; keys there: image, none, port, svc"},
        {"{{ .Values.none.x }}", "CH102", ".Values.none is null"},
        {"{{ $v := .Values }}{{ $v.a.b }}", "CH102",
         "$v.a is not set; keys there: image, none, port, svc"},
        {"{{ $.Values.a.b }}", "CH102",
         "$.Values.a is not set; keys there: image, none, port, svc"},
        {"{{ with .Values }}{{ .a.b }}{{ end }}", "CH102",
         ".a is not set; keys there: image, none, port, svc"},
        {"{{ .Values.image.tag }}", "CH105",
         ".Values.image is string, which has no fields: \"nginx\""},
        {"{{ .Values.port | trunc 1 }}", "CH202", "the value is 80 (float64)"},
        {"{{ eq .Values.port 80 }}", "CH204", "eq was given 80 (float64), 80 (int)"},
        {"{{ define \"abc\" }}x{{ end }}{{ include \"abd\" . }}", "CH301", "did you mean \"abc\"?"},
        {"{{ define \"abc\" }}x{{ end }}{{ template \"abd\" . }}", "CH301",
         "did you mean \"abc\"?"},
        {"{{ fail \"no\" }}", "CH230", NULL},
        {"{{ mustToDate \"2006\" \"x\" }}", "CH226",
         "mustToDate was given \"2006\" (string), \"x\" (string)"},
        {"{{ tpl \"{{ .Values.none.x }}\" . }}", "CH102", ".Values.none is null"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct diag *d = failing(cases[i].text);
        str note = d->note_count ? d->notes[0] : (str){0};
        if (!str_eq(d->code, str_from_c(cases[i].code)) || !str_eq(note, str_from_c(cases[i].note)))
            fail_msg("%s: %.*s %.*s", cases[i].text, STR_ARG(d->code), STR_ARG(note));
    }
}

/* Which of index's keys leads to nothing is told behind what it was given. */
static void test_index(void **state)
{
    (void)state;
    static const struct {
        const char *text, *note, *nearest; /* NULL: there is none */
    } cases[] = {
        {"{{ index .Values \"imag\" \"tag\" }}",
         "\"imag\" is not set; keys there: image, none, port, svc", "did you mean image?"},
        {"{{ index . \"Values\" \"none\" \"x\" }}", "\"none\" is null", NULL},
        {"{{ index .Values \"port\" \"x\" }}", NULL, NULL},
        {"{{ index .Values 1 }}", NULL, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct diag *d = failing(cases[i].text);
        assert_true(str_eq(d->code, STR("CH219")));
        assert_int_equal(d->note_count, 1 + !!cases[i].note + !!cases[i].nearest);
        if (cases[i].note)
            assert_true(str_eq(d->notes[1], str_from_c(cases[i].note)));
        if (cases[i].nearest)
            assert_true(str_eq(d->notes[2], str_from_c(cases[i].nearest)));
    }
}

/* Values are found again whatever way the template took to them. */
static void test_values(void **state)
{
    (void)state;
    static const struct {
        const char *text, *path; /* NULL: it is none of the chart's */
        bool missing;
    } cases[] = {
        {"{{ .Values.imag.tag }}", "imag", true},
        {"{{ .Values.none.x }}", "none", true},
        {"{{ .Values.image.tag }}", "image", false},
        {"{{ $v := .Values.svc }}{{ $v.x.y }}", "svc.x", true},
        {"{{ with .Values.svc }}{{ .x.y }}{{ end }}", "svc.x", true},
        {"{{ with .Values.image }}{{ .x }}{{ end }}", "image", false},
        {"{{ range .Values.svc.list }}{{ .name.x }}{{ end }}", "svc.list[0].name", false},
        {"{{ range .Values.svc.list }}{{ .nam.x }}{{ end }}", "svc.list[0].nam", true},
        {"{{ $m := index .Values.svc \"a.b\" }}{{ $m.x.y }}", "svc.a\\.b.x", true},
        {"{{ define \"f\" }}{{ .s.x.y }}{{ end }}{{ include \"f\" (dict \"s\" .Values.svc) }}",
         "svc.x", true},
        {"{{ define \"f\" }}{{ .s.x }}{{ end }}{{ include \"f\" (dict \"s\" .Values.image) }}",
         "image", false},
        {"{{ .Values.port | trunc 1 }}", "port", false},
        {"{{ eq .Values.port 80 }}", "port", false},
        {"{{ if (eq 1 (int .Values.x) .Values.port) }}{{ end }}", "port", false},
        {"{{ b64enc .Values.x }}", "x", true},
        {"{{ range .Values.port }}{{ end }}", "port", false},
        {"{{ required \"it\" .Values.x }}", "x", true},
        {"{{ index .Values \"svc\" \"x\" \"y\" }}", "svc.x", true},
        {"{{ index .Values \"none\" \"y\" }}", "none", true},
        {"{{ fail .Values.image }}", NULL, false},
        {"{{ (dict \"a\" 1).b.c }}", NULL, false},
        {"{{ .Release.x.y }}", NULL, false},
        {"{{ trunc 1 80 }}", NULL, false},
        {"{{ $_ := set .Values \"me\" .Values }}{{ .Values.me.svc.x.y }}", "svc.x", true},
        {"{{ $d := dict }}{{ $_ := set .Values \"d\" $d }}{{ $_ := set $d \"d\" $d }}"
         "{{ (dict \"o\" 1).o.x }}",
         NULL, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct diag *d = failing(cases[i].text);
        str path = d->value_count ? d->values[0].path : (str){0};
        if (!str_eq(path, str_from_c(cases[i].path)) ||
            (d->value_count && d->values[0].missing != cases[i].missing))
            fail_msg("%s: %.*s", cases[i].text, STR_ARG(path));
    }
}

static void test_frames(void **state)
{
    (void)state;
    const struct diag *d = failing("{{ define \"f\" }}{{ .x.y.z }}{{ end }}\n"
                                   "{{ define \"g\" }}{{ template \"f\" . }}{{ end }}\n"
                                   "{{ include \"g\" . }}");
    assert_int_equal(d->frame_count, 3);
    assert_true(str_eq(d->frames[0].what, STR("")));
    assert_true(str_eq(d->frames[1].what, STR("template \"f\"")));
    assert_true(str_eq(d->frames[2].what, STR("include \"g\"")));
    str text = d->frames[0].source->text;
    assert_true(
        str_eq(str_slice(text, d->frames[0].span.begin, d->frames[0].span.end), STR(".x.y.z")));
    assert_int_equal(source_position(d->frames[2].source, &arena, d->frames[2].span.begin).line, 3);
    d = failing("{{ define \"f\" }}{{ include \"f\" . }}{{ end }}{{ include \"f\" . }}");
    assert_true(d->frame_count < 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_notes),
        cmocka_unit_test(test_index),
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_frames),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
