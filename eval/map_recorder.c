#include "eval/map_recorder.h"

#include "base/arena.h"
#include "eval/frame.h"
#include "value/map.h"

#include <stdlib.h>

/* The bytes' hash tells whether the address has been given to other bytes since. */
struct mapped_string {
    struct source_map map;
    uint32_t hash;
};

struct address {
    uintptr_t at;
    size_t len;
};

struct map_recorder *map_recorder_new(struct arena *a)
{
    struct map_recorder *r = ARENA_NEW(a, struct map_recorder);
    source_map_init(&r->out, a);
    r->strings = map_new(a, 0);
    return r;
}

/* ---- strings ---- */

const struct source_map *map_recorder_find(const struct map_recorder *r, str s)
{
    struct address key = {(uintptr_t)s.s, s.len};
    const val *found = s.len ? map_get(r->strings, str_make((const char *)&key, sizeof key)) : NULL;
    if (!found)
        return NULL;
    const struct mapped_string *m = (const struct mapped_string *)(uintptr_t)found->u;
    return m->hash == str_hash(s) ? &m->map : NULL;
}

/* Of all runs together. */
static void note_lineage(struct map_recorder *r, str s, const struct source_map *m)
{
    const struct lineage *sum = NULL;
    for (size_t i = 0; r->lineages && i < m->count; i++)
        if (m->runs[i].values != sum)
            sum = lineages_join(r->lineages, sum, m->runs[i].values);
    if (sum)
        lineages_note(r->lineages, s, sum);
}

void map_recorder_remember(struct map_recorder *r, str s, struct source_map map)
{
    struct arena *a = r->out.arena;
    if (!s.len || map.len != s.len)
        return;
    struct mapped_string *m = ARENA_NEW(a, struct mapped_string);
    *m = (struct mapped_string){map, str_hash(s)};
    struct address key = {(uintptr_t)s.s, s.len};
    map_set(r->strings, str_dup(a, str_make((const char *)&key, sizeof key)),
            val_uint(T_UINT64, (uintptr_t)m));
    note_lineage(r, s, &m->map);
}

/* ---- what is printed ---- */

static bool is_call(const struct frame *f)
{
    return f->kind != FRAME_FILE;
}

static struct source_call *call_of(struct arena *a, const struct frame *f)
{
    const struct frame *caller = f - 1;
    struct source_call *c = ARENA_NEW(a, struct source_call);
    c->caller = caller->via;
    c->tree = caller->code->tree;
    c->node = code_node_at(caller->code, caller->pc - 1);
    c->is_tpl = f->kind == FRAME_TPL;
    c->is_template = f->kind == FRAME_TEMPLATE;
    c->name = c->is_tpl ? f->name : f->code->tree->name;
    return c;
}

/* Made once for each frame, outer ones first. */
const struct source_call *map_recorder_calls(struct vm *vm)
{
    uint32_t i = vm->frame_count - 1;
    while (is_call(&vm->frames[i]) && !vm->frames[i].via)
        i--;
    for (i++; i < vm->frame_count; i++)
        vm->frames[i].via = call_of(vm->arena, &vm->frames[i]);
    return frame_top(vm)->via;
}

static struct source_run run_of(struct vm *vm, const struct node *node)
{
    return (struct source_run){
        .tree = frame_top(vm)->code->tree, .node = node, .via = map_recorder_calls(vm)};
}

/* Text of a text that tpl was given: it was made from what that was made from. */
static void add_tpl_text(struct map_recorder *r, str text, struct source_run run, size_t len)
{
    const struct source_map *m = map_recorder_find(r, text);
    size_t end = run.at + len;
    if (!m)
        run.values = lineages_of(r->lineages, val_str(text));
    while (m && run.at < end && run.at < m->len) {
        const struct source_run *there = source_map_find(m, run.at);
        size_t next = there + 1 < m->runs + m->count ? there[1].begin : m->len;
        next = next < end ? next : end;
        run.values = there->values;
        source_map_add(&r->out, r->out.len + (next - run.at), run);
        run.at = (uint32_t)next;
    }
    source_map_add(&r->out, r->out.len + (end - run.at), run);
}

void map_recorder_text(struct vm *vm, const struct node *text)
{
    struct map_recorder *r = vm->recorder;
    struct source_run run = run_of(vm, text);
    run.at = (uint32_t)(text->text.s - run.tree->source->text.s);
    const struct frame *f = frame_top(vm);
    if (f->kind == FRAME_TPL && r->lineages)
        add_tpl_text(r, f->name, run, text->text.len);
    source_map_add(&r->out, vm->out.len, run);
}

void map_recorder_print(struct vm *vm, const struct node *action, val v)
{
    struct map_recorder *r = vm->recorder;
    const struct source_map *known = v.tag == V_STRING ? map_recorder_find(r, val_text(v)) : NULL;
    struct source_run run = run_of(vm, action);
    if (known)
        source_map_append(&r->out, known, 0, known->len, &run);
    else if (r->lineages)
        run.values = lineages_of(r->lineages, v);
    source_map_add(&r->out, vm->out.len, run);
}

void map_recorder_take(struct vm *vm, size_t from, bool strip, str s)
{
    struct map_recorder *r = vm->recorder;
    str written = str_from(str_make(vm->out.s, r->out.len), from);
    struct source_map map;
    source_map_init(&map, r->out.arena);
    source_map_append(&map, &r->out, from, r->out.len, NULL);
    source_map_cut(&r->out, from);
    if (strip)
        map = source_map_without(&map, written, STR("<no value>"));
    map_recorder_remember(r, s, map);
}
