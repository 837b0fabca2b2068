#include "base/regex.h"

#include "base/arena.h"
#include "base/regex_nfa.h"
#include "base/regex_pcre.h"
#include "base/unicode.h"
#include "base/utf8.h"

#include <string.h>

/* Backtracking may be quadratic in longer texts: the automaton takes over. */
enum { BACKTRACK_MAX = 8 << 10, CACHE_MAX = 256, CACHE_SLOTS = 512 };

struct regex {
    str pattern;
    uint32_t hash;
    struct arena arena; /* tree and automaton */
    struct rx_tree tree;
    struct rx_pcre *pcre; /* NULL: not usable for this pattern */
    struct nfa *nfa;      /* made when first needed */
};

struct regex_cache {
    struct arena *arena;
    uint32_t n;
    struct regex *slot[CACHE_SLOTS]; /* open addressing by hash */
};

/* ---- compiling and keeping ---- */

static void drop_all(struct regex_cache *c)
{
    for (size_t i = 0; i < CACHE_SLOTS; i++) {
        struct regex *re = c->slot[i];
        if (!re)
            continue;
        pcre_free(re->pcre);
        arena_done(&re->arena);
        c->slot[i] = NULL;
    }
    c->n = 0;
}

static void drop_all_deferred(void *p)
{
    drop_all(p);
}

struct regex_cache *regex_cache_new(struct arena *a)
{
    struct regex_cache *c = ARENA_NEW(a, struct regex_cache);
    c->arena = a;
    arena_defer(a, drop_all_deferred, c);
    return c;
}

static struct regex **find_slot(struct regex_cache *c, str pattern, uint32_t hash)
{
    size_t i = hash % CACHE_SLOTS;
    while (c->slot[i] && !(c->slot[i]->hash == hash && str_eq(c->slot[i]->pattern, pattern)))
        i = (i + 1) % CACHE_SLOTS;
    return &c->slot[i];
}

struct regex *regex_compile(struct regex_cache *c, str pattern, str *ret_error)
{
    uint32_t hash = str_hash(pattern);
    struct regex **slot = find_slot(c, pattern, hash);
    if (*slot)
        return *slot;
    if (c->n == CACHE_MAX) {
        drop_all(c);
        slot = find_slot(c, pattern, hash);
    }
    /* In the cache before anything can trap, so that the cache's end frees it. */
    struct regex *re = ARENA_NEW(c->arena, struct regex);
    arena_init(&re->arena, c->arena->budget);
    *slot = re;
    c->n++;
    re->pattern = str_dup(&re->arena, pattern);
    re->hash = hash;
    if (!regex_parse(&re->arena, re->pattern, &re->tree, ret_error)) {
        *ret_error = str_dup(c->arena, *ret_error);
        arena_done(&re->arena);
        *slot = NULL; /* nothing was put behind it yet */
        c->n--;
        return NULL;
    }
    if (!re->tree.nullable_loop) {
        struct arena_mark mark = arena_mark(c->arena);
        re->pcre = pcre_new(c->arena, &re->tree);
        arena_release(c->arena, mark);
    }
    return re;
}

bool regex_is_valid(struct arena *scratch, str pattern)
{
    str why;
    struct rx_tree tree;
    struct arena_mark mark = arena_mark(scratch);
    bool ok = regex_parse(scratch, pattern, &tree, &why);
    arena_release(scratch, mark);
    return ok;
}

/* ---- one match ---- */

/* A text being searched, with what holds for all of it. */
struct search {
    struct regex *re;
    struct arena *arena;
    str text;
    bool backtrack;
};

static struct search search_of(struct regex *re, struct arena *a, str text)
{
    bool small = text.len <= BACKTRACK_MAX || !re->tree.has_loop;
    return (struct search){re, a, text, re->pcre && small && utf8_valid(text)};
}

