#define _DEFAULT_SOURCE /* pread */

#include "cli/write_all.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { PARTS = 3000 }; /* more than one call of the system takes */

/* Digits of three lengths, nothing among them. */
static void test_many_parts(void **state)
{
    (void)state;
    static const char *const texts[] = {"", "1", "", "23", "456"};
    enum { TEXTS = sizeof texts / sizeof *texts };
    struct iovec parts[PARTS];
    char want[3 * PARTS + 1] = "", got[sizeof want] = "";
    size_t len = 0;
    for (size_t i = 0; i < PARTS; i++) {
        const char *text = texts[i % TEXTS];
        size_t n = strlen(text);
        parts[i] = (struct iovec){(void *)(uintptr_t)text, n};
        memcpy(want + len, text, n);
        len += n;
    }
    FILE *f = tmpfile();
    assert_non_null(f);
    assert_true(write_all_of(fileno(f), parts, PARTS));
    assert_int_equal(pread(fileno(f), got, sizeof got, 0), (ssize_t)len);
    assert_string_equal(got, want);
    fclose(f);
}

static void test_nothing(void **state)
{
    (void)state;
    struct iovec empty = {NULL, 0};
    FILE *f = tmpfile();
    assert_non_null(f);
    assert_true(write_all_of(fileno(f), NULL, 0));
    assert_true(write_all_of(fileno(f), &empty, 1));
    assert_true(write_all(fileno(f), (str){NULL, 0}));
    assert_int_equal(lseek(fileno(f), 0, SEEK_END), 0);
    fclose(f);
}

/* A pipe without a reader in time takes a part of a text, the rest fails. */
static void test_short_writes(void **state)
{
    (void)state;
    enum { MORE = 1 << 20 }; /* than a pipe holds */
    char *text = calloc(1, MORE);
    int ends[2];
    assert_non_null(text);
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(fcntl(ends[1], F_SETFL, O_NONBLOCK), 0);
    struct iovec parts[] = {{text, 10}, {text, MORE}, {text, 10}};
    assert_false(write_all_of(ends[1], parts, 3));
    assert_int_equal(errno, EAGAIN);
    assert_true(parts[1].iov_len < MORE); /* it went on where the first call had stopped */
    assert_ptr_equal((char *)parts[1].iov_base, text + (MORE - parts[1].iov_len));
    close(ends[0]);
    close(ends[1]);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_many_parts),
        cmocka_unit_test(test_nothing),
        cmocka_unit_test(test_short_writes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
