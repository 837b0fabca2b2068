/* Fixes, checked by rendering: with every set of values the chart must give the same objects as
 * before, but where a fix is meant to change them. */
#include "api/lint.h"

#include "base/file.h"
#include "chart/folder.h"

/* A chart that is being fixed. */
struct trial {
    struct chelm_findings *f;
    chelm_context *c;
    struct fix_plan *plan;
    struct arena work;
    struct chart_files files; /* as they are on disk */
    str *sets;                /* absolute paths of values files besides the options */
    size_t set_count;
};

static bool read_files(struct trial *t)
{
    struct diags diags;
    str error;
    diags_init(&diags, &t->work);
    return folder_read(&t->work, file_abs(&t->work, t->plan->chart), &t->files, &diags, &error);
}

static bool is_values(str name)
{
    return str_has_suffix(name, STR("values.yaml")) || str_has_suffix(name, STR("values.yml"));
}

/* The files in ci/ that hold values. */
static void find_sets(struct trial *t)
{
    str folder = str_fmt(&t->work, "%.*s/ci", STR_ARG(file_abs(&t->work, t->plan->chart)));
    str *names, error;
    size_t n;
    if (!file_list(&t->work, folder, &names, &n, &error))
        return;
    t->sets = ARENA_ARRAY(&t->work, str, n);
    for (size_t i = 0; i < n; i++)
        if (is_values(names[i]))
            t->sets[t->set_count++] =
                str_fmt(&t->work, "%.*s/%.*s", STR_ARG(folder), STR_ARG(names[i]));
}

/* The number of the plan's file of that name, or file_count. */
static uint32_t plan_file(const struct fix_plan *p, str name)
{
    uint32_t i = 0;
    while (i < p->file_count && !str_eq(p->files[i].path, name))
        i++;
    return i;
}

static chelm_chart *chart_of(struct trial *t, bool fixed)
{
    chelm_file *list = ARENA_ARRAY(&t->work, chelm_file, t->files.n);
    for (size_t i = 0; i < t->files.n; i++) {
        const struct chart_file *file = &t->files.items[i];
        uint32_t number = plan_file(t->plan, file->name);
        str text = fixed && number < t->plan->file_count ? fix_plan_text(t->plan, number, &t->work)
                                                         : file->data;
        list[i] = (chelm_file){text_of(file->name), text_of(text)};
    }
    return chelm_chart_from_files(t->c, list, t->files.n);
}

/* With one set of values: whether the fixed chart may stand for the old one. A chart that did not
 * render before cannot become worse. */
static bool agrees(struct trial *t, const chelm_chart *old, const chelm_chart *new, str set,
                   bool may_change)
{
    const chelm_lint_options *o = &t->f->given;
    chelm_value *values = ARENA_ARRAY(&t->work, chelm_value, o->value_count + 1);
    if (set.len)
        values[0] = (chelm_value){CHELM_VALUES_FILE, text_of(set)};
    for (size_t i = 0; i < o->value_count; i++)
        values[(set.len > 0) + i] = o->values[i];
    chelm_render_options r = {CHELM_SIZE(chelm_render_options), .name_space = o->name_space,
                              .kube_version = o->kube_version, .values = values,
                              .value_count = o->value_count + (set.len > 0)};
    chelm_result *before = chelm_render(t->c, old, &r);
    bool was_good = chelm_result_ok(before);
    chelm_result_free(before);
    if (!was_good)
        return true;
    chelm_result *diff = chelm_diff(t->c, old, &r, new, &r, CHELM_TEXT);
    bool ok = chelm_result_ok(diff) && (may_change || !chelm_result_differs(diff));
    chelm_result_free(diff);
    return ok;
}

static bool may_change(const struct fix_plan *p)
{
    for (uint32_t i = 0; i < p->group_count; i++)
        if (!p->groups[i].off && fix_changes_output(p->groups[i].rule))
            return true;
    return false;
}

