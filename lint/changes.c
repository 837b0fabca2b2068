#include "lint/changes.h"

#include "base/arena.h"

static struct changed_file *add_file(struct changes *c, str path)
{
    c->files = arena_room(c->arena, c->files, c->n, &c->cap, sizeof *c->files);
    c->files[c->n] = (struct changed_file){.path = path};
    return &c->files[c->n++];
}

static uint32_t read_number(str *s)
{
    uint32_t n = 0;
    while (s->len && s->s[0] >= '0' && s->s[0] <= '9') {
        if (n < 100000000)
            n = n * 10 + (uint32_t)(s->s[0] - '0');
        *s = str_from(*s, 1);
    }
    return n;
}

/* @@ -12,3 +14,2 @@ */
static void read_hunk(struct changes *c, struct changed_file *f, str line)
{
    size_t plus = str_find(line, STR(" +"));
    if (plus == STR_NONE)
        return;
    str rest = str_from(line, plus + 2);
    uint32_t first = read_number(&rest), count = 1;
    if (rest.len && rest.s[0] == ',') {
        rest = str_from(rest, 1);
        count = read_number(&rest);
    }
    struct change_range r = {first, count ? first + count - 1 : first + 1};
    f->ranges = arena_room(c->arena, f->ranges, f->n, &f->cap, sizeof r);
    f->ranges[f->n++] = r;
}

static str name_of(struct changes *c, str line, str prefix, str root)
{
    str name = str_from(line, 4);
    while (name.len && (name.s[name.len - 1] == '\t' || name.s[name.len - 1] == '\r'))
        name.len--;
    if (!str_has_prefix(name, prefix))
        return STR("");
    return str_fmt(c->arena, "%.*s/%.*s", STR_ARG(root), STR_ARG(str_from(name, prefix.len)));
}

void changes_parse(struct arena *a, str diff, str root, struct changes *ret)
{
    *ret = (struct changes){.arena = a};
    struct changed_file *file = NULL;
    bool header = true; /* not in a hunk: "+++ " there is a line that was put in */
    str old = STR("");
    while (diff.len) {
        size_t end = str_find_char(diff, '\n');
        str line = end == STR_NONE ? diff : str_slice(diff, 0, end);
        diff = end == STR_NONE ? STR("") : str_from(diff, end + 1);
        if (str_has_prefix(line, STR("diff "))) {
            header = true;
        } else if (header && str_has_prefix(line, STR("--- "))) {
            old = name_of(ret, line, STR("a/"), root);
        } else if (header && str_has_prefix(line, STR("+++ "))) {
            str name = name_of(ret, line, STR("b/"), root);
            file = add_file(ret, name.len ? name : old);
        } else if (file && str_has_prefix(line, STR("@@ "))) {
            header = false;
            read_hunk(ret, file, line);
        } else if (file && !header && str_has_prefix(line, STR("+version:"))) {
            file->has_version = true;
        }
    }
}

bool changes_touch(const struct changes *c, str path, uint32_t first, uint32_t last)
{
    for (uint32_t i = 0; i < c->n; i++) {
        const struct changed_file *f = &c->files[i];
        if (!str_eq(f->path, path))
            continue;
        if (!first)
            return true;
        for (uint32_t j = 0; j < f->n; j++)
            if (f->ranges[j].first <= last && first <= f->ranges[j].last)
                return true;
    }
    return false;
}

bool changes_in_chart(const struct changes *c, str folder, bool *ret_version)
{
    bool any = false;
    *ret_version = false;
    for (uint32_t i = 0; i < c->n; i++) {
        str path = c->files[i].path;
        if (!str_has_prefix(path, folder) || path.len <= folder.len || path.s[folder.len] != '/')
            continue;
        any = true;
        if (str_eq(str_from(path, folder.len + 1), STR("Chart.yaml")))
            *ret_version |= c->files[i].has_version;
    }
    return any;
}
