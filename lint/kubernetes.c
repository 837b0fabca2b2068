#include "lint/kubernetes.h"

#include "base/arena.h"
#include "base/base64.h"
#include "base/buf.h"
#include "base/quote.h"
#include "lint/kubernetes_type.h"
#include "value/yaml_scalar.h"

#include <math.h>

enum { DEPTH_MAX = 200, SHOWN_MAX = 40, PROBLEMS_MAX = 500 };

/* Of a document with that many problems the rest is not looked at. */
static bool is_enough(const struct object_checker *c)
{
    return c->count >= PROBLEMS_MAX;
}

/* Where in the object: written out only when there is something to tell. */
struct step {
    const struct step *up;
    str key;        /* of an object's field, or of a map with any keys */
    uint32_t index; /* of an item */
    enum { STEP_FIELD, STEP_KEY, STEP_ITEM } kind;
};

struct walk {
    struct object_checker *c;
    str api_version, kind;
    unsigned depth;
};

static void put_step(struct buf *b, const struct step *s, bool indices)
{
    if (s->up)
        put_step(b, s->up, indices);
    switch (s->kind) {
    case STEP_FIELD:
        buf_put_fmt(b, "%s%.*s", s->up ? "." : "", STR_ARG(s->key));
        break;
    case STEP_KEY:
        buf_put_char(b, '[');
        quote_go(b, s->key);
        buf_put_char(b, ']');
        break;
    case STEP_ITEM:
        if (indices)
            buf_put_fmt(b, "[%u]", s->index);
        else
            buf_put_str(b, STR("[]"));
        break;
    }
}

/* spec.containers[0].name; without indices: spec.containers[].name. */
static str path_of(const struct walk *w, const struct step *s, bool indices)
{
    struct buf b;
    buf_init(&b, w->c->arena);
    put_step(&b, s, indices);
    return buf_str(&b);
}

static struct problem *put(const struct walk *w, enum rule_id rule, struct span span,
                           const struct step *s, str message)
{
    struct problem *p =
        object_problem(w->c, rule, span.begin, path_of(w, s, false), "%.*s", STR_ARG(message));
    p->len = span.end > span.begin ? span.end - span.begin : 1;
    return p;
}

/* ---- wrong types ---- */

static enum yaml_scalar_kind kind_of(const struct ynode *n, val *ret)
{
    *ret = val_str(n->text);
    return n->plain ? yaml_scalar_resolve(n->text, ret) : YAML_STR;
}

static str shown(const struct walk *w, str text)
{
    size_t len = text.len < SHOWN_MAX ? text.len : SHOWN_MAX;
    while (len && len < text.len && ((unsigned char)text.s[len] & 0xC0) == 0x80)
        len--;
    return str_fmt(w->c->arena, "%.*s%s", STR_ARG(quote(w->c->arena, str_slice(text, 0, len))),
                   len < text.len ? "…" : "");
}

/* What the value is, for messages. */
static str described(const struct walk *w, const struct ynode *n)
{
    struct arena *a = w->c->arena;
    val v;
    if (n->kind == YNODE_MAP)
        return STR("a map");
    if (n->kind == YNODE_LIST)
        return STR("a list");
    switch (kind_of(n, &v)) {
    case YAML_BOOL:
        return str_fmt(a, "the boolean %s", v.i ? "true" : "false");
    case YAML_INT:
    case YAML_UINT:
    case YAML_FLOAT:
        return str_fmt(a, "the number %.*s", STR_ARG(n->text));
    default:
        return n->text.len ? str_fmt(a, "the string %.*s", STR_ARG(shown(w, n->text)))
                           : STR("the empty string");
    }
}

static struct problem *put_type(const struct walk *w, const struct ynode *n, const struct step *s,
                                const char *wanted)
{
    str what = described(w, n);
    return put(w, RULE_CH602, n->span, s,
               str_fmt(w->c->arena, "%.*s must be %s, but is %.*s (%.*s %.*s)",
                       STR_ARG(path_of(w, s, true)), wanted, STR_ARG(what), STR_ARG(w->kind),
                       STR_ARG(w->api_version)));
}

