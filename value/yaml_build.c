#include "value/yaml_build.h"

#include "base/arena.h"
#include "base/base64.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "value/list.h"
#include "value/map.h"
#include "value/yaml_key.h"
#include "value/yaml_scalar.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* A node that is complete. */
struct node {
    val v;           /* numbers of scalars still as go-yaml has them */
    uint64_t cost;   /* go-yaml's decode operations */
    uint32_t height; /* levels of containers */
    bool alias, merge_key;
};

/* A container that is open. */
struct frame {
    uint32_t first;  /* of its items on the stack */
    uint32_t anchor; /* number + 1, 0 for none */
    uint32_t height; /* of its highest child */
    bool is_map, flow, pair;
    bool has_key; /* a map between a key and its value */
    bool merge;   /* that key is a merge key */
    bool merges;  /* a list that is a merge key's value: all its items must be maps */
    bool bad_key; /* that key cannot become a string */
    str key;
    val raw_key;
    uint64_t cost;
    bool named;          /* it has a tag or an anchor */
    size_t line, column; /* where it starts */
};

struct anchor {
    struct node node;
    bool open; /* its container is not complete */
    bool is_map;
};

struct builder {
    struct arena *arena;
    struct yaml_reader *reader;
    bool quoting, exact;
    struct marks *marks; /* or NULL */
    struct yaml_document doc;
    bool key_failed; /* doc.error is of the conversion of keys: one of go-yaml replaces it */
    struct frame *frames;
    uint32_t nframes, frames_cap;
    struct map_entry *entries; /* of open maps; a merge's has no key */
    uint32_t nentries, entries_cap;
    val *items; /* of open lists, and of open maps when quoting */
    uint32_t nitems, items_cap;
    struct map *anchor_names; /* to numbers in anchors */
    struct anchor *anchors;
    uint32_t nanchors, anchors_cap;
    uint64_t decoded, decoded_by_alias;
    uint32_t flow_depth, block_depth;
    bool done; /* Go ends the document here */
};

static str copy(struct builder *b, const yaml_char_t *s, size_t len)
{
    char *bytes = arena_bytes(b->arena, len);
    memcpy(bytes, s, len);
    return str_make(bytes, len);
}

/* ------------------------------------------------------------------------------------------
 * Errors
 */

/* The first error of go-yaml's decoder, in front of any of the conversion. */
static void decode_error(struct builder *b, str text)
{
    if (b->doc.error.len && !b->key_failed)
        return;
    b->doc.error = str_concat(b->arena, STR("yaml: "), text);
    b->doc.wants_quote = b->key_failed = false;
}

static void bad_merge(struct builder *b)
{
    decode_error(b, STR("map merge requires map or sequence of maps as the value"));
}

static void container_as_key(struct builder *b, val key)
{
    if (b->doc.error.len && !b->key_failed)
        return;
    decode_error(b, STR("invalid map key: "));
    if (b->quoting)
        b->doc.error = str_concat(b->arena, b->doc.error, yaml_quote(b->arena, key));
    b->doc.wants_quote = !b->quoting;
}

static const str bad_key = STR_INIT("\xFF\xFE no key ");

bool yaml_is_bad_key(str key)
{
    return str_has_prefix(key, bad_key);
}

/* The last one is told of: it is above those in its value, and those before may be replaced. */
static void unusable_key(struct builder *b, val key, val value)
{
    if (b->doc.error.len && !b->key_failed)
        return;
    b->key_failed = true;
    b->doc.error = yaml_key_error(b->arena, key, value);
}

static void too_deep(struct builder *b, bool map)
{
    if (!b->doc.too_deep)
        b->doc.deepest = map ? '{' : '[';
    b->doc.too_deep = true;
}

/* go-yaml's guard against documents that grow by aliases of aliases. */
static double allowed_alias_ratio(uint64_t decoded)
{
    const double low = 400000, high = 4000000, n = (double)decoded;
    if (n <= low)
        return 0.99;
    if (n >= high)
        return 0.10;
    return 0.99 - 0.89 * ((n - low) / (high - low));
}

