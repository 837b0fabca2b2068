#include "cli/convert.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/path.h"
#include "cli/api_texts.h"
#include "cli/output.h"
#include "cli/write_all.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEPTH_MAX = 200 };

struct copier {
    struct arena *arena;
    const chelm_result *result;
    size_t replaced;
    int depth;
};

static bool fail(struct arena *a, const char *what, str path)
{
    return output_error(str_fmt(a, "%s %.*s: %s", what, STR_ARG(path), strerror(errno)));
}

static str join(struct arena *a, str folder, str name)
{
    return folder.len ? str_fmt(a, "%.*s/%.*s", STR_ARG(folder), STR_ARG(name)) : name;
}

bool convert_check(struct arena *a, str chart, str dir)
{
    struct file_info info;
    str error, from, parent, into;
    if (file_lstat(a, dir, &info, &error))
        return output_error(str_fmt(a, "%.*s exists already", STR_ARG(dir)));
    if (!file_stat(a, chart, &info, &error))
        return true; /* the chart's own error is better */
    if (info.kind != FILE_DIR)
        return output_error(STR("--convert-delims works on a chart's folder: unpack the archive"));
    parent = path_dir(a, file_abs(a, dir));
    if (!file_resolve(a, chart, &from, &error) || !file_resolve(a, parent, &into, &error))
        return output_error(error);
    from = str_concat(a, file_abs(a, from), STR("/"));
    into = str_concat(a, file_abs(a, into), STR("/"));
    return !str_has_prefix(into, from) ||
           output_error(str_fmt(a, "%.*s is inside of the chart", STR_ARG(dir)));
}

/* ---- copying ---- */

static bool write_file(struct copier *k, str path, str text, mode_t mode)
{
    int fd = open(str_c(k->arena, path), O_WRONLY | O_CREAT | O_EXCL, mode);
    if (fd < 0)
        return fail(k->arena, "open", path);
    bool ok = write_all(fd, text) && fchmod(fd, mode) == 0;
    if (close(fd) != 0 || !ok)
        return fail(k->arena, "write", path);
    return true;
}

/* The document at a path, or, with `below`, any document in that folder. */
static bool find(const struct copier *k, str path, bool below, str *ret)
{
    for (size_t i = 0; i < chelm_result_document_count(k->result); i++) {
        chelm_document d = chelm_result_document(k->result, i);
        str name = {d.path.s, d.path.len};
        if (below ? name.len > path.len && str_has_prefix(name, path) && name.s[path.len] == '/'
                  : str_eq(name, path)) {
            *ret = api_str(d.text);
            return true;
        }
    }
    return false;
}

static bool copy_file(struct copier *k, str from, str to, str name, mode_t mode)
{
    str text, now, error;
    if (!file_read(k->arena, from, 0, &text, &error))
        return output_error(error);
    if (find(k, name, false, &now)) {
        k->replaced++;
        str mark = STR("\xEF\xBB\xBF");
        text = str_has_prefix(text, mark) ? str_concat(k->arena, mark, now) : now;
    }
    return write_file(k, to, text, mode);
}

static bool copy_link(struct copier *k, str from, str to)
{
    char target[4096];
    ssize_t n = readlink(str_c(k->arena, from), target, sizeof target - 1);
    if (n < 0)
        return fail(k->arena, "readlink", from);
    target[n] = '\0';
    return symlink(target, str_c(k->arena, to)) == 0 || fail(k->arena, "symlink", to);
}

static bool copy_folder(struct copier *k, str from, str to, str name);

static bool copy_one(struct copier *k, str from, str to, str name)
{
    struct stat st;
    str unused;
    if (lstat(str_c(k->arena, from), &st) != 0)
        return fail(k->arena, "lstat", from);
    bool wanted = find(k, name, false, &unused) || find(k, name, true, &unused);
    if (S_ISLNK(st.st_mode) && !wanted)
        return copy_link(k, from, to);
    if (S_ISLNK(st.st_mode) && stat(str_c(k->arena, from), &st) != 0)
        return fail(k->arena, "stat", from);
    if (S_ISREG(st.st_mode))
        return copy_file(k, from, to, name, st.st_mode & 07777);
    if (!S_ISDIR(st.st_mode))
        return output_error(
            str_fmt(k->arena, "%.*s is neither a file nor a folder", STR_ARG(from)));
    if (mkdir(str_c(k->arena, to), 0700) != 0)
        return fail(k->arena, "mkdir", to);
    return copy_folder(k, from, to, name) &&
           (chmod(str_c(k->arena, to), st.st_mode & 07777) == 0 || fail(k->arena, "chmod", to));
}

static bool copy_folder(struct copier *k, str from, str to, str name)
{
    str *names, error;
    size_t n;
    if (k->depth == DEPTH_MAX)
        return output_error(str_fmt(k->arena, "%.*s: folders are nested too deep", STR_ARG(from)));
    if (!file_list(k->arena, from, &names, &n, &error))
        return output_error(error);
    k->depth++;
    bool ok = true;
    for (size_t i = 0; ok && i < n; i++) {
        struct arena_mark mark = arena_mark(k->arena);
        ok = copy_one(k, join(k->arena, from, names[i]), join(k->arena, to, names[i]),
                      join(k->arena, name, names[i]));
        arena_release(k->arena, mark);
    }
    k->depth--;
    return ok;
}

/* What a copy that failed left behind. */
static void remove_all(struct arena *a, str path)
{
    struct file_info info;
    str *names, error;
    size_t n;
    if (!file_lstat(a, path, &info, &error))
        return;
    if (info.kind != FILE_DIR) {
        unlink(str_c(a, path));
        return;
    }
    if (file_list(a, path, &names, &n, &error))
        for (size_t i = 0; i < n; i++)
            remove_all(a, join(a, path, names[i]));
    rmdir(str_c(a, path));
}

static bool finish(struct copier *k, str made, str dir)
{
    struct file_info info;
    str error;
    if (k->replaced != chelm_result_document_count(k->result))
        return output_error(STR("the chart's files changed while it was converted"));
    if (file_lstat(k->arena, dir, &info, &error))
        return output_error(str_fmt(k->arena, "%.*s exists already", STR_ARG(dir)));
    return rename(str_c(k->arena, made), str_c(k->arena, dir)) == 0 ||
           fail(k->arena, "rename", dir);
}

bool convert_write(struct arena *a, const chelm_result *r, str chart, str dir)
{
    while (dir.len > 1 && dir.s[dir.len - 1] == '/')
        dir.len--;
    struct copier k = {.arena = a, .result = r};
    struct stat st;
    if (stat(str_c(a, chart), &st) != 0)
        return fail(a, "stat", chart);
    struct buf b;
    buf_init(&b, a);
    buf_put_str(&b, dir);
    buf_put(&b, ".XXXXXX", sizeof ".XXXXXX");
    if (!mkdtemp(b.s))
        return fail(a, "mkdir", dir);
    str made = str_from_c(b.s);
    if (copy_folder(&k, chart, made, STR("")) &&
        (chmod(b.s, st.st_mode & 07777) == 0 || fail(a, "chmod", made)) && finish(&k, made, dir))
        return true;
    remove_all(a, made);
    return false;
}
