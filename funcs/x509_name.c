#include "funcs/x509_name.h"

#include "base/buf.h"
#include "base/der.h"
#include "base/ip.h"
#include "base/quote.h"
#include "base/url.h"
#include "base/utf8.h"

#include <string.h>

enum {
    TAG_EMAIL = DER_CONTEXT + 1,
    TAG_DNS = DER_CONTEXT + 2,
    TAG_URI = DER_CONTEXT + 6,
    TAG_IP = DER_CONTEXT + 7
};

static const char *about(struct arena *a, const char *before, str name, const char *after)
{
    return str_c(a, str_fmt(a, "%s %.*s%s", before, STR_ARG(quote(a, name)), after));
}

/* domainNameValid: no label is empty, none holds blanks, control characters or what is not ASCII. A
 * constraint may begin with a dot. */
static bool is_domain(str s, bool constraint)
{
    if (!s.len)
        return true;
    if (s.s[s.len - 1] == '.')
        return false;
    if (constraint && s.s[0] == '.')
        s = str_from(s, 1);
    size_t label = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (s.s[i] < '!' || s.s[i] > '~')
            return false;
        if (s.s[i] == '.' && !label)
            return false;
        label = s.s[i] == '.' ? 0 : label + 1;
    }
    return label > 0;
}

static const char *check_uri(struct arena *a, str text)
{
    struct url u;
    str error;
    if (!url_parse(a, text, &u, &error))
        return about(a, "cannot parse URI", text, str_c(a, str_fmt(a, ": %.*s", STR_ARG(error))));
    return is_domain(u.host, false) ? NULL : about(a, "cannot parse URI", text, ": invalid domain");
}

const char *x509_name_check(struct arena *a, uint8_t tag, str name)
{
    bool ascii = utf8_is_ascii(name);
    switch (tag) {
    case TAG_EMAIL:
        return ascii ? NULL : "SAN rfc822Name is malformed";
    case TAG_DNS:
        return ascii ? NULL : "SAN dNSName is malformed";
    case TAG_URI:
        return ascii ? check_uri(a, name) : "SAN uniformResourceIdentifier is malformed";
    case TAG_IP:
        if (name.len == 4 || name.len == 16)
            return NULL;
        return str_c(a, str_fmt(a, "cannot parse IP address of length %zu", name.len));
    default:
        return NULL;
    }
}

/* ---- name constraints ---- */

/* Ones, then zeros. */
static bool is_mask(str mask)
{
    bool zeros = false;
    for (size_t i = 0; i < mask.len; i++) {
        unsigned b = (unsigned char)mask.s[i];
        if ((zeros && b) || ((b ^ 0xFF) & ((b ^ 0xFF) + 1)))
            return false;
        zeros = zeros || b != 0xFF;
    }
    return true;
}

static const char *check_network(struct arena *a, str value)
{
    if (value.len != 8 && value.len != 32)
        return str_c(a, str_fmt(a, "IP constraint contained value of length %zu", value.len));
    str mask = str_from(value, value.len / 2);
    if (is_mask(mask))
        return NULL;
    struct buf b;
    buf_init(&b, a);
    buf_put_str(&b, STR("IP constraint contained invalid mask "));
    for (size_t i = 0; i < mask.len; i++)
        buf_put_fmt(&b, "%02x", (unsigned)(unsigned char)mask.s[i]);
    return str_c(a, buf_str(&b));
}

/* May stand in a quoted local part as it is; behind a backslash, more may. */
static bool is_quoted(unsigned char c, bool escaped)
{
    if (escaped)
        return c && c != '\n' && c != '\r' && c <= 0x7F;
    return c && c != '\t' && c != '\n' && c != '\r' && c != '"' && c != '\\' && c <= 0x7F;
}

/* The length of a local part with its quotes, or STR_NONE. */
static size_t quoted_part(str s)
{
    for (size_t i = 1; i < s.len; i++) {
        if (s.s[i] == '"')
            return i + 1;
        bool escaped = s.s[i] == '\\';
        i += escaped;
        if (i == s.len || !is_quoted((unsigned char)s.s[i], escaped))
            return STR_NONE;
    }
    return STR_NONE;
}

static bool is_atom(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c && strchr("!#$%&'*+-/=?^_`{|}~.", c));
}

/* The length of a local part without quotes, or STR_NONE. A backslash counts for what follows it.
 */
static size_t plain_part(str s)
{
    size_t i = 0, taken = 0;
    char last = '.';
    bool good = true;
    while (i < s.len && (is_atom(s.s[i]) || s.s[i] == '\\')) {
        i += s.s[i] == '\\';
        if (i == s.len)
            return STR_NONE;
        good = good && !(s.s[i] == '.' && last == '.');
        last = s.s[i++];
        taken++;
    }
    return taken && good && last != '.' ? i : STR_NONE;
}

/* parseRFC2821Mailbox */
static bool is_mailbox(str s)
{
    if (!s.len)
        return false;
    size_t n = s.s[0] == '"' ? quoted_part(s) : plain_part(s);
    return n != STR_NONE && n < s.len && s.s[n] == '@' && is_domain(str_from(s, n + 1), false);
}

static bool is_address(struct arena *a, str s)
{
    struct ip ip;
    str unused;
    return ip_parse(a, s, &ip, &unused) && !ip.zone.len;
}

const char *x509_name_check_constraint(struct arena *a, uint8_t tag, str value)
{
    if (tag == TAG_IP)
        return check_network(a, value);
    if (tag != TAG_DNS && tag != TAG_EMAIL && tag != TAG_URI)
        return NULL;
    if (!utf8_is_ascii(value))
        return about(a, "invalid constraint value: x509:", value,
                     " cannot be encoded as an IA5String");
    if (tag == TAG_URI && is_address(a, value))
        return about(a, "failed to parse URI constraint", value, ": cannot be IP address");
    bool mailbox = tag == TAG_EMAIL && str_find_char(value, '@') != STR_NONE;
    if (mailbox ? is_mailbox(value) : is_domain(value, true))
        return NULL;
    return about(a,
                 tag == TAG_DNS     ? "failed to parse dnsName constraint"
                 : tag == TAG_EMAIL ? "failed to parse rfc822Name constraint"
                                    : "failed to parse URI constraint",
                 value, "");
}
