#include "eval/frame.h"

#include "base/arena.h"
#include "eval/loop.h"
#include "eval/map_recorder.h"
#include "eval/output.h"
#include "eval/unwind.h"

/* Where an array is too short: apart from those who ask, which so have nothing to save. */
__attribute__((noinline, cold)) static void *widen(struct vm *vm, void *array, uint32_t *cap,
                                                   uint32_t want, size_t size)
{
    uint32_t cap2 = *cap ? *cap : 64;
    while (cap2 < want)
        cap2 *= 2;
    array = arena_grow(vm->stacks, array, *cap * size, cap2 * size);
    *cap = cap2;
    return array;
}

/* Makes room for `n` values on the stack, `loops` loops and one more frame. */
static inline void make_room(struct vm *vm, uint32_t n, uint32_t loops)
{
    if (n > vm->stack_cap)
        vm->stack = widen(vm, vm->stack, &vm->stack_cap, n, sizeof(val));
    if (loops > vm->loops_cap)
        vm->loops = widen(vm, vm->loops, &vm->loops_cap, loops, sizeof *vm->loops);
    if (vm->frame_count == vm->frame_cap)
        vm->frames = widen(vm, vm->frames, &vm->frame_cap, vm->frame_count + 1, sizeof *vm->frames);
}

static const struct code *code_of(struct vm *vm, enum frame_kind kind, struct template *t)
{
    if (kind == FRAME_FILE && vm->later)
        return later_begin(vm->later, t, vm->mode);
    if (t->code)
        return t->code;
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
    const struct code *k = t->code && kind != FRAME_FILE ? t->code : code_of(vm, kind, t);
    uint32_t slots = 0, loops = 0, depth = 0;
    if (vm->frame_count) {
        const struct frame *caller = frame_top(vm);
        slots = caller->sp;
        loops = caller->loops + caller->code->loops;
        depth = kind == FRAME_TEMPLATE ? caller->depth + 1 : 0;
    }
    /* one more than the code needs: a piped value is moved behind the arguments */
    make_room(vm, slots + k->slots + k->stack + 1, loops + k->loops);
    vm->stack[slots] = dot;
    for (uint32_t i = 1; i < k->slots; i++)
        vm->stack[slots + i] = (val){.gotype = T_COUNT}; /* not declared yet */
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

void frame_go_on(struct vm *vm, bool truth)
{
    struct frame *f = frame_top(vm);
    const struct code *k = f->code;
    uint32_t slots = k->slots;
    steps_go_on(vm->later->steps, truth);
    make_room(vm, f->slots + k->slots + k->stack + 1, f->loops + k->loops);
    for (; slots < k->slots; slots++)
        vm->stack[f->slots + slots] = (val){.gotype = T_COUNT};
    f->sp = f->slots + k->slots;
}

/* Whether the caller prints what was written since `from`, and nothing else is made of it. */
static bool print_in_place(struct vm *vm, struct frame *caller, size_t from, bool strip)
{
    struct instr next = caller->code->instrs[caller->pc];
    if (next.op != OP_EMIT && next.op != OP_EMIT_INDENT)
        return false;
    caller->pc++;
    if (strip)
        output_strip(vm, from);
    output_indent(vm, from, (enum output_form)next.a, next.c);
    return true;
}

void frame_pop(struct vm *vm)
{
    const struct frame *f = frame_top(vm);
    struct frame *caller = &vm->frames[--vm->frame_count - 1];
    bool strip = f->kind == FRAME_TPL;
    vm->tpls -= strip;
    if (f->kind == FRAME_TEMPLATE)
        return;
    if (!strip)
        --*f->count;
    if (!vm->recorder && print_in_place(vm, caller, f->out_from, strip))
        return;
    vm->stack[caller->sp++] = val_str(output_cut(vm, f->out_from, strip));
}