static bool count_decoded(struct builder *b, uint64_t n, bool by_alias)
{
    if (__builtin_add_overflow(b->decoded, n, &b->decoded))
        b->decoded = UINT64_MAX;
    if (by_alias && __builtin_add_overflow(b->decoded_by_alias, n, &b->decoded_by_alias))
        b->decoded_by_alias = UINT64_MAX;
    if (b->decoded_by_alias <= 100 || b->decoded <= 1000)
        return true;
    double ratio = (double)b->decoded_by_alias / (double)b->decoded;
    if (ratio <= allowed_alias_ratio(b->decoded))
        return true;
    decode_error(b, STR("document contains excessive aliasing"));
    return false;
}

/* ------------------------------------------------------------------------------------------
 * Complete nodes into their container
 */

/* What a scalar is after JSON. */
static val jsonable(struct builder *b, val v)
{
    if (b->quoting || (b->exact && v.tag != V_FLOAT))
        return v;
    v = val_json_number(v);
    if (v.tag == V_FLOAT && !isfinite(v.f))
        b->doc.not_finite = true;
    return v;
}

static void push_item(struct builder *b, val v)
{
    b->items = arena_room(b->arena, b->items, b->nitems, &b->items_cap, sizeof *b->items);
    b->items[b->nitems++] = v;
}

static void push_entry(struct builder *b, str key, val v)
{
    b->entries = arena_room(b->arena, b->entries, b->nentries, &b->entries_cap, sizeof *b->entries);
    b->entries[b->nentries++] = (struct map_entry){key, key.s ? str_hash(key) : 0, v};
}

static bool is_container(val v)
{
    return v.tag == V_MAP || v.tag == V_LIST;
}

/* While quoting, maps are lists of keys and values with a map's Go type. */
static bool is_map(val v)
{
    return v.tag == V_MAP || (v.tag == V_LIST && v.gotype == T_MAP);
}

static void push_bad_entry(struct builder *b, val key, val v)
{
    b->doc.has_bad_key = true;
    push_entry(b, str_concat(b->arena, bad_key, yaml_quote(b->arena, key)), v);
}

static void attach_key(struct builder *b, struct frame *f, const struct node *n)
{
    f->has_key = true;
    f->merge = n->merge_key;
    if (f->merge)
        return;
    f->raw_key = n->v;
    if (is_container(n->v))
        container_as_key(b, n->v);
    f->bad_key = !yaml_key_text(b->arena, n->v, &f->key);
}

static void attach_value(struct builder *b, struct frame *f, const struct node *n)
{
    f->has_key = false;
    val v = jsonable(b, n->v);
    if (f->merge && !is_map(v) && (n->alias || v.tag != V_LIST))
        bad_merge(b);
    else if (b->quoting) {
        push_item(b, f->merge ? val_invalid() : f->raw_key);
        push_item(b, v);
    } else if (f->merge) {
        push_entry(b, (str){NULL, 0}, v);
    } else if (f->bad_key) {
        push_bad_entry(b, f->raw_key, v);
    } else {
        push_entry(b, f->key, v);
    }
    if (b->quoting && !f->merge && f->bad_key)
        unusable_key(b, f->raw_key, v);
}

static void attach(struct builder *b, const struct node *n)
{
    if (!b->nframes) {
        b->doc.root = jsonable(b, n->v);
        return;
    }
    struct frame *f = &b->frames[b->nframes - 1];
    f->cost = f->cost + n->cost < n->cost ? UINT64_MAX : f->cost + n->cost;
    if (n->height > f->height)
        f->height = n->height;
    if (!f->is_map) {
        if (f->merges && !is_map(n->v))
            bad_merge(b);
        push_item(b, jsonable(b, n->v));
    } else if (f->has_key) {
        attach_value(b, f, n);
    } else {
        attach_key(b, f, n);
    }
}

