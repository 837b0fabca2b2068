#include "api/source_map.h"

#include "base/arena.h"
#include "base/visible.h"
#include "release/value_notes.h"
#include "value/json_write.h"

/* A piece of the output and the file that it is a part of. */
struct part {
    const struct print_piece *piece;
    const struct template_file *file; /* NULL: of crds/, never rendered */
    size_t from;                      /* in the file's output */
};

static struct part part_of(const struct render *r, const struct print_piece *p)
{
    struct part part = {.piece = p};
    uintptr_t at = (uintptr_t)p->text.s;
    for (size_t i = 0; i < r->count; i++) {
        const struct template_file *f = &r->files[i];
        uintptr_t begin = (uintptr_t)f->output.s;
        if (!f->map || at < begin || at >= begin + f->output.len)
            continue;
        part.file = f;
        part.from = at - begin;
    }
    return part;
}

/* ---- JSON ---- */

struct writer {
    struct buf *out;
    bool any;
};

static void begin_entry(struct writer *w, size_t from, size_t to, const char *kind)
{
    buf_put_fmt(w->out, "%s\n{\"at\":[%zu,%zu],\"kind\":\"%s\"", w->any ? "," : "", from, to, kind);
    w->any = true;
}

static void put_place(struct buf *out, const char *before, const struct tree *tree, uint32_t offset)
{
    struct position p = source_position(tree->source, out->arena, offset);
    buf_put_fmt(out, "%s\"file\":", before);
    json_write_string(out, tree->source->name, JSON_RAW);
    buf_put_fmt(out, ",\"line\":%u,\"column\":%u,\"offset\":%u", p.line, p.column + 1, offset);
}

static void put_calls(struct buf *out, const struct source_call *c)
{
    buf_put_str(out, STR(",\"via\":["));
    for (bool first = true; c; c = c->caller, first = false) {
        put_place(out, first ? "{" : ",{", c->tree, c->node->span.begin);
        buf_put_str(out, c->is_tpl ? STR(",\"tpl\":") : STR(",\"template\":"));
        json_write_string(out, c->name, JSON_RAW);
        buf_put_char(out, '}');
    }
    buf_put_char(out, ']');
}

static void put_run(struct writer *w, const struct source_run *r, size_t offset, size_t from,
                    size_t to)
{
    struct buf *out = w->out;
    begin_entry(w, from, to, r->node->kind == NODE_TEXT ? "text" : "action");
    put_place(out, ",", r->tree, source_run_origin(r, offset));
    str path = source_run_path(out->arena, r);
    if (path.len) {
        buf_put_str(out, STR(",\"path\":"));
        json_write_string(out, path, JSON_RAW);
    }
    if (r->via)
        put_calls(out, r->via);
    if (r->from) {
        put_place(out, ",\"from\":{", r->from->tree, source_run_origin(r->from, r->from->begin));
        if (r->from->via)
            put_calls(out, r->from->via);
        buf_put_char(out, '}');
    }
    buf_put_char(out, '}');
}

/* The runs of one piece, of which the output holds [at, end). */
static void put_part(struct writer *w, const struct part *p, size_t end)
{
    size_t at = p->piece->at;
    if (!p->file) {
        begin_entry(w, at, end, "crd");
        buf_put_str(w->out, STR(",\"file\":"));
        json_write_string(w->out, p->piece->path, JSON_RAW);
        buf_put_char(w->out, '}');
        return;
    }
    for (size_t next; at < end; at = next) {
        size_t offset = p->from + (at - p->piece->at);
        const struct source_map *m = p->file->map;
        const struct source_run *r = source_map_find(m, offset);
        size_t run_end = r + 1 < m->runs + m->count ? r[1].begin : m->len;
        next = at + (run_end - offset) < end ? at + (run_end - offset) : end;
        put_run(w, r, offset, at, next);
    }
}

static void put_frame(struct writer *w, size_t from, size_t to)
{
    if (from >= to)
        return;
    begin_entry(w, from, to, "frame");
    buf_put_char(w->out, '}');
}

