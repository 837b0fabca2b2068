/* genCA, genSelfSignedCert, genSignedCert, their …WithKey twins, and buildCustomCert.
 *
 * The certificates are, field by field and in this order, what Sprig's templates make Go's
 * x509.CreateCertificate write: a serial number of 128 random bits, SHA-256 as the subject key
 * identifier of an authority (RFC 7093), names as PrintableString where they can be.
 */
#include "base/base64.h"
#include "base/buf.h"
#include "base/calendar.h"
#include "base/der.h"
#include "base/ip.h"
#include "base/pem.h"
#include "base/quote.h"
#include "base/utf8.h"
#include "funcs/keys.h"
#include "funcs/x509.h"
#include "value/gofmt.h"
#include "value/native.h"

#include <nettle/sha2.h>

#include <string.h>

enum { RSA_BITS = 2048, SERIAL_BYTES = 16, KEY_ID_BYTES = 20 };

#define TRUE_ELEMENT STR("\x01\x01\xFF")

/* What a certificate shall say. */
struct request {
    str common_name;
    const struct list *ips, *dns;
    int64_t days;
    bool is_ca;
    const struct private_key *key;    /* of the subject */
    const struct private_key *signer; /* may be the same */
    const struct x509 *parent;        /* NULL: signs itself */
};

static bool creation_failed(struct fn_call *c, str why)
{
    return call_fail(c, "error creating certificate: %.*s", STR_ARG(why));
}

/* asn1.Marshal's choice for a Go string. */
static bool is_printable(str s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.s[i];
        bool alphanumeric =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!alphanumeric && (c == '\0' || !strchr(" '()+,-./:=?", c)))
            return false;
    }
    return true;
}

/* A Name of the common name alone. */
static bool make_subject(struct fn_call *c, str name, str *ret)
{
    if (!utf8_valid(name))
        return creation_failed(c, STR("asn1: string not valid UTF-8"));
    struct arena *a = c->arena;
    str text = der_element(a, is_printable(name) ? DER_PRINTABLE_STRING : DER_UTF8_STRING, name);
    str attribute = DER_LIST(a, DER_SEQUENCE, STR("\x06\x03\x55\x04\x03"), text);
    str names = name.len ? der_element(a, DER_SET, attribute) : STR("");
    *ret = der_element(a, DER_SEQUENCE, names);
    return true;
}

/* UTCTime for the years that it can tell, as RFC 5280 wants. */
static str make_time(struct arena *a, int64_t seconds)
{
    uint64_t s = (uint64_t)seconds + CALENDAR_FROM_UNIX;
    struct calendar_date d = calendar_date(s / SECONDS_PER_DAY);
    unsigned of_day = (unsigned)(s % SECONDS_PER_DAY);
    bool utc = d.year >= 1950 && d.year < 2050;
    str text = str_fmt(a, "%04lld%02d%02d%02u%02u%02uZ", (long long)d.year, d.month, d.day,
                       of_day / 3600, of_day / 60 % 60, of_day % 60);
    return utc ? der_element(a, DER_UTC_TIME, str_from(text, 2))
               : der_element(a, DER_GENERALIZED_TIME, text);
}

/* From now on; Go's Duration of so many days wraps around beyond 292 years. */
static str make_validity(struct fn_call *c, int64_t days)
{
    enum { BILLION = 1000000000 };
    int64_t now;
    int32_t nanoseconds;
    c->env->now(c->env->data, &now, &nanoseconds);
    int64_t duration = (int64_t)((uint64_t)days * SECONDS_PER_DAY * BILLION);
    int64_t seconds = duration / BILLION, rest = duration % BILLION + nanoseconds;
    seconds += rest >= BILLION ? 1 : rest < 0 ? -1 : 0;
    return DER_LIST(c->arena, DER_SEQUENCE, make_time(c->arena, now),
                    make_time(c->arena, now + seconds));
}

static str make_extension(struct arena *a, str oid, bool critical, str value)
{
    return DER_LIST(a, DER_SEQUENCE, der_element(a, DER_OID, oid),
                    critical ? TRUE_ELEMENT : STR(""), der_element(a, DER_OCTET_STRING, value));
}

