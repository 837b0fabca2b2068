#include "chart/folder.h"

#include "base/arena.h"
#include "base/dir.h"
#include "base/path.h"
#include "base/quote.h"
#include "base/slog.h"
#include "chart/archive.h"
#include "chart/ignore.h"

/* Links can make a small tree endless; Helm has no limit here. */
enum { FILES_MAX = 200 * 1000 };

enum { OPEN_MAX_DEPTH = 40 }; /* folders in one another that are open at once */

enum { MAPPED_MIN = 16 << 10 }; /* bytes of a file for which a mapping is less than reading */

#define BOM STR("\xEF\xBB\xBF")

/* A text, and the one before it of the same place in the table. */
struct kept {
    str text;
    uint32_t next;
};

enum {
    SIZES = 512,
    LOOKS_MAX = 200 /* at texts that are kept, before one more is */
};

struct walk {
    struct arena *a;
    struct diags *diags;
    str top;      /* with a slash at its end */
    str real_top; /* the same, when links must stay below it; else empty */
    str real;     /* the top's real path, when somebody has asked; else empty */
    bool is_mapped;
    struct arena *kept_arena; /* of this alone: */
    struct kept *kept;        /* texts of files read so far */
    uint32_t kept_count, kept_cap;
    uint32_t by_size[SIZES]; /* where the last of these sizes (modulo SIZES) is, plus 1 */
    struct ignore ignore;
    struct chart_files files;
    str error;
};

/* The folders that we are in, by their real paths: a link to one of them never ends. */
struct inside {
    const struct inside *up;
    str real;
    bool below; /* `real` begins behind the top's real path */
    unsigned depth;
};

