#include "funcs/key_reading.h"

#include "base/asn1.h"
#include "base/buf.h"
#include "base/der.h"
#include "base/pem.h"
#include "funcs/rsa.h"

/* OpenSSL's numbers of key types (NID_rsaEncryption, NID_X9_62_id_ecPublicKey). */
enum { NID_RSA = 6, NID_EC = 408 };

#define OID_RSA        STR("\x2A\x86\x48\x86\xF7\x0D\x01\x01\x01")
#define OID_RSA_SHA256 STR("\x2A\x86\x48\x86\xF7\x0D\x01\x01\x0B")
#define OID_EC         STR("\x2A\x86\x48\xCE\x3D\x02\x01")
#define OID_ED25519    STR("\x2B\x65\x70")
#define OID_X25519     STR("\x2B\x65\x6E")
#define NULL_ELEMENT   STR("\x05\x00")
#define ZERO           STR("\x02\x01\x00")
#define ONE            STR("\x02\x01\x01")

/* The curves that Go knows, with what signs on them. */
static const struct curve {
    str oid;
    size_t size; /* bytes of a scalar */
    const char *digest;
    str signature_oid;
} curves[] = {
    {STR_INIT("\x2B\x81\x04\x00\x21"), 28, "SHA256", STR_INIT("\x2A\x86\x48\xCE\x3D\x04\x03\x02")},
    {STR_INIT("\x2A\x86\x48\xCE\x3D\x03\x01\x07"), 32, "SHA256",
     STR_INIT("\x2A\x86\x48\xCE\x3D\x04\x03\x02")},
    {STR_INIT("\x2B\x81\x04\x00\x22"), 48, "SHA384", STR_INIT("\x2A\x86\x48\xCE\x3D\x04\x03\x03")},
    {STR_INIT("\x2B\x81\x04\x00\x23"), 66, "SHA512", STR_INIT("\x2A\x86\x48\xCE\x3D\x04\x03\x04")},
};

static const struct asn1_struct prime_type = {
    "pkcs1AdditionalRSAPrime", 3, {{.kind = ASN1_BIG}, {.kind = ASN1_BIG}, {.kind = ASN1_BIG}}};
enum { PKCS1_VERSION, PKCS1_NUMBERS, PKCS1_PRIMES = PKCS1_NUMBERS + RSA_NUMBERS, PKCS1_FIELDS };
static const struct asn1_struct pkcs1_type = {
    "pkcs1PrivateKey",
    PKCS1_FIELDS,
    {{.kind = ASN1_INT},
     {.kind = ASN1_BIG},
     {.kind = ASN1_INT},
     {.kind = ASN1_BIG},
     {.kind = ASN1_BIG},
     {.kind = ASN1_BIG},
     {.kind = ASN1_BIG, .optional = true},
     {.kind = ASN1_BIG, .optional = true},
     {.kind = ASN1_BIG, .optional = true},
     {.kind = ASN1_LIST, .type = &prime_type, .optional = true}}};

enum { EC_VERSION, EC_SCALAR, EC_CURVE, EC_PUBLIC, EC_FIELDS };
static const struct asn1_struct ec_type = {
    "ecPrivateKey",
    EC_FIELDS,
    {{.kind = ASN1_INT},
     {.kind = ASN1_BYTES},
     {.kind = ASN1_OID, .optional = true, .explicit_tag = true, .tag = 0},
     {.kind = ASN1_BITS, .optional = true, .explicit_tag = true, .tag = 1}}};

static const struct asn1_struct algorithm_type = {
    "AlgorithmIdentifier", 2, {{.kind = ASN1_OID}, {.kind = ASN1_RAW, .optional = true}}};
enum { PKCS8_VERSION, PKCS8_ALGORITHM, PKCS8_KEY, PKCS8_FIELDS };
static const struct asn1_struct pkcs8_type = {
    "pkcs8",
    PKCS8_FIELDS,
    {{.kind = ASN1_INT}, {.kind = ASN1_STRUCT, .type = &algorithm_type}, {.kind = ASN1_BYTES}}};

