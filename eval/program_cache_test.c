#include "eval/program_cache.h"

#include "base/arena.h"
#include "value/map.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { FILES = 2 };

static void make_files(struct arena *a, struct template_file *files, str text)
{
    val top = val_typed_map(T_VALUES, map_new(a, 1));
    files[0] = (struct template_file){.name = STR("c/templates/x.yaml"), .text = text, .top = top};
    files[1] = (struct template_file){
        .name = STR("c/templates/_f.tpl"), .top = top, .text = STR("{{ define \"f\" }}f{{ end }}")};
}

static void assert_runs(const struct eval_program *p, struct template_file *files, const char *want)
{
    struct arena a;
    arena_init(&a, NULL);
    struct diags diags;
    diags_init(&diags, &a);
    struct fn_env env = {.arena = &a};
    files[0].top = val_typed_map(T_VALUES, map_new(&a, 1));
    assert_true(eval_run(p, &a, &a, files, &env, &diags));
    assert_true(str_eq(files[0].output, str_from_c(want)));
    arena_done(&a);
}

static void test_same_files(void **state)
{
    (void)state;
    static const str text = STR_INIT("a: {{ include \"f\" . }}");
    struct arena a;
    arena_init(&a, NULL);
    struct template_file files[FILES], others[FILES];
    make_files(&a, files, text);
    make_files(&a, others, text);
    others[0].name = STR("alias/templates/x.yaml");
    struct program_cache c;
    assert_true(program_cache_init(&c, 0));
    const struct eval_program *p = program_cache_get(&c, files, FILES);
    assert_non_null(p);
    assert_ptr_equal(program_cache_get(&c, files, FILES), p);
    const struct eval_program *q = program_cache_get(&c, others, FILES);
    assert_non_null(q);
    assert_ptr_not_equal(q, p);
    assert_ptr_not_equal(program_cache_get(&c, files, 1), p);
    others[0].delims = DELIMS_CHELM;
    assert_ptr_not_equal(program_cache_get(&c, others, FILES), q);
    assert_ptr_equal(program_cache_get(&c, files, FILES), p);
    for (int i = 0; i < 3; i++)
        assert_runs(p, files, "a: f");
    program_cache_done(&c);
    arena_done(&a);
}

static void test_refused(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    struct template_file files[FILES];
    make_files(&a, files, STR("{{ nope }}"));
    struct program_cache c;
    assert_true(program_cache_init(&c, 0));
    assert_null(program_cache_get(&c, files, FILES));
    files[0].text = STR("x");
    assert_non_null(program_cache_get(&c, files, FILES));
    program_cache_done(&c);
    assert_true(program_cache_init(&c, 64)); /* not enough for any program */
    assert_null(program_cache_get(&c, files, FILES));
    program_cache_done(&c);
    arena_done(&a);
}

static void test_too_many(void **state)
{
    (void)state;
    static const char text[] = "0123456789012345678901234567890123456789";
    struct arena a;
    arena_init(&a, NULL);
    struct template_file files[FILES];
    struct program_cache c;
    assert_true(program_cache_init(&c, 0));
    size_t kept = 0;
    for (size_t i = 0; i < sizeof text; i++) {
        make_files(&a, files, (str){text, i});
        kept += program_cache_get(&c, files, FILES) != NULL;
    }
    assert_int_equal(kept, 32);
    make_files(&a, files, (str){text, 0});
    assert_non_null(program_cache_get(&c, files, FILES));
    program_cache_done(&c);
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same_files),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_too_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
