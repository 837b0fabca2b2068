#include "chart/ignore.h"

#include "base/arena.h"
#include "base/path.h"
#include "base/path_match.h"
#include "base/unicode.h"

/* As bufio.Scanner, which Helm reads the lines with. */
enum { LINE_MAX_BYTES = 64 * 1024 };

static void push(struct arena *a, struct ignore *i, struct ignore_rule rule)
{
    if (i->n == i->cap) {
        size_t cap = i->cap ? i->cap * 2 : 8;
        i->rules = arena_grow(a, i->rules, i->cap * sizeof *i->rules, cap * sizeof *i->rules);
        i->cap = cap;
    }
    i->rules[i->n++] = rule;
}

static bool cut_prefix(str *s, str prefix)
{
    if (!str_has_prefix(*s, prefix))
        return false;
    *s = str_from(*s, prefix.len);
    return true;
}

static bool is_literal(str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (str_find_char(STR("*?[\\"), s.s[i]) != STR_NONE)
            return false;
    return true;
}

static bool parse_rule(struct arena *a, struct ignore *i, str line, str *ret_error)
{
    struct ignore_rule rule = {.pattern = unicode_trim_space(line)};
    if (rule.pattern.len == 0 || rule.pattern.s[0] == '#')
        return true;
    if (str_has(rule.pattern, STR("**"))) {
        *ret_error = STR("double-star (**) syntax is not supported");
        return false;
    }
    if (path_match(rule.pattern, STR("abc")) == PATH_MATCH_BAD) {
        *ret_error = STR("syntax error in pattern");
        return false;
    }
    rule.negate = cut_prefix(&rule.pattern, STR("!"));
    if (str_has_suffix(rule.pattern, STR("/"))) {
        rule.dirs_only = true;
        rule.pattern.len--;
    }
    if (!cut_prefix(&rule.pattern, STR("/")))
        rule.base_name = !str_has(rule.pattern, STR("/"));
    rule.literal = is_literal(rule.pattern);
    rule.suffix = rule.base_name && str_has_prefix(rule.pattern, STR("*")) &&
                  is_literal(str_from(rule.pattern, 1));
    push(a, i, rule);
    return true;
}

bool ignore_parse(struct arena *a, str text, struct ignore *ret, str *ret_error)
{
    struct ignore i = {0};
    cut_prefix(&text, STR("\xEF\xBB\xBF"));
    while (text.len) {
        size_t end = str_find_char(text, '\n');
        str line = end == STR_NONE ? text : str_slice(text, 0, end);
        text = str_from(text, end == STR_NONE ? text.len : end + 1);
        if (line.len >= LINE_MAX_BYTES) {
            *ret_error = STR("bufio.Scanner: token too long");
            return false;
        }
        if (!parse_rule(a, &i, line, ret_error))
            return false;
    }
    if (!parse_rule(a, &i, STR("templates/.?*"), ret_error))
        return false;
    *ret = i;
    return true;
}

static bool rule_matches(const struct ignore_rule *r, str path)
{
    str name = r->base_name ? path_base(path) : path;
    if (r->literal)
        return str_eq(name, r->pattern);
    if (r->suffix)
        return str_has_suffix(name, str_from(r->pattern, 1));
    return path_match(r->pattern, name) == PATH_MATCH_YES;
}

bool ignore_matches(const struct ignore *i, str path, bool is_dir)
{
    if (path.len == 0 || str_eq(path, STR(".")) || str_eq(path, STR("./")))
        return false;
    for (size_t k = 0; k < i->n; k++) {
        const struct ignore_rule *r = &i->rules[k];
        bool match = (is_dir || !r->dirs_only) && rule_matches(r, path);
        if (match != r->negate)
            return true;
    }
    return false;
}