/* Whether the fixes that are on may be made together. */
static bool is_sound(struct trial *t)
{
    chelm_chart *old = chart_of(t, false), *new = chart_of(t, true);
    bool change = may_change(t->plan);
    bool ok = old && new &&agrees(t, old, new, STR(""), change);
    for (size_t i = 0; ok && i < t->set_count; i++)
        ok = agrees(t, old, new, t->sets[i], change);
    chelm_chart_free(old);
    chelm_chart_free(new);
    return ok;
}

/* One after the other, those that may be made. Fixes that keep the output come first: among those
 * that change it, a difference proves nothing any more. */
static void try_each(struct trial *t)
{
    struct fix_plan *p = t->plan;
    for (uint32_t i = 0; i < p->group_count; i++)
        p->groups[i].off = true;
    for (int round = 0; round < 2; round++)
        for (uint32_t i = 0; i < p->group_count; i++) {
            if (fix_changes_output(p->groups[i].rule) != (round == 1))
                continue;
            p->groups[i].off = false;
            p->groups[i].off = !is_sound(t);
        }
}

static void tell_refused(struct trial *t)
{
    for (uint32_t i = 0; i < t->plan->group_count; i++) {
        const struct fix_group *g = &t->plan->groups[i];
        if (g->off)
            buf_put_fmt(&t->f->refused,
                        "%.*s: not fixed, the chart would render otherwise: %.*s: %.*s\n",
                        STR_ARG(t->plan->chart), STR_ARG(g->rule->code), STR_ARG(g->message));
    }
}

static const str bom = STR_INIT("\xEF\xBB\xBF");

/* The file must still be what was linted. */
static void put_file(struct trial *t, uint32_t number)
{
    struct arena *a = &t->f->arena;
    const struct fix_file *file = &t->plan->files[number];
    str path = str_fmt(a, "%.*s/%.*s", STR_ARG(t->plan->chart), STR_ARG(file->path)), disk, error;
    str new = fix_plan_text(t->plan, number, a);
    if (str_eq(new, file->old) || !file_read(a, path, 0, &disk, &error))
        return;
    bool has_bom = str_has_prefix(disk, bom) && !str_has_prefix(file->old, bom);
    if (!str_eq(has_bom ? str_from(disk, bom.len) : disk, file->old)) {
        buf_put_fmt(&t->f->refused, "%.*s: not fixed, the file has changed\n", STR_ARG(path));
        return;
    }
    struct buf diff;
    buf_init(&diff, a);
    fix_put_diff(&diff, path, file->old, new);
    t->f->fixes = arena_room(a, t->f->fixes, t->f->fix_count, &t->f->fix_cap, sizeof *t->f->fixes);
    t->f->fixes[t->f->fix_count++] = (chelm_fix){
        text_of(path), text_of(has_bom ? str_concat(a, bom, new) : new), text_of(buf_str(&diff))};
}

static bool mixes(const struct fix_plan *p)
{
    bool keeps = false, changes = false;
    for (uint32_t i = 0; i < p->group_count; i++)
        *(fix_changes_output(p->groups[i].rule) ? &changes : &keeps) = true;
    return keeps && changes;
}

void lint_make_fixes(struct chelm_findings *f, chelm_context *c)
{
    buf_init(&f->refused, &f->arena);
    for (uint32_t i = 0; i < f->session.plan_count; i++) {
        struct trial t = {.f = f, .c = c, .plan = f->session.plans[i]};
        arena_init(&t.work, &f->budget);
        f->work = &t.work;
        if (read_files(&t)) {
            find_sets(&t);
            if (mixes(t.plan) || !is_sound(&t))
                try_each(&t);
            tell_refused(&t);
            for (uint32_t j = 0; j < t.plan->file_count; j++)
                put_file(&t, j);
        }
        arena_done(&t.work);
        f->work = NULL;
    }
}
