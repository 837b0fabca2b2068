#include "base/der.h"
#include "base/pem.h"
#include "funcs/call_test.h"
#include "funcs/keys_fixture_test.h"
#include "funcs/x509.h"

enum { NOW = 1700000000 }; /* 2023-11-14 22:13:20 UTC */

struct world {
    struct arena arena;
    struct fn_env env;
};

static void fixed_now(void *data, int64_t *seconds, int32_t *nanoseconds)
{
    (void)data;
    *seconds = NOW;
    *nanoseconds = 500000000;
}

static void world_open(struct world *w)
{
    arena_init(&w->arena, NULL);
    w->env = (struct fn_env){.arena = &w->arena, .random = call_random, .now = fixed_now};
}

/* The result, or a string: "!" and the error. */
static val call(struct world *w, const char *name, const val *arg, uint32_t n)
{
    struct fn_call c = {.fn = fn_find(str_from_c(name)), .arena = &w->arena, .env = &w->env};
    val ret;
    if (fn_body_of(c.fn)(&c, arg, n, &ret))
        return ret;
    assert_true(c.error.len > 0);
    return val_str(str_concat(&w->arena, STR("!"), c.error));
}

static val text(const char *s)
{
    return val_str(str_from_c(s));
}

static val list_of(struct world *w, size_t n, const val *items)
{
    struct list *l = list_new(&w->arena, n);
    for (size_t i = 0; i < n; i++)
        list_push(l, items[i]);
    return val_list(l);
}

static str der_of(struct world *w, val certificate)
{
    struct pem block;
    assert_int_equal(certificate.gotype, T_CERTIFICATE);
    assert_true(pem_decode(&w->arena, val_text(certificate.record->field[0]), &block));
    assert_true(str_eq(block.type, STR("CERTIFICATE")));
    return block.bytes;
}

static void check_text(struct world *w, val got, const char *want)
{
    assert_int_equal(got.tag, V_STRING);
    assert_string_equal(str_c(&w->arena, val_text(got)), want);
}

static val self_signed(struct world *w, val ips, val dns, const char *name, int64_t days)
{
    val arg[5] = {text(name), ips, dns, val_int(days), text(EC_KEY)};
    return call(w, "genSelfSignedCertWithKey", arg, 5);
}

static void test_an_authority(void **state)
{
    (void)state;
    struct world w;
    world_open(&w);
    val arg[3] = {text("my ca"), val_int(10), text(EC_KEY_PKCS8)};
    val ca = call(&w, "genCAWithKey", arg, 3);
    str der = der_of(&w, ca), error;
    struct x509 x;
    assert_true(x509_parse(&w.arena, der, &x, &error));
    assert_int_equal(x.subject_key_id.len, 20);
    assert_true(x.known_key);
    assert_true(str_eq(val_text(ca.record->field[1]), STR(EC_KEY)));
    assert_true(str_has(der, STR("\x06\x03\x55\x04\x03\x13\x05my ca")));
    assert_true(str_has(der, STR("\x17\x0D"
                                 "231114221320Z\x17\x0D"
                                 "231124221320Z")));
    assert_true(str_has(der, STR("\x03\x02\x02\xA4")));             /* with keyCertSign */
    assert_true(str_has(der, STR("\x04\x05\x30\x03\x01\x01\xFF"))); /* CA:TRUE */
    arena_done(&w.arena);
}

static void test_signed_by_an_authority(void **state)
{
    (void)state;
    struct world w;
    world_open(&w);
    val arg[6] = {text("ca"), val_int(10), text(ED25519_KEY)};
    val ca = call(&w, "genCAWithKey", arg, 3);
    struct x509 parent;
    str error;
    assert_true(x509_parse(&w.arena, der_of(&w, ca), &parent, &error));
    val ips = list_of(&w, 3, (val[]){text("1.2.3.4"), text("::1"), text("::ffff:5.6.7.8")});
    val dns = list_of(&w, 2, (val[]){text("a.b"), text("*.c")});
    val leaf_arg[6] = {text("leaf*"), ips, dns, val_int(10000), ca, text(RSA_KEY)};
    str der = der_of(&w, call(&w, "genSignedCertWithKey", leaf_arg, 6));
    assert_true(str_has(der, parent.subject));
    assert_true(str_has(der, str_concat(&w.arena, STR("\x80\x14"), parent.subject_key_id)));
    assert_true(str_has(der, STR("\x0C\x05leaf*"))); /* UTF8String: '*' is not printable */
    assert_true(str_has(der, STR("\x18\x0F"
                                 "20510401221320Z")));
    assert_true(str_has(der, STR("\x82\x03"
                                 "a.b\x82\x03*.c\x87\x04\1\2\3\4\x87\x10")));
    assert_true(str_has(der, STR("\x87\x04\5\6\7\x08")));
    assert_true(str_has(der, STR("\x03\x02\x05\xA0")));
    assert_true(str_has(der, STR("\x01\x01\xFF\x04\x02\x30\x00"))); /* CA:FALSE */
    arena_done(&w.arena);
}