static bool find_from(struct search *s, size_t from, size_t *caps, size_t ncap)
{
    if (s->backtrack) {
        enum pcre_answer answer = pcre_find(s->re->pcre, s->text, from, caps, ncap);
        if (answer != PCRE_GAVE_UP)
            return answer == PCRE_YES;
        s->backtrack = false;
    }
    if (!s->re->nfa)
        s->re->nfa = nfa_new(&s->re->arena, &s->re->tree);
    return nfa_match(s->re->nfa, s->arena, s->text, from, caps, ncap);
}

bool regex_match(struct regex *re, struct arena *scratch, str text)
{
    size_t caps[2];
    struct search s = search_of(re, scratch, text);
    return find_from(&s, 0, caps, 2);
}

str regex_find(struct regex *re, struct arena *scratch, str text)
{
    size_t caps[2];
    struct search s = search_of(re, scratch, text);
    return find_from(&s, 0, caps, 2) ? str_slice(text, caps[0], caps[1]) : STR("");
}

/* ---- all matches ---- */

static size_t rune_length(str text, size_t at)
{
    size_t n = 0;
    if (at < text.len)
        utf8_decode(str_from(text, at), &n);
    return n;
}

struct span_list {
    struct arena *arena;
    struct regex_span *span;
    size_t n, cap;
};

static void push_span(struct span_list *l, struct regex_span s)
{
    if (l->n == l->cap) {
        size_t cap = l->cap ? l->cap * 2 : 8;
        l->span = arena_grow(l->arena, l->span, l->cap * sizeof *l->span, cap * sizeof *l->span);
        l->cap = cap;
    }
    l->span[l->n++] = s;
}

size_t regex_find_all(struct regex *re, struct arena *a, str text, int64_t n,
                      struct regex_span **ret)
{
    struct search s = search_of(re, a, text);
    struct span_list found = {.arena = a};
    size_t limit = n < 0 ? SIZE_MAX : (size_t)n;
    size_t at = 0, last_end = SIZE_MAX, caps[2];
    while (found.n < limit && at <= text.len && find_from(&s, at, caps, 2)) {
        bool empty = caps[1] == at;
        bool adjacent = empty && caps[0] == last_end; /* an empty match right behind another */
        last_end = caps[1];
        at = caps[1];
        if (empty) {
            size_t step = rune_length(text, at);
            at = step ? at + step : text.len + 1;
        }
        if (!adjacent)
            push_span(&found, (struct regex_span){caps[0], caps[1]});
    }
    *ret = found.span;
    return found.n;
}

size_t regex_split(struct regex *re, struct arena *a, str text, int64_t n, str **ret,
                   size_t *ret_cap)
{
    *ret = NULL;
    *ret_cap = 0;
    if (n == 0)
        return 0;
    if (re->pattern.len && text.len == 0) {
        *ret = ARENA_ARRAY(a, str, 1);
        (*ret)[0] = STR("");
        *ret_cap = 1;
        return 1;
    }
    struct regex_span *span;
    size_t found = regex_find_all(re, a, text, n, &span);
    str *piece = ARENA_ARRAY(a, str, found + 1);
    size_t pieces = 0, begin = 0, end = 0;
    for (size_t i = 0; i < found; i++) {
        if (n > 0 && pieces + 1 >= (size_t)n)
            break;
        end = span[i].begin;
        if (span[i].end != 0)
            piece[pieces++] = str_slice(text, begin, end);
        begin = span[i].end;
    }
    if (end != text.len)
        piece[pieces++] = str_from(text, begin);
    *ret = piece;
    *ret_cap = found;
    return pieces;
}

/* ---- replacing ---- */

/* A reference behind '$' in a replacement: a group's number, or its name when number < 0. */
struct reference {
    str name;
    int64_t number;
};

static int64_t group_number(str name)
{
    int64_t n = 0;
    if (name.len > 1 && name.s[0] == '0')
        return -1;
    for (size_t i = 0; i < name.len; i++) {
        if (name.s[i] < '0' || name.s[i] > '9' || n >= 100000000)
            return -1;
        n = n * 10 + (name.s[i] - '0');
    }
    return n;
}

