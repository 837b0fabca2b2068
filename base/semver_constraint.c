#include "base/arena.h"
#include "base/quote.h"
#include "base/semver.h"
#include "base/semver_scan.h"

enum { MAX_LENGTH = 512, MAX_GROUPS = 32 };

enum operator{
    OP_EQUAL,
    OP_NOT_EQUAL,
    OP_GREATER,
    OP_LESS,
    OP_GREATER_EQUAL,
    OP_LESS_EQUAL,
    OP_TILDE,
    OP_CARET
};

/* One comparison: an operator and a version, whose missing or wild parts make it dirty. */
struct constraint {
    enum operator op;
    struct semver version;
    bool dirty, minor_dirty, patch_dirty;
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

/* The library's class [0-9|x|X|\*], which lets '|' through by mistake. */
static bool is_part(char c)
{
    return (c >= '0' && c <= '9') || c == '|' || c == 'x' || c == 'X' || c == '*';
}

static size_t skip_blanks(str *s)
{
    size_t n = 0;
    while (n < s->len && is_blank(s->s[n]))
        n++;
    *s = str_from(*s, n);
    return n;
}

static bool is_wild(str part)
{
    return part.len == 1 && (*part.s == 'x' || *part.s == 'X' || *part.s == '*');
}

static enum operator take_operator(str *s)
{
    static const struct {
        str text;
        enum operator op;
    } operators[] = {{STR_INIT("!="), OP_NOT_EQUAL},     {STR_INIT(">="), OP_GREATER_EQUAL},
                     {STR_INIT("=>"), OP_GREATER_EQUAL}, {STR_INIT("<="), OP_LESS_EQUAL},
                     {STR_INIT("=<"), OP_LESS_EQUAL},    {STR_INIT("~>"), OP_TILDE},
                     {STR_INIT("="), OP_EQUAL},          {STR_INIT(">"), OP_GREATER},
                     {STR_INIT("<"), OP_LESS},           {STR_INIT("~"), OP_TILDE},
                     {STR_INIT("^"), OP_CARET}};
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
        if (str_has_prefix(*s, operators[i].text)) {
            *s = str_from(*s, operators[i].text.len);
            return operators[i].op;
        }
    }
    return OP_EQUAL;
}

/* ---- the ranges "A - B" ---- */

/* `\s*VERSION\s+-\s+VERSION\s*` at the start of s. */
static bool scan_range(str s, str *low, str *high, size_t *ret_len)
{
    size_t before = s.len;
    struct semver_scan v;
    skip_blanks(&s);
    if (!semver_scan(s, is_part, &v))
        return false;
    *low = str_slice(s, 0, v.len);
    s = str_from(s, v.len);
    if (!skip_blanks(&s) || s.len == 0 || s.s[0] != '-')
        return false;
    s = str_from(s, 1);
    if (!skip_blanks(&s) || !semver_scan(s, is_part, &v))
        return false;
    *high = str_slice(s, 0, v.len);
    s = str_from(s, v.len);
    skip_blanks(&s);
    *ret_len = before - s.len;
    return true;
}

static str replace_first(struct arena *a, str s, str old, str with)
{
    size_t at = str_find(s, old);
    if (at == STR_NONE)
        return s;
    str front = str_concat(a, str_slice(s, 0, at), with);
    return str_concat(a, front, str_from(s, at + old.len));
}

/* Each "A - B" as ">= A, <= B ". The first equal text is replaced, not the one that was found:
 * so does the library. */
static str rewrite_ranges(struct arena *a, str text)
{
    str result = text;
    for (size_t at = 0; at < text.len;) {
        str low, high;
        size_t len;
        if (!scan_range(str_from(text, at), &low, &high, &len)) {
            at++;
            continue;
        }
        str with = str_fmt(a, ">= %.*s, <= %.*s ", STR_ARG(low), STR_ARG(high));
        result = replace_first(a, result, str_slice(text, at, at + len), with);
        at += len;
    }
    return result;
}

/* ---- parsing ---- */

static bool set_version(struct arena *a, str text, const struct semver_scan *s,
                        struct constraint *c, str *ret_error)
{
    str pre = s->pre;
    const char *dash = pre.len ? "-" : "";
    if (is_wild(s->part[0])) {
        c->dirty = true;
        text = str_fmt(a, "0.0.0%s%.*s", dash, STR_ARG(pre));
    } else if (!s->has[1] || is_wild(s->part[1])) {
        c->dirty = c->minor_dirty = true;
        text = str_fmt(a, "%.*s.0.0%s%.*s", STR_ARG(s->part[0]), dash, STR_ARG(pre));
    } else if (!s->has[2] || is_wild(s->part[2])) {
        c->dirty = c->patch_dirty = true;
        text = str_fmt(a, "%.*s.%.*s.0%s%.*s", STR_ARG(s->part[0]), STR_ARG(s->part[1]), dash,
                       STR_ARG(pre));
    }
    if (semver_parse(a, text, &c->version, ret_error))
        return true;
    *ret_error = STR("constraint parser error");
    return false;
}

/* A comparison at the start of *s as text: its operator and version. */
static bool scan_constraint(str *s, enum operator* op, struct semver_scan *scan, str *ret_text)
{
    *op = take_operator(s);
    skip_blanks(s);
    if (!semver_scan(*s, is_part, scan))
        return false;
    *ret_text = str_slice(*s, 0, scan->len);
    *s = str_from(*s, scan->len);
    return true;
}

