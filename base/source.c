#include "base/source.h"

#include "base/arena.h"

#include <assert.h>

static void index_lines(struct source *s, struct arena *a)
{
    if (s->lines)
        return;
    size_t n = 1 + (s->text.len ? str_count(s->text, STR("\n")) : 0);
    uint32_t *lines = ARENA_ARRAY(a, uint32_t, n);
    uint32_t count = 1;
    for (size_t at = 0, end; (end = str_find_char(str_from(s->text, at), '\n')) != STR_NONE;) {
        at += end + 1;
        lines[count++] = (uint32_t)at;
    }
    assert(count == n);
    s->lines = lines;
    s->line_count = count;
}

struct position source_position(struct source *s, struct arena *a, uint32_t offset)
{
    assert(offset <= s->text.len);
    index_lines(s, a);
    uint32_t lo = 0, hi = s->line_count; /* lines[lo] <= offset < lines[hi] */
    while (hi - lo > 1) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (s->lines[mid] <= offset)
            lo = mid;
        else
            hi = mid;
    }
    return (struct position){lo + 1, offset - s->lines[lo]};
}

str source_line(struct source *s, struct arena *a, uint32_t line)
{
    index_lines(s, a);
    if (line == 0 || line > s->line_count)
        return (str){NULL, 0};
    str rest = str_from(s->text, s->lines[line - 1]);
    size_t end = str_find_char(rest, '\n');
    if (end == STR_NONE)
        end = rest.len;
    if (end && rest.s[end - 1] == '\r')
        end--;
    return str_slice(rest, 0, end);
}
