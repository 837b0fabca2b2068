#include "funcs/x509.h"

#include "base/arena.h"
#include "base/der.h"
#include "base/utf8.h"
#include "funcs/x509_extension.h"
#include "value/map.h"

#include <string.h>

struct reader {
    struct arena *arena;
    struct x509 *cert;
    str *error;
};

static bool refuse(struct reader *r, const char *text)
{
    *r->error = str_concat(r->arena, STR("x509: "), str_from_c(text));
    return false;
}

static bool is_printable(uint8_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c && strchr(" '()*+,-./:=?&", c));
}

static bool all_bytes(str s, bool (*fits)(uint8_t))
{
    for (size_t i = 0; i < s.len; i++)
        if (!fits((uint8_t)s.s[i]))
            return false;
    return true;
}

static bool is_ascii(uint8_t c)
{
    return c < 0x80;
}
static bool is_numeric(uint8_t c)
{
    return (c >= '0' && c <= '9') || c == ' ';
}

static bool bmp_is_valid(str s)
{
    if (s.len % 2)
        return false;
    if (s.len && s.s[s.len - 1] == 0 && s.s[s.len - 2] == 0)
        s.len -= 2;
    for (size_t i = 0; i < s.len; i += 2) {
        unsigned u = (unsigned)(uint8_t)s.s[i] << 8 | (uint8_t)s.s[i + 1];
        if (u >= 0xFFFE || (u >= 0xFDD0 && u <= 0xFDEF) || (u >= 0xD800 && u <= 0xDFFF))
            return false;
    }
    return true;
}

/* What is wrong with an attribute's value, or NULL. As parseASN1String. */
static const char *check_string(struct arena *a, uint8_t tag, str s)
{
    switch (tag) {
    case DER_T61_STRING:
        return NULL;
    case DER_PRINTABLE_STRING:
        return all_bytes(s, is_printable) ? NULL : "invalid PrintableString";
    case DER_UTF8_STRING:
        return utf8_valid(s) ? NULL : "invalid UTF-8 string";
    case DER_BMP_STRING:
        return bmp_is_valid(s) ? NULL : "invalid BMPString";
    case DER_IA5_STRING:
        return all_bytes(s, is_ascii) ? NULL : "invalid IA5String";
    case DER_NUMERIC_STRING:
        return all_bytes(s, is_numeric) ? NULL : "invalid NumericString";
    default:
        return str_c(a, str_fmt(a, "unsupported string type: %u", (unsigned)tag));
    }
}

static bool check_attribute(struct reader *r, str *set)
{
    str attribute, type, value, element;
    uint8_t tag;
    if (!der_read(set, DER_SEQUENCE, &attribute))
        return refuse(r, "invalid RDNSequence: invalid attribute");
    if (!der_read_oid(&attribute, &type))
        return refuse(r, "invalid RDNSequence: invalid attribute type");
    if (!der_read_any(&attribute, &tag, &value, &element))
        return refuse(r, "invalid RDNSequence: invalid attribute value");
    const char *wrong = check_string(r->arena, tag, value);
    if (!wrong)
        return true;
    *r->error = str_fmt(r->arena, "x509: invalid RDNSequence: invalid attribute value: %s", wrong);
    return false;
}

/* Issuer and subject; Go calls both issuer when they are malformed. */
static bool read_name(struct reader *r, str *tbs, str *ret)
{
    str names, set, rest;
    if (!der_read_element(tbs, DER_SEQUENCE, ret))
        return refuse(r, "malformed issuer");
    rest = *ret;
    if (!der_read(&rest, DER_SEQUENCE, &names))
        return refuse(r, "invalid RDNSequence");
    while (names.len) {
        if (!der_read(&names, DER_SET, &set))
            return refuse(r, "invalid RDNSequence");
        while (set.len)
            if (!check_attribute(r, &set))
                return false;
    }
    return true;
}

static int two_digits(str s, size_t at)
{
    if (s.len < at + 2 || s.s[at] < '0' || s.s[at] > '9' || s.s[at + 1] < '0' || s.s[at + 1] > '9')
        return -1;
    return (s.s[at] - '0') * 10 + (s.s[at + 1] - '0');
}

static bool in_range(int v, int low, int high)
{
    return v >= low && v <= high;
}

