#include "eval/eval.h"

#include "base/arena.h"
#include "eval/exec_error.h"
#include "eval/explain.h"
#include "eval/map_recorder.h"
#include "eval/template_set.h"
#include "eval/vm.h"
#include "parser/parser.h"

#include <stdlib.h>

static size_t slashes(str path)
{
    size_t n = 0;
    for (size_t i = 0; i < path.len; i++)
        n += path.s[i] == '/';
    return n;
}

/* A file and where it stands in the caller's list. */
struct place {
    str name;
    size_t slashes;
    uint32_t number;
};

/* Deepest first, then the names backwards: the reverse of Helm's byPathLen. */
static int in_render_order(const void *x, const void *y)
{
    const struct place *a = x, *b = y;
    if (a->slashes != b->slashes)
        return a->slashes > b->slashes ? -1 : 1;
    return str_cmp(b->name, a->name);
}

static const uint32_t *sorted(struct arena *a, const struct template_file *files, size_t n)
{
    uint32_t *order = ARENA_ARRAY(a, uint32_t, n);
    struct arena_mark mark = arena_mark(a);
    struct place *places = ARENA_ARRAY(a, struct place, n);
    for (size_t i = 0; i < n; i++)
        places[i] = (struct place){files[i].name, slashes(files[i].name), (uint32_t)i};
    if (n)
        qsort(places, n, sizeof *places, in_render_order);
    for (size_t i = 0; i < n; i++)
        order[i] = places[i].number;
    arena_release(a, mark);
    return order;
}

/* A file that was parsed. */
struct parsed {
    struct source *source;
    enum delims delims;
    struct parse_result trees;
};

/* What the files of a program share while they are parsed. */
struct known {
    struct map *texts; /* → struct parsed */
    struct fn_cache functions;
    struct later *later; /* or NULL: trees are kept */
};

/* The trees of a file whose text another file had: charts carry copies of one library with them.
 * The source takes over the other's copy of the text, into which nodes view; the source and the
 * file's own name are then all that differs. */
static struct parse_result reuse(struct arena *a, const struct parsed *old, struct source *src)
{
    struct parse_result r = {ARENA_ARRAY(a, struct tree, old->trees.count), old->trees.count};
    src->text = old->source->text;
    for (size_t i = 0; i < r.count; i++) {
        r.trees[i] = old->trees.trees[i];
        r.trees[i].source = src;
        if (r.trees[i].name.s == old->source->name.s)
            r.trees[i].name = src->name;
    }
    return r;
}

static bool parse_new(struct arena *a, struct source *src, enum delims d, struct known *known,
                      struct diags *diags, struct parse_result *ret)
{
    struct parse_options o = {
        .delims = d, .has_function = template_has_function, .data = &known->functions};
    return known->later ? later_definitions(known->later, src, d, diags, ret)
                        : parse_source(a, src, &o, diags, ret);
}

static bool parse_file(struct arena *a, const struct template_file *f, struct template_set *set,
                       struct known *known, struct diags *diags)
{
    struct source *src = ARENA_NEW(a, struct source);
    *src = (struct source){.name = f->name, .text = f->text};
    struct parse_result r;
    uint32_t hash = f->trees ? 0 : str_hash_text(f->text);
    const val *v = f->trees ? NULL : map_get_hashed(known->texts, f->text, hash);
    const struct parsed *old = v ? v->p : NULL;
    if (f->trees) {
        struct parsed given = {f->trees->source, f->delims, {f->trees, f->tree_count}};
        r = reuse(a, &given, src);
    } else if (old && old->delims == f->delims) {
        r = reuse(a, old, src);
    } else {
        if (!parse_new(a, src, f->delims, known, diags, &r))
            return false;
        struct parsed *p = ARENA_NEW(a, struct parsed);
        *p = (struct parsed){src, f->delims, r};
        map_set_hashed(known->texts, f->text, hash,
                       (val){.tag = V_OPAQUE, .gotype = T_ANY, .p = p});
    }
    for (size_t i = 0; i < r.count; i++)
        template_set_add(set, &r.trees[i]);
    return true;
}

/* Only the base name counts: a folder called _x is rendered. */
static bool is_partial(str name)
{
    size_t slash = str_find_last(name, STR("/"));
    str base = slash == STR_NONE ? name : str_from(name, slash + 1);
    return str_has_prefix(base, STR("_"));
}

static void start_vm(struct vm *vm, const struct eval_program *p, struct arena *program,
                     struct arena *render, struct fn_env *env)
{
    vm_init(vm, render, program, env, p->set, p->mode);
    vm->missing = p->missing;
    if (vm->recorder)
        vm->recorder->lineages = p->lineages;
    vm->later = p->later;
}

static void set_template_object(struct arena *a, const struct template_file *f)
{
    struct map *m = map_new(a, 2);
    map_set(m, STR("Name"), val_str(f->name));
    map_set(m, STR("BasePath"), val_str(f->base_path));
    map_set(f->top.map, STR("Template"), val_typed_map(T_VALUES, m));
}

static struct template *template_of(const struct eval_program *p, const struct template_file *f)
{
    return template_set_find(p->set, f->name, str_hash(f->name));
}

/* Helm parses all files before it runs one: an error of one that is parsed later comes before those
 * of running. The files before place `from` of the order have been parsed. */
static bool parse_rest(const struct eval_program *p, const struct template_file *files, size_t from,
                       struct diags *diags)
{
    for (size_t i = from; p->later && i < p->count; i++) {
        struct template *t = template_of(p, &files[p->order[i]]);
        if (t->later && !later_parse(p->later, t, diags))
            return false;
    }
    return true;
}

