#include "base/file.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/dir.h"
#include "base/path.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FIRST_READ = 4096 };

/* Go's texts are the C library's in lower case. */
bool file_fail(struct arena *a, const char *op, str path, int error, str *ret_error)
{
    char text[128];
    if (strerror_r(error, text, sizeof text) != 0)
        text[0] = '\0';
    if (text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'a' && text[1] <= 'z')
        text[0] = (char)(text[0] - 'A' + 'a');
    *ret_error = str_fmt(a, "%s %.*s: %s", op, STR_ARG(path), text);
    return false;
}

static bool read_all(struct arena *a, int fd, size_t expected, size_t limit, struct buf *out)
{
    buf_init(out, a);
    buf_reserve(out, expected + 1);
    for (;;) {
        size_t room = out->cap - out->len;
        if (room == 0) /* at the size that was expected one byte is left, for the end's answer */
            room = FIRST_READ;
        if (limit && room > limit - out->len)
            room = limit - out->len;
        if (room == 0)
            return true;
        ssize_t n = read(fd, buf_reserve(out, room), room);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return n == 0;
        out->len += (size_t)n;
        if (out->len == expected) /* all of a file whose size is known: no need to ask again */
            return true;
    }
}

/* A file that is closed when the trap is taken, too: the memory for it may be out. */
struct open_file {
    int fd; /* -1: closed */
};

static void close_file(void *p)
{
    struct open_file *f = p;
    if (f->fd >= 0)
        close(f->fd);
    f->fd = -1;
}

struct file_place file_place(str path)
{
    return (struct file_place){AT_FDCWD, path, path};
}

/* The file, which is closed with the arena at the latest; NULL with the error's text. */
static struct open_file *open_to_read(struct arena *a, const struct file_place *where,
                                      str *ret_error)
{
    struct open_file *f = ARENA_NEW(a, struct open_file);
    f->fd = -1;
    arena_defer(a, close_file, f);
    struct arena_mark mark = arena_mark(a);
    f->fd = openat(where->folder, str_c(a, where->name), O_RDONLY | O_CLOEXEC);
    if (f->fd >= 0) {
        arena_release(a, mark);
        return f;
    }
    file_fail(a, "open", where->path, errno, ret_error);
    return NULL;
}

static size_t size_of(const struct open_file *f, size_t limit)
{
    struct stat st;
    size_t size = fstat(f->fd, &st) == 0 && st.st_size > 0 ? (size_t)st.st_size : 0;
    return limit && size > limit ? limit : size;
}

/* Reads what is open, and closes it. */
static bool read_open(struct arena *a, struct open_file *f, size_t expected, size_t limit, str path,
                      str *ret, str *ret_error)
{
    struct buf b;
    bool ok = read_all(a, f->fd, expected, limit, &b);
    int error = errno;
    close_file(f);
    if (!ok)
        return file_fail(a, "read", path, error, ret_error);
    *ret = buf_str(&b);
    return true;
}

bool file_read(struct arena *a, str path, size_t limit, str *ret, str *ret_error)
{
    struct file_place where = file_place(path);
    struct open_file *f = open_to_read(a, &where, ret_error);
    return f && read_open(a, f, size_of(f, limit), limit, path, ret, ret_error);
}

/* Given back with the arena, whatever comes. */
struct mapping {
    void *p;
    size_t size;
};

static void unmap(void *p)
{
    struct mapping *m = p;
    if (m->size)
        munmap(m->p, m->size);
}

static bool begins_with(const struct open_file *f, str prefix)
{
    char head[8];
    return prefix.len <= sizeof head && pread(f->fd, head, prefix.len, 0) == (ssize_t)prefix.len &&
           memcmp(head, prefix.s, prefix.len) == 0;
}

/* False: not every file system can, and nobody can map nothing. */
static bool map_open(struct arena *a, const struct open_file *f, size_t size, str prefix, str *ret)
{
    if (!size)
        return false;
    struct mapping *m = ARENA_NEW(a, struct mapping);
    arena_defer(a, unmap, m);
    size_t skip = begins_with(f, prefix) ? prefix.len : 0;
    void *p = mmap(NULL, size, PROT_READ, MAP_PRIVATE, f->fd, 0);
    if (p == MAP_FAILED)
        return false;
    *m = (struct mapping){p, size};
    *ret = str_make((const char *)p + skip, size - skip);
    return true;
}

bool file_take(struct arena *a, const struct file_place *where, const struct file_reading *how,
               str *ret, size_t *ret_size, str *ret_error)
{
    struct open_file *f = open_to_read(a, where, ret_error);
    if (!f)
        return false;
    *ret_size = size_of(f, how->limit);
    if (*ret_size >= how->map_from && map_open(a, f, *ret_size, how->prefix, ret)) {
        close_file(f);
        return true;
    }
    if (!read_open(a, f, *ret_size, how->limit, where->path, ret, ret_error))
        return false;
    *ret_size = ret->len;
    if (str_has_prefix(*ret, how->prefix))
        *ret = str_from(*ret, how->prefix.len);
    return true;
}