static bool is_number(enum yaml_scalar_kind k)
{
    return k == YAML_INT || k == YAML_UINT || k == YAML_FLOAT;
}

static bool is_string(enum yaml_scalar_kind k)
{
    return k == YAML_STR || k == YAML_TIMESTAMP;
}

static bool is_integer(enum yaml_scalar_kind k, val v)
{
    return k == YAML_INT || k == YAML_UINT || (k == YAML_FLOAT && v.f == floor(v.f));
}

/* A number or boolean where a string belongs: quotes make it right, if they keep its text. */
static void want_string(const struct walk *w, const struct ynode *n, const struct step *s)
{
    struct problem *p = put_type(w, n, s, "a string");
    if (n->kind != YNODE_SCALAR)
        return;
    p->printed = RULE_CH504;
    p->replace = quote(w->c->arena, n->text);
    p->action = STR("quote");
}

/* A string where a number or boolean belongs: right without its quotes, perhaps. */
static void want_bare(const struct walk *w, const struct ynode *n, const struct step *s,
                      enum kubernetes_scalar scalar, const char *wanted)
{
    struct problem *p = put_type(w, n, s, wanted);
    if (n->kind != YNODE_SCALAR || n->plain)
        return;
    val v = {0};
    enum yaml_scalar_kind bare = yaml_scalar_resolve(n->text, &v);
    if (scalar == KUBERNETES_BOOLEAN ? bare == YAML_BOOL : is_integer(bare, v)) {
        p->printed = RULE_CH505;
        p->replace = n->text;
    }
}

static void check_base64(const struct walk *w, const struct ynode *n, const struct step *s)
{
    str bytes;
    size_t bad;
    if (base64_decode(w->c->arena, n->text, &bytes, &bad))
        return;
    put(w, RULE_CH602, n->span, s,
        str_fmt(w->c->arena,
                "%.*s must be in base 64, but is %.*s (%.*s %.*s); stringData takes text as it is",
                STR_ARG(path_of(w, s, true)), STR_ARG(described(w, n)), STR_ARG(w->kind),
                STR_ARG(w->api_version)));
}

static void check_scalar(const struct walk *w, enum kubernetes_scalar wanted, const struct ynode *n,
                         const struct step *s)
{
    val v = {0};
    bool scalar = n->kind == YNODE_SCALAR;
    enum yaml_scalar_kind k = scalar ? kind_of(n, &v) : YAML_MERGE;
    switch (wanted) {
    case KUBERNETES_STRING:
        if (!is_string(k))
            want_string(w, n, s);
        break;
    case KUBERNETES_BASE64:
        if (!is_string(k))
            want_string(w, n, s);
        else
            check_base64(w, n, s);
        break;
    case KUBERNETES_INTEGER:
        if (!is_integer(k, v))
            want_bare(w, n, s, wanted, "an integer");
        break;
    case KUBERNETES_NUMBER:
        if (!is_number(k))
            want_bare(w, n, s, wanted, "a number");
        break;
    case KUBERNETES_BOOLEAN:
        if (k != YAML_BOOL)
            want_bare(w, n, s, wanted, "true or false");
        break;
    case KUBERNETES_QUANTITY:
        if (!is_string(k) && !is_number(k))
            put_type(w, n, s, "a string or a number");
        break;
    case KUBERNETES_OBJECT:
    case KUBERNETES_ANY:
        break;
    }
}

/* ---- objects ---- */

static void check_value(struct walk *w, const struct kubernetes_slot *slot, const struct ynode *n,
                        const struct step *s);

static void put_unknown(const struct walk *w, const struct kubernetes_type *t,
                        const struct yentry *e, const struct step *s)
{
    str near = kubernetes_nearest_field(t, e->key);
    str hint = near.len ? str_fmt(w->c->arena, "; did you mean %.*s?", STR_ARG(near)) : STR("");
    struct problem *p =
        put(w, RULE_CH601, e->key_span, s,
            str_fmt(w->c->arena, "unknown field %.*s (%.*s %.*s)%.*s", STR_ARG(path_of(w, s, true)),
                    STR_ARG(w->kind), STR_ARG(w->api_version), STR_ARG(hint)));
    p->replace = near;
}