static const struct asn1_struct dsa_type = {"DSAKeyFormat",
                                            6,
                                            {{.kind = ASN1_INT},
                                             {.kind = ASN1_BIG},
                                             {.kind = ASN1_BIG},
                                             {.kind = ASN1_BIG},
                                             {.kind = ASN1_BIG},
                                             {.kind = ASN1_BIG}}};
/* A lone OBJECT IDENTIFIER, read as the field of a structure. */
static const struct asn1_struct oid_type = {"", 1, {{.kind = ASN1_OID}}};

static bool refuse(struct key_reading *r, const char *text)
{
    *r->error = str_from_c(text);
    return false;
}

static bool is_a(struct key_reading *r, str der, const struct asn1_struct *type)
{
    str fields[ASN1_MAX_FIELDS], rest, error;
    return asn1_parse(r->c->arena, der, type, fields, &rest, &error);
}

/* The error of a key that is none of its kind, but may be one of the two others. */
static bool wrong_kind(struct key_reading *r, str der, const struct asn1_struct *first,
                       const struct asn1_struct *second)
{
    const struct asn1_struct *other = is_a(r, der, first)    ? first
                                      : is_a(r, der, second) ? second
                                                             : NULL;
    if (!other)
        return false;
    const char *reader = other == &ec_type      ? "ParseECPrivateKey"
                         : other == &pkcs8_type ? "ParsePKCS8PrivateKey"
                                                : "ParsePKCS1PrivateKey";
    *r->error =
        str_fmt(r->c->arena,
                "x509: failed to parse private key (use %s instead for this key format)", reader);
    return false;
}

static str algorithm_identifier(struct arena *a, str oid, str parameters)
{
    return DER_LIST(a, DER_SEQUENCE, der_element(a, DER_OID, oid), parameters);
}

/* OpenSSL's key from DER of that type. */
static bool load(struct key_reading *r, int nid, str der)
{
    struct evp_pkey_st **slot = libcrypto_key_slot(r->c, r->lib);
    const unsigned char *at = (const unsigned char *)der.s;
    *slot = r->lib->d2i_PrivateKey_ex(nid, NULL, &at, (long)der.len, r->lib->context, NULL);
    r->key->pkey = *slot;
    r->lib->ERR_clear_error();
    return *slot || refuse(r, "x509: OpenSSL cannot read this private key");
}

static bool is_positive(str number)
{
    for (size_t i = 0; i < number.len; i++)
        if (number.s[i] != 0)
            return !(number.s[0] & 0x80);
    return false;
}

/* The key written anew from its numbers, as MarshalPKCS1PrivateKey. */
static str rsa_der(struct arena *a, const str *number, str primes)
{
    str part[1 + RSA_NUMBERS + 1] = {primes.len ? ONE : ZERO};
    for (size_t i = 0; i < RSA_NUMBERS; i++)
        part[1 + i] = der_unsigned(a, number[i]);
    part[1 + RSA_NUMBERS] = primes.len ? der_element(a, DER_SEQUENCE, primes) : STR("");
    return der_join(a, DER_SEQUENCE, part, sizeof part / sizeof *part);
}

static bool check_rsa_numbers(struct key_reading *r, const str *field)
{
    const str *number = field + PKCS1_NUMBERS;
    if (asn1_int(field[PKCS1_VERSION]) > 1)
        return refuse(r, "x509: unsupported private key version");
    for (size_t i = 0; i < RSA_NUMBERS; i++)
        if (i != RSA_E && number[i].s && !is_positive(number[i]))
            return refuse(r, "x509: private key contains zero or negative value");
    if (asn1_int(number[RSA_E]) < 2)
        return refuse(r, "crypto/rsa: public exponent too small or negative");
    return true;
}

