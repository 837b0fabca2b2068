#include "lint/outline.h"

#include "base/arena.h"
#include "base/buf.h"
#include "lint/outline_value.h"

static const str UNCLEAR = STR_INIT("?");

/* ---- states ---- */

static struct outline_level *top(struct outline *o)
{
    return o->depth ? &o->levels[o->depth - 1] : NULL;
}

void outline_reset(struct outline *o, bool fragment)
{
    uint32_t document = o->document + 1;
    *o = (struct outline){.document = document,
                          .api_version = fragment ? UNCLEAR : STR(""),
                          .kind = fragment ? UNCLEAR : STR("")};
}

static void push(struct outline *o, int column, bool is_list, str name, struct outline_slot slot)
{
    bool sure = o->opens || !o->depth;
    if (o->depth == OUTLINE_DEPTH) {
        o->levels[o->depth - 1].slot.known = o->levels[o->depth - 1].sure = false;
        return;
    }
    o->levels[o->depth++] = (struct outline_level){column, is_list, sure, name, slot, NULL};
}

static void pop_to(struct outline *o, int column, bool dash)
{
    while (o->depth) {
        const struct outline_level *l = top(o);
        if (l->column < column || (l->column == column && (dash || !l->is_list)))
            return;
        o->depth--;
    }
}

void outline_fog(struct outline *o)
{
    o->depth = 0;
    o->opens = false;
    o->api_version = o->kind = UNCLEAR;
}

void outline_unknown(struct outline *o, int column)
{
    pop_to(o, column, true);
    o->opens = false;
    for (uint32_t i = 0; i < o->depth; i++)
        if (o->levels[i].column >= column)
            o->levels[i].keys = NULL;
    if (column == 0)
        outline_fog(o);
}

bool outline_wants_map(const struct outline *o)
{
    const struct kubernetes_slot *s = &o->opened.holds;
    return o->opens && o->opened.known &&
           (s->shape == KUBERNETES_MAP || s->shape == KUBERNETES_MAP_OF_LISTS ||
            (s->shape == KUBERNETES_ONE && s->scalar == KUBERNETES_OBJECT));
}

/* ---- where branches meet ---- */

static bool same_slot(const struct outline_slot *x, const struct outline_slot *y)
{
    return x->known == y->known &&
           (!x->known || (x->holds.shape == y->holds.shape && x->holds.scalar == y->holds.scalar &&
                          x->holds.type == y->holds.type));
}

static bool same_level(const struct outline_level *x, const struct outline_level *y)
{
    return x->column == y->column && x->is_list == y->is_list && str_eq(x->name, y->name) &&
           same_slot(&x->slot, &y->slot);
}

enum { KEYS_MAX = 2000 };

/* What both wrote: the part of the list that they share. */
static const struct outline_key *shared(const struct outline_key *x, const struct outline_key *y)
{
    uint32_t steps = 0;
    for (const struct outline_key *a = x; a; a = a->next)
        for (const struct outline_key *b = y; b; b = b->next) {
            if (a == b)
                return a;
            if (++steps > KEYS_MAX)
                return NULL;
        }
    return NULL;
}

/* The level that is open below n of x, when y waits for just that one. */
static bool continues(const struct outline *x, const struct outline *y, uint32_t n)
{
    const struct outline_level *l = n < x->depth ? &x->levels[n] : NULL;
    return l && y->depth == n && y->opens && str_eq(l->name, y->opener_name) &&
           (l->column > y->opener || (l->is_list && l->column == y->opener)) &&
           same_slot(&l->slot, &y->opened);
}

static bool same_opener(const struct outline *x, const struct outline *y)
{
    return x->opens == y->opens &&
           (!x->opens || (x->opener == y->opener && str_eq(x->opener_name, y->opener_name) &&
                          same_slot(&x->opened, &y->opened)));
}