/* Whether the next node is the value of a merge key. */
static bool awaits_merge(const struct builder *b)
{
    const struct frame *f = b->nframes ? &b->frames[b->nframes - 1] : NULL;
    return f && f->is_map && f->has_key && f->merge;
}

/* ------------------------------------------------------------------------------------------
 * Anchors and aliases
 */

/* The number + 1 of a new anchor, 0 when the node has none. */
static uint32_t declare_anchor(struct builder *b, const yaml_char_t *name, bool open, bool map)
{
    if (!name)
        return 0;
    if (!b->anchor_names)
        b->anchor_names = map_new(b->arena, 8);
    str text = copy(b, name, strlen((const char *)name));
    b->anchors = arena_room(b->arena, b->anchors, b->nanchors, &b->anchors_cap, sizeof *b->anchors);
    b->anchors[b->nanchors] = (struct anchor){.open = open, .is_map = map};
    map_set(b->anchor_names, text, val_int(b->nanchors));
    return ++b->nanchors;
}

static void keep_anchored(struct builder *b, uint32_t anchor, const struct node *n)
{
    if (!anchor)
        return;
    struct anchor *a = &b->anchors[anchor - 1];
    a->node = *n;
    a->open = false;
}

/* A copy of what the anchor names, unless that must fail later. */
static val expand(struct builder *b, const struct anchor *t, str name)
{
    bool merge = awaits_merge(b) || (b->nframes && b->frames[b->nframes - 1].merges);
    if (merge && !t->is_map)
        bad_merge(b);
    else if (t->open)
        decode_error(b, str_fmt(b->arena, "anchor '%.*s' value contains itself", STR_ARG(name)));
    if (t->open)
        return val_nil();
    if (!count_decoded(b, t->node.cost, true))
        return val_nil();
    if (b->nframes + t->node.height > YAML_DEPTH_MAX) {
        too_deep(b, t->is_map);
        return val_nil();
    }
    return is_container(t->node.v) ? val_clone(b->arena, t->node.v) : t->node.v;
}

static enum yaml_step on_alias(struct builder *b, const yaml_event_t *e)
{
    const char *name = (const char *)e->data.alias.anchor;
    str text = str_from_c(name);
    const val *number = map_get(b->anchor_names, text);
    if (!number) {
        b->doc.error = str_fmt(b->arena, "yaml: unknown anchor '%s' referenced", name);
        b->doc.wants_quote = b->key_failed = false;
        return YAML_STEP_FAILED;
    }
    assert(b->anchors);
    const struct anchor *t = &b->anchors[number->i];
    count_decoded(b, 1, false);
    struct node n = {.v = expand(b, t, text), .alias = true, .height = t->node.height};
    n.cost = t->node.cost + 1 ? t->node.cost + 1 : UINT64_MAX;
    attach(b, &n);
    return YAML_STEP_OK;
}

/* ------------------------------------------------------------------------------------------
 * Scalars
 */

static val tagged_scalar(struct builder *b, str tag, str text)
{
    enum yaml_scalar_kind kind;
    val v;
    if (str_eq(tag, STR("tag:yaml.org,2002:binary"))) {
        str bytes = STR("");
        size_t bad;
        if (!base64_decode(b->arena, text, &bytes, &bad))
            decode_error(b, STR("!!binary value contains invalid base64 data"));
        return val_str(utf8_repair(b->arena, bytes)); /* as encoding/json */
    }
    if (!yaml_scalar_resolve_tagged(tag, text, &kind, &v)) {
        struct buf text_of;
        buf_init(&text_of, b->arena);
        buf_put_str(&text_of, STR("cannot decode "));
        buf_put_str(&text_of, yaml_kind_tag(kind));
        buf_put_str(&text_of, STR(" `"));
        buf_put_str(&text_of, text);
        buf_put_str(&text_of, STR("` as a "));
        buf_put_str(&text_of, yaml_tag_short(b->arena, tag));
        decode_error(b, buf_str(&text_of));
    }
    return v.tag == V_STRING ? val_str(str_dup(b->arena, text)) : v;
}

