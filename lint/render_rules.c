#include "lint/render_rules.h"

#include "base/arena.h"
#include "base/error_code.h"
#include "base/unicode.h"
#include "chart/capabilities.h"
#include "chart/coalesce.h"
#include "chart/dependencies.h"
#include "lint/deprecation.h"
#include "lint/object_rules.h"
#include "lint/output_place.h"
#include "lint/problem_place.h"
#include "lint/references.h"
#include "lint/user_values.h"
#include "release/documents.h"
#include "release/head.h"
#include "release/render.h"
#include "value/map.h"

#include <string.h>

enum { CACHED_PROGRAM_MAX = 256 << 20 };

/* Values to render with. */
struct value_set {
    str name; /* ci/x-values.yaml; empty: the defaults */
    const struct lint_file *file;
    struct map *values;
};

struct checker {
    struct lint_project *p;
    struct arena *work; /* for one set, then given back */
    struct fn_env env;
    uint64_t random; /* state of the generator */
    val capabilities;
    uint32_t kube_major, kube_minor;
    struct program_cache programs;
    struct map *seen;     /* documents that were checked, by file and text */
    struct map *known;    /* problems that have their place already */
    bool ok;              /* a set rendered */
    struct diag *refused; /* the chart's own words about its defaults */
    struct lint_file *refused_file;
};

/* A problem, before its place in a template is known. */
struct spot {
    size_t file; /* of the render */
    size_t at;   /* byte of its output */
    struct problem problem;
};

struct spots {
    struct arena *arena;
    struct spot *items;
    uint32_t count, cap;
};

/* One render of one set. */
struct run {
    struct checker *k;
    const struct value_set *set;
    struct arena *arena;
    struct diags diags;
    struct render_options options;
    struct render render;
    struct spots spots;
    struct map *objects; /* kind, namespace and name → number of its file */
    struct map *made;    /* kind and name of all objects; NULL: references are not looked at */
    struct references references;
};

/* ---- the world of these renders ---- */

static void now(void *data, int64_t *seconds, int32_t *nanoseconds)
{
    const struct checker *k = data;
    const struct fn_env *env = k->p->options->env;
    if (env && env->now) {
        env->now(env->data, seconds, nanoseconds);
        return;
    }
    *seconds = 0;
    *nanoseconds = 0;
}

/* xorshift64*: the same numbers in each render, so that a second one is like the first. */
static void random_bytes(void *data, void *out, size_t n)
{
    struct checker *k = data;
    unsigned char *p = out;
    for (size_t i = 0; i < n; i++) {
        k->random ^= k->random >> 12;
        k->random ^= k->random << 25;
        k->random ^= k->random >> 27;
        p[i] = (unsigned char)((k->random * 0x2545F4914F6CDD1DULL) >> 56);
    }
}

/* ---- problems of documents ---- */

static void put_spot(struct run *r, size_t file, size_t at, struct problem problem)
{
    struct spots *s = &r->spots;
    s->items = arena_room(s->arena, s->items, s->count, &s->cap, sizeof *s->items);
    s->items[s->count++] = (struct spot){file, at, problem};
}

static size_t line_offset(str text, uint32_t line)
{
    size_t at = 0;
    for (uint32_t i = 1; i < line; i++) {
        size_t n = str_find_char(str_from(text, at), '\n');
        if (n == STR_NONE)
            break;
        at += n + 1;
    }
    while (at < text.len && text.s[at] == ' ')
        at++;
    return at < text.len ? at : 0;
}

static uint32_t line_in(str why)
{
    size_t at = str_find(why, STR("line "));
    uint32_t n = 0;
    for (str s = at == STR_NONE ? STR("") : str_from(why, at + 5);
         s.len && *s.s >= '0' && *s.s <= '9' && n < 10000000; s = str_from(s, 1))
        n = n * 10 + (uint32_t)(*s.s - '0');
    return n ? n : 1;
}

