#include "base/shared_library.h"

#include "base/arena.h"

#include <arpa/inet.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void test_library(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    assert_true(shared_library_prepare(&a));
    assert_string_equal(shared_library_remedy("install x"), "install x");
    assert_null(shared_library_open(&a, "libchelm-none.so.1"));
    void *library = shared_library_open(&a, "libcrypto.so.3"), *symbol;
    assert_non_null(library);
    assert_null(shared_library_symbol(library, "no_such_function"));
    symbol = shared_library_symbol(library, "OpenSSL_version_num");
    unsigned long (*version)(void);
    memcpy(&version, &symbol, sizeof version);
    assert_true(symbol && version() >= 0x30000000);
    shared_library_close(library);
    arena_done(&a);
}

/* Hosts in digits are found without asking anybody. */
static void test_address(void **state)
{
    (void)state;
    char text[INET6_ADDRSTRLEN], small[4];
    assert_true(shared_library_address("127.0.0.1", text, sizeof text));
    assert_string_equal(text, "127.0.0.1");
    assert_true(shared_library_address("0:0::1", text, sizeof text));
    assert_string_equal(text, "::1");
    assert_false(shared_library_address("127.0.0.1", small, sizeof small));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_library),
                                       cmocka_unit_test(test_address)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
