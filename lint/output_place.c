#include "lint/output_place.h"

#include "value/map.h"

struct lint_file *output_file(const struct lint_project *p, str name)
{
    const val *v = map_get(p->files, name);
    return v ? (struct lint_file *)(uintptr_t)v->p : NULL;
}

static struct span span_in(const struct lint_file *f, struct span s)
{
    uint32_t len = f ? (uint32_t)f->source.text.len : 0;
    if (s.begin > len)
        return (struct span){0, 0};
    return (struct span){s.begin, s.end > len ? len : s.end};
}

static struct span span_of_run(const struct source_run *r, size_t at)
{
    if (r->node->kind != NODE_TEXT)
        return r->node->span;
    uint32_t begin = source_run_origin(r, at);
    return (struct span){begin, begin + 1};
}

struct output_place output_place(const struct lint_project *p, const struct template_file *f,
                                 size_t at)
{
    struct output_place place = {.file = output_file(p, f->name)};
    const struct source_run *r = f->map ? source_map_find(f->map, at) : NULL;
    if (!r || !r->tree || !place.file)
        return place;
    struct span span = span_of_run(r, at);
    const struct source_call *c = r->via;
    while (c && c->caller)
        c = c->caller;
    if (!c) {
        if (str_eq(r->tree->source->name, f->name))
            place.span = span_in(place.file, span);
        return place;
    }
    place.span = span_in(place.file, c->node->span);
    place.inner = output_file(p, r->tree->source->name);
    place.inner_span = span_in(place.inner, span);
    return place;
}