/* As ParsePKCS1PrivateKey. */
bool key_read_pkcs1(struct key_reading *r, str der)
{
    struct arena *a = r->c->arena;
    str field[PKCS1_FIELDS], rest, *number = field + PKCS1_NUMBERS;
    if (!asn1_parse(a, der, &pkcs1_type, field, &rest, r->error))
        return wrong_kind(r, der, &ec_type, &pkcs8_type);
    if (rest.len)
        return refuse(r, "asn1: syntax error: trailing data");
    str primes = field[PKCS1_PRIMES];
    if (!check_rsa_numbers(r, field) || (!primes.len && !rsa_check(a, r->lib, number, r->error)))
        return false;
    if (!number[RSA_DP].s || !number[RSA_DQ].s || !number[RSA_QINV].s)
        return refuse(r, "x509: private key lacks CRT values");
    *r->key = (struct private_key){
        .type = KEY_RSA,
        .pem_type = STR("RSA PRIVATE KEY"),
        .der = rsa_der(a, number, primes),
        .algorithm = algorithm_identifier(a, OID_RSA, NULL_ELEMENT),
        .public_key = DER_LIST(a, DER_SEQUENCE, der_unsigned(a, number[RSA_N]),
                               der_unsigned(a, number[RSA_E])),
        .signature_algorithm = algorithm_identifier(a, OID_RSA_SHA256, NULL_ELEMENT),
        .digest = "SHA256",
        .bits = rsa_bits(number[RSA_N])};
    return load(r, NID_RSA, r->key->der);
}

static const struct curve *find_curve(str oid)
{
    for (size_t i = 0; i < sizeof curves / sizeof *curves; i++)
        if (str_eq(curves[i].oid, oid))
            return &curves[i];
    return NULL;
}

/* The scalar in exactly `size` bytes: leading zeros are cut or put there. */
static bool fit_scalar(struct key_reading *r, str scalar, size_t size, str *ret)
{
    for (; scalar.len > size; scalar = str_from(scalar, 1))
        if (scalar.s[0] != 0)
            return refuse(r, "x509: invalid private key length");
    struct buf b;
    buf_init(&b, r->c->arena);
    buf_put_fill(&b, '\0', size - scalar.len);
    buf_put_str(&b, scalar);
    *ret = buf_str(&b);
    return true;
}

static str sec1(struct arena *a, str scalar, str curve_oid, str public_key)
{
    str curve = der_element(a, DER_CONTEXT_CONSTRUCTED, der_element(a, DER_OID, curve_oid));
    str point = public_key.len
                    ? der_element(a, DER_CONTEXT_CONSTRUCTED + 1, der_bits(a, public_key))
                    : STR("");
    return DER_LIST(a, DER_SEQUENCE, ONE, der_element(a, DER_OCTET_STRING, scalar), curve, point);
}

/* The bit string of what OpenSSL says the public key is. */
static bool read_public_key(struct key_reading *r, str *ret)
{
    int len = r->lib->i2d_PUBKEY(r->key->pkey, NULL);
    if (len <= 0)
        return false;
    char *bytes = arena_bytes(r->c->arena, (size_t)len);
    unsigned char *at = (unsigned char *)bytes;
    r->lib->i2d_PUBKEY(r->key->pkey, &at);
    str in = str_make(bytes, (size_t)len), spki, algorithm;
    return der_read(&in, DER_SEQUENCE, &spki) && der_read(&spki, DER_SEQUENCE, &algorithm) &&
           der_read_bits(&spki, ret);
}

/* Whether the scalar is below the order of its curve. */
static bool scalar_fits(struct key_reading *r)
{
    struct evp_pkey_ctx_st *ctx =
        r->lib->EVP_PKEY_CTX_new_from_pkey(r->lib->context, r->key->pkey, NULL);
    bool ok = ctx && r->lib->EVP_PKEY_private_check(ctx) == 1;
    r->lib->EVP_PKEY_CTX_free(ctx);
    r->lib->ERR_clear_error();
    return ok;
}

