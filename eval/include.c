#include "eval/include.h"

#include "base/arena.h"
#include "base/quote.h"
#include "eval/frame.h"
#include "eval/output.h"
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

/* A count of the runs of that name that stays where it is. */
static int64_t *count_of(struct vm *vm, str name, uint32_t hash)
{
    const val *known = map_get_hashed(vm->including, name, hash);
    if (known)
        return (int64_t *)(uintptr_t)known->p;
    int64_t *count = ARENA_NEW(vm->render, int64_t);
    map_set_hashed(vm->including, str_dup(vm->render, name), hash,
                   (val){.tag = V_OPAQUE, .gotype = T_ANY, .p = count});
    return count;
}

static const struct exec_error *not_found(struct vm *vm, str name)
{
    struct buf b;
    buf_init(&b, vm->arena);
    buf_put_str(&b, STR("template: no template "));
    quote_go(&b, name);
    buf_put_str(&b, STR(" associated with template \"gotpl\""));
    return exec_error_new(vm->arena, buf_str(&b), NULL);
}

/* What the name means in the set of the frame on top; `t` is NULL when it means nothing. A name is
 * looked up once for each place that it is written at. */
static struct included find(struct vm *vm, str name)
{
    const struct template_set *set = frame_top(vm)->set;
    struct included *known = &vm->included[((uintptr_t)name.s >> 2) % VM_INCLUDED];
    if (known->set == set && str_eq(known->t->tree.name, name))
        return *known;
    uint32_t hash = str_hash(name);
    struct included found = {set, template_set_find(set, name, hash), count_of(vm, name, hash)};
    if (found.t)
        *known = found;
    return found;
}

static const struct exec_error *start_include(struct vm *vm, str name, val dot)
{
    struct included found = find(vm, name);
    if (*found.count > MAX_INCLUDES)
        return exec_error_new(
            vm->arena,
            str_fmt(vm->arena,
                    "rendering template has a nested reference name: %.*s: ", STR_ARG(name)),
            exec_error_new(vm->arena, STR("unable to execute template"), NULL));
    if (!found.t)
        return not_found(vm, name);
    if (vm->frame_count >= MAX_FRAMES)
        return exec_error_new(vm->arena, STR("exceeded maximum template depth"), NULL);
    struct frame *f = frame_push(vm, FRAME_INCLUDE, found.t, dot, found.set);
    f->name = name;
    f->count = found.count;
    ++*f->count;
    return NULL;
}

static const struct exec_error *start_tpl(struct vm *vm, str text, val dot)
{
    struct frame *f = frame_top(vm);
    enum delims delims = f->code->tree->delims;
    if (vm->env->on_tpl)
        vm->env->on_tpl(vm->env->data, delims_left(delims), text);
    if (!str_has(text, delims_left(delims))) {
        vm->stack[f->sp++] = val_str(output_stripped(vm, text));
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
        fn_body_of(fn) == fn_include ? start_include(vm, text, dot) : start_tpl(vm, text, dot);
    return e ? unwind_fail_call(vm, pc, fn_name(fn), e) : true;
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
