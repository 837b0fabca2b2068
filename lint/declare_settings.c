#include "lint/declare_parts.h"

#include "base/arena.h"
#include "value/map.h"

/* ".Values.a.b", "a.b" or "global.**" and a type. False when the path or the type is none. */
static bool set(struct arena *a, struct hint *into, str path, str text, const struct decl *d)
{
    path = str_trim_blanks(path);
    if (str_has_prefix(path, STR(".Values.")))
        path = str_from(path, 8);
    bool below = str_has_suffix(path, STR(".**"));
    if (below)
        path.len -= 3;
    const struct type *t = hint_type(a, text);
    struct hint *h = t ? hint_path(a, into, path) : NULL;
    if (!h)
        return false;
    if (!h->decl)
        h->decl = d;
    if (below)
        h->open = true;
    h->set = below && !t->any ? NULL : t;
    return true;
}

static void configured(struct lint_project *p, struct hint *into)
{
    const struct map *m = p->options->declare;
    struct decl *d = ARENA_NEW(p->arena, struct decl);
    *d = (struct decl){.kind = DECL_CONFIG};
    for (uint32_t i = 0; i < map_len(m); i++)
        if (m->entries[i].value.tag == V_STRING)
            set(p->arena, into, m->entries[i].key, val_text(m->entries[i].value), d);
}

/* "chelm:declare .Values.x map" */
static void declared_in(struct arena *a, const struct lint_file *f, struct span comment,
                        struct hint *into)
{
    static const str mark = STR_INIT("chelm:declare ");
    str body = str_trim_blanks(str_slice(f->source.text, comment.begin, comment.end));
    if (!str_has_prefix(body, mark))
        return;
    body = str_trim_blanks(str_from(body, mark.len));
    size_t blank = str_find_char(body, ' ');
    struct decl *d = ARENA_NEW(a, struct decl);
    *d = (struct decl){DECL_CONFIG, f, comment, NULL};
    if (blank != STR_NONE)
        set(a, into, str_slice(body, 0, blank), str_from(body, blank), d);
}

/* Whatever stands between the marks of a comment: text outside of actions says nothing by chance.
 */
static void comments_of(struct arena *a, const struct lint_file *f, struct hint *into)
{
    str text = f->source.text;
    for (size_t at = 0;;) {
        size_t open = str_find(str_from(text, at), STR("/*"));
        if (open == STR_NONE)
            return;
        at += open + 2;
        size_t end = str_find(str_from(text, at), STR("*/"));
        if (end == STR_NONE)
            return;
        declared_in(a, f, (struct span){(uint32_t)at, (uint32_t)(at + end)}, into);
        at += end + 2;
    }
}

void declare_settings(struct lint_project *p, const struct lint_chart *c, struct hint *into)
{
    if (!c->parent)
        configured(p, into);
    for (size_t i = 0; i < c->template_count; i++)
        comments_of(p->arena, c->templates[i], into);
}
