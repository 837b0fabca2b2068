#include "eval/unwind.h"

#include "base/quote.h"
#include "eval/frame.h"
#include "eval/whole.h"
#include "funcs/late_key.h"

bool unwind_is_joined(const struct frame *f, uint32_t pc)
{
    return f->join_to != NO_JOIN && f->join_to <= pc && code_is_one_place(f->code, f->join_to, pc);
}

/* Go's current node when instruction `pc` fails. Behind an `and` or `or` that was decided early,
 * that is the node at which it was decided, as long as nothing else was evaluated since. */
static const struct node *current_node(const struct frame *f, uint32_t pc)
{
    const struct code *c = code_whole(f->code);
    bool joined = f->join_to != NO_JOIN && f->join_to <= pc && code_is_one_place(c, f->join_to, pc);
    return code_node_at(c, joined ? f->join_from : pc);
}

static const struct exec_error *error_at(struct vm *vm, const struct frame *f,
                                         const struct node *node, str text,
                                         const struct exec_error *inner)
{
    return exec_error_at(vm->arena, f->code->tree, node, text, inner);
}

/* Go's "error calling F: %w", at the call that frame f stands at. */
static const struct exec_error *error_calling(struct vm *vm, const struct frame *f,
                                              const struct node *node, str name,
                                              const struct exec_error *inner)
{
    str text = str_fmt(vm->arena, "error calling %.*s: ", STR_ARG(name));
    return error_at(vm, f, node, text, inner);
}

const struct exec_error *unwind_tpl_error(struct vm *vm, const char *what, str text,
                                          const struct exec_error *inner)
{
    struct buf b;
    buf_init(&b, vm->arena);
    buf_put_fmt(&b, "%s ", what);
    quote_go(&b, text);
    buf_put_str(&b, STR(": "));
    return exec_error_new(vm->arena, buf_str(&b), inner);
}

/* The error goes out through the frames: {{template}} passes it on, include and tpl wrap it. */
static bool unwind(struct vm *vm, const struct node *node, const struct exec_error *e)
{
    late_key_complete(vm->env, vm->arena); /* whoever explains the error looks at values */
    vm->failure.frame = vm->frame_count - 1;
    vm->failure.place_count = 0;
    failure_add(&vm->failure, vm->arena, code_whole(frame_top(vm)->code)->tree, node, (str){0});
    for (; vm->frame_count > 1; vm->frame_count--) {
        const struct frame *f = frame_top(vm);
        const struct frame *caller = f - 1;
        struct failure_place *p =
            failure_add(&vm->failure, vm->arena, code_whole(caller->code)->tree,
                        current_node(caller, caller->pc - 1), f->code->tree->name);
        p->is_tpl = f->kind == FRAME_TPL;
        p->is_template = f->kind == FRAME_TEMPLATE;
        if (f->kind == FRAME_INCLUDE) {
            e = error_calling(vm, caller, current_node(caller, caller->pc - 1), STR("include"), e);
        } else if (f->kind == FRAME_TPL) {
            e = unwind_tpl_error(vm, "error during tpl function execution for", f->name, e);
            e = error_calling(vm, caller, current_node(caller, caller->pc - 1), STR("tpl"), e);
        }
    }
    vm->error = e;
    return false;
}

bool unwind_fail(struct vm *vm, uint32_t pc, str text)
{
    const struct frame *f = frame_top(vm);
    const struct node *node = current_node(f, pc);
    vm->failure.message = text;
    vm->failure.pc = pc;
    return unwind(vm, node, error_at(vm, f, node, text, NULL));
}

bool unwind_fail_call(struct vm *vm, uint32_t pc, str name, const struct exec_error *inner)
{
    return unwind_fail_method(vm, current_node(frame_top(vm), pc), name, inner);
}

bool unwind_fail_method(struct vm *vm, const struct node *node, str name,
                        const struct exec_error *inner)
{
    vm->failure.message = inner->prefix;
    vm->failure.function = name;
    return unwind(vm, node, error_calling(vm, frame_top(vm), node, name, inner));
}