/* [CC]YYMMDDHHMM[SS] and Z or an offset; `year` digits, seconds optional in UTCTime only. */
static bool time_is_valid(str s, size_t year)
{
    static const int8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int century = year == 4 ? two_digits(s, 0) : 20, yy = two_digits(s, year - 2);
    int month = two_digits(s, year), day = two_digits(s, year + 2);
    if (century < 0 || yy < 0 || !in_range(month, 1, 12))
        return false;
    int full = year == 4 ? century * 100 + yy : yy >= 50 ? 1900 + yy : 2000 + yy;
    bool leap = full % 4 == 0 && (full % 100 != 0 || full % 400 == 0);
    if (!in_range(day, 1, days[month - 1] + (month == 2 && leap)))
        return false;
    if (!in_range(two_digits(s, year + 4), 0, 23) || !in_range(two_digits(s, year + 6), 0, 59))
        return false;
    size_t at = year + 8;
    if (year == 4 || (s.len > at && s.s[at] >= '0' && s.s[at] <= '9')) {
        if (!in_range(two_digits(s, at), 0, 59))
            return false;
        at += 2;
    }
    str zone = s.len >= at ? str_from(s, at) : STR("");
    if (str_eq(zone, STR("Z")))
        return true;
    return zone.len == 5 && (zone.s[0] == '+' || zone.s[0] == '-') &&
           in_range(two_digits(zone, 1), 0, 24) && in_range(two_digits(zone, 3), 0, 59) &&
           !str_eq(str_from(zone, 1), STR("0000"));
}

static bool check_time(struct reader *r, str *in)
{
    str text;
    if (der_next_is(*in, DER_UTC_TIME))
        return (der_read(in, DER_UTC_TIME, &text) && time_is_valid(text, 2)) ||
               refuse(r, "malformed UTCTime");
    if (der_next_is(*in, DER_GENERALIZED_TIME))
        return (der_read(in, DER_GENERALIZED_TIME, &text) && time_is_valid(text, 4)) ||
               refuse(r, "malformed GeneralizedTime");
    return refuse(r, "unsupported time format");
}

/* The content of an AlgorithmIdentifier. */
static bool read_algorithm(struct reader *r, str in, str *ret_oid, str *ret_parameters)
{
    uint8_t tag;
    str content;
    *ret_parameters = STR("");
    if (!der_read_oid(&in, ret_oid))
        return refuse(r, "malformed OID");
    if (in.len && !der_read_any(&in, &tag, &content, ret_parameters))
        return refuse(r, "malformed parameters");
    return true;
}

static bool is_positive(str number)
{
    if (number.s[0] & 0x80)
        return false;
    return number.len > 1 || number.s[0] != 0;
}

static bool check_rsa(struct reader *r, str parameters, str key)
{
    str numbers, n, e;
    if (!str_eq(parameters, STR("\x05\x00")))
        return refuse(r, "RSA key missing NULL parameters");
    if (!der_read(&key, DER_SEQUENCE, &numbers))
        return refuse(r, "invalid RSA public key");
    if (!der_read_integer(&numbers, &n))
        return refuse(r, "invalid RSA modulus");
    if (!der_read_integer(&numbers, &e) || e.len > 8)
        return refuse(r, "invalid RSA public exponent");
    if (!is_positive(n))
        return refuse(r, "RSA modulus is not a positive number");
    return is_positive(e) || refuse(r, "RSA public exponent is not a positive number");
}

static bool check_dsa(struct reader *r, str parameters, str key)
{
    str y, numbers, v[3];
    if (!der_read_integer(&key, &y))
        return refuse(r, "invalid DSA public key");
    if (!der_read(&parameters, DER_SEQUENCE, &numbers))
        return refuse(r, "invalid DSA parameters");
    bool positive = is_positive(y);
    for (size_t i = 0; i < 3; i++) {
        if (!der_read_integer(&numbers, &v[i]))
            return refuse(r, "invalid DSA parameters");
        positive = positive && is_positive(v[i]);
    }
    return positive || refuse(r, "zero or negative DSA parameter");
}

/* The curves of NIST that Go knows: P-224, P-256, P-384, P-521. */
static size_t curve_point_size(str oid)
{
    if (str_eq(oid, STR("\x2A\x86\x48\xCE\x3D\x03\x01\x07")))
        return 65;
    if (oid.len != 5 || memcmp(oid.s, "\x2B\x81\x04\x00", 4) != 0)
        return 0;
    return oid.s[4] == 0x21 ? 57 : oid.s[4] == 0x22 ? 97 : oid.s[4] == 0x23 ? 133 : 0;
}

