#include "base/glob_match.h"

#include "base/arena.h"
#include "base/utf8.h"

/* Where a matcher can end, counted from where it begins; ascending. */
struct segments {
    struct arena *arena;
    int64_t *v;
    size_t n, cap;
};

static void push(struct segments *s, int64_t v)
{
    if (s->n == s->cap) {
        size_t cap = s->cap ? s->cap * 2 : 16;
        s->v = arena_grow(s->arena, s->v, s->cap * sizeof *s->v, cap * sizeof *s->v);
        s->cap = cap;
    }
    s->v[s->n++] = v;
}

/* Iterates over the runes of a text as Go's range does. */
struct runes {
    str text;
    size_t at, next;
    uint32_t rune;
};

static struct runes runes_of(str s)
{
    return (struct runes){.text = s};
}

static bool next_rune(struct runes *r)
{
    if (r->next >= r->text.len)
        return false;
    size_t n;
    r->at = r->next;
    r->rune = utf8_decode(str_from(r->text, r->at), &n);
    r->next += n;
    return true;
}

/* The bytes of a rune when it is valid: what the library adds even for a bad byte. */
static int64_t rune_length(uint32_t rune)
{
    char bytes[UTF8_MAX];
    return (int64_t)utf8_encode(bytes, rune);
}

static bool has_rune(str set, uint32_t rune)
{
    for (struct runes r = runes_of(set); next_rune(&r);)
        if (r.rune == rune)
            return true;
    return false;
}

/* The first place of the first of the runes that occurs at all. */
static size_t find_any(str s, str set)
{
    for (struct runes r = runes_of(set); next_rune(&r);) {
        size_t at = str_find(s, str_slice(set, r.at, r.next));
        if (at != STR_NONE)
            return at;
    }
    return STR_NONE;
}

static size_t find_last_any(str s, str set)
{
    for (struct runes r = runes_of(set); next_rune(&r);) {
        size_t at = str_find_last(s, str_slice(set, r.at, r.next));
        if (at != STR_NONE)
            return at;
    }
    return STR_NONE;
}

/* ---- matching a whole text ---- */

static bool takes_rune(const struct matcher *m, uint32_t rune)
{
    switch (m->kind) {
    case M_SINGLE:
        return !has_rune(m->text, rune);
    case M_LIST:
        return has_rune(m->text, rune) == !m->negated;
    default:
        return (rune >= m->low && rune <= m->high) == !m->negated;
    }
}

static bool match_one_rune(const struct matcher *m, str s)
{
    struct runes r = runes_of(s);
    if (!next_rune(&r))
        r.rune = UTF8_BAD; /* the empty text, as Go decodes it */
    return r.next == s.len && takes_rune(m, r.rune);
}

static int64_t count_up_to(str s, int64_t limit)
{
    int64_t n = 0;
    for (struct runes r = runes_of(s); n < limit && next_rune(&r);)
        n++;
    return n;
}

/* Each matcher gets its number of runes, but of the last of them only the first byte: hence
 * "?.txt" does not match "é.txt". */
static bool match_row_pieces(struct glob_run *run, const struct matcher *m, str s)
{
    size_t at = 0;
    for (size_t i = 0; i < m->n; i++) {
        int64_t n = 0;
        struct runes r = runes_of(str_from(s, at));
        while (next_rune(&r))
            if (++n == m->sub[i]->length)
                break;
        if (n < m->sub[i]->length)
            return false;
        size_t end = at + r.at + 1;
        if (end > s.len) {
            run->panic = str_fmt(run->arena,
                                 "runtime error: slice bounds out of range [:%zu] with length %zu",
                                 end, s.len);
            return false;
        }
        if (!matcher_match(run, m->sub[i], str_slice(s, at, end)))
            return false;
        at = end;
    }
    return true;
}

static bool match_tree(struct glob_run *run, const struct matcher *m, str s);

static bool match_all(struct glob_run *run, const struct matcher *m, str s)
{
    for (size_t i = 0; i < m->n; i++)
        if (!matcher_match(run, m->sub[i], s))
            return false;
    return true;
}

