#define _DEFAULT_SOURCE /* kinds with the names of entries */

#include "base/dir.h"

#include "base/arena.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* What must be closed when the trap is taken, too. */
struct dir_handles {
    DIR *list;
    int fd;
};

static void close_handles(void *p)
{
    struct dir_handles *h = p;
    if (h->list)
        closedir(h->list);
    if (h->fd >= 0)
        close(h->fd);
    *h = (struct dir_handles){.fd = -1};
}

static enum file_kind kind_of(int fd, const struct dirent *e)
{
    struct stat st;
#ifdef DT_UNKNOWN
    switch (e->d_type) {
    case DT_REG:
        return FILE_REGULAR;
    case DT_DIR:
        return FILE_DIR;
    case DT_LNK:
        return FILE_SYMLINK;
    case DT_UNKNOWN:
        break;
    default:
        return FILE_OTHER;
    }
#endif
    if (fstatat(fd, e->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0)
        return FILE_REGULAR; /* gone: reading it tells */
    return file_kind_of(st.st_mode);
}

static int by_bytes(const void *x, const void *y)
{
    return str_cmp(((const struct dir_entry *)x)->name, ((const struct dir_entry *)y)->name);
}

static void list(struct arena *a, const struct dir_handles *h, struct dir *d)
{
    uint32_t n = 0, cap = 0;
    for (struct dirent *e; (e = readdir(h->list));) {
        str name = str_from_c(e->d_name);
        if (str_eq(name, STR(".")) || str_eq(name, STR("..")))
            continue;
        d->entries = arena_room(a, d->entries, n, &cap, sizeof *d->entries);
        d->entries[n++] = (struct dir_entry){str_dup(a, name), kind_of(dirfd(h->list), e)};
    }
    d->n = n;
    if (n)
        qsort(d->entries, n, sizeof *d->entries, by_bytes);
}

bool dir_open(struct arena *a, const struct file_place *where, struct dir *ret, str *ret_error)
{
    struct dir_handles *h = ARENA_NEW(a, struct dir_handles);
    *h = (struct dir_handles){.fd = -1};
    arena_defer(a, close_handles, h);
    const char *name = str_c(a, where->name);
    h->fd = openat(where->folder, name, O_RDONLY | O_CLOEXEC | O_DIRECTORY | O_NONBLOCK);
    if (h->fd < 0)
        return file_fail(a, "open", where->path, errno, ret_error);
    /* The list closes what it reads from; and it is large, and soon gone again. */
    int fd = fcntl(h->fd, F_DUPFD_CLOEXEC, 0);
    h->list = fd < 0 ? NULL : fdopendir(fd);
    if (!h->list) {
        int error = errno;
        if (fd >= 0)
            close(fd);
        return file_fail(a, "open", where->path, error, ret_error);
    }
    *ret = (struct dir){.handles = h};
    list(a, h, ret);
    closedir(h->list);
    h->list = NULL;
    return true;
}

void dir_close(struct dir *d)
{
    close_handles(d->handles);
}

struct file_place dir_place(const struct dir *d, str name, str path)
{
    if (d->handles->fd < 0)
        return file_place(path);
    return (struct file_place){d->handles->fd, name, path};
}
