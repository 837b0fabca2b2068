#include "eval/later.h"

#include "base/arena.h"
#include "base/diag.h"
#include "eval/template_set.h"
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

void later_init(struct later *l, struct arena *kept)
{
    *l = (struct later){.kept = kept,
                        .file = arena_within(kept),
                        .scratch = arena_within(kept),
                        .texts = map_new(kept, 0)};
}

struct later_text *later_add(struct later *l, const struct source *src, enum delims d)
{
    uint32_t hash = str_hash(src->text);
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

static bool parse(struct later *l, struct arena *a, struct source *src, enum delims d,
                  struct diags *diags, struct parse_result *ret)
{
    struct parse_options o = {
        .delims = d, .has_function = template_has_function, .data = &l->functions};
    return parse_source(a, src, &o, diags, ret);
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

bool later_parse(struct later *l, struct template *t, struct diags *diags)
{
    struct later_text *text = t->later;
    if (t->tree.root)
        return true;
    if (text->files == 1) {
        struct parse_result r;
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
    return compile_tree(l->kept, l->scratch, tree, mode);
}

/* Of files of one text, the code differs in what tree, and so what file, it is of. */
static const struct code *shared_code(struct later *l, struct template *t, enum compile_mode mode)
{
    struct later_text *text = t->later;
    if (!text->code)
        text->code = compile_tree(l->kept, l->scratch, &t->tree, mode);
    struct code *own = ARENA_NEW(l->kept, struct code);
    *own = *text->code;
    own->tree = &t->tree;
    return own;
}

const struct code *later_code(struct later *l, struct template *t, enum compile_mode mode)
{
    struct diags unseen;
    diags_init(&unseen, l->kept);
    if (!later_parse(l, t, &unseen))
        t->code = failing_code(l, t, mode);
    else if (t->later->files > 1)
        t->code = shared_code(l, t, mode);
    else
        t->code = compile_tree(l->file, l->scratch, &t->tree, mode);
    return t->code;
}

void later_end_file(struct later *l, bool keep)
{
    for (struct template *t = l->made; t && !keep; t = t->made_before) {
        t->tree.root = NULL;
        t->code = NULL;
    }
    l->made = NULL;
    if (keep)
        l->file = arena_within(l->kept);
    else
        arena_clear(l->file);
}
