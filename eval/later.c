#include "eval/later.h"

#include "base/arena.h"
#include "base/diag.h"
#include "eval/template_set.h"
#include "parser/survey.h"
#include "value/map.h"

#include <assert.h>
#include <string.h>

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Whether an action begins so whose left delimiter and trim marker are skipped. */
static bool defines(const char *at, const char *end)
{
    at += at < end && *at == '-';
    while (at < end && is_blank(*at))
        at++;
    if (at == end || (*at != 'd' && *at != 'b'))
        return false;
    str word = {at, (size_t)(end - at)};
    return str_has_prefix(word, STR("define")) || str_has_prefix(word, STR("block"));
}

bool later_may_define(str text, enum delims d)
{
    str left = delims_left(d);
    assert(left.len == 2);
    const char *at = text.s, *end = text.s + text.len;
    while (text.len && (at = memchr(at, left.s[0], (size_t)(end - at)))) {
        at++;
        if (at < end && *at == left.s[1] && defines(at + 1, end))
            return true;
    }
    return false;
}

void later_init(struct later *l, struct arena *kept, size_t longest)
{
    enum { BYTES_A_BYTE = 5 }; /* of nodes, that a dense template takes */
    *l = (struct later){.kept = kept,
                        .file = arena_within(kept),
                        .nodes = arena_within(kept),
                        .texts = map_new(kept, 0)};
    arena_expect(l->file, longest * BYTES_A_BYTE);
    l->steps = compiler_new(arena_within(kept));
    l->definitions = compiler_new(arena_within(kept));
}

struct later_text *later_add(struct later *l, const struct source *src, enum delims d)
{
    uint32_t hash = str_hash_text(src->text);
    const val *known = map_get_hashed(l->texts, src->text, hash);
    struct later_text *text = known ? (struct later_text *)(uintptr_t)known->u : NULL;
    if (!text || text->delims != d) {
        text = ARENA_NEW(l->kept, struct later_text);
        text->delims = d;
        map_set_hashed(l->texts, src->text, hash, val_uint(T_UINT64, (uintptr_t)text));
    }
    text->files++;
    return text;
}

static struct parse_options options(struct later *l, enum delims d)
{
    return (struct parse_options){
        .delims = d, .has_function = template_has_function, .data = &l->functions};
}

static bool parse(struct later *l, struct arena *a, struct source *src, enum delims d,
                  struct diags *diags, struct parse_result *ret)
{
    struct parse_options o = options(l, d);
    return parse_source(a, src, &o, diags, ret);
}

/* A name that is a view of the text or, where that was quoted, in memory that lasts. */
static str lasting_name(struct later *l, const struct source *src, str name)
{
    uintptr_t from = (uintptr_t)src->text.s, at = (uintptr_t)name.s;
    bool in_text = at >= from && at - from < src->text.len;
    return in_text || name.s == src->name.s ? name : str_dup(l->kept, name);
}

bool later_definitions(struct later *l, struct source *src, enum delims d, struct diags *diags,
                       struct parse_result *ret)
{
    struct parse_result r;
    struct parse_options o = options(l, d);
    arena_clear(l->file); /* no file runs yet */
    if (survey_source(l->kept, l->file, src, &o, ret, NULL))
        return true;
    if (!parse(l, l->file, src, d, diags, &r))
        return false;
    *ret = (struct parse_result){arena_alloc(l->kept, r.count * sizeof *r.trees), r.count};
    for (size_t i = 0; i < r.count; i++) {
        ret->trees[i] = r.trees[i];
        ret->trees[i].root = NULL;
        ret->trees[i].name = lasting_name(l, src, r.trees[i].name);
    }
    return true;
}

/* The one tree of a file that defines nothing else, as that of this file. */
static void take_tree(struct template *t, const struct parse_result *r, const struct source *from)
{
    struct source *src = t->tree.source;
    str name = t->tree.name;
    src->text = from->text;
    t->tree = r->trees[0];
    t->tree.source = src;
    t->tree.name = name;
}

/* Whether a look over the file's text says that it parses. Its jumps are kept until another one is
 * looked at. */
