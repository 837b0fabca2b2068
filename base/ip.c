#include "base/ip.h"

#include "base/buf.h"
#include "base/quote.h"

#include <string.h>

struct ip_parser {
    struct arena *arena;
    str text;
    struct ip ip;
    str *error;
};

/* Always false. `at`, unless empty, is where the text is wrong. */
static bool fail(struct ip_parser *p, const char *message, str at)
{
    struct buf b;
    buf_init(&b, p->arena);
    buf_put_str(&b, STR("ParseAddr("));
    quote_go(&b, p->text);
    buf_put_fmt(&b, "): %s", message);
    if (at.len) {
        buf_put_str(&b, STR(" (at "));
        quote_go(&b, at);
        buf_put_char(&b, ')');
    }
    *p->error = buf_str(&b);
    return false;
}

static bool parse_octets(struct ip_parser *p, str s, uint8_t octet[4])
{
    unsigned value = 0, field = 0, digits = 0;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.s[i];
        if (c >= '0' && c <= '9') {
            if (digits == 1 && value == 0)
                return fail(p, "IPv4 field has octet with leading zero", STR(""));
            value = value * 10 + (unsigned)(c - '0');
            digits++;
            if (value > 255)
                return fail(p, "IPv4 field has value >255", STR(""));
        } else if (c == '.') {
            if (i == 0 || i == s.len - 1 || s.s[i - 1] == '.')
                return fail(p, "IPv4 field must have at least one digit", str_from(s, i));
            if (field == 3)
                return fail(p, "IPv4 address too long", STR(""));
            octet[field++] = (uint8_t)value;
            value = digits = 0;
        } else {
            return fail(p, "unexpected character", str_from(s, i));
        }
    }
    if (field < 3)
        return fail(p, "IPv4 address too short", STR(""));
    octet[3] = (uint8_t)value;
    return true;
}

static unsigned hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return (unsigned)(c - '0');
    if (c >= 'a' && c <= 'f')
        return (unsigned)(c - 'a') + 10;
    return c >= 'A' && c <= 'F' ? (unsigned)(c - 'A') + 10 : 16;
}

/* A group of hexadecimal digits at the front of s. */
static bool parse_group(struct ip_parser *p, str s, size_t *ret_len, unsigned *ret)
{
    size_t len = 0;
    unsigned value = 0;
    for (; len < s.len && hex_value(s.s[len]) < 16; len++) {
        value = value << 4 | hex_value(s.s[len]);
        if (len > 3)
            return fail(p, "each group must have 4 or less digits", s);
    }
    if (len == 0)
        return fail(p, "each colon-separated field must have at least one digit", s);
    *ret_len = len;
    *ret = value;
    return true;
}

/* The groups of an IPv6 address: `n` bytes are filled, the gap "::" stands at byte `gap`. */
struct groups {
    str rest;
    size_t n, gap;
};

enum { NO_GAP = 99, V6_BYTES = 16 };

static bool parse_tail_v4(struct ip_parser *p, struct groups *g)
{
    if (g->gap == NO_GAP && g->n != 12)
        return fail(p, "embedded IPv4 address must replace the final 2 fields of the address",
                    g->rest);
    if (g->n + 4 > V6_BYTES)
        return fail(p, "too many hex fields to fit an embedded IPv4 at the end of the address",
                    g->rest);
    if (!parse_octets(p, g->rest, p->ip.byte + g->n))
        return false;
    g->n += 4;
    g->rest.len = 0;
    return true;
}

/* What may stand between two groups; the rest is empty at the end of the address. */
static bool parse_colon(struct ip_parser *p, struct groups *g)
{
    if (g->rest.len == 0)
        return true;
    if (g->rest.s[0] != ':')
        return fail(p, "unexpected character, want colon", g->rest);
    if (g->rest.len == 1)
        return fail(p, "colon must be followed by more characters", g->rest);
    g->rest = str_from(g->rest, 1);
    if (g->rest.s[0] != ':')
        return true;
    if (g->gap != NO_GAP)
        return fail(p, "multiple :: in address", g->rest);
    g->gap = g->n;
    g->rest = str_from(g->rest, 1);
    return true;
}

static bool parse_groups(struct ip_parser *p, struct groups *g)
{
    while (g->n < V6_BYTES && g->rest.len) {
        size_t len = 0;
        unsigned value = 0;
        if (!parse_group(p, g->rest, &len, &value))
            return false;
        if (len < g->rest.len && g->rest.s[len] == '.')
            return parse_tail_v4(p, g);
        p->ip.byte[g->n++] = (uint8_t)(value >> 8);
        p->ip.byte[g->n++] = (uint8_t)value;
        g->rest = str_from(g->rest, len);
        if (!parse_colon(p, g))
            return false;
    }
    return true;
}

static bool fill_gap(struct ip_parser *p, const struct groups *g)
{
    if (g->n == V6_BYTES)
        return g->gap == NO_GAP ||
               fail(p, "the :: must expand to at least one field of zeros", STR(""));
    if (g->gap == NO_GAP)
        return fail(p, "address string too short", STR(""));
    size_t after = g->n - g->gap;
    memmove(p->ip.byte + V6_BYTES - after, p->ip.byte + g->gap, after);
    memset(p->ip.byte + g->gap, 0, V6_BYTES - g->n);
    return true;
}

static bool parse_v6(struct ip_parser *p)
{
    struct groups g = {.rest = p->text, .gap = NO_GAP};
    size_t percent = str_find_char(p->text, '%');
    if (percent != STR_NONE) {
        g.rest = str_slice(p->text, 0, percent);
        p->ip.zone = str_from(p->text, percent + 1);
        if (p->ip.zone.len == 0)
            return fail(p, "zone must be a non-empty string", STR(""));
    }
    if (str_has_prefix(g.rest, STR("::"))) {
        g.gap = 0;
        g.rest = str_from(g.rest, 2);
    }
    if (!parse_groups(p, &g))
        return false;
    if (g.rest.len)
        return fail(p, "trailing garbage after address", g.rest);
    return fill_gap(p, &g);
}

bool ip_parse(struct arena *a, str text, struct ip *ret, str *ret_error)
{
    struct ip_parser p = {.arena = a, .text = text, .error = ret_error};
    bool ok;
    size_t i = 0;
    while (i < text.len && text.s[i] != '.' && text.s[i] != ':' && text.s[i] != '%')
        i++;
    if (i == text.len)
        return fail(&p, "unable to parse IP", STR(""));
    if (text.s[i] == '%')
        return fail(&p, "missing IPv6 address", STR(""));
    p.ip.v4 = text.s[i] == '.';
    ok = p.ip.v4 ? parse_octets(&p, text, p.ip.byte) : parse_v6(&p);
    if (ok)
        *ret = p.ip;
    return ok;
}
