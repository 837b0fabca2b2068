#include "base/der.h"

#include "base/buf.h"

/* The length at *at of `in`; as cryptobyte: definite, minimal, at most four bytes. */
static bool read_length(str in, size_t *at, size_t *ret)
{
    if (*at >= in.len)
        return false;
    uint8_t first = (uint8_t)in.s[(*at)++];
    *ret = first;
    if (first < 0x80)
        return true;
    size_t n = first & 0x7Fu;
    if (n == 0 || n > 4 || in.len - *at < n)
        return false;
    *ret = 0;
    for (size_t i = 0; i < n; i++)
        *ret = *ret << 8 | (uint8_t)in.s[(*at)++];
    return *ret >= 0x80 && *ret >> (n - 1) * 8 != 0;
}

bool der_read_any(str *in, uint8_t *ret_tag, str *ret_content, str *ret_element)
{
    size_t at = 1, len;
    if (in->len < 2 || (in->s[0] & 0x1F) == 0x1F)
        return false;
    if (!read_length(*in, &at, &len) || in->len - at < len)
        return false;
    str whole = *in;
    *ret_tag = (uint8_t)whole.s[0];
    *ret_content = str_make(whole.s + at, len);
    *ret_element = str_make(whole.s, at + len);
    *in = str_from(whole, at + len);
    return true;
}

bool der_next_is(str in, uint8_t tag)
{
    return in.len > 0 && (uint8_t)in.s[0] == tag;
}

static bool read_tagged(str *in, uint8_t tag, str *ret_content, str *ret_element)
{
    uint8_t found;
    return der_next_is(*in, tag) && der_read_any(in, &found, ret_content, ret_element);
}

bool der_read(str *in, uint8_t tag, str *ret_content)
{
    str element;
    return read_tagged(in, tag, ret_content, &element);
}

bool der_read_element(str *in, uint8_t tag, str *ret_element)
{
    str content;
    return read_tagged(in, tag, &content, ret_element);
}

bool der_read_optional(str *in, uint8_t tag, str *ret_content, bool *ret_present)
{
    bool present = der_next_is(*in, tag);
    if (ret_present)
        *ret_present = present;
    return !present || der_read(in, tag, ret_content);
}

static bool integer_is_minimal(str bytes)
{
    if (bytes.len < 2)
        return bytes.len == 1;
    uint8_t first = (uint8_t)bytes.s[0], top = (uint8_t)bytes.s[1] & 0x80;
    return !(first == 0 && top == 0) && !(first == 0xFF && top != 0);
}

bool der_read_integer(str *in, str *ret_bytes)
{
    str at = *in, bytes;
    if (!der_read(&at, DER_INTEGER, &bytes) || !integer_is_minimal(bytes))
        return false;
    *in = at;
    *ret_bytes = bytes;
    return true;
}

/* Numbers of seven bits a byte, each minimal, below 2^31, and complete. */
static bool oid_is_valid(str bytes)
{
    uint64_t v = 0;
    bool inside = false;
    for (size_t i = 0; i < bytes.len; i++) {
        uint8_t b = (uint8_t)bytes.s[i];
        if (!inside && b == 0x80)
            return false;
        v = (inside ? v : 0) << 7 | (b & 0x7Fu);
        if (v >> 31)
            return false;
        inside = b & 0x80;
    }
    return bytes.len > 0 && !inside;
}

bool der_read_oid(str *in, str *ret_bytes)
{
    str at = *in, bytes;
    if (!der_read(&at, DER_OID, &bytes) || !oid_is_valid(bytes))
        return false;
    *in = at;
    *ret_bytes = bytes;
    return true;
}

bool der_read_bits(str *in, str *ret_bytes)
{
    str at = *in, bytes;
    if (!der_read(&at, DER_BIT_STRING, &bytes) || bytes.len == 0)
        return false;
    unsigned padding = (uint8_t)bytes.s[0], last = (uint8_t)bytes.s[bytes.len - 1];
    if (padding > 7 || (bytes.len == 1 && padding > 0))
        return false;
    if (bytes.len > 1 && (last & ((1u << padding) - 1)) != 0)
        return false;
    *in = at;
    *ret_bytes = str_from(bytes, 1);
    return true;
}

static void put_length(struct buf *b, size_t len)
{
    if (len < 0x80) {
        buf_put_char(b, (char)len);
        return;
    }
    int n = 1;
    while (n < (int)sizeof len && len >> 8 * n)
        n++;
    buf_put_char(b, (char)(0x80 | n));
    while (n-- > 0)
        buf_put_char(b, (char)(len >> 8 * n & 0xFF));
}

str der_join(struct arena *a, uint8_t tag, const str *parts, size_t n)
{
    size_t len = 0;
    for (size_t i = 0; i < n; i++)
        len += parts[i].len;
    struct buf b;
    buf_init(&b, a);
    buf_put_char(&b, (char)tag);
    put_length(&b, len);
    for (size_t i = 0; i < n; i++)
        buf_put_str(&b, parts[i]);
    return buf_str(&b);
}

str der_element(struct arena *a, uint8_t tag, str content)
{
    return der_join(a, tag, &content, 1);
}

str der_unsigned(struct arena *a, str bytes)
{
    while (bytes.len > 0 && bytes.s[0] == 0)
        bytes = str_from(bytes, 1);
    bool pad = bytes.len == 0 || (bytes.s[0] & 0x80);
    return DER_LIST(a, DER_INTEGER, pad ? str_make("\0", 1) : STR(""), bytes);
}

str der_bits(struct arena *a, str bytes)
{
    return DER_LIST(a, DER_BIT_STRING, str_make("\0", 1), bytes);
}

str der_oid_text(struct arena *a, str oid)
{
    struct buf b;
    buf_init(&b, a);
    uint32_t v = 0;
    bool first = true;
    for (size_t i = 0; i < oid.len; i++) {
        v = v << 7 | ((uint8_t)oid.s[i] & 0x7Fu);
        if (oid.s[i] & 0x80)
            continue;
        if (first) {
            uint32_t top = v < 80 ? v / 40 : 2;
            buf_put_fmt(&b, "%u", top);
            v -= top * 40;
        }
        buf_put_fmt(&b, ".%u", v);
        first = false;
        v = 0;
    }
    return buf_str(&b);
}