/* digitalSignature and keyEncipherment, and keyCertSign for an authority. */
static str key_usage(struct arena *a, bool is_ca)
{
    return make_extension(a, STR("\x55\x1D\x0F"), true,
                          is_ca ? STR("\x03\x02\x02\xA4") : STR("\x03\x02\x05\xA0"));
}

/* serverAuth and clientAuth. */
static str extended_key_usage(struct arena *a)
{
    str server = der_element(a, DER_OID, STR("\x2B\x06\x01\x05\x05\x07\x03\x01"));
    str client = der_element(a, DER_OID, STR("\x2B\x06\x01\x05\x05\x07\x03\x02"));
    return make_extension(a, STR("\x55\x1D\x25"), false, DER_LIST(a, DER_SEQUENCE, server, client));
}

static str basic_constraints(struct arena *a, bool is_ca)
{
    return make_extension(a, STR("\x55\x1D\x13"), true,
                          der_element(a, DER_SEQUENCE, is_ca ? TRUE_ELEMENT : STR("")));
}

static str subject_key_id(struct arena *a, str public_key)
{
    struct sha256_ctx sha;
    uint8_t digest[KEY_ID_BYTES];
    sha256_init(&sha);
    sha256_update(&sha, public_key.len, (const uint8_t *)public_key.s);
    sha256_digest(&sha, sizeof digest, digest);
    str id = str_make((const char *)digest, sizeof digest);
    return make_extension(a, STR("\x55\x1D\x0E"), false, der_element(a, DER_OCTET_STRING, id));
}

static str authority_key_id(struct arena *a, str id)
{
    return make_extension(a, STR("\x55\x1D\x23"), false,
                          DER_LIST(a, DER_SEQUENCE, der_element(a, DER_CONTEXT, id)));
}

static bool is_string(val v)
{
    return v.tag == V_STRING && v.gotype == T_STRING;
}

static str printed(struct arena *a, val v)
{
    struct buf b;
    buf_init(&b, a);
    gofmt_value(&b, v);
    return buf_str(&b);
}

/* As net.ParseIP: an address without a zone; IPv4 in IPv6 counts as IPv4. */
static bool read_ip(struct arena *a, str text, str *ret)
{
    static const uint8_t mapped[12] = {[10] = 0xFF, [11] = 0xFF};
    struct ip ip;
    str error;
    if (!ip_parse(a, text, &ip, &error) || str_find_char(text, '%') != STR_NONE)
        return false;
    str bytes = str_make((const char *)ip.byte, ip.v4 ? 4 : 16);
    if (!ip.v4 && memcmp(ip.byte, mapped, sizeof mapped) == 0)
        bytes = str_from(bytes, sizeof mapped);
    *ret = str_dup(a, bytes);
    return true;
}

/* The addresses as GeneralNames, appended. */
static bool put_ips(struct fn_call *c, const struct list *ips, struct buf *out)
{
    for (size_t i = 0; i < list_len(ips); i++) {
        val v = ips->items[i];
        str ip;
        if (!is_string(v))
            return call_fail(c, "error parsing ip: %.*s is not a string",
                             STR_ARG(printed(c->arena, v)));
        if (!read_ip(c->arena, val_text(v), &ip))
            return call_fail(c, "error parsing ip: %.*s", STR_ARG(val_text(v)));
        buf_put_str(out, der_element(c->arena, DER_CONTEXT + 7, ip));
    }
    return true;
}

static bool put_dns_names(struct fn_call *c, const struct list *dns, struct buf *out)
{
    for (size_t i = 0; i < list_len(dns); i++) {
        val v = dns->items[i];
        if (!is_string(v))
            return call_fail(c, "error processing alternate dns name: %.*s is not a string",
                             STR_ARG(printed(c->arena, v)));
        buf_put_str(out, der_element(c->arena, DER_CONTEXT + 2, val_text(v)));
    }
    return true;
}

static bool check_dns_names(struct fn_call *c, const struct list *dns)
{
    for (size_t i = 0; i < list_len(dns); i++) {
        str name = val_text(dns->items[i]);
        for (size_t j = 0; j < name.len; j++)
            if (name.s[j] & 0x80)
                return creation_failed(c, str_fmt(c->arena,
                                                  "x509: %.*s cannot be encoded as an IA5String",
                                                  STR_ARG(quote(c->arena, name))));
    }
    return true;
}