static int curve_bits(size_t point_size)
{
    return point_size == 133 ? 521 : (int)(point_size - 1) * 4;
}

static const str ec_oid = STR_INIT("\x2A\x86\x48\xCE\x3D\x02\x01");

static bool check_ec(struct reader *r, str parameters, str key)
{
    str oid;
    if (!der_read_oid(&parameters, &oid))
        return refuse(r, "invalid ECDSA parameters");
    size_t size = curve_point_size(oid);
    if (!size)
        return refuse(r, "unsupported elliptic curve");
    r->cert->is_ec = true;
    /* Go does not look at what stands behind the curve; OpenSSL would. */
    r->cert->algorithm = DER_LIST(r->arena, DER_SEQUENCE, der_element(r->arena, DER_OID, ec_oid),
                                  der_element(r->arena, DER_OID, oid));
    if (key.len == size && key.s[0] == 4)
        return true;
    *r->error = STR("ecdsa: invalid uncompressed public key");
    if (key.len && key.s[0] == 4)
        *r->error = str_fmt(r->arena, "invalid P%d point encoding", curve_bits(size));
    return false;
}

/* As parsePublicKey; a key of an unknown kind is no error. */
static bool check_key(struct reader *r, str oid, str parameters, str key)
{
    r->cert->known_key = true;
    if (str_eq(oid, STR("\x2A\x86\x48\x86\xF7\x0D\x01\x01\x01")))
        return check_rsa(r, parameters, key);
    if (str_eq(oid, ec_oid))
        return check_ec(r, parameters, key);
    if (str_eq(oid, STR("\x2A\x86\x48\xCE\x38\x04\x01")))
        return check_dsa(r, parameters, key);
    if (str_eq(oid, STR("\x2B\x65\x70"))) {
        if (parameters.len)
            return refuse(r, "Ed25519 key encoded with illegal parameters");
        return key.len == 32 || refuse(r, "wrong Ed25519 public key size");
    }
    r->cert->known_key = false;
    return true;
}

/* asn1.BitString.RightAlign: the bits that are not used stand in front. */
static bool read_aligned_bits(struct arena *a, str *in, str *ret)
{
    str at = *in, raw;
    if (!der_read_bits(in, ret) || !der_read(&at, DER_BIT_STRING, &raw))
        return false;
    unsigned shift = (uint8_t)raw.s[0], above = 0;
    char *bytes = arena_bytes(a, ret->len);
    for (size_t i = 0; i < ret->len; i++) {
        unsigned b = (uint8_t)ret->s[i];
        bytes[i] = (char)(uint8_t)((above << 8 | b) >> shift);
        above = b;
    }
    if (shift)
        *ret = str_make(bytes, ret->len);
    return true;
}

static bool read_key(struct reader *r, str *tbs)
{
    str spki, algorithm, oid, parameters;
    if (!der_read(tbs, DER_SEQUENCE, &spki))
        return refuse(r, "malformed spki");
    if (!der_read(&spki, DER_SEQUENCE, &algorithm))
        return refuse(r, "malformed public key algorithm identifier");
    if (!read_algorithm(r, algorithm, &oid, &parameters))
        return false;
    if (!read_aligned_bits(r->arena, &spki, &r->cert->public_key))
        return refuse(r, "malformed subjectPublicKey");
    r->cert->algorithm = der_element(r->arena, DER_SEQUENCE, algorithm);
    return check_key(r, oid, parameters, r->cert->public_key);
}

static bool read_extension(struct reader *r, str in, struct x509_extension *ret)
{
    str flag;
    if (!der_read_oid(&in, &ret->oid))
        return refuse(r, "malformed extension OID field");
    if (der_next_is(in, DER_BOOLEAN)) {
        if (!der_read(&in, DER_BOOLEAN, &flag) || flag.len != 1 ||
            (flag.s[0] != 0 && (uint8_t)flag.s[0] != 0xFF))
            return refuse(r, "malformed extension critical field");
        ret->critical = flag.s[0] != 0;
    }
    return der_read(&in, DER_OCTET_STRING, &ret->value) ||
           refuse(r, "malformed extension value field");
}

static bool check_duplicate(struct reader *r, struct map *seen, str oid)
{
    if (map_has(seen, oid)) {
        *r->error =
            str_fmt(r->arena, "x509: certificate contains duplicate extension with OID \"%.*s\"",
                    STR_ARG(der_oid_text(r->arena, oid)));
        return false;
    }
    map_set(seen, oid, val_nil());
    return true;
}

