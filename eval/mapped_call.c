#include "eval/mapped_call.h"

#include "base/arena.h"
#include "eval/map_recorder.h"
#include "eval/yaml_lineage.h"
#include "value/list.h"
#include "value/map.h"

/* ---- texts that have a map ---- */

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
    map_recorder_remember(r, part, map);
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
    map_recorder_remember(r, result, map);
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
    map_recorder_remember(r, result, map);
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
    map_recorder_remember(r, result, map);
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

/* ---- texts and tables that are made ---- */

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
    ret->s = str_dup(a, val_text(*ret)).s;
    if (!writes_yaml(fn) || !yaml_lineage_written(r->lineages, val_text(*ret), args[0], &map)) {
        source_map_init(&map, a);
        source_map_add(&map, ret->len, run);
    }
    map_recorder_remember(r, val_text(*ret), map);
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

/* Texts that a function has taken out of another: split, regexFindAll, keys. */
static void made_texts(struct map_recorder *r, const struct lineage *x, val ret)
{
    bool in_map = ret.tag == V_MAP;
    size_t n = in_map ? map_len(ret.map) : list_len(ret.list);
    for (size_t i = 0; x && i < n; i++) {
        val *text = in_map ? &ret.map->entries[i].value : &ret.list->items[i];
        if (!lineages_of(r->lineages, *text))
            *text = lineages_put(r->lineages, *text, x);
    }
}

static bool holds_texts(val v)
{
    return (v.tag == V_MAP || v.tag == V_LIST) && gotype_elem((enum gotype)v.gotype) == T_STRING;
}

static bool is_scalar(val v)
{
    return v.tag == V_BOOL || v.tag == V_INT || v.tag == V_UINT || v.tag == V_FLOAT;
}

void mapped_call(struct vm *vm, const struct fn *fn, const val *args, uint32_t n, val *ret)
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
    } else if (holds_texts(*ret)) {
        made_texts(r, lineage_of_all(r, fn, args, n), *ret);
    }
}
