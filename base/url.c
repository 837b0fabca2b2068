#include "base/url.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/ip.h"
#include "base/quote.h"

/* Where bytes stand decides which of them are escaped. */
enum part { PART_PATH, PART_HOST, PART_ZONE, PART_USER, PART_FRAGMENT };

struct parser {
    struct arena *arena;
    struct url *url;
    str error;
};

static bool fail(struct parser *p, const char *message)
{
    p->error = str_from_c(message);
    return false;
}

static bool fail_quoting(struct parser *p, const char *before, str quoted, const char *after)
{
    struct buf b;
    buf_init(&b, p->arena);
    buf_put_str(&b, str_from_c(before));
    quote_go(&b, quoted);
    buf_put_str(&b, str_from_c(after));
    p->error = buf_str(&b);
    return false;
}

static bool is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Whether a byte may stand for itself in a part. */
static bool is_plain(char c, enum part part)
{
    static const str kept[] = {
        [PART_PATH] = STR_INIT("-._~$&+,/:;=@"),
        [PART_HOST] = STR_INIT("-._~!\"$&'()*+,:;<=>[]"),
        [PART_ZONE] = STR_INIT("-._~!\"$&'()*+,:;<=>[]"),
        [PART_USER] = STR_INIT("-._~$&+,;="),
        [PART_FRAGMENT] = STR_INIT("-._~!$&()*+,/:;=?@"),
    };
    return is_alpha(c) || is_digit(c) || str_find_char(kept[part], c) != STR_NONE;
}

static unsigned hex_value(char c)
{
    if (is_digit(c))
        return (unsigned)(c - '0');
    if (c >= 'a' && c <= 'f')
        return (unsigned)(c - 'a') + 10;
    return c >= 'A' && c <= 'F' ? (unsigned)(c - 'A') + 10 : 16;
}

/* The byte that the escape at s[i] stands for, if it is allowed in that part. */
static bool check_escape(struct parser *p, str s, size_t i, enum part part, char *ret)
{
    str escape = str_slice(s, i, s.len - i < 3 ? s.len : i + 3);
    if (escape.len < 3 || hex_value(escape.s[1]) > 15 || hex_value(escape.s[2]) > 15)
        return fail_quoting(p, "invalid URL escape ", escape, "");
    *ret = (char)(hex_value(escape.s[1]) << 4 | hex_value(escape.s[2]));
    bool ok = true, percent = *ret == '%';
    if (part == PART_HOST)
        ok = percent || (uint8_t)*ret >= 0x80;
    else if (part == PART_ZONE)
        ok = percent || *ret == ' ' || is_plain(*ret, PART_HOST);
    return ok || fail_quoting(p, "invalid URL escape ", escape, "");
}

static bool unescape(struct parser *p, str s, enum part part, str *ret)
{
    bool host = part == PART_HOST || part == PART_ZONE;
    char *out = arena_bytes(p->arena, s.len), *to = out;
    for (size_t i = 0; i < s.len; i++, to++) {
        *to = s.s[i];
        if (s.s[i] == '%') {
            if (!check_escape(p, s, i, part, to))
                return false;
            i += 2;
        } else if (host && (uint8_t)s.s[i] < 0x80 && !is_plain(s.s[i], part)) {
            return fail_quoting(p, "invalid character ", str_slice(s, i, i + 1), " in host name");
        }
    }
    *ret = str_make(out, (size_t)(to - out));
    return true;
}

static void put_escaped(struct buf *b, str s, enum part part)
{
    static const char hex[] = "0123456789ABCDEF";
    for (size_t i = 0; i < s.len; i++) {
        uint8_t byte = (uint8_t)s.s[i];
        if (is_plain(s.s[i], part)) {
            buf_put_char(b, s.s[i]);
        } else {
            buf_put_char(b, '%');
            buf_put_char(b, hex[byte >> 4]);
            buf_put_char(b, hex[byte & 15]);
        }
    }
}

static bool has_control(str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((uint8_t)s.s[i] < ' ' || s.s[i] == 0x7F)
            return true;
    return false;
}

/* Up to the first `at`, and what follows it; all and nothing when there is none. */
static str cut(str s, char at, str *ret_after)
{
    size_t i = str_find_char(s, at);
    *ret_after = i == STR_NONE ? str_from(s, s.len) : str_from(s, i + 1);
    return i == STR_NONE ? s : str_slice(s, 0, i);
}

