#define _GNU_SOURCE /* memrchr */

#include "eval/output.h"

#include "base/arena.h"
#include "eval/map_recorder.h"
#include "funcs/late_key.h"
#include "value/gofmt.h"
#include "value/yaml_write.h"

#include <assert.h>
#include <string.h>

static const str no_value = STR_INIT("<no value>");

void output_print(struct vm *vm, val v)
{
    if (v.tag == V_STRING)
        buf_put(&vm->out, v.s, v.len);
    else if (v.tag == V_INT && (v.gotype == T_INT || v.gotype == T_INT64))
        buf_put_int(&vm->out, v.i);
    else {
        late_key_complete_for(vm->env, vm->arena, &v, 1);
        gofmt_print_value(&vm->out, v.tag == V_NIL ? val_invalid() : v);
    }
}

/* What would have been a value may be no longer than one. */
static void limit(const struct vm *vm, size_t from)
{
    if (vm->arena->max_block && vm->out.len - from > vm->arena->max_block)
        arena_too_large(vm->arena);
}

void output_yaml(struct vm *vm, val v, enum output_form form, uint32_t width)
{
    struct buf *out = &vm->out;
    size_t from = out->len;
    if (v.tag == V_INVALID)
        v = val_nil();
    v.aux &= (uint16_t) ~(VAL_BOXED | VAL_IN_PLACE);
    late_key_complete_for(vm->env, vm->arena, &v, 1);
    if (form == OUTPUT_NINDENT)
        buf_put_char(out, '\n');
    if (form == OUTPUT_AS_IS)
        width = 0;
    buf_put_fill(out, ' ', width);
    yaml_write_indented(out, vm->scratch, v, width);
    arena_clear(vm->scratch);
    limit(vm, from);
}

void output_indent(struct vm *vm, size_t from, enum output_form form, uint32_t width)
{
    struct buf *out = &vm->out;
    limit(vm, from);
    if (form == OUTPUT_AS_IS)
        return;
    size_t len = out->len - from, lead = form == OUTPUT_NINDENT;
    size_t lines = 1 + str_count(str_from(buf_str(out), from), STR("\n"));
    buf_reserve(out, lead + lines * width);
    char *text = out->s + from;
    size_t to = lead + len + lines * width, end = len, search = len;
    out->len = from + to;
    while (lines--) { /* from the last one on, so that none is written over */
        const char *before = search ? memrchr(text, '\n', search) : NULL;
        size_t begin = before ? (size_t)(before - text) + 1 : 0, n = end - begin;
        memmove(text + to - n, text + begin, n);
        memset(text + to - n - width, ' ', width);
        to -= n + width;
        end = begin;
        search = begin ? begin - 1 : 0;
    }
    assert(to == lead);
    if (lead)
        *text = '\n';
    limit(vm, from);
}

void output_strip(struct vm *vm, size_t from)
{
    struct buf *out = &vm->out;
    str rest = str_from(buf_str(out), from);
    size_t at = vm->keep_no_value ? STR_NONE : str_find(rest, no_value);
    if (at == STR_NONE)
        return;
    size_t kept = from + at;
    for (rest = str_from(rest, at + no_value.len);; rest = str_from(rest, at + no_value.len)) {
        at = str_find(rest, no_value);
        size_t n = at == STR_NONE ? rest.len : at;
        memmove(out->s + kept, rest.s, n);
        kept += n;
        if (at == STR_NONE)
            break;
    }
    out->len = kept;
}

str output_stripped(struct vm *vm, str s)
{
    return vm->keep_no_value ? s : str_replace_all(vm->arena, s, no_value, STR(""));
}

str output_cut(struct vm *vm, size_t from, bool strip)
{
    if (!vm->recorder) {
        if (strip)
            output_strip(vm, from);
        str s = str_dup(vm->arena, str_from(buf_str(&vm->out), from));
        vm->out.len = from;
        return s;
    }
    str s = str_dup(vm->arena, str_from(buf_str(&vm->out), from));
    if (strip)
        s = output_stripped(vm, s);
    map_recorder_take(vm, from, strip && !vm->keep_no_value, s);
    vm->out.len = from;
    return s;
}

str output_end(struct vm *vm)
{
    struct buf *out = &vm->out;
    output_strip(vm, 0);
    str s = buf_str(out);
    if (!s.len)
        return STR("");
    out->s += s.len;
    out->cap -= s.len;
    out->len = 0;
    return s;
}