static void put_not_yaml(struct run *r, size_t file, str text, str why)
{
    size_t base = (size_t)(text.s - r->render.files[file].output.s);
    struct problem p = {.rule = RULE_CH512,
                        .message = str_fmt(r->arena, "the output is not YAML: %.*s", STR_ARG(why)),
                        .subject = STR("")};
    static const str front = STR_INIT("error converting YAML to JSON: ");
    if (str_has_prefix(why, front))
        p.message =
            str_fmt(r->arena, "the output is not YAML: %.*s", STR_ARG(str_from(why, front.len)));
    put_spot(r, file, base + line_offset(text, line_in(why)), p);
}

/* What a release may hold once: group, kind, namespace and name; empty for what comes and goes
 * (hooks) or has no name. */
static str identity(struct run *r, const struct ynode *root)
{
    str api = ynode_text(ynode_get(root, STR("apiVersion")));
    str name = ynode_text(ynode_path(root, STR("metadata.name")));
    str kind = ynode_text(ynode_get(root, STR("kind")));
    str ns = ynode_text(ynode_path(root, STR("metadata.namespace")));
    size_t slash = str_find_char(api, '/');
    if (!name.len || ynode_find(ynode_path(root, STR("metadata.annotations")), STR("helm.sh/hook")))
        return STR("");
    return str_fmt(r->k->p->arena, "%.*s %.*s/%.*s %.*s", STR_ARG(kind),
                   STR_ARG(ns.len ? ns : r->options.release.ns), STR_ARG(name),
                   STR_ARG(slash == STR_NONE ? STR("") : str_slice(api, 0, slash)));
}

static void check_twice(struct run *r, size_t file, str text, str id)
{
    if (!id.len)
        return;
    const val *other = map_get(r->objects, id);
    if (other) {
        str path = r->render.files[other->i].name;
        size_t end = str_find_last(id, STR(" "));
        struct problem p = {.rule = RULE_CH610,
                            .message =
                                str_fmt(r->arena, "%.*s is rendered twice, the first time by %.*s",
                                        STR_ARG(str_slice(id, 0, end)), STR_ARG(path)),
                            .subject = id};
        size_t name = str_find(text, STR("\n  name:"));
        size_t at = (size_t)(text.s - r->render.files[file].output.s);
        put_spot(r, file, at + (name == STR_NONE ? 0 : name + 3), p);
    }
    map_set(r->objects, id, val_int((int64_t)file));
}

/* A document in its file, for a map: sets give most of them again and again. */
static str document_key(struct run *r, size_t file, str text)
{
    uint64_t h = 0xcbf29ce484222325ULL;
    for (size_t i = 0; i < text.len; i += 8) {
        uint64_t word = 0;
        memcpy(&word, text.s + i, text.len - i < 8 ? text.len - i : 8);
        h = (h ^ word) * 0x9FB21C651E98DF25ULL;
        h ^= h >> 29;
    }
    return str_fmt(r->arena, "%016llx %zu %.*s", (unsigned long long)h, text.len,
                   STR_ARG(r->render.files[file].name));
}

/* ---- references ---- */

static str made_key(struct run *r, str kind, str name)
{
    return str_fmt(r->arena, "%.*s %.*s", STR_ARG(kind), STR_ARG(name));
}

static void note_references(struct run *r, size_t file, const struct ynode *root, size_t base)
{
    if (!r->made)
        return;
    str name = ynode_text(ynode_path(root, STR("metadata.name")));
    map_set(r->made, made_key(r, ynode_text(ynode_get(root, STR("kind"))), name), val_nil());
    references_add(&r->references, root, file, base);
}

/* A character that may be part of a name. */
static bool is_name_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

static uint32_t count_name(str text, str name)
{
    uint32_t n = 0;
    for (size_t at = 0, next; (next = str_find(str_from(text, at), name)) != STR_NONE;
         at += next + name.len) {
        size_t end = at + next + name.len;
        n += end == text.len || !is_name_char(text.s[end]);
    }
    return n;
}

