#include "base/asn1.h"

struct header {
    int class, tag;
    bool compound;
    size_t len;
};

struct reader {
    struct arena *arena;
    str *error;
};

static bool syntax(struct reader *r, const char *text)
{
    *r->error = str_fmt(r->arena, "asn1: syntax error: %s", text);
    return false;
}

static bool structure(struct reader *r, const char *text)
{
    *r->error = str_fmt(r->arena, "asn1: structure error: %s", text);
    return false;
}

static bool read_base128(struct reader *r, str in, size_t *at, int64_t *ret)
{
    *ret = 0;
    for (int shifted = 0; *at < in.len; shifted++) {
        if (shifted == 5)
            return structure(r, "base 128 integer too large");
        uint8_t b = (uint8_t)in.s[*at];
        if (shifted == 0 && b == 0x80)
            return syntax(r, "integer is not minimally encoded");
        *ret = *ret << 7 | (b & 0x7F);
        ++*at;
        if (!(b & 0x80))
            return *ret <= INT32_MAX || structure(r, "base 128 integer too large");
    }
    return syntax(r, "truncated base 128 integer");
}

static bool read_length(struct reader *r, str in, size_t *at, size_t *ret)
{
    if (*at >= in.len)
        return syntax(r, "truncated tag or length");
    uint8_t b = (uint8_t)in.s[(*at)++];
    *ret = b & 0x7Fu;
    if (!(b & 0x80))
        return true;
    if (*ret == 0)
        return syntax(r, "indefinite length found (not DER)");
    size_t n = *ret;
    *ret = 0;
    for (size_t i = 0; i < n; i++) {
        if (*at >= in.len)
            return syntax(r, "truncated tag or length");
        b = (uint8_t)in.s[(*at)++];
        if (*ret >= 1u << 23)
            return structure(r, "length too large");
        *ret = *ret << 8 | b;
        if (*ret == 0)
            return structure(r, "superfluous leading zeros in length");
    }
    return *ret >= 0x80 || structure(r, "non-minimal length");
}

static bool read_header(struct reader *r, str in, size_t *at, struct header *ret)
{
    if (*at >= in.len) { /* only after an explicit tag that has a length and no child */
        *r->error = STR("asn1: internal error in parseTagAndLength");
        return false;
    }
    uint8_t b = (uint8_t)in.s[(*at)++];
    *ret = (struct header){.class = b >> 6, .compound = b & 0x20, .tag = b & 0x1F};
    if (ret->tag == 0x1F) {
        int64_t tag;
        if (!read_base128(r, in, at, &tag))
            return false;
        if (tag < 0x1F)
            return syntax(r, "non-minimal tag");
        ret->tag = (int)tag;
    }
    return read_length(r, in, at, &ret->len);
}

static bool check_integer(struct reader *r, str v)
{
    if (v.len == 0)
        return structure(r, "empty integer");
    if (v.len == 1)
        return true;
    uint8_t first = (uint8_t)v.s[0], top = (uint8_t)v.s[1] & 0x80;
    if ((first == 0 && !top) || (first == 0xFF && top))
        return structure(r, "integer not minimally-encoded");
    return true;
}

static bool check_oid(struct reader *r, str v)
{
    if (v.len == 0)
        return syntax(r, "zero length OBJECT IDENTIFIER");
    int64_t number;
    for (size_t at = 0; at < v.len;)
        if (!read_base128(r, v, &at, &number))
            return false;
    return true;
}

static bool check_bits(struct reader *r, str v)
{
    if (v.len == 0)
        return syntax(r, "zero length BIT STRING");
    unsigned padding = (uint8_t)v.s[0], last = (uint8_t)v.s[v.len - 1];
    if (padding > 7 || (v.len == 1 && padding > 0) || (last & ((1u << padding) - 1)) != 0)
        return syntax(r, "invalid padding bits in BIT STRING");
    return true;
}

static bool parse_fields(struct reader *r, str content, const struct asn1_struct *type, str *ret);

/* The elements' headers are checked before the elements are, as parseSequenceOf does. */
static bool check_list(struct reader *r, str in, const struct asn1_struct *type)
{
    str fields[ASN1_MAX_FIELDS];
    for (size_t at = 0; at < in.len;) {
        struct header h;
        if (!read_header(r, in, &at, &h))
            return false;
        if (h.class != 0 || !h.compound || h.tag != 16)
            return structure(r, "sequence tag mismatch");
        if (h.len > in.len - at)
            return syntax(r, "truncated sequence");
        at += h.len;
    }
    for (size_t at = 0; at < in.len;) {
        struct header h;
        if (!read_header(r, in, &at, &h) ||
            !parse_fields(r, str_slice(in, at, at + h.len), type, fields))
            return false;
        at += h.len;
    }
    return true;
}