static bool survey(struct later *l, struct template *t)
{
    struct parse_result unused;
    l->options = options(l, t->later->delims);
    l->surveyed = NULL;
    if (!survey_source(l->file, l->file, t->tree.source, &l->options, &unused, &l->jumps))
        return false;
    l->surveyed = t;
    t->later->is_valid = true;
    return true;
}

bool later_parse(struct later *l, struct template *t, struct diags *diags)
{
    struct later_text *text = t->later;
    if (t->tree.root)
        return true;
    if (text->files == 1) {
        struct parse_result r;
        if (text->is_valid || survey(l, t))
            return true;
        if (!parse(l, l->file, t->tree.source, text->delims, diags, &r))
            return false;
        take_tree(t, &r, t->tree.source);
        t->made_before = l->made;
        l->made = t;
        return true;
    }
    if (!text->source) {
        if (!parse(l, l->kept, t->tree.source, text->delims, diags, &text->trees))
            return false;
        text->source = t->tree.source;
    }
    take_tree(t, &text->trees, text->source);
    return true;
}

/* Fails when it is run; the text is of no account. */
static const struct code *failing_code(struct later *l, struct template *t, enum compile_mode mode)
{
    static const str text = STR_INIT("{{ fail \"\" }}");
    struct source *src = ARENA_NEW(l->kept, struct source);
    *src = (struct source){.name = t->tree.name, .text = text};
    struct diags diags;
    diags_init(&diags, l->kept);
    struct parse_result r;
    parse(l, l->kept, src, DELIMS_HELM, &diags, &r);
    struct tree *tree = ARENA_NEW(l->kept, struct tree);
    *tree = r.trees[0];
    return compile_tree(l->definitions, l->kept, tree, mode);
}

/* Of files of one text, the code differs in what tree, and so what file, it is of. */
static const struct code *shared_code(struct later *l, struct template *t, enum compile_mode mode)
{
    struct later_text *text = t->later;
    if (!text->code)
        text->code = compile_light(l->definitions, l->kept, &t->tree, mode);
    struct code *own = ARENA_NEW(l->kept, struct code);
    *own = *text->code;
    own->tree = &t->tree;
    own->light = ARENA_NEW(l->kept, struct code_light);
    *own->light = (struct code_light){.arena = l->kept, .mode = mode};
    return own;
}

/* Of a definition, or of a file that is run as one. */
static const struct code *definition_code(struct later *l, struct template *t,
                                          enum compile_mode mode)
{
    if (t->tree.root)
        return compile_light(l->definitions, t->later ? l->file : l->kept, &t->tree, mode);
    struct parse_options o = options(l, t->tree.delims);
    arena_clear(l->nodes);
    t->tree.root = parse_again(l->nodes, &t->tree, &o);
    const struct code *code = compile_light(l->definitions, l->kept, &t->tree, mode);
    t->tree.root = NULL;
    return code;
}

const struct code *later_code(struct later *l, struct template *t, enum compile_mode mode)
{
    struct diags unseen;
    diags_init(&unseen, l->kept);
    if (!t->later)
        t->code = definition_code(l, t, mode);
    else if (!later_parse(l, t, &unseen))
        t->code = failing_code(l, t, mode);
    else if (t->later->files > 1)
        t->code = shared_code(l, t, mode);
    else
        t->code = definition_code(l, t, mode);
    return t->code;
}

const struct code *later_begin(struct later *l, struct template *t, enum compile_mode mode)
{
    struct diags unseen;
    diags_init(&unseen, l->kept);
    if (!t->later || t->later->files > 1 || !later_parse(l, t, &unseen))
        return t->code ? t->code : later_code(l, t, mode);
    struct parse_steps *source = NULL;
    if (!t->tree.root && (l->surveyed == t || survey(l, t)))
        source = parse_steps_new(l->file, t->tree.source, &l->options, &l->jumps);
    assert(source || t->tree.root);
    return steps_begin(l->steps, l->file, &t->tree, mode, source);
}

void later_end_file(struct later *l, bool keep)
{
    for (struct template *t = l->made; t && !keep; t = t->made_before) {
        t->tree.root = NULL;
        t->code = NULL;
    }
    l->made = NULL;
    l->surveyed = NULL;
    if (keep)
        l->file = arena_within(l->kept);
    else
        arena_clear(l->file);
}