static str lower_ascii(struct arena *a, str s)
{
    char *out = arena_bytes(a, s.len);
    for (size_t i = 0; i < s.len; i++)
        out[i] = s.s[i] >= 'A' && s.s[i] <= 'Z' ? (char)(s.s[i] + 32) : s.s[i];
    return str_make(out, s.len);
}

static bool parse_scheme(struct parser *p, str text, str *ret_rest)
{
    *ret_rest = text;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.s[i];
        if (c == ':' && i == 0)
            return fail(p, "missing protocol scheme");
        if (c == ':') {
            p->url->scheme = lower_ascii(p->arena, str_slice(text, 0, i));
            *ret_rest = str_from(text, i + 1);
            return true;
        }
        bool later = is_digit(c) || c == '+' || c == '-' || c == '.';
        if (!is_alpha(c) && !(later && i > 0))
            return true;
    }
    return true;
}

static bool is_optional_port(str s)
{
    for (size_t i = 1; i < s.len; i++)
        if (!is_digit(s.s[i]))
            return false;
    return s.len == 0 || s.s[0] == ':';
}

static bool check_port(struct parser *p, str port)
{
    return is_optional_port(port) || fail_quoting(p, "invalid port ", port, " after host");
}

/* [address] or [address%25zone], and a port. */
static bool parse_literal(struct parser *p, str host)
{
    size_t close = str_find_last(host, STR("]"));
    if (close == STR_NONE)
        return fail(p, "missing ']' in host");
    str port = str_from(host, close + 1), name = str_slice(host, 1, close), error;
    if (!check_port(p, port))
        return false;
    size_t zone_at = str_find(name, STR("%25"));
    size_t name_len = zone_at == STR_NONE ? name.len : zone_at;
    str address, zone;
    if (!unescape(p, str_slice(name, 0, name_len), PART_HOST, &address) ||
        !unescape(p, str_from(name, name_len), PART_ZONE, &zone))
        return false;
    address = str_concat(p->arena, address, zone);
    struct ip ip;
    if (!ip_parse(p->arena, address, &ip, &error)) {
        p->error = str_concat(p->arena, STR("invalid host: "), error);
        return false;
    }
    if (ip.v4)
        return fail(p, "invalid IP-literal");
    p->url->host = str_fmt(p->arena, "[%.*s]%.*s", STR_ARG(address), STR_ARG(port));
    return true;
}

static bool parse_host(struct parser *p, str host)
{
    size_t bracket = str_find_last(host, STR("["));
    if (bracket == 0)
        return parse_literal(p, host);
    if (bracket != STR_NONE)
        return fail(p, "invalid IP-literal");
    bool web = str_eq(p->url->scheme, STR("http")) || str_eq(p->url->scheme, STR("https"));
    size_t colon = web ? str_find_char(host, ':') : str_find_last(host, STR(":"));
    if (colon != STR_NONE && !check_port(p, str_from(host, colon)))
        return false;
    return unescape(p, host, PART_HOST, &p->url->host);
}

static bool is_userinfo(str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!is_alpha(s.s[i]) && !is_digit(s.s[i]) &&
            str_find_char(STR("-._:~!$&'()*+,;=%@"), s.s[i]) == STR_NONE)
            return false;
    return true;
}

static bool parse_userinfo(struct parser *p, str userinfo)
{
    if (!is_userinfo(userinfo))
        return fail(p, "net/url: invalid userinfo");
    str password;
    struct url *u = p->url;
    u->has_user = true;
    u->has_password = str_find_char(userinfo, ':') != STR_NONE;
    str username = cut(userinfo, ':', &password);
    return unescape(p, username, PART_USER, &u->username) &&
           unescape(p, password, PART_USER, &u->password);
}

static bool parse_authority(struct parser *p, str authority)
{
    size_t at = str_find_last(authority, STR("@"));
    if (at == STR_NONE)
        return parse_host(p, authority);
    return parse_host(p, str_from(authority, at + 1)) &&
           parse_userinfo(p, str_slice(authority, 0, at));
}

static bool has_colon_in_first_segment(str path)
{
    str after;
    return str_find_char(cut(path, '/', &after), ':') != STR_NONE;
}

