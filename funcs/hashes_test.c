#include "funcs/call_test.h"

static const struct call_case hashes[] = {
    {"sha1sum \"\"", "da39a3ee5e6b4b0d3255bfef95601890afd80709"},
    {"sha1sum \"abc\"", "a9993e364706816aba3e25717850c26c9cd0d89d"},
    {"sha256sum \"abc\"", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {"sha512sum \"abc\" | trunc 16", "ddaf35a193617aba"},
    {"sha512sum \"\" | len", "128"},
    {"adler32sum \"\"", "1"},
    {"adler32sum \"Wikipedia\"", "300286872"},
};

static void test_hashes(void **state)
{
    (void)state;
    CALL_CHECK_ALL(hashes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hashes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
