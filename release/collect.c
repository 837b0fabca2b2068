#include "release/collect.h"

#include "base/arena.h"
#include "base/slog.h"
#include "base/unicode.h"
#include "release/documents.h"
#include "release/explain_output.h"
#include "release/head.h"
#include "release/hooks.h"
#include "release/order.h"

#include <stdlib.h>

static int by_path(const void *x, const void *y)
{
    const struct template_file *a = *(const struct template_file *const *)x;
    const struct template_file *b = *(const struct template_file *const *)y;
    return str_cmp(a->name, b->name);
}

/* The files that give documents, by path. Partials have printed nothing. */
static const struct template_file **
documented(struct collector *k, const struct template_file *files, size_t n, size_t *ret_n)
{
    const struct template_file **list = ARENA_ARRAY(k->arena, const struct template_file *, n);
    size_t used = 0;
    for (size_t i = 0; i < n; i++)
        if (!str_has_suffix(files[i].name, STR("NOTES.txt")))
            list[used++] = &files[i];
    if (used)
        qsort(list, used, sizeof *list, by_path);
    *ret_n = used;
    return list;
}

static void log_unknown_hook(struct collector *k, str annotation)
{
    struct buf line;
    buf_init(&line, k->diags->arena);
    slog_begin(&line, "INFO", "skipping unknown hooks");
    slog_attr(&line, "hookTypes", annotation);
    diag_put(k->diags, DIAG_INFO, buf_str(&line));
}

static void push(struct arena *a, struct manifest **list, size_t *n, uint32_t *cap,
                 struct manifest m)
{
    *list = arena_room(a, *list, (uint32_t)*n, cap, sizeof m);
    (*list)[(*n)++] = m;
}

/* Files the document among the manifests or the hooks. */
static void file_document(struct collector *k, const struct head *head, str path, str text,
                          struct release *ret)
{
    struct manifest m = {.path = path, .text = text};
    if (head->is_hook && !hooks_parse(head->hook, &m.events)) {
        log_unknown_hook(k, head->hook);
        return;
    }
    m.kind = str_dup(k->arena, head->kind);
    m.name = str_dup(k->arena, head->name);
    m.weight = hooks_weight(head->hook_weight);
    if (head->is_hook)
        push(k->arena, &ret->hooks, &ret->hook_count, &k->hook_cap, m);
    else
        push(k->arena, &ret->manifests, &ret->manifest_count, &k->manifest_cap, m);
}

static void fail_document(struct collector *k, const struct template_file *f, str text, str why)
{
    str path = f->name;
    diag_error(k->diags, "YAML parse error on %.*s: %.*s", STR_ARG(path), STR_ARG(why));
    struct source *src = ARENA_NEW(k->diags->arena, struct source);
    *src = (struct source){.name = path, .text = text};
    k->diags->last->source = src;
    if (f->map)
        explain_output(k->diags, k->diags->last, f, text, why);
}

static bool read_file(struct collector *k, const struct template_file *f, struct release *ret)
{
    struct documents d;
    bool all = true;
    documents_init(&d, f->output);
    for (str text; documents_next(&d, &text);) {
        struct arena_mark mark = arena_mark(k->scratch);
        struct head head;
        str error;
        bool ok = head_parse(k->scratch, text, &head, &error);
        if (ok)
            file_document(k, &head, f->name, text, ret);
        else if (all)
            fail_document(k, f, text, error);
        arena_release(k->scratch, mark);
        all = all && ok;
        if (!all && !k->diags->keep_going)
            return false;
    }
    return all;
}

/* After an error the files stand for the manifests, for people to look at. Helm's order is that of
 * a Go map; here it is by path. */
static void keep_files(struct collector *k, const struct template_file *const *list, size_t n,
                       struct release *ret)
{
    ret->manifests = ARENA_ARRAY(k->arena, struct manifest, n);
    ret->manifest_count = 0;
    for (size_t i = 0; i < n; i++)
        if (unicode_trim_space(list[i]->output).len)
            ret->manifests[ret->manifest_count++] =
                (struct manifest){.path = list[i]->name, .text = list[i]->output};
}

static str find_notes(struct collector *k, const struct template_file *files, size_t n)
{
    str path = str_concat(k->arena, k->chart_name, STR("/templates/NOTES.txt"));
    for (size_t i = 0; i < n; i++)
        if (str_eq(files[i].name, path))
            return files[i].output;
    return (str){0};
}

bool collect_documents(struct collector *k, const struct template_file *files, size_t n,
                       struct release *ret)
{
    size_t used;
    const struct template_file **list = documented(k, files, n, &used);
    ret->manifests = ret->hooks = NULL;
    k->manifest_cap = k->hook_cap = 0;
    ret->manifest_count = ret->hook_count = 0;
    bool ok = true;
    for (size_t i = 0; i < used; i++) {
        if (read_file(k, list[i], ret))
            continue;
        ok = false;
        if (k->diags->keep_going)
            continue;
        keep_files(k, list, used, ret);
        return false;
    }
    order_sort(k->scratch, ret->manifests, ret->manifest_count);
    order_sort(k->scratch, ret->hooks, ret->hook_count);
    ret->notes = find_notes(k, files, n);
    return ok;
}

void collect_crds(struct collector *k, const struct chart *c, struct release *ret)
{
    struct chart_crd *crds;
    chart_crds(k->arena, c, &crds, &ret->crd_count);
    ret->crds = ARENA_ARRAY(k->arena, struct crd_file, ret->crd_count);
    for (size_t i = 0; i < ret->crd_count; i++)
        ret->crds[i] = (struct crd_file){crds[i].filename, crds[i].file->data};
}
