#include "chart/schema.h"

#include "base/arena.h"
#include "chart/coalesce.h"
#include "chart/schema_accept.h"
#include "chart/schema_compile.h"
#include "chart/schema_run.h"
#include "chart/schema_url.h"
#include "value/json_parse.h"

#include <string.h>

struct schema {
    struct schema_compiler compiler;
    struct schema_node *root;
};

/* ---- nodes ---- */

str schema_location(struct arena *a, const struct schema_node *node)
{
    if (str_eq(node->url, STR("urn:mem:metaschema"))) /* made, not read: it has no fragment */
        return node->url;
    return schema_url_format(a, node->url, node->ptr);
}

struct schema_prop *schema_find(const struct schema_props *props, str name)
{
    size_t from = 0, to = props->n;
    while (from < to) {
        size_t mid = from + (to - from) / 2;
        int c = str_cmp(props->items[mid].name, name);
        if (c == 0)
            return &props->items[mid];
        if (c < 0)
            from = mid + 1;
        else
            to = mid;
    }
    return NULL;
}

unsigned schema_type_of(val v)
{
    switch (v.tag) {
    case V_INVALID:
    case V_NIL:
        return SCHEMA_NULL;
    case V_BOOL:
        return SCHEMA_BOOLEAN;
    case V_INT:
    case V_UINT:
    case V_FLOAT:
        return SCHEMA_NUMBER;
    case V_STRING:
        return v.gotype == T_JSON_NUMBER ? SCHEMA_NUMBER : SCHEMA_STRING;
    case V_LIST:
        return SCHEMA_ARRAY;
    case V_MAP:
        return SCHEMA_OBJECT;
    default:
        return 0;
    }
}

/* ---- one schema ---- */

/* The name under which Helm hands a schema to the validator. */
static str document_url(void)
{
    return STR("file:///values.schema.json");
}

/* What all schemas of a chart share: compiled metaschemas above all. */
static struct schema *new_schema(struct arena *a, const struct schema *like)
{
    struct schema *s = ARENA_NEW(a, struct schema);
    schema_compiler_init(&s->compiler, a);
    s->compiler.scratch = like ? like->compiler.scratch : arena_within(a);
    s->compiler.regexes = like ? like->compiler.regexes : regex_cache_new(a);
    s->compiler.meta = like ? like->compiler.meta : NULL;
    return s;
}

static bool compile(struct schema *s, val doc, str *ret_error)
{
    map_set(s->compiler.set.docs, document_url(), doc);
    s->root = schema_compiler_run(&s->compiler, document_url());
    if (!s->root)
        *ret_error = s->compiler.set.error;
    return s->root != NULL;
}

struct schema *schema_compile(struct arena *a, str text, const struct chart_files *files,
                              struct diags *diags, str *ret_error)
{
    val doc;
    struct schema *s = new_schema(a, NULL);
    s->compiler.set.files = files;
    s->compiler.set.diags = diags;
    return json_parse_exact(a, text, &doc, ret_error) && compile(s, doc, ret_error) ? s : NULL;
}

const struct schema_node *schema_root_node(const struct schema *s)
{
    return s->root;
}

bool schema_validate(struct schema *s, struct arena *a, val v, str *ret_error)
{
    struct schema_run run = {
        .arena = a, .scratch = s->compiler.scratch, .regexes = s->compiler.regexes};
    struct schema_error *e = schema_run(&run, s->root, v);
    if (run.broken.len)
        *ret_error = run.broken;
    if (run.broken.len || !e)
        return !run.broken.len;
    str text = schema_report(a, e);
    str head = STR("jsonschema validation failed with 'file:///values.schema.json#'\n");
    if (str_has_prefix(text, head))
        text = str_from(text, head.len);
    *ret_error = str_concat(a, text, STR("\n"));
    return false;
}

/* ---- a chart and those below it ---- */

struct walk {
    struct arena *arena;
    struct diags *diags;
    struct regex_cache *regexes; /* of quick looks; NULL until needed */
    struct schema *last;         /* whose metaschemas the next one uses */
    struct buf errors;
};

/* Whether a quick look finds that the values fit. */
static bool fits_at_once(struct walk *w, const struct chart *c, val values)
{
    const struct schema_brief_doc *doc = c->schema_brief;
    if (!doc && !c->schema_is_read)
        doc = schema_brief_read(w->arena, c->schema);
    return doc && schema_accepts(w->arena, &w->regexes, doc, values);
}

static bool check_one(struct walk *w, const struct chart *c, val values, str *ret_error)
{
    if (fits_at_once(w, c, values))
        return true;
    val doc;
    struct schema *s = new_schema(w->arena, w->last);
    w->last = s;
    s->compiler.set.files = &c->raw;
    s->compiler.set.diags = w->diags;
    return json_parse_exact(w->arena, c->schema, &doc, ret_error) && compile(s, doc, ret_error) &&
           schema_validate(s, w->arena, values, ret_error);
}

static void check_chart(struct walk *w, const struct chart *c, struct map *values)
{
    str error;
    if (c->schema.s && !check_one(w, c, val_map(values), &error)) {
        buf_put_str(&w->errors, chart_name(c));
        buf_put_str(&w->errors, STR(":\n"));
        buf_put_str(&w->errors, error);
    }
    for (size_t i = 0; i < c->subchart_count; i++) {
        str name = chart_name(c->subcharts[i]);
        const val *v = map_get(values, name);
        if (!v || val_is_nil(*v))
            continue;
        if (v->tag == V_MAP) {
            check_chart(w, c->subcharts[i], v->map);
            continue;
        }
        buf_put_str(&w->errors, name);
        buf_put_str(&w->errors, STR(":\ninvalid type for values: expected object (map), got "));
        buf_put_str(&w->errors, gotype_name((enum gotype)v->gotype));
        buf_put_char(&w->errors, '\n');
    }
}

void schema_read_chart(struct chart *c)
{
    if (c->schema.s)
        c->schema_brief = schema_brief_read(c->arena, c->schema);
    c->schema_is_read = true;
    for (size_t i = 0; i < c->subchart_count; i++)
        schema_read_chart(c->subcharts[i]);
}

bool schema_check_chart(struct arena *a, const struct chart *c, struct map *values,
                        struct diags *diags)
{
    struct walk w = {.arena = arena_within(a), .diags = diags};
    buf_init(&w.errors, a);
    check_chart(&w, c, values);
    arena_done(w.arena);
    if (!w.errors.len)
        return true;
    str head = STR("values don't meet the specifications of the schema(s) in the following "
                   "chart(s):\n");
    diag_put(diags, DIAG_ERROR, str_concat(diags->arena, head, buf_str(&w.errors)));
    return false;
}