/* Names before addresses, though addresses are checked first. */
static bool make_alternatives(struct fn_call *c, const struct request *q, str *ret)
{
    struct buf ips, dns;
    buf_init(&ips, c->arena);
    buf_init(&dns, c->arena);
    if (!put_ips(c, q->ips, &ips) || !put_dns_names(c, q->dns, &dns))
        return false;
    *ret = ips.len + dns.len ? DER_LIST(c->arena, DER_SEQUENCE, buf_str(&dns), buf_str(&ips))
                             : STR("");
    return true;
}

/* What CreateCertificate finds before it looks at the extensions. */
static bool check_keys(struct fn_call *c, const struct request *q)
{
    if (!q->signer->signature_algorithm.len)
        return creation_failed(
            c, STR("x509: certificate private key does not implement crypto.Signer"));
    if (q->key->type == KEY_DSA)
        return creation_failed(c, STR("x509: unsupported public key type: *dsa.PublicKey"));
    return true;
}

static bool check_match(struct fn_call *c, const struct request *q)
{
    const struct x509 *parent = q->parent;
    if (!parent || !parent->known_key ||
        (str_eq(parent->algorithm, q->signer->algorithm) &&
         str_eq(parent->public_key, q->signer->public_key)))
        return true;
    return creation_failed(c, STR("x509: provided PrivateKey doesn't match parent's PublicKey"));
}

static str make_extensions(struct fn_call *c, const struct request *q, str subject, str names)
{
    struct arena *a = c->arena;
    const struct x509 *parent = q->parent;
    bool names_authority =
        parent && parent->subject_key_id.len && !str_eq(parent->subject, subject);
    str list = DER_LIST(
        a, DER_SEQUENCE, key_usage(a, q->is_ca), extended_key_usage(a),
        basic_constraints(a, q->is_ca), q->is_ca ? subject_key_id(a, q->key->public_key) : STR(""),
        names_authority ? authority_key_id(a, parent->subject_key_id) : STR(""),
        names.len ? make_extension(a, STR("\x55\x1D\x11"), !q->common_name.len, names) : STR(""));
    return der_element(a, DER_CONTEXT_CONSTRUCTED + 3, list);
}

static str make_serial(struct fn_call *c)
{
    uint8_t bytes[SERIAL_BYTES];
    c->env->random(c->env->data, bytes, sizeof bytes);
    return der_unsigned(c->arena, str_make((const char *)bytes, sizeof bytes));
}

static bool create(struct fn_call *c, const struct request *q, val *ret)
{
    struct arena *a = c->arena;
    str names, subject, signature, error;
    if (!make_alternatives(c, q, &names) || !check_keys(c, q) ||
        !make_subject(c, q->common_name, &subject) || !check_match(c, q) ||
        !check_dns_names(c, q->dns))
        return false;
    str spki = DER_LIST(a, DER_SEQUENCE, q->key->algorithm, der_bits(a, q->key->public_key));
    str tbs =
        DER_LIST(a, DER_SEQUENCE, STR("\xA0\x03\x02\x01\x02"), make_serial(c),
                 q->signer->signature_algorithm, q->parent ? q->parent->subject : subject,
                 make_validity(c, q->days), subject, spki, make_extensions(c, q, subject, names));
    if (!key_sign(c, q->signer, tbs, &signature, &error))
        return creation_failed(c, error);
    str cert =
        DER_LIST(a, DER_SEQUENCE, tbs, q->signer->signature_algorithm, der_bits(a, signature));
    *ret = native_certificate(a, pem_encode(a, (struct pem){STR("CERTIFICATE"), cert}),
                            key_pem(a, q->key));
    return true;
}

/* The key of a …WithKey function, or a new one. */
static bool get_key(struct fn_call *c, const val *pem, struct private_key *ret)
{
    str error;
    if (!pem)
        return key_new_rsa(c, RSA_BITS, ret);
    if (key_parse_pem(c, val_text(*pem), ret, &error))
        return true;
    return error.len && call_fail(c, "parsing private key: %.*s", STR_ARG(error));
}

