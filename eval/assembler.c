#include "eval/assembler.h"

#include "base/arena.h"
#include "funcs/func.h"

#include <string.h>

/* Room that hardly any tree needs more than; pages that are not touched cost nothing. */
enum { INSTRS = 4096, CONSTS = 1024, NAMES = 512, PLACES = 512 };

void asm_init(struct assembler *s, struct arena *scratch)
{
    struct code *k = ARENA_NEW(scratch, struct code);
    *s = (struct assembler){.arena = scratch,
                            .code = k,
                            .instr_cap = INSTRS,
                            .const_cap = CONSTS,
                            .name_cap = NAMES,
                            .place_cap = PLACES};
    k->instrs = arena_alloc(scratch, INSTRS * sizeof *k->instrs);
    k->consts = arena_alloc(scratch, CONSTS * sizeof *k->consts);
    k->names = arena_alloc(scratch, NAMES * sizeof *k->names);
    k->places = arena_alloc(scratch, PLACES * sizeof *k->places);
}

void asm_begin(struct assembler *s, struct arena *kept, const struct tree *tree, bool light)
{
    struct code *k = s->code;
    *k = (struct code){.tree = tree,
                       .instrs = k->instrs,
                       .consts = k->consts,
                       .names = k->names,
                       .nodes = k->nodes,
                       .places = k->places};
    s->kept = kept;
    s->text = tree->source->text;
    s->light = light;
    s->joins = false;
    s->at = s->placed = NULL;
    s->const_len = s->name_len = s->node_len = s->depth = 0;
    memset(s->buckets, 0, sizeof s->buckets);
}

static void *copy(struct arena *a, const void *array, uint32_t n, size_t size)
{
    return n ? memcpy(arena_alloc(a, n * size), array, n * size) : NULL;
}

const struct code *asm_finish(const struct assembler *s)
{
    struct arena *a = s->kept;
    struct code *k = copy(a, s->code, 1, sizeof *k);
    k->instrs = copy(a, k->instrs, k->len, sizeof *k->instrs);
    k->consts = copy(a, k->consts, s->const_len, sizeof *k->consts);
    k->names = copy(a, k->names, s->name_len, sizeof *k->names);
    k->nodes = copy(a, k->nodes, s->node_len, sizeof *k->nodes);
    k->places = copy(a, k->places, k->place_count, sizeof *k->places);
    return k;
}

void asm_widen(struct assembler *s)
{
    struct code *k = s->code;
    k->instrs = arena_room(s->arena, k->instrs, k->len, &s->instr_cap, sizeof *k->instrs);
    k->places = arena_room(s->arena, k->places, k->place_count, &s->place_cap, sizeof *k->places);
}

str asm_lasting(struct assembler *s, str text)
{
    uintptr_t from = (uintptr_t)s->text.s, at = (uintptr_t)text.s;
    if (!s->light || !text.len || (at >= from && at - from < s->text.len))
        return text;
    return str_dup(s->kept, text);
}

uint32_t asm_const(struct assembler *s, val v)
{
    struct code *k = s->code;
    k->consts = arena_room(s->arena, k->consts, s->const_len, &s->const_cap, sizeof *k->consts);
    if (s->light && v.tag == V_STRING) {
        str text = asm_lasting(s, val_text(v));
        v.s = text.s;
    }
    k->consts[s->const_len] = v;
    return s->const_len++;
}

static void add_name(struct assembler *s, str text, uint32_t hash)
{
    struct code *k = s->code;
    k->names = arena_room(s->arena, k->names, s->name_len, &s->name_cap, sizeof *k->names);
    bool upper = text.len && text.s[0] >= 'A' && text.s[0] <= 'Z';
    text = asm_lasting(s, text);
    k->names[s->name_len++] = (struct name){text, hash, upper && method_name_exists(text)};
}

static bool has_names(const struct assembler *s, uint32_t from, const str *texts, uint32_t n)
{
    if (n > s->name_len - from)
        return false;
    for (uint32_t i = 0; i < n; i++)
        if (!str_eq(s->code->names[from + i].text, texts[i]))
            return false;
    return true;
}

uint32_t asm_names(struct assembler *s, const str *texts, uint32_t n)
{
    uint32_t hash = str_hash(texts[0]);
    uint16_t *bucket = &s->buckets[hash % ASM_BUCKETS];
    if (*bucket && has_names(s, *bucket - 1u, texts, n))
        return *bucket - 1u;
    uint32_t first = s->name_len;
    add_name(s, texts[0], hash);
    for (uint32_t i = 1; i < n; i++)
        add_name(s, texts[i], str_hash(texts[i]));
    if (first < UINT16_MAX)
        *bucket = (uint16_t)(first + 1);
    return first;
}

uint32_t asm_name(struct assembler *s, str text)
{
    return asm_names(s, &text, 1);
}

uint32_t asm_node(struct assembler *s, const struct node *n)
{
    struct code *k = s->code;
    k->nodes = arena_room(s->arena, k->nodes, s->node_len, &s->node_cap, sizeof *k->nodes);
    k->nodes[s->node_len] = n;
    return s->node_len++;
}

uint32_t asm_here(const struct assembler *s)
{
    return s->code->len;
}

bool asm_store_pops(struct assembler *s)
{
    struct code *k = s->code;
    if (!k->len || k->instrs[k->len - 1].op != OP_STORE)
        return false;
    k->instrs[k->len - 1].op = OP_STORE_POP;
    s->depth--;
    return true;
}

void asm_land(struct assembler *s, struct patches *p)
{
    while (p->last) {
        struct instr *jump = &s->code->instrs[p->last - 1];
        p->last = jump->c;
        jump->c = s->code->len;
    }
}

void asm_join(struct assembler *s, struct patches *p)
{
    s->joins = s->joins || p->last;
    asm_land(s, p);
}

void asm_fail(struct assembler *s, str text)
{
    asm_emit(s, OP_FAIL, 0, 0, asm_const(s, val_str(text)));
}
