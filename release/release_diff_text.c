/* Differences for people. */
#include "release/release_diff.h"

#include "base/visible.h"
#include "release/line_diff.h"
#include "value/json_write.h"

enum {
    VALUE_MAX = 200, /* bytes of a value on a line */
    CONTEXT = 2      /* lines of a text around one that changed */
};

struct style {
    const char *title, *old, *new, *changed, *off;
};

static const struct style plain = {"", "", "", "", ""};
static const struct style colors = {"\x1b[1m", "\x1b[31m", "\x1b[32m", "\x1b[33m", "\x1b[0m"};

struct printer {
    struct buf *out;
    const struct style *style;
};

static void put_color(const struct printer *p, const char *color)
{
    buf_put_str(p->out, str_from_c(color));
}

static bool is_text(val v)
{
    return v.tag == V_STRING && str_find_char(val_text(v), '\n') != STR_NONE;
}

static bool is_random(val v)
{
    return v.tag == V_STRING && str_eq(val_text(v), STR(OBJECT_RANDOM));
}

static void put_value(const struct printer *p, const struct value_change *f, val v)
{
    struct buf b;
    str error;
    buf_init(&b, p->out->arena);
    if (f->masked)
        buf_put_str(&b, STR("***"));
    else if (is_random(v))
        buf_put_str(&b, val_text(v));
    else if (!json_write(&b, v, JSON_RAW, &error))
        buf_put_char(&b, '?');
    str text = buf_str(&b);
    size_t len = text.len <= VALUE_MAX ? text.len : VALUE_MAX;
    while (len < text.len && len && ((unsigned char)text.s[len] & 0xC0) == 0x80)
        len--; /* whole characters */
    visible_put(p->out, str_slice(text, 0, len));
    buf_put_str(p->out, len < text.len ? STR("...") : STR(""));
}

/* ---- texts of several lines ---- */

static bool is_near_change(const struct line *lines, size_t n, size_t at)
{
    size_t from = at > CONTEXT ? at - CONTEXT : 0;
    for (size_t i = from; i <= at + CONTEXT && i < n; i++)
        if (lines[i].change != LINE_SAME)
            return true;
    return false;
}

static void put_lines(const struct printer *p, str old, str new)
{
    size_t n;
    bool gap = false;
    const struct line *lines = line_diff(p->out->arena, old, new, &n);
    if (n && lines[n - 1].change == LINE_SAME && !lines[n - 1].text.len)
        n--; /* both texts end with a line end */
    for (size_t i = 0; i < n; i++) {
        if (!is_near_change(lines, n, i)) {
            buf_put_str(p->out, gap ? STR("") : STR("        ...\n"));
            gap = true;
            continue;
        }
        gap = false;
        enum line_change c = lines[i].change;
        const char *color = c == LINE_OLD ? p->style->old : c == LINE_NEW ? p->style->new : "";
        buf_put_fmt(p->out, "      %s%c ", color, c == LINE_OLD ? '-' : c == LINE_NEW ? '+' : ' ');
        visible_put(p->out, lines[i].text);
        buf_put_fmt(p->out, "%s\n", *color ? p->style->off : "");
    }
}

/* ---- fields and objects ---- */

static void put_sides(const struct printer *p, const struct value_change *f)
{
    if (f->kind == VALUE_MOVED)
        buf_put_str(p->out, STR("order "));
    put_color(p, f->kind == VALUE_ADDED ? "" : p->style->old);
    if (f->kind != VALUE_ADDED)
        put_value(p, f, f->old);
    put_color(p, f->kind == VALUE_ADDED ? "" : p->style->off);
    if (f->kind == VALUE_CHANGED || f->kind == VALUE_MOVED)
        buf_put_str(p->out, STR(" → "));
    put_color(p, f->kind == VALUE_REMOVED ? "" : p->style->new);
    if (f->kind != VALUE_REMOVED)
        put_value(p, f, f->new);
    put_color(p, f->kind == VALUE_REMOVED ? "" : p->style->off);
    buf_put_str(p->out, f->masked ? STR(" (changed)\n") : STR("\n"));
}

static void put_field(const struct printer *p, const struct value_change *f)
{
    static const char signs[] = {
        [VALUE_CHANGED] = '~', [VALUE_ADDED] = '+', [VALUE_REMOVED] = '-', [VALUE_MOVED] = '~'};
    buf_put_fmt(p->out, "    %c ", signs[f->kind]);
    visible_put(p->out, f->path.len ? f->path : STR("(all of it)"));
    buf_put_char(p->out, ':');
    bool texts = f->kind == VALUE_CHANGED && !f->masked && f->old.tag == V_STRING &&
                 f->new.tag == V_STRING && (is_text(f->old) || is_text(f->new));
    if (!texts) {
        buf_put_char(p->out, ' ');
        put_sides(p, f);
        return;
    }
    buf_put_char(p->out, '\n');
    put_lines(p, val_text(f->old), val_text(f->new));
}

static void put_title(const struct printer *p, const struct object_change *c)
{
    const struct object *o = c->new ? c->new : c->old;
    put_color(p, p->style->title);
    put_color(p, !c->new ? p->style->old : !c->old ? p->style->new : p->style->changed);
    buf_put_str(p->out, !c->new ? STR("- ") : !c->old ? STR("+ ") : STR("~ "));
    visible_put(p->out, o->kind.len ? o->kind : STR("document"));
    buf_put_char(p->out, ' ');
    if (o->ns.len) {
        visible_put(p->out, o->ns);
        buf_put_char(p->out, '/');
    }
    visible_put(p->out, o->name);
    put_color(p, p->style->off);
    buf_put_str(p->out, o->name.len ? STR(" (") : STR("("));
    if (o->api_version.len) {
        visible_put(p->out, o->api_version);
        buf_put_str(p->out, STR(", "));
    }
    visible_put(p->out, o->path);
    buf_put_str(p->out, STR(")\n"));
}

void release_diff_put_text(struct buf *out, const struct release_diff *d, bool colored)
{
    struct printer p = {out, colored ? &colors : &plain};
    for (size_t i = 0; i < d->n; i++) {
        const struct object_change *c = &d->items[i];
        put_title(&p, c);
        for (uint32_t k = 0; k < c->fields.n; k++)
            put_field(&p, &c->fields.items[k]);
    }
    if (d->n)
        buf_put_fmt(out, "%zu changed, %zu added, %zu removed, %zu the same\n", d->changed,
                    d->added, d->removed, d->same);
}
