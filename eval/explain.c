#include "eval/explain.h"

#include "base/arena.h"
#include "base/error_code.h"
#include "base/nearest.h"
#include "base/quote.h"
#include "eval/field.h"
#include "eval/frame.h"
#include "eval/whence.h"
#include "value/gofmt.h"

enum {
    MAX_KEYS = 12,     /* of a map, that are listed */
    MAX_VALUE = 60,    /* bytes of a value, that are shown */
    MAX_ITEMS = 10000, /* in values that are shown, or too much to look through */
    MAX_ARGS = 4
};

struct explainer {
    struct vm *vm;
    const struct failure *f;
    struct diags *diags;
    struct diag *d;
};

static struct buf note_begin(const struct explainer *e)
{
    struct buf b;
    buf_init(&b, e->diags->arena);
    return b;
}

static void note_end(const struct explainer *e, const struct buf *b)
{
    diag_note(e->diags, e->d, buf_str(b));
}

/* ---- the calls ---- */

static str call_text(struct arena *a, const struct failure_place *p)
{
    if (!p->callee.len)
        return (str){0};
    if (p->is_tpl)
        return STR("tpl");
    struct buf b;
    buf_init(&b, a);
    buf_put_str(&b, p->is_template ? STR("template ") : STR("include "));
    quote_go(&b, p->callee);
    return buf_str(&b);
}

static void put_frames(const struct explainer *e)
{
    struct arena *a = e->diags->arena;
    e->d->frames = ARENA_ARRAY(a, struct diag_frame, e->f->place_count);
    e->d->frame_count = e->f->place_count;
    for (uint32_t i = 0; i < e->f->place_count; i++) {
        const struct failure_place *p = &e->f->places[i];
        e->d->frames[i] = (struct diag_frame){p->tree->source, p->node->span, call_text(a, p)};
    }
}

/* ---- what is in a value ---- */

/* Whether at most *left values are in v. Lists that hold themselves, or one list often, have no end
 * that could be waited for. */
static bool is_small(val v, unsigned *left)
{
    if (!*left)
        return false;
    --*left;
    if (v.tag == V_LIST)
        for (uint32_t i = 0; i < list_len(v.list); i++)
            if (!is_small(v.list->items[i], left))
                return false;
    if (v.tag == V_MAP)
        for (size_t i = 0; i < map_len(v.map); i++)
            if (!is_small(v.map->entries[i].value, left))
                return false;
    return true;
}

/* As %v prints it, cut to one short line. */
static void put_value(struct buf *out, val v)
{
    struct buf b;
    buf_init(&b, out->arena);
    unsigned left = MAX_ITEMS;
    if (v.tag == V_STRING)
        quote_go(&b, str_slice(val_text(v), 0, v.len <= MAX_VALUE ? v.len : MAX_VALUE + 1));
    else if (!is_small(v, &left))
        buf_put_str(&b, STR("too much to show"));
    else
        gofmt_value(&b, v);
    bool cut = b.len > MAX_VALUE;
    buf_put_fmt(out, "%.*s%s", (int)(cut ? MAX_VALUE : b.len), b.s, cut ? "..." : "");
}

static bool is_nothing(val v)
{
    return val_is_nil(v) || v.tag == V_INVALID;
}

static void put_keys(struct buf *out, struct map *m)
{
    size_t n = map_len(m);
    if (n == 0)
        buf_put_str(out, STR("there are no keys"));
    for (size_t i = 0; i < n && i < MAX_KEYS; i++)
        buf_put_fmt(out, "%s%.*s", i ? ", " : "keys there: ", STR_ARG(map_sorted_entry(m, i)->key));
    if (n > MAX_KEYS)
        buf_put_fmt(out, " and %zu more", n - MAX_KEYS);
}

