#include "base/code_page.h"

#include "base/error_code.h"

enum { WIDTH = 80, INDENT = 4 };

/* Code and not a table: the addresses of a table's texts would have to be relocated at each start.
 */
bool code_page_at(size_t i, struct code_page *ret)
{
    size_t at = 0;
#define PAGE(c, w, b, g, f, h)                                                                     \
    if (at++ == i) {                                                                               \
        *ret = (struct code_page){STR(c), error_code_name(STR(c)), STR(w), STR(b), STR(g), STR(f), \
                                  STR(h)};                                                         \
        return true;                                                                               \
    }
#include "base/code_pages.def"
#undef PAGE
    return false;
}

bool code_page_find(str word, struct code_page *ret)
{
    for (size_t i = 0; code_page_at(i, ret); i++)
        if (str_eq_fold(ret->code, word) || str_eq_fold(ret->name, word))
            return true;
    return false;
}

/* Breaks lines at blanks. */
static void put_paragraph(struct buf *out, str text)
{
    size_t column = 0;
    while (text.len) {
        size_t blank = str_find_char(text, ' ');
        str word = str_slice(text, 0, blank == STR_NONE ? text.len : blank);
        text = str_from(text, blank == STR_NONE ? text.len : blank + 1);
        if (column && column + 1 + word.len > WIDTH) {
            buf_put_char(out, '\n');
            column = 0;
        } else if (column) {
            buf_put_char(out, ' ');
            column++;
        }
        buf_put_str(out, word);
        column += word.len;
    }
    buf_put_char(out, '\n');
}

static void put_lines(struct buf *out, const char *title, str lines)
{
    if (!lines.len)
        return;
    buf_put_fmt(out, "\n%s:\n\n", title);
    while (lines.len) {
        size_t end = str_find_char(lines, '\n');
        size_t n = end == STR_NONE ? lines.len : end;
        if (n)
            buf_put_fill(out, ' ', INDENT);
        buf_put(out, lines.s, n);
        buf_put_char(out, '\n');
        lines = str_from(lines, end == STR_NONE ? n : n + 1);
    }
}

void code_page_put(struct buf *out, const struct code_page *p)
{
    buf_put_fmt(out, "%.*s %.*s\n\n", STR_ARG(p->code), STR_ARG(p->name));
    put_paragraph(out, p->what);
    put_lines(out, "Wrong", p->bad);
    put_lines(out, "Right", p->good);
    put_lines(out, "Helm prints", p->helm);
    if (p->fix.len) {
        buf_put_char(out, '\n');
        put_paragraph(out, p->fix);
    }
}
