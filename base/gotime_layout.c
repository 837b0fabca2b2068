#include "base/gotime_layout.h"

const str LAYOUT_MONTHS[12] = {STR_INIT("January"), STR_INIT("February"), STR_INIT("March"),
                               STR_INIT("April"),   STR_INIT("May"),      STR_INIT("June"),
                               STR_INIT("July"),    STR_INIT("August"),   STR_INIT("September"),
                               STR_INIT("October"), STR_INIT("November"), STR_INIT("December")};

const str LAYOUT_DAYS[7] = {STR_INIT("Sunday"),    STR_INIT("Monday"),   STR_INIT("Tuesday"),
                            STR_INIT("Wednesday"), STR_INIT("Thursday"), STR_INIT("Friday"),
                            STR_INIT("Saturday")};

enum { NOT_BEFORE_LOWER = 1, KEEP_FIRST = 2 };

struct spelling {
    enum layout_elem elem;
    str text;
    int flags;
};

static const struct spelling SPELLINGS[] = {
#define ELEM(id, text, flags) {LAYOUT_##id, STR_INIT(text), flags},
#define SAME(id, text, flags) ELEM(id, text, flags)
#include "base/gotime_layout.def"
#undef ELEM
#undef SAME
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_spelled(const struct spelling *e, str rest)
{
    if (!str_has_prefix(rest, e->text))
        return false;
    if (!(e->flags & NOT_BEFORE_LOWER) || rest.len == e->text.len)
        return true;
    char next = rest.s[e->text.len];
    return next < 'a' || next > 'z';
}

/* A run of only 0 or only 9 after a point or comma, not followed by another digit. */
static size_t fraction_digits(str rest)
{
    if (rest.len < 2 || (rest.s[1] != '0' && rest.s[1] != '9'))
        return 0;
    size_t n = 1;
    while (n < rest.len && rest.s[n] == rest.s[1])
        n++;
    return n < rest.len && is_digit(rest.s[n]) ? 0 : n - 1;
}

static bool find_fraction(str layout, size_t at, struct layout_chunk *ret)
{
    str rest = str_from(layout, at);
    size_t n = fraction_digits(rest);
    if (n == 0)
        return false;
    *ret = (struct layout_chunk){.prefix = str_slice(layout, 0, at),
                                 .elem = rest.s[1] == '9' ? LAYOUT_FRACTION_9 : LAYOUT_FRACTION_0,
                                 .text = str_slice(rest, 0, n + 1),
                                 .rest = str_from(rest, n + 1),
                                 .digits = n & 0xfff, /* Go keeps twelve bits of it */
                                 .separator = rest.s[0]};
    return true;
}

static bool find_spelling(str layout, size_t at, struct layout_chunk *ret)
{
    str rest = str_from(layout, at);
    for (size_t i = 0; i < sizeof SPELLINGS / sizeof *SPELLINGS; i++) {
        const struct spelling *e = &SPELLINGS[i];
        if (e->text.s[0] != rest.s[0] || !is_spelled(e, rest))
            continue;
        size_t begin = at + (e->flags & KEEP_FIRST ? 1 : 0);
        size_t end = at + e->text.len;
        *ret = (struct layout_chunk){.prefix = str_slice(layout, 0, begin),
                                     .elem = e->elem,
                                     .text = str_slice(layout, begin, end),
                                     .rest = str_from(layout, end)};
        return true;
    }
    return false;
}

struct layout_chunk layout_next(str layout)
{
    struct layout_chunk c;
    for (size_t i = 0; i < layout.len; i++) {
        bool point = layout.s[i] == '.' || layout.s[i] == ',';
        if (point ? find_fraction(layout, i, &c) : find_spelling(layout, i, &c))
            return c;
    }
    return (struct layout_chunk){.prefix = layout,
                                 .text = str_from(layout, layout.len),
                                 .rest = str_from(layout, layout.len)};
}

void gotime_put_quoted(struct buf *out, str s)
{
    buf_put_char(out, '"');
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.s[i];
        if (c >= 0x80 || c < ' ') {
            buf_put_fmt(out, "\\x%02x", c);
            continue;
        }
        if (c == '"' || c == '\\')
            buf_put_char(out, '\\');
        buf_put_char(out, (char)c);
    }
    buf_put_char(out, '"');
}
