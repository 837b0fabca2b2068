#include "release/value_notes.h"

#include "base/arena.h"
#include "release/origin_text.h"
#include "value/map.h"

enum { MAX_SOURCES = 8 };

/* ---- paths ---- */

struct value_path value_notes_prefix(struct arena *a, str file)
{
    static const str charts = STR_INIT("/charts/");
    struct value_path path = {.len = 0};
    size_t at = str_find_char(file, '/');
    while (at != STR_NONE && str_has_prefix(str_from(file, at), charts)) {
        file = str_from(file, at + charts.len);
        at = str_find_char(file, '/');
        if (at != STR_NONE)
            path = value_path_append(a, &path, (struct value_step){.key = str_slice(file, 0, at)});
    }
    return path;
}

bool value_notes_path(struct arena *a, str file, str path, struct value_path *ret)
{
    struct value_path own;
    *ret = value_notes_prefix(a, file);
    if (!value_path_parse(a, path, &own))
        return false;
    for (size_t i = 0; i < own.len; i++)
        *ret = value_path_append(a, ret, own.steps[i]);
    return true;
}

struct value_path value_notes_ref(struct arena *a, const struct value_ref *ref, str *ret_object)
{
    struct value_path path = {.len = 0};
    for (const struct value_ref *r = ref; r->above; r = r->above)
        path.len++;
    path.steps = ARENA_ARRAY(a, struct value_step, path.len);
    for (size_t i = path.len; i-- > 0; ref = ref->above)
        path.steps[i] = (struct value_step){ref->key, ref->index};
    *ret_object = ref->key;
    return path;
}

static struct value_path without(struct value_path path, struct value_path prefix)
{
    size_t same = 0;
    while (same < prefix.len && same + 1 < path.len && path.steps[same].key.s &&
           str_eq(path.steps[same].key, prefix.steps[same].key))
        same++;
    if (same < prefix.len)
        return path; /* of another chart, as globals are */
    return (struct value_path){path.steps + same, path.len - same};
}

struct value_path value_notes_own_ref(struct arena *a, str file, const struct value_ref *ref,
                                      str *ret_object)
{
    struct value_path path = value_notes_ref(a, ref, ret_object);
    if (!str_eq(*ret_object, STR("Values")))
        return path;
    return without(path, value_notes_prefix(a, file));
}

void value_notes_put_object(struct buf *out, str object, const struct value_path *path)
{
    buf_put_fmt(out, ".%.*s", STR_ARG(object));
    if (path->len && path->steps->key.s)
        buf_put_char(out, '.');
    value_path_put(out, path);
}

/* ---- notes ---- */

struct notes {
    const struct origins *o;
    struct diags *diags;
    struct diag *d;
};

static void put_value(struct buf *out, val v)
{
    if (v.tag == V_MAP)
        buf_put_str(out, STR("a table"));
    else
        origin_put_short(out, v);
}

/* A step that gave the path a value, or took it away. */
static bool has_say(const struct origin_step *s)
{
    return (s->effect == ORIGIN_SETS || s->effect == ORIGIN_DELETES) && s->value.tag != V_INVALID;
}

/* image: "x" set at prod.yaml:7:8, before that a table set at values.yaml:2:3 */
static bool note_setting(const struct notes *n, const struct value_path *path,
                         const struct origin_step *steps, size_t count)
{
    struct buf b;
    buf_init(&b, n->diags->arena);
    value_path_put(&b, path);
    int told = 0;
    for (size_t i = count; i-- > 0 && told < 2;) {
        if (!has_say(&steps[i]))
            continue;
        buf_put_str(&b, told++ ? STR(", before that ") : STR(": "));
        put_value(&b, steps[i].value);
        buf_put_str(&b, origin_is_file(steps[i].source) ? STR(" set at ") : STR(" set by "));
        origin_put_place(&b, steps[i].source, steps[i].line, steps[i].column);
    }
    if (told)
        diag_note(n->diags, n->d, buf_str(&b));
    return told;
}

static void note_sources(const struct notes *n, const struct value_path *path)
{
    struct buf b;
    buf_init(&b, n->diags->arena);
    value_path_put(&b, path);
    size_t count = 0;
    for (size_t i = 0; i < n->o->count; i++) {
        const struct origin_source *s = &n->o->sources[i];
        if (s->skipped || count++ >= MAX_SOURCES)
            continue;
        buf_put_str(&b, count == 1 ? STR(": looked in ") : STR(", "));
        origin_put_place(&b, s, 0, 0);
    }
    if (count > MAX_SOURCES)
        buf_put_fmt(&b, " and %zu more", count - MAX_SOURCES);
    if (count == 0)
        buf_put_str(&b, STR(": there is no values.yaml, no -f and no --set"));
    diag_note(n->diags, n->d, buf_str(&b));
}

/* A null that is in no table of another: Helm leaves it out. */
static bool note_null(const struct notes *n, const struct value_path *path)
{
    for (size_t i = n->o->count; i-- > 0;) {
        const struct origin_source *s = &n->o->sources[i];
        struct value_path own = *path;
        if (s->kind == ORIGIN_CHART && s->prefix.len < own.len)
            own = (struct value_path){path->steps + s->prefix.len, path->len - s->prefix.len};
        const val *v = !s->skipped && s->own.tag == V_MAP ? value_path_get(&s->own, &own) : NULL;
        struct mark_place place;
        if (!v || v->tag != V_NIL || origins_of(n->o, *v, &place) != s)
            continue;
        struct buf b;
        buf_init(&b, n->diags->arena);
        value_path_put(&b, path);
        buf_put_str(&b, origin_is_file(s) ? STR(": null set at ") : STR(": null set by "));
        origin_put_place(&b, s, place.line, place.column);
        buf_put_str(&b, STR(", which is as if it were not set"));
        diag_note(n->diags, n->d, buf_str(&b));
        return true;
    }
    return false;
}

/* Where the table is in which the key was looked for. */
static void note_table(const struct notes *n, const struct value_path *path)
{
    struct origin_step *steps;
    size_t count, told = 0;
    if (path->len < 2)
        return;
    struct value_path above = {path->steps, path->len - 1};
    origins_explain(n->o, &above, &steps, &count);
    struct buf b;
    buf_init(&b, n->diags->arena);
    value_path_put(&b, &above);
    for (size_t i = 0; i < count && told < MAX_SOURCES; i++) {
        if (!steps[i].wins)
            continue;
        buf_put_str(&b, told++ ? STR(", ") : STR(": a table of "));
        origin_put_place(&b, steps[i].source, steps[i].line, steps[i].column);
    }
    if (told)
        diag_note(n->diags, n->d, buf_str(&b));
}

void value_notes_add(const struct origins *o, const struct value_path *path, bool missing,
                     struct diags *diags, struct diag *d)
{
    struct notes n = {o, diags, d};
    struct origin_step *steps;
    size_t count;
    origins_explain(o, path, &steps, &count);
    if (!missing) {
        note_setting(&n, path, steps, count);
        return;
    }
    if (note_setting(&n, path, steps, count) || note_null(&n, path))
        return;
    note_sources(&n, path);
    note_table(&n, path);
}

bool value_notes_put_source(struct buf *out, const struct origins *o, const struct value_path *path)
{
    struct mark_place place;
    const val *v = value_path_get(&o->values, path);
    const struct origin_source *s = v && v->tag != V_MAP ? origins_of(o, *v, &place) : NULL;
    if (!s)
        return false;
    origin_put_place(out, s, 0, 0);
    if (place.line)
        buf_put_fmt(out, ":%u", place.line);
    return true;
}
