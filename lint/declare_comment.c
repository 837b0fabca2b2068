/* Comments of values.yaml: which key each belongs to, and what it says.
 *
 * Keys and comment lines are gone through together, from top to bottom. A key that is commented out
 * belongs to the map whose keys stand in its column; since people comment out in many ways (the
 * '#' in the key's column, or in the first one), every map that fits gets it: too much declared is
 * only silence.
 */
#include "lint/declare_parts.h"

#include "base/arena.h"

enum { DEPTH_MAX = 64, TARGETS_MAX = 4 };

/* A key of values.yaml, in the order of the text. */
struct key_line {
    uint32_t begin, column;
    uint32_t above; /* number + 1 of the key whose map it is in, 0: the root */
    struct hint *map, *self;
    const struct ynode *value;
};

/* A commented-out key that may have others below it. */
struct open_key {
    uint32_t column;
    struct hint *targets[TARGETS_MAX];
    unsigned count;
};

struct scan {
    struct arena *arena;
    const struct lint_file *file;
    str text;
    struct hint *root;
    struct key_line *keys;
    uint32_t key_count, key_cap;
    uint32_t above; /* keys above the line */
    struct open_key open[DEPTH_MAX];
    unsigned open_count;
    bool in_schema;
};

/* ---- the keys ---- */

static void list_keys(struct scan *s, const struct ynode *n, struct hint *map, uint32_t above,
                      unsigned depth)
{
    if (!n || depth > DEPTH_MAX || n->kind == YNODE_SCALAR || n->kind == YNODE_ALIAS)
        return;
    for (uint32_t i = 0; i < n->count; i++) {
        const struct yentry *e = &n->entries[i];
        struct hint *self = hint_child(s->arena, map, n->kind == YNODE_MAP ? e->key : STR("[]"));
        uint32_t number = above;
        if (n->kind == YNODE_MAP && !n->flow) {
            s->keys = arena_room(s->arena, s->keys, s->key_count, &s->key_cap, sizeof *s->keys);
            s->keys[s->key_count++] =
                (struct key_line){e->key_span.begin, e->column, above, map, self, e->value};
            number = s->key_count;
        }
        list_keys(s, e->value, self, number, depth + 1);
    }
}

/* ---- keys that are commented out ---- */

static bool starts_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool in_name(char c)
{
    return starts_name(c) || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '/';
}

/* The key at the start of `line`: name, colon, and a blank or the end. Empty: there is none. */
static str key_of(str line)
{
    size_t n = 0;
    while (n < line.len && in_name(line.s[n]))
        n++;
    bool key = n && starts_name(line.s[0]) && n < line.len && line.s[n] == ':' &&
               (n + 1 == line.len || line.s[n + 1] == ' ');
    return key ? str_slice(line, 0, n) : STR("");
}

static void add_target(struct open_key *o, struct hint *map)
{
    for (unsigned i = 0; i < o->count; i++)
        if (o->targets[i] == map)
            return;
    if (o->count < TARGETS_MAX)
        o->targets[o->count++] = map;
}

/* What stands behind a key when nothing does, or only a placeholder: a place for examples. */
static bool takes_keys(const struct ynode *n)
{
    if (n->kind == YNODE_MAP)
        return true;
    if (n->kind == YNODE_LIST)
        return false;
    return n->kind == YNODE_SCALAR && n->plain &&
           (!n->text.len || str_eq(n->text, STR("null")) || str_eq(n->text, STR("~")));
}

/* The maps that a key can belong to whose '#' stands at `hash` and which itself, without it, stands
 * at one of two columns. */
static void find_maps(struct scan *s, uint32_t hash, const uint32_t *columns, struct open_key *ret)
{
    const struct key_line *k;
    if (!s->above)
        add_target(ret, s->root);
    for (uint32_t i = s->above; i; i = k->above) {
        k = &s->keys[i - 1];
        if (i == s->above && takes_keys(k->value) && (hash > k->column || columns[0] > k->column))
            add_target(ret, k->self);
        if (k->column == hash || k->column == columns[0] || k->column == columns[1])
            add_target(ret, k->map);
    }
    if (s->above < s->key_count) {
        const struct key_line *next = &s->keys[s->above];
        if (next->column == hash || next->column == columns[0] || next->column == columns[1])
            add_target(ret, next->map);
    }
}

