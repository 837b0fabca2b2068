#include "eval/vm.h"

#include "base/arena.h"
#include "base/quote.h"
#include "eval/field.h"
#include "eval/frame.h"
#include "eval/literal.h"
#include "eval/loop.h"
#include "eval/tpl.h"
#include "funcs/check.h"
#include "value/gofmt.h"

#include <stdlib.h>
#include <string.h>

enum {
    MAX_TEMPLATE_DEPTH = 100000, /* Go's */
    MAX_FRAMES = 200000,         /* ours, for tpl within tpl, where Helm's stack overflows */
    MAX_INCLUDES = 1000          /* Helm's recursionMaxNums */
};

/* No instruction has this number. */
#define NO_JOIN UINT32_MAX

void vm_init(struct vm *vm, struct arena *render, struct arena *program, struct fn_env *env,
             const struct template_set *set, bool fuse)
{
    *vm = (struct vm){.arena = render, .program = program, .env = env, .set = set, .fuse = fuse};
    buf_init(&vm->out, render);
    vm->including = map_new(render, 0);
    vm->texts = map_new(render, 0);
}

static struct frame *top(struct vm *vm)
{
    return &vm->frames[vm->frame_count - 1];
}

/* ---- errors ---- */

/* Go's current node when instruction `pc` fails. Behind an `and` or `or` that was decided early, that
 * is the node at which it was decided, as long as nothing else was evaluated since. */
static const struct node *current_node(const struct frame *f, uint32_t pc)
{
    const struct code *k = f->code;
    const struct node *n = code_node_at(k, pc);
    if (f->join_to == NO_JOIN || f->join_to > pc || code_node_at(k, f->join_to) != n)
        return n;
    return code_node_at(k, f->join_from);
}

static const struct exec_error *error_here(struct vm *vm, const struct frame *f, uint32_t pc,
                                           str text, const struct exec_error *inner)
{
    return exec_error_at(vm->arena, f->code->tree, current_node(f, pc), text, inner);
}

/* Go's "error calling F: %w", at the call that frame f stands at. */
static const struct exec_error *error_calling(struct vm *vm, const struct frame *f, uint32_t pc,
                                              str name, const struct exec_error *inner)
{
    str text = str_fmt(vm->arena, "error calling %.*s: ", STR_ARG(name));
    return error_here(vm, f, pc, text, inner);
}

