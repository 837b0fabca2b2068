#include "chart/schema_root.h"

#include "base/arena.h"
#include "base/number.h"
#include "base/quote.h"
#include "base/slog.h"
#include "base/url.h"
#include "chart/schema_load.h"
#include "chart/schema_url.h"
#include "value/list.h"

void schema_set_init(struct schema_set *set, struct arena *a)
{
    *set = (struct schema_set){.arena = a, .docs = map_new(a, 2), .roots = map_new(a, 2)};
}

bool(schema_set_fail)(struct schema_set *set, const char *fmt, ...)
{
    struct buf b;
    va_list ap;
    buf_init(&b, set->arena);
    va_start(ap, fmt);
    buf_put_vfmt(&b, fmt, ap);
    va_end(ap);
    set->error = buf_str(&b);
    return false;
}

static const void *get(const struct map *m, str key)
{
    const val *v = map_get(m, key);
    return v ? v->p : NULL;
}

static val pointer(const void *p)
{
    return (val){.tag = V_OPAQUE, .gotype = T_ANY, .p = p};
}

/* The nodes of a map are this module's own, so they may be written. */
static struct schema_resource *get_resource(const struct map *m, str key)
{
    const void *p = get(m, key);
    return (struct schema_resource *)(uintptr_t)p;
}

static str quoted_place(struct schema_set *set, const struct schema_root *r, str ptr)
{
    return quote(set->arena, schema_url_format(set->arena, r->url, ptr));
}

/* ---- anchors ---- */

static bool add_anchor(struct schema_set *set, struct schema_root *r, struct schema_resource *res,
                       str anchor, str ptr)
{
    const val *old = map_get(res->anchors, anchor);
    if (!old) {
        map_set(res->anchors, anchor, val_str(ptr));
        return true;
    }
    if (str_eq(val_text(*old), ptr))
        return true;
    str name = quote(set->arena, anchor), url = quote(set->arena, r->url);
    str first = quote(set->arena, val_text(*old)), second = quote(set->arena, ptr);
    return schema_set_fail(set, "duplicate anchor %.*s in %.*s at %.*s and %.*s", STR_ARG(name),
                           STR_ARG(url), STR_ARG(first), STR_ARG(second));
}

/* Before draft 2019 an id's fragment was the anchor. */
static bool collect_id_anchor(struct schema_set *set, struct schema_root *r, const struct map *m,
                              str ptr, struct schema_resource *res)
{
    str anchor, why;
    str id = schema_string(m, res->dialect.draft->id);
    if (map_has(m, STR("$ref")) || !id.s)
        return true;
    if (!schema_url_fragment(set->arena, id, &anchor, &why)) {
        str place = quoted_place(set, r, ptr);
        return schema_set_fail(set, "error in parsing anchor at %.*s", STR_ARG(place));
    }
    return !anchor.len || anchor.s[0] == '/' || add_anchor(set, r, res, anchor, ptr);
}

static bool collect_anchors(struct schema_set *set, struct schema_root *r, const struct map *m,
                            str ptr, struct schema_resource *res)
{
    int version = res->dialect.draft->version;
    if (version < 2019)
        return collect_id_anchor(set, r, m, ptr, res);
    str anchor = schema_string(m, "$anchor");
    if (anchor.s && !add_anchor(set, r, res, anchor, ptr))
        return false;
    anchor = version >= 2020 ? schema_string(m, "$dynamicAnchor") : (str){NULL, 0};
    if (!anchor.s)
        return true;
    map_set(res->dynamic_anchors, anchor, val_bool(true));
    return add_anchor(set, r, res, anchor, ptr);
}

/* ---- resources ---- */

static struct schema_resource *new_resource(struct schema_set *set, str ptr, str id,
                                            struct schema_dialect dialect)
{
    struct schema_resource *res = ARENA_NEW(set->arena, struct schema_resource);
    *res =
        (struct schema_resource){ptr, id, dialect, map_new(set->arena, 0), map_new(set->arena, 0)};
    return res;
}

static void add_resource(struct schema_root *r, struct schema_resource *res)
{
    map_set(r->resources, res->ptr, pointer(res));
    map_set(r->ids, res->id, pointer(res));
}

static bool collect(struct schema_set *set, struct schema_root *r, val schema, str base, str ptr,
                    struct schema_dialect fallback);

