#include "chart/folder.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/path.h"
#include "base/quote.h"
#include "base/slog.h"
#include "chart/archive.h"
#include "chart/ignore.h"

/* Links can make a small tree endless; Helm has no limit here. */
enum { FILES_MAX = 200 * 1000 };

struct walk {
    struct arena *a;
    struct diags *diags;
    str top;      /* with a slash at its end */
    str real_top; /* the same, when links must stay below it; else empty */
    struct ignore ignore;
    struct chart_files files;
    str error;
};

/* The folders that we are in, by their real paths: a link to one of them never ends. */
struct inside {
    const struct inside *up;
    str real;
};

static bool walk_path(struct walk *w, const struct inside *in, str path);

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

static bool walk_dir(struct walk *w, const struct inside *in, str path)
{
    str *names;
    size_t n;
    if (!file_list(w->a, path, &names, &n, &w->error))
        return false;
    for (size_t i = 0; i < n; i++) {
        bool slash = str_has_suffix(path, STR("/"));
        str below = str_fmt(w->a, "%.*s%s%.*s", STR_ARG(path), slash ? "" : "/", STR_ARG(names[i]));
        if (!walk_path(w, in, below))
            return false;
    }
    return true;
}

/* `real` is where the file is, which gives a linked file its name in one error. */
static bool read_file(struct walk *w, str path, str real, const struct file_info *info)
{
    str name = relative(w, path), q = quote(w->a, path_base(real)), data, why;
    if (info->kind != FILE_REGULAR)
        return fail(w, "cannot load irregular file %.*s as it has file mode type bits set",
                    STR_ARG(path));
    if (info->size > ARCHIVE_FILE_MAX)
        return fail(w, "chart file %.*s is larger than the maximum file size %d", STR_ARG(q),
                    ARCHIVE_FILE_MAX);
    if (w->files.n == FILES_MAX)
        return fail(w, "chart has more than %d files", FILES_MAX);
    if (!file_read(w->a, path, ARCHIVE_FILE_MAX, &data, &why))
        return fail(w, "error reading %.*s: %.*s", STR_ARG(name), STR_ARG(why));
    if (str_has_prefix(data, STR("\xEF\xBB\xBF")))
        data = str_from(data, 3);
    chart_files_add(w->a, &w->files, (struct chart_file){name, data});
    return true;
}

static bool visit(struct walk *w, const struct inside *in, str path, str real,
                  const struct file_info *info)
{
    bool dir = info->kind == FILE_DIR;
    if (ignore_matches(&w->ignore, relative(w, path), dir))
        return true;
    struct inside here = {in, real};
    return dir ? walk_dir(w, &here, path) : read_file(w, path, real, info);
}

/* Whether `real` is, or holds, a folder that we are in. */
static bool never_ends(const struct inside *in, str real)
{
    for (; in; in = in->up)
        if (str_has_prefix(in->real, real) &&
            (in->real.len == real.len || in->real.s[real.len] == '/'))
            return true;
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

static bool follow_link(struct walk *w, const struct inside *in, str path)
{
    str real, why;
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
    if (info.kind == FILE_DIR && never_ends(in, real))
        return fail(w, "error evaluating symlink %.*s: EvalSymlinks: too many links",
                    STR_ARG(path));
    return visit(w, in, path, real, &info);
}

static bool walk_path(struct walk *w, const struct inside *in, str path)
{
    struct file_info info;
    if (!file_lstat(w->a, path, &info, &w->error))
        return false;
    if (info.kind == FILE_SYMLINK)
        return follow_link(w, in, path);
    str name = path_base(path);
    return visit(w, in, path, str_fmt(w->a, "%.*s/%.*s", STR_ARG(in->real), STR_ARG(name)), &info);
}

static str with_slash(struct arena *a, str path)
{
    return str_has_suffix(path, STR("/")) ? path : str_concat(a, path, STR("/"));
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

static bool read_folder(struct arena *a, str path, bool confine, struct chart_files *ret,
                        struct diags *diags, str *ret_error)
{
    struct walk w = {.a = a, .diags = diags};
    struct inside in = {NULL, path};
    str why;
    w.top = with_slash(a, path);
    file_resolve(a, path, &in.real, &why);
    w.real_top = confine ? with_slash(a, in.real) : STR("");
    if (!read_ignore(&w) || !walk_dir(&w, &in, w.top)) {
        *ret_error = w.error;
        return false;
    }
    *ret = w.files;
    return true;
}

bool folder_read(struct arena *a, str path, struct chart_files *ret, struct diags *diags,
                 str *ret_error)
{
    return read_folder(a, path, false, ret, diags, ret_error);
}

bool folder_read_confined(struct arena *a, str path, struct chart_files *ret, struct diags *diags,
                          str *ret_error)
{
    return read_folder(a, path, true, ret, diags, ret_error);
}