/* Whether the whole group is comparisons, separated by blanks or commas. */
static bool is_group(str s)
{
    enum operator op;
    struct semver_scan scan;
    str text;
    skip_blanks(&s);
    for (;;) {
        if (!scan_constraint(&s, &op, &scan, &text))
            return false;
        size_t blanks = skip_blanks(&s);
        if (s.len == 0)
            return true;
        if (s.s[0] == ',')
            s = str_from(s, 1);
        else if (!blanks)
            return false;
        skip_blanks(&s);
    }
}

/* The next comparison of a group that is_group. */
static bool next_constraint(struct arena *a, str *s, struct constraint *ret, str *ret_error)
{
    struct semver_scan scan = {0};
    str text = STR("");
    *ret = (struct constraint){0};
    while (s->len && (is_blank(s->s[0]) || s->s[0] == ','))
        *s = str_from(*s, 1);
    scan_constraint(s, &ret->op, &scan, &text);
    skip_blanks(s);
    return set_version(a, text, &scan, ret, ret_error);
}

/* ---- checking ---- */

static bool check_tilde(const struct constraint *c, const struct semver *v)
{
    const struct semver *w = &c->version;
    if (semver_compare(v, w) < 0)
        return false;
    if (!w->major && !w->minor && !w->patch && !c->minor_dirty && !c->patch_dirty)
        return true; /* ~0.0.0 accepts everything */
    return v->major == w->major && (v->minor == w->minor || c->minor_dirty);
}

static bool check_caret(const struct constraint *c, const struct semver *v)
{
    const struct semver *w = &c->version;
    if (semver_compare(v, w) < 0)
        return false;
    if (w->major > 0 || c->minor_dirty)
        return v->major == w->major;
    if (v->major > 0)
        return false;
    if (w->minor > 0 || c->patch_dirty)
        return v->minor == w->minor;
    return v->minor == 0 && v->patch == w->patch;
}

static bool check_not_equal(const struct constraint *c, const struct semver *v)
{
    const struct semver *w = &c->version;
    if (!c->dirty)
        return semver_compare(v, w) != 0;
    if (v->major != w->major || (v->minor != w->minor && !c->minor_dirty))
        return true;
    if (c->minor_dirty)
        return false;
    if (!c->patch_dirty)
        return v->patch != w->patch || semver_compare(v, w) != 0;
    return (v->pre.len || w->pre.len) && semver_compare_pre(v->pre, w->pre) != 0;
}

static bool check_greater(const struct constraint *c, const struct semver *v)
{
    const struct semver *w = &c->version;
    if (!c->dirty)
        return semver_compare(v, w) > 0;
    if (v->major != w->major)
        return v->major > w->major;
    if (c->minor_dirty)
        return false; /* >11 begins at 12 */
    return c->patch_dirty ? v->minor > w->minor : semver_compare(v, w) > 0;
}

static bool check_less_equal(const struct constraint *c, const struct semver *v)
{
    const struct semver *w = &c->version;
    if (!c->dirty)
        return semver_compare(v, w) <= 0;
    if (v->major > w->major)
        return false;
    return v->major < w->major || v->minor <= w->minor || c->minor_dirty;
}

static bool check_one(const struct constraint *c, const struct semver *v)
{
    switch (c->op) {
    case OP_EQUAL:
        return c->dirty ? check_tilde(c, v) : semver_compare(v, &c->version) == 0;
    case OP_NOT_EQUAL:
        return check_not_equal(c, v);
    case OP_GREATER:
        return check_greater(c, v);
    case OP_LESS:
        return semver_compare(v, &c->version) < 0;
    case OP_GREATER_EQUAL:
        return semver_compare(v, &c->version) >= 0;
    case OP_LESS_EQUAL:
        return check_less_equal(c, v);
    case OP_TILDE:
        return check_tilde(c, v);
    case OP_CARET:
        return check_caret(c, v);
    }
    return false;
}

/* All comparisons of a group. Pre-releases match only when one of them names a pre-release. */
static bool check_group(struct arena *a, str group, const struct semver *v, bool *ret,
                        str *ret_error)
{
    if (!is_group(group)) {
        struct buf b;
        buf_init(&b, a);
        buf_put_str(&b, STR("improper constraint: "));
        quote_go(&b, group);
        *ret_error = buf_str(&b);
        return false;
    }
    bool matches = true, has_pre = false;
    while (group.len) {
        struct constraint c;
        if (!next_constraint(a, &group, &c, ret_error))
            return false;
        has_pre = has_pre || c.version.pre.len > 0;
        matches = matches && check_one(&c, v);
    }
    *ret = matches && (has_pre || v->pre.len == 0);
    return true;
}

static bool check_size(str text, str *ret_error)
{
    if (text.len <= MAX_LENGTH)
        return true;
    *ret_error = STR("constraint string is too long (max 512 bytes)");
    return false;
}

bool semver_check(struct arena *a, str constraint, const struct semver *v, bool *ret,
                  str *ret_error)
{
    if (!check_size(constraint, ret_error))
        return false;
    str rest = rewrite_ranges(a, constraint);
    if (str_count(rest, STR("||")) >= MAX_GROUPS) {
        *ret_error = STR("too many constraint groups (max 32)");
        return false;
    }
    bool any = false;
    for (;;) {
        size_t end = str_find(rest, STR("||"));
        bool matches = false;
        str group = end == STR_NONE ? rest : str_slice(rest, 0, end);
        if (!check_group(a, group, v, &matches, ret_error))
            return false;
        any = any || matches;
        if (end == STR_NONE)
            break;
        rest = str_from(rest, end + 2);
    }
    *ret = any;
    return true;
}
