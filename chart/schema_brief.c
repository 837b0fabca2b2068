#include "chart/schema_brief.h"

#include "base/arena.h"
#include "base/number.h"
#include "base/regex.h"
#include "base/utf8.h"
#include "chart/schema_node.h"
#include "chart/schema_skim.h"

#include <math.h>

enum {
    NAMES_MAX = 64,       /* of a list whose entries must differ */
    PROPERTIES_MAX = 512, /* the same of properties */
    EXACT_DIGITS = 15,    /* a decimal of so many digits is known by its float64 */
    COUNT_DIGITS = 9,
    PLACES_MAX = 32,    /* for each the text is read anew */
    STEPS_MAX = 1000000 /* of following $refs */
};

/* A $ref that is to be followed once all is read. */
struct link {
    struct link *next;
    struct schema_rule *rule;
    str ref;
};

/* What a $ref leads to where no keyword holds schemas. */
struct place {
    struct place *next;
    str ref;
    struct schema_brief schema;
};

struct reader {
    str text;
    struct skim skim;
    struct arena *arena;
    struct schema_words words;
    const struct schema_draft *draft; /* NULL: no $schema yet */
    bool has_item_lists;
    struct link *links;
    struct place *places;
    size_t steps, place_count;
};

static bool read_schema(struct reader *r, struct schema_brief *s);

/* ---- rules ---- */

static struct schema_rule *add_rule(struct reader *r, struct schema_brief *s, enum schema_use use)
{
    struct schema_rule *rule = ARENA_NEW(r->arena, struct schema_rule);
    rule->use = use;
    rule->next = s->rules;
    s->rules = rule;
    return rule;
}

/* A number that its float64 tells apart from all others; else NAN. */
static bool read_number(struct reader *r, double *ret)
{
    str text;
    size_t digits = 0;
    bool exact = true;
    if (!skim_number(&r->skim, &text))
        return false;
    for (size_t i = 0; i < text.len; i++) {
        digits += text.s[i] >= '0' && text.s[i] <= '9';
        exact &= text.s[i] != 'e' && text.s[i] != 'E';
    }
    if (!exact || digits > EXACT_DIGITS || !number_parse_float(text, ret))
        *ret = (double)NAN;
    return true;
}

static bool read_count(struct reader *r, struct schema_rule *rule)
{
    str text;
    if (!skim_number(&r->skim, &text) || text.len > COUNT_DIGITS)
        return false;
    rule->count = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.s[i] < '0' || text.s[i] > '9')
            return false;
        rule->count = rule->count * 10 + (text.s[i] - '0');
    }
    return true;
}

static bool read_string(struct reader *r, struct schema_brief *s, const struct schema_word *w)
{
    str text;
    if (w->use == USE_NOTE)
        return skim_string(&r->skim, &text);
    if (!skim_plain_string(&r->skim, &text))
        return false;
    add_rule(r, s, w->use)->text = text;
    return true;
}

static bool read_bool(struct reader *r, struct schema_brief *s, const struct schema_word *w)
{
    bool yes;
    if (!skim_bool(&r->skim, &yes))
        return false;
    if (yes && w->use != USE_NOTE)
        add_rule(r, s, w->use);
    return true;
}

/* ---- names ---- */

static bool same_name(const struct schema_name_brief *x, const struct schema_name_brief *y)
{
    if (x->type != y->type)
        return false;
    if (x->type == SCHEMA_NUMBER)
        return !(x->number < y->number) && !(x->number > y->number);
    return x->hash == y->hash && str_eq(x->name, y->name);
}

/* A string, or of an enum another scalar that can be told from all others. */
static bool read_name(struct reader *r, struct schema_name_brief *n, bool is_enum)
{
    bool yes;
    char c = skim_peek(&r->skim);
    n->type = SCHEMA_STRING;
    if (c == '"' || !is_enum) {
        if (!skim_plain_string(&r->skim, &n->name))
            return false;
        n->hash = str_hash(n->name);
        return true;
    }
    if (c == 'n') {
        n->type = SCHEMA_NULL;
        return skim_value(&r->skim);
    }
    if (c == 't' || c == 'f') {
        n->type = SCHEMA_BOOLEAN;
        n->name = c == 't' ? STR("true") : STR("false");
        return skim_bool(&r->skim, &yes);
    }
    n->type = SCHEMA_NUMBER;
    return read_number(r, &n->number) && !isnan(n->number);
}