/* Whether only references say the name. */
static bool is_said_by_references_alone(const struct run *r, str name)
{
    uint32_t references = 0, all = 0;
    for (uint32_t i = 0; i < r->references.count; i++)
        references += str_eq(r->references.items[i].name, name);
    for (size_t i = 0; i < r->render.count; i++)
        all += count_name(r->render.files[i].output, name);
    return all <= references;
}

enum { DANGLING_MAX = 50 };

/* With the default values; names of others than the release's may be there already. */
static void check_references(struct run *r)
{
    str prefix = str_fmt(r->arena, "%.*s-", STR_ARG(r->options.release.name));
    uint32_t told = 0;
    for (uint32_t i = 0; r->made && i < r->references.count && told < DANGLING_MAX; i++) {
        const struct reference *x = &r->references.items[i];
        if (!str_has_prefix(x->name, prefix) ||
            map_has(r->made, made_key(r, str_from_c(x->kind), x->name)) ||
            !is_said_by_references_alone(r, x->name))
            continue;
        struct problem p = {
            .rule = RULE_CH609,
            .message =
                str_fmt(r->arena, "no template of the release makes the %s `%.*s` (default values)",
                        x->kind, STR_ARG(x->name)),
            .subject = x->name};
        put_spot(r, x->file, x->base + x->at, p);
        told++;
    }
}

/* The first time that this document is met; its identity. */
static str check_new_document(struct run *r, size_t file, str text)
{
    struct head head;
    str why;
    if (!head_parse(r->arena, text, &head, &why)) {
        put_not_yaml(r, file, text, why);
        return STR("");
    }
    const struct ynode *root = yaml_tree(r->arena, text);
    if (!root)
        return STR("");
    struct object_checker c = {
        .arena = r->arena, .kube_major = r->k->kube_major, .kube_minor = r->k->kube_minor};
    object_check(&c, root);
    size_t base = (size_t)(text.s - r->render.files[file].output.s);
    for (uint32_t i = 0; i < c.count; i++)
        put_spot(r, file, base + c.problems[i].at, c.problems[i]);
    note_references(r, file, root, base);
    return identity(r, root);
}

static void check_document(struct run *r, size_t file, str text)
{
    struct checker *k = r->k;
    str key = document_key(r, file, text);
    const val *known = map_get(k->seen, key);
    str id = known ? val_text(*known) : check_new_document(r, file, text);
    if (!known)
        map_set(k->seen, str_dup(k->p->arena, key), val_str(id));
    check_twice(r, file, text, id);
}

static void check_indent(struct run *r, size_t file, str output)
{
    size_t at = 0;
    while (at < output.len) {
        size_t n = str_find_char(str_from(output, at), '\n');
        str line = n == STR_NONE ? str_from(output, at) : str_slice(output, at, at + n);
        if (unicode_trim_space(line).len)
            break;
        at += n == STR_NONE ? line.len : n + 1;
    }
    if (at == output.len || (output.s[at] != ' ' && output.s[at] != '\t'))
        return;
    struct problem p = {.rule = RULE_CH511,
                        .message = STR("the output begins with an indented line"),
                        .subject = STR("")};
    put_spot(r, file, at, p);
}

static bool is_manifest(const struct template_file *f)
{
    return (str_has_suffix(f->name, STR(".yaml")) || str_has_suffix(f->name, STR(".yml"))) &&
           unicode_trim_space(f->output).len;
}

static void check_outputs(struct run *r)
{
    for (size_t i = 0; i < r->render.count; i++) {
        const struct template_file *f = &r->render.files[i];
        struct documents d;
        if (!is_manifest(f))
            continue;
        check_indent(r, i, f->output);
        documents_init(&d, f->output);
        for (str text; documents_next(&d, &text);)
            check_document(r, i, text);
    }
}