/* Runs file i of the order. */
static bool run_file(struct vm *vm, const struct eval_program *p, struct template_file *files,
                     size_t i, struct diags *diags)
{
    struct template_file *f = &files[p->order[i]];
    struct template *t = template_of(p, f);
    if (t->later && !later_parse(p->later, t, diags))
        return false;
    set_template_object(vm->render, f);
    if (vm_run(vm, t, f->top, &f->output)) {
        if (vm->recorder)
            f->map = map_recorder_find(vm->recorder, f->output);
        return true;
    }
    f->output = (str){0};
    if (!parse_rest(p, files, i + 1, diags))
        return false;
    struct diag *d = diag_put(diags, DIAG_ERROR, exec_error_helm(vm->arena, f->name, vm->error));
    d->rendering = true;
    explain(vm, diags, d);
    return false;
}

/* Takes back the error behind `before` if it may come of a file that did not parse. */
static void drop_follower(struct diags *diags, struct diag *before)
{
    struct diag *d = diags->last;
    if (!before || before == d || before->next != d || !str_eq(d->code, STR("CH301")))
        return;
    before->next = NULL;
    diags->last = before;
    diags->errors--;
}

bool eval_compile(struct arena *program, const struct template_file *files, size_t n, bool unfused,
                  struct eval_program *ret, struct diags *diags)
{
    struct eval_program p = {.count = n, .mode = unfused ? COMPILE_PLAIN : COMPILE_FUSED};
    p.order = sorted(program, files, n);
    p.set = template_set_new(program, NULL);
    struct known known = {.texts = map_new(program, n)};
    for (size_t i = 0; i < n; i++) {
        struct diag *before = diags->last;
        if (parse_file(program, &files[p.order[i]], p.set, &known, diags))
            continue;
        if (!diags->keep_going)
            return false;
        diag_keep_first(diags, before);
        p.incomplete = true;
    }
    *ret = p;
    return !p.incomplete;
}

/* Adds a file to be parsed later; false when another template has its name. */
static bool add_later(struct arena *a, const struct template_file *f, struct eval_program *p)
{
    if (template_of(p, f))
        return false;
    struct source *src = ARENA_NEW(a, struct source);
    *src = (struct source){.name = f->name, .text = f->text};
    template_set_add_later(p->set, src, later_add(p->later, src, f->delims));
    return true;
}

static bool is_later(const struct template_file *f)
{
    return !is_partial(f->name) && !later_may_define(f->text, f->delims);
}

static size_t longest_text(const struct template_file *files, size_t n)
{
    size_t most = 0;
    for (size_t i = 0; i < n; i++)
        most = files[i].text.len > most ? files[i].text.len : most;
    return most;
}

/* As eval_compile, but parses only what may define templates. False when that does not do: nothing
 * is to be parsed, something does not parse, or files and definitions have one name. */
static bool compile_for_one_run(struct arena *program, const struct template_file *files, size_t n,
                                bool unfused, struct eval_program *p)
{
    struct diags unseen;
    diags_init(&unseen, program);
    *p = (struct eval_program){.count = n, .mode = unfused ? COMPILE_PLAIN : COMPILE_FUSED};
    p->order = sorted(program, files, n);
    p->set = template_set_new(program, NULL);
    p->later = ARENA_NEW(program, struct later);
    later_init(p->later, program, longest_text(files, n));
    struct known known = {.texts = map_new(program, 0), .later = p->later};
    bool *later = ARENA_ARRAY(program, bool, n);
    for (size_t i = 0; i < n; i++) {
        const struct template_file *f = &files[p->order[i]];
        later[i] = is_later(f);
        if (f->trees || !(later[i] ? add_later(program, f, p)
                                   : parse_file(program, f, p->set, &known, &unseen)))
            return false;
    }
    for (size_t i = 0; i < n; i++)
        if (later[i] && !template_of(p, &files[p->order[i]])->later)
            return false;
    return true;
}

void eval_make_shareable(struct eval_program *p)
{
    template_set_compile(p->set, p->mode);
}

/* Whether the file itself, and not another one under its name, was parsed. */
static bool has_tree(const struct eval_program *p, const struct template_file *f)
{
    const struct template *t = template_of(p, f);
    return t && str_eq(t->tree.source->name, f->name);
}

bool eval_run(const struct eval_program *p, struct arena *program, struct arena *render,
              struct template_file *files, struct fn_env *env, struct diags *diags)
{
    struct vm vm;
    bool ok = true;
    start_vm(&vm, p, program, render, env);
    for (size_t i = 0; i < p->count; i++) {
        struct template_file *f = &files[p->order[i]];
        struct diag *before = diags->last;
        if (is_partial(f->name) || (p->incomplete && !has_tree(p, f)) ||
            run_file(&vm, p, files, i, diags))
            continue;
        if (!diags->keep_going)
            return false;
        if (p->incomplete)
            drop_follower(diags, before);
        ok = false;
        start_vm(&vm, p, program, render, env);
    }
    return ok;
}

bool eval_render(struct arena *program, struct arena *render, struct template_file *files, size_t n,
                 const struct eval_options *o, struct diags *diags)
{
    struct eval_program p;
    /* whoever asks where each call is (fn_env.enter) needs all places */
    bool whole = o->map || diags->keep_going || o->env->enter;
    bool now = whole || !compile_for_one_run(program, files, n, o->unfused, &p);
    bool parsed = !now || eval_compile(program, files, n, o->unfused, &p, diags);
    if (!parsed && !diags->keep_going)
        return false;
    if (o->map)
        p.mode = COMPILE_MAPPED;
    p.missing = o->map ? o->missing : NULL;
    p.lineages = o->map ? o->lineages : NULL;
    return eval_run(&p, program, render, files, o->env, diags) && parsed;
}
