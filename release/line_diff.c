#include "release/line_diff.h"

#include "base/arena.h"

enum { TABLE_MAX = 4 << 20 }; /* cells of the table: 16 MiB */

struct lines {
    str *items;
    size_t n;
};

static struct lines split(struct arena *a, str text)
{
    struct lines l = {.n = 1};
    for (size_t i = 0; i < text.len; i++)
        l.n += text.s[i] == '\n';
    l.items = ARENA_ARRAY(a, str, l.n);
    for (size_t i = 0; i < l.n; i++) {
        size_t end = str_find_char(text, '\n');
        l.items[i] = str_slice(text, 0, end == STR_NONE ? text.len : end);
        text = str_from(text, end == STR_NONE ? text.len : end + 1);
    }
    return l;
}

struct writer {
    struct line *items;
    size_t n;
};

static void put(struct writer *w, enum line_change change, str text)
{
    w->items[w->n++] = (struct line){change, text};
}

/* t[i][j]: how many lines x[i..n) and y[j..m) have in common. */
static uint32_t *common_table(struct arena *a, const str *x, size_t n, const str *y, size_t m)
{
    uint32_t *t = ARENA_ARRAY(a, uint32_t, (n + 1) * (m + 1));
    for (size_t i = n; i-- > 0;)
        for (size_t j = m; j-- > 0;) {
            uint32_t down = t[(i + 1) * (m + 1) + j], right = t[i * (m + 1) + j + 1];
            uint32_t both = t[(i + 1) * (m + 1) + j + 1] + 1;
            t[i * (m + 1) + j] = str_eq(x[i], y[j]) ? both : down > right ? down : right;
        }
    return t;
}

static void put_middle(struct arena *a, struct writer *w, const str *x, size_t n, const str *y,
                       size_t m)
{
    const uint32_t *t = (n + 1) <= TABLE_MAX / (m + 1) ? common_table(a, x, n, y, m) : NULL;
    size_t i = 0, j = 0;
    while (t && i < n && j < m) {
        if (str_eq(x[i], y[j])) {
            put(w, LINE_SAME, x[i++]);
            j++;
        } else if (t[(i + 1) * (m + 1) + j] >= t[i * (m + 1) + j + 1]) {
            put(w, LINE_OLD, x[i++]);
        } else {
            put(w, LINE_NEW, y[j++]);
        }
    }
    while (i < n)
        put(w, LINE_OLD, x[i++]);
    while (j < m)
        put(w, LINE_NEW, y[j++]);
}

struct line *line_diff(struct arena *a, str old, str new, size_t *ret_n)
{
    struct lines x = split(a, old), y = split(a, new);
    struct writer w = {.items = ARENA_ARRAY(a, struct line, x.n + y.n)};
    size_t begin = 0, n = x.n, m = y.n;
    while (begin < n && begin < m && str_eq(x.items[begin], y.items[begin]))
        put(&w, LINE_SAME, x.items[begin++]);
    while (n > begin && m > begin && str_eq(x.items[n - 1], y.items[m - 1]))
        n--, m--;
    put_middle(a, &w, x.items + begin, n - begin, y.items + begin, m - begin);
    for (; n < x.n; n++)
        put(&w, LINE_SAME, x.items[n]);
    *ret_n = w.n;
    return w.items;
}
