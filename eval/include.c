#include "eval/include.h"

#include "base/arena.h"
#include "base/quote.h"
#include "eval/frame.h"
#include "eval/tpl.h"
#include "eval/unwind.h"

enum {
    MAX_TEMPLATE_DEPTH = 100000, /* Go's */
    MAX_FRAMES = 200000,         /* ours, for tpl within tpl, where Helm's stack overflows */
    MAX_INCLUDES = 1000          /* Helm's recursionMaxNums */
};

static val as_dot(val v)
{
    v.aux &= (uint16_t) ~(VAL_BOXED | VAL_IN_PLACE);
    return v.tag == V_NIL ? val_invalid() : v;
}

static const struct exec_error *start_include(struct vm *vm, str name, val dot)
{
    struct frame *f = frame_top(vm);
    uint32_t hash = str_hash(name);
    int64_t *count = frame_include_count(vm, name, hash);
    if (*count > MAX_INCLUDES)
        return exec_error_new(
            vm->arena,
            str_fmt(vm->arena,
                    "rendering template has a nested reference name: %.*s: ", STR_ARG(name)),
            exec_error_new(vm->arena, STR("unable to execute template"), NULL));
    struct template *t = template_set_find(f->set, name, hash);
    if (!t) {
        struct buf b;
        buf_init(&b, vm->arena);
        buf_put_str(&b, STR("template: no template "));
        quote_go(&b, name);
        buf_put_str(&b, STR(" associated with template \"gotpl\""));
        return exec_error_new(vm->arena, buf_str(&b), NULL);
    }
    if (vm->frame_count >= MAX_FRAMES)
        return exec_error_new(vm->arena, STR("exceeded maximum template depth"), NULL);
    f = frame_push(vm, FRAME_INCLUDE, t, dot, f->set);
    f->name = name;
    f->count = count;
    ++*count;
    return NULL;
}

static const struct exec_error *start_tpl(struct vm *vm, str text, val dot)
{
    struct frame *f = frame_top(vm);
    enum delims delims = f->code->tree->delims;
    if (vm->env->on_tpl)
        vm->env->on_tpl(vm->env->data, delims_left(delims), text);
    if (!str_has(text, delims_left(delims))) {
        vm->stack[f->sp++] = val_str(frame_strip_no_value(vm, text));
        return NULL;
    }
    if (vm->frame_count >= MAX_FRAMES)
        return exec_error_new(vm->arena, STR("exceeded maximum template depth"), NULL);
    struct budget *b = vm->arena->budget;
    if (b && b->limits[LIMIT_DEPTH] && vm->tpls >= b->limits[LIMIT_DEPTH])
        budget_trap(b, LIMIT_DEPTH);
    str error;
    const struct template_set *set = f->set;
    struct template *t = tpl_parse(&vm->texts, vm->arena, text, delims, &set, &error);
    if (!t)
        return unwind_tpl_error(vm, "cannot parse template", text,
                                exec_error_new(vm->arena, error, NULL));
    frame_push(vm, FRAME_TPL, t, dot, set)->name = text;
    return NULL;
}

bool include_run(struct vm *vm, uint32_t pc, const struct fn *fn, const val *args)
{
    str text = val_text(args[0]);
    val dot = as_dot(args[1]);
    const struct exec_error *e =
        fn->body == fn_include ? start_include(vm, text, dot) : start_tpl(vm, text, dot);
    return e ? unwind_fail_call(vm, pc, fn->name, e) : true;
}

bool include_find(struct vm *vm, uint32_t pc, const struct name *name)
{
    const struct frame *f = frame_top(vm);
    if (!template_set_find(f->set, name->text, name->hash)) {
        struct buf b;
        buf_init(&b, vm->arena);
        buf_put_str(&b, STR("template "));
        quote_go(&b, name->text);
        buf_put_str(&b, STR(" not defined"));
        return unwind_fail(vm, pc, buf_str(&b));
    }
    if (f->depth == MAX_TEMPLATE_DEPTH || vm->frame_count >= MAX_FRAMES)
        return unwind_fail(
            vm, pc, str_fmt(vm->arena, "exceeded maximum template depth (%d)", MAX_TEMPLATE_DEPTH));
    return true;
}
