#include "cli/git.h"

#include "base/arena.h"
#include "base/buf.h"

#include <errno.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static bool read_all(struct buf *out, int fd)
{
    for (;;) {
        ssize_t n = read(fd, buf_reserve(out, 65536), 65536);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return n == 0;
        out->len += (size_t)n;
    }
}

static int start(pid_t *pid, int out, char *const *argv)
{
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
    int error = posix_spawnp(pid, argv[0], &actions, NULL, argv, environ);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

static char *copy(struct arena *a, str s)
{
    char *c = arena_bytes(a, s.len + 1);
    if (s.len)
        memcpy(c, s.s, s.len);
    c[s.len] = '\0';
    return c;
}

enum { MOST_ARGS = 12 };

/* Runs it to its end; 0, or why there is nothing to read. */
static bool capture(char *const *argv, struct buf *out, int *ret_errno)
{
    int fd[2], status = 1;
    pid_t pid;
    *ret_errno = pipe(fd) == 0 ? 0 : errno;
    if (*ret_errno)
        return false;
    *ret_errno = start(&pid, fd[1], argv);
    close(fd[1]);
    bool ok = *ret_errno == 0 && read_all(out, fd[0]);
    close(fd[0]);
    while (*ret_errno == 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    return ok && status == 0;
}

/* git -C NEAR ARGS...: what it prints. Its own words go to standard error. */
static bool run_git(struct arena *a, str near, const char *const *args, str *ret, str *ret_error)
{
    char *argv[MOST_ARGS + 4] = {copy(a, STR("git")), copy(a, STR("-C")), copy(a, near)};
    for (size_t i = 0; i < MOST_ARGS && args[i]; i++)
        argv[3 + i] = copy(a, str_from_c(args[i]));
    struct buf out;
    int error;
    buf_init(&out, a);
    bool ok = capture(argv, &out, &error);
    *ret = buf_str(&out);
    if (error)
        *ret_error = str_fmt(a, "git cannot be run: %s", strerror(error));
    else if (!ok)
        *ret_error = str_fmt(a, "git %s failed", args[0]);
    return ok;
}

/* Files that git does not follow yet are new from the first line to the last. */
static void add_new_files(struct buf *diff, str names)
{
    while (names.len) {
        size_t end = str_find_char(names, '\n');
        str name = end == STR_NONE ? names : str_slice(names, 0, end);
        names = end == STR_NONE ? STR("") : str_from(names, end + 1);
        buf_put_fmt(diff,
                    "diff --git\n--- /dev/null\n+++ b/%.*s\n@@ -0,0 +1,99999999 @@\n+version:\n",
                    STR_ARG(name));
    }
}

bool git_changes(struct arena *a, str near, str ref, str *ret_diff, str *ret_root, str *ret_error)
{
    const char *top[] = {"rev-parse", "--show-toplevel", NULL};
    const char *diff[] = {"diff",
                          "-U0",
                          "--no-color",
                          "--no-ext-diff",
                          "--no-renames",
                          "--src-prefix=a/",
                          "--dst-prefix=b/",
                          str_c(a, ref),
                          "--",
                          NULL};
    const char *others[] = {"ls-files", "--others", "--exclude-standard", NULL};
    str text, names;
    if (ref.len && ref.s[0] == '-') {
        *ret_error = str_fmt(a, "--since: %.*s is no commit", STR_ARG(ref));
        return false;
    }
    if (!run_git(a, near, top, ret_root, ret_error))
        return false;
    *ret_root = str_trim_blanks(*ret_root);
    if (!run_git(a, *ret_root, diff, &text, ret_error) ||
        !run_git(a, *ret_root, others, &names, ret_error))
        return false;
    struct buf all;
    buf_init(&all, a);
    buf_put_str(&all, text);
    add_new_files(&all, names);
    *ret_diff = buf_str(&all);
    return true;
}