/* Newest first. */
static bool read_names(struct reader *r, bool is_enum, const struct schema_name_brief **ret)
{
    bool first = true, more;
    const struct schema_name_brief *names = NULL;
    if (!skim_open(&r->skim, '['))
        return false;
    for (size_t n = 0; n <= NAMES_MAX; n++) {
        if (!skim_more(&r->skim, ']', &first, &more))
            return false;
        *ret = names;
        if (!more)
            return true;
        struct schema_name_brief *name = ARENA_NEW(r->arena, struct schema_name_brief);
        if (!read_name(r, name, is_enum))
            return false;
        for (const struct schema_name_brief *o = names; o; o = o->next)
            if (same_name(o, name))
                return false;
        name->next = names;
        names = name;
    }
    return false;
}

static bool read_name_rule(struct reader *r, struct schema_brief *s, const struct schema_word *w)
{
    struct schema_rule *rule = add_rule(r, s, w->use);
    bool is_enum = w->shape == SHAPE_ENUM;
    return read_names(r, is_enum, &rule->names) && (!is_enum || rule->names);
}

static bool read_types(struct reader *r, struct schema_brief *s)
{
    struct schema_name_brief one = {.next = NULL};
    const struct schema_name_brief *names = &one;
    if (skim_peek(&r->skim) == '[' ? !read_names(r, false, &names) || !names
                                   : !skim_plain_string(&r->skim, &one.name))
        return false;
    for (; names; names = names->next) {
        unsigned type = schema_type_named(names->name);
        if (!type)
            return false;
        s->types |= (uint8_t)type;
    }
    return true;
}

/* ---- texts with a meaning of their own ---- */

/* A pattern's own text; false where escapes other than those of \ " and / are in it. */
static bool unescape(struct reader *r, str raw, str *ret)
{
    char *out = arena_bytes(r->arena, raw.len);
    size_t n = 0;
    for (size_t i = 0; i < raw.len; i++) {
        if (raw.s[i] == '\\' && !strchr("\\\"/", raw.s[++i]))
            return false;
        out[n++] = raw.s[i];
    }
    *ret = str_make(out, n);
    return utf8_valid(*ret);
}

static bool read_pattern(struct reader *r, struct schema_brief *s)
{
    str raw;
    struct schema_rule *rule = add_rule(r, s, USE_PATTERN);
    return skim_string(&r->skim, &raw) && unescape(r, raw, &rule->text) &&
           regex_is_valid(r->arena, rule->text);
}

static bool read_draft(struct reader *r)
{
    str url;
    if (r->skim.depth != 1 || !skim_plain_string(&r->skim, &url))
        return false;
    r->draft = schema_draft_of_url(url);
    return r->draft && r->draft->version >= 7;
}

static bool read_ref(struct reader *r, struct schema_brief *s)
{
    struct link *l = ARENA_NEW(r->arena, struct link);
    *l = (struct link){.next = r->links, .rule = add_rule(r, s, USE_REF)};
    r->links = l;
    return skim_plain_string(&r->skim, &l->ref) && schema_ref_is_plain(l->ref);
}

/* ---- schemas below ---- */

static bool is_anything(const struct schema_brief *s)
{
    return !s->types && !s->never && !s->properties && !s->more && !s->rules;
}

static bool read_one(struct reader *r, struct schema_brief *s, enum schema_use use)
{
    struct schema_brief *below = ARENA_NEW(r->arena, struct schema_brief);
    if (!read_schema(r, below))
        return false;
    if (use == USE_MORE)
        s->more = is_anything(below) ? NULL : below;
    else
        add_rule(r, s, use)->schema = below;
    return true;
}

/* Entries for the properties of an object (close is '}') or the items of an array, in their order.
 */