static bool check_content(struct reader *r, const struct asn1_field *f, str v)
{
    str fields[ASN1_MAX_FIELDS];
    switch (f->kind) {
    case ASN1_INT:
        if (!check_integer(r, v))
            return false;
        return v.len <= 8 || structure(r, "integer too large");
    case ASN1_BIG:
        return check_integer(r, v);
    case ASN1_OID:
        return check_oid(r, v);
    case ASN1_BITS:
        return check_bits(r, v);
    case ASN1_STRUCT:
        return parse_fields(r, v, f->type, fields);
    case ASN1_LIST:
        return check_list(r, v, f->type);
    case ASN1_BYTES:
    case ASN1_RAW:
        break;
    }
    return true;
}

static int universal_tag(enum asn1_kind kind)
{
    static const uint8_t tags[] = {2, 2, 4, 6, 3, 0, 16, 16};
    return tags[kind];
}

static const char *type_name(const struct asn1_field *f)
{
    switch (f->kind) {
    case ASN1_INT:
        return "int";
    case ASN1_OID:
        return "ObjectIdentifier";
    case ASN1_BITS:
        return "BitString";
    case ASN1_RAW:
        return "RawValue";
    case ASN1_STRUCT:
        return f->type->name;
    case ASN1_BIG:
    case ASN1_BYTES:
    case ASN1_LIST:
        break;
    }
    return ""; /* Go's pointers and slices have no name */
}

static bool mismatch(struct reader *r, const struct asn1_field *f, struct header h, size_t at)
{
    *r->error = str_fmt(
        r->arena,
        "asn1: structure error: tags don't match (%d vs {class:%d tag:%d length:%zu "
        "isCompound:%s}) {optional:false explicit:false application:false private:false "
        "defaultValue:<nil> tag:<nil> stringType:0 timeType:0 set:false omitEmpty:false} %s @%zu",
        universal_tag(f->kind), h.class, h.tag, h.len, h.compound ? "true" : "false", type_name(f),
        at);
    return false;
}

/* After the header of an explicit tag: the header of what is inside. *ret_absent: another tag. */
static bool enter_explicit(struct reader *r, const struct asn1_field *f, str in, size_t *at,
                           struct header *h, bool *ret_absent)
{
    *ret_absent = false;
    if (*at == in.len)
        return structure(r, "explicit tag has no child");
    if (h->class == 2 && h->tag == f->tag && (h->len == 0 || h->compound)) {
        if (h->len == 0)
            return structure(r, "zero length explicit tag was not an asn1.Flag");
        return read_header(r, in, at, h);
    }
    *ret_absent = true;
    return f->optional || structure(r, "explicitly tagged member didn't match");
}

static bool parse_field(struct reader *r, const struct asn1_field *f, str in, size_t *at, str *ret)
{
    size_t from = *at;
    bool absent = false;
    struct header h;
    *ret = (str){NULL, 0};
    if (from == in.len)
        return f->optional || syntax(r, "sequence truncated");
    if (!read_header(r, in, at, &h))
        return false;
    if (f->explicit_tag && !enter_explicit(r, f, in, at, &h, &absent))
        return false;
    bool compound = f->kind == ASN1_STRUCT || f->kind == ASN1_LIST;
    bool fits = f->kind == ASN1_RAW ||
                (h.class == 0 && h.tag == universal_tag(f->kind) && h.compound == compound);
    if (absent || (!fits && f->optional)) {
        *at = from;
        return true;
    }
    if (!fits)
        return mismatch(r, f, h, *at);
    if (h.len > in.len - *at)
        return syntax(r, "data truncated");
    str content = str_slice(in, *at, *at + h.len);
    *at += h.len;
    *ret = f->kind == ASN1_RAW ? str_slice(in, from, *at) : content;
    return check_content(r, f, content);
}

static bool parse_fields(struct reader *r, str content, const struct asn1_struct *type, str *ret)
{
    size_t at = 0;
    for (size_t i = 0; i < type->n; i++)
        if (!parse_field(r, &type->field[i], content, &at, &ret[i]))
            return false;
    return true;
}

bool asn1_parse_fields(struct arena *a, str content, const struct asn1_struct *type,
                       str *ret_fields, str *ret_error)
{
    return parse_fields(&(struct reader){a, ret_error}, content, type, ret_fields);
}

bool asn1_parse(struct arena *a, str der, const struct asn1_struct *type, str *ret_fields,
                str *ret_rest, str *ret_error)
{
    struct reader r = {a, ret_error};
    struct asn1_field top = {.kind = ASN1_STRUCT, .type = type};
    size_t at = 0;
    str content;
    *ret_rest = STR("");
    if (!parse_field(&r, &top, der, &at, &content) || !parse_fields(&r, content, type, ret_fields))
        return false;
    *ret_rest = str_from(der, at);
    return true;
}

int64_t asn1_int(str content)
{
    uint64_t v = content.len && (content.s[0] & 0x80) ? UINT64_MAX : 0;
    for (size_t i = 0; i < content.len; i++)
        v = v << 8 | (uint8_t)content.s[i];
    return (int64_t)v;
}
