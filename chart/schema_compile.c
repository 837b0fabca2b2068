#include "chart/schema_compile.h"

#include "base/arena.h"
#include "base/quote.h"
#include "chart/schema.h"
#include "chart/schema_format.h"
#include "chart/schema_number.h"
#include "chart/schema_plain.h"
#include "chart/schema_run.h"
#include "chart/schema_url.h"
#include "value/list.h"

/* One schema being compiled. */
struct job {
    struct schema_compiler *c;
    struct arena *a;
    struct map *object;
    struct schema_root *root;
    struct schema_resource *resource;
    struct schema_node *node;
};

/* ---- nodes ---- */

static struct schema_node *enqueue(struct schema_compiler *c, str url, str ptr)
{
    struct arena *a = c->set.arena;
    str key = str_concat(a, str_concat(a, url, STR("#")), ptr);
    const val *known = map_get(c->nodes, key);
    if (known)
        return (struct schema_node *)(uintptr_t)known->p;
    struct schema_node *node = ARENA_NEW(a, struct schema_node);
    node->url = url;
    node->ptr = ptr;
    map_set(c->nodes, key, (val){.tag = V_OPAQUE, .gotype = T_ANY, .p = node});
    if (c->queued == c->queue_cap) {
        uint32_t cap = c->queue_cap ? c->queue_cap * 2 : 32;
        c->queue = arena_grow(a, c->queue, c->queue_cap * sizeof *c->queue, cap * sizeof *c->queue);
        c->queue_cap = cap;
    }
    c->queue[c->queued++] = node;
    return node;
}

static struct schema_node *enqueue_at(struct job *j, str ptr)
{
    return enqueue(j->c, j->node->url, ptr);
}

static const val *get(const struct job *j, const char *key)
{
    return map_get(j->object, str_from_c(key));
}

static str ptr_of(const struct job *j, const char *key)
{
    return schema_ptr_append(j->a, j->node->ptr, str_from_c(key));
}

static bool has_vocab(const struct job *j, enum schema_vocab vocab)
{
    return schema_dialect_has(&j->resource->dialect, vocab);
}

/* ---- keywords by the kind of what they hold ---- */

static struct schema_node *read_schema(struct job *j, const char *key)
{
    return get(j, key) ? enqueue_at(j, ptr_of(j, key)) : NULL;
}

static struct schema_nodes read_schemas(struct job *j, const char *key)
{
    struct schema_nodes nodes = {.n = 0};
    const val *v = get(j, key);
    if (!v || v->tag != V_LIST)
        return nodes;
    str ptr = ptr_of(j, key);
    nodes.set = true;
    nodes.n = (uint32_t)list_len(v->list);
    nodes.items = ARENA_ARRAY(j->a, struct schema_node *, nodes.n);
    for (uint32_t i = 0; i < nodes.n; i++)
        nodes.items[i] = enqueue_at(j, schema_ptr_append_index(j->a, ptr, i));
    return nodes;
}

static bool is_text(val v)
{
    return v.tag == V_STRING && v.gotype == T_STRING;
}

static str *read_strings(struct job *j, const val *v, uint32_t *ret_n)
{
    uint32_t n = 0;
    *ret_n = 0;
    if (!v || v->tag != V_LIST)
        return NULL;
    str *texts = ARENA_ARRAY(j->a, str, list_len(v->list));
    for (size_t i = 0; i < list_len(v->list); i++)
        if (is_text(v->list->items[i]))
            texts[n++] = val_text(v->list->items[i]);
    *ret_n = n;
    return texts;
}

enum entries { ENTRY_SCHEMA = 1, ENTRY_STRINGS = 2 };