static bool match_some(struct glob_run *run, const struct matcher *m, str s)
{
    for (size_t i = 0; i < m->n; i++)
        if (matcher_match(run, m->sub[i], s))
            return true;
    return false;
}

bool matcher_match(struct glob_run *run, const struct matcher *m, str s)
{
    if (run->steps == 0)
        return false;
    arena_spend(run->arena, 1 + s.len / 8);
    run->steps--;
    switch (m->kind) {
    case M_NOTHING:
        return s.len == 0;
    case M_TEXT:
        return str_eq(m->text, s);
    case M_ANY:
        return find_any(s, m->text) == STR_NONE;
    case M_SUPER:
        return true;
    case M_SINGLE:
    case M_LIST:
    case M_RANGE:
        return match_one_rune(m, s);
    case M_MIN:
        return s.len > 0 && count_up_to(s, m->limit) >= m->limit;
    case M_MAX:
        return count_up_to(s, m->limit + 1) <= m->limit;
    case M_CONTAINS:
        return str_has(s, m->text) != m->negated;
    case M_PREFIX:
        return str_has_prefix(s, m->text);
    case M_SUFFIX:
        return str_has_suffix(s, m->text);
    case M_PREFIX_SUFFIX: /* which may overlap */
        return str_has_prefix(s, m->text) && str_has_suffix(s, m->more);
    case M_PREFIX_ANY:
        return str_has_prefix(s, m->text) &&
               find_any(str_from(s, m->text.len), m->more) == STR_NONE;
    case M_SUFFIX_ANY:
        return str_has_suffix(s, m->text) &&
               find_any(str_slice(s, 0, s.len - m->text.len), m->more) == STR_NONE;
    case M_ANY_OF:
        return match_some(run, m, s);
    case M_EVERY_OF:
        return match_all(run, m, s);
    case M_ROW:
        return count_up_to(s, m->length + 1) == m->length && match_row_pieces(run, m, s);
    case M_TREE:
        return match_tree(run, m, s);
    }
    return false;
}

/* ---- the leftmost place where a matcher matches, and where it can end ---- */

static bool find(struct glob_run *run, const struct matcher *m, str s, size_t *ret,
                 struct segments *ends);

static bool find_text(str s, str text, size_t *ret)
{
    *ret = str_find(s, text);
    return *ret != STR_NONE;
}

/* `base` and the ends of the runes of s, counted from base. */
static void push_rune_ends(struct segments *ends, size_t base, str s)
{
    push(ends, (int64_t)base);
    for (struct runes r = runes_of(s); next_rune(&r);)
        push(ends, (int64_t)(base + r.at) + rune_length(r.rune));
}

/* `base` + the starts of the runes of s and its end. */
static void push_rune_starts(struct segments *ends, size_t base, str s)
{
    for (struct runes r = runes_of(s); next_rune(&r);)
        push(ends, (int64_t)(base + r.at));
    push(ends, (int64_t)(base + s.len));
}

static bool find_one_rune(const struct matcher *m, str s, size_t *ret, struct segments *ends)
{
    for (struct runes r = runes_of(s); next_rune(&r);) {
        if (!takes_rune(m, r.rune))
            continue;
        *ret = r.at;
        push(ends, rune_length(r.rune));
        return true;
    }
    return false;
}

static bool find_min(const struct matcher *m, str s, size_t *ret, struct segments *ends)
{
    int64_t n = 0;
    if ((int64_t)s.len - m->limit + 1 <= 0)
        return false;
    for (struct runes r = runes_of(s); next_rune(&r);)
        if (++n >= m->limit)
            push(ends, (int64_t)r.at + rune_length(r.rune));
    *ret = 0;
    return ends->n > 0;
}

static bool find_max(const struct matcher *m, str s, size_t *ret, struct segments *ends)
{
    int64_t n = 0;
    push(ends, 0);
    for (struct runes r = runes_of(s); n < m->limit && next_rune(&r); n++)
        push(ends, (int64_t)r.at + rune_length(r.rune));
    *ret = 0;
    return true;
}

