#include "lint/project_files.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/path.h"
#include "chart/archive.h"
#include "chart/folder.h"
#include "chart/load.h"
#include "lint/refusal.h"
#include "value/map.h"
#include "value/yaml_docs.h"
#include "value/yaml_parse.h"

static struct lint_file *loose_file(struct lint_project *p, str path, str text,
                                    enum lint_file_kind kind)
{
    struct lint_file *f = ARENA_NEW(p->arena, struct lint_file);
    *f = (struct lint_file){.source = {.name = path, .text = text}, .path = path, .kind = kind};
    f->vendored = str_has_prefix(path, STR("charts/"));
    return f;
}

/* The number behind "line " in an error of the YAML reader; 0: it names none. */
static uint32_t line_in(str error)
{
    size_t at = str_find_last(error, STR("line "));
    uint32_t n = 0;
    for (size_t i = at == STR_NONE ? error.len : at + 5; i < error.len; i++) {
        if (error.s[i] < '0' || error.s[i] > '9' || n > 100000000)
            break;
        n = n * 10 + (uint32_t)(error.s[i] - '0');
    }
    return n;
}

static struct span line_span(struct lint_project *p, struct lint_file *f, uint32_t line)
{
    str text = source_line(&f->source, p->arena, line);
    if (!line || !text.s || text.s < f->source.text.s)
        return (struct span){0, 0};
    size_t begin = (size_t)(text.s - f->source.text.s);
    return (struct span){(uint32_t)begin, (uint32_t)(begin + text.len)};
}

/* What Go's and Helm's layers put in front of the YAML reader's own words. */
static str bare_error(str error)
{
    static const str heads[] = {STR_INIT("cannot unmarshal yaml document: "),
                                STR_INIT("error converting YAML to JSON: "),
                                STR_INIT("error unmarshaling JSON: "), STR_INIT("yaml: ")};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (str_has_prefix(error, heads[i]))
            error = str_from(error, heads[i].len);
    return error;
}

static void put_unreadable(struct lint_project *p, enum rule_id rule, struct lint_file *f,
                           str error)
{
    struct span span = line_span(p, f, line_in(error));
    struct finding *g = finding_put(p->findings, rule, f, span, "cannot read %.*s: %.*s",
                                    STR_ARG(f->path), STR_ARG(bare_error(error)));
    g->subject = f->path;
    if (str_has(source_line(&f->source, p->arena, line_in(error)), STR("\t")))
        finding_help(p->findings, g, "YAML does not allow tabs in indentation");
}

static void put_unloadable(struct lint_project *p, const struct chart_files *files,
                           const struct diag *why)
{
    str text = STR("");
    for (size_t i = 0; files && i < files->n; i++)
        if (str_eq(files->items[i].name, STR("Chart.yaml")))
            text = files->items[i].data;
    refusal_put(p, loose_file(p, STR("Chart.yaml"), text, LINT_FILE_CHART), why->text);
}

/* Whether it looks like a chart at all. */
static bool is_chart(const struct chart_files *files)
{
    for (size_t i = 0; i < files->n; i++)
        if (str_eq(files->items[i].name, STR("Chart.yaml")) ||
            str_has_prefix(files->items[i].name, STR("templates/")))
            return true;
    return false;
}

/* ---- a chart that Helm refuses: file by file ---- */

struct repair {
    struct lint_project *p;
    struct chart_files kept;
    bool has_metadata;
};

static bool check_values(struct arena *a, str text, str *ret_error)
{
    struct map *ignored;
    return yaml_parse_values(a, text, &ignored, ret_error);
}

static bool check_metadata(struct arena *a, str text, str *ret_error)
{
    struct metadata *m = ARENA_NEW(a, struct metadata);
    return metadata_read(a, text, m, ret_error);
}

struct check {
    const char *name;
    bool (*fn)(struct arena *a, str text, str *ret_error);
    enum lint_file_kind kind;
};

static const struct check checks[] = {
    {"values.yaml", check_values, LINT_FILE_VALUES},
    {"Chart.yaml", check_metadata, LINT_FILE_CHART},
    {"requirements.yaml", check_metadata, LINT_FILE_CHART},
    {"Chart.lock", metadata_check_lock, LINT_FILE_LOCK},
    {"requirements.lock", metadata_check_lock, LINT_FILE_LOCK},
};