void source_map_put_json(struct buf *out, const struct render *r, const struct print_pieces *pieces,
                         str text)
{
    struct writer w = {.out = out};
    size_t at = 0;
    buf_put_str(out, STR("{\"schema\":1,\"runs\":["));
    for (size_t i = 0; i < pieces->n; i++) {
        struct part part = part_of(r, &pieces->items[i]);
        size_t end = part.piece->at + part.piece->text.len;
        if (end > text.len)
            end = text.len;
        put_frame(&w, at, part.piece->at);
        put_part(&w, &part, end);
        at = end;
    }
    put_frame(&w, at, text.len);
    buf_put_str(out, STR("\n]}\n"));
}

/* ---- comments ---- */

enum { MAX_ORIGINS = 3 };

/* What is written as .Values.a.b or $.Values.a.b: its source, in parentheses. */
static void put_source(struct buf *out, const struct origins *origins, const struct source_run *r,
                       str path)
{
    static const str values = STR_INIT(".Values.");
    const struct source_call *call = r->via;
    while (call && call->caller)
        call = call->caller;
    const struct tree *file = call ? call->tree : r->tree;
    struct value_path full;
    struct buf text;
    buf_init(&text, out->arena);
    if (str_has_prefix(path, STR("$")))
        path = str_from(path, 1);
    if (!origins || !str_has_prefix(path, values) ||
        !value_notes_path(out->arena, file->source->name, str_from(path, values.len), &full) ||
        !value_notes_put_source(&text, origins, &full))
        return;
    buf_put_fmt(out, " (%.*s)", (int)text.len, text.s);
}

static void put_origin(struct buf *out, const struct origins *origins, const struct source_run *r,
                       bool first)
{
    struct buf b;
    buf_init(&b, out->arena);
    uint32_t line = source_position(r->tree->source, out->arena, r->node->span.begin).line;
    buf_put_fmt(&b, "%.*s:%u", STR_ARG(r->tree->source->name), line);
    str path = source_run_path(out->arena, r);
    if (path.len)
        buf_put_fmt(&b, " %.*s", STR_ARG(path));
    put_source(&b, origins, r, path);
    buf_put_str(out, first ? STR("  #<- ") : STR(", "));
    visible_put(out, str_replace_all(out->arena, buf_str(&b), STR("\n"), STR("\\n")));
}

/* The actions that printed something visible between two bytes of a part. */
static void put_origins(struct buf *out, const struct origins *origins, const struct part *p,
                        size_t from, size_t to)
{
    const struct source_map *m = p->file->map;
    int n = 0;
    for (size_t next; from < to && n < MAX_ORIGINS; from = next) {
        const struct source_run *r = source_map_find(m, from);
        size_t end = r + 1 < m->runs + m->count ? r[1].begin : m->len;
        next = end < to ? end : to;
        str written = str_slice(p->file->output, from, next);
        if (r->node->kind != NODE_TEXT && str_trim_blanks(written).len)
            put_origin(out, origins, r, n++ == 0);
    }
}

static void trace_part(struct buf *out, const struct origins *origins, const struct part *p,
                       str text)
{
    for (size_t at = 0; at < text.len;) {
        size_t line = str_find_char(str_from(text, at), '\n');
        size_t end = line == STR_NONE ? text.len : at + line;
        buf_put_str(out, str_slice(text, at, end));
        if (p->file)
            put_origins(out, origins, p, p->from + at, p->from + end);
        if (line != STR_NONE)
            buf_put_char(out, '\n');
        at = end + 1;
    }
}

void source_map_put_trace(struct buf *out, const struct render *r,
                          const struct print_pieces *pieces, const struct origins *origins,
                          str text)
{
    size_t at = 0;
    for (size_t i = 0; i < pieces->n; i++) {
        struct part part = part_of(r, &pieces->items[i]);
        size_t begin = part.piece->at, end = begin + part.piece->text.len;
        if (end > text.len)
            end = text.len;
        buf_put_str(out, str_slice(text, at, begin));
        trace_part(out, origins, &part, str_slice(text, begin, end));
        at = end;
    }
    buf_put_str(out, str_from(text, at));
}
