#include "base/semver.h"

#include "base/arena.h"
#include "base/number.h"
#include "base/semver_scan.h"

#include <assert.h>

enum { MAX_LENGTH = 256 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_ident(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
}

static size_t run(str s, size_t at, bool (*is)(char c))
{
    size_t end = at;
    while (end < s.len && is(s.s[end]))
        end++;
    return end - at;
}

static bool all(str s, bool (*is)(char c))
{
    return run(s, 0, is) == s.len;
}

/* ---- scanning ---- */

/* `MARK ident(.ident)*` at *at: moves past it and gives what follows the mark, or "". */
static str scan_idents(str s, size_t *at, char mark)
{
    if (*at >= s.len || s.s[*at] != mark)
        return STR("");
    size_t begin = *at + 1, end = begin + run(s, begin, is_ident);
    if (end == begin)
        return STR("");
    while (end < s.len && s.s[end] == '.' && run(s, end + 1, is_ident))
        end += 1 + run(s, end + 1, is_ident);
    *at = end;
    return str_slice(s, begin, end);
}

bool semver_scan(str s, bool (*is_part)(char c), struct semver_scan *ret)
{
    struct semver_scan r = {.part = {STR(""), STR(""), STR("")}};
    size_t at = s.len && s.s[0] == 'v' ? 1 : 0;
    size_t n = run(s, at, is_part);
    if (n == 0)
        return false;
    for (int i = 0; i < 3; i++) {
        r.part[i] = str_slice(s, at, at + n);
        r.has[i] = true;
        at += n;
        if (at >= s.len || s.s[at] != '.' || i == 2)
            break;
        n = run(s, at + 1, is_part);
        if (n == 0)
            break;
        at++;
    }
    r.pre = scan_idents(s, &at, '-');
    r.metadata = scan_idents(s, &at, '+');
    r.len = at;
    *ret = r;
    return true;
}

/* ---- validating ---- */

/* The text before the next dot; *rest moves behind it, and its s becomes NULL at the end. */
static str next_ident(str *rest)
{
    size_t dot = str_find_char(*rest, '.');
    str ident = dot == STR_NONE ? *rest : str_slice(*rest, 0, dot);
    *rest = dot == STR_NONE ? (str){NULL, 0} : str_from(*rest, dot + 1);
    return ident;
}

static bool check_pre(str pre, str *ret_error)
{
    for (str rest = pre; rest.s;) {
        str p = next_ident(&rest);
        if (p.len == 0 || !all(p, is_ident)) {
            *ret_error = STR("invalid prerelease string");
            return false;
        }
        if (p.len > 1 && p.s[0] == '0' && all(p, is_digit)) {
            *ret_error = STR("version segment starts with 0");
            return false;
        }
    }
    return true;
}

static bool check_metadata(str metadata, str *ret_error)
{
    for (str rest = metadata; rest.s;) {
        str p = next_ident(&rest);
        if (p.len == 0 || !all(p, is_ident)) {
            *ret_error = STR("invalid metadata string");
            return false;
        }
    }
    return true;
}

/* strconv.ParseUint with its error text behind `prefix`. */
static bool parse_number(struct arena *a, str s, const char *prefix, uint64_t *ret, str *ret_error)
{
    enum number_status status = number_read_uint(s, 10, ret);
    if (status == NUMBER_OK)
        return true;
    const char *why = status == NUMBER_RANGE ? "value out of range" : "invalid syntax";
    *ret_error = str_fmt(a, "%sstrconv.ParseUint: parsing \"%.*s\": %s", prefix, STR_ARG(s), why);
    return false;
}

static bool too_long(str text, str *ret_error)
{
    if (text.len <= MAX_LENGTH)
        return false;
    *ret_error = STR("version string is too long (max 256 bytes)");
    return true;
}

/* ---- parsing ---- */

bool semver_parse(struct arena *a, str text, struct semver *ret, str *ret_error)
{
    static const char prefix[] = "error parsing version segment: ";
    struct semver_scan scan;
    if (too_long(text, ret_error))
        return false;
    if (!semver_scan(text, is_digit, &scan) || scan.len != text.len) {
        *ret_error = STR("invalid semantic version");
        return false;
    }
    struct semver v = {.pre = scan.pre, .metadata = scan.metadata, .original = text};
    uint64_t *number[3] = {&v.major, &v.minor, &v.patch};
    for (int i = 0; i < 3; i++)
        if (scan.has[i] && !parse_number(a, scan.part[i], prefix, number[i], ret_error))
            return false;
    if ((v.pre.len && !check_pre(v.pre, ret_error)) ||
        (v.metadata.len && !check_metadata(v.metadata, ret_error)))
        return false;
    *ret = v;
    return true;
}

static bool check_strict_number(str s, str *ret_error)
{
    if (!all(s, is_digit)) {
        *ret_error = STR("invalid characters in version");
        return false;
    }
    if (s.len > 1 && s.s[0] == '0') {
        *ret_error = STR("version segment starts with 0");
        return false;
    }
    return true;
}

/* Cuts what follows the first `mark` off *s. */
static bool cut_extra(str *s, char mark, str *ret)
{
    size_t at = str_find_char(*s, mark);
    if (at == STR_NONE)
        return false;
    *ret = str_from(*s, at + 1);
    *s = str_slice(*s, 0, at);
    return true;
}

bool semver_parse_strict(struct arena *a, str text, struct semver *ret, str *ret_error)
{
    if (text.len == 0) {
        *ret_error = STR("version string empty");
        return false;
    }
    if (too_long(text, ret_error))
        return false;
    struct semver v = {.pre = STR(""), .metadata = STR(""), .original = text};
    str part[3], rest = text;
    part[0] = next_ident(&rest);
    part[1] = rest.s ? next_ident(&rest) : STR("");
    if (!rest.s) {
        *ret_error = STR("invalid semantic version");
        return false;
    }
    part[2] = rest;
    if (cut_extra(&part[2], '+', &v.metadata) && !check_metadata(v.metadata, ret_error))
        return false;
    if (cut_extra(&part[2], '-', &v.pre) && !check_pre(v.pre, ret_error))
        return false;
    uint64_t *number[3] = {&v.major, &v.minor, &v.patch};
    for (int i = 0; i < 3; i++)
        if (!check_strict_number(part[i], ret_error))
            return false;
    for (int i = 0; i < 3; i++)
        if (!parse_number(a, part[i], "", number[i], ret_error))
            return false;
    *ret = v;
    return true;
}

/* ---- comparing ---- */

static int compare_numbers(uint64_t x, uint64_t y)
{
    return (x > y) - (x < y);
}

static int compare_pre_part(str v, str w)
{
    if (str_eq(v, w))
        return 0;
    if (v.len == 0 || w.len == 0)
        return v.len == 0 ? -1 : 1;
    /* Numbers that don't fit count as text, as in the library. */
    uint64_t x = 0, y = 0;
    bool v_number = all(v, is_digit) && number_read_uint(v, 10, &x) == NUMBER_OK;
    bool w_number = all(w, is_digit) && number_read_uint(w, 10, &y) == NUMBER_OK;
    if (v_number && w_number)
        return x > y ? 1 : -1;
    if (v_number || w_number)
        return v_number ? -1 : 1;
    return str_cmp(v, w) > 0 ? 1 : -1;
}

int semver_compare_pre(str v, str w)
{
    if (!v.s)
        v = STR("");
    if (!w.s)
        w = STR("");
    while (v.s || w.s) {
        str x = v.s ? next_ident(&v) : STR("");
        str y = w.s ? next_ident(&w) : STR("");
        int c = compare_pre_part(x, y);
        if (c)
            return c;
    }
    return 0;
}

int semver_compare(const struct semver *v, const struct semver *w)
{
    int c = compare_numbers(v->major, w->major);
    if (!c)
        c = compare_numbers(v->minor, w->minor);
    if (!c)
        c = compare_numbers(v->patch, w->patch);
    if (c)
        return c;
    if (v->pre.len == 0 || w->pre.len == 0)
        return (v->pre.len == 0) - (w->pre.len == 0);
    return semver_compare_pre(v->pre, w->pre);
}

/* ---- text and next versions ---- */

void semver_put(struct buf *out, const struct semver *v)
{
    buf_put_fmt(out, "%llu.%llu.%llu", (unsigned long long)v->major, (unsigned long long)v->minor,
                (unsigned long long)v->patch);
    if (v->pre.len) {
        buf_put_char(out, '-');
        buf_put_str(out, v->pre);
    }
    if (v->metadata.len) {
        buf_put_char(out, '+');
        buf_put_str(out, v->metadata);
    }
}

/* `next`, made from v, with the original that the library gives it. */
static struct semver with_original(struct arena *a, const struct semver *v, struct semver next)
{
    struct buf b;
    buf_init(&b, a);
    if (str_has_prefix(v->original, STR("v")))
        buf_put_char(&b, 'v');
    semver_put(&b, &next);
    next.original = buf_str(&b);
    return next;
}

bool semver_inc(struct arena *a, const struct semver *v, enum semver_part part, struct semver *ret,
                str *ret_error)
{
    static const char *const names[] = {"major", "minor", "patch"};
    assert(part <= SEMVER_PATCH);
    struct semver next = *v;
    uint64_t *number[3] = {&next.major, &next.minor, &next.patch};
    next.pre = next.metadata = STR("");
    for (int i = (int)part + 1; i < 3; i++)
        *number[i] = 0;
    /* The patch version after 1.2.3-rc.1 is 1.2.3. */
    if (part != SEMVER_PATCH || v->pre.len == 0) {
        if (*number[part] == UINT64_MAX) {
            *ret_error = str_fmt(a, "%s version increment would overflow uint64", names[part]);
            return false;
        }
        ++*number[part];
    }
    *ret = with_original(a, v, next);
    return true;
}

bool semver_set_pre(struct arena *a, const struct semver *v, str pre, struct semver *ret,
                    str *ret_error)
{
    if (pre.len && !check_pre(pre, ret_error))
        return false;
    struct semver next = *v;
    next.pre = pre;
    *ret = with_original(a, v, next);
    return true;
}

bool semver_set_metadata(struct arena *a, const struct semver *v, str metadata, struct semver *ret,
                         str *ret_error)
{
    if (metadata.len && !check_metadata(metadata, ret_error))
        return false;
    struct semver next = *v;
    next.metadata = metadata;
    *ret = with_original(a, v, next);
    return true;
}
