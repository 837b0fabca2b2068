#include "eval/vm.h"

#include "base/arena.h"
#include "eval/call.h"
#include "eval/field.h"
#include "eval/frame.h"
#include "eval/include.h"
#include "eval/literal.h"
#include "eval/loop.h"
#include "eval/map_recorder.h"
#include "eval/mapped_call.h"
#include "eval/missing.h"
#include "eval/output.h"
#include "eval/place.h"
#include "eval/unwind.h"
#include "funcs/check.h"
#include "funcs/late_key.h"

#include <stdlib.h>
#include <string.h>

void vm_init(struct vm *vm, struct arena *render, struct arena *program, struct fn_env *env,
             const struct template_set *set, enum compile_mode mode)
{
    *vm = (struct vm){.render = render, .program = program, .env = env, .set = set, .mode = mode};
    vm->arena = arena_within(render);
    vm->scratch = arena_within(render);
    vm->outputs = arena_within(render);
    vm->stacks = arena_within(render);
    vm->outputs->is_for_one = true; /* what is being written is */
    buf_init(&vm->out, vm->outputs);
    vm->including = map_new(render, 0);
    tpl_cache_init(&vm->texts, render);
    env->late_keys = NULL;
    env->keys_may_wait = mode != COMPILE_MAPPED; /* a record shows all */
    if (mode == COMPILE_MAPPED)
        vm->recorder = map_recorder_new(render);
}

static bool emit_path(struct vm *vm, uint32_t pc, const struct frame *f, struct instr in)
{
    val v = f->dot;
    for (uint32_t i = 0; i < in.b; i++) {
        const struct name *name = &f->code->names[in.c + i];
        if (!field_of_map(name, &v) && !call_field(vm, pc, name, 0, &v))
            return false;
    }
    output_print(vm, v);
    return true;
}

static bool is_true(val v)
{
    return val_truth(v);
}

/* Remembers for unwind.c that the `and` or `or` at `pc` was decided early. The argument that
 * decides may end in such a decision itself. */
static void note_join(struct frame *f, uint32_t pc, uint32_t target)
{
    f->join_from = unwind_is_joined(f, pc) ? f->join_from : pc;
    f->join_to = target;
}

/* CALL, when a source map is recorded. The arguments stay as they are until the result is there. */
static bool run_mapped_call(struct vm *vm, uint32_t pc, struct instr in, val **sp)
{
    const struct fn *fn = fn_at(in.b);
    val *args = *sp - in.c, result;
    if (in.a)
        args[in.c] = args[-1];
    if (!call_function(vm, pc, fn, args, in.c + in.a, &result))
        return false;
    mapped_call(vm, fn, args, in.c + in.a, &result);
    *sp = args - in.a;
    *(*sp)++ = result;
    return true;
}

