#include "cli/csv.h"

#include "base/arena.h"
#include "base/buf.h"

void csv_init(struct csv *c, struct arena *a, str text)
{
    size_t line_end = str_has_prefix(text, STR("\"")) ? STR_NONE : str_find_char(text, '\n');
    if (line_end != STR_NONE)
        text.len = line_end;
    *c = (struct csv){.arena = a, .text = text, .more = text.len > 0};
}

static bool fail(struct csv *c, size_t column, const char *what)
{
    c->error = str_fmt(c->arena, "parse error on line 1, column %zu: %s", column, what);
    c->more = false;
    return false;
}

/* Behind a field: a comma, after which there is one more, or the end. */
static void finish_field(struct csv *c, size_t end)
{
    c->more = end < c->text.len;
    c->at = end + 1;
}

static bool next_plain(struct csv *c, str *ret)
{
    str rest = str_from(c->text, c->at);
    size_t comma = str_find_char(rest, ',');
    str field = comma == STR_NONE ? rest : (str){rest.s, comma};
    size_t quote = str_find_char(field, '"');
    if (quote != STR_NONE)
        return fail(c, c->at + quote + 1, "bare \" in non-quoted-field");
    finish_field(c, c->at + field.len);
    *ret = field;
    return true;
}

static bool next_quoted(struct csv *c, str *ret)
{
    struct buf b;
    buf_init(&b, c->arena);
    for (size_t i = c->at + 1; i < c->text.len; i++) {
        if (c->text.s[i] != '"') {
            buf_put_char(&b, c->text.s[i]);
        } else if (i + 1 < c->text.len && c->text.s[i + 1] == '"') {
            buf_put_char(&b, '"');
            i++;
        } else if (i + 1 == c->text.len || c->text.s[i + 1] == ',') {
            finish_field(c, i + 1);
            *ret = buf_str(&b);
            return true;
        } else {
            return fail(c, i + 1, "extraneous or missing \" in quoted-field");
        }
    }
    return fail(c, c->text.len + 1, "extraneous or missing \" in quoted-field");
}

bool csv_next(struct csv *c, str *ret)
{
    if (!c->more)
        return false;
    bool quoted = c->at < c->text.len && c->text.s[c->at] == '"';
    return quoted ? next_quoted(c, ret) : next_plain(c, ret);
}