static bool gen_ca(struct fn_call *c, const val *arg, const val *pem, val *ret)
{
    struct private_key key;
    struct request q = {.common_name = val_text(arg[0]), .days = arg[1].i, .is_ca = true};
    q.key = q.signer = &key;
    return get_key(c, pem, &key) && create(c, &q, ret);
}

bool fn_gen_ca(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    return gen_ca(c, arg, NULL, ret);
}

bool fn_gen_cawith_key(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    return gen_ca(c, arg, &arg[2], ret);
}

static struct request request_of(const val *arg, const struct private_key *key)
{
    return (struct request){.common_name = val_text(arg[0]),
                            .ips = arg[1].list,
                            .dns = arg[2].list,
                            .days = arg[3].i,
                            .key = key,
                            .signer = key};
}

static bool gen_self_signed(struct fn_call *c, const val *arg, const val *pem, val *ret)
{
    struct private_key key;
    if (!get_key(c, pem, &key))
        return false;
    struct request q = request_of(arg, &key);
    return create(c, &q, ret);
}

bool fn_gen_self_signed_cert(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    return gen_self_signed(c, arg, NULL, ret);
}

bool fn_gen_self_signed_cert_with_key(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    return gen_self_signed(c, arg, &arg[4], ret);
}

/* The curve is known by the length of the point, which x509_parse has checked. */
static bool check_point(struct fn_call *c, const struct x509 *cert, str *ret_error)
{
    static const struct {
        size_t len;
        int bits;
    } curves[] = {{57, 224}, {65, 256}, {97, 384}, {133, 521}};
    if (!cert->is_ec)
        return true;
    const struct libcrypto *lib = libcrypto_get(c);
    if (!lib)
        return false;
    if (key_public_is_valid(c, lib, cert->algorithm, cert->public_key))
        return true;
    for (size_t i = 0; i < sizeof curves / sizeof *curves; i++)
        if (cert->public_key.len == curves[i].len)
            *ret_error = str_fmt(c->arena, "P%d point not on curve", curves[i].bits);
    return false;
}

/* The certificate and the key that make an authority. `what` is Sprig's name of the bytes. */
static bool read_pair(struct fn_call *c, str cert, str key, const char *what, struct x509 *ret_cert,
                      struct private_key *ret_key)
{
    struct pem block;
    str error = STR("");
    if (!pem_decode(c->arena, cert, &block))
        return call_fail(c, "unable to decode certificate");
    if (!x509_parse(c->arena, block.bytes, ret_cert, &error) || !check_point(c, ret_cert, &error))
        return error.len &&
               call_fail(c, "error parsing certificate: %s: %.*s", what, STR_ARG(error));
    if (key_parse_pem(c, key, ret_key, &error))
        return true;
    return error.len && call_fail(c, "error parsing private key: %.*s", STR_ARG(error));
}

static bool gen_signed(struct fn_call *c, const val *arg, const val *pem, val *ret)
{
    struct private_key key, signer;
    struct x509 parent;
    const val *ca = arg[4].record->field;
    if (!get_key(c, pem, &key))
        return false;
    struct request q = request_of(arg, &key);
    q.signer = &signer;
    q.parent = &parent;
    return read_pair(c, val_text(ca[0]), val_text(ca[1]), "decodedSignerCert.Bytes", &parent,
                     &signer) &&
           create(c, &q, ret);
}

bool fn_gen_signed_cert(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    return gen_signed(c, arg, NULL, ret);
}

bool fn_gen_signed_cert_with_key(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    return gen_signed(c, arg, &arg[5], ret);
}

/* Only checked: the texts are returned as they are, and need not belong together. */
bool fn_build_custom_cert(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    str cert, key;
    size_t bad;
    struct x509 parsed;
    struct private_key parsed_key;
    if (!base64_decode(c->arena, val_text(arg[0]), &cert, &bad))
        return call_fail(c, "unable to decode base64 certificate");
    if (!base64_decode(c->arena, val_text(arg[1]), &key, &bad))
        return call_fail(c, "unable to decode base64 private key");
    if (!read_pair(c, cert, key, "decodedCert.Bytes", &parsed, &parsed_key))
        return false;
    *ret = native_certificate(c->arena, cert, key);
    return true;
}