/* Runs until the frame at the bottom is done. */
static bool run(struct vm *vm)
{
    struct frame *f;
    const struct code *k;
    val *slots, *sp, v;
    uint32_t pc;
    bool empty;
    str error;
    const struct fn *fn;

/* The frame on top runs on from where it stood; a frame stops, so that another can run. */
#define RESUME()                                                                                   \
    (f = frame_top(vm), k = f->code, slots = vm->stack + f->slots, sp = vm->stack + f->sp,         \
     pc = f->pc)
#define SUSPEND() (f->pc = pc, f->sp = (uint32_t)(sp - vm->stack))

    RESUME();
    for (;;) {
        struct instr in = k->instrs[pc++];
        switch ((enum opcode)in.op) {
        case OP_TEXT:
            buf_put(&vm->out, k->consts[in.c].s, k->consts[in.c].len);
            break;
        case OP_EMIT:
            output_print(vm, *--sp);
            break;
        case OP_EMIT_INDENT: {
            size_t from = vm->out.len;
            f->pc = pc;
            output_print(vm, *--sp);
            output_indent(vm, from, (enum output_form)in.a, in.c);
            break;
        }
        case OP_EMIT_YAML:
            f->pc = pc;
            arena_spend(vm->arena, 1);
            output_yaml(vm, *--sp, (enum output_form)in.a, in.c);
            break;
        case OP_EMIT_PATH:
            if (!emit_path(vm, pc - 1, f, in))
                return false;
            break;
        case OP_POP:
            sp--;
            break;
        case OP_NIP:
            sp--;
            sp[-1] = sp[0];
            break;
        case OP_DOT:
            *sp++ = f->dot;
            break;
        case OP_CONST:
            *sp++ = k->consts[in.c];
            break;
        case OP_LOAD:
            if (slots[in.b].gotype == T_COUNT)
                return unwind_fail(
                    vm, pc - 1,
                    str_fmt(vm->arena, "undefined variable: %.*s", STR_ARG(k->names[in.c].text)));
            *sp++ = slots[in.b];
            break;
        case OP_STORE:
            slots[in.b] = sp[-1];
            break;
        case OP_STORE_POP:
            slots[in.b] = *--sp;
            break;
        case OP_FIELD:
            if (!field_of_map(&k->names[in.c], &sp[-1]) &&
                !call_field(vm, pc - 1, &k->names[in.c], in.b, &sp[-1]))
                return false;
            break;
        case OP_UNBOX:
            sp[-1].aux &= (uint16_t)~VAL_BOXED;
            if (sp[-1].tag == V_NIL)
                sp[-1] = val_invalid();
            break;
        case OP_CHECK:
            if (!check_value(vm->arena, sp[-1 - (int64_t)in.c], (enum gotype)in.a, &v, &error)) {
                vm->failure.args = &sp[-1 - (int64_t)in.c];
                vm->failure.arg_count = 1;
                return unwind_fail(vm, pc - 1, error);
            }
            sp[-1 - (int64_t)in.c] = v;
            break;
        case OP_CALL:
            fn = fn_at(in.b);
            sp -= in.c;
            if (in.a)
                sp[in.c] = sp[-1];
            if (!call_function(vm, pc - 1, fn, sp, in.c + in.a, &v))
                return false;
            sp -= in.a;
            *sp++ = v;
            break;
        case OP_MAP_CALL:
            if (!run_mapped_call(vm, pc - 1, in, &sp))
                return false;
            break;
        case OP_RENDER:
            sp -= in.c;
            if (in.a)
                sp[in.c] = sp[-1];
            val *args = sp;
            sp -= in.a;
            SUSPEND();
            if (!include_run(vm, pc - 1, fn_at(in.b), args))
                return false;
            RESUME();
            break;
        case OP_METHOD:
            if (!call_find_method(vm, pc - 1, in, &sp, &pc))
                return false;
            break;
        case OP_ARG_LITERAL:
            fn = call_method_of(sp[-1 - (int64_t)in.b]);
            if (!literal_argument(vm->arena, k->nodes[in.c], check_param(fn, in.b), sp, &error))
                return unwind_fail(vm, pc - 1, error);
            sp++;
            break;
        case OP_CHECK_ARG: {
            val *arg = in.a ? sp - in.b - 3 : sp - 1;
            fn = call_method_of(sp[-(in.a ? 1 : 2) - (int64_t)in.b]);
            if (!check_value(vm->arena, *arg, check_param(fn, in.b), &v, &error))
                return unwind_fail(vm, pc - 1, error);
            *arg = v;
            break;
        }
        case OP_CALL_METHOD:
            if (!call_method(vm, pc - 1, in, &sp))
                return false;
            break;
        case OP_JUMP:
            pc = in.c;
            break;
        case OP_JUMP_FALSE:
            if (!is_true(*--sp))
                pc = in.c;
            break;
        case OP_ONCE: {
            bool yes = is_true(*--sp);
            if (yes && in.a) {
                slots[in.b] = f->dot;
                f->dot = *sp;
            }
            SUSPEND();
            frame_go_on(vm, yes);
            RESUME();
            break;
        }
        case OP_AND:
        case OP_OR:
            if (is_true(sp[-1]) == (in.op == OP_OR)) {
                note_join(f, pc - 1, in.c);
                pc = in.c;
            } else {
                if (!unwind_is_joined(f, pc - 1))
                    f->join_to = NO_JOIN;
                sp--;
            }
            break;
        case OP_WITH:
            if (is_true(*--sp)) {
                slots[in.b] = f->dot;
                f->dot = *sp;
            } else {
                pc = in.c;
            }
            break;
        case OP_END_WITH:
            f->dot = slots[in.b];
            break;
        case OP_RANGE: {
            struct loop_state *loop = &vm->loops[f->loops + in.b];
            loop->dot = f->dot;
            late_key_complete_for(vm->env, vm->arena, sp - 1, 1);
            if (!loop_begin(loop, vm->arena, *--sp, in.a, &empty, &error)) {
                vm->failure.args = sp;
                vm->failure.arg_count = 1;
                return unwind_fail(vm, pc - 1, error);
            }
            if (empty)
                pc = in.c;
            break;
        }
        case OP_NEXT:
            f->pc = pc;
            arena_spend(vm->arena, 1);
            if (!loop_next(&vm->loops[f->loops + in.b], &f->dot))
                pc = in.c;
            break;
        case OP_KEY:
            *sp++ = loop_key(&vm->loops[f->loops + in.b]);
            break;
        case OP_END_RANGE:
            f->dot = vm->loops[f->loops + in.b].dot;
            break;
        case OP_FIND:
            if (!include_find(vm, pc - 1, &k->names[in.c]))
                return false;
            break;
        case OP_TEMPLATE:
            v = *--sp;
            SUSPEND();
            frame_push(vm, FRAME_TEMPLATE,
                       template_set_find(f->set, k->names[in.c].text, k->names[in.c].hash), v,
                       f->set);
            RESUME();
            break;
        case OP_FAIL:
            return unwind_fail(vm, pc - 1, val_text(k->consts[in.c]));
        case OP_MAP_TEXT:
            buf_put_str(&vm->out, k->nodes[in.c]->text);
            map_recorder_text(vm, k->nodes[in.c]);
            break;
        case OP_MAP_EMIT:
            output_print(vm, *--sp);
            map_recorder_print(vm, k->nodes[in.c], *sp);
            break;
        case OP_MAP_READ:
            missing_check(vm, k->nodes[in.c], in.b, sp[-1]);
            break;
        case OP_RETURN:
            if (f->kind == FRAME_FILE)
                return true;
            frame_pop(vm);
            RESUME();
            break;
        case OP_COUNT:
            abort(); /* no such instruction */
        }
    }
#undef RESUME
#undef SUSPEND
}