/* An object whose entries are schemas, lists of names, or either. */
static struct schema_props read_props(struct job *j, const char *key, unsigned entries)
{
    struct schema_props props = {NULL, 0};
    const val *v = get(j, key);
    if (!v || v->tag != V_MAP)
        return props;
    str ptr = ptr_of(j, key);
    size_t n = map_len(v->map);
    props.items = ARENA_ARRAY(j->a, struct schema_prop, n);
    for (size_t i = 0; i < n; i++) {
        const struct map_entry *e = map_sorted_entry(v->map, i);
        struct schema_prop *p = &props.items[props.n];
        p->name = e->key;
        bool strings = e->value.tag == V_LIST && (entries & ENTRY_STRINGS);
        if (strings)
            p->required = read_strings(j, &e->value, &p->required_count);
        else if (entries & ENTRY_SCHEMA)
            p->schema = enqueue_at(j, schema_ptr_append(j->a, ptr, e->key));
        props.n += strings || (entries & ENTRY_SCHEMA);
    }
    return props;
}

static bool read_bool(const struct job *j, const char *key)
{
    const val *v = get(j, key);
    return v && v->tag == V_BOOL && v->i;
}

static struct schema_additional read_additional(struct job *j, const char *key)
{
    struct schema_additional r = {.set = false};
    const val *v = get(j, key);
    if (!v)
        return r;
    r.set = true;
    if (v->tag == V_BOOL)
        r.allowed = v->i;
    else
        r.schema = read_schema(j, key);
    return r;
}

static val read_number(struct job *j, const char *key)
{
    struct schema_number n;
    const val *v = get(j, key);
    return v && schema_is_number(*v) && schema_number_read(j->a, *v, &n) ? *v : val_invalid();
}

static struct schema_count read_count(struct job *j, const char *key)
{
    struct schema_number n;
    struct schema_count r = {.set = false};
    val v = read_number(j, key);
    if (v.tag == V_INVALID || !schema_number_read(j->a, v, &n) || !schema_number_is_int(n))
        return r;
    return (struct schema_count){true, schema_number_int(n)};
}

static unsigned type_of_name(val name)
{
    static const char *const names[] = {"null",   "boolean", "number", "integer",
                                        "string", "array",   "object"};
    for (unsigned i = 0; is_text(name) && i < sizeof names / sizeof *names; i++)
        if (str_eq(val_text(name), str_from_c(names[i])))
            return 1U << i;
    return 0;
}

static uint8_t read_types(const struct job *j)
{
    const val *v = get(j, "type");
    unsigned types = v ? type_of_name(*v) : 0;
    if (v && v->tag == V_LIST)
        for (size_t i = 0; i < list_len(v->list); i++)
            types |= type_of_name(v->list->items[i]);
    return (uint8_t)types;
}

static bool check_regex(struct job *j, const char *key, str pattern)
{
    str why;
    if (regex_compile(j->c->regexes, pattern, &why))
        return true;
    str quoted = quote(j->a, pattern);
    str place = quote(j->a, schema_url_format(j->a, j->node->url, ptr_of(j, key)));
    return schema_set_fail(&j->c->set, "invalid regex %.*s at %.*s: %.*s", STR_ARG(quoted),
                           STR_ARG(place), STR_ARG(why));
}

static bool read_ref(struct job *j, const char *key, struct schema_node **ret)
{
    struct schema_root *root;
    str ptr, ref = schema_string(j->object, key);
    if (!ref.s)
        return true;
    if (!schema_root_resolve(&j->c->set, j->root, j->resource, ref, &root, &ptr))
        return false;
    *ret = enqueue(j->c, root->url, ptr);
    return true;
}

/* ---- keywords by vocabulary ---- */

static void read_items(struct job *j)
{
    struct schema_node *s = j->node;
    const val *items = get(j, "items");
    if (s->draft >= 2020) {
        s->prefix_items = read_schemas(j, "prefixItems");
        s->items = read_schema(j, "items");
    } else if (items && items->tag == V_LIST) {
        s->prefix_items = read_schemas(j, "items");
        s->additional_items = read_additional(j, "additionalItems");
    } else {
        s->items = read_schema(j, "items");
    }
}

static bool read_object_applicators(struct job *j)
{
    struct schema_node *s = j->node;
    s->properties = read_props(j, "properties", ENTRY_SCHEMA);
    s->pattern_properties = read_props(j, "patternProperties", ENTRY_SCHEMA);
    for (uint32_t i = 0; i < s->pattern_properties.n; i++)
        if (!check_regex(j, "patternProperties", s->pattern_properties.items[i].name))
            return false;
    s->additional_properties = read_additional(j, "additionalProperties");
    s->dependencies = read_props(j, "dependencies", ENTRY_SCHEMA | ENTRY_STRINGS);
    if (s->draft >= 2019)
        s->dependent_schemas = read_props(j, "dependentSchemas", ENTRY_SCHEMA);
    return true;
}

