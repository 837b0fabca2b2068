/* What shared_library.h promises, for a static program: it becomes its twin. */
#include "base/arena.h"
#include "base/file.h"
#include "base/path.h"
#include "base/shared_library.h"

#include <limits.h>
#include <string.h>
#include <unistd.h>

extern char **environ;

#define TWIN "chelm-template-shared"

/* This program's file, links resolved; false when the system does not tell. */
static bool own_path(struct arena *a, str *ret)
{
    char path[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", path, sizeof path);
    if (n <= 0 || (size_t)n == sizeof path)
        return false;
    *ret = str_dup(a, str_make(path, (size_t)n));
    return true;
}

/* The arguments that the program was started with, the first included; NULL when they cannot be
 * told. */
static char **own_arguments(struct arena *a)
{
    str text, error;
    if (!file_read(a, STR("/proc/self/cmdline"), 0, &text, &error) || text.len == 0 ||
        text.s[text.len - 1] != '\0')
        return NULL;
    size_t n = 0;
    for (size_t i = 0; i < text.len; i++)
        n += text.s[i] == '\0';
    char **ret = ARENA_ARRAY(a, char *, n + 1);
    char *at = arena_alloc(a, text.len);
    memcpy(at, text.s, text.len);
    for (size_t i = 0; i < n; i++) {
        ret[i] = at;
        at += strlen(at) + 1;
    }
    ret[n] = NULL;
    return ret;
}

/* A program that is its own twin would go round for ever. */
static void become(struct arena *a, str self, str twin, char **arguments)
{
    if (!str_eq(self, twin))
        execve(str_c(a, twin), arguments, environ);
}

/* Where it was installed the twin is in ../libexec/chelm, where it was built beside this one. */
bool shared_library_prepare(struct arena *a)
{
    str self;
    char **arguments = own_arguments(a);
    if (!arguments || !own_path(a, &self))
        return false;
    str folder = path_dir(a, self), above = path_dir(a, folder);
    become(a, self, str_fmt(a, "%.*s/libexec/chelm/" TWIN, STR_ARG(above)), arguments);
    become(a, self, str_fmt(a, "%.*s/" TWIN, STR_ARG(folder)), arguments);
    return false;
}

/* Opening a named pipe is seen at its other end: the file is looked at by its name. */
void shared_library_prepare_to_read(struct arena *a, str path)
{
    struct file_info info;
    str error;
    if (file_stat(a, path, &info, &error) && info.kind == FILE_OTHER)
        shared_library_prepare(a);
}

const char *shared_library_remedy(const char *packages)
{
    (void)packages;
    return TWIN ", which loads it, is missing from ../libexec/chelm";
}

void *shared_library_open(struct arena *a, const char *name)
{
    (void)name;
    shared_library_prepare(a);
    return NULL;
}

/* No library is ever open here, and no address is asked for. */
void *shared_library_symbol(void *library, const char *name)
{
    (void)library;
    (void)name;
    return NULL;
}

void shared_library_close(void *library)
{
    (void)library;
}

bool shared_library_address(const char *host, char *out, size_t size)
{
    (void)host;
    (void)out;
    (void)size;
    return false;
}