/* What templates make is limited value by value, and the budget can ask where they are. */
static void watch(struct vm *vm, bool on)
{
    struct budget *b = vm->arena->budget;
    if (!b)
        return;
    b->place = on ? place_put : NULL;
    b->place_data = vm;
    arena_unlimit_blocks(vm->arena);
    if (on) {
        arena_limit_blocks(vm->arena, LIMIT_VALUE);
        arena_limit_blocks(vm->outputs, LIMIT_OUTPUT);
    }
}

/* What all files print together is limited, too. */
static void count_output(struct vm *vm)
{
    const struct budget *b = vm->arena->budget;
    vm->finished += vm->out.len;
    if (b && b->limits[LIMIT_OUTPUT] && vm->finished > b->limits[LIMIT_OUTPUT])
        budget_trap(vm->arena->budget, LIMIT_OUTPUT);
}

/* The output of the file that is done, and an end to all else that its templates made. */
static str end_file(struct vm *vm)
{
    if (vm->recorder)
        return output_cut(vm, 0, true);
    str s = output_end(vm);
    if (vm->env->kept)
        vm->arena = arena_within(vm->render);
    else
        arena_clear(vm->arena);
    if (vm->later)
        later_end_file(vm->later, vm->env->kept);
    memset(vm->included, 0, sizeof vm->included); /* their sets may be gone */
    vm->env->kept = false;
    vm->env->printed = (struct printed){.of = NULL};
    vm->env->late_keys = NULL;
    return s;
}

bool vm_run(struct vm *vm, struct template *t, val dot, str *ret)
{
    vm->frame_count = vm->tpls = 0;
    vm->out.len = 0;
    if (vm->recorder)
        source_map_cut(&vm->recorder->out, 0);
    vm->error = NULL;
    frame_push(vm, FRAME_FILE, t, dot, vm->set);
    watch(vm, true);
    bool ok = run(vm);
    if (ok)
        count_output(vm);
    watch(vm, false);
    if (vm->env->leave)
        vm->env->leave(vm->env);
    if (!ok)
        return false;
    *ret = end_file(vm);
    return true;
}
