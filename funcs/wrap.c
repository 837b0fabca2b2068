/* wrap, wrapWith, abbrev, abbrevboth: texts fitted into a width, counted in bytes (goutils). */
#include "funcs/func.h"

#include "base/buf.h"

#include <string.h>

static const str DOTS = STR_INIT("...");

struct wrap {
    struct buf out;
    str newline;
    size_t width;
    bool break_words;
};

/* Writes one line from the front of `s`, which is longer than the width, and gives what is left.
 * Blanks at its start are dropped. */
static str put_line(struct wrap *w, str s)
{
    if (s.s[0] == ' ')
        return str_from(s, 1);
    size_t at = str_find_last(str_slice(s, 0, w->width + 1), STR(" "));
    size_t next = at + 1;
    if (at == STR_NONE && w->break_words) {
        at = next = w->width;
    } else if (at == STR_NONE) { /* a long word stands out */
        at = str_find_char(str_from(s, w->width), ' ');
        if (at == STR_NONE) {
            buf_put_str(&w->out, s);
            return str_from(s, s.len);
        }
        at += w->width;
        next = at + 1;
    }
    buf_put(&w->out, s.s, at);
    buf_put_str(&w->out, w->newline);
    return str_from(s, next);
}

static str wrap_text(struct fn_call *c, int64_t width, str newline, str s, bool break_words)
{
    struct wrap w = {.newline = newline.len ? newline : STR("\n"),
                     .width = width < 1 ? 1 : (size_t)width,
                     .break_words = break_words};
    buf_init(&w.out, c->arena);
    while (s.len > w.width)
        s = put_line(&w, s);
    buf_put_str(&w.out, s);
    return buf_str(&w.out);
}

bool fn_wrap(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    *ret = val_str(wrap_text(c, arg[0].i, STR(""), val_text(arg[1]), false));
    return true;
}

bool fn_wrap_with(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    *ret = val_str(wrap_text(c, arg[0].i, val_text(arg[1]), val_text(arg[2]), true));
    return true;
}

/* The first width - 3 bytes and dots, when s does not fit. */
static str cut_right(struct arena *a, str s, size_t width)
{
    return s.len <= width ? s : str_concat(a, str_slice(s, 0, width - DOTS.len), DOTS);
}

bool fn_abbrev(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    int64_t width = arg[0].i;
    *ret = width < 4 ? arg[1] : val_str(cut_right(c->arena, val_text(arg[1]), (size_t)width));
    return true;
}

/* As goutils.AbbreviateFull; its errors give "". */
static str cut_both(struct arena *a, str s, int64_t left, int64_t width)
{
    int64_t len = (int64_t)s.len;
    if (len <= width)
        return s;
    if (left > len)
        left = len;
    if ((int64_t)((uint64_t)len - (uint64_t)left) < width - 3) /* wraps round, as in Go */
        left = len - (width - 3);
    if (left <= 4)
        return cut_right(a, s, (size_t)width);
    if (width < 7)
        return STR("");
    if (left + width - 3 < len)
        return str_concat(a, DOTS, cut_right(a, str_from(s, (size_t)left), (size_t)width - 3));
    return str_concat(a, DOTS, str_from(s, (size_t)(len - (width - 3))));
}

bool fn_abbrevboth(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    int64_t left = arg[0].i, width = arg[1].i;
    bool kept = width < 4 || (left > 0 && width < 7) || arg[2].len == 0;
    *ret = kept ? arg[2] : val_str(cut_both(c->arena, val_text(arg[2]), left, width));
    return true;
}