static val scalar_value(struct builder *b, const yaml_event_t *e)
{
    const yaml_char_t *s = e->data.scalar.value, *tag = e->data.scalar.tag;
    str text = str_make((const char *)s, e->data.scalar.length);
    if (tag)
        return tagged_scalar(b, str_from_c((const char *)tag), text);
    val v = val_str(text);
    if (e->data.scalar.plain_implicit)
        yaml_scalar_resolve(text, &v);
    return v.tag == V_STRING ? val_str(copy(b, s, text.len)) : v;
}

static bool is_merge_key(const yaml_event_t *e)
{
    if (e->data.scalar.length != 2 || memcmp(e->data.scalar.value, "<<", 2) != 0)
        return false;
    const char *tag = (const char *)e->data.scalar.tag;
    return e->data.scalar.plain_implicit || (tag && strcmp(tag, "tag:yaml.org,2002:merge") == 0);
}

static val marked(struct builder *b, val v, size_t line, size_t column)
{
    return b->marks ? mark_put(b->marks, v, b->marks->line_above + (uint32_t)line + 1,
                               (uint32_t)column + 1)
                    : v;
}

static void on_scalar(struct builder *b, const yaml_event_t *e)
{
    const struct frame *f = b->nframes ? &b->frames[b->nframes - 1] : NULL;
    struct node n = {.cost = 1};
    n.merge_key = f && f->is_map && !f->has_key && is_merge_key(e);
    if (n.merge_key)
        n.cost = 0;
    count_decoded(b, n.cost, false);
    if (awaits_merge(b)) /* Go doesn't even decode it */
        bad_merge(b);
    n.v = marked(b, scalar_value(b, e), e->start_mark.line, e->start_mark.column);
    keep_anchored(b, declare_anchor(b, e->data.scalar.anchor, false, false), &n);
    attach(b, &n);
}

/* ------------------------------------------------------------------------------------------
 * Containers
 */

/* A bomb of brackets is told at this depth already: what follows is looked at. */
enum { FLOW_DEPTH_LOOK = 64 };

static bool is_bomb(struct builder *b, const yaml_event_t *e, const struct frame *f, size_t *line)
{
    uint32_t more = YAML_DEPTH_MAX + 1 - FLOW_DEPTH_LOOK;
    return f->flow && !f->pair && b->flow_depth == FLOW_DEPTH_LOOK &&
           yaml_reader_count_openers(b->reader, &e->end_mark, more, line) == more;
}

static enum yaml_step check_depth(struct builder *b, const yaml_event_t *e, const struct frame *f)
{
    uint32_t depth = f->flow ? b->flow_depth : b->block_depth;
    size_t line = f->line;
    if (depth <= YAML_DEPTH_MAX && !is_bomb(b, e, f, &line))
        return YAML_STEP_OK;
    return yaml_reader_fail(b->reader, true, "exceeded max depth of 10000", line, line);
}

static enum yaml_step open_container(struct builder *b, const yaml_event_t *e, struct frame f,
                                     const yaml_char_t *anchor)
{
    f.merges = !f.is_map && awaits_merge(b);
    f.cost = f.merges ? 0 : 1;
    count_decoded(b, f.cost, false);
    f.anchor = declare_anchor(b, anchor, true, f.is_map);
    f.line = e->start_mark.line;
    f.column = e->start_mark.column;
    f.first = f.is_map && !b->quoting ? b->nentries : b->nitems;
    /* A pair without braces in a flow sequence starts at its key's mark, which is empty. */
    f.pair = f.is_map && f.flow && e->start_mark.index == e->end_mark.index;
    if (!f.flow)
        b->block_depth++;
    else if (!f.pair)
        b->flow_depth++;
    b->frames = arena_room(b->arena, b->frames, b->nframes, &b->frames_cap, sizeof *b->frames);
    b->frames[b->nframes++] = f;
    if (b->nframes > YAML_DEPTH_MAX)
        too_deep(b, f.is_map);
    return check_depth(b, e, &f);
}