static struct open_key targets_of(struct scan *s, uint32_t hash, uint32_t blanks)
{
    uint32_t columns[2] = {hash + (blanks ? blanks - 1 : 0), hash + blanks};
    while (s->open_count && s->open[s->open_count - 1].column >= columns[1])
        s->open_count--;
    if (s->open_count)
        return s->open[s->open_count - 1];
    struct open_key r = {.count = 0};
    find_maps(s, hash, columns, &r);
    return r;
}

static void commented_key(struct scan *s, struct span line, uint32_t hash, uint32_t blanks)
{
    str text = str_slice(s->text, line.begin, line.end);
    bool item = str_has_prefix(text, STR("- "));
    str name = key_of(item ? str_trim_blanks(str_from(text, 2)) : text);
    if (!name.len && !item)
        return;
    struct open_key maps = targets_of(s, hash, blanks);
    struct open_key self = {.column = hash + blanks};
    uint32_t begin = (uint32_t)(name.s ? (size_t)(name.s - s->text.s) : line.begin);
    struct decl *d = ARENA_NEW(s->arena, struct decl);
    *d = (struct decl){DECL_COMMENT, s->file, {begin, begin + (uint32_t)name.len}, NULL};
    for (unsigned i = 0; i < maps.count && !item; i++) {
        struct hint *h = hint_child(s->arena, maps.targets[i], name);
        if (!h->decl)
            h->decl = d;
        add_target(&self, h);
    }
    if (s->open_count < DEPTH_MAX)
        s->open[s->open_count++] = self;
}

/* ---- lines ---- */

/* The key that a comment in front of it, or behind it on its line, is about. */
static struct hint *key_of_comment(const struct scan *s, bool behind)
{
    uint32_t n = behind ? s->above - 1 : s->above;
    return n < s->key_count ? s->keys[n].self : NULL;
}

static void comment(struct scan *s, uint32_t line, uint32_t at, uint32_t end)
{
    uint32_t hash = at - line, from = at;
    while (from < end && s->text.s[from] == '#')
        from++;
    uint32_t text = from;
    while (text < end && s->text.s[text] == ' ')
        text++;
    while (end > text && (s->text.s[end - 1] == ' ' || s->text.s[end - 1] == '\r'))
        end--;
    struct span span = {text, end};
    declare_doc_line(s->arena, s->file, span, s->root, key_of_comment(s, false), &s->in_schema);
    commented_key(s, span, hash, text - from);
}

/* A comment behind a value: only those with a mark of their own say something. */
static void comment_behind(struct scan *s, uint32_t line, uint32_t end)
{
    str text = str_slice(s->text, line, end);
    size_t at = str_find(text, STR("# chelm:"));
    if (at == STR_NONE)
        at = str_find(text, STR("# @schema"));
    if (at == STR_NONE || !s->above)
        return;
    struct span span = {line + (uint32_t)at + 2, end};
    bool alone = false;
    declare_doc_line(s->arena, s->file, span, s->root, key_of_comment(s, true), &alone);
}

static void scan_line(struct scan *s, uint32_t line, uint32_t end)
{
    uint32_t at = line;
    while (at < end && s->text.s[at] == ' ')
        at++;
    if (at < end && s->text.s[at] == '#') {
        comment(s, line, at, end);
        return;
    }
    s->in_schema = false;
    s->open_count = 0;
    while (s->above < s->key_count && s->keys[s->above].begin < end)
        s->above++;
    comment_behind(s, line, end);
}

void declare_comments(struct arena *a, const struct lint_file *file, const struct ynode *places,
                      struct hint *into)
{
    struct scan *s = ARENA_NEW(a, struct scan);
    s->arena = a;
    s->file = file;
    s->text = file->source.text;
    s->root = into;
    list_keys(s, places, into, 0, 0);
    for (size_t line = 0; line < s->text.len;) {
        size_t end = str_find_char(str_from(s->text, line), '\n');
        end = end == STR_NONE ? s->text.len : line + end;
        scan_line(s, (uint32_t)line, (uint32_t)end);
        line = end + 1;
    }
}
