#include "funcs/call_test.h"

#define A72 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
/* With the salt of call_random. Go's CompareHashAndPassword accepts these. */
#define SALT "$2a$10$"

static void test_bcrypt(void **state)
{
    (void)state;
    static const struct call_case cases[] = {
        {"len (bcrypt \"\")", "60"},
        {"trunc 7 (bcrypt \"" A72 "\")", SALT},
        {"regexMatch \"^[$]2a[$]10[$][./A-Za-z0-9]{53}$\" (bcrypt \"\\xC3\\xA9\")", "true"},
        {"bcrypt \"" A72 "a\"", "failed to encrypt string with bcrypt: "
                                "bcrypt: password length exceeds 72 bytes"},
        {"bcrypt \"a\\x00b\"", "!a password for bcrypt cannot hold a NUL byte"},
    };
    CALL_CHECK_ALL(cases);
}

static void test_htpasswd(void **state)
{
    (void)state;
    static const struct call_case cases[] = {
        {"htpasswd \"a:b\" \"x\"", "invalid username: a:b"},
        {"trunc 8 (htpasswd \"\" \"x\")", ":" SALT},
        {"trunc 9 (htpasswd \"u\" \"x\")", "u:" SALT},
        {"htpasswd \"u\" \"" A72 "a\"", "u:failed to encrypt string with bcrypt: "
                                        "bcrypt: password length exceeds 72 bytes"},
    };
    CALL_CHECK_ALL(cases);
}

static val derive(struct arena *a, uint32_t counter, const char *type, const char *password)
{
    struct fn_env env = {.arena = a, .random = call_random};
    struct fn_call c = {.fn = fn_find(STR("derivePassword")), .arena = a, .env = &env};
    val arg[5] = {val_uint(T_UINT32, counter), val_str(str_from_c(type)),
                  val_str(str_from_c(password)), val_str(STR("user")), val_str(STR("example.com"))};
    val ret;
    assert_true(fn_body_of(c.fn)(&c, arg, 5, &ret));
    return ret;
}

static void test_derive_password(void **state)
{
    (void)state;
    static const struct {
        uint32_t counter;
        const char *type, *want; /* Helm's results */
    } cases[] = {
        {1, "long", "ZedaFaxcZaso9*"},
        {2, "long", "Fovi2@JifpTupx"},
        {1, "maximum", "pf4zS1LjCg&LjhsZ7T2~"},
        {1, "short", "Zed5"},
        {1, "basic", "pIS54PLs"},
        {1, "pin", "6685"},
        {1, "Long", "cannot find password template Long"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena a;
        arena_init(&a, NULL);
        val got = derive(&a, cases[i].counter, cases[i].type, "password");
        assert_string_equal(str_c(&a, val_text(got)), cases[i].want);
        arena_done(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bcrypt),
        cmocka_unit_test(test_htpasswd),
        cmocka_unit_test(test_derive_password),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