/* ---- errors of rendering ---- */

/* Where the error is in the chart: of the frames the outermost that stands in a template. */
static struct lint_file *place_of(const struct run *r, const struct diag *d, struct span *ret)
{
    const struct lint_project *p = r->k->p;
    for (size_t i = 0; i < d->frame_count; i++) {
        struct lint_file *f = output_file(p, d->frames[i].source->name);
        if (f && !f->vendored) {
            *ret = d->frames[i].span;
            return f;
        }
    }
    struct lint_file *f = d->source ? output_file(p, d->source->name) : NULL;
    *ret = f ? d->span : (struct span){0, 0};
    for (size_t i = 0; !f && i < d->frame_count; i++) {
        f = output_file(p, d->frames[i].source->name);
        *ret = d->frames[i].span;
    }
    return f;
}

/* The last part of Helm's chain of messages. */
static str short_message(struct arena *a, str text)
{
    size_t at = str_find_last(text, STR("\n"));
    str last = at == STR_NONE ? text : str_from(text, at + 1);
    static const str marks[] = {STR_INIT(">: "), STR_INIT("): ")};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t end = str_find_last(last, marks[i]);
        if (end != STR_NONE)
            last = str_from(last, end + marks[i].len);
    }
    last = str_trim_blanks(last);
    return last.len ? last : str_trim_blanks(str_replace_all(a, text, STR("\n"), STR(" ")));
}

/* The static rules have told of it. */
static bool is_told(const struct lint_project *p, const struct lint_file *f, struct span s)
{
    const struct findings *all = p->findings;
    for (uint32_t i = 0; f && i < all->count; i++) {
        const struct finding *g = all->items[i];
        if (g->file == f && g->severity == LINT_ERROR && g->span.begin < s.end + 1 &&
            s.begin < g->span.end + 1)
            return true;
    }
    return false;
}

static void put_error(struct run *r, const struct diag *d)
{
    struct checker *k = r->k;
    struct span span;
    str code = d->code.len ? d->code : error_code(d->text);
    const struct rule *rule = rule_find(code);
    struct lint_file *f = place_of(r, d, &span);
    if (!rule || !f || is_told(k->p, f, span))
        return;
    enum rule_id id = (enum rule_id)(rule - rule_get((enum rule_id)0));
    str text = str_dup(k->p->arena, short_message(k->p->arena, d->text));
    str front =
        id == RULE_CH230 ? STR("the chart refuses its values: ") : STR("rendering fails here: ");
    struct finding *g =
        finding_put(k->p->findings, id, f, span, "%.*s%.*s", STR_ARG(front), STR_ARG(text));
    g->subject = text;
    if (r->set->file)
        finding_label(k->p->findings, g, r->set->file, (struct span){0, 0}, "with these values");
}

/* False when the chart says no to its own defaults: perhaps a ci file helps. */
static void take_errors(struct run *r)
{
    struct checker *k = r->k;
    if (lint_lacks_dependency(k->p))
        return; /* what is not there may be the reason */
    for (struct diag *d = r->diags.first; d; d = d->next) {
        if (d->severity != DIAG_ERROR)
            continue;
        str code = d->code.len ? d->code : error_code(d->text);
        if (str_eq(code, STR("CH702")))
            continue; /* the schema's rules tell of that */
        struct span span;
        struct lint_file *f = place_of(r, d, &span);
        if (str_eq(code, STR("CH230")) && !r->set->name.len) {
            if (!k->refused && f) {
                k->refused = ARENA_NEW(k->p->arena, struct diag);
                *k->refused =
                    (struct diag){.text = str_dup(k->p->arena, short_message(k->p->arena, d->text)),
                                  .span = span};
                k->refused_file = f;
            }
        } else if (f) {
            put_error(r, d);
        } else if (k->p->root->metadata) {
            finding_put(k->p->findings, RULE_CH003, k->p->root->metadata, (struct span){0, 0},
                        "the chart cannot be rendered: %.*s",
                        STR_ARG(short_message(k->p->arena, d->text)));
        }
    }
}