void outline_merge(struct outline *x, const struct outline *y)
{
    uint32_t n = 0;
    struct outline merged = *x;
    while (n < x->depth && n < y->depth && same_level(&x->levels[n], &y->levels[n])) {
        merged.levels[n].keys = shared(x->levels[n].keys, y->levels[n].keys);
        n++;
    }
    merged.depth = n;
    if (continues(x, y, n) || continues(y, x, n)) {
        merged.levels[n] = n < x->depth ? x->levels[n] : y->levels[n];
        merged.levels[n].keys = NULL;
        merged.depth++;
        merged.opens = false;
    } else if (n < x->depth || n < y->depth || !same_opener(x, y)) {
        merged.opens = false;
    }
    if (!str_eq(x->api_version, y->api_version))
        merged.api_version = UNCLEAR;
    if (!str_eq(x->kind, y->kind))
        merged.kind = UNCLEAR;
    if (x->document != y->document)
        merged.document = x->document > y->document ? x->document : y->document;
    *x = merged;
}

/* ---- fields ---- */

static str api_of(const struct outline *o)
{
    static const struct {
        str kind, api_version;
    } kinds[] = {
#define OUTLINE_KIND(kind, api_version) {STR_INIT(kind), STR_INIT(api_version)},
#include "lint/outline_kinds.def"
#undef OUTLINE_KIND
    };
    if (!str_eq(o->api_version, UNCLEAR))
        return o->api_version;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (str_eq(kinds[i].kind, o->kind))
            return kinds[i].api_version;
    return o->api_version;
}

static struct outline_slot root_slot(const struct outline *o)
{
    const struct kubernetes_type *t = kubernetes_kind(api_of(o), o->kind);
    return (struct outline_slot){t != NULL,
                                 {.shape = KUBERNETES_ONE, .scalar = KUBERNETES_OBJECT, .type = t}};
}

str outline_path(struct arena *a, const struct outline *o, str key)
{
    struct buf b;
    buf_init(&b, a);
    for (uint32_t i = 0; i < o->depth; i++) {
        if (o->levels[i].name.len)
            buf_put_fmt(&b, "%s%.*s", buf_str(&b).len ? "." : "", STR_ARG(o->levels[i].name));
        if (o->levels[i].is_list)
            buf_put_str(&b, STR("[]"));
    }
    if (key.len)
        buf_put_fmt(&b, "%s%.*s", buf_str(&b).len ? "." : "", STR_ARG(key));
    return buf_str(&b);
}

str outline_object(struct arena *a, const struct outline *o)
{
    return str_fmt(a, "%.*s %.*s", STR_ARG(o->kind), STR_ARG(api_of(o)));
}

/* Where the key stands in the source, if it does in one piece. */
static struct span place_of(const struct outline_place *w, const struct outline_line *l,
                            size_t column, str key)
{
    const str source = w->file->source.text;
    size_t at = l->begin + column;
    if (at + key.len > source.len || !str_eq(str_slice(source, at, at + key.len), key))
        return (struct span){0, 0};
    return (struct span){(uint32_t)at, (uint32_t)(at + key.len)};
}

static void put_unknown(const struct outline_place *w, const struct outline *o,
                        const struct kubernetes_type *t, str key, struct span at)
{
    str near = kubernetes_nearest_field(t, key);
    str hint = near.len ? str_fmt(w->p->arena, "; did you mean %.*s?", STR_ARG(near)) : STR("");
    str path = outline_path(w->p->arena, o, key);
    struct finding *g =
        outline_put(w, RULE_CH601, at,
                    str_fmt(w->p->arena, "unknown field %.*s (%.*s)%.*s", STR_ARG(path),
                            STR_ARG(outline_object(w->p->arena, o)), STR_ARG(hint)));
    g->subject = path;
}

static bool is_root(const struct outline *o, const struct outline_level *map)
{
    return map == &o->levels[0] && map->column == 0;
}

/* Both words that begin an object are there and known. */
static bool is_object(const struct outline *o)
{
    return o->kind.len && o->api_version.len && !str_eq(o->kind, UNCLEAR);
}