static bool read_many(struct reader *r, char close, const struct schema_prop_brief **ret)
{
    bool first = true, more;
    uint64_t seen = 0;
    if (!skim_open(&r->skim, close == '}' ? '{' : '['))
        return false;
    const struct schema_prop_brief *all = NULL, **tail = &all;
    for (size_t n = 0; n <= PROPERTIES_MAX; n++) {
        if (!skim_more(&r->skim, close, &first, &more))
            return false;
        *ret = all;
        if (!more)
            return true;
        struct schema_prop_brief *p = ARENA_NEW(r->arena, struct schema_prop_brief);
        str name = {NULL, 0};
        if (close == '}') {
            if (!skim_plain_string(&r->skim, &name) || !skim_take(&r->skim, ':'))
                return false;
            p->name = name.s, p->len = (uint32_t)name.len, p->hash = str_hash(name);
            uint64_t bit = (uint64_t)1 << (p->hash & 63);
            for (const struct schema_prop_brief *o = seen & bit ? all : NULL; o; o = o->next)
                if (o->hash == p->hash && str_eq(str_make(o->name, o->len), name))
                    return false; /* the later one counts */
            seen |= bit;
        }
        if (!read_schema(r, &p->schema))
            return false;
        *tail = p, tail = &p->next;
    }
    return false;
}

static bool read_schemas(struct reader *r, struct schema_brief *s, const struct schema_word *w)
{
    const struct schema_prop_brief *all;
    if (!read_many(r, w->shape == SHAPE_SCHEMA_MAP ? '}' : ']', &all))
        return false;
    if (w->use == USE_PROPERTIES)
        s->properties = all;
    else
        add_rule(r, s, w->use)->schemas = all;
    return all || w->shape == SHAPE_SCHEMA_MAP;
}

/* One schema for each item is left to the validator. */
static bool read_items(struct reader *r, struct schema_brief *s)
{
    const struct schema_prop_brief *all;
    if (skim_peek(&r->skim) != '[')
        return read_one(r, s, USE_ITEMS);
    r->has_item_lists = true;
    add_rule(r, s, USE_OF_LIST);
    return read_many(r, ']', &all) && all;
}

/* ---- a schema ---- */

static bool read_keyword(struct reader *r, struct schema_brief *s, const struct schema_word *w)
{
    switch (w->shape) {
    case SHAPE_UNSURE:
        return false;
    case SHAPE_ANY:
    case SHAPE_LIST:
        if (w->use != USE_NOTE)
            add_rule(r, s, w->use);
        return (w->shape == SHAPE_ANY || skim_peek(&r->skim) == '[') && skim_value(&r->skim);
    case SHAPE_STRING:
        return read_string(r, s, w);
    case SHAPE_BOOLEAN:
        return read_bool(r, s, w);
    case SHAPE_NUMBER:
        return read_number(r, &add_rule(r, s, w->use)->number);
    case SHAPE_COUNT:
        return read_count(r, add_rule(r, s, w->use));
    case SHAPE_ENUM:
    case SHAPE_NAMES:
        return read_name_rule(r, s, w);
    case SHAPE_TYPE:
        return read_types(r, s);
    case SHAPE_PATTERN:
        return read_pattern(r, s);
    case SHAPE_DRAFT:
        return read_draft(r);
    case SHAPE_REF:
        return read_ref(r, s);
    case SHAPE_SCHEMA:
        return read_one(r, s, w->use);
    case SHAPE_SCHEMA_LIST:
    case SHAPE_SCHEMA_MAP:
        return read_schemas(r, s, w);
    case SHAPE_ITEMS:
        return read_items(r, s);
    }
    return false;
}

/* A keyword that comes twice counts once, the last time: that is left to the validator. */
static bool read_entry(struct reader *r, struct schema_brief *s, uint64_t *seen)
{
    str key;
    if (!skim_plain_string(&r->skim, &key) || !skim_take(&r->skim, ':'))
        return false;
    const struct schema_word *w = schema_words_find(&r->words, key, str_hash(key));
    if (!w)
        return skim_value(&r->skim);
    uint64_t bit = (uint64_t)1 << schema_word_number(w);
    if (*seen & bit)
        return false;
    *seen |= bit;
    return read_keyword(r, s, w);
}

static bool read_schema(struct reader *r, struct schema_brief *s)
{
    bool first = true, more, yes;
    uint64_t seen = 0;
    if (skim_peek(&r->skim) != '{') {
        bool ok = skim_bool(&r->skim, &yes);
        s->never = !yes;
        return ok;
    }
    if (!skim_open(&r->skim, '{'))
        return false;
    for (;;) {
        if (!skim_more(&r->skim, '}', &first, &more))
            return false;
        if (!more)
            return true;
        if (!read_entry(r, s, &seen))
            return false;
    }
}

/* ---- references ---- */

/* Of "a/b": "a", and "b" stays. */
static str cut_token(str *path)
{
    size_t slash = str_find_char(*path, '/');
    str token = str_slice(*path, 0, slash == STR_NONE ? path->len : slash);
    *path = str_from(*path, slash == STR_NONE ? path->len : slash + 1);
    return token;
}

