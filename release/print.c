#include "release/print.h"

#include "base/arena.h"
#include "base/path_match.h"
#include "base/unicode.h"
#include "release/documents.h"
#include "release/hooks.h"


static void put_document(struct buf *out, str path, str text)
{
    buf_put_str(out, STR("---\n# Source: "));
    buf_put_str(out, path);
    buf_put_char(out, '\n');
    buf_put_str(out, text);
    buf_put_char(out, '\n');
}

static void print_all(struct buf *out, const struct release *r, const struct print_options *o)
{
    size_t start = out->len;
    for (size_t i = 0; o->include_crds && i < r->crd_count; i++)
        put_document(out, r->crds[i].path, r->crds[i].text);
    for (size_t i = 0; i < r->manifest_count; i++)
        put_document(out, r->manifests[i].path, r->manifests[i].text);
    /* Helm trims the manifests as one text (which starts with "---"), and only then adds hooks. */
    out->len = start + unicode_trim_right((str){out->s + start, out->len - start}).len;
    buf_put_char(out, '\n');
    for (size_t i = 0; !o->no_hooks && i < r->hook_count; i++)
        if (!o->skip_tests || !(r->hooks[i].events & HOOK_TEST))
            put_document(out, r->hooks[i].path, r->hooks[i].text);
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

static bool print_shown(struct buf *out, str all, const struct print_options *o,
                        struct diags *diags)
{
    size_t n;
    const struct shown *docs = split_all(out->arena, all, &n);
    for (size_t p = 0; p < o->show_only_count; p++) {
        bool missing = true;
        for (size_t i = 0; i < n; i++) {
            if (!docs[i].path.len ||
                path_match(o->show_only[p], docs[i].path) != PATH_MATCH_YES)
                continue;
            buf_put_str(out, STR("---\n"));
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
    print_all(&all, r, o);
    return print_shown(out, buf_str(&all), o, diags);
}