static void test_names_and_times(void **state)
{
    (void)state;
    struct world w;
    world_open(&w);
    val none = val_list(NULL);
    str der = der_of(&w, self_signed(&w, none, none, "", -40000));
    assert_true(str_has(der, STR("\x18\x0F"
                                 "19140510221320Z\x30\x00"))); /* no name at all */
    assert_false(str_has(der, STR("\x55\x1D\x11")));
    /* 3,000,000 days do not fit into a Go Duration; they wrap around. */
    der = der_of(&w, self_signed(&w, none, list_of(&w, 1, (val[]){text("")}), "", 3000000));
    assert_true(str_has(der, STR("\x06\x03\x55\x1D\x11\x01\x01\xFF\x04\x04\x30\x02\x82\x00")));
    arena_done(&w.arena);
}

static void test_refuses_names(void **state)
{
    (void)state;
    struct world w;
    world_open(&w);
    val none = val_list(NULL), nil = val_nil();
    const struct {
        val ip, dns;
        const char *want;
    } cases[] = {
        {text("bad"), nil, "!error parsing ip: bad"},
        {text("01.2.3.4"), nil, "!error parsing ip: 01.2.3.4"},
        {text("fe80::1%eth0"), nil, "!error parsing ip: fe80::1%eth0"},
        {val_int(5), nil, "!error parsing ip: 5 is not a string"},
        {text("1.2.3.4"), val_int(5), "!error processing alternate dns name: 5 is not a string"},
        {text("1.2.3.4"), text("\xC3\xA9.com"),
         "!error creating certificate: x509: \"\xC3\xA9.com\" cannot be encoded as an IA5String"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_text(
            &w,
            self_signed(&w, list_of(&w, 1, &cases[i].ip), list_of(&w, 1, &cases[i].dns), "x", 1),
            cases[i].want);
    check_text(&w, self_signed(&w, none, none, "\xFF", 1),
               "!error creating certificate: asn1: string not valid UTF-8");
    arena_done(&w.arena);
}

static val build(struct world *w, val cert, val key)
{
    val arg[2] = {call(w, "b64enc", &cert, 1), call(w, "b64enc", &key, 1)};
    return call(w, "buildCustomCert", arg, 2);
}

static void test_custom_certificates(void **state)
{
    (void)state;
    struct world w;
    world_open(&w);
    val none = val_list(NULL), own = self_signed(&w, none, none, "x", 1);
    val cert = own.record->field[0];
    val custom = build(&w, cert, text(RSA_KEY_PKCS8)); /* need not belong together */
    assert_true(str_eq(val_text(custom.record->field[0]), val_text(cert)));
    assert_true(str_eq(val_text(custom.record->field[1]), STR(RSA_KEY_PKCS8)));
    val sign[5] = {text("y"), none, none, val_int(1), custom};
    check_text(&w, call(&w, "genSignedCert", sign, 5),
               "!error creating certificate: x509: provided PrivateKey doesn't match parent's "
               "PublicKey");
    check_text(&w, build(&w, text("x"), text("y")), "!unable to decode certificate");
    check_text(&w, build(&w, cert, text("y")), "!error parsing private key: no PEM data in input");
    check_text(&w, build(&w, text(EC_KEY), text(EC_KEY)),
               "!error parsing certificate: decodedCert.Bytes: x509: malformed tbs certificate");
    val bad[2] = {text("!"), text("!")};
    check_text(&w, call(&w, "buildCustomCert", bad, 2), "!unable to decode base64 certificate");
    arena_done(&w.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_authority),        cmocka_unit_test(test_signed_by_an_authority),
        cmocka_unit_test(test_names_and_times),     cmocka_unit_test(test_refuses_names),
        cmocka_unit_test(test_custom_certificates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