static void note_nearest_key(const struct explainer *e, struct map *m, str wanted)
{
    struct nearest near;
    nearest_init(&near, wanted);
    for (size_t i = 0; i < map_len(m); i++)
        nearest_offer(&near, map_sorted_entry(m, i)->key);
    if (!near.best.len || str_eq(near.best, wanted))
        return;
    struct buf b = note_begin(e);
    buf_put_fmt(&b, "did you mean %.*s?", STR_ARG(near.best));
    note_end(e, &b);
}

/* ---- paths ---- */

static void put_path(struct buf *out, const struct node *n, uint32_t len)
{
    for (uint32_t i = 0; i < len; i++) {
        if (i || n->kind == NODE_FIELD)
            buf_put_char(out, '.');
        buf_put_str(out, n->path.names[i]);
    }
}

/* names[0..i) led to v, of which names[i] cannot be read. `above` is what v was read from. */
static void note_missing(const struct explainer *e, const struct node *n, uint32_t i, val v,
                         val above)
{
    struct buf b = note_begin(e);
    bool is_null = is_nothing(v);
    if (i == 0)
        buf_put_str(&b, STR("."));
    put_path(&b, n, i);
    bool known = above.tag == V_MAP && i && map_get(above.map, n->path.names[i - 1]);
    if (!is_null) {
        buf_put_str(&b, STR(" is "));
        buf_put_str(&b, gotype_name((enum gotype)v.gotype));
        buf_put_str(&b, STR(", which has no fields: "));
        put_value(&b, v);
    } else {
        buf_put_str(&b, known ? STR(" is null") : STR(" is not set"));
    }
    if (is_null && above.tag == V_MAP && !known) {
        buf_put_str(&b, STR("; "));
        put_keys(&b, above.map);
    }
    note_end(e, &b);
    if (is_null && above.tag == V_MAP && !known && i)
        note_nearest_key(e, above.map, n->path.names[i - 1]);
}

static void explain_path(const struct explainer *e, const struct node *n)
{
    uint32_t i;
    val v, above = val_invalid();
    if (!whence_start(e->vm, n, &i, &v))
        return;
    uint32_t first = i;
    for (; i < n->path.len; i++) {
        struct name name = {n->path.names[i], str_hash(n->path.names[i]), false};
        const struct fn *method;
        str error;
        val next;
        if (field_read(e->vm->arena, v, &name, false, &next, &method, &error) != FIELD_FOUND) {
            note_missing(e, n, i, v, above);
            str key = i ? n->path.names[i - 1] : (str){0};
            whence_member(e->vm, e->diags, e->d, i > first ? above : val_invalid(), key, v);
            return;
        }
        above = v;
        v = next;
    }
}

/* ---- names ---- */

static void explain_template(const struct explainer *e)
{
    const struct template_set *set = e->vm->frames[e->f->frame].set;
    size_t from = str_find_char(e->f->message, '"');
    if (from == STR_NONE)
        return;
    str name = str_from(e->f->message, from + 1);
    size_t end = str_find_char(name, '"');
    if (end == STR_NONE)
        return;
    struct nearest near;
    nearest_init(&near, str_slice(name, 0, end));
    for (; set; set = set->below)
        for (size_t i = 0; i < map_len(set->by_name); i++) /* shared by threads: not sorted now */
            nearest_offer(&near, set->by_name->entries[i].key);
    struct buf b = note_begin(e);
    buf_put_fmt(&b, "did you mean \"%.*s\"?", STR_ARG(near.best));
    if (near.best.len)
        note_end(e, &b);
}

/* ---- values ---- */

