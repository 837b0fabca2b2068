/* Calls that lack what all others pass: include "x" (dict "value" …) without "context". */
#include "lint/flow_walk.h"

#include "value/map.h"

/* So many calls must pass a key for each that does not, and at least so many. */
enum { OTHERS_FOR_ONE = 9, OTHERS_AT_LEAST = 4 };

struct flow_dict_call {
    size_t define;
    const struct type *arg;
    const struct lint_file *file;
    struct span span;
    struct flow_dict_call *next;
};

void flow_note_dict_call(struct flow_frame *f, size_t define, const struct type *arg,
                         struct span span)
{
    struct flow *w = f->flow;
    if (arg->any || arg->kinds != TYPE_MAP || arg->rest != MAP_CLOSED || f->quiet ||
        (arg->tags & TYPE_ROOT))
        return;
    for (const struct flow_dict_call *c = w->dict_calls[define]; c; c = c->next)
        if (c->file == f->file && c->span.begin == span.begin)
            return; /* the define around it is looked at with several arguments */
    struct flow_dict_call *c = ARENA_NEW(w->arena, struct flow_dict_call);
    *c = (struct flow_dict_call){define, arg, f->file, f->in_text ? f->place : span,
                                 w->dict_calls[define]};
    w->dict_calls[define] = c;
}

/* Whether the define does something with the key that does not work without it, and never asks
 * whether it is there. */
static bool is_needed(const struct flow *w, size_t define, str key)
{
    bool needed = false;
    for (const struct flow_summary *s = w->summaries[define]; s; s = s->next) {
        const struct flow_path *p =
            s->arg_root ? flow_path_find(&w->paths, s->arg_root, key) : NULL;
        if (p && p->tested)
            return false;
        needed = needed || (p && p->needed);
    }
    return needed;
}

static void report(struct flow *w, const struct flow_dict_call *c, str key, uint32_t others)
{
    struct findings *out = w->project->findings;
    str name = w->project->define[c->define].tree->name;
    for (uint32_t i = 0; i < out->count; i++)
        if (out->items[i]->rule == RULE_CH305 && out->items[i]->file == c->file &&
            out->items[i]->span.begin == c->span.begin)
            return;
    struct finding *g =
        finding_put(out, RULE_CH305, c->file, c->span,
                    "\"%.*s\" reads `.%.*s`, which this call does not pass and %u others do",
                    STR_ARG(name), STR_ARG(key), others);
    g->severity = LINT_WARNING;
    g->confidence = LINT_LIKELY;
    g->subject = str_fmt(w->arena, "include \"%.*s\" .%.*s", STR_ARG(name), STR_ARG(key));
}

static void check_key(struct flow *w, size_t define, str key, uint32_t calls)
{
    uint32_t lack = 0;
    for (const struct flow_dict_call *c = w->dict_calls[define]; c; c = c->next)
        lack += !type_field(c->arg, key);
    uint32_t others = calls - lack;
    if (!lack || others < OTHERS_AT_LEAST || lack * OTHERS_FOR_ONE > others ||
        !is_needed(w, define, key))
        return;
    for (const struct flow_dict_call *c = w->dict_calls[define]; c; c = c->next)
        if (!type_field(c->arg, key))
            report(w, c, key, others);
}

static void check_define(struct flow *w, size_t define)
{
    uint32_t calls = 0;
    struct map *keys = map_new(w->arena, 0);
    for (const struct flow_dict_call *c = w->dict_calls[define]; c; c = c->next, calls++)
        for (uint32_t i = 0; i < c->arg->field_count; i++)
            map_set(keys, c->arg->fields[i].name, val_bool(true));
    for (uint32_t i = 0; calls > 1 && i < map_len(keys); i++)
        check_key(w, define, keys->entries[i].key, calls);
}

void flow_check_contexts(struct flow *w)
{
    for (size_t i = 0; i < w->project->define_count; i++)
        if (w->dict_calls[i])
            check_define(w, i);
}
