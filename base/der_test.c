#include "base/der.h"

#include "base/arena.h"
#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

static str bytes_of(struct arena *a, const char *hex)
{
    struct buf b;
    buf_init(&b, a);
    for (; hex[0]; hex += 2) {
        unsigned byte;
        assert_int_equal(sscanf(hex, "%2x", &byte), 1);
        buf_put_char(&b, (char)byte);
    }
    return buf_str(&b);
}

static const char *hex_of(struct arena *a, str s)
{
    struct buf b;
    buf_init(&b, a);
    for (size_t i = 0; i < s.len; i++)
        buf_put_fmt(&b, "%02x", (unsigned)(uint8_t)s.s[i]);
    return str_c(a, buf_str(&b));
}

/* The content that a reader gives, or NULL where it refuses. */
struct read_case {
    const char *der, *want;
};

static void check_reads(bool (*read)(str *, str *), const struct read_case *cases, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct arena a;
        arena_init(&a, NULL);
        str in = bytes_of(&a, cases[i].der), was = in, content;
        bool ok = read(&in, &content);
        if (ok != (cases[i].want != NULL))
            fail_msg("%s: %s", cases[i].der, ok ? "read" : "refused");
        if (ok)
            assert_string_equal(hex_of(&a, content), cases[i].want);
        else
            assert_int_equal(in.len, was.len); /* nothing is taken */
        arena_done(&a);
    }
}

#define CHECK_READS(read, cases) check_reads(read, cases, sizeof(cases) / sizeof *(cases))

static bool read_octets(str *in, str *ret)
{
    return der_read(in, DER_OCTET_STRING, ret);
}

static void test_lengths_are_minimal(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"", NULL},
        {"04", NULL},
        {"0400", ""},
        {"0401", NULL},
        {"040161", "61"},
        {"04016199", "61"},
        {"05016161", NULL},
        {"04810161", NULL},
        {"0480", NULL},
        {"04820001", NULL},
        {"04850000000001", NULL},
        {"0484ffffffff61", NULL},
    };
    CHECK_READS(read_octets, cases);
}

static void test_integers_are_minimal(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"0200", NULL},     {"020100", "00"},   {"020180", "80"},     {"02020080", "0080"},
        {"0202007f", NULL}, {"0202ff80", NULL}, {"0202ff7f", "ff7f"}, {"030100", NULL},
    };
    CHECK_READS(der_read_integer, cases);
}

static void test_object_identifiers(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"0600", NULL},
        {"06032b6570", "2b6570"},
        {"0602802a", NULL},
        {"060188", NULL},
        {"06062bffffffff7f", NULL},
        {"060487ffff7f", "87ffff7f"},
        {"06052b87ffffff", NULL},
        {"06062b87ffffff7f", "2b87ffffff7f"},
    };
    CHECK_READS(der_read_oid, cases);
    struct arena a;
    arena_init(&a, NULL);
    assert_string_equal(str_c(&a, der_oid_text(&a, bytes_of(&a, "2a864886f70d010101"))),
                        "1.2.840.113549.1.1.1");
    assert_string_equal(str_c(&a, der_oid_text(&a, bytes_of(&a, "8837"))), "2.999");
    arena_done(&a);
}

static void test_bit_strings(void **state)
{
    (void)state;
    static const struct read_case cases[] = {
        {"0300", NULL},     {"030100", ""},     {"030101", NULL},       {"0302055f", NULL},
        {"03020560", "60"}, {"03020860", NULL}, {"030300ff01", "ff01"},
    };
    CHECK_READS(der_read_bits, cases);
}

static void test_optional_elements(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    str in = bytes_of(&a, "a003020102"
                          "0500"),
        content;
    bool present;
    assert_true(der_read_optional(&in, DER_CONTEXT_CONSTRUCTED, &content, &present));
    assert_true(present);
    assert_string_equal(hex_of(&a, content), "020102");
    assert_true(der_read_optional(&in, DER_CONTEXT_CONSTRUCTED, &content, &present));
    assert_false(present);
    assert_true(der_next_is(in, DER_NULL));
    assert_true(der_read_element(&in, DER_NULL, &content));
    assert_string_equal(hex_of(&a, content), "0500");
    assert_int_equal(in.len, 0);
    arena_done(&a);
}

static void test_writes_elements(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    assert_string_equal(hex_of(&a, der_unsigned(&a, STR(""))), "020100");
    assert_string_equal(hex_of(&a, der_unsigned(&a, bytes_of(&a, "000080"))), "02020080");
    assert_string_equal(hex_of(&a, der_unsigned(&a, bytes_of(&a, "0001"))), "020101");
    assert_string_equal(hex_of(&a, der_bits(&a, STR("a"))), "03020061");
    str list = DER_LIST(&a, DER_SEQUENCE, der_unsigned(&a, STR("\1")), STR(""),
                        der_element(&a, DER_OCTET_STRING, STR("a")));
    assert_string_equal(hex_of(&a, list), "3006020101040161");
    char big[300] = {0};
    static const size_t lengths[] = {127, 128, 255, 256, 300};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        str in = der_element(&a, DER_OCTET_STRING, str_make(big, lengths[i])), content;
        assert_true(der_read(&in, DER_OCTET_STRING, &content));
        assert_int_equal(content.len, lengths[i]);
        assert_int_equal(in.len, 0);
    }
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lengths_are_minimal), cmocka_unit_test(test_integers_are_minimal),
        cmocka_unit_test(test_object_identifiers),  cmocka_unit_test(test_bit_strings),
        cmocka_unit_test(test_optional_elements),   cmocka_unit_test(test_writes_elements),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
