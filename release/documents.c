#include "release/documents.h"

#include "base/unicode.h"

#include <string.h>

static bool is_separator(str s)
{
    return s.len >= 3 && memcmp(s.s, "---", 3) == 0;
}

enum { LARGE = 256, SMALL = 64 };

/* Whether a line may begin with "---" behind a newline that is among the first n bytes, two of
 * which follow. Without branches, so that a compiler takes many bytes at a time. */
static inline bool may_separate(const char *s, size_t n)
{
    unsigned char found = 0;
    for (size_t i = 0; i < n; i++)
        found |= (unsigned char)-(s[i] == '\n') & (unsigned char)-(s[i + 1] == '-') &
                 (unsigned char)-(s[i + 2] == '-');
    return found;
}

/* Offset of the next line that starts with "---", else s.len. s itself starts within a line. */
static size_t find_separator(str s)
{
    size_t at = 0;
    while (at < s.len) {
        if (s.len - at >= LARGE + 2 && !may_separate(s.s + at, LARGE)) {
            at += LARGE;
            continue;
        }
        if (s.len - at >= SMALL + 2 && !may_separate(s.s + at, SMALL)) {
            at += SMALL;
            continue;
        }
        const char *line_end = memchr(s.s + at, '\n', s.len - at);
        if (!line_end)
            break;
        at = (size_t)(line_end - s.s) + 1;
        if (is_separator(str_from(s, at)))
            return at;
    }
    return s.len;
}

static str skip_separator(str s)
{
    s = str_from(s, 3);
    while (s.len && (*s.s == ' ' || *s.s == '\t'))
        s = str_from(s, 1);
    return s;
}

void documents_init(struct documents *d, str text)
{
    text = unicode_trim_left(text);
    d->rest = is_separator(text) ? skip_separator(text) : text;
}

bool documents_next(struct documents *d, str *ret)
{
    while (d->rest.len) {
        size_t end = find_separator(d->rest);
        str piece = unicode_trim_left((str){d->rest.s, end});
        d->rest = str_from(d->rest, end);
        if (d->rest.len)
            d->rest = skip_separator(d->rest);
        if (piece.len) {
            *ret = piece;
            return true;
        }
    }
    return false;
}
