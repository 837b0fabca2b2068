#include "eval/frame.h"

#include "base/arena.h"
#include "eval/loop.h"
#include "eval/map_recorder.h"
#include "eval/unwind.h"

#include <string.h>

struct frame *frame_top(struct vm *vm)
{
    return &vm->frames[vm->frame_count - 1];
}

static void *widen(struct vm *vm, void *array, uint32_t *cap, uint32_t want, size_t size)
{
    if (want <= *cap)
        return array;
    uint32_t cap2 = *cap ? *cap : 64;
    while (cap2 < want)
        cap2 *= 2;
    array = arena_grow(vm->stacks, array, *cap * size, cap2 * size);
    *cap = cap2;
    return array;
}

static const struct code *new_code(struct vm *vm, struct template *t)
{
    if (vm->later)
        return later_code(vm->later, t, vm->mode);
    if (!vm->compiler)
        vm->compiler = compiler_new(arena_within(vm->render));
    return t->code = compile_tree(vm->compiler, vm->program, &t->tree, vm->mode);
}

struct frame *frame_push(struct vm *vm, enum frame_kind kind, struct template *t, val dot,
                         const struct template_set *set)
{
    arena_spend(vm->arena, 1);
    const struct code *k = t->code ? t->code : new_code(vm, t);
    uint32_t slots = 0, loops = 0, depth = 0;
    if (vm->frame_count) {
        const struct frame *caller = frame_top(vm);
        slots = caller->sp;
        loops = caller->loops + caller->code->loops;
        depth = kind == FRAME_TEMPLATE ? caller->depth + 1 : 0;
    }
    /* one more than the code needs: a piped value is moved behind the arguments */
    vm->stack = widen(vm, vm->stack, &vm->stack_cap, slots + k->slots + k->stack + 1, sizeof(val));
    vm->loops = widen(vm, vm->loops, &vm->loops_cap, loops + k->loops, sizeof *vm->loops);
    vm->frames = widen(vm, vm->frames, &vm->frame_cap, vm->frame_count + 1, sizeof *vm->frames);
    memset(vm->stack + slots, 0, k->slots * sizeof(val));
    for (uint32_t i = 0; i < k->slots; i++)
        vm->stack[slots + i].gotype = T_COUNT; /* not declared yet */
    vm->stack[slots] = dot;
    vm->tpls += kind == FRAME_TPL;
    struct frame *f = &vm->frames[vm->frame_count++];
    *f = (struct frame){.code = k,
                        .set = set,
                        .dot = dot,
                        .kind = kind,
                        .sp = slots + k->slots,
                        .slots = slots,
                        .loops = loops,
                        .depth = depth,
                        .join_to = NO_JOIN,
                        .out_from = vm->out.len};
    return f;
}

str frame_strip_no_value(struct vm *vm, str s)
{
    return vm->keep_no_value ? s : str_replace_all(vm->arena, s, STR("<no value>"), STR(""));
}

str frame_take_output(struct vm *vm, size_t from, bool strip)
{
    str s = str_dup(vm->arena, str_from(buf_str(&vm->out), from));
    if (strip)
        s = frame_strip_no_value(vm, s);
    if (vm->recorder)
        map_recorder_take(vm, from, strip && !vm->keep_no_value, s);
    vm->out.len = from;
    return s;
}

int64_t *frame_include_count(struct vm *vm, str name, uint32_t hash)
{
    const val *known = map_get_hashed(vm->including, name, hash);
    if (known)
        return (int64_t *)(uintptr_t)known->p;
    int64_t *count = ARENA_NEW(vm->render, int64_t);
    map_set_hashed(vm->including, str_dup(vm->render, name), hash,
                   (val){.tag = V_OPAQUE, .gotype = T_ANY, .p = count});
    return count;
}

void frame_pop(struct vm *vm)
{
    struct frame f = *frame_top(vm);
    vm->frame_count--;
    vm->tpls -= f.kind == FRAME_TPL;
    if (f.kind == FRAME_TEMPLATE)
        return;
    str out = frame_take_output(vm, f.out_from, f.kind != FRAME_INCLUDE);
    if (f.kind == FRAME_INCLUDE)
        --*f.count;
    struct frame *caller = frame_top(vm);
    vm->stack[caller->sp++] = val_str(out);
}
