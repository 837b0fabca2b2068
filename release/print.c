#include "release/print.h"

#include "base/arena.h"
#include "base/path_match.h"
#include "base/unicode.h"
#include "release/documents.h"
#include "release/hooks.h"

#include <assert.h>

static void add_piece(struct arena *a, struct print_pieces *p, struct print_piece piece)
{
    if (p->n == p->cap) {
        size_t cap = p->cap ? p->cap * 2 : 32;
        p->items = arena_grow(a, p->items, p->cap * sizeof *p->items, cap * sizeof *p->items);
        p->cap = cap;
    }
    p->items[p->n++] = piece;
}

static void add_part(struct print_parts *p, str path, str text)
{
    assert(p->n < p->cap);
    p->items[p->n++] = (struct print_part){path, text};
}

/* The line break in front of it ends the document before. */
static void add_document(struct arena *a, struct print_parts *p, str path, str text)
{
    static const str before = STR_INIT("\n---\n# Source: ");
    struct buf b;
    buf_init(&b, a);
    buf_reserve(&b, before.len + path.len + 1);
    buf_put_str(&b, p->n ? before : str_from(before, 1));
    buf_put_str(&b, path);
    buf_put_char(&b, '\n');
    add_part(p, (str){0}, buf_str(&b));
    if (text.len)
        add_part(p, path, text);
}

static void trim_right(struct print_parts *p)
{
    while (p->n) {
        struct print_part *last = &p->items[p->n - 1];
        last->text = unicode_trim_right(last->text);
        if (last->text.len)
            break;
        p->n--;
    }
}

void print_parts(struct arena *a, const struct release *r, const struct print_options *o,
                 struct print_parts *ret)
{
    struct print_parts p = {.n = 0};
    p.cap = (uint32_t)(2 * (r->crd_count + r->manifest_count + r->hook_count) + 2);
    p.items = arena_alloc(a, p.cap * sizeof *p.items);
    for (size_t i = 0; o->include_crds && i < r->crd_count; i++)
        add_document(a, &p, r->crds[i].path, r->crds[i].text);
    for (size_t i = 0; i < r->manifest_count; i++)
        add_document(a, &p, r->manifests[i].path, r->manifests[i].text);
    /* Helm trims the manifests as one text (which starts with "---"), and only then adds hooks. */
    trim_right(&p);
    bool none = p.n == 0;
    if (none)
        add_part(&p, (str){0}, STR("\n"));
    for (size_t i = 0; !o->no_hooks && i < r->hook_count; i++)
        if (!o->skip_tests || !(r->hooks[i].events & HOOK_TEST))
            add_document(a, &p, r->hooks[i].path, r->hooks[i].text);
    if (!none || p.n > 1)
        add_part(&p, (str){0}, STR("\n"));
    *ret = p;
}

static void print_all(struct buf *out, const struct release *r, const struct print_options *o)
{
    struct print_parts parts;
    print_parts(out->arena, r, o, &parts);
    size_t len = 0;
    for (uint32_t i = 0; i < parts.n; i++)
        len += parts.items[i].text.len;
    buf_reserve(out, len);
    for (uint32_t i = 0; i < parts.n; i++) {
        const struct print_part *p = &parts.items[i];
        if (o->pieces && p->path.len)
            add_piece(out->arena, o->pieces, (struct print_piece){out->len, p->path, p->text});
        buf_put_str(out, p->text);
    }
}

/* The template path in the first line that says where a document comes from; empty when there is
 * none. As the first match of "# Source: [^/]+/(.+)": the chart's name may span lines. */
static str source_path(str doc)
{
    static const str mark = STR_INIT("# Source: ");
    for (size_t at; (at = str_find(doc, mark)) != STR_NONE;) {
        str rest = str_from(doc, at + mark.len);
        size_t slash = str_find_char(rest, '/');
        if (slash == STR_NONE)
            break;
        str path = str_from(rest, slash + 1);
        size_t line_end = str_find_char(path, '\n');
        if (line_end != STR_NONE)
            path.len = line_end;
        if (slash > 0 && path.len)
            return path;
        doc = str_from(doc, at + 1);
    }
    return (str){0};
}

struct shown {
    str text, path;
};

static struct shown *split_all(struct arena *a, str all, size_t *ret_n)
{
    struct shown *docs = NULL;
    size_t n = 0, cap = 0;
    struct documents d;
    documents_init(&d, all);
    for (str doc; documents_next(&d, &doc);) {
        if (n == cap) {
            size_t more = cap ? cap * 2 : 32;
            docs = arena_grow(a, docs, cap * sizeof *docs, more * sizeof *docs);
            cap = more;
        }
        docs[n++] = (struct shown){doc, source_path(doc)};
    }
    *ret_n = n;
    return docs;
}

/* What of the pieces of `all` stands in `part`, which is being written now. */
static void show_pieces(struct buf *out, str all, str part, const struct print_pieces *pieces,
                        struct print_pieces *shown)
{
    size_t from = (size_t)(part.s - all.s), to = from + part.len;
    for (size_t i = 0; i < pieces->n; i++) {
        struct print_piece p = pieces->items[i];
        size_t begin = p.at > from ? p.at : from;
        size_t end = p.at + p.text.len < to ? p.at + p.text.len : to;
        if (begin >= end)
            continue;
        p.text = str_slice(p.text, begin - p.at, end - p.at);
        p.at = out->len + (begin - from);
        add_piece(out->arena, shown, p);
    }
}

static bool print_shown(struct buf *out, str all, const struct print_options *o,
                        const struct print_pieces *pieces, struct diags *diags)
{
    size_t n;
    const struct shown *docs = split_all(out->arena, all, &n);
    for (size_t p = 0; p < o->show_only_count; p++) {
        bool missing = true;
        for (size_t i = 0; i < n; i++) {
            if (!docs[i].path.len || path_match(o->show_only[p], docs[i].path) != PATH_MATCH_YES)
                continue;
            buf_put_str(out, STR("---\n"));
            if (o->pieces)
                show_pieces(out, all, docs[i].text, pieces, o->pieces);
            buf_put_str(out, docs[i].text);
            buf_put_char(out, '\n');
            missing = false;
        }
        if (missing)
            return diag_error(diags, "could not find template %.*s in chart",
                              STR_ARG(o->show_only[p]));
    }
    return true;
}

bool print_release(struct buf *out, const struct release *r, const struct print_options *o,
                   struct diags *diags)
{
    if (!o->show_only_count) {
        print_all(out, r, o);
        return true;
    }
    struct buf all;
    buf_init(&all, out->arena);
    struct print_pieces pieces = {.n = 0};
    struct print_options whole = *o;
    whole.pieces = o->pieces ? &pieces : NULL;
    print_all(&all, r, &whole);
    return print_shown(out, buf_str(&all), o, &pieces, diags);
}
