#include "cli/atomic_file.h"

#include "base/arena.h"
#include "base/path.h"
#include "cli/write_all.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* "VERB PATH: no such file or directory" from errno. Always false. */
static bool system_error(struct arena *a, const char *verb, str path, str *ret_error)
{
    const char *text = strerror(errno);
    *ret_error =
        str_fmt(a, "%s %.*s: %c%s", verb, STR_ARG(path), tolower((unsigned char)text[0]), text + 1);
    return false;
}

static bool make_folders(struct arena *a, str path, str *ret_error)
{
    struct stat st;
    if (stat(str_c(a, path), &st) == 0)
        return true;
    for (size_t i = 1; i <= path.len; i++) {
        if (i < path.len && path.s[i] != '/')
            continue;
        str part = {path.s, i};
        if (mkdir(str_c(a, part), 0777) != 0 && errno != EEXIST)
            return system_error(a, "mkdir", part, ret_error);
    }
    return true;
}

/* A file that nobody else has, beside `path`. -1 with errno. */
static int open_beside(struct arena *a, str path, const char **ret_name)
{
    for (unsigned n = 0;; n++) {
        str name = str_fmt(a, "%.*s.%ld-%u.tmp", STR_ARG(path), (long)getpid(), n);
        *ret_name = str_c(a, name);
        int fd = open(*ret_name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd >= 0 || errno != EEXIST)
            return fd;
    }
}

/* Devices and pipes are written to; replacing them would be a surprise. */
static bool write_through(struct arena *a, str path, str text, str *ret_error)
{
    int fd = open(str_c(a, path), O_WRONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return system_error(a, "open", path, ret_error);
    bool ok = write_all(fd, text) || system_error(a, "write", path, ret_error);
    close(fd);
    return ok;
}

/* `old` is what stands there, or NULL. */
static bool replace(struct arena *a, str path, str text, const struct stat *old, str *ret_error)
{
    const char *name;
    int fd = open_beside(a, path, &name);
    if (fd < 0)
        return system_error(a, "open", path, ret_error);
    bool ok = write_all(fd, text) || system_error(a, "write", path, ret_error);
    /* A crash of the system must not leave neither the old text nor the new one. */
    if (ok && old && fchmod(fd, old->st_mode & 07777) != 0)
        ok = system_error(a, "chmod", path, ret_error);
    if (ok && old && fsync(fd) != 0 && errno != EINVAL && errno != EROFS)
        ok = system_error(a, "fsync", path, ret_error);
    if (close(fd) != 0 && ok)
        ok = system_error(a, "close", path, ret_error);
    if (ok && rename(name, str_c(a, path)) != 0)
        ok = system_error(a, "rename", path, ret_error);
    if (!ok)
        unlink(name);
    return ok;
}

bool atomic_file_write(struct arena *a, str path, str text, str *ret_error)
{
    struct stat st;
    bool exists = stat(str_c(a, path), &st) == 0;
    if (exists && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode))
        return write_through(a, path, text, ret_error);
    return make_folders(a, path_dir(a, path), ret_error) &&
           replace(a, path, text, exists ? &st : NULL, ret_error);
}
