#include "api/value_origins.h"

#include "api/inputs.h"
#include "base/unicode.h"
#include "release/value_notes.h"

bool value_origins_are_gone(const chelm_render_options *o)
{
    for (size_t i = 0; i < o->value_count; i++)
        if (o->values[i].kind == CHELM_VALUES_FILE &&
            str_eq(unicode_trim_space(text_str(o->values[i].text)), STR("-")))
            return true;
    return false;
}

/* The chart once more; what is wrong with it was told before. */
static struct chart *load_again(struct chelm_result *r, const chelm_chart *chart)
{
    struct diags said = r->diags;
    diags_init(&r->diags, &r->render);
    str file;
    struct chart *c = inputs_locate(r, chart, &file) ? inputs_load(r, chart, file) : NULL;
    r->diags = said;
    return c;
}

bool value_origins_trace(struct chelm_result *r, const chelm_chart *chart,
                         const chelm_render_options *o, const struct value_path *path,
                         struct origins *ret)
{
    if (value_origins_are_gone(o))
        return false;
    struct value_option *options = inputs_values(&r->render, o);
    struct diags unheard;
    diags_init(&unheard, &r->render);
    struct chart *c = load_again(r, chart);
    size_t n = o->value_count;
    if (!c)
        return false;
    return path ? origins_trace(&r->render, c, options, n, path, ret, &unheard)
                : origins_trace_last(&r->render, c, options, n, ret, &unheard);
}

static void note_value(struct chelm_result *r, const chelm_chart *chart,
                       const chelm_render_options *o, const struct value_path *path, bool missing,
                       struct diag *d)
{
    struct origins origins;
    if (value_origins_trace(r, chart, o, path, &origins))
        value_notes_add(&origins, path, missing, &r->diags, d);
}

/* ---- values that a schema refuses: the message has their paths ---- */

/* The part of a JSON pointer up to the next '/', with its escapes undone. */
static str next_name(struct arena *a, str *pointer)
{
    size_t end = str_find_char(*pointer, '/');
    str name = str_slice(*pointer, 0, end == STR_NONE ? pointer->len : end);
    *pointer = str_from(*pointer, end == STR_NONE ? pointer->len : end + 1);
    return str_replace_all(a, str_replace_all(a, name, STR("~1"), STR("/")), STR("~0"), STR("~"));
}

static void note_refused(struct chelm_result *r, const chelm_chart *chart,
                         const chelm_render_options *o, struct value_path path, str pointer,
                         struct diag *d)
{
    if (!str_has_prefix(pointer, STR("/")))
        return;
    for (pointer = str_from(pointer, 1); pointer.len;) {
        str name = next_name(&r->render, &pointer);
        bool is_index = name.len && name.len < 10;
        size_t index = 0;
        for (size_t i = 0; i < name.len; i++) {
            is_index = is_index && name.s[i] >= '0' && name.s[i] <= '9';
            index = index * 10 + (size_t)(name.s[i] - '0');
        }
        struct value_step step = {is_index ? (str){NULL, 0} : name, is_index ? index : 0};
        path = value_path_append(&r->render, &path, step);
    }
    note_value(r, chart, o, &path, false, d);
}

/* Lines such as "web:" and behind each the faults of that chart: "- at '/a/b': got …". What is in
 * charts further below is not looked for. */
static void note_schema(struct chelm_result *r, const chelm_chart *chart,
                        const chelm_render_options *o, struct diag *d)
{
    enum { MAX_REFUSED = 4 };
    static const str at = STR_INIT("- at '");
    struct value_path prefix = {.len = 0};
    const struct chart *c = load_again(r, chart);
    int count = 0;
    for (str text = d->text, line; text.len && count < MAX_REFUSED;) {
        size_t end = str_find_char(text, '\n');
        line = str_slice(text, 0, end == STR_NONE ? text.len : end);
        text = str_from(text, end == STR_NONE ? text.len : end + 1);
        size_t found = str_find(line, at), close = STR_NONE;
        if (found != STR_NONE)
            close = str_find_char(str_from(line, found + at.len), '\'');
        if (close != STR_NONE) {
            str pointer = str_slice(line, found + at.len, found + at.len + close);
            note_refused(r, chart, o, prefix, pointer, d);
            count++;
        } else if (str_has_suffix(line, STR(":")) && !str_has(line, STR(" "))) {
            struct value_step step = {.key = str_slice(line, 0, line.len - 1)};
            prefix.len = 0;
            if (!c || !str_eq(step.key, chart_name(c)))
                prefix = value_path_append(&r->render, &prefix, step);
        }
    }
}

void value_origins_note(struct chelm_result *r, const chelm_chart *chart,
                        const chelm_render_options *o, struct diag *d)
{
    if (str_eq(d->code, STR("CH702")))
        note_schema(r, chart, o, d);
    if (!d->frame_count)
        return;
    str file = d->frames[d->frame_count - 1].source->name;
    for (size_t i = 0; i < d->value_count; i++) {
        struct value_path path;
        if (value_notes_path(&r->render, file, d->values[i].path, &path))
            note_value(r, chart, o, &path, d->values[i].missing, d);
    }
}