/* As parseECPrivateKey; curve_oid, if any, is the container's and goes before the key's own. */
bool key_read_sec1(struct key_reading *r, str der, const str *curve_oid)
{
    struct arena *a = r->c->arena;
    str field[EC_FIELDS], rest, scalar, public_key;
    if (!asn1_parse(a, der, &ec_type, field, &rest, r->error)) {
        str error = *r->error;
        *r->error = STR("");
        wrong_kind(r, der, &pkcs8_type, &pkcs1_type);
        if (!r->error->len)
            *r->error = str_concat(a, STR("x509: failed to parse EC private key: "), error);
        return false;
    }
    if (asn1_int(field[EC_VERSION]) != 1) {
        *r->error = str_fmt(a, "x509: unknown EC private key version %lld",
                            (long long)asn1_int(field[EC_VERSION]));
        return false;
    }
    const struct curve *curve = find_curve(curve_oid ? *curve_oid : field[EC_CURVE]);
    if (!curve)
        return refuse(r, "x509: unknown elliptic curve");
    if (!fit_scalar(r, field[EC_SCALAR], curve->size, &scalar))
        return false;
    if (!is_positive(str_concat(a, str_make("\0", 1), scalar)))
        return refuse(r, "ecdsa: invalid public key encoding");
    if (!load(r, NID_EC, sec1(a, scalar, curve->oid, STR(""))))
        return false;
    if (!scalar_fits(r) || !read_public_key(r, &public_key))
        return refuse(r, "input overflows the modulus");
    *r->key = (struct private_key){
        .type = KEY_EC,
        .pem_type = STR("EC PRIVATE KEY"),
        .der = sec1(a, scalar, curve->oid, public_key),
        .algorithm = algorithm_identifier(a, OID_EC, der_element(a, DER_OID, curve->oid)),
        .public_key = public_key,
        .signature_algorithm = algorithm_identifier(a, curve->signature_oid, STR("")),
        .digest = curve->digest,
        .pkey = r->key->pkey};
    return true;
}

/* Ed25519 and X25519: 32 bytes in an OCTET STRING of their own. */
bool key_from_seed(struct key_reading *r, enum key_type type, str seed)
{
    struct arena *a = r->c->arena;
    str algorithm =
        algorithm_identifier(a, type == KEY_ED25519 ? OID_ED25519 : OID_X25519, STR(""));
    str octets = der_element(a, DER_OCTET_STRING, der_element(a, DER_OCTET_STRING, seed));
    char *point = arena_bytes(a, 32);
    size_t len = 32;
    struct evp_pkey_st **slot = libcrypto_key_slot(r->c, r->lib);
    *slot = r->lib->EVP_PKEY_new_raw_private_key_ex(r->lib->context,
                                                    type == KEY_ED25519 ? "ED25519" : "X25519",
                                                    NULL, (const uint8_t *)seed.s, seed.len);
    if (!*slot || !r->lib->EVP_PKEY_get_raw_public_key(*slot, (unsigned char *)point, &len)) {
        r->lib->ERR_clear_error();
        return refuse(r, "x509: OpenSSL cannot read this private key");
    }
    *r->key = (struct private_key){.type = type,
                                   .pem_type = STR("PRIVATE KEY"),
                                   .der = DER_LIST(a, DER_SEQUENCE, ZERO, algorithm, octets),
                                   .algorithm = algorithm,
                                   .public_key = str_make(point, len),
                                   .signature_algorithm = type == KEY_ED25519 ? algorithm : STR(""),
                                   .pkey = *slot};
    return true;
}

static bool parse_seed(struct key_reading *r, enum key_type type, str parameters, str key)
{
    static const struct asn1_struct seed_type = {"", 1, {{.kind = ASN1_BYTES}}};
    const char *name = type == KEY_ED25519 ? "Ed25519" : "X25519";
    struct arena *a = r->c->arena;
    str seed, error;
    if (parameters.len)
        *r->error = str_fmt(a, "x509: invalid %s private key parameters", name);
    else if (!asn1_parse_fields(a, key, &seed_type, &seed, &error))
        *r->error = str_fmt(a, "x509: invalid %s private key: %.*s", name, STR_ARG(error));
    else if (seed.len != 32 && type == KEY_ED25519)
        *r->error = str_fmt(a, "x509: invalid Ed25519 private key length: %zu", seed.len);
    else if (seed.len != 32)
        *r->error = STR("crypto/ecdh: invalid private key size");
    else
        return key_from_seed(r, type, seed);
    return false;
}