static bool find_containing(const struct matcher *m, str s, size_t *ret, struct segments *ends)
{
    size_t at = str_find(s, m->text), base = 0;
    *ret = 0;
    if (m->negated) {
        push_rune_starts(ends, 0, at == STR_NONE ? s : str_slice(s, 0, at));
        return true;
    }
    if (at == STR_NONE)
        return false;
    base = at + m->text.len;
    push_rune_starts(ends, base, str_from(s, base));
    return true;
}

static bool find_prefix_suffix(const struct matcher *m, str s, size_t *ret, struct segments *ends)
{
    if (!find_text(s, m->text, ret))
        return false;
    if (m->more.len == 0) {
        push(ends, (int64_t)(s.len - *ret));
        return true;
    }
    /* Every occurrence of the suffix that begins before the one behind it. */
    str sub = str_from(s, *ret);
    for (size_t at; (at = str_find_last(sub, m->more)) != STR_NONE; sub = str_slice(sub, 0, at))
        push(ends, (int64_t)(at + m->more.len));
    for (size_t i = 0, j = ends->n; i + 1 < j; i++) {
        int64_t t = ends->v[--j];
        ends->v[j] = ends->v[i];
        ends->v[i] = t;
    }
    return ends->n > 0;
}

static bool find_prefix_any(const struct matcher *m, str s, size_t *ret, struct segments *ends)
{
    if (!find_text(s, m->text, ret))
        return false;
    str rest = str_from(s, *ret + m->text.len);
    size_t stop = m->kind == M_PREFIX_ANY ? find_any(rest, m->more) : STR_NONE;
    push_rune_ends(ends, m->text.len, stop == STR_NONE ? rest : str_slice(rest, 0, stop));
    return true;
}

static bool find_suffix_any(const struct matcher *m, str s, size_t *ret, struct segments *ends)
{
    size_t at;
    if (!find_text(s, m->text, &at))
        return false;
    size_t before =
        m->kind == M_SUFFIX_ANY ? find_last_any(str_slice(s, 0, at), m->more) : STR_NONE;
    *ret = before == STR_NONE ? 0 : before + 1;
    push(ends, (int64_t)(at + m->text.len - *ret));
    return true;
}

/* Merges sorted ends into sorted ends. */
static void merge(struct segments *into, const struct segments *more)
{
    struct segments all = {.arena = into->arena};
    for (size_t i = 0, j = 0; i < into->n || j < more->n;) {
        bool left = j >= more->n || (i < into->n && into->v[i] <= more->v[j]);
        int64_t v = left ? into->v[i] : more->v[j];
        if (left && j < more->n && more->v[j] == v)
            j++;
        if (left)
            i++;
        else
            j++;
        push(&all, v);
    }
    *into = all;
}

static bool find_some(struct glob_run *run, const struct matcher *m, str s, size_t *ret,
                      struct segments *ends)
{
    bool found = false;
    for (size_t i = 0; i < m->n; i++) {
        struct segments some = {.arena = ends->arena};
        size_t at;
        if (!find(run, m->sub[i], s, &at, &some) || (found && at > *ret))
            continue;
        if (!found || at < *ret) {
            *ret = at;
            *ends = some;
        } else {
            merge(ends, &some);
        }
        found = true;
    }
    return found;
}

static bool find_every(struct glob_run *run, const struct matcher *m, str s, size_t *ret,
                       struct segments *ends)
{
    size_t index = 0, offset = 0;
    for (size_t i = 0; i < m->n; i++) {
        struct segments some = {.arena = ends->arena}, both = {.arena = ends->arena};
        size_t at;
        if (index > s.len || !find(run, m->sub[i], str_from(s, index), &at, &some))
            return false;
        if (i == 0) {
            *ends = some;
        } else {
            int64_t delta = (int64_t)index - (int64_t)(at + offset);
            for (size_t x = 0; x < ends->n; x++)
                for (size_t y = 0; y < some.n; y++)
                    if (ends->v[x] + delta == some.v[y])
                        push(&both, some.v[y]);
            if (both.n == 0)
                return false;
            *ends = both;
        }
        index = at + offset;
        offset += at;
    }
    *ret = index;
    return true;
}

