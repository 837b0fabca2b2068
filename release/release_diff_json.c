/* Differences for programs. */
#include "release/release_diff.h"

#include "value/json_write.h"

static void put_text(struct buf *out, const char *key, str s)
{
    buf_put_fmt(out, ",\"%s\":", key);
    json_write_string(out, s, JSON_RAW);
}

static void put_value(struct buf *out, const char *key, val v)
{
    str error;
    if (v.tag == V_INVALID)
        return;
    buf_put_fmt(out, ",\"%s\":", key);
    if (!json_write(out, v, JSON_RAW, &error))
        buf_put_str(out, STR("null"));
}

static void put_field(struct buf *out, const struct value_change *f)
{
    static const char *const words[] = {[VALUE_CHANGED] = "changed",
                                        [VALUE_ADDED] = "added",
                                        [VALUE_REMOVED] = "removed",
                                        [VALUE_MOVED] = "moved"};
    buf_put_fmt(out, "{\"change\":\"%s\"", words[f->kind]);
    put_text(out, "path", f->path);
    if (f->masked) {
        buf_put_str(out, STR(",\"masked\":true"));
    } else {
        put_value(out, "old", f->old);
        put_value(out, "new", f->new);
    }
    buf_put_char(out, '}');
}

static void put_object(struct buf *out, const struct object_change *c)
{
    const struct object *o = c->new ? c->new : c->old;
    buf_put_fmt(out, "{\"change\":\"%s\"", !c->new ? "removed" : !c->old ? "added" : "changed");
    put_text(out, "apiVersion", o->api_version);
    put_text(out, "kind", o->kind);
    put_text(out, "namespace", o->ns);
    put_text(out, "name", o->name);
    put_text(out, "template", o->path);
    buf_put_str(out, STR(",\"fields\":["));
    for (uint32_t i = 0; i < c->fields.n; i++) {
        buf_put_str(out, i ? STR(",") : STR(""));
        put_field(out, &c->fields.items[i]);
    }
    buf_put_str(out, STR("]}"));
}

void release_diff_put_json(struct buf *out, const struct release_diff *d)
{
    buf_put_fmt(out,
                "{\"schema\":1,\"same\":%s,\"counts\":{\"changed\":%zu,\"added\":%zu,"
                "\"removed\":%zu,\"same\":%zu},\"objects\":[",
                d->n ? "false" : "true", d->changed, d->added, d->removed, d->same);
    for (size_t i = 0; i < d->n; i++) {
        buf_put_str(out, i ? STR(",") : STR(""));
        put_object(out, &d->items[i]);
    }
    buf_put_str(out, STR("]}\n"));
}