static bool parse_hierarchy(struct parser *p, str rest)
{
    bool scheme = p->url->scheme.len > 0;
    if (!str_has_prefix(rest, STR("/"))) {
        if (scheme) {
            p->url->opaque = rest;
            return true;
        }
        if (has_colon_in_first_segment(rest))
            return fail(p, "first path segment in URL cannot contain colon");
    }
    if (str_has_prefix(rest, STR("//")) && (scheme || !str_has_prefix(rest, STR("///")))) {
        str authority = str_from(rest, 2);
        size_t slash = str_find_char(authority, '/');
        rest = str_from(authority, slash == STR_NONE ? authority.len : slash);
        authority.len -= rest.len;
        if (!parse_authority(p, authority))
            return false;
    }
    return unescape(p, rest, PART_PATH, &p->url->path);
}

static bool parse_url(struct parser *p, str text)
{
    str rest;
    if (has_control(text))
        return fail(p, "net/url: invalid control character in URL");
    if (str_eq(text, STR("*"))) {
        p->url->path = text;
        return true;
    }
    if (!parse_scheme(p, text, &rest))
        return false;
    rest = cut(rest, '?', &p->url->query);
    return parse_hierarchy(p, rest);
}

bool url_parse(struct arena *a, str text, struct url *ret, str *ret_error)
{
    struct url url = {.scheme = {NULL, 0}};
    struct parser p = {.arena = a, .url = &url};
    str fragment, shown, before = cut(text, '#', &fragment);
    shown = before;
    bool ok = parse_url(&p, before);
    if (ok && fragment.len) {
        shown = text;
        ok = unescape(&p, fragment, PART_FRAGMENT, &url.fragment);
    }
    if (ok) {
        *ret = url;
        return true;
    }
    struct buf b;
    buf_init(&b, a);
    buf_put_str(&b, STR("parse "));
    quote_go(&b, shown);
    buf_put_str(&b, STR(": "));
    buf_put_str(&b, p.error);
    *ret_error = buf_str(&b);
    return false;
}

static void put_userinfo(struct buf *b, const struct url *u)
{
    put_escaped(b, u->username, PART_USER);
    if (u->has_password) {
        buf_put_char(b, ':');
        put_escaped(b, u->password, PART_USER);
    }
}

static void put_hierarchy(struct buf *b, const struct url *u)
{
    bool authority = u->host.len || u->has_user;
    if (authority || (u->scheme.len && u->path.len))
        buf_put_str(b, STR("//"));
    if (u->has_user) {
        put_userinfo(b, u);
        buf_put_char(b, '@');
    }
    put_escaped(b, u->host, PART_HOST);
    if (u->host.len && u->path.len && u->path.s[0] != '/')
        buf_put_char(b, '/');
    if (b->len == 0 && has_colon_in_first_segment(u->path))
        buf_put_str(b, STR("./")); /* else it would read as a scheme */
    if (str_eq(u->path, STR("*")))
        buf_put_char(b, '*');
    else
        put_escaped(b, u->path, PART_PATH);
}

str url_format(struct arena *a, const struct url *u)
{
    struct buf b;
    buf_init(&b, a);
    if (u->scheme.len) {
        buf_put_str(&b, u->scheme);
        buf_put_char(&b, ':');
    }
    if (u->opaque.len)
        buf_put_str(&b, u->opaque);
    else
        put_hierarchy(&b, u);
    if (u->query.len) {
        buf_put_char(&b, '?');
        buf_put_str(&b, u->query);
    }
    if (u->fragment.len) {
        buf_put_char(&b, '#');
        put_escaped(&b, u->fragment, PART_FRAGMENT);
    }
    return buf_str(&b);
}

str url_userinfo(struct arena *a, const struct url *u)
{
    struct buf b;
    buf_init(&b, a);
    if (u->has_user)
        put_userinfo(&b, u);
    return buf_str(&b);
}

str url_hostname(const struct url *u)
{
    str host = u->host;
    size_t colon = str_find_last(host, STR(":"));
    if (colon != STR_NONE && is_optional_port(str_from(host, colon)))
        host = str_slice(host, 0, colon);
    if (str_has_prefix(host, STR("[")) && str_has_suffix(host, STR("]")))
        host = str_slice(host, 1, host.len - 1);
    return host;
}