bool file_map(struct arena *a, str path, size_t limit, str prefix, str *ret, str *ret_error)
{
    size_t size;
    struct file_place where = file_place(path);
    const struct file_reading how = {.limit = limit, .prefix = prefix};
    return file_take(a, &where, &how, ret, &size, ret_error);
}

bool file_read_stdin(struct arena *a, str *ret, str *ret_error)
{
    struct buf b;
    if (!read_all(a, STDIN_FILENO, 0, 0, &b))
        return file_fail(a, "read", STR("/dev/stdin"), errno, ret_error);
    *ret = buf_str(&b);
    return true;
}

enum file_kind file_kind_of(unsigned mode)
{
    return S_ISREG(mode)   ? FILE_REGULAR
           : S_ISDIR(mode) ? FILE_DIR
           : S_ISLNK(mode) ? FILE_SYMLINK
                           : FILE_OTHER;
}

static void put_info(const struct stat *st, struct file_info *ret)
{
    ret->kind = file_kind_of(st->st_mode);
    ret->size = st->st_size > 0 ? (uint64_t)st->st_size : 0;
}

bool file_stat(struct arena *a, str path, struct file_info *ret, str *ret_error)
{
    struct stat st;
    struct arena_mark mark = arena_mark(a);
    if (stat(str_c(a, path), &st) != 0)
        return file_fail(a, "stat", path, errno, ret_error);
    arena_release(a, mark);
    put_info(&st, ret);
    return true;
}

bool file_lstat(struct arena *a, str path, struct file_info *ret, str *ret_error)
{
    struct stat st;
    struct arena_mark mark = arena_mark(a);
    if (lstat(str_c(a, path), &st) != 0)
        return file_fail(a, "lstat", path, errno, ret_error);
    arena_release(a, mark);
    put_info(&st, ret);
    return true;
}

bool file_list(struct arena *a, str path, str **ret, size_t *ret_n, str *ret_error)
{
    struct dir d;
    struct file_place where = file_place(path);
    if (!dir_open(a, &where, &d, ret_error))
        return false;
    dir_close(&d);
    *ret = ARENA_ARRAY(a, str, d.n);
    for (size_t i = 0; i < d.n; i++)
        (*ret)[i] = d.entries[i].name;
    *ret_n = d.n;
    return true;
}

/* The text of a link, in the arena. */
static bool read_link(struct arena *a, str path, str *ret, str *ret_error)
{
    char target[PATH_MAX];
    ssize_t n = readlink(str_c(a, path), target, sizeof target);
    if (n < 0)
        return file_fail(a, "readlink", path, errno, ret_error);
    *ret = str_dup(a, (str){target, (size_t)n});
    return true;
}

/* One more element behind `done`, which has no links. A link's text goes in front of *rest. */
static bool resolve_element(struct arena *a, str name, str *done, str *rest, str *ret_error)
{
    struct file_info info;
    str next = str_fmt(a, "%.*s%s%.*s", STR_ARG(*done), str_has_suffix(*done, STR("/")) ? "" : "/",
                       STR_ARG(name));
    if (done->len == 0)
        next = name;
    if (!file_lstat(a, next, &info, ret_error))
        return false;
    if (info.kind != FILE_SYMLINK) {
        *done = next;
        return true;
    }
    str target;
    if (!read_link(a, next, &target, ret_error))
        return false;
    *rest = str_fmt(a, "%.*s/%.*s", STR_ARG(target), STR_ARG(*rest));
    if (path_is_abs(target))
        *done = STR("/");
    return true;
}

/* Go's own walk and not realpath(), for the place that its errors name. */
bool file_resolve(struct arena *a, str path, str *ret, str *ret_error)
{
    enum { ELEMENTS_MAX = 100 * 1000, LINKS_MAX = 255 };
    str done = path_is_abs(path) ? STR("/") : STR(""), rest = path;
    for (int elements = 0, links = 0; rest.len; elements++) {
        size_t slash = str_find_char(rest, '/');
        str name = slash == STR_NONE ? rest : str_slice(rest, 0, slash);
        rest = str_from(rest, slash == STR_NONE ? rest.len : slash + 1);
        if (name.len == 0 || str_eq(name, STR(".")))
            continue;
        if (str_eq(name, STR("..")) && done.len) {
            done = path_dir(a, done);
            continue;
        }
        str before = rest;
        if (!resolve_element(a, name, &done, &rest, ret_error))
            return false;
        links += rest.s != before.s;
        if (links > LINKS_MAX || elements > ELEMENTS_MAX) {
            *ret_error = STR("EvalSymlinks: too many links");
            return false;
        }
    }
    *ret = path_clean(a, done);
    return true;
}

str file_abs(struct arena *a, str path)
{
    char dir[PATH_MAX];
    if (path_is_abs(path) || !getcwd(dir, sizeof dir))
        return path_clean(a, path);
    return path_clean(a, str_fmt(a, "%s/%.*s", dir, STR_ARG(path)));
}