static void explain_values(const struct explainer *e)
{
    if (!e->f->by_user || str_eq(e->f->function, STR("required")))
        whence_arguments(e->vm, e->diags, e->d);
    if (!e->f->arg_count || e->f->by_user)
        return;
    struct buf b = note_begin(e);
    if (e->f->function.len)
        buf_put_fmt(&b, "%.*s was given ", STR_ARG(e->f->function));
    else
        buf_put_str(&b, STR("the value is "));
    for (uint32_t i = 0; i < e->f->arg_count && i < MAX_ARGS; i++) {
        buf_put_str(&b, i ? STR(", ") : STR(""));
        val v = e->f->args[i];
        if (is_nothing(v)) {
            buf_put_str(&b, STR("null"));
            continue;
        }
        put_value(&b, v);
        buf_put_fmt(&b, " (%.*s)", STR_ARG(gotype_name((enum gotype)v.gotype)));
    }
    if (e->f->arg_count > MAX_ARGS)
        buf_put_str(&b, STR(", ..."));
    note_end(e, &b);
}

/* index m "a" "b": which of the keys leads to nothing. */
static void explain_index(const struct explainer *e)
{
    const struct failure *f = e->f;
    if (!str_eq(f->function, STR("index")) || !f->arg_count)
        return;
    val v = f->args[0];
    for (uint32_t i = 1; i < f->arg_count && v.tag == V_MAP && f->args[i].tag == V_STRING; i++) {
        str key = val_text(f->args[i]);
        const val *next = map_get(v.map, key);
        if (!next || is_nothing(*next)) {
            struct buf b = note_begin(e);
            quote_go(&b, key);
            buf_put_str(&b, next ? STR(" is null") : STR(" is not set; "));
            if (!next)
                put_keys(&b, v.map);
            note_end(e, &b);
            if (!next)
                note_nearest_key(e, v.map, key);
            whence_member(e->vm, e->diags, e->d, v, key, next ? *next : val_invalid());
            return;
        }
        v = *next;
    }
}

static bool was_given_number(const struct explainer *e)
{
    for (uint32_t i = 0; i < e->f->arg_count; i++)
        if (e->f->args[i].tag == V_FLOAT)
            return true;
    return false;
}

static void explain_code(const struct explainer *e, str code)
{
    static const struct {
        str code, note;
        bool on_numbers; /* only when one was given */
    } hints[] = {
        {STR_INIT("CH204"), STR_INIT("numbers of values files are float64: compare with (int …)"),
         true},
        {STR_INIT("CH205"), STR_INIT("to count, use until (int …)"), true},
        {STR_INIT("CH215"), STR_INIT("functions come first: eq .a \"x\""), false},
        {STR_INIT("CH203"),
         STR_INIT("the value is not set: give it a default, or check it with if"), false},
    };
    for (size_t i = 0; i < sizeof hints / sizeof *hints; i++)
        if (str_eq(hints[i].code, code) && (!hints[i].on_numbers || was_given_number(e)))
            diag_note(e->diags, e->d, hints[i].note);
}

/* What '.' is where it failed, unless that is the chart's whole context. */
static void explain_dot(const struct explainer *e)
{
    val dot = e->vm->frames[e->f->frame].dot;
    bool is_top =
        dot.tag == V_MAP && map_has(dot.map, STR("Values")) && map_has(dot.map, STR("Template"));
    if (is_top || dot.tag == V_INVALID)
        return;
    struct buf b = note_begin(e);
    buf_put_str(&b, STR(". is "));
    if (is_nothing(dot))
        buf_put_str(&b, STR("null"));
    else
        put_value(&b, dot);
    note_end(e, &b);
}

void explain(struct vm *vm, struct diags *diags, struct diag *d)
{
    struct explainer e = {vm, &vm->failure, diags, d};
    if (!e.f->place_count)
        return;
    put_frames(&e);
    str code = error_code(e.f->message);
    bool other = str_eq(code, STR("CH003"));
    d->code = e.f->by_user ? STR("CH230") : other ? STR("CH226") : code;
    const struct node *n = e.f->places[0].node;
    if (n->kind == NODE_FIELD || n->kind == NODE_VARIABLE)
        explain_path(&e, n);
    if (str_eq(d->code, STR("CH301")))
        explain_template(&e);
    else
        explain_values(&e);
    explain_index(&e);
    explain_code(&e, d->code);
    explain_dot(&e);
}
