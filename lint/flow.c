#include "lint/flow.h"

#include "lint/flow_keys.h"
#include "lint/flow_walk.h"
#include "value/map.h"

/* Far more than any chart needs: a guard against templates made to take for ever. Who allows a
 * render fewer steps (--limit steps) gets an analysis that is shorter by as much. */
enum { DEFAULT_BUDGET = 4000000, STEPS_PER_VISIT = 5 };

static uint64_t budget_of(const struct lint_project *p)
{
    const struct budget *b = p->arena->budget;
    uint64_t steps = b ? b->limits[LIMIT_STEPS] : 0;
    if (p->options->budget)
        return p->options->budget;
    return steps && steps / STEPS_PER_VISIT < DEFAULT_BUDGET ? steps / STEPS_PER_VISIT
                                                             : DEFAULT_BUDGET;
}

struct flow_path *flow_chart_root(const struct flow *w, const struct lint_chart *chart)
{
    for (size_t i = 0; i < w->project->chart_count; i++)
        if (w->project->charts[i] == chart)
            return w->roots[i];
    return NULL;
}

static void make_contexts(struct flow *w)
{
    size_t n = w->project->chart_count;
    w->contexts = ARENA_ARRAY(w->arena, const struct type *, n + 1);
    w->roots = ARENA_ARRAY(w->arena, struct flow_path *, n + 1);
    for (size_t i = 0; i < n; i++) {
        w->contexts[i] = declare_context(w->project->charts[i]);
        w->roots[i] = flow_path_root(&w->paths, FLOW_ROOT_CHART, w->contexts[i]);
        w->roots[i]->chart = w->project->charts[i];
    }
}

static struct flow_frame frame_of(struct flow *w, const struct tree *t,
                                  const struct lint_file *file, struct flow_value dot)
{
    struct flow_frame f = {.flow = w,
                           .tree = t,
                           .file = file,
                           .root = dot,
                           .dot = dot,
                           .facts = {.arena = w->arena, .paths = &w->paths}};
    findings_init(&f.scratch, w->arena);
    return f;
}

static void run(struct flow_frame *f)
{
    flow_var_declare(f, STR("$"), f->root);
    flow_walk_tree(f);
    flow_report_all(f);
}

/* Files of partials write nothing, but what stands outside of defines is run all the same. */
static void run_file(struct flow *w, size_t chart, const struct lint_file *file)
{
    for (size_t i = 0; i < file->tree_count; i++) {
        const struct tree *t = &file->trees[i];
        if (!str_eq(t->name, file->source.name))
            continue;
        struct flow_value dot = {.type = w->contexts[chart], .path = w->roots[chart]};
        struct flow_frame f = frame_of(w, t, file, dot);
        run(&f);
    }
}

/* A define that nothing includes with an argument that is known: dot may be the root. */
static void run_define(struct flow *w, size_t define)
{
    const struct lint_define *d = &w->project->define[define];
    for (size_t i = 0; i < w->project->chart_count; i++) {
        if (w->project->charts[i] != d->chart)
            continue;
        struct flow_value dot = {.type = &type_any};
        if (flow_reads_root(d->tree->root))
            dot = (struct flow_value){.type = w->contexts[i], .path = w->roots[i]};
        struct flow_frame f = frame_of(w, d->tree, d->file, dot);
        f.define = (uint32_t)define + 1;
        flow_var_declare(&f, STR("$"), f.root);
        flow_walk_tree(&f);
        for (struct flow_pending *p = f.pending; p; p = p->next)
            if (p->finding->severity > LINT_NOTE && p->finding->rule != RULE_CH301 &&
                p->finding->rule != RULE_CH302)
                p->finding->severity = LINT_NOTE;
        flow_report_all(&f);
    }
}

static void run_all(struct flow *w)
{
    struct lint_project *p = w->project;
    for (size_t i = 0; i < p->chart_count; i++)
        for (size_t k = 0; k < p->charts[i]->template_count; k++)
            run_file(w, i, p->charts[i]->templates[k]);
    for (size_t i = 0; i < p->define_count; i++) {
        const struct lint_define *d = &p->define[i];
        bool is_file = str_eq(d->tree->name, d->file->source.name);
        if (!w->included[i] && !w->summaries[i] && !is_file && !d->file->vendored)
            run_define(w, i);
    }
}

void flow_check(struct lint_project *p)
{
    struct arena *a = p->arena;
    if (!p->root)
        return;
    struct flow w = {.project = p, .arena = a};
    w.budget = budget_of(p);
    flow_paths_init(&w.paths, a);
    w.summaries = ARENA_ARRAY(a, struct flow_summary *, p->define_count + 1);
    w.dict_calls = ARENA_ARRAY(a, struct flow_dict_call *, p->define_count + 1);
    w.included = ARENA_ARRAY(a, bool, p->define_count + 1);
    w.texts = map_new(a, 0);
    flow_uses_make(&w);
    flow_keys_collect(&w);
    make_contexts(&w);
    run_all(&w);
    flow_report_finish(&w);
    flow_check_contexts(&w);
    flow_lint_defines(&w);
    flow_lint_variables(&w);
}