static bool prefix_error(struct key_reading *r, const char *about)
{
    if (r->error->len)
        *r->error = str_concat(r->c->arena, str_from_c(about), *r->error);
    return false;
}

static bool parse_pkcs8_key(struct key_reading *r, str oid, str parameters, str key)
{
    struct arena *a = r->c->arena;
    str curve, error;
    if (str_eq(oid, OID_RSA))
        return key_read_pkcs1(r, key) ||
               prefix_error(r, "x509: failed to parse RSA private key embedded in PKCS#8: ");
    if (str_eq(oid, OID_EC)) {
        bool named = asn1_parse_fields(a, parameters, &oid_type, &curve, &error);
        return key_read_sec1(r, key, named ? &curve : NULL) ||
               prefix_error(r, "x509: failed to parse EC private key embedded in PKCS#8: ");
    }
    if (str_eq(oid, OID_ED25519))
        return parse_seed(r, KEY_ED25519, parameters, key);
    if (str_eq(oid, OID_X25519))
        return parse_seed(r, KEY_X25519, parameters, key);
    *r->error =
        str_concat(a, STR("x509: PKCS#8 wrapping contained private key with unknown algorithm: "),
                   der_oid_text(a, oid));
    return false;
}

/* As ParsePKCS8PrivateKey. */
static bool parse_pkcs8(struct key_reading *r, str der)
{
    struct arena *a = r->c->arena;
    str field[PKCS8_FIELDS], algorithm[2], rest;
    if (!asn1_parse(a, der, &pkcs8_type, field, &rest, r->error))
        return wrong_kind(r, der, &ec_type, &pkcs1_type);
    return asn1_parse_fields(a, field[PKCS8_ALGORITHM], &algorithm_type, algorithm, r->error) &&
           parse_pkcs8_key(r, algorithm[0], algorithm[1], field[PKCS8_KEY]);
}

bool key_read_dsa(struct key_reading *r, str der)
{
    str fields[ASN1_MAX_FIELDS], rest;
    *r->key = (struct private_key){.type = KEY_DSA, .pem_type = STR("DSA PRIVATE KEY"), .der = der};
    return asn1_parse(r->c->arena, der, &dsa_type, fields, &rest, r->error);
}

bool key_parse_pem(struct fn_call *c, str text, struct private_key *ret, str *ret_error)
{
    struct key_reading r = {c, NULL, ret, ret_error};
    struct pem block;
    str end = STR(" PRIVATE KEY");
    *ret_error = STR("");
    if (!pem_decode(c->arena, text, &block))
        return refuse(&r, "no PEM data in input");
    bool pkcs8 = str_eq(block.type, STR("PRIVATE KEY"));
    if (!pkcs8 && !str_has_suffix(block.type, end)) {
        *ret_error =
            str_concat(c->arena, STR("no private key data in PEM block of type "), block.type);
        return false;
    }
    r.lib = libcrypto_get(c);
    if (!r.lib)
        return false;
    if (pkcs8)
        return parse_pkcs8(&r, block.bytes) || prefix_error(&r, "decoding PEM as PKCS#8: ");
    str kind = str_slice(block.type, 0, block.type.len - end.len);
    if (str_eq(kind, STR("RSA")))
        return key_read_pkcs1(&r, block.bytes) ||
               prefix_error(&r, "parsing RSA private key from PEM: ");
    if (str_eq(kind, STR("EC")))
        return key_read_sec1(&r, block.bytes, NULL) ||
               prefix_error(&r, "parsing EC private key from PEM: ");
    if (str_eq(kind, STR("DSA")))
        return key_read_dsa(&r, block.bytes) ||
               prefix_error(&r, "parsing DSA private key from PEM: ");
    *ret_error = str_concat(c->arena, STR("invalid private key type "), block.type);
    return false;
}