static enum yaml_step on_start(struct builder *b, const yaml_event_t *e)
{
    struct frame f = {.is_map = e->type == YAML_MAPPING_START_EVENT};
    if (f.is_map) {
        f.flow = e->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
        f.named = e->data.mapping_start.anchor || e->data.mapping_start.tag;
        return open_container(b, e, f, e->data.mapping_start.anchor);
    }
    f.flow = e->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
    f.named = e->data.sequence_start.anchor || e->data.sequence_start.tag;
    return open_container(b, e, f, e->data.sequence_start.anchor);
}

static void merge_map(struct map *m, const struct map *from)
{
    for (uint32_t i = 0; i < map_len(from); i++)
        map_set_hashed(m, from->entries[i].key, from->entries[i].hash, from->entries[i].value);
}

/* Pairs take effect in their order, so that a merge overwrites the keys before it. */
static val close_map(struct builder *b, const struct frame *f)
{
    struct map *m = map_new(b->arena, b->nentries - f->first);
    for (uint32_t i = f->first; i < b->nentries; i++) {
        const struct map_entry *e = &b->entries[i];
        if (e->key.s)
            map_set_hashed(m, e->key, e->hash, e->value);
        else if (e->value.tag == V_MAP)
            merge_map(m, e->value.map);
        else
            for (size_t k = list_len(e->value.list); k-- > 0;) /* the first one wins */
                if (e->value.list->items[k].tag == V_MAP)
                    merge_map(m, e->value.list->items[k].map);
    }
    b->nentries = f->first;
    return val_map(m);
}

static val close_list(struct builder *b, const struct frame *f)
{
    struct list *l = list_copied(b->arena, b->items, f->first, b->nitems);
    b->nitems = f->first;
    return f->is_map ? val_typed_list(T_MAP, l) : val_list(l);
}

static enum yaml_step flow_error(struct builder *b, const struct frame *f, size_t line)
{
    if (f->pair)
        f--;
    return yaml_reader_fail(b->reader, false,
                            f->is_map ? "did not find expected ',' or '}'"
                                      : "did not find expected ',' or ']'",
                            line, f->line);
}

/* What Go's parser says to the rest of a line when it took the empty container in front of it for a
 * node of its own. `p` is the map that libyaml saw begin there. */
static enum yaml_step lost_key_error(struct builder *b, const struct frame *p, size_t line)
{
    const struct frame *outer = p - 1;
    bool dash = !outer->is_map && (b->nframes < 3 || !outer[-1].is_map || outer[-1].flow ||
                                   outer[-1].column != outer->column);
    if (dash)
        return yaml_reader_fail(b->reader, false, "did not find expected '-' indicator", p->line,
                                outer->line);
    return yaml_reader_fail(b->reader, false, "did not find expected key", line, p->line);
}

/* Whether Go has scanned the rest of the line before it parses `f`: so it is inside a flow
 * collection that may be a key itself, as it may unless it is a value in a block map. */
static bool looks_ahead(const struct builder *b, const struct frame *f)
{
    const struct frame *outer = &b->frames[b->nframes - 1];
    if (outer->pair)
        outer--;
    bool value = outer > b->frames && outer[-1].is_map && !outer[-1].flow && outer[-1].has_key;
    return outer->line == f->line && !value;
}

/* Go's scanner forgets that "[]" and "{}" may be a key when it meets the closing bracket: what they
 * are the key of is not found, and the container stands alone. */