static const struct exec_error *error_in_tpl(struct vm *vm, const char *what, str text,
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
static bool unwind(struct vm *vm, const struct exec_error *e)
{
    for (; vm->frame_count > 1; vm->frame_count--) {
        const struct frame *f = top(vm);
        const struct frame *caller = f - 1;
        if (f->kind == FRAME_INCLUDE) {
            e = error_calling(vm, caller, caller->pc - 1, STR("include"), e);
        } else if (f->kind == FRAME_TPL) {
            e = error_in_tpl(vm, "error during tpl function execution for", f->name, e);
            e = error_calling(vm, caller, caller->pc - 1, STR("tpl"), e);
        }
    }
    vm->error = e;
    return false;
}

static bool fail(struct vm *vm, uint32_t pc, str text)
{
    return unwind(vm, error_here(vm, top(vm), pc, text, NULL));
}

static bool fail_call(struct vm *vm, uint32_t pc, str name, const struct exec_error *inner)
{
    return unwind(vm, error_calling(vm, top(vm), pc, name, inner));
}

/* ---- frames ---- */

static void *widen(struct vm *vm, void *array, uint32_t *cap, uint32_t want, size_t size)
{
    if (want <= *cap)
        return array;
    uint32_t cap2 = *cap ? *cap : 64;
    while (cap2 < want)
        cap2 *= 2;
    array = arena_grow(vm->arena, array, *cap * size, cap2 * size);
    *cap = cap2;
    return array;
}

/* Pushes a frame that will run t. The caller's frame must have saved its pc and sp. */
static struct frame *push_frame(struct vm *vm, enum frame_kind kind, struct template *t, val dot,
                                const struct template_set *set)
{
    const struct code *k = template_code(vm->program, t, vm->fuse);
    uint32_t slots = 0, loops = 0, depth = 0;
    if (vm->frame_count) {
        const struct frame *caller = top(vm);
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

/* Cuts the output of an include or tpl off the buffer, as a string of its own. */
static str take_output(struct vm *vm, size_t from)
{
    str s = str_dup(vm->arena, str_from(buf_str(&vm->out), from));
    vm->out.len = from;
    return s;
}

static str strip_no_value(struct vm *vm, str s)
{
    return str_replace_all(vm->arena, s, STR("<no value>"), STR(""));
}

static void count_include(struct vm *vm, str name, int64_t by)
{
    val *n = map_get(vm->including, name);
    if (n)
        n->i += by;
    else
        map_set(vm->including, name, val_int(by));
}

/* The frame is done: what its caller gets. */
static void pop_frame(struct vm *vm)
{
    struct frame f = *top(vm);
    vm->frame_count--;
    if (f.kind == FRAME_TEMPLATE)
        return;
    str out = take_output(vm, f.out_from);
    if (f.kind == FRAME_INCLUDE)
        count_include(vm, f.name, -1);
    else
        out = strip_no_value(vm, out);
    struct frame *caller = top(vm);
    vm->stack[caller->sp++] = val_str(out);
}

/* ---- include, tpl, template ---- */

static val as_dot(val v)
{
    v.aux &= (uint16_t)~VAL_BOXED;
    return v.tag == V_NIL ? val_invalid() : v;
}

static const struct exec_error *start_include(struct vm *vm, str name, val dot)
{
    struct frame *f = top(vm);
    const val *n = map_get(vm->including, name);
    if (n && n->i > MAX_INCLUDES)
        return exec_error_new(
            vm->arena,
            str_fmt(vm->arena, "rendering template has a nested reference name: %.*s: ",
                    STR_ARG(name)),
            exec_error_new(vm->arena, STR("unable to execute template"), NULL));
    struct template *t = template_set_find(f->set, name, str_hash(name));
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
    count_include(vm, name, 1);
    push_frame(vm, FRAME_INCLUDE, t, dot, f->set)->name = name;
    return NULL;
}

static const struct exec_error *start_tpl(struct vm *vm, str text, val dot)
{
    struct frame *f = top(vm);
    enum delims delims = f->code->tree->delims;
    if (!str_has(text, delims_left(delims))) {
        vm->stack[f->sp++] = val_str(strip_no_value(vm, text));
        return NULL;
    }
    if (vm->frame_count >= MAX_FRAMES)
        return exec_error_new(vm->arena, STR("exceeded maximum template depth"), NULL);
    str error;
    const struct template_set *set = f->set;
    struct template *t = tpl_parse(vm->arena, vm->texts, text, delims, &set, &error);
    if (!t)
        return error_in_tpl(vm, "cannot parse template", text,
                            exec_error_new(vm->arena, error, NULL));
    push_frame(vm, FRAME_TPL, t, dot, set)->name = text;
    return NULL;
}

/* Runs include or tpl: args[0] is the name or text, args[1] the data. The frame that calls has
 * saved its place. */
static bool render(struct vm *vm, uint32_t pc, const struct fn *fn, const val *args)
{
    str text = val_text(args[0]);
    val dot = as_dot(args[1]);
    const struct exec_error *e =
        fn->body == fn_include ? start_include(vm, text, dot) : start_tpl(vm, text, dot);
    return e ? fail_call(vm, pc, fn->name, e) : true;
}

static bool find_template(struct vm *vm, uint32_t pc, const struct name *name)
{
    const struct frame *f = top(vm);
    if (!template_set_find(f->set, name->text, name->hash)) {
        struct buf b;
        buf_init(&b, vm->arena);
        buf_put_str(&b, STR("template "));
        quote_go(&b, name->text);
        buf_put_str(&b, STR(" not defined"));
        return fail(vm, pc, buf_str(&b));
    }
    if (f->depth == MAX_TEMPLATE_DEPTH || vm->frame_count >= MAX_FRAMES)
        return fail(vm, pc, str_fmt(vm->arena, "exceeded maximum template depth (%d)",
                                    MAX_TEMPLATE_DEPTH));
    return true;
}

/* ---- calls ---- */

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

static bool call(struct vm *vm, uint32_t pc, const struct fn *fn, val *args, uint32_t n, val *ret)
{
    struct fn_call c = {.fn = fn, .arena = vm->arena, .env = vm->env};
    if (fn->body == fn_call_function)
        c.callee = callee_text(vm, code_node_at(top(vm)->code, pc), args[0]);
    for (uint32_t i = 0; i < n; i++) {
        if (check_param(fn, i) != T_ANY)
            continue;
        if (args[i].tag == V_INVALID)
            args[i] = val_nil();
        args[i].aux &= (uint16_t)~VAL_BOXED;
    }
    if (fn->body(&c, args, n, ret)) {
        if (fn->result == T_ANY)
            ret->aux |= VAL_BOXED;
        return true;
    }
    str text = c.failure == FN_USER_ERROR ? exec_error_mark_user(vm->arena, c.error) : c.error;
    return fail_call(vm, pc, fn->name, exec_error_new(vm->arena, text, NULL));
}

/* A method found without arguments written behind it. */
static bool call_plain_method(struct vm *vm, uint32_t pc, const struct fn *m, val receiver,
                              val *ret)
{
    str error;
    if (!check_count(vm->arena, m, 0, false, &error))
        return fail(vm, pc, error);
    struct fn_call c = {.fn = m, .arena = vm->arena, .env = vm->env};
    receiver.aux &= (uint16_t)~VAL_BOXED;
    if (m->body(&c, &receiver, 1, ret))
        return true;
    return fail_call(vm, pc, m->name, exec_error_new(vm->arena, c.error, NULL));
}

static bool field(struct vm *vm, uint32_t pc, const struct name *name, val *v)
{
    const struct fn *method;
    str error;
    val result;
    switch (field_read(vm->arena, *v, name, false, &result, &method, &error)) {
    case FIELD_METHOD:
        if (!call_plain_method(vm, pc, method, *v, &result))
            return false;
        break;
    case FIELD_ERROR:
        return fail(vm, pc, error);
    default:
        break;
    }
    *v = result;
    return true;
}

/* METHOD: *sp is the receiver. Pushes the method; the instruction behind is skipped then. With no
 * receiver the result is no value and the arguments are not evaluated. */
static bool find_method(struct vm *vm, uint32_t pc, struct instr in, val **sp, uint32_t *next)
{
    const struct fn *method = NULL;
    str error;
    val result;
    val *receiver = *sp - 1;
    const struct name *name = &top(vm)->code->names[in.c];
    switch (field_read(vm->arena, *receiver, name, true, &result, &method, &error)) {
    case FIELD_METHOD:
        break;
    case FIELD_INVALID:
        *sp -= in.a; /* the piped value goes, too */
        (*sp)[-1] = result;
        return true;
    default:
        return fail(vm, pc, error);
    }
    if (!check_count(vm->arena, method, in.b, in.a, &error))
        return fail(vm, pc, error);
    receiver[1] = (val){.tag = V_OPAQUE, .p = method};
    *sp += 1;
    *next += 1;
    return true;
}

static const struct fn *method_of(val v)
{
    return v.p;
}

/* CALL_METHOD: …, [piped], receiver, method, arguments. */
static bool call_method(struct vm *vm, uint32_t pc, struct instr in, val **sp)
{
    uint32_t n = in.b;
    val *receiver = *sp - n - 2;
    struct fn_call c = {.fn = method_of(receiver[1]), .arena = vm->arena, .env = vm->env};
    memmove(receiver + 1, receiver + 2, n * sizeof(val));
    if (in.a)
        receiver[++n] = receiver[-1];
    receiver->aux &= (uint16_t)~VAL_BOXED;
    val result;
    if (!c.fn->body(&c, receiver, n + 1, &result))
        return fail_call(vm, pc, c.fn->name, exec_error_new(vm->arena, c.error, NULL));
    *sp = receiver - in.a;
    *(*sp)++ = result;
    return true;
}

/* ---- output ---- */

static void print(struct vm *vm, val v)
{
    if (v.tag == V_STRING)
        buf_put(&vm->out, v.s, v.len);
    else if (v.tag == V_INT && (v.gotype == T_INT || v.gotype == T_INT64))
        buf_put_int(&vm->out, v.i);
    else
        gofmt_print_value(&vm->out, v);
}

static bool emit_path(struct vm *vm, uint32_t pc, const struct frame *f, struct instr in)
{
    val v = f->dot;
    for (uint32_t i = 0; i < in.b; i++)
        if (!field(vm, pc, &f->code->names[in.c + i], &v))
            return false;
    print(vm, v);
    return true;
}

/* ---- the machine ---- */

static bool is_true(val v)
{
    return val_truth(v);
}

/* Remembers that an `and` or `or` was decided early, for current_node. */
static void note_join(struct frame *f, uint32_t pc, uint32_t target)
{
    f->join_from = f->join_to == pc ? f->join_from : pc;
    f->join_to = target;
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
    (f = top(vm), k = f->code, slots = vm->stack + f->slots, sp = vm->stack + f->sp, pc = f->pc)
#define SUSPEND() (f->pc = pc, f->sp = (uint32_t)(sp - vm->stack))

    RESUME();
    for (;;) {
        struct instr in = k->instrs[pc++];
        switch ((enum opcode)in.op) {
        case OP_TEXT:
            buf_put(&vm->out, k->consts[in.c].s, k->consts[in.c].len);
            break;
        case OP_EMIT:
            print(vm, *--sp);
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
                return fail(vm, pc - 1, str_fmt(vm->arena, "undefined variable: %.*s",
                                                STR_ARG(k->names[in.c].text)));
            *sp++ = slots[in.b];
            break;
        case OP_STORE:
            slots[in.b] = sp[-1];
            break;
        case OP_FIELD:
            if (!field(vm, pc - 1, &k->names[in.c], &sp[-1]))
                return false;
            break;
        case OP_UNBOX:
            sp[-1].aux &= (uint16_t)~VAL_BOXED;
            if (sp[-1].tag == V_NIL)
                sp[-1] = val_invalid();
            break;
        case OP_CHECK:
            if (!check_value(vm->arena, sp[-1 - (int64_t)in.c], (enum gotype)in.a, &v, &error))
                return fail(vm, pc - 1, error);
            sp[-1 - (int64_t)in.c] = v;
            break;
        case OP_CALL:
            fn = fn_at(in.b);
            sp -= in.c;
            if (in.a)
                sp[in.c] = sp[-1];
            if (!call(vm, pc - 1, fn, sp, in.c + in.a, &v))
                return false;
            sp -= in.a;
            *sp++ = v;
            break;
        case OP_RENDER:
            sp -= in.c;
            if (in.a)
                sp[in.c] = sp[-1];
            val *args = sp;
            sp -= in.a;
            SUSPEND();
            if (!render(vm, pc - 1, fn_at(in.b), args))
                return false;
            RESUME();
            break;
        case OP_METHOD:
            if (!find_method(vm, pc - 1, in, &sp, &pc))
                return false;
            break;
        case OP_ARG_LITERAL:
            fn = method_of(sp[-1 - (int64_t)in.b]);
            if (!literal_argument(vm->arena, k->nodes[in.c], check_param(fn, in.b), sp, &error))
                return fail(vm, pc - 1, error);
            sp++;
            break;
        case OP_CHECK_ARG: {
            val *arg = in.a ? sp - in.b - 3 : sp - 1;
            fn = method_of(sp[-(in.a ? 1 : 2) - (int64_t)in.b]);
            if (!check_value(vm->arena, *arg, check_param(fn, in.b), &v, &error))
                return fail(vm, pc - 1, error);
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
        case OP_AND:
        case OP_OR:
            if (is_true(sp[-1]) == (in.op == OP_OR)) {
                note_join(f, pc - 1, in.c);
                pc = in.c;
            } else {
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
            if (!loop_begin(loop, vm->arena, *--sp, in.a, &empty, &error))
                return fail(vm, pc - 1, error);
            if (empty)
                pc = in.c;
            break;
        }
        case OP_NEXT:
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
            if (!find_template(vm, pc - 1, &k->names[in.c]))
                return false;
            break;
        case OP_TEMPLATE:
            v = *--sp;
            SUSPEND();
            push_frame(vm, FRAME_TEMPLATE,
                       template_set_find(f->set, k->names[in.c].text, k->names[in.c].hash), v,
                       f->set);
            RESUME();
            break;
        case OP_FAIL:
            return fail(vm, pc - 1, val_text(k->consts[in.c]));
        case OP_RETURN:
            if (f->kind == FRAME_FILE)
                return true;
            pop_frame(vm);
            RESUME();
            break;
        case OP_COUNT:
            abort(); /* no such instruction */
        }
    }
#undef RESUME
#undef SUSPEND
}

bool vm_run(struct vm *vm, struct template *t, val dot, str *ret)
{
    vm->frame_count = 0;
    vm->out.len = 0;
    vm->error = NULL;
    push_frame(vm, FRAME_FILE, t, dot, vm->set);
    if (!run(vm))
        return false;
    *ret = strip_no_value(vm, take_output(vm, 0));
    return true;
}