static const struct schema_brief *find_in(struct reader *r, const struct schema_prop_brief *p,
                                          str name)
{
    uint32_t hash = str_hash(name);
    for (; p && r->steps < STEPS_MAX; p = p->next, r->steps++)
        if (p->hash == hash && str_eq(str_make(p->name, p->len), name))
            return &p->schema;
    return NULL;
}

static const struct schema_brief *find_below(struct reader *r, const struct schema_brief *s,
                                             str keyword, str name)
{
    if (str_eq(keyword, STR("properties")))
        return find_in(r, s->properties, name);
    const struct schema_word *w = schema_words_find(&r->words, keyword, str_hash(keyword));
    if (!w || (w->use != USE_DEFS && w->use != USE_DEFINITIONS))
        return NULL;
    const struct schema_rule *rule = s->rules;
    while (rule && rule->use != w->use)
        rule = rule->next;
    return rule ? find_in(r, rule->schemas, name) : NULL;
}

/* What a $ref leads to: the root, or schemas that a keyword holds by name; else NULL. */
static const struct schema_brief *follow(struct reader *r, const struct schema_brief *s, str ref)
{
    if (str_eq(ref, STR("#")))
        return s;
    if (!str_has_prefix(ref, STR("#/")) || str_has_suffix(ref, STR("/")))
        return NULL;
    for (str rest = str_from(ref, 2); s && rest.len; r->steps++) {
        str keyword = cut_token(&rest);
        if (!rest.len)
            return NULL;
        str name = cut_token(&rest);
        s = find_below(r, s, keyword, name);
    }
    return s;
}

/* From before an object to before what it holds under a key: the last of that name. */
static bool enter(struct skim *s, str name)
{
    bool first = true, more, found = false;
    struct skim at = *s;
    str key;
    if (!skim_open(s, '{'))
        return false;
    for (;;) {
        if (!skim_more(s, '}', &first, &more))
            return false;
        if (!more)
            break;
        if (!skim_plain_string(s, &key) || !skim_take(s, ':'))
            return false;
        if (str_eq(key, name)) {
            at = *s;
            found = true;
        }
        if (!skim_value(s))
            return false;
    }
    *s = at;
    return found;
}

/* Anything in the text may be meant as a schema. */
static const struct schema_brief *read_place(struct reader *r, str ref)
{
    struct place *p = r->places;
    while (p && !str_eq(p->ref, ref))
        p = p->next;
    if (p)
        return &p->schema;
    if (!str_has_prefix(ref, STR("#/")) || ++r->place_count > PLACES_MAX)
        return NULL;
    r->skim = (struct skim){.at = r->text.s, .end = r->text.s + r->text.len};
    str rest = str_from(ref, 2);
    for (bool last = false; !last;) {
        last = str_find_char(rest, '/') == STR_NONE;
        if (!enter(&r->skim, cut_token(&rest)))
            return NULL;
    }
    p = ARENA_NEW(r->arena, struct place);
    p->ref = ref;
    p->next = r->places;
    r->places = p;
    return read_schema(r, &p->schema) ? &p->schema : NULL;
}

/* What is read for a $ref may have some of its own. */
static bool follow_all(struct reader *r, const struct schema_brief *root)
{
    while (r->links) {
        struct link *l = r->links;
        r->links = l->next;
        l->rule->schema = follow(r, root, l->ref);
        if (!l->rule->schema)
            l->rule->schema = read_place(r, l->ref);
        if (!l->rule->schema)
            return false;
    }
    return true;
}

/* ---- a document ---- */

const struct schema_brief_doc *schema_brief_read(struct arena *a, str text)
{
    struct reader r = {.arena = a, .text = text, .skim = {.at = text.s, .end = text.s + text.len}};
    struct schema_brief_doc *doc = ARENA_NEW(a, struct schema_brief_doc);
    schema_words_init(&r.words);
    if (skim_peek(&r.skim) != '{' || !read_schema(&r, &doc->root) ||
        (skim_peek(&r.skim), r.skim.at != r.skim.end))
        return NULL;
    doc->draft = r.draft ? r.draft->version : schema_draft_latest()->version;
    if (!follow_all(&r, &doc->root) || (r.has_item_lists && doc->draft >= 2020))
        return NULL;
    return doc;
}