/* ---- rendering ---- */

/* The project has parsed the templates already. One whose name is another than then (a chart that
 * is there twice) is parsed once more. */
static void hand_over_trees(struct run *r)
{
    for (size_t i = 0; i < r->render.count; i++) {
        struct template_file *f = &r->render.files[i];
        const struct lint_file *file = output_file(r->k->p, f->name);
        if (!file || !file->parsed || !file->tree_count || !str_eq(file->source.text, f->text))
            continue;
        f->trees = file->trees;
        f->tree_count = file->tree_count;
    }
}

static bool render(struct run *r, bool map)
{
    struct checker *k = r->k;
    const struct lint_options *o = k->p->options;
    bool again = k->p->set_count > 0; /* else only what runs is compiled */
    diags_init(&r->diags, r->arena);
    k->random = 0x9E3779B97F4A7C15ULL;
    k->env.arena = r->arena;
    k->env.regexes = NULL;
    k->env.dates = NULL;
    k->env.crypto = NULL;
    r->options = (struct render_options){
        .release = {.name = STR("test-release"),
                    .ns = o->name_space.len ? o->name_space : STR("default"),
                    .revision = 1,
                    .is_install = true},
        .capabilities = k->capabilities,
        .env = &k->env,
        .skip_schema = true,
        .map = map};
    r->render = (struct render){.program = r->arena,
                                .render = r->arena,
                                .diags = &r->diags,
                                .options = &r->options,
                                .programs = map || !again ? NULL : &k->programs};
    struct chart *c = chart_copy(r->arena, k->p->root->chart);
    struct map *values = map_clone_shallow(r->arena, r->set->values);
    if (!chart_process_dependencies(c, values, &r->diags) || !render_prepare(&r->render, c, values))
        return false;
    hand_over_trees(r);
    return render_run(&r->render);
}

static str known_key(struct run *r, const struct spot *s)
{
    return str_fmt(r->arena, "%u %.*s %.*s", (unsigned)s->problem.rule,
                   STR_ARG(r->render.files[s->file].name), STR_ARG(s->problem.message));
}

static bool has_news(struct run *r)
{
    for (uint32_t i = 0; i < r->spots.count; i++)
        if (!map_has(r->k->known, known_key(r, &r->spots.items[i])))
            return true;
    return false;
}

static void put_finding(struct run *r, const struct run *mapped, const struct spot *s)
{
    struct lint_project *p = r->k->p;
    const struct template_file *f = &mapped->render.files[s->file];
    map_set(r->k->known, str_dup(p->arena, known_key(r, s)), val_nil());
    if (s->problem.len) {
        problem_put(p, f, s->at, &s->problem, r->set->file);
        return;
    }
    struct output_place place = output_place(p, f, s->at);
    if (!place.file)
        return;
    struct finding *g = finding_put(p->findings, s->problem.rule, place.file, place.span, "%.*s",
                                    STR_ARG(s->problem.message));
    g->subject = str_dup(p->arena, s->problem.subject);
    if (g->label_count)
        return; /* an earlier set had it */
    if (place.inner)
        finding_label(p->findings, g, place.inner, place.inner_span, "printed here");
    if (r->set->file)
        finding_label(p->findings, g, r->set->file, (struct span){0, 0}, "with these values");
}

/* The same again with a source map, for what was found. */
static void place_spots(struct run *r)
{
    struct run mapped = {.k = r->k, .set = r->set, .arena = r->arena};
    if (!r->spots.count || !has_news(r))
        return;
    bool ok = render(&mapped, true);
    for (uint32_t i = 0; i < r->spots.count && mapped.render.files; i++) {
        size_t n = r->spots.items[i].file;
        const struct template_file *f = &mapped.render.files[n];
        if (ok && n < mapped.render.count && str_eq(f->name, r->render.files[n].name) &&
            str_eq(f->output, r->render.files[n].output))
            put_finding(r, &mapped, &r->spots.items[i]);
    }
}

