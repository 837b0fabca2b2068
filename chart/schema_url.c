#include "chart/schema_url.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/quote.h"
#include "base/url.h"

#include <string.h>

str schema_url_split(str text, str *ret_fragment)
{
    size_t hash = str_find_char(text, '#');
    *ret_fragment = hash == STR_NONE ? STR("") : str_from(text, hash + 1);
    return hash == STR_NONE ? text : str_slice(text, 0, hash);
}

static bool fail(struct arena *a, str url, str why, str *ret_error)
{
    struct buf b;
    buf_init(&b, a);
    buf_put_str(&b, STR("error in parsing "));
    quote_go(&b, url);
    buf_put_str(&b, STR(": "));
    buf_put_str(&b, why);
    *ret_error = buf_str(&b);
    return false;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    char lower = (char)(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/* As url.PathUnescape: '+' stays. On false *ret holds the bad escape. */
static bool unescape(struct arena *a, str s, str *ret)
{
    struct buf b;
    buf_init(&b, a);
    for (size_t i = 0; i < s.len; i++) {
        if (s.s[i] != '%') {
            buf_put_char(&b, s.s[i]);
            continue;
        }
        int high = i + 1 < s.len ? hex_digit(s.s[i + 1]) : -1;
        int low = i + 2 < s.len ? hex_digit(s.s[i + 2]) : -1;
        if (high < 0 || low < 0) {
            *ret = str_slice(s, i, i + 3 < s.len ? i + 3 : s.len);
            return false;
        }
        buf_put_char(&b, (char)(high * 16 + low));
        i += 2;
    }
    *ret = buf_str(&b);
    return true;
}

bool schema_url_fragment(struct arena *a, str text, str *ret_fragment, str *ret_error)
{
    str raw;
    (void)schema_url_split(text, &raw);
    if (!memchr(raw.s ? raw.s : "", '%', raw.len)) {
        *ret_fragment = raw;
        return true;
    }
    if (unescape(a, raw, &raw)) {
        *ret_fragment = raw;
        return true;
    }
    return fail(a, text, str_concat(a, STR("invalid URL escape "), quote(a, raw)), ret_error);
}

/* Without "." and ".." segments, and with a leading slash. As url.URL's resolvePath. */
static str clean_path(struct arena *a, str path)
{
    struct buf b;
    buf_init(&b, a);
    if (!path.len)
        return path;
    str segment = STR("");
    if (path.s[0] == '/')
        path = str_from(path, 1);
    for (bool more = true; more;) {
        size_t slash = str_find_char(path, '/');
        more = slash != STR_NONE;
        segment = more ? str_slice(path, 0, slash) : path;
        path = more ? str_from(path, slash + 1) : STR("");
        if (str_eq(segment, STR(".")))
            continue;
        if (str_eq(segment, STR(".."))) {
            while (b.len && b.s[b.len - 1] != '/')
                b.len--;
            b.len -= b.len > 0;
            continue;
        }
        buf_put_char(&b, '/');
        buf_put_str(&b, segment);
    }
    if (!b.len || str_eq(segment, STR(".")) || str_eq(segment, STR("..")))
        buf_put_char(&b, '/');
    return buf_str(&b);
}

static str merge_paths(struct arena *a, str base, str ref)
{
    if (!ref.len)
        return clean_path(a, base);
    if (ref.s[0] == '/')
        return clean_path(a, ref);
    size_t slash = str_find_last(base, STR("/"));
    str folder = str_slice(base, 0, slash == STR_NONE ? 0 : slash + 1);
    str path = str_concat(a, folder, ref);
    return clean_path(a, path);
}

/* As URL.ResolveReference. */
static struct url resolve(struct arena *a, const struct url *base, struct url ref)
{
    struct url r = ref;
    if (ref.scheme.len || ref.host.len || ref.has_user) {
        r.path = clean_path(a, ref.path);
        if (!ref.scheme.len)
            r.scheme = base->scheme;
        return r;
    }
    r.scheme = base->scheme;
    if (!ref.path.len && !ref.query.len)
        r.query = base->query;
    if (base->opaque.len) {
        r.opaque = base->opaque;
        return r;
    }
    r.host = base->host;
    r.username = base->username;
    r.password = base->password;
    r.has_user = base->has_user;
    r.has_password = base->has_password;
    r.path = merge_paths(a, base->path, ref.path);
    return r;
}

bool schema_url_join(struct arena *a, str base, str ref, str *ret_url, str *ret_fragment,
                     str *ret_error)
{
    str fragment, why;
    struct url b, r;
    if (!url_parse(a, base, &b, &why))
        return fail(a, base, why, ret_error);
    if (!schema_url_fragment(a, ref, &fragment, ret_error))
        return false;
    ref = schema_url_split(ref, &why);
    if (!url_parse(a, ref, &r, &why))
        return fail(a, ref, why, ret_error);
    struct url resolved = resolve(a, &b, r);
    *ret_url = url_format(a, &resolved);
    *ret_fragment = fragment;
    return true;
}

str schema_url_format(struct arena *a, str url, str fragment)
{
    static const char plain[] = "-_.~$&+=:@/";
    struct buf b;
    buf_init(&b, a);
    buf_put_str(&b, url);
    buf_put_char(&b, '#');
    for (size_t i = 0; i < fragment.len; i++) {
        char c = fragment.s[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (letter || (c && strchr(plain, c)))
            buf_put_char(&b, c);
        else
            buf_put_fmt(&b, "%%%02X", (unsigned)(unsigned char)c);
    }
    return buf_str(&b);
}

str schema_ptr_escape(struct arena *a, str token)
{
    bool tilde = str_find_char(token, '~') != STR_NONE;
    bool slash = str_find_char(token, '/') != STR_NONE;
    if (tilde)
        token = str_replace_all(a, token, STR("~"), STR("~0"));
    return slash ? str_replace_all(a, token, STR("/"), STR("~1")) : token;
}

bool schema_ptr_unescape(struct arena *a, str token, str *ret)
{
    struct buf b;
    if (str_find_char(token, '~') == STR_NONE) {
        *ret = token;
        return true;
    }
    buf_init(&b, a);
    for (size_t i = 0; i < token.len; i++) {
        char c = token.s[i];
        if (c == '~') {
            i++;
            if (i == token.len || (token.s[i] != '0' && token.s[i] != '1'))
                return false;
            c = token.s[i] == '0' ? '~' : '/';
        }
        buf_put_char(&b, c);
    }
    *ret = buf_str(&b);
    return true;
}

str schema_ptr_append(struct arena *a, str ptr, str token)
{
    token = schema_ptr_escape(a, token);
    char *s = arena_bytes(a, ptr.len + 1 + token.len);
    if (ptr.len)
        memcpy(s, ptr.s, ptr.len);
    s[ptr.len] = '/';
    if (token.len)
        memcpy(s + ptr.len + 1, token.s, token.len);
    return str_make(s, ptr.len + 1 + token.len);
}

str schema_ptr_append_index(struct arena *a, str ptr, size_t index)
{
    return schema_ptr_append(a, ptr, str_fmt(a, "%zu", index));
}
