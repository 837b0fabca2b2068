#include "api/trace.h"

#include "api/source_part.h"
#include "base/arena.h"
#include "base/visible.h"
#include "eval/lineage.h"
#include "release/value_notes.h"

enum { MAX_NOTES = 4 }; /* behind one line */

/* An action or a call of tpl, and one thing that it printed there. */
struct note {
    const struct tree *tree;
    uint32_t line;
    str what;     /* .Values.image.tag (prod.yaml:7); empty: not known */
    bool written; /* what the template says, when nothing is known of the value */
};

struct tracer {
    struct buf *out;
    const struct origins *origins;
    struct note notes[MAX_NOTES];
    uint32_t count;
    bool more; /* than there is room for */
};

/* ---- what was printed ---- */

static str file_of(const struct source_run *r)
{
    const struct source_call *call = r->via;
    while (call && call->caller)
        call = call->caller;
    return (call ? call->tree : r->tree)->source->name;
}

static void put_source(struct buf *out, const struct origins *origins,
                       const struct value_path *path)
{
    struct buf text;
    buf_init(&text, out->arena);
    if (origins && value_notes_put_source(&text, origins, path))
        buf_put_fmt(out, " (%.*s)", (int)text.len, text.s);
}

/* Whether two notes are of one place. */
static bool is_at(const struct note *x, const struct note *y)
{
    return x->tree == y->tree && x->line == y->line;
}

/* Each thing once; what is written at a place only when nothing is known of what it printed. */
static void add(struct tracer *t, struct note n)
{
    for (uint32_t i = 0; i < t->count; i++) {
        if (!is_at(&t->notes[i], &n))
            continue;
        if (t->notes[i].written)
            t->notes[i] = n;
        if (n.written || str_eq(t->notes[i].what, n.what))
            return;
    }
    if (t->count == MAX_NOTES)
        t->more = true;
    else
        t->notes[t->count++] = n;
}

static void add_values(struct tracer *t, struct note n, const struct source_run *r)
{
    struct arena *a = t->out->arena;
    str object;
    for (uint32_t i = 0; i < r->values->n; i++) {
        struct buf what;
        buf_init(&what, a);
        struct value_path path = value_notes_ref(a, r->values->refs[i], &object);
        struct value_path own = value_notes_own_ref(a, file_of(r), r->values->refs[i], &object);
        value_notes_put_object(&what, object, &own);
        if (str_eq(object, STR("Values")))
            put_source(&what, t->origins, &path);
        n.what = buf_str(&what);
        add(t, n);
    }
}

/* A text that tpl was given stands in no file: its place is that of the call. */
static struct note note_at(struct tracer *t, const struct source_run *r)
{
    const struct tree *tree = r->tree;
    const struct node *node = r->node;
    for (const struct source_call *c = r->via; c && c->is_tpl; c = c->caller) {
        tree = c->tree;
        node = c->node;
    }
    uint32_t line = source_position(tree->source, t->out->arena, node->span.begin).line;
    return (struct note){.tree = tree, .line = line};
}

static void add_run(struct tracer *t, const struct source_run *r)
{
    if (r->values) {
        add_values(t, note_at(t, r), r);
    } else if (r->node->kind != NODE_TEXT) {
        struct note n = note_at(t, r);
        n.what = source_run_path(t->out->arena, r);
        n.written = true;
        add(t, n);
    }
}

/* The actions that printed something visible between two bytes of a part. */
static void find_notes(struct tracer *t, const struct source_part *p, size_t from, size_t to)
{
    const struct source_map *m = p->file->map;
    t->count = 0;
    t->more = false;
    for (size_t next; from < to; from = next) {
        const struct source_run *r = source_map_find(m, from);
        size_t end = r + 1 < m->runs + m->count ? r[1].begin : m->len;
        next = end < to ? end : to;
        if (str_trim_blanks(str_slice(p->file->output, from, next)).len)
            add_run(t, r);
    }
}

/* ---- the comment ---- */

static void put_note(struct buf *out, const struct note *n, const struct note *before)
{
    struct buf b;
    buf_init(&b, out->arena);
    bool same = before && is_at(before, n);
    if (!same)
        buf_put_fmt(&b, "%.*s:%u", STR_ARG(n->tree->source->name), n->line);
    if (n->what.len)
        buf_put_fmt(&b, "%s%.*s", same ? "" : " ", STR_ARG(n->what));
    buf_put_str(out, before ? STR(", ") : STR("  #<- "));
    visible_put(out, str_replace_all(out->arena, buf_str(&b), STR("\n"), STR("\\n")));
}

static void put_comment(struct tracer *t)
{
    for (uint32_t i = 0; i < t->count; i++)
        put_note(t->out, &t->notes[i], i ? &t->notes[i - 1] : NULL);
    if (t->more)
        buf_put_str(t->out, STR(", ..."));
}

static void put_part(struct tracer *t, const struct source_part *p, str text)
{
    for (size_t at = 0; at < text.len;) {
        size_t line = str_find_char(str_from(text, at), '\n');
        size_t end = line == STR_NONE ? text.len : at + line;
        buf_put_str(t->out, str_slice(text, at, end));
        if (p->file) {
            find_notes(t, p, p->from + at, p->from + end);
            put_comment(t);
        }
        if (line != STR_NONE)
            buf_put_char(t->out, '\n');
        at = end + 1;
    }
}

void trace_put(struct buf *out, const struct render *r, const struct print_pieces *pieces,
               const struct origins *origins, str text)
{
    struct tracer t = {.out = out, .origins = origins};
    size_t at = 0;
    for (size_t i = 0; i < pieces->n; i++) {
        struct source_part part = source_part_of(r, &pieces->items[i]);
        size_t begin = part.piece->at, end = begin + part.piece->text.len;
        if (end > text.len)
            end = text.len;
        buf_put_str(out, str_slice(text, at, begin));
        put_part(&t, &part, str_slice(text, begin, end));
        at = end;
    }
    buf_put_str(out, str_from(text, at));
}
