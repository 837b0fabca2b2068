#include "funcs/x509_extension.h"

#include "base/der.h"
#include "funcs/x509_name.h"
#include "value/map.h"

/* A check gives what is wrong, without "x509: ", or NULL. */
typedef const char *check_fn(struct arena *a, const struct x509_extension *e);

static const char *check_key_id(struct arena *a, const struct x509_extension *e)
{
    (void)a;
    str in = e->value, id;
    if (e->critical)
        return "subject key identifier incorrectly marked critical";
    return der_read(&in, DER_OCTET_STRING, &id) ? NULL : "invalid subject key identifier";
}

static const char *check_key_usage(struct arena *a, const struct x509_extension *e)
{
    (void)a;
    str in = e->value, bits;
    return der_read_bits(&in, &bits) ? NULL : "invalid key usage";
}

static const char *check_names(struct arena *a, const struct x509_extension *e)
{
    str in = e->value, list, name, element;
    uint8_t tag;
    if (!der_read(&in, DER_SEQUENCE, &list))
        return "invalid subject alternative names";
    while (list.len) {
        if (!der_read_any(&list, &tag, &name, &element))
            return "invalid subject alternative name";
        const char *wrong = x509_name_check(a, tag, name);
        if (wrong)
            return wrong;
    }
    return NULL;
}

static bool is_der_bool(str v)
{
    return v.len == 1 && (v.s[0] == 0 || (uint8_t)v.s[0] == 0xFF);
}

static const char *check_constraints(struct arena *a, const struct x509_extension *e)
{
    (void)a;
    str in = e->value, list, v;
    if (!der_read(&in, DER_SEQUENCE, &list))
        return "invalid basic constraints";
    if (der_next_is(list, DER_BOOLEAN) && (!der_read(&list, DER_BOOLEAN, &v) || !is_der_bool(v)))
        return "invalid basic constraints";
    if (der_next_is(list, DER_INTEGER) &&
        (!der_read_integer(&list, &v) || v.len > 8 || (v.s[0] & 0x80)))
        return "invalid basic constraints";
    return NULL;
}

static const char *check_subtrees(struct arena *a, str list)
{
    while (list.len) {
        str tree, name, element;
        uint8_t tag;
        if (!der_read(&list, DER_SEQUENCE, &tree) || !der_read_any(&tree, &tag, &name, &element))
            return "invalid NameConstraints extension";
        const char *wrong = x509_name_check_constraint(a, tag, name);
        if (wrong)
            return wrong;
    }
    return NULL;
}

static const char *check_name_constraints(struct arena *a, const struct x509_extension *e)
{
    str in = e->value, list, permitted = STR(""), excluded = STR("");
    if (!der_read(&in, DER_SEQUENCE, &list) || in.len ||
        !der_read_optional(&list, DER_CONTEXT_CONSTRUCTED, &permitted, NULL) ||
        !der_read_optional(&list, DER_CONTEXT_CONSTRUCTED + 1, &excluded, NULL) || list.len)
        return "invalid NameConstraints extension";
    if (!permitted.len && !excluded.len)
        return "empty name constraints extension";
    const char *wrong = check_subtrees(a, permitted);
    return wrong ? wrong : check_subtrees(a, excluded);
}

/* The URIs of a point's full name are read as far as they go. */
static bool is_point(str point)
{
    str name, full, uri;
    bool present;
    if (!der_read_optional(&point, DER_CONTEXT_CONSTRUCTED, &name, &present))
        return false;
    if (!present)
        return true;
    if (!der_read(&name, DER_CONTEXT_CONSTRUCTED, &full))
        return false;
    while (der_next_is(full, DER_CONTEXT + 6))
        if (!der_read(&full, DER_CONTEXT + 6, &uri))
            return false;
    return true;
}

static const char *check_revocation(struct arena *a, const struct x509_extension *e)
{
    (void)a;
    str in = e->value, list, point;
    if (!der_read(&in, DER_SEQUENCE, &list))
        return "invalid CRL distribution points";
    while (list.len)
        if (!der_read(&list, DER_SEQUENCE, &point) || !is_point(point))
            return "invalid CRL distribution point";
    return NULL;
}

static const char *check_mappings(struct arena *a, const struct x509_extension *e)
{
    (void)a;
    str in = e->value, list, pair, oid;
    if (!der_read(&in, DER_SEQUENCE, &list))
        return "invalid policy mappings extension";
    while (list.len)
        if (!der_read(&list, DER_SEQUENCE, &pair) || !der_read(&pair, DER_OID, &oid) ||
            !der_read(&pair, DER_OID, &oid))
            return "invalid policy mappings extension";
    return NULL;
}