/* The slot of a key in the map that is open; a key that it cannot have is told. */
static struct outline_slot slot_of(const struct outline_place *w, const struct outline *o,
                                   const struct outline_level *map, str key, struct span at)
{
    struct outline_slot none = {.known = false}, slot = {.known = true};
    const struct outline_slot *s = &map->slot;
    if (!s->known && is_root(o, map) && str_eq(key, STR("metadata")) && is_object(o)) {
        slot.holds =
            (struct kubernetes_slot){.scalar = KUBERNETES_OBJECT, .type = kubernetes_metadata()};
        return slot;
    }
    if (!s->known)
        return none;
    slot.holds = (struct kubernetes_slot){.scalar = s->holds.scalar, .type = s->holds.type};
    if (s->holds.shape == KUBERNETES_MAP)
        return slot;
    if (s->holds.shape == KUBERNETES_MAP_OF_LISTS) {
        slot.holds.shape = KUBERNETES_LIST;
        return slot;
    }
    if (s->holds.shape != KUBERNETES_ONE || s->holds.scalar != KUBERNETES_OBJECT)
        return none;
    if (kubernetes_field(s->holds.type, key, &slot.holds))
        return slot;
    if (at.end && !str_eq(key, STR("<<")))
        put_unknown(w, o, s->holds.type, key, at);
    return none;
}

/* ---- keys ---- */

static void check_twice(const struct outline_place *w, const struct outline *o,
                        struct outline_level *map, str key, struct span at)
{
    uint32_t steps = 0;
    for (const struct outline_key *k = map->keys; k && at.end && map->sure && steps < KEYS_MAX;
         k = k->next, steps++) {
        if (!str_eq(k->name, key))
            continue;
        bool object = map == &o->levels[0] && str_eq(key, STR("apiVersion"));
        struct source s = {.text = w->file->source.text};
        struct finding *g = outline_put(
            w, object ? RULE_CH510 : RULE_CH506, at,
            object ? STR("a second object begins in the same document: `---` is missing")
                   : str_fmt(w->p->arena, "the key `%.*s` is written twice, first in line %u",
                             STR_ARG(key), source_position(&s, w->p->arena, k->at).line));
        g->subject = outline_path(w->p->arena, o, key);
        break;
    }
    struct outline_key *k = ARENA_NEW(w->p->arena, struct outline_key);
    *k = (struct outline_key){key, at.begin, map->keys};
    map->keys = k;
}

/* The map in which a key at that column stands. */
static struct outline_level *map_at(struct outline *o, int column)
{
    pop_to(o, column, false);
    struct outline_level *l = top(o);
    if (l && !l->is_list && l->column == column)
        return l;
    struct outline_slot slot = {.known = false};
    if (o->opens && column > o->opener)
        slot = o->opened;
    str name = o->opens ? o->opener_name : STR("");
    if (!o->depth && column == 0)
        slot = root_slot(o);
    push(o, column, false, name, slot);
    return top(o);
}

/* apiVersion and kind say what the other fields are. */
static void take_head(struct outline *o, struct outline_level *map, str key, str value)
{
    str *field = str_eq(key, STR("apiVersion")) ? &o->api_version
                 : str_eq(key, STR("kind"))     ? &o->kind
                                                : NULL;
    if (!field || !is_root(o, map))
        return;
    if (value.len > 1 && (*value.s == '"' || *value.s == '\'') &&
        value.s[value.len - 1] == *value.s)
        value = str_slice(value, 1, value.len - 1);
    *field = value.len && !field->len && !marked_line_has_mark(value) ? value : UNCLEAR;
    map->slot = root_slot(o);
}

static bool is_key(str s, size_t *ret_len)
{
    size_t n = 0;
    while (n < s.len && ((s.s[n] >= 'a' && s.s[n] <= 'z') || (s.s[n] >= 'A' && s.s[n] <= 'Z') ||
                         (s.s[n] >= '0' && s.s[n] <= '9') || s.s[n] == '_' || s.s[n] == '.' ||
                         s.s[n] == '/' || (n && s.s[n] == '-')))
        n++;
    *ret_len = n;
    return n && n < s.len && s.s[n] == ':' && (n + 1 == s.len || s.s[n + 1] == ' ');
}

