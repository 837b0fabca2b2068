#include "api/source_map.h"

#include "api/source_part.h"
#include "base/arena.h"
#include "eval/lineage.h"
#include "release/value_notes.h"
#include "value/json_write.h"

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

static void put_values(struct buf *out, const struct lineage *x)
{
    buf_put_str(out, STR(",\"values\":["));
    for (uint32_t i = 0; i < x->n; i++) {
        struct buf text;
        str object;
        buf_init(&text, out->arena);
        struct value_path path = value_notes_ref(out->arena, x->refs[i], &object);
        value_notes_put_object(&text, object, &path);
        if (i > 0)
            buf_put_char(out, ',');
        json_write_string(out, buf_str(&text), JSON_RAW);
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
    if (r->values)
        put_values(out, r->values);
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
static void put_part(struct writer *w, const struct source_part *p, size_t end)
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
        struct source_part part = source_part_of(r, &pieces->items[i]);
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