static void render_and_check(struct run *r)
{
    r->spots.arena = r->arena;
    r->objects = map_new(r->arena, 64);
    r->references.arena = r->arena;
    if (!r->set->name.len && !lint_lacks_dependency(r->k->p))
        r->made = map_new(r->arena, 64);
    if (!render(r, false)) {
        struct run again = {.k = r->k, .set = r->set, .arena = r->arena};
        if (!render(&again, true))
            take_errors(&again);
        return;
    }
    r->k->ok = true;
    check_outputs(r);
    check_references(r);
    place_spots(r);
}

static void check_set(struct checker *k, const struct value_set *set)
{
    struct arena_mark mark = arena_mark(k->work);
    struct run r = {.k = k, .set = set, .arena = k->work};
    render_and_check(&r);
    arena_release(k->work, mark);
}

/* ---- value sets ---- */

static struct map *user_map(struct lint_project *p)
{
    struct diags diags;
    struct map *m = NULL;
    diags_init(&diags, p->arena);
    if (!values_merge_options(p->arena, p->options->values, p->options->value_count, &m, &diags))
        return map_new(p->arena, 0);
    return m;
}

static void check_sets(struct checker *k)
{
    struct lint_project *p = k->p;
    struct value_set set = {.values = user_map(p)};
    check_set(k, &set);
    for (uint32_t i = 0; i < p->set_count; i++) {
        if (p->sets[i].values.tag != V_MAP)
            continue;
        set = (struct value_set){p->sets[i].name, p->sets[i].file,
                                 val_clone(p->arena, p->sets[i].values).map};
        values_merge(set.values, user_map(p));
        check_set(k, &set);
    }
    if (!k->refused || k->ok)
        return;
    finding_put(p->findings, RULE_CH713, k->refused_file, k->refused->span,
                "the chart does not render with its default values, and no ci/*-values.yaml shows "
                "how it does: %.*s",
                STR_ARG(k->refused->text));
}

/* ---- the pass ---- */

static bool is_complete(const struct lint_project *p)
{
    const struct findings *all = p->findings;
    if (p->repaired)
        return false;
    for (uint32_t i = 0; i < all->count; i++)
        switch ((int)all->items[i]->rule) {
        case RULE_CH001:
        case RULE_CH002:
        case RULE_CH003:
        case RULE_CH004:
        case RULE_CH005:
            return false;
        default:
            break;
        }
    return !chart_is_library(p->root->chart);
}

static void done_programs(void *programs)
{
    program_cache_done(programs);
}

void check_renders(struct lint_project *p)
{
    struct diags diags;
    if (p->options->no_render || !is_complete(p))
        return;
    struct checker *k = ARENA_NEW(p->arena, struct checker);
    k->p = p;
    k->work = arena_within(p->arena);
    const struct fn_env *env = p->options->env;
    k->env = (struct fn_env){.data = k,
                             .now = now,
                             .random = random_bytes,
                             .own_random = true,
                             .weak_secrets = true,
                             .weak_key = env ? env->weak_key : NULL};
    k->seen = map_new(p->arena, 64);
    k->known = map_new(p->arena, 8);
    diags_init(&diags, p->arena);
    str version = p->options->kube_version;
    deprecation_version(version.len ? version : STR("v1.36.0"), &k->kube_major, &k->kube_minor);
    if (!capabilities_init(p->arena, version, p->options->api_versions,
                           p->options->api_version_count, &k->capabilities, &diags) ||
        !program_cache_init(&k->programs, CACHED_PROGRAM_MAX))
        return;
    arena_defer(p->arena, done_programs, &k->programs);
    check_sets(k);
}
