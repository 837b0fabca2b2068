#include "base/asn1.h"

#include "base/arena.h"
#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

static const struct asn1_struct pair = {
    "pair", 2, {{.kind = ASN1_OID}, {.kind = ASN1_RAW, .optional = true}}};
static const struct asn1_struct sample = {
    "sample",
    6,
    {{.kind = ASN1_INT},
     {.kind = ASN1_STRUCT, .type = &pair, .optional = true},
     {.kind = ASN1_BYTES, .optional = true},
     {.kind = ASN1_OID, .optional = true, .explicit_tag = true, .tag = 0},
     {.kind = ASN1_BITS, .optional = true, .explicit_tag = true, .tag = 1},
     {.kind = ASN1_LIST, .type = &pair, .optional = true}}};

/* What stands in the fields, joined by commas, "-" for absent ones; or the error after "!". The
 * texts are those of Go's asn1.Unmarshal for the same struct. */
static const struct {
    const char *der, *want;
} cases[] = {
    {"", "!asn1: syntax error: sequence truncated"},
    {"61", "!asn1: syntax error: truncated tag or length"},
    {"3080", "!asn1: syntax error: indefinite length found (not DER)"},
    {"308105", "!asn1: structure error: non-minimal length"},
    {"30820005", "!asn1: structure error: superfluous leading zeros in length"},
    {"308501000000", "!asn1: syntax error: truncated tag or length"},
    {"30850100000000", "!asn1: structure error: length too large"},
    {"3005020101", "!asn1: syntax error: data truncated"},
    {"3000", "!asn1: syntax error: sequence truncated"},
    {"3003020101", "01,-,-,-,-,-"},
    {"300302010199", "01,-,-,-,-,- rest 99"},
    {"30020200", "!asn1: structure error: empty integer"},
    {"300402020001", "!asn1: structure error: integer not minimally-encoded"},
    {"300b0209010000000000000000", "!asn1: structure error: integer too large"},
    {"300a02010104016105000500", "01,-,61,-,-,-"}, /* more than the fields need: allowed */
    {"3003040101",
     "!asn1: structure error: tags don't match (2 vs {class:0 tag:4 length:1 isCompound:false}) "
     "{optional:false explicit:false application:false private:false defaultValue:<nil> "
     "tag:<nil> stringType:0 timeType:0 set:false omitEmpty:false} int @2"},
    {"040101",
     "!asn1: structure error: tags don't match (16 vs {class:0 tag:4 length:1 isCompound:false}) "
     "{optional:false explicit:false application:false private:false defaultValue:<nil> "
     "tag:<nil> stringType:0 timeType:0 set:false omitEmpty:false} sample @2"},
    {"30080201013003060155", "01,060155,-,-,-,-"},
    {"300a02010130050601550500", "01,0601550500,-,-,-,-"},
    {"300702010130020600", "!asn1: syntax error: zero length OBJECT IDENTIFIER"},
    {"30080201013003060185", "!asn1: syntax error: truncated base 128 integer"},
    {"3008020101a003060155", "01,-,-,55,-,-"},
    {"3009020101a10403020560", "01,-,-,-,0560,-"},
    {"3009020101a1040302055f", "!asn1: syntax error: invalid padding bits in BIT STRING"},
    {"3005020101a000", "!asn1: structure error: explicit tag has no child"},
    {"3007020101a0000500", "!asn1: structure error: zero length explicit tag was not an asn1.Flag"},
    {"3005020101bf1f", "!asn1: syntax error: truncated tag or length"},
    {"30060201011f0500", "!asn1: syntax error: non-minimal tag"},
};

static void check(const char *hex, const char *want)
{
    struct arena a;
    arena_init(&a, NULL);
    struct buf in, out;
    buf_init(&in, &a);
    buf_init(&out, &a);
    for (const char *at = hex; *at; at += 2) {
        unsigned byte;
        assert_int_equal(sscanf(at, "%2x", &byte), 1);
        buf_put_char(&in, (char)byte);
    }
    str field[ASN1_MAX_FIELDS], rest, error;
    if (!asn1_parse(&a, buf_str(&in), &sample, field, &rest, &error)) {
        buf_put_fmt(&out, "!%.*s", STR_ARG(error));
    } else {
        for (size_t i = 0; i < sample.n; i++) {
            buf_put_str(&out, i ? STR(",") : STR(""));
            buf_put_str(&out, field[i].s ? STR("") : STR("-"));
            for (size_t j = 0; j < field[i].len; j++)
                buf_put_fmt(&out, "%02x", (unsigned)(uint8_t)field[i].s[j]);
        }
        buf_put_str(&out, rest.len ? STR(" rest ") : STR(""));
        for (size_t j = 0; j < rest.len; j++)
            buf_put_fmt(&out, "%02x", (unsigned)(uint8_t)rest.s[j]);
    }
    const char *got = str_c(&a, buf_str(&out));
    if (!str_eq(str_from_c(got), str_from_c(want)))
        fail_msg("%s\n got: %s\nwant: %s", hex, got, want);
    arena_done(&a);
}

static void test_reads_as_go(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check(cases[i].der, cases[i].want);
}

static void test_ints(void **state)
{
    (void)state;
    assert_int_equal(asn1_int(STR("\x01")), 1);
    assert_int_equal(asn1_int(STR("\xFF")), -1);
    assert_int_equal(asn1_int(STR("\x80\x00")), -32768);
    assert_int_equal(asn1_int(STR("\x00\x80")), 128);
    assert_true(asn1_int(STR("\x80\0\0\0\0\0\0\0")) == INT64_MIN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reads_as_go),
        cmocka_unit_test(test_ints),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
