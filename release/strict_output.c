/* What templates read and print. */
#include "release/strict.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/nearest.h"
#include "base/quote.h"
#include "value/map.h"
#include "value/yaml_scan.h"

static str call_text(struct arena *a, const struct source_call *c)
{
    if (c->is_tpl)
        return STR("tpl");
    struct buf b;
    buf_init(&b, a);
    buf_put_str(&b, c->is_template ? STR("template ") : STR("include "));
    quote_go(&b, c->name);
    return buf_str(&b);
}

/* The calls behind the error's own place. */
static void add_calls(const struct strict *s, struct diag *d, const struct source_call *via)
{
    enum { CALLS_MAX = 24 };
    size_t n = 1;
    for (const struct source_call *c = via; c && n <= CALLS_MAX; c = c->caller)
        n++;
    struct diag_frame *frames = ARENA_ARRAY(s->arena, struct diag_frame, n);
    frames[0] = d->frames[0];
    d->frames = frames;
    for (; via && d->frame_count < n; via = via->caller)
        frames[d->frame_count++] =
            (struct diag_frame){via->tree->source, via->node->span, call_text(s->arena, via)};
}

/* ---- reads ---- */

void strict_check_reads(const struct strict *s, const struct missing_log *log)
{
    for (uint32_t i = 0; i < log->n; i++) {
        const struct missing_read *r = &log->reads[i];
        str key = r->node->path.names[r->at];
        struct buf b;
        buf_init(&b, s->arena);
        ast_print(&b, r->node);
        buf_put_fmt(&b, ": %.*s is not set", STR_ARG(key));
        struct diag *d = strict_error(s, STR("CH101"), r->tree->source, r->node->span, buf_str(&b));
        add_calls(s, d, r->via);
        struct nearest near;
        nearest_init(&near, key);
        for (size_t k = 0; k < map_len(r->above); k++)
            nearest_offer(&near, r->above->entries[k].key);
        if (near.best.len)
            diag_note(s->diags, d, str_fmt(s->arena, "did you mean %.*s?", STR_ARG(near.best)));
    }
}

/* ---- outputs ---- */

struct output {
    const struct strict *s;
    const struct template_file *file;
    const struct missing_log *log;
    struct source text;
    struct map *told; /* places of templates that were told of */
};

/* The run that the finding's key comes from, and where. NULL: unknown. */
static const struct source_run *origin(struct output *o, const struct yaml_finding *f,
                                       uint32_t *ret_at)
{
    uint32_t at = strict_offset(o->s, &o->text, f->line, f->column);
    const struct source_run *r = o->file->map ? source_map_find(o->file->map, at) : NULL;
    if (r)
        *ret_at = source_run_origin(r, at);
    return r;
}

static bool first_time(struct output *o, const struct source_run *r, uint32_t at)
{
    str place = str_fmt(o->s->arena, "%.*s:%u", STR_ARG(r->tree->source->name), at);
    if (map_has(o->told, place))
        return false;
    map_set(o->told, place, val_bool(true));
    return true;
}

static str last_name(str path)
{
    size_t dot = str_find_last(path, STR("."));
    return dot == STR_NONE ? path : str_from(path, dot + 1);
}

static void check_duplicate(struct output *o, const struct yaml_finding *f)
{
    uint32_t at;
    const struct source_run *r = origin(o, f, &at);
    if (!r || !first_time(o, r, at))
        return;
    bool text = r->node->kind == NODE_TEXT;
    uint32_t end = text ? at + (uint32_t)last_name(f->path).len : r->node->span.end;
    if (end > r->tree->source->text.len)
        end = (uint32_t)r->tree->source->text.len;
    struct diag *d =
        strict_error(o->s, STR("CH506"), r->tree->source, (struct span){at, end},
                     str_fmt(o->s->arena,
                             "%.*s is rendered twice in one map (lines %zu and %zu of the output): "
                             "only the last counts",
                             STR_ARG(f->path), f->before, f->line));
    add_calls(o->s, d, r->via);
}

static bool starts_with_word(str s, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_has_prefix(s, str_from_c(words[i])))
            return true;
    return false;
}

/* Whether an action stands behind "key:" on its line of the template that prints a value there. A
 * block that is put below the key may be empty on purpose. */
static bool prints_value(str rest)
{
    static const char *const others[] = {"if", "with",   "range", "end",      "else",
                                         "/*", "define", "$",     "template", "block"};
    rest = str_trim_blanks(rest);
    if (!str_has_prefix(rest, STR("{{")) && !str_has_prefix(rest, STR("<<")))
        return false;
    rest = str_from(rest, 2);
    if (str_has_prefix(rest, STR("-")))
        rest = str_from(rest, 1);
    return !starts_with_word(str_trim_blanks(rest), others, sizeof others / sizeof *others) &&
           !str_has(rest, STR("nindent")) && !str_has(rest, STR("include "));
}

static bool is_told(const struct output *o, const struct tree *tree, uint32_t line)
{
    for (uint32_t i = 0; i < o->log->n; i++) {
        const struct missing_read *m = &o->log->reads[i];
        if (m->tree->source == tree->source &&
            source_position(tree->source, o->s->arena, m->node->span.begin).line == line)
            return true;
    }
    return false;
}

static void check_null(struct output *o, const struct yaml_finding *f)
{
    uint32_t at;
    const struct source_run *r = origin(o, f, &at);
    if (!r || r->node->kind != NODE_TEXT)
        return;
    struct source *src = r->tree->source;
    uint32_t line = source_position(src, o->s->arena, at).line;
    str text = source_line(src, o->s->arena, line), key = last_name(f->path);
    size_t behind = at - src->lines[line - 1] + key.len;
    if (behind >= text.len || text.s[behind] != ':' || !prints_value(str_from(text, behind + 1)) ||
        is_told(o, r->tree, line) || !first_time(o, r, at))
        return;
    struct diag *d = strict_error(
        o->s, STR("CH508"), src, (struct span){at, at + (uint32_t)(text.len - (behind - key.len))},
        str_fmt(o->s->arena, "%.*s is rendered as null (line %zu of the output)", STR_ARG(f->path),
                f->line));
    add_calls(o->s, d, r->via);
}

void strict_check_outputs(const struct strict *s, const struct template_file *files, size_t n,
                          const struct missing_log *log)
{
    struct map *told = map_new(s->arena, 0);
    for (size_t i = 0; i < n; i++) {
        struct output o = {.s = s, .file = &files[i], .log = log, .told = told};
        o.text = (struct source){.name = files[i].name, .text = files[i].output};
        if (str_has_suffix(files[i].name, STR("NOTES.txt")) || !files[i].output.len)
            continue;
        size_t count;
        const struct yaml_finding *f = yaml_scan(s->arena, files[i].output, &count);
        for (size_t k = 0; k < count; k++)
            if (f[k].kind == YAML_DUPLICATE_KEY)
                check_duplicate(&o, &f[k]);
            else
                check_null(&o, &f[k]);
    }
}