static void take_key(const struct outline_place *w, struct outline *o, const struct outline_line *l,
                     size_t column, size_t len)
{
    str key = str_slice(l->text, column, column + len);
    str value = marked_line_value(str_from(l->text, column + len + 1));
    struct span at = place_of(w, l, column, key);
    struct outline_level *map = map_at(o, (int)column);
    check_twice(w, o, map, key, at);
    take_head(o, map, key, l->partial ? STR("") : value);
    struct outline_slot slot = slot_of(w, o, map, key, at);
    o->opens = !value.len && !l->partial;
    o->opener = (int)column;
    o->opener_name = key;
    o->opener_at = at;
    o->opened = slot;
    if (value.len && !l->partial && *value.s != '|' && *value.s != '>')
        outline_check_value(w, &(struct outline_value){.text = value,
                                                       .line = l,
                                                       .slot = slot.holds,
                                                       .known = slot.known,
                                                       .outline = o,
                                                       .name = key,
                                                       .key = at});
}

/* ---- items ---- */

/* The list whose dashes stand at that column. */
static void list_at(struct outline *o, int column)
{
    pop_to(o, column, true);
    struct outline_level *l = top(o);
    if (l && l->is_list && l->column == column)
        return;
    struct outline_slot slot = {.known = false};
    if (o->opens && column >= o->opener)
        slot = o->opened;
    push(o, column, true, o->opens ? o->opener_name : STR(""), slot);
}

/* What stands behind the dash. */
static void enter_item(struct outline *o, int column)
{
    const struct outline_level *l = top(o);
    struct outline_slot slot = {.known = l->slot.known && l->slot.holds.shape == KUBERNETES_LIST};
    slot.holds =
        (struct kubernetes_slot){.scalar = l->slot.holds.scalar, .type = l->slot.holds.type};
    o->opens = true;
    o->opener = column;
    o->opener_name = STR("");
    o->opened = slot;
}

/* A line that an action begins: an entry of the map or list that is open there, if one is. */
static void take_printed(struct outline *o, int column)
{
    if (!o->opens || column <= o->opener) {
        outline_unknown(o, column);
        return;
    }
    bool is_list = o->opened.known && o->opened.holds.shape == KUBERNETES_LIST;
    pop_to(o, column, false);
    push(o, column, is_list, o->opener_name, o->opened);
    o->opens = false;
}

void outline_line(const struct outline_place *w, struct outline *o, const struct outline_line *l)
{
    size_t column = 0, len;
    while (column < l->text.len && l->text.s[column] == ' ')
        column++;
    while (str_has_prefix(str_from(l->text, column), STR("- "))) {
        list_at(o, (int)column);
        enter_item(o, (int)column);
        column++;
        while (column < l->text.len && l->text.s[column] == ' ')
            column++;
    }
    str rest = str_trim_blanks(str_from(l->text, column));
    if (is_key(str_from(l->text, column), &len)) {
        take_key(w, o, l, column, len);
    } else if (str_eq(rest, STR("-"))) {
        list_at(o, (int)column);
        enter_item(o, (int)column);
    } else if (rest.len && marked_line_has_mark(str_slice(rest, 0, 1))) {
        take_printed(o, (int)column);
    } else if (rest.len) {
        outline_unknown(o, (int)column); /* a text, or a key in quotes */
    }
}

/* ---- loops ---- */

static const struct outline_key *find_key(const struct outline *o, str name)
{
    const struct outline_level *root = o->depth ? &o->levels[0] : NULL;
    for (const struct outline_key *k = root && root->column == 0 ? root->keys : NULL; k;
         k = k->next)
        if (str_eq(k->name, name))
            return k;
    return NULL;
}

void outline_loop(const struct outline_place *w, const struct outline *before,
                  const struct outline *after)
{
    const struct outline_key *api = find_key(after, STR("apiVersion"));
    if (!api || before->document != after->document || before->depth ||
        !find_key(after, STR("kind")) || !api->at)
        return;
    struct finding *g = outline_put(
        w, RULE_CH510, (struct span){api->at, api->at + (uint32_t)api->name.len},
        STR("each turn of the loop writes an object into the same document: `---` is missing"));
    g->subject = STR("apiVersion");
}
