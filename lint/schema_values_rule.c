/* Values that a schema refuses, with Helm's words and the place of the value. */
#include "lint/value_rules.h"

#include "base/arena.h"
#include "chart/coalesce.h"
#include "chart/dependencies.h"
#include "chart/schema.h"
#include "lint/user_values.h"
#include "value/map.h"

enum { NAMES_MAX = 64 };

struct check {
    struct lint_project *p;
    const struct user_values *user; /* NULL: the default values */
};

/* A JSON pointer's names. */
static size_t names_of(struct arena *a, str pointer, str *ret)
{
    size_t n = 0;
    while (pointer.len && n < NAMES_MAX) {
        pointer = str_from(pointer, 1);
        size_t slash = str_find_char(pointer, '/');
        str name = slash == STR_NONE ? pointer : str_slice(pointer, 0, slash);
        pointer = str_from(pointer, name.len);
        ret[n++] =
            str_replace_all(a, str_replace_all(a, name, STR("~1"), STR("/")), STR("~0"), STR("~"));
    }
    return n;
}

static const struct yentry *step(const struct ynode *n, str name)
{
    uint32_t index = 0;
    if (!n || n->kind != YNODE_LIST)
        return ynode_find(n, name);
    for (size_t i = 0; i < name.len; i++) {
        if (name.s[i] < '0' || name.s[i] > '9' || index > UINT32_MAX / 16)
            return NULL;
        index = index * 10 + (uint32_t)(name.s[i] - '0');
    }
    return index < n->count ? &n->entries[index] : NULL;
}

/* How many of the names lead somewhere in a file; where. */
static size_t follow(const struct ynode *n, const str *names, size_t count, struct span *ret)
{
    size_t i = 0;
    for (; i < count; i++) {
        const struct yentry *e = step(n, names[i]);
        if (!e)
            break;
        *ret = e->key_span.end > e->key_span.begin ? e->key_span : e->value->span;
        n = e->value;
        if (i + 1 == count && n->kind == YNODE_SCALAR && n->span.end > n->span.begin)
            *ret = n->span;
    }
    return i;
}

/* The file that says most of the path: what users set, the charts above, the chart itself. */
static void find_place(const struct check *k, const struct lint_chart *c, const str *names,
                       size_t count, const struct lint_file **file, struct span *ret)
{
    str all[2 * NAMES_MAX];
    size_t first = NAMES_MAX, best = 0;
    for (size_t i = 0; i < count; i++)
        all[first + i] = names[i];
    *file = c->values ? c->values : c->schema;
    *ret = (struct span){0, 0};
    for (const struct lint_chart *up = c; up; up = up->parent) {
        struct span span = {0, 0};
        size_t prefix = NAMES_MAX - first;
        size_t n =
            follow(lint_file_yaml(k->p->arena, up->values), all + first, count + prefix, &span);
        if (n > prefix && n - prefix >= best) {
            best = n - prefix;
            *file = up->values;
            *ret = span;
        }
        if (up->parent && first)
            all[--first] = up->key;
    }
    struct span span = {0, 0};
    size_t prefix = NAMES_MAX - first;
    size_t n = k->user ? follow(k->user->places, all + first, count + prefix, &span) : 0;
    if (n > prefix && n - prefix >= best) {
        *file = k->user->file;
        *ret = span;
    }
}

/* "- at '/a/b': got number, want string" and the lines that belong to it. */
static struct finding *put_line(const struct check *k, const struct lint_chart *c, str line)
{
    str names[NAMES_MAX];
    size_t count = 0, quote = str_find(line, STR("': "));
    if (str_has_prefix(line, STR("at '")) && quote != STR_NONE)
        count = names_of(k->p->arena, str_slice(line, 4, quote), names);
    const struct lint_file *file;
    struct span span;
    find_place(k, c, names, count, &file, &span);
    struct finding *g = finding_put(k->p->findings, RULE_CH702, file, span, "%.*s", STR_ARG(line));
    g->subject = line;
    return g;
}

static void put_text(const struct check *k, const struct lint_chart *c, str text)
{
    struct finding *g = NULL;
    while (text.len) {
        size_t end = str_find_char(text, '\n');
        str line = end == STR_NONE ? text : str_slice(text, 0, end);
        text = str_from(text, end == STR_NONE ? text.len : end + 1);
        if (str_has_prefix(line, STR("- ")))
            g = put_line(k, c, str_from(line, 2));
        else if (g && line.len)
            finding_help(k->p->findings, g, "%.*s", STR_ARG(str_trim_blanks(line)));
        if (g && k->user && g->file != k->user->file)
            finding_help(k->p->findings, g, "with the values of %.*s",
                         STR_ARG(k->user->file->path));
    }
}

/* The chart as it is in a copy that dependencies have edited: by name and level. */
static const struct lint_chart *sub_named(const struct lint_chart *c, const struct chart *sub)
{
    for (size_t i = 0; i < c->sub_count; i++)
        if (str_eq(c->subs[i]->key, chart_name(sub)))
            return c->subs[i];
    return NULL;
}

static bool check_chart(const struct check *k, const struct lint_chart *c, const struct chart *copy,
                        val values, bool tell)
{
    bool good = true;
    str error = STR("");
    if (c->schema && values.tag == V_MAP) {
        struct schema *s = lint_file_schema(k->p->arena, c->schema, &c->chart->raw);
        good = !s || schema_validate(s, k->p->arena, values, &error);
        if (!good && tell)
            put_text(k, c, error);
    }
    for (size_t i = 0; i < copy->subchart_count; i++) {
        const struct lint_chart *sub = sub_named(c, copy->subcharts[i]);
        const val *v = sub && values.tag == V_MAP ? map_get(values.map, sub->key) : NULL;
        if (v)
            good &= check_chart(k, sub, copy->subcharts[i], *v, tell);
    }
    return good;
}

/* With the user's options and, perhaps, a ci file; true also when the values cannot be put
 * together, which is told elsewhere. */
static bool check_set(const struct check *k, bool tell)
{
    struct lint_project *p = k->p;
    struct diags ignored;
    diags_init(&ignored, p->arena);
    struct map *user = map_new(p->arena, 0), *values;
    if (!values_merge_options(p->arena, p->options->values, p->options->value_count, &user,
                              &ignored))
        return true;
    if (k->user)
        values_merge(user, map_clone_shallow(p->arena, k->user->values));
    struct chart *copy = chart_copy(p->arena, p->root->chart);
    if (!chart_process_dependencies(copy, user, &ignored) ||
        !chart_coalesce_values(p->arena, copy, user, &values, &ignored))
        return true;
    return check_chart(k, p->root, copy, val_map(values), tell);
}

static bool has_schema(const struct lint_project *p)
{
    for (size_t i = 0; i < p->chart_count; i++)
        if (p->charts[i]->schema)
            return true;
    return false;
}

/* The default values may lack what is required, as long as a ci file shows how to use the chart. */
void check_schema_values(struct lint_project *p)
{
    size_t n;
    const struct user_values *u = user_values(p, &n);
    bool some_good = false;
    if (p->options->skip_schema || !has_schema(p))
        return;
    for (size_t i = 0; i < n; i++) {
        struct check k = {p, &u[i]};
        if (u[i].ci)
            some_good |= check_set(&k, true);
    }
    struct check k = {p, NULL};
    if (!some_good || p->options->value_count)
        check_set(&k, true);
}
