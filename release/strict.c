#include "release/strict.h"

#include "base/arena.h"

struct diag *strict_error(const struct strict *s, str code, struct source *src, struct span span,
                          str text)
{
    struct position p = source_position(src, s->arena, span.begin);
    struct diag *d = diag_put(s->diags, DIAG_ERROR,
                              str_fmt(s->arena, "%.*s:%u:%u: %.*s", STR_ARG(src->name), p.line,
                                      p.column + 1, STR_ARG(text)));
    d->code = code;
    d->source = src;
    d->span = span;
    d->frames = ARENA_NEW(s->arena, struct diag_frame);
    d->frames[0] = (struct diag_frame){.source = src, .span = span};
    d->frame_count = 1;
    return d;
}

uint32_t strict_offset(const struct strict *s, struct source *src, size_t line, size_t column)
{
    source_position(src, s->arena, 0);
    if (line == 0 || line > src->line_count)
        return (uint32_t)src->text.len;
    size_t at = src->lines[line - 1];
    for (size_t i = 1; i < column && at < src->text.len; i++)
        for (at++; at < src->text.len && ((unsigned char)src->text.s[at] & 0xC0) == 0x80;)
            at++;
    return (uint32_t)at;
}
