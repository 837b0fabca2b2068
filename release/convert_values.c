#include "release/convert_values.h"

#include "base/arena.h"
#include "base/buf.h"
#include "lexer/lexer.h"
#include "parser/convert.h"
#include "value/json_write.h"
#include "value/yaml_scalars.h"

/* ---- which strings ---- */

/* The actions of this chart's templates that call tpl, one after the other. */
static str tpl_actions(const struct convert_plan *p)
{
    struct buf out;
    buf_init(&out, p->arena);
    for (size_t i = 0; i < p->n; i++) {
        str text = p->files[i].data;
        if (!str_has_prefix(p->files[i].name, STR("templates/")))
            continue;
        struct lexer l;
        lexer_init(&l, p->arena, text, p->from);
        size_t begin = 0;
        bool calls = false;
        for (struct token t; (t = lexer_next(&l)).kind != TOK_EOF;) {
            if (t.kind == TOK_LEFT_DELIM) {
                begin = t.span.begin;
                calls = false;
            }
            calls = calls || (t.kind == TOK_IDENT && str_eq(t.text, STR("tpl")));
            if (t.kind == TOK_RIGHT_DELIM && calls)
                buf_put_str(&out, str_slice(text, begin, t.span.end));
        }
    }
    return buf_str(&out);
}

static bool ends_name(str s)
{
    return !s.len || s.s[0] == ' ' || s.s[0] == ')' || s.s[0] == '|' || s.s[0] == '\n' ||
           s.s[0] == '\r' || s.s[0] == '\t';
}

/* Whether .Values.a.b, or a part of the path from its beginning, stands among the actions. */
static bool is_mentioned(const struct convert_plan *p, str actions, str path)
{
    str chain = str_concat(p->arena, STR(".Values."), path);
    for (;;) {
        for (str rest = actions; rest.len;) {
            size_t at = str_find(rest, chain);
            if (at == STR_NONE)
                break;
            rest = str_from(rest, at + chain.len);
            if (ends_name(rest))
                return true;
        }
        size_t dot = str_find_last(chain, STR("."));
        if (dot <= sizeof ".Values" - 1)
            return false;
        chain.len = dot;
    }
}

static bool was_read(const struct convert_plan *p, enum delims d, str value)
{
    struct convert_mark *marks;
    size_t n;
    str error;
    if (tpl_texts_has(p->texts, d, value))
        return true;
    if (!p->by_action || !convert_marks(p->arena, p->from, value, &marks, &n, &error))
        return false;
    for (size_t i = 0; i + 1 < n; i += 2)
        if (!tpl_texts_has(p->texts, d, str_slice(value, marks[i].at, marks[i + 1].at + 2)))
            return false;
    return n > 0;
}

/* ---- rewriting one ---- */

/* Replaces in `raw`, the YAML of the string `value`, the delimiters that are marked in the value:
 * the same ones, counted from the front. False when the YAML hides some. */
static bool replace_in_raw(const struct convert_plan *p, str value, str raw, bool right,
                           const struct convert_mark *marks, size_t n, str *ret)
{
    str old = right ? delims_right(p->from) : delims_left(p->from);
    str now = right ? delims_right(p->to) : delims_left(p->to);
    if (str_count(value, old) != str_count(raw, old))
        return false;
    struct buf out;
    buf_init(&out, p->arena);
    size_t done = 0, wanted = 0;
    for (size_t i = 0; i < n; i++)
        wanted += marks[i].right == right;
    for (size_t v = 0, r = 0; r < raw.len;) {
        size_t at = str_find(str_from(raw, r), old);
        if (at == STR_NONE) {
            buf_put_str(&out, str_from(raw, r));
            break;
        }
        v += str_find(str_from(value, v), old);
        bool marked = false;
        for (size_t i = 0; i < n; i++)
            marked = marked || (marks[i].right == right && marks[i].at == v);
        done += marked;
        buf_put_str(&out, str_slice(raw, r, r + at));
        buf_put_str(&out, marked ? now : old);
        r += at + old.len;
        v += old.len;
    }
    *ret = buf_str(&out);
    return done == wanted;
}

/* Braces cannot stand at the front of a plain scalar, nor in one inside [ ] or { }. */
static str quote_plain(const struct convert_plan *p, str raw)
{
    str twice = str_replace_all(p->arena, raw, STR("'"), STR("''"));
    return str_fmt(p->arena, "'%.*s'", STR_ARG(twice));
}

static bool has_properties(str raw)
{
    return !raw.len || raw.s[0] == '&' || raw.s[0] == '!' || raw.s[0] == '*';
}

/* The YAML of a string after its conversion; false when it has to stay. */
static bool convert_scalar(const struct convert_plan *p, const struct yaml_scalar *s, str raw,
                           str *ret)
{
    struct conversion c = {.from = p->from, .to = p->to, .keep_escapes = true};
    struct convert_mark *marks;
    size_t n;
    str whole, simple, half, error;
    if (!convert_text(p->arena, &c, s->value, &whole, &error) ||
        !convert_marks(p->arena, p->from, s->value, &marks, &n, &error))
        return false;
    bool same = replace_in_raw(p, s->value, s->value, false, marks, n, &half) &&
                replace_in_raw(p, half, half, true, marks, n, &simple) && str_eq(simple, whole);
    if (same && replace_in_raw(p, s->value, raw, false, marks, n, &half) &&
        replace_in_raw(p, s->value, half, true, marks, n, ret)) {
        if (s->style != YAML_SCALAR_PLAIN || p->to != DELIMS_HELM)
            return true;
        if (has_properties(raw))
            return false;
        *ret = quote_plain(p, *ret);
        return true;
    }
    if (s->style == YAML_SCALAR_BLOCK || has_properties(raw))
        return false;
    struct buf out;
    buf_init(&out, p->arena);
    json_write_string(&out, whole, JSON_RAW);
    *ret = buf_str(&out);
    return true;
}

str convert_values(const struct convert_plan *p, str text, struct convert_count *count)
{
    struct yaml_scalar *list;
    size_t n, done = 0;
    if (!str_has(text, delims_left(p->from)) || !yaml_scalars(p->arena, text, &list, &n))
        return text;
    str actions = tpl_actions(p), now;
    struct buf out;
    buf_init(&out, p->arena);
    for (size_t i = 0; i < n; i++) {
        const struct yaml_scalar *s = &list[i];
        if (!convert_has_actions(p->arena, p->from, s->value))
            continue;
        bool read = was_read(p, p->to, s->value);
        bool elsewhere = was_read(p, p->from, s->value);
        if (!read && !elsewhere && p->guess_unread)
            read = is_mentioned(p, actions, s->path);
        if (read && convert_scalar(p, s, str_slice(text, s->begin, s->end), &now)) {
            buf_put_str(&out, str_slice(text, done, s->begin));
            buf_put_str(&out, now);
            done = s->end;
            count->values++;
        } else if (!elsewhere) {
            count->left++;
        }
    }
    buf_put_str(&out, str_from(text, done));
    return buf_str(&out);
}