static bool check_file(struct repair *r, const struct chart_file *f)
{
    str error = STR("");
    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++) {
        if (!str_eq(f->name, str_from_c(checks[i].name)))
            continue;
        if (checks[i].fn(r->p->arena, f->data, &error))
            return true;
        put_unreadable(r->p, RULE_CH002, loose_file(r->p, f->name, f->data, checks[i].kind), error);
        return false;
    }
    return true;
}

/* charts/NAME of a file in charts/, which is one subchart's. */
static str sub_folder(str name)
{
    str rest = str_from(name, sizeof "charts/" - 1);
    size_t slash = str_find_char(rest, '/');
    return slash == STR_NONE ? name : str_slice(name, 0, sizeof "charts/" - 1 + slash);
}

/* Whether the subchart in that folder can be loaded, asked once. */
static bool check_sub(struct repair *r, const struct chart_files *all, str folder,
                      struct map *known)
{
    const val *seen = map_get(known, folder);
    if (seen)
        return seen->i != 0;
    struct arena *a = r->p->arena;
    struct chart_files files = {0};
    struct chart_file head = {STR("Chart.yaml"),
                              STR("apiVersion: v2\nname: parent\nversion: 1.0.0\n")};
    chart_files_add(a, &files, head);
    for (size_t i = 0; i < all->n; i++)
        if (str_has_prefix(all->items[i].name, STR("charts/")) &&
            str_eq(sub_folder(all->items[i].name), folder))
            chart_files_add(a, &files, all->items[i]);
    struct diags diags;
    diags_init(&diags, a);
    bool ok = chart_load_files(a, files.items, files.n, &diags) != NULL;
    map_set(known, folder, val_bool(ok));
    if (!ok) {
        struct lint_file *f = loose_file(r->p, folder, STR(""), LINT_FILE_OTHER);
        f->vendored = false; /* for this chart cannot be installed */
        struct finding *g = finding_put(r->p->findings, RULE_CH003, f, (struct span){0, 0}, "%.*s",
                                        STR_ARG(diag_last_error(&diags)->text));
        g->subject = folder;
    }
    return ok;
}

static str base_name(struct arena *a, str path)
{
    str full = path_clean(a, file_abs(a, path));
    size_t slash = str_find_last(full, STR("/"));
    return slash == STR_NONE ? full : str_from(full, slash + 1);
}

/* A chart of what can be read; one without a usable Chart.yaml is called after its folder. */
static struct chart *repair_chart(struct lint_project *p, const struct chart_files *all,
                                  const struct diag *why)
{
    struct repair r = {.p = p};
    p->repaired = true;
    struct map *subs = map_new(p->arena, 0);
    uint32_t before = p->findings->count;
    for (size_t i = 0; i < all->n; i++) {
        const struct chart_file *f = &all->items[i];
        bool in_charts = str_has_prefix(f->name, STR("charts/"));
        if (in_charts ? !check_sub(&r, all, sub_folder(f->name), subs) : !check_file(&r, f))
            continue;
        r.has_metadata |= str_eq(f->name, STR("Chart.yaml"));
        chart_files_add(p->arena, &r.kept, *f);
    }
    if (p->findings->count == before)
        put_unloadable(p, all, why);
    struct diags ignored;
    diags_init(&ignored, p->arena);
    struct chart *c =
        r.has_metadata ? chart_load_files(p->arena, r.kept.items, r.kept.n, &ignored) : NULL;
    if (c || !all->n)
        return c;
    struct chart_files again = {0};
    str name = base_name(p->arena, p->path);
    struct chart_file head = {
        STR("Chart.yaml"),
        str_fmt(p->arena, "apiVersion: v2\nname: \"%.*s\"\nversion: 0.0.0\n", STR_ARG(name))};
    chart_files_add(p->arena, &again, head);
    for (size_t i = 0; i < r.kept.n; i++)
        if (!str_eq(r.kept.items[i].name, STR("Chart.yaml")))
            chart_files_add(p->arena, &again, r.kept.items[i]);
    return chart_load_files(p->arena, again.items, again.n, &ignored);
}