/* Their contents are checked when the shape of all is known to be right. */
static bool check_extensions(struct reader *r, str list)
{
    str one, value;
    while (der_read(&list, DER_SEQUENCE, &one)) {
        struct x509_extension e = {.critical = false};
        if (!read_extension(r, one, &e) || !x509_extension_check(r->arena, &e, r->error))
            return false;
        value = e.value;
        if (str_eq(e.oid, STR("\x55\x1D\x0E")))
            der_read(&value, DER_OCTET_STRING, &r->cert->subject_key_id);
    }
    return true;
}

static bool read_extensions(struct reader *r, str *tbs)
{
    str all, list, one;
    bool present;
    if (!der_read_optional(tbs, DER_CONTEXT_CONSTRUCTED + 3, &all, &present))
        return refuse(r, "malformed extensions");
    if (!present)
        return true;
    if (!der_read(&all, DER_SEQUENCE, &list))
        return refuse(r, "malformed extensions");
    struct map *seen = map_new(r->arena, 8);
    str contents = list;
    while (list.len) {
        struct x509_extension e = {.critical = false};
        if (!der_read(&list, DER_SEQUENCE, &one))
            return refuse(r, "malformed extension");
        if (!read_extension(r, one, &e) || !check_duplicate(r, seen, e.oid))
            return false;
    }
    return check_extensions(r, contents);
}

/* 0 when malformed, else 1 to 3. */
static int read_version(struct reader *r, str *tbs)
{
    str wrapped, number;
    bool present;
    if (!der_read_optional(tbs, DER_CONTEXT_CONSTRUCTED, &wrapped, &present))
        return refuse(r, "malformed version");
    if (!present)
        return 1;
    if (!der_read_integer(&wrapped, &number) || wrapped.len || number.len > 8 ||
        (number.s[0] & 0x80))
        return refuse(r, "malformed version");
    if (number.len > 1 || number.s[0] > 2)
        return refuse(r, "invalid version");
    return number.s[0] + 1;
}

static bool read_signature_algorithm(struct reader *r, str *tbs, str *outer)
{
    str inner, again, oid, parameters;
    if (!der_read(tbs, DER_SEQUENCE, &inner))
        return refuse(r, "malformed signature algorithm identifier");
    if (!der_read(outer, DER_SEQUENCE, &again))
        return refuse(r, "malformed algorithm identifier");
    if (!str_eq(inner, again))
        return refuse(r, "inner and outer signature algorithm identifiers don't match");
    return read_algorithm(r, inner, &oid, &parameters);
}

static bool read_names_and_key(struct reader *r, str *tbs)
{
    str issuer, validity;
    if (!read_name(r, tbs, &issuer))
        return false;
    if (!der_read(tbs, DER_SEQUENCE, &validity))
        return refuse(r, "malformed validity");
    return check_time(r, &validity) && check_time(r, &validity) &&
           read_name(r, tbs, &r->cert->subject) && read_key(r, tbs);
}

static bool read_tbs(struct reader *r, str tbs, str *outer)
{
    str serial, id;
    int version = read_version(r, &tbs);
    if (!version)
        return false;
    if (!der_read_integer(&tbs, &serial))
        return refuse(r, "malformed serial number");
    if (serial.s[0] & 0x80)
        return refuse(r, "negative serial number");
    if (!read_signature_algorithm(r, &tbs, outer) || !read_names_and_key(r, &tbs))
        return false;
    if (version > 1 && !der_read_optional(&tbs, DER_CONTEXT + 1, &id, NULL))
        return refuse(r, "malformed issuerUniqueID");
    if (version > 1 && !der_read_optional(&tbs, DER_CONTEXT + 2, &id, NULL))
        return refuse(r, "malformed subjectUniqueID");
    return version < 3 || read_extensions(r, &tbs);
}

bool x509_parse(struct arena *a, str der, struct x509 *ret, str *ret_error)
{
    struct reader r = {a, ret, ret_error};
    str outer, tbs, signature;
    *ret = (struct x509){.subject = STR("")};
    if (!der_read(&der, DER_SEQUENCE, &outer))
        return refuse(&r, "malformed certificate");
    if (!der_read(&outer, DER_SEQUENCE, &tbs))
        return refuse(&r, "malformed tbs certificate");
    if (!read_tbs(&r, tbs, &outer))
        return false;
    if (!der_read_bits(&outer, &signature))
        return refuse(&r, "malformed signature");
    return der.len == 0 || refuse(&r, "trailing data");
}