static enum yaml_step check_empty_key(struct builder *b, const struct frame *f, val v,
                                      const yaml_event_t *e)
{
    const struct frame *p = b->nframes ? &b->frames[b->nframes - 1] : NULL;
    if (!p || !p->is_map || p->has_key || !f->flow || f->pair || f->named)
        return YAML_STEP_OK;
    bool first = p->first == (b->quoting ? b->nitems : b->nentries);
    bool starts_map = first && !p->flow && p->line == f->line && p->column == f->column;
    if (!starts_map && !yaml_reader_sees(b->reader, &e->end_mark, ':'))
        return YAML_STEP_OK;
    if (p->flow)
        return looks_ahead(b, f) ? YAML_STEP_OK : flow_error(b, p, f->line);
    if (!starts_map)
        return yaml_reader_fail(b->reader, false, "did not find expected key", f->line, p->line);
    if (b->nframes > 1)
        return lost_key_error(b, p, e->end_mark.line);
    b->doc.root = v;
    b->done = true;
    return YAML_STEP_OK;
}

static enum yaml_step on_end(struct builder *b, const yaml_event_t *e)
{
    assert(b->frames); /* events come in pairs */
    struct frame f = b->frames[--b->nframes];
    if (!f.flow)
        b->block_depth--;
    else if (!f.pair)
        b->flow_depth--;
    struct node n = {.cost = f.cost, .height = f.height + 1};
    bool empty = f.first == (f.is_map && !b->quoting ? b->nentries : b->nitems);
    n.v = f.is_map && !b->quoting ? close_map(b, &f) : close_list(b, &f);
    enum yaml_step step = empty ? check_empty_key(b, &f, n.v, e) : YAML_STEP_OK;
    if (step != YAML_STEP_OK || b->done)
        return step;
    n.v = marked(b, n.v, f.line, f.column);
    keep_anchored(b, f.anchor, &n);
    attach(b, &n);
    return YAML_STEP_OK;
}

/* ------------------------------------------------------------------------------------------
 * The document
 */

/* libyaml takes '?' in flow context for text; for Go it ends the scalar and starts a key, which
 * no flow collection allows there. */
static enum yaml_step check_flow_text(struct builder *b, const yaml_event_t *e)
{
    if (!b->flow_depth || e->data.scalar.style != YAML_PLAIN_SCALAR_STYLE ||
        !memchr(e->data.scalar.value, '?', e->data.scalar.length))
        return YAML_STEP_OK;
    return flow_error(b, &b->frames[b->nframes - 1],
                      yaml_reader_find_line(b->reader, &e->start_mark, '?'));
}

static enum yaml_step on_event(struct builder *b, const yaml_event_t *e)
{
    switch (e->type) {
    case YAML_ALIAS_EVENT:
        return on_alias(b, e);
    case YAML_SCALAR_EVENT: {
        enum yaml_step step = check_flow_text(b, e);
        if (step == YAML_STEP_OK)
            on_scalar(b, e);
        return step;
    }
    case YAML_SEQUENCE_START_EVENT:
    case YAML_MAPPING_START_EVENT:
        return on_start(b, e);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        return on_end(b, e);
    default:
        return YAML_STEP_OK;
    }
}

enum yaml_step yaml_build(struct yaml_reader *r, struct arena *a, enum yaml_build_mode mode,
                          struct marks *marks, struct yaml_document *ret)
{
    struct builder b = {.arena = a, .reader = r, .decoded = 1, .marks = marks};
    b.quoting = mode == YAML_BUILD_QUOTING;
    b.exact = mode == YAML_BUILD_EXACT;
    const yaml_event_t *e = NULL;
    enum yaml_step step;
    b.doc.root = val_nil();
    do {
        step = yaml_reader_next(r, &e);
        if (step == YAML_STEP_OK)
            step = on_event(&b, e);
        if (step == YAML_STEP_FAILED && yaml_reader_error(r).len)
            b.doc.error = yaml_reader_error(r);
        if (step != YAML_STEP_OK)
            break;
    } while (!b.done && e->type != YAML_DOCUMENT_END_EVENT && e->type != YAML_STREAM_END_EVENT);
    if (step == YAML_STEP_FAILED)
        b.doc.wants_quote = false;
    *ret = b.doc;
    return step;
}