static bool collect_place(struct schema_set *set, struct schema_root *r, const val *v, str base,
                          str ptr, enum schema_place_kind kind, struct schema_dialect dialect)
{
    struct arena *a = set->arena;
    if (kind == PLACE_SELF)
        return collect(set, r, *v, base, ptr, dialect);
    if (kind == PLACE_ITEMS && v->tag == V_LIST) {
        for (size_t i = 0; i < list_len(v->list); i++)
            if (!collect(set, r, v->list->items[i], base, schema_ptr_append_index(a, ptr, i),
                         dialect))
                return false;
    }
    if (kind == PLACE_VALUES && v->tag == V_MAP) {
        for (size_t i = 0; i < map_len(v->map); i++) {
            struct map_entry *e = map_sorted_entry(v->map, i);
            if (!collect(set, r, e->value, base, schema_ptr_append(a, ptr, e->key), dialect))
                return false;
        }
    }
    return true;
}

/* The resource that begins at an object: a root does always, others with an id. */
static bool begin_resource(struct schema_set *set, struct schema_root *r, const struct map *m,
                           str id, str *base, str ptr, bool has_schema,
                           struct schema_dialect dialect, struct schema_dialect fallback)
{
    str fragment, why;
    if (id.len && !schema_url_join(set->arena, *base, id, base, &fragment, &why)) {
        str place = quoted_place(set, r, ptr);
        return schema_set_fail(set, "error in parsing id at %.*s", STR_ARG(place));
    }
    if (!id.len && ptr.len)
        return true;
    const struct schema_resource *old = get_resource(r->ids, *base);
    if (!old) {
        if (has_schema && !schema_load_vocabs(set, m, &dialect))
            return false;
        add_resource(r, new_resource(set, ptr, *base, has_schema ? dialect : fallback));
        return true;
    }
    if (str_eq(old->ptr, ptr))
        return true;
    str name = quote(set->arena, *base), url = quote(set->arena, r->url);
    str first = quote(set->arena, ptr), second = quote(set->arena, old->ptr);
    return schema_set_fail(set, "duplicate id %.*s in %.*s at %.*s and %.*s", STR_ARG(name),
                           STR_ARG(url), STR_ARG(first), STR_ARG(second));
}

static bool collect_object(struct schema_set *set, struct schema_root *r, const struct map *m,
                           str base, str ptr, struct schema_dialect fallback)
{
    struct schema_dialect dialect = {.draft = fallback.draft};
    bool has_schema = schema_string(m, "$schema").s != NULL;
    if (!schema_load_draft(set, r->url, ptr, m, &dialect.draft))
        return false;
    str id = schema_draft_id(dialect.draft, m);
    if (!id.len && ptr.len) { /* $schema counts at the root of a resource only */
        dialect.draft = fallback.draft;
        has_schema = false;
        id = schema_draft_id(dialect.draft, m);
    }
    if (!begin_resource(set, r, m, id, &base, ptr, has_schema, dialect, fallback))
        return false;
    struct schema_resource *res = get_resource(r->ids, base);
    if (!collect_anchors(set, r, m, ptr, res))
        return false;
    for (const struct schema_place *p = schema_places(); p->property; p++) {
        const val *v =
            p->since <= dialect.draft->version ? map_get(m, str_from_c(p->property)) : NULL;
        str at = v ? schema_ptr_append(set->arena, ptr, str_from_c(p->property)) : ptr;
        if (v && !collect_place(set, r, v, base, at, p->kind, res->dialect))
            return false;
    }
    return true;
}

static bool collect(struct schema_set *set, struct schema_root *r, val schema, str base, str ptr,
                    struct schema_dialect fallback)
{
    bool ok = true;
    if (map_has(r->processed, ptr))
        return true;
    if (set->depth == SCHEMA_DEPTH_MAX)
        return schema_set_fail(set, "schemas are nested more than %d levels deep",
                               SCHEMA_DEPTH_MAX);
    set->depth++;
    if (schema.tag == V_MAP)
        ok = collect_object(set, r, schema.map, base, ptr, fallback);
    else if (!ptr.len)
        add_resource(r, new_resource(set, ptr, base, fallback));
    set->depth--;
    map_set(r->processed, ptr, val_bool(true));
    return ok;
}

struct schema_resource *schema_root_resource(const struct schema_root *r, str ptr)
{
    for (;;) {
        struct schema_resource *res = get_resource(r->resources, ptr);
        if (res || !ptr.len)
            return res;
        size_t slash = str_find_last(ptr, STR("/"));
        ptr = str_slice(ptr, 0, slash == STR_NONE ? 0 : slash);
    }
}