/* A number of up to 64 bits with a tag of its own, where there is one. */
static bool skip_number(str *in, uint8_t tag)
{
    str v;
    if (!der_next_is(*in, tag))
        return true;
    if (!der_read(in, tag, &v) || !v.len || v.len > 8)
        return false;
    unsigned char first = (unsigned char)v.s[0], second = v.len > 1 ? (unsigned char)v.s[1] : 0;
    return v.len == 1 || !((first == 0 && second < 0x80) || (first == 0xFF && second >= 0x80));
}

static const char *check_policy_constraints(struct arena *a, const struct x509_extension *e)
{
    (void)a;
    str in = e->value, list;
    if (!der_read(&in, DER_SEQUENCE, &list) || !skip_number(&list, DER_CONTEXT) ||
        !skip_number(&list, DER_CONTEXT + 1))
        return "invalid policy constraints extension";
    return NULL;
}

/* newOIDFromDER: whole numbers, each without leading zeros. */
static bool is_oid(str bytes)
{
    bool starts = true;
    for (size_t i = 0; i < bytes.len; i++) {
        if (starts && (uint8_t)bytes.s[i] == 0x80)
            return false;
        starts = !(bytes.s[i] & 0x80);
    }
    return bytes.len && starts;
}

static const char *check_policies(struct arena *a, const struct x509_extension *e)
{
    str in = e->value, list, policy, oid;
    if (!der_read(&in, DER_SEQUENCE, &list))
        return "invalid certificate policies";
    struct map *seen = map_new(a, 8);
    while (list.len) {
        if (!der_read(&list, DER_SEQUENCE, &policy) || !der_read(&policy, DER_OID, &oid) ||
            !is_oid(oid) || map_has(seen, oid))
            return "invalid certificate policies";
        map_set(seen, oid, val_nil());
    }
    return NULL;
}

static const char *check_authority(struct arena *a, const struct x509_extension *e)
{
    (void)a;
    str in = e->value, list, id;
    if (e->critical)
        return "authority key identifier incorrectly marked critical";
    if (!der_read(&in, DER_SEQUENCE, &list) || !der_read_optional(&list, DER_CONTEXT, &id, NULL))
        return "invalid authority key identifier";
    return NULL;
}

static const char *check_extended_usage(struct arena *a, const struct x509_extension *e)
{
    (void)a;
    str in = e->value, list, oid;
    if (!der_read(&in, DER_SEQUENCE, &list))
        return "invalid extended key usages";
    while (list.len)
        if (!der_read_oid(&list, &oid))
            return "invalid extended key usages";
    return NULL;
}

static const char *check_any_policy(struct arena *a, const struct x509_extension *e)
{
    (void)a;
    str in = e->value, number;
    if (!der_read_integer(&in, &number) || number.len > 8)
        return "invalid inhibit any policy extension";
    return NULL;
}

static const char *check_authority_info(struct arena *a, const struct x509_extension *e)
{
    (void)a;
    str in = e->value, list, access, method, uri;
    if (e->critical)
        return "authority info access incorrectly marked critical";
    if (!der_read(&in, DER_SEQUENCE, &list))
        return "invalid authority info access";
    while (list.len)
        if (!der_read(&list, DER_SEQUENCE, &access) || !der_read_oid(&access, &method) ||
            !der_read_optional(&access, DER_CONTEXT + 6, &uri, NULL))
            return "invalid authority info access";
    return NULL;
}

static const struct {
    str oid;
    check_fn *check;
} checks[] = {
    {STR_INIT("\x55\x1D\x0E"), check_key_id},
    {STR_INIT("\x55\x1D\x0F"), check_key_usage},
    {STR_INIT("\x55\x1D\x11"), check_names},
    {STR_INIT("\x55\x1D\x13"), check_constraints},
    {STR_INIT("\x55\x1D\x1E"), check_name_constraints},
    {STR_INIT("\x55\x1D\x1F"), check_revocation},
    {STR_INIT("\x55\x1D\x20"), check_policies},
    {STR_INIT("\x55\x1D\x21"), check_mappings},
    {STR_INIT("\x55\x1D\x23"), check_authority},
    {STR_INIT("\x55\x1D\x24"), check_policy_constraints},
    {STR_INIT("\x55\x1D\x25"), check_extended_usage},
    {STR_INIT("\x55\x1D\x36"), check_any_policy},
    {STR_INIT("\x2B\x06\x01\x05\x05\x07\x01\x01"), check_authority_info},
};

bool x509_extension_check(struct arena *a, const struct x509_extension *e, str *ret_error)
{
    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++) {
        if (!str_eq(checks[i].oid, e->oid))
            continue;
        const char *wrong = checks[i].check(a, e);
        if (wrong)
            *ret_error = str_fmt(a, "x509: %s", wrong);
        return !wrong;
    }
    return true;
}
