#include "chart/schema_load.h"

#include "base/quote.h"
#include "base/slog.h"
#include "base/url.h"
#include "chart/schema_url.h"
#include "value/json_parse.h"

static bool fail_loading(struct schema_set *set, str url, str why)
{
    str name = quote(set->arena, url);
    return schema_set_fail(set, "failing loading %.*s: %.*s", STR_ARG(name), STR_ARG(why));
}

/* A file of the chart, by its path from the chart's root. */
static bool load_file(struct schema_set *set, str url, str path, val *ret)
{
    str error, name = path.len ? str_from(path, 1) : path;
    for (size_t i = 0; set->files && i < set->files->n; i++) {
        const struct chart_file *f = &set->files->items[i];
        if (!str_eq(f->name, name))
            continue;
        return json_parse_exact(set->arena, f->data, ret, &error) || fail_loading(set, url, error);
    }
    if (set->outside)
        return fail_loading(set, url, STR("only files of the chart are read"));
    return fail_loading(set, url,
                        str_fmt(set->arena, "open %.*s: no such file or directory", STR_ARG(path)));
}

/* Helm takes what a URN names for a schema that allows everything. */
static void load_urn(struct schema_set *set, str url, val *ret)
{
    struct buf line;
    *ret = val_bool(true);
    if (!set->diags)
        return;
    buf_init(&line, set->diags->arena);
    slog_begin(&line, "WARN", "unresolved URN reference ignored; using permissive schema");
    slog_attr(&line, "urn", url);
    diag_put(set->diags, DIAG_WARN, buf_str(&line));
}

static bool load_new(struct schema_set *set, str url, val *ret)
{
    str text, why;
    struct url parts;
    if (schema_metaschema(url, &text))
        return json_parse_exact(set->arena, text, ret, &why);
    if (!url_parse(set->arena, url, &parts, &why))
        return fail_loading(set, url, why);
    if (str_eq(parts.scheme, STR("file")) && !parts.host.len)
        return load_file(set, url, parts.path, ret);
    if (str_eq(parts.scheme, STR("urn"))) {
        load_urn(set, url, ret);
        return true;
    }
    if (str_eq(parts.scheme, STR("http")) || str_eq(parts.scheme, STR("https")))
        return fail_loading(set, url, STR("remote schemas are not fetched"));
    if (str_eq(parts.scheme, STR("file")))
        return fail_loading(set, url, STR("only files of the chart are read"));
    text = quote(set->arena, url_format(set->arena, &parts));
    return fail_loading(set, url,
                        str_fmt(set->arena, "no URLLoader registered for %.*s", STR_ARG(text)));
}

bool schema_load(struct schema_set *set, str url, val *ret)
{
    const val *known = map_get(set->docs, url);
    if (known) {
        *ret = *known;
        return true;
    }
    if (!load_new(set, url, ret))
        return false;
    map_set(set->docs, url, *ret);
    return true;
}

/* The next metaschema on the way from $schema to a draft. */
static bool follow(struct schema_set *set, str url, str ptr, str next, struct map *seen, val *ret)
{
    struct url parts;
    str why;
    if (!url_parse(set->arena, next, &parts, &why)) {
        str place = quote(set->arena, schema_url_format(set->arena, url, ptr));
        return schema_set_fail(set, "invalid $schema in %.*s: %.*s", STR_ARG(place), STR_ARG(why));
    }
    str name = quote(set->arena, next);
    if (!ptr.len && str_eq(next, url))
        return schema_set_fail(set, "draft %.*s is not supported", STR_ARG(name));
    if (map_has(seen, next))
        return schema_set_fail(set, "cycle in resolving $schema in %.*s", STR_ARG(name));
    map_set(seen, next, val_bool(true));
    return schema_load(set, next, ret);
}

bool schema_load_draft(struct schema_set *set, str url, str ptr, const struct map *object,
                       const struct schema_draft **ret)
{
    struct map *seen = NULL;
    for (;;) {
        str fragment, name = schema_string(object, "$schema");
        if (!name.s)
            return true;
        const struct schema_draft *d = schema_draft_of_url(name);
        if (d) {
            *ret = d;
            return true;
        }
        val doc;
        seen = seen ? seen : map_new(set->arena, 2);
        name = schema_url_split(name, &fragment);
        if (!follow(set, url, ptr, name, seen, &doc))
            return false;
        if (doc.tag != V_MAP)
            return true;
        object = doc.map;
        url = name;
        ptr = STR("");
    }
}

static bool vocab_of(const struct schema_draft *d, str url, unsigned *ret)
{
    str prefix = str_from_c(d->vocab_prefix);
    if (!str_has_prefix(url, prefix))
        return false;
    for (unsigned i = 0; i < VOCAB_COUNT; i++) {
        if (!(d->vocabs >> i & 1) ||
            !str_eq(str_from(url, prefix.len), str_from_c(schema_vocab_name(i))))
            continue;
        *ret = 1U << i;
        return true;
    }
    return false;
}

static bool read_vocabs(struct schema_set *set, str url, struct map *list,
                        struct schema_dialect *dialect)
{
    unsigned vocabs = 0, one = 0;
    for (size_t i = 0; i < map_len(list); i++) {
        const struct map_entry *e = map_sorted_entry(list, i);
        if (e->value.tag != V_BOOL || !e->value.i)
            continue;
        if (!vocab_of(dialect->draft, e->key, &one)) {
            str name = quote(set->arena, e->key), in = quote(set->arena, url);
            return schema_set_fail(set, "unsupported vocabulary %.*s in %.*s", STR_ARG(name),
                                   STR_ARG(in));
        }
        vocabs |= one;
    }
    dialect->narrowed = true;
    dialect->vocabs = vocabs | VOCAB_CORE;
    return true;
}

bool schema_load_vocabs(struct schema_set *set, const struct map *object,
                        struct schema_dialect *dialect)
{
    val doc;
    str fragment, name = schema_string(object, "$schema");
    if (!name.s || schema_draft_of_url(name))
        return true;
    name = schema_url_split(name, &fragment);
    if (!schema_load(set, name, &doc))
        return false;
    if (dialect->draft->version < 2019 || doc.tag != V_MAP)
        return true;
    const val *list = map_get(doc.map, STR("$vocabulary"));
    return !list || list->tag != V_MAP || read_vocabs(set, name, list->map, dialect);
}