static bool fail(struct walk *w, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
static bool fail(struct walk *w, const char *fmt, ...)
{
    struct buf b;
    buf_init(&b, w->a);
    va_list ap;
    va_start(ap, fmt);
    buf_put_vfmt(&b, fmt, ap);
    va_end(ap);
    w->error = buf_str(&b);
    return false;
}

static str relative(const struct walk *w, str path)
{
    return str_has_prefix(path, w->top) ? str_from(path, w->top.len) : path;
}

static str with_slash(struct arena *a, str path)
{
    return str_has_suffix(path, STR("/")) ? path : str_concat(a, path, STR("/"));
}

/* Whether each render reads the file, or loading does. */
static bool is_for_rendering(str name)
{
    str base = path_base(name), ext = path_ext(base);
    return str_has_prefix(name, STR("templates/")) || str_has(name, STR("/templates/")) ||
           str_eq(base, STR("Chart.yaml")) || str_eq(base, STR("values.yaml")) ||
           str_eq(base, STR("values.schema.json")) || str_eq(ext, STR(".tgz")) ||
           str_eq(ext, STR(".lock"));
}

/* Charts carry copies of the same libraries: of files that are the same, one is kept. Most have a
 * size of their own, and need not be looked at. */
static str kept_once(struct walk *w, struct arena_mark before, str text)
{
    uint32_t *head = &w->by_size[text.len % SIZES];
    unsigned looks = 0;
    for (uint32_t i = *head; i && looks < LOOKS_MAX; i = w->kept[i - 1].next, looks++)
        if (str_eq(w->kept[i - 1].text, text)) {
            arena_release(w->a, before);
            return w->kept[i - 1].text;
        }
    w->kept = arena_room(w->kept_arena, w->kept, w->kept_count, &w->kept_cap, sizeof *w->kept);
    w->kept[w->kept_count++] = (struct kept){text, *head};
    *head = w->kept_count;
    return text;
}

/* `real` is where the file is, which gives a linked file its name in one error. */
static bool read_file(struct walk *w, const struct file_place *where, str real, enum file_kind kind)
{
    str name = relative(w, where->path), data, why;
    size_t size;
    if (kind != FILE_REGULAR)
        return fail(w, "cannot load irregular file %.*s as it has file mode type bits set",
                    STR_ARG(where->path));
    if (w->files.n == FILES_MAX)
        return fail(w, "chart has more than %d files", FILES_MAX);
    bool is_mapped = w->is_mapped && !is_for_rendering(name);
    const struct file_reading how = {.limit = ARCHIVE_FILE_MAX + 1,
                                     .map_from = is_mapped ? MAPPED_MIN : SIZE_MAX,
                                     .prefix = BOM};
    struct arena_mark before = arena_mark(w->a);
    if (!file_take(w->a, where, &how, &data, &size, &why))
        return fail(w, "error reading %.*s: %.*s", STR_ARG(name), STR_ARG(why));
    if (size > ARCHIVE_FILE_MAX)
        return fail(w, "chart file %.*s is larger than the maximum file size %d",
                    STR_ARG(quote(w->a, path_base(real))), ARCHIVE_FILE_MAX);
    if (size < how.map_from)
        data = kept_once(w, before, data);
    chart_files_add(w->a, &w->files, (struct chart_file){name, data});
    return true;
}

static bool walk_dir(struct walk *w, const struct inside *here, const struct file_place *where);

static bool visit(struct walk *w, const struct inside *here, const struct file_place *where,
                  enum file_kind kind)
{
    bool dir = kind == FILE_DIR;
    if (ignore_matches(&w->ignore, relative(w, where->path), dir))
        return true;
    return dir ? walk_dir(w, here, where) : read_file(w, where, here->real, kind);
}

/* The real path, which costs a look at each of its elements, for links alone. */
static str real_path(struct walk *w, const struct inside *in)
{
    str why;
    if (!in->below)
        return in->real;
    if (!w->real.len && !file_resolve(w->a, path_clean(w->a, w->top), &w->real, &why))
        w->real = path_clean(w->a, w->top);
    return str_concat(w->a, str_eq(w->real, STR("/")) ? STR("") : w->real, in->real);
}

/* Whether `real` is, or holds, a folder that we are in. */
static bool never_ends(struct walk *w, const struct inside *in, str real)
{
    for (; in; in = in->up) {
        str path = real_path(w, in);
        if (str_has_prefix(path, real) && (path.len == real.len || path.s[real.len] == '/'))
            return true;
    }
    return false;
}

/* Whether a real path is below the folder whose real path (with a slash) is `top`. */
static bool is_below(str real, str top)
{
    return str_has_prefix(real, top) ||
           (real.len + 1 == top.len && str_has_prefix(top, real)); /* the folder itself */
}

static str leads_out(struct arena *a, str path, str real)
{
    return str_fmt(a, "symbolic link %.*s leads out of the chart, to %.*s: refused by --confine",
                   STR_ARG(path), STR_ARG(real));
}

static bool follow_link(struct walk *w, const struct inside *in, const struct file_place *where)
{
    str real, why, path = where->path;
    struct file_info info;
    if (!file_resolve(w->a, path, &real, &why))
        return fail(w, "error evaluating symlink %.*s: %.*s", STR_ARG(path), STR_ARG(why));
    if (w->real_top.len && !is_below(real, w->real_top)) {
        w->error = leads_out(w->a, path, real);
        return false;
    }
    struct buf b;
    buf_init(&b, w->diags->arena);
    slog_begin(&b, "INFO",
               "found symbolic link in path. Contents of linked file included and used");
    slog_attr(&b, "path", path);
    slog_attr(&b, "resolved", real);
    diag_put(w->diags, DIAG_INFO, buf_str(&b));
    if (!file_lstat(w->a, real, &info, &w->error))
        return false;
    if (info.kind == FILE_DIR && never_ends(w, in, real))
        return fail(w, "error evaluating symlink %.*s: EvalSymlinks: too many links",
                    STR_ARG(path));
    struct inside here = {in, real, false, in->depth + 1};
    return visit(w, &here, where, info.kind);
}

static bool walk_dir(struct walk *w, const struct inside *in, const struct file_place *where)
{
    struct dir d;
    if (!dir_open(w->a, where, &d, &w->error))
        return false;
    if (in->depth > OPEN_MAX_DEPTH)
        dir_close(&d);
    str path = with_slash(w->a, where->path);
    bool ok = true;
    for (size_t i = 0; ok && i < d.n; i++) {
        str name = d.entries[i].name;
        struct file_place place = dir_place(&d, name, str_concat(w->a, path, name));
        struct inside here = {in, name, true, in->depth + 1}; /* of files, only the name is asked */
        if (d.entries[i].kind == FILE_DIR) {
            here.real = str_fmt(w->a, "%.*s/%.*s", STR_ARG(in->real), STR_ARG(name));
            here.below = in->below;
        }
        ok = d.entries[i].kind == FILE_SYMLINK ? follow_link(w, in, &place)
                                               : visit(w, &here, &place, d.entries[i].kind);
    }
    dir_close(&d);
    return ok;
}

bool folder_read_file(struct arena *a, str path, str name, bool confine, bool *ret_found, str *ret,
                      str *ret_error)
{
    str file = str_concat(a, with_slash(a, path), name), real, top, why;
    struct file_info info;
    *ret_found = file_stat(a, file, &info, &why);
    if (!*ret_found)
        return true;
    if (info.kind == FILE_OTHER) {
        *ret_error = str_fmt(a, "cannot load irregular file %.*s as it has file mode type bits set",
                             STR_ARG(file));
        return false;
    }
    if (confine && file_resolve(a, file, &real, &why) && file_resolve(a, path, &top, &why) &&
        !is_below(real, with_slash(a, top))) {
        *ret_error = leads_out(a, file, real);
        return false;
    }
    return file_read(a, file, 0, ret, ret_error);
}

static bool read_ignore(struct walk *w)
{
    str text = STR("");
    bool found, confine = w->real_top.len > 0;
    return folder_read_file(w->a, w->top, STR(".helmignore"), confine, &found, &text, &w->error) &&
           ignore_parse(w->a, text, &w->ignore, &w->error);
}

bool folder_read_as(struct arena *a, str path, unsigned flags, struct chart_files *ret,
                    struct diags *diags, str *ret_error)
{
    struct walk w = {.a = a, .diags = diags, .is_mapped = flags & LOAD_MAPPED};
    w.kept_arena = arena_within(a);
    w.top = with_slash(a, path);
    const struct inside in = {NULL, STR(""), true, 0};
    const struct file_place where = file_place(w.top);
    w.real_top = flags & LOAD_CONFINED ? with_slash(a, real_path(&w, &in)) : STR("");
    if (!read_ignore(&w) || !walk_dir(&w, &in, &where)) {
        *ret_error = w.error;
        return false;
    }
    *ret = w.files;
    return true;
}

bool folder_read(struct arena *a, str path, struct chart_files *ret, struct diags *diags,
                 str *ret_error)
{
    return folder_read_as(a, path, 0, ret, diags, ret_error);
}