static void check_required(const struct walk *w, const struct kubernetes_type *t,
                           const struct ynode *map, const struct step *up)
{
    str name;
    for (size_t i = 0; (name = kubernetes_required(t, i)).len; i++) {
        struct step s = {.up = up, .key = name, .kind = STEP_FIELD};
        const struct yentry *e = ynode_find(map, name);
        if (e && !ynode_is_null(e->value))
            continue;
        struct span at = e ? e->key_span : (struct span){map->span.begin, map->span.begin};
        put(w, RULE_CH603, at, &s,
            str_fmt(w->c->arena, "%.*s is %s: Kubernetes needs it (%.*s %.*s)",
                    STR_ARG(path_of(w, &s, true)), e ? "empty" : "missing", STR_ARG(w->kind),
                    STR_ARG(w->api_version)));
    }
}

static void check_fields(struct walk *w, const struct kubernetes_type *t, const struct ynode *map,
                         const struct step *up)
{
    struct kubernetes_slot slot;
    for (uint32_t i = 0; i < map->count && !is_enough(w->c); i++) {
        const struct yentry *e = &map->entries[i];
        struct step s = {.up = up, .key = e->key, .kind = STEP_FIELD};
        if (e->twice || str_eq(e->key, STR("<<")))
            continue;
        if (!kubernetes_field(t, e->key, &slot))
            put_unknown(w, t, e, &s);
        else
            check_value(w, &slot, e->value, &s);
    }
    if (!ynode_find(map, STR("<<")))
        check_required(w, t, map, up);
}

static void check_one(struct walk *w, const struct kubernetes_slot *slot, const struct ynode *n,
                      const struct step *s)
{
    if (slot->scalar != KUBERNETES_OBJECT)
        check_scalar(w, slot->scalar, n, s);
    else if (n->kind == YNODE_MAP)
        check_fields(w, slot->type, n, s);
    else
        put_type(w, n, s, "a map");
}

static void check_items(struct walk *w, const struct kubernetes_slot *slot,
                        const struct ynode *list, const struct step *up)
{
    struct kubernetes_slot item = {.scalar = slot->scalar, .type = slot->type};
    if (list->kind != YNODE_LIST) {
        put_type(w, list, up, "a list");
        return;
    }
    for (uint32_t i = 0; i < list->count && !is_enough(w->c); i++) {
        struct step s = {.up = up, .index = i, .kind = STEP_ITEM};
        check_value(w, &item, list->entries[i].value, &s);
    }
}

static void check_keys(struct walk *w, const struct kubernetes_slot *slot, const struct ynode *map,
                       const struct step *up)
{
    struct kubernetes_slot value = {.scalar = slot->scalar, .type = slot->type};
    if (slot->shape == KUBERNETES_MAP_OF_LISTS)
        value.shape = KUBERNETES_LIST;
    if (map->kind != YNODE_MAP) {
        put_type(w, map, up, "a map");
        return;
    }
    for (uint32_t i = 0; i < map->count && !is_enough(w->c); i++) {
        const struct yentry *e = &map->entries[i];
        struct step s = {.up = up, .key = e->key, .kind = STEP_KEY};
        if (!e->twice && !str_eq(e->key, STR("<<")))
            check_value(w, &value, e->value, &s);
    }
}

static void check_value(struct walk *w, const struct kubernetes_slot *slot, const struct ynode *n,
                        const struct step *s)
{
    if (n->kind == YNODE_ALIAS || ynode_is_null(n) || w->depth == DEPTH_MAX)
        return;
    w->depth++;
    switch (slot->shape) {
    case KUBERNETES_ONE:
        check_one(w, slot, n, s);
        break;
    case KUBERNETES_LIST:
        check_items(w, slot, n, s);
        break;
    case KUBERNETES_MAP:
    case KUBERNETES_MAP_OF_LISTS:
        check_keys(w, slot, n, s);
        break;
    }
    w->depth--;
}

