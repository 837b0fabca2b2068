#include "release/convert.h"

#include "base/arena.h"
#include "chart/capabilities.h"
#include "value/map.h"

#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#define META "apiVersion: v2\nname: c\nversion: 0.1.0\n"

struct fixture {
    struct arena arena;
    struct diags diags;
    struct chart_files files, changed;
    struct convert_count count;
};

static void put(struct fixture *f, const char *name, const char *text)
{
    chart_files_add(&f->arena, &f->files, (struct chart_file){str_from_c(name), str_from_c(text)});
}

static void begin(struct fixture *f)
{
    *f = (struct fixture){.count = {0}};
    arena_init(&f->arena, NULL);
    diags_init(&f->diags, &f->arena);
}

static bool run(struct fixture *f, enum delims to)
{
    struct render_options o = {
        .release = {.name = STR("r"), .ns = STR("n"), .revision = 1, .is_install = true}};
    assert_true(capabilities_init(&f->arena, (str){0}, NULL, 0, &o.capabilities, &f->diags));
    struct convert_job job = {.keep = &f->arena,
                              .files = f->files.items,
                              .n = f->files.n,
                              .to = to,
                              .options = &o,
                              .user_values = map_new(&f->arena, 0)};
    return convert_chart(&job, &f->changed, &f->count, &f->diags);
}

static void expect(struct fixture *f, const char *name, const char *want)
{
    for (size_t i = 0; i < f->changed.n; i++) {
        if (!str_eq(f->changed.items[i].name, str_from_c(name)))
            continue;
        assert_string_equal(str_c(&f->arena, f->changed.items[i].data), want);
        return;
    }
    fail_msg("%s did not change", name);
}

static void expect_error(struct fixture *f, const char *part)
{
    const struct diag *d = diag_last_error(&f->diags);
    assert_non_null(d);
    if (!strstr(str_c(&f->arena, d->text), part))
        fail_msg("%s", str_c(&f->arena, d->text));
}

/* There, and back again. */
static void test_round_trip(void **state)
{
    (void)state;
    static const char values[] = "a: \"{{ .Release.Name }} \\\"x\\\"\" # {{ kept }}\n"
                                 "b: |\n  {{ if true }}\n  {{ tpl .Values.c . }}\n  {{ end }}\n"
                                 "c: 'é it''s {{ .Release.Name }}'\nd: x{{ .Release.Name }}\n"
                                 "text: \"{{ $labels.x }}\"\nunseen: \"{{ .Chart.Name }}\"\n"
                                 "guessed: \"{{ .Release.Name }}\"\n";
    static const char template[] = "a: {{ tpl .Values.a . | quote }}\n"
                                   "b: {{ tpl .Values.b . | quote }}\nd: {{ tpl .Values.d . }}\n"
                                   "text: {{ .Values.text | quote }}{{/* c */}}\n"
                                   "{{- if .Values.never }}{{ tpl .Values.guessed . }}{{ end }}\n"
                                   "e: {{ \"{{ e }}\" | quote }}\nf: '{{ \"{{ f }}\" }}'\n"
                                   "g: {{ tpl \"{{ .Release.Name }}\" . }}\n"
                                   "h: {{ tpl (.Files.Get \"h.txt\") . }}\n";
    struct fixture f;
    begin(&f);
    put(&f, "Chart.yaml", META);
    put(&f, "values.yaml", values);
    put(&f, "h.txt", "<{{ .Release.Name }}");
    put(&f, "other.txt", "{{ text }}");
    put(&f, "templates/t.yaml", template);
    put(&f, "charts/s/Chart.yaml", "apiVersion: v2\nname: s\nversion: 0.1.0\n");
    put(&f, "charts/s/templates/s.yaml", "s: {{ .Release.Name }}\n");
    assert_true(run(&f, DELIMS_CHELM));
    assert_int_equal(f.changed.n, 4);
    expect(&f, "Chart.yaml", META "annotations:\n  chelm/delimiters: \"<< >>\"\n");
    expect(&f, "values.yaml",
           "a: \"<< .Release.Name >> \\\"x\\\"\" # {{ kept }}\n"
           "b: |\n  << if true >>\n  << tpl .Values.c . >>\n  << end >>\n"
           "c: 'é it''s << .Release.Name >>'\nd: x<< .Release.Name >>\n"
           "text: \"{{ $labels.x }}\"\nunseen: \"{{ .Chart.Name }}\"\n"
           "guessed: \"<< .Release.Name >>\"\n");
    expect(&f, "h.txt", "<< \"<\" >><< .Release.Name >>");
    expect(&f, "templates/t.yaml",
           "a: << tpl .Values.a . | quote >>\n"
           "b: << tpl .Values.b . | quote >>\nd: << tpl .Values.d . >>\n"
           "text: << .Values.text | quote >><</* c */>>\n"
           "<<- if .Values.never >><< tpl .Values.guessed . >><< end >>\n"
           "e: << \"{{ e }}\" | quote >>\nf: '{{ f }}'\n"
           "g: << tpl \"<< .Release.Name >>\" . >>\n"
           "h: << tpl (.Files.Get \"h.txt\") . >>\n");
    assert_int_equal(f.count.templates, 1);
    assert_int_equal(f.count.values, 5);
    assert_int_equal(f.count.files, 1);
    assert_int_equal(f.count.left, 2);
    for (size_t i = 0; i < f.changed.n; i++)
        for (size_t j = 0; j < f.files.n; j++)
            if (str_eq(f.files.items[j].name, f.changed.items[i].name))
                f.files.items[j].data = f.changed.items[i].data;
    assert_true(run(&f, DELIMS_HELM));
    expect(&f, "Chart.yaml", META);
    expect(&f, "templates/t.yaml", template);
    arena_done(&f.arena);
}

static void test_refused(void **state)
{
    (void)state;
    struct fixture f;
    begin(&f);
    put(&f, "Chart.yaml", META);
    put(&f, "templates/t.yaml", "a: {{ .Chart.Annotations | toJson }}\n");
    assert_false(run(&f, DELIMS_CHELM));
    expect_error(&f, "not converted: c/templates/t.yaml would be rendered differently");
    assert_false(run(&f, DELIMS_HELM));
    expect_error(&f, "chart c is written in {{ }} already");
    put(&f, "templates/u.yaml", "a: {{ required \"no a\" .Values.a }}\n");
    assert_false(run(&f, DELIMS_CHELM));
    expect_error(&f, "the chart does not render with these values");
    arena_done(&f.arena);
}

/* Randomness and the clock are the same for both; text that would be read as << >> gets the
 * annotation. */
static void test_random(void **state)
{
    (void)state;
    struct fixture f;
    begin(&f);
    put(&f, "Chart.yaml", META);
    put(&f, "templates/t.yaml", "a: << randAlphaNum 8 >><< now | date \"2006\" >>\n");
    assert_true(run(&f, DELIMS_HELM));
    expect(&f, "templates/t.yaml", "a: {{ randAlphaNum 8 }}{{ now | date \"2006\" }}\n");
    assert_int_equal(f.changed.n, 1);
    f.files.items[1].data = STR("a: << \"<<EOF\" >>\n");
    assert_true(run(&f, DELIMS_HELM));
    expect(&f, "templates/t.yaml", "a: <<EOF\n");
    expect(&f, "Chart.yaml", META "annotations:\n  chelm/delimiters: \"{{ }}\"\n");
    arena_done(&f.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_random),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