/* ---- documents ---- */

static bool is_metaschema_url(str url)
{
    return str_has_prefix(url, STR("http://json-schema.org/")) ||
           str_has_prefix(url, STR("https://json-schema.org/"));
}

struct schema_root *schema_root_get(struct schema_set *set, str url)
{
    const void *known = get(set->roots, url);
    if (known)
        return (struct schema_root *)(uintptr_t)known;
    struct arena *a = set->arena;
    struct schema_root *r = ARENA_NEW(a, struct schema_root);
    *r = (struct schema_root){url, val_nil(), map_new(a, 4), map_new(a, 4), map_new(a, 64)};
    struct schema_dialect latest = {.draft = schema_draft_latest()};
    if (!schema_load(set, url, &r->doc) || !collect(set, r, r->doc, url, STR(""), latest))
        return NULL;
    if (set->check && !is_metaschema_url(url) && !set->check(set, r, r->doc, STR("")))
        return NULL;
    map_set(set->roots, url, pointer(r));
    return r;
}

static const val *child(const val *v, str token)
{
    int64_t i;
    if (v->tag == V_MAP)
        return map_get(v->map, token);
    if (v->tag != V_LIST || !number_parse_int(token, 10, &i))
        return NULL;
    return i >= 0 && (uint64_t)i < list_len(v->list) ? &v->list->items[i] : NULL;
}

bool schema_root_lookup(struct schema_set *set, const struct schema_root *r, str ptr, val *ret)
{
    const val *v = &r->doc;
    str place, token, rest = ptr;
    while (rest.len) {
        rest = str_from(rest, 1);
        size_t slash = str_find_char(rest, '/');
        token = str_slice(rest, 0, slash == STR_NONE ? rest.len : slash);
        rest = str_from(rest, token.len);
        if (!schema_ptr_unescape(set->arena, token, &token)) {
            place = quoted_place(set, r, ptr);
            return schema_set_fail(set, "invalid json-pointer %.*s", STR_ARG(place));
        }
        v = child(v, token);
        if (!v) {
            place = quoted_place(set, r, ptr);
            return schema_set_fail(set, "json-pointer in %.*s not found", STR_ARG(place));
        }
    }
    *ret = *v;
    return true;
}

bool schema_root_ensure(struct schema_set *set, struct schema_root *r, str ptr)
{
    val v;
    if (map_has(r->processed, ptr))
        return true;
    if (!schema_root_lookup(set, r, ptr, &v))
        return false;
    struct schema_resource *base = schema_root_resource(r, ptr);
    if (!collect(set, r, v, base->id, ptr, base->dialect))
        return false;
    struct schema_resource *res = schema_root_resource(r, ptr);
    if (v.tag == V_MAP && !str_eq(res->ptr, ptr) && !collect_anchors(set, r, v.map, ptr, res))
        return false;
    return !set->check || set->check(set, r, v, ptr);
}

/* ---- references ---- */

static bool resolve_fragment(struct schema_set *set, const struct schema_root *r,
                             const struct schema_resource *res, str fragment, str *ret)
{
    if (!fragment.len || fragment.s[0] == '/') {
        *ret = res->ptr.len ? str_concat(set->arena, res->ptr, fragment) : fragment;
        return true;
    }
    const val *place = map_get(res->anchors, fragment);
    if (place) {
        *ret = val_text(*place);
        return true;
    }
    str ref = quote(set->arena, schema_url_format(set->arena, res->id, fragment));
    str url = quote(set->arena, r->url);
    return schema_set_fail(set, "anchor in %.*s not found in schema %.*s", STR_ARG(ref),
                           STR_ARG(url));
}

bool schema_root_resolve(struct schema_set *set, struct schema_root *r,
                         const struct schema_resource *from, str ref, struct schema_root **ret_root,
                         str *ret_ptr)
{
    str url, fragment;
    if (!schema_url_join(set->arena, from->id, ref, &url, &fragment, &set->error))
        return false;
    const struct schema_resource *res =
        str_eq(url, r->url) ? get_resource(r->resources, STR("")) : get_resource(r->ids, url);
    *ret_root = r;
    if (!res) {
        set->outside = str_has_prefix(ref, STR("file:"));
        *ret_root = schema_root_get(set, url);
        set->outside = false;
        if (!*ret_root)
            return false;
        res = get_resource((*ret_root)->resources, STR(""));
    }
    return resolve_fragment(set, *ret_root, res, fragment, ret_ptr);
}