/* An `if` that is a plain bool leaves one branch only. */
static void read_condition(struct job *j)
{
    const val *v = get(j, "if");
    struct schema_node *s = j->node;
    if (s->draft < 7 || !v)
        return;
    s->if_ = read_schema(j, "if");
    if (v->tag != V_BOOL || v->i)
        s->then_ = read_schema(j, "then");
    if (v->tag != V_BOOL || !v->i)
        s->else_ = read_schema(j, "else");
}

/* What drafts 6 and 7 brought: the validator reads it even beside a $ref. */
static void read_later_keywords(struct job *j)
{
    struct schema_node *s = j->node;
    const val *v = s->draft >= 6 ? get(j, "const") : NULL;
    if (v && has_vocab(j, VOCAB_VALIDATION)) {
        s->has_const = true;
        s->constant = *v;
    }
    if (s->draft < 6 || !has_vocab(j, VOCAB_APPLICATOR))
        return;
    s->contains = read_schema(j, "contains");
    s->property_names = read_schema(j, "propertyNames");
    read_condition(j);
}

static bool read_applicators(struct job *j)
{
    struct schema_node *s = j->node;
    if (!has_vocab(j, VOCAB_APPLICATOR))
        return true;
    s->all_of = read_schemas(j, "allOf");
    s->any_of = read_schemas(j, "anyOf");
    s->one_of = read_schemas(j, "oneOf");
    s->not_ = read_schema(j, "not");
    read_items(j);
    return read_object_applicators(j);
}

/* Draft 4's exclusiveMaximum is a bool that changes what `maximum` means. */
static void read_limits(struct job *j)
{
    struct schema_node *s = j->node;
    s->multiple_of = read_number(j, "multipleOf");
    s->maximum = read_number(j, "maximum");
    s->minimum = read_number(j, "minimum");
    s->exclusive_maximum = read_number(j, "exclusiveMaximum");
    s->exclusive_minimum = read_number(j, "exclusiveMinimum");
    if (read_bool(j, "exclusiveMaximum")) {
        s->exclusive_maximum = s->maximum;
        s->maximum = val_invalid();
    }
    if (read_bool(j, "exclusiveMinimum")) {
        s->exclusive_minimum = s->minimum;
        s->minimum = val_invalid();
    }
}

static void read_counts(struct job *j)
{
    struct schema_node *s = j->node;
    s->min_length = read_count(j, "minLength");
    s->max_length = read_count(j, "maxLength");
    s->min_items = read_count(j, "minItems");
    s->max_items = read_count(j, "maxItems");
    s->min_properties = read_count(j, "minProperties");
    s->max_properties = read_count(j, "maxProperties");
    if (s->draft >= 2019 && s->contains) {
        s->min_contains = read_count(j, "minContains");
        s->max_contains = read_count(j, "maxContains");
    }
}

static void read_enum(struct job *j)
{
    struct schema_node *s = j->node;
    const val *v = get(j, "enum");
    if (v && v->tag == V_LIST) {
        s->enumeration = v->list;
        for (size_t i = 0; i < list_len(v->list); i++)
            s->enum_types |= (uint8_t)schema_type_of(v->list->items[i]);
    }
}

static bool read_validations(struct job *j)
{
    struct schema_node *s = j->node;
    if (!has_vocab(j, VOCAB_VALIDATION))
        return true;
    s->types = read_types(j);
    read_enum(j);
    read_limits(j);
    read_counts(j);
    s->unique_items = read_bool(j, "uniqueItems");
    s->required = read_strings(j, get(j, "required"), &s->required_count);
    if (s->draft >= 2019)
        s->dependent_required = read_props(j, "dependentRequired", ENTRY_STRINGS);
    str pattern = schema_string(j->object, "pattern");
    s->has_pattern = pattern.s != NULL;
    s->pattern = pattern;
    return !s->has_pattern || check_regex(j, "pattern", pattern);
}

