#include "eval/eval.h"

#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

/* Takes the sites down, with | for their line ends and one on each line. */
static void note_site(void *data, str site)
{
    struct buf *b = data;
    for (size_t i = 0; i < site.len; i++)
        buf_put_char(b, site.s[i] == '\n' ? '|' : site.s[i]);
    buf_put_char(b, '\n');
}

static void same_random(void *data, void *out, size_t n)
{
    (void)data;
    memset(out, 0xFF, n); /* zeroes would be drawn again and again */
}

static void check(const char *text, const char *want)
{
    struct arena a;
    arena_init(&a, NULL);
    struct buf sites;
    buf_init(&sites, &a);
    struct fn_env env = {.data = &sites, .random = same_random, .enter = note_site, .arena = &a};
    struct eval_options o = {.env = &env};
    struct template_file f = {.name = STR("x.yaml"),
                              .base_path = STR("c"),
                              .text = str_from_c(text),
                              .delims = DELIMS_HELM,
                              .top = val_typed_map(T_VALUES, map_new(&a, 0))};
    struct diags diags;
    diags_init(&diags, &a);
    if (!eval_render(&a, &a, &f, 1, &o, &diags))
        fail_msg("%.*s", STR_ARG(diags.first->text));
    assert_string_equal(str_c(&a, buf_str(&sites)), want);
    arena_done(&a);
}

static void test_sites(void **state)
{
    (void)state;
    check("{{ len \"no random function\" }}", "");
    check("\n\n   a: {{ randAlpha 3 }} b \n", "x.yaml|a: {{ randAlpha 3 }} b|randAlpha\n");
    check("{{ randAlpha 1 }}{{ uuidv4 }}", "x.yaml|{{ randAlpha 1 }}{{ uuidv4 }}|randAlpha\n"
                                           "x.yaml|{{ randAlpha 1 }}{{ uuidv4 }}|uuidv4\n");
    check("{{ define \"t\" }}\n{{ uuidv4 }}\n{{ end }}\na: {{ include \"t\" . }}\n"
          "{{ template \"t\" . }}",
          "x.yaml|a: {{ include \"t\" . }}|x.yaml|{{ uuidv4 }}|uuidv4\n"
          "x.yaml|{{ template \"t\" . }}|x.yaml|{{ uuidv4 }}|uuidv4\n");
    check("b: {{ tpl \"{{ randInt 1 2 }}\" . }}",
          "x.yaml|b: {{ tpl \"{{ randInt 1 2 }}\" . }}|gotpl|{{ randInt 1 2 }}|randInt\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_sites)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