/* ---- documents ---- */

static void check_name(const struct walk *w, const struct ynode *root, const struct step *up)
{
    struct step metadata = {.up = up, .key = STR("metadata"), .kind = STEP_FIELD};
    struct step name = {.up = &metadata, .key = STR("name"), .kind = STEP_FIELD};
    const struct ynode *m = ynode_get(root, STR("metadata"));
    if ((m && m->kind != YNODE_MAP && !ynode_is_null(m)) || ynode_find(m, STR("<<")) ||
        ynode_find(root, STR("<<")))
        return;
    const struct yentry *e = ynode_find(m, STR("name"));
    if (!ynode_is_null(ynode_get(m, STR("generateName"))) ||
        (e && (e->value->kind != YNODE_SCALAR || ynode_text(e->value).len)))
        return;
    const struct yentry *at = e ? e : ynode_find(root, m ? STR("metadata") : STR("kind"));
    put(w, RULE_CH603, at->key_span, &name,
        str_fmt(w->c->arena, "%.*s is %s: Kubernetes needs it (%.*s %.*s)",
                STR_ARG(path_of(w, &name, true)), e ? "empty" : "missing", STR_ARG(w->kind),
                STR_ARG(w->api_version)));
}

static void check_object(struct object_checker *c, const struct ynode *root, const struct step *up);

static void check_list(struct object_checker *c, const struct ynode *items)
{
    struct step list = {.key = STR("items"), .kind = STEP_FIELD};
    for (uint32_t i = 0; items && items->kind == YNODE_LIST && i < items->count && !is_enough(c);
         i++) {
        struct step item = {.up = &list, .index = i, .kind = STEP_ITEM};
        check_object(c, items->entries[i].value, &item);
    }
}

/* A kind that an API of Kubernetes itself does not have, but one of nearly that name, or that
 * another one has. Others were removed, perhaps: that is CH604's business. */
static void check_kind(const struct walk *w, const struct ynode *kind, const struct step *up)
{
    struct step s = {.up = up, .key = STR("kind"), .kind = STEP_FIELD};
    struct arena *a = w->c->arena;
    str near, api;
    if (!kubernetes_no_kind(w->api_version, w->kind, &near, &api) || (!near.len && !api.len) ||
        str_has_suffix(w->kind, STR("List")))
        return;
    str hint = api.len ? str_fmt(a, ", but %.*s has", STR_ARG(api))
                       : str_fmt(a, "; did you mean %.*s?", STR_ARG(near));
    struct problem *p = put(w, RULE_CH616, kind->span, &s,
                            str_fmt(a, "%.*s has no kind %.*s%.*s", STR_ARG(w->api_version),
                                    STR_ARG(w->kind), STR_ARG(hint)));
    if (!api.len)
        p->replace = near;
}

static void check_object(struct object_checker *c, const struct ynode *root, const struct step *up)
{
    struct walk w = {.c = c,
                     .api_version = ynode_text(ynode_get(root, STR("apiVersion"))),
                     .kind = ynode_text(ynode_get(root, STR("kind")))};
    if (!root || root->kind != YNODE_MAP || !w.api_version.len || !w.kind.len)
        return;
    const struct kubernetes_type *t = kubernetes_kind(w.api_version, w.kind);
    const struct ynode *metadata = ynode_get(root, STR("metadata"));
    struct step s = {.up = up, .key = STR("metadata"), .kind = STEP_FIELD};
    if (!up && str_has_suffix(w.kind, STR("List")) && ynode_get(root, STR("items"))) {
        check_list(c, ynode_get(root, STR("items")));
        return;
    }
    if (!t)
        check_kind(&w, ynode_get(root, STR("kind")), up);
    if (t)
        check_fields(&w, t, root, up);
    else if (metadata && metadata->kind == YNODE_MAP)
        check_fields(&w, kubernetes_metadata(), metadata, &s);
    check_name(&w, root, up);
}

void kubernetes_check(struct object_checker *c, const struct ynode *root)
{
    check_object(c, root, NULL);
}