/* `name` or `{name}` at the start of *s, which moves behind it. */
static bool take_reference(str *s, struct reference *ret)
{
    bool brace = s->len && s->s[0] == '{';
    str t = brace ? str_from(*s, 1) : *s;
    size_t n = 0, length;
    while (n < t.len) {
        uint32_t r = utf8_decode(str_from(t, n), &length);
        if (r != '_' && !unicode_is_letter(r) && !unicode_is_digit(r))
            break;
        n += length;
    }
    if (n == 0 || (brace && (n == t.len || t.s[n] != '}')))
        return false;
    ret->name = str_slice(t, 0, n);
    ret->number = group_number(ret->name);
    *s = str_from(t, n + brace);
    return true;
}

static void put_group(struct buf *out, str text, const size_t *caps, size_t group)
{
    if (caps[2 * group] != SIZE_MAX && caps[2 * group + 1] != SIZE_MAX)
        buf_put_str(out, str_slice(text, caps[2 * group], caps[2 * group + 1]));
}

static void put_reference(struct buf *out, const struct rx_tree *tree, str text, const size_t *caps,
                          struct reference r)
{
    if (r.number >= 0) {
        if ((uint64_t)r.number < tree->groups)
            put_group(out, text, caps, (size_t)r.number);
        return;
    }
    /* Of several groups of one name, the first that took part. */
    for (uint32_t g = 0; g < tree->groups; g++) {
        if (str_eq(tree->group_names[g], r.name) && caps[2 * g] != SIZE_MAX) {
            put_group(out, text, caps, g);
            return;
        }
    }
}

static void expand(struct buf *out, const struct rx_tree *tree, str with, str text,
                   const size_t *caps)
{
    size_t dollar;
    while ((dollar = str_find_char(with, '$')) != STR_NONE) {
        struct reference r;
        buf_put_str(out, str_slice(with, 0, dollar));
        with = str_from(with, dollar + 1);
        if (with.len && with.s[0] == '$') {
            buf_put_char(out, '$');
            with = str_from(with, 1);
        } else if (take_reference(&with, &r)) {
            put_reference(out, tree, text, caps, r);
        } else {
            buf_put_char(out, '$'); /* malformed: literal */
        }
    }
    buf_put_str(out, with);
}

str regex_replace_all(struct regex *re, struct arena *a, str text, str with, bool literal)
{
    struct search s = search_of(re, a, text);
    struct buf out;
    literal = literal || str_find_char(with, '$') == STR_NONE;
    size_t ncap = literal ? 2 : 2 * (size_t)re->tree.groups;
    size_t *caps = ARENA_ARRAY(a, size_t, ncap);
    size_t last_end = 0, at = 0;
    buf_init(&out, a);
    buf_reserve(&out, text.len);
    while (at <= text.len && find_from(&s, at, caps, ncap)) {
        buf_put_str(&out, str_slice(text, last_end, caps[0]));
        /* An empty match right behind the last match does not count. */
        if (caps[1] > last_end || caps[0] == 0) {
            if (literal)
                buf_put_str(&out, with);
            else
                expand(&out, &re->tree, with, text, caps);
        }
        last_end = caps[1];
        size_t step = rune_length(text, at);
        if (at + step > caps[1])
            at += step;
        else if (at + 1 > caps[1])
            at++;
        else
            at = caps[1];
    }
    buf_put_str(&out, str_from(text, last_end));
    return buf_str(&out);
}

str regex_quote_meta(struct arena *a, str text)
{
    struct buf out;
    buf_init(&out, a);
    for (size_t i = 0; i < text.len; i++) {
        if (text.s[i] != '\0' && strchr("\\.+*?()|[]{}^$", text.s[i]))
            buf_put_char(&out, '\\');
        buf_put_char(&out, text.s[i]);
    }
    return buf_str(&out);
}