static void read_format(struct job *j)
{
    struct schema_node *s = j->node;
    bool asserted = j->c->assert_format || s->draft < 2019 ||
                    has_vocab(j, s->draft == 2019 ? VOCAB_FORMAT : VOCAB_FORMAT_ASSERTION);
    str name = schema_string(j->object, "format");
    if (asserted && name.s)
        s->format = schema_format_find(name);
}

static void read_unevaluated(struct job *j)
{
    struct schema_node *s = j->node;
    if (s->draft < 2019 || !has_vocab(j, s->draft == 2019 ? VOCAB_APPLICATOR : VOCAB_UNEVALUATED))
        return;
    s->unevaluated_items = read_schema(j, "unevaluatedItems");
    s->unevaluated_properties = read_schema(j, "unevaluatedProperties");
}

static bool read_dynamic_refs(struct job *j)
{
    struct schema_node *s = j->node;
    if (s->draft < 2019)
        return true;
    if (!read_ref(j, "$recursiveRef", &s->recursive_ref))
        return false;
    s->recursive_anchor = read_bool(j, "$recursiveAnchor");
    if (s->draft < 2020)
        return true;
    if (!read_ref(j, "$dynamicRef", &s->dynamic_ref))
        return false;
    str fragment, why;
    if (s->dynamic_ref &&
        schema_url_fragment(j->a, schema_string(j->object, "$dynamicRef"), &fragment, &why) &&
        fragment.len && fragment.s[0] != '/')
        s->dynamic_ref_anchor = fragment;
    s->dynamic_anchor = schema_string(j->object, "$dynamicAnchor");
    return true;
}

static bool compile_object(struct job *j)
{
    struct schema_node *s = j->node;
    if (!read_ref(j, "$ref", &s->ref))
        return false;
    read_later_keywords(j);
    if (s->ref && s->draft < 2019) /* all else beside a $ref is ignored */
        return true;
    if (!read_applicators(j) || !read_validations(j) || !read_dynamic_refs(j))
        return false;
    read_format(j);
    read_unevaluated(j);
    return true;
}

/* ---- one schema, all schemas ---- */

static void read_dynamic_anchors(struct job *j)
{
    struct schema_node *s = j->node;
    struct map *names = j->resource->dynamic_anchors;
    if (s->draft < 2020 || s != s->resource || !map_len(names))
        return;
    s->dynamic_anchors.items = ARENA_ARRAY(j->a, struct schema_prop, map_len(names));
    for (size_t i = 0; i < map_len(names); i++) {
        str name = map_sorted_entry(names, i)->key;
        const val *ptr = map_get(j->resource->anchors, name);
        s->dynamic_anchors.items[s->dynamic_anchors.n++] =
            (struct schema_prop){.name = name, .schema = enqueue_at(j, val_text(*ptr))};
    }
}

static void note_evaluated(struct schema_node *s)
{
    s->all_props_evaluated = s->additional_properties.set;
    s->all_items_evaluated = s->additional_items.set || s->items;
    s->items_evaluated = s->prefix_items.n;
}

static bool compile_node(struct schema_compiler *c, struct schema_node *s)
{
    struct schema_root *root = schema_root_get(&c->set, s->url);
    if (!root || !schema_root_ensure(&c->set, root, s->ptr) ||
        !schema_root_lookup(&c->set, root, s->ptr, &s->source))
        return false;
    struct schema_resource *res = schema_root_resource(root, s->ptr);
    struct job j = {c, c->set.arena, NULL, root, res, s};
    s->draft = res->dialect.draft->version;
    s->resource = enqueue(c, s->url, res->ptr);
    read_dynamic_anchors(&j);
    if (s->source.tag == V_BOOL) {
        s->boolean = s->source.i ? SCHEMA_TRUE : SCHEMA_FALSE;
    } else if (s->source.tag == V_MAP) {
        j.object = s->source.map;
        if (map_len(j.object) == 0)
            s->boolean = SCHEMA_TRUE;
        else if (!compile_object(&j))
            return false;
    }
    note_evaluated(s);
    return true;
}

