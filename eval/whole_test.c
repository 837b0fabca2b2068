#include "eval/whole.h"

#include "base/arena.h"
#include "base/buf.h"
#include "eval/compile.h"
#include "eval/template_set.h"
#include "parser/parser.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct arena arena, nodes;

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena, NULL);
    arena_init(&nodes, NULL);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_done(&nodes);
    arena_done(&arena);
    return 0;
}

static const char *const texts[] = {
    "",
    "{{/* a */}}",
    "a{{ .x.y }}b{{ .x.y.z }}{{ .x }}{{ .y }}",
    "{{- define \"d\" -}} {{ $x := 1 }}{{ $x }}{{ end }}{{ include \"d\" . }}",
    "x {{ define `q` }}{{ .a }}{{ end }} {{ define \"\\x71 \\\"r\" }}{{ .b | quote }}{{ end }}",
    "{{ define \"d\" }} {{ end }}{{ define \"d\" }}two{{ .two }}{{ end }}",
    "{{ define \"d\" }}one{{ .one }}{{ end }}{{ define \"d\" }} {{ end }}",
    "{{ $v := 1 }}{{ block \"b\" $v }}{{ .c }}{{ end }}{{ template \"b\" . }}",
    "{{ and .a (or .b .c) .d }}{{ .a | and .b | or .c (and .d .e) }}",
    "{{ if and (or .a (and .b .c)) .d }}{{ range $i, $e := .l }}{{ break }}{{ end }}{{ end }}",
    "{{ .Values.m.Has \"a\\n\" 1 0x10 1.5 'c' nil true (.x) }}{{ .Files.Get \"f\\t\" | .Files.Get "
    "}}",
    "{{ \"a\\tb\" | quote }}{{ `raw` }}{{ 1i }}{{ with .x }}{{ .Y }}{{ else }}{{ nil }}{{ end }}",
};

static struct parse_options options(struct fn_cache *functions)
{
    *functions = (struct fn_cache){.slots = {NULL}};
    return (struct parse_options){
        .delims = DELIMS_HELM, .has_function = template_has_function, .data = functions};
}

static str listing(const struct code *c)
{
    struct buf b;
    buf_init(&b, &arena);
    code_disassemble(&b, c);
    return buf_str(&b);
}

/* A tree's nodes go, and something else comes to where they were. */
static void forget(struct tree *t)
{
    enum { SIZE = 8 << 10 };
    t->root = NULL;
    arena_clear(&nodes);
    memset(arena_alloc(&nodes, SIZE), 0xA5, SIZE);
}

static struct tree tree_at(struct source *src, size_t i, struct arena *a, size_t *ret_count)
{
    struct fn_cache functions;
    struct parse_options o = options(&functions);
    struct diags diags;
    struct parse_result r;
    diags_init(&diags, &arena);
    assert_true(parse_source(a, src, &o, &diags, &r));
    *ret_count = r.count;
    struct tree t = r.trees[i];
    t.name = str_dup(&arena, t.name);
    return t;
}

/* Light code, after its nodes went, is that of the tree, place for place. */
static void test_light_code(void **state)
{
    (void)state;
    struct compiler *c = compiler_new(&arena);
    for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) {
        struct source src = {.name = STR("f"), .text = str_from_c(texts[k])};
        size_t count = 1;
        for (size_t i = 0; i < count; i++) {
            struct tree kept = tree_at(&src, i, &arena, &count);
            str want = listing(compile_tree(c, &arena, &kept, COMPILE_FUSED));
            struct tree tree = tree_at(&src, i, &nodes, &count);
            const struct code *light = compile_light(c, &arena, &tree, COMPILE_FUSED);
            forget(&tree);
            assert_true(str_eq(listing(light), want));
            struct arena own;
            arena_init(&own, NULL);
            light->light->whole = NULL;
            const struct code *whole = code_whole_in(&own, light);
            assert_null(light->light->whole);
            assert_true(str_eq(listing(whole), want));
            assert_int_equal(whole->len, light->len);
            assert_memory_equal(whole->instrs, light->instrs, whole->len * sizeof *whole->instrs);
            assert_true(whole->tree->root != NULL);
            arena_done(&own);
        }
    }
}

/* What light code refers to is what the whole code does. */
static void test_places_and_literals(void **state)
{
    (void)state;
    struct compiler *c = compiler_new(&arena);
    for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) {
        struct source src = {.name = STR("f"), .text = str_from_c(texts[k])};
        size_t count;
        struct tree tree = tree_at(&src, 0, &nodes, &count);
        const struct code *light = compile_light(c, &arena, &tree, COMPILE_FUSED);
        forget(&tree);
        const struct code *whole = code_whole(light);
        assert_ptr_equal(whole, code_whole(light));
        assert_ptr_equal(whole, code_whole(whole));
        for (uint32_t pc = 0; pc < light->len; pc++) {
            struct instr in = light->instrs[pc];
            if (in.op == OP_AND || in.op == OP_OR)
                assert_int_equal(code_is_one_place(light, pc, in.c),
                                 code_is_one_place(whole, pc, in.c));
            if (in.op == OP_ARG_LITERAL) {
                struct buf x, y;
                buf_init(&x, &arena);
                buf_init(&y, &arena);
                ast_print(&x, light->nodes[in.c]);
                ast_print(&y, whole->nodes[in.c]);
                assert_true(str_eq(buf_str(&x), buf_str(&y)));
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_light_code, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_places_and_literals, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
