#include "eval/call.h"

#include "base/buf.h"
#include "eval/field.h"
#include "eval/frame.h"
#include "eval/site.h"
#include "eval/unwind.h"
#include "eval/whole.h"
#include "funcs/check.h"
#include "funcs/late_key.h"

#include <string.h>

/* Texts that are given to functions are read: so many bytes count as one step. */
enum { BYTES_A_STEP = 64 };

/* The text of what `call` calls, which Go's error texts show. */
static str callee_text(struct vm *vm, const struct node *cmd, val first)
{
    if (cmd->kind == NODE_COMMAND && cmd->list.len > 1) {
        struct buf b;
        buf_init(&b, vm->arena);
        ast_print(&b, cmd->list.items[1]);
        return buf_str(&b);
    }
    if (first.tag == V_STRING)
        return val_text(first);
    if (first.tag == V_INVALID)
        return STR("<invalid Value>");
    return str_fmt(vm->arena, "<%.*s Value>", STR_ARG(gotype_name((enum gotype)first.gotype)));
}

/* What has to be done before a function that is not like the others runs. */
static void prepare(struct vm *vm, uint32_t pc, const struct fn *fn)
{
    if (fn->flags & FN_SLOW)
        arena_spend(vm->arena, BUDGET_SLICE);
    if (fn->flags & FN_SECRET && !vm->env->weak_secrets) {
        arena_keep_secret(vm->arena);
        arena_keep_secret(vm->outputs);
        arena_keep_secret(vm->render);
    }
    if (fn->flags & FN_RANDOM && vm->env->enter)
        vm->env->enter(vm->env->data, site_of(vm, pc, fn));
}

/* Functions get whole maps; hasKey may do without the keys that wait. */
static void complete(struct vm *vm, const struct fn *fn, const val *args, uint32_t n)
{
    if (fn_body_of(fn) != fn_has_key || n != 2 || args[1].tag != V_STRING ||
        !late_key_is_name(val_text(args[1])))
        late_key_complete_for(vm->env, vm->arena, args, n);
}

bool call_function(struct vm *vm, uint32_t pc, const struct fn *fn, val *args, uint32_t n, val *ret)
{
    struct fn_call c = {.fn = fn, .arena = vm->arena, .env = vm->env};
    if (vm->env->late_keys)
        complete(vm, fn, args, n);
    if (fn_body_of(fn) == fn_call_function)
        c.callee = callee_text(vm, code_node_at(frame_top(vm)->code, pc), args[0]);
    uint64_t bytes = BYTES_A_STEP;
    for (uint32_t i = 0; i < n; i++) {
        bytes += args[i].len;
        if (check_param(fn, i) != T_ANY)
            continue;
        if (args[i].tag == V_INVALID)
            args[i] = val_nil();
        args[i].aux &= (uint16_t) ~(VAL_BOXED | VAL_IN_PLACE);
    }
    frame_top(vm)->pc = pc + 1;
    arena_spend(vm->arena, bytes / BYTES_A_STEP);
    if (fn->flags & (FN_RANDOM | FN_SLOW | FN_SECRET))
        prepare(vm, pc, fn);
    if (fn_body_of(fn)(&c, args, n, ret)) {
        if (fn->result == T_ANY)
            ret->aux |= VAL_BOXED;
        return true;
    }
    vm->failure.args = args;
    vm->failure.arg_count = n;
    vm->failure.by_user = c.failure == FN_USER_ERROR;
    str text = c.failure == FN_USER_ERROR ? exec_error_mark_user(vm->arena, c.error) : c.error;
    return unwind_fail_call(vm, pc, fn_name(fn), exec_error_new(vm->arena, text, NULL));
}

/* A method found without arguments written behind it. */
static bool call_plain_method(struct vm *vm, uint32_t pc, const struct fn *m, uint32_t chain,
                              val receiver, val *ret)
{
    str error;
    if (!check_count(vm->arena, m, 0, false, &error))
        return unwind_fail(vm, pc, error);
    struct fn_call c = {.fn = m, .arena = vm->arena, .env = vm->env};
    receiver.aux &= (uint16_t)~VAL_BOXED;
    if (fn_body_of(m)(&c, &receiver, 1, ret))
        return true;
    const struct exec_error *e = exec_error_new(vm->arena, c.error, NULL);
    if (!chain)
        return unwind_fail_call(vm, pc, fn_name(m), e);
    const struct code *code = code_whole(frame_top(vm)->code);
    return unwind_fail_method(vm, code->nodes[chain - 1], fn_name(m), e);
}

bool call_field(struct vm *vm, uint32_t pc, const struct name *name, uint32_t chain, val *v)
{
    const struct fn *method;
    str error;
    val result;
    switch (field_read(vm->arena, *v, name, false, &result, &method, &error)) {
    case FIELD_METHOD:
        if (!call_plain_method(vm, pc, method, chain, *v, &result))
            return false;
        break;
    case FIELD_ERROR:
        return unwind_fail(vm, pc, error);
    default:
        break;
    }
    *v = result;
    return true;
}

bool call_find_method(struct vm *vm, uint32_t pc, struct instr in, val **sp, uint32_t *next)
{
    const struct fn *method = NULL;
    str error;
    val result;
    val *receiver = *sp - 1;
    const struct name *name = &frame_top(vm)->code->names[in.c];
    switch (field_read(vm->arena, *receiver, name, true, &result, &method, &error)) {
    case FIELD_METHOD:
        break;
    case FIELD_INVALID:
        *sp -= in.a; /* the piped value goes, too */
        (*sp)[-1] = result;
        return true;
    default:
        return unwind_fail(vm, pc, error);
    }
    if (!check_count(vm->arena, method, in.b, in.a, &error))
        return unwind_fail(vm, pc, error);
    receiver[1] = (val){.tag = V_OPAQUE, .p = method};
    *sp += 1;
    *next += 1;
    return true;
}

const struct fn *call_method_of(val v)
{
    return v.p;
}

bool call_method(struct vm *vm, uint32_t pc, struct instr in, val **sp)
{
    uint32_t n = in.b;
    val *receiver = *sp - n - 2;
    struct fn_call c = {.fn = call_method_of(receiver[1]), .arena = vm->arena, .env = vm->env};
    memmove(receiver + 1, receiver + 2, n * sizeof(val));
    if (in.a)
        receiver[++n] = receiver[-1];
    receiver->aux &= (uint16_t)~VAL_BOXED;
    val result;
    late_key_complete_for(vm->env, vm->arena, receiver, n + 1);
    if (!fn_body_of(c.fn)(&c, receiver, n + 1, &result))
        return unwind_fail_call(vm, pc, fn_name(c.fn), exec_error_new(vm->arena, c.error, NULL));
    *sp = receiver - in.a;
    *(*sp)++ = result;
    return true;
}