static bool read_all(struct lint_project *p, struct chart_files *ret, str *ret_error)
{
    struct diags ignored;
    diags_init(&ignored, p->arena);
    if (!p->is_archive)
        return folder_read(p->arena, file_abs(p->arena, p->path), ret, &ignored, ret_error);
    str bytes;
    return file_read(p->arena, p->path, 0, &bytes, ret_error) &&
           archive_read(p->arena, bytes, ret, ret_error);
}

struct chart *project_read_chart(struct lint_project *p)
{
    struct arena *a = p->arena;
    struct diags diags;
    diags_init(&diags, a);
    struct file_info info;
    str error = STR("");
    if (file_stat(a, p->path, &info, &error))
        p->is_archive = info.kind != FILE_DIR;
    struct chart *c = chart_load(a, p->path, &diags);
    if (c)
        return c;
    struct chart_files files = {0};
    if (read_all(p, &files, &error) && is_chart(&files))
        return repair_chart(p, &files, diag_last_error(&diags));
    put_unloadable(p, NULL, diag_last_error(&diags));
    return NULL;
}

struct chart *project_read_files(struct lint_project *p, const struct chart_file *files, size_t n)
{
    struct diags diags;
    diags_init(&diags, p->arena);
    struct chart *c = chart_load_files(p->arena, files, n, &diags);
    if (c)
        return c;
    struct chart_files all = {0};
    for (size_t i = 0; i < n; i++)
        chart_files_add(p->arena, &all, files[i]);
    if (is_chart(&all))
        return repair_chart(p, &all, diag_last_error(&diags));
    put_unloadable(p, NULL, diag_last_error(&diags));
    return NULL;
}

/* ---- values that come with the chart ---- */

static bool is_set_name(str name)
{
    return str_has_suffix(name, STR("values.yaml")) || str_has_suffix(name, STR("values.yml"));
}

static void add_set(struct lint_project *p, str name, str text)
{
    struct lint_file *f = loose_file(p, name, text, LINT_FILE_USER);
    struct map *values;
    str error;
    if (!yaml_parse_values(p->arena, text, &values, &error)) {
        put_unreadable(p, RULE_CH002, f, error);
        return;
    }
    p->sets = arena_room(p->arena, p->sets, p->set_count, &p->set_cap, sizeof *p->sets);
    p->sets[p->set_count++] = (struct lint_value_set){f, name, val_map(values)};
}

static void read_set(struct lint_project *p, str name)
{
    str text, error, path = str_fmt(p->arena, "%.*s/%.*s", STR_ARG(p->path), STR_ARG(name));
    if (file_read(p->arena, path, 0, &text, &error))
        add_set(p, name, text);
}

static void read_sets_from_disk(struct lint_project *p)
{
    str *names, error, dir = str_concat(p->arena, p->path, STR("/ci"));
    size_t n;
    if (file_list(p->arena, dir, &names, &n, &error))
        for (size_t i = 0; i < n; i++)
            if (is_set_name(names[i]))
                read_set(p, str_concat(p->arena, STR("ci/"), names[i]));
    read_set(p, STR("values.lint.yaml"));
    read_set(p, STR("linter_values.yaml"));
}

static void read_set_outside(struct lint_project *p, str path)
{
    str text, error;
    uint32_t before = p->set_count;
    if (!file_read(p->arena, path, 0, &text, &error))
        return;
    add_set(p, path, text);
    if (p->set_count > before)
        p->sets[before].file->outside = true;
}

void project_read_sets(struct lint_project *p)
{
    for (size_t i = 0; i < p->options->value_set_count; i++)
        read_set_outside(p, p->options->value_sets[i]);
    if (!p->is_archive) {
        read_sets_from_disk(p);
        return;
    }
    const struct chart_files *raw = &p->root->chart->raw;
    for (size_t i = 0; i < raw->n; i++)
        if (str_has_prefix(raw->items[i].name, STR("ci/")) && is_set_name(raw->items[i].name))
            add_set(p, raw->items[i].name, raw->items[i].data);
}