struct schema_node *schema_compiler_run(struct schema_compiler *c, str url)
{
    struct schema_root *root = schema_root_get(&c->set, url);
    if (!root)
        return NULL;
    struct schema_node *node = enqueue(c, url, STR(""));
    while (c->compiled < c->queued)
        if (!compile_node(c, c->queue[c->compiled++]))
            return NULL;
    return node;
}

/* ---- metaschemas ---- */

/* A schema that asks for all of the metaschemas of a dialect's vocabularies. */
static struct schema_node *vocab_node(struct schema_compiler *meta,
                                      const struct schema_dialect *dialect)
{
    struct arena *a = meta->set.arena;
    struct schema_node *s = ARENA_NEW(a, struct schema_node);
    str base = str_from_c(dialect->draft->url);
    base = str_slice(base, 0, base.len - sizeof "schema" + 1);
    s->url = STR("urn:mem:metaschema");
    s->draft = dialect->draft->version;
    s->resource = s;
    s->all_of.items = ARENA_ARRAY(a, struct schema_node *, VOCAB_COUNT);
    for (unsigned i = 0; i < VOCAB_COUNT; i++) {
        if (!(dialect->vocabs >> i & 1))
            continue;
        str name = str_concat(a, STR("meta/"), str_from_c(schema_vocab_name(i)));
        s->all_of.items[s->all_of.n++] = schema_compiler_run(meta, str_concat(a, base, name));
    }
    if (s->draft >= 2020) {
        s->dynamic_anchor = STR("meta");
        s->dynamic_anchors.items = ARENA_NEW(a, struct schema_prop);
        *s->dynamic_anchors.items = (struct schema_prop){.name = STR("meta"), .schema = s};
        s->dynamic_anchors.n = 1;
    }
    return s;
}

struct schema_node *schema_metaschema_node(struct schema_compiler *c,
                                           const struct schema_dialect *dialect)
{
    if (!c->meta) {
        c->meta = ARENA_NEW(c->set.arena, struct schema_compiler);
        schema_compiler_init(c->meta, c->set.arena);
        c->meta->set.check = NULL;
        c->meta->assert_format = true;
        c->meta->regexes = c->regexes;
        c->meta->scratch = c->scratch;
    }
    if (!dialect->narrowed)
        return schema_compiler_run(c->meta, str_from_c(dialect->draft->url));
    return vocab_node(c->meta, dialect);
}

bool schema_check_by_metaschema(struct schema_set *set, struct schema_root *r, val schema, str ptr)
{
    struct schema_compiler *c = (struct schema_compiler *)set;
    const struct schema_resource *res = schema_root_resource(r, ptr);
    struct schema_node *meta = schema_metaschema_node(c, &res->dialect);
    struct schema_run run = {.arena = set->arena,
                             .scratch = c->scratch,
                             .compiler = c,
                             .meta = meta,
                             .regexes = c->regexes,
                             .resources = r->resources};
    struct schema_error *e = schema_run(&run, meta, schema);
    if (run.broken.len) {
        set->error = run.broken;
        return false;
    }
    if (!e)
        return true;
    str place = quote(set->arena, schema_url_format(set->arena, r->url, ptr));
    str text = schema_report(set->arena, e);
    struct buf b;
    buf_init(&b, set->arena);
    buf_put_str(&b, place);
    buf_put_str(&b, STR(" is not valid against metaschema: "));
    buf_put_str(&b, text);
    set->error = buf_str(&b);
    return false;
}

static bool check_schema(struct schema_set *set, struct schema_root *r, val schema, str ptr)
{
    const struct schema_compiler *c = (struct schema_compiler *)set;
    const struct schema_resource *res = schema_root_resource(r, ptr);
    return schema_is_plain(&res->dialect, c->regexes, schema) ||
           schema_check_by_metaschema(set, r, schema, ptr);
}

void schema_compiler_init(struct schema_compiler *c, struct arena *a)
{
    *c = (struct schema_compiler){.nodes = map_new(a, 64)};
    schema_set_init(&c->set, a);
    c->set.check = check_schema;
}
