#include "funcs/libcrypto_random.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

/* A render of its own, whose random bytes are those of a simple counter. */
struct render {
    struct arena arena;
    struct fn_env env;
    uint64_t state;
    str key;
    pthread_barrier_t made, freed;
};

static void counting_random(void *data, void *out, size_t n)
{
    struct render *r = data;
    for (size_t i = 0; i < n; i++) {
        r->state = r->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        ((unsigned char *)out)[i] = (unsigned char)(r->state >> 56);
    }
}

static void render_init(struct render *r, uint64_t seed)
{
    arena_init(&r->arena, NULL);
    r->state = seed;
    r->env = (struct fn_env){
        .data = r, .random = counting_random, .arena = &r->arena, .own_random = true};
}

static void make_key(struct render *r, const char *type)
{
    struct fn_call c = {.fn = fn_find(STR("genPrivateKey")), .arena = &r->arena, .env = &r->env};
    val arg = val_str(str_from_c(type)), v;
    if (!fn_body_of(c.fn)(&c, &arg, 1, &v))
        fail_msg("%.*s", STR_ARG(c.error));
    r->key = val_text(v);
    r->env.leave(&r->env);
}

static void test_keys_follow_the_random_bytes(void **state)
{
    (void)state;
    static const char *const types[] = {"ecdsa", "ed25519", "dsa"};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        struct render a, b, c;
        render_init(&a, 1);
        render_init(&b, 1);
        render_init(&c, 2);
        make_key(&a, types[i]);
        make_key(&b, types[i]);
        make_key(&c, types[i]);
        assert_true(str_eq(a.key, b.key));
        assert_false(str_eq(a.key, c.key));
        make_key(&a, types[i]); /* after leave, the next template goes on */
        assert_false(str_eq(a.key, b.key));
        arena_done(&a.arena);
        arena_done(&b.arena);
        arena_done(&c.arena);
    }
}

static void *run_thread(void *p)
{
    struct render *r = p;
    make_key(r, "ecdsa");
    pthread_barrier_wait(&r->made);
    pthread_barrier_wait(&r->freed);
    return NULL;
}

/* A result may be freed while the thread that rendered it lives on. */
static void test_freed_by_another_thread(void **state)
{
    (void)state;
    struct render r;
    pthread_t thread;
    render_init(&r, 1);
    pthread_barrier_init(&r.made, NULL, 2);
    pthread_barrier_init(&r.freed, NULL, 2);
    assert_int_equal(pthread_create(&thread, NULL, run_thread, &r), 0);
    pthread_barrier_wait(&r.made);
    arena_done(&r.arena);
    pthread_barrier_wait(&r.freed);
    assert_int_equal(pthread_join(thread, NULL), 0);
    pthread_barrier_destroy(&r.made);
    pthread_barrier_destroy(&r.freed);
}

static void test_system_random_needs_no_context(void **state)
{
    (void)state;
    struct render r;
    render_init(&r, 1);
    r.env.own_random = false;
    struct fn_call c = {.fn = fn_find(STR("genCA")), .arena = &r.arena, .env = &r.env};
    const struct libcrypto *lib = libcrypto_get(&c);
    assert_non_null(lib);
    assert_null(lib->context);
    assert_null(r.env.leave);
    arena_done(&r.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_keys_follow_the_random_bytes),
        cmocka_unit_test(test_freed_by_another_thread),
        cmocka_unit_test(test_system_random_needs_no_context),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