static bool find_row(struct glob_run *run, const struct matcher *m, str s, size_t *ret,
                     struct segments *ends)
{
    for (struct runes r = runes_of(s); next_rune(&r);) {
        if ((int64_t)(s.len - r.at) < m->length)
            return false;
        if (!match_row_pieces(run, m, str_from(s, r.at)))
            continue;
        *ret = r.at;
        push(ends, m->length);
        return true;
    }
    return false;
}

static bool find(struct glob_run *run, const struct matcher *m, str s, size_t *ret,
                 struct segments *ends)
{
    *ret = 0;
    switch (m->kind) {
    case M_NOTHING:
        push(ends, 0);
        return true;
    case M_TEXT:
        push(ends, (int64_t)m->text.len);
        return find_text(s, m->text, ret);
    case M_ANY: {
        size_t stop = find_any(s, m->text);
        push_rune_starts(ends, 0, stop == STR_NONE ? s : str_slice(s, 0, stop));
        return true;
    }
    case M_SUPER:
        push_rune_starts(ends, 0, s);
        return true;
    case M_SINGLE:
    case M_LIST:
    case M_RANGE:
        return find_one_rune(m, s, ret, ends);
    case M_MIN:
        return find_min(m, s, ret, ends);
    case M_MAX:
        return find_max(m, s, ret, ends);
    case M_CONTAINS:
        return find_containing(m, s, ret, ends);
    case M_PREFIX:
    case M_PREFIX_ANY:
        return find_prefix_any(m, s, ret, ends);
    case M_SUFFIX:
    case M_SUFFIX_ANY:
        return find_suffix_any(m, s, ret, ends);
    case M_PREFIX_SUFFIX:
        return find_prefix_suffix(m, s, ret, ends);
    case M_ANY_OF:
        return find_some(run, m, s, ret, ends);
    case M_EVERY_OF:
        return find_every(run, m, s, ret, ends);
    case M_ROW:
        return find_row(run, m, s, ret, ends);
    case M_TREE: /* the library doesn't look for these */
        return false;
    }
    return false;
}

/* ---- the tree: a value somewhere in the text, the rest left and right of it ---- */

static bool match_side(struct glob_run *run, const struct matcher *m, str s)
{
    return m ? matcher_match(run, m, s) : s.len == 0;
}

static bool match_right(struct glob_run *run, const struct matcher *m, str s,
                        const struct segments *ends, size_t begin)
{
    for (size_t i = ends->n; i-- > 0;) { /* the longest first */
        size_t end = begin + (size_t)ends->v[i];
        if (match_side(run, m->sub[TREE_RIGHT], end >= s.len ? STR("") : str_from(s, end)))
            return true;
    }
    return false;
}

/* One occurrence of the value at or behind *from; moves *from behind it when that does not fit. */
static bool match_value(struct glob_run *run, const struct matcher *m, str s, size_t *from,
                        size_t limit)
{
    struct segments ends = {.arena = run->arena};
    size_t at;
    if (!find(run, m->sub[TREE_VALUE], str_slice(s, *from, limit), &at, &ends)) {
        *from = limit;
        return false;
    }
    size_t begin = *from + at, step = 0;
    if (match_side(run, m->sub[TREE_LEFT], str_slice(s, 0, begin)) &&
        match_right(run, m, s, &ends, begin))
        return true;
    if (begin < s.len)
        utf8_decode(str_from(s, begin), &step);
    *from = begin + step;
    return false;
}

static bool match_tree(struct glob_run *run, const struct matcher *m, str s)
{
    /* Lengths in runes are taken for lengths in bytes: no rune has less than one. */
    const struct matcher *left = m->sub[TREE_LEFT], *right = m->sub[TREE_RIGHT];
    if (m->length != NO_LENGTH && m->length > (int64_t)s.len)
        return false;
    size_t from = left && left->length > 0 ? (size_t)left->length : 0;
    size_t behind = right && right->length > 0 ? (size_t)right->length : 0;
    size_t limit = behind > s.len ? 0 : s.len - behind;
    while (from < limit && run->steps) {
        struct arena_mark mark = arena_mark(run->arena);
        bool matches = match_value(run, m, s, &from, limit);
        if (run->panic.len == 0)
            arena_release(run->arena, mark);
        if (matches)
            return true;
    }
    return false;
}
