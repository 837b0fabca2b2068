#include "eval/map_recorder.h"

#include "base/arena.h"
#include "eval/frame.h"
#include "eval/yaml_lineage.h"
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

static void remember(struct map_recorder *r, str s, struct source_map map)
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

/* Of what a function makes anew. ternary gives one of its first two arguments as it is: when that
 * is not known, it is the third that made it what it is. */
static const struct lineage *lineage_of_all(struct map_recorder *r, const struct fn *fn,
                                            const val *args, uint32_t n)
{
    const struct lineage *sum = NULL;
    uint32_t i = fn_body_of(fn) == fn_ternary ? 2 : 0;
    for (; r->lineages && i < n; i++)
        sum = lineages_join(r->lineages, sum, lineages_of(r->lineages, args[i]));
    return sum;
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
    remember(r, s, map);
}

/* ---- what functions make of it ---- */

static const struct source_run gap = {.tree = NULL};

/* A part of the string itself. */
static bool carry_part(struct map_recorder *r, str whole, const struct source_map *m, str part)
{
    uintptr_t from = (uintptr_t)whole.s, at = (uintptr_t)part.s;
    if (at < from || at + part.len > from + whole.len)
        return false;
    struct source_map map;
    source_map_init(&map, m->arena);
    source_map_append(&map, m, at - from, at - from + part.len, NULL);
    remember(r, part, map);
    return true;
}

/* Lines with blanks put before each, and perhaps a line end before all. */
static bool carry_indented(struct map_recorder *r, str s, const struct source_map *m, size_t pad,
                           str lead, str result)
{
    struct source_map map;
    source_map_init(&map, m->arena);
    source_map_add(&map, lead.len, gap);
    for (size_t at = 0;;) {
        size_t line = str_find_char(str_from(s, at), '\n');
        size_t end = line == STR_NONE ? s.len : at + line + 1;
        source_map_add(&map, map.len + pad, gap);
        source_map_append(&map, m, at, end, NULL);
        if (line == STR_NONE)
            break;
        at = end;
    }
    if (map.len != result.len)
        return false;
    remember(r, result, map);
    return true;
}

/* Quotes around it, and nothing in it that had to be escaped. */
static bool carry_quoted(struct map_recorder *r, str s, const struct source_map *m, str result)
{
    if (result.len != s.len + 2 || !str_eq(str_slice(result, 1, result.len - 1), s))
        return false;
    struct source_map map;
    source_map_init(&map, m->arena);
    source_map_add(&map, 1, gap);
    source_map_append(&map, m, 0, m->len, NULL);
    source_map_add(&map, result.len, gap);
    remember(r, result, map);
    return true;
}

static bool carry(struct map_recorder *r, const struct fn *fn, const val *args, str s,
                  const struct source_map *m, str result)
{
    if (carry_part(r, s, m, result))
        return true;
    if (fn_body_of(fn) == fn_indent || fn_body_of(fn) == fn_nindent)
        return carry_indented(r, s, m, args[0].i < 0 ? 0 : (size_t)args[0].i,
                              fn_body_of(fn) == fn_nindent ? STR("\n") : STR(""), result);
    return (fn_body_of(fn) == fn_quote || fn_body_of(fn) == fn_squote) &&
           carry_quoted(r, s, m, result);
}

/* All that can be said is what it was made of. */
static void note_from(struct map_recorder *r, const struct source_map *m, str result,
                      const struct lineage *values)
{
    struct source_run *from = ARENA_NEW(m->arena, struct source_run);
    *from = m->runs[0].tree || !m->runs[0].from ? m->runs[0] : *m->runs[0].from;
    for (size_t i = 0; !from->tree && i < m->count; i++)
        *from = m->runs[i];
    struct source_run run = {.from = from->tree ? from : NULL, .values = values};
    struct source_map map;
    source_map_init(&map, m->arena);
    source_map_add(&map, result.len, run);
    remember(r, result, map);
}

/* The first of the texts that have a map; NULL: none has. */
static const struct source_map *first_map(const struct map_recorder *r, const val *args, uint32_t n,
                                          str *ret)
{
    for (uint32_t i = 0; i < n; i++) {
        *ret = args[i].tag == V_STRING ? val_text(args[i]) : (str){0};
        const struct source_map *m = map_recorder_find(r, *ret);
        if (m)
            return m;
    }
    return NULL;
}

static bool writes_yaml(const struct fn *fn)
{
    return fn_body_of(fn) == fn_to_yaml || fn_body_of(fn) == fn_must_to_yaml ||
           fn_body_of(fn) == fn_to_yaml_pretty;
}

static bool reads_yaml(const struct fn *fn)
{
    return fn_body_of(fn) == fn_from_yaml || fn_body_of(fn) == fn_from_yaml_array ||
           fn_body_of(fn) == fn_from_json || fn_body_of(fn) == fn_from_json_array;
}

/* Functions may give a text that they were given, or a constant: the result gets bytes of its own,
 * which are made from nothing else. */
static void made_text(struct map_recorder *r, const struct fn *fn, const val *args, uint32_t n,
                      val *ret)
{
    struct arena *a = r->out.arena;
    struct source_map map;
    struct source_run run = {.values = lineage_of_all(r, fn, args, n)};
    if (!run.values)
        return;
    *ret = val_str(str_dup(a, val_text(*ret)));
    if (!writes_yaml(fn) || !yaml_lineage_written(r->lineages, val_text(*ret), args[0], &map)) {
        source_map_init(&map, a);
        source_map_add(&map, ret->len, run);
    }
    remember(r, val_text(*ret), map);
}

static void call_text(struct map_recorder *r, const struct fn *fn, const val *args, uint32_t n,
                      val *ret)
{
    str s, result = val_text(*ret);
    if (!result.len || map_recorder_find(r, result))
        return;
    if (r->lineages && lineages_of(r->lineages, *ret))
        return; /* one of the values as it is */
    const struct source_map *m = first_map(r, args, n, &s);
    if (!m)
        made_text(r, fn, args, n, ret);
    else if (!carry(r, fn, args, s, m, result))
        note_from(r, m, result, lineage_of_all(r, fn, args, n));
}

/* Tables that were read from a text. */
static void call_reads(struct map_recorder *r, val text, val ret)
{
    const struct source_map *m = map_recorder_find(r, val_text(text));
    struct source_map whole;
    struct source_run run = {.values = lineages_of(r->lineages, text)};
    if (!m && !run.values)
        return;
    source_map_init(&whole, r->out.arena);
    source_map_add(&whole, text.len, run);
    yaml_lineage_read(r->lineages, val_text(text), m ? m : &whole, ret);
}

static bool is_scalar(val v)
{
    return v.tag == V_BOOL || v.tag == V_INT || v.tag == V_UINT || v.tag == V_FLOAT;
}

void map_recorder_call(struct vm *vm, const struct fn *fn, const val *args, uint32_t n, val *ret)
{
    struct map_recorder *r = vm->recorder;
    if (ret->tag == V_STRING) {
        call_text(r, fn, args, n, ret);
    } else if (!r->lineages) {
        return;
    } else if (is_scalar(*ret) && !lineages_of(r->lineages, *ret)) {
        const struct lineage *x = lineage_of_all(r, fn, args, n);
        *ret = x ? lineages_put(r->lineages, *ret, x) : *ret;
    } else if (reads_yaml(fn) && n == 1 && args[0].tag == V_STRING) {
        call_reads(r, args[0], *ret);
    }
}
