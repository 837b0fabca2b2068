#include "funcs/call_test.h"

/* The encrypted texts are Helm's own. */
static void test_decrypts(void **state)
{
    (void)state;
    static const struct call_case cases[] = {
        {"decryptAES \"secretkey\" \"MDEyMzQ1Njc4OWFiY2RlZkytjKYrhHCd2pW6LIu3KTs=\"", "plaintext"},
        {"decryptAES \"kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk\" "
         "\"MDEyMzQ1Njc4OWFiY2RlZgbRUFQCVG+nHxRx5JpQq6k=\"",
         "long key"},
        {"decryptAES \"k\" \"\"", ""},
        {"decryptAES \"k\" \"!!!\"", "!illegal base64 data at input byte 0"},
        {"decryptAES \"k\" \"YWJj\"",
         "!runtime error: slice bounds out of range [:16] with capacity 3"},
        {"decryptAES \"k\" \"YWJjYWJjYWJjYWJjYWJj\"",
         "!runtime error: slice bounds out of range [:16] with capacity 15"},
        {"decryptAES \"k\" \"YWJjYWJjYWJjYWJjYWJj\\n\\n\\n\\n\"",
         "!runtime error: slice bounds out of range [16:15]"},
        {"decryptAES \"k\" \"MDEyMzQ1Njc4OWFiY2RlZg==\"",
         "!runtime error: index out of range [-1]"},
        {"decryptAES \"k\" \"MDEyMzQ1Njc4OWFiY2RlZmc=\"", "!crypto/cipher: input not full blocks"},
    };
    CALL_CHECK_ALL(cases);
}

static void test_encrypts_what_it_decrypts(void **state)
{
    (void)state;
    static const struct call_case cases[] = {
        {"encryptAES \"k\" \"\"", ""},
        {"len (encryptAES \"k\" \"abc\")", "44"},
        {"len (encryptAES \"k\" \"0123456789abcdef\")", "64"},
        {"encryptAES \"\" \"x\" | decryptAES \"\"", "x"},
        {"encryptAES \"k\" \"0123456789abcdef\" | decryptAES \"k\"", "0123456789abcdef"},
        {"encryptAES \"k\" \"0123456789abcde\" | decryptAES \"k\"", "0123456789abcde"},
    };
    CALL_CHECK_ALL(cases);
}

/* A last byte beyond the text's length: Go slices with a negative bound. */
static void test_padding_is_not_verified(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    val whole = call_eval(&a, "encryptAES \"k\" \"0123456789abcdef\"");
    str bytes =
        val_text(call_eval(&a, str_c(&a, str_fmt(&a, "b64dec \"%.*s\"", (int)whole.len, whole.s))));
    char *changed = arena_bytes(&a, bytes.len);
    memcpy(changed, bytes.s, bytes.len);
    /* In CBC a flipped bit of a block flips that bit of the next: 16 of padding become 32. */
    changed[bytes.len - 17] = (char)(changed[bytes.len - 17] ^ 0x30);
    val text = val_str(str_make(changed, bytes.len));
    struct fn_env env = {.arena = &a, .random = call_random};
    struct fn_call c = {.fn = fn_find(STR("b64enc")), .arena = &a, .env = &env};
    val arg[2] = {val_str(STR("k"))}, ret;
    assert_true(fn_body_of(c.fn)(&c, &text, 1, &arg[1]));
    c.fn = fn_find(STR("decryptAES"));
    assert_true(fn_body_of(c.fn)(&c, arg, 2, &ret));
    assert_int_equal(ret.len, 0); /* 32 of 32 bytes */
    changed[bytes.len - 17] = (char)(changed[bytes.len - 17] ^ 0x40);
    c.fn = fn_find(STR("b64enc"));
    assert_true(fn_body_of(c.fn)(&c, &text, 1, &arg[1]));
    c.fn = fn_find(STR("decryptAES"));
    assert_false(fn_body_of(c.fn)(&c, arg, 2, &ret));
    assert_string_equal(str_c(&a, c.error), "runtime error: slice bounds out of range [:-64]");
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_decrypts),
        cmocka_unit_test(test_encrypts_what_it_decrypts),
        cmocka_unit_test(test_padding_is_not_verified),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
